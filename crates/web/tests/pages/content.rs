//! Pages, news, rules and questions: written at the desk, read by everybody, offered to offices below.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

const DESK: &str = "/meja/kabupaten-katingan/situs";
const SITE: &str = "/kabupaten-katingan";

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

async fn signed_in(test: &TestApp, login: &str, role: Role, body: &str) -> Browser {
    test.person(login, role, body).await;
    let mut browser = browser(test);
    browser.sign_in(login).await;
    browser
}

async fn site() -> (TestApp, Browser, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let officer = signed_in(&test, "petugas", Role::Officer, "62.06").await;
    let everybody = browser(&test);
    (test, officer, everybody)
}

/// Writes a draft; the path of its page at the desk.
async fn draft(who: &mut Browser, desk: &str, kind: &str, fields: &[(&str, &str)]) -> String {
    let page = who.upload(&format!("{desk}/{kind}/baru"), &[fields, &[("do", "save")]].concat(), &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location().expect("the article").to_owned()
}

async fn step(who: &mut Browser, path: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let revision = who.get(path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [&[("do", step), ("revision", revision.as_str())], more].concat();
    who.post(&format!("{path}/langkah"), &fields).await
}

async fn publish(who: &mut Browser, path: &str) {
    let page = step(who, path, "publish", &[]).await;
    assert_eq!(page.location(), Some(path), "{}", page.text());
}

fn reference(path: &str) -> &str {
    path.rsplit('/').next().expect("a reference")
}

/// A small picture.
pub(crate) fn png() -> Vec<u8> {
    let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    data_encoding::BASE64.decode(pixel.as_bytes()).expect("base64")
}

#[tokio::test]
async fn news_goes_from_the_form_to_everybody_and_into_every_form() {
    let (_test, mut officer, mut everybody) = site().await;
    assert!(officer.get("/meja/kabupaten-katingan").await.text().contains(DESK));
    assert!(officer.get(&format!("{DESK}/berita")).await.text().contains("Belum ada tulisan."));
    let body = "Rapat **terbuka**.\n\n# Acara\n\n<script>alert(1)</script>\n\n| Jam | Acara |\n|---|---|\n| 9 | Buka |";
    let fields = [("title", "Rapat \"koordinasi\" <b>"), ("lead", "Untuk umum."), ("body", body)];
    let path = draft(&mut officer, DESK, "berita", &fields).await;
    publish(&mut officer, &path).await;

    let address = format!("{SITE}/berita/{}", reference(&path));
    let page = everybody.get(&address).await;
    assert_eq!((page.status, page.one("h1").as_str()), (StatusCode::OK, "Rapat \"koordinasi\" <b>"));
    assert_eq!(page.find(".tb-prose h2"), ["Acara"], "headings follow that of the page");
    assert_eq!(page.attributes(".tb-scroll", "aria-label"), ["Tabel 1: Rapat \"koordinasi\" <b>"]);
    assert!(page.text().contains("&lt;script&gt;alert(1)"), "{}", page.text());
    let structured = page.find("script[type='application/ld+json']").remove(0);
    let structured: serde_json::Value = serde_json::from_str(&structured).expect("JSON");
    assert_eq!(
        (&structured["@type"], &structured["headline"]),
        (&"NewsArticle".into(), &"Rapat \"koordinasi\" <b>".into())
    );
    assert!(
        everybody.get(&format!("{SITE}/berita")).await.attributes(".tb-items a", "href").contains(&address)
    );
    assert!(everybody.get(SITE).await.attributes(".tb-items a", "href").contains(&address));
    let feed = everybody.get(&format!("{SITE}/berita.atom")).await;
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    for part in
        ["<title>Rapat &quot;koordinasi&quot; &lt;b&gt;</title>", "<summary>Untuk umum.</summary>", &address]
    {
        assert!(feed.text().contains(part), "{part} in\n{}", feed.text());
    }
    let map = everybody.get(&format!("{SITE}/sitemap.xml")).await.text();
    assert!(map.contains(&format!("{address}</loc><lastmod>2024-06-10")), "{map}");
    assert!(everybody.get("/sitemap.xml").await.text().contains("/kabupaten-katingan/sitemap.xml</loc>"));
    assert!(everybody.get("/informasi?q=koordinasi").await.text().contains(&address));
    let typed = everybody.get(&address.to_lowercase()).await;
    assert_eq!(typed.location(), Some(address.as_str()), "as people type it");
    // A reader of another language is told which one the text has.
    let english = everybody.get(&format!("{address}?bahasa=en")).await;
    assert_eq!(english.attributes(".tb-prose", "lang"), ["id"]);
}

#[tokio::test]
async fn z08_what_is_not_public_is_in_no_page_feed_map_menu_or_search() {
    let (test, mut officer, mut everybody) = site().await;
    let forms = |kind: &str, path: &str| match kind {
        "halaman" => vec![format!("{SITE}/hal/rahasia-kita")],
        "tanya-jawab" => vec![format!("{SITE}/tanya-jawab")],
        _ => vec![format!("{SITE}/{kind}/{}", reference(path)), format!("{SITE}/{kind}")],
    };
    for kind in ["halaman", "berita", "regulasi", "tanya-jawab"] {
        let fields = [
            ("name", "rahasia-kita"),
            ("title", "Kelompok rahasia"),
            ("body", "Isi rahasia."),
            ("topic", "Rahasia"),
            ("rule", "uu"),
            ("number", "7"),
            ("year", "2017"),
        ];
        let path = draft(&mut officer, DESK, kind, &fields).await;
        let is_nowhere = async |everybody: &mut Browser, when: &str| {
            let more = ["", "/berita.atom", "/sitemap.xml", "/informasi", "/profil"]
                .map(|below| format!("{SITE}{below}"));
            let search = [
                "/informasi?q=rahasia",
                "/informasi.json?q=rahasia",
                "/informasi.atom?q=rahasia",
                "/sitemap.xml",
            ];
            for address in forms(kind, &path).into_iter().chain(more).chain(search.map(str::to_owned)) {
                let page = everybody.get(&address).await;
                let text = page.text();
                assert!(
                    !text.contains("Kelompok rahasia") && !text.contains("Isi rahasia"),
                    "{when} {kind} {address}"
                );
                // A page that is not there repeats the address that was asked for, and no more.
                let is_asked = |name: &str| address.contains(name);
                for name in ["rahasia-kita", reference(&path)] {
                    assert!(is_asked(name) || !text.contains(name), "{when} {kind} {address}");
                }
            }
            if matches!(kind, "halaman" | "berita" | "regulasi") {
                let page = everybody.get(&forms(kind, &path)[0]).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{when} {kind}");
            }
            let menu = everybody.get(SITE).await.attributes("#menu-situs a", "href");
            assert!(!menu.contains(&format!("{SITE}/{kind}")), "{when} {kind}: {menu:?}");
        };
        is_nowhere(&mut everybody, "a draft").await;
        let later = [("visible_from", "2024-06-11"), ("visible_from.time", "09.00")];
        let page = step(&mut officer, &path, "publish", &later).await;
        assert_eq!(page.location(), Some(path.as_str()), "{}", page.text());
        assert!(officer.get(&path).await.text().contains("Terjadwal"));
        is_nowhere(&mut everybody, "scheduled").await;
        let gone = step(&mut officer, &path, "withdraw", &[("reason", "Batal")]).await;
        assert_eq!(gone.location(), Some(path.as_str()), "{}", gone.text());
        is_nowhere(&mut everybody, "withdrawn before its minute").await;
        step(&mut officer, &path, "resume", &[]).await;
        publish(&mut officer, &path).await;
        let shown = everybody.get(&forms(kind, &path)[0]).await;
        assert!(
            shown.text().contains("Kelompok rahasia"),
            "{kind}: the test sees what is public\n{}",
            shown.text()
        );
        step(&mut officer, &path, "withdraw", &[("reason", "Batal")]).await;
        is_nowhere(&mut everybody, "withdrawn").await;
    }
    while test.app.run_one_job(app::jobs::Lane::Prompt).await.expect("a job") {}
    assert_eq!(everybody.get("/informasi.json?q=rahasia").await.json()["total"], 0);
}

#[tokio::test]
async fn a_place_tells_what_is_known_until_it_is_written() {
    let (_test, mut officer, mut everybody) = site().await;
    for place in ["profil", "struktur", "tugas", "dasar-hukum"] {
        let page = everybody.get(&format!("{SITE}/{place}")).await;
        assert_eq!(page.status, StatusCode::OK, "{place}");
        assert!(page.one(".govuk-inset-text").ends_with("belum menulis halaman ini."), "{place}");
        assert!(page.text().contains("Kabupaten/Kota"), "{place}");
    }
    let menu = everybody.get(SITE).await.attributes("#menu-situs a", "href");
    assert!(menu.contains(&format!("{SITE}/profil")) && menu.contains(&format!("{SITE}/laporan")));
    for absent in ["struktur", "tugas", "berita", "regulasi", "tanya-jawab"] {
        assert!(!menu.contains(&format!("{SITE}/{absent}")), "{absent}: {menu:?}");
    }
    let list = officer.get(&format!("{DESK}/halaman")).await;
    let write = format!("{DESK}/halaman/baru?nama=struktur");
    assert!(list.attributes("a", "href").contains(&write));
    let form = officer.get(&write).await;
    assert_eq!(form.attributes("#title", "value"), ["Struktur organisasi"]);
    assert_eq!(form.attributes("input[name=name]", "value"), ["struktur"]);
    let fields =
        [("name", "struktur"), ("title", "Struktur organisasi"), ("body", "Ketua: A.\n\n## Bagian\n\nSatu.")];
    let path = draft(&mut officer, DESK, "halaman", &fields).await;
    assert!(!officer.get(&format!("{DESK}/halaman")).await.attributes("a", "href").contains(&write), "begun");
    publish(&mut officer, &path).await;
    let page = everybody.get(&format!("{SITE}/struktur")).await;
    assert_eq!(
        (page.one("h1").as_str(), page.find(".tb-prose h2")),
        ("Struktur organisasi", vec!["Bagian".to_owned()])
    );
    assert!(page.find(".govuk-inset-text").is_empty());
    assert!(
        everybody.get(SITE).await.attributes("#menu-situs a", "href").contains(&format!("{SITE}/struktur"))
    );
    let again = officer
        .upload(&format!("{DESK}/halaman/baru"), &[&fields[..], &[("do", "save")]].concat(), &[])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "there is one already");
    let reports = everybody.get(&format!("{SITE}/laporan")).await;
    assert!(reports.text().contains("0 dari 37 kewajiban mutakhir"), "{}", reports.text());
    for nowhere in
        ["/tidak-ada/profil", "/tidak-ada/berita", "/tidak-ada/berita.atom", "/tidak-ada/tanya-jawab"]
    {
        assert_eq!(everybody.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn a_preview_saves_nothing_and_mistakes_lose_nothing() {
    let (_test, mut officer, _) = site().await;
    let new = format!("{DESK}/berita/baru");
    let fields = [("title", "Rapat"), ("lead", "Ringkas"), ("body", "Isi **tebal** [x](/a)")];
    let page = officer.upload(&new, &[&fields[..], &[("do", "preview")]].concat(), &[]).await;
    assert_eq!((page.status, page.one(".tb-prose strong").as_str()), (StatusCode::OK, "tebal"));
    assert_eq!(
        (page.attributes("#title", "value"), page.one("#body").as_str()),
        (vec!["Rapat".to_owned()], "Isi **tebal** [x](/a)")
    );
    assert!(
        officer.get(&format!("{DESK}/berita")).await.text().contains("Belum ada tulisan."),
        "nothing is saved"
    );

    let body = "Satu\n\n![](gambar:1)\n[x](javascript:alert(1))";
    let wrong =
        [("title", ""), ("lead", "Ringkas"), ("body", body), ("language", "Indonesia"), ("do", "save")];
    let page = officer.upload(&new, &wrong, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#title", "#language", "#body"]);
    assert!(
        page.text().contains("Baris 3: nomor gambar itu tidak ada")
            && page.text().contains("Baris 4: alamat tautan")
    );
    let kept = "Satu ![](gambar:1) [x](javascript:alert(1))";
    assert_eq!((page.one("#lead").as_str(), page.one("#body").as_str()), ("Ringkas", kept), "folded here");
    let rule = [("title", "Tentang x"), ("year", "dua"), ("rule", "hukum"), ("order", "x"), ("do", "save")];
    let page = officer.upload(&format!("{DESK}/regulasi/baru"), &rule, &[]).await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#rule", "#year", "#order"]);
    assert_eq!(page.attributes("#year", "value"), ["dua"]);
    // A form without files is read as well, and so is one that is much too long.
    let long = "a".repeat(70_000);
    let page = officer.post(&new, &[("title", "Rapat"), ("body", &long), ("do", "save")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.one("#body").len(), 70_000);

    let path = draft(&mut officer, DESK, "berita", &fields).await;
    let save = async |officer: &mut Browser, title: &str| {
        let fields = [("title", title), ("body", "Isi."), ("revision", "1"), ("do", "save")];
        officer.upload(&format!("{path}/ubah"), &fields, &[]).await
    };
    assert_eq!(save(&mut officer, "Satu").await.status, StatusCode::SEE_OTHER);
    let met = save(&mut officer, "Dua").await;
    assert_eq!(met.status, StatusCode::CONFLICT);
    assert_eq!(met.attributes("#title", "value"), ["Dua"]);
    assert!(met.one(".govuk-details[open]").contains("Satu"));
    assert_eq!(met.attributes("input[name=revision]", "value"), ["2"]);
    assert_eq!(officer.get(&format!("{DESK}/berita/TUL-24-0000-0000-0")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.get(&format!("{DESK}/gosip")).await.status, StatusCode::NOT_FOUND);
    let other = path.replace("/berita/", "/halaman/");
    assert_eq!(officer.get(&other).await.status, StatusCode::NOT_FOUND, "by another kind it is not there");
}

#[tokio::test]
async fn u05_a_picture_comes_with_its_words_and_goes_out_as_a_copy() {
    let (test, mut officer, mut everybody) = site().await;
    let path = draft(&mut officer, DESK, "berita", &[("title", "Rapat"), ("body", "Isi.")]).await;
    let edit = format!("{path}/ubah");
    let typed = [("title", "Rapat besar"), ("body", "Belum disimpan"), ("revision", "1"), ("do", "picture")];
    let without = officer.upload(&edit, &typed, &[]).await;
    assert_eq!(
        (without.status, without.attributes(".govuk-error-summary a", "href")),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["#picture".to_owned()])
    );
    let image = png();
    let files: [(&str, &str, &[u8]); 1] = [("picture", "rapat.png", &image)];
    let silent = officer.upload(&edit, &typed, &files).await;
    assert_eq!(silent.attributes(".govuk-error-summary a", "href"), ["#alternative"]);
    let svg: [(&str, &str, &[u8]); 1] = [("picture", "a.png", b"<svg onload=alert(1)>")];
    let refused = officer.upload(&edit, &[&typed[..], &[("alternative", "Rapat")]].concat(), &svg).await;
    assert_eq!(refused.attributes(".govuk-error-summary a", "href"), ["#picture"]);
    assert_eq!(refused.attributes("#alternative", "value"), ["Rapat"], "everything typed stays");
    let taken =
        officer.upload(&edit, &[&typed[..], &[("alternative", "Rapat di Kasongan")]].concat(), &files).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
    assert_eq!(
        (taken.attributes("#title", "value"), taken.one("#body").as_str()),
        (vec!["Rapat besar".to_owned()], "Belum disimpan")
    );
    assert_eq!(taken.one(".tb-picture code"), "![Rapat di Kasongan](gambar:1)");
    assert!(taken.text().contains("Sedang diperiksa"));
    let fields =
        [("title", "Rapat"), ("body", "![Rapat di Kasongan](gambar:1)"), ("revision", "1"), ("do", "save")];
    let saved = officer.upload(&edit, &fields, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "the picture changed no text: {}", saved.text());
    let digest = officer.get(&path).await.attributes("input[name=digest]", "value").remove(0);
    officer.post(&format!("{path}/data-pribadi"), &[("digest", &digest)]).await;
    publish(&mut officer, &path).await;
    let address = format!("{SITE}/berita/{}", reference(&path));
    assert!(everybody.get(&address).await.find("img").is_empty(), "not looked at yet");
    test.app.run_due_jobs_of(app::jobs::Lane::Examine).await.expect("a look");
    let page = everybody.get(&address).await;
    let shown = format!("{SITE}/gambar/{}/1", reference(&path));
    assert_eq!(page.attributes(".tb-prose img", "src"), [shown.as_str()]);
    assert_eq!(page.attributes(".tb-prose img", "alt"), ["Rapat di Kasongan"]);
    let copy = everybody.get(&shown).await;
    assert_eq!(copy.status, StatusCode::OK);
    assert!(copy.headers["content-disposition"].to_str().expect("plain").starts_with("inline"));
    assert!(copy.headers["content-type"].to_str().expect("plain").starts_with("image/"));
    for nothing in ["/2", "/0", "/x", "/1x"] {
        let other = shown.replace("/1", nothing);
        assert_eq!(everybody.get(&other).await.status, StatusCode::NOT_FOUND, "{other}");
    }
    let desk = format!("{path}/gambar/1");
    assert_eq!(officer.get(&desk).await.status, StatusCode::OK);
    assert_eq!(everybody.get(&desk).await.status, StatusCode::SEE_OTHER);
    officer.post(&format!("{desk}/hapus"), &[]).await;
    assert_eq!(everybody.get(&shown).await.status, StatusCode::OK, "the published edition keeps it");
}

#[tokio::test]
async fn what_ri_offers_stands_below_with_its_name_and_may_be_left_out_or_added_to() {
    let (test, mut officer, mut everybody) = site().await;
    let mut root = signed_in(&test, "admin", Role::Administrator, "00").await;
    assert_eq!(root.get("/meja").await.location(), Some("/meja/bawaslu-ri"));
    let desk = "/meja/bawaslu-ri/situs";
    let fields = [("title", "Berapa lama dijawab?"), ("body", "10 hari kerja."), ("topic", "Permohonan")];
    let question = draft(&mut root, desk, "tanya-jawab", &fields).await;
    publish(&mut root, &question).await;
    step(&mut root, &question, "offer", &[]).await;
    let fields =
        [("title", "Keterbukaan Informasi Publik"), ("rule", "uu"), ("number", "14"), ("year", "2008")];
    let rule = draft(&mut root, desk, "regulasi", &fields).await;
    publish(&mut root, &rule).await;
    step(&mut root, &rule, "offer", &[]).await;

    let page = everybody.get(&format!("{SITE}/tanya-jawab")).await;
    assert_eq!(
        (page.one(".tb-question h3").as_str(), page.one(".tb-from").as_str()),
        ("Berapa lama dijawab?", "Dari Bawaslu RI")
    );
    let structured: serde_json::Value =
        serde_json::from_str(&page.find("script[type='application/ld+json']").remove(0)).expect("JSON");
    assert_eq!(structured["mainEntity"][0]["acceptedAnswer"]["text"], "10 hari kerja.");
    let list = everybody.get(&format!("{SITE}/regulasi")).await;
    let address = format!("{SITE}/regulasi/{}", reference(&rule));
    assert_eq!(list.attributes(".tb-items a", "href"), [address.as_str()]);
    let one = everybody.get(&address).await;
    assert_eq!(one.one("h1"), "Undang-Undang Nomor 14 Tahun 2008");
    let origin = format!("/bawaslu-ri/regulasi/{}", reference(&rule));
    assert!(one.attributes("link[rel=canonical]", "href")[0].ends_with(&origin));
    let menu = everybody.get(SITE).await.attributes("#menu-situs a", "href");
    assert!(menu.contains(&format!("{SITE}/tanya-jawab")) && menu.contains(&format!("{SITE}/regulasi")));

    let offer = format!("{DESK}/tanya-jawab/tawaran/{}", reference(&question));
    assert!(officer.get(&format!("{DESK}/tanya-jawab")).await.attributes("a", "href").contains(&offer));
    assert!(officer.get(&offer).await.text().contains("10 hari kerja."));
    let bad = officer
        .post(&offer, &[("revision", "0"), ("choice", "tampil"), ("addition", "x\n![a](gambar:1)")])
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text().contains("Baris 2") && bad.one("#addition").contains("gambar:1"));
    let words = [("revision", "0"), ("choice", "tampil"), ("addition", "Di Kasongan **setiap** hari.")];
    assert_eq!(officer.post(&offer, &words).await.status, StatusCode::SEE_OTHER);
    let page = everybody.get(&format!("{SITE}/tanya-jawab")).await;
    assert!(
        page.one(".tb-question .tb-box").contains("Tambahan dari")
            && page.text().contains("<strong>setiap</strong>")
    );
    let late = officer.post(&offer, &[("revision", "0"), ("choice", "sembunyi"), ("addition", "Lain")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.one("#addition").contains("Lain") && late.one(".govuk-details[open]").contains("Kasongan"));
    officer.post(&offer, &[("revision", "1"), ("choice", "sembunyi"), ("addition", "")]).await;
    assert!(everybody.get(&format!("{SITE}/tanya-jawab")).await.find(".tb-question").is_empty());
    assert_eq!(everybody.get("/kota-palangka-raya/tanya-jawab").await.find(".tb-question").len(), 1);
    // What is offered is its writer's alone.
    for path in [&question, &rule] {
        let below = path.replace("bawaslu-ri", "kabupaten-katingan");
        assert_eq!(officer.get(&below).await.status, StatusCode::NOT_FOUND);
        assert_eq!(officer.get(path).await.status, StatusCode::NOT_FOUND);
        let sent = officer
            .post(&format!("{path}/langkah"), &[("do", "withdraw"), ("revision", "2"), ("reason", "x")])
            .await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
    }
    step(&mut root, &rule, "withdraw", &[("reason", "Keliru")]).await;
    assert_eq!(everybody.get(&address).await.status, StatusCode::NOT_FOUND);
    assert!(everybody.get(&format!("{SITE}/regulasi")).await.find(".tb-items a").is_empty());
}

#[tokio::test]
async fn z01_the_desk_of_the_site_is_hidden_from_all_others() {
    let (test, mut officer, mut nobody) = site().await;
    let path = draft(&mut officer, DESK, "berita", &[("title", "Rapat"), ("body", "Isi.")]).await;
    let pages = [
        DESK.to_owned(),
        format!("{DESK}/berita"),
        format!("{DESK}/berita/baru"),
        path.clone(),
        format!("{path}/ubah"),
        format!("{path}/edisi/1"),
        format!("{path}/gambar/1"),
    ];
    for page in &pages {
        assert_eq!(nobody.get(page).await.status, StatusCode::SEE_OTHER, "{page}");
    }
    for (login, role, body) in [
        ("verif", Role::Verifier, "62"),
        ("pimpinan", Role::Leader, "62.06"),
        ("kendali", Role::Controller, "00"),
        ("ppid.pky", Role::Ppid, "62.71"),
        ("admin.pky", Role::Administrator, "62.71"),
    ] {
        let mut other = signed_in(&test, login, role, body).await;
        for page in &pages {
            assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{login} {page}");
        }
        for to in [format!("{DESK}/berita/baru"), format!("{path}/ubah")] {
            let sent = other.upload(&to, &[("title", "x"), ("body", "y"), ("revision", "1")], &[]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{login} {to}");
        }
        let sent = other.post(&format!("{path}/langkah"), &[("do", "publish"), ("revision", "1")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{login}");
    }
}
