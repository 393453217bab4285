//! From scores to public results.

use app::controller::{Controller, Entered, Export, Proposal};
use app::jobs::Lane;
use app::public::Place;
use app::reviewer::Verdict;
use app::{AppError, Conflict};
use domain::announcement::AnnouncementState;
use domain::ids::AnnouncementId;
use domain::person::Role;
use domain::problem::Problem;
use domain::scoring::Cores;
use jiff::SignedDuration;
use testkit::TestApp;
use testkit::scene::ROUND;

async fn controller(test: &TestApp, login: &str) -> Controller {
    let who = test.person(login, Role::Controller, "00").await;
    test.app.access(who).controller(ROUND).await.expect("a controller")
}

async fn approve(test: &TestApp, login: &str, id: AnnouncementId) -> Result<(), AppError> {
    let who = test.person_once(login, Role::Controller, &"00".parse().unwrap()).await;
    test.approve(who, ROUND, id).await
}

/// Katingan is judged in full, Tanah Laut not at all.
async fn judged(test: &TestApp) -> store::round::Round {
    let round = test.submitted_round().await;
    let who = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let reviewer = test.app.access(who).reviewer(ROUND).await.unwrap();
    for (question, review) in [
        ("A1", serde_json::json!({ "level": 1 })),
        ("A2", serde_json::json!({ "options": ["struktur", "permohonan"] })),
        ("A3", serde_json::json!({ "fields": { "permohonan": "12", "tepat_waktu": "11" } })),
        ("B6", serde_json::json!({ "criteria": ["baru", "dampak"] })),
    ] {
        let review = serde_json::from_value(review).unwrap();
        let verdict =
            Verdict { base: 0, review, reason: "dilihat di bukti".into(), doubtful: false, note: None };
        reviewer.save("62.06", question, &verdict).await.unwrap();
    }
    round
}

fn proposal(test: &TestApp) -> Proposal {
    let publish_at = test.app.now() + SignedDuration::from_hours(48);
    Proposal { decree: "12/KEP/2024".into(), ..Proposal::at(publish_at) }
}

#[tokio::test]
async fn the_three_files_give_the_fourth_byte_for_byte() {
    let test = TestApp::sqlite().await;
    judged(&test).await;
    let ri = controller(&test, "ri.satu").await;
    let entered = |body: &str, score: &str| Entered {
        body: body.into(),
        score: score.into(),
        reason: "lembar uji".into(),
        base: 0,
    };
    ri.enter_component("uji_akses", &[entered("62.06", "87,5"), entered("63.01", "0")]).await.unwrap();
    let instrument = ri.export(Export::Instrument).await.unwrap();
    let scheme = ri.export(Export::Scheme).await.unwrap();
    let set = ri.export(Export::Assessments).await.unwrap();
    let results = ri.export(Export::Results).await.unwrap();
    let instrument = domain::instrument::Instrument::from_yaml(instrument.as_bytes()).unwrap();
    let scheme = domain::scheme::Scheme::from_yaml(scheme.as_bytes()).unwrap();
    let set = domain::assessments::AssessmentSet::from_json(set.as_bytes(), &instrument, &scheme).unwrap();
    let scored = domain::scoring::score(&instrument, &scheme, &set, Cores::One).unwrap();
    assert_eq!(scored.to_json(Cores::One), results);

    let recap = ri.recap().await.unwrap();
    let outcomes: Vec<(&str, &str)> =
        recap.rows.iter().map(|row| (row.entry.code.as_str(), row.entry.outcome.as_str())).collect();
    assert_eq!(outcomes, [("62.06", "scored"), ("63.01", "scored"), ("62.71", "not_submitted")]);
    let total = recap.rows[0].entry.total.as_ref().unwrap();
    let worked = ri_worked(&test).await;
    assert_eq!(worked.entry, recap.rows[0].entry, "one number everywhere");
    assert_eq!(total, results_total(&results).as_ref().unwrap());
}

async fn ri_worked(test: &TestApp) -> app::worked::WorkedSum {
    let who = test.person("ri.lihat", Role::Controller, "00").await;
    test.app.access(who).worked_sum(ROUND, "62.06").await.unwrap()
}

fn results_total(json: &str) -> Option<domain::results_file::Number> {
    domain::results_file::ResultsFile::read(json).unwrap().find("62.06")?.total.clone()
}

