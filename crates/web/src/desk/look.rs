//! The form of the look of an office's site.

use app::desk::{Desk, LogoWish, LookSheet};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::look::{PALETTE, Typed};
use domain::problem::FieldProblem;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, FileUpload, Input, SummaryList, SummaryRow, Textarea,
};
use crate::failure::Failure;
use crate::incoming::{Incoming, Next, Received};
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of the form, its logo included.
pub(super) const SENT_MAX: usize = 2 * 1024 * 1024;
/// Most bytes of a text beside the logo.
const TEXT_MAX: usize = 16 * 1024;

#[derive(Debug, Template)]
#[template(path = "desk/look.html")]
struct LookPage {
    shell: Shell,
    t: Texts,
    office: String,
    site: String,
    desk: String,
    version: String,
    typed: Typed,
    /// Codes of the colours that are offered, with their names.
    palette: Vec<(String, String)>,
    /// Address of the present logo; empty for none.
    logo: String,
    logo_words: String,
    /// What somebody else saved meanwhile.
    met: Option<SummaryList>,
    history: Vec<String>,
    errors: Messages,
}

/// What a request brought.
struct Sent {
    typed: Typed,
    version: i64,
    problems: Vec<FieldProblem>,
    met: bool,
    broke_off: bool,
}

/// `GET /meja/{slug}/tampilan`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = desk.look().await?;
    let sent = Sent {
        typed: Typed::from_look(&sheet.saved.look),
        version: sheet.saved.version,
        problems: Vec::new(),
        met: false,
        broke_off: false,
    };
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &desk, &sheet, sent)))
}

/// `POST /meja/{slug}/tampilan`: `version`, `header`, `accent`, `footer`, `links`, `remove`, and a file `logo`.
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    // Who may not write it sends nothing.
    desk.look().await?;
    let received = match parts {
        Ok(parts) => receive(&desk, parts).await?,
        Err(_) => None,
    };
    let broke_off = received.is_none();
    let mut received = received.unwrap_or_default();
    let base: i64 = received.text("version").parse().unwrap_or(0);
    let typed = Typed {
        header: received.text("header"),
        accent: received.text("accent"),
        footer: received.text("footer"),
        links: received.text("links"),
    };
    let mut problems: Vec<FieldProblem> = std::mem::take(&mut received.refused)
        .into_iter()
        .map(|(_, problem)| FieldProblem::new("logo", problem))
        .collect();
    if broke_off || !problems.is_empty() {
        problems.extend(typed.read().err().filter(|_| !broke_off).unwrap_or_default());
        let sent = Sent { typed, version: base, problems, met: false, broke_off };
        return again(&web, &signed_in, &desk, StatusCode::UNPROCESSABLE_ENTITY, sent).await;
    }
    let wish = match received.files.pop() {
        Some(file) => LogoWish::Comes(file),
        None if received.text("remove") == "logo" => LogoWish::Goes,
        None => LogoWish::Stays,
    };
    match desk.save_look(base, &typed, wish).await {
        Ok(_) => {
            Ok(redirect_with(&format!("/meja/{}/tampilan", desk.placed().body.slug), "look-saved", &web))
        }
        Err(AppError::Invalid(problems)) => {
            let sent = Sent { typed, version: base, problems, met: false, broke_off };
            again(&web, &signed_in, &desk, StatusCode::UNPROCESSABLE_ENTITY, sent).await
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            let sent = Sent { typed, version: current, problems: Vec::new(), met: true, broke_off };
            again(&web, &signed_in, &desk, StatusCode::CONFLICT, sent).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn receive(desk: &Desk, parts: Multipart) -> Result<Option<Received>, AppError> {
    let mut incoming = Incoming::new(parts, TEXT_MAX);
    let mut received = Received::default();
    loop {
        match incoming.next().await {
            Next::Text(name, value) => received.fields.push((name, value)),
            Next::File(name, bytes) => {
                let staged = desk.stage_logo(&name, bytes).await;
                received.keep(&name, staged)?;
            }
            Next::NotChosen => {}
            Next::End => return Ok(Some(received)),
            Next::BrokenOff => return Ok(None),
        }
    }
}

async fn again(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    status: StatusCode,
    sent: Sent,
) -> Result<Response, Failure> {
    let sheet = desk.look().await?;
    Ok(render(status, &page(web, signed_in, desk, &sheet, sent)))
}

fn page(web: &Web, signed_in: &SignedIn, desk: &Desk, sheet: &LookSheet, sent: Sent) -> LookPage {
    let t = *signed_in.visitor.texts();
    let body = &desk.placed().body;
    let mut errors = Messages::named(&t, &sent.problems, |field| field_name(&t, field));
    if sent.broke_off {
        errors.add("logo", t.look_broke_off());
    }
    let site = format!("/{}", body.slug);
    let logo = sheet.saved.logo.as_ref().map(|hash| format!("{site}/tampilan/logo-{hash}.jpg"));
    let zone = moment::zone(body.zone);
    let history = sheet.history.iter().map(|event| {
        format!("{}, {}", t.date_time(event.at, zone), event.actor_name.as_deref().unwrap_or("-"))
    });
    LookPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        office: body.office_name.clone(),
        desk: format!("/meja/{}", body.slug),
        version: sent.version.to_string(),
        palette: palette(&t),
        logo: logo.unwrap_or_default(),
        logo_words: t.look_logo_alt(body.office_name.as_str()),
        met: sent.met.then(|| stored(&t, sheet)),
        history: history.collect(),
        typed: sent.typed,
        site,
        errors,
        t,
    }
}

fn field_name(t: &Texts, field: &str) -> Option<String> {
    Some(match field {
        "header" => t.look_header(),
        "accent" => t.look_accent(),
        "logo" => t.look_logo(),
        "footer" => t.look_footer(),
        "links" => t.look_links(),
        _ => return None,
    })
}

fn palette(t: &Texts) -> Vec<(String, String)> {
    let colour = |(name, colour): &(&str, domain::look::Colour)| {
        let words = t.by_key(&format!("look-colour-{name}")).unwrap_or_default();
        (colour.to_string(), words)
    };
    PALETTE.iter().map(colour).collect()
}

/// What somebody else saved meanwhile.
fn stored(t: &Texts, sheet: &LookSheet) -> SummaryList {
    let typed = Typed::from_look(&sheet.saved.look);
    let rows = [
        (t.look_header(), typed.header),
        (t.look_accent(), typed.accent),
        (t.look_footer(), typed.footer),
        (t.look_links(), typed.links),
    ];
    SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
}

#[cfg(test)]
mod tests {
    use domain::look::LOGO_MAX;
    use i18n::Lang;

    use super::*;

    #[test]
    fn every_colour_has_its_name() {
        assert!(LOGO_MAX < u64::try_from(SENT_MAX).unwrap(), "a logo fits into its form");
        for lang in [Lang::Id, Lang::En] {
            assert!(palette(&Texts::new(lang)).iter().all(|(_, words)| !words.is_empty()), "{lang:?}");
        }
    }
}
