//! The second reading: drawn once, read blind, settled by somebody else.

use app::controller::{Controller, Export, Settlement};
use app::reviewer::{Hold, Order, Reviewer};
use app::{AppError, Conflict};
use domain::person::Role;
use domain::problem::Problem;
use domain::scoring::Found;
use domain::tier::Tier;
use domain::verification::reading::ReadingState;
use domain::verification::sampling;
use testkit::TestApp;
use testkit::scene::ROUND;

use super::{verdict, verifier};

/// Katingan is judged whole, and two controllers are there.
async fn judged(test: &TestApp) -> (Controller, Controller, Reviewer, Reviewer) {
    test.submitted_round().await;
    let first = verifier(test, "verifikator.kalteng").await;
    let all = [
        ("A1", serde_json::json!({ "level": 1 }), "Ruang dipakai bersama"),
        ("A2", serde_json::json!({ "options": ["struktur", "permohonan", "keberatan"] }), ""),
        ("A3", serde_json::json!({ "fields": { "permohonan": "12", "tepat_waktu": "11" } }), "di bawah 95%"),
        ("B6", serde_json::json!({ "criteria": ["baru"] }), "dampak tidak terlihat"),
    ];
    for (question, review, reason) in all {
        first.save("62.06", question, &verdict(0, review, reason)).await.unwrap();
    }
    let one = test.person("kendali.satu", Role::Controller, "00").await;
    let two = test.person("kendali.dua", Role::Controller, "00").await;
    let (one, two) = (test.app.access(one), test.app.access(two));
    let handles = (one.controller(ROUND).await.unwrap(), two.controller(ROUND).await.unwrap());
    handles.0.draw_sample("kalimantan-tengah").await.unwrap();
    (handles.0, handles.1, one.reviewer(ROUND).await.unwrap(), two.reviewer(ROUND).await.unwrap())
}

#[tokio::test]
async fn a_sample_is_drawn_once_when_the_province_is_done_and_can_be_drawn_again_by_anybody() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let who = test.person("kendali.nol", Role::Controller, "00").await;
    let early = test.app.access(who).controller(ROUND).await.unwrap();
    let refused = early.draw_sample("kalimantan-tengah").await;
    assert!(matches!(&refused, Err(AppError::Invalid(found)) if found[0].field == "draw"), "{refused:?}");

    let test = TestApp::sqlite().await;
    let (controller, ..) = judged(&test).await;
    let second = controller.second_reading().await.unwrap();
    assert_eq!(second.waiting, 4, "at least five, but no more than there are");
    let province = &second.provinces[0];
    let (draw, lot) = province.draw.as_ref().unwrap();
    assert_eq!(sampling::draw(&draw.seed, &lot.items, lot.size, &lot.readers), lot.sample);
    let loads: Vec<usize> = ["kendali.dua", "kendali.satu"]
        .iter()
        .map(|login| lot.sample.iter().filter(|(_, reader)| reader == login).count())
        .collect();
    assert_eq!(loads, [2, 2]);
    let again = controller.draw_sample("kalimantan-tengah").await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("sample_drawn")))), "{again:?}");
}

#[tokio::test]
async fn a_reader_sees_nothing_of_the_province_until_it_is_read() {
    let test = TestApp::sqlite().await;
    let (controller, _, one, two) = judged(&test).await;
    for reviewer in [&one, &two] {
        let item = reviewer.item("62.06", "A1", Order::Office).await.unwrap();
        assert!(item.values.is_none() && item.review.is_none() && item.history.is_empty());
        let queue = reviewer.office_queue("62.06").await.unwrap();
        let line = &queue.sections[0].1[0];
        assert!(line.values.is_none() && line.hold == Some(Hold::Withheld));
    }
    let blind = one.blind_item("62.06", "A1").await.unwrap();
    assert!(blind.may_review && blind.values.is_none() && blind.answer.is_some());
    let access = test.app.access(test.person("kendali.tiga", Role::Controller, "00").await);
    assert!(matches!(
        access.worked_sum(ROUND, "62.06").await,
        Err(AppError::Conflict(Conflict::State("reading_waits")))
    ));
    for file in [Export::Assessments, Export::Results] {
        assert!(matches!(controller.export(file).await, Err(AppError::Conflict(_))), "{file:?}");
    }
    assert!(matches!(controller.dispute("62.06", "A1").await, Err(AppError::NotFound)));
    let verifier = test.person("verifikator.dua", Role::Verifier, "62").await;
    let verifier = test.app.access(verifier).reviewer(ROUND).await.unwrap();
    assert!(matches!(verifier.blind_item("62.06", "A1").await, Err(AppError::NotFound)));
    assert!(verifier.item("62.06", "A1", Order::Office).await.unwrap().values.is_some());

    let state = one.save_reading("62.06", "A1", &verdict(0, serde_json::json!({ "level": 1 }), "sama")).await;
    assert_eq!(state.unwrap(), ReadingState::Agreed);
    let again = one.save_reading("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("agreed")))), "{again:?}");
    assert!(matches!(one.blind_item("62.06", "A1").await, Err(AppError::Conflict(_))));
}

#[tokio::test]
async fn a_difference_is_settled_by_another_person_and_becomes_the_national_value() {
    let test = TestApp::sqlite().await;
    let (first, second, one, _) = judged(&test).await;
    let other = verdict(0, serde_json::json!({ "level": 0 }), "");
    assert_eq!(one.save_reading("62.06", "A1", &other).await.unwrap(), ReadingState::Differs);
    assert_eq!(second.recap().await.unwrap().open_readings, 4);
    let same = first.settle("62.06", "A1", Settlement::Change, "x").await;
    assert!(
        matches!(&same, Err(AppError::Invalid(found)) if found[0].problem == Problem::SamePerson),
        "{same:?}"
    );
    assert!(!first.dispute("62.06", "A1").await.unwrap().may_settle);
    assert!(second.dispute("62.06", "A1").await.unwrap().may_settle);
    let empty = second.settle("62.06", "A1", Settlement::Change, " ").await;
    assert!(matches!(&empty, Err(AppError::Invalid(found)) if found[0].field == "reason"), "{empty:?}");
    second.settle("62.06", "A1", Settlement::Change, "Foto menunjukkan ruang khusus").await.unwrap();
    let values = second.dispute("62.06", "A1").await.unwrap().values;
    assert_eq!(values.counting_tier(), Some(Tier::National));
    assert!(matches!(&values.counts, Found::Share(share) if share.to_string() == "1"));
    assert_eq!(values.tiers.provincial.unwrap().share.to_string(), "3/5", "the province's stays");
    let again = second.settle("62.06", "A1", Settlement::Keep, "x").await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("changed")))), "{again:?}");

    let other = verdict(0, serde_json::json!({ "options": [] }), "tidak ada yang terlihat");
    one.save_reading("62.06", "A2", &other).await.unwrap();
    second.settle("62.06", "A2", Settlement::Keep, "Foto kedua cukup").await.unwrap();
    let kept = second.dispute("62.06", "A2").await.unwrap();
    assert_eq!(kept.reading.state, ReadingState::Kept);
    assert_eq!(kept.values.tiers.national.unwrap().share.to_string(), "1");

    let reliability = second.reliability().await.unwrap();
    assert_eq!((reliability.all.count.hits, reliability.all.count.of, reliability.waiting), (0, 2, 2));
    assert_eq!(reliability.provinces[0].0.body.code.as_str(), "62");
    let mean = reliability.all.shift.unwrap().mean;
    assert!((mean - 0.3).abs() < 1e-9, "(3/5 − 1 + 1 − 0) / 2 is {mean}");
}

