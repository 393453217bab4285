//! Facts of the records on the page of a question and at the reviewer's desk.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

use super::decree::publish;

const HOME: &str = "/saq/monev-2024/kabupaten-katingan";

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

async fn signed_in(test: &TestApp, login: &str, role: Role, body: &str) -> Browser {
    test.person_once(login, role, &body.parse().expect("a code")).await;
    let mut browser = browser(test);
    browser.sign_in(login).await;
    browser
}

async fn scene() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    let round = test.running_round().await;
    test.ask_for_facts(&round).await;
    let officer = signed_in(&test, "petugas", Role::Officer, "62.06").await;
    (test, officer)
}

/// The address of the snapshot that a page shows.
fn snapshot(page: &Page) -> String {
    let hrefs = page.attributes("a", "href");
    hrefs.into_iter().find(|href| href.starts_with("/bukti/data/")).expect("a snapshot")
}

#[tokio::test]
async fn an_officer_fills_from_data_without_scripts() {
    let (test, mut officer) = scene().await;
    let page = officer.get(&format!("{HOME}/A1")).await;
    let text = page.text();
    for part in [
        "Isi dari data",
        "Penetapan daftar informasi publik tahun ini",
        "Tidak ada yang dihitung",
        "Jawaban yang sesuai: Tidak ada",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(
        !officer.get(&format!("{HOME}/A2")).await.text().contains("Isi dari data"),
        "it asks for nothing"
    );
    publish(&test, "Laporan <b>keuangan</b>").await;
    let text = officer.get(&format!("{HOME}/A1")).await.text();
    assert!(text.contains("1 informasi") && text.contains("Laporan &#60;b&#62;keuangan"), "{text}");
    assert!(officer.get(&format!("{HOME}/A3")).await.text().contains("Diterima: 1"), "{text}");
    let taken = officer.post(&format!("{HOME}/A1/data/items"), &[]).await;
    assert_eq!(taken.location(), Some(format!("{HOME}/A1#data").as_str()), "{}", taken.text());
    publish(&test, "Laporan kinerja").await;
    let page = officer.get(&format!("{HOME}/A1")).await;
    let text = page.text();
    assert!(
        text.contains("Data sekarang berbeda: 2 informasi")
            && text.contains("Data diambil: Informasi publik yang terbit, 1 informasi"),
        "{text}"
    );
    let first = snapshot(&page);
    let json = officer.get(&first).await;
    assert_eq!(json.headers["content-type"], "application/json");
    assert!(
        json.text().contains("\"format\":\"terbuka/fact@1\"") && json.text().contains("\"count\":1"),
        "{}",
        json.text()
    );
    officer.post(&format!("{HOME}/A1/data/items"), &[]).await;
    let page = officer.get(&format!("{HOME}/A1")).await;
    let second = snapshot(&page);
    assert_ne!(first, second);
    assert!(page.attributes("#riwayat a", "href").contains(&first), "the old one stays in the history");
    assert_eq!(officer.get(&first).await.status, StatusCode::OK);
    let id = second.rsplit('/').next().expect("an id");
    let back = officer.post(&format!("{HOME}/A1/data/{id}/lepas"), &[]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    for bad in ["A1/data/rahasia", "A1/data/whatsapp", "A1/data/site", "A2/data/items", "Z9/data/items"] {
        assert_eq!(officer.post(&format!("{HOME}/{bad}"), &[]).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
}

#[tokio::test]
async fn z01_nobody_else_takes_or_opens_it_and_who_judges_sees_where_it_came_from() {
    let (test, mut officer) = scene().await;
    publish(&test, "Laporan keuangan").await;
    officer.post(&format!("{HOME}/A1/data/items"), &[]).await;
    let address = snapshot(&officer.get(&format!("{HOME}/A1")).await);
    let id = address.rsplit('/').next().expect("an id").to_owned();
    let mut judge = signed_in(&test, "verifikator", Role::Verifier, "62").await;
    let mut others = Vec::new();
    for (login, role, body) in [
        ("pimpinan", Role::Leader, "62.06"),
        ("petugas.pky", Role::Officer, "62.71"),
        ("verifikator.kalsel", Role::Verifier, "63"),
    ] {
        others.push((login, signed_in(&test, login, role, body).await));
    }
    for (login, other) in &mut others {
        for act in [format!("{HOME}/A1/data/items"), format!("{HOME}/A1/data/{id}/lepas")] {
            assert_eq!(other.post(&act, &[]).await.status, StatusCode::NOT_FOUND, "{login} {act}");
        }
    }
    assert_eq!(others[0].1.get(&address).await.status, StatusCode::OK, "of the same office");
    for (login, other) in &mut others[1..] {
        assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "{login}");
    }
    assert_eq!(judge.get(&address).await.status, StatusCode::NOT_FOUND, "z08 not before it is submitted");
    assert_eq!(browser(&test).get(&address).await.status, StatusCode::SEE_OTHER);
    assert_eq!(officer.get("/bukti/data/../../etc/passwd").await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.get("/bukti/data/1").await.status, StatusCode::NOT_FOUND);

    let mut ppid = signed_in(&test, "ppid", Role::Ppid, "62.06").await;
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    let late = officer.post(&format!("{HOME}/A1/data/items"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "what is signed stays as it is");
    others[0].1.post(&format!("{HOME}/pengesahan"), &[]).await;
    let sent = officer.post(&format!("{HOME}/kirim"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let locked = officer.get(&format!("{HOME}/A1")).await;
    assert!(locked.find("form[action*='/data/']").is_empty());
    assert!(locked.text().contains("1 informasi"));

    publish(&test, "Laporan kinerja").await;
    test.clock.advance(jiff::SignedDuration::from_hours(24 * 15));
    judge.sign_in("verifikator").await;
    let page = judge.get("/verifikasi/monev-2024/kabupaten-katingan/A1").await;
    let text = page.text();
    for part in [
        "Dari data Terbuka",
        "1 informasi",
        "Data sekarang: 2 informasi",
        "Laporan keuangan",
        "/kabupaten-katingan/informasi",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert_eq!(judge.get(&address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_round_brings_a_map_of_its_own_or_offers_nothing() {
    let (test, mut officer) = scene().await;
    let mut controller = signed_in(&test, "kendali", Role::Controller, "00").await;
    let at = "/nasional/monev-2024/aturan-fakta";
    assert!(controller.get("/nasional/monev-2024").await.attributes("a", "href").contains(&at.to_owned()));
    let page = controller.get(at).await;
    assert!(page.one("textarea[name='fact.map']").contains("instrument: contoh/1"), "{}", page.text());
    let version = page.attributes("input[name=version]", "value").remove(0);
    let wrong = "format: terbuka/facts/1\ninstrument: contoh/1\nquestions: [{ code: Z9, facts: [{ fact: items }] }]\n";
    let fields = |map: &'static str, version: String| {
        vec![("fact.map", map.to_owned()), ("version", version), ("reason", "Peta baru".to_owned())]
    };
    let send = fields(wrong, version.clone());
    let send: Vec<(&str, &str)> = send.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = controller.post(at, &send).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Z9"), "{}", refused.text());
    assert!(refused.one("textarea[name='fact.map']").contains("Z9"), "what was typed stays");
    let right = "format: terbuka/facts/1\ninstrument: contoh/1\nquestions: [{ code: A2, facts: [{ fact: items }] }]\n";
    let send = fields(right, version);
    let send: Vec<(&str, &str)> = send.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(controller.post(at, &send).await.status, StatusCode::SEE_OTHER);
    assert!(officer.get(&format!("{HOME}/A2")).await.text().contains("Isi dari data"));
    assert!(!officer.get(&format!("{HOME}/A1")).await.text().contains("Isi dari data"));
    let version = controller.get(at).await.attributes("input[name=version]", "value").remove(0);
    let off = [("fact.map", ""), ("off", "1"), ("version", version.as_str()), ("reason", "Tidak dipakai")];
    assert_eq!(controller.post(at, &off).await.status, StatusCode::SEE_OTHER);
    assert!(!officer.get(&format!("{HOME}/A2")).await.text().contains("Isi dari data"));
    assert_eq!(officer.get(at).await.status, StatusCode::NOT_FOUND);
}
