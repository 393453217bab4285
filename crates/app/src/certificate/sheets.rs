//! What stands on the sheets: data for the templates, in the language of the operator.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::body::Body;
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::ids::AnnouncementId;
use domain::instrument::{Instrument, Text};
use domain::recommendation;
use domain::results_file::{Entry, ResultsFile};
use domain::scheme::Scheme;
use i18n::{Lang, Texts};
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::Conn;
use store::announcement::Announcement;
use store::certificate::Certificate;
use store::round::Round;

use crate::{App, AppError, values};

/// Most recommendations in a letter: what an office can mend in a year.
const RECOMMENDATIONS: usize = 12;

/// Everything that the sheets of one announcement have in common.
pub(crate) struct Stack {
    pub(crate) round: Round,
    pub(crate) announcement: Announcement,
    pub(super) results: ResultsFile,
    instrument: Arc<Instrument>,
    pub(super) scheme: Arc<Scheme>,
    bodies: BTreeMap<BodyCode, Body>,
    lang: Lang,
    pub(super) base_url: String,
}

impl Stack {
    /// What is needed for the sheets of a published announcement; `None` where it is not public any more.
    pub(crate) async fn of(app: &App, conn: &mut Conn, id: AnnouncementId) -> Result<Option<Self>, AppError> {
        let Some(announcement) = store::announcement::by_id(conn, id).await? else { return Ok(None) };
        if announcement.published_at.is_none() {
            return Ok(None);
        }
        let round = store::round::by_id(conn, announcement.round).await?.ok_or(AppError::NotFound)?;
        let results =
            ResultsFile::read(&announcement.results).map_err(|error| AppError::Fault(error.to_string()))?;
        let mut bodies: BTreeMap<BodyCode, Body> = store::body::all(conn)
            .await?
            .into_iter()
            .map(|placed| (placed.body.code.clone(), placed.body))
            .collect();
        // What is printed late has the names of the results all the same.
        for (code, then) in store::announcement::then(conn, round.id).await? {
            if let Some(body) = bodies.get_mut(&code) {
                (body.name, body.office_name, body.parent) = (then.name, then.office_name, then.parent);
            }
        }
        Ok(Some(Self {
            instrument: app.instrument(conn, round.instrument).await?,
            scheme: app.scheme(conn, round.scheme).await?,
            bodies,
            lang: app.settings().language,
            base_url: app.settings().base_url.clone(),
            round,
            announcement,
            results,
        }))
    }

    /// Why each question of an office brought what it brought.
    pub(crate) async fn reasons(
        &self,
        conn: &mut Conn,
        certificate: &Certificate,
    ) -> Result<BTreeMap<QuestionCode, String>, AppError> {
        let said = values::said_of_body(conn, self.round.id, &certificate.body).await?;
        let reasons = said.into_iter().filter_map(|(question, tiers)| {
            let (_, said) = tiers.effective()?;
            Some((question, said.reason.clone()))
        });
        Ok(reasons.collect())
    }

    /// The texts of the language in which sheets are printed.
    pub(super) fn texts(&self) -> Texts {
        Texts::new(self.lang)
    }

    /// A text of the scheme or the instrument in that language.
    pub(super) fn words_of(&self, text: &Text) -> String {
        text.get(self.lang.code()).to_owned()
    }

    /// The data of a certificate.
    pub(crate) fn certificate(&self, certificate: &Certificate) -> Result<Value, AppError> {
        let t = self.texts();
        let body = self.body(&certificate.body)?;
        let parent = body.parent.as_ref().and_then(|code| self.bodies.get(code));
        let mut data = self.common(&t, certificate, &t.certificate_title())?;
        add(&mut data, "reference", json!(certificate.reference));
        // The office above, unless that is the one which signs.
        let province = parent.filter(|parent| parent.code != self.round.owner);
        add(&mut data, "province", json!(province.map(|parent| parent.name.as_str()).unwrap_or_default()));
        add(&mut data, "category", json!(self.category(certificate)));
        let total = t.decimal(&certificate.total_display);
        add_words(
            &mut data,
            json!({
                "certificate": t.certificate_title(),
                "number": t.certificate_number(),
                "given_to": t.certificate_given_to(),
                "as": t.certificate_as(),
                "in_round": t.certificate_in_round(self.round.title.as_str()),
                "total": t.certificate_total(total),
                "check": t.certificate_check(),
                "version": self.version(&t, certificate),
            }),
        );
        Ok(data)
    }

    /// The data of the letter that goes with it.
    pub(crate) fn letter(
        &self,
        certificate: &Certificate,
        reasons: &BTreeMap<QuestionCode, String>,
    ) -> Result<Value, AppError> {
        let t = self.texts();
        let entry = self.results.find(certificate.body.as_str()).ok_or(AppError::NotFound)?;
        let mut data = self.common(&t, certificate, &t.certificate_letter_title())?;
        add(&mut data, "number", json!(certificate.reference));
        add(&mut data, "facts", json!(self.facts(&t, certificate, entry)));
        add(&mut data, "sections", json!(self.sections(&t, entry)));
        add(&mut data, "recommendations", json!(self.recommendations(&t, entry, reasons)));
        add_words(
            &mut data,
            json!({
                "number": t.certificate_number(),
                "subject_name": t.certificate_letter_subject_name(),
                "subject": t.certificate_letter_subject(self.round.title.as_str()),
                "to": t.certificate_letter_to(),
                "intro": t.certificate_letter_intro(self.round.title.as_str()),
                "sections": t.certificate_letter_sections(),
                "section_columns": [t.certificate_letter_section(), t.certificate_letter_points(), t.certificate_letter_of()],
                "recommendations": t.certificate_letter_recommendations(),
                "nothing": t.certificate_letter_nothing(),
                "closing": t.certificate_letter_closing(),
            }),
        );
        Ok(data)
    }

