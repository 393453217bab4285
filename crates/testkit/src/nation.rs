//! All offices of the country in two rounds with results, made from a seed: for pages that must bear them all.

use domain::assessment::AssessmentState;
use domain::assessments::{Answer, Review};
use domain::body::{Body, Level, ServiceHours, Slug};
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::person::Role;
use domain::random::{Random as _, Seeded};
use jiff::SignedDuration;
use store::answer::Place;
use store::assessment::{Signature, Submission};
use store::body::Placed;
use store::review::{ComponentScore, NewReview};
use store::round::Round;

use crate::TestApp;
use crate::scene::{INSTRUMENT, SCHEME};

const BODIES: &str = include_str!("../../../data/bodies-bawaslu.csv");

/// The slug of the round of the year before.
pub const BEFORE: &str = "monev-2023";

impl TestApp {
    /// Every office of `data/bodies-bawaslu.csv`, and two announced rounds of its 514 regencies and cities, the second one
    /// after the first. Returns the second one.
    ///
    /// # Panics
    /// When bodies are there already.
    pub async fn nation(&self) -> Round {
        let regencies = self.all_bodies().await;
        let codes: Vec<&str> = regencies.iter().map(String::as_str).collect();
        // The editions of the year before: one edition of a document is uploaded once.
        let instrument = INSTRUMENT.replace("edition: \"1\"", "edition: \"0\"");
        let scheme = SCHEME.replace("code: contoh-skema", "code: contoh-skema-lama");
        let before = self.round(BEFORE, &instrument, &scheme, &codes).await;
        self.fill(&before, &codes, 2023).await;
        self.announce(&before).await;
        self.clock.advance(SignedDuration::from_hours(24));
        let mut round = self.round(crate::scene::ROUND, INSTRUMENT, SCHEME, &codes).await;
        round.previous = Some(before.id);
        let mut tx = self.app.db().write().await.expect("a transaction");
        assert!(store::round::update(&mut tx, &round).await.expect("the round is written"));
        tx.commit().await.expect("a commit");
        self.fill(&round, &codes, 2024).await;
        self.announce(&round).await;
        round
    }

    async fn all_bodies(&self) -> Vec<String> {
        let mut tx = self.app.db().write().await.expect("a transaction");
        let mut regencies = Vec::new();
        for line in BODIES.lines().skip(1) {
            let mut cells = line.split(',');
            let mut cell = || cells.next().expect("five cells");
            let (code, name, level, parent, zone) = (cell(), cell(), cell(), cell(), cell());
            let level: Level = level.parse().expect("a level");
            let above: Vec<BodyCode> = match level {
                Level::National => vec![],
                Level::Province => vec![parent.parse().expect("a code")],
                _ => vec![parent.parse().expect("a code"), "00".parse().expect("a code")],
            };
            if level == Level::Regency {
                regencies.push(code.to_owned());
            }
            let body = Body {
                code: code.parse().expect("a code"),
                name: name.to_owned(),
                office_name: self.app.settings().office_names.of(&level, name),
                slug: Slug::from_name(name).expect("a slug"),
                parent: above.first().cloned(),
                level,
                category: String::new(),
                zone: zone.trim().parse().expect("a zone"),
                address: String::new(),
                hours: ServiceHours::default(),
                whatsapp: None,
                email: String::new(),
                position: None,
                site: String::new(),
                request_form: String::new(),
            };
            store::body::put(&mut tx, &Placed { body, above }).await.expect("the body is written");
        }
        tx.commit().await.expect("a commit");
        regencies
    }

    /// Submits most of the offices with answers and judgements of all kinds; a few never came, a few did not finish.
    async fn fill(&self, round: &Round, bodies: &[&str], seed: u64) {
        let random = Seeded::new(seed);
        let dice = |sides: u8| {
            let mut byte = [0_u8; 1];
            random.fill(&mut byte);
            byte[0] % sides
        };
        let by = self.person(&format!("verifikator.{seed}"), Role::Verifier, "00").await.person;
        let now = self.app.now();
        let mut tx = self.app.db().write().await.expect("a transaction");
        for body in bodies {
            let fate = dice(40);
            if fate == 0 {
                continue;
            }
            let found = store::assessment::lock(&mut tx, round.id, body).await.expect("a query");
            let mut assessment = found.expect("an office that takes part");
            assessment.state =
                if fate == 1 { AssessmentState::InProgress } else { AssessmentState::Submitted };
            assessment.opened_at = Some(now);
            assessment.submitted = (fate > 1).then(|| Submission {
                signature: Signature { by, at: now },
                receipt: format!("{}-{body}", round.slug),
                hash: String::new(),
            });
            store::assessment::update(&mut tx, &assessment).await.expect("the state is written");
            let code: BodyCode = body.parse().expect("a code");
            for (question, answer, review) in found_at(&dice) {
                let question: QuestionCode = question.parse().expect("a code");
                let place = Place { round: round.id, body: &code, question: &question };
                let answer: Answer = serde_json::from_str(&answer).expect("an answer");
                store::answer::save(&mut tx, place, 0, &answer, by, now)
                    .await
                    .expect("the answer is written");
                let Some(review) = review else { continue };
                let review: Review = serde_json::from_str(&review).expect("a review");
                let new = NewReview {
                    value: &review,
                    share: &Exact::ONE,
                    reason: "dari benih",
                    doubtful: false,
                    by,
                    at: now,
                };
                store::review::save(&mut tx, place, 0, &new).await.expect("the judgement is written");
            }
            let score = ComponentScore {
                version: 1,
                score: Exact::from(u32::from(40 + dice(61))),
                reason: String::new(),
                entered_at: now,
            };
            store::review::put_component(&mut tx, round.id, body, "uji_akses", &score, by)
                .await
                .expect("the score is written");
        }
        tx.commit().await.expect("a commit");
    }
}

/// Question, answer and judgement, better ones more often.
fn found_at(dice: &impl Fn(u8) -> u8) -> Vec<(&'static str, String, Option<String>)> {
    let level = dice(3).min(dice(3));
    let in_time = 12 - dice(4);
    let options =
        ["[\"struktur\",\"permohonan\",\"keberatan\"]", "[\"struktur\",\"permohonan\"]", "[\"struktur\"]"];
    let options = options[usize::from(dice(3).min(dice(3)))];
    let fields = format!("{{\"fields\":{{\"permohonan\":\"12\",\"tepat_waktu\":\"{in_time}\"}}}}");
    let criteria = ["[\"baru\",\"dampak\",\"lanjut\"]", "[\"baru\",\"dampak\"]", "[\"baru\"]", "[]"];
    let criteria = criteria[usize::from(dice(4).min(dice(4)))];
    vec![
        ("A1", "{\"options\":[\"a\"]}".to_owned(), Some(format!("{{\"level\":{level}}}"))),
        ("A2", format!("{{\"options\":{options}}}"), Some(format!("{{\"options\":{options}}}"))),
        ("A3", fields.clone(), Some(fields)),
        ("B4", format!("{{\"options\":[\"{}\"]}}", if dice(4) == 0 { "no" } else { "yes" }), None),
        ("B5", "{\"options\":[\"a\",\"b\",\"c\"]}".to_owned(), None),
        ("B6", "{\"text\":\"Layanan keliling\"}".to_owned(), Some(format!("{{\"criteria\":{criteria}}}"))),
    ]
}
