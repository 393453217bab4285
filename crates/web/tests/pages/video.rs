//! The leaders' video in pages, its film in ranges, and many files at once.

use axum::body::Body;
use data_encoding::BASE64;
use domain::person::Role;
use http::{Method, Request, StatusCode};
use testkit::{Browser, Page, TestApp};

const DESK: &str = "/meja/kabupaten-katingan/video";
const MANY: &str = "/meja/kabupaten-katingan/informasi/berkas-banyak";
const FILM: &[u8] = include_bytes!("../../../demo/data/komitmen.mp4");
const PICTURE: &[u8] = include_bytes!("../../../demo/data/komitmen.jpg");
const WORDS: [(&str, &str); 6] = [
    ("title", "Komitmen <b>kami</b>"),
    ("speaker", "Budi"),
    ("post", "Ketua"),
    ("recorded_on", "2024-06-01"),
    ("language", "id"),
    ("transcript", "Kami terbuka.</script>"),
];
const CAPTIONS: &str = "WEBVTT\n\n00:01.000 --> 00:04.000\nKami terbuka.\n";

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

async fn signed_in(test: &TestApp, login: &str, role: Role, body: &str) -> Browser {
    test.person(login, role, body).await;
    let mut browser = browser(test);
    browser.sign_in(login).await;
    browser
}

async fn office() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let ppid = signed_in(&test, "ppid", Role::Ppid, "62.06").await;
    (test, ppid)
}

