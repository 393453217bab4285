//! Codes that the gateway sends: how many get out, and what becomes of those that do not arrive.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use app::contact::{CodeAsked, Contact};
use app::{AppError, Principal};
use channels::whatsapp::{CapturedCodes, CodeSender, WhatsappError};
use domain::contact::code::{ASKED_MAX, Delivery};
use domain::person::Role;
use futures_util::future::BoxFuture;
use i18n::{Lang, Texts};
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

/// How a gateway behaves.
#[derive(Debug, Clone, Copy)]
enum Mood {
    /// It takes every code, after a while.
    Slow,
    /// It takes none.
    Refuses,
    /// It never answers, and sends the code all the same.
    Silent,
}

/// A gateway of the tests.
#[derive(Debug)]
struct Gateway {
    mood: Mood,
    asked: AtomicUsize,
    sent: CapturedCodes,
}

impl Gateway {
    fn new(mood: Mood) -> Arc<Self> {
        Arc::new(Self { mood, asked: AtomicUsize::new(0), sent: CapturedCodes::default() })
    }

    async fn answer(&self, number: &str, code: &str) -> Result<(), WhatsappError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        match self.mood {
            Mood::Refuses => Err(WhatsappError::Refused { status: 500, why: "no".to_owned() }),
            Mood::Slow => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                self.sent.send_code(number, code).await
            }
            Mood::Silent => {
                self.sent.send_code(number, code).await?;
                std::future::pending().await
            }
        }
    }
}

impl CodeSender for Gateway {
    fn send_code<'a>(&'a self, number: &'a str, code: &'a str) -> BoxFuture<'a, Result<(), WhatsappError>> {
        Box::pin(self.answer(number, code))
    }
}

/// Katingan with a number, its officer, and those of the tiers above.
struct Scene {
    test: TestApp,
    officer: Principal,
    verifier: Principal,
    controller: Principal,
}

impl Scene {
    async fn on(test: TestApp) -> Self {
        test.small_tree().await;
        let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
        let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
        let verifier = test.person("verifikator.kalteng", Role::Verifier, "62").await;
        let controller = test.person("kendali", Role::Controller, "00").await;
        let keeper = test.app.access(ppid).contact(OFFICE).await.unwrap();
        keeper.change_number("", "0812-3456-7890").await.unwrap();
        Self { test, officer, verifier, controller }
    }

    async fn office(&self) -> Contact {
        self.test.app.access(self.officer.clone()).contact(OFFICE).await.unwrap()
    }

    /// The titles and pages of what somebody was told.
    async fn told(&self, who: &Principal) -> Vec<(String, String)> {
        let notices = self.test.app.access(who.clone()).notices(&Texts::new(Lang::Id)).await.unwrap();
        notices.into_iter().map(|line| (line.words.title, line.words.path)).collect()
    }
}

