//! Search, as a reader and as programs ask for it.

use app::desk::{Desk, Publication};
use axum::body::Body;
use domain::catalogue::{Content, Form, InformationClass};
use domain::person::Role;
use http::{Request, StatusCode, header};
use testkit::{Browser, TestApp};

async fn site() -> (TestApp, Browser, Desk) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let desk = test.app.access(ppid).desk("62.06").await.unwrap();
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser, desk)
}

fn content(title: &str, summary: &str) -> Content {
    Content {
        title: title.into(),
        summary: summary.into(),
        class: InformationClass::Periodic,
        holder: "Subbagian Umum".into(),
        responsible: "Kepala Sekretariat".into(),
        made_on: Some(jiff::civil::date(2023, 5, 4)),
        place: "Kasongan".into(),
        forms: vec![Form::Online],
        retention: "5 tahun".into(),
        ..Content::default()
    }
}

/// Publishes an item; gives what withdraws it.
async fn publish(desk: &Desk, title: &str, summary: &str) -> (String, i64) {
    let item = desk.new_item(content(title, summary)).await.unwrap();
    let revision = desk.item(&item.reference).await.unwrap().item.revision;
    let revision = desk.check_item(&item.reference, revision).await.unwrap().revision;
    let written = desk.publish_item(&item.reference, revision, &Publication::default()).await.unwrap();
    (item.reference, written.revision)
}

async fn fragment(browser: &mut Browser, path: &str) -> testkit::browser::Page {
    browser.send(Request::get(path).header("hx-request", "true").body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_reader_finds_narrows_and_follows() {
    let (_test, mut browser, desk) = site().await;
    let (reference, _) = publish(&desk, "Laporan <b>Keuangan</b>", "Neraca & realisasi anggaran").await;
    publish(&desk, "Peraturan tentang Layanan", "Naskah").await;
    let page = browser.get("/informasi").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.one("h2.govuk-heading-m"), "Terbaru");
    assert_eq!(page.find(".tb-items h3").len(), 2);
    let page = browser.get("/informasi?q=laporan").await;
    assert_eq!(page.one("h2.govuk-heading-m"), "1 hasil");
    let href = format!("/kabupaten-katingan/informasi/{reference}");
    assert_eq!(page.attributes(".tb-items h3 a", "href"), [href.as_str()]);
    assert_eq!(page.find(".tb-items h3"), ["Laporan <b>Keuangan</b>"], "escaped, with its mark");
    assert_eq!(page.find(".tb-items mark"), ["Laporan"]);
    assert_eq!(page.attributes("input[name=q]", "value"), ["laporan"]);
    assert!(page.body.len() < 50 * 1024, "{}", page.body.len());
    assert_eq!(browser.get(&href).await.status, StatusCode::OK, "the address leads there");
    let page = browser.get("/informasi?q=anggaran&kelas=berkala&badan=62.06&tahun=2023&bentuk=daring").await;
    assert_eq!(page.find(".tb-items h3").len(), 1);
    let without = page.attributes("main .govuk-list a", "href");
    assert!(
        without.contains(&"/informasi?q=anggaran&kelas=berkala&tahun=2023&bentuk=daring".to_owned()),
        "{without:?}"
    );
    assert_eq!(page.attributes("input[name=badan]", "value"), ["62.06"]);
    let page = browser.get("/informasi?q=angaran").await;
    assert_eq!(page.one("h2.govuk-heading-m"), "Tidak ada hasil");
    assert_eq!(page.find("p.govuk-body-l a"), ["anggaran"]);
    let page = browser.get("/informasi?q=laporan&bahasa=en").await;
    assert_eq!(page.one("h2.govuk-heading-m"), "One result");
}

#[tokio::test]
async fn somebody_who_types_gets_suggestions_and_without_a_script_the_search() {
    let (_test, mut browser, desk) = site().await;
    publish(&desk, "Laporan Keuangan", "Neraca").await;
    let page = fragment(&mut browser, "/informasi/saran?q=lap").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attributes("a", "href")[0], "/informasi?q=laporan");
    assert_eq!(page.find("a mark"), ["Laporan"]);
    assert_eq!(page.find("html > head > title").len(), 0, "a fragment");
    for nothing in ["", "%22", "zzz", "-", "yang"] {
        let page = fragment(&mut browser, &format!("/informasi/saran?q={nothing}")).await;
        assert_eq!((page.status, page.text().trim()), (StatusCode::OK, ""), "{nothing}");
    }
    let page = browser.get("/informasi/saran?q=lap&hal=2").await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some("/informasi?q=lap&hal=2")));
}

