//! Links that set a password: made here, handed over by whoever asked, and sent where e-mail is connected.

use i18n::{Lang, Texts};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sql::Conn;
use store::person::{LinkKind, Person};

use super::change::By;
use crate::account::log;
use crate::jobs::Work;
use crate::{App, AppError, secret};

/// A link that sets a password. It is shown once: the database keeps only its hash.
#[derive(Debug, Clone)]
pub struct Link {
    /// The address, made of the configured base address.
    pub url: SecretString,
    /// From when on it is dead.
    pub expires_at: Timestamp,
    /// Where it is being sent; `None` when e-mail is not connected or the person has no address.
    pub mailed_to: Option<String>,
}

/// Makes a link for a person: an invitation until a password is set, a reset afterwards. Earlier links die.
pub(crate) async fn make(app: &App, conn: &mut Conn, by: By, person: &Person) -> Result<Link, AppError> {
    let kind = if person.password.is_none() { LinkKind::Invitation } else { LinkKind::Reset };
    let (life, path) = match kind {
        LinkKind::Invitation => (app.settings().invitation_life, "undangan"),
        LinkKind::Reset => (app.settings().reset_life, "sandi"),
    };
    let token = secret::new(app.random());
    let expires_at = by.at + life;
    store::person::insert_link(conn, &secret::hash(&token), person.id, kind, expires_at, by.at).await?;
    let data = json!({ "kind": kind.code(), "expires_at": expires_at.to_string() });
    log(conn, by.at, by.actor, person.id, "link_made", data).await?;
    let url = format!("{}/{path}/{}", app.settings().base_url, token.expose_secret());
    Ok(Link { url: url.into(), expires_at, mailed_to: None })
}

/// Makes a link and, where e-mail is connected, sends it with the transaction.
pub(super) async fn make_and_send(
    app: &App,
    conn: &mut Conn,
    by: By,
    person: &Person,
) -> Result<Link, AppError> {
    let mut link = make(app, conn, by, person).await?;
    if app.parts().mailer.is_connected() && !person.email.is_empty() {
        app.put_off(conn, &message(app, person, &link), by.at).await?;
        link.mailed_to = Some(person.email.clone());
    }
    Ok(link)
}

/// The message with a link, in the language of the person.
pub(crate) fn message(app: &App, person: &Person, link: &Link) -> Work {
    let t = Texts::new(person.language.as_deref().and_then(Lang::from_code).unwrap_or(Lang::Id));
    let site = app.settings().site_name.as_str();
    let until = t.date_time(link.expires_at, i18n::Zone::Wib);
    let (subject, why) = if person.password.is_none() {
        (t.account_mail_invitation_subject(site), t.account_mail_invitation_why(person.login.as_str(), site))
    } else {
        (t.account_mail_reset_subject(site), t.account_mail_reset_why(person.login.as_str(), site))
    };
    let body = [
        t.account_mail_greeting(person.name.as_str()),
        why,
        link.url.expose_secret().to_owned(),
        t.account_mail_until(until),
        t.account_mail_ignore(),
    ];
    Work::Mail { to: person.email.clone(), subject, body: format!("{}\n", body.join("\n\n")) }
}