fn wanted() -> (String, String) {
    let title = "Bawaslu Kabupaten Katingan menunggu kode verifikasi nomor WhatsApp";
    (title.to_owned(), format!("/kontak/{OFFICE}"))
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn many_who_ask_at_once_get_no_more_codes_out_than_one_after_another(db: Db) {
        let gateway = Gateway::new(Mood::Slow);
        let scene = Scene::on(TestApp::with_db_texting(db, gateway.clone()).await).await;
        let office = scene.office().await;
        let at_once = futures_util::future::join_all((0..20).map(|_| office.ask_code())).await;
        let sent = at_once.iter().filter(|done| matches!(done, Ok(CodeAsked::Sent))).count();
        let refused = at_once.iter().filter(|done| matches!(done, Err(AppError::TooMany { .. }))).count();
        assert_eq!((sent, refused), (ASKED_MAX, 20 - ASKED_MAX));
        assert_eq!(gateway.asked.load(Ordering::SeqCst), ASKED_MAX, "the gateway was not asked more often");
        // One of them is good, and it says that it was sent.
        let open = office.sheet().await.unwrap().code.unwrap();
        assert_eq!(open.delivery, Some(Delivery::Sent));
        assert!(scene.told(&scene.verifier).await.is_empty(), "nobody has to do anything");
    }

    async fn a_code_that_the_gateway_did_not_take_counts_and_goes_to_the_tier_above(db: Db) {
        let gateway = Gateway::new(Mood::Refuses);
        let scene = Scene::on(TestApp::with_db_texting(db, gateway.clone()).await).await;
        let office = scene.office().await;
        assert_eq!(office.ask_code().await.unwrap(), CodeAsked::GatewayFailed);
        let open = office.sheet().await.unwrap().code.unwrap();
        assert_eq!((open.delivery, open.hash, open.asked.made_at), (Some(Delivery::Failed), None, None));
        assert_eq!(scene.told(&scene.verifier).await, [wanted()]);
        assert!(scene.told(&scene.controller).await.is_empty(), "the nearest tier is enough");
        let kinds: Vec<String> = office.sheet().await.unwrap().history.into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds, ["code_failed", "code_asked", "number_changed"]);
        // A colleague takes over.
        let vouch = scene.test.app.access(scene.verifier.clone()).vouch(OFFICE).await.unwrap();
        let made = vouch.make_code().await.unwrap();
        office.prove(&made.code).await.unwrap();
        for _ in 1..ASKED_MAX {
            office.ask_code().await.unwrap();
        }
        assert!(matches!(office.ask_code().await, Err(AppError::TooMany { .. })), "failures count");
        assert_eq!(gateway.asked.load(Ordering::SeqCst), ASKED_MAX);
    }

    async fn a_code_whose_sending_never_ended_counts_and_can_be_typed_in_if_it_arrived(db: Db) {
        let gateway = Gateway::new(Mood::Silent);
        let scene = Scene::on(TestApp::with_db_texting(db, gateway.clone()).await).await;
        let office = scene.office().await;
        for _ in 0..ASKED_MAX {
            // Who asked went away before the gateway answered.
            let gone = tokio::time::timeout(Duration::from_millis(300), office.ask_code()).await;
            assert!(gone.is_err(), "{gone:?}");
        }
        assert!(matches!(office.ask_code().await, Err(AppError::TooMany { .. })));
        assert_eq!(office.sheet().await.unwrap().code.unwrap().delivery, Some(Delivery::Sending));
        let (_, last) = gateway.sent.sent().pop().unwrap();
        office.prove(&last).await.unwrap();
    }

    async fn where_there_is_no_gateway_the_nearest_tier_is_told_once_for_each_wish(db: Db) {
        let scene = Scene::on(TestApp::with_db(db).await).await;
        // Somebody who works at the office too may not vouch for it.
        let both = scene.test.person("rangkap", Role::Verifier, "62").await;
        scene.test.grant("rangkap", Role::Officer, "62.06").await;
        let office = scene.office().await;
        assert_eq!(office.ask_code().await.unwrap(), CodeAsked::Waits);
        assert_eq!(scene.told(&scene.verifier).await, [wanted()]);
        assert!(scene.told(&both).await.is_empty(), "z04");
        assert!(scene.told(&scene.controller).await.is_empty());
        office.ask_code().await.unwrap();
        assert_eq!(scene.told(&scene.verifier).await, [wanted(), wanted()]);
    }
}

#[tokio::test]
async fn where_the_province_has_nobody_the_nation_is_told() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let ppid = test.person("ppid.tanah.laut", Role::Ppid, "63.01").await;
    let controller = test.person("kendali", Role::Controller, "00").await;
    let contact = test.app.access(ppid).contact("kabupaten-tanah-laut").await.unwrap();
    contact.change_number("", "0812-3456-7890").await.unwrap();
    contact.ask_code().await.unwrap();
    let notices = test.app.access(controller).notices(&Texts::new(Lang::En)).await.unwrap();
    let [line] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!(
        line.words.title,
        "Bawaslu Kabupaten Tanah Laut waits for a code to verify its WhatsApp number"
    );
    assert_eq!(line.words.path, "/kontak/kabupaten-tanah-laut");
    assert!(line.words.lines[0].contains("+62 812-3456-7890"), "{:?}", line.words.lines);
}
