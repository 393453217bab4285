//! Articles in several languages: each version has a life of its own and is seen only beside its original.

use app::AppError;
use app::desk::{Desk, Publication};
use app::public::SiteArticle;
use domain::content::{Kind, Writing};
use domain::person::Role;
use domain::problem::Problem;
use jiff::SignedDuration;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

fn writing(title: &str, body: &str) -> Writing {
    Writing { title: title.into(), body: body.into(), ..Writing::default() }
}

async fn desk(test: &TestApp, login: &str, role: Role, body: &str) -> Desk {
    let who = test.person(login, role, body).await;
    test.app.access(who).desk(body).await.unwrap()
}

/// What stands at the address of a piece of news for whoever wants a language.
async fn shown(test: &TestApp, reference: &str, wanted: &str) -> SiteArticle {
    let public = test.app.public();
    let page = public.article(OFFICE, Kind::News, reference).await.unwrap();
    public.in_language(page, wanted).await.unwrap().articles.remove(0)
}

async fn title(test: &TestApp, reference: &str, wanted: &str) -> String {
    shown(test, reference, wanted).await.found.edition.writing.title
}

fn problem<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, Problem) {
    match result {
        Err(AppError::Invalid(mut found)) => {
            let found = found.remove(0);
            (found.field, found.problem)
        }
        other => panic!("{other:?}"),
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_version_is_written_published_and_falls_behind(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let now = Publication::default();
        let begun = officer.new_article(Kind::News, "", writing("Rapat terbuka", "Isi.")).await.unwrap();
        let original = officer.publish_article(&begun.reference, 1, &now).await.unwrap();
        for (language, expected) in
            [("", Problem::Required), ("xx", Problem::UnknownOption), ("id", Problem::Taken)]
        {
            let wrong = problem(officer.begin_version(&original.reference, language).await);
            assert_eq!(wrong, ("language".to_owned(), expected));
        }
        let version = officer.begin_version(&original.reference, "jv").await.unwrap();
        assert_eq!(problem(officer.begin_version(&original.reference, "jv").await).1, Problem::Taken);
        assert!(matches!(officer.begin_version(&version.reference, "su").await, Err(AppError::NotFound)));
        let same = problem(officer.publish_article(&version.reference, version.revision, &now).await);
        assert_eq!(same.0, "body", "it is still in the words of the original");
        let sheet = officer.article(&version.reference).await.unwrap();
        assert_eq!(sheet.original.as_ref().unwrap().reference, original.reference);
        assert!(!sheet.may_be_offered);

        // What it says of its language and its basis does not count.
        let typed = Writing { language: "en".into(), basis: 99, ..writing("Rapat mbukak", "Isine.") };
        let saved = officer.save_article(&version.reference, version.revision, typed).await.unwrap();
        let sheet = officer.article(&version.reference).await.unwrap();
        let newest = &sheet.newest().unwrap().writing;
        assert_eq!((newest.language.as_str(), newest.basis), ("jv", 1));
        assert_eq!(title(&test, &original.reference, "jv").await, "Rapat terbuka", "z08 a draft is nowhere");
        let version = officer.publish_article(&saved.reference, saved.revision, &now).await.unwrap();
        assert_eq!(title(&test, &original.reference, "jv").await, "Rapat mbukak");
        for other in ["id", "su", ""] {
            let one = shown(&test, &original.reference, other).await;
            assert_eq!(one.found.edition.writing.title, "Rapat terbuka", "{other:?}");
            assert_eq!((one.versions, one.language), (vec!["jv".to_owned()], "id".to_owned()));
        }
        // It is no article of its own for the public or in the list of the desk.
        let public = test.app.public();
        assert!(public.article(OFFICE, Kind::News, &version.reference).await.is_err());
        assert_eq!(public.news(OFFICE, 1, 20).await.unwrap().total, 1);
        assert_eq!(officer.articles(Kind::News, store::content::DeskFilter::default(), 1).await.unwrap().total, 1);

        // The next edition of the original leaves it behind.
        let next = officer.save_article(&original.reference, original.revision, writing("Rapat kedua", "Isi.")).await.unwrap();
        assert!(!officer.article(&original.reference).await.unwrap().versions[0].is_older, "not public yet");
        let original = officer.publish_article(&next.reference, next.revision, &now).await.unwrap();
        assert!(officer.article(&original.reference).await.unwrap().versions[0].is_older);
        assert!(officer.article(&version.reference).await.unwrap().original.unwrap().is_newer);
        assert!(shown(&test, &original.reference, "jv").await.is_older);
        let typed = Writing { basis: 1, ..writing("Rapat mbukak", "Isine anyar.") };
        let saved = officer.save_article(&version.reference, version.revision, typed).await.unwrap();
        assert!(officer.article(&original.reference).await.unwrap().versions[0].is_older, "mending is not following");
        let typed = Writing { basis: 2, ..writing("Rapat kapindho", "Isine.") };
        let saved = officer.save_article(&version.reference, saved.revision, typed).await.unwrap();
        assert!(!officer.article(&original.reference).await.unwrap().versions[0].is_older);
        test.clock.advance(SignedDuration::from_secs(1));
        let version = officer.publish_article(&saved.reference, saved.revision, &now).await.unwrap();
        assert!(!shown(&test, &original.reference, "jv").await.is_older);

        // Withdrawn alone it is gone and the original stays; without the original it is nowhere.
        let back = officer.withdraw_article(&version.reference, version.revision, "Keliru").await.unwrap();
        assert_eq!(title(&test, &original.reference, "jv").await, "Rapat kedua");
        let back = officer.resume_article(&back.reference, back.revision).await.unwrap();
        officer.publish_article(&back.reference, back.revision, &now).await.unwrap();
        officer.withdraw_article(&original.reference, original.revision, "Keliru").await.unwrap();
        assert!(public.article(OFFICE, Kind::News, &original.reference).await.is_err());
        assert!(public.article(OFFICE, Kind::News, &back.reference).await.is_err());
    }

    async fn z08_a_version_waits_for_its_minute(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let begun = officer.new_article(Kind::News, "", writing("Rapat", "Isi.")).await.unwrap();
        officer.publish_article(&begun.reference, 1, &Publication::default()).await.unwrap();
        let version = officer.begin_version(&begun.reference, "bjn").await.unwrap();
        let saved = officer.save_article(&version.reference, 1, writing("Rapat wayahini", "Isinya.")).await.unwrap();
        let at = test.app.now() + SignedDuration::from_hours(2);
        let later = Publication { visible_from: Some(at), reason: String::new() };
        officer.publish_article(&version.reference, saved.revision, &later).await.unwrap();
        test.clock.set(at - SignedDuration::from_secs(1));
        test.app.run_due_jobs().await.unwrap();
        let one = shown(&test, &begun.reference, "bjn").await;
        assert_eq!((one.found.edition.writing.title.as_str(), one.versions.len()), ("Rapat", 0));
        test.clock.set(at);
        assert_eq!(title(&test, &begun.reference, "bjn").await, "Rapat wayahini");
    }

    async fn versions_of_what_is_offered_come_with_it(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let root = desk(&test, "admin", Role::Administrator, "00").await;
        let now = Publication::default();
        let begun = root.new_article(Kind::Question, "", writing("Berapa lama?", "10 hari kerja.")).await.unwrap();
        let public = root.publish_article(&begun.reference, 1, &now).await.unwrap();
        root.offer_article(&begun.reference, public.revision, true).await.unwrap();
        let version = root.begin_version(&begun.reference, "en").await.unwrap();
        assert!(matches!(root.offer_article(&version.reference, 1, true).await, Err(AppError::NotFound)));
        let saved = root.save_article(&version.reference, 1, writing("How long?", "10 working days.")).await.unwrap();
        root.publish_article(&version.reference, saved.revision, &now).await.unwrap();
        let site = test.app.public();
        let page = site.articles(OFFICE, Kind::Question).await.unwrap();
        let page = site.in_language(page, "en").await.unwrap();
        let titles: Vec<&str> = page.articles.iter().map(|one| one.found.edition.writing.title.as_str()).collect();
        assert_eq!(titles, ["How long?"]);
        // Offices below neither see it at their desks nor write it.
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        assert_eq!(officer.offered(Kind::Question).await.unwrap().len(), 1);
        assert!(matches!(officer.begin_version(&begun.reference, "jv").await, Err(AppError::NotFound)));
        assert!(matches!(officer.save_article(&version.reference, 2, writing("x", "y")).await, Err(AppError::NotFound)));
    }
}
