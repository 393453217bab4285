//! What must not work: other people's offices, forged fields, absurd values.

use domain::person::Role;
use http::{Method, StatusCode};
use testkit::{Browser, TestApp};

use super::{HOME, PNG, at, base, browser, real_round, small_round};

/// Every address of this area: method, path under the questionnaire (or whole), and who of the own office gets in.
const ROUTES: &[(&str, &str, &[Role])] = {
    use Role::{Leader, Officer, Ppid, Superior};
    const READ: &[Role] = &[Officer, Ppid, Superior, Leader];
    const FILL: &[Role] = &[Officer, Ppid];
    &[
        ("GET", "", READ),
        ("GET", "/periksa", READ),
        ("GET", "/A1", READ),
        ("GET", "/tanda-terima", READ),
        ("GET", "/tanda-terima.json", READ),
        ("POST", "/A1", FILL),
        ("POST", "/A1/bukti/foto", FILL),
        ("POST", "/A1/tautan/foto", &[]),
        ("POST", "/A1/keterangan/{id}", FILL),
        ("POST", "/A1/keluarkan/{id}", FILL),
        ("POST", "/A1/ganti/{id}", FILL),
        ("POST", "/A1/pakai/foto", FILL),
        ("GET", "/pembagian", FILL),
        ("POST", "/pembagian", FILL),
        ("POST", "/pembagian/{id}/ambil-kembali", &[]),
        ("POST", "/pembagian/{id}/selesai", &[]),
        ("POST", "/persetujuan", &[Ppid]),
        ("POST", "/pengesahan", &[Leader]),
        ("POST", "/kirim", FILL),
        ("POST", "/tautan", FILL),
        ("POST", "/buka-kembali", &[Ppid]),
        ("GET", "/bukti/{id}", READ),
        ("GET", "/bukti/{id}/tanda-terima", READ),
        ("GET", "/bukti/{id}/tanda-terima.json", READ),
    ]
};

/// A submitted questionnaire of Katingan with one file; the id of the file.
async fn submitted(test: &TestApp) -> String {
    let (mut ppid, mut leader) = (browser(test, "ppid").await, browser(test, "pimpinan").await);
    ppid.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    ppid.upload(&format!("{}/bukti/foto", at("A1")), &[], &[("f", "a.png", PNG)]).await;
    let href = ppid.get(&at("A1")).await.attributes(".tb-files a", "href").remove(0);
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    leader.post(&format!("{HOME}/pengesahan"), &[]).await;
    ppid.post(&format!("{HOME}/kirim"), &[]).await;
    href.trim_start_matches("/bukti/").to_owned()
}

async fn ask(browser: &mut Browser, method: &str, path: &str) -> StatusCode {
    if method == "GET" {
        return browser.get(path).await.status;
    }
    if path.contains("/bukti/") || path.contains("/ganti/") {
        return browser.upload(path, &[], &[("f", "b.png", PNG)]).await.status;
    }
    browser
        .post(path, &[("base", "9"), ("options", "b"), ("link", "https://x.id/"), ("kekurangan", "ya")])
        .await
        .status
}

#[tokio::test]
async fn z01_every_role_and_address_and_owner() {
    let test = small_round().await;
    let id = submitted(&test).await;
    for (role, body, place) in Role::ALL.into_iter().flat_map(|role| {
        [("62.06", "own"), ("62.71", "neighbour"), ("62", "above"), ("00", "root"), ("63", "elsewhere")]
            .map(|(body, place)| (role, body, place))
    }) {
        let login = format!("{role}.{place}");
        test.person(&login, role, body).await;
        let mut browser = browser(&test, &login).await;
        for (method, path, roles) in ROUTES {
            let whole = if path.starts_with("/bukti") {
                path.replace("{id}", &id)
            } else {
                format!("{HOME}{}", path.replace("{id}", &id))
            };
            let status = ask(&mut browser, method, &whole).await;
            // Reviewers above see evidence of what was submitted.
            let reviews = path.starts_with("/bukti")
                && matches!(role, Role::Verifier | Role::Controller)
                && matches!(place, "above" | "root");
            let allowed = place == "own" && roles.contains(&role) || reviews;
            if allowed {
                assert_ne!(status, StatusCode::NOT_FOUND, "{login} {method} {whole}");
            } else {
                assert_eq!(status, StatusCode::NOT_FOUND, "{login} {method} {whole}");
            }
            assert!(!status.is_server_error(), "{login} {method} {whole}: {status}");
        }
        // Whoever reopened or withdrew has changed the state for those who follow.
        if role == Role::Ppid && place == "own" {
            submitted_again(&test).await;
        }
    }
}

