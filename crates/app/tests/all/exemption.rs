//! Consequence tests: from the draft to the approval, and to the end of an exemption.

use app::desk::{Approval, Exemptions, Moved, Opening};
use app::{AppError, Conflict};
use domain::exemption::{Content, State, Term, may_refuse_with};
use domain::person::Role;
use i18n::{Lang, Texts};
use jiff::Timestamp;
use jiff::civil::Date;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

async fn exemptions(test: &TestApp, login: &str, role: Role) -> Exemptions {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    test.app.access(who).exemptions(OFFICE).await.unwrap()
}

fn witnesses(until: &str) -> Content {
    Content {
        information: "Identitas pelapor dan saksi dalam laporan pelanggaran".into(),
        document: "Berkas laporan 012/LP/2024".into(),
        unit: "Divisi Penanganan Pelanggaran".into(),
        ground: "a2".parse().ok(),
        statute: "UU 7/2017 Pasal 454".into(),
        if_opened: "Pelapor dan saksi terancam.".into(),
        if_closed: "Orang berani melapor.".into(),
        weighing: "Keselamatan orang lebih berat.".into(),
        term: Some(Term::Until { day: until.parse().unwrap() }),
        ..Content::default()
    }
}

fn decree() -> Approval {
    Approval { number: "07/SK/2024".into(), day: "2024-06-10".parse().ok(), place: "Kasongan".into() }
}

/// A test that waits for approval.
async fn proposed(ppid: &Exemptions, content: Content, replaces: Option<&str>) -> Moved {
    let begun = ppid.begin(content, replaces).await.unwrap();
    let considered = ppid.consider(&begun.reference, begun.revision).await.unwrap();
    ppid.propose(&begun.reference, considered.revision).await.unwrap()
}

async fn public(test: &TestApp) -> (Vec<String>, Vec<(String, State)>) {
    let found = test.app.public().exempt(OFFICE).await.unwrap();
    let valid = found.valid.into_iter().map(|entry| entry.reference).collect();
    (valid, found.past.into_iter().map(|entry| (entry.reference, entry.state)).collect())
}

async fn told(test: &TestApp, login: &str, role: Role) -> Vec<String> {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    let notices = test.app.access(who).notices(&Texts::new(Lang::Id)).await.unwrap();
    notices.into_iter().map(|notice| notice.words.title).collect()
}

