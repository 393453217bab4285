//! The room of desks: the same bytes count once, and nothing that anybody names is forgotten.

use domain::ids::{DroppedFileId, EvidenceId, PersonId};
use domain::person::Role;
use domain::random::Seeded;
use jiff::{SignedDuration, Timestamp};
use sql::Conn;
use store::dropped::DroppedFile;
use store::evidence::{Blob, Content, Evidence};
use store::room::{self, Kept, Taken};
use testkit::TestApp;

fn blob(letter: &str, size: i64) -> Blob {
    Blob { address: letter.repeat(64), sha256: letter.repeat(64), size, media: "csv".into() }
}

async fn keep(conn: &mut Conn, body: &str, blob: &Blob, now: Timestamp) -> bool {
    room::lock(conn, body, now).await.unwrap();
    store::evidence::put_blob(conn, blob, now).await.unwrap();
    room::keep(conn, body, blob, now).await.unwrap()
}

async fn drop_file(conn: &mut Conn, body: &str, blob: &Blob, by: PersonId, now: Timestamp) -> DroppedFileId {
    let id = DroppedFileId::new(now, &Seeded::new(u64::try_from(blob.size).unwrap()));
    let file = DroppedFile {
        id,
        body: body.parse().unwrap(),
        person: by,
        blob: blob.clone(),
        name: "berkas.csv".into(),
        added_at: now,
        expires_at: now,
    };
    assert!(store::dropped::insert(conn, &file).await.unwrap());
    id
}

async fn unnamed(conn: &mut Conn, before: Timestamp) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut after: Option<Kept> = None;
    // One at a time, as a long list is read.
    while let Some(next) = room::unnamed(conn, before, after.as_ref(), 1).await.unwrap().pop() {
        found.push((next.body.to_string(), next.blob.chars().take(1).collect()));
        after = Some(next);
    }
    found
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn the_same_bytes_take_room_once_and_go_when_nothing_names_them(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("petugas", Role::Officer, "62.06").await.person;
        let now = test.app.now();
        let later = now + SignedDuration::from_secs(1);
        let (a, b, c) = (blob("a", 10), blob("b", 20), blob("c", 40));
        let mut tx = db.write().await.unwrap();
        assert!(keep(&mut tx, "62.06", &a, now).await);
        assert!(!keep(&mut tx, "62.06", &a, now).await, "once");
        assert!(keep(&mut tx, "62.06", &b, now).await);
        assert!(keep(&mut tx, "62.71", &a, now).await);
        assert!(keep(&mut tx, "62.06", &c, later).await);
        let taken = |kept| Taken { kept, promised: 0, open: 0 };
        assert_eq!(room::taken(&mut tx, "62.06").await.unwrap(), taken(70));
        assert_eq!(room::taken(&mut tx, "62.71").await.unwrap(), taken(10));
        let dropped = drop_file(&mut tx, "62.06", &b, by, now).await;
        tx.commit().await.unwrap();

        let mut conn = db.read().await.unwrap();
        let pair = |body: &str, letter: &str| (body.to_owned(), letter.to_owned());
        // What waits is named; what came in a moment ago is left alone.
        assert_eq!(unnamed(&mut conn, later).await, [pair("62.06", "a"), pair("62.71", "a")]);
        drop(conn);

        let mut tx = db.write().await.unwrap();
        let of = |body: &str, blob: &Blob| Kept { body: body.parse().unwrap(), blob: blob.address.clone() };
        assert!(!room::let_go(&mut tx, &of("62.06", &b)).await.unwrap(), "it waits");
        assert!(room::let_go(&mut tx, &of("62.06", &a)).await.unwrap());
        assert_eq!(room::unwanted(&mut tx, std::slice::from_ref(&a.address)).await.unwrap(), [""; 0], "another desk has it");
        assert!(room::let_go(&mut tx, &of("62.71", &a)).await.unwrap());
        assert_eq!(room::unwanted(&mut tx, &[a.address.clone(), b.address.clone()]).await.unwrap(), [a.address.as_str()]);
        // Evidence with the same bytes keeps them.
        let evidence = Evidence {
            id: EvidenceId::new(now, &Seeded::new(5)),
            round,
            body: "62.06".parse().unwrap(),
            question: "A1".parse().unwrap(),
            slot: "foto".parse().unwrap(),
            content: Content::File { blob: a.clone(), name: "a.csv".into() },
            caption: String::new(),
            added_by: by,
            added_at: now,
            late: false,
            receipt: None,
            capture: None,
            replaces: None,
            appeal: false,
            damaged: false,
        };
        store::evidence::insert(&mut tx, &evidence).await.unwrap();
        assert_eq!(room::unwanted(&mut tx, std::slice::from_ref(&a.address)).await.unwrap(), [""; 0]);
        // A dropped file that was closed is named until its row goes.
        assert!(store::dropped::close(&mut tx, dropped, None, now).await.unwrap());
        assert_eq!(room::forget_leftovers(&mut tx, now, now).await.unwrap(), 0, "not yet");
        assert_eq!(room::forget_leftovers(&mut tx, later, now).await.unwrap(), 1);
        assert!(room::let_go(&mut tx, &of("62.06", &b)).await.unwrap());
        assert_eq!(room::unwanted(&mut tx, std::slice::from_ref(&b.address)).await.unwrap(), [b.address.as_str()]);
        room::forget(&mut tx, &b.address).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert_eq!(store::evidence::blob(&mut conn, &b.address).await.unwrap(), None);
        assert_eq!(store::evidence::blob(&mut conn, &a.address).await.unwrap(), Some(a));
        assert_eq!(room::taken(&mut conn, "62.06").await.unwrap(), taken(40));
    }

    async fn what_something_names_cannot_be_forgotten(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let by = test.person("petugas", Role::Officer, "62.06").await.person;
        let now = test.app.now();
        let a = blob("a", 10);
        let mut tx = db.write().await.unwrap();
        store::evidence::put_blob(&mut tx, &a, now).await.unwrap();
        drop_file(&mut tx, "62.06", &a, by, now).await;
        tx.commit().await.unwrap();
        // Whoever forgets to ask first is stopped by the database.
        let mut tx = db.write().await.unwrap();
        assert!(room::forget(&mut tx, &a.address).await.is_err());
        drop(tx);
        let mut conn = db.read().await.unwrap();
        assert!(store::evidence::blob(&mut conn, &a.address).await.unwrap().is_some());
    }
}
