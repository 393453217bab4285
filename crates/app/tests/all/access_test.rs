//! The access test: drawn, sent, recorded, handed in, corrected, and kept from the office until it is opened.

use app::access_test::{AccessTests, Filled, NewDraw, NewScenario, NewTester, SheetUpload, Tester};
use app::{AppError, Conflict, Principal};
use domain::access_test::readiness::Checks;
use domain::access_test::record::Record;
use domain::access_test::sheet::DEFAULT;
use domain::access_test::{AccessTestRules, CaseState, Channel, Opened};
use domain::exact::Exact;
use domain::ids::AccessCaseId;
use domain::person::Role;
use domain::problem::{FieldProblem, Problem};
use domain::rules::RoundRules;
use jiff::{SignedDuration, Timestamp};
use store::access_test::case::Case;
use testkit::TestApp;
use testkit::scene::ROUND;

/// A running round with a pool of two (Ani has a tie to Kalimantan Tengah) and two questions.
struct Scene {
    test: TestApp,
    ri: Principal,
    ani: Principal,
    budi: Principal,
}

impl Scene {
    async fn new() -> Self {
        let test = TestApp::sqlite().await;
        test.running_round().await;
        let ri = test.person("kendali.ri", Role::Controller, "00").await;
        let ani = test.person("uji.ani", Role::Tester, "00").await;
        let budi = test.person("uji.budi", Role::Tester, "00").await;
        let scene = Self { test, ri, ani, budi };
        let manager = scene.manager().await;
        for (code, question) in [("dip", "Di mana daftar informasi publik?"), ("struktur", "Siapa PPID?")] {
            let new = NewScenario {
                code: code.into(),
                channels: vec![],
                question: question.into(),
                right_answer: "Tautan dan nomor keputusan".into(),
            };
            manager.add_scenario(&new).await.unwrap();
        }
        scene.pool(&manager, "uji.ani", "62").await;
        scene.pool(&manager, "uji.budi", "").await;
        for code in ["62.06", "62.71", "63.01"] {
            scene.number(code, "081234567890").await;
        }
        scene
    }

    async fn pool(&self, manager: &AccessTests, login: &str, ties: &str) {
        let new = NewTester { login: login.into(), institution: "Kampus".into(), ties: ties.into() };
        manager.put_tester(&new).await.unwrap();
    }

