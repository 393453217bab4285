//! Films that are prepared, words that two people write at once, and videos of before, in pages.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

use super::desk::signed_in;

const DESK: &str = "/meja/kabupaten-katingan/video";
const SITE: &str = "/kabupaten-katingan/komitmen";
const FILM: &[u8] = include_bytes!("../../../demo/data/komitmen.mp4");
const WORDS: [(&str, &str); 5] = [
    ("title", "Komitmen"),
    ("speaker", "Budi"),
    ("post", "Ketua"),
    ("recorded_on", "2024-06-01"),
    ("transcript", "Kami terbuka."),
];

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

async fn office(settings: app::Settings) -> (TestApp, Browser, Browser) {
    let test = TestApp::sqlite_with(settings).await;
    test.small_tree().await;
    let ppid = signed_in(&test, "ppid", Role::Ppid, "62.06").await;
    let officer = signed_in(&test, "petugas", Role::Officer, "62.06").await;
    (test, ppid, officer)
}

fn converting() -> app::Settings {
    app::Settings { video_convert: true, ..app::Settings::default() }
}

async fn begun(who: &mut Browser) -> String {
    who.post(&format!("{DESK}/baru"), &WORDS).await.location().expect("the draft").to_owned()
}

async fn published(test: &TestApp, ppid: &mut Browser) -> String {
    let path = begun(ppid).await;
    ppid.upload(&format!("{path}/berkas"), &[], &[("film", "komitmen.mp4", FILM)]).await;
    test.app.run_due_jobs().await.expect("the look");
    let sent = step(ppid, &path, "publish", &[]).await;
    assert_eq!(sent.location(), Some(path.as_str()), "{}", sent.text());
    path
}

async fn step(who: &mut Browser, path: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let revision = who.get(path).await.attributes("input[name=revision]", "value").remove(0);
    who.post(&format!("{path}/langkah"), &[&[("do", step), ("revision", revision.as_str())], more].concat())
        .await
}

/// What a form tells of what its reader sees.
fn seen(page: &Page) -> Vec<(String, String)> {
    let of = |attribute| page.attributes("input[name^='seen.']", attribute);
    of("name").into_iter().zip(of("value")).collect()
}

async fn write(who: &mut Browser, path: &str, seen: &[(String, String)], changed: &[(&str, &str)]) -> Page {
    let mut fields: Vec<(&str, &str)> =
        seen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (name, value) in WORDS {
        let typed = changed.iter().find(|(field, _)| *field == name).map_or(value, |(_, typed)| typed);
        fields.push((name, typed));
    }
    fields.extend(changed.iter().filter(|(field, _)| WORDS.iter().all(|(name, _)| name != field)));
    who.post(&format!("{path}/ubah"), &fields).await
}

