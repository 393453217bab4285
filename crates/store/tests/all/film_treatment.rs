//! Films of drafts that are made fit to be shown, and videos of before.

use domain::ids::VideoId;
use domain::random::Seeded;
use domain::video::{Content, Treatment, TreatmentFault, TreatmentState, VideoState};
use jiff::SignedDuration;
use store::evidence::Blob;
use store::film_treatment::{self, FilmTreatment};
use store::video::Video;
use testkit::TestApp;

fn blob(letter: &str) -> Blob {
    Blob { address: letter.repeat(64), sha256: letter.repeat(64), size: 10, media: "mp4".into() }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_treatment_is_known_by_both_films(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let now = test.app.now();
        let random = Seeded::new(5);
        let video = Video {
            id: VideoId::new(now, &random),
            reference: "VID-26-AAAA-AAAA-A".into(),
            body: "62.06".parse().unwrap(),
            state: VideoState::Draft,
            revision: 1,
            content: Content { title: "Komitmen".into(), ..Content::default() },
            film: Some(blob("a").address),
            film_name: "a.avi".into(),
            captions: String::new(),
            poster: None,
            created_at: now,
            changed_at: now,
            published_at: None,
            ended_at: None,
            ended_reason: String::new(),
            mends: None,
        };
        let mut tx = db.write().await.unwrap();
        for letter in ["a", "b", "c"] {
            store::evidence::put_blob(&mut tx, &blob(letter), now).await.unwrap();
        }
        assert!(store::video::insert(&mut tx, &video).await.unwrap());
        let drafts = store::video::drafts_with(&mut tx, &blob("a").address).await.unwrap();
        assert_eq!(drafts, std::slice::from_ref(&video));
        assert!(store::video::drafts_with(&mut tx, &blob("b").address).await.unwrap().is_empty());
        let mut one = FilmTreatment {
            video: video.id,
            source: blob("a").address,
            name: "a.avi".into(),
            treatment: Treatment::Convert,
            state: TreatmentState::Waiting,
            fault: None,
            tries: 0,
            percent: None,
            made: None,
            asked_at: now,
            changed_at: now,
        };
        film_treatment::put(&mut tx, &one).await.unwrap();
        // Nobody has it in hand yet.
        assert!(!film_treatment::advance(&mut tx, video.id, &one.source, Some(3), now).await.unwrap());
        (one.state, one.tries, one.fault) = (TreatmentState::Running, 1, Some(TreatmentFault::TooCostly));
        film_treatment::put(&mut tx, &one).await.unwrap();
        let later = now + SignedDuration::from_secs(5);
        assert!(film_treatment::advance(&mut tx, video.id, &one.source, Some(42), later).await.unwrap());
        (one.percent, one.changed_at) = (Some(42), later);
        assert_eq!(film_treatment::lock(&mut tx, video.id, &one.source).await.unwrap(), Some(one.clone()));
        (one.state, one.made) = (TreatmentState::Done, Some(blob("b").address));
        film_treatment::put(&mut tx, &one).await.unwrap();
        for film in ["a", "b"] {
            let found = film_treatment::of_film(&mut tx, video.id, &blob(film).address).await.unwrap();
            assert_eq!(found.as_ref(), Some(&one), "{film}");
        }
        assert_eq!(film_treatment::of_film(&mut tx, video.id, &blob("c").address).await.unwrap(), None);
        // What was made may have to be treated itself: that comes first.
        let next = FilmTreatment { source: blob("b").address, made: None, ..one.clone() };
        film_treatment::put(&mut tx, &next).await.unwrap();
        let found = film_treatment::of_film(&mut tx, video.id, &blob("b").address).await.unwrap();
        assert_eq!(found, Some(next));
        tx.commit().await.unwrap();
    }

    async fn earlier_videos_are_those_that_were_replaced(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let now = test.app.now();
        let random = Seeded::new(5);
        let mut tx = db.write().await.unwrap();
        let mut begun = Vec::new();
        for (number, state) in [
            VideoState::Replaced, VideoState::Mended, VideoState::Withdrawn, VideoState::Replaced, VideoState::Draft,
        ].into_iter().enumerate() {
            let days = i64::try_from(number).unwrap();
            let mut video = Video {
                id: VideoId::new(now, &random),
                reference: format!("VID-26-AAAA-AAAA-{number}"),
                body: "62.06".parse().unwrap(),
                state,
                revision: 1,
                content: Content::default(),
                film: None,
                film_name: String::new(),
                captions: String::new(),
                poster: None,
                created_at: now,
                changed_at: now,
                published_at: None,
                ended_at: None,
                ended_reason: String::new(),
                mends: begun.first().map(|first: &Video| first.id),
            };
            store::video::insert(&mut tx, &video).await.unwrap();
            video.published_at = Some(now + SignedDuration::from_hours(24 * days));
            store::video::update(&mut tx, &video).await.unwrap();
            assert_eq!(store::video::lock_by_id(&mut tx, video.id).await.unwrap().as_ref(), Some(&video));
            begun.push(video);
        }
        let earlier = store::video::earlier(&mut tx, "62.06", 9).await.unwrap();
        assert_eq!(earlier, [begun[3].clone(), begun[0].clone()]);
        assert_eq!(store::video::earlier(&mut tx, "62.06", 1).await.unwrap().len(), 1);
        assert!(store::video::earlier(&mut tx, "62.71", 9).await.unwrap().is_empty());
        assert!(store::video::is_published(&mut tx, "kabupaten-katingan").await.unwrap());
        // One whose film was shut in since.
        store::evidence::put_blob(&mut tx, &blob("a"), now).await.unwrap();
        begun[3].film = Some(blob("a").address);
        store::video::update(&mut tx, &begun[3]).await.unwrap();
        store::examination::begin(&mut tx, &blob("a").address, now).await.unwrap();
        let facts = domain::facts::Facts::default();
        store::examination::done(&mut tx, &blob("a").address, &facts, Some("virus"), now).await.unwrap();
        assert_eq!(store::video::earlier(&mut tx, "62.06", 9).await.unwrap(), begun[..1]);
        tx.commit().await.unwrap();
    }
}
