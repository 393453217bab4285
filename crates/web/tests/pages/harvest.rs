//! Moving in from an old site, in pages.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Site, TestApp};

const HERE: &str = "/meja/kabupaten-katingan/pindahan";

async fn scene() -> (TestApp, Site, Browser) {
    let site = Site::start().await;
    let test = TestApp::sqlite_looking(site.prober()).await;
    test.small_tree().await;
    test.person("petugas", Role::Officer, "62.06").await;
    let mut officer = browser(&test);
    officer.sign_in("petugas").await;
    (test, site, officer)
}

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

fn export(items: usize) -> String {
    let item = |number: usize| {
        format!(
            "<item><title>Dokumen &lt;b&gt; {number}</title><link>https://lama.example/{number}</link>\
             <wp:post_id>{number}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
        )
    };
    format!("<rss><channel>{}</channel></rss>", (1..=items).map(item).collect::<String>())
}

#[tokio::test]
async fn a_feed_is_named_read_and_settled() {
    let (test, site, mut officer) = scene().await;
    assert!(officer.get("/meja/kabupaten-katingan").await.text().contains("Pindahan dari situs lama"));
    let feed = format!(
        "<rss><channel><item><title>SK DIP</title><link>{}</link></item></channel></rss>",
        site.url("/sk")
    );
    site.show("/feed", "200 OK", &[("Content-Type", "application/xml")], &feed);
    let url = site.url("/feed");
    let named = officer.post(HERE, &[("kind", "umpan"), ("url", &url), ("class", "berkala")]).await;
    let path = named.location().expect("the source").to_owned();
    assert!(officer.get(&path).await.text().contains("Sedang dibaca"));
    test.app.run_due_jobs().await.expect("jobs");
    let page = officer.get(&path).await;
    assert!(page.text().contains("1 temuan") && page.text().contains("SK DIP"), "{}", page.text());
    let id = page.attributes("input[name=find]", "value").remove(0);

    let none = officer.post(&path, &[("do", "take"), ("class", "berkala")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("Pilih paling sedikit satu temuan."));
    let wrong = officer.post(&path, &[("do", "take"), ("class", "rahasia"), ("find", &id)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.attributes("input[name=find][checked]", "value"),
        [id.as_str()],
        "what was chosen stays chosen"
    );
    assert_eq!(officer.post(&path, &[("do", "hapus"), ("find", &id)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        officer.post(&path, &[("do", "take"), ("class", "berkala"), ("find", "x")]).await.status,
        StatusCode::NOT_FOUND
    );

    let taken = officer.post(&path, &[("do", "take"), ("class", "berkala"), ("find", &id)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let drafted = officer.get(&format!("{path}?keadaan=draf")).await;
    let draft = drafted.attributes("main table a", "href").remove(0);
    assert!(officer.get(&draft).await.text().contains("SK DIP"));
    assert_eq!(officer.post(&format!("{path}/lagi"), &[]).await.location(), Some(path.as_str()));
    test.app.run_due_jobs().await.expect("jobs");
    assert!(officer.get(&path).await.text().contains("Tidak ada."), "nothing is found twice");
}

#[tokio::test]
async fn bad_input_says_what_is_wrong_and_keeps_what_was_typed() {
    let (_test, _site, mut officer) = scene().await;
    let wrong = officer.post(HERE, &[("kind", "umpan"), ("url", "ppid lama"), ("class", "berkala")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attributes("input[name=url]", "value"), ["ppid lama"]);
    for fields in [
        [("kind", "wordpress"), ("url", "https://a.example/"), ("class", "berkala")],
        [("kind", ""), ("url", ""), ("class", "")],
    ] {
        assert_eq!(officer.post(HERE, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    }
    let class = [("export_class", "berkala")];
    let sent = |bytes: &'static [u8]| [("export", "ekspor.xml", bytes)];
    let path = format!("{HERE}/ekspor");
    for (bytes, words) in
        [(&b"bukan xml"[..], "bukan XML yang utuh"), (b"<rss><channel/></rss>", "XML jenis lain")]
    {
        let wrong = officer.upload(&path, &class, &sent(bytes)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains(words), "{words}");
    }
    let none = officer.upload(&path, &class, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = officer.upload(&path, &[("export_class", "rahasia")], &sent(b"<rss/>")).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(officer.get(HERE).await.text().contains("Belum ada sumber."), "nothing was left behind");
}

#[tokio::test]
async fn an_export_fills_pages_and_its_mark_up_stays_text() {
    let (_test, _site, mut officer) = scene().await;
    let export = export(130);
    let files = [("export", "ekspor.xml", export.as_bytes())];
    let sent = officer.upload(&format!("{HERE}/ekspor"), &[("export_class", "berkala")], &files).await;
    let path = sent.location().expect("the source").to_owned();
    let first = officer.get(&path).await;
    assert!(first.text().contains("130 temuan"));
    assert_eq!(first.attributes("input[name=find]", "value").len(), 100);
    assert!(!first.text().contains("<b>"), "titles are plain text");
    let second = officer.get(&format!("{path}?keadaan=baru&hal=2")).await;
    assert_eq!(second.attributes("input[name=find]", "value").len(), 30);
}

#[tokio::test]
async fn z14_sources_are_for_the_office_alone() {
    let (test, _site, mut officer) = scene().await;
    let export = export(1);
    let files = [("export", "ekspor.xml", export.as_bytes())];
    let sent = officer.upload(&format!("{HERE}/ekspor"), &[("export_class", "berkala")], &files).await;
    let path = sent.location().expect("the source").to_owned();
    test.person("verifikator", Role::Verifier, "62").await;
    test.person("lain", Role::Officer, "62.71").await;
    for login in ["verifikator", "lain"] {
        let mut other = browser(&test);
        other.sign_in(login).await;
        for address in [HERE, &path, &path.replace("kabupaten-katingan", "kota-palangka-raya")] {
            assert_eq!(other.get(address).await.status, StatusCode::NOT_FOUND, "{login} {address}");
        }
        assert_eq!(other.post(&format!("{path}/lagi"), &[]).await.status, StatusCode::NOT_FOUND);
    }
}