    async fn number(&self, code: &str, number: &str) {
        let mut tx = self.test.app.db().write().await.unwrap();
        let mut placed = store::body::by_code(&mut tx, code).await.unwrap().unwrap();
        placed.body.whatsapp = Some(number.parse().unwrap());
        store::body::put(&mut tx, &placed).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn manager(&self) -> AccessTests {
        self.test.app.access(self.ri.clone()).access_tests(ROUND).await.unwrap()
    }

    fn tester(&self, who: &Principal) -> Tester {
        self.test.app.access(who.clone()).tester().unwrap()
    }

    async fn rules(&self, change: impl FnOnce(&mut AccessTestRules)) {
        let mut tx = self.test.app.db().write().await.unwrap();
        let mut round = store::round::by_slug(&mut tx, ROUND).await.unwrap().unwrap();
        let mut rules: RoundRules = round.rules.clone();
        change(&mut rules.access_test);
        round.rules = rules;
        assert!(store::round::update(&mut tx, &round).await.unwrap());
        tx.commit().await.unwrap();
    }

    async fn draw(&self) {
        let new = NewDraw { seed: "Jakarta 2024".into(), reason: String::new() };
        let done = self.manager().await.draw(&new).await.unwrap();
        assert!(done.undrawn.is_empty(), "{:?}", done.undrawn);
    }

    async fn case_of(&self, body: &str) -> Case {
        let overview = self.manager().await.overview().await.unwrap();
        overview.cases.into_iter().find(|(case, _)| case.body == *body).unwrap().0
    }

    /// The tester of a case, and the case, at the minute at which it is due.
    async fn due(&self, body: &str) -> (Tester, AccessCaseId) {
        let case = self.case_of(body).await;
        self.test.clock.set(case.due_at);
        let who = if case.tester == self.ani.person { &self.ani } else { &self.budi };
        (self.tester(who), case.id)
    }

    fn now(&self) -> Timestamp {
        self.test.app.now()
    }

    async fn component(&self, body: &str) -> Option<(Exact, String)> {
        let mut conn = self.test.app.db().read().await.unwrap();
        let round = store::round::by_slug(&mut conn, ROUND).await.unwrap().unwrap();
        let all = store::review::components(&mut conn, round.id).await.unwrap();
        let found = all.get(body)?.get("uji_akses")?.clone();
        Some((found.score, found.reason))
    }

    async fn told(&self, who: &Principal, kind: &str) -> Vec<serde_json::Value> {
        let mut conn = self.test.app.db().read().await.unwrap();
        let all = store::notice::of_person(&mut conn, who.person, 50).await.unwrap();
        all.into_iter()
            .filter(|notice| notice.kind == kind)
            .map(|notice| serde_json::from_str(&notice.data).unwrap())
            .collect()
    }
}

/// A sheet with the best of everything that a tester chooses.
fn filled(base: i64, acknowledged: Option<Timestamp>, answered: Option<Timestamp>) -> Filled {
    let answers =
        [("A1", "formulir"), ("A2", "tidak_ada"), ("C1", "lengkap"), ("D1", "ya"), ("D2", "terbit")];
    let answers = answers.map(|(question, option)| (question.parse().unwrap(), option.parse().unwrap()));
    let record = Record {
        acknowledged_at: acknowledged,
        answered_at: answered,
        answers: answers.into_iter().collect(),
        note: "Dijawab ramah".into(),
    };
    Filled { base, record }
}

fn problems(result: Result<impl std::fmt::Debug, AppError>) -> Vec<FieldProblem> {
    match result {
        Err(AppError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

fn why(result: Result<impl std::fmt::Debug, AppError>) -> (String, String) {
    match problems(result).remove(0) {
        FieldProblem { field, problem: Problem::NotNow { why } } => (field, why),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn one_case_for_each_office_without_ties_and_from_the_seed() {
    let scene = Scene::new().await;
    let manager = scene.manager().await;
    let refused = manager.draw(&NewDraw { seed: " ".into(), reason: String::new() }).await;
    assert_eq!(problems(refused)[0].field, "seed");
    scene.draw().await;
    let overview = manager.overview().await.unwrap();
    let bodies: Vec<&str> = overview.cases.iter().map(|(case, _)| case.body.as_str()).collect();
    assert_eq!(bodies, ["62.06", "62.71", "63.01"]);
    for (case, _) in &overview.cases {
        assert!(case.tester == scene.budi.person || case.body == "63.01", "Ani has a tie to all below 62");
        assert_eq!((case.state, case.channel, case.sheet), (CaseState::Drawn, Channel::Whatsapp, 1));
    }
    let own = overview.cases.iter().filter(|(case, _)| case.tester == scene.budi.person).count();
    assert_eq!(scene.told(&scene.budi, "access_drawn").await[0]["count"], own);
    assert_eq!(overview.sheet.version, 1, "the usual sheet was written down");
    let record: serde_json::Value = serde_json::from_str(&manager.draw_record(1).await.unwrap()).unwrap();
    assert_eq!(record["cases"].as_array().unwrap().len(), 3);
    let frozen = manager
        .upload_sheet(&SheetUpload {
            file_name: "x.yaml".into(),
            bytes: DEFAULT.replace("2025", "2026").into_bytes(),
            reason: "baru".into(),
        })
        .await;
    assert_eq!(why(frozen), ("file".into(), "access-sheet-frozen".into()));
}

#[tokio::test]
async fn a_further_draw_leaves_what_was_sent() {
    let scene = Scene::new().await;
    scene.draw().await;
    let overview = scene.manager().await.overview().await.unwrap();
    let first = overview.cases.iter().min_by_key(|(case, _)| case.due_at).unwrap().0.clone();
    let (tester, id) = scene.due(first.body.as_str()).await;
    tester.send(id).await.unwrap();
    let manager = scene.manager().await;
    let again = NewDraw { seed: "benih dua".into(), reason: String::new() };
    assert_eq!(problems(manager.draw(&again).await)[0].field, "reason");
    let again = NewDraw { reason: "Seorang penguji sakit".into(), ..again };
    let done = manager.draw(&again).await.unwrap();
    assert_eq!((done.number, done.cases), (2, 2));
    let after = manager.overview().await.unwrap();
    assert_eq!(after.cases.len(), 3);
    for (case, _) in &after.cases {
        assert_eq!(case.draw, if case.id == id { 1 } else { 2 });
    }
    let gone = overview.cases.iter().find(|(case, _)| case.id != id).unwrap();
    assert!(matches!(scene.tester(&scene.budi).case(gone.0.id).await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn z05_the_stopwatch_starts_at_the_drawn_minute_and_once() {
    let scene = Scene::new().await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    scene.test.clock.advance(SignedDuration::from_secs(-1));
    assert_eq!(why(tester.send(id).await), ("send".into(), "access-too-early".into()));
    scene.test.clock.advance(SignedDuration::from_secs(1));
    let filled = filled(1, None, None);
    let early = tester.save(id, &filled).await;
    assert!(matches!(early, Err(AppError::Conflict(Conflict::State("drawn")))), "{early:?}");
    let link = tester.send(id).await.unwrap().unwrap();
    assert!(link.starts_with("https://wa.me/6281234567890?text="), "{link}");
    let sent = scene.now();
    scene.test.clock.advance(SignedDuration::from_mins(3));
    assert_eq!(tester.send(id).await.unwrap().as_deref(), Some(link.as_str()));
    assert_eq!(scene.case_of("62.06").await.sent_at, Some(sent), "sent twice, started once");
    let (late, other) = scene.due("62.71").await;
    scene.test.clock.set("2024-06-24T09:30:00+07:00".parse().unwrap());
    assert!(matches!(late.send(other).await, Err(AppError::Closed { closed: Some(_), .. })));
}

#[tokio::test]
async fn nothing_is_sent_while_the_desk_is_closed() {
    let scene = Scene::new().await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    let evening = jiff::tz::offset(7).to_datetime(scene.now()).date().at(20, 0, 0, 0);
    scene.test.clock.set(jiff::tz::offset(7).to_timestamp(evening).unwrap());
    assert_eq!(why(tester.send(id).await), ("send".into(), "access-desk-closed".into()));
}

#[tokio::test]
async fn a_sheet_becomes_the_score_of_the_component() {
    let scene = Scene::new().await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    tester.send(id).await.unwrap();
    let sent = scene.now();
    scene.test.clock.advance(SignedDuration::from_mins(30));
    let draft = filled(2, Some(sent + SignedDuration::from_mins(5)), None);
    assert_eq!(tester.save(id, &draft).await.unwrap(), 3);
    assert_eq!(tester.save(id, &draft).await.unwrap(), 3, "sent twice, saved once");
    let early = tester.submit(id, &Filled { base: 3, ..draft.clone() }).await;
    assert_eq!(why(early), ("answered".into(), "access-answer-may-come".into()));
    let old = tester.save(id, &Filled { record: Record::default(), base: 2 }).await;
    assert!(matches!(old, Err(AppError::Conflict(Conflict::Version { current: 3, .. }))), "{old:?}");
    assert_eq!(scene.component("62.06").await, None, "a draft counts for nothing");
    let mut whole = filled(3, draft.record.acknowledged_at, Some(scene.now()));
    whole.record.answers.remove("D1");
    assert_eq!(problems(tester.submit(id, &whole).await)[0].field, "q-D1");
    whole.record.answers.insert("D1".parse().unwrap(), "tidak".parse().unwrap());
    assert_eq!(tester.submit(id, &whole).await.unwrap(), 4);
    let (score, reason) = scene.component("62.06").await.unwrap();
    assert_eq!((score.to_string().as_str(), reason.as_str()), ("93", "Dari uji akses: satu kasus"));
    let again = tester.submit(id, &Filled { base: 4, ..whole.clone() }).await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("submitted")))), "{again:?}");
    // Only a controller changes it now, and says why; the earlier version stays in the history.
    let manager = scene.manager().await;
    whole.base = 4;
    whole.record.answers.insert("D1".parse().unwrap(), "ya".parse().unwrap());
    assert_eq!(problems(manager.correct(id, &whole, " ").await)[0].field, "reason");
    assert_eq!(manager.correct(id, &whole, "Tangkapan layar menunjukkan sapaan").await.unwrap(), 5);
    assert_eq!(scene.component("62.06").await.unwrap().0, Exact::HUNDRED);
    let history = manager.case(id).await.unwrap().history;
    let kinds: Vec<&str> = history.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["corrected", "submitted", "saved", "sent", "drawn"]);
    assert!(history[0].data.contains("\"before\"") && history[0].data.contains("sapaan"));
}

#[tokio::test]
async fn several_channels_are_averaged() {
    let scene = Scene::new().await;
    scene.rules(|rules| rules.channels = vec![Channel::Whatsapp, Channel::Desk]).await;
    scene.draw().await;
    let overview = scene.manager().await.overview().await.unwrap();
    assert_eq!(overview.cases.len(), 6);
    let mut own: Vec<Case> =
        overview.cases.into_iter().map(|(case, _)| case).filter(|case| case.body == "63.01").collect();
    own.sort_by_key(|case| case.due_at);
    for (at, case) in own.iter().enumerate() {
        let who = if case.tester == scene.ani.person { &scene.ani } else { &scene.budi };
        let tester = scene.tester(who);
        scene.test.clock.set(case.due_at);
        let link = tester.send(case.id).await.unwrap();
        assert_eq!(link.is_some(), case.channel == Channel::Whatsapp);
        let mut filled = filled(2, None, Some(scene.now()));
        if at == 1 {
            filled.record.answers.insert("C1".parse().unwrap(), "salah".parse().unwrap());
        }
        tester.submit(case.id, &filled).await.unwrap();
    }
    let (score, reason) = scene.component("63.01").await.unwrap();
    assert_eq!((score.to_string().as_str(), reason.as_str()), ("85", "Dari uji akses: rata-rata 2 kasus"));
}

#[tokio::test]
async fn results_that_are_proposed_change_no_more() {
    let scene = Scene::new().await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    tester.send(id).await.unwrap();
    let filled = filled(2, None, Some(scene.now()));
    tester.submit(id, &filled).await.unwrap();
    let mut conn = scene.test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, ROUND).await.unwrap().unwrap();
    drop(conn);
    scene.test.announce(&round).await;
    let refused = scene.manager().await.correct(id, &Filled { base: 3, ..filled }, "terlambat").await;
    assert!(matches!(refused, Err(AppError::Conflict(Conflict::State("published")))), "{refused:?}");
}

#[tokio::test]
async fn the_province_is_told_of_silence_once_and_of_nothing_that_would_spoil_the_test() {
    let scene = Scene::new().await;
    let verifier = scene.test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let admin = scene.test.person("admin.kalteng", Role::Administrator, "62").await;
    let both = scene.test.person("rangkap", Role::Verifier, "62").await;
    scene.test.grant("rangkap", Role::Officer, "62.06").await;
    let elsewhere = scene.test.person("verifikator.kalsel", Role::Verifier, "63").await;
    let officer = scene.test.person("petugas", Role::Officer, "62.06").await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    tester.send(id).await.unwrap();
    let sent = scene.now();
    let calendar = domain::calendar::Calendar::indonesia();
    let hours = domain::body::ServiceHours::default();
    let service = domain::calendar::ServiceTime::new(&calendar, &hours, domain::body::Zone::Wib);
    let due = service.after(sent, SignedDuration::from_hours(2)).unwrap();
    scene.test.clock.set(due.checked_sub(SignedDuration::from_secs(1)).unwrap());
    scene.test.app.run_due_jobs().await.unwrap();
    assert!(scene.told(&verifier, "access_silence").await.is_empty(), "the two hours are not over");
    scene.test.clock.set(due);
    scene.test.app.run_due_jobs().await.unwrap();
    scene.test.app.run_due_jobs().await.unwrap();
    for who in [&verifier, &admin] {
        let told = scene.told(who, "access_silence").await;
        assert_eq!(told.len(), 1);
        let text = told[0].to_string();
        assert!(text.contains("Katingan") && text.contains("whatsapp"), "{text}");
        assert!(
            !text.contains("uji.") && !text.contains("PPID?") && !text.contains("daftar informasi"),
            "{text}"
        );
    }
    for who in [&both, &elsewhere, &officer, &scene.ani] {
        assert!(scene.told(who, "access_silence").await.is_empty());
    }
    assert_eq!(scene.case_of("62.06").await.told_at, Some(due));
    // The tester who had the sheet open meets no conflict because of it.
    let draft = filled(2, None, None);
    assert_eq!(tester.save(id, &draft).await.unwrap(), 3);
}

#[tokio::test]
async fn an_acknowledgement_in_time_and_the_rule_keep_the_province_out() {
    for switch_off in [false, true] {
        let scene = Scene::new().await;
        let verifier = scene.test.person("verifikator.kalteng", Role::Verifier, "62").await;
        scene.draw().await;
        let (tester, id) = scene.due("62.06").await;
        tester.send(id).await.unwrap();
        if switch_off {
            scene.rules(|rules| rules.tells_province = false).await;
        } else {
            let mut draft = filled(2, Some(scene.now()), None);
            draft.record.answers.clear();
            tester.save(id, &draft).await.unwrap();
        }
        scene.test.clock.advance(SignedDuration::from_hours(24 * 5));
        scene.test.app.run_due_jobs().await.unwrap();
        assert!(scene.told(&verifier, "access_silence").await.is_empty(), "switched off: {switch_off}");
    }
}

#[tokio::test]
async fn w17_the_office_learns_of_its_test_when_the_round_opens_it() {
    let scene = Scene::new().await;
    let officer = scene.test.person("petugas", Role::Officer, "62.06").await;
    let other = scene.test.person("petugas.lain", Role::Officer, "62.71").await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    tester.send(id).await.unwrap();
    tester.submit(id, &filled(2, None, Some(scene.now()))).await.unwrap();
    let office = scene.test.app.access(officer.clone()).office(ROUND, "62.06").await.unwrap();
    assert!(matches!(office.access_tests().await, Err(AppError::NotFound)));
    assert!(!office.sees_access_tests().await.unwrap());
    scene.rules(|rules| rules.opened = Opened::AfterPhase).await;
    let office = scene.test.app.access(officer.clone()).office(ROUND, "62.06").await.unwrap();
    assert!(matches!(office.access_tests().await, Err(AppError::NotFound)), "the phase is not over");
    scene.test.clock.advance(SignedDuration::from_hours(24 * 10));
    let seen = office.access_tests().await.unwrap();
    assert_eq!((seen.cases.len(), seen.average), (1, Some(Exact::HUNDRED)));
    let text = format!("{:?}", seen.cases);
    assert!(!text.contains("uji.ani") && !text.contains(&scene.ani.person.to_string()));
    assert!(!text.contains(&scene.budi.person.to_string()), "{text}");
    let neighbour = scene.test.app.access(other).office(ROUND, "62.71").await.unwrap();
    assert!(neighbour.access_tests().await.unwrap().cases.is_empty());
}

#[tokio::test]
async fn z04_nobody_tests_or_corrects_an_office_of_the_own() {
    let scene = Scene::new().await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    let other = scene.tester(&scene.ani);
    assert!(matches!(other.case(id).await, Err(AppError::NotFound)), "somebody else's case");
    assert!(matches!(other.send(id).await, Err(AppError::NotFound)));
    // A role at the office that came after the draw ends the way to the case.
    let mut tied = scene.budi.clone();
    tied.grants.push(domain::person::Grant { role: Role::Leader, body: "62.06".parse().unwrap() });
    let tied = scene.test.app.access(tied).tester().unwrap();
    assert!(matches!(tied.case(id).await, Err(AppError::NotFound)));
    assert!(matches!(tied.send(id).await, Err(AppError::NotFound)));
    tester.send(id).await.unwrap();
    tester.submit(id, &filled(2, None, Some(scene.now()))).await.unwrap();
    let mut own = scene.ri.clone();
    own.grants.push(domain::person::Grant { role: Role::Officer, body: "62.06".parse().unwrap() });
    let own = scene.test.app.access(own).access_tests(ROUND).await.unwrap();
    assert!(matches!(own.case(id).await, Err(AppError::NotFound)));
    let filled = filled(3, None, Some(scene.now()));
    assert!(matches!(own.correct(id, &filled, "sendiri").await, Err(AppError::NotFound)));
    for (login, role, body) in
        [("pk", Role::Verifier, "62"), ("of", Role::Officer, "62.06"), ("ad", Role::Administrator, "00")]
    {
        let who = scene.test.person(&format!("orang.{login}"), role, body).await;
        let access = scene.test.app.access(who);
        assert!(matches!(access.access_tests(ROUND).await, Err(AppError::NotFound)), "{role}");
        assert!(matches!(access.tester(), Err(AppError::NotFound)), "{role}");
    }
}

#[tokio::test]
async fn proof_belongs_to_the_tester_and_to_the_controllers() {
    let scene = Scene::new().await;
    let officer = scene.test.person("petugas", Role::Officer, "62.06").await;
    scene.draw().await;
    let (tester, id) = scene.due("62.06").await;
    tester.send(id).await.unwrap();
    let png = picture();
    let stream = || futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(png.clone()))]);
    let staged = tester.stage(id, "layar Budi.png", stream()).await.unwrap();
    assert_eq!(tester.attach(id, "Balasan", vec![staged]).await.unwrap(), 1);
    let twice = tester.stage(id, "lagi.png", stream()).await.unwrap();
    assert_eq!(tester.attach(id, "Balasan", vec![twice]).await.unwrap(), 0, "the same bytes are there once");
    let wrong = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from_static(b"MZ\x90"))]);
    assert_eq!(problems(tester.stage(id, "virus.exe", wrong).await)[0].field, "file");
    scene.test.app.run_due_jobs().await.unwrap();
    let proof = tester.case(id).await.unwrap().proofs.remove(0);
    for who in [&scene.budi, &scene.ri] {
        assert!(scene.test.app.access(who.clone()).access_proof(proof.id).await.is_ok());
    }
    for who in [&scene.ani, &officer] {
        let refused = scene.test.app.access(who.clone()).access_proof(proof.id).await;
        assert!(matches!(refused, Err(AppError::NotFound)));
    }
    tester.submit(id, &filled(2, None, Some(scene.now()))).await.unwrap();
    assert!(matches!(tester.remove_proof(id, proof.id).await, Err(AppError::Conflict(_))));
    // Once it is opened the office sees a picture that was made, without the name of the file.
    let office = scene.test.app.access(officer.clone()).office(ROUND, "62.06").await.unwrap();
    assert!(matches!(office.access_picture(proof.id).await, Err(AppError::NotFound)));
    scene.rules(|rules| rules.opened = Opened::AfterPhase).await;
    scene.test.clock.advance(SignedDuration::from_hours(24 * 10));
    let office = scene.test.app.access(officer).office(ROUND, "62.06").await.unwrap();
    assert_eq!(office.access_tests().await.unwrap().cases[0].pictures.len(), 1);
    let shown = office.access_picture(proof.id).await.unwrap();
    assert!(!shown.content_disposition().contains("Budi"), "{}", shown.content_disposition());
}

