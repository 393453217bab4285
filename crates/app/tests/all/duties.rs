//! The duties of publication at the desk, and the reminders.

use app::AppError;
use app::desk::{Desk, DutyLine, Publication};
use domain::catalogue::{Content, Form, InformationClass};
use domain::duty::State;
use domain::person::Role;
use jiff::SignedDuration;
use testkit::TestApp;

async fn desk(test: &TestApp, login: &str, role: Role) -> Desk {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    test.app.access(who).desk("kabupaten-katingan").await.unwrap()
}

fn about(duty: &str, class: InformationClass) -> Content {
    Content {
        title: format!("Tentang {duty}"),
        summary: "Ringkasan".into(),
        class,
        duty: duty.into(),
        holder: "Sekretariat".into(),
        responsible: "Kepala Sekretariat".into(),
        made_on: Some("2024-06-01".parse().unwrap()),
        place: "Kasongan".into(),
        forms: vec![Form::Online],
        retention: "5 tahun".into(),
        ..Content::default()
    }
}

async fn publish(desk: &Desk, content: Content) -> String {
    let reference = desk.new_item(content).await.unwrap().reference;
    let checked = desk.check_item(&reference, 1).await.unwrap();
    desk.publish_item(&reference, checked.revision, &Publication::default()).await.unwrap();
    reference
}

async fn line(desk: &Desk, duty: &str) -> DutyLine {
    let sheet = desk.duties().await.unwrap();
    sheet.lines.into_iter().find(|line| line.duty.code.as_str() == duty).unwrap()
}

async fn told(test: &TestApp, login: &str, role: Role) -> Vec<Vec<String>> {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    let t = i18n::Texts::new(i18n::Lang::Id);
    let notices = test.app.access(who).notices(&t).await.unwrap();
    let duties = notices.into_iter().filter(|notice| notice.words.path.ends_with("/kewajiban"));
    duties.map(|notice| notice.words.lines).collect()
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_duty_is_met_by_what_is_public_and_by_nothing_else(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        assert_eq!(ppid.duties().await.unwrap().score.current, 0);
        let reference = ppid.new_item(about("profil", InformationClass::Periodic)).await.unwrap().reference;
        let draft = line(&ppid, "profil").await;
        assert_eq!((draft.standing.state, draft.items.len()), (State::Missing, 1), "a draft is on its way");
        let checked = ppid.check_item(&reference, 1).await.unwrap();
        let later = Publication { visible_from: Some(test.app.now() + SignedDuration::from_hours(24)), ..Publication::default() };
        let public = ppid.publish_item(&reference, checked.revision, &later).await.unwrap();
        assert_eq!(line(&ppid, "profil").await.standing.state, State::Missing, "under embargo");
        test.clock.advance(SignedDuration::from_hours(24));
        let met = line(&ppid, "profil").await;
        assert_eq!((met.standing.state, met.standing.due), (State::Met, Some("2024-12-11".parse().unwrap())));
        let sheet = ppid.duties().await.unwrap();
        assert_eq!((sheet.score.current, sheet.score.counted), (1, 37), "what happens when it happens does not count");
        ppid.withdraw_item(&reference, public.revision, "Salah").await.unwrap();
        assert_eq!(line(&ppid, "profil").await.standing.state, State::Missing);
        // An edition that is being written does not take the duty from the public one.
        let other = publish(&ppid, about("kinerja", InformationClass::Periodic)).await;
        let revision = ppid.item(&other).await.unwrap().item.revision;
        ppid.save_item(&other, revision, about("struktur", InformationClass::Periodic)).await.unwrap();
        assert_eq!(line(&ppid, "kinerja").await.standing.state, State::Met);
        assert_eq!(line(&ppid, "struktur").await.standing.state, State::Missing);
    }

    async fn a_duty_of_another_class_is_refused(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        for (duty, class) in [("profil", InformationClass::Always), ("tidak_ada", InformationClass::Periodic)] {
            let refused = ppid.new_item(about(duty, class)).await;
            assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "duty"), "{duty}");
        }
    }

    async fn desks_are_told_once_of_what_is_due_and_once_of_what_is_late(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        test.person("petugas", Role::Officer, "62.06").await;
        test.person("pimpinan", Role::Leader, "62.06").await;
        let reference = publish(&ppid, about("profil", InformationClass::Periodic)).await;
        let (stop, stopping) = tokio::sync::watch::channel(true);
        test.app.run_jobs(stopping).await;
        drop(stop);
        let all = || async {
            test.app.run_due_jobs().await.unwrap();
            [told(&test, "ppid", Role::Ppid).await, told(&test, "petugas", Role::Officer).await]
        };
        assert_eq!(all().await, [Vec::<Vec<String>>::new(), vec![]], "what was never there is told by the page alone");
        // Published 10 June; due 10 December; two weeks before is 26 November.
        test.clock.set("2024-11-25T07:00:00+07:00".parse().unwrap());
        assert_eq!(all().await[0].len(), 0);
        test.clock.advance(SignedDuration::from_hours(24));
        let soon = all().await;
        assert_eq!(soon[0], soon[1]);
        assert!(soon[0][0][0].starts_with("Segera jatuh tempo, 10 Desember 2024: Profil"), "{soon:?}");
        test.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(all().await, soon, "once");
        test.clock.set("2024-12-11T07:00:00+07:00".parse().unwrap());
        let late = all().await;
        assert_eq!(late[0].len(), 2);
        assert!(late[0][0][0].starts_with("Terlambat, seharusnya 10 Desember 2024: Profil"), "{late:?}");
        test.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(all().await, late, "once");
        assert!(told(&test, "pimpinan", Role::Leader).await.is_empty());
        // The next period is told of anew.
        let revision = ppid.item(&reference).await.unwrap().item.revision;
        let mut renewed = about("profil", InformationClass::Periodic);
        renewed.summary = "Diperbarui".into();
        let changed = ppid.save_item(&reference, revision, renewed).await.unwrap();
        let checked = ppid.check_item(&reference, changed.revision).await.unwrap();
        let why = Publication { reason: "Semester kedua".into(), visible_from: None };
        ppid.publish_item(&reference, checked.revision, &why).await.unwrap();
        test.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(all().await, late);
        test.clock.set("2025-06-01T07:00:00+07:00".parse().unwrap());
        assert_eq!(all().await[0].len(), 3);
    }
}
