//! The sites of offices: visited politely, faults told with proof, and a point lost only after a second walk at another time and
//! a person's confirmation.

use app::site::Sites;
use app::{AppError, Conflict, Principal};
use domain::ids::SiteFindingId;
use domain::person::Role;
use domain::site::{FindingState, SiteRules, WantedPage};
use jiff::SignedDuration;
use store::site::Finding;
use testkit::scene::ROUND;
use testkit::{Site, TestApp};

struct Scene {
    test: TestApp,
    site: Site,
    ri: Principal,
}

impl Scene {
    async fn new() -> Self {
        let site = Site::start().await;
        let test = TestApp::sqlite_looking(site.prober()).await;
        test.running_round().await;
        let ri = test.person("kendali.ri", Role::Controller, "00").await;
        let scene = Self { test, site, ri };
        let mut tx = scene.test.app.db().write().await.unwrap();
        let mut placed = store::body::by_code(&mut tx, "62.06").await.unwrap().unwrap();
        placed.body.site = scene.site.url("/");
        store::body::put(&mut tx, &placed).await.unwrap();
        tx.commit().await.unwrap();
        scene.rules(|_| {}).await;
        scene.show();
        scene
    }

    async fn rules(&self, change: impl FnOnce(&mut SiteRules)) {
        let page = |code: &str, words: &[&str]| WantedPage {
            code: code.into(),
            title: code.into(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        let mut tx = self.test.app.db().write().await.unwrap();
        let mut round = store::round::by_slug(&mut tx, ROUND).await.unwrap().unwrap();
        let pages = vec![page("dip", &["daftar informasi publik"]), page("laporan", &["laporan"])];
        round.rules.site = SiteRules { pages, ..SiteRules::default() };
        change(&mut round.rules.site);
        assert!(store::round::update(&mut tx, &round).await.unwrap());
        tx.commit().await.unwrap();
    }

    /// A site that has a list with a dead link, a good and a broken document, and no report.
    fn show(&self) {
        self.site.show_page(
            "/",
            "<!doctype html><html lang=id><title>PPID</title><a href=/dip>Daftar Informasi Publik</a><img src=x>",
        );
        self.site.show_page(
            "/dip",
            "<a href=/mati>Lampiran</a><a href=/daftar.csv>Daftar</a><a href=/rusak.pdf>Rusak</a><a href=/rahasia/x>R</a>\
             <a href=https://lain.example/>Lain</a>",
        );
        self.site.show("/daftar.csv", "200 OK", &[("Content-Type", "text/csv")], "nomor,judul\n1,SK DIP\n");
        self.site.show("/rusak.pdf", "200 OK", &[("Content-Type", "application/pdf")], "bukan PDF");
        self.site.show("/robots.txt", "200 OK", &[], "User-agent: *\nDisallow: /rahasia\n");
    }

    async fn sites(&self) -> Sites {
        self.test.app.access(self.ri.clone()).sites(ROUND).await.unwrap()
    }

    async fn visit(&self) {
        assert_eq!(self.sites().await.visit(None).await.unwrap(), 1, "one office has a site");
        self.test.app.run_due_jobs().await.unwrap();
    }

    async fn findings(&self) -> Vec<Finding> {
        self.sites().await.of("62.06").await.unwrap().findings
    }

    async fn finding(&self, code: &str) -> Finding {
        self.findings().await.into_iter().find(|found| found.code == code).unwrap()
    }

    async fn later(&self) {
        self.test.clock.advance(SignedDuration::from_hours(6));
        self.test.app.run_due_jobs().await.unwrap();
    }

    async fn score(&self) -> Option<String> {
        let mut conn = self.test.app.db().read().await.unwrap();
        let round = store::round::by_slug(&mut conn, ROUND).await.unwrap().unwrap();
        let all = store::review::components(&mut conn, round.id).await.unwrap();
        Some(all.get("62.06")?.get("uji_akses")?.score.to_string())
    }
}

#[tokio::test]
async fn a_walk_finds_what_is_amiss_and_keeps_proof() {
    let scene = Scene::new().await;
    scene.visit().await;
    let found = scene.findings().await;
    let codes: Vec<&str> = found.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["alt", "document", "insecure", "link", "page.laporan"]);
    assert!(found.iter().all(|found| found.state == FindingState::Seen));
    let document = scene.finding("document").await;
    assert_eq!(document.url, scene.site.url("/rusak.pdf"));
    let proof: serde_json::Value = serde_json::from_str(&document.last_seen).unwrap();
    assert_eq!(proof["status"], 200);
    assert_eq!(proof["sha256"].as_str().unwrap().len(), 64);
    assert!(proof["at"].is_string());
    let report = scene.sites().await.of("62.06").await.unwrap().visit.unwrap().report;
    assert_eq!(
        report.documents.iter().filter(|found| found.opens == Some(true)).count(),
        1,
        "the good one opens"
    );
    assert_eq!(report.left_out, 2, "neither what robots.txt closes nor another site is visited");
}

#[tokio::test]
async fn nothing_costs_a_point_before_a_second_walk_and_a_person() {
    let scene = Scene::new().await;
    scene.rules(|rules| rules.component = Some("uji_akses".parse().unwrap())).await;
    scene.visit().await;
    let sites = scene.sites().await;
    let page = scene.finding("page.laporan").await;
    let early = sites.decide(page.id, page.version, true, "tidak ada").await;
    assert!(matches!(early, Err(AppError::Conflict(Conflict::State("seen")))), "{early:?}");
    // A second walk at once proves nothing.
    scene.visit().await;
    assert_eq!(scene.finding("page.laporan").await.state, FindingState::Seen);
    // The clock sends the second walk at another time.
    scene.later().await;
    let page = scene.finding("page.laporan").await;
    assert_eq!(page.state, FindingState::Repeated);
    assert_eq!(scene.score().await, None, "walks alone cost nothing");
    // The office replies, and a person decides.
    let who = scene.test.person("petugas", Role::Officer, "62.06").await;
    let office = scene.test.app.access(who).office(ROUND, "62.06").await.unwrap();
    let stale = office.reply(page.id, page.version - 1, "Ada di menu lain").await;
    assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { .. }))));
    office.reply(page.id, page.version, "Ada di menu lain").await.unwrap();
    let page = scene.finding("page.laporan").await;
    assert_eq!(page.reply, "Ada di menu lain");
    assert!(matches!(sites.decide(page.id, page.version, true, " ").await, Err(AppError::Invalid(_))));
    sites.decide(page.id, page.version, true, "Sudah dicari dua kali").await.unwrap();
    assert_eq!(scene.score().await.as_deref(), Some("50"));
    let page = scene.finding("page.laporan").await;
    sites.decide(page.id, page.version, false, "Ternyata ada").await.unwrap();
    assert_eq!(scene.score().await.as_deref(), Some("100"));
}

