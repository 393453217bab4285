//! Interviews.

use app::interview::{Arrangement, InterviewPlan, Interviews, PanelEdit};
use app::{AppError, Conflict, Principal};
use domain::interview::{SheetAction, SheetState};
use domain::person::{Grant, Role};
use domain::problem::Problem;
use domain::round::Window;
use jiff::SignedDuration;
use testkit::TestApp;
use testkit::scene::ROUND;

async fn scene() -> (TestApp, Interviews, store::round::Round) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let who = test.person("kendali.ri", Role::Controller, "00").await;
    let interviews = test.app.access(who).interviews(ROUND).await.expect("a handle");
    (test, interviews, round)
}

fn tomorrow(test: &TestApp) -> InterviewPlan {
    let opens = test.app.now() + SignedDuration::from_hours(24);
    InterviewPlan { days: vec![Window { opens, closes: opens + SignedDuration::from_hours(4) }], rooms: 2 }
}

fn edit(base: i64, points: &[&str]) -> PanelEdit {
    let points = points.iter().map(|typed| (*typed).to_owned()).collect();
    PanelEdit { base, points, tour: vec![0, 2, 99], note: "ramah".into() }
}

/// A panellist in the room of Katingan, the interview having begun.
async fn begun(test: &TestApp, interviews: &Interviews) -> Principal {
    interviews.plan(&tomorrow(test)).await.unwrap();
    let panellist = test.person("panelis.satu", Role::Panellist, "00").await;
    for (sitting, _) in interviews.overview().await.unwrap().sittings {
        let new = Arrangement { link: "https://rapat.example/1".into(), panel: vec![panellist.person] };
        interviews.arrange(sitting.id, &new).await.unwrap();
    }
    test.clock.advance(SignedDuration::from_hours(25));
    panellist
}

#[tokio::test]
async fn those_who_passed_the_gate_are_seated_by_lot_and_told() {
    let (test, interviews, _) = scene().await;
    let overview = interviews.overview().await.unwrap();
    let invited: Vec<&str> = overview.shortlist.iter().map(|found| found.body.code.as_str()).collect();
    assert_eq!(invited, ["62.06", "63.01"], "the best two of each province that submitted");
    for (wrong, field) in [
        (InterviewPlan { days: Vec::new(), rooms: 1 }, "days"),
        (InterviewPlan { rooms: 0, ..tomorrow(&test) }, "rooms"),
        (
            InterviewPlan {
                days: vec![Window {
                    opens: test.app.now(),
                    closes: test.app.now() + SignedDuration::from_hours(1),
                }],
                rooms: 1,
            },
            "days",
        ),
    ] {
        let refused = interviews.plan(&wrong).await;
        assert!(matches!(&refused, Err(AppError::Invalid(p)) if p[0].field == field), "{refused:?}");
    }
    interviews.plan(&tomorrow(&test)).await.unwrap();
    interviews.plan(&tomorrow(&test)).await.unwrap();
    let overview = interviews.overview().await.unwrap();
    let seats: usize = overview.sittings.iter().map(|(_, seats)| seats.len()).sum();
    assert_eq!((seats, overview.unseated.len(), overview.fallen.len()), (2, 0, 0));
    let officer = test.person_once("petugas.katingan", Role::Officer, &"62.06".parse().unwrap()).await;
    let access = test.app.access(officer);
    let own = access.office(ROUND, "62.06").await.unwrap().interview().await.unwrap().expect("invited");
    assert!(own.sitting.panel.is_empty(), "the panel is not named to the office");
    let t = i18n::Texts::new(i18n::Lang::Id);
    let notices = access.notices(&t).await.unwrap();
    assert!(notices.iter().any(|line| line.words.title.contains("diundang wawancara")), "{notices:?}");
}

#[tokio::test]
async fn z04_nobody_sits_on_the_panel_of_an_own_office() {
    let (test, interviews, _) = scene().await;
    interviews.plan(&tomorrow(&test)).await.unwrap();
    let bound = test.person("panelis.terikat", Role::Panellist, "00").await;
    test.grant("panelis.terikat", Role::Officer, "62.06").await;
    let stranger = test.person("verifikator", Role::Verifier, "62").await;
    let sittings = interviews.overview().await.unwrap().sittings;
    let (sitting, _) = sittings
        .iter()
        .find(|(sitting, _)| sitting.bodies.iter().any(|body| body.as_str() == "62.06"))
        .unwrap();
    for person in [bound.person, stranger.person] {
        let refused =
            interviews.arrange(sitting.id, &Arrangement { link: String::new(), panel: vec![person] }).await;
        assert!(matches!(&refused, Err(AppError::Invalid(p)) if p[0].field == "panel"), "{refused:?}");
    }
    for link in ["javascript:alert(1)", "http://rapat.example", &format!("https://{}", "x".repeat(500))] {
        let refused =
            interviews.arrange(sitting.id, &Arrangement { link: link.into(), panel: Vec::new() }).await;
        assert!(matches!(&refused, Err(AppError::Invalid(p)) if p[0].field == "link"), "{refused:?}");
    }
}

