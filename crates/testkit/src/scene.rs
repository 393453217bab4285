//! A round in the middle of its filling, for tests that need one.

use std::collections::BTreeMap;

use domain::body::Zone;
use domain::codes::BodyCode;
use domain::ids::{InstrumentId, RoundId, SchemeId};
use domain::round::{PhaseKind, RoundState, Schedule, Window};
use jiff::{SignedDuration, Timestamp};
use store::instrument::Document;
use store::round::Round;

use crate::TestApp;

/// Six questions, one of each rubric, with evidence slots: `crates/testkit/data/instrument.yaml`.
pub const INSTRUMENT: &str = include_str!("../data/instrument.yaml");
/// Questionnaire 90, access test 10, interview of the best two of each parent: `crates/testkit/data/scheme.yaml`.
pub const SCHEME: &str = include_str!("../data/scheme.yaml");
/// Which questions of [`INSTRUMENT`] ask for which facts of the records.
pub const FACTS: &str = "format: terbuka/facts/1
instrument: contoh/1
questions:
  - code: A1
    facts:
      - { fact: decree, options: [{ from: \"1\", choose: [a] }, { from: \"0\", choose: [c] }] }
      - { fact: items }
      - { fact: site }
  - code: A3
    facts:
      - { fact: items-periodic, field: permohonan }
";
/// The slug of the round that [`TestApp::running_round`] makes.
pub const ROUND: &str = "monev-2024";

/// The phases of a usual round, in days after its opening: filling day 0 to 14, verification 14 to 28, appeal 28 to 31,
/// announcement day 60.
///
/// # Panics
/// Never, for times in this century.
#[must_use]
pub fn schedule(opens: Timestamp) -> Schedule {
    let day = |n: i64| opens.checked_add(SignedDuration::from_hours(24 * n)).expect("a time in the calendar");
    let window = |from, to| Window { opens: day(from), closes: day(to) };
    Schedule(BTreeMap::from([
        (PhaseKind::Filling, window(0, 14)),
        (PhaseKind::AccessTest, window(7, 14)),
        (PhaseKind::Verification, window(14, 28)),
        (PhaseKind::Appeal, window(28, 31)),
        (PhaseKind::Recap, window(31, 45)),
        (PhaseKind::Announcement, window(60, 61)),
    ]))
}

impl TestApp {
    /// The bodies of [`TestApp::small_tree`], a round of the regencies in them whose filling opened an hour ago, with
    /// [`INSTRUMENT`] and [`SCHEME`].
    ///
    /// # Panics
    /// When the tree is there already.
    pub async fn running_round(&self) -> Round {
        self.small_tree().await;
        let regencies = ["62.06", "62.71", "63.01"];
        self.round(ROUND, INSTRUMENT, SCHEME, &regencies).await
    }

    /// Lets the questions of a round ask for facts, by [`FACTS`].
    ///
    /// # Panics
    /// When the round is not there.
    pub async fn ask_for_facts(&self, round: &Round) {
        let mut round = round.clone();
        FACTS.clone_into(&mut round.rules.fact.map);
        let mut tx = self.app.db().write().await.expect("a transaction");
        assert!(store::round::update(&mut tx, &round).await.expect("the round is written"));
        tx.commit().await.expect("a commit");
    }

    /// A running round of these bodies whose filling opened an hour ago.
    ///
    /// # Panics
    /// When a file is wrong or a body is not there.
    pub async fn round(&self, slug: &str, instrument: &str, scheme: &str, bodies: &[&str]) -> Round {
        let now = self.app.now();
        let random = domain::random::Seeded::new(u64::try_from(slug.len()).expect("a short slug"));
        let parsed = domain::instrument::Instrument::from_yaml(instrument.as_bytes()).expect("an instrument");
        let (code, edition) = (parsed.code.to_string(), parsed.edition.clone());
        let instrument = document(InstrumentId::new(now, &random), &code, &edition, instrument, now);
        let parsed = domain::scheme::Scheme::from_yaml(scheme.as_bytes()).expect("a scheme");
        let scheme = document(SchemeId::new(now, &random), parsed.code.as_ref(), "", scheme, now);
        let round = Round {
            id: RoundId::new(now, &random),
            slug: slug.to_owned(),
            title: "Monev KIP 2024".to_owned(),
            year: 2024,
            owner: "00".parse::<BodyCode>().expect("a code"),
            instrument: instrument.id,
            scheme: scheme.id,
            previous: None,
            zone: Zone::Wib,
            state: RoundState::Running,
            version: 1,
            files: domain::file_rules::OwnFileRules::default(),
            rules: domain::rules::RoundRules::default(),
        };
        let opened = now.checked_sub(SignedDuration::from_hours(1)).expect("a time in the calendar");
        let mut tx = self.app.db().write().await.expect("a transaction");
        store::instrument::insert_instrument(&mut tx, &instrument).await.expect("the instrument is written");
        store::instrument::insert_scheme(&mut tx, &scheme).await.expect("the scheme is written");
        store::round::insert(&mut tx, &round, None, now).await.expect("the round is written");
        store::round::put_schedule(&mut tx, round.id, &schedule(opened))
            .await
            .expect("the phases are written");
        for body in bodies {
            store::assessment::invite(&mut tx, round.id, body).await.expect("the body is invited");
        }
        tx.commit().await.expect("a commit");
        round
    }
}

fn document<Id>(id: Id, code: &str, edition: &str, source: &str, now: Timestamp) -> Document<Id> {
    Document {
        id,
        code: code.to_owned(),
        edition: edition.to_owned(),
        version: 1,
        title: code.to_owned(),
        source: source.to_owned(),
        sha256: String::new(),
        reason: String::new(),
        created_by: None,
        created_at: now,
    }
}
