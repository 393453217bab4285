//! Service standards.

use domain::person::Role;
use domain::service::{Fee, Standard};
use store::service;
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_standard_comes_back_and_two_that_meet_are_told(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await.person;
        let (now, code) = (test.app.now(), "62.06".parse().unwrap());
        let first = Standard { fee: Some(Fee::Free), note: "Satu".to_owned(), ..Standard::default() };
        let second = Standard { closed: vec![], note: "Dua".to_owned(), ..first.clone() };
        let mut tx = db.write().await.unwrap();
        assert_eq!(service::of_body(&mut tx, &code).await.unwrap(), None);
        assert_eq!(service::save(&mut tx, &code, 1, &first, ppid, now).await.unwrap(), None, "nothing is there yet");
        assert_eq!(service::save(&mut tx, &code, 0, &first, ppid, now).await.unwrap(), Some(1));
        assert_eq!(service::save(&mut tx, &code, 0, &second, ppid, now).await.unwrap(), None, "begun by two");
        assert_eq!(service::save(&mut tx, &code, 1, &second, ppid, now).await.unwrap(), Some(2));
        assert_eq!(service::save(&mut tx, &code, 1, &first, ppid, now).await.unwrap(), None, "a late one");
        tx.commit().await.unwrap();
        let saved = service::of_body(&mut db.read().await.unwrap(), &code).await.unwrap().unwrap();
        assert_eq!((saved.version, saved.standard, saved.saved_at), (2, second, now));
    }
}
