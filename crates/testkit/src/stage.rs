//! Brings offices of a round to a stage without going through every screen: answers written, questionnaires submitted,
//! results announced.

use domain::announcement::AnnouncementState;
use domain::assessment::AssessmentState;
use domain::assessments::Answer;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::PersonId;
use domain::person::Role;
use domain::round::{PhaseKind, Window};
use jiff::{SignedDuration, Timestamp};
use store::answer::Place;
use store::assessment::{Signature, Submission};
use store::round::Round;

use crate::TestApp;

impl TestApp {
    /// Writes an answer in the form of the scoring contract, as `by`.
    ///
    /// # Panics
    /// When the JSON is no answer or the office does not take part.
    pub async fn answer(&self, round: &Round, body: &str, question: &str, json: &str, by: PersonId) {
        let value: Answer = serde_json::from_str(json).expect("an answer");
        let body: BodyCode = body.parse().expect("a code");
        let question: QuestionCode = question.parse().expect("a code");
        let place = Place { round: round.id, body: &body, question: &question };
        let mut tx = self.app.db().write().await.expect("a transaction");
        let found = store::answer::get(&mut tx, round.id, body.as_str(), question.as_str()).await;
        let base = found.expect("a query").map_or(0, |saved| saved.version);
        let saved = store::answer::save(&mut tx, place, base, &value, by, self.app.now()).await;
        assert_eq!(saved.expect("the answer is written"), Some(base + 1));
        tx.commit().await.expect("a commit");
    }

    /// Brings an office's questionnaire to a state, with the signatures that belong to it, all by one person.
    ///
    /// # Panics
    /// When the office does not take part.
    pub async fn stand(&self, round: &Round, body: &str, state: AssessmentState, by: PersonId) {
        let now = self.app.now();
        let signature = Some(Signature { by, at: now });
        let mut tx = self.app.db().write().await.expect("a transaction");
        let found = store::assessment::lock(&mut tx, round.id, body).await.expect("a query");
        let mut assessment = found.expect("an office that takes part");
        assessment.state = state;
        assessment.opened_at = Some(now);
        assessment.submitted = (state == AssessmentState::Submitted).then(|| Submission {
            signature: Signature { by, at: now },
            receipt: format!("{}-{body}", round.slug),
            hash: String::new(),
        });
        assessment.signed_off = signature.filter(|_| !state.is_editable());
        assessment.endorsed =
            signature.filter(|_| matches!(state, AssessmentState::Endorsed | AssessmentState::Submitted));
        store::assessment::update(&mut tx, &assessment).await.expect("the state is written");
        tx.commit().await.expect("a commit");
    }

