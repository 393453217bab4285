//! Numbers of offices, codes, hand-overs, looks and host names.

use domain::contact::handover::{Given, Ticked};
use domain::contact::{Holding, Via};
use domain::ids::{ContactCodeId, ContactHandoverId, ContactNumberId};
use domain::look::Look;
use domain::person::Role;
use domain::random::Seeded;
use jiff::SignedDuration;
use store::contact::{self, Proof, code::Made};
use store::look::{self, Logo, Painted};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn one_number_is_present_and_what_was_proved_of_another_counts_nothing(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let verifier = test.person("verifikator", Role::Verifier, "62").await.person;
        let (now, code, random) = (test.app.now(), "62.06".parse().unwrap(), Seeded::new(5));
        let mut tx = db.write().await.unwrap();
        assert_eq!(contact::current(&mut tx, "62.06").await.unwrap(), None);
        let id = || ContactNumberId::new(now, &random);
        contact::begin(&mut tx, id(), &code, "6281234567890", now).await.unwrap();
        let proof = Proof { at: now, via: Via::Tier, by: Some((verifier, "62".parse().unwrap())) };
        assert!(!contact::prove(&mut tx, &code, "6281100000000", &proof).await.unwrap(), "another number");
        assert!(contact::prove(&mut tx, &code, "6281234567890", &proof).await.unwrap());
        let current = contact::current(&mut tx, "62.06").await.unwrap().unwrap();
        assert_eq!(current.proof.as_ref(), Some(&proof));
        assert_eq!(current.vouched_for, "Bawaslu Provinsi Kalimantan Tengah");
        let later = now.checked_add(SignedDuration::from_hours(1)).unwrap();
        assert_eq!(contact::end(&mut tx, &code, later).await.unwrap(), 1);
        contact::begin(&mut tx, id(), &code, "6281100000000", later).await.unwrap();
        let numbers = contact::numbers(&mut tx, "62.06", 9).await.unwrap();
        let shown: Vec<_> = numbers.iter().map(|n| (n.number.as_str(), n.until, n.proof.is_some())).collect();
        assert_eq!(shown, [("6281100000000", None, false), ("6281234567890", Some(later), true)]);
        tx.commit().await.unwrap();

        // The profile still has neither, so the public sees no mark; with the old number in it neither.
        let face = look::face(&mut db.read().await.unwrap(), "kabupaten-katingan").await.unwrap().unwrap();
        assert_eq!((face.verified_at, face.look, face.host), (None, None, None));
        assert_eq!(look::face(&mut db.read().await.unwrap(), "tidak-ada").await.unwrap(), None);
    }

    async fn a_code_is_made_anew_counted_and_ended(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let officer = test.person("petugas", Role::Officer, "62.06").await.person;
        let (now, code, random) = (test.app.now(), "62.06".parse().unwrap(), Seeded::new(5));
        let mut tx = db.write().await.unwrap();
        let id = ContactCodeId::new(now, &random);
        contact::code::ask(&mut tx, id, &code, "6281234567890", officer, now).await.unwrap();
        let made = Made { hash: "satu".to_owned(), via: Via::Gateway, by: None, at: now };
        assert!(contact::code::make(&mut tx, id, &made).await.unwrap());
        contact::code::count_try(&mut tx, id).await.unwrap();
        let open = contact::code::open(&mut tx, "62.06").await.unwrap().unwrap();
        assert_eq!((open.asked.tries, open.made, open.hash.as_deref()), (1, 1, Some("satu")));
        let again = Made { hash: "dua".to_owned(), ..made };
        assert!(contact::code::make(&mut tx, id, &again).await.unwrap());
        let open = contact::code::open(&mut tx, "62.06").await.unwrap().unwrap();
        assert_eq!((open.asked.tries, open.made, open.hash.as_deref()), (0, 2, Some("dua")));
        let before = now.checked_sub(SignedDuration::from_secs(1)).unwrap();
        assert_eq!(contact::code::asked_since(&mut tx, "62.06", before).await.unwrap(), 1);
        assert_eq!(contact::code::asked_since(&mut tx, "62.06", now).await.unwrap(), 0);
        contact::code::end(&mut tx, &code, "dead", now).await.unwrap();
        assert_eq!(contact::code::open(&mut tx, "62.06").await.unwrap(), None);
        assert!(!contact::code::make(&mut tx, id, &again).await.unwrap(), "it has ended");
        tx.commit().await.unwrap();
    }

    async fn one_hand_over_is_open(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let ppid = test.person("ppid", Role::Ppid, "62.06").await.person;
        let officer = test.person("petugas", Role::Officer, "62.06").await.person;
        let (now, code, random) = (test.app.now(), "62.06".parse().unwrap(), Seeded::new(5));
        let given = Given {
            from: "Rina".to_owned(),
            to: officer,
            day: "2024-06-10".parse().unwrap(),
            parts: Ticked::of(["device", "sim", "pin"]),
            note: String::new(),
        };
        let mut tx = db.write().await.unwrap();
        let id = || ContactHandoverId::new(now, &random);
        let first = id();
        assert!(contact::handover::begin(&mut tx, first, &code, &given, ppid, now).await.unwrap());
        assert!(!contact::handover::begin(&mut tx, id(), &code, &given, ppid, now).await.unwrap());
        let taken = Ticked::of(["device"]);
        assert!(contact::handover::end(&mut tx, first, &taken, "taken", now).await.unwrap());
        assert!(!contact::handover::end(&mut tx, first, &taken, "taken", now).await.unwrap());
        assert!(contact::handover::begin(&mut tx, id(), &code, &given, ppid, now).await.unwrap());
        let all = contact::handover::of_body(&mut tx, "62.06", 9).await.unwrap();
        assert_eq!(all.len(), 2);
        let old = all.iter().find(|handover| handover.id == first).unwrap();
        assert_eq!((&old.given, &old.taken, old.outcome.as_str()), (&given, &taken, "taken"));
        assert_eq!(old.to_name, "petugas (officer)");

        assert_eq!(contact::holding(&mut tx, "62.06").await.unwrap(), None);
        let holding = Holding { holder: "Rina".to_owned(), place: "Laci".to_owned() };
        assert_eq!(contact::hold(&mut tx, &code, 0, &holding, now).await.unwrap(), Some(1));
        assert_eq!(contact::hold(&mut tx, &code, 0, &holding, now).await.unwrap(), None, "begun by two");
        assert_eq!(contact::hold(&mut tx, &code, 1, &holding, now).await.unwrap(), Some(2));
        assert_eq!(contact::holding(&mut tx, "62.06").await.unwrap(), Some((2, holding)));
        tx.commit().await.unwrap();

        let mut conn = db.read().await.unwrap();
        let below = contact::readiness::of(&mut conn, "", "00/62/").await.unwrap();
        let codes: Vec<&str> = below.iter().map(|line| line.placed.body.code.as_str()).collect();
        assert_eq!(codes, ["62.06", "62.71"]);
        assert!(below[0].known.has_holder && below[0].known.handover_open && !below[0].known.has_number);
        assert!(!below[1].known.has_holder && !below[1].waits);
        assert_eq!(contact::readiness::of(&mut conn, "62.71", "").await.unwrap().len(), 1);
    }

    async fn a_look_keeps_its_logo_until_it_goes_and_a_host_is_one_offices(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let ppid = test.person("ppid", Role::Ppid, "62.06").await.person;
        let (now, code) = (test.app.now(), "62.06".parse().unwrap());
        let first = Look::default();
        let second = Look { footer: "Kasongan".to_owned(), ..Look::default() };
        let painted = Painted { screen: vec![1, 2, 3], print: vec![4, 5, 6, 7], hash: "abc".to_owned() };
        let comes = Logo::Comes(painted);
        let mut tx = db.write().await.unwrap();
        assert_eq!(look::of_body(&mut tx, &code).await.unwrap(), None);
        assert_eq!(look::save(&mut tx, &code, 1, (&first, &Logo::Stays), ppid, now).await.unwrap(), None);
        assert_eq!(look::save(&mut tx, &code, 0, (&first, &comes), ppid, now).await.unwrap(), Some(1));
        assert_eq!(look::save(&mut tx, &code, 0, (&first, &comes), ppid, now).await.unwrap(), None);
        assert_eq!(look::save(&mut tx, &code, 1, (&second, &Logo::Stays), ppid, now).await.unwrap(), Some(2));
        let saved = look::of_body(&mut tx, &code).await.unwrap().unwrap();
        assert_eq!((saved.version, &saved.look, saved.logo.as_deref()), (2, &second, Some("abc")));
        let slug = "kabupaten-katingan";
        assert_eq!(look::logo(&mut tx, slug, "abc").await.unwrap(), Some(vec![1, 2, 3]));
        assert_eq!(look::logo(&mut tx, slug, "abd").await.unwrap(), None);
        assert_eq!(look::logo_to_print(&mut tx, &code).await.unwrap(), Some(vec![4, 5, 6, 7]));
        assert_eq!(look::save(&mut tx, &code, 2, (&second, &Logo::Goes), ppid, now).await.unwrap(), Some(3));
        assert_eq!(look::logo(&mut tx, slug, "abc").await.unwrap(), None);
        assert_eq!(look::logo_to_print(&mut tx, &code).await.unwrap(), None, "both go");

        let other = "62.71".parse().unwrap();
        assert!(look::set_host(&mut tx, &code, Some("ppid.example.id"), ppid, now).await.unwrap());
        assert!(!look::set_host(&mut tx, &other, Some("ppid.example.id"), ppid, now).await.unwrap());
        assert!(look::set_host(&mut tx, &code, Some("katingan.example.id"), ppid, now).await.unwrap());
        let face = look::face(&mut tx, slug).await.unwrap().unwrap();
        assert_eq!((face.look, face.host.as_deref()), (Some(second), Some("katingan.example.id")));
        assert_eq!(look::hosts(&mut tx).await.unwrap(), [("katingan.example.id".to_owned(), slug.to_owned())]);
        assert!(look::set_host(&mut tx, &code, None, ppid, now).await.unwrap());
        assert!(look::hosts(&mut tx).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }
}
