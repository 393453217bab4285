//! Links as proof: looked at when they are saved, submitted, closed; what was there at the closing counts.

use app::link::{Kind, LinkProof};
use app::office::SaveAnswer;
use app::reviewer::Order;
use app::{AppError, Office};
use domain::assessments::Answer;
use domain::level::Level;
use domain::link::{Occasion, RETRY, Standing};
use domain::person::Role;
use domain::round::PhaseKind;
use futures_util::TryStreamExt as _;
use jiff::{SignedDuration, Timestamp};
use store::round::{Extension, Round};
use testkit::scene::ROUND;
use testkit::{Site, TestApp};

const INSTRUMENT: &str = include_str!("../../../../data/instrument-saq-2024.yaml");
const SCHEME: &str = include_str!("../../../../data/scheme-bawaslu-2024.yaml");
/// A question with places for links.
const QUESTION: &str = "A06";
/// A question whose answer is a link.
const ADDRESS: &str = "B10";

struct Scene {
    test: TestApp,
    site: Site,
    round: Round,
    office: Office,
}

impl Scene {
    async fn new() -> Self {
        let site = Site::start().await;
        let test = TestApp::sqlite_looking(site.prober()).await;
        test.small_tree().await;
        let round = test.round(ROUND, INSTRUMENT, SCHEME, &["62.06", "62.71"]).await;
        let who = test.person("ppid", Role::Ppid, "62.06").await;
        let office = test.app.access(who).office(ROUND, "62.06").await.unwrap();
        let value = Answer { options: Some(vec!["jam_web".parse().unwrap()]), ..Answer::default() };
        let answer = SaveAnswer { question: QUESTION.parse().unwrap(), base: 0, value };
        office.save_answer(answer).await.unwrap();
        Self { test, site, round, office }
    }

    async fn add(&self, link: &str) {
        self.office.add_link(QUESTION, "tautan", link, "").await.unwrap();
        self.jobs().await;
    }

    async fn jobs(&self) {
        self.test.app.run_due_jobs().await.unwrap();
    }

    /// Lets time pass, with what is due in it.
    async fn later(&self, by: SignedDuration) -> Timestamp {
        self.test.clock.advance(by);
        self.jobs().await;
        self.test.app.now()
    }

    async fn proof(&self) -> LinkProof {
        // A handle of this moment: the end of the filling may have moved.
        let office = self.test.app.access(self.office_person()).office(ROUND, "62.06").await.unwrap();
        office.link_proofs().await.unwrap().remove(QUESTION).unwrap().remove(0)
    }

    fn office_person(&self) -> app::Principal {
        use domain::person::{Grant, Login};
        app::Principal {
            person: domain::ids::PersonId::new(self.test.app.now(), &domain::random::Seeded::new(3)),
            login: Login::parse("pimpinan").unwrap(),
            name: "Pimpinan".to_owned(),
            language: None,
            grants: vec![Grant { role: Role::Leader, body: "62.06".parse().unwrap() }],
            via: app::Via::Session(domain::ids::SessionId::new(
                self.test.app.now(),
                &domain::random::Seeded::new(1),
            )),
        }
    }

    async fn closing(&self) -> Timestamp {
        let mut conn = self.test.app.db().read().await.unwrap();
        store::round::schedule(&mut conn, self.round.id).await.unwrap().0[&PhaseKind::Filling].closes
    }