    fn common(&self, t: &Texts, certificate: &Certificate, title: &str) -> Result<Value, AppError> {
        let check_url = format!("{}/s/{}", self.base_url, certificate.reference);
        let title = format!("{title} {}", certificate.reference);
        let mut data = self.head(t, &check_url, certificate.issued_at, &title)?;
        add(&mut data, "office", json!(self.body(&certificate.body)?.office_name));
        Ok(data)
    }

    /// What every sheet has: who gives it, where it leads, who signs it.
    pub(super) fn head(
        &self,
        t: &Texts,
        check_url: &str,
        issued_at: Timestamp,
        title: &str,
    ) -> Result<Value, AppError> {
        let owner = self.body(&self.round.owner)?;
        let qr = print::qr::svg(check_url).map_err(|error| AppError::Fault(error.to_string()))?;
        let date = t.date(i18n::Zone::Wib.local(issued_at).date());
        let place_and_date = match self.announcement.place.as_str() {
            "" => date,
            place => format!("{place}, {date}"),
        };
        Ok(json!({
            "lang": t.code(),
            "owner": owner.office_name,
            "owner_address": owner.address,
            "qr": qr,
            "check_url": check_url,
            "signer": self.announcement.signer,
            "signer_title": self.announcement.signer_title,
            "words": {
                "title": title,
                "qr": t.certificate_qr(),
                "place_and_date": place_and_date,
            },
        }))
    }

    pub(super) fn body(&self, code: &BodyCode) -> Result<&Body, AppError> {
        self.bodies.get(code).ok_or(AppError::NotFound)
    }

    fn category(&self, certificate: &Certificate) -> String {
        let found = self.scheme.category(certificate.category.as_str());
        found.map_or_else(
            || certificate.category.to_string(),
            |found| found.label.get(self.lang.code()).to_owned(),
        )
    }

    /// Which edition of the results it has, and the decree behind it.
    fn version(&self, t: &Texts, certificate: &Certificate) -> String {
        let edition = t.certificate_version(certificate.edition);
        match self.announcement.decree.as_str() {
            "" => edition,
            decree => format!("{} · {edition}", t.certificate_decree(decree)),
        }
    }

    fn facts(&self, t: &Texts, certificate: &Certificate, entry: &Entry) -> Vec<[String; 2]> {
        let mut facts = vec![
            [t.result_total(), t.decimal(&certificate.total_display)],
            [t.result_category(), self.category(certificate)],
        ];
        let ranks = [(t.result_rank(), entry.rank), (t.result_rank_in_province(), entry.rank_in_parent)];
        facts.extend(ranks.into_iter().filter_map(|(name, rank)| Some([name, t.integer(i64::from(rank?))])));
        for component in &self.scheme.components {
            if let Some(score) = entry.components.get(&component.code) {
                let name = component
                    .label
                    .as_ref()
                    .map_or(component.code.as_str(), |label| label.get(self.lang.code()));
                facts.push([name.to_owned(), t.decimal(&score.display)]);
            }
        }
        facts
    }

    fn sections(&self, t: &Texts, entry: &Entry) -> Vec<[String; 3]> {
        let rows = self.instrument.sections.iter().filter_map(|section| {
            let points = entry.sections.get(&section.code)?.as_ref()?;
            let weight = section
                .questions
                .iter()
                .filter_map(|question| Some(&entry.questions.get(&question.code)?.weight))
                .sum::<Exact>();
            let title = section.title.get(self.lang.code()).to_owned();
            Some([title, t.decimal(&points.display), t.decimal(&self.scheme.display.show(&weight))])
        });
        rows.collect()
    }

    fn recommendations(
        &self,
        t: &Texts,
        entry: &Entry,
        reasons: &BTreeMap<QuestionCode, String>,
    ) -> Vec<Value> {
        let shown = |number: &Exact| t.decimal(&self.scheme.display.show(number));
        let all = recommendation::of(entry).into_iter().take(RECOMMENDATIONS);
        let rows = all.filter_map(|found| {
            let question = self.instrument.question(found.question.as_str())?;
            let text = question.text.get(self.lang.code());
            Some(json!({
                "question": format!("{}. {text}", question.number),
                "reason": reasons.get(&found.question).map(String::as_str).unwrap_or_default(),
                "points": t.certificate_letter_points_of(shown(&found.points), shown(&found.weight)),
            }))
        });
        rows.collect()
    }
}

pub(super) fn add(data: &mut Value, key: &str, value: Value) {
    if let Value::Object(entries) = data {
        entries.insert(key.to_owned(), value);
    }
}

pub(super) fn add_words(data: &mut Value, words: Value) {
    if let (Some(Value::Object(all)), Value::Object(words)) = (data.get_mut("words"), words) {
        all.extend(words);
    }
}
