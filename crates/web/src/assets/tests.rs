use std::io::Read as _;
use std::path::Path;

use http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::*;

async fn ask(path: &str, accept: &str) -> Response {
    let request =
        Request::get(path).header(header::ACCEPT_ENCODING, accept).body(Body::empty()).expect("a request");
    routes::<()>().oneshot(request).await.expect("a router never fails")
}

async fn bytes(response: Response) -> Vec<u8> {
    response.into_body().collect().await.expect("a body in memory").to_bytes().to_vec()
}

#[tokio::test]
async fn each_form_is_the_same_file() {
    for asset in ASSETS {
        let url = asset_url(asset.name);
        let plain = bytes(ask(&url, "").await).await;
        assert_eq!(plain, asset.plain);

        let response = ask(&url, "gzip").await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
        let mut unpacked = Vec::new();
        let packed = bytes(response).await;
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).expect("gzip");
        assert_eq!(unpacked, plain, "{url} gzip");

        let response = ask(&url, "gzip, deflate, br, zstd").await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut bytes(response).await.as_slice(), &mut unpacked).expect("brotli");
        assert_eq!(unpacked, plain, "{url} brotli");
    }
}

#[tokio::test]
async fn a_file_is_cached_for_ever_and_by_encoding() {
    let response = ask(&asset_url("terbuka.css"), "br").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(response.headers()[header::VARY], "accept-encoding");
}

#[test]
fn a_form_that_the_client_refuses_is_not_sent() {
    let best = |value: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, value.parse().expect("a value"));
        Encoding::best(&headers)
    };
    assert_eq!(best("br;q=0, gzip"), Encoding::Gzip);
    assert_eq!(best("br; q=0.0,gzip;Q=0"), Encoding::Identity);
    assert_eq!(best("*"), Encoding::Brotli);
    assert_eq!(best("*, br;q=0"), Encoding::Gzip);
    assert_eq!(best("identity"), Encoding::Identity);
    assert_eq!(Encoding::best(&HeaderMap::new()), Encoding::Identity);
}

#[tokio::test]
async fn d16_no_path_leads_out_of_the_assets() {
    let css = asset_url("terbuka.css");
    let file = css.trim_start_matches(PREFIX);
    let paths = [
        "/assets/%2e%2e%2fCargo.toml".to_owned(),
        "/assets/..%2f..%2fetc%2fpasswd".to_owned(),
        "/assets/..%5c..%5cCargo.toml".to_owned(),
        "/assets/../Cargo.toml".to_owned(),
        "/assets/%00".to_owned(),
        format!("{css}%00"),
        format!("{css}%00.png"),
        format!("/assets/./{file}"),
        format!("/assets//{file}"),
        format!("/assets/%2e/{file}"),
        format!("{css}.br"),
        format!("{css}/"),
        css.replace("/assets/", "/assets/dist/"),
        "/assets/terbuka.css".to_owned(),
        "/assets/".to_owned(),
    ];
    for path in paths {
        let response = ask(&path, "br").await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(
            response.headers().get(header::CACHE_CONTROL).is_none(),
            "{path} must not be cached for ever"
        );
        assert!(bytes(response).await.is_empty(), "{path} must say nothing");
    }
}

/// Every file of `templates/`, by path.
fn templates() -> Vec<(std::path::PathBuf, String)> {
    fn walk(dir: &Path, found: &mut Vec<(std::path::PathBuf, String)>) {
        for entry in std::fs::read_dir(dir).expect("templates") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let text = std::fs::read_to_string(&path).expect("a template is UTF-8");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new("templates"), &mut found);
    found
}

#[test]
fn templates_name_only_assets_that_exist() {
    let mut uses = 0;
    for (path, text) in templates() {
        for rest in text.split("asset_url(\"").skip(1) {
            let name = rest.split('"').next().unwrap_or_default();
            assert!(ASSETS.iter().any(|asset| asset.name == name), "{}: no asset {name}", path.display());
            uses += 1;
        }
    }
    assert!(uses >= 3, "the layout links style sheet, script and icon");
}

/// The content policy refuses them in browsers; here they are refused before anybody sees a broken page.
#[test]
fn templates_hold_no_inline_script_or_style() {
    let forbidden = [
        "<style",
        " style=",
        "javascript:",
        "hx-on",
        "js:",
        " onclick=",
        " onsubmit=",
        " onchange=",
        " onload=",
    ];
    for (path, text) in templates() {
        for pattern in forbidden {
            assert!(!text.contains(pattern), "{}: {pattern}", path.display());
        }
        for tag in text.split("<script").skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            // Data for search engines are no script.
            let is_data = tag.contains(" type=\"application/ld+json\"");
            assert!(is_data || tag.contains(" src="), "{}: inline script", path.display());
        }
    }
}

/// Budgets, compressed: a public page has 14 KB of style sheet and 15 KB of script; the page of a question can be used
/// with 20 KB of script. What it fetches once it is shown (drafts, uploads) leaves room for 10 KB of page within the
/// 50 KB of a first visit; photo and camera come when they are asked for.
#[test]
fn files_stay_within_their_budget() {
    let size = |name: &str| {
        ASSETS.iter().find(|asset| asset.name == name).map(|asset| asset.brotli.len()).expect("an asset")
    };
    let public = size("terbuka.css") + size("aids.css");
    assert!(public <= 14 * 1024, "style sheets of a public page: {public} bytes");
    assert!(size("terbuka.js") <= 15 * 1024, "script: {} bytes", size("terbuka.js"));
    let with_htmx = size("terbuka.js") + size("htmx.js");
    assert!(with_htmx <= 20 * 1024, "scripts of a question page: {with_htmx} bytes");
    let first_visit = with_htmx + size("office.js") + size("uploads.js") + size("terbuka.css");
    assert!(first_visit <= 40 * 1024, "first visit of a question page without the page: {first_visit} bytes");
    assert!(size("sw.js") <= 2 * 1024, "service worker: {} bytes", size("sw.js"));
}

/// What scripts say stands in the catalogue, and the catalogue holds nothing that they do not say.
#[test]
fn scripts_say_only_what_the_catalogue_holds() {
    let folder = Path::new("../../assets/js");
    let scripts = std::fs::read_dir(folder)
        .expect("scripts")
        .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("a script is UTF-8"));
    let scripts: String = scripts.collect();
    let said = scripts.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next());
    for key in said {
        assert!(i18n::KEYS.contains(&format!("device-{key}").as_str()), "no text device-{key}");
    }
    let templates: String = templates().into_iter().map(|(_, text)| text).collect();
    for name in i18n::KEYS.iter().filter_map(|key| key.strip_prefix("device-")) {
        let in_page = templates.contains(&format!("device_{}()", name.replace('-', "_")));
        let in_script = scripts.contains(&format!("\"{name}\"")) || scripts.contains(&format!("\"-{name}\""));
        // These are put together from a first and a last part.
        let is_joined = name.starts_with("kept-") || name.starts_with("not-kept-");
        assert!(in_page || in_script || is_joined, "nobody says device-{name}");
    }
}
