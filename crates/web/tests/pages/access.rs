//! The access test in pages: the controllers prepare and draw, testers ask and record on their phones, offices see nothing
//! before it is opened, and check their readiness.

use domain::access_test::{AccessTestRules, Opened};
use domain::person::Role;
use http::StatusCode;
use jiff::SignedDuration;
use testkit::{Browser, Page, TestApp};

const MANAGE: &str = "/nasional/monev-2024/uji-akses";
const HOME: &str = "/saq/monev-2024/kabupaten-katingan";
const SHEET: &str = include_str!("../../../../data/access-sheet-2025.yaml");
const BEST: [(&str, &str); 5] =
    [("q-A1", "formulir"), ("q-A2", "tidak_ada"), ("q-C1", "lengkap"), ("q-D1", "ya"), ("q-D2", "terbit")];

struct Scene {
    test: TestApp,
    ri: Browser,
}

impl Scene {
    async fn new() -> Self {
        let test = TestApp::sqlite().await;
        test.running_round().await;
        test.person("kendali.ri", Role::Controller, "00").await;
        test.person("uji.ani", Role::Tester, "00").await;
        let ri = browser(&test, "kendali.ri").await;
        Self { test, ri }
    }

    /// A drawn test with one tester.
    async fn drawn() -> Self {
        let mut scene = Self::new().await;
        let fields =
            [("code", "dip"), ("question", "Di mana daftar informasi publik?"), ("right_answer", "Tautan")];
        scene.saved(&format!("{MANAGE}/skenario"), &fields).await;
        let fields = [("login", "uji.ani"), ("institution", "Universitas"), ("ties", "")];
        scene.saved(&format!("{MANAGE}/penguji"), &fields).await;
        let number = [("address", ""), ("hours", ""), ("whatsapp", "0812-3456-7890"), ("email", "")];
        scene.test.person("ppid", Role::Ppid, "62.06").await;
        let mut ppid = browser(&scene.test, "ppid").await;
        let page = ppid.post("/badan/kabupaten-katingan/ubah", &number).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        scene.saved(&format!("{MANAGE}/undian"), &[("seed", "Jakarta 2024")]).await;
        scene
    }

    async fn saved(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.ri.post(path, fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}: {}", page.text());
        page
    }

    /// The address of the case of Katingan, whose minute has come, and its tester's browser.
    async fn due(&mut self) -> (Browser, String) {
        let mut conn = self.test.app.db().read().await.expect("a connection");
        let round = store::round::by_slug(&mut conn, "monev-2024").await.expect("a query").expect("a round");
        let cases = store::access_test::case::of_body(&mut conn, round.id, "62.06").await.expect("a query");
        self.test.clock.set(cases[0].due_at);
        // Days have passed; sessions have ended.
        self.ri = browser(&self.test, "kendali.ri").await;
        (browser(&self.test, "uji.ani").await, format!("/uji-akses/{}", cases[0].id))
    }

    async fn rules(&self, rules: AccessTestRules) {
        let mut tx = self.test.app.db().write().await.expect("a transaction");
        let mut round =
            store::round::by_slug(&mut tx, "monev-2024").await.expect("a query").expect("a round");
        round.rules.access_test = rules;
        assert!(store::round::update(&mut tx, &round).await.expect("the round is written"));
        tx.commit().await.expect("a commit");
    }
}

async fn browser(test: &TestApp, login: &str) -> Browser {
    let mut browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    browser.sign_in(login).await;
    browser
}

fn base(page: &Page) -> String {
    page.attributes("form input[name=base]", "value").remove(0)
}

