//! At the desk: what was typed outlives what others do meanwhile; personal data is answered for; versions in other languages;
//! files that wait; how much room there is.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

const DESK: &str = "/meja/kabupaten-katingan";
const SITE: &str = "/kabupaten-katingan";

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

async fn signed_in(test: &TestApp, login: &str, role: Role) -> Browser {
    test.person(login, role, "62.06").await;
    let mut browser = browser(test);
    browser.sign_in(login).await;
    browser
}

async fn office() -> (TestApp, Browser, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let officer = signed_in(&test, "petugas", Role::Officer).await;
    let ppid = signed_in(&test, "ppid", Role::Ppid).await;
    (test, officer, ppid)
}

/// Begins an article; its path.
async fn article(who: &mut Browser, kind: &str, fields: &[(&str, &str)]) -> String {
    let page =
        who.upload(&format!("{DESK}/situs/{kind}/baru"), &[fields, &[("do", "save")]].concat(), &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location().expect("the article").to_owned()
}

async fn step(who: &mut Browser, path: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let revision = who.get(path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [&[("do", step), ("revision", revision.as_str())], more].concat();
    who.post(&format!("{path}/langkah"), &fields).await
}

async fn done(who: &mut Browser, path: &str, name: &str, more: &[(&str, &str)]) {
    let page = step(who, path, name, more).await;
    assert_eq!(page.location(), Some(path), "{name}: {}", page.text());
}

fn revision(page: &Page) -> String {
    page.attributes("input[name=revision]", "value").remove(0)
}

#[tokio::test]
async fn saving_what_another_withdrew_keeps_everything_typed() {
    let (_test, mut officer, mut ppid) = office().await;
    let path = article(&mut officer, "berita", &[("title", "Rapat"), ("body", "Isi.")]).await;
    done(&mut officer, &path, "publish", &[]).await;
    let form = officer.get(&format!("{path}/ubah")).await;
    let opened = revision(&form);
    done(&mut ppid, &path, "withdraw", &[("reason", "Tanggalnya keliru.")]).await;

    let typed = [("title", "Rapat besar"), ("lead", "Ringkas"), ("body", "Isi panjang yang diketik.")];
    let send = async |who: &mut Browser, revision: &str, step: &str, files: &[(&str, &str, &[u8])]| {
        let more = [("revision", revision), ("alternative", "Rapat"), ("do", step)];
        who.upload(&format!("{path}/ubah"), &[&typed[..], &more].concat(), files).await
    };
    let kept = |page: &Page| {
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
        assert_eq!(page.attributes("#title", "value"), ["Rapat besar"]);
        assert_eq!(
            (page.one("#lead").as_str(), page.one("#body").as_str()),
            ("Ringkas", "Isi panjang yang diketik.")
        );
        assert!(page.one(".govuk-inset-text").contains("Tanggalnya keliru."), "{}", page.text());
        assert!(page.one(".govuk-details[open]").contains("Isi."), "what is there now");
        assert_eq!(page.find("button[name=do][value=save]"), [""; 0], "saving alone would fail again");
    };
    let met = send(&mut officer, &opened, "save", &[]).await;
    kept(&met);
    // Sent once more from a page that was opened afterwards, and with a picture.
    let now = revision(&met);
    kept(&send(&mut officer, &now, "save", &[]).await);
    let image =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/data/komitmen.jpg")).expect("a picture");
    let file: [(&str, &str, &[u8]); 1] = [("picture", "rapat.jpg", &image)];
    kept(&send(&mut officer, &now, "picture", &file).await);
    let saved = send(&mut officer, &now, "resume", &[]).await;
    assert_eq!(saved.location(), Some(path.as_str()), "{}", saved.text());
    let page = officer.get(&path).await;
    assert_eq!(page.one("h1"), "Rapat besar");
    assert!(page.text().contains("Draf"));
}

#[tokio::test]
async fn an_item_that_was_withdrawn_meanwhile_loses_nothing_either() {
    let (_test, mut officer, mut ppid) = office().await;
    let fields = [("title", "Pengumuman"), ("class", "serta_merta"), ("summary", "Banjir.")];
    let page = officer.post(&format!("{DESK}/informasi/baru"), &fields).await;
    let path = page.location().expect("the item").to_owned();
    let public = step(&mut officer, &path, "at_once", &[]).await;
    assert_eq!(public.location(), Some(path.as_str()), "{}", public.text());
    let opened = revision(&officer.get(&format!("{path}/ubah")).await);
    done(&mut ppid, &path, "withdraw", &[("reason", "Keliru.")]).await;
    let typed = [("title", "Pengumuman banjir"), ("class", "serta_merta"), ("summary", "Ketikan panjang.")];
    let send = async |who: &mut Browser, revision: &str, step: &str| {
        let more = [("revision", revision), ("do", step)];
        who.post(&format!("{path}/ubah"), &[&typed[..], &more].concat()).await
    };
    for revision in [opened.as_str(), "3"] {
        let met = send(&mut officer, revision, "save").await;
        assert_eq!(met.status, StatusCode::CONFLICT, "{}", met.text());
        assert_eq!(
            (met.attributes("#title", "value"), met.one("#summary").as_str()),
            (vec!["Pengumuman banjir".to_owned()], "Ketikan panjang.")
        );
        assert!(met.one(".govuk-inset-text").contains("Hanya PPID"), "{}", met.text());
        assert!(met.find("main form button").is_empty(), "an officer cannot write on with it");
    }
    let refused = send(&mut officer, "3", "resume").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "z01");
    let met = send(&mut ppid, &opened, "save").await;
    let saved = send(&mut ppid, &revision(&met), "resume").await;
    assert_eq!(saved.location(), Some(path.as_str()), "{}", saved.text());
    assert_eq!(ppid.get(&path).await.one("h1"), "Pengumuman banjir");
}

#[tokio::test]
async fn words_for_what_is_no_longer_offered_are_not_lost() {
    let (test, mut officer, _) = office().await;
    test.person("admin", Role::Administrator, "00").await;
    let mut root = browser(&test);
    root.sign_in("admin").await;
    let new = root
        .upload(
            "/meja/bawaslu-ri/situs/tanya-jawab/baru",
            &[("title", "Berapa lama?"), ("body", "10 hari."), ("do", "save")],
            &[],
        )
        .await;
    let question = new.location().expect("the question").to_owned();
    done(&mut root, &question, "publish", &[]).await;
    done(&mut root, &question, "offer", &[]).await;
    let offer =
        question.replace("bawaslu-ri", "kabupaten-katingan").replace("tanya-jawab/", "tanya-jawab/tawaran/");
    // Words about somebody are answered for, since they are public at once.
    let sent = [("revision", "0"), ("choice", "tampil"), ("addition", "Hubungi 0812-9876-5432.")];
    let asked = officer.post(&offer, &sent).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asked.attributes(".govuk-error-summary a", "href"), ["#addition"]);
    assert!(asked.one("#addition").contains("0812-9876-5432") && asked.text().contains("Nomor telepon: 1"));
    let digest = asked.attributes("input[name=privacy]", "value").remove(0);
    let answered = [&sent[..], &[("privacy", digest.as_str())]].concat();
    assert_eq!(officer.post(&offer, &answered).await.status, StatusCode::SEE_OTHER);
    assert_eq!(officer.get(&offer).await.status, StatusCode::OK);
    done(&mut root, &question, "withdraw", &[("reason", "Keliru")]).await;
    let met = officer
        .post(&offer, &[("revision", "1"), ("choice", "tampil"), ("addition", "Ketikan kantor")])
        .await;
    assert_eq!((met.status, met.one("#addition").as_str()), (StatusCode::CONFLICT, "Ketikan kantor"));
    assert_eq!(officer.get(&offer).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn d19_an_article_shows_what_looks_like_personal_data_and_waits_for_an_answer() {
    let (_test, mut officer, _) = office().await;
    let body = "Hubungi 0812-9876-5432.";
    let path = article(&mut officer, "berita", &[("title", "Lowongan"), ("body", body)]).await;
    let page = officer.get(&path).await;
    assert!(page.one("#privacy").contains("Nomor telepon: 1"), "{}", page.text());
    assert!(!page.one("#privacy").contains("9876"), "the number is masked");
    let refused = step(&mut officer, &path, "publish", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attributes(".govuk-error-summary a", "href"), ["#privacy"]);
    let digest = refused.attributes("input[name=digest]", "value").remove(0);
    let stale = officer.post(&format!("{path}/data-pribadi"), &[("digest", "x")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answered = officer.post(&format!("{path}/data-pribadi"), &[("digest", &digest)]).await;
    assert_eq!(answered.location(), Some(path.as_str()));
    done(&mut officer, &path, "publish", &[]).await;
}

#[tokio::test]
async fn a_version_in_another_language_is_begun_read_and_marked_as_older() {
    let (test, mut officer, _) = office().await;
    let mut everybody = browser(&test);
    let fields = [("name", "profil"), ("title", "Profil"), ("body", "Kantor di Kasongan.")];
    let path = article(&mut officer, "halaman", &fields).await;
    done(&mut officer, &path, "publish", &[]).await;
    let wrong = officer.post(&format!("{path}/bahasa"), &[("language", "xx")]).await;
    assert_eq!(
        (wrong.status, wrong.attributes(".govuk-error-summary a", "href")),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["#language".to_owned()])
    );
    let begun = officer.post(&format!("{path}/bahasa"), &[("language", "en")]).await;
    let edit = begun.location().expect("the form").to_owned();
    let version = edit.trim_end_matches("/ubah").to_owned();
    let form = officer.get(&edit).await;
    assert_eq!(form.one("#body"), "Kantor di Kasongan.");
    assert!(form.find("#language").is_empty() && form.find("#picture").is_empty());
    let save = async |officer: &mut Browser, more: &[(&str, &str)]| {
        let form = officer.get(&edit).await;
        let (revision, basis) = (revision(&form), form.attributes("input[name=basis]", "value").remove(0));
        let fields = [("title", "Profile"), ("revision", &revision), ("basis", &basis), ("do", "save")];
        officer.upload(&edit, &[&fields[..], more].concat(), &[]).await
    };
    assert_eq!(
        save(&mut officer, &[("body", "The office is in Kasongan.")]).await.location(),
        Some(version.as_str())
    );
    done(&mut officer, &version, "publish", &[]).await;
    assert!(officer.get(&path).await.text().contains("English"));

    let address = format!("{SITE}/profil");
    let page = everybody.get(&address).await;
    assert_eq!(page.one(".tb-prose"), "Kantor di Kasongan.");
    assert_eq!(page.attributes("link[rel=alternate][hreflang]", "hreflang"), ["id", "en", "x-default"]);
    assert_eq!(page.attributes(".tb-versions a", "href"), [format!("{address}?teks=en")]);
    let page = everybody.get(&format!("{address}?teks=en")).await;
    assert_eq!(page.one(".tb-prose"), "The office is in Kasongan.");
    assert_eq!(page.attributes(".tb-prose", "lang"), ["en"]);
    assert!(page.attributes("link[rel=canonical]", "href")[0].ends_with("/profil?teks=en"));
    assert_eq!(
        everybody.get(&format!("{address}?bahasa=en")).await.one(".tb-prose"),
        "The office is in Kasongan."
    );
    everybody.get(&format!("{address}?bahasa=id")).await;
    for fallback in ["jv", "xx", "%22%3E%3Cscript%3E"] {
        let page = everybody.get(&format!("{address}?teks={fallback}")).await;
        assert_eq!(
            (page.status, page.one(".tb-prose").as_str()),
            (StatusCode::OK, "Kantor di Kasongan."),
            "{fallback}"
        );
        assert_eq!(page.text().contains("belum ada dalam Basa Jawa"), fallback == "jv");
        assert!(!page.text().contains("<script>"), "{fallback}");
    }

    // The original moves on, the version says so until somebody compares it.
    let now = revision(&officer.get(&format!("{path}/ubah")).await);
    let fields =
        [("title", "Profil"), ("body", "Kantor pindah."), ("revision", now.as_str()), ("do", "save")];
    officer.upload(&format!("{path}/ubah"), &fields, &[]).await;
    done(&mut officer, &path, "publish", &[]).await;
    for marked in [&path, &version] {
        assert!(officer.get(marked).await.text().contains("Lebih lama dari naskah asli"), "{marked}");
    }
    assert!(everybody.get(&format!("{address}?teks=en")).await.text().contains("edisi yang lebih lama"));
    let form = officer.get(&edit).await;
    assert!(form.text().contains("Kantor pindah.") && !form.find("#current").is_empty());
    save(&mut officer, &[("body", "The office moved."), ("current", "2")]).await;
    done(&mut officer, &version, "publish", &[]).await;
    assert!(!officer.get(&path).await.text().contains("Lebih lama dari naskah asli"));
    // A version has no address of its own.
    let reference = version.rsplit('/').next().expect("a reference");
    assert_eq!(everybody.get(&format!("{SITE}/hal/{reference}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_that_wait_are_put_into_an_item_and_the_room_is_told() {
    let (_test, mut officer, _) = office().await;
    assert!(
        officer.get(DESK).await.text().contains("dari 20 GB")
            || officer.get(DESK).await.text().contains("dari 20 GiB")
    );
    let page = officer
        .post(&format!("{DESK}/informasi/baru"), &[("title", "Laporan <b>"), ("class", "berkala")])
        .await;
    let item = page.location().expect("the item").to_owned();
    let attach = format!("{DESK}/informasi/berkas-banyak/lampirkan");
    let reference = item.rsplit('/').next().expect("a reference").to_owned();
    assert!(
        !officer.get(&item).await.attributes("main a", "href").iter().any(|href| href.contains("lampirkan"))
    );
    let table: [(&str, &str, &[u8]); 1] = [("files", "belanja.csv", b"uraian,jumlah\nbelanja,5\n")];
    officer.upload(&format!("{DESK}/informasi/berkas-banyak"), &[], &table).await;
    let from = format!("{attach}?informasi={reference}");
    assert!(officer.get(&item).await.attributes("main a", "href").contains(&from));
    let list = officer.get(&format!("{attach}?cari=laporan")).await;
    assert_eq!(list.attributes(".tb-items a", "href"), [from.as_str()]);
    assert!(officer.get(&format!("{attach}?cari=lain")).await.find(".tb-items a").is_empty());
    let form = officer.get(&from).await;
    let id = form.attributes("input[name=files]", "value").remove(0);
    let none = officer.post(&attach, &[("informasi", reference.as_str()), ("caption", "Rincian")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(none.attributes("#caption", "value"), ["Rincian"]);
    let bad = officer.post(&attach, &[("informasi", reference.as_str()), ("files", "x")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("informasi", reference.as_str()), ("files", id.as_str()), ("caption", "Rincian")];
    assert_eq!(officer.post(&attach, &fields).await.location(), Some(item.as_str()));
    assert!(officer.get(&item).await.text().contains("belanja.csv"));
    let again = officer.post(&attach, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it waits no longer");
    for nothing in ["INF-24-0000-0000-0", "x"] {
        assert_eq!(officer.get(&format!("{attach}?informasi={nothing}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_legal_basis_leads_to_the_rules_of_the_site() {
    let (test, mut officer, _) = office().await;
    let mut everybody = browser(&test);
    let rules = format!("{SITE}/regulasi");
    let leads = async |who: &mut Browser| {
        who.get(&format!("{SITE}/dasar-hukum")).await.attributes(".tb-site__main a", "href").contains(&rules)
    };
    assert!(!leads(&mut everybody).await, "there are none");
    let fields = [("title", "Keterbukaan"), ("rule", "uu"), ("number", "14"), ("year", "2008")];
    let path = article(&mut officer, "regulasi", &fields).await;
    done(&mut officer, &path, "publish", &[]).await;
    assert!(leads(&mut everybody).await);
}
