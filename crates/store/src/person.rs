//! People, their roles, and the links that set a password.

use domain::ids::PersonId;
use domain::person::{Grant, Login};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, instant_or_none, parsed};

/// A person who can sign in, or who has been invited to.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The name to sign in with.
    pub login: Login,
    /// The name that others see.
    pub name: String,
    /// Where messages go; empty where not known.
    pub email: String,
    /// The hash of the password in PHC form; `None` until one is set.
    pub password: Option<String>,
    /// The language that the person chose.
    pub language: Option<String>,
    /// When the person was shut out.
    pub disabled_at: Option<Timestamp>,
}

pub(crate) fn from_row(row: &Row) -> Result<Person, SqlError> {
    Ok(Person {
        id: PersonId(row.get("id")?),
        login: login(row)?,
        name: row.get("name")?,
        email: row.get("email")?,
        password: row.get("password")?,
        language: row.get("language")?,
        disabled_at: instant_or_none(row, "disabled_at")?,
    })
}

fn login(row: &Row) -> Result<Login, SqlError> {
    Login::parse(&row.get::<String>("login")?).map_err(|_| inconsistent("login", "not a name for signing in"))
}

/// Adds a person. A name that is taken or looks like another is [`SqlError::Unique`] with the constraint
/// `person_login_key` or `person_skeleton_key`.
pub async fn insert(conn: &mut Conn, person: &Person, now: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO person (id, login, skeleton, name, email, password, language, disabled_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            person.id.0,
            person.login.as_str(),
            person.login.skeleton(),
            &person.name,
            &person.email,
            &person.password,
            &person.language,
            person.disabled_at.map(Micros::from),
            Micros::from(now)
        ],
    )
    .await?;
    Ok(())
}

/// The person with this id.
pub async fn by_id(conn: &mut Conn, id: PersonId) -> Result<Option<Person>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM person WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The person with this name.
pub async fn by_login(conn: &mut Conn, login: &Login) -> Result<Option<Person>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM person WHERE login = $1"), args![login.as_str()]).await?;
    row.as_ref().map(from_row).transpose()
}

/// Sets the hash of a new password.
pub async fn set_password(conn: &mut Conn, id: PersonId, hash: &str) -> Result<(), SqlError> {
    conn.run(sql!("UPDATE person SET password = $2 WHERE id = $1"), args![id.0, hash]).await?;
    Ok(())
}

/// Sets the language that the person wants.
pub async fn set_language(conn: &mut Conn, id: PersonId, language: &str) -> Result<(), SqlError> {
    conn.run(sql!("UPDATE person SET language = $2 WHERE id = $1"), args![id.0, language]).await?;
    Ok(())
}

/// Shuts a person out, or lets the person in again.
pub async fn set_disabled(conn: &mut Conn, id: PersonId, at: Option<Timestamp>) -> Result<(), SqlError> {
    conn.run(sql!("UPDATE person SET disabled_at = $2 WHERE id = $1"), args![id.0, at.map(Micros::from)])
        .await?;
    Ok(())
}

/// Changes the name that others see and the address for messages.
pub async fn set_profile(conn: &mut Conn, id: PersonId, name: &str, email: &str) -> Result<(), SqlError> {
    conn.run(sql!("UPDATE person SET name = $2, email = $3 WHERE id = $1"), args![id.0, name, email]).await?;
    Ok(())
}

/// The roles of a person, by body and role.
pub async fn grants(conn: &mut Conn, id: PersonId) -> Result<Vec<Grant>, SqlError> {
    let rows = conn
        .all(sql!("SELECT body, role FROM role_grant WHERE person = $1 ORDER BY body, role"), args![id.0])
        .await?;
    rows.iter().map(|row| Ok(Grant { role: parsed(row, "role")?, body: parsed(row, "body")? })).collect()
}

/// Gives a role; nothing changes where the person has it.
pub async fn grant(conn: &mut Conn, id: PersonId, grant: &Grant, now: Timestamp) -> Result<u64, SqlError> {
    conn.run(
        sql!(
            "INSERT INTO role_grant (person, body, role, granted_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person, body, role) DO NOTHING"
        ),
        args![id.0, grant.body.as_str(), grant.role.code(), Micros::from(now)],
    )
    .await
}

/// Takes a role away.
pub async fn revoke(conn: &mut Conn, id: PersonId, grant: &Grant) -> Result<u64, SqlError> {
    conn.run(
        sql!("DELETE FROM role_grant WHERE person = $1 AND body = $2 AND role = $3"),
        args![id.0, grant.body.as_str(), grant.role.code()],
    )
    .await
}

/// A person with one role, for lists of an office's people.
#[derive(Debug, Clone)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// The role at the body that was asked for.
    pub grant: Grant,
}

/// Everybody with a role at a body or below it, by body, role and name. `path` is the prefix of the bodies below
/// (`00/62/`).
pub async fn members(conn: &mut Conn, body: &str, path: &str) -> Result<Vec<Member>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.*, g.body, g.role
                   FROM role_grant g
                   JOIN person p ON p.id = g.person
                   JOIN body b ON b.code = g.body
                  WHERE g.body = $1 OR substr(b.path, 1, length($2)) = $2
                  ORDER BY g.body, g.role, p.name, p.id"
            ),
            args![body, path],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let grant = Grant { role: parsed(row, "role")?, body: parsed(row, "body")? };
            Ok(Member { person: from_row(row)?, grant })
        })
        .collect()
}

