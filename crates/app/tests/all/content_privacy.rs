//! Articles: personal data is answered for before anything becomes public, and what another withdrew is written on with what was
//! typed.

use app::desk::{Desk, NewPicture, Publication};
use app::jobs::Lane;
use app::{AppError, Conflict};
use bytes::Bytes;
use domain::content::{ArticleState, Kind, Writing};
use domain::person::Role;
use domain::personal_data;
use domain::problem::Problem;
use futures_util::stream;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

fn writing(title: &str, body: &str) -> Writing {
    Writing { title: title.into(), body: body.into(), ..Writing::default() }
}

async fn desk(test: &TestApp) -> Desk {
    let who = test.person("petugas", Role::Officer, "62.06").await;
    test.app.access(who).desk("62.06").await.unwrap()
}

/// Why an article is not published for the sake of somebody's data.
fn why<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    match result {
        Err(AppError::Invalid(found)) => match &found[..] {
            [one] if one.field == "privacy" => match &one.problem {
                Problem::NotNow { why } => why.clone(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// A picture in the proportions and colours of an identity card or of none.
fn picture(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (856_u32, 540_u32);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let pixels: Vec<u8> = (0..width * height).flat_map(|_| colour).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn d19_what_looks_like_personal_data_is_answered_before_it_is_public(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test).await;
        let now = Publication::default();
        let body = "Hubungi Ibu Rina, 0812-9876-5432.\n\nNIK pemohon: 6206015003900001.\n";
        let begun = officer.new_article(Kind::News, "", writing("Lowongan", body)).await.unwrap();
        let found = officer.article_privacy(&begun.reference).await.unwrap();
        let kinds: Vec<personal_data::Kind> = found.own.counts.keys().copied().collect();
        assert_eq!(kinds, [personal_data::Kind::Nik, personal_data::Kind::Phone]);
        assert!(found.asks());
        assert_eq!(why(officer.publish_article(&begun.reference, 1, &now).await), "privacy-unanswered");
        let stale = officer.answer_article_privacy(&begun.reference, "0000").await;
        assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { .. }))));
        officer.answer_article_privacy(&begun.reference, &found.digest).await.unwrap();
        officer.answer_article_privacy(&begun.reference, &found.digest).await.unwrap();
        let public = officer.publish_article(&begun.reference, 1, &now).await.unwrap();
        let sheet = officer.article(&begun.reference).await.unwrap();
        let kinds: Vec<&str> = sheet.history.iter().rev().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["begun", "privacy_answered", "published"], "answered once");
        // Another edition with other data is asked for again.
        let body = format!("{body}\n\nAtau 0813-1111-2222.\n");
        let next = officer.save_article(&public.reference, public.revision, writing("Lowongan", &body)).await.unwrap();
        assert_eq!(why(officer.publish_article(&next.reference, next.revision, &now).await), "privacy-unanswered");
        // The words about a picture that the text shows count, those of others do not; nor does the office's own address.
        let email = store::body::by_code(&mut test.app.db().read().await.unwrap(), "62.06").await.unwrap().unwrap().body.email;
        let plain = writing("Alamat", &format!("Tulis ke {email} atau ppid@katingankab.go.id."));
        let begun = officer.new_article(Kind::News, "", plain.clone()).await.unwrap();
        assert!(!officer.article_privacy(&begun.reference).await.unwrap().is_found());
        let staged = officer.stage_picture("rapat.png", stream::iter([Ok::<_, std::io::Error>(Bytes::from(picture([9, 90, 9])))])).await.unwrap();
        let said = NewPicture { alternative: "Kartu nama: 0812-9876-5432".into(), decoration: false };
        officer.add_picture(&begun.reference, &said, staged).await.unwrap();
        assert!(!officer.article_privacy(&begun.reference).await.unwrap().asks(), "it is not shown");
        let body = format!("{}\n\n![](gambar:1)", plain.body);
        let silent = officer.save_article(&begun.reference, 1, writing("Alamat", &body)).await;
        assert!(matches!(silent, Err(AppError::Invalid(_))), "a picture needs its words");
        let body = format!("{}\n\n![Kartu](gambar:1)", plain.body);
        let shown = officer.save_article(&begun.reference, 1, writing("Alamat", &body)).await.unwrap();
        let found = officer.article_privacy(&begun.reference).await.unwrap();
        assert!(found.waits() && found.own.counts.contains_key(&personal_data::Kind::Phone), "{found:?}");
        officer.answer_article_privacy(&begun.reference, &found.digest).await.unwrap();
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        // What was answered while nobody had looked at the picture is asked for again once somebody has.
        assert_eq!(why(officer.publish_article(&begun.reference, shown.revision, &now).await), "privacy-unanswered");
    }

    async fn a_picture_that_nobody_has_looked_at_is_answered_for(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test).await;
        let begun = officer.new_article(Kind::News, "", writing("Rapat", "Isi.")).await.unwrap();
        let staged = officer.stage_picture("rapat.png", stream::iter([Ok::<_, std::io::Error>(Bytes::from(picture([9, 90, 9])))])).await.unwrap();
        officer.add_picture(&begun.reference, &NewPicture { alternative: "Rapat".into(), decoration: false }, staged).await.unwrap();
        let saved = officer.save_article(&begun.reference, 1, writing("Rapat", "![Rapat](gambar:1)")).await.unwrap();
        let now = Publication::default();
        assert_eq!(why(officer.publish_article(&begun.reference, saved.revision, &now).await), "privacy-waits");
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        officer.publish_article(&begun.reference, saved.revision, &now).await.unwrap();
    }

    async fn what_another_withdrew_is_written_on_with_what_was_typed(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test).await;
        let begun = officer.new_article(Kind::News, "", writing("Rapat", "Isi.")).await.unwrap();
        let public = officer.publish_article(&begun.reference, 1, &Publication::default()).await.unwrap();
        let gone = officer.withdraw_article(&begun.reference, public.revision, "Keliru").await.unwrap();
        let typed = writing("Rapat besar", "Isi yang dibetulkan.");
        let stale = officer.save_article(&begun.reference, public.revision, typed.clone()).await;
        assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { .. }))));
        let late = officer.save_article(&begun.reference, gone.revision, typed.clone()).await;
        assert!(matches!(late, Err(AppError::Conflict(Conflict::State("withdrawn")))));
        let stale = officer.rewrite_article(&begun.reference, public.revision, typed.clone()).await;
        assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { .. }))));
        let wrong = officer.rewrite_article(&begun.reference, gone.revision, writing("", "x")).await;
        assert!(matches!(wrong, Err(AppError::Invalid(_))));
        let saved = officer.rewrite_article(&begun.reference, gone.revision, typed).await.unwrap();
        assert_eq!(saved.state, ArticleState::Draft);
        let sheet = officer.article(&begun.reference).await.unwrap();
        assert_eq!((sheet.newest().unwrap().writing.title.as_str(), sheet.editions.len()), ("Rapat besar", 2));
        assert!(test.app.public().article(OFFICE, Kind::News, &begun.reference).await.is_err(), "z08 it is a draft");
    }
}
