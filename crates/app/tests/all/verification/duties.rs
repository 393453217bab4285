//! Who judges which office: drawn, given, handed over, and never the own.

use app::duties::Duties;
use app::reviewer::Order;
use app::{AppError, Conflict};
use domain::assessment::AssessmentState;
use domain::person::Role;
use domain::problem::Problem;
use domain::verification::duty::{self, Bar};
use testkit::TestApp;
use testkit::scene::{INSTRUMENT, ROUND, SCHEME};

use super::{verdict, verifier};

async fn duties(test: &TestApp) -> Duties {
    let who = test.person("kendali.ri", Role::Controller, "00").await;
    test.app.access(who).duties(ROUND, "62").await.unwrap()
}

#[tokio::test]
async fn a_draw_is_published_and_can_be_drawn_again() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let duties = duties(&test).await;
    let nobody = duties.draw().await;
    assert!(matches!(&nobody, Err(AppError::Invalid(found)) if found[0].field == "draw"), "{nobody:?}");
    verifier(&test, "verifikator.satu").await;
    verifier(&test, "verifikator.dua").await;
    let given = duties.draw().await.unwrap();
    assert_eq!(given.len(), 2);
    let view = duties.view().await.unwrap();
    let (draw, lot) = &view.draws[0];
    assert_eq!(duty::draw(&draw.seed, &lot.offices, &lot.candidates), given, "from what is published alone");
    let mut loads: Vec<usize> = view.judges.iter().map(|judge| judge.offices).collect();
    loads.sort_unstable();
    assert_eq!(loads, [1, 1]);
    let again = duties.draw().await;
    assert!(matches!(&again, Err(AppError::Invalid(found)) if found[0].field == "draw"), "{again:?}");
}

#[tokio::test]
async fn z04_an_office_in_other_hands_is_judged_by_its_holder_alone() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let holder = test.person("verifikator.satu", Role::Verifier, "62").await;
    let other = test.person("verifikator.dua", Role::Verifier, "62").await;
    duties(&test).await.give("62.06", Some(holder.person)).await.unwrap();
    let full = verdict(0, serde_json::json!({ "level": 0 }), "");
    let other = test.app.access(other).reviewer(ROUND).await.unwrap();
    let queue = other.queue().await.unwrap();
    assert_eq!((queue.offices[0].may_review, queue.offices[0].bar), (false, Some(Bar::InOtherHands)));
    let judged = other.save("62.06", "A1", &full).await;
    assert!(matches!(judged, Err(AppError::Conflict(Conflict::State("in_other_hands")))), "{judged:?}");
    let holder = test.app.access(holder).reviewer(ROUND).await.unwrap();
    holder.save("62.06", "A1", &full).await.unwrap();
}

