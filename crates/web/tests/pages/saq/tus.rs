//! Files in pieces: what a sender over a bad line, a careless one and a hostile one are told.

use axum::body::Body;
use bytes::Bytes;
use data_encoding::BASE64;
use domain::person::Role;
use futures_util::stream;
use http::{Method, Request, StatusCode};
use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};
use testkit::{Browser, Page};

use super::time::closing;
use super::{HOME, PDF, PNG, another_png, at, browser, small_round};

pub(super) const PIECE: &str = "application/offset+octet-stream";

pub(super) fn request(method: Method, path: &str) -> http::request::Builder {
    let request = Request::builder().method(method).uri(path);
    request.header("sec-fetch-site", "same-origin").header("tus-resumable", "1.0.0")
}

fn named(name: &str) -> String {
    format!(
        "filename {},caption {}",
        BASE64.encode(name.as_bytes()),
        BASE64.encode("ruang layanan".as_bytes())
    )
}

async fn create(browser: &mut Browser, name: &str, length: &str) -> Page {
    let path = format!("{}/unggah/foto", at("A1"));
    let request = request(Method::POST, &path).header("upload-length", length);
    browser.send(request.header("upload-metadata", named(name)).body(Body::empty()).unwrap()).await
}

/// The address of a new upload.
pub(super) async fn begin(browser: &mut Browser, name: &str, size: usize) -> String {
    let created = create(browser, name, &size.to_string()).await;
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.text());
    created.headers["location"].to_str().unwrap().to_owned()
}

