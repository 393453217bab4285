//! Verification and control, as people meet them.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

const ITEM: &str = "/verifikasi/monev-2024/kabupaten-katingan";
const HOME: &str = "/saq/monev-2024/kabupaten-katingan";
const CONTROL: &str = "/nasional/monev-2024/kendali";

/// Everybody who has a part in it, and where they have it.
const PEOPLE: [(&str, Role, &str); 9] = [
    ("verifikator.satu", Role::Verifier, "62"),
    ("verifikator.dua", Role::Verifier, "62"),
    ("verifikator.kalsel", Role::Verifier, "63"),
    ("ppid.katingan", Role::Ppid, "62.06"),
    ("petugas.laut", Role::Officer, "63.01"),
    ("admin.kalteng", Role::Administrator, "62"),
    ("admin.kalsel", Role::Administrator, "63"),
    ("ri.satu", Role::Controller, "00"),
    ("ri.dua", Role::Controller, "00"),
];

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    for (login, role, body) in PEOPLE {
        test.person(login, role, body).await;
    }
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

async fn signed_in(browser: &Browser, login: &str) -> Browser {
    let mut own = browser.clone();
    own.sign_in(login).await;
    own
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    page
}

fn moved(page: &Page) {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
}

/// Judges all of Katingan.
async fn judge(browser: &Browser) {
    let mut verifier = signed_in(browser, "verifikator.satu").await;
    for (question, form) in [
        ("A1", vec![("level", "1"), ("reason", "Ruang dipakai bersama"), ("note", "catatan rahasia")]),
        ("A2", vec![("options", "struktur"), ("options", "permohonan"), ("options", "keberatan")]),
        ("A3", vec![("field-permohonan", "12"), ("field-tepat_waktu", "12")]),
        ("B6", vec![("criteria", "baru"), ("reason", "dampak tidak terlihat")]),
    ] {
        let form = [vec![("base", "0")], form].concat();
        moved(&verifier.post(&format!("{ITEM}/{question}"), &form).await);
    }
}

#[tokio::test]
async fn values_stand_side_by_side_and_the_filter_shows_differences() {
    let (_test, browser) = site().await;
    judge(&browser).await;
    let mut verifier = signed_in(&browser, "verifikator.satu").await;
    let page = ok(verifier.get(&format!("{ITEM}/A1")).await);
    let values = page.find("#nilai + table tbody tr").join("\n");
    for part in ["Klaim kantor100%", "Provinsi60%", "Ruang dipakai bersama", "RI–", "Sanggah–", "Akhir60%"]
    {
        assert!(values.contains(part), "{part} in {values}");
    }
    assert!(values.contains("verifikator.satu (verifier), 25 Juni 2024"), "{values}");
    let page = ok(verifier.get(ITEM).await);
    assert_eq!(page.find("tbody tr").len(), 6);
    assert!(page.text().contains("3 dari 6 pertanyaan bernilai berbeda"), "{}", page.text());
    let page = ok(verifier.get(&format!("{ITEM}?beda=1")).await);
    let rows = page.find("tbody tr");
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].contains("100%60%––60%"), "{rows:?}");
}

