//! Clocks that are set back.

use app::office::SaveAnswer;
use app::{App, AppError, Principal};
use domain::clock::Clock as _;
use domain::person::Role;
use jiff::SignedDuration;
use testkit::TestApp;
use testkit::scene::ROUND;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

async fn save(app: &App, who: &Principal, base: i64, option: &str) -> Result<i64, AppError> {
    let office = app.access(who.clone()).office(ROUND, "62.06").await?;
    let value = serde_json::from_str(&format!(r#"{{"options":["{option}"]}}"#)).expect("an answer");
    let saved =
        office.save_answer(SaveAnswer { question: "A1".parse().expect("a code"), base, value }).await?;
    Ok(saved.version)
}

#[tokio::test]
async fn w04_a_deadline_stays_closed_when_the_clock_is_set_back() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let who = test.person("petugas", Role::Officer, "62.06").await;
    let (app, clock) = test.replica().await;
    app.resume_time().await.unwrap();
    assert_eq!(save(&app, &who, 0, "a").await.unwrap(), 1);
    let closes = app.now() + SignedDuration::from_hours(14 * 24) - HOUR;
    clock.set(closes);
    assert!(matches!(save(&app, &who, 1, "b").await, Err(AppError::Closed { closed: Some(_), .. })));
    clock.advance(-HOUR);
    let back = save(&app, &who, 1, "b").await;
    assert!(matches!(back, Err(AppError::Closed { closed: Some(_), .. })), "an hour back: {back:?}");
    app.note_time().await.unwrap();

    // The program is started again while the clock of the machine is still behind.
    let (again, behind) = test.replica().await;
    behind.set(closes - HOUR);
    again.resume_time().await.unwrap();
    assert!(matches!(save(&again, &who, 1, "b").await, Err(AppError::Closed { closed: Some(_), .. })));
    assert!(again.now() >= closes);

    // Another replica runs on, an hour behind, and learns it with its next note.
    let (other, late) = test.replica().await;
    late.set(closes - HOUR);
    other.note_time().await.unwrap();
    assert!(matches!(save(&other, &who, 1, "b").await, Err(AppError::Closed { closed: Some(_), .. })));
    late.set(closes + HOUR);
    assert_eq!(other.now(), late.now(), "caught up, it runs on");
}

#[tokio::test]
async fn w04_what_was_lived_through_since_the_last_note_stays_past() {
    let test = TestApp::sqlite().await;
    let (app, clock) = test.replica().await;
    app.note_time().await.unwrap();
    let stopped = app.now() + SignedDuration::from_secs(59);
    clock.set(stopped);
    drop(app);
    let (again, behind) = test.replica().await;
    behind.set(stopped - HOUR);
    again.resume_time().await.unwrap();
    assert!(again.now() >= stopped);
}

#[tokio::test]
async fn w04_events_are_in_the_order_in_which_they_happened_not_of_their_times() {
    let test = TestApp::sqlite().await;
    let round = test.running_round().await;
    let who = test.person("petugas", Role::Officer, "62.06").await;
    // The clock of these tests does go back, as that of a replica that has not noticed yet.
    save(&test.app, &who, 0, "a").await.unwrap();
    test.clock.advance(-SignedDuration::from_mins(30));
    save(&test.app, &who, 1, "b").await.unwrap();
    let office = test.app.access(who).office(ROUND, "62.06").await.unwrap();
    let history = office.history(&"A1".parse().unwrap()).await.unwrap();
    assert!(history[0].data.contains(r#""b""#) && history[1].data.contains(r#""a""#), "the latest first");
    assert!(history[0].at < history[1].at && history[0].seq > history[1].seq);
    let _ = round;
}