#[tokio::test]
async fn w13_component_scores_are_read_by_the_one_routine() {
    let test = TestApp::sqlite().await;
    judged(&test).await;
    let ri = controller(&test, "ri.satu").await;
    for bad in ["NaN", "1e309", "-1", "100,01", "٣", "12 3", &"9".repeat(100_000)] {
        let row = Entered { body: "62.06".into(), score: bad.into(), reason: String::new(), base: 0 };
        let good = Entered { body: "63.01".into(), score: "50".into(), reason: String::new(), base: 0 };
        let refused = ri.enter_component("uji_akses", &[good, row]).await;
        let Err(AppError::Invalid(problems)) = refused else { panic!("{bad}: {refused:?}") };
        assert_eq!(problems[0].field, "score-62.06");
    }
    let sheet = ri.component("uji_akses").await.unwrap();
    assert!(sheet.rows.iter().all(|row| row.score.is_none()), "all or nothing");
    let row = |score: &str, reason: &str, base| Entered {
        body: "62.06".into(),
        score: score.into(),
        reason: reason.into(),
        base,
    };
    assert_eq!(ri.enter_component("uji_akses", &[row("85,5", "", 0)]).await.unwrap(), 1);
    assert_eq!(ri.enter_component("uji_akses", &[row("85.5", "", 0)]).await.unwrap(), 0, "as it was");
    let moved = ri.enter_component("uji_akses", &[row("90", "salah ketik", 0)]).await;
    assert!(matches!(moved, Err(AppError::Invalid(p)) if matches!(p[0].problem, Problem::NotNow { .. })));
    let silent = ri.enter_component("uji_akses", &[row("90", "", 1)]).await;
    assert!(matches!(silent, Err(AppError::Invalid(p)) if p[0].field == "reason-62.06"));
    assert_eq!(ri.enter_component("uji_akses", &[row("90", "salah ketik", 1)]).await.unwrap(), 1);
    assert!(
        matches!(ri.component("saq").await, Err(AppError::NotFound)),
        "the questionnaire is not typed in"
    );
    assert!(matches!(ri.component("x").await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn z12_the_one_who_proposes_does_not_approve() {
    let test = TestApp::sqlite().await;
    judged(&test).await;
    let (one, two) = (controller(&test, "ri.satu").await, controller(&test, "ri.dua").await);
    let early = one.propose(&proposal(&test)).await;
    assert!(matches!(early, Err(AppError::Closed { opens: Some(_), .. })), "verification is open: {early:?}");
    test.clock.advance(SignedDuration::from_hours(17 * 24));
    let id = one.propose(&proposal(&test)).await.unwrap();
    let again = two.propose(&proposal(&test)).await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("proposed")))), "{again:?}");
    let own = approve(&test, "ri.satu", id).await;
    assert!(matches!(own, Err(AppError::Invalid(p)) if p[0].problem == Problem::SamePerson));
    let frozen = two
        .enter_component(
            "uji_akses",
            &[Entered { body: "62.06".into(), score: "1".into(), reason: String::new(), base: 0 }],
        )
        .await;
    assert!(matches!(frozen, Err(AppError::Conflict(Conflict::State("proposed")))), "numbers are frozen");
    approve(&test, "ri.dua", id).await.unwrap();
    approve(&test, "ri.dua", id).await.unwrap();
    one.withdraw(id, "keliru").await.unwrap();
    assert!(matches!(
        approve(&test, "ri.dua", id).await,
        Err(AppError::Conflict(Conflict::State("withdrawn")))
    ));
    test.clock.advance(SignedDuration::from_hours(72));
    test.app.run_due_jobs().await.unwrap();
    assert!(test.app.public().announced().await.unwrap().is_empty(), "what was withdrawn is not published");
    let late = one.propose(&Proposal { publish_at: test.app.now(), ..proposal(&test) }).await;
    assert!(matches!(late, Err(AppError::Invalid(p)) if p[0].field == "publish_at"));
    for (login, role, body) in
        [("prov", Role::Verifier, "62"), ("kab", Role::Ppid, "62.06"), ("adm", Role::Administrator, "00")]
    {
        let who = test.person(login, role, body).await;
        assert!(matches!(test.app.access(who).controller(ROUND).await, Err(AppError::NotFound)), "{login}");
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn w17_w18_results_appear_at_their_minute_once_and_all_at_once(db: Db) {
        let test = TestApp::with_db(db).await;
        let round = judged(&test).await;
        let office = test.person("ppid.katingan", Role::Ppid, "62.06").await;
        let office = test.app.access(office);
        let (one, two) = (controller(&test, "ri.satu").await, controller(&test, "ri.dua").await);
        test.clock.advance(SignedDuration::from_hours(17 * 24));
        let proposal = proposal(&test);
        let id = one.propose(&proposal).await.unwrap();
        approve(&test, "ri.dua", id).await.unwrap();
        let nothing = async || {
            test.app.run_due_jobs().await.unwrap();
            let public = test.app.public();
            assert_eq!(public.edition().await.unwrap(), 0);
            assert!(public.announced().await.unwrap().is_empty());
            assert!(public.addresses().await.unwrap().is_empty());
            assert!(matches!(public.results(ROUND).await, Err(AppError::NotFound)));
            assert!(matches!(public.place(ROUND, "62.06").await, Err(AppError::NotFound)));
            assert!(matches!(office.worked_sum(ROUND, "62.06").await, Err(AppError::NotFound)));
        };
        nothing().await;
        test.clock.set(proposal.publish_at - SignedDuration::from_secs(1));
        nothing().await;

        // The service was down at the minute; two runners come back at once.
        test.clock.set(proposal.publish_at + SignedDuration::from_hours(3));
        let due = || test.app.run_due_jobs_of(Lane::Prompt);
        let (left, right) = tokio::join!(due(), due());
        assert_eq!(left.unwrap() + right.unwrap(), 1, "one of them did it");
        test.app.run_due_jobs().await.unwrap();

        let public = test.app.public();
        assert_eq!(public.edition().await.unwrap(), 1);
        let results = public.results(ROUND).await.unwrap();
        assert_eq!(results.rows.len(), 3);
        assert_eq!((results.tally.scored, results.tally.not_submitted), (2, 1));
        assert_eq!(results.tally.percent(1).to_string(), "50");
        assert_eq!(results.published_at, test.app.now());
        let worked = office.worked_sum(ROUND, "62.06").await.unwrap();
        assert!(worked.is_published);
        let Place::Office(result) = public.place(ROUND, "kabupaten-katingan").await.unwrap() else { panic!() };
        assert_eq!(result.entry, worked.entry);
        let Place::Group(_, group) = public.place(ROUND, "62").await.unwrap() else { panic!() };
        assert_eq!((group.tally.scored, group.tally.not_submitted), (1, 1));
        let mut conn = test.app.db().read().await.unwrap();
        let events = store::event::of_object(&mut conn, "announcement", &id.to_string(), 10).await.unwrap();
        let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["published", "approved", "proposed"]);
        let live = store::announcement::published(&mut conn, round.id).await.unwrap().unwrap();
        assert_eq!(live.state, AnnouncementState::Published);
        let certificates = store::certificate::valid(&mut conn, round.id).await.unwrap();
        assert!(!certificates.is_empty() && live.press_sheet.is_some());
        assert!(certificates.iter().all(|found| found.pdf.is_some() && found.letter.is_some()), "all are printed");
        drop(conn);
        let after = two.withdraw(id, "terlambat").await;
        assert!(matches!(after, Err(AppError::Conflict(Conflict::State("published")))));
    }

    async fn w18_a_job_whose_runner_died_is_done_again_and_changes_nothing(db: Db) {
        let test = TestApp::with_db(db).await;
        let round = judged(&test).await;
        test.announce(&round).await;
        let mut tx = test.app.db().write().await.unwrap();
        let live = store::announcement::published(&mut tx, round.id).await.unwrap().unwrap();
        let job = store::job::NewJob {
            id: domain::ids::JobId::new(test.app.now(), &domain::random::Seeded::new(9)),
            kind: "publish",
            unique_key: live.id.to_string(),
            payload: serde_json::json!({ "kind": "publish", "announcement": live.id }).to_string(),
            run_at: test.app.now(),
        };
        store::job::enqueue(&mut tx, &job, test.app.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.app.run_due_jobs().await.unwrap(), 1);
        assert_eq!(test.app.public().edition().await.unwrap(), 1);
        assert_eq!(test.app.public().results(ROUND).await.unwrap().rows.len(), 3);
    }
}

