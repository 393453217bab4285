//! Writing the questionnaires of all offices at once, with what the verifiers found.

use std::collections::BTreeMap;

use app::office::{SUBMISSION_FORMAT, Submitted};
use app::{AppError, Principal};
use domain::assessment::{AssessmentState, gaps};
use domain::assessments::Answer;
use domain::codes::{BodyCode, QuestionCode};
use domain::person::Role;
use domain::reference::new_reference;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use sql::Conn;
use store::assessment::{Assessment, Signature, Submission};
use store::bulk::{Judgement, Many};
use store::event::NewEvent;

use super::YEAR;
use crate::DemoError;
use crate::ladder::{Found, Rung};
use crate::nation::{Asked, Fate, Office};
use crate::past::{Days, Past, dice};
use crate::people::Crew;
use crate::round::{self, Running};

/// Questions of the instrument, as far as times are concerned.
const QUESTIONS: usize = 39;

/// Code, edition, version and hash of the instrument, for receipts.
pub(super) async fn document_of(conn: &mut Conn, running: &Running) -> Result<Value, DemoError> {
    let stored = store::instrument::instrument_by_id(conn, running.instrument).await?;
    let stored = stored.ok_or_else(|| AppError::Fault("the instrument is gone".to_owned()))?;
    Ok(json!({
        "code": stored.code, "edition": stored.edition, "version": stored.version, "sha256": stored.sha256,
    }))
}

/// Writes the questionnaires of all offices at once.
pub(super) struct Sheets<'a> {
    pub(super) past: &'a Past,
    pub(super) crew: &'a Crew,
    pub(super) days: Days,
    pub(super) running: &'a Running,
    pub(super) asked: &'a [Asked<'a>],
    pub(super) instrument: Value,
}

/// The people of an office and the times of what they did.
struct Acts<'a> {
    sender: &'a Principal,
    ppid: &'a Principal,
    leader: &'a Principal,
    verifier: &'a Principal,
    opened: Timestamp,
}

impl Acts<'_> {
    fn signed_off(&self) -> Timestamp {
        self.opened + SignedDuration::from_hours(4 * 24 + 2)
    }

    fn endorsed(&self) -> Timestamp {
        self.signed_off() + SignedDuration::from_hours(3)
    }

    fn submitted(&self) -> Timestamp {
        self.endorsed() + SignedDuration::from_mins(17)
    }

    fn judged(&self) -> Timestamp {
        self.submitted() + judging(QUESTIONS)
    }
}

