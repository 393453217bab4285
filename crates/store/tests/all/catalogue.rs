//! The list of public information: what is read in pieces is the whole list.

use domain::catalogue::{Content, InformationClass, ItemState};
use domain::ids::ItemId;
use domain::person::Role;
use domain::random::Seeded;
use jiff::SignedDuration;
use store::catalogue::{self, Item, PublicFilter};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_list_in_pieces_is_the_whole_list_in_its_order(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let by = test.person("ppid.katingan", Role::Ppid, "62.06").await.person;
        let now = test.app.now();
        let mut tx = db.write().await.unwrap();
        // Classes, years and none, and titles that are the same: every step of the order is taken.
        let (years, titles) = ([Some(1998), None, Some(2024)], ["Laporan", "laporan", "Ärzte", "Laporan"]);
        for number in 0..36_usize {
            let item = Item {
                id: ItemId::new(now, &Seeded::new(u64::try_from(number).unwrap())),
                reference: format!("INF-24-0000-00{number:02}-0"),
                body: "62.06".parse().unwrap(),
                state: if number % 7 == 6 { ItemState::Withdrawn } else { ItemState::Published },
                revision: 1,
                edition: 1,
                created_at: now,
                changed_at: now,
                checked_by: None,
                withdrawn_at: None,
                withdrawn_reason: String::new(),
            };
            let content = Content {
                title: titles[number % 4].into(),
                class: InformationClass::ALL[number / 4 % 3],
                made_on: years[number / 12].map(|year| jiff::civil::date(year, 5, 1)),
                ..Content::default()
            };
            assert!(catalogue::insert(&mut tx, &item).await.unwrap());
            catalogue::update(&mut tx, &item).await.unwrap();
            catalogue::put_edition(&mut tx, item.id, 1, &content).await.unwrap();
            let from = if number % 5 == 4 { now + SignedDuration::from_hours(1) } else { now };
            catalogue::publish(&mut tx, item.id, 1, (now, by), from, "").await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let filters = [
            PublicFilter::default(),
            PublicFilter { class: Some(InformationClass::Periodic), ..PublicFilter::default() },
            PublicFilter { year: Some(1998), ..PublicFilter::default() },
        ];
        for filter in filters {
            let whole = catalogue::public_list(&mut conn, "62.06", filter, now, (0, i64::MAX)).await.unwrap();
            assert!(whole.len() >= 7, "{filter:?}: {}", whole.len());
            for most in [1, 4, 100] {
                let mut read = Vec::new();
                loop {
                    let piece = (read.last(), most);
                    let piece = catalogue::public_page(&mut conn, "62.06", filter, now, piece).await.unwrap();
                    if piece.is_empty() {
                        break;
                    }
                    read.extend(piece);
                }
                assert_eq!(read, whole, "{filter:?}, {most} at once");
            }
        }
    }
}
