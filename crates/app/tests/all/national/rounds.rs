//! From the draft to the opening of the filling.

use app::{AppError, Conflict};
use domain::codes::BodyCode;
use domain::person::Role;
use domain::problem::Problem;
use domain::round::{PhaseKind, RoundState};
use jiff::SignedDuration;

use super::{SLUG, Scene, problems};

#[tokio::test]
async fn a_round_goes_from_draft_to_running_by_the_clock() {
    let scene = Scene::new().await;
    let round = scene.national.create_round(&scene.plan(48)).await.unwrap();
    assert_eq!((round.slug.as_str(), round.state), (SLUG, RoundState::Draft));
    let version = scene.national.schedule_round(SLUG, round.version).await.unwrap();
    assert_eq!(version, round.version + 1);
    assert_eq!(scene.test.app.run_due_jobs().await.unwrap(), 0, "nothing is due before the filling opens");
    scene.test.clock.advance(SignedDuration::from_hours(48));
    let detail = scene.national.round(SLUG).await.unwrap();
    assert_eq!(detail.round.state, RoundState::Running, "seen as running before the job has run");
    assert_eq!(scene.stored_state().await, "scheduled");
    assert_eq!(scene.test.app.run_due_jobs().await.unwrap(), 1);
    assert_eq!(scene.stored_state().await, "running");
    scene.test.app.start_round(round.id).await.expect("starting again changes nothing");
    assert_eq!(scene.events().await, ["created", "scheduled", "started"]);
}

#[tokio::test]
async fn z05_steps_out_of_order_are_conflicts() {
    let scene = Scene::new().await;
    let round = scene.national.create_round(&scene.plan(48)).await.unwrap();
    let state = |result: Result<(), AppError>| match result {
        Err(AppError::Conflict(Conflict::State(state))) => state,
        other => panic!("expected a conflict, got {other:?}"),
    };
    assert_eq!(state(scene.test.app.start_round(round.id).await), "draft", "start before schedule");
    let version = scene.national.schedule_round(SLUG, round.version).await.unwrap();
    let early = scene.test.app.start_round(round.id).await.unwrap_err();
    assert!(matches!(early, AppError::Closed { opens: Some(_), .. }), "start before the filling opens");
    let again = scene.national.schedule_round(SLUG, version).await.map(drop);
    assert_eq!(state(again), "scheduled", "schedule twice");
    let version = scene.national.cancel_round(SLUG, version, "Anggaran dialihkan").await.unwrap();
    assert_eq!(state(scene.test.app.start_round(round.id).await), "cancelled");
    assert_eq!(state(scene.national.cancel_round(SLUG, version, "x").await.map(drop)), "cancelled");
    assert_eq!(state(scene.national.schedule_round(SLUG, version).await.map(drop)), "cancelled");
    let moved = testkit::scene::schedule(scene.hours(1));
    assert_eq!(state(scene.national.change_phases(SLUG, version, &moved, "x").await.map(drop)), "cancelled");
    scene.test.clock.advance(SignedDuration::from_hours(100));
    assert_eq!(scene.test.app.run_due_jobs().await.unwrap(), 0, "the job of a cancelled round is gone");
    assert_eq!(scene.stored_state().await, "cancelled");
}

#[tokio::test]
async fn a_plan_names_everything_that_is_wrong_with_it() {
    let scene = Scene::new().await;
    let mut plan = scene.plan(48);
    (plan.title, plan.year, plan.instrument) = (" ".into(), Some(1999), None);
    plan.schedule.0.remove(&PhaseKind::Verification);
    let fields: Vec<String> =
        problems(scene.national.create_round(&plan).await).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["title", "year", "instrument", "verification.opens"]);
    for (title, problem) in [
        ("Instrumen", Problem::NotACode),
        ("***", Problem::NotACode),
        ("a\nb", Problem::BadCharacters),
        (&"x".repeat(121), Problem::TooLong { max: 120 }),
    ] {
        let plan = app::national::RoundPlan { title: title.into(), ..scene.plan(48) };
        assert_eq!(problems(scene.national.create_round(&plan).await), [("title".into(), problem)]);
    }
    assert!(scene.national.rounds().await.unwrap().is_empty(), "nothing was stored");
}

