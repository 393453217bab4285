//! Offices in whose place others stand from a day on (W20).

use app::body::{NewSuccession, SuccessionError, When};
use app::national::Choice;
use app::public::{OfficeResult, Place};
use app::{AppError, Conflict};
use domain::person::Role;
use domain::problem::Problem;
use jiff::SignedDuration;
use store::round::Round;
use testkit::TestApp;
use testkit::scene::{ROUND, schedule};

/// Katingan is split into two on 1 July 2024, in the middle of the round.
fn split(base: i64) -> NewSuccession {
    NewSuccession {
        base,
        successors: vec!["62.15".into(), "62.16".into()],
        since: Ok("2024-07-01".parse().unwrap()),
        ground: " UU Nomor 9 Tahun 2024 ".into(),
    }
}

async fn successors(test: &TestApp) {
    test.body("62.15", "Kabupaten Katingan Hulu", Some("62")).await;
    test.body("62.16", "Kabupaten Katingan Hilir", Some("62")).await;
}

async fn desk(test: &TestApp) -> app::body::SuccessionDesk {
    let root = "00".parse().unwrap();
    let admin = test.person_once("admin", Role::Administrator, &root).await;
    test.app.access(admin).succession("kabupaten-katingan").await.unwrap()
}

/// The round after, with the same questions.
async fn next_round(test: &TestApp, before: &Round, bodies: &[&str]) -> Round {
    let now = test.app.now();
    let id = domain::ids::RoundId::new(now, &domain::random::Seeded::new(77));
    let (slug, title) = ("monev-2025".to_owned(), "Monev KIP 2025".to_owned());
    let round = Round { id, slug, title, year: 2025, ..before.clone() };
    let mut tx = test.app.db().write().await.unwrap();
    store::round::insert(&mut tx, &round, None, now).await.unwrap();
    store::round::put_schedule(&mut tx, id, &schedule(now)).await.unwrap();
    for body in bodies {
        store::assessment::invite(&mut tx, id, body).await.unwrap();
    }
    tx.commit().await.unwrap();
    round
}

