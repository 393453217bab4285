//! The warnings on personal data of an item or an article, and the answer to those of an item.

use std::collections::BTreeMap;

use app::desk::{Desk, FilePrivacy, Privacy, ReasonPrivacy};
use app::{AppError, Conflict};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::catalogue::parse_reference;
use domain::facts::Progress;
use domain::personal_data::{Findings, Kind};
use domain::thoroughness::{Beside, Gap, Pages};
use i18n::Texts;

use super::item;
use super::items::home;
use crate::Web;
use crate::components::{Button, Checkboxes, Choice, ErrorMessage, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// Places that are shown of each file.
const PLACES: usize = 12;

/// Warnings about one file, or about the words of the item itself.
#[derive(Debug)]
struct Group {
    title: String,
    counts: Vec<String>,
    places: Vec<String>,
    more: String,
    notes: Vec<String>,
    /// Where it is blacked out, and what the link is called.
    redact: Option<(String, String)>,
}

/// The part of the page of an item or an article that shows the warnings.
#[derive(Debug, Template)]
#[template(path = "desk/privacy.html")]
pub(super) struct PrivacyBox {
    t: Texts,
    groups: Vec<Group>,
    error: String,
    /// That nothing was found; empty where something was.
    none: String,
    is_redacting: bool,
    is_answered: bool,
    /// Address to which the answer goes; empty where none is asked for.
    answer: String,
    digest: String,
}

impl HtmlSafe for PrivacyBox {}

impl PrivacyBox {
    /// The warnings of what stands at `path`. `edits` says whether files can be blacked out there.
    pub(super) fn new(t: Texts, privacy: &Privacy, path: &str, edits: bool, error: String) -> Self {
        let own = (!privacy.own.is_empty()).then(|| Group {
            title: t.privacy_own(),
            counts: counts(&t, [&privacy.own]),
            places: places(&t, &privacy.own, false),
            more: more(&t, &privacy.own),
            notes: Vec::new(),
            redact: None,
        });
        let files = privacy.files.iter().map(|file| group(&t, file, path, edits));
        Self {
            groups: own.into_iter().chain(files).collect(),
            error,
            none: match (privacy.is_found(), privacy.is_partly()) {
                (true, _) => String::new(),
                (false, true) => t.privacy_none_so_far(),
                (false, false) => t.privacy_none(),
            },
            is_redacting: privacy.is_redacting,
            is_answered: privacy.is_answered && (privacy.warns() || privacy.waits()),
            answer: if privacy.asks() { format!("{path}/data-pribadi") } else { String::new() },
            digest: privacy.digest.clone(),
            t,
        }
    }
}

fn group(t: &Texts, file: &FilePrivacy, path: &str, edits: bool) -> Group {
    let name = &file.name;
    let is_done = file.is_looked_at();
    let notes = [
        (matches!(file.progress, Some(Progress::Waiting)), t.privacy_waiting()),
        (!is_done && file.progress != Some(Progress::Waiting), t.privacy_unlooked()),
        (is_done && !file.has_text && file.gap != Some(Gap::Inside) && !file.is_shut_in, t.privacy_no_text()),
        (file.gap == Some(Gap::Inside), t.privacy_unread()),
        (file.gap == Some(Gap::Rest), t.privacy_cut()),
        (file.is_withheld, t.privacy_withheld()),
        (file.is_shut_in, t.release_file_shut_in()),
        (file.failed.is_some(), t.release_file_not_redacted()),
    ];
    let notes = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note);
    let pages = match file.gap {
        Some(Gap::Pages(pages)) => pages_notes(t, pages),
        _ => Vec::new(),
    };
    let notes = notes.chain(pages);
    let notes = notes.chain(file.beside.iter().map(|what| beside_note(t, *what)));
    let mut places: Vec<String> =
        file.label.places.iter().map(|place| t.release_label(place.excerpt.as_str())).collect();
    places.extend(self::places(t, &file.findings, file.pages > 0));
    for page in &file.id_cards {
        let where_it_is = t.privacy_place_page(i64::from(*page));
        places.push(if file.pages > 0 {
            format!("{}: {where_it_is}", t.privacy_card())
        } else {
            t.privacy_card()
        });
    }
    let excerpt = |place: &domain::personal_data::Finding| {
        if place.excerpt.is_empty() { kind_name(t, place.kind) } else { place.excerpt.clone() }
    };
    let beside = file.found_beside.places.iter().take(PLACES);
    places.extend(beside.map(|place| t.privacy_place_beside(excerpt(place))));
    let redact = (edits && file.pages > 0)
        .then(|| (format!("{path}/berkas/{}/hitamkan", file.id), t.redaction_open_about(name.as_str())));
    Group {
        title: name.clone(),
        counts: counts(t, [&file.label, &file.findings, &file.found_beside]),
        places,
        more: more(t, &file.findings),
        notes: notes.collect(),
        redact,
    }
}

