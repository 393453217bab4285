//! Facts of the records in words, and as cards on the pages of those who take them and those who judge.

use app::fact::Taken;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::body::Body;
use domain::fact::{Counted, Fact, Reading, Suggestion, Value};
use domain::instrument::Question;
use i18n::Texts;

use crate::components::Button;
use crate::{moment, show};

/// Most things that a card lists.
const SHOWN: usize = 20;
/// Hexadecimal digits of a fingerprint that are shown.
const DIGITS: usize = 16;

/// What a fact is called.
pub(crate) fn name(t: &Texts, fact: Fact) -> String {
    t.by_key(&format!("fact-name-{fact}")).unwrap_or_default()
}

/// What it comes to.
pub(crate) fn value(t: &Texts, fact: Fact, value: &Value) -> String {
    let unit = t.by_key(&format!("fact-unit-{}", fact.unit())).unwrap_or_default();
    match value {
        Value::Count { count } => t.fact_count(*count, unit),
        Value::Share { part, of } => t.fact_share(*of, *part, unit),
        Value::Day { day } => day.map_or_else(|| t.fact_day_none(), |day| t.date(day)),
        Value::Answer { yes: true } => t.common_yes(),
        Value::Answer { yes: false } => t.common_no(),
        Value::Text { text } => text.clone().unwrap_or_else(|| t.fact_text_none()),
    }
}

/// The answer that it suggests, as the form says it.
pub(crate) fn suggestion(t: &Texts, question: &Question, suggestion: &Suggestion) -> String {
    match suggestion {
        Suggestion::Options(codes) => {
            let options = question.claim_options().map(|(.., options)| options).unwrap_or_default();
            let label = |code: &str| {
                let spec = options.iter().find(|option| option.code == *code);
                match spec.and_then(|option| option.label.as_ref()) {
                    Some(label) => label.get(t.code()).to_owned(),
                    None if code == "yes" => t.common_yes(),
                    None if code == "no" => t.common_no(),
                    None => code.to_owned(),
                }
            };
            codes.iter().map(|code| label(code.as_str())).collect::<Vec<_>>().join("; ")
        }
        Suggestion::Field(code, number) => {
            let label = question.fields().find(|field| field.code == *code);
            let label = label.map_or(code.as_str(), |field| field.label.get(t.code())).to_owned();
            t.fact_field(label, show::number(t, number, 6))
        }
        Suggestion::Day(day) => t.date(day),
        Suggestion::Text(text) => text.clone(),
    }
}

/// Where everybody sees the records that a fact is read from.
fn records(fact: Fact, body: &Body) -> String {
    let below = match fact {
        Fact::Items | Fact::Updated | Fact::Duties => "/informasi",
        Fact::ItemsPeriodic | Fact::NewestPeriodic | Fact::YearlyReport => "/informasi?kelas=berkala",
        Fact::ItemsImmediate => "/informasi?kelas=serta_merta",
        Fact::ItemsAlways => "/informasi?kelas=setiap_saat",
        Fact::Decree | Fact::DecreeRows => "/penetapan",
        Fact::Exemptions => "/informasi-dikecualikan",
        Fact::Maklumat => "/maklumat",
        Fact::ServiceStandard => "/standar-layanan",
        Fact::Site | Fact::Whatsapp => "",
    };
    format!("/{}{below}", body.slug)
}

/// Something that was looked at.
#[derive(Debug)]
struct CountedLine {
    label: String,
    /// Reference and day.
    about: String,
    counts: bool,
}

/// A form with one button.
#[derive(Debug)]
pub(crate) struct Act {
    /// Where it is sent.
    pub(crate) action: String,
    /// The button.
    pub(crate) button: Button,
}

/// A fact on a page.
#[derive(Debug, Template)]
#[template(path = "fact_card.html")]
pub(crate) struct FactCard {
    t: Texts,
    id: String,
    name: String,
    value: String,
    when: String,
    how: String,
    counted_words: String,
    counted: Vec<CountedLine>,
    more: String,
    records: String,
    /// Address and fingerprint of the snapshot; empty where none was taken.
    snapshot: String,
    hash: String,
    /// What the records say by now.
    pub(crate) now: String,
    /// Whether that is something else.
    pub(crate) is_changed: bool,
    /// The answer that fits.
    pub(crate) suggests: String,
    /// Taking it, or taking it again.
    pub(crate) take: Option<Act>,
    /// Giving it back.
    pub(crate) give_back: Option<Act>,
}

impl HtmlSafe for FactCard {}

impl FactCard {
    /// A fact as it is now.
    pub(crate) fn of_reading(t: &Texts, body: &Body, reading: &Reading) -> Self {
        let zone = moment::zone(body.zone);
        let counted = reading.counted.iter().take(SHOWN).map(|one| counted_line(t, one));
        let more = reading.counted.len().saturating_sub(SHOWN);
        Self {
            id: format!("data-{}", reading.fact),
            name: name(t, reading.fact),
            value: value(t, reading.fact, &reading.value),
            when: t.fact_read_at(t.date_time(reading.read_at, zone)),
            how: t.by_key(&format!("fact-how-{}", reading.fact)).unwrap_or_default(),
            counted_words: t.fact_counted(reading.counted.iter().filter(|one| one.counts).count()),
            counted: counted.collect(),
            more: if more > 0 { t.fact_counted_more(more) } else { String::new() },
            records: records(reading.fact, body),
            snapshot: String::new(),
            hash: String::new(),
            now: String::new(),
            is_changed: false,
            suggests: String::new(),
            take: None,
            give_back: None,
            t: *t,
        }
    }

    /// A fact as it was taken.
    pub(crate) fn of_taken(t: &Texts, body: &Body, taken: &Taken) -> Self {
        let at = t.date_time(taken.row.taken_at, moment::zone(body.zone));
        let said = taken.snapshot.how.get(t.code()).or_else(|| taken.snapshot.how.get("id"));
        let hash: String = taken.row.sha256.chars().take(DIGITS).collect();
        Self {
            when: t.fact_taken(at, taken.row.taken_by_name.as_str()),
            how: said.cloned().unwrap_or_default(),
            snapshot: format!("/bukti/data/{}", taken.row.id),
            hash: t.fact_sha256(hash),
            ..Self::of_reading(t, body, &taken.snapshot.reading)
        }
    }
}

fn counted_line(t: &Texts, one: &Counted) -> CountedLine {
    let label = if one.label.is_empty() { one.reference.clone() } else { one.label.clone() };
    let reference = if one.label.is_empty() { String::new() } else { one.reference.clone() };
    let day = one.day.map(|day| t.date(day)).unwrap_or_default();
    let about: Vec<String> = [reference, day].into_iter().filter(|text| !text.is_empty()).collect();
    CountedLine { label, about: about.join(", "), counts: one.counts }
}