#[tokio::test]
async fn the_mean_of_the_given_sheets_becomes_the_score() {
    let (test, interviews, round) = scene().await;
    interviews.plan(&tomorrow(&test)).await.unwrap();
    let early = test.person("panelis.awal", Role::Panellist, "00").await;
    for (sitting, _) in interviews.overview().await.unwrap().sittings {
        interviews
            .arrange(sitting.id, &Arrangement { link: String::new(), panel: vec![early.person] })
            .await
            .unwrap();
    }
    let access = test.app.access(early);
    let closed = access.save_panel_sheet(ROUND, "62.06", SheetAction::Save, &edit(0, &["1"])).await;
    assert!(matches!(closed, Err(AppError::Closed { opens: Some(_), .. })), "{closed:?}");
    test.clock.advance(SignedDuration::from_hours(27));
    let save = async |action, edit: PanelEdit| access.save_panel_sheet(ROUND, "62.06", action, &edit).await;

    let some = edit(0, &["30", "", "20", ""]);
    let refused = save(SheetAction::Submit, some.clone()).await;
    assert!(
        matches!(&refused, Err(AppError::Invalid(p)) if p.iter().map(|p| p.field.as_str()).eq(["points-1", "points-3"]))
    );
    assert_eq!(save(SheetAction::Save, some.clone()).await.unwrap(), 1);
    let met = save(SheetAction::Save, some.clone()).await;
    assert!(matches!(met, Err(AppError::Conflict(Conflict::Version { current: 1, .. }))), "{met:?}");
    for (typed, problem) in [("31", "most"), ("-1", "least"), ("x", "number")] {
        let refused = save(SheetAction::Submit, edit(1, &[typed, "1", "1", "1"])).await;
        assert!(
            matches!(&refused, Err(AppError::Invalid(p)) if p[0].field == "points-0"),
            "{problem}: {refused:?}"
        );
    }
    assert_eq!(save(SheetAction::Submit, edit(1, &["30", "22,5", "20", "10"])).await.unwrap(), 2);
    let again = save(SheetAction::Submit, edit(2, &["1", "1", "1", "1"])).await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("submitted")))), "{again:?}");
    let item = access.panel_item(ROUND, "62.06").await.unwrap();
    let sheet = item.sheet.unwrap();
    assert_eq!((sheet.state, sheet.tour.len()), (SheetState::Submitted, 2), "an unknown tick is no tick");
    assert_eq!(item.score.unwrap().to_string(), "165/2");

    let fixed = interviews.fix_scores().await.unwrap();
    assert_eq!((fixed.changed, fixed.without), (1, 1));
    assert_eq!(interviews.fix_scores().await.unwrap().changed, 0, "the same is not entered twice");
    let mut conn = test.app.db().read().await.unwrap();
    let scores = store::review::components(&mut conn, round.id).await.unwrap();
    assert_eq!(scores["62.06"]["wawancara"].score.to_string(), "165/2");
    drop(conn);
    assert_eq!(save(SheetAction::Reopen, PanelEdit::default()).await.unwrap(), 3);
    assert_eq!(save(SheetAction::Submit, edit(3, &["30", "30", "20", "20"])).await.unwrap(), 4);
    assert_eq!(interviews.fix_scores().await.unwrap().changed, 1);
    let another = interviews.plan(&tomorrow(&test)).await;
    assert!(
        matches!(&another, Err(AppError::Invalid(p)) if matches!(&p[0].problem, Problem::NotNow { why } if why == "interview-has-begun"))
    );
}

#[tokio::test]
async fn z01_a_sheet_exists_for_its_panel_alone_and_only_while_it_judges() {
    let (test, interviews, round) = scene().await;
    let mut panellist = begun(&test, &interviews).await;
    let others = [
        ("panelis.lain", Role::Panellist, "00"),
        ("petugas.dua", Role::Officer, "62.06"),
        ("verifikator", Role::Verifier, "62"),
        ("penguji", Role::Tester, "00"),
        ("kendali.dua", Role::Controller, "00"),
    ];
    for (login, role, body) in others {
        let who = test.person(login, role, body).await;
        let access = test.app.access(who);
        assert!(matches!(access.panel_item(ROUND, "62.06").await, Err(AppError::NotFound)), "{login}");
        let saved = access.save_panel_sheet(ROUND, "62.06", SheetAction::Save, &edit(0, &["1"])).await;
        assert!(matches!(saved, Err(AppError::NotFound)), "{login}");
        let manages = access.interviews(ROUND).await.is_ok();
        assert_eq!(manages, role == Role::Controller, "{login}");
    }
    panellist.grants.push(Grant { role: Role::Leader, body: "62.06".parse().unwrap() });
    let bound = test.app.access(panellist.clone());
    assert!(matches!(bound.panel_item(ROUND, "62.06").await, Err(AppError::NotFound)), "z04");
    panellist.grants.pop();
    let access = test.app.access(panellist);
    access
        .save_panel_sheet(ROUND, "62.06", SheetAction::Submit, &edit(0, &["30", "30", "20", "20"]))
        .await
        .unwrap();
    test.announce(&round).await;
    let late = access.save_panel_sheet(ROUND, "62.06", SheetAction::Reopen, &PanelEdit::default()).await;
    assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
    assert!(matches!(interviews.fix_scores().await, Err(AppError::Conflict(_))));
}