fn fields(result: Result<Moved, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(found)) => found.into_iter().map(|problem| problem.field).collect(),
        other => panic!("{other:?}"),
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn information_is_exempt_only_by_the_approval_of_somebody_else(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        let half = Content { information: "Identitas saksi".into(), ..Content::default() };
        let begun = ppid.begin(half, None).await.unwrap();
        assert!(begun.reference.starts_with("DIK-24-"), "{begun:?}");
        assert_eq!(fields(ppid.consider(&begun.reference, 1).await).len(), 7, "every step is needed");
        let early = ppid.propose(&begun.reference, 1).await;
        assert!(matches!(early, Err(AppError::Conflict(Conflict::State("draft")))));
        assert!(matches!(leader.sheet(&begun.reference).await, Err(AppError::NotFound)), "not before it is proposed");
        assert!(leader.list().await.unwrap().is_empty());
        let saved = ppid.save(&begun.reference, 1, witnesses("2030-12-31")).await.unwrap();
        let stale = ppid.save(&begun.reference, 1, witnesses("2030-12-30")).await;
        assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { current: 2, .. }))));
        let considered = ppid.consider(&begun.reference, saved.revision).await.unwrap();
        let proposed = ppid.propose(&begun.reference, considered.revision).await.unwrap();
        assert_eq!(told(&test, "pimpinan", Role::Leader).await.len(), 1);
        let frozen = ppid.save(&begun.reference, proposed.revision, witnesses("2030-12-30")).await;
        assert!(matches!(frozen, Err(AppError::Conflict(Conflict::State("proposed")))));
        let denied = ppid.approve(&begun.reference, proposed.revision, &decree()).await;
        assert!(matches!(denied, Err(AppError::NotFound)), "the PPID does not approve");
        assert_eq!(public(&test).await, (vec![], vec![]), "nothing is closed yet");
        let empty = leader.approve(&begun.reference, proposed.revision, &Approval::default()).await;
        assert_eq!(fields(empty), ["number", "place", "day"]);
        let tomorrow = Approval { day: "2024-06-11".parse().ok(), ..decree() };
        assert_eq!(fields(leader.approve(&begun.reference, proposed.revision, &tomorrow).await), ["day"]);
        // Sent back with a reason, and proposed again.
        assert_eq!(fields(leader.send_back(&begun.reference, proposed.revision, " ").await), ["reason"]);
        let back = leader.send_back(&begun.reference, proposed.revision, "Sebutkan pasalnya").await.unwrap();
        assert_eq!(back.state, State::Draft);
        assert_eq!(told(&test, "ppid", Role::Ppid).await.len(), 1);
        let considered = ppid.consider(&begun.reference, back.revision).await.unwrap();
        let again = ppid.propose(&begun.reference, considered.revision).await.unwrap();
        let approved = leader.approve(&begun.reference, again.revision, &decree()).await.unwrap();
        assert_eq!(approved.state, State::Approved);
        assert_eq!(public(&test).await.0, std::slice::from_ref(&begun.reference));
        let sheet = leader.sheet(&begun.reference).await.unwrap();
        assert_eq!(sheet.test.ends_at, Some(at("2031-01-01T00:00:00+07:00")));
        assert!(may_refuse_with(sheet.test.state, sheet.test.ends_at, test.app.now()));
        assert_eq!((sheet.proposer.as_str(), sheet.approver.as_str()), ("ppid (ppid)", "pimpinan (leader)"));
        let kinds: Vec<&str> = sheet.history.iter().rev().map(|event| event.kind.as_str()).collect();
        assert_eq!(
            kinds,
            ["begun", "written", "considered", "proposed", "returned", "considered", "proposed", "approved"]
        );
    }

    async fn z04_who_is_both_ppid_and_leader_does_not_approve_the_own_proposal(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        test.person("ppid", Role::Ppid, "62.06").await;
        test.grant("ppid", Role::Leader, "62.06").await;
        let mut who = test.person_once("ppid", Role::Ppid, &"62.06".parse().unwrap()).await;
        who.grants.push(domain::person::Grant { role: Role::Leader, body: "62.06".parse().unwrap() });
        let both = test.app.access(who).exemptions(OFFICE).await.unwrap();
        let waiting = proposed(&both, witnesses("2030-12-31"), None).await;
        assert_eq!(fields(both.approve(&waiting.reference, waiting.revision, &decree()).await), ["approve"]);
        let other = exemptions(&test, "atasan", Role::Superior).await;
        assert!(other.approve(&waiting.reference, waiting.revision, &decree()).await.is_ok());
    }

    async fn t23_the_ppid_is_told_in_time_and_the_information_opens_by_itself(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        let waiting = proposed(&ppid, witnesses("2024-10-31"), None).await;
        leader.approve(&waiting.reference, waiting.revision, &decree()).await.unwrap();
        let sheet = ppid.sheet(&waiting.reference).await.unwrap();
        let decide = sheet.opening_day.unwrap();
        let calendar = domain::calendar::Calendar::indonesia();
        assert_eq!(calendar.between(decide, "2024-10-31".parse().unwrap()), 30);
        // 40 working days before the end, at eight.
        test.clock.set(at("2024-09-04T07:59:00+07:00"));
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(told(&test, "ppid", Role::Ppid).await.len(), 1, "the approval alone");
        test.clock.set(at("2024-09-04T08:00:00+07:00"));
        test.app.run_due_jobs().await.unwrap();
        let alert = told(&test, "ppid", Role::Ppid).await;
        assert_eq!(alert[0], format!("Pengecualian {} berakhir 31 Oktober 2024", waiting.reference));
        assert!(calendar.between("2024-09-04".parse().unwrap(), "2024-10-31".parse().unwrap()) >= 30);
        // One second before its end it is in force; at its minute it is not, whether or not the job has run.
        test.clock.set(at("2024-10-31T23:59:59+07:00"));
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(public(&test).await.0.len(), 1);
        test.clock.set(at("2024-11-01T00:00:00+07:00"));
        let late = vec![(waiting.reference.clone(), State::Expired)];
        assert_eq!(public(&test).await, (vec![], late.clone()), "before the job");
        assert_eq!(ppid.list().await.unwrap()[0].state, State::Expired);
        test.app.run_due_jobs().await.unwrap();
        test.app.run_due_jobs().await.unwrap();
        let sheet = ppid.sheet(&waiting.reference).await.unwrap();
        assert_eq!((sheet.test.state, sheet.test.ended_at), (State::Expired, sheet.test.ends_at));
        assert_eq!(public(&test).await, (vec![], late));
        assert!(told(&test, "ppid", Role::Ppid).await[0].ends_with("berakhir 31 Oktober 2024"));
        assert_eq!(told(&test, "pimpinan", Role::Leader).await.len(), 2, "the proposal and the end");
        let opening = Opening { number: "1".into(), reason: "x".into() };
        let again = ppid.open(&waiting.reference, sheet.test.revision, &opening).await;
        assert!(matches!(again, Err(AppError::Conflict(Conflict::State("expired")))));
    }

    async fn the_ppid_opens_before_the_end_and_nothing_more_happens(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        let waiting = proposed(&ppid, witnesses("2024-10-31"), None).await;
        let approved = leader.approve(&waiting.reference, waiting.revision, &decree()).await.unwrap();
        assert_eq!(fields(ppid.open(&waiting.reference, approved.revision, &Opening::default()).await), ["number", "reason"]);
        let opening = Opening { number: "09/SK/2024".into(), reason: "Perkara sudah diputus".into() };
        let denied = leader.open(&waiting.reference, approved.revision, &opening).await;
        assert!(matches!(denied, Err(AppError::NotFound)));
        assert_eq!(ppid.open(&waiting.reference, approved.revision, &opening).await.unwrap().state, State::Opened);
        assert_eq!(public(&test).await, (vec![], vec![(waiting.reference.clone(), State::Opened)]));
        let before = told(&test, "ppid", Role::Ppid).await.len();
        test.clock.set(at("2024-11-02T00:00:00+07:00"));
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(told(&test, "ppid", Role::Ppid).await.len(), before, "no alert for what is open");
        assert_eq!(ppid.sheet(&waiting.reference).await.unwrap().test.state, State::Opened);
    }

    async fn an_exemption_is_changed_only_by_a_new_test_that_is_approved(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        let old = proposed(&ppid, witnesses("2024-10-31"), None).await;
        let nothing = ppid.begin(witnesses("2030-01-01"), Some(&old.reference)).await;
        assert!(matches!(nothing, Err(AppError::Conflict(_))), "it is not in force yet");
        leader.approve(&old.reference, old.revision, &decree()).await.unwrap();
        let new = proposed(&ppid, witnesses("2030-01-01"), Some(&old.reference)).await;
        assert_eq!(public(&test).await.0, std::slice::from_ref(&old.reference), "the old one holds until then");
        leader.approve(&new.reference, new.revision, &decree()).await.unwrap();
        let changed = vec![(old.reference.clone(), State::Changed)];
        assert_eq!(public(&test).await, (vec![new.reference.clone()], changed.clone()));
        test.clock.set(at("2024-11-02T00:00:00+07:00"));
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(public(&test).await, (vec![new.reference], changed), "its end no longer matters");
    }

    async fn t24_an_approval_that_comes_too_late_for_its_term_is_refused(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        let long = ppid.begin(witnesses("2054-06-11"), None).await.unwrap();
        assert_eq!(fields(ppid.consider(&long.reference, 1).await), ["term_until"], "more than thirty years");
        let waiting = proposed(&ppid, witnesses("2024-07-31"), None).await;
        test.clock.set(at("2024-08-01T09:00:00+07:00"));
        assert_eq!(fields(leader.approve(&waiting.reference, waiting.revision, &decree()).await), ["term_until"]);
        let back = leader.send_back(&waiting.reference, waiting.revision, "Sudah lewat").await.unwrap();
        let gone = ppid.give_up(&waiting.reference, back.revision, "Tidak perlu ditutup").await.unwrap();
        assert_eq!(gone.state, State::Dropped);
        assert_eq!(public(&test).await, (vec![], vec![]), "it never was exempt");
    }

    async fn t23_the_alert_of_a_term_whose_holidays_are_not_decreed_yet_leaves_time(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        // Idul Fitri and what is free around it will lie before this end; the program knows no holidays of that year.
        let end: Date = "2031-03-28".parse().unwrap();
        let calendar = domain::calendar::Calendar::indonesia();
        assert!(!calendar.knows(end.year()), "choose a year that is not decreed");
        let waiting = proposed(&ppid, witnesses("2031-03-28"), None).await;
        leader.approve(&waiting.reference, waiting.revision, &decree()).await.unwrap();
        let first_look = calendar.before(end, 60).unwrap();
        test.clock.set(at(&format!("{}T08:00:00+07:00", first_look.yesterday().unwrap())));
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(told(&test, "ppid", Role::Ppid).await.len(), 1, "the approval alone");
        test.clock.set(at(&format!("{first_look}T08:00:00+07:00")));
        test.app.run_due_jobs().await.unwrap();
        test.app.run_due_jobs().await.unwrap();
        let notices = told(&test, "ppid", Role::Ppid).await;
        assert_eq!((notices.len(), notices[0].as_str()), (2, &*format!("Pengecualian {} berakhir 28 Maret 2031", waiting.reference)));
    }

    async fn t24_where_the_head_sets_the_term_nobody_else_approves(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let superior = exemptions(&test, "atasan", Role::Superior).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        for (ground, is_for_head) in [("b", false), ("c6", true), ("d", true), ("e4", true), ("f1", true), ("h2", false)] {
            let content = Content { ground: ground.parse().ok(), ..witnesses("2030-12-31") };
            let waiting = proposed(&ppid, content, None).await;
            let sheet = superior.sheet(&waiting.reference).await.unwrap();
            assert_eq!((sheet.is_for_head, sheet.may_approve), (is_for_head, !is_for_head), "{ground}");
            assert!(leader.sheet(&waiting.reference).await.unwrap().may_approve, "{ground}");
            let by_superior = superior.approve(&waiting.reference, waiting.revision, &decree()).await;
            if is_for_head {
                assert_eq!(fields(by_superior), ["approve"], "{ground}");
                leader.approve(&waiting.reference, waiting.revision, &decree()).await.unwrap();
            } else {
                assert_eq!(by_superior.unwrap().state, State::Approved, "{ground}");
            }
        }
        // Only those who can approve are asked to.
        assert_eq!(told(&test, "atasan", Role::Superior).await.len(), 2);
        assert_eq!(told(&test, "pimpinan", Role::Leader).await.len(), 6);
    }

    async fn t24_tests_in_place_of_one_another_share_thirty_years(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = exemptions(&test, "ppid", Role::Ppid).await;
        let leader = exemptions(&test, "pimpinan", Role::Leader).await;
        let first = proposed(&ppid, witnesses("2040-12-31"), None).await;
        leader.approve(&first.reference, first.revision, &decree()).await.unwrap();
        test.clock.set(at("2040-06-01T09:00:00+07:00"));
        let later = Approval { day: "2040-06-01".parse().ok(), ..decree() };
        let second = proposed(&ppid, witnesses("2050-12-31"), Some(&first.reference)).await;
        leader.approve(&second.reference, second.revision, &later).await.unwrap();
        // Thirty years from the first decision, on 10 June 2024, whichever test of the chain is replaced.
        let third = ppid.begin(witnesses("2054-06-11"), Some(&second.reference)).await.unwrap();
        assert_eq!(fields(ppid.consider(&third.reference, 1).await), ["term_until"]);
        let sheet = ppid.sheet(&third.reference).await.unwrap();
        assert_eq!((sheet.gaps.len(), sheet.counted_since), (1, "2024-06-10".parse().ok()));
        let saved = ppid.save(&third.reference, 1, witnesses("2054-06-10")).await.unwrap();
        let considered = ppid.consider(&third.reference, saved.revision).await.unwrap();
        let waiting = ppid.propose(&third.reference, considered.revision).await.unwrap();
        leader.approve(&third.reference, waiting.revision, &later).await.unwrap();
        assert_eq!(ppid.sheet(&first.reference).await.unwrap().counted_since, None);
        // On another ground the years of the first one do not count.
        let health = Content { ground: "h2".parse().ok(), ..witnesses("2060-12-31") };
        let other = ppid.begin(health, Some(&third.reference)).await.unwrap();
        ppid.consider(&other.reference, 1).await.unwrap();
    }
}

