//! How pages and their data look from outside: pictures of sheets and files, pages that are passed on, addresses under the own
//! host of an office.

use axum::body::Body;
use domain::person::Role;
use http::{Request, StatusCode};
use store::look::{set_answered, set_host};
use testkit::{Browser, Page, TestApp};

const DESK: &str = "/meja/kabupaten-katingan";
const SITE: &str = "/kabupaten-katingan";
const HOST: &str = "ppid.katingan.bawaslu.go.id";
const PLATFORM: &str = "http://localhost:8080";

async fn site() -> (TestApp, Browser, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let router = || web::router(web::Web { app: test.app.clone() }).expect("a router");
    let (mut ppid, everybody) = (Browser::new(router()), Browser::new(router()));
    ppid.sign_in("ppid.katingan").await;
    (test, ppid, everybody)
}

/// An item with these files (name, what stands below it, bytes), published; its reference.
async fn publish(test: &TestApp, ppid: &mut Browser, files: &[(&str, &str, &[u8])]) -> String {
    let fields = [
        ("title", "Meja layanan"),
        ("summary", "Foto meja layanan informasi"),
        ("class", "berkala"),
        ("holder", "PPID"),
        ("responsible", "PPID"),
        ("made_on", "2024-05-31"),
        ("place", "Kasongan"),
        ("forms", "daring"),
        ("retention", "5 tahun"),
    ];
    let page = ppid.post(&format!("{DESK}/informasi/baru"), &fields).await;
    let path = page.location().expect("the item").to_owned();
    for (name, caption, bytes) in files {
        let sent =
            ppid.upload(&format!("{path}/berkas"), &[("caption", caption)], &[("f", name, bytes)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    }
    test.app.run_due_jobs_of(app::jobs::Lane::Examine).await.expect("a look");
    for step in ["check", "publish"] {
        let revision = ppid.get(&path).await.attributes("input[name=revision]", "value").remove(0);
        let sent = ppid.post(&format!("{path}/langkah"), &[("do", step), ("revision", &revision)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{step}: {}", sent.text());
    }
    path.rsplit('/').next().expect("a reference").to_owned()
}

/// A picture of this size, another one for each seed.
fn png(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    let pixels: Vec<u8> =
        (0..width * height * 3).map(|at| u8::try_from((at + seed) % 251).expect("a byte")).collect();
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    bytes
}

#[tokio::test]
async fn a_picture_among_the_files_of_an_item_is_seen_on_its_page() {
    let (test, mut ppid, mut everybody) = site().await;
    let (photo, other) = (png(900, 600, 0), png(900, 600, 7));
    let files: [(&str, &str, &[u8]); 3] = [
        ("meja.png", "Meja layanan dengan <b>papan</b>", &photo),
        ("tanpa-kata.png", "", &other),
        ("tabel.csv", "Tabel", b"a,b\n1,2\n"),
    ];
    let reference = publish(&test, &mut ppid, &files).await;
    let public = format!("{SITE}/informasi/{reference}");
    let page = everybody.get(&public).await;
    let shown = page.attributes(".tb-item img", "src");
    assert_eq!(shown.len(), 2, "a table has no picture");
    let english = everybody.get(&format!("{public}?bahasa=en")).await;
    assert_eq!(english.attributes("h1[lang]", "lang"), ["id"], "Indonesian words in an English page say so");
    let list = everybody.get(&format!("{SITE}/informasi?bahasa=en")).await;
    assert_eq!(list.attributes(".tb-item__title[lang]", "lang"), ["id"]);
    everybody.set_cookie("bahasa", "id");
    assert!(everybody.get(&public).await.attributes("h1[lang]", "lang").is_empty());
    let words = page.attributes(".tb-item img", "alt");
    assert!(words.contains(&"Meja layanan dengan <b>papan</b>".to_owned()), "{words:?}");
    assert!(words.contains(&"tanpa-kata.jpg".to_owned()), "{words:?}");
    assert!(page.attributes(".tb-item img", "loading").iter().all(|how| how == "lazy"));
    let sizes = (page.attributes(".tb-item img", "width"), page.attributes(".tb-item img", "height"));
    assert_eq!((sizes.0[0].as_str(), sizes.1[0].as_str()), ("320", "214"), "as large as the picture is");
    for src in &shown {
        let picture = everybody.get(src).await;
        assert_eq!(picture.status, StatusCode::OK, "{src}");
        assert_eq!(picture.headers["content-type"], "image/jpeg");
        assert!(picture.body.len() <= 30 << 10, "{}", picture.body.len());
        assert!(picture.headers.contains_key("etag"), "browsers ask whether it changed");
        // What is not this item's, or no file at all, has no picture.
        for other in [
            src.replace(&reference, "INF-24-0000-0000-0"),
            format!("{src}/x"),
            src.replace("/gambar", "x/gambar"),
        ] {
            assert_eq!(everybody.get(&other).await.status, StatusCode::NOT_FOUND, "{other}");
        }
        let elsewhere = src.replace("kabupaten-katingan", "kota-palangka-raya");
        assert_eq!(everybody.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    }
    let path = format!("{DESK}/informasi/{reference}");
    let revision = ppid.get(&path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [("do", "withdraw"), ("revision", revision.as_str()), ("reason", "Salah foto")];
    let gone = ppid.post(&format!("{path}/langkah"), &fields).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    for src in &shown {
        assert_eq!(everybody.get(src).await.status, StatusCode::NOT_FOUND, "withdrawn with its item");
    }
}

#[tokio::test]
async fn the_kit_shows_a_small_picture_of_each_sheet() {
    let (_test, mut ppid, mut everybody) = site().await;
    let kit = format!("{DESK}/cetak");
    let page = ppid.get(&kit).await;
    let pictures = page.attributes("tbody img", "src");
    assert_eq!(pictures.len(), 11, "no pledge before it is complete");
    assert!(page.attributes("tbody img", "alt").contains(&"Gambar kecil: Spanduk".to_owned()));
    assert!(page.attributes("tbody img", "loading").iter().all(|how| how == "lazy"));
    let banner = pictures.iter().find(|src| src.contains("/spanduk-")).expect("the banner").clone();
    let picture = ppid.get(&banner).await;
    assert_eq!(
        (picture.status, &picture.headers["content-type"]),
        (StatusCode::OK, &"image/png".parse().unwrap())
    );
    assert_eq!(picture.headers["cache-control"], "private, max-age=31536000, immutable");
    assert!(picture.text().contains("banner\n200\n"), "as large as pages want it");
    assert_eq!(everybody.get(&banner).await.status, StatusCode::SEE_OTHER, "z01 for the desk alone");
    for nothing in
        ["spanduk-0123456789abcdef.png", "poster-0123456789abcdef.png", "spanduk.png", "maklumat-x.png"]
    {
        assert_eq!(ppid.get(&format!("{kit}/{nothing}")).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    // Another colour makes another sheet, and another address of its picture.
    let look =
        [("version", "0"), ("header", "#7a1f2b"), ("accent", "#7a1f2b"), ("footer", ""), ("links", "")];
    let saved = ppid.upload(&format!("{DESK}/tampilan"), &look, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(!ppid.get(&kit).await.attributes("tbody img", "src").contains(&banner));
    assert_eq!(ppid.get(&banner).await.status, StatusCode::NOT_FOUND, "the old one is no more painted");
}

#[tokio::test]
async fn pages_of_the_nation_can_be_passed_on() {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let mut browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    let before = browser.get("/bagikan/hasil-monev-2024-id-0123456789abcdef.png").await;
    assert_eq!(before.status, StatusCode::NOT_FOUND);
    let at = test.announce(&round).await;
    test.clock.set(at);
    test.app.run_due_jobs().await.expect("the announcement");
    for (address, title, picture) in [
        ("/", "", "beranda-id-"),
        ("/?bahasa=en", "", "beranda-en-"),
        ("/informasi?bahasa=id", "", "pencarian-id-"),
        ("/informasi?q=dana+%22a%22", "dana \"a\"", "pencarian-id-"),
        ("/hasil", "", "hasil-id-"),
        ("/hasil/monev-2024", "Monev KIP 2024", "hasil-monev-2024-id-"),
        ("/hasil/monev-2024/kabupaten-katingan", "Bawaslu Kabupaten Katingan", "hasil-monev-2024-id-"),
        ("/hasil/monev-2024/kalimantan-tengah", "Kalimantan Tengah", "hasil-monev-2024-id-"),
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let found = page.attributes("meta[property='og:title']", "content").remove(0);
        assert!(!found.is_empty() && found.contains(title), "{address}: {found}");
        let canonical = page.attributes("link[rel=canonical]", "href");
        assert_eq!(page.attributes("meta[property='og:url']", "content"), canonical, "{address}");
        let image = page.attributes("meta[property='og:image']", "content").remove(0);
        let path = image.strip_prefix(PLATFORM).expect("a full address").to_owned();
        assert!(path.starts_with(&format!("/bagikan/{picture}")), "{address}: {path}");
        let drawn = browser.get(&path).await;
        assert_eq!(
            (drawn.status, drawn.headers["content-type"].as_bytes()),
            (StatusCode::OK, &b"image/png"[..])
        );
        let last = if path.ends_with("0.png") { "1.png" } else { "0.png" };
        let forged = format!("{}{last}", &path[..path.len() - 5]);
        assert_eq!(browser.get(&forged).await.status, StatusCode::NOT_FOUND, "z08 nothing else is drawn");
    }
    for nothing in
        ["x.png", "beranda-xx-0123456789abcdef.png", "hasil-monev-2030-id-0123456789abcdef.png", "a"]
    {
        assert_eq!(
            browser.get(&format!("/bagikan/{nothing}")).await.status,
            StatusCode::NOT_FOUND,
            "{nothing}"
        );
    }
}

async fn at(browser: &mut Browser, host: &str, path: &str) -> Page {
    browser.send(Request::get(path).header("host", host).body(Body::empty()).expect("a request")).await
}

/// Gives Katingan its host, as the administrator of the root does; whether it answers is the platform's to find out.
async fn with_host(test: &TestApp, answers: bool) {
    let admin = test.person("admin.ri", Role::Administrator, "00").await;
    test.app.access(admin.clone()).own_host("62.06").await.expect("a handle").set(HOST).await.expect("set");
    if answers {
        let code = "62.06".parse().expect("a code");
        let mut tx = test.app.db().write().await.expect("a transaction");
        assert!(set_answered(&mut tx, &code, HOST, Some(test.app.now())).await.expect("noted"));
        tx.commit().await.expect("a commit");
    }
}

#[tokio::test]
async fn under_its_own_host_every_form_names_that_host() {
    let (test, mut ppid, mut everybody) = site().await;
    let reference = publish(&test, &mut ppid, &[("a.csv", "Tabel", b"a,b\n1,2\n")]).await;
    test.app.run_due_jobs().await.expect("the index");
    with_host(&test, false).await;
    let own = format!("http://{HOST}");
    let item = format!("/informasi/{reference}");
    // path under the host, its type, an address that must stand in it
    let table = [
        ("/informasi.json".to_owned(), "application/json", format!("{own}{item}")),
        ("/informasi.csv".to_owned(), "text/csv", format!("{own}{item}")),
        ("/informasi.jsonld".to_owned(), "application/ld+json", format!("{own}{item}/berkas/")),
        (format!("{item}.json"), "application/json", format!("{own}{item}/berkas/")),
        (format!("{item}.jsonld"), "application/ld+json", format!("{own}{item}")),
        ("/penetapan.json".to_owned(), "application/json", String::new()),
        ("/berita.atom".to_owned(), "application/atom+xml", format!("{own}/berita.atom")),
        ("/sitemap.xml".to_owned(), "application/xml", format!("<loc>{own}{item}</loc>")),
        ("/robots.txt".to_owned(), "text/plain", format!("Sitemap: {own}/sitemap.xml")),
        ("/cari.json".to_owned(), "application/json", format!("{own}{item}")),
        ("/cari.atom".to_owned(), "application/atom+xml", format!("{own}/cari.atom")),
        (item.clone(), "text/html", format!("<link rel=\"canonical\" href=\"{own}{item}\">")),
        (
            "/cari?q=meja".to_owned(),
            "text/html",
            format!("<link rel=\"canonical\" href=\"{own}/cari?q=meja\">"),
        ),
    ];
    for (path, kind, named) in &table {
        let page = at(&mut everybody, HOST, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let found = page.headers["content-type"].to_str().expect("plain").to_owned();
        assert!(found.starts_with(kind), "{path}: {found}");
        let text = page.text();
        assert!(text.contains(named.as_str()), "{path}: {named} in\n{text}");
        assert!(!text.contains(&format!("{PLATFORM}{SITE}")), "{path} names the platform:\n{text}");
    }
    // The same forms on the platform, asked under hosts that nobody set, name the platform alone.
    for host in ["localhost:8080", "evil.example.id", "ppid.katingan.bawaslu.go.id.evil.id", ""] {
        for (path, ..) in &table {
            let path = match path.strip_prefix("/cari") {
                Some(rest) => format!("/informasi{rest}"),
                None => format!("{SITE}{path}"),
            };
            let page = at(&mut everybody, host, &path).await;
            if path.ends_with("/robots.txt") {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "the platform has one of its own");
                continue;
            }
            assert_eq!(page.status, StatusCode::OK, "{host} {path}");
            let text = page.text();
            assert!(!text.contains(HOST) && !text.contains("evil"), "z14 {host} {path}:\n{text}");
        }
        let robots = at(&mut everybody, host, "/robots.txt").await.text();
        assert!(
            robots.contains(&format!("Sitemap: {PLATFORM}/sitemap.xml")) && !robots.contains("evil"),
            "{robots}"
        );
    }
}

#[tokio::test]
async fn printed_sheets_name_the_own_host_once_it_answers() {
    let (test, mut ppid, mut everybody) = site().await;
    let form = format!("{SITE}/formulir-permohonan.pdf");
    let board = format!("{DESK}/cetak/papan-informasi-a1.pdf");
    let platform = "localhost:8080/kabupaten-katingan/permohonan";
    let own = format!("{HOST}/permohonan");
    with_host(&test, false).await;
    for sheet in [everybody.get(&form).await, ppid.get(&board).await] {
        assert!(sheet.text().contains(platform) && !sheet.text().contains(HOST), "it is not known to answer");
    }
    let code = "62.06".parse().expect("a code");
    let mut tx = test.app.db().write().await.expect("a transaction");
    assert!(set_answered(&mut tx, &code, HOST, Some(test.app.now())).await.expect("noted"));
    assert!(!set_answered(&mut tx, &code, "lain.bawaslu.go.id", None).await.expect("noted"), "another name");
    tx.commit().await.expect("a commit");
    for sheet in [everybody.get(&form).await, ppid.get(&board).await] {
        assert!(sheet.text().contains(&own) && !sheet.text().contains(platform));
    }
    // Another name begins anew.
    let admin = test.person("admin.dua", Role::Administrator, "00").await;
    let mut tx = test.app.db().write().await.expect("a transaction");
    assert!(
        set_host(&mut tx, &code, Some("lain.bawaslu.go.id"), admin.person, test.app.now())
            .await
            .expect("set")
    );
    tx.commit().await.expect("a commit");
    assert!(everybody.get(&form).await.text().contains(platform));
}

#[tokio::test]
async fn whether_a_host_answers_is_found_out_by_a_visit() {
    let (test, _, _) = site().await;
    with_host(&test, false).await;
    let mut admin = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    admin.sign_in("admin.ri").await;
    let address = "/badan/kabupaten-katingan/host";
    let page = admin.get(address).await;
    assert!(page.text().contains(&format!("Situs belum diketahui terbuka di {HOST}")), "{}", page.text());
    let page = admin.post(&format!("{address}/periksa"), &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.one("[role=alert]").contains("Kunjungan ke luar tidak dinyalakan"),
        "the tests visit nothing"
    );
    assert_eq!(page.attributes("#host", "value"), [HOST]);
    admin.sign_in("ppid.katingan").await;
    assert_eq!(admin.post(&format!("{address}/periksa"), &[]).await.status, StatusCode::NOT_FOUND, "z01");
    admin.sign_in("admin.ri").await;
    let none = admin.post("/badan/kota-palangka-raya/host/periksa", &[]).await;
    assert_eq!(none.status, StatusCode::CONFLICT, "it has no name");
}