#[tokio::test]
async fn z04_nobody_reads_an_office_of_the_own_and_readings_can_be_handed_over() {
    let test = TestApp::sqlite().await;
    let (controller, _, one, _) = judged(&test).await;
    let people = controller.all_readers().await.unwrap();
    let (dua, satu) = (&people[0], &people[1]);
    assert_eq!((dua.login.as_str(), satu.login.as_str()), ("kendali.dua", "kendali.satu"));
    assert_eq!(controller.hand_readings_over(dua.id, satu.id).await.unwrap(), 2);
    assert_eq!(one.readings().await.unwrap().len(), 4);
    test.grant("kendali.dua", Role::Officer, "62.06").await;
    let back = controller.hand_readings_over(satu.id, dua.id).await;
    assert!(matches!(&back, Err(AppError::Invalid(found)) if found[0].field == "to"), "{back:?}");
    let mut who = test.person("kendali.rangkap", Role::Controller, "00").await;
    who.grants.push(domain::person::Grant { role: Role::Officer, body: "62.06".parse().unwrap() });
    let own = test.app.access(who).reviewer(ROUND).await.unwrap();
    assert!(matches!(own.blind_item("62.06", "A1").await, Err(AppError::NotFound)));
    let read = own.save_reading("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await;
    assert!(matches!(read, Err(AppError::NotFound)), "{read:?}");
}

#[tokio::test]
async fn a_third_value_takes_the_place_of_both_and_serves_the_rubric() {
    let test = TestApp::sqlite().await;
    let (first, second, one, _) = judged(&test).await;
    one.save_reading("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await.unwrap();
    let third = |level: i64| {
        Settlement::Third(serde_json::from_value(serde_json::json!({ "level": level })).unwrap())
    };
    let silent = second.settle("62.06", "A1", third(2), " ").await;
    assert!(matches!(&silent, Err(AppError::Invalid(found)) if found[0].field == "reason"), "{silent:?}");
    let unknown = second.settle("62.06", "A1", third(9), "di luar rubrik").await;
    assert!(matches!(&unknown, Err(AppError::Invalid(found)) if found[0].field == "level"), "{unknown:?}");
    let nothing = second
        .settle("62.06", "A1", Settlement::Third(domain::assessments::Review::default()), "kosong")
        .await;
    assert!(matches!(&nothing, Err(AppError::Invalid(found)) if found[0].field == "level"), "{nothing:?}");
    let own = first.settle("62.06", "A1", third(2), "x").await;
    assert!(
        matches!(&own, Err(AppError::Invalid(found)) if found[0].problem == Problem::SamePerson),
        "{own:?}"
    );
    second.settle("62.06", "A1", third(2), "Keduanya keliru: ruangnya tidak ada").await.unwrap();
    let settled = second.dispute("62.06", "A1").await.unwrap();
    assert_eq!(settled.reading.state, ReadingState::Changed);
    assert_eq!(settled.values.counting_tier(), Some(Tier::National));
    let said = settled.values.tiers.national.unwrap();
    let both = ["3/5", "1"];
    assert!(!both.contains(&said.share.to_string().as_str()), "{}", said.share);
    assert_eq!(said.reason, "Keduanya keliru: ruangnya tidak ada");
    assert_eq!(
        settled.reading.second.unwrap().share.to_string(),
        "1",
        "the second reading stays as it was read"
    );
}
