//! Files and links: adding, refusing, describing, taking away, giving out.

use axum::body::Body;
use http::{Request, StatusCode, header};

use super::{HOME, PDF, PNG, another_png, at, browser, real_round, small_round};

#[tokio::test]
async fn w07_the_same_file_in_the_same_place_is_there_once() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let path = format!("{}/bukti/foto", at("A1"));
    for _ in 0..2 {
        let sent = officer.upload(&path, &[], &[("f", "ruang.png", PNG)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(officer.get(&at("A1")).await.find(".tb-files li").len(), 1);
    let two = officer.upload(&path, &[], &[("f", "a.png", PNG), ("f", "b.png", &another_png(1))]).await;
    assert_eq!(two.status, StatusCode::SEE_OTHER, "one is there, one is new");
    let full = officer.upload(&path, &[("caption", "ketiga")], &[("f", "c.png", &another_png(2))]).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(full.one(".govuk-error-summary").contains("Paling banyak 2 berkas"));
    assert_eq!(full.attributes(".govuk-error-summary a", "href"), ["#slot.foto"]);
    assert_eq!(full.attributes("[id='slot.foto']", "type"), ["file"], "the summary leads to the field");
    assert_eq!(full.attributes("[id='caption.foto']", "value"), ["ketiga"], "what was typed is kept");
    // Taking one away makes room; its row stays, and doing it twice does no harm.
    let remove = officer.get(&at("A1")).await.attributes(".tb-files form[action*=keluarkan]", "action");
    for _ in 0..2 {
        assert_eq!(officer.post(&remove[0], &[]).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(officer.get(&at("A1")).await.find(".tb-files li").len(), 1);
    let sent = officer.upload(&path, &[], &[("f", "c.png", &another_png(2))]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let history = officer.get(&at("A1")).await.find("#riwayat li");
    assert!(history.iter().any(|line| line.starts_with("Bukti dikeluarkan:")), "{history:?}");
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_said_in_words_and_nothing_is_kept() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let path = format!("{}/bukti/foto", at("A1"));
    let big = vec![0_u8; 21 * 1024 * 1024];
    let locked = [PDF, b"<</Encrypt 5 0 R>>"].concat();
    for (name, bytes, words) in [
        ("", &b""[..], "Pilih berkas lebih dahulu"),
        ("kosong.png", b"", "kosong.png: Berkas ini kosong"),
        ("halaman.png", b"<html><script>alert(1)</script>", "Yang diterima di sini: jpg, png"),
        ("sk.pdf", PDF, "Berkas ini PDF"),
        ("besar.png", &big, "Berkas terlalu besar"),
        ("terkunci.pdf", &locked, "terkunci kata sandi"),
        ("foto.png.php", PNG, "Berkas ini PHP"),
    ] {
        let page = officer.upload(&path, &[("caption", "keterangan")], &[("f", name, bytes)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            page.one(".govuk-error-summary").contains(words),
            "{name}: {}",
            page.one(".govuk-error-summary")
        );
        assert!(page.one("title").starts_with("Kesalahan:"));
        assert_eq!(page.attributes("[id='caption.foto']", "value"), ["keterangan"]);
    }
    // One good and one bad file: the good one is kept, the bad one is named.
    let mixed = officer.upload(&path, &[], &[("f", "baik.png", PNG), ("f", "buruk.png", b"x")]).await;
    assert_eq!(mixed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        mixed.one(".govuk-error-summary").contains("buruk.png")
            && mixed.one(".tb-files").contains("baik.png")
    );
    // A request that breaks off keeps nothing.
    let cut = String::from("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"c.png\"\r\n\r\n");
    let cut = [cut.as_bytes(), &another_png(9)].concat();
    let request = Request::post(&path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(cut))
        .unwrap();
    let page = officer.send(request).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.one(".govuk-error-summary").contains("terputus"));
    assert_eq!(officer.get(&at("A1")).await.find(".tb-files li").len(), 1);
}

#[tokio::test]
async fn links_and_captions() {
    let test = real_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A06"), &[("base", "0"), ("options", "jam_web")]).await;
    let path = format!("{}/tautan/tautan", at("A06"));
    for bad in ["javascript:alert(1)", "ftp://x.id", "https://", "", "https://a b.id", "//x.id"] {
        let page = officer.post(&path, &[("link", bad), ("caption", "c")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert_eq!(page.attributes("input[name=link]", "value").concat(), bad, "what was typed is kept");
    }
    let link = "https://katingan.bawaslu.go.id/jam?a=1&b=<2>".replace(['<', '>'], "");
    for _ in 0..2 {
        assert_eq!(
            officer.post(&path, &[("link", &link), ("caption", "")]).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let page = officer.get(&at("A06")).await;
    assert_eq!(page.attributes(".tb-files a", "href"), [link]);
    let caption = page.attributes("form[action*=keterangan]", "action").remove(0);
    let long = "k".repeat(301);
    let refused = officer.post(&caption, &[("caption", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        officer.post(&caption, &[("caption", "<b>Jam layanan</b>")]).await.status,
        StatusCode::SEE_OTHER
    );
    let page = officer.get(&at("A06")).await;
    assert!(page.one(".tb-files").contains("<b>Jam layanan</b>"), "shown as typed");
    assert!(!page.text().contains("<b>Jam"), "and never as mark-up");
}

#[tokio::test]
async fn files_come_back_whole_and_in_parts_with_headers_that_keep_them_harmless() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    officer.upload(&format!("{}/bukti/foto", at("A1")), &[], &[("f", "ruang <1>.png", PNG)]).await;
    let href = officer.get(&at("A1")).await.attributes(".tb-files a", "href").remove(0);
    let whole = officer.get(&href).await;
    assert_eq!((whole.status, &whole.body[..]), (StatusCode::OK, PNG));
    let header = |name: &str| whole.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    assert_eq!(header("content-type"), "image/png");
    assert!(header("content-disposition").starts_with("attachment; filename=\"ruang _1_.png\""));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").starts_with("sandbox"));
    assert_eq!(header("cache-control"), "private, no-store");
    for (range, status, bytes) in [
        ("bytes=0-7", StatusCode::PARTIAL_CONTENT, &PNG[..8]),
        ("bytes=-4", StatusCode::PARTIAL_CONTENT, &PNG[PNG.len() - 4..]),
        ("bytes=9999-", StatusCode::RANGE_NOT_SATISFIABLE, &[]),
        ("nonsense", StatusCode::OK, PNG),
    ] {
        let request = Request::get(&href).header(header::RANGE, range).body(Body::empty()).unwrap();
        let part = officer.send(request).await;
        assert_eq!((part.status, &part.body[..]), (status, bytes), "{range}");
    }
    // Removed evidence is gone from the address, not from the store.
    let remove = officer.get(&at("A1")).await.attributes("form[action*=keluarkan]", "action").remove(0);
    officer.post(&remove, &[]).await;
    assert_eq!(officer.get(&href).await.status, StatusCode::NOT_FOUND);
    assert!(officer.get(HOME).await.status.is_success());
}