pub(super) async fn patch(browser: &mut Browser, path: &str, offset: usize, bytes: &[u8]) -> Page {
    let request = piece(path, offset).header("content-length", bytes.len());
    browser.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

fn piece(path: &str, offset: usize) -> http::request::Builder {
    request(Method::PATCH, path).header("content-type", PIECE).header("upload-offset", offset)
}

/// How far an upload has come.
async fn offset(browser: &mut Browser, path: &str) -> Result<usize, StatusCode> {
    let page = browser.send(request(Method::HEAD, path).body(Body::empty()).unwrap()).await;
    let offset = page.headers.get("upload-offset").map(|offset| offset.to_str().unwrap().parse().unwrap());
    offset.ok_or(page.status)
}

#[tokio::test]
async fn u21_a_file_in_pieces_over_a_line_that_breaks_becomes_evidence() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let path = begin(&mut officer, "ruang.png", PNG.len()).await;
    assert_eq!(patch(&mut officer, &path, 0, &PNG[..10]).await.status, StatusCode::NO_CONTENT);
    // A line that is cut in the middle of a piece: what came counts.
    let cut = stream::iter([Ok(Bytes::from_static(&PNG[10..25])), Err(std::io::Error::other("cut"))]);
    officer.send(piece(&path, 10).body(Body::from_stream(cut)).unwrap()).await;
    assert_eq!(offset(&mut officer, &path).await, Ok(25));
    let last = patch(&mut officer, &path, 25, &PNG[25..]).await;
    assert_eq!((last.status, &last.headers["upload-offset"]), (StatusCode::NO_CONTENT, &PNG.len().into()));
    assert_eq!(offset(&mut officer, &path).await, Ok(PNG.len()), "asked again it says the same");
    let page = officer.get(&at("A1")).await;
    assert!(page.text().contains("ruang.png") && page.text().contains("ruang layanan"));
    let told = officer.get(&path).await.json();
    assert_eq!(told["state"], "attached");
    let file = officer.get(&format!("/bukti/{}", told["evidence"].as_str().unwrap())).await;
    assert_eq!(file.body.as_ref(), PNG);
    assert_eq!(patch(&mut officer, &path, PNG.len(), b"").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn u22_u23_pieces_that_do_not_fit_leave_the_offset_where_it_was() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let path = begin(&mut officer, "ruang.png", PNG.len()).await;
    patch(&mut officer, &path, 0, &PNG[..20]).await;
    let checked = |hash: &str| piece(&path, 20).header("upload-checksum", hash.to_owned());
    let sent = || Body::from(PNG[20..].to_vec());
    let wrong = format!("sha256 {}", BASE64.encode(&[0; 32]));
    let status = officer.send(checked(&wrong).body(sent()).unwrap()).await.status;
    assert_eq!(status.as_u16(), 460, "u22");
    for unknown in ["md5 AAAA", "sha256", "sha256 AAAA"] {
        let status = officer.send(checked(unknown).body(sent()).unwrap()).await.status;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{unknown}");
    }
    for (offset, bytes) in [(19, &PNG[19..]), (21, &PNG[21..]), (0, PNG)] {
        assert_eq!(
            patch(&mut officer, &path, offset, bytes).await.status,
            StatusCode::CONFLICT,
            "u23 {offset}"
        );
    }
    let too_long = patch(&mut officer, &path, 20, &[PNG, PNG].concat()).await;
    assert_eq!(too_long.status, StatusCode::CONFLICT, "u23 past the end");
    assert_eq!(offset(&mut officer, &path).await, Ok(20));
    // Two at the same place at once: one counts.
    let (mut one, mut other) = (officer.clone(), officer.clone());
    let (a, b) =
        tokio::join!(patch(&mut one, &path, 20, &PNG[20..30]), patch(&mut other, &path, 20, &PNG[20..30]));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [204, 409]);
    let right = format!("sha256 {}", BASE64.encode(&Sha256::digest(&PNG[30..])));
    let request = piece(&path, 30).header("upload-checksum", right);
    let last = officer.send(request.body(Body::from(PNG[30..].to_vec())).unwrap()).await;
    assert_eq!(last.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn u24_u26_u32_what_cannot_be_an_upload_is_refused_at_once() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    for (length, status) in
        [("", 400), ("-1", 400), ("1e3", 400), ("+5", 400), ("0", 422), ("100000000000000", 413)]
    {
        assert_eq!(create(&mut officer, "a.png", length).await.status.as_u16(), status, "u24 {length:?}");
    }
    let executable = create(&mut officer, "foto.php", "100").await;
    assert_eq!(executable.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(executable.text().contains("PHP"), "{}", executable.text());
    for id in ["..%2f", "zz", &"a".repeat(7000)] {
        for method in [Method::HEAD, Method::PATCH, Method::DELETE, Method::GET] {
            let status = officer
                .send(request(method.clone(), &format!("/unggahan/{id}")).body(Body::empty()).unwrap());
            assert_eq!(status.await.status, StatusCode::BAD_REQUEST, "u26 {method}");
        }
    }
    let path = begin(&mut officer, "a.png", PNG.len()).await;
    let packed = piece(&path, 0).header("content-encoding", "gzip").body(Body::from(PNG.to_vec())).unwrap();
    assert_eq!(officer.send(packed).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "u32");
    let form =
        request(Method::PATCH, &path).header("upload-offset", 0).body(Body::from(PNG.to_vec())).unwrap();
    assert_eq!(officer.send(form).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let old = Request::head(&path).header("tus-resumable", "0.2.2").body(Body::empty()).unwrap();
    let old = officer.send(old).await;
    assert_eq!(
        (old.status, &old.headers["tus-version"]),
        (StatusCode::PRECONDITION_FAILED, &"1.0.0".parse().unwrap())
    );
    let can = officer.request(Method::OPTIONS, &path).await;
    assert_eq!(can.headers["tus-extension"], "creation,checksum,expiration,termination");
    assert_eq!(offset(&mut officer, &path).await, Ok(0));
}

#[tokio::test]
async fn z01_u25_an_upload_is_its_offices_alone() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let nobodys = format!("/unggahan/{}", "0".repeat(32));
    for (role, body, place) in Role::ALL.into_iter().flat_map(|role| {
        [("62.06", "own"), ("62.71", "neighbour"), ("62", "above"), ("00", "root"), ("63", "elsewhere")]
            .map(|(body, place)| (role, body, place))
    }) {
        let login = format!("{role}.{place}");
        test.person(&login, role, body).await;
        let mut other = browser(&test, &login).await;
        let allowed = place == "own" && matches!(role, Role::Officer | Role::Ppid);
        let path = begin(&mut officer, "a.png", PNG.len()).await;
        let mut got = vec![create(&mut other, "a.png", "70").await.status];
        got.push(patch(&mut other, &path, 0, &PNG[..10]).await.status);
        for method in [Method::HEAD, Method::GET, Method::DELETE] {
            got.push(other.send(request(method.clone(), &path).body(Body::empty()).unwrap()).await.status);
            let status = other.send(request(method, &nobodys).body(Body::empty()).unwrap()).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{login}: nobody's");
        }
        let expected = if allowed { [201, 204, 200, 200, 204] } else { [404; 5] };
        assert_eq!(got.iter().map(StatusCode::as_u16).collect::<Vec<_>>(), expected, "{login}");
        // The row of this office stays short.
        officer.send(request(Method::DELETE, &path).body(Body::empty()).unwrap()).await;
    }
    let path = begin(&mut officer, "a.png", PNG.len()).await;
    let mut nobody = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    assert_eq!(patch(&mut nobody, &path, 0, PNG).await.status, StatusCode::UNAUTHORIZED);
    // A colleague goes on where the officer stopped.
    let mut colleague = browser(&test, "petugas.dua").await;
    assert_eq!(patch(&mut colleague, &path, 0, PNG).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn u12_a_file_that_is_no_evidence_is_refused_with_its_reason_and_stays_refused() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let path = begin(&mut officer, "foto.png", PDF.len()).await;
    let last = patch(&mut officer, &path, 0, PDF).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(last.text().contains("PDF"), "{}", last.text());
    assert_eq!(offset(&mut officer, &path).await, Err(StatusCode::GONE));
    let told = officer.get(&path).await.json();
    assert_eq!((&told["state"], &told["problem"]), (&"refused".into(), &last.text().into()));
    assert!(officer.get(&at("A1")).await.find(".tb-files a").is_empty());
}

#[tokio::test]
async fn u27_abandoned_uploads_take_room_until_they_expire() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let first = begin(&mut officer, "a.png", PNG.len()).await;
    patch(&mut officer, &first, 0, &PNG[..20]).await;
    for _ in 1..app::office::OPEN_MAX {
        begin(&mut officer, "a.png", 100).await;
    }
    let full = create(&mut officer, "a.png", "100").await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(full.text().contains("belum selesai"), "{}", full.text());
    test.person("lain", Role::Officer, "62.71").await;
    let mut other = browser(&test, "lain").await;
    let elsewhere = HOME.replace("kabupaten-katingan", "62.71");
    let request = request(Method::POST, &format!("{elsewhere}/A1/unggah/foto")).header("upload-length", 100);
    let created =
        other.send(request.header("upload-metadata", named("a.png")).body(Body::empty()).unwrap()).await;
    assert_eq!(created.status, StatusCode::CREATED, "others are not touched");
    test.clock.set(test.app.now() + SignedDuration::from_hours(73));
    officer.sign_in("petugas").await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let runner = tokio::spawn({
        let app = test.app.clone();
        async move { app.run_jobs(stopping).await }
    });
    // The hourly work is done soon after a start.
    while offset(&mut officer, &first).await != Err(StatusCode::GONE) {
        tokio::task::yield_now().await;
    }
    stop.send_replace(true);
    runner.await.unwrap();
    begin(&mut officer, "a.png", 100).await;
    let delete = self::request(Method::DELETE, &first).body(Body::empty()).unwrap();
    assert_eq!(officer.send(delete).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn w02_a_file_on_its_way_at_the_end_arrives_in_the_time_of_grace_and_is_marked() {
    let test = small_round().await;
    let (mut ppid, mut leader) = (browser(&test, "ppid").await, browser(&test, "pimpinan").await);
    let end = closing(&test).await;
    test.clock.set(end - SignedDuration::from_mins(5));
    ppid.sign_in("ppid").await;
    leader.sign_in("pimpinan").await;
    ppid.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let path = begin(&mut ppid, "ruang.png", PNG.len()).await;
    let too_slow = begin(&mut ppid, "lain.png", PNG.len() + 1).await;
    patch(&mut ppid, &path, 0, &PNG[..30]).await;
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    leader.post(&format!("{HOME}/pengesahan"), &[]).await;
    assert_eq!(ppid.post(&format!("{HOME}/kirim"), &[]).await.status, StatusCode::SEE_OTHER);
    test.clock.set(end + SignedDuration::from_mins(29));
    assert_eq!(create(&mut ppid, "baru.png", "70").await.status, StatusCode::FORBIDDEN, "nothing new begins");
    assert_eq!(patch(&mut ppid, &path, 30, &PNG[30..]).await.status, StatusCode::NO_CONTENT);
    let page = ppid.get(&at("A1")).await;
    assert!(page.text().contains("terlambat unggah"), "it is marked");
    test.clock.set(end + SignedDuration::from_mins(30));
    let late = patch(&mut ppid, &too_slow, 0, &another_png(1)).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
}
