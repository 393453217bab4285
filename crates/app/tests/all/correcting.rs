//! Certificates, and results that turn out to be wrong after they were announced.

use app::controller::{NewCorrection, Proposal};
use app::reviewer::Verdict;
use app::{AppError, Conflict};
use domain::announcement::AnnouncementState;
use domain::person::Role;
use domain::problem::Problem;
use jiff::SignedDuration;
use testkit::TestApp;
use testkit::scene::ROUND;

async fn announced() -> (TestApp, store::round::Round) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let who = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let reviewer = test.app.access(who).reviewer(ROUND).await.unwrap();
    for (question, review) in
        [("A1", serde_json::json!({ "level": 2 })), ("B6", serde_json::json!({ "criteria": ["baru"] }))]
    {
        let review = serde_json::from_value(review).unwrap();
        let verdict =
            Verdict { base: 0, review, reason: "tidak tampak di foto".into(), doubtful: false, note: None };
        reviewer.save("62.06", question, &verdict).await.unwrap();
    }
    test.announce(&round).await;
    (test, round)
}

fn correction(share: &str) -> NewCorrection {
    NewCorrection {
        body: "62.06".into(),
        question: "A1".into(),
        share: share.into(),
        reason: "foto kedua menunjukkan ruangnya".into(),
    }
}

async fn certificate(
    test: &TestApp,
    round: &store::round::Round,
    body: &str,
) -> store::certificate::Certificate {
    test.app.public().certificate_of(round, body).await.unwrap().expect("a certificate")
}

#[tokio::test]
async fn certificates_come_with_the_announcement_and_say_what_it_says() {
    let (test, _) = announced().await;
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, ROUND).await.unwrap().unwrap();
    drop(conn);
    let public = test.app.public();
    assert!(public.certificate_of(&round, "62.71").await.unwrap().is_none(), "it did not submit");
    let own = certificate(&test, &round, "62.06").await;
    let result = public.results(ROUND).await.unwrap();
    let row = result.rows.iter().find(|row| row.listed.code.as_str() == "62.06").unwrap();
    assert_eq!(Some(&own.total_display), row.listed.total_display.as_ref());
    // However it is typed.
    let typed = own.reference.to_lowercase().replace('-', " ");
    let checked = public.check_certificate(&typed).await.unwrap();
    assert_eq!(checked.certificate, own);
    for unknown in ["", "S-24-0000-0000-0", "x", "../62.06", &own.reference.replace('S', "T")] {
        assert!(matches!(public.check_certificate(unknown).await, Err(AppError::NotFound)), "{unknown}");
    }
    let sheet = public.certificate_sheet(&own.reference).await.unwrap();
    let text = String::from_utf8(sheet.bytes).unwrap();
    assert!(
        text.contains("Bawaslu Kabupaten Katingan") && text.contains(&format!("/s/{}", own.reference)),
        "{text}"
    );
    assert_eq!(sheet.name, "sertifikat-monev-2024-kabupaten-katingan.pdf");
    // The letter is for the office and those above it.
    let officer = test.person_once("petugas.katingan", Role::Officer, &"62.06".parse().unwrap()).await;
    let letter = test.app.access(officer).letter(&own.reference).await.unwrap();
    assert!(String::from_utf8(letter.bytes).unwrap().contains("tidak tampak di foto"), "with the reasons");
    for (login, role, body) in [("petugas.tala", Role::Officer, "63.01"), ("penguji", Role::Tester, "00")] {
        let who = test.person(login, role, body).await;
        assert!(
            matches!(test.app.access(who).letter(&own.reference).await, Err(AppError::NotFound)),
            "{login}"
        );
    }
}

