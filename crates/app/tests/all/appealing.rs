//! Contesting judgements, and deciding what is contested.

use app::appeal::{Decider, Decision, WhyNot};
use app::office::SaveAppeal;
use app::reviewer::Verdict;
use app::{AppError, Conflict, Office, Principal};
use domain::appeal::{AppealRules, AppealState};
use domain::person::{Grant, Role};
use domain::problem::Problem;
use domain::review::Judged;
use domain::round::{PhaseKind, Window};
use domain::tier::Tier;
use jiff::SignedDuration;
use store::round::Round;
use testkit::TestApp;
use testkit::scene::ROUND;

const KATINGAN: &str = "62.06";

/// Katingan submitted, its A1 was judged at 60%, and the appeals have been open for an hour. The PPID of Katingan.
async fn contested() -> (TestApp, Round, Principal) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let who = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let reviewer = test.app.access(who).reviewer(ROUND).await.unwrap();
    let review = serde_json::from_value(serde_json::json!({ "level": 1 })).unwrap();
    let verdict =
        Verdict { base: 0, review, reason: "ruang dipakai bersama".into(), doubtful: false, note: None };
    reviewer.save(KATINGAN, "A1", &verdict).await.unwrap();
    test.clock.advance(SignedDuration::from_hours(13 * 24));
    let ppid = test.person("ppid.katingan", Role::Ppid, KATINGAN).await;
    (test, round, ppid)
}

async fn rules(test: &TestApp, round: &Round, rules: AppealRules) {
    let mut tx = test.app.db().write().await.unwrap();
    let mut round = store::round::lock(&mut tx, round.id).await.unwrap().unwrap();
    round.rules.appeal = rules;
    assert!(store::round::update(&mut tx, &round).await.unwrap());
    tx.commit().await.unwrap();
}

async fn office(test: &TestApp, who: &Principal) -> Office {
    test.app.access(who.clone()).office(ROUND, KATINGAN).await.unwrap()
}

fn appeal(base: i64, reasons: &str, file: bool) -> SaveAppeal {
    let (files, link, caption) = (Vec::new(), String::new(), String::new());
    SaveAppeal { base, reasons: reasons.to_owned(), file, files, link, caption }
}

fn decision(base: i64, review: serde_json::Value, reason: &str) -> Decision {
    Decision { base, review: serde_json::from_value(review).unwrap(), reason: reason.to_owned() }
}

async fn decider(test: &TestApp, login: &str, role: Role, body: &str) -> Decider {
    let who = test.person(login, role, body).await;
    test.app.access(who).decider(ROUND).await.unwrap()
}

async fn state(office: &Office, question: &str) -> Option<AppealState> {
    office.appeal_sheet(question).await.unwrap().state()
}

