//! Videos of offices, files that wait at a desk, and uploads that go there.

use domain::ids::{DroppedFileId, VideoId};
use domain::random::Seeded;
use domain::upload::{DeskPlace, UploadState};
use domain::video::{Content, VideoState};
use jiff::SignedDuration;
use store::dropped::DroppedFile;
use store::evidence::Blob;
use store::room::Taken;
use store::upload::{Outcome, Upload, UploadPlace};
use store::video::Video;
use testkit::TestApp;

fn blob(letter: &str) -> Blob {
    Blob { address: letter.repeat(64), sha256: letter.repeat(64), size: 10, media: "pdf".into() }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn one_video_of_an_office_is_public_at_a_time(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let now = test.app.now();
        let random = Seeded::new(5);
        let video = |reference: &str, state| Video {
            id: VideoId::new(now, &random),
            reference: reference.into(),
            body: "62.06".parse().unwrap(),
            state,
            revision: 1,
            content: Content { title: "Komitmen".into(), ..Content::default() },
            film: None,
            film_name: String::new(),
            captions: String::new(),
            poster: None,
            created_at: now,
            changed_at: now,
            published_at: None,
            ended_at: None,
            ended_reason: String::new(),
            mends: None,
        };
        let mut first = video("VID-26-AAAA-AAAA-A", VideoState::Draft);
        let second = video("VID-26-BBBB-BBBB-B", VideoState::Draft);
        let mut tx = db.write().await.unwrap();
        assert!(store::video::insert(&mut tx, &first).await.unwrap());
        assert!(!store::video::insert(&mut tx, &Video { id: VideoId::new(now, &random), ..first.clone() }).await.unwrap());
        assert!(store::video::insert(&mut tx, &second).await.unwrap());
        assert!(!store::video::is_published(&mut tx, "kabupaten-katingan").await.unwrap());
        first.state = VideoState::Published;
        first.captions = "WEBVTT\n".into();
        first.published_at = Some(now);
        store::evidence::put_blob(&mut tx, &blob("a"), now).await.unwrap();
        first.film = Some(blob("a").address);
        store::video::update(&mut tx, &first).await.unwrap();
        assert_eq!(store::video::published(&mut tx, "62.06").await.unwrap().as_ref(), Some(&first));
        assert_eq!(store::video::lock_published(&mut tx, "62.06").await.unwrap().as_ref(), Some(&first));
        assert_eq!(store::video::published(&mut tx, "62.71").await.unwrap(), None);
        assert!(store::video::is_published(&mut tx, "kabupaten-katingan").await.unwrap());
        assert_eq!(store::video::by_reference(&mut tx, &first.reference).await.unwrap(), Some(first.clone()));
        assert_eq!(store::video::of_office(&mut tx, "62.06").await.unwrap().len(), 2);
        let mut dropped = store::video::lock(&mut tx, &second.reference).await.unwrap().unwrap();
        dropped.state = VideoState::Dropped;
        store::video::update(&mut tx, &dropped).await.unwrap();
        assert_eq!(store::video::of_office(&mut tx, "62.06").await.unwrap(), std::slice::from_ref(&first));
        tx.commit().await.unwrap();
        // The last wall: whatever the use cases do.
        let mut tx = db.write().await.unwrap();
        let another = Video { state: VideoState::Published, ..dropped };
        assert!(store::video::update(&mut tx, &another).await.is_err());
    }

    async fn files_wait_once_until_they_are_closed(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let person = test.person("petugas", domain::person::Role::Officer, "62.06").await.person;
        let now = test.app.now();
        let random = Seeded::new(5);
        let file = |letter: &str, hours| DroppedFile {
            id: DroppedFileId::new(now, &random),
            body: "62.06".parse().unwrap(),
            person,
            blob: blob(letter),
            name: format!("{letter}.pdf"),
            added_at: now,
            expires_at: now + SignedDuration::from_hours(hours),
        };
        let (first, second) = (file("a", 1), file("b", 2));
        let mut tx = db.write().await.unwrap();
        for letter in ["a", "b"] {
            store::evidence::put_blob(&mut tx, &blob(letter), now).await.unwrap();
        }
        assert!(store::dropped::insert(&mut tx, &first).await.unwrap());
        assert!(!store::dropped::insert(&mut tx, &file("a", 1)).await.unwrap());
        assert!(store::dropped::insert(&mut tx, &second).await.unwrap());
        assert_eq!(store::dropped::waiting(&mut tx, "62.06").await.unwrap(), [first.clone(), second.clone()]);
        assert!(store::dropped::waiting(&mut tx, "62.71").await.unwrap().is_empty());
        let later = now + SignedDuration::from_hours(1);
        assert!(store::dropped::expired(&mut tx, now, 9).await.unwrap().is_empty());
        assert_eq!(store::dropped::expired(&mut tx, later, 9).await.unwrap(), std::slice::from_ref(&first));
        assert!(store::dropped::close(&mut tx, first.id, None, later).await.unwrap());
        assert!(!store::dropped::close(&mut tx, first.id, None, later).await.unwrap());
        assert!(store::dropped::expired(&mut tx, later, 9).await.unwrap().is_empty());
        // The same bytes may come again.
        assert!(store::dropped::insert(&mut tx, &file("a", 1)).await.unwrap());
        assert!(store::dropped::doubles(&mut tx, "62.06", &[blob("a").address]).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }

    async fn u27_an_upload_to_a_desk_belongs_to_no_round(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let person = test.person("petugas", domain::person::Role::Officer, "62.06").await.person;
        let now = test.app.now();
        let place = UploadPlace::Desk(DeskPlace::Video("VID-26-AAAA-AAAA-A".into()));
        let upload = Upload {
            id: "a".repeat(32),
            body: "62.06".parse().unwrap(),
            place: place.clone(),
            person,
            file_name: "komitmen.mp4".into(),
            caption: String::new(),
            size: 100,
            received: 0,
            state: UploadState::Open,
            problem: None,
            evidence: None,
            created_at: now,
            expires_at: now,
            capture: None,
            replaces: None,
        };
        let mut tx = db.write().await.unwrap();
        store::upload::insert(&mut tx, &upload).await.unwrap();
        let found = store::upload::by_id(&mut tx, &upload.id).await.unwrap().unwrap();
        assert_eq!((found.place, found.size), (place, 100));
        let taken = |open, promised| Taken { kept: 0, open, promised };
        assert_eq!(store::room::taken(&mut tx, "62.06").await.unwrap(), taken(1, 100));
        assert_eq!(store::room::taken(&mut tx, "62.71").await.unwrap(), taken(0, 0));
        assert!(store::upload::close(&mut tx, &upload.id, &Outcome::Attached(None), now).await.unwrap());
        assert_eq!(store::room::taken(&mut tx, "62.06").await.unwrap(), taken(0, 0));
        tx.commit().await.unwrap();
    }
}
