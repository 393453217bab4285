//! One person, for an administrator.

use domain::codes::BodyCode;
use domain::ids::PersonId;
use domain::person::{Grant, Role};
use domain::policy::Action;
use domain::problem::Problem;
use sql::Conn;
use store::event::Event;
use store::person::{NamedGrant, Person};
use store::session::Session;

use super::change::{self, By};
use super::link::{self, Link};
use super::list::reaches;
use super::{or_problems, read_grant};
use crate::access::{Access, Principal};
use crate::{App, AppError};

/// Events shown of a person.
const EVENTS: i64 = 20;

/// A person who has at least one role in the reach of an administrator.
#[derive(Debug, Clone)]
pub struct Member {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) person: PersonId,
}

/// A person, as an administrator sees them.
#[derive(Debug, Clone)]
pub struct MemberView {
    /// Who.
    pub person: Person,
    /// Roles in the administrator's reach.
    pub roles: Vec<NamedGrant>,
    /// Whether the person has roles out of reach, so that the account as a whole belongs to others.
    pub has_roles_elsewhere: bool,
    /// Living sessions.
    pub sessions: Vec<Session>,
    /// What happened to the account, latest first.
    pub events: Vec<Event>,
    /// Whether this administrator may act for the person.
    pub may_act_for: bool,
}

impl Access {
    /// A person in this administrator's reach.
    pub async fn member(&self, person: PersonId) -> Result<Member, AppError> {
        let member = Member { app: self.app.clone(), who: self.who.clone(), person };
        let mut conn = self.app.db().read().await?;
        member.found(&mut conn).await?;
        Ok(member)
    }
}

impl Member {
    /// The person and the roles in reach, and whether there are others; read anew for each change.
    async fn found(&self, conn: &mut Conn) -> Result<(Person, Vec<NamedGrant>, bool), AppError> {
        let person = store::person::by_id(conn, self.person).await?.ok_or(AppError::NotFound)?;
        let grants = store::person::named_grants(conn, self.person).await?;
        let (near, far): (Vec<_>, Vec<_>) = grants.into_iter().partition(|named| reaches(&self.who, named));
        if near.is_empty() { Err(AppError::NotFound) } else { Ok((person, near, !far.is_empty())) }
    }

    /// As [`Self::found`], for what touches the account as a whole.
    pub(crate) async fn whole(&self, conn: &mut Conn) -> Result<Person, AppError> {
        let (person, _, has_roles_elsewhere) = self.found(conn).await?;
        if has_roles_elsewhere { Err(AppError::NotFound) } else { Ok(person) }
    }

    fn by(&self) -> By {
        By { actor: Some(self.who.person), at: self.app.now() }
    }

    /// The person with roles, sessions and history.
    pub async fn view(&self) -> Result<MemberView, AppError> {
        let mut conn = self.app.db().read().await?;
        let (person, roles, has_roles_elsewhere) = self.found(&mut conn).await?;
        let now = self.app.now();
        // What a person does with an account that others keep too is not this administrator's to see.
        let (sessions, events) = if has_roles_elsewhere {
            (Vec::new(), Vec::new())
        } else {
            let sessions = store::session::of_person(&mut conn, self.person, now).await?;
            let id = self.person.to_string();
            (sessions, store::event::of_object(&mut conn, "person", &id, EVENTS).await?)
        };
        let may_act_for = self.may_act_for(&mut conn).await?;
        Ok(MemberView { person, roles, has_roles_elsewhere, sessions, events, may_act_for })
    }

    /// Gives a role; `role` and `body` are codes. Takes effect at the person's next request.
    pub async fn grant(&self, role: &str, body: &str) -> Result<(), AppError> {
        let mut problems = Vec::new();
        let grant = read_grant(role, body, &mut problems);
        let grant = or_problems(grant, problems)?;
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        self.found(&mut tx).await?;
        let target = store::body::by_code(&mut tx, grant.body.as_str()).await?;
        if target.is_none_or(|target| !self.who.may(Action::ManagePeople, &target)) {
            return Err(AppError::field("body", Problem::Unknown));
        }
        change::grant(&mut tx, by, self.person, &grant).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes a role. The last administrator of a root stays.
    pub async fn revoke(&self, grant: &Grant) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let (_, roles, _) = self.found(&mut tx).await?;
        let named = roles.iter().find(|named| named.grant == *grant).ok_or(AppError::NotFound)?;
        keep_an_administrator(&mut tx, std::slice::from_ref(named)).await?;
        change::revoke(&mut tx, by, self.person, grant).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Shuts the person out at once, and everything that was signed in. The last administrator of a root stays.
    pub async fn disable(&self) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let (person, roles, has_roles_elsewhere) = self.found(&mut tx).await?;
        if has_roles_elsewhere {
            return Err(AppError::NotFound);
        }
        if person.disabled_at.is_none() {
            keep_an_administrator(&mut tx, &roles).await?;
            change::disable(&mut tx, by, self.person).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Lets the person in again.
    pub async fn enable(&self) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        if self.whole(&mut tx).await?.disabled_at.is_some() {
            change::enable(&mut tx, by, self.person).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// A new link that sets the password. The old password works until the link is used: an administrator cannot choose
    /// a password, nor shut anybody out by asking for a link.
    pub async fn new_link(&self) -> Result<(Person, Link), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = self.whole(&mut tx).await?;
        if person.disabled_at.is_some() {
            return Err(AppError::field("", Problem::NotNow { why: "people-is-disabled".to_owned() }));
        }
        let link = link::make_and_send(&self.app, &mut tx, by, &person).await?;
        tx.commit().await?;
        Ok((person, link))
    }

    /// Ends all sessions of the person and takes all tokens back.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        self.whole(&mut tx).await?;
        change::sign_out(&mut tx, by, self.person).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Refuses to take the last administrator from a root: nobody could give the role again.
async fn keep_an_administrator(conn: &mut Conn, leaving: &[NamedGrant]) -> Result<(), AppError> {
    let roots =
        leaving.iter().filter(|named| named.grant.role == Role::Administrator && named.above.is_empty());
    for named in roots {
        let body: &BodyCode = &named.grant.body;
        // Two administrators who take the role from each other come one after the other.
        store::body::lock(conn, body.as_str()).await?;
        if store::person::count_with(conn, &named.grant).await? <= 1 {
            let why = "people-last-administrator".to_owned();
            return Err(AppError::field("", Problem::NotNow { why }));
        }
    }
    Ok(())
}