impl Sheets<'_> {
    pub(super) async fn write(&self, conn: &mut Conn, offices: &[Office]) -> Result<(), DemoError> {
        let mut submitted = Vec::new();
        for office in offices.iter().filter(|office| office.fate != Fate::Absent) {
            let acts = self.acts(office)?;
            let receipt = self.stand(conn, office, &acts).await?;
            self.log(conn, office, (acts.sender, acts.opened), "opened", json!({})).await?;
            submitted.extend(receipt.map(|receipt| (office, acts, receipt)));
        }
        self.answers(conn, offices).await?;
        for (office, acts, receipt) in &submitted {
            let lacking = json!({ "gaps": self.lacking(office) });
            self.log(conn, office, (acts.ppid, acts.signed_off()), "signed_off", lacking).await?;
            self.log(conn, office, (acts.leader, acts.endorsed()), "endorsed", json!({})).await?;
            let document = self.document(office, acts, receipt);
            self.log(conn, office, (acts.sender, acts.submitted()), "submitted", document).await?;
        }
        self.reviews(conn, offices).await?;
        for (office, acts, _) in &submitted {
            let found = self.found_at(office);
            self.log(conn, office, (acts.verifier, acts.judged()), "judged", found).await?;
        }
        Ok(())
    }

    fn acts(&self, office: &Office) -> Result<Acts<'_>, AppError> {
        let body = office.placed.body.code.as_str();
        let above = office.placed.body.parent.as_ref().map_or("", BodyCode::as_str);
        let ppid = self.crew.at(Role::Ppid, body)?;
        let random = self.past.random();
        let (day, minute) = (i64::from(dice(random, 8)), i64::from(dice(random, 180)));
        Ok(Acts {
            sender: self.crew.at(Role::Officer, body).unwrap_or(ppid),
            ppid,
            leader: self.crew.at(Role::Leader, body)?,
            verifier: self.crew.at(Role::Verifier, above)?,
            opened: self.days.at(round::FILLING.0 + day, 8 * 60 + minute),
        })
    }

    /// Writes state and signatures; returns the number of the receipt.
    async fn stand(
        &self,
        conn: &mut Conn,
        office: &Office,
        acts: &Acts<'_>,
    ) -> Result<Option<String>, DemoError> {
        let mut assessment = Assessment {
            round: self.running.id,
            body: office.placed.body.code.clone(),
            state: AssessmentState::InProgress,
            opened_at: Some(acts.opened),
            signed_off: None,
            endorsed: None,
            submitted: None,
        };
        let year = i16::try_from(YEAR).unwrap_or_default();
        let receipt =
            (office.fate == Fate::Submitted).then(|| new_reference("SAQ", year, self.past.random()));
        if let Some(receipt) = &receipt {
            assessment.state = AssessmentState::Submitted;
            assessment.signed_off = Some(Signature { by: acts.ppid.person, at: acts.signed_off() });
            assessment.endorsed = Some(Signature { by: acts.leader.person, at: acts.endorsed() });
            let signature = Signature { by: acts.sender.person, at: acts.submitted() };
            let hash = self.document(office, acts, receipt).hash()?;
            assessment.submitted = Some(Submission { signature, receipt: receipt.clone(), hash });
        }
        store::assessment::update(conn, &assessment).await?;
        Ok(receipt)
    }

    fn document<'d>(&'d self, office: &'d Office, acts: &Acts<'_>, receipt: &'d str) -> Submitted<'d> {
        let signed = |who: &Principal, at: Timestamp| json!({ "by": who.name, "at": at.to_string() });
        Submitted {
            format: SUBMISSION_FORMAT,
            receipt,
            round: &self.running.slug,
            body: office.placed.body.code.as_str(),
            office: &office.placed.body.office_name,
            instrument: self.instrument.clone(),
            signed_off: signed(acts.ppid, acts.signed_off()),
            endorsed: signed(acts.leader, acts.endorsed()),
            submitted: signed(acts.sender, acts.submitted()),
            answers: self.answers_of(office).collect(),
            evidence: BTreeMap::new(),
            facts: BTreeMap::new(),
        }
    }

    fn answers_of<'d>(&'d self, office: &'d Office) -> impl Iterator<Item = (&'d QuestionCode, &'d Answer)> {
        let went = self.asked.iter().zip(&office.went);
        went.filter_map(|(asked, at)| Some((&asked.question.code, &asked.rungs.get(*at)?.answer)))
            .filter(|(_, answer)| !answer.is_empty())
    }

    /// What was missing at the signature: the evidence of that year is not kept here.
    fn lacking(&self, office: &Office) -> Vec<&QuestionCode> {
        let answers = self.answers_of(office).collect::<BTreeMap<_, _>>();
        let lacks = |asked: &&Asked<'_>| {
            let answer = answers.get(&asked.question.code).copied().cloned().unwrap_or_default();
            !gaps(asked.question, &answer, &BTreeMap::new()).is_empty()
        };
        self.asked.iter().filter(lacks).map(|asked| &asked.question.code).collect()
    }

    /// What the verifier found, by question.
    fn found_at<'d>(&'d self, office: &'d Office) -> BTreeMap<&'d QuestionCode, Value> {
        let went = self.asked.iter().zip(&office.went);
        let found = went.filter_map(|(asked, at)| {
            let found = asked.rungs.get(*at)?.found.as_ref()?;
            let data = json!({ "review": found.review, "share": found.share, "reason": found.reason });
            Some((&asked.question.code, data))
        });
        found.collect()
    }

    async fn log(
        &self,
        conn: &mut Conn,
        office: &Office,
        (who, at): (&Principal, Timestamp),
        kind: &'static str,
        data: impl Serialize,
    ) -> Result<(), DemoError> {
        let body = &office.placed.body.code;
        let event = NewEvent {
            at,
            actor: Some(who.person),
            body: Some(body),
            round: Some(self.running.id),
            object_kind: "assessment",
            object_id: format!("{}/{body}", self.running.id),
            kind,
            data,
        };
        store::event::append(conn, event).await?;
        Ok(())
    }

    async fn answers(&self, conn: &mut Conn, offices: &[Office]) -> Result<(), DemoError> {
        for (at, asked) in self.asked.iter().enumerate() {
            for (rung, bodies) in by_rung(asked, at, offices) {
                if !rung.answer.is_empty() {
                    let many = self.many(asked, &bodies, filling(at));
                    store::bulk::answer(conn, many, &rung.answer).await?;
                }
            }
        }
        Ok(())
    }

    async fn reviews(&self, conn: &mut Conn, offices: &[Office]) -> Result<(), DemoError> {
        for (at, asked) in self.asked.iter().enumerate() {
            for (rung, bodies) in by_rung(asked, at, offices) {
                if let Some(Found { review, share, reason }) = &rung.found {
                    let many = self.many(asked, &bodies, judging(at));
                    store::bulk::review(conn, many, Judgement { value: review, share, reason }).await?;
                }
            }
        }
        Ok(())
    }

    fn many<'m>(&self, asked: &'m Asked<'_>, bodies: &'m [BodyCode], after: SignedDuration) -> Many<'m> {
        Many { round: self.running.id, question: &asked.question.code, bodies, after }
    }
}

/// The offices at which a question went each way.
fn by_rung<'r>(asked: &'r Asked<'_>, at: usize, offices: &[Office]) -> Vec<(&'r Rung, Vec<BodyCode>)> {
    let here = |nth: usize| {
        let same = |office: &&Office| office.fate == Fate::Submitted && office.went.get(at) == Some(&nth);
        offices.iter().filter(same).map(|office| office.placed.body.code.clone()).collect()
    };
    let found = asked.rungs.iter().enumerate().map(|(nth, rung)| (rung, here(nth)));
    found.filter(|(_, bodies): &(_, Vec<BodyCode>)| !bodies.is_empty()).collect()
}

/// How long after its opening an office answers a question: twelve a day, twenty minutes each.
fn filling(at: usize) -> SignedDuration {
    paced(at, 12, 20)
}

/// How long after the submission a question is judged. After a fortnight the verification is open for everybody.
fn judging(at: usize) -> SignedDuration {
    SignedDuration::from_hours(14 * 24) + paced(at, 10, 12)
}

/// So many questions a day, with so many minutes for each.
fn paced(at: usize, a_day: i64, minutes: i64) -> SignedDuration {
    let at = i64::try_from(at).unwrap_or_default();
    SignedDuration::from_mins((at / a_day) * 24 * 60 + (at % a_day + 1) * minutes)
}
