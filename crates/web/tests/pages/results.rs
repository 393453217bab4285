//! From the review screen to the public page.

use http::StatusCode;
use testkit::scene::ROUND;
use testkit::{Browser, TestApp};

use domain::person::Role;
use jiff::SignedDuration;

async fn site() -> (TestApp, Browser, store::round::Round) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    test.person("verifikator.kalteng", Role::Verifier, "62").await;
    test.person("verifikator.kalsel", Role::Verifier, "63").await;
    test.person("ri.satu", Role::Controller, "00").await;
    test.person("ri.dua", Role::Controller, "00").await;
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser, round)
}

const ITEM: &str = "/verifikasi/monev-2024/kabupaten-katingan";

#[tokio::test]
async fn a_round_from_the_review_screen_to_the_public_page() {
    let (test, browser, _round) = site().await;
    let mut verifier = browser.clone();
    verifier.sign_in("verifikator.kalteng").await;
    let page = verifier.get("/verifikasi").await;
    assert_eq!(page.find("tbody a"), ["Monev KIP 2024"]);
    let page = verifier.get("/verifikasi/monev-2024").await;
    assert!(page.text().contains("2 dari 6 jawaban sudah diverifikasi"), "{}", page.text());

    let page = verifier.get(&format!("{ITEM}/A1")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attributes("input[name=level]", "value"), ["0", "1", "2"]);
    let page = verifier.post(&format!("{ITEM}/A1"), &[("base", "0"), ("level", "1")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.find(".govuk-error-summary a")[0].contains("wajib"), "a reason is needed");
    assert_eq!(page.attributes("input[name=level][checked]", "value"), ["1"], "what was chosen is kept");
    let form = [("base", "0"), ("level", "1"), ("reason", "Ruang dipakai <i>bersama</i>")];
    let page = verifier.post(&format!("{ITEM}/A1?urut=kantor"), &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    assert_eq!(page.location(), Some("/verifikasi/monev-2024/kabupaten-katingan/A2?urut=kantor&tersimpan=1"));
    let page = verifier.get(&format!("{ITEM}/A1")).await;
    assert!(page.find(".tb-timeline__title")[0].contains("60%"));
    assert!(
        page.text().contains("&#60;i&#62;bersama") || page.text().contains("&lt;i&gt;bersama"),
        "escaped"
    );

    let page = verifier.get(&format!("{ITEM}/A2")).await;
    let hints = page.find(".govuk-checkboxes__hint");
    assert!(hints[0].starts_with("Diakui kantor") && hints[2].starts_with("Tidak diakui"), "{hints:?}");
    let form = [("base", "0"), ("options", "struktur"), ("options", "permohonan"), ("reason", "satu kurang")];
    assert_eq!(verifier.post(&format!("{ITEM}/A2"), &form).await.status, StatusCode::SEE_OTHER);
    let page = verifier.get(&format!("{ITEM}/A3")).await;
    assert_eq!(
        page.attributes("input[name=field-permohonan]", "value"),
        ["12"],
        "the claimed number is there"
    );
    let form = [("base", "0"), ("field-permohonan", "12"), ("field-tepat_waktu", "12"), ("reason", "")];
    assert_eq!(verifier.post(&format!("{ITEM}/A3"), &form).await.status, StatusCode::SEE_OTHER);
    let page = verifier.get(&format!("{ITEM}/B4")).await;
    assert!(page.find("form[action*=B4]").is_empty(), "the system scores it");
    let page = verifier.get(&format!("{ITEM}/B6")).await;
    assert!(
        page.text().contains("Layanan keliling &#60;b&#62;desa") || page.text().contains("&lt;b&gt;desa")
    );
    let form = [("base", "0"), ("criteria", "baru"), ("reason", "belum berdampak")];
    let page = verifier.post(&format!("{ITEM}/B6?urut=pertanyaan"), &form).await;
    assert_eq!(page.location(), Some("/verifikasi/monev-2024"), "nothing is left");
    let page = verifier.get("/penilaian/monev-2024/kabupaten-katingan").await;
    assert!(page.text().contains("Nilai sementara"));

    let (mut one, mut two) = (browser.clone(), browser.clone());
    one.sign_in("ri.satu").await;
    two.sign_in("ri.dua").await;
    let sheet = "/nasional/monev-2024/komponen/uji_akses";
    let page =
        one.post(sheet, &[("score-62.06", "x"), ("base-62.06", "0"), ("reason-62.06", "lembar 7")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#score-62\\.06", "value"), ["x"]);
    assert_eq!(page.attributes("#reason-62\\.06", "value"), ["lembar 7"]);
    let page =
        one.post(sheet, &[("score-62.06", "92,5"), ("base-62.06", "0"), ("reason-62.06", "lembar 7")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);

    let recap = "/nasional/monev-2024/rekap";
    assert!(one.get(recap).await.find("form[action$=rekap] button").len() == 1, "nothing to propose yet");
    let form =
        [("publish_at", "2024-08-09"), ("publish_at.time", "10.00"), ("decree", "12/KEP"), ("note", "siap")];
    assert_eq!(one.post(recap, &form).await.status, StatusCode::FORBIDDEN, "verification is open");
    test.clock.advance(SignedDuration::from_hours(17 * 24));
    one.sign_in("ri.satu").await;
    two.sign_in("ri.dua").await;
    let page = one
        .post(recap, &[("publish_at", "2024-02-30"), ("publish_at.time", "10.00"), ("note", "siap")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.one("textarea[name=note]"), "siap");
    let page = one.post(recap, &form).await;
    assert_eq!(page.location(), Some("/nasional/monev-2024/rekap"), "{}", page.text());
    let page = one.get(recap).await;
    assert!(page.text().contains("Orang lain yang harus menyetujui"));
    assert!(page.one(".govuk-notification-banner").contains("Hasil diusulkan."));
    let approve = two.get(recap).await.attributes("form[action$=setuju]", "action").remove(0);
    let right = [("password", testkit::PASSWORD)];
    let page = one.post(&approve, &right).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "z12");
    for wrong in ["", "rawa gambut Katingan malam"] {
        let page = two.post(&approve, &[("password", wrong)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "an open browser is not enough");
        assert!(page.find(".govuk-error-summary a")[0].contains("Kata sandi"), "{}", page.text());
    }
    assert_eq!(two.post(&approve, &right).await.location(), Some("/nasional/monev-2024/rekap"));

    everybody_sees_the_results(&test, browser.clone()).await;
}

async fn everybody_sees_the_results(test: &TestApp, mut anybody: Browser) {
    assert_eq!(anybody.get("/hasil/monev-2024").await.status, StatusCode::NOT_FOUND);
    test.clock.set("2024-08-09T10:00:00+07:00".parse().unwrap());
    test.app.run_due_jobs().await.unwrap();
    let page = anybody.get("/hasil/monev-2024").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.find(".tb-figure__number")[0], "0% Informatif nasional");
    let offices = page.find("#peringkat ~ .tb-scroll tbody th[scope=row] a");
    assert_eq!(offices[0], "Bawaslu Kabupaten Katingan", "{offices:?}");
    assert!(page.text().contains("Tidak mengirim"));
    let page = anybody.get("/hasil/monev-2024/kabupaten-katingan").await;
    assert!(
        page.text().contains("92,50") && !page.text().contains("Layanan keliling"),
        "no answers in public"
    );
    let page = anybody.get("/hasil/monev-2024?cari=tanah+laut").await;
    assert_eq!(page.find("#peringkat ~ .tb-scroll tbody th[scope=row] a")[0], "Bawaslu Kabupaten Tanah Laut");
}

#[tokio::test]
async fn w17_links_to_results_come_with_the_announcement() {
    let (test, mut anybody, round) = site().await;
    let mut officer = anybody.clone();
    officer.sign_in("petugas.katingan").await;
    let (results, worked) = ("a[href^='/hasil/']", "a[href^='/penilaian/']");
    let (office, questionnaire) = ("/kabupaten-katingan", "/saq/monev-2024/kabupaten-katingan");
    assert!(anybody.get(office).await.find(results).is_empty());
    assert!(officer.get(questionnaire).await.find(worked).is_empty());
    test.announce(&round).await;
    for place in [office, "/kalimantan-tengah"] {
        let page = anybody.get(place).await;
        assert_eq!(page.attributes(results, "href"), [format!("/hasil/monev-2024{place}")]);
    }
    // Signed in again: hours have passed.
    officer.sign_in("petugas.katingan").await;
    let page = officer.get(questionnaire).await;
    assert_eq!(page.attributes(worked, "href"), ["/penilaian/monev-2024/kabupaten-katingan"]);
}

#[tokio::test]
async fn z02_pages_of_other_provinces_are_not_found() {
    let (_test, mut browser, _round) = site().await;
    browser.sign_in("verifikator.kalsel").await;
    let nowhere = browser.get("/verifikasi/monev-2024/tidak-ada/A1").await.text();
    for path in ["62.06/A1", "kabupaten-katingan/A1", "kabupaten-katingan", "62.71", "62"] {
        let page = browser.get(&format!("/verifikasi/monev-2024/{path}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        let page = browser.post(&format!("/verifikasi/monev-2024/{path}"), &[("base", "0")]).await;
        assert!(page.status == StatusCode::NOT_FOUND || page.status == StatusCode::METHOD_NOT_ALLOWED);
    }
    let page = browser.get("/verifikasi/monev-2024/62.06/A1").await;
    assert_eq!(
        page.text().replace("62.06/A1", "X"),
        nowhere.replace("tidak-ada/A1", "X"),
        "the same as what does not exist"
    );
    assert!(!browser.get("/verifikasi/monev-2024").await.text().contains("Katingan"));
    for path in [
        "/penilaian/monev-2024/62.06",
        "/nasional/monev-2024/rekap",
        "/nasional/monev-2024/ekspor/hasil.json",
        "/nasional/monev-2024/komponen/uji_akses",
    ] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn w08_w12_the_second_judgement_sees_both_and_a_reopened_office_its_state() {
    let (test, browser, round) = site().await;
    test.person("verifikator.dua", Role::Verifier, "62").await;
    let (mut one, mut two) = (browser.clone(), browser.clone());
    one.sign_in("verifikator.kalteng").await;
    two.sign_in("verifikator.dua").await;
    let path = format!("{ITEM}/A1");
    one.post(&path, &[("base", "0"), ("level", "0"), ("reason", "")]).await;
    let page = two.post(&path, &[("base", "0"), ("level", "2"), ("reason", "tidak ada ruang")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.text().contains("Ruang khusus") && page.text().contains("tidak ada ruang"),
        "both are shown"
    );
    let form = [("base", "1"), ("level", "2"), ("reason", "tidak ada ruang")];
    assert_eq!(two.post(&path, &form).await.status, StatusCode::SEE_OTHER, "and can be chosen");
    let by = test.person("ppid.katingan", Role::Ppid, "62.06").await.person;
    test.stand(&round, "62.06", domain::assessment::AssessmentState::InProgress, by).await;
    let page = two.post(&path, &[("base", "2"), ("level", "0"), ("reason", "")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Sedang diisi"), "{}", page.text());
    assert_eq!(two.get(&path).await.status, StatusCode::CONFLICT);
}

/// Every public address of a round's results, and those that list them.
fn addresses() -> Vec<String> {
    let mut paths: Vec<String> =
        ["/", "/hasil", "/hasil/atom.xml", "/hasil/sitemap.xml", "/robots.txt", "/badan"]
            .map(str::to_owned)
            .to_vec();
    for stem in [
        "",
        "/62",
        "/kalimantan-tengah",
        "/62.06",
        "/kabupaten-katingan",
        "/kabupaten-tanah-laut",
        "/kota-palangka-raya",
    ] {
        for suffix in ["", ".csv", ".json", "?cari=katingan", "?provinsi=62", "?kategori=informatif"] {
            paths.push(format!("/hasil/{ROUND}{stem}{suffix}"));
        }
    }
    paths
}

/// What each address answers, in both languages.
async fn crawl(
    browser: &mut Browser,
    paths: &[String],
) -> Vec<(String, StatusCode, http::HeaderMap, bytes::Bytes)> {
    let mut seen = Vec::new();
    for path in paths {
        for language in ["id", "en"] {
            let request = http::Request::get(path).header(http::header::ACCEPT_LANGUAGE, language);
            let page = browser.send(request.body(axum::body::Body::empty()).unwrap()).await;
            seen.push((format!("{path} {language}"), page.status, page.headers, page.body));
        }
    }
    seen
}

#[tokio::test]
async fn w17_nothing_differs_until_the_minute_and_everything_after_it() {
    let (test, browser, round) = site().await;
    let mut office = browser.clone();
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let mut anybody = browser.clone();
    let paths = addresses();
    let empty = crawl(&mut anybody, &paths).await;
    test.end_verification(&round).await;
    let publish_at = test.app.now() + SignedDuration::from_hours(30);
    let one = test.person("usul", Role::Controller, "00").await;
    let two = test.person("setuju", Role::Controller, "00").await;
    let proposal =
        app::controller::Proposal { decree: "12/KEP".into(), ..app::controller::Proposal::at(publish_at) };
    let id = test.app.access(one).controller(ROUND).await.unwrap().propose(&proposal).await.unwrap();
    let proposed = crawl(&mut anybody, &paths).await;
    test.approve(two, ROUND, id).await.unwrap();
    test.clock.set(publish_at - SignedDuration::from_secs(1));
    test.app.run_due_jobs().await.unwrap();
    let before = crawl(&mut anybody, &paths).await;
    assert_eq!(empty, proposed, "a proposal changes nothing");
    assert_eq!(empty, before, "nor does the last second");
    office.sign_in("ppid.katingan").await;
    let page = office.get(&format!("/penilaian/{ROUND}/62.06")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "the office does not see its own score either");

    test.clock.set(publish_at);
    test.app.run_due_jobs().await.unwrap();
    let after = crawl(&mut anybody, &paths).await;
    for ((path, status, _, body), (_, _, _, old)) in after.iter().zip(&before) {
        if path.starts_with("/robots") || path.starts_with("/badan") {
            assert_eq!(body, old, "{path}");
            continue;
        }
        assert_eq!(*status, StatusCode::OK, "{path}");
        assert_ne!(body, old, "{path}");
    }
    assert_eq!(office.get(&format!("/penilaian/{ROUND}/62.06")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn public_pages_are_kept_for_visitors_alone_and_say_when_they_changed() {
    let (test, browser, round) = site().await;
    let mut anybody = browser.clone();
    test.announce(&round).await;
    let path = format!("/hasil/{ROUND}");
    let page = anybody.get(&path).await;
    let tag = page.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(page.headers["cache-control"], "public, max-age=60");
    assert_eq!(page.headers["vary"], "accept-encoding, accept-language, cookie");
    let ask = |name: &'static str, value: String| {
        http::Request::get(&path).header(name, value).body(axum::body::Body::empty()).unwrap()
    };
    let same = anybody.send(ask("if-none-match", tag.clone())).await;
    assert_eq!((same.status, same.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let english = anybody.send(ask("accept-language", "en".into())).await;
    assert!(english.text().contains("Results of Monev KIP 2024"));
    assert_ne!(english.headers["etag"], tag);
    let squeezed = anybody.send(ask("accept-encoding", "gzip, br".into())).await;
    assert_eq!(squeezed.headers["content-encoding"], "br");
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut squeezed.body.as_ref(), &mut plain).unwrap();
    assert_eq!(plain, page.body, "one page in two encodings");
    let mut signed_in = browser.clone();
    signed_in.sign_in("ri.satu").await;
    let own = signed_in.get(&path).await;
    assert_eq!(own.headers["cache-control"], "no-store");
    assert!(own.text().contains("ri.satu") && !anybody.get(&path).await.text().contains("ri.satu"));
    let csv = anybody.get(&format!("{path}.csv")).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(csv.text().lines().count(), 4, "a header and three offices");
    let json = anybody.get(&format!("{path}.json")).await.json();
    assert_eq!(json["kantor"].as_array().unwrap().len(), 3);
    assert_eq!(json["nasional"]["tidak_mengirim"], 1);
}

#[tokio::test]
async fn a_question_for_the_headers_alone_leaves_the_page_whole_for_others() {
    let (test, browser, round) = site().await;
    let mut anybody = browser.clone();
    test.announce(&round).await;
    let path = format!("/hasil/{ROUND}");
    let head = anybody.request(http::Method::HEAD, &path).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    let page = anybody.get(&path).await;
    assert!(page.text().contains("Hasil Monev KIP 2024"), "the page after a HEAD has its text");
    assert_eq!(head.headers["etag"], page.headers["etag"]);
}

/// Budgets of a first view: results with the map of all offices ≤ 60 KB of brotli'd HTML, other public pages less.
#[tokio::test]
async fn all_514_offices_stand_on_one_page_within_its_budget() {
    let test = TestApp::sqlite().await;
    test.nation().await;
    let mut browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    let most = [
        ("/hasil/monev-2024", 60_000),
        ("/", 12_000),
        ("/hasil", 12_000),
        ("/hasil/monev-2024/jawa-timur", 30_000),
        ("/hasil/monev-2024/kabupaten-bogor", 30_000),
    ];
    for (path, most) in most {
        let request = http::Request::get(path).header("accept-encoding", "br");
        let page = browser.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.len() <= most, "{path}: {} bytes", page.body.len());
    }
    let page = browser.get("/hasil/monev-2024").await;
    assert_eq!(
        page.find("#peringkat ~ .tb-scroll tbody th[scope=row] a").len(),
        514 + 38,
        "offices and provinces"
    );
    assert_eq!(page.find("svg.tile-map rect").len(), 38);
    let json = browser.get("/hasil/monev-2024.json").await.json();
    let offices = json["kantor"].as_array().unwrap();
    assert_eq!(offices.len(), 514);
    let with_before = offices.iter().filter(|office| !office["nilai_sebelumnya"].is_null()).count();
    assert!(with_before > 400, "last year stands beside this year");
    let counted: u64 = json["nasional"]["kategori"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kantor"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, json["nasional"]["dinilai"].as_u64().unwrap());
    let bogor = browser.get("/hasil/monev-2024?cari=bogor").await;
    let names = bogor.find("#peringkat ~ p + .tb-scroll tbody th[scope=row] a");
    assert_eq!(names.len(), 2, "d21: {names:?}");
}
