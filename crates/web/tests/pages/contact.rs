//! The pages of the PPID's number, for the office and for the tier above.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, TestApp};

const DESK: &str = "/meja/kabupaten-katingan/whatsapp";
const SITE: &str = "/kabupaten-katingan";

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    for (login, role, body) in [
        ("ppid.katingan", Role::Ppid, "62.06"),
        ("petugas.katingan", Role::Officer, "62.06"),
        ("petugas.palangka", Role::Officer, "62.71"),
        ("ketua.katingan", Role::Leader, "62.06"),
        ("verifikator.kalteng", Role::Verifier, "62"),
        ("verifikator.kalsel", Role::Verifier, "63"),
    ] {
        test.person(login, role, body).await;
    }
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

async fn give_number(browser: &mut Browser) {
    browser.sign_in("ppid.katingan").await;
    let page = browser.post(&format!("{DESK}/nomor"), &[("seen", ""), ("number", "0812 3456 7890")]).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some(DESK)));
}

#[tokio::test]
async fn a_number_is_verified_by_the_way_of_the_province_and_the_public_sees_the_mark() {
    let (_test, mut browser) = site().await;
    let mut anybody = browser.clone();
    assert!(anybody.get(SITE).await.find(".tb-whatsapp").is_empty(), "no number, no card");
    give_number(&mut browser).await;
    let page = anybody.get(SITE).await;
    assert_eq!(page.find("main .tb-whatsapp__number"), ["+62 812-3456-7890"]);
    assert!(page.find(".tb-whatsapp__mark").is_empty(), "no mark before it is verified");
    let chat = page.attributes("main .tb-whatsapp a", "href");
    assert!(chat[0].starts_with("https://wa.me/6281234567890?text=Selamat%20pagi"), "{chat:?}");
    let code = page.attributes("main .tb-whatsapp__code", "aria-label");
    assert_eq!(code, ["Kode QR: buka percakapan WhatsApp dengan nomor +62 812-3456-7890"]);
    assert_eq!(page.find("main .tb-whatsapp__code svg path").len(), 2);

    browser.sign_in("petugas.katingan").await;
    let page = browser.get(DESK).await;
    assert!(page.text().contains("Warga melihat nomor ini tanpa tanda"), "the desk is told");
    let page = browser.post(&format!("{DESK}/kode"), &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(browser.get(DESK).await.text().contains("Menunggu kode dari kantor tingkat atas"));

    let mut province = anybody.clone();
    province.sign_in("verifikator.kalteng").await;
    let page = province.get("/kontak").await;
    assert_eq!(page.find("tbody th"), ["Bawaslu Kabupaten Katingan", "Bawaslu Kota Palangka Raya"]);
    assert!(page.find("tbody tr:first-child td")[0].contains("Menunggu kode"));
    let page = province.post("/kontak/kabupaten-katingan/kode", &[]).await;
    let secret = page.one("#kode");
    let chat = page.attributes("a.govuk-button", "href").remove(0);
    assert!(chat.starts_with("https://wa.me/6281234567890?text=") && chat.contains(&secret), "{chat}");
    assert_eq!(page.headers["cache-control"], "no-store");
    let page = province.get("/kontak/kabupaten-katingan").await;
    assert!(!page.text().contains(&secret), "it is shown once");

    let number: u32 = secret.parse().expect("six digits");
    let wrong = format!("{:06}", (number + 1) % 1_000_000);
    let page = browser.post(&format!("{DESK}/verifikasi"), &[("code", &wrong)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#code"]);
    assert!(page.one("#code-error").contains("Sisa 4 kali mencoba"));
    let page = browser.post(&format!("{DESK}/verifikasi"), &[("code", &secret)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    assert!(browser.get(DESK).await.text().contains("Kode dikirim oleh Bawaslu Provinsi Kalimantan Tengah."));

    for address in [SITE, "/kabupaten-katingan/permohonan", "/kabupaten-katingan/keberatan"] {
        let page = anybody.get(address).await;
        assert_eq!(page.find("main .tb-whatsapp__mark"), ["Terverifikasi 10 Juni 2024"], "{address}");
        assert_eq!(page.find("footer .tb-whatsapp__mark").len(), 1, "{address}");
    }
    let json = anybody.get("/kabupaten-katingan/informasi.json").await.json();
    assert_eq!(json["badan_publik"]["whatsapp"], "6281234567890");
    assert_eq!(json["badan_publik"]["whatsapp_terverifikasi"], "2024-06-10T02:00:00Z");
    let home = anybody.get(SITE).await;
    let structured = home.find("script[type='application/ld+json']").remove(0);
    let structured: serde_json::Value = serde_json::from_str(&structured).expect("JSON");
    assert_eq!(structured["contactPoint"]["telephone"], "+6281234567890");
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept() {
    let (_test, mut browser) = site().await;
    give_number(&mut browser).await;
    let sent = [("seen", "6281234567890"), ("number", "0536 <b>21000")];
    let page = browser.post(&format!("{DESK}/nomor"), &sent).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#number", "value"), ["0536 <b>21000"]);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#number"]);
    let page = browser.post(&format!("{DESK}/nomor"), &[("seen", ""), ("number", "0811 234 5678")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("+62 812-3456-7890"), "what is there now");
    assert_eq!(page.attributes("#number", "value"), ["0811 234 5678"], "nothing typed is lost");
    assert_eq!(page.attributes("input[name=seen]", "value"), ["6281234567890"]);
    let page =
        browser.post(&format!("{DESK}/pemegang"), &[("version", "0"), ("holder", &"x".repeat(201))]).await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#holder"]);
    browser
        .post(&format!("{DESK}/pemegang"), &[("version", "0"), ("holder", "Rina"), ("place", "Laci")])
        .await;
    let page = browser.post(&format!("{DESK}/pemegang"), &[("version", "0"), ("holder", "Budi")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Yang tersimpan: Rina; Laci"));
    assert_eq!(page.attributes("#holder", "value"), ["Budi"]);
    assert_eq!(page.attributes("input[name=version]", "value"), ["1"]);
    let page = browser
        .post(&format!("{DESK}/serah-terima"), &[("from", ""), ("day", "31 2 2024"), ("note", "Kunci")])
        .await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#from", "#to", "#day", "#parts"]);
    for id in ["#from", "#to", "#day", "#parts"] {
        assert_eq!(page.attributes(id, "id").len(), 1, "{id} leads to a field");
    }
    assert!(page.find("#note")[0].contains("Kunci"));
    let page = browser.get(&format!("{DESK}?bahasa=en")).await;
    assert_eq!(page.one("h1"), "WhatsApp number of the PPID");
}

#[tokio::test]
async fn a_hand_over_is_confirmed_by_the_other_side() {
    let (test, mut browser) = site().await;
    give_number(&mut browser).await;
    let page = browser.get(DESK).await;
    let takers = page.attributes("#to option", "value");
    assert_eq!(takers.len(), 2, "a choice to make, and the officer");
    let sent = [
        ("from", "Rina Lestari"),
        ("to", takers[1].as_str()),
        ("day", "10 6 2024"),
        ("parts", "device"),
        ("parts", "sim"),
        ("parts", "pin"),
    ];
    assert_eq!(browser.post(&format!("{DESK}/serah-terima"), &sent).await.status, StatusCode::SEE_OTHER);
    let page = browser.get(DESK).await;
    assert!(page.text().contains("Menunggu konfirmasi") && page.find("form[action$=terima]").is_empty());
    browser.sign_in("petugas.katingan").await;
    let page = browser.get(DESK).await;
    let take = page.attributes("form[action$=terima]", "action").remove(0);
    assert_eq!(browser.post(&take, &[("parts", "device")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let all = [("parts", "device"), ("parts", "sim"), ("parts", "pin")];
    assert_eq!(browser.post(&take, &all).await.status, StatusCode::SEE_OTHER);
    let page = browser.get(DESK).await;
    assert!(page.text().contains("dari Rina Lestari kepada petugas.katingan"), "{}", page.text());
    let mut province = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    province.sign_in("verifikator.kalteng").await;
    let page = province.get("/kontak/kabupaten-katingan").await;
    assert!(page.text().contains("dari Rina Lestari kepada"), "the tier above sees the history");
}

#[tokio::test]
async fn z01_the_pages_of_a_number_are_for_its_office_and_the_tier_above() {
    let (_test, mut browser) = site().await;
    for login in ["petugas.palangka", "ketua.katingan", "verifikator.kalteng", "verifikator.kalsel"] {
        browser.sign_in(login).await;
        assert_eq!(browser.get(DESK).await.status, StatusCode::NOT_FOUND, "{login}");
        for form in ["nomor", "pemegang", "kode", "verifikasi", "serah-terima"] {
            let page = browser.post(&format!("{DESK}/{form}"), &[]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{login} {form}");
        }
    }
    for login in ["ppid.katingan", "petugas.katingan", "verifikator.kalsel"] {
        browser.sign_in(login).await;
        assert_eq!(browser.get("/kontak/kabupaten-katingan").await.status, StatusCode::NOT_FOUND, "{login}");
        let page = browser.post("/kontak/kabupaten-katingan/kode", &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{login}");
    }
    browser.sign_in("petugas.katingan").await;
    assert_eq!(browser.get("/kontak").await.status, StatusCode::NOT_FOUND);
    let page = browser.post(&format!("{DESK}/nomor"), &[("number", "0812 3456 7890")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "officers prove it, the PPID changes it");
    let page = browser.get("/meja/kabupaten-katingan").await;
    assert!(page.text().contains("Belum siap") && page.text().contains("belum mencantumkan nomor WhatsApp"));
    browser.sign_in("verifikator.kalteng").await;
    let page = browser.post("/kontak/kabupaten-katingan/kode", &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "the office has asked for none");
}
