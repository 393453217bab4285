//! The demo as it stands after its first start, on both engines.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod simulation;

use std::collections::BTreeMap;

use demo::DemoError;
use domain::assessment::{AssessmentState, QuestionStatus};
use domain::person::Role;
use futures_util::TryStreamExt as _;
use store::evidence::Content;
use testkit::TestApp;

const ROUND: &str = "monev-2024";
const BEFORE: &str = "monev-2023";

/// Somebody of the demo as signed in.
async fn access(test: &TestApp, login: &str) -> app::Access {
    let mut conn = test.app.db().read().await.unwrap();
    let login = domain::person::Login::parse(login).unwrap();
    let person = store::person::by_login(&mut conn, &login).await.unwrap().unwrap();
    let grants = store::person::grants(&mut conn, person.id).await.unwrap();
    test.app.access(app::Principal {
        person: person.id,
        login: person.login,
        name: person.name,
        language: None,
        grants,
        via: app::Via::Session("00000000-0000-7000-8000-000000000000".parse().unwrap()),
    })
}

/// State, number of answers, pieces of evidence, and judgements of each office of the running round.
async fn stages(test: &TestApp) -> BTreeMap<String, (AssessmentState, usize, usize, usize)> {
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, ROUND).await.unwrap().unwrap();
    let mut found = BTreeMap::new();
    for assessment in store::assessment::of_round(&mut conn, round.id).await.unwrap() {
        let body = assessment.body.to_string();
        let answers = store::answer::of_body(&mut conn, round.id, &body).await.unwrap().len();
        let evidence = store::evidence::of_body(&mut conn, round.id, &body).await.unwrap().len();
        let reviews = store::review::of_body(&mut conn, round.id, &body).await.unwrap().len();
        found.insert(body, (assessment.state, answers, evidence, reviews));
    }
    found
}

/// What people read out and compare: receipts and totals.
async fn spoken(test: &TestApp) -> (Vec<String>, Vec<String>) {
    let mut conn = test.app.db().read().await.unwrap();
    let (mut receipts, mut totals) = (Vec::new(), Vec::new());
    for round in store::round::all(&mut conn).await.unwrap() {
        for assessment in store::assessment::of_round(&mut conn, round.id).await.unwrap() {
            receipts.extend(assessment.submitted.map(|submitted| submitted.receipt));
        }
        for row in store::announcement::results(&mut conn, round.id).await.unwrap() {
            totals.push(format!("{} {} {:?}", round.slug, row.body, row.total));
        }
    }
    (receipts, totals)
}

async fn count_events(test: &TestApp) -> i64 {
    let mut conn = test.app.db().read().await.unwrap();
    let row = conn.exactly_one(sql::sql!("SELECT COUNT(*) AS n FROM event"), sql::args![]).await.unwrap();
    row.get("n").unwrap()
}

async fn offices_stand_at_every_stage(test: &TestApp) {
    use AssessmentState::{Endorsed, InProgress, Invited, SignedOff, Submitted};
    let stages = stages(test).await;
    assert_eq!(stages.len(), 14);
    let states: Vec<AssessmentState> = stages.values().map(|(state, ..)| *state).collect();
    assert_eq!(
        states,
        [
            Submitted, Submitted, Submitted, Submitted, Submitted, InProgress, Endorsed, Invited, InProgress,
            InProgress, SignedOff, Invited, Submitted, Submitted,
        ]
    );
    let judged: Vec<usize> = stages.values().map(|(.., judged)| *judged).collect();
    assert_eq!(judged, [37, 24, 18, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 37]);
    let answers = |body: &str| stages[body].1;
    assert_eq!([answers("62.06"), answers("62.08"), answers("62.10"), answers("62.71")], [14, 0, 39, 39]);
    assert!(stages["62.06"].2 > 5 && stages["62.71"].2 > 40, "{stages:?}");
}

async fn the_list_is_decided_and_supports_an_answer(test: &TestApp) {
    let found = test.app.public().decrees("kabupaten-katingan").await.unwrap();
    let years: Vec<i16> = found.decrees.iter().map(|one| one.decree.year).collect();
    assert_eq!(years.len(), 2);
    assert_eq!(years[0], years[1] + 1, "this year's first");
    let decrees = access(test, "ppid.katingan").await.decrees("62.06").await.unwrap();
    let (new, old) = (&found.decrees[0].decree.reference, &found.decrees[1].decree.reference);
    let between = decrees.compared(Some(old), Some(new)).await.unwrap().found;
    assert!(!between.added.is_empty() && !between.changed.is_empty(), "{between:?}");
    let office = access(test, "petugas.katingan").await.office(ROUND, "62.06").await.unwrap();
    let offers = office.fact_offers("D28").await.unwrap();
    let taken = offers[0].taken.as_ref().expect("a fact that was taken");
    assert_eq!(taken.snapshot.reading.value, domain::fact::Value::Answer { yes: true });
}