#[tokio::test]
async fn the_controllers_prepare_everything_on_their_pages() {
    let mut scene = Scene::new().await;
    let page = scene.ri.get("/nasional/monev-2024").await;
    assert!(page.attributes("main a", "href").contains(&MANAGE.to_owned()));
    let page = scene.ri.get(MANAGE).await;
    assert!(page.text().contains("lembar bawaan") && page.text().contains("Belum diundi."));
    // Nothing can be drawn yet; the form says why and keeps the seed.
    let page = scene.ri.post(&format!("{MANAGE}/undian"), &[("seed", "benih 7")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Belum ada skenario yang dipakai."), "{}", page.text());
    assert_eq!(page.attributes("#seed", "value"), ["benih 7"]);
    // A scenario that is half written.
    let path = format!("{MANAGE}/skenario");
    let page =
        scene.ri.post(&path, &[("code", "SK"), ("question", "Apa isi SK?"), ("channels", "desk")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.find(".govuk-error-summary a").len(), 2);
    assert_eq!(page.one("#question"), "Apa isi SK?");
    assert_eq!(page.attributes("input[name=channels][checked]", "value"), ["desk"]);
    // Rules.
    let path = format!("{MANAGE}/aturan");
    let version = scene.ri.get(&path).await.attributes("input[name=version]", "value").remove(0);
    let mut fields = vec![
        ("version", version.as_str()),
        ("access_test.channels", "email"),
        ("access_test.channels", "whatsapp"),
        ("access_test.tells_province", "tidak"),
        ("access_test.silence_minutes", "dua"),
        ("access_test.opened", "after_phase"),
        ("access_test.leave_counts", "ya"),
        ("access_test.component", "uji_akses"),
        ("reason", "Edaran baru"),
    ];
    let page = scene.ri.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields[4] = ("access_test.silence_minutes", "90");
    scene.saved(&path, &fields).await;
    let text = scene.ri.get(MANAGE).await.text();
    assert!(text.contains("WhatsApp, Surel") && text.contains("Sesudah tahap uji akses ditutup"), "{text}");
    // The sheet: a broken one is refused line by line, another one is used from now on.
    let path = format!("{MANAGE}/lembar");
    let broken = SHEET.replace("points: \"7\"", "points: 7");
    let files: [(&str, &str, &[u8]); 1] = [("file", "lembar.yaml", broken.as_bytes())];
    let page = scene.ri.upload(&path, &[("reason", "Uji")], &files).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("parts[0].questions[0].options[2].points"), "{}", page.text());
    let other = SHEET.replace("edition: \"2025\"", "edition: \"2026\"");
    let files: [(&str, &str, &[u8]); 1] = [("file", "lembar.yaml", other.as_bytes())];
    let page = scene.ri.upload(&path, &[("reason", "Edisi 2026")], &files).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let file = scene.ri.get(&format!("{MANAGE}/lembar.yaml")).await;
    assert_eq!(file.text(), other);
}

#[tokio::test]
async fn a_draw_is_published_whole() {
    let mut scene = Scene::drawn().await;
    let page = scene.ri.get(MANAGE).await;
    assert!(page.text().contains("3 kasus: 0 berjalan, 0 selesai"), "{}", page.text());
    let record = scene.ri.get(&format!("{MANAGE}/undian/1")).await;
    assert_eq!(record.json()["seed"], "Jakarta 2024");
    assert_eq!(record.json()["cases"].as_array().expect("a list").len(), 3);
    assert_eq!(scene.ri.get(&format!("{MANAGE}/undian/2")).await.status, StatusCode::NOT_FOUND);
    let page = scene.ri.post(&format!("{MANAGE}/undian"), &[("seed", "dua")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a further draw needs a reason");
}

#[tokio::test]
async fn a_tester_asks_records_and_hands_in() {
    let mut scene = Scene::drawn().await;
    let (mut tester, case) = scene.due().await;
    scene.test.clock.advance(SignedDuration::from_secs(-60));
    let early = tester.post(&format!("{case}/kirim"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("Belum waktunya."));
    scene.test.clock.advance(SignedDuration::from_secs(60));
    let list = tester.get("/uji-akses").await;
    assert_eq!(list.find("tbody tr").len(), 3);
    let sent = tester.post(&format!("{case}/kirim"), &[]).await;
    assert_eq!(sent.location(), Some(format!("{case}/buka").as_str()), "no form leads to another site");
    let open = tester.get(&format!("{case}/buka")).await;
    let wa = "https://wa.me/6281234567890?text=Di%20mana%20daftar%20informasi%20publik%3F";
    assert_eq!(open.attributes("main a.govuk-button", "href"), [wa]);
    assert_eq!(open.headers["refresh"], format!("0; url={wa}").as_str());
    scene.test.clock.advance(SignedDuration::from_mins(5));
    let open = tester.get(&format!("{case}/buka")).await;
    assert!(!open.headers.contains_key("refresh"), "whoever comes back is not sent away again");
    // What is typed wrong is said at its field, and everything typed stays.
    let page = tester.get(&case).await;
    let start = base(&page);
    let wrong = [
        ("base", start.as_str()),
        ("acknowledged", "2024-06-01"),
        ("acknowledged.time", "09:00"),
        ("q-D1", "ya"),
        ("note", "Ditanya balik"),
    ];
    let page = tester.post(&case, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Waktu ini sebelum pertanyaan dikirim."));
    assert_eq!(page.one("#note"), "Ditanya balik");
    assert_eq!(page.attributes("input[name='q-D1'][checked]", "value"), ["ya"]);
    // The button says that it came just now; what else was typed is kept with it.
    let page = tester.post(&case, &[("base", &start), ("do", "acknowledged"), ("q-D1", "ya")]).await;
    assert_eq!(page.location(), Some(case.as_str()), "{}", page.text());
    let page = tester.get(&case).await;
    assert_eq!(page.attributes("#acknowledged", "value").len(), 1);
    assert!(page.text().contains("0 jam 5 menit sesudah dikirim"), "{}", page.text());
    // The same form in two places: the second is told, and nothing of it is lost.
    let page = tester.post(&case, &[("base", &start), ("note", "Dari ponsel kedua")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.one("#note"), "Dari ponsel kedua");
    let now = base(&page);
    assert_ne!(now, start);
    let mut whole = vec![("base", now.as_str()), ("do", "submit")];
    whole.extend(BEST);
    let page = tester.post(&case, &whole).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "no answer yet, and one may still come");
    let page = tester.get(&case).await;
    let (day, clock) =
        (page.attributes("#acknowledged", "value"), page.attributes("[name='acknowledged.time']", "value"));
    whole.extend([("answered", day[0].as_str()), ("answered.time", clock[0].as_str())]);
    let page = tester.post(&case, &whole).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let page = tester.get(&case).await;
    assert!(page.text().contains("100 dari 100") && page.find("#jawaban").is_empty());
    // The controllers correct it, with a reason, and the component page says where its score comes from.
    let path = format!("{MANAGE}/kasus/{}", case.rsplit('/').next().expect("an id"));
    let seen = scene.ri.get(&path).await;
    let mut fixed: Vec<(&str, &str)> =
        whole.iter().filter(|(name, _)| !["base", "do"].contains(name)).copied().collect();
    let version = base(&seen);
    fixed.extend([("base", version.as_str()), ("reason", "")]);
    assert_eq!(scene.ri.post(&path, &fixed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    fixed.pop();
    fixed.retain(|(name, _)| *name != "q-D1");
    fixed.extend([("q-D1", "tidak"), ("reason", "Bahasanya kasar di tangkapan layar")]);
    scene.saved(&path, &fixed).await;
    let seen = scene.ri.get(&path).await.text();
    assert!(seen.contains("93 dari 100") && seen.contains("Bahasanya kasar"), "{seen}");
    let component = scene.ri.get("/nasional/monev-2024/komponen/uji_akses").await;
    assert_eq!(component.attributes("#score-62\\.06", "value"), ["93"]);
    assert_eq!(component.attributes("#reason-62\\.06", "value"), ["Dari uji akses: satu kasus"]);
}

#[tokio::test]
async fn w10_a_sheet_is_saved_while_it_is_filled() {
    let mut scene = Scene::drawn().await;
    let (mut tester, case) = scene.due().await;
    tester.post(&format!("{case}/kirim"), &[]).await;
    let start = base(&tester.get(&case).await);
    let line = async |tester: &mut Browser, fields: &[(&str, &str)]| {
        let body = serde_urlencoded::to_string(fields).expect("fields");
        let request = http::Request::post(&case)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("hx-request", "true")
            .body(axum::body::Body::from(body))
            .expect("a request");
        tester.send(request).await
    };
    let page = line(&mut tester, &[("base", &start), ("note", "sedang mengetik")]).await;
    assert_eq!((page.status, page.find(".tb-save--ok").len()), (StatusCode::OK, 1), "{}", page.text());
    let next = page.attributes("#base", "value").remove(0);
    let page = line(&mut tester, &[("base", &start), ("note", "yang lama")]).await;
    assert_eq!((page.status, page.find("[value=compare]").len()), (StatusCode::CONFLICT, 1));
    let page = line(&mut tester, &[("base", &next), ("q-A1", "emas")]).await;
    assert_eq!((page.status, page.find(".tb-save--failed").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
    let page = tester.get(&case).await;
    assert_eq!(page.one("#note"), "sedang mengetik");
    assert!(page.attributes("#perangkat", "data-path").contains(&case), "a bad line loses nothing");
}

#[tokio::test]
async fn z01_nobody_else_learns_that_there_is_a_test() {
    let mut scene = Scene::drawn().await;
    let (mut tester, case) = scene.due().await;
    let file: [(&str, &str, &[u8]); 1] = [("file", "layar.png", super::saq::PNG)];
    tester.post(&format!("{case}/kirim"), &[]).await;
    let added = tester.upload(&format!("{case}/berkas"), &[("caption", "Balasan")], &file).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let page = tester.get(&case).await;
    let proofs = page.attributes("a[href^='/uji-akses/berkas/']", "href");
    let id = case.rsplit('/').next().expect("an id").to_owned();
    let scenario = scene.ri.get(MANAGE).await.attributes("a[href*='/skenario/']", "href").remove(0);
    let pages = [
        case.clone(),
        format!("{case}/buka"),
        proofs[0].clone(),
        MANAGE.to_owned(),
        format!("{MANAGE}/aturan"),
        format!("{MANAGE}/lembar"),
        format!("{MANAGE}/lembar.yaml"),
        format!("{MANAGE}/skenario"),
        scenario.clone(),
        format!("{MANAGE}/penguji"),
        format!("{MANAGE}/undian"),
        format!("{MANAGE}/undian/1"),
        format!("{MANAGE}/kasus/{id}"),
        format!("{HOME}/uji-akses"),
        format!("{HOME}/uji-akses/bukti/{}", proofs[0].rsplit('/').next().expect("an id")),
    ];
    let posts = [
        case.clone(),
        format!("{case}/kirim"),
        format!("{MANAGE}/aturan"),
        format!("{MANAGE}/skenario"),
        scenario.clone(),
        format!("{scenario}/pakai"),
        format!("{MANAGE}/penguji"),
        format!("{MANAGE}/undian"),
        format!("{MANAGE}/kasus/{id}"),
    ];
    let others = [
        ("petugas", Role::Officer, "62.06"),
        ("atasan", Role::Superior, "62.06"),
        ("pimpinan", Role::Leader, "62.06"),
        ("verifikator", Role::Verifier, "62"),
        ("admin", Role::Administrator, "00"),
        ("panelis", Role::Panellist, "00"),
        ("uji.lain", Role::Tester, "00"),
        ("kendali.kalsel", Role::Controller, "63"),
    ];
    for (login, role, body) in others {
        scene.test.person(login, role, body).await;
        let mut other = browser(&scene.test, login).await;
        for path in &pages {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{login} GET {path}");
        }
        for path in &posts {
            let fields = [("seed", "x"), ("reason", "y"), ("base", "2"), ("version", "1")];
            assert_eq!(other.post(path, &fields).await.status, StatusCode::NOT_FOUND, "{login} POST {path}");
        }
        if role != Role::Tester {
            assert_eq!(other.get("/uji-akses").await.status, StatusCode::NOT_FOUND, "{login}");
            let text = other.get("/pemberitahuan").await.text();
            assert!(!text.contains("Uji akses"), "{login}");
        }
    }
    let text = browser(&scene.test, "petugas").await.get(HOME).await.text();
    assert!(!text.contains("/uji-akses"), "the office's own page names no test");
}

#[tokio::test]
async fn the_office_reads_its_result_once_it_is_opened() {
    let mut scene = Scene::drawn().await;
    let (mut tester, case) = scene.due().await;
    tester.post(&format!("{case}/kirim"), &[]).await;
    let start = base(&tester.get(&case).await);
    let file: [(&str, &str, &[u8]); 1] = [("file", "ani.png", super::saq::PNG)];
    tester.upload(&format!("{case}/berkas"), &[("caption", "Balasan kantor")], &file).await;
    let mut whole = vec![("base", start.as_str()), ("do", "answered")];
    whole.extend(BEST);
    tester.post(&case, &whole).await;
    let page = tester.get(&case).await;
    let (day, clock) =
        (page.attributes("#answered", "value"), page.attributes("[name='answered.time']", "value"));
    let now = base(&page);
    let mut whole = vec![("base", now.as_str()), ("do", "submit")];
    whole.extend([("answered", day[0].as_str()), ("answered.time", clock[0].as_str())]);
    whole.extend(BEST);
    assert_eq!(tester.post(&case, &whole).await.status, StatusCode::SEE_OTHER);
    scene.test.app.run_due_jobs().await.expect("the jobs");
    scene.rules(AccessTestRules { opened: Opened::AfterPhase, ..AccessTestRules::default() }).await;
    scene.test.clock.advance(SignedDuration::from_hours(24 * 10));
    scene.test.person("petugas", Role::Officer, "62.06").await;
    let mut office = browser(&scene.test, "petugas").await;
    let home = office.get(HOME).await;
    assert!(home.attributes("main a", "href").contains(&format!("{HOME}/uji-akses")));
    let page = office.get(&format!("{HOME}/uji-akses")).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("Rata-rata uji akses: 100") && text.contains("Jakarta 2024"), "{text}");
    assert!(!text.contains("uji.ani") && !text.contains("ani.png"), "{text}");
    let picture = page.attributes("a[href*='/bukti/']", "href").remove(0);
    assert_eq!(office.get(&picture).await.status, StatusCode::OK);
    scene.test.person("petugas.lain", Role::Officer, "62.71").await;
    let mut other = browser(&scene.test, "petugas.lain").await;
    assert_eq!(other.get(&picture).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&format!("{HOME}/uji-akses")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_office_keeps_its_log_and_rehearses() {
    let scene = Scene::new().await;
    scene.test.person("petugas", Role::Officer, "62.06").await;
    scene.test.person("pimpinan", Role::Leader, "62.06").await;
    let mut office = browser(&scene.test, "petugas").await;
    let path = format!("{HOME}/kesiapan");
    assert!(office.get(HOME).await.attributes("main a", "href").contains(&path));
    let long = "x".repeat(1_001);
    let page = office.post(&path, &[("checks", "credit"), ("roster", &long), ("note", "Sinyal lemah")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.one("#note"), "Sinyal lemah");
    assert_eq!(page.attributes("input[name=checks][checked]", "value"), ["credit"]);
    let fields =
        [("checks", "credit"), ("checks", "data"), ("roster", "Sri, 09.00-15.00"), ("auto_reply", "Halo")];
    assert_eq!(office.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let page = office.get(&path).await;
    assert!(
        page.text().contains("Pemeriksaan hari ini sudah dicatat.") && page.text().contains("Belum lengkap")
    );
    assert_eq!(page.one("#roster"), "Sri, 09.00-15.00", "what changes rarely stands there");

    let page = office.post(&format!("{path}/latihan"), &[("channel", ""), ("question", "Siapa PPID?")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = office
        .post(&format!("{path}/latihan"), &[("channel", "telephone"), ("question", "Siapa PPID?")])
        .await;
    let practice = page.location().expect("a rehearsal").to_owned();
    let page = office.get(&practice).await;
    assert!(page.find("main .govuk-tag").contains(&"Latihan".to_owned()));
    let start = base(&page);
    let mut whole = vec![("base", start.as_str()), ("do", "submit")];
    whole.extend(BEST);
    assert_eq!(office.post(&practice, &whole).await.status, StatusCode::SEE_OTHER);
    let page = office.get(&practice).await;
    assert!(page.text().contains("73 dari 100"), "nobody answered: {}", page.text());
    let mut leader = browser(&scene.test, "pimpinan").await;
    assert!(leader.get(&path).await.find("form[action$=kesiapan]").is_empty());
    assert_eq!(leader.post(&path, &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(leader.post(&practice, &whole).await.status, StatusCode::NOT_FOUND);
}
