//! A questionnaire through its use cases: order of steps, receipt, what a repeated request does.

use app::office::SaveAnswer;
use app::{AppError, Conflict, Office};
use bytes::Bytes;
use domain::assessments::Answer;
use domain::person::Role;
use sha2::{Digest as _, Sha256};
use testkit::TestApp;

async fn office(test: &TestApp, login: &str, role: Role) -> Office {
    let who = test.person(login, role, "62.06").await;
    test.app.access(who).office("monev-2024", "62.06").await.unwrap()
}

fn choose(option: &str, base: i64) -> SaveAnswer {
    let value = Answer { options: Some(vec![option.parse().unwrap()]), ..Answer::default() };
    SaveAnswer { question: "A1".parse().unwrap(), base, value }
}

#[tokio::test]
async fn z05_steps_out_of_order_are_refused_with_the_state() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let ppid = office(&test, "ppid", Role::Ppid).await;
    let leader = office(&test, "pimpinan", Role::Leader).await;
    let state = |result: Result<(), AppError>| match result {
        Err(AppError::Conflict(Conflict::State(state))) => state,
        other => panic!("{other:?}"),
    };
    assert_eq!(state(ppid.sign_off(true).await), "invited");
    ppid.save_answer(choose("c", 0)).await.unwrap();
    assert_eq!(state(leader.endorse().await), "in_progress");
    assert_eq!(state(ppid.submit().await.map(drop)), "in_progress");
    assert_eq!(state(ppid.reopen().await), "in_progress");
    ppid.sign_off(true).await.unwrap();
    assert_eq!(state(ppid.sign_off(true).await), "signed_off");
    assert_eq!(state(ppid.save_answer(choose("a", 1)).await.map(drop)), "signed_off");
    leader.endorse().await.unwrap();
    let first = ppid.submit().await.unwrap();
    assert_eq!(ppid.submit().await.unwrap(), first, "w07: the same receipt");
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(first.document.as_bytes()));
    assert_eq!(hash, first.hash);
    for denied in [leader.submit().await.map(drop), leader.sign_off(true).await, ppid.endorse().await] {
        assert!(matches!(denied, Err(AppError::NotFound)), "{denied:?}");
    }
}

#[tokio::test]
async fn w07_the_same_bytes_in_one_place_are_attached_once() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let officer = office(&test, "petugas", Role::Officer).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let bytes = Bytes::from_static(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0");
        let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
        let staged = officer.stage("A1", "foto", "ruang.png", stream).await.unwrap();
        let attached = officer.attach("A1", "foto", "", vec![staged]).await.unwrap();
        ids.push([attached.added, attached.present].concat());
    }
    assert_eq!(ids[0], ids[1]);
    assert_eq!(officer.question_sheet("A1").await.unwrap().evidence.len(), 1);
}