/// The warnings about a reason that was typed, in the form of its step.
#[derive(Debug, Template)]
#[template(path = "desk/reason.html")]
pub(super) struct ReasonBox {
    t: Texts,
    counts: Vec<String>,
    places: Vec<String>,
    answer: Checkboxes,
}

impl HtmlSafe for ReasonBox {}

impl ReasonBox {
    /// What looks like personal data in a reason. The answer is sent with the step.
    pub(super) fn new(t: Texts, warnings: &ReasonPrivacy, error: Option<ErrorMessage>) -> Self {
        let answer = Choice::new(warnings.digest.as_str(), t.release_reason_answer());
        Self {
            counts: counts(&t, [&warnings.found]),
            places: places(&t, &warnings.found, false),
            answer: Checkboxes::single("reason_privacy", answer).error(error),
            t,
        }
    }
}

/// What a kind is called.
fn kind_name(t: &Texts, kind: Kind) -> String {
    match kind {
        Kind::Nik => t.privacy_kind_nik(),
        Kind::FamilyCard => t.privacy_kind_family_card(),
        Kind::Npwp => t.privacy_kind_npwp(),
        Kind::Phone => t.privacy_kind_phone(),
        Kind::Email => t.privacy_kind_email(),
        Kind::BankAccount => t.privacy_kind_bank_account(),
        Kind::IdCard => t.privacy_kind_id_card(),
    }
}

/// Which pages of a PDF were not looked through.
fn pages_notes(t: &Texts, pages: Pages) -> Vec<String> {
    let all = i64::from(pages.all);
    let notes = [
        (pages.has_unread(), t.privacy_pages_read(all, i64::from(pages.read))),
        (pages.has_unseen(), t.privacy_pages_seen(all, i64::from(pages.pictured))),
    ];
    notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect()
}

/// What goes out with a file though its readers do not see it at once.
fn beside_note(t: &Texts, what: Beside) -> String {
    match what {
        Beside::Comments(count) => t.privacy_comments(i64::from(count)),
        Beside::Changes => t.privacy_changes(),
        Beside::HiddenSheets(count) => t.privacy_hidden_sheets(i64::from(count)),
        Beside::Place => t.privacy_film_place(),
    }
}

/// How often each kind was found, in all of these together.
pub(super) fn counts<const N: usize>(t: &Texts, findings: [&Findings; N]) -> Vec<String> {
    let mut sums: BTreeMap<Kind, u32> = BTreeMap::new();
    for (kind, count) in findings.into_iter().flat_map(|found| &found.counts) {
        let sum = sums.entry(*kind).or_default();
        *sum = sum.saturating_add(*count);
    }
    let line = |(kind, count): (Kind, u32)| t.privacy_count(i64::from(count), kind_name(t, kind));
    sums.into_iter().map(line).collect()
}

/// The first places, each with its page where there are pages.
pub(super) fn places(t: &Texts, findings: &Findings, has_pages: bool) -> Vec<String> {
    let line = |place: &domain::personal_data::Finding| {
        let (page, line) = (i64::from(place.page), i64::from(place.line));
        let excerpt = if place.excerpt.is_empty() { kind_name(t, place.kind) } else { place.excerpt.clone() };
        if has_pages { t.privacy_place(excerpt, line, page) } else { t.privacy_place_line(excerpt, line) }
    };
    findings.places.iter().take(PLACES).map(line).collect()
}

fn more(t: &Texts, findings: &Findings) -> String {
    let all: u32 = findings.counts.values().sum();
    let shown = u32::try_from(findings.places.len().min(PLACES)).unwrap_or(0);
    if all > shown { t.privacy_more(i64::from(all - shown)) } else { String::new() }
}

/// `POST /meja/{slug}/informasi/{reference}/data-pribadi`: `digest`.
pub(super) async fn answer(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk: Desk = signed_in.access.desk(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let mut errors = Messages::default();
    match desk.answer_privacy(&reference, fields.text("digest")).await {
        Ok(()) => {
            let to = format!("{}/{reference}", home(&desk));
            return Ok(redirect_with(&to, "privacy-answered-notice", &web));
        }
        Err(AppError::Conflict(Conflict::Version { .. })) => {
            errors.add("privacy", signed_in.visitor.texts().privacy_stale());
        }
        Err(other) => return Err(other.into()),
    }
    item::page(&web, &signed_in, &desk, &reference, Fields::default(), errors).await
}