#[tokio::test]
async fn without_a_component_everything_is_advice_and_what_is_mended_goes() {
    let scene = Scene::new().await;
    scene.visit().await;
    scene.later().await;
    let page = scene.finding("page.laporan").await;
    scene.sites().await.decide(page.id, page.version, true, "tidak ada").await.unwrap();
    assert_eq!(scene.score().await, None);
    scene.site.show_page("/mati", "<p>hidup");
    scene.visit().await;
    assert_eq!(scene.finding("link").await.state, FindingState::Gone);
    assert_eq!(
        scene.finding("page.laporan").await.state,
        FindingState::Confirmed,
        "what a person decided stays"
    );
    // A site that is down for a while says nothing of what lies behind its first page.
    let before = scene.finding("alt").await.state;
    scene.site.clear();
    scene.visit().await;
    assert_eq!(scene.finding("alt").await.state, before);
    assert_eq!(scene.finding("unreachable").await.state, FindingState::Seen);
}

#[tokio::test]
async fn a_site_that_asks_not_to_be_visited_is_not() {
    let scene = Scene::new().await;
    scene.site.show("/robots.txt", "200 OK", &[], "User-agent: Terbuka\nDisallow: /\n");
    scene.visit().await;
    assert!(scene.findings().await.is_empty());
    let report = scene.sites().await.of("62.06").await.unwrap().visit.unwrap().report;
    assert_eq!(report.welcome, domain::site::Welcome::Closed);
    assert_eq!(report.home.status, None, "the first page was not asked for");
}

#[tokio::test]
async fn z04_only_controllers_decide_and_nobody_about_the_own_office() {
    let scene = Scene::new().await;
    scene.visit().await;
    let finding = scene.finding("link").await;
    for (login, role, body) in
        [("p", Role::Officer, "62.06"), ("v", Role::Verifier, "62"), ("t", Role::Tester, "00")]
    {
        let who = scene.test.person(&format!("orang.{login}"), role, body).await;
        assert!(matches!(scene.test.app.access(who).sites(ROUND).await, Err(AppError::NotFound)), "{role}");
    }
    let mut own = scene.ri.clone();
    own.grants.push(domain::person::Grant { role: Role::Officer, body: "62.06".parse().unwrap() });
    let own = scene.test.app.access(own).sites(ROUND).await.unwrap();
    assert!(matches!(own.of("62.06").await, Err(AppError::NotFound)));
    assert!(matches!(own.decide(finding.id, 1, false, "sendiri").await, Err(AppError::NotFound)));
    let who = scene.test.person("petugas.lain", Role::Officer, "62.71").await;
    let other = scene.test.app.access(who).office(ROUND, "62.71").await.unwrap();
    assert!(matches!(other.reply(finding.id, 1, "bukan milik kami").await, Err(AppError::NotFound)));
    let unknown = SiteFindingId::new(scene.test.app.now(), &domain::random::Seeded::new(1));
    assert!(matches!(scene.sites().await.decide(unknown, 1, true, "x").await, Err(AppError::NotFound)));
}