async fn each_role_finds_something_to_do(test: &TestApp) {
    let office = access(test, "petugas.katingan").await.office(ROUND, "62.06").await.unwrap();
    assert_eq!(office.standing(), domain::round::Standing::Open);
    let officer = access(test, "petugas.kabupaten-lamandau").await.office(ROUND, "62.09").await.unwrap();
    let sheet = officer.sheet().await.unwrap();
    let status = officer.instrument().questions().map(|question| sheet.status(question)).collect::<Vec<_>>();
    assert_eq!(status.iter().filter(|status| **status == QuestionStatus::Problem).count(), 1);
    let complete = access(test, "ppid.kabupaten-gunung-mas").await.office(ROUND, "62.10").await.unwrap();
    complete.sign_off(false).await.unwrap();
    access(test, "pimpinan.kabupaten-pulang-pisau")
        .await
        .office(ROUND, "62.11")
        .await
        .unwrap()
        .endorse()
        .await
        .unwrap();
    access(test, "petugas.kabupaten-seruyan")
        .await
        .office(ROUND, "62.07")
        .await
        .unwrap()
        .submit()
        .await
        .unwrap();
    let receipt = access(test, "petugas.katingan")
        .await
        .office(BEFORE, "62.06")
        .await
        .unwrap()
        .receipt()
        .await
        .unwrap();
    assert!(receipt.number.starts_with("SAQ-23-"));
    access(test, "verifikator.kalteng").await.reviewer(ROUND).await.unwrap();
}

async fn results_of_the_year_before_are_public(test: &TestApp) {
    let results = test.app.public().results(BEFORE).await.unwrap();
    assert_eq!((results.rows.len(), results.groups.len()), (514, 38));
    for category in &results.tally.categories {
        assert!(category.count >= 20, "{:?}", results.tally);
    }
    assert!(results.tally.scored > 480);
    let mut conn = test.app.db().read().await.unwrap();
    let live = store::announcement::published(&mut conn, results.round.id).await.unwrap().unwrap();
    assert_ne!(Some(live.proposed_by), live.approved_by);
    let round = store::round::by_slug(&mut conn, ROUND).await.unwrap().unwrap();
    assert_eq!(round.previous, Some(results.round.id));
}

async fn evidence_opens_as_what_it_is(test: &TestApp) {
    let verifier = access(test, "verifikator.kalteng").await;
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, ROUND).await.unwrap().unwrap();
    let evidence = store::evidence::of_body(&mut conn, round.id, "62.71").await.unwrap();
    drop(conn);
    let mut kinds = Vec::new();
    for piece in evidence {
        assert!(piece.caption.starts_with("Contoh untuk peragaan: "), "{}", piece.caption);
        let Content::File { .. } = piece.content else { continue };
        let file = app::evidence::open(&verifier, piece.id).await.unwrap();
        let reading = file.read(None).await.unwrap();
        let bytes = reading.stream.try_collect::<Vec<_>>().await.unwrap().concat();
        let magic: &[u8] =
            if file.content_type() == "application/pdf" { b"%PDF-1.4" } else { b"\x89PNG\r\n" };
        assert!(bytes.starts_with(magic));
        kinds.push(file.content_type());
    }
    assert!(kinds.contains(&"image/png") && kinds.contains(&"application/pdf"), "{kinds:?}");
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_first_start_fills_the_demo_and_a_second_changes_nothing(db: Db) {
        let test = TestApp::with_db(db).await;
        demo::seed(&test.app).await.unwrap();
        offices_stand_at_every_stage(&test).await;
        results_of_the_year_before_are_public(&test).await;
        evidence_opens_as_what_it_is(&test).await;
        let before = (count_events(&test).await, spoken(&test).await);
        demo::seed(&test.app).await.unwrap();
        assert_eq!((count_events(&test).await, spoken(&test).await), before);
        the_list_is_decided_and_supports_an_answer(&test).await;
        each_role_finds_something_to_do(&test).await;
        // The same moment gives the same demo, on either engine.
        let other = TestApp::sqlite().await;
        demo::seed(&other.app).await.unwrap();
        assert_eq!(spoken(&other).await, before.1);
    }

    async fn a_first_start_that_was_cut_short_is_refused(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        test.person("petugas", Role::Officer, "62.06").await;
        let refused = demo::seed(&test.app).await;
        assert!(matches!(refused, Err(DemoError::Incomplete)), "{refused:?}");
    }
}