#[tokio::test]
async fn w19_a_correction_is_a_new_version_and_the_old_one_is_kept_and_marked() {
    let (test, round) = announced().await;
    let public = test.app.public();
    let one = test.person_once("ri.usul", Role::Controller, &round.owner).await;
    let ri = test.app.access(one).controller(ROUND).await.unwrap();
    let before = public.results(ROUND).await.unwrap();
    let old = certificate(&test, &before.round, "62.06").await;
    let other = certificate(&test, &before.round, "63.01").await;

    // Nothing to correct yet.
    let later = test.app.now() + SignedDuration::from_hours(24);
    let reason = "Foto kedua terlewat".to_owned();
    let proposal = Proposal { reason: reason.clone(), ..Proposal::at(later) };
    let refused = ri.propose(&proposal).await;
    assert!(matches!(&refused, Err(AppError::Invalid(p)) if p[0].field == "correction"), "{refused:?}");
    for (wrong, field) in [
        (NewCorrection { share: "2".into(), ..correction("1") }, "share"),
        (NewCorrection { reason: " ".into(), ..correction("1") }, "reason"),
        (NewCorrection { body: "99".into(), ..correction("1") }, "body"),
        (NewCorrection { question: "Z9".into(), ..correction("1") }, "question"),
        (NewCorrection { body: "62".into(), ..correction("1") }, "body"),
    ] {
        let refused = ri.correct(&wrong).await;
        assert!(matches!(&refused, Err(AppError::Invalid(p)) if p[0].field == field), "{field}: {refused:?}");
    }
    ri.correct(&correction("1/2")).await.unwrap();
    ri.correct(&correction("1")).await.unwrap();
    assert_eq!(ri.corrections().await.unwrap().len(), 1);
    let recap = ri.recap().await.unwrap();
    assert!(recap.is_correction);
    let changed: Vec<&str> =
        recap.rows.iter().filter(|row| row.public.is_some()).map(|row| row.body.code.as_str()).collect();
    assert_eq!(changed, ["62.06"]);
    let same = public.results(ROUND).await.unwrap();
    assert_eq!(same.results_hash, before.results_hash, "the public numbers stay");

    let silent = ri.propose(&Proposal::at(later)).await;
    assert!(
        matches!(&silent, Err(AppError::Invalid(p)) if p[0].field == "correction" && p[0].problem == Problem::Required)
    );
    let id = ri.propose(&proposal).await.unwrap();
    let frozen = ri.correct(&correction("0")).await;
    assert!(matches!(frozen, Err(AppError::Conflict(Conflict::State("proposed")))), "{frozen:?}");
    let two = test.person_once("ri.setuju", Role::Controller, &round.owner).await;
    test.approve(two, ROUND, id).await.unwrap();
    // A new name meanwhile is for the next round (W20).
    let renamed = b"code,name,level,parent,zone\n62.06,Kabupaten Lain,regency,62,WIB\n";
    test.app.operator().import_bodies(renamed, app::body::When::Now).await.unwrap();
    test.clock.set(later);
    test.app.run_due_jobs().await.unwrap();

    let after = public.results(ROUND).await.unwrap();
    assert_ne!(after.results_hash, before.results_hash);
    assert!(after.rows.iter().any(|row| row.listed.name == "Kabupaten Katingan"), "the name of its time");
    assert_eq!((after.edition, after.reason.as_str()), (2, reason.as_str()));
    assert_eq!(public.edition().await.unwrap(), 2, "what was kept of the old ones is not shown any more");
    let mut conn = test.app.db().read().await.unwrap();
    let all = store::announcement::of_round(&mut conn, round.id).await.unwrap();
    let states: Vec<_> = all.iter().map(|found| (found.edition, found.state)).collect();
    assert_eq!(states, [(2, AnnouncementState::Published), (1, AnnouncementState::Superseded)]);
    assert_eq!(all[1].results_hash, before.results_hash, "the old numbers are kept");
    drop(conn);

    let new = certificate(&test, &after.round, "62.06").await;
    let checked = public.check_certificate(&old.reference).await.unwrap();
    assert_eq!(checked.certificate.replaced_by.as_ref(), Some(&new.reference));
    assert!(
        checked.certificate.revoked_at.is_some() && checked.reason == reason,
        "superseded, and it says why"
    );
    assert!(public.certificate_sheet(&new.reference).await.is_ok(), "printed");
    assert_eq!(certificate(&test, &after.round, "63.01").await, other, "what did not change stays valid");
}

#[tokio::test]
async fn z05_nothing_is_corrected_before_it_is_public_or_by_others() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let one = test.person("ri.satu", Role::Controller, "00").await;
    let ri = test.app.access(one).controller(ROUND).await.unwrap();
    let early = ri.correct(&correction("1")).await;
    assert!(matches!(early, Err(AppError::Conflict(Conflict::State("running")))), "{early:?}");
    for (login, role, body) in [
        ("verifikator", Role::Verifier, "62"),
        ("pimpinan", Role::Leader, "00"),
        ("admin", Role::Administrator, "00"),
        ("kendali.lain", Role::Controller, "62"),
    ] {
        let who = test.person(login, role, body).await;
        assert!(matches!(test.app.access(who).controller(ROUND).await, Err(AppError::NotFound)), "{login}");
    }
}

#[tokio::test]
async fn a_controller_with_a_role_at_the_office_does_not_correct_it() {
    let (test, round) = announced().await;
    test.person_once("ri.usul", Role::Controller, &round.owner).await;
    test.grant("ri.usul", Role::Officer, "62.06").await;
    let mut who = test.person_once("ri.usul", Role::Controller, &round.owner).await;
    who.grants.push(domain::person::Grant { role: Role::Officer, body: "62.06".parse().unwrap() });
    let ri = test.app.access(who).controller(ROUND).await.unwrap();
    assert!(matches!(ri.correct(&correction("1")).await, Err(AppError::NotFound)), "z04");
}

#[tokio::test]
async fn a_round_may_leave_the_lowest_categories_without_certificates() {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let who = test.person("ri.aturan", Role::Controller, "00").await;
    let national = test.app.access(who).national_of(ROUND).await.unwrap();
    let scheme = national.scheme_of(ROUND).await.unwrap();
    let highest = scheme.categories.first().unwrap().code.clone();
    let mut rules = round.rules.clone();
    rules.certificate.lowest = Some("tidak-ada".parse().unwrap());
    let unknown = national.change_rules(ROUND, 1, &rules, "Hanya yang terbaik").await;
    assert!(
        matches!(&unknown, Err(AppError::Invalid(p)) if p[0].field == "certificate.lowest"),
        "{unknown:?}"
    );
    rules.certificate.lowest = Some(highest.clone());
    national.change_rules(ROUND, 1, &rules, "Hanya yang terbaik").await.unwrap();
    test.announce(&round).await;
    let public = test.app.public();
    let results = public.results(ROUND).await.unwrap();
    assert!(results.rows.iter().any(|row| row.listed.category.as_ref().is_some_and(|code| *code != highest)));
    for row in &results.rows {
        let certificate = public.certificate_of(&results.round, row.listed.code.as_str()).await.unwrap();
        assert_eq!(
            certificate.is_some(),
            row.listed.category.as_ref() == Some(&highest),
            "{}",
            row.listed.code
        );
    }
}