async fn submitted_again(test: &TestApp) {
    let (mut ppid, mut leader) = (browser(test, "ppid").await, browser(test, "pimpinan").await);
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    leader.post(&format!("{HOME}/pengesahan"), &[]).await;
    ppid.post(&format!("{HOME}/kirim"), &[]).await;
}

#[tokio::test]
async fn z01_nobody_signed_in_is_sent_to_sign_in() {
    let test = small_round().await;
    let mut nobody = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    for (method, path, _) in ROUTES.iter().filter(|(_, path, _)| !path.contains("{id}")) {
        let status = ask(&mut nobody, method, &format!("{HOME}{path}")).await;
        let expected = if *method == "GET" { StatusCode::SEE_OTHER } else { StatusCode::UNAUTHORIZED };
        assert_eq!(status, expected, "{method} {path}");
    }
}

#[tokio::test]
async fn z01_evidence_before_submission_is_the_offices_own() {
    let test = small_round().await;
    test.person("verifikator", Role::Verifier, "62").await;
    let mut ppid = browser(&test, "ppid").await;
    ppid.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    ppid.upload(&format!("{}/bukti/foto", at("A1")), &[], &[("f", "a.png", PNG)]).await;
    let href = ppid.get(&at("A1")).await.attributes(".tb-files a", "href").remove(0);
    let mut verifier = browser(&test, "verifikator").await;
    assert_eq!(verifier.get(&href).await.status, StatusCode::NOT_FOUND);
    submitted_again(&test).await;
    assert_eq!(verifier.get(&href).await.status, StatusCode::OK);
}