    /// Puts the job of the closing there, as scheduling a round does.
    async fn plan_closing(&self) {
        let closes = self.closing().await;
        let random = domain::random::Seeded::new(9);
        let new = store::job::NewJob {
            id: domain::ids::JobId::new(self.test.app.now(), &random),
            kind: "probe_round",
            unique_key: self.round.id.to_string(),
            payload: serde_json::json!({ "kind": "probe_round", "round": self.round.id }).to_string(),
            run_at: closes,
        };
        let mut tx = self.test.app.db().write().await.unwrap();
        store::job::enqueue(&mut tx, &new, self.test.app.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn submit(&self) {
        let leader = self.test.person("pimpinan", Role::Leader, "62.06").await;
        self.office.sign_off(true).await.unwrap();
        let leader = self.test.app.access(leader).office(ROUND, "62.06").await.unwrap();
        leader.endorse().await.unwrap();
        self.office.submit().await.unwrap();
    }
}

#[tokio::test]
async fn a_link_that_dies_after_the_closing_keeps_its_proof() {
    let scene = Scene::new().await;
    scene.site.show_page("/dip", "<title>DIP</title><p>Daftar informasi publik 2024</p><script>x()</script>");
    let link = scene.site.url("/dip");
    scene.add(&link).await;
    let proof = scene.proof().await;
    assert_eq!(proof.standing, Standing::Reachable { at: scene.test.app.now() });
    assert_eq!(proof.looks[0].occasion, Occasion::Saved);
    scene.plan_closing().await;
    scene.later(SignedDuration::from_hours(1)).await;
    scene.submit().await;
    scene.jobs().await;
    assert_eq!(scene.proof().await.looks[1].occasion, Occasion::Submission);
    scene.test.clock.set(scene.closing().await);
    scene.jobs().await;
    let closed = scene.test.app.now();
    assert_eq!(scene.proof().await.looks.last().unwrap().occasion, Occasion::Closing);

    // The site goes down; the office asks for another look.
    scene.site.clear();
    let died = scene.later(SignedDuration::from_hours(48)).await;
    assert_eq!(scene.office.check_links().await.unwrap(), 1);
    scene.jobs().await;
    scene.later(RETRY).await;
    let proof = scene.proof().await;
    assert_eq!(proof.standing, Standing::DiedAfterClosing { proof: closed, since: died });
    assert_eq!(proof.standing.level(), Level::Good);
    assert_eq!(proof.latest().unwrap().outcome.kind, Kind::NotFound);
    assert_eq!(proof.looks.len(), 5, "saved, submitted, closed, asked, asked again");

    // And so the reviewer sees it, with the text as it was.
    let who = scene.test.person("verifikator", Role::Verifier, "62").await;
    let access = scene.test.app.access(who);
    let reviewer = access.reviewer(ROUND).await.unwrap();
    let item = reviewer.item("62.06", QUESTION, Order::Office).await.unwrap();
    assert_eq!(item.links[0].standing, proof.standing);
    let counts = item.links[0].proof().unwrap();
    assert_eq!((counts.at, counts.occasion), (closed, Occasion::Closing));
    let snapshot = app::link::open(&access, counts.id).await.unwrap();
    let bytes: Vec<_> = snapshot.reading.stream.try_collect().await.unwrap();
    assert_eq!(bytes.concat(), "Daftar informasi publik 2024".as_bytes());

    // Every look has its event, in order.
    let mut conn = scene.test.app.db().read().await.unwrap();
    let object = format!("{}/62.06/{QUESTION}", scene.round.id);
    let events = store::event::of_object(&mut conn, "link", &object, 50).await.unwrap();
    assert_eq!(events.len(), 5);
    assert!(events.iter().all(|event| event.kind == "probed"));
}

#[tokio::test]
async fn one_failure_is_looked_at_again_before_a_link_counts_as_dead() {
    let scene = Scene::new().await;
    let begun = scene.test.app.now();
    scene.add(&scene.site.url("/hilang")).await;
    let proof = scene.proof().await;
    assert_eq!(proof.standing, Standing::NotYet { at: begun, alive: None });
    assert_eq!(proof.standing.level(), Level::Look);
    scene.later(RETRY - SignedDuration::from_secs(1)).await;
    assert_eq!(scene.proof().await.looks.len(), 1, "not before its time");
    scene.later(SignedDuration::from_secs(1)).await;
    let proof = scene.proof().await;
    assert_eq!(proof.standing, Standing::Dead { since: begun, alive: None });
    assert_eq!(proof.standing.level(), Level::Problem);
    scene.later(SignedDuration::from_hours(24)).await;
    assert_eq!(scene.proof().await.looks.len(), 2, "and then no more by itself");
    // Mended, and asked for.
    scene.site.show_page("/hilang", "<p>kembali</p>");
    scene.office.check_links().await.unwrap();
    scene.jobs().await;
    assert!(matches!(scene.proof().await.standing, Standing::Reachable { .. }));
}

#[tokio::test]
async fn an_address_as_answer_is_looked_at_when_it_is_whole() {
    let scene = Scene::new().await;
    scene.site.show_page("/", "<p>Situs PPID</p>");
    let save = async |url: &str, base| {
        let value = serde_json::from_value(serde_json::json!({ "url": url })).unwrap();
        let answer = SaveAnswer { question: ADDRESS.parse().unwrap(), base, value };
        scene.office.save_answer(answer).await.unwrap();
    };
    save(&scene.site.url("/se"), 0).await;
    scene.later(SignedDuration::from_secs(2)).await;
    save(&scene.site.url("/"), 1).await;
    scene.jobs().await;
    let proofs = async || scene.office.link_proofs().await.unwrap().remove(ADDRESS).unwrap();
    assert_eq!(proofs().await[0].standing, Standing::Never, "somebody may still be typing");
    scene.later(SignedDuration::from_secs(15)).await;
    let found = proofs().await;
    assert!(matches!(found[0].standing, Standing::Reachable { .. }), "{found:?}");
    let mut conn = scene.test.app.db().read().await.unwrap();
    let probes = store::probe::of_question(&mut conn, scene.round.id, "62.06", ADDRESS).await.unwrap();
    assert_eq!(probes.len(), 1, "what was half typed is not looked at");
    assert_eq!(scene.office.question_sheet(ADDRESS).await.unwrap().links.len(), 1);
}

#[tokio::test]
async fn an_extension_moves_the_closing_of_its_office_alone() {
    let scene = Scene::new().await;
    scene.site.show_page("/dip", "<p>DIP");
    scene.add(&scene.site.url("/dip")).await;
    scene.plan_closing().await;
    let closes = scene.closing().await;
    let longer = closes + SignedDuration::from_hours(24 * 3);
    let extension = Extension {
        body: "62.06".parse().unwrap(),
        kind: PhaseKind::Filling,
        closes: longer,
        reason: "Banjir".into(),
        given_by: None,
        given_at: scene.test.app.now(),
    };
    let mut tx = scene.test.app.db().write().await.unwrap();
    store::round::put_extension(&mut tx, scene.round.id, &extension).await.unwrap();
    tx.commit().await.unwrap();
    let last = async || scene.proof().await.looks.last().unwrap().occasion;
    scene.test.clock.set(closes);
    scene.jobs().await;
    assert_eq!(last().await, Occasion::Saved);
    scene.test.clock.set(longer);
    scene.jobs().await;
    assert_eq!(last().await, Occasion::Closing);
    assert_eq!(scene.proof().await.looks.len(), 2);
}

#[tokio::test]
async fn a_look_long_after_the_closing_proves_nothing_of_it() {
    let scene = Scene::new().await;
    scene.site.show_page("/dip", "<p>DIP");
    scene.add(&scene.site.url("/dip")).await;
    scene.plan_closing().await;
    scene.test.clock.set(scene.closing().await + SignedDuration::from_hours(25));
    scene.jobs().await;
    assert_eq!(scene.proof().await.looks.len(), 1);
}

#[tokio::test]
async fn d11_an_address_inside_is_named_and_never_asked() {
    let scene = Scene::new().await;
    let beside = scene.site.url("/").replace("127.0.0.1", "127.0.0.2");
    for inside in ["http://169.254.169.254/latest/meta-data", &beside] {
        scene.add(inside).await;
        let proof = scene.proof().await;
        assert_eq!(proof.looks[0].outcome.kind, Kind::PrivateAddress, "{inside}");
        assert_eq!(proof.standing.level(), Level::Problem);
        scene.office.remove_evidence(QUESTION, evidence(&scene).await).await.unwrap();
    }
}

async fn evidence(scene: &Scene) -> domain::ids::EvidenceId {
    scene.office.question_sheet(QUESTION).await.unwrap().evidence[0].id
}

#[tokio::test]
async fn z01_z02_the_kept_text_is_for_the_office_and_its_reviewers_alone() {
    let scene = Scene::new().await;
    scene.site.show_page("/dip", "<p>DIP");
    scene.add(&scene.site.url("/dip")).await;
    let id = scene.proof().await.looks[0].id;
    let mut people = Vec::new();
    for (login, role, body, before, after) in [
        ("petugas.sendiri", Role::Officer, "62.06", true, true),
        ("petugas.tetangga", Role::Officer, "62.71", false, false),
        ("verifikator.kalteng", Role::Verifier, "62", false, true),
        ("verifikator.kalsel", Role::Verifier, "63", false, false),
        ("kendali.ri", Role::Controller, "00", false, true),
    ] {
        people.push((scene.test.person(login, role, body).await, before, after));
    }
    let sees =
        async |who: &app::Principal| match app::link::open(&scene.test.app.access(who.clone()), id).await {
            Ok(_) => true,
            Err(AppError::NotFound) => false,
            Err(other) => panic!("{other:?}"),
        };
    for (who, before, _) in &people {
        assert_eq!(sees(who).await, *before, "{} before the submission", who.name);
    }
    scene.submit().await;
    for (who, _, after) in &people {
        assert_eq!(sees(who).await, *after, "{} after the submission", who.name);
    }
    let unknown = domain::ids::ProbeId::new(Timestamp::UNIX_EPOCH, &domain::random::Seeded::new(1));
    let owner = scene.test.app.access(people[0].0.clone());
    assert!(matches!(app::link::open(&owner, unknown).await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn an_office_asks_a_few_times_and_only_those_who_fill() {
    let scene = Scene::new().await;
    for _ in 0..app::link::LINK_CHECKS {
        scene.office.check_links().await.unwrap();
    }
    assert!(matches!(scene.office.check_links().await, Err(AppError::TooMany { .. })));
    let leader = scene.test.person("pimpinan", Role::Leader, "62.06").await;
    let leader = scene.test.app.access(leader).office(ROUND, "62.06").await.unwrap();
    assert!(matches!(leader.check_links().await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn without_a_prober_nothing_fails_and_nothing_is_claimed() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.round(ROUND, INSTRUMENT, SCHEME, &["62.06"]).await;
    let who = test.person("ppid", Role::Ppid, "62.06").await;
    let office = test.app.access(who).office(ROUND, "62.06").await.unwrap();
    let value = serde_json::from_value(serde_json::json!({ "options": ["jam_web"] })).unwrap();
    office.save_answer(SaveAnswer { question: QUESTION.parse().unwrap(), base: 0, value }).await.unwrap();
    office.add_link(QUESTION, "tautan", "https://ppid.example/", "").await.unwrap();
    assert_eq!(test.app.run_due_jobs().await.unwrap(), 0);
    assert!(!office.looks_at_links());
    assert_eq!(office.link_proofs().await.unwrap()[QUESTION][0].standing, Standing::Never);
}