#[tokio::test]
async fn sentences_and_notes_lie_beside_the_judgement() {
    let (_test, browser) = site().await;
    let mut national = signed_in(&browser, "ri.satu").await;
    let page = national.post("/nasional/monev-2024/kalimat", &[("question", "B4"), ("text", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.find(".govuk-error-summary a").len(), 2, "the system scores it, and nothing was typed");
    let form = [("question", "A1"), ("text", "Foto <b>tidak</b> menunjukkan ruang khusus.")];
    moved(&national.post("/nasional/monev-2024/kalimat", &form).await);

    let mut verifier = signed_in(&browser, "verifikator.satu").await;
    let page = ok(verifier.get(&format!("{ITEM}/A1")).await);
    assert_eq!(
        page.attributes("input[name=phrases]", "value"),
        ["Foto <b>tidak</b> menunjukkan ruang khusus."]
    );
    let ticked = "Foto <b>tidak</b> menunjukkan ruang khusus.";
    let form = [
        ("base", "0"),
        ("level", "1"),
        ("reason", "Ruang dipakai bersama."),
        ("phrases", ticked),
        ("note", "Tanya kabupaten"),
    ];
    moved(&verifier.post(&format!("{ITEM}/A1"), &form).await);
    let page = ok(verifier.get(&format!("{ITEM}/A1")).await);
    assert_eq!(page.one("#reason"), format!("Ruang dipakai bersama. {ticked}"));
    assert_eq!(page.one("#note"), "Tanya kabupaten");
    let page = verifier
        .post(&format!("{ITEM}/A2"), &[("base", "0"), ("options", "struktur"), ("note", &"x".repeat(2001))])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

    let mut other = signed_in(&browser, "verifikator.dua").await;
    assert!(ok(other.get(&format!("{ITEM}/A1")).await).text().contains("Tanya kabupaten"));
    let mut office = signed_in(&browser, "ppid.katingan").await;
    assert!(!ok(office.get(&format!("{HOME}/A1")).await).text().contains("Tanya kabupaten"));
    let page = ok(national.get("/nasional/monev-2024/kalimat").await);
    let remove = page.attributes("form[action$=hapus]", "action");
    moved(&national.post(&remove[0], &[]).await);
    assert!(ok(national.get("/nasional/monev-2024/kalimat").await).find("form[action$=hapus]").is_empty());
}

#[tokio::test]
async fn w12_a_question_goes_to_its_office_and_comes_back() {
    let (_test, browser) = site().await;
    let mut verifier = signed_in(&browser, "verifikator.satu").await;
    let mut office = signed_in(&browser, "ppid.katingan").await;
    assert!(ok(office.get(&format!("{HOME}/A1")).await).find("#jawaban input").is_empty(), "it is locked");
    let page = verifier.post(&format!("{ITEM}/A1/kembalikan"), &[("return_reason", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#return_reason"]);
    let page = verifier.post(&format!("{ITEM}/A1/kembalikan"), &[("return_reason", "Foto <kabur>")]).await;
    moved(&page);
    let page = ok(verifier.get(page.location().unwrap()).await);
    assert!(page.text().contains("Pertanyaan dikembalikan kepada kantor."), "{}", page.text());
    assert!(page.find("#penilaian").is_empty(), "nothing to judge meanwhile");
    assert!(page.text().contains("sedang diperbaiki kantor sampai"), "{}", page.text());
    let submitted = page.find(".tb-review__judge .govuk-summary-list--no-border dd");
    let page = verifier.post(&format!("{ITEM}/A1"), &[("base", "0"), ("level", "0")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("sedang diperbaiki kantor"), "{}", page.text());

    let page = ok(office.get(HOME).await);
    assert!(page.text().contains("Pertanyaan 1 dikembalikan"), "{}", page.text());
    let page = ok(office.get("/pemberitahuan").await);
    assert!(page.text().contains("satu pertanyaan dikembalikan untuk diperbaiki"), "{}", page.text());
    let page = ok(office.get(&format!("{HOME}/A1")).await);
    assert!(page.text().contains("Foto &#60;kabur&#62;") || page.text().contains("Foto &lt;kabur&gt;"));
    let base = page.attributes("#jawaban input[name=base]", "value");
    let form = [("base", base[0].as_str()), ("options", "b"), ("do", "stay")];
    moved(&office.post(&format!("{HOME}/A1"), &form).await);
    let shown = |page: &Page| page.find(".tb-review__judge .govuk-summary-list--no-border dd");
    let page = ok(verifier.get(&format!("{ITEM}/A1")).await);
    assert_eq!(shown(&page), submitted, "the answer as it was submitted");
    let other = office.post(&format!("{HOME}/A2"), &[("base", "1"), ("options", "struktur")]).await;
    assert!(other.status.is_client_error(), "only the returned question: {}", other.status);
    let page = office.post(&format!("{HOME}/A1/kirim-lagi"), &[]).await;
    moved(&page);
    let page = ok(office.get(page.location().unwrap()).await);
    assert!(page.text().contains("PB-24-"), "{}", page.text());
    let document = ok(office.get(&format!("{HOME}/A1/tanda-terima.json")).await);
    assert_eq!(document.json()["answer"]["options"], serde_json::json!(["b"]));
    assert!(ok(office.get(&format!("{HOME}/A1")).await).find("#jawaban input").is_empty(), "locked again");
    assert!(ok(verifier.get("/pemberitahuan").await).text().contains("sudah diperbaiki dan dikirim lagi"));
    assert_ne!(shown(&ok(verifier.get(&format!("{ITEM}/A1")).await)), submitted, "and what was sent again");
    let page = verifier.post(&format!("{ITEM}/A1"), &[("base", "0"), ("level", "0")]).await;
    moved(&page);
}

#[tokio::test]
async fn z04_duties_are_drawn_given_and_handed_over_on_a_page() {
    let (_test, browser) = site().await;
    let here = "/penugasan/monev-2024/kalimantan-tengah";
    let mut admin = signed_in(&browser, "admin.kalteng").await;
    assert_eq!(admin.get("/penugasan/monev-2024").await.location(), Some(here), "there is one province");
    let mut verifier = signed_in(&browser, "verifikator.satu").await;
    let page = verifier.post("/akun/jabatan", &[("office", "99.99"), ("post", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#office", "value"), ["99.99"], "what was typed is kept");
    moved(&verifier.post("/akun/jabatan", &[("office", "62.06"), ("post", "Staf 2020")]).await);

    moved(&admin.post(&format!("{here}/undi"), &[]).await);
    let page = ok(admin.get(here).await);
    assert!(page.find("code")[0].len() == 32, "the seed is on the page");
    let holders = page.attributes("select option[selected]", "value");
    assert_eq!(holders.len(), 2, "{holders:?}");
    let file = page.attributes("a[href*=undian]", "href");
    let lot = ok(admin.get(&file[0]).await).json();
    assert_eq!(lot["lot"]["given"][0]["login"], "verifikator.dua", "verifikator.satu served at Katingan");
    let page = ok(verifier.get("/verifikasi/monev-2024").await);
    assert!(page.text().contains("Anda pernah bertugas di kantor ini"), "{}", page.text());

    let satu = page_value(&ok(admin.get(here).await), "verifikator.satu (verifier)");
    let dua = page_value(&ok(admin.get(here).await), "verifikator.dua (verifier)");
    let field = "person-62.06";
    let page = admin.post(&format!("{here}/kantor/kabupaten-katingan"), &[(field, &satu)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a conflict of interest");
    let page = admin.post(&format!("{here}/serahkan"), &[("from", &dua), ("to", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    moved(&admin.post(&format!("{here}/kantor/kabupaten-katingan"), &[(field, "")]).await);
}

/// The value of the option with these words.
fn page_value(page: &Page, words: &str) -> String {
    let values = page.attributes("#from option", "value");
    let at = page.find("#from option").iter().position(|found| found == words).expect("the option");
    values[at].clone()
}

#[tokio::test]
async fn a_second_reading_is_drawn_read_blind_and_settled() {
    let (_test, browser) = site().await;
    judge(&browser).await;
    let mut one = signed_in(&browser, "ri.satu").await;
    let mut two = signed_in(&browser, "ri.dua").await;
    let page = ok(one.get(CONTROL).await);
    assert_eq!(
        page.attributes("input[name=province]", "value"),
        ["kalimantan-tengah"],
        "the other still judges"
    );
    let page = one.post(&format!("{CONTROL}/undi"), &[("province", "kalimantan-selatan")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    moved(&one.post(&format!("{CONTROL}/undi"), &[("province", "kalimantan-tengah")]).await);
    let page = ok(one.get(CONTROL).await);
    assert_eq!(page.find("code")[0].len(), 32);
    let file = page.attributes("a[href*=undian]", "href");
    assert_eq!(ok(one.get(&file[0]).await).json()["lot"]["sample"].as_array().map(Vec::len), Some(4));

    for address in [format!("{CONTROL}/kabupaten-katingan/A1"), format!("{ITEM}/A1"), ITEM.to_owned()] {
        for reader in [&mut one, &mut two] {
            let text = ok(reader.get(&address).await).text();
            for secret in ["Ruang dipakai bersama", "catatan rahasia", "verifikator.satu"] {
                assert!(!text.contains(secret), "{secret} on {address}");
            }
        }
    }
    let page = ok(one.get(&format!("{CONTROL}/kabupaten-katingan/A1")).await);
    assert!(page.find("#nilai").is_empty() && page.find("#note").is_empty());
    assert_eq!(one.get("/penilaian/monev-2024/kabupaten-katingan").await.status, StatusCode::CONFLICT);
    let bad = one.post(&format!("{CONTROL}/kabupaten-katingan/A1"), &[("level", "1")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let form = [("level", "0"), ("reason", "ruang khusus terlihat")];
    moved(&one.post(&format!("{CONTROL}/kabupaten-katingan/A1"), &form).await);
    let again = one.post(&format!("{CONTROL}/kabupaten-katingan/A1"), &form).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let settle = format!("{CONTROL}/kabupaten-katingan/A1/putusan");
    let page = ok(one.get(&format!("{CONTROL}/kabupaten-katingan/A1")).await);
    assert!(page.text().contains("Ruang dipakai bersama"), "both sides are there now");
    assert!(page.find("input[name=settle]").is_empty(), "not by whoever read it");
    let page = two.post(&settle, &[("reason", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = ok(one.get("/nasional/monev-2024/rekap").await).text();
    assert!(text.contains("4 pembacaan kedua atau perbedaan belum selesai"), "{text}");
    moved(&two.post(&settle, &[("settle", "change"), ("reason", "Foto kedua jelas")]).await);
    assert_eq!(two.post(&settle, &[("settle", "keep"), ("reason", "x")]).await.status, StatusCode::CONFLICT);
    let mut verifier = signed_in(&browser, "verifikator.satu").await;
    let values = ok(verifier.get(&format!("{ITEM}/A1")).await).find("#nilai + table tbody tr").join("\n");
    assert!(values.contains("RI100%") && values.contains("Foto kedua jelas"), "{values}");
    assert!(values.contains("Provinsi60%") && values.contains("Akhir100%"), "{values}");

    let page = ok(two.get("/nasional/monev-2024/keandalan").await);
    assert_eq!(page.find("svg.tb-intervals circle").len(), 1);
    assert!(page.text().contains("−0,40"), "{}", page.text());
    let csv = ok(two.get("/nasional/monev-2024/keandalan.csv").await).text();
    assert!(csv.contains(r#""province","62","Kalimantan Tengah","1","0""#), "{csv}");
}

#[tokio::test]
async fn a_difference_is_settled_by_a_third_value() {
    let (_test, browser) = site().await;
    judge(&browser).await;
    let mut one = signed_in(&browser, "ri.satu").await;
    let mut two = signed_in(&browser, "ri.dua").await;
    moved(&one.post(&format!("{CONTROL}/undi"), &[("province", "kalimantan-tengah")]).await);
    let here = format!("{CONTROL}/kabupaten-katingan/A1");
    moved(&one.post(&here, &[("level", "0"), ("reason", "ruang khusus terlihat")]).await);
    let page = ok(two.get(&here).await);
    assert_eq!(page.attributes("input[name=settle]", "value"), ["keep", "change", "third"]);
    assert_eq!(page.attributes("input[name=level]", "value"), ["0", "1", "2"]);
    assert!(page.find("input[name=level][checked]").is_empty(), "a third value begins with nothing chosen");
    let settle = format!("{here}/putusan");
    let page = two.post(&settle, &[("settle", "third"), ("reason", "Keduanya <keliru>")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#level"]);
    assert_eq!(page.attributes("input[name=settle][checked]", "value"), ["third"], "what was chosen is kept");
    assert_eq!(page.find("#reason"), ["Keduanya <keliru>"], "what was typed is kept");
    let form = [("settle", "third"), ("level", "2"), ("reason", "Keduanya keliru")];
    let refused = one.post(&settle, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "not by whoever read it");
    moved(&two.post(&settle, &form).await);
    let page = ok(two.get(&here).await);
    assert!(page.text().contains("Keduanya keliru"), "{}", page.text());
    assert!(page.find("input[name=settle]").is_empty());
}

#[tokio::test]
async fn rules_of_verification_are_set_on_a_page() {
    let (_test, browser) = site().await;
    let mut national = signed_in(&browser, "ri.satu").await;
    let address = "/nasional/monev-2024/verifikasi";
    let page = ok(national.get(address).await);
    assert_eq!(page.attributes("[name='verification.return_hours']", "value"), ["48"]);
    let version = page.attributes("input[name=version]", "value").remove(0);
    let wrong = [
        ("version", version.as_str()),
        ("verification.return_hours", "0"),
        ("verification.sample_percent", "x"),
        ("verification.sample_least", "5"),
    ];
    let page = national.post(address, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("[name='verification.sample_percent']", "value"), ["x"], "kept");
    let right = [
        ("version", version.as_str()),
        ("verification.return_hours", "24"),
        ("verification.sample_percent", "10"),
        ("verification.sample_least", "3"),
        ("reason", "Masa verifikasi pendek"),
    ];
    moved(&national.post(address, &right).await);
    let mut verifier = signed_in(&browser, "verifikator.satu").await;
    let page = verifier.post(&format!("{ITEM}/A1/kembalikan"), &[("return_reason", "x")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "no returns in this round");
}

/// Every page of these features, and who may open it. Everybody else meets 404.
#[tokio::test]
async fn z01_who_opens_what() {
    let (_test, browser) = site().await;
    judge(&browser).await;
    let mut one = signed_in(&browser, "ri.satu").await;
    moved(&one.post(&format!("{CONTROL}/undi"), &[("province", "kalimantan-tengah")]).await);
    let ri: &[&str] = &["ri.satu", "ri.dua"];
    let pages: [(String, &[&str]); 9] = [
        (ITEM.to_owned(), &["verifikator.satu", "verifikator.dua", "ri.satu", "ri.dua"]),
        (CONTROL.to_owned(), ri),
        (format!("{CONTROL}/kabupaten-katingan/A1"), ri),
        ("/nasional/monev-2024/keandalan".to_owned(), ri),
        ("/nasional/monev-2024/keandalan.csv".to_owned(), ri),
        ("/nasional/monev-2024/verifikasi".to_owned(), ri),
        ("/nasional/monev-2024/kalimat".to_owned(), ri),
        ("/penugasan/monev-2024/kalimantan-tengah".to_owned(), &["ri.satu", "ri.dua", "admin.kalteng"]),
        ("/penugasan/monev-2024/kalimantan-selatan".to_owned(), &["ri.satu", "ri.dua", "admin.kalsel"]),
    ];
    let posts = [
        (format!("{ITEM}/A1/kembalikan"), "return_reason"),
        (format!("{ITEM}/A1/tarik"), ""),
        (format!("{CONTROL}/undi"), "province"),
        (format!("{CONTROL}/serahkan"), "from"),
        (format!("{CONTROL}/kabupaten-katingan/A1"), "level"),
        (format!("{CONTROL}/kabupaten-katingan/A1/putusan"), "settle"),
        ("/penugasan/monev-2024/kalimantan-tengah/undi".to_owned(), ""),
        ("/nasional/monev-2024/verifikasi".to_owned(), "version"),
        (format!("{HOME}/A1/kirim-lagi"), ""),
    ];
    for (login, ..) in PEOPLE {
        let mut own = signed_in(&browser, login).await;
        for (address, allowed) in &pages {
            let status = own.get(address).await.status;
            let expected = if allowed.contains(&login) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(status, expected, "{login} at {address}");
        }
    }
    for login in ["petugas.laut", "verifikator.kalsel"] {
        let mut own = signed_in(&browser, login).await;
        for (address, field) in &posts {
            let status = own.post(address, &[(*field, "x")]).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{login} posts to {address}");
        }
    }
}
