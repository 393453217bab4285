//! The PPID's number: changed, verified by the way of the tier above and by a gateway, handed over, watched over.

use std::sync::Arc;

use app::contact::{CodeAsked, Contact};
use app::{AppError, Conflict, Principal};
use channels::whatsapp::CapturedCodes;
use domain::access_test::readiness::Checks;
use domain::contact::code::{ASKED_MAX, TRIES};
use domain::contact::handover::{Ticked, Typed};
use domain::contact::readiness::{Reason, Standing};
use domain::person::Role;
use domain::problem::{FieldProblem, Problem};
use jiff::SignedDuration;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";
const NUMBER: &str = "0812-3456-7890";

/// Those who have to do with the number of Katingan.
struct Scene {
    test: TestApp,
    ppid: Principal,
    officer: Principal,
    verifier: Principal,
}

impl Scene {
    async fn on(test: TestApp) -> Self {
        test.small_tree().await;
        let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
        let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
        let verifier = test.person("verifikator.kalteng", Role::Verifier, "62").await;
        Self { test, ppid, officer, verifier }
    }

    async fn contact(&self, who: &Principal) -> Contact {
        self.test.app.access(who.clone()).contact(OFFICE).await.unwrap()
    }

    async fn with_number(self) -> Self {
        self.contact(&self.ppid).await.change_number("", NUMBER).await.unwrap();
        self
    }

    async fn verified(&self) -> bool {
        self.test.app.public().face(OFFICE).await.unwrap().unwrap().verified_at.is_some()
    }

    /// The code that the province makes.
    async fn code(&self) -> String {
        let vouch = self.test.app.access(self.verifier.clone()).vouch(OFFICE).await.unwrap();
        vouch.make_code().await.unwrap().code
    }

    async fn verify(&self) {
        assert_eq!(self.contact(&self.officer).await.ask_code().await.unwrap(), CodeAsked::Waits);
        let code = self.code().await;
        self.contact(&self.officer).await.prove(&code).await.unwrap();
    }
}

fn problem<T: std::fmt::Debug>(done: Result<T, AppError>) -> FieldProblem {
    let AppError::Invalid(mut problems) = done.unwrap_err() else { panic!("no problem of a field") };
    problems.remove(0)
}

/// A code that is not this one.
fn wrong(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_number_is_verified_by_a_code_that_a_colleague_of_the_province_sends(db: Db) {
        let scene = Scene::on(TestApp::with_db(db).await).await.with_number().await;
        assert!(!scene.verified().await);
        scene.verify().await;
        assert!(scene.verified().await);
        let sheet = scene.contact(&scene.officer).await.sheet().await.unwrap();
        let current = sheet.current.unwrap();
        assert_eq!(current.vouched_for, "Bawaslu Provinsi Kalimantan Tengah");
        assert_eq!(sheet.code, None, "the code is used up");
        let kinds: Vec<&str> = sheet.history.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["verified", "code_made", "code_asked", "number_changed"]);
        assert!(!format!("{:?}", sheet.history).contains("code\":\""), "no code in the history");

        // Another number is not verified, and the old one stays in the history with what was proved of it.
        scene.contact(&scene.ppid).await.change_number("6281234567890", "0811 234 5678").await.unwrap();
        assert!(!scene.verified().await);
        let sheet = scene.contact(&scene.ppid).await.sheet().await.unwrap();
        let numbers: Vec<_> = sheet.numbers.iter().map(|n| (n.number.as_str(), n.proof.is_some())).collect();
        assert_eq!(numbers, [("628112345678", false), ("6281234567890", true)]);
        // Back to the old one: it has to be proved again.
        scene.contact(&scene.ppid).await.change_number("628112345678", NUMBER).await.unwrap();
        assert!(!scene.verified().await);
    }

    async fn a_code_bears_five_tries_even_at_once_and_a_day(db: Db) {
        let scene = Scene::on(TestApp::with_db(db).await).await.with_number().await;
        let office = scene.contact(&scene.officer).await;
        let no_code = Problem::NotNow { why: "contact-code-not-sent".to_owned() };
        assert_eq!(problem(office.prove("123456").await).problem, no_code);
        office.ask_code().await.unwrap();
        assert_eq!(problem(office.prove("123456").await).problem, no_code, "nobody has made one");
        let code = scene.code().await;
        assert_eq!(problem(office.prove("12345").await).problem, Problem::NotACode, "no try");
        assert_eq!(problem(office.prove(" ").await).problem, Problem::Required);
        let guess = wrong(&code);
        let at_once = futures_util::future::join_all((0..10).map(|_| office.prove(&guess))).await;
        let counted = at_once
            .into_iter()
            .filter(|done| matches!(done, Err(AppError::Invalid(found)) if matches!(found[0].problem, Problem::WrongCode { .. })))
            .count();
        assert_eq!(counted, usize::from(TRIES) - 1, "the fifth says that it is dead");
        let dead = Problem::NotNow { why: "contact-code-exhausted".to_owned() };
        assert_eq!(problem(office.prove(&code).await).problem, dead, "the right one comes too late");
        assert!(!scene.verified().await);

        let code = scene.code().await;
        assert_eq!(problem(office.prove(&wrong(&code)).await).problem, Problem::WrongCode { left: 4 });
        scene.test.clock.advance(SignedDuration::from_hours(24));
        let old = Problem::NotNow { why: "contact-code-expired".to_owned() };
        assert_eq!(problem(office.prove(&code).await).problem, old);
        let code = scene.code().await;
        office.prove(&code).await.unwrap();
        assert!(scene.verified().await);
    }
}

