//! What is found in a file is written once for its bytes; pictures take each other's place; near copies know each other.

use domain::facts::{Facts, Oddity, PictureFacts, Progress};
use jiff::SignedDuration;
use store::evidence::Blob;
use store::examination::{self, Derivative, Likeness};
use testkit::TestApp;

fn blob(digit: &str) -> Blob {
    Blob { address: digit.repeat(64), sha256: digit.repeat(64), size: 10, media: "jpg".into() }
}

fn page(position: u32, size: i64) -> Derivative {
    Derivative {
        kind: "page".into(),
        position,
        address: "c".repeat(64),
        sha256: "d".repeat(64),
        media: "jpg".into(),
        size,
        width: 800,
        height: 1131,
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_file_is_looked_at_once(db: Db) {
        let now = TestApp::with_db(db.clone()).await.app.now();
        let (file, other) = (blob("a"), blob("b"));
        let mut tx = db.write().await.unwrap();
        store::evidence::put_blob(&mut tx, &file, now).await.unwrap();
        store::evidence::put_blob(&mut tx, &other, now).await.unwrap();
        assert!(examination::begin(&mut tx, &file.address, now).await.unwrap());
        assert!(!examination::begin(&mut tx, &file.address, now).await.unwrap(), "it waits already");
        let known = examination::of_blobs(&mut tx, &[&file.address, &other.address]).await.unwrap();
        assert_eq!(known.values().map(|known| known.progress).collect::<Vec<_>>(), [Progress::Waiting]);
        let facts = Facts {
            oddities: vec![Oddity::Active { part: "javascript".into() }],
            picture: Some(PictureFacts { width: 3, height: 2, ..PictureFacts::default() }),
            ..Facts::default()
        };
        examination::done(&mut tx, &file.address, &facts, None, now).await.unwrap();
        assert!(!examination::begin(&mut tx, &file.address, now).await.unwrap(), "it was looked at");
        let known = examination::of_blobs(&mut tx, &[&file.address]).await.unwrap();
        let known = &known[&file.address];
        assert_eq!((known.progress, &known.facts, &known.quarantine), (Progress::Done, &facts, &None));
        examination::done(&mut tx, &file.address, &facts, Some("Eicar"), now).await.unwrap();
        let known = examination::of_blobs(&mut tx, &[&file.address]).await.unwrap();
        assert_eq!(known[&file.address].quarantine.as_deref(), Some("Eicar"));
        assert!(examination::failed(&mut tx, &other.address, now).await.is_err(), "nobody wanted it looked at");
        examination::failed(&mut tx, &file.address, now).await.unwrap();
        let known = examination::of_blobs(&mut tx, &[&file.address]).await.unwrap();
        let known = &known[&file.address];
        assert_eq!((known.progress, &known.facts), (Progress::Failed, &facts), "what was found before stays");
        assert_eq!(known.quarantine.as_deref(), Some("Eicar"), "a look that was given up lets nothing out");
    }

    async fn pictures_of_a_file_take_the_place_of_those_before(db: Db) {
        let now = TestApp::with_db(db.clone()).await.app.now();
        let file = blob("a");
        let mut tx = db.write().await.unwrap();
        store::evidence::put_blob(&mut tx, &file, now).await.unwrap();
        examination::put_derivatives(&mut tx, &file.address, &[page(2, 5), page(1, 4)]).await.unwrap();
        let made = examination::derivatives(&mut tx, &[&file.address]).await.unwrap();
        assert_eq!(made[&file.address], [page(1, 4), page(2, 5)]);
        examination::put_derivatives(&mut tx, &file.address, &[page(1, 7)]).await.unwrap();
        let made = examination::derivatives(&mut tx, &[&file.address]).await.unwrap();
        assert_eq!(made[&file.address], [page(1, 7)]);
        assert!(examination::derivatives(&mut tx, &[]).await.unwrap().is_empty());
    }

    async fn near_copies_are_known_from_both_sides(db: Db) {
        let now = TestApp::with_db(db.clone()).await.app.now();
        let files = ["a", "b", "c"].map(blob);
        let mut tx = db.write().await.unwrap();
        for (number, file) in (0_i64..).zip(&files) {
            store::evidence::put_blob(&mut tx, file, now).await.unwrap();
            let likeness = Likeness {
                blob: file.address.clone(),
                hashes: vec![u64::MAX, 0, 0x0123_4567_89ab_cdef],
                added_at: now + SignedDuration::from_secs(number),
            };
            examination::put_likeness(&mut tx, &likeness).await.unwrap();
            let all = examination::likenesses(&mut tx, now, 10).await.unwrap();
            assert_eq!(all.last(), Some(&likeness));
        }
        let later = now + SignedDuration::from_secs(1);
        assert_eq!(examination::likenesses(&mut tx, later, 10).await.unwrap().len(), 2);
        assert_eq!(examination::likenesses(&mut tx, now, 1).await.unwrap()[0].blob, files[0].address);
        let [a, b, c] = files.each_ref().map(|file| file.address.as_str());
        for _ in 0..2 {
            examination::put_near(&mut tx, a, &[(b, 3), (c, 1)]).await.unwrap();
        }
        let near = examination::near(&mut tx, &[a, b]).await.unwrap();
        let near: Vec<(&str, &str)> = near.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
        assert_eq!(near, [(a, c), (a, b), (b, a)], "the nearest first");
    }
}
