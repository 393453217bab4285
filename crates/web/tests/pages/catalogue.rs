//! The list of public information in pages: written at the desk, read by everybody.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

pub(crate) const DESK: &str = "/meja/kabupaten-katingan/informasi";
pub(crate) const SITE: &str = "/kabupaten-katingan/informasi";

pub(crate) const REPORT: [(&str, &str); 10] = [
    ("title", "Laporan keuangan 2025"),
    ("summary", "Realisasi anggaran \"2025\" <b>tebal</b>"),
    ("class", "berkala"),
    ("holder", "Subbagian Keuangan"),
    ("responsible", "Kepala Sekretariat"),
    ("made_on", "2025-12-31"),
    ("place", "Kasongan"),
    ("forms", "daring"),
    ("retention", "5 tahun"),
    ("keywords", "anggaran, dipa"),
];

pub(crate) async fn site() -> (TestApp, Browser, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let router = || web::router(web::Web { app: test.app.clone() }).expect("a router");
    let (mut ppid, everybody) = (Browser::new(router()), Browser::new(router()));
    ppid.sign_in("ppid.katingan").await;
    (test, ppid, everybody)
}

/// Adds the report; the path of its page at the desk.
pub(crate) async fn add(ppid: &mut Browser) -> String {
    let page = ppid.post(&format!("{DESK}/baru"), &REPORT).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location().expect("the item").to_owned()
}

pub(crate) async fn step(ppid: &mut Browser, path: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let revision = ppid.get(path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [&[("do", step), ("revision", revision.as_str())], more].concat();
    ppid.post(&format!("{path}/langkah"), &fields).await
}

#[tokio::test]
async fn an_item_goes_from_the_form_to_everybody() {
    let (test, mut ppid, mut everybody) = site().await;
    assert_eq!(ppid.get("/meja").await.location(), Some("/meja/kabupaten-katingan"));
    assert!(ppid.get("/meja/kabupaten-katingan").await.text().contains(DESK));
    assert!(ppid.get(DESK).await.text().contains("Belum ada informasi. Tambahkan yang pertama."));
    let path = add(&mut ppid).await;
    let reference = path.rsplit('/').next().expect("a reference").to_owned();
    let public = format!("{SITE}/{reference}");
    assert_eq!(everybody.get(&public).await.status, StatusCode::NOT_FOUND);
    let sent = ppid
        .upload(&format!("{path}/berkas"), &[("caption", "Tabel")], &[("f", "a.csv", b"a,b\n1,2\n")])
        .await;
    assert_eq!(sent.location(), Some(path.as_str()), "{}", sent.text());
    // Nothing goes out that was not looked at.
    test.app.run_due_jobs_of(app::jobs::Lane::Examine).await.expect("a look");
    assert_eq!(step(&mut ppid, &path, "check", &[]).await.location(), Some(path.as_str()));
    let early =
        step(&mut ppid, &path, "publish", &[("visible_from", "2001-01-01"), ("visible_from.time", "10.00")])
            .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(early.attributes("#visible_from", "value"), ["2001-01-01"], "everything typed stays");
    assert_eq!(step(&mut ppid, &path, "publish", &[]).await.location(), Some(path.as_str()));

    let page = everybody.get(&public).await;
    let text = page.text();
    assert_eq!((page.status, page.one("h1").as_str()), (StatusCode::OK, "Laporan keuangan 2025"));
    for part in
        ["Subbagian Keuangan", "31 Desember 2025, Kasongan", "a.csv", "Tabel", "SHA-256", "&#60;b&#62;tebal"]
    {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.contains("<b>tebal"), "in the page and in what search engines read");
    let json = everybody.get(&format!("{public}.json")).await.json();
    assert_eq!(json["judul"], "Laporan keuangan 2025");
    assert_eq!(json["berkas"][0]["sha256"].as_str().map(str::len), Some(64));
    let href = page.attributes(".tb-items a", "href").remove(0);
    let file = everybody.get(&href).await;
    assert_eq!(file.text(), "a,b\n1,2\n");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"a.csv\"; filename*=UTF-8''a.csv");

    let list = everybody.get(&format!("{SITE}?kelas=berkala&tahun=2025")).await;
    assert_eq!(list.attributes(".tb-items a", "href"), [public.as_str()]);
    assert!(
        everybody
            .get(&format!("{SITE}?kelas=serta_merta"))
            .await
            .text()
            .contains("Tidak ada informasi dengan saringan ini")
    );
    assert!(everybody.get(&format!("{SITE}?kelas=%22&tahun=x&hal=-4")).await.status.is_success());
    let csv = everybody.get(&format!("{SITE}.csv")).await.text();
    assert!(csv.lines().next().is_some_and(|line| line.contains("ringkasan_isi_informasi")), "{csv}");
    assert!(csv.contains(&reference));
    assert_eq!(everybody.get(&format!("{SITE}.json")).await.json()["jumlah"], 1);
    let home = everybody.get("/kabupaten-katingan").await;
    assert!(home.text().contains("Laporan keuangan 2025") && home.text().contains("1 informasi"));
    let dcat = everybody.get(&format!("{SITE}.jsonld")).await.json();
    let dataset = &dcat["dcat:dataset"][0];
    assert_eq!(dataset["dct:title"]["@value"], "Laporan keuangan 2025");
    assert_eq!(dataset["dcat:distribution"][0]["dcat:byteSize"]["@value"], "8");
    let alone = everybody.get(&format!("{public}.jsonld")).await.json();
    assert_eq!(&alone["@id"], &dataset["@id"]);
    let map = everybody.get("/kabupaten-katingan/sitemap.xml").await.text();
    assert!(map.contains(&format!("{public}</loc><lastmod>")), "{map}");
    assert!(everybody.get("/sitemap.xml").await.text().contains("/kabupaten-katingan/sitemap.xml</loc>"));
    // As people type it, the reference leads to its one address.
    let typed = everybody.get(&format!("{SITE}/{}", reference.to_lowercase())).await;
    assert_eq!(typed.location(), Some(public.as_str()));
    // A11: another site in the place of the office's name leads nowhere.
    for typed in ["inf-26-0000-0000-0", &reference.to_lowercase()] {
        let page = everybody.get(&format!("/%2Fevil.example/informasi/{typed}")).await;
        assert_eq!((page.status, page.location()), (StatusCode::NOT_FOUND, None), "{typed}");
    }
}