#[tokio::test]
async fn d21_kabupaten_and_kota_of_one_name_are_two_offices() {
    let test = TestApp::sqlite().await;
    test.body("00", "Bawaslu RI", None).await;
    test.body("32", "Jawa Barat", Some("00")).await;
    test.body("32.01", "Kabupaten Bogor", Some("32")).await;
    test.body("32.71", "Kota Bogor", Some("32")).await;
    let bodies = ["32.01", "32.71"];
    let round = test.round(ROUND, testkit::scene::INSTRUMENT, testkit::scene::SCHEME, &bodies).await;
    let by = test.person("petugas", Role::Officer, "32.01").await.person;
    test.answer(&round, "32.71", "B4", r#"{"options":["yes"]}"#, by).await;
    for body in bodies {
        test.stand(&round, body, domain::assessment::AssessmentState::Submitted, by).await;
    }
    test.announce(&round).await;
    let public = test.app.public();
    let mut totals = Vec::new();
    for key in ["kabupaten-bogor", "32.01", "kota-bogor", "32.71"] {
        let Place::Office(office) = public.place(ROUND, key).await.unwrap() else { panic!("{key}") };
        totals.push((office.body.code.to_string(), office.row.listed.total.clone()));
    }
    assert_eq!(totals[0], totals[1]);
    assert_eq!(totals[2], totals[3]);
    assert_ne!(totals[0].0, totals[2].0);
    assert_eq!(totals[0].1.as_deref(), Some("0"));
    assert_ne!(totals[2].1.as_deref(), Some("0"));
}