#[tokio::test]
async fn z06_forged_fields_change_nothing() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let forged = [
        ("base", "0"),
        ("options", "c"),
        ("score", "100"),
        ("verified", "true"),
        ("share", "1"),
        ("level", "0"),
        ("files", "sk.pdf"),
        ("also.x", "1"),
        ("fields.skor", "100"),
        ("text", "dari luar"),
    ];
    assert_eq!(officer.post(&at("A1"), &forged).await.status, StatusCode::SEE_OTHER);
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
    let saved = store::answer::get(&mut conn, round.id, "62.06", "A1").await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(&saved.value).unwrap(), serde_json::json!({ "options": ["c"] }));
    assert!(store::review::of_body(&mut conn, round.id, "62.06").await.unwrap().is_empty());
    drop(conn);
    let refused = officer.post(&at("A1"), &[("base", "1"), ("options", "z")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = officer.post(&at("A1"), &[("base", "1"), ("options", "a"), ("options", "b")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn w13_numbers_are_read_by_one_rule() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let digits = "9".repeat(900_000);
    for bad in ["NaN", "1e309", "-1", "٣", "1.000.000", "0x10", "1/2", "٫5", "∞", digits.as_str()] {
        let fields = [("base", "0"), ("fields.permohonan", bad), ("fields.tepat_waktu", "7")];
        let page = officer.post(&at("A3"), &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:.20}");
        assert_eq!(page.attributes("[id='fields.permohonan']", "value"), [bad], "what was typed is kept");
        assert_eq!(page.attributes("[id='fields.tepat_waktu']", "value"), ["7"]);
        assert!(page.text().contains("Belum tersimpan"), "and the page says that it is not saved");
        assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#fields.permohonan"]);
    }
    for (version, typed, exact, shown) in
        [("0", "0,5", "1/2", "0,5"), ("1", "0.50", "1/2", "0,5"), ("1", " 12 ", "12", "12")]
    {
        let fields = [("base", version), ("fields.permohonan", typed)];
        assert_eq!(officer.post(&at("A3"), &fields).await.status, StatusCode::SEE_OTHER, "{typed}");
        let page = officer.get(&at("A3")).await;
        assert_eq!(page.attributes("[id='fields.permohonan']", "value"), [shown]);
        let mut conn = test.app.db().read().await.unwrap();
        let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
        let saved = store::answer::get(&mut conn, round.id, "62.06", "A3").await.unwrap().unwrap();
        assert_eq!(saved.value.fields["permohonan"].to_string(), exact);
    }
    // Empty takes the number away.
    let page = officer.get(&at("A3")).await;
    officer.post(&at("A3"), &[("base", &base(&page)), ("fields.permohonan", "")]).await;
    assert_eq!(
        officer.get(&at("A3")).await.attributes("[id='fields.permohonan']", "value"),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn d18_dates_are_days_of_the_calendar() {
    let test = real_round().await;
    let mut officer = browser(&test, "petugas").await;
    let tasks = officer.get(HOME).await.attributes(".govuk-task-list__link", "href");
    let mut tried = 0;
    for path in tasks {
        for name in officer.get(&path).await.attributes("#jawaban input[type=date]", "name") {
            for bad in ["2027-02-30", "31/12/2026", "99999-01-01", "2026-1-1", "2026-01-01T00:00+07", "besok"]
            {
                let page = officer.post(&path, &[("base", "0"), (&name, bad)]).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {name} {bad}");
                assert_eq!(page.attributes(&format!("[id='{name}']"), "value"), [bad]);
                assert!(page.one(".govuk-error-summary").contains("kalender"));
                tried += 1;
            }
        }
    }
    assert!(tried > 0, "the instrument asks for dates");
}

#[tokio::test]
async fn d04_texts_beyond_every_measure_are_refused() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let ten_megabytes = "a".repeat(10_000_000);
    let page = officer.post(&at("B6"), &[("base", "0"), ("text", &ten_megabytes)]).await;
    assert!([StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNPROCESSABLE_ENTITY].contains(&page.status));
    let one_word = "a".repeat(1_000_000);
    let page = officer.post(&at("B6"), &[("base", "0"), ("text", &one_word)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.one("textarea").len(), one_word.len(), "what was typed is kept");
    let many: Vec<(String, String)> = (0..10_000).map(|n| (format!("f{n}"), "1".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(officer.post(&at("B6"), &many).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Exactly as long as allowed is allowed, counted in characters, a line end as one.
    let exact = format!("{}\r\n", "é".repeat(599));
    let page = officer.post(&at("B6"), &[("base", "0"), ("text", &exact)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{:?}", page.find(".govuk-error-summary"));
}

#[tokio::test]
async fn d05_texts_are_stored_in_one_form_and_without_hidden_controls() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    for bad in ["nul \0 di sini", "balik \u{202e}kanan", "pulau \u{2066}x\u{2069}", "lonceng \u{7}"] {
        let page = officer.post(&at("B6"), &[("base", "0"), ("text", bad)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
    }
    let page = officer
        .post(&at("B6"), &[("base", "0"), ("text", "cafe\u{301} z\u{335}\u{31b}algo \u{1f600}")])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
    let saved = store::answer::get(&mut conn, round.id, "62.06", "B6").await.unwrap().unwrap();
    assert!(saved.value.text.unwrap().starts_with("caf\u{e9} "), "NFC");
}

#[tokio::test]
async fn d08_d09_what_is_typed_is_shown_as_text() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let evil = "</textarea><script>alert(1)</script>{{7*7}}${7*7}<%=7*7%>'\"";
    officer.post(&at("B6"), &[("base", "0"), ("text", evil)]).await;
    for path in [at("B6"), format!("{HOME}/periksa")] {
        let page = officer.get(&path).await;
        assert!(!page.text().contains("<script>alert"), "{path}");
        assert!(page.find("main").concat().contains("{{7*7}}${7*7}"), "{path}");
    }
}

#[tokio::test]
async fn d14_d17_odd_methods_and_ids() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    for id in
        ["-1", "0", "18446744073709551616", "..%2f..%2fetc", "%00", "00000000-0000-7000-8000-000000000000"]
    {
        for path in [format!("/bukti/{id}"), format!("/siklus/monev-2024/pedoman/{id}"), at(id)] {
            let status = officer.get(&path).await.status;
            assert!(status == StatusCode::NOT_FOUND || status == StatusCode::BAD_REQUEST, "{path}: {status}");
        }
    }
    for method in [Method::DELETE, Method::PUT, Method::PATCH] {
        assert_eq!(officer.request(method, &at("A1")).await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}
