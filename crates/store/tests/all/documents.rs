//! What documents hold, and what is blacked out in them.

use domain::catalogue::{Content, ItemState};
use domain::document::DocumentText;
use domain::ids::{ItemFileId, ItemId, RedactionId};
use domain::person::Role;
use domain::random::Seeded;
use domain::redaction::{Area, Progress};
use store::catalogue::Item;
use store::evidence::Blob;
use store::redaction::Redaction;
use testkit::TestApp;

fn blob(digit: &str) -> Blob {
    Blob { address: digit.repeat(64), sha256: digit.repeat(64), size: 10, media: "pdf".into() }
}

async fn item(test: &TestApp) -> Item {
    let now = test.app.now();
    let id = ItemId::new(now, &Seeded::new(1));
    let item = Item {
        id,
        reference: "INF-24-AAAA-AAAA-A".into(),
        body: "62.06".parse().unwrap(),
        state: ItemState::Draft,
        revision: 1,
        edition: 1,
        created_at: now,
        changed_at: now,
        checked_by: None,
        withdrawn_at: None,
        withdrawn_reason: String::new(),
    };
    let mut tx = test.app.db().write().await.unwrap();
    assert!(store::catalogue::insert(&mut tx, &item).await.unwrap());
    store::catalogue::put_edition(&mut tx, id, 1, &Content::default()).await.unwrap();
    tx.commit().await.unwrap();
    item
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn the_text_of_a_file_takes_the_place_of_the_one_before(db: Db) {
        let now = TestApp::with_db(db.clone()).await.app.now();
        let (file, other) = (blob("a"), blob("b"));
        let mut tx = db.write().await.unwrap();
        store::evidence::put_blob(&mut tx, &file, now).await.unwrap();
        let long = "kata\u{C}\u{0}é ".repeat(60_000);
        for text in ["satu\ndua\u{C}tiga", long.as_str()] {
            let text = DocumentText::new(text).with_beside("catatan di tepi");
            store::document_text::put(&mut tx, &file.address, &text).await.unwrap();
            let known = store::document_text::of_blobs(&mut tx, &[&file.address, &other.address]).await.unwrap();
            assert_eq!(known.into_values().collect::<Vec<_>>(), [text]);
        }
    }

    async fn an_answer_is_kept_for_its_edition(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let (item, who) = (item(&test).await, test.person("ppid", Role::Ppid, "62.06").await);
        let mut tx = db.write().await.unwrap();
        for digest in ["satu", "dua"] {
            store::privacy::answer(&mut tx, (item.id, 1), digest, who.person, test.app.now()).await.unwrap();
            let known = store::privacy::answered(&mut tx, item.id, 1).await.unwrap();
            assert_eq!(known.as_deref(), Some(digest));
        }
        assert_eq!(store::privacy::answered(&mut tx, item.id, 2).await.unwrap(), None);
    }

    async fn a_wish_ends_once(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let (item, who) = (item(&test).await, test.person("ppid", Role::Ppid, "62.06").await);
        let now = test.app.now();
        let (file, made) = (ItemFileId::new(now, &Seeded::new(8)), ItemFileId::new(now, &Seeded::new(9)));
        let wish = |number| Redaction {
            id: RedactionId::new(now, &Seeded::new(number)),
            item: item.id,
            file,
            areas: vec![Area { page: 1, left: 0, top: 1, right: 10_000, bottom: 9_999 }],
            progress: Progress::Waiting,
            made: None,
            asked_by: who.person,
            asked_at: now,
        };
        let mut tx = db.write().await.unwrap();
        for number in [1, 2] {
            store::redaction::insert(&mut tx, &wish(number)).await.unwrap();
        }
        let mut all = store::redaction::of_item(&mut tx, item.id).await.unwrap();
        all.sort_by_key(|wish| wish.id != RedactionId::new(now, &Seeded::new(1)));
        assert_eq!(all, [wish(1), wish(2)]);
        store::redaction::end(&mut tx, wish(1).id, Some(made), now).await.unwrap();
        store::redaction::end(&mut tx, wish(2).id, None, now).await.unwrap();
        for (number, ended) in [(1, (Progress::Done, Some(made))), (2, (Progress::Failed, None))] {
            let wish = store::redaction::by_id(&mut tx, wish(number).id).await.unwrap().unwrap();
            assert_eq!((wish.progress, wish.made), ended);
        }
        assert!(store::redaction::end(&mut tx, wish(1).id, None, now).await.is_err(), "it ended before");
        assert_eq!(store::redaction::by_id(&mut tx, RedactionId::new(now, &Seeded::new(7))).await.unwrap(), None);
    }
}