#[tokio::test]
async fn z04_whoever_saw_the_code_proves_nothing_with_it() {
    let scene = Scene::on(TestApp::sqlite().await).await.with_number().await;
    scene.test.grant("verifikator.kalteng", Role::Officer, "62.06").await;
    let mut both = scene.verifier.clone();
    both.grants.push(domain::person::Grant { role: Role::Officer, body: "62.06".parse().unwrap() });
    let of_both = scene.test.app.access(both.clone());
    assert!(
        matches!(of_both.vouch(OFFICE).await, Err(AppError::NotFound)),
        "nobody vouches for an own office"
    );

    // The right to type it in came only after the code was made.
    scene.contact(&scene.officer).await.ask_code().await.unwrap();
    let code = scene.code().await;
    let own = of_both.contact(OFFICE).await.unwrap().prove(&code).await;
    assert_eq!(problem(own).problem, Problem::NotNow { why: "contact-code-own".to_owned() });
    scene.contact(&scene.officer).await.prove(&code).await.unwrap();
}

#[tokio::test]
async fn a_code_belongs_to_the_number_that_the_office_had_when_it_asked() {
    let scene = Scene::on(TestApp::sqlite().await).await;
    let office = scene.contact(&scene.officer).await;
    let none = office.ask_code().await.unwrap_err();
    assert!(matches!(none, AppError::Conflict(Conflict::State("no_number"))), "{none:?}");
    let scene = scene.with_number().await;
    office.ask_code().await.unwrap();
    let code = scene.code().await;
    scene.contact(&scene.ppid).await.change_number("6281234567890", "0811 234 5678").await.unwrap();
    assert!(office.prove(&code).await.is_err());
    assert!(!scene.verified().await);
    let vouch = scene.test.app.access(scene.verifier.clone()).vouch(OFFICE).await.unwrap();
    let refused = vouch.make_code().await.unwrap_err();
    assert!(matches!(refused, AppError::Conflict(Conflict::State("not_asked"))), "{refused:?}");
}

#[tokio::test]
async fn codes_are_asked_for_and_made_so_many_times_a_day() {
    let scene = Scene::on(TestApp::sqlite().await).await.with_number().await;
    let office = scene.contact(&scene.officer).await;
    for _ in 0..ASKED_MAX {
        office.ask_code().await.unwrap();
    }
    assert!(matches!(office.ask_code().await, Err(AppError::TooMany { .. })));
    let vouch = scene.test.app.access(scene.verifier.clone()).vouch(OFFICE).await.unwrap();
    for _ in 0..ASKED_MAX {
        vouch.make_code().await.unwrap();
    }
    assert!(matches!(vouch.make_code().await, Err(AppError::TooMany { .. })));
    scene.test.clock.advance(SignedDuration::from_hours(25));
    office.ask_code().await.unwrap();
}

