//! What pages say of files that were looked through in part or are not given, and of tests that the head alone approves.

use app::jobs::Lane;
use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, TestApp};

use super::desk::signed_in;

const DESK: &str = "/meja/kabupaten-katingan/informasi";
const TESTS: &str = "/meja/kabupaten-katingan/dikecualikan";

const REPORT: [(&str, &str); 9] = [
    ("title", "Laporan kegiatan"),
    ("summary", "Laporan kegiatan tahun ini"),
    ("class", "berkala"),
    ("holder", "Subbagian Keuangan"),
    ("responsible", "Kepala Sekretariat"),
    ("made_on", "2025-12-31"),
    ("place", "Kasongan"),
    ("forms", "daring"),
    ("retention", "5 tahun"),
];

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

/// A PDF of one page.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
    2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n\
    trailer\n<< /Root 1 0 R >>\n%%EOF\n";

/// Has the look inside the first file of an item have read fewer pages than there are.
async fn read_in_part(test: &TestApp, reference: &str) {
    let who = test.person_once("ppid.katingan", Role::Ppid, &"62.06".parse().unwrap()).await;
    let desk = test.app.access(who).desk("62.06").await.unwrap();
    let files = desk.item(reference).await.unwrap().files;
    let address = &files.iter().find(|file| file.name == "panjang.pdf").unwrap().blob.address;
    let found = r#"{"pdf":{"pages":60,"shown":10,"read":38,"pictured":12}}"#;
    let facts = serde_json::from_str(found).unwrap();
    let mut tx = test.app.db().write().await.unwrap();
    store::examination::done(&mut tx, address, &facts, None, test.app.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// A picture by its first bytes, of which nothing can be painted.
const BROKEN_PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0";

async fn step(who: &mut Browser, path: &str, name: &str, more: &[(&str, &str)]) -> testkit::Page {
    let revision = who.get(path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [&[("do", name), ("revision", revision.as_str())], more].concat();
    who.post(&format!("{path}/langkah"), &fields).await
}

#[tokio::test]
async fn d19_u08_the_desk_says_what_was_not_looked_through_and_the_public_what_is_not_given() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let mut ppid = signed_in(&test, "ppid.katingan", Role::Ppid, "62.06").await;
    let item = ppid.post(&format!("{DESK}/baru"), &REPORT).await.location().unwrap().to_owned();
    for (name, bytes) in [("panjang.pdf", PDF), ("rusak.png", BROKEN_PICTURE)] {
        ppid.upload(&format!("{item}/berkas"), &[("caption", "")], &[("f", name, bytes)]).await;
    }
    test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
    let reference = item.rsplit('/').next().unwrap();
    read_in_part(&test, reference).await;
    let page = ppid.get(&item).await;
    let text = page.one("#privacy");
    for part in [
        "Pada bagian yang diperiksa tidak ditemukan pola data pribadi.",
        "Hanya teks 38 halaman pertama dari 60 halaman yang diperiksa. Teks sesudahnya juga tidak dapat ditemukan lewat pencarian.",
        "hanya dicari pada 12 dari 60 halaman",
        "Publik tidak akan menerima gambar ini",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("Tidak ditemukan pola data pribadi."), "{text}");
    let refused = step(&mut ppid, &item, "check", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Jawab dahulu peringatan data pribadi."));
    let digest = page.attributes("input[name=digest]", "value").remove(0);
    ppid.post(&format!("{item}/data-pribadi"), &[("digest", &digest)]).await;
    for name in ["check", "publish"] {
        let taken = step(&mut ppid, &item, name, &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{name} {}", taken.text());
    }
    let public = format!("/kabupaten-katingan/informasi/{reference}");
    let mut everybody = browser(&test);
    let page = everybody.get(&public).await;
    assert!(page.text().contains("rusak.png") && page.text().contains("Gambar ini tidak diberikan"));
    assert_eq!(page.attributes(".tb-items a", "href").len(), 1, "the document alone can be fetched");
    for suffix in [".json", ".jsonld"] {
        let data = everybody.get(&format!("{public}{suffix}")).await.text();
        assert!(data.contains("panjang.pdf") && !data.contains("rusak.png"), "{suffix} {data}");
    }
    assert!(!everybody.get("/kabupaten-katingan/informasi.jsonld").await.text().contains("rusak.png"));
}

#[tokio::test]
async fn t24_the_page_of_a_test_says_before_that_the_head_alone_approves_it() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let mut ppid = signed_in(&test, "ppid", Role::Ppid, "62.06").await;
    let mut superior = signed_in(&test, "atasan", Role::Superior, "62.06").await;
    let mut leader = signed_in(&test, "pimpinan", Role::Leader, "62.06").await;
    let sheet = [
        ("information", "Sistem persandian"),
        ("document", "Buku sandi"),
        ("unit", "Sekretariat"),
        ("trigger", "beforehand"),
        ("ground", "c6"),
        ("if_opened", "Sandi terbaca."),
        ("if_closed", "Sandi aman."),
        ("weighing", "Keamanan lebih berat."),
        ("term", "until"),
        ("term_until", "2030-12-31"),
    ];
    let path = ppid.post(&format!("{TESTS}/baru"), &sheet).await.location().expect("the test").to_owned();
    let said = "hanya pimpinan yang dapat menyetujuinya";
    assert!(ppid.get(&path).await.text().contains(said), "before it is proposed");
    for name in ["consider", "propose"] {
        step(&mut ppid, &path, name, &[]).await;
    }
    let page = superior.get(&path).await;
    assert!(page.text().contains(said) && page.attributes("#number", "value").is_empty(), "{}", page.text());
    let decree = [("number", "07/SK/2024"), ("day", "2024-06-10"), ("place", "Kasongan")];
    let refused = step(&mut superior, &path, "approve", &decree).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attributes(".govuk-error-summary a", "href"), ["#approve"]);
    assert!(!refused.one("#approve").is_empty(), "the summary leads to what it says");
    let approved = step(&mut leader, &path, "approve", &decree).await;
    assert_eq!(approved.location(), Some(path.as_str()), "{}", approved.text());
    assert!(!leader.get(&path).await.text().contains(said), "afterwards it no longer matters");
}
