//! The page that sets what a round decides about files.

use app::national::{National, RoundDetail};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::file_rules::{FileRules, OwnFileRules};
use domain::problem::{FieldProblem, Problem};
use i18n::Texts;
use jiff::SignedDuration;

use super::frame::{Form, Parts, refused, version};
use crate::Web;
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// Units of a size, the largest first, 1 KB being 1024 bytes as everywhere on these pages.
const UNITS: [(&str, u64); 4] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10), ("B", 1)];

fn page(
    web: &Web,
    reader: &SignedIn,
    (national, detail): (&National, &RoundDetail),
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let round = &detail.round;
    let back = format!("/nasional/{}", round.slug);
    let form = Form::new(web, reader, format!("{back}/berkas"), back, problems);
    let (t, usual) = (*form.t(), national.usual_file_rules());
    let file = form.input("max_file", t.evidence_rules_file(), fields.text("max_file")).width(10);
    let office = form.input("max_office", t.evidence_rules_office(), fields.text("max_office")).width(10);
    let grace = form.input("grace", t.evidence_rules_grace(), fields.text("grace")).numeric().width(5);
    let body = Parts::default()
        .with(file.hint(t.evidence_rules_file_hint(t.bytes(usual.max_file))))
        .with(office.hint(t.evidence_rules_office_hint(t.bytes(usual.max_office))))
        .with(grace.hint(t.evidence_rules_grace_hint(minutes(usual.grace))));
    let intro = vec![t.evidence_rules_intro()];
    let title = t.evidence_rules_title(round.title.as_str());
    form.render_rules((title, intro), round.state, fields, body)
}

/// `GET /nasional/{round}/berkas`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let own = detail.round.files;
    let size = |bytes: Option<u64>| bytes.map(typed_size).unwrap_or_default();
    let grace = own.grace_seconds.map(|seconds| (seconds / 60).to_string()).unwrap_or_default();
    let fields = Fields::new(vec![
        ("version".into(), detail.round.version.to_string()),
        ("max_file".into(), size(own.max_file)),
        ("max_office".into(), size(own.max_office)),
        ("grace".into(), grace),
    ]);
    Ok(page(&web, &reader, (&national, &detail), &fields, &[]))
}

/// `POST /nasional/{round}/berkas`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let mut problems = Vec::new();
    let rules = OwnFileRules {
        max_file: read_size(&fields, "max_file", &mut problems),
        max_office: read_size(&fields, "max_office", &mut problems),
        grace_seconds: read_minutes(&fields, &mut problems),
    };
    if problems.is_empty() {
        let changed = national.change_file_rules(&slug, version(&fields), rules, fields.text("reason")).await;
        match changed {
            Ok(_) => return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
            Err(error) => problems = refused(error, &mut fields)?,
        }
    }
    Ok(page(&web, &reader, (&national, &detail), &fields, &problems))
}

/// The rules that hold in a round, each with whether the operator set it, for a list of facts.
pub(super) fn facts(t: &Texts, own: OwnFileRules, usual: FileRules) -> Vec<(String, String)> {
    let rules = own.over(usual);
    let said = |value: String, is_own: bool| if is_own { value } else { t.evidence_rules_usual(value) };
    vec![
        (t.evidence_rules_file(), said(t.bytes(rules.max_file), own.max_file.is_some())),
        (t.evidence_rules_office(), said(t.bytes(rules.max_office), own.max_office.is_some())),
        (
            t.evidence_rules_grace_name(),
            said(t.evidence_rules_minutes(minutes(rules.grace)), own.grace_seconds.is_some()),
        ),
    ]
}

fn minutes(grace: SignedDuration) -> i64 {
    grace.as_secs() / 60
}

fn read_size(fields: &Fields, name: &str, problems: &mut Vec<FieldProblem>) -> Option<u64> {
    let typed = fields.text(name);
    if typed.is_empty() {
        return None;
    }
    let size = size(typed);
    if size.is_none() {
        let why = "evidence-rules-not-a-size".to_owned();
        problems.push(FieldProblem::new(name, Problem::NotNow { why }));
    }
    size
}

fn read_minutes(fields: &Fields, problems: &mut Vec<FieldProblem>) -> Option<i64> {
    let typed = fields.text("grace");
    if typed.is_empty() {
        return None;
    }
    let seconds = typed.parse::<i64>().ok().and_then(|minutes| minutes.checked_mul(60));
    if seconds.is_none() {
        problems.push(FieldProblem::new("grace", Problem::NotANumber));
    }
    seconds
}

/// `20 MB`, `512 KiB`, `4GB`.
fn size(typed: &str) -> Option<u64> {
    let digits = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = typed.split_at(digits);
    let unit = unit.trim().to_ascii_uppercase().replace('I', "");
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

/// A size in the largest unit in which it is a whole number.
fn typed_size(bytes: u64) -> String {
    let fitting = UNITS.iter().find(|(_, factor)| bytes >= *factor && bytes.is_multiple_of(*factor));
    fitting.map_or_else(|| format!("{bytes} B"), |(name, factor)| format!("{} {name}", bytes / factor))
}

#[cfg(test)]
mod tests {
    use super::{size, typed_size};

    #[test]
    fn a_size_is_read_as_it_is_written() {
        for (typed, bytes) in
            [("20 MB", 20 << 20), ("512 KB", 512 << 10), ("4 GB", 4 << 30), ("1001 B", 1001)]
        {
            assert_eq!((size(typed), typed_size(bytes).as_str()), (Some(bytes), typed));
        }
        assert_eq!([size("20mib"), size("4GiB"), size("0 MB")], [Some(20 << 20), Some(4 << 30), Some(0)]);
        for wrong in
            ["", "20", "MB", "-1 MB", "1,5 GB", "20 M", "99999999999999999999 MB", "18014398509481984 KB"]
        {
            assert_eq!(size(wrong), None, "{wrong}");
        }
    }
}
