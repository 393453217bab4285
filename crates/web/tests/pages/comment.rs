//! The public challenges what offices claim.

use domain::person::Role;
use domain::round::{PhaseKind, Window};
use http::StatusCode;
use jiff::SignedDuration;
use store::round::Round;
use testkit::{Browser, TestApp};

use super::saq::{PNG, browser};

const CLAIMS: &str = "/masukan-publik/monev-2024/kabupaten-katingan";
const A1: &str = "/masukan-publik/monev-2024/kabupaten-katingan/A1";

fn nobody(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

/// Two offices have submitted; the public is asked for two days.
async fn asking() -> (TestApp, Round) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    test.person("verifikator.kalteng", Role::Verifier, "62").await;
    test.person("verifikator.kalsel", Role::Verifier, "63").await;
    let mut tx = test.app.db().write().await.unwrap();
    let mut schedule = store::round::schedule(&mut tx, round.id).await.unwrap();
    let opens = test.app.now();
    let closes = opens + SignedDuration::from_hours(48);
    schedule.0.insert(PhaseKind::PublicComment, Window { opens, closes });
    store::round::put_schedule(&mut tx, round.id, &schedule).await.unwrap();
    tx.commit().await.unwrap();
    (test, round)
}

#[tokio::test]
async fn claims_are_public_only_while_the_round_asks() {
    let (test, _) = asking().await;
    let mut anybody = nobody(&test);
    let page = anybody.get("/masukan-publik/monev-2024").await;
    assert!(
        page.text().contains("Katingan") && !page.text().contains("Palangka Raya"),
        "a draft is no claim"
    );
    let page = anybody.get(CLAIMS).await;
    assert!(page.text().contains("Diakui: Ruang khusus"), "{}", page.text());
    assert!(!page.text().contains("Layanan keliling"), "free text is no claim: only what was chosen");
    assert!(!page.text().contains("60%") && !page.text().contains("bobot"), "no scores");
    for path in
        ["/masukan-publik/monev-2024/kota-palangka-raya", "/masukan-publik/monev-2024/kabupaten-katingan/B6"]
    {
        assert_eq!(anybody.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for hours in [-1, 48] {
        test.clock.advance(SignedDuration::from_hours(hours));
        for path in ["/masukan-publik/monev-2024", CLAIMS, A1] {
            assert_eq!(anybody.get(path).await.status, StatusCode::NOT_FOUND, "{path} {hours}");
        }
        assert_eq!(anybody.upload(A1, &[("text", "x")], &[]).await.status, StatusCode::NOT_FOUND);
        assert!(anybody.get("/masukan-publik").await.text().contains("tidak ada siklus"));
        test.clock.advance(SignedDuration::from_hours(1));
    }
}

#[tokio::test]
async fn a_comment_goes_to_those_who_judge_and_to_nobody_else() {
    let (test, _) = asking().await;
    let mut anybody = nobody(&test);
    let page = anybody.upload(A1, &[("text", " "), ("name", "Budi"), ("contact", "0812")], &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#text"]);
    assert_eq!(page.attributes("#name", "value"), ["Budi"], "what was typed is kept");
    let robot = [("text", "iklan"), ("website", "https://iklan.example")];
    assert_eq!(anybody.upload(A1, &robot, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let program: [(&str, &str, &[u8]); 1] = [("files", "bukti.exe", b"MZ\x90\0")];
    let page = anybody.upload(A1, &[("text", "lihat")], &program).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = [("text", "Ruang itu <b>gudang</b>"), ("name", "Budi"), ("contact", "0812-rahasia")];
    let page = anybody.upload(A1, &sent, &[("files", "gudang.png", PNG)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.one(".govuk-panel").contains("MP-24-"), "{}", page.text());
    assert!(!anybody.get(CLAIMS).await.text().contains("gudang"), "never public");

    let mut verifier = browser(&test, "verifikator.kalteng").await;
    let page = verifier.get("/verifikasi/monev-2024/kabupaten-katingan/A1").await;
    assert!(page.text().contains("gudang") && !page.text().contains("0812-rahasia"), "beside the item");
    let page = verifier.get("/masukan/monev-2024").await;
    assert!(page.text().contains("0812-rahasia") && page.text().contains("Ruang itu &#60;b&#62;gudang"));
    let file = page.attributes("a[download]", "href").remove(0);
    assert_eq!(verifier.get(&file).await.status, StatusCode::OK);
    let action = page.attributes("main form", "action").remove(0);
    let page = verifier.post(&action, &[("version", "1"), ("do", "dismiss"), ("reason", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let field = page.attributes("main textarea", "id").remove(0);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), [format!("#{field}")], "read out");
    let kept = verifier.post(&action, &[("version", "9"), ("do", "use"), ("reason", "Cocok")]).await;
    assert_eq!(kept.status, StatusCode::CONFLICT);
    assert_eq!(kept.one("main textarea"), "Cocok");
    let done =
        verifier.post(&action, &[("version", "1"), ("do", "use"), ("reason", "Cocok dengan foto")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(verifier.get("/masukan/monev-2024").await.text().contains("Dipakai dalam penilaian"));

    let mut other = browser(&test, "verifikator.kalsel").await;
    assert!(!other.get("/masukan/monev-2024").await.text().contains("gudang"), "z02: another province");
    assert_eq!(other.get(&file).await.status, StatusCode::NOT_FOUND);
    let handled = [("version", "2"), ("do", "dismiss"), ("reason", "x")];
    assert_eq!(other.post(&action, &handled).await.status, StatusCode::NOT_FOUND);
    for role in [Role::Officer, Role::Ppid, Role::Superior, Role::Leader] {
        let login = format!("{role}.kantor");
        test.person(&login, role, "62.06").await;
        let mut office = browser(&test, &login).await;
        for path in ["/masukan/monev-2024", file.as_str()] {
            assert_eq!(office.get(path).await.status, StatusCode::NOT_FOUND, "{role} {path}");
        }
        assert_eq!(office.post(&action, &handled).await.status, StatusCode::NOT_FOUND, "{role}");
        let page = office.get("/saq/monev-2024/kabupaten-katingan/A1").await;
        assert!(!page.text().contains("gudang"), "{role}");
    }
}

#[tokio::test]
async fn comments_from_one_address_are_bounded() {
    let (test, _) = asking().await;
    let public = test.app.public();
    let address = "203.0.113.7".parse().ok();
    for _ in 0..10 {
        public.comment("monev-2024", "62.06", "A1", address).await.unwrap();
    }
    let more = public.comment("monev-2024", "62.06", "A1", address).await;
    assert!(matches!(more, Err(app::AppError::TooMany { .. })), "{more:?}");
    assert!(public.comment("monev-2024", "62.06", "A1", "203.0.113.8".parse().ok()).await.is_ok());
}