#[tokio::test]
async fn z08_withdrawn_means_gone_in_every_form_and_its_page_says_why() {
    let (test, mut ppid, mut everybody) = site().await;
    let path = add(&mut ppid).await;
    let public = path.replace("/meja", "");
    ppid.upload(&format!("{path}/berkas"), &[], &[("f", "a.csv", b"a,b\n1,2\n")]).await;
    test.app.run_due_jobs_of(app::jobs::Lane::Examine).await.expect("a look");
    step(&mut ppid, &path, "check", &[]).await;
    step(&mut ppid, &path, "publish", &[]).await;
    let file = everybody.get(&public).await.attributes(".tb-items a", "href").remove(0);
    let empty = step(&mut ppid, &path, "withdraw", &[("reason", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    step(&mut ppid, &path, "withdraw", &[("reason", "Salah dokumen")]).await;
    let page = everybody.get(&public).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.text().contains("Salah dokumen") && !page.text().contains("Laporan keuangan 2025"));
    for hidden in [file.as_str(), &format!("{public}.json"), &format!("{public}.jsonld")] {
        assert_eq!(everybody.get(hidden).await.status, StatusCode::NOT_FOUND, "{hidden}");
    }
    for list in
        [SITE.to_owned(), format!("{SITE}.csv"), format!("{SITE}.json"), "/kabupaten-katingan".to_owned()]
    {
        assert!(!everybody.get(&list).await.text().contains("Laporan keuangan"), "{list}");
    }
}

#[tokio::test]
async fn bad_input_is_told_at_its_field_and_nothing_typed_is_lost() {
    let (_test, mut ppid, _) = site().await;
    let wrong =
        [("title", ""), ("summary", "Isi"), ("class", "rahasia"), ("made_on", "31/31/2025"), ("link", "x")];
    let page = ppid.post(&format!("{DESK}/baru"), &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#class", "#made_on", "#title", "#link"]);
    assert_eq!(page.one("#summary"), "Isi");
    assert_eq!(page.attributes("#made_on", "value"), ["31/31/2025"]);
    let path = add(&mut ppid).await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let page =
        ppid.upload(&format!("{path}/berkas"), &[("caption", "Gambar")], &[("f", "logo.svg", svg)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "u06");
    assert_eq!(page.attributes("#caption", "value"), ["Gambar"]);
    // Another browser was faster: what was typed stays, beside what is stored.
    let mut fields = REPORT.to_vec();
    fields[0].1 = "Laporan satu";
    fields.push(("revision", "1"));
    assert_eq!(ppid.post(&format!("{path}/ubah"), &fields).await.status, StatusCode::SEE_OTHER);
    fields[0].1 = "Laporan dua";
    let page = ppid.post(&format!("{path}/ubah"), &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.attributes("#title", "value"), ["Laporan dua"]);
    assert!(page.text().contains("Laporan satu"));
    let again = page.attributes("input[name=revision]", "value").remove(0);
    fields.pop();
    fields.push(("revision", &again));
    assert_eq!(ppid.post(&format!("{path}/ubah"), &fields).await.status, StatusCode::SEE_OTHER);
    let stale = ppid.post(&format!("{path}/langkah"), &[("do", "check"), ("revision", "1")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.text().contains("Sementara itu informasi ini berubah"));
}

#[tokio::test]
async fn z01_the_desk_is_for_those_who_work_at_it() {
    let (test, mut ppid, mut nobody) = site().await;
    let path = add(&mut ppid).await;
    test.person("ppid.pky", Role::Ppid, "62.71").await;
    test.person("verif", Role::Verifier, "62").await;
    test.person("pimpinan", Role::Leader, "62.06").await;
    let forms = [
        DESK.to_owned(),
        format!("{DESK}/baru"),
        path.clone(),
        format!("{path}/ubah"),
        "/meja/kabupaten-katingan".into(),
    ];
    for hidden in &forms {
        assert_eq!(nobody.get(hidden).await.status, StatusCode::SEE_OTHER, "{hidden}");
    }
    for login in ["ppid.pky", "verif", "pimpinan"] {
        let mut other = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
        other.sign_in(login).await;
        for hidden in &forms {
            assert_eq!(other.get(hidden).await.status, StatusCode::NOT_FOUND, "{login} {hidden}");
        }
        for (to, fields) in [
            (format!("{DESK}/baru"), REPORT.to_vec()),
            (format!("{path}/ubah"), REPORT.to_vec()),
            (format!("{path}/langkah"), vec![("do", "check"), ("revision", "1")]),
        ] {
            assert_eq!(other.post(&to, &fields).await.status, StatusCode::NOT_FOUND, "{login} {to}");
        }
        let sent = other.upload(&format!("{path}/berkas"), &[], &[("f", "a.csv", b"a,b\n")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{login}");
    }
}