#[tokio::test]
async fn a_title_is_taken_once_and_unknown_parts_are_named() {
    let scene = Scene::new().await;
    let round = scene.national.create_round(&scene.plan(48)).await.unwrap();
    assert_eq!(
        problems(scene.national.create_round(&scene.plan(48)).await),
        [("title".into(), Problem::Taken)]
    );
    let mut plan = scene.plan(48);
    plan.title = "Monev KIP 2025".into();
    plan.participants = ["62.06", "99.99", "00", "xx"].map(|code| code.parse::<BodyCode>().unwrap()).to_vec();
    assert_eq!(
        problems(scene.national.create_round(&plan).await),
        [(
            "participants".into(),
            Problem::UnknownCodes { codes: vec!["00".into(), "99.99".into(), "xx".into()] }
        )]
    );
    plan.participants.clear();
    plan.previous = Some(domain::ids::RoundId(scene.instrument.0));
    plan.scheme = Some(domain::ids::SchemeId(round.id.0));
    let fields: Vec<String> =
        problems(scene.national.create_round(&plan).await).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["scheme", "previous"]);
    plan.previous = Some(round.id);
    plan.scheme = Some(scene.scheme);
    let next = scene.national.create_round(&plan).await.unwrap();
    assert_eq!(
        problems(scene.national.schedule_round(&next.slug, next.version).await),
        [("participants".into(), Problem::Required)]
    );
}

#[tokio::test]
async fn a_round_that_is_over_is_not_scheduled() {
    let scene = Scene::new().await;
    let round = scene.national.create_round(&scene.plan(-15 * 24)).await.unwrap();
    assert_eq!(
        problems(scene.national.schedule_round(SLUG, round.version).await),
        [("filling.closes".into(), Problem::InThePast)]
    );
}

#[tokio::test]
async fn z01_only_who_manages_rounds_at_the_owner_gets_the_handle() {
    let scene = Scene::new().await;
    scene.national.create_round(&scene.plan(48)).await.unwrap();
    for (login, role, body) in [
        ("kendali.kalteng", Role::Controller, "62"),
        ("verifikator", Role::Verifier, "00"),
        ("admin", Role::Administrator, "00"),
        ("ppid", Role::Ppid, "62.06"),
    ] {
        let who = scene.test.person(login, role, body).await;
        let access = scene.test.app.access(who);
        assert!(matches!(access.national("00").await, Err(AppError::NotFound)), "{login}");
        assert!(matches!(access.national_of(SLUG).await, Err(AppError::NotFound)), "{login}");
        assert!(matches!(access.round(SLUG).await, Err(AppError::NotFound)), "{login} does not see a draft");
    }
    let province = scene.test.person("kendali.kalsel", Role::Controller, "63").await;
    let other = scene.test.app.access(province).national("63").await.unwrap();
    assert!(matches!(other.round(SLUG).await, Err(AppError::NotFound)));
    assert!(matches!(other.schedule_round(SLUG, 1).await, Err(AppError::NotFound)));
    assert!(matches!(other.cancel_round(SLUG, 1, "x").await, Err(AppError::NotFound)));
    assert!(other.rounds().await.unwrap().is_empty());
}

#[tokio::test]
async fn w08_two_edits_that_meet_are_a_conflict_with_what_is_there() {
    let scene = Scene::new().await;
    let round = scene.national.create_round(&scene.plan(48)).await.unwrap();
    let facts = app::national::RoundFacts {
        title: "Monev KIP 2024 (tahap dua)".into(),
        year: 2024,
        previous: None,
        zone: domain::body::Zone::Wita,
    };
    let version = scene.national.change_round(SLUG, round.version, &facts).await.unwrap();
    let late = app::national::RoundFacts { title: "Lain".into(), ..facts.clone() };
    match scene.national.change_round(SLUG, round.version, &late).await {
        Err(AppError::Conflict(Conflict::Version { current, value })) => {
            assert_eq!(current, version);
            assert!(value.contains("tahap dua"), "{value}");
        }
        other => panic!("{other:?}"),
    }
    let own = app::national::RoundFacts { previous: Some(round.id), ..facts.clone() };
    assert_eq!(
        problems(scene.national.change_round(SLUG, version, &own).await),
        [("previous".into(), Problem::UnknownOption)]
    );
    assert_eq!(
        scene.national.change_round(SLUG, version, &facts).await.unwrap(),
        version,
        "no change, no event"
    );
    assert_eq!(scene.events().await, ["created", "changed"]);
}

#[tokio::test]
async fn those_who_take_part_see_a_scheduled_round_and_others_do_not() {
    let scene = Scene::new().await;
    scene.scheduled(48).await;
    let sees = async |login, role, body| {
        let who = scene.test.person(login, role, body).await;
        scene.test.app.access(who).round(SLUG).await.is_ok()
    };
    assert!(sees("petugas", Role::Officer, "62.06").await);
    assert!(sees("pimpinan", Role::Leader, "63.01").await);
    assert!(sees("verifikator", Role::Verifier, "62").await);
    assert!(!sees("admin", Role::Administrator, "00").await);
    scene.test.body("64", "Kalimantan Timur", Some("00")).await;
    assert!(!sees("verifikator.lain", Role::Verifier, "64").await);
    assert!(scene.test.app.access(scene.controller.clone()).round(SLUG).await.unwrap().manages);
}