#[tokio::test]
async fn a_provisional_result_appears_when_the_appeals_open() {
    let (test, round, ppid) = contested().await;
    test.clock.advance(SignedDuration::from_hours(-26));
    let office = office(&test, &ppid).await;
    assert!(matches!(office.provisional().await, Err(AppError::NotFound)), "not before");
    test.clock.advance(SignedDuration::from_hours(26));
    let result = office.provisional().await.unwrap();
    let first = &result.lines[0];
    assert_eq!(first.standing, Judged::Share("3/5".parse().unwrap()));
    assert_eq!(
        (first.said[0].tier, first.said[0].reason.as_str()),
        (Tier::Provincial, "ruang dipakai bersama")
    );
    assert_eq!(result.entry.rank, None, "who stands where is known when all are scored");
    let mut conn = test.app.db().read().await.unwrap();
    assert!(store::appeal::has_seen(&mut conn, round.id, KATINGAN).await.unwrap());
    drop(conn);

    let draft = test.person("petugas.raya", Role::Officer, "62.71").await;
    let draft = test.app.access(draft).office(ROUND, "62.71").await.unwrap();
    let nothing = draft.provisional().await.unwrap();
    assert_eq!((nothing.entry.outcome.as_str(), nothing.lines.len()), ("not_submitted", 0));
    assert!(matches!(draft.appeal_sheet("A1").await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn an_appeal_is_drafted_filed_changed_and_taken_back() {
    let (test, _, ppid) = contested().await;
    let office = office(&test, &ppid).await;
    assert_eq!(office.save_appeal("A1", appeal(0, "", false)).await.unwrap(), 1, "a draft may be empty");
    let empty = office.save_appeal("A1", appeal(1, " ", true)).await;
    assert!(matches!(empty, Err(AppError::Invalid(problems)) if problems[0].field == "reasons"));
    assert_eq!(office.save_appeal("A1", appeal(1, "ruang itu khusus", true)).await.unwrap(), 2);
    assert_eq!(office.save_appeal("A1", appeal(1, "ruang itu khusus", true)).await.unwrap(), 2, "sent twice");
    assert_eq!(office.save_appeal("A1", appeal(2, "ruang itu khusus sejak Mei", false)).await.unwrap(), 3);
    assert_eq!(state(&office, "A1").await, Some(AppealState::Filed), "a change does not take it back");
    let met = office.save_appeal("A1", appeal(1, "lain", false)).await;
    assert!(matches!(met, Err(AppError::Conflict(Conflict::Version { current: 3, .. }))), "{met:?}");
    office.withdraw_appeal("A1").await.unwrap();
    office.withdraw_appeal("A1").await.unwrap();
    assert_eq!(state(&office, "A1").await, Some(AppealState::Withdrawn));
    assert_eq!(office.provisional().await.unwrap().unused(), 5, "the right is there again");
    office.save_appeal("A1", appeal(4, "ruang itu khusus", true)).await.unwrap();
    let sheet = office.appeal_sheet("A1").await.unwrap();
    let kinds: Vec<&str> = sheet.history.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["filed", "withdrawn", "saved", "filed", "saved"], "nothing is lost");
}

#[tokio::test]
async fn w15_an_appeal_after_the_window_twice_or_by_another_office_is_refused_with_dates() {
    let (test, round, ppid) = contested().await;
    let katingan = office(&test, &ppid).await;
    katingan.save_appeal("A1", appeal(0, "ruang itu khusus", true)).await.unwrap();
    let twice = katingan.save_appeal("A1", appeal(1, "sekali lagi", true)).await;
    assert!(matches!(twice, Err(AppError::Conflict(Conflict::State("filed")))), "{twice:?}");
    assert!(katingan.appeal_sheet("A1").await.unwrap().line.appeal.unwrap().filed_at.is_some());
    let other = test.person("ppid.raya", Role::Ppid, "62.71").await;
    assert!(matches!(test.app.access(other).office(ROUND, KATINGAN).await, Err(AppError::NotFound)));

    let closes = test.app.now() + SignedDuration::from_hours(3 * 24);
    test.clock.advance(SignedDuration::from_hours(-2 * 24));
    let early = katingan.save_appeal("A2", appeal(0, "alur terpampang", true)).await;
    assert!(matches!(early, Err(AppError::Closed { opens: Some(_), .. })), "{early:?}");
    test.clock.set(closes);
    for late in [
        katingan.save_appeal("A2", appeal(0, "alur terpampang", true)).await.map(drop),
        katingan.save_appeal("A1", appeal(1, "diubah", false)).await.map(drop),
        katingan.withdraw_appeal("A1").await,
    ] {
        assert!(matches!(late, Err(AppError::Closed { closed: Some(_), .. })), "{late:?}");
    }
    let longer = store::round::Extension {
        body: KATINGAN.parse().unwrap(),
        kind: PhaseKind::Appeal,
        closes: closes + SignedDuration::from_hours(1),
        reason: "listrik padam".into(),
        given_by: None,
        given_at: closes,
    };
    let mut tx = test.app.db().write().await.unwrap();
    store::round::put_extension(&mut tx, round.id, &longer).await.unwrap();
    tx.commit().await.unwrap();
    katingan.save_appeal("A2", appeal(0, "alur terpampang", true)).await.expect("the office has more time");
}

#[tokio::test]
async fn what_is_closed_to_appeal_says_so() {
    let (test, _, ppid) = contested().await;
    let office = office(&test, &ppid).await;
    let full = office.save_appeal("B4", appeal(0, "penuh", true)).await;
    let why = |error| match error {
        Err(AppError::Invalid(problems)) => match &problems[0].problem {
            Problem::NotNow { why } => why.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(why(full), "appeal-has-full-share");
    let leader = test.person("pimpinan.katingan", Role::Leader, KATINGAN).await;
    let leader = test.app.access(leader).office(ROUND, KATINGAN).await.unwrap();
    assert!(leader.provisional().await.is_ok(), "the leader reads");
    let filed = leader.save_appeal("A1", appeal(0, "x", true)).await;
    assert!(matches!(filed, Err(AppError::NotFound)), "and does not file");
}

#[tokio::test]
async fn the_tier_that_the_round_names_decides_and_never_the_first_reviewer() {
    let (test, round, ppid) = contested().await;
    let katingan = office(&test, &ppid).await;
    katingan.save_appeal("A1", appeal(0, "ruang itu khusus", true)).await.unwrap();
    let national = decider(&test, "ri.satu", Role::Controller, "00").await;
    let second = decider(&test, "verifikator.dua", Role::Verifier, "62").await;
    let full = decision(0, serde_json::json!({ "level": 0 }), "foto membuktikan");
    let open = national.decide(KATINGAN, "A1", &full).await;
    assert!(
        matches!(open, Err(AppError::Closed { opens: Some(_), .. })),
        "the office can change it: {open:?}"
    );
    test.clock.advance(SignedDuration::from_hours(3 * 24));
    assert!(matches!(second.decide(KATINGAN, "A1", &full).await, Err(AppError::NotFound)));

    rules(&test, &round, AppealRules { decided_by: Tier::Provincial, ..AppealRules::default() }).await;
    let decider = async |login: &str| {
        let who = test.person(login, Role::Verifier, "62").await;
        test.app.access(who).decider(ROUND).await.unwrap()
    };
    let third = decider("verifikator.tiga").await;
    let mut first = test.person("verifikator.x", Role::Verifier, "62").await;
    let mut conn = test.app.db().read().await.unwrap();
    let saved = store::review::get(&mut conn, round.id, KATINGAN, "A1").await.unwrap().unwrap();
    drop(conn);
    first.person = saved.reviewed_by;
    let first = test.app.access(first).decider(ROUND).await.unwrap();
    assert!(
        matches!(first.decide(KATINGAN, "A1", &full).await, Err(AppError::NotFound)),
        "z04: judged it first"
    );
    assert_eq!(first.item(KATINGAN, "A1").await.unwrap().may_decide, Err(WhyNot::Judged));
    let mut own = test.person("verifikator.rangkap", Role::Verifier, "62").await;
    own.grants.push(Grant { role: Role::Officer, body: KATINGAN.parse().unwrap() });
    let own = test.app.access(own).decider(ROUND).await.unwrap();
    assert!(matches!(own.decide(KATINGAN, "A1", &full).await, Err(AppError::NotFound)), "the own office");

    let silent = third.decide(KATINGAN, "A1", &decision(0, serde_json::json!({ "level": 0 }), "")).await;
    assert!(
        matches!(silent, Err(AppError::Invalid(p)) if p[0].field == "reason"),
        "full share needs one too"
    );
    let lower = third.decide(KATINGAN, "A1", &decision(0, serde_json::json!({ "level": 2 }), "kosong")).await;
    assert!(
        matches!(lower, Err(AppError::Invalid(p)) if p[0].field == "level"),
        "not below what was contested"
    );
    assert_eq!(third.decide(KATINGAN, "A1", &full).await.unwrap(), 1);
    assert_eq!(third.decide(KATINGAN, "A1", &full).await.unwrap(), 1, "sent twice, decided once");
    let line = katingan.appeal_sheet("A1").await.unwrap().line;
    assert_eq!(line.appeal.unwrap().state, AppealState::Accepted);
    assert_eq!(line.standing, Judged::Share("1".parse().unwrap()), "it counts");
    assert_eq!(line.said.len(), 2, "the first judgement stays beside it");
    let notices = test.app.access(ppid).notices(&i18n::Texts::new(i18n::Lang::Id)).await.unwrap();
    let told = notices.iter().find(|notice| notice.words.title.contains("sudah diputus")).unwrap();
    assert!(told.words.lines.iter().any(|line| line.contains("foto membuktikan")), "{told:?}");

    let corrected = decision(1, serde_json::json!({ "level": 1 }), "foto lama");
    assert_eq!(third.decide(KATINGAN, "A1", &corrected).await.unwrap(), 2);
    assert_eq!(state(&katingan, "A1").await, Some(AppealState::Refused));
}

#[tokio::test]
async fn what_the_system_scores_is_decided_by_a_share() {
    let (test, round, ppid) = contested().await;
    let by = ppid.person;
    test.answer(&round, KATINGAN, "B5", r#"{"options":["c"]}"#, by).await;
    let katingan = office(&test, &ppid).await;
    katingan.save_appeal("B5", appeal(0, "kunci keliru", true)).await.unwrap();
    test.clock.advance(SignedDuration::from_hours(3 * 24));
    let ri = decider(&test, "ri.satu", Role::Controller, "00").await;
    assert_eq!(ri.queue().await.unwrap().lines.len(), 1);
    ri.decide(KATINGAN, "B5", &decision(0, serde_json::json!({ "share": "1/2" }), "setengah")).await.unwrap();
    let result = katingan.provisional().await.unwrap();
    let line = result.lines.iter().find(|line| line.question.code == *"B5").unwrap();
    assert_eq!(line.standing, Judged::Share("1/2".parse().unwrap()));
    let scored = test.app.access(test.person("ri.dua", Role::Controller, "00").await);
    let sum = scored.worked_sum(ROUND, KATINGAN).await.unwrap();
    assert_eq!(
        sum.entry.questions["B5"].points, result.entry.questions["B5"].points,
        "one number everywhere"
    );
    assert_eq!(sum.entry.components["saq"], result.entry.components["saq"]);
}

#[tokio::test]
async fn results_are_not_proposed_while_appeals_wait() {
    let (test, round, ppid) = contested().await;
    office(&test, &ppid).await.save_appeal("A1", appeal(0, "ruang itu khusus", true)).await.unwrap();
    let ri = test.person("ri.satu", Role::Controller, "00").await;
    let controller = test.app.access(ri).controller(ROUND).await.unwrap();
    let proposal =
        |test: &TestApp| app::controller::Proposal::at(test.app.now() + SignedDuration::from_hours(48));
    let open = controller.propose(&proposal(&test)).await;
    assert!(matches!(open, Err(AppError::Closed { opens: Some(_), .. })), "{open:?}");
    test.clock.advance(SignedDuration::from_hours(3 * 24));
    let waiting = controller.propose(&proposal(&test)).await;
    assert!(
        matches!(&waiting, Err(AppError::Invalid(p)) if p[0].problem == Problem::AppealsUndecided { count: 1 }),
        "{waiting:?}"
    );
    let decider = decider(&test, "ri.dua", Role::Controller, "00").await;
    let refused = decision(0, serde_json::json!({ "level": 1 }), "tidak ada bukti baru");
    decider.decide(KATINGAN, "A1", &refused).await.unwrap();
    controller.propose(&proposal(&test)).await.unwrap();
    let frozen = decider.decide(KATINGAN, "A1", &decision(1, serde_json::json!({ "level": 0 }), "x")).await;
    assert!(matches!(frozen, Err(AppError::Conflict(Conflict::State("proposed")))), "{frozen:?}");
    let _ = round;
}

#[tokio::test]
async fn new_evidence_stands_beside_what_was_judged() {
    let (test, round, ppid) = contested().await;
    let katingan = office(&test, &ppid).await;
    let new = SaveAppeal { link: "https://katingan.example/ruang".into(), ..appeal(0, "lihat", false) };
    katingan.save_appeal("A1", new).await.unwrap();
    let sheet = katingan.appeal_sheet("A1").await.unwrap();
    let id = sheet.evidence[0].id;
    let before = katingan.question_sheet("A1").await.unwrap();
    assert!(before.evidence.is_empty(), "not among what was judged");
    katingan.save_appeal("A1", appeal(1, "lihat", true)).await.unwrap();
    let ri = decider(&test, "ri.satu", Role::Controller, "00").await;
    assert_eq!(ri.item(KATINGAN, "A1").await.unwrap().evidence.len(), 1, "those who decide see it");
    katingan.remove_appeal_evidence("A1", id).await.unwrap();
    katingan.remove_appeal_evidence("A1", id).await.unwrap();
    assert!(katingan.appeal_sheet("A1").await.unwrap().evidence.is_empty());
    rules(&test, &round, AppealRules { new_evidence: false, ..AppealRules::default() }).await;
    let katingan = office(&test, &ppid).await;
    let refused = SaveAppeal { link: "https://katingan.example/".into(), ..appeal(2, "lihat", false) };
    let refused = katingan.save_appeal("A1", refused).await;
    assert!(matches!(refused, Err(AppError::Invalid(p)) if p[0].field == "files"));
}

#[tokio::test]
async fn offices_are_told_when_appeals_open_and_reminded_once_before_they_close() {
    let (test, round, ppid) = contested().await;
    let ri = test.person("ri.satu", Role::Controller, "00").await;
    let national = test.app.access(ri).national("00").await.unwrap();
    let detail = national.round(ROUND).await.unwrap();
    let mut schedule = detail.schedule.clone();
    let opens = test.app.now() + SignedDuration::from_hours(1);
    let closes = opens + SignedDuration::from_hours(72);
    schedule.0.insert(PhaseKind::Appeal, Window { opens, closes });
    national.change_phases(ROUND, detail.round.version, &schedule, "bergeser").await.unwrap();
    let titles = async || {
        let t = i18n::Texts::new(i18n::Lang::Id);
        let notices = test.app.access(ppid.clone()).notices(&t).await.unwrap();
        notices.into_iter().map(|notice| notice.words.title).collect::<Vec<_>>()
    };
    let count = |titles: &[String], part: &str| titles.iter().filter(|title| title.contains(part)).count();
    test.clock.set(opens);
    test.app.run_due_jobs().await.unwrap();
    assert_eq!(count(&titles().await, "masa sanggah dibuka"), 1);
    let katingan = office(&test, &ppid).await;
    katingan.save_appeal("A1", appeal(0, "belum selesai", false)).await.unwrap();
    katingan.provisional().await.unwrap();
    test.clock.set(closes - SignedDuration::from_hours(24));
    test.app.run_due_jobs().await.unwrap();
    test.app.run_due_jobs().await.unwrap();
    assert_eq!(count(&titles().await, "segera berakhir"), 1, "a draft waits");
    let _ = round;
}