#[tokio::test]
async fn two_who_write_lose_nothing_that_was_typed() {
    let (_test, mut ppid, mut officer) = office(app::Settings::default()).await;
    let path = begun(&mut ppid).await;
    let before = seen(&ppid.get(&format!("{path}/ubah")).await);
    assert_eq!(before.len(), 7);
    let first = write(&mut officer, &path, &before, &[("speaker", "Siti"), ("post", "Anggota")]).await;
    assert_eq!(first.location(), Some(path.as_str()), "{}", first.text());
    // Other words, and the film meanwhile: nobody is in the way.
    officer.upload(&format!("{path}/berkas"), &[], &[("film", "komitmen.mp4", FILM)]).await;
    let other = write(&mut ppid, &path, &before, &[("title", "Janji kami")]).await;
    assert_eq!(other.location(), Some(path.as_str()), "{}", other.text());
    // The same words.
    let late =
        write(&mut ppid, &path, &before, &[("speaker", "Ani"), ("no_transcript", "Saya lambat")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(late.attributes("#speaker", "value"), ["Ani"]);
    assert_eq!(late.one("#no_transcript"), "Saya lambat");
    assert_eq!(late.attributes("#post", "value"), ["Anggota"], "what only the other changed is there");
    assert_eq!(late.attributes("#title", "value"), ["Janji kami"]);
    assert_eq!(late.attributes(".govuk-error-summary__list a", "href"), ["#speaker"]);
    assert!(late.one(".govuk-details").contains("Siti") && !late.one(".govuk-details").contains("Anggota"));
    let again = [("speaker", "Ani"), ("post", "Anggota"), ("title", "Janji kami")];
    let again = write(&mut ppid, &path, &seen(&late), &again).await;
    assert_eq!(again.location(), Some(path.as_str()), "{}", again.text());
    // What is wrong comes back with what its writer had seen.
    let wrong = write(&mut ppid, &path, &before, &[("title", ""), ("speaker", "Dewi")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        (seen(&wrong), wrong.attributes("#speaker", "value")),
        (before.clone(), vec!["Dewi".to_owned()])
    );
    // A draft that is none any more: the words are still there to be copied.
    step(&mut ppid, &path, "drop", &[]).await;
    let gone = write(&mut officer, &path, &before, &[("speaker", "Eka")]).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert_eq!(gone.attributes("#speaker", "value"), ["Eka"]);
    assert!(gone.text().contains("bukan draf lagi"), "{}", gone.text());
}

#[tokio::test]
async fn captions_of_two_are_compared() {
    let (_test, mut ppid, mut officer) = office(app::Settings::default()).await;
    let path = begun(&mut ppid).await;
    let captions = |words: &str| format!("WEBVTT\n\n00:01.000 --> 00:04.000\n{words}\n");
    let send = async |who: &mut Browser, seen: &str, words: &str| {
        let fields = [("seen", seen), ("captions_text", &captions(words))];
        who.upload(&format!("{path}/takarir"), &fields, &[]).await
    };
    assert_eq!(send(&mut officer, "", "Kami terbuka.").await.status, StatusCode::SEE_OTHER);
    let late = send(&mut ppid, "", "<i>Kami menjawab.</i>").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.one("#captions_text").contains("Kami menjawab."), "{}", late.text());
    assert!(late.one("#captions_stored").contains("Kami terbuka."));
    let seen = late.attributes("input[name=seen]", "value").remove(0);
    assert_eq!(send(&mut ppid, &seen, "Kami menjawab.").await.status, StatusCode::SEE_OTHER);
    // Whoever still sees the old ones does not take the new ones away.
    let fields = [("do", "uncaption"), ("seen_captions", "lama")];
    let refused = officer.post(&format!("{path}/langkah"), &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(officer.get(&format!("{path}/takarir")).await.text().contains("Kami menjawab."));
}

#[tokio::test]
async fn a_film_that_waits_and_one_of_which_nothing_came() {
    let (test, mut ppid, _) = office(converting()).await;
    let path = begun(&mut ppid).await;
    let page = ppid.get(&path).await;
    assert!(page.attributes("input[type=file][name=film]", "accept")[0].contains(".avi"));
    let avi = [&b"RIFF\xFF\0\0\0AVI LIST"[..], &[7; 3000]].concat();
    let sent = ppid.upload(&format!("{path}/berkas"), &[], &[("film", "komitmen.avi", &avi)]).await;
    assert_eq!(sent.location(), Some(path.as_str()), "{}", sent.text());
    test.app.run_due_jobs_of(app::jobs::Lane::Examine).await.expect("the look");
    let waits = ppid.get(&path).await;
    assert!(waits.text().contains("menunggu giliran untuk diubah"), "{}", waits.text());
    assert!(waits.find("video").is_empty() && waits.find("button[value=retry]").is_empty());
    let refused = step(&mut ppid, &path, "publish", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("masih disiapkan"), "{}", refused.text());
    let (off, _) = test.replica().await;
    off.run_due_jobs_of(app::jobs::Lane::Film).await.expect("a try");
    let failed = ppid.get(&path).await;
    assert!(failed.text().contains("sekarang tidak dapat mengubah rekaman"), "{}", failed.text());
    assert_eq!(failed.find("button[value=retry]").len(), 1);
    assert_eq!(step(&mut ppid, &path, "retry", &[]).await.location(), Some(path.as_str()));
    assert!(ppid.get(&path).await.text().contains("menunggu giliran"));
    // Twice is once.
    assert_eq!(step(&mut ppid, &path, "retry", &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(ppid.get(&format!("{path}/asli")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn videos_of_before_have_pages_until_they_are_withdrawn() {
    let (test, mut ppid, _) = office(app::Settings::default()).await;
    let mut everybody = browser(&test);
    let first = published(&test, &mut ppid).await;
    let reference = first.rsplit('/').next().expect("a reference").to_owned();
    let (page, film) =
        (format!("{SITE}/{reference}"), format!("/kabupaten-katingan/video/{reference}/berkas"));
    assert_eq!(everybody.get(&page).await.status, StatusCode::NOT_FOUND, "it is the present one");
    let second = published(&test, &mut ppid).await;
    let list = everybody.get(SITE).await;
    assert_eq!(list.attributes("table a", "href"), [page.as_str()]);
    assert!(list.text().contains("2024") && list.text().contains("Budi, Ketua"));
    let shown = everybody.get(&page).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.attributes("video source", "src"), [film.as_str()]);
    assert!(shown.text().contains("dari masa sebelumnya"));
    let data: serde_json::Value =
        serde_json::from_str(&shown.one("script[type='application/ld+json']")).expect("JSON");
    assert!(data["url"].as_str().expect("an address").ends_with(&page));
    assert_eq!(everybody.get(&film).await.status, StatusCode::OK);
    for wrong in [
        page.replace("VID-", "vid-"),
        page.replace("katingan", "tanah-laut"),
        format!("{SITE}/VID-26-AAAA-AAAA-A"),
        format!("{SITE}/..%2f{reference}"),
        format!("{SITE}/{}", second.rsplit('/').next().expect("a reference")),
    ] {
        assert_eq!(everybody.get(&wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    // Without a present one the earlier ones are still there; withdrawn, nothing of them is.
    step(&mut ppid, &second, "withdraw", &[("reason", "Keliru")]).await;
    let list = everybody.get(SITE).await;
    assert!(list.text().contains("tidak ada video komitmen yang berlaku") && list.find("video").is_empty());
    let gone = step(&mut ppid, &first, "withdraw", &[("reason", "Ketua berganti")]).await;
    assert_eq!(gone.location(), Some(first.as_str()), "{}", gone.text());
    for path in [SITE, &page, &film] {
        assert_eq!(everybody.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