pub(super) fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 64, 48);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let pixels: Vec<u8> = (0..64 * 48 * 3).map(|at| u8::try_from(at % 251).unwrap()).collect();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

#[tokio::test]
async fn an_office_keeps_a_log_and_rehearses_without_effect() {
    let scene = Scene::new().await;
    let officer = scene.test.person("petugas", Role::Officer, "62.06").await;
    let leader = scene.test.person("pimpinan", Role::Leader, "62.06").await;
    let other = scene.test.person("petugas.lain", Role::Officer, "62.71").await;
    let office = scene.test.app.access(officer).office(ROUND, "62.06").await.unwrap();
    assert!(!office.readiness().await.unwrap().checked_today);
    let checks = Checks { credit: true, roster: " Sri\r\nJoko ".into(), ..Checks::default() };
    office.note_readiness(&checks).await.unwrap();
    let log = office.readiness().await.unwrap();
    assert_eq!((log.entries[0].checks.roster.as_str(), log.checked_today), ("Sri\nJoko", true));
    assert!(log.entries[0].by_name.contains("petugas"));
    scene.test.clock.advance(SignedDuration::from_hours(24));
    assert!(!office.readiness().await.unwrap().checked_today);

    assert_eq!(problems(office.begin_practice("merpati", "Apa?").await)[0].field, "channel");
    let id = office.begin_practice("whatsapp", "Siapa PPID?").await.unwrap();
    scene.test.clock.advance(SignedDuration::from_mins(4));
    let filled = filled(1, Some(scene.now()), Some(scene.now()));
    assert_eq!(office.fill_practice(id, &filled, true).await.unwrap(), 2);
    let seen = office.practice(id).await.unwrap();
    assert_eq!((seen.scored.score, seen.days), (Exact::HUNDRED, 0));
    let over = office.fill_practice(id, &Filled { base: 2, ..filled }, false).await;
    assert!(matches!(over, Err(AppError::Conflict(Conflict::State("ended")))), "{over:?}");
    assert_eq!(scene.component("62.06").await, None, "a practice never counts");
    let reader = scene.test.app.access(leader).office(ROUND, "62.06").await.unwrap();
    assert!(matches!(reader.note_readiness(&checks).await, Err(AppError::NotFound)));
    let neighbour = scene.test.app.access(other).office(ROUND, "62.71").await.unwrap();
    assert!(matches!(neighbour.practice(id).await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn the_bank_and_the_sheet_are_changed_on_sight() {
    let scene = Scene::new().await;
    let manager = scene.manager().await;
    let upload = |bytes: &str, reason: &str| SheetUpload {
        file_name: "lembar.yaml".into(),
        bytes: bytes.as_bytes().to_vec(),
        reason: reason.into(),
    };
    let broken = DEFAULT.replace("points: \"7\"", "points: 7");
    let found = problems(manager.upload_sheet(&upload(&broken, "uji")).await);
    let Problem::Defects { lines } = &found[0].problem else { panic!("{found:?}") };
    assert!(lines[0].starts_with("lembar.yaml:"), "{lines:?}");
    assert_eq!(why(manager.upload_sheet(&upload(DEFAULT, "sama")).await).1, "access-sheet-same");
    let other = DEFAULT.replace("edition: \"2025\"", "edition: \"2026\"");
    assert_eq!(problems(manager.upload_sheet(&upload(&other, "")).await)[0].field, "reason");
    assert_eq!(manager.upload_sheet(&upload(&other, "Edisi baru")).await.unwrap(), 1);
    assert_eq!(manager.sheet().await.unwrap().sheet.edition, "2026");

    let new = NewScenario {
        code: "dip".into(),
        question: "x".into(),
        right_answer: "y".into(),
        ..NewScenario::default()
    };
    assert_eq!(problems(manager.add_scenario(&new).await)[0].problem, Problem::Taken);
    let bad = NewScenario { code: "Kode!".into(), ..NewScenario::default() };
    let fields: Vec<String> =
        problems(manager.add_scenario(&bad).await).into_iter().map(|p| p.field).collect();
    assert_eq!(fields, ["question", "right_answer", "code"]);
    let first = manager.overview().await.unwrap().scenarios.remove(0);
    manager.change_scenario(first.id, 1, &new).await.unwrap();
    let met = manager.retire_scenario(first.id, 1, true).await;
    assert!(matches!(met, Err(AppError::Conflict(Conflict::Version { current: 2, .. }))), "{met:?}");
    manager.retire_scenario(first.id, 2, true).await.unwrap();
    let second = manager.overview().await.unwrap().scenarios.remove(1);
    manager.retire_scenario(second.id, 1, true).await.unwrap();
    let none = manager.draw(&NewDraw { seed: "x".into(), reason: String::new() }).await;
    assert_eq!(why(none).1, "access-no-scenario");

    let tester = |login: &str, ties: &str| NewTester {
        login: login.into(),
        institution: "LSM".into(),
        ties: ties.into(),
    };
    assert_eq!(problems(manager.put_tester(&tester("kendali.ri", "")).await)[0].field, "login");
    let unknown = problems(manager.put_tester(&tester("uji.ani", "62, 99.99")).await);
    assert_eq!(unknown[0].problem, Problem::UnknownCodes { codes: vec!["99.99".into()] });
    manager.remove_tester(scene.ani.person).await.unwrap();
    let pool = manager.pool().await.unwrap();
    assert_eq!(pool.members.iter().filter(|member| member.tester.left_at.is_none()).count(), 1);
    assert_eq!(pool.candidates.len(), 1);
}

#[tokio::test]
async fn rules_name_a_component_that_the_scheme_has() {
    let scene = Scene::new().await;
    let national = scene.test.app.access(scene.ri.clone()).national_of(ROUND).await.unwrap();
    let mut rules =
        AccessTestRules { component: Some("wawancara".parse().unwrap()), ..AccessTestRules::default() };
    let refused = national.change_access_rules(ROUND, 1, &rules, "alasan").await;
    assert_eq!(why(refused), ("access_test.component".into(), "access-component-unknown".into()));
    rules.component = Some("uji_akses".parse().unwrap());
    rules.silence_minutes = 90;
    assert_eq!(national.change_access_rules(ROUND, 1, &rules, "alasan").await.unwrap(), 2);
    assert_eq!(national.round(ROUND).await.unwrap().round.rules.access_test, rules);
}