#[tokio::test]
async fn z04_a_former_post_bars_from_judging_and_from_the_lot() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let who = test.person("verifikator.satu", Role::Verifier, "62").await;
    let access = test.app.access(who.clone());
    let own = access.own_posts();
    let wrong = own.add("tidak-ada", " ").await;
    let Err(AppError::Invalid(problems)) = wrong else { panic!("{wrong:?}") };
    assert_eq!(problems.iter().map(|found| found.field.as_str()).collect::<Vec<_>>(), ["office", "post"]);
    own.add("62.06", "Staf PPID 2021").await.unwrap();
    let posts = own.all().await.unwrap();
    assert_eq!(posts[0].office_name, "Bawaslu Kabupaten Katingan");
    assert!(matches!(own.remove(posts[0].id).await, Err(AppError::NotFound)), "nobody frees himself");

    let reviewer = access.reviewer(ROUND).await.unwrap();
    assert_eq!(reviewer.queue().await.unwrap().offices[0].bar, Some(Bar::Served));
    let judged = reviewer.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await;
    assert!(matches!(judged, Err(AppError::NotFound)), "{judged:?}");
    let duties = duties(&test).await;
    let given = duties.give("62.06", Some(who.person)).await;
    assert!(matches!(&given, Err(AppError::Invalid(found)) if found[0].field == "person"), "{given:?}");
    let drawn = duties.draw().await.unwrap();
    assert_eq!(drawn[0].login, None, "Katingan stays with all");
    assert_eq!(drawn[1].login.as_deref(), Some("verifikator.satu"));

    let admin = test.person("admin.ri", Role::Administrator, "00").await;
    let posts_of = test.app.access(admin).posts_of(who.person).await.unwrap();
    posts_of.remove(posts[0].id).await.unwrap();
    assert!(posts_of.all().await.unwrap().is_empty());
    let elsewhere = test.person("admin.kalsel", Role::Administrator, "63").await;
    assert!(matches!(test.app.access(elsewhere).posts_of(who.person).await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn w21_a_verifier_is_replaced_and_progress_and_authorship_stay() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let first = test.person("verifikator.satu", Role::Verifier, "62").await;
    let second = test.person("verifikator.dua", Role::Verifier, "62").await;
    let duties = duties(&test).await;
    duties.give("62.06", Some(first.person)).await.unwrap();
    let old = test.app.access(first.clone()).reviewer(ROUND).await.unwrap();
    let mut noted = verdict(0, serde_json::json!({ "level": 1 }), "Ruang dipakai bersama");
    noted.note = Some("Cek lagi foto kedua".to_owned());
    old.save("62.06", "A1", &noted).await.unwrap();
    old.save("62.06", "A2", &verdict(0, serde_json::json!({ "options": [] }), "kosong")).await.unwrap();
    let before = old.queue().await.unwrap().done;

    let nothing = duties.hand_over(second.person, first.person).await;
    assert!(matches!(&nothing, Err(AppError::Invalid(found)) if found[0].field == "from"), "{nothing:?}");
    assert_eq!(duties.hand_over(first.person, second.person).await.unwrap(), 1);
    let new = test.app.access(second).reviewer(ROUND).await.unwrap();
    let queue = new.queue().await.unwrap();
    assert_eq!(queue.done, before, "progress is kept");
    assert_eq!(queue.offices[0].next.as_ref().unwrap().as_str(), "A3");
    let item = new.item("62.06", "A1", Order::Office).await.unwrap();
    let province = item.values.unwrap().tiers.provincial.unwrap();
    assert_eq!(province.by, "verifikator.satu (verifier)", "so is authorship");
    assert_eq!(item.bench.others[0].text, "Cek lagi foto kedua");
    new.save("62.06", "A1", &verdict(1, serde_json::json!({ "level": 0 }), "")).await.unwrap();
    let history = new.item("62.06", "A1", Order::Office).await.unwrap().history;
    let names: Vec<&str> = history.iter().filter_map(|event| event.actor_name.as_deref()).collect();
    assert_eq!(names, ["verifikator.dua (verifier)", "verifikator.satu (verifier)"]);
    let gone = old.save("62.06", "A3", &verdict(0, serde_json::json!({}), "x")).await;
    assert!(matches!(gone, Err(AppError::Conflict(Conflict::State("in_other_hands")))), "{gone:?}");
}

#[tokio::test]
async fn z04_a_province_that_is_assessed_never_meets_its_own_file() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let round = test.round(ROUND, INSTRUMENT, SCHEME, &["62", "62.06"]).await;
    let by = test.person("petugas", Role::Officer, "62").await.person;
    test.answer(&round, "62", "A1", r#"{"options":["a"]}"#, by).await;
    test.stand(&round, "62", AssessmentState::Submitted, by).await;
    test.clock.advance(jiff::SignedDuration::from_hours(15 * 24));
    let reviewer = verifier(&test, "verifikator.kalteng").await;
    let queue = reviewer.queue().await.unwrap();
    let codes: Vec<&str> = queue.offices.iter().map(|office| office.code.as_str()).collect();
    assert_eq!(codes, ["62.06"]);
    assert!(matches!(reviewer.item("62", "A1", Order::Office).await, Err(AppError::NotFound)));
    let full = verdict(0, serde_json::json!({ "level": 0 }), "");
    assert!(matches!(reviewer.save("62", "A1", &full).await, Err(AppError::NotFound)));
    let national = test.person("verifikator.ri", Role::Verifier, "00").await;
    let national = test.app.access(national).reviewer(ROUND).await.unwrap();
    national.save("62", "A1", &full).await.unwrap();
}

#[tokio::test]
async fn z02_only_those_above_give_offices_away() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    for (login, role, body) in [
        ("verifikator.satu", Role::Verifier, "62"),
        ("admin.kalsel", Role::Administrator, "63"),
        ("petugas.dua", Role::Officer, "62.06"),
    ] {
        let who = test.person(login, role, body).await;
        let tried = test.app.access(who).duties(ROUND, "62").await;
        assert!(matches!(tried, Err(AppError::NotFound)), "{login}");
    }
    let own = test.person("admin.kalteng", Role::Administrator, "62").await;
    let duties = test.app.access(own).duties(ROUND, "62").await.unwrap();
    let foreign = test.person("verifikator.kalsel", Role::Verifier, "63").await;
    let given = duties.give("62.06", Some(foreign.person)).await;
    assert!(
        matches!(&given, Err(AppError::Invalid(found)) if found[0].problem == Problem::UnknownOption),
        "{given:?}"
    );
    assert!(matches!(duties.give("63.01", Some(foreign.person)).await, Err(AppError::NotFound)));
}
