//! What an office tells about itself: address, place on the map, hours, WhatsApp number, e-mail address.

use domain::assessment::check_link;
use domain::body::Body;
use domain::person::check_email;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use store::body::Placed;

use super::import::{difference, log};
use crate::access::{Access, Principal};
use crate::error::check;
use crate::{App, AppError};

/// Most characters of an address.
const ADDRESS_MAX: usize = 500;

/// The profile of one office, for somebody who may change it.
#[derive(Debug, Clone)]
pub struct Profile {
    app: App,
    who: Principal,
    placed: Placed,
}

/// What a person entered.
#[derive(Debug, Clone, Default)]
pub struct NewProfile {
    /// Postal address; lines are kept.
    pub address: String,
    /// Hours in the form of [`domain::body::ServiceHours`].
    pub hours: String,
    /// Telephone number in any usual form; empty for none.
    pub whatsapp: String,
    /// E-mail address; empty for none.
    pub email: String,
    /// Where the office stands, in decimal degrees or as an address of a map; empty where not known.
    pub position: String,
    /// Address of the public site; empty where there is none.
    pub site: String,
    /// Address of the form for requests; empty where there is none.
    pub request_form: String,
}

impl Access {
    /// The profile of a body, by slug or code.
    pub async fn profile(&self, body: &str) -> Result<Profile, AppError> {
        let placed = self.app.placed(body).await?;
        self.who.must(Action::EditProfile, &placed)?;
        Ok(Profile { app: self.app.clone(), who: self.who.clone(), placed })
    }

    /// Whether this person may change the profile of a body.
    #[must_use]
    pub fn may_edit(&self, placed: &Placed) -> bool {
        self.who.may(Action::EditProfile, placed)
    }
}

impl App {
    /// The body with this slug or code.
    pub(crate) async fn placed(&self, body: &str) -> Result<Placed, AppError> {
        let mut conn = self.db().read().await?;
        let found = match store::body::by_slug(&mut conn, body).await? {
            Some(found) => Some(found),
            None => store::body::by_code(&mut conn, body).await?,
        };
        found.ok_or(AppError::NotFound)
    }
}

impl Profile {
    /// The body.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.placed.body
    }

    /// Replaces the profile.
    pub async fn save(&self, new: &NewProfile) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let code = &self.placed.body.code;
        store::body::lock(&mut tx, code.as_str()).await?;
        let placed = store::body::by_code(&mut tx, code.as_str()).await?.ok_or(AppError::NotFound)?;
        let body = changed(&placed.body, new)?;
        if body != placed.body {
            let data = difference(Some(&placed.body), &body);
            crate::contact::note_number(&mut tx, self.app.random(), &body, now).await?;
            store::body::put(&mut tx, &Placed { body, above: placed.above }).await?;
            log(&mut tx, now, Some(self.who.person), code, "profile_saved", data).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// The body with its new profile, or all that is wrong with that.
fn changed(old: &Body, new: &NewProfile) -> Result<Body, AppError> {
    let mut body = old.clone();
    let mut problems = Vec::new();
    let address = new.address.replace("\r\n", "\n");
    let address = address.trim();
    if address.chars().count() > ADDRESS_MAX {
        problems.push(FieldProblem::new("address", Problem::TooLong { max: ADDRESS_MAX }));
    }
    if address.chars().any(|c| c.is_control() && c != '\n') {
        problems.push(FieldProblem::new("address", Problem::BadCharacters));
    }
    address.clone_into(&mut body.address);
    match new.hours.parse() {
        Ok(hours) => body.hours = hours,
        Err(_) => problems.push(FieldProblem::new("hours", Problem::NotHours)),
    }
    match new.whatsapp.trim() {
        "" => body.whatsapp = None,
        typed => match typed.parse() {
            Ok(phone) => body.whatsapp = Some(phone),
            Err(_) => problems.push(FieldProblem::new("whatsapp", Problem::NotAPhone)),
        },
    }
    match new.email.trim() {
        "" => body.email.clear(),
        typed => match check_email(typed) {
            Ok(()) => typed.clone_into(&mut body.email),
            Err(problem) => problems.push(FieldProblem::new("email", problem)),
        },
    }
    match new.position.trim() {
        "" => body.position = None,
        typed => match typed.parse() {
            Ok(position) => body.position = Some(position),
            Err(_) => problems.push(FieldProblem::new("position", Problem::NotAPosition)),
        },
    }
    for (field, typed, place) in
        [("site", &new.site, &mut body.site), ("request_form", &new.request_form, &mut body.request_form)]
    {
        let typed = typed.trim();
        match check_link(typed) {
            Err(problem) if !typed.is_empty() => problems.push(FieldProblem::new(field, problem)),
            _ => typed.clone_into(place),
        }
    }
    check(problems)?;
    Ok(body)
}
