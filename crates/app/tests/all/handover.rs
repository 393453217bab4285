//! Work shared inside an office: notices, reminders, taking back.

use app::Office;
use app::office::HandOver;
use domain::assignment::Scope;
use domain::person::Role;
use i18n::{Lang, Texts};
use jiff::SignedDuration;
use testkit::TestApp;

async fn titles(office: &Office, test: &TestApp, who: &app::Principal) -> Vec<String> {
    assert_eq!(office.round().slug, "monev-2024");
    let found = test.app.access(who.clone()).notices(&Texts::new(Lang::Id)).await.unwrap();
    found.into_iter().map(|line| line.words.title).collect()
}

#[tokio::test]
async fn a_reminder_comes_a_day_before_once_and_not_for_what_has_ended() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let ppid = test.person("ppid", Role::Ppid, "62.06").await;
    let officer = test.person("petugas", Role::Officer, "62.06").await;
    let office = test.app.access(ppid.clone()).office("monev-2024", "62.06").await.unwrap();
    let due = test.app.now() + SignedDuration::from_hours(72);
    let new =
        |code| HandOver { scope: Scope::Question, code, person: officer.person, due: Some(due), note: "" };
    let kept = office.hand_over(&new("A1")).await.unwrap();
    let ended = office.hand_over(&new("A2")).await.unwrap();
    office.take_back(ended).await.unwrap();
    office.take_back(ended).await.unwrap();
    assert_eq!(titles(&office, &test, &officer).await.len(), 3, "given twice, taken back once");
    test.clock.advance(SignedDuration::from_hours(47));
    assert_eq!(test.app.run_due_jobs().await.unwrap(), 0);
    test.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(test.app.run_due_jobs().await.unwrap(), 1);
    let told = titles(&office, &test, &officer).await;
    assert_eq!((told.len(), told[0].contains("sudah dekat")), (4, true), "{told:?}");
    // A replica that died after the work does it again: nobody is told twice.
    let mut tx = test.app.db().write().await.unwrap();
    let job = store::job::NewJob {
        id: domain::ids::JobId::new(test.app.now(), &domain::random::Seeded::new(3)),
        kind: "remind",
        unique_key: kept.to_string(),
        payload: serde_json::to_string(&app::jobs::Work::Remind { assignment: kept }).unwrap(),
        run_at: test.app.now(),
    };
    store::job::enqueue(&mut tx, &job, test.app.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(test.app.run_due_jobs().await.unwrap(), 1);
    assert_eq!(titles(&office, &test, &officer).await.len(), 4);
}

#[tokio::test]
async fn what_is_given_anew_leaves_the_hands_that_had_it() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let ppid = test.person("ppid", Role::Ppid, "62.06").await;
    let one = test.person("petugas", Role::Officer, "62.06").await;
    let two = test.person("petugas.dua", Role::Officer, "62.06").await;
    test.person("pimpinan", Role::Leader, "62.06").await;
    let office = test.app.access(ppid.clone()).office("monev-2024", "62.06").await.unwrap();
    let names: Vec<String> = office.colleagues().await.unwrap().into_iter().map(|found| found.name).collect();
    assert_eq!(names, ["petugas (officer)", "petugas.dua (officer)", "ppid (ppid)"]);
    for person in [one.person, two.person] {
        let new = HandOver { scope: Scope::Section, code: "A", person, due: None, note: " baris " };
        office.hand_over(&new).await.unwrap();
    }
    let live = office.assignments().await.unwrap();
    assert_eq!(live.len(), 1);
    assert_eq!((live[0].person_name.as_str(), live[0].note.as_str()), ("petugas.dua (officer)", "baris"));
    assert!(titles(&office, &test, &one).await[0].contains("diambil kembali"));
    assert_eq!(titles(&office, &test, &two).await.len(), 1);
    assert!(titles(&office, &test, &ppid).await.is_empty(), "nobody is told of what he or she did");
    let superior = test.person("atasan", Role::Superior, "62.06").await;
    let reading = test.app.access(superior).office("monev-2024", "62.06").await.unwrap();
    assert!(matches!(reading.take_back(live[0].id).await, Err(app::AppError::NotFound)));
}
