//! What the pages say of links: to the office, to those who judge it, to nobody else.

use domain::link::RETRY;
use domain::person::Role;
use domain::round::PhaseKind;
use http::StatusCode;
use jiff::SignedDuration;
use testkit::{Browser, Site, TestApp};

use super::{HOME, INSTRUMENT, SCHEME, at, browser, people};

const REVIEW: &str = "/verifikasi/monev-2024/kabupaten-katingan";

struct Scene {
    test: TestApp,
    site: Site,
    officer: Browser,
}

impl Scene {
    /// A question that takes links is answered, and an address of the office's site too.
    async fn new() -> Self {
        let site = Site::start().await;
        let test = TestApp::sqlite_looking(site.prober()).await;
        test.small_tree().await;
        test.round("monev-2024", INSTRUMENT, SCHEME, &["62.06", "62.71", "63.01"]).await;
        people(&test).await;
        let mut officer = browser(&test, "petugas").await;
        officer.post(&at("A06"), &[("base", "0"), ("options", "jam_web")]).await;
        Self { test, site, officer }
    }

    async fn add(&mut self, link: &str) {
        let page = self.officer.post(&format!("{}/tautan/tautan", at("A06")), &[("link", link)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        self.test.app.run_due_jobs().await.unwrap();
    }

    async fn later(&self, by: SignedDuration) {
        self.test.clock.advance(by);
        self.test.app.run_due_jobs().await.unwrap();
    }

    async fn submit(&self) {
        let (mut ppid, mut leader) =
            (browser(&self.test, "ppid").await, browser(&self.test, "pimpinan").await);
        ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
        leader.post(&format!("{HOME}/pengesahan"), &[]).await;
        ppid.post(&format!("{HOME}/kirim"), &[]).await;
        self.test.app.run_due_jobs().await.unwrap();
    }

    /// Sets the clock after the end of the filling.
    async fn close(&self) {
        let mut conn = self.test.app.db().read().await.unwrap();
        let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
        let closes = store::round::schedule(&mut conn, round.id).await.unwrap().0[&PhaseKind::Filling].closes;
        drop(conn);
        self.test.clock.set(closes + SignedDuration::from_hours(24));
    }
}

#[tokio::test]
async fn the_office_reads_what_its_links_are_worth() {
    let mut scene = Scene::new().await;
    let evil = "<title>Jam &lt;layanan&gt;</title><p>Senin 08.00</p><script>alert(1)</script>";
    scene.site.show_page("/jam", evil);
    let (good, dead) = (scene.site.url("/jam"), scene.site.url("/hilang"));
    scene.add(&good).await;
    scene.add(&dead).await;
    let page = scene.officer.get(&at("A06")).await;
    assert_eq!(page.find(".tb-link .govuk-tag"), ["Baik", "Perlu dilihat"], "in words");
    let said = page.find(".tb-link > p");
    assert!(said[0].contains("Dapat dibuka tanpa masuk. Diperiksa 10 Juni 2024 pukul 09.00 WIB"), "{said:?}");
    assert!(said[1].contains("Belum terbuka: halaman tidak ada (status 404)"), "{said:?}");
    let facts = page.find(".tb-link .govuk-summary-list__value").join("|");
    for fact in [&good, "halaman terbuka (status 200)", "text/html", "Jam <layanan>", "disimpan"] {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
    let copy = page.attributes(".tb-link a[href^='/bukti/tautan/']", "href");
    assert_eq!(copy.len(), 1, "of what was not there is no copy");
    assert!(
        page.one(".tb-link a[href^='/bukti/tautan/']").contains(&good),
        "named for those who only hear it"
    );

    // Twice missing: a problem, named on the page that checks, with the way to its question.
    scene.later(RETRY).await;
    let page = scene.officer.get(&at("A06")).await;
    assert_eq!(page.find(".tb-link .govuk-tag"), ["Baik", "Bermasalah"]);
    assert!(page.text().contains("Perbaiki halaman itu atau ganti tautannya"));
    let page = scene.officer.get(&format!("{HOME}/periksa")).await;
    let problems = page.find("#tautan + ul a");
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].starts_with(&format!("Pertanyaan 6: {dead}. Tidak dapat dibuka sejak")),
        "{problems:?}"
    );
    assert_eq!(page.attributes("#tautan + ul a", "href"), [format!("{}#bukti", at("A06"))]);

    // Mended, and asked for once more.
    scene.site.show_page("/hilang", "<p>kembali");
    let asked = scene.officer.post(&format!("{HOME}/tautan"), &[]).await;
    assert_eq!(asked.location(), Some(format!("{HOME}/periksa?tautan=2").as_str()));
    scene.test.app.run_due_jobs().await.unwrap();
    let page = scene.officer.get(asked.location().unwrap()).await;
    assert!(page.one(".govuk-notification-banner").contains("2 tautan sedang diperiksa"));
    assert!(page.text().contains("Tidak ada tautan yang bermasalah"));
    for _ in 0..2 {
        let again = scene.officer.post(&format!("{HOME}/tautan"), &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
    }
    let again = scene.officer.post(&format!("{HOME}/tautan"), &[]).await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_address_as_answer_has_its_proof_below_the_form() {
    let mut scene = Scene::new().await;
    scene.site.show("/", "302 Found", &[("Location", "/masuk")], "");
    scene.site.show_page("/masuk", "<p>Masuk");
    let link = scene.site.url("/");
    scene.officer.post(&at("B10"), &[("base", "0"), ("url", &link)]).await;
    assert!(scene.officer.get(&at("B10")).await.one(".tb-link").contains("Belum diperiksa"));
    scene.later(SignedDuration::from_secs(20)).await;
    let page = scene.officer.get(&at("B10")).await;
    let said = page.one(".tb-link");
    assert!(said.contains("Hanya terbuka bagi yang masuk dengan akun"), "{said}");
    assert!(said.contains("Ubah izinnya"), "what the office can do");
    assert!(said.contains(&scene.site.url("/masuk")), "where it really leads");
}

#[tokio::test]
async fn the_reviewer_sees_the_proof_of_a_link_that_died_after_the_closing() {
    let mut scene = Scene::new().await;
    scene.site.show_page("/jam", "<title>Jam</title><p>Senin 08.00</p><img src=x onerror=alert(1)>");
    let link = scene.site.url("/jam");
    scene.add(&link).await;
    scene.later(SignedDuration::from_hours(1)).await;
    scene.submit().await;
    scene.close().await;
    scene.site.clear();
    // Two weeks later everybody has been signed out.
    let asked = browser(&scene.test, "petugas").await.post(&format!("{HOME}/tautan"), &[]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    scene.test.app.run_due_jobs().await.unwrap();
    scene.later(RETRY).await;
    scene.test.person("verifikator", Role::Verifier, "62").await;
    let mut verifier = browser(&scene.test, "verifikator").await;
    let page = verifier.get(&format!("{REVIEW}/A06")).await;
    assert_eq!(page.status, StatusCode::OK);
    let said = page.one(".tb-link > p");
    assert!(said.starts_with("Baik"), "{said}");
    assert!(said.contains("Salinan yang tersimpan yang dihitung"), "{said}");
    assert!(!page.text().contains("Perbaiki halaman itu"), "advice is for the office");
    let facts = page.find(".tb-link .govuk-summary-list__value").join("|");
    assert!(
        facts.contains("SAQ dikirim") && facts.contains("halaman tidak ada (status 404)"),
        "both looks: {facts}"
    );
    // The copy: plain text in a sandbox, whatever the page was.
    let href = page.attributes(".tb-link a[href^='/bukti/tautan/']", "href").remove(0);
    let copy = verifier.get(&href).await;
    assert_eq!((copy.status, &copy.body[..]), (StatusCode::OK, b"Senin 08.00".as_slice()));
    let header = |name: &str| copy.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    assert_eq!(header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").starts_with("sandbox"));
    assert_eq!(header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn z01_z02_the_copy_of_a_link_is_for_the_office_and_its_reviewers() {
    let mut scene = Scene::new().await;
    scene.site.show_page("/jam", "<p>Senin");
    let link = scene.site.url("/jam");
    scene.add(&link).await;
    let page = scene.officer.get(&at("A06")).await;
    let href = page.attributes(".tb-link a[href^='/bukti/tautan/']", "href").remove(0);
    for submitted in [false, true] {
        if submitted {
            scene.submit().await;
        }
        for (role, body, place) in Role::ALL.into_iter().flat_map(|role| {
            [("62.06", "own"), ("62.71", "neighbour"), ("62", "above"), ("00", "root"), ("63", "elsewhere")]
                .map(|(body, place)| (role, body, place))
        }) {
            let login = format!("{role}.{place}.{submitted}");
            scene.test.person(&login, role, body).await;
            let status = browser(&scene.test, &login).await.get(&href).await.status;
            let own =
                place == "own" && matches!(role, Role::Officer | Role::Ppid | Role::Superior | Role::Leader);
            let judges = submitted
                && matches!(role, Role::Verifier | Role::Controller)
                && matches!(place, "above" | "root");
            let expected = if own || judges { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(status, expected, "{login}");
        }
    }
    for odd in ["1", "x", "00000000-0000-7000-8000-000000000000", "..%2f..%2fetc"] {
        assert_eq!(scene.officer.get(&format!("/bukti/tautan/{odd}")).await.status, StatusCode::NOT_FOUND);
    }
    let mut nobody = Browser::new(web::router(web::Web { app: scene.test.app.clone() }).expect("a router"));
    assert_eq!(nobody.get(&href).await.status, StatusCode::SEE_OTHER, "to the sign-in");
}

#[tokio::test]
async fn where_nobody_looks_the_pages_say_so() {
    let test = super::real_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A06"), &[("base", "0"), ("options", "jam_web")]).await;
    let link = [("link", "https://ppid.example/")];
    officer.post(&format!("{}/tautan/tautan", at("A06")), &link).await;
    let said = officer.get(&at("A06")).await.one(".tb-link");
    assert_eq!(said, "Pemeriksaan tautan dimatikan pengelola layanan ini.");
    let page = officer.get(&format!("{HOME}/periksa")).await;
    assert!(page.text().contains("Pemeriksaan tautan dimatikan"));
    assert!(page.find(&format!("form[action='{HOME}/tautan']")).is_empty());
}
