//! What the scripts on an office's device are given, and what they are not.

use domain::person::Role;
use http::StatusCode;
use serde_json::Value;
use testkit::Page;

use super::{HOME, at, browser, small_round};

fn told(page: &Page, name: &str) -> String {
    page.attributes("#perangkat", name).remove(0)
}

fn permissions(page: &Page) -> &str {
    page.headers["permissions-policy"].to_str().unwrap()
}

#[tokio::test]
async fn a16_what_a_device_keeps_is_named_after_person_and_office() {
    let test = small_round().await;
    let mut keys = Vec::new();
    for login in ["petugas", "ppid"] {
        let mut browser = browser(&test, login).await;
        let page = browser.get(&at("A1")).await;
        let key = told(&page, "data-key");
        assert!(key.ends_with(" 62.06"), "{key}");
        assert_eq!(told(&browser.get(HOME).await, "data-key"), key, "the same on every page");
        keys.push(key);
    }
    assert_ne!(keys[0], keys[1]);
}

#[tokio::test]
async fn the_page_of_a_question_tells_its_scripts_words_clock_and_office() {
    let test = small_round().await;
    let page = browser(&test, "petugas").await.get(&at("A1")).await;
    let words: Value = serde_json::from_str(&told(&page, "data-words")).unwrap();
    assert_eq!(words["progress"], "%{sent} dari %{total} – %{percent} %");
    assert_eq!(words["pause"], "Jeda");
    assert_eq!(told(&page, "data-path"), at("A1"));
    assert_eq!(told(&page, "data-now"), test.app.now().as_millisecond().to_string());
    assert_eq!((told(&page, "data-zone").as_str(), told(&page, "data-hours").as_str()), ("WIB", "7"));
    assert!(page.attributes("form[data-upload]", "data-upload").iter().all(|to| to.contains("/unggah/")));
}

#[tokio::test]
async fn only_the_page_of_a_question_may_ask_for_camera_and_place() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let question = officer.get(&at("A1")).await;
    assert!(permissions(&question).starts_with("camera=(self), microphone=(), geolocation=(self)"));
    for path in [HOME.to_owned(), format!("{HOME}/periksa"), "/saq".to_owned(), "/akun".to_owned()] {
        let page = officer.get(&path).await;
        assert!(permissions(&page).starts_with("camera=(), microphone=(), geolocation=()"), "{path}");
    }
}

#[tokio::test]
async fn a12_what_a_device_keeps_for_everybody_names_nobody() {
    let test = small_round().await;
    let who = test.person("bernama", Role::Officer, "62.06").await;
    let mut officer = browser(&test, "bernama").await;
    let offline = officer.get("/tanpa-jaringan").await;
    assert_eq!(offline.status, StatusCode::OK);
    assert_eq!(told(&offline, "data-key"), "");
    assert!(!offline.text().contains("Masuk sebagai") && !offline.text().contains(&who.person.to_string()));
    let worker = officer.get("/sw.js").await;
    assert_eq!(worker.headers["cache-control"], "no-cache");
    assert_eq!(worker.headers["content-type"], "text/javascript; charset=utf-8");
    let script = worker.text();
    let told = script.lines().next().and_then(|line| line.strip_prefix("self.told=")).unwrap();
    let told: Value = serde_json::from_str(told.trim_end_matches(';')).unwrap();
    let files = told["files"].as_array().unwrap();
    assert!(files.iter().all(|file| file.as_str().unwrap().starts_with("/assets/")), "{files:?}");
    for file in files {
        assert_eq!(officer.get(file.as_str().unwrap()).await.status, StatusCode::OK, "{file}");
    }
    assert_eq!(told["offline"], "/tanpa-jaringan?bahasa=id");
}