async fn result(test: &TestApp, round: &str, office: &str) -> OfficeResult {
    match test.app.public().place(round, office).await.unwrap() {
        Place::Office(office) => *office,
        Place::Group(..) => panic!("an office"),
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn w20_a_regency_split_in_mid_cycle_keeps_its_round_and_leads_to_its_successors(db: Db) {
        let test = TestApp::with_db(db).await;
        let round = test.submitted_round().await;
        successors(&test).await;
        desk(&test).await.save(&split(0)).await.unwrap();
        test.clock.set("2024-07-02T09:00:00+07:00".parse().unwrap());

        // The round that was made before goes on with the old office.
        let who = test.person("verifikator.kalteng", Role::Verifier, "62").await;
        let item = test.app.access(who).reviewer(ROUND).await.unwrap().item("62.06", "A1", app::reviewer::Order::Office).await;
        assert!(item.unwrap().answer.is_some(), "its answers are judged");
        let ri = test.person("ri.satu", Role::Controller, "00").await;
        let national = test.app.access(ri).national_of(ROUND).await.unwrap();
        let offered = national.candidates(ROUND).await.unwrap();
        assert!(offered.iter().any(|placed| placed.body.code.as_str() == "62.06"));

        // One that is made after does not know it any more.
        let next = next_round(&test, &round, &["62.15", "62.71"]).await;
        let choice = Choice { levels: vec!["regency".into()], ..Choice::default() };
        let chosen = national.choose(&next.slug, &choice).await.unwrap();
        let codes: Vec<&str> = chosen.iter().map(AsRef::as_ref).collect();
        assert_eq!(codes, ["62.15", "62.16", "62.71", "63.01"]);
        let named = national.set_participants(&next.slug, 1, &["62.06".parse().unwrap()], "x").await;
        let Err(AppError::Invalid(problems)) = named else { panic!("{named:?}") };
        assert_eq!(problems[0].problem, Problem::ClosedCodes { codes: vec!["62.06".into()] });

        // Old results stay where they are, and are found from both sides.
        test.announce(&round).await;
        test.clock.advance(SignedDuration::from_hours(24 * 30));
        test.announce(&next).await;
        let old = result(&test, ROUND, "kabupaten-katingan").await;
        let followed = old.followed.unwrap();
        assert_eq!(followed.since.to_string(), "2024-07-01");
        let names: Vec<&str> = followed.successors.iter().map(|body| body.name.as_str()).collect();
        assert_eq!(names, ["Kabupaten Katingan Hulu", "Kabupaten Katingan Hilir"]);
        let new = result(&test, "monev-2025", "kabupaten-katingan-hulu").await;
        let history: Vec<(&str, &str, &str)> = new
            .history
            .iter()
            .map(|past| (past.round.slug.as_str(), past.office.as_str(), past.slug.as_str()))
            .collect();
        assert_eq!(history, [(ROUND, "Bawaslu Kabupaten Katingan", "kabupaten-katingan")]);
        let page = test.app.office_page("kabupaten-katingan-hilir").await.unwrap();
        assert_eq!(page.before.len(), 1);
        assert_eq!(page.before[0].ground, "UU Nomor 9 Tahun 2024");
        assert_eq!(page.before[0].rounds.len(), 1, "its old results are one step away");
        let page = test.app.office_page("kabupaten-katingan").await.unwrap();
        assert_eq!((page.followed.unwrap().successors.len(), page.rounds.len()), (2, 1));
    }

    async fn w20_a_name_that_changes_under_its_code_leaves_announced_results_as_they_were(db: Db) {
        let test = TestApp::with_db(db).await;
        let round = test.submitted_round().await;
        test.announce(&round).await;
        // Renamed, and moved under another province.
        let file = "code,name,level,parent,zone,slug,office_name\n62,Kalteng,province,00,WIB,,Bawaslu Kalteng\n\
                    62.06,Kabupaten Sungai Katingan,regency,63,WIB,sungai-katingan,Bawaslu Sungai Katingan\n";
        test.app.operator().import_bodies(file.as_bytes(), When::Now).await.unwrap();
        let office = result(&test, ROUND, "sungai-katingan").await;
        assert_eq!(office.body.office_name, "Bawaslu Kabupaten Katingan");
        assert_eq!(office.row.listed.name, "Kabupaten Katingan");
        let group = office.results.group(&"62".parse().unwrap()).expect("its province of that time");
        assert_eq!(group.body.code.as_str(), "62");
        let results = test.app.public().results(ROUND).await.unwrap();
        assert_eq!(results.rows_of(&"62".parse().unwrap()).count(), 2);
        let announced = Round { state: domain::round::RoundState::Announced, ..round };
        let certificate = test.app.public().certificate_of(&announced, "62.06").await.unwrap().unwrap();
        let checked = test.app.public().check_certificate(&certificate.reference).await.unwrap();
        assert_eq!(checked.body.office_name, "Bawaslu Kabupaten Katingan");
        let page = test.app.office_page("sungai-katingan").await.unwrap();
        assert_eq!(page.placed.body.office_name, "Bawaslu Sungai Katingan", "the page of the office goes with the time");
    }

    async fn w20_a_file_of_successions_is_taken_whole_and_twice_changes_nothing(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        successors(&test).await;
        let operator = test.app.operator();
        let wrong = b"body,successor,since,ground\n62.06,62.15,2024-07-01,UU 9/2024\n62.15,62.06,2025-01-01,UU 1/2025\n";
        let Err(SuccessionError::Defects(defects)) = operator.import_successions(wrong, When::Now).await else {
            panic!("a circle")
        };
        assert_eq!(defects[0].line, 3);
        let file = b"body,successor,since,ground\n62.06,62.15,2024-07-01,UU 9/2024\n62.06,62.16,2024-07-01,UU 9/2024\n";
        assert_eq!(operator.import_successions(file, When::Never).await.unwrap().len(), 1);
        assert!(desk(&test).await.present().is_none(), "only checked");
        assert_eq!(operator.import_successions(file, When::Now).await.unwrap()[0].successors.len(), 2);
        assert!(operator.import_successions(file, When::Now).await.unwrap().is_empty());
        assert_eq!(events(&test).await, ["succession_set"]);
    }

    async fn w20_a_mistake_is_taken_back_and_two_people_do_not_write_over_each_other(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        successors(&test).await;
        let (one, two) = (desk(&test).await, desk(&test).await);
        one.save(&split(0)).await.unwrap();
        let late = two.save(&NewSuccession { ground: "UU lain".into(), ..split(0) }).await;
        assert!(matches!(late, Err(AppError::Conflict(Conflict::Version { current: 1, .. }))), "{late:?}");
        one.save(&split(1)).await.unwrap();
        assert_eq!(events(&test).await, ["succession_set"], "the same once more is no event");
        let nothing = NewSuccession {
            base: 1, successors: vec![], since: Err(Problem::Required), ground: String::new(),
        };
        one.save(&nothing).await.unwrap();
        assert_eq!(events(&test).await, ["succession_taken_back", "succession_set"]);
        let page = test.app.office_page("kabupaten-katingan").await.unwrap();
        assert!(page.followed.is_none());
        let again = desk(&test).await;
        assert_eq!((again.version(), again.present()), (2, None));
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn w20_z04_whoever_served_at_an_office_served_at_those_in_its_place(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        successors(&test).await;
        test.body("62.17", "Kabupaten Katingan Muara", Some("62")).await;
        let who = test.person("verifikator", Role::Verifier, "62").await;
        test.app.access(who.clone()).own_posts().add("62.06", "Staf PPID").await.unwrap();
        desk(&test).await.save(&split(0)).await.unwrap();
        let file = b"body,successor,since,ground\n62.16,62.17,2025-01-01,UU 1/2025\n";
        test.app.operator().import_successions(file, When::Now).await.unwrap();
        let served = store::duty::served(&mut test.app.db().read().await.unwrap(), who.person).await.unwrap();
        let served: Vec<&str> = served.iter().map(AsRef::as_ref).collect();
        assert_eq!(served, ["62.06", "62.15", "62.16", "62.17"]);
    }
}

async fn events(test: &TestApp) -> Vec<String> {
    let mut conn = test.app.db().read().await.unwrap();
    let events = store::event::of_object(&mut conn, "body", "62.06", 100).await.unwrap();
    events.into_iter().map(|event| event.kind).collect()
}

#[tokio::test]
async fn w20_what_is_wrong_is_told_at_its_field_and_only_the_tree_s_keepers_may() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    successors(&test).await;
    let problems = |done: Result<(), AppError>| match done {
        Err(AppError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    };
    let admin = desk(&test).await;
    let wrong = NewSuccession {
        base: 0,
        successors: vec!["99".into(), "62.15".into()],
        since: Err(Problem::NotADate),
        ground: String::new(),
    };
    let fields: Vec<String> =
        problems(admin.save(&wrong).await).into_iter().map(|found| found.field).collect();
    assert_eq!(fields, ["successors", "ground", "since"]);
    let itself = NewSuccession { successors: vec!["62.06".into()], ..split(0) };
    let found = problems(admin.save(&itself).await);
    assert_eq!(found[0].problem, Problem::NotNow { why: "succession-itself".into() });
    // A province's administrator names offices of the own province alone.
    let province = test.person("admin.kalteng", Role::Administrator, "62").await;
    let own = test.app.access(province).succession("62.06").await.unwrap();
    let foreign = NewSuccession { successors: vec!["63.01".into()], ..split(0) };
    assert!(matches!(&problems(own.save(&foreign).await)[0].problem, Problem::UnknownCodes { .. }));
    for (login, role, body) in [
        ("ri.satu", Role::Controller, "00"),
        ("ppid.katingan", Role::Ppid, "62.06"),
        ("verifikator", Role::Verifier, "62"),
        ("admin.kalsel", Role::Administrator, "63"),
    ] {
        let who = test.person(login, role, body).await;
        let refused = test.app.access(who).succession("62.06").await;
        assert!(matches!(refused, Err(AppError::NotFound)), "z02 {login}");
    }
}