    /// Answers three offices of [`TestApp::running_round`] differently and submits two: Katingan (62.06) with everything,
    /// Tanah Laut (63.01) with one answer; Palangka Raya (62.71) keeps a draft. The clock stands in the verification then.
    ///
    /// # Panics
    /// When the round is another one.
    pub async fn submitted_round(&self) -> Round {
        let round = self.running_round().await;
        let by = self.person("petugas.katingan", Role::Officer, "62.06").await.person;
        let answers = [
            ("A1", r#"{"options":["a"]}"#),
            ("A2", r#"{"options":["struktur","permohonan"]}"#),
            ("A3", r#"{"fields":{"permohonan":"12","tepat_waktu":"11"}}"#),
            ("B4", r#"{"options":["yes"]}"#),
            ("B5", r#"{"options":["a","b","d"]}"#),
            ("B6", r#"{"text":"Layanan keliling <b>desa</b>"}"#),
        ];
        for (question, answer) in answers {
            self.answer(&round, "62.06", question, answer, by).await;
        }
        self.answer(&round, "63.01", "A1", r#"{"options":["b"]}"#, by).await;
        self.answer(&round, "62.71", "A1", r#"{"options":["a"]}"#, by).await;
        self.stand(&round, "62.06", AssessmentState::Submitted, by).await;
        self.stand(&round, "63.01", AssessmentState::Submitted, by).await;
        self.stand(&round, "62.71", AssessmentState::InProgress, by).await;
        self.clock.advance(SignedDuration::from_hours(15 * 24));
        round
    }

    /// Proposes, approves and publishes the results of a round: its verification is over then. `ri.usul` and `ri.setuju`
    /// are the two people, made where they are not there. Returns the minute of the publication.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn announce(&self, round: &Round) -> Timestamp {
        let publish_at = self.app.now().checked_add(SignedDuration::from_hours(1)).expect("a time");
        self.end_verification(round).await;
        let proposer = self.person_once("ri.usul", Role::Controller, &round.owner).await;
        let approver = self.person_once("ri.setuju", Role::Controller, &round.owner).await;
        let controller = self.app.access(proposer).controller(&round.slug).await.expect("a controller");
        let proposal = app::controller::Proposal {
            publish_at,
            decree: "12/KEP/2024".to_owned(),
            note: "Rekapitulasi lengkap".to_owned(),
            ..app::controller::Proposal::at(publish_at)
        };
        let id = controller.propose(&proposal).await.expect("a proposal");
        self.approve(approver, &round.slug, id).await.expect("an approval");
        self.clock.set(publish_at);
        self.app.run_due_jobs().await.expect("the jobs");
        let mut conn = self.app.db().read().await.expect("a connection");
        let live = store::announcement::published(&mut conn, round.id).await.expect("a query");
        assert_eq!(live.map(|live| live.state), Some(AnnouncementState::Published));
        publish_at
    }

    /// Approves a proposal as somebody who has just given [`crate::PASSWORD`].
    ///
    /// # Errors
    /// As [`app::controller::Controller::approve`].
    ///
    /// # Panics
    /// When the person controls nothing, or has another password.
    pub async fn approve(
        &self,
        who: app::Principal,
        round: &str,
        id: domain::ids::AnnouncementId,
    ) -> Result<(), app::AppError> {
        let access = self.app.access(who);
        let confirmed = access.confirm(crate::PASSWORD.to_owned().into()).await.expect("the password");
        access.controller(round).await.expect("a controller").approve(id, &confirmed).await
    }

    /// Ends the verification and the appeals of a round now.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn end_verification(&self, round: &Round) {
        let now = self.app.now();
        let mut tx = self.app.db().write().await.expect("a transaction");
        let mut schedule = store::round::schedule(&mut tx, round.id).await.expect("a query");
        let opens = schedule.window(PhaseKind::Verification).map_or(now, |window| window.opens.min(now));
        schedule.0.insert(PhaseKind::Verification, Window { opens, closes: now });
        let appeals = schedule.window(PhaseKind::Appeal);
        schedule.0.remove(&PhaseKind::Appeal);
        if let Some(open) = appeals.filter(|window| window.opens < now) {
            schedule.0.insert(PhaseKind::Appeal, Window { closes: open.closes.min(now), ..open });
        }
        store::round::put_schedule(&mut tx, round.id, &schedule).await.expect("the phases are written");
        tx.commit().await.expect("a commit");
    }

    /// As [`Self::person`], or the one who is there already.
    ///
    /// # Panics
    /// As [`Self::person`].
    pub async fn person_once(&self, login: &str, role: Role, body: &BodyCode) -> app::Principal {
        let known = domain::person::Login::parse(login).expect("a login");
        let mut conn = self.app.db().read().await.expect("a connection");
        let found = store::person::by_login(&mut conn, &known).await.expect("a query");
        drop(conn);
        match found {
            None => self.person(login, role, body.as_str()).await,
            Some(person) => app::Principal {
                person: person.id,
                login: person.login,
                name: person.name,
                language: None,
                grants: vec![domain::person::Grant { role, body: body.clone() }],
                via: app::Via::Session(domain::ids::SessionId::new(
                    self.app.now(),
                    &domain::random::Seeded::new(1),
                )),
            },
        }
    }
}