#[tokio::test]
async fn z01_consequence_tests_are_for_the_ppid_and_those_who_approve() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    for (role, body) in [
        (Role::Officer, "62.06"),
        (Role::Administrator, "62.06"),
        (Role::Administrator, "62"),
        (Role::Controller, "00"),
        (Role::Verifier, "62"),
        (Role::Ppid, "62.71"),
        (Role::Leader, "62"),
        (Role::Leader, "63.01"),
    ] {
        let login = format!("{}.{}", role.code(), body.replace('.', ""));
        let who = test.person(&login, role, body).await;
        let denied = test.app.access(who).exemptions(OFFICE).await;
        assert!(matches!(denied, Err(AppError::NotFound)), "{role} {body}");
    }
    // A test of another office is not there.
    let ppid = exemptions(&test, "ppid", Role::Ppid).await;
    let begun = ppid.begin(witnesses("2030-12-31"), None).await.unwrap();
    let other = test.person_once("ppid.6271", Role::Ppid, &"62.71".parse().unwrap()).await;
    let other = test.app.access(other).exemptions("kota-palangka-raya").await.unwrap();
    assert!(matches!(other.sheet(&begun.reference).await, Err(AppError::NotFound)));
    assert!(matches!(other.consider(&begun.reference, 1).await, Err(AppError::NotFound)));
    // Whoever only approves writes nothing.
    let leader = exemptions(&test, "pimpinan", Role::Leader).await;
    assert!(matches!(leader.begin(witnesses("2030-12-31"), None).await, Err(AppError::NotFound)));
    assert!(matches!(leader.consider(&begun.reference, 1).await, Err(AppError::NotFound)));
}