#[tokio::test]
async fn a_gateway_sends_the_code_itself() {
    let codes = CapturedCodes::default();
    let scene = Scene::on(TestApp::sqlite_texting(Arc::new(codes.clone())).await).await.with_number().await;
    let office = scene.contact(&scene.officer).await;
    assert_eq!(office.ask_code().await.unwrap(), CodeAsked::Sent);
    let [(number, code)] = &codes.sent()[..] else { panic!("one code") };
    assert_eq!(number, "6281234567890");
    office.prove(code).await.unwrap();
    let current = office.sheet().await.unwrap().current.unwrap();
    assert_eq!(current.proof.unwrap().via.code(), "gateway");
}

#[tokio::test]
async fn two_that_change_the_number_are_told_and_what_is_no_number_changes_nothing() {
    let scene = Scene::on(TestApp::sqlite().await).await.with_number().await;
    let keeper = scene.contact(&scene.ppid).await;
    keeper.change_number("6281234567890", NUMBER).await.unwrap();
    let late = keeper.change_number("", "0811 234 5678").await.unwrap_err();
    let AppError::Conflict(Conflict::Version { value, .. }) = late else { panic!("{late:?}") };
    assert_eq!(value, "+62 812-3456-7890");
    assert_eq!(
        problem(keeper.change_number("6281234567890", "0536 21000").await).problem,
        Problem::NotAMobile
    );
    keeper.change_number("6281234567890", " ").await.unwrap();
    assert_eq!(keeper.sheet().await.unwrap().body.whatsapp, None);

    keeper.hold(0, "Rina", "Laci").await.unwrap();
    assert!(matches!(keeper.hold(0, "Budi", "").await, Err(AppError::Conflict(Conflict::Version { .. }))));
    keeper.hold(1, "Budi", "").await.unwrap();
    assert_eq!(keeper.sheet().await.unwrap().holding.1.holder, "Budi");
}

#[tokio::test]
async fn a_change_of_the_profile_is_a_change_of_the_number() {
    let scene = Scene::on(TestApp::sqlite().await).await.with_number().await;
    scene.verify().await;
    let profile = scene.test.app.access(scene.ppid.clone()).profile(OFFICE).await.unwrap();
    let new = app::body::NewProfile { whatsapp: "0811 234 5678".into(), ..Default::default() };
    profile.save(&new).await.unwrap();
    assert!(!scene.verified().await);
    let numbers = scene.contact(&scene.ppid).await.sheet().await.unwrap().numbers;
    assert_eq!(numbers.len(), 2);
    assert!(numbers[1].until.is_some());
}

fn handing(to: &Principal) -> Typed {
    Typed {
        from: "Rina Lestari".to_owned(),
        to: to.person.to_string(),
        day: "2024-06-10".to_owned(),
        parts: Ticked::of(["device", "sim", "pin"]),
        note: String::new(),
    }
}

#[tokio::test]
async fn both_sides_confirm_a_hand_over_and_the_number_stays_verified() {
    let scene = Scene::on(TestApp::sqlite().await).await.with_number().await;
    scene.verify().await;
    let stranger = scene.test.person("petugas.palangka", Role::Officer, "62.71").await;
    let giver = scene.contact(&scene.ppid).await;
    assert_eq!(problem(giver.begin_handover(&handing(&scene.ppid)).await).problem, Problem::SamePerson);
    assert_eq!(problem(giver.begin_handover(&handing(&stranger)).await).problem, Problem::UnknownOption);
    giver.begin_handover(&handing(&scene.officer)).await.unwrap();
    let twice = giver.begin_handover(&handing(&scene.officer)).await.unwrap_err();
    assert!(matches!(twice, AppError::Conflict(Conflict::State("handover_open"))), "{twice:?}");
    let id = giver.sheet().await.unwrap().handovers[0].id;
    let all = Ticked::of(["device", "sim", "pin", "labels"]);
    assert!(matches!(giver.take_over(id, &all).await, Err(AppError::NotFound)), "one side is not both");
    let taker = scene.contact(&scene.officer).await;
    assert_eq!(problem(taker.take_over(id, &Ticked::of(["device"])).await).field, "parts");
    taker.take_over(id, &all).await.unwrap();
    let sheet = taker.sheet().await.unwrap();
    assert_eq!(sheet.holding.1.holder, scene.officer.name);
    assert_eq!(sheet.handovers[0].outcome, "taken");
    assert!(scene.verified().await, "the number is the office's");
    assert!(matches!(taker.take_over(id, &all).await, Err(AppError::Conflict(_))));

    scene.test.clock.advance(SignedDuration::from_hours(1));
    giver.begin_handover(&handing(&scene.officer)).await.unwrap();
    let id = giver.sheet().await.unwrap().handovers[0].id;
    giver.cancel_handover(id).await.unwrap();
    assert_eq!(giver.sheet().await.unwrap().handovers[0].outcome, "cancelled");
}