async fn step(who: &mut Browser, path: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let revision = who.get(path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [&[("do", step), ("revision", revision.as_str())], more].concat();
    who.post(&format!("{path}/langkah"), &fields).await
}

/// A draft with its film, looked at: its path.
async fn draft(test: &TestApp, ppid: &mut Browser) -> String {
    let begun = ppid.post(&format!("{DESK}/baru"), &WORDS).await;
    let path = begun.location().expect("the draft").to_owned();
    let sent = ppid.upload(&format!("{path}/berkas"), &[], &[("film", "komitmen.mp4", FILM)]).await;
    assert_eq!(sent.location(), Some(path.as_str()), "{}", sent.text());
    assert!(ppid.get(&path).await.text().contains("masih diperiksa"));
    test.app.run_due_jobs().await.expect("the look");
    path
}

async fn ranged(browser: &mut Browser, path: &str, headers: &[(&str, &str)]) -> Page {
    let mut request = Request::builder().method(Method::GET).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn a_video_is_made_published_and_withdrawn() {
    let (test, mut ppid) = office().await;
    let mut everybody = browser(&test);
    let wrong = ppid.post(&format!("{DESK}/baru"), &[("title", ""), ("recorded_on", "31/31/2024")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attributes("#recorded_on", "value"), ["31/31/2024"], "everything typed stays");
    assert_eq!(wrong.find(".govuk-error-summary__list a").len(), 2);
    let path = draft(&test, &mut ppid).await;
    let reference = path.rsplit('/').next().expect("a reference").to_owned();
    let page = ppid.get(&path).await.text();
    assert!(page.contains("MP4, 11,5 KB, 8 detik, 640 × 360 piksel"), "{page}");
    // A fault is told with its line, and what was sent stands in the field.
    let captions = format!("{path}/takarir");
    let faulty = CAPTIONS.replace("01.000", "01,000");
    let refused = ppid.upload(&captions, &[], &[("captions", "a.vtt", faulty.as_bytes())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Baris 3: Pecahan detik ditulis dengan titik"), "{}", refused.text());
    assert_eq!(refused.one("#captions_text"), faulty.split_whitespace().collect::<Vec<_>>().join(" "));
    let kept = ppid.upload(&captions, &[("captions_text", &CAPTIONS.replace('\n', "\r\n"))], &[]).await;
    assert_eq!(kept.location(), Some(path.as_str()), "{}", kept.text());
    assert_eq!(ppid.get(&captions).await.headers["content-type"], "text/vtt; charset=utf-8");
    let poster = ppid.upload(&format!("{path}/sampul"), &[], &[("poster", "a.jpg", PICTURE)]).await;
    assert_eq!(poster.location(), Some(path.as_str()), "{}", poster.text());
    let refused = ppid.upload(&format!("{path}/sampul"), &[], &[("poster", "a.jpg", b"bukan gambar")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    // Nothing of a draft is there for anybody else.
    let (film, picture, vtt) = (
        format!("/kabupaten-katingan/video/{reference}/berkas"),
        format!("/kabupaten-katingan/video/{reference}/sampul"),
        format!("/kabupaten-katingan/video/{reference}/takarir.vtt"),
    );
    let hidden = async |everybody: &mut Browser| {
        for path in ["/kabupaten-katingan/komitmen", &film, &picture, &vtt] {
            let found = ranged(everybody, path, &[("range", "bytes=0-3")]).await;
            assert_eq!(found.status, StatusCode::NOT_FOUND, "{path}");
        }
        for page in ["/kabupaten-katingan", "/kabupaten-katingan/sitemap.xml"] {
            assert!(!everybody.get(page).await.text().contains("/komitmen"), "{page}");
        }
    };
    hidden(&mut everybody).await;
    let published = step(&mut ppid, &path, "publish", &[]).await;
    assert_eq!(published.location(), Some(path.as_str()), "{}", published.text());

    let page = everybody.get("/kabupaten-katingan/komitmen").await;
    let text = page.text();
    assert_eq!(page.attributes("video source", "src"), [film.as_str()]);
    assert_eq!(page.attributes("video track", "src"), [vtt.as_str()]);
    assert_eq!(page.attributes("video", "poster"), [picture.as_str()]);
    assert_eq!(page.attributes("video", "preload"), ["none"]);
    assert!(page.attributes("video", "autoplay").is_empty());
    assert!(text.contains("Kami terbuka.&#60;/script&#62;") && text.contains("Budi, Ketua"), "{text}");
    let data: serde_json::Value =
        serde_json::from_str(&page.one("script[type='application/ld+json']")).expect("JSON");
    assert_eq!((&data["@type"], &data["duration"]), (&"VideoObject".into(), &"PT8S".into()));
    assert_eq!(everybody.get(&vtt).await.headers["content-type"], "text/vtt; charset=utf-8");
    let home = everybody.get("/kabupaten-katingan").await;
    assert!(home.text().contains("/kabupaten-katingan/komitmen") && home.find("video").is_empty());
    assert!(everybody.get("/kabupaten-katingan/sitemap.xml").await.text().contains("/komitmen"));
    // Ours only under its own office and by its one name.
    for path in [
        film.replace("katingan", "tanah-laut"),
        film.replace("VID-", "vid-"),
        format!("/kabupaten-katingan/video/..%2f..%2fberkas/{reference}"),
    ] {
        assert_eq!(everybody.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    let empty = step(&mut ppid, &path, "withdraw", &[("reason", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = step(&mut ppid, &path, "withdraw", &[("reason", "Ketua berganti")]).await;
    assert_eq!(gone.location(), Some(path.as_str()), "{}", gone.text());
    hidden(&mut everybody).await;
}

#[tokio::test]
async fn a_film_is_given_in_ranges() {
    let (test, mut ppid) = office().await;
    let path = draft(&test, &mut ppid).await;
    step(&mut ppid, &path, "publish", &[]).await;
    let film = format!("/kabupaten-katingan/video/{}/berkas", path.rsplit('/').next().expect("a reference"));
    let mut everybody = browser(&test);
    let whole = everybody.get(&film).await;
    assert_eq!((whole.status, whole.body.as_ref()), (StatusCode::OK, FILM));
    let tag = whole.headers["etag"].to_str().expect("a tag").to_owned();
    for (name, expected) in [
        ("content-type", "video/mp4"),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-cache"),
    ] {
        assert_eq!(whole.headers[name], expected, "{name}");
    }
    assert!(whole.headers["content-security-policy"].to_str().expect("a policy").starts_with("sandbox"));
    let size = FILM.len();
    let last = format!("bytes {}-{}/{size}", size - 5, size - 1);
    // RFC 9110, 13.1.5, 14.2 and 14.4.
    for (headers, status, range, length) in [
        (vec![("range", "bytes=0-9")], 206, Some(format!("bytes 0-9/{size}")), 10),
        (vec![("range", "bytes=-5")], 206, Some(last.clone()), 5),
        (vec![("range", "bytes=0-")], 206, Some(format!("bytes 0-{}/{size}", size - 1)), size),
        (vec![("range", "bytes=9999999-")], 416, Some(format!("bytes */{size}")), 0),
        (vec![("range", "bytes=0-1,4-5")], 200, None, size),
        (vec![("range", "bytes=5-1")], 200, None, size),
        (
            vec![("range", "bytes=0-9"), ("if-range", tag.as_str())],
            206,
            Some(format!("bytes 0-9/{size}")),
            10,
        ),
        (vec![("range", "bytes=0-9"), ("if-range", "\"lain\"")], 200, None, size),
        (vec![("range", "bytes=0-9"), ("if-none-match", tag.as_str())], 304, None, 0),
        (vec![("if-none-match", "\"lain\"")], 200, None, size),
    ] {
        let given = ranged(&mut everybody, &film, &headers).await;
        assert_eq!(given.status.as_u16(), status, "{headers:?}");
        let told = given.headers.get("content-range").map(|told| told.to_str().expect("a range").to_owned());
        assert_eq!((told, given.body.len()), (range, length), "{headers:?}");
    }
    let head = everybody.request(Method::HEAD, &film).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(head.headers["content-length"], size.to_string().as_str());
}

#[tokio::test]
async fn u21_a_film_comes_in_pieces() {
    let (_test, mut ppid) = office().await;
    let begun = ppid.post(&format!("{DESK}/baru"), &WORDS).await;
    let path = begun.location().expect("the draft").to_owned();
    let tus = |method: Method, path: &str| {
        let request = Request::builder().method(method).uri(path);
        request.header("sec-fetch-site", "same-origin").header("tus-resumable", "1.0.0")
    };
    let create = |size: u64| {
        let request = tus(Method::POST, &format!("{path}/unggah")).header("upload-length", size);
        let name = format!("filename {}", BASE64.encode(b"komitmen.mp4"));
        request.header("upload-metadata", name).body(Body::empty()).expect("a request")
    };
    let big = ppid.send(create(301 << 20)).await;
    assert_eq!(big.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", big.text());
    let upload = ppid.send(create(u64::try_from(FILM.len()).expect("a size"))).await;
    let upload = upload.headers["location"].to_str().expect("an address").to_owned();
    for part in [0..4000, 4000..FILM.len()] {
        let piece = tus(Method::PATCH, &upload)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", part.start);
        let piece = piece.body(Body::from(FILM[part].to_vec())).expect("a request");
        assert_eq!(ppid.send(piece).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(ppid.get(&upload).await.json()["state"], "attached");
    assert!(ppid.get(&path).await.text().contains("komitmen.mp4"));
}

#[tokio::test]
async fn z01_only_those_who_write_the_site_reach_its_video() {
    let (test, mut ppid) = office().await;
    let path = draft(&test, &mut ppid).await;
    let mut officer = signed_in(&test, "petugas", Role::Officer, "62.06").await;
    assert_eq!(officer.get(&path).await.status, StatusCode::OK);
    assert!(officer.get(&path).await.find("button[value=publish]").is_empty());
    assert_eq!(step(&mut officer, &path, "publish", &[]).await.status, StatusCode::NOT_FOUND);
    let mut leader = signed_in(&test, "pimpinan", Role::Leader, "62.06").await;
    let mut neighbour = signed_in(&test, "tetangga", Role::Ppid, "62.71").await;
    for who in [&mut leader, &mut neighbour] {
        for path in [DESK, &path, &format!("{path}/berkas"), &format!("{path}/ubah"), MANY] {
            assert_eq!(who.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let sent = who.upload(&format!("{path}/berkas"), &[], &[("film", "a.mp4", FILM)]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn many_files_become_drafts_in_one_step() {
    let (test, mut ppid) = office().await;
    let files: [(&str, &str, &[u8]); 3] = [
        ("files", "Laporan_kinerja.csv", b"Laporan Kinerja 2023,\nKasongan,12 Juni 2024\n"),
        ("files", "dua.csv", b"uraian,jumlah\nbelanja,5\n"),
        ("files", "tiga.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"),
    ];
    let sent = ppid.upload(MANY, &[], &files).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text().contains("tiga.exe"), "the refused one is named");
    assert_eq!(sent.find(".tb-many__file").len(), 2, "the good ones wait");
    assert!(sent.text().contains("Sebagian berkas masih dibaca"));
    test.app.run_due_jobs().await.expect("the look");
    let page = ppid.get(MANY).await;
    let include = page.attributes(".tb-many input[type=checkbox]", "name");
    let ids: Vec<&str> = include.iter().map(|name| name.trim_start_matches("include.")).collect();
    assert_eq!(page.attributes(&format!("[name='made_on.{}']", ids[0]), "value"), ["2024-06-12"]);
    let fields = |title: &'static str| {
        vec![
            ("class".to_owned(), "berkala".to_owned()),
            ("holder".to_owned(), "Subbagian Umum".to_owned()),
            (format!("include.{}", ids[0]), "1".to_owned()),
            (format!("title.{}", ids[0]), title.to_owned()),
            (format!("include.{}", ids[1]), "1".to_owned()),
            (format!("title.{}", ids[1]), "Data belanja".to_owned()),
            (format!("class.{}", ids[1]), "setiap_saat".to_owned()),
            (format!("made_on.{}", ids[1]), "1 2 2024".to_owned()),
        ]
    };
    let post = async |ppid: &mut Browser, fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ppid.post(&format!("{MANY}/draf"), &fields).await
    };
    let wrong = post(&mut ppid, &fields("")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attributes(&format!("[name='made_on.{}']", ids[1]), "value"), ["1 2 2024"]);
    assert_eq!(wrong.attributes(&format!("[name='title.{}']", ids[1]), "value"), ["Data belanja"]);
    assert_eq!(wrong.attributes(".govuk-error-summary__list a", "href"), [format!("#title.{}", ids[0])]);
    let none = post(&mut ppid, &fields("x")[..2]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = post(&mut ppid, &fields("Laporan kinerja 2023")).await;
    assert_eq!(made.location(), Some("/meja/kabupaten-katingan/informasi"), "{}", made.text());
    let list = ppid.get("/meja/kabupaten-katingan/informasi").await.text();
    assert!(list.contains("Laporan kinerja 2023") && list.contains("Data belanja"));
    assert!(ppid.get(MANY).await.find(".tb-many__file").is_empty());
    // The same file again: where it stands already is told, and it is not chosen by itself.
    ppid.upload(MANY, &[], &files[..1]).await;
    test.app.run_due_jobs().await.expect("the look");
    let again = ppid.get(MANY).await;
    assert!(again.text().contains("Berkas yang sama sudah ada pada"), "{}", again.text());
    assert!(again.attributes(".tb-many input[checked]", "name").is_empty());
}
