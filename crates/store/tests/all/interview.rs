//! Interviews.

use domain::exact::Exact;
use domain::ids::SittingId;
use domain::interview::SheetState;
use domain::person::Role;
use domain::random::Seeded;
use domain::round::Window;
use domain::verification::lot::Seed;
use store::interview::{self, Sheet, Sitting};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_plan_comes_back_with_its_seats_and_its_panel_and_sheets_meet(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let manager = test.person("kendali.ri", Role::Controller, "00").await.person;
        let panellist = test.person("panelis.satu", Role::Panellist, "00").await.person;
        let (now, random) = (test.app.now(), Seeded::new(3));
        let window = Window { opens: now, closes: now + jiff::SignedDuration::from_mins(45) };
        let sitting = |room: i64, bodies: &[&str]| Sitting {
            id: SittingId::new(now, &random),
            round,
            room,
            window,
            link: String::new(),
            seed: Seed::new(&random),
            bodies: bodies.iter().map(|code| code.parse().unwrap()).collect(),
            panel: Vec::new(),
        };
        let plan = [sitting(1, &["63.01", "62.06"]), sitting(2, &["62.71"])];
        let mut tx = db.write().await.unwrap();
        for sitting in &plan {
            interview::insert(&mut tx, sitting, manager, now).await.unwrap();
        }
        assert_eq!(interview::of_round(&mut tx, round).await.unwrap(), plan);
        interview::arrange(&mut tx, plan[0].id, "https://rapat.example/1", &[panellist]).await.unwrap();
        let found = interview::of_round(&mut tx, round).await.unwrap();
        assert_eq!((found[0].link.as_str(), found[0].panel[0].0), ("https://rapat.example/1", panellist));
        assert_eq!(interview::panellists(&mut tx, &["00"]).await.unwrap().len(), 1);

        let sheet = |version, points: Option<u32>| Sheet {
            body: "62.06".parse().unwrap(),
            person: panellist,
            name: found[0].panel[0].1.clone(),
            version,
            state: SheetState::Draft,
            points: vec![points.map(Exact::whole), None],
            tour: vec!["Meja".into()],
            note: String::new(),
            saved_at: now,
        };
        for (version, points, expected) in [(1, 5, true), (1, 6, false), (2, 7, true), (2, 8, false), (4, 9, false)] {
            let written = interview::put_sheet(&mut tx, round, &sheet(version, Some(points))).await.unwrap();
            assert_eq!(written, expected, "{version} {points}");
        }
        assert_eq!(interview::sheets(&mut tx, round).await.unwrap(), [sheet(2, Some(7))]);
        interview::clear(&mut tx, round).await.unwrap();
        assert!(interview::of_round(&mut tx, round).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }
}