#[tokio::test]
async fn the_tier_above_sees_the_worst_first_and_only_what_lies_below() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
    let verifier = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let scene = Scene { test, ppid, officer, verifier }.with_number().await;
    let access = scene.test.app.access(scene.verifier.clone());
    let standings = |watched: Vec<app::contact::Watch>| {
        watched.into_iter().map(|line| (line.body.code.to_string(), line.standing)).collect::<Vec<_>>()
    };
    let watched = access.watched().await.unwrap();
    assert_eq!(watched.len(), 2, "the two offices of the province");
    scene.contact(&scene.officer).await.ask_code().await.unwrap();
    let watched = access.watched().await.unwrap();
    assert_eq!((watched[0].body.code.as_str(), watched[0].waits), ("62.06", true), "who waits comes first");
    let code = scene.code().await;
    scene.contact(&scene.officer).await.prove(&code).await.unwrap();
    let expected = [("62.71", Standing::NotReady), ("62.06", Standing::Attention)];
    let expected = expected.map(|(code, standing)| (code.to_owned(), standing));
    assert_eq!(standings(access.watched().await.unwrap()), expected);
    let (_, reasons) = scene.contact(&scene.ppid).await.readiness().await.unwrap();
    assert_eq!(
        reasons,
        [Reason::NoHolder, Reason::NeverChecked, Reason::NeverPractised, Reason::NewNumber(0)]
    );
    // The daily check of the access test counts here.
    let office = scene.test.app.access(scene.officer.clone()).office("monev-2024", "62.06").await.unwrap();
    office.note_readiness(&Checks { credit: true, ..Checks::default() }).await.unwrap();
    let (_, reasons) = scene.contact(&scene.ppid).await.readiness().await.unwrap();
    assert!(
        reasons.contains(&Reason::CheckFailed) && !reasons.contains(&Reason::NeverChecked),
        "{reasons:?}"
    );
}

#[tokio::test]
async fn z01_who_keeps_who_proves_and_who_vouches() {
    let scene = Scene::on(TestApp::sqlite().await).await.with_number().await;
    // login, role, body; keeps, proves, vouches
    for (login, role, body, keeps, proves, vouches) in [
        ("atasan", Role::Superior, "62.06", false, false, false),
        ("pimpinan", Role::Leader, "62.06", false, false, false),
        ("ppid.palangka", Role::Ppid, "62.71", false, false, false),
        ("ppid.kalteng", Role::Ppid, "62", false, false, false),
        ("admin.kalteng", Role::Administrator, "62", true, false, true),
        ("admin.katingan", Role::Administrator, "62.06", true, false, false),
        ("kendali", Role::Controller, "00", false, false, true),
        ("verifikator.kalsel", Role::Verifier, "63", false, false, false),
        ("penguji", Role::Tester, "00", false, false, false),
        ("ppid.dua", Role::Ppid, "62.06", true, true, false),
        ("petugas.dua", Role::Officer, "62.06", false, true, false),
    ] {
        let who = scene.test.person(login, role, body).await;
        let access = scene.test.app.access(who);
        let contact = access.contact(OFFICE).await;
        let may = contact.as_ref().map_or((false, false), |found| (found.may_keep(), found.may_prove()));
        assert_eq!(may, (keeps, proves), "{login}");
        if let Ok(contact) = contact {
            assert_eq!(
                contact.hold(9, "x", "y").await.is_err_and(|e| matches!(e, AppError::NotFound)),
                !keeps,
                "{login}"
            );
            assert_eq!(contact.ask_code().await.is_ok(), proves, "{login}");
        }
        assert_eq!(access.vouch(OFFICE).await.is_ok(), vouches, "{login}");
    }
}