#[tokio::test]
async fn d07_whatever_is_typed_is_text() {
    let (_test, mut browser, desk) = site().await;
    publish(&desk, "Laporan Keuangan", "Neraca").await;
    for typed in [
        "\" * NEAR ( : ^ - OR",
        "laporan OR keuangan",
        "NEAR(laporan keuangan)",
        "title:laporan",
        "laporan*",
        "'",
        "''; --",
        "\\",
        "((((",
        "!a & b",
        "a <-> b",
        "<script>alert(1)</script>",
        "%00",
        "\u{0}",
        "\u{202e}abc",
        ":all",
        "{a}: b",
        &"a ".repeat(500),
    ] {
        let query = serde_urlencoded::to_string([
            ("q", typed),
            ("kelas", typed),
            ("badan", typed),
            ("tahun", typed),
            ("bentuk", typed),
            ("urut", typed),
            ("hal", typed),
        ])
        .unwrap();
        for path in ["/informasi", "/informasi.atom", "/informasi.json", "/informasi/saran"] {
            let only = serde_urlencoded::to_string([("q", typed)]).unwrap();
            for query in [&query, &only] {
                let page = fragment(&mut browser, &format!("{path}?{query}")).await;
                let is_answer = page.status == StatusCode::OK || page.status == StatusCode::URI_TOO_LONG;
                assert!(is_answer, "{path} {typed:.40}: {}", page.status);
                let is_data = path.ends_with("json");
                assert!(is_data || !page.text().contains("<script>alert"), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn z08_z14_what_is_hidden_changes_no_byte_of_what_the_public_gets() {
    let (_test, mut browser, desk) = site().await;
    publish(&desk, "Laporan Keuangan", "Neraca").await;
    let paths = [
        "/informasi",
        "/informasi?q=rahasia",
        "/informasi?q=laporan",
        "/informasi?q=rahsia",
        "/informasi?q=rah",
        "/informasi.atom?q=laporan",
        "/informasi.atom?q=rahasia",
        "/informasi.json?q=laporan",
        "/informasi.json?q=rahasia",
        "/informasi.json",
        "/informasi?tahun=2023",
        "/informasi/saran?q=rah",
        "/informasi/saran?q=lap",
        "/sitemap.xml",
    ];
    let mut before = Vec::new();
    for path in paths {
        let page = fragment(&mut browser, path).await;
        before.push((page.status, page.headers.get(header::ETAG).cloned(), page.body));
    }
    let (reference, revision) = publish(&desk, "Laporan Rahasia", "Rahasia laporan").await;
    assert_ne!(browser.get("/informasi?q=rahasia").await.body, before[1].2, "while it is public it shows");
    desk.withdraw_item(&reference, revision, "keliru").await.unwrap();
    desk.new_item(content("Laporan Rahasia Dua", "Rahasia laporan")).await.unwrap();
    for (path, before) in paths.into_iter().zip(before) {
        let page = fragment(&mut browser, path).await;
        assert_eq!((page.status, page.headers.get(header::ETAG).cloned(), page.body), before, "{path}");
    }
}

#[tokio::test]
async fn a_search_is_a_feed_and_data() {
    let (_test, mut browser, desk) = site().await;
    let (reference, revision) = publish(&desk, "Laporan & Neraca <2023>", "Isi ringkas").await;
    publish(&desk, "Peraturan", "Naskah").await;
    let page = browser.get("/informasi.atom?q=laporan&hal=7").await;
    assert_eq!(page.headers[header::CONTENT_TYPE], "application/atom+xml; charset=utf-8");
    let text = page.text();
    assert!(text.contains("<title>Laporan &amp; Neraca &lt;2023&gt;</title>"), "{text}");
    assert_eq!(text.matches("<entry>").count(), 1);
    assert!(text.contains(&format!("/kabupaten-katingan/informasi/{reference}</id>")), "{text}");
    assert!(!text.contains("hal="), "{text}");
    assert!(!browser.get("/informasi.atom?q=lapo").await.text().contains("<entry>"), "only what was asked");
    let page = browser.get("/informasi.json?q=laporan").await;
    let data = page.json();
    assert_eq!((data["total"].as_i64(), data["results"][0]["body"].as_str()), (Some(1), Some("62.06")));
    assert_eq!(data["facets"]["tahun"][0]["value"], "2023");
    let tag = page.headers[header::ETAG].to_str().unwrap().to_owned();
    let again = Request::get("/informasi.json?q=laporan")
        .header(header::IF_NONE_MATCH, &tag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(browser.send(again).await.status, StatusCode::NOT_MODIFIED);
    desk.withdraw_item(&reference, revision, "keliru").await.unwrap();
    let again = Request::get("/informasi.json?q=laporan")
        .header(header::IF_NONE_MATCH, &tag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(browser.send(again).await.json()["total"], 0);
}