/// The people with a role at exactly this body.
pub async fn at_body(conn: &mut Conn, body: &str) -> Result<Vec<Member>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.*, g.body, g.role FROM role_grant g JOIN person p ON p.id = g.person
                  WHERE g.body = $1 ORDER BY g.role, p.name, p.id"
            ),
            args![body],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let grant = Grant { role: parsed(row, "role")?, body: parsed(row, "body")? };
            Ok(Member { person: from_row(row)?, grant })
        })
        .collect()
}

/// Which people a list shows.
#[derive(Debug, Clone)]
pub struct Search {
    /// Code of the body at which, or below which, they have a role.
    pub body: String,
    /// The path of the bodies below it (`00/62/`).
    pub path: String,
    /// A part of the name or of the name to sign in with; empty for any.
    pub words: String,
}

/// The people that a search finds after a name to sign in with, by that name, at most `limit`.
pub async fn search(
    conn: &mut Conn,
    search: &Search,
    after: &str,
    limit: i64,
) -> Result<Vec<Person>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.* FROM person p
                  WHERE EXISTS (SELECT 1 FROM role_grant g JOIN body b ON b.code = g.body
                                 WHERE g.person = p.id
                                   AND (g.body = $1 OR substr(b.path, 1, length($2)) = $2))
                    AND (lower(p.name) LIKE $3 ESCAPE '!' OR p.login LIKE $3 ESCAPE '!')
                    AND p.login > $4
                  ORDER BY p.login LIMIT $5"
            ),
            args![&search.body, &search.path, crate::body::pattern(&search.words), after, limit],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// Everybody after a name to sign in with, by that name, at most `limit`.
pub async fn page(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<Person>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM person WHERE login > $1 ORDER BY login LIMIT $2"), args![after, limit])
        .await?;
    rows.iter().map(from_row).collect()
}

/// The people who can be reached at an e-mail address and are not shut out, at most five.
pub async fn by_email(conn: &mut Conn, email: &str) -> Result<Vec<Person>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM person WHERE lower(email) = $1 AND disabled_at IS NULL
                  ORDER BY created_at, id LIMIT 5"
            ),
            args![email.to_lowercase()],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// A role at a body, with what people call the body.
#[derive(Debug, Clone)]
pub struct NamedGrant {
    /// The role.
    pub grant: Grant,
    /// The name of the office.
    pub office_name: String,
    /// The bodies above it, nearest first.
    pub above: Vec<domain::codes::BodyCode>,
}

/// The roles of a person with the names of the offices, by body and role.
pub async fn named_grants(conn: &mut Conn, id: PersonId) -> Result<Vec<NamedGrant>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT g.body, g.role, b.office_name, b.path
                   FROM role_grant g JOIN body b ON b.code = g.body
                  WHERE g.person = $1 ORDER BY g.body, g.role"
            ),
            args![id.0],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(NamedGrant {
                grant: Grant { role: parsed(row, "role")?, body: parsed(row, "body")? },
                office_name: row.get("office_name")?,
                above: crate::body::above(&row.get::<String>("path")?),
            })
        })
        .collect()
}

/// How many people who can come in have this role at exactly this body.
pub async fn count_with(conn: &mut Conn, grant: &Grant) -> Result<i64, SqlError> {
    let row = conn
        .exactly_one(
            sql!(
                "SELECT COUNT(*) AS found FROM role_grant g JOIN person p ON p.id = g.person
                  WHERE g.body = $1 AND g.role = $2 AND p.disabled_at IS NULL"
            ),
            args![grant.body.as_str(), grant.role.code()],
        )
        .await?;
    row.get("found")
}

/// Why a link that sets a password was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// For somebody new.
    Invitation,
    /// For somebody who has forgotten.
    Reset,
}

impl LinkKind {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }
}

/// A link that sets a password, as the database knows it: without its secret.
#[derive(Debug, Clone)]
pub struct PasswordLink {
    /// Whose password.
    pub person: PersonId,
    /// From when on it is dead.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// Adds a link; earlier unused links of the same person die.
pub async fn insert_link(
    conn: &mut Conn,
    token_hash: &[u8],
    person: PersonId,
    kind: LinkKind,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE password_link SET used_at = $2 WHERE person = $1 AND used_at IS NULL"),
        args![person.0, Micros::from(now)],
    )
    .await?;
    conn.run(
        sql!(
            "INSERT INTO password_link (token_hash, person, kind, expires_at, created_at)
             VALUES ($1, $2, $3, $4, $5)"
        ),
        args![token_hash, person.0, kind.code(), Micros::from(expires_at), Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// The link with this hash; locked for the rest of the transaction.
pub async fn link(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<PasswordLink>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT person, expires_at, used_at FROM password_link WHERE token_hash = $1 @for_update"),
            args![token_hash],
        )
        .await?;
    row.as_ref()
        .map(|row| {
            Ok(PasswordLink {
                person: PersonId(row.get("person")?),
                expires_at: instant(row, "expires_at")?,
                used_at: instant_or_none(row, "used_at")?,
            })
        })
        .transpose()
}

/// Marks all links of a person as used.
pub async fn use_links(conn: &mut Conn, person: PersonId, now: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE password_link SET used_at = $2 WHERE person = $1 AND used_at IS NULL"),
        args![person.0, Micros::from(now)],
    )
    .await?;
    Ok(())
}
