//! Moving in: what an office published elsewhere is found by its feed, its site map or an export, becomes drafts, and is never
//! found twice.

use app::desk::Desk;
use app::{AppError, Conflict};
use bytes::Bytes;
use domain::catalogue::{InformationClass, ItemState};
use domain::harvest::{FindAction, FindState, HarvestFailure, HarvestState, SourceKind};
use domain::ids::{FindId, HarvestId};
use domain::person::Role;
use futures_util::stream;
use jiff::SignedDuration;
use store::catalogue::DeskFilter;
use store::harvest::Find;
use testkit::{Site, TestApp};

const CSV: &[(&str, &str)] = &[("Content-Type", "text/csv")];
const XML: &[(&str, &str)] = &[("Content-Type", "application/xml")];

async fn desk(test: &TestApp, login: &str, body: &str, slug: &str) -> Desk {
    let who = test.person_once(login, Role::Officer, &body.parse().unwrap()).await;
    test.app.access(who).desk(slug).await.unwrap()
}

async fn katingan(test: &TestApp) -> Desk {
    desk(test, "petugas", "62.06", "kabupaten-katingan").await
}

fn feed(site: &Site, title: &str) -> String {
    format!(
        "<rss><channel><item><title>{title}</title><link>{}</link><pubDate>Mon, 03 Mar 2025 09:15:00 +0700</pubDate>\
         <description>Daftar tahun 2025.</description><enclosure url=\"{}\"/><enclosure url=\"{}\"/>\
         <enclosure url=\"https://lain.example/x.pdf\"/></item>\
         <item><title>Rencana kerja</title><link>{}</link></item></channel></rss>",
        site.url("/sk-dip/"),
        site.url("/daftar.csv"),
        site.url("/hilang.pdf"),
        site.url("/renja"),
    )
}

async fn finds(desk: &Desk, id: HarvestId, state: FindState) -> Vec<Find> {
    desk.harvest(id, state, 1).await.unwrap().finds
}

async fn state(desk: &Desk, id: HarvestId) -> (HarvestState, Option<HarvestFailure>) {
    let harvest = desk.harvest(id, FindState::New, 1).await.unwrap().line.harvest;
    (harvest.state, harvest.failure)
}

fn ids(finds: &[Find]) -> Vec<FindId> {
    finds.iter().map(|find| find.id).collect()
}

async fn drafts(desk: &Desk) -> Vec<String> {
    let lines = desk.items(DeskFilter::default(), 1).await.unwrap().lines;
    lines.into_iter().map(|line| line.title).collect()
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_feed_becomes_drafts_with_their_documents_and_is_found_once(db: Db) {
        let site = Site::start().await;
        let test = TestApp::with_db_looking(db, site.prober()).await;
        test.small_tree().await;
        let desk = katingan(&test).await;
        site.show("/feed", "200 OK", XML, &feed(&site, "SK DIP 2025"));
        site.show("/daftar.csv", "200 OK", CSV, "nomor,judul\n1,SK DIP\n");
        let id = desk.begin_harvest(SourceKind::Feed, &site.url("/feed"), InformationClass::Periodic).await.unwrap();
        assert_eq!(state(&desk, id).await, (HarvestState::Running, None));
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(state(&desk, id).await, (HarvestState::Done, None));
        let found = finds(&desk, id, FindState::New).await;
        let titles: Vec<&str> = found.iter().map(|find| find.found.title.as_str()).collect();
        assert_eq!(titles, ["SK DIP 2025", "Rencana kerja"]);
        assert!(drafts(&desk).await.is_empty(), "nothing becomes a draft by itself");

        let settled = desk.settle_finds(id, &ids(&found[..1]), FindAction::Take, InformationClass::Always).await.unwrap();
        assert_eq!(settled, 1);
        desk.settle_finds(id, &ids(&found[1..]), FindAction::Ignore, InformationClass::Always).await.unwrap();
        test.app.run_due_jobs().await.unwrap();
        let taken = finds(&desk, id, FindState::Drafted).await.remove(0);
        assert_eq!(taken.missing, 2, "one is gone, one lies on another site");
        let sheet = desk.item(taken.reference.as_deref().unwrap()).await.unwrap();
        assert_eq!(sheet.item.revision, 2, "who saw the draft without its documents has not seen this one");
        let content = &sheet.newest().unwrap().content;
        assert_eq!((content.title.as_str(), content.summary.as_str()), ("SK DIP 2025", "Daftar tahun 2025."));
        assert_eq!((content.class, content.made_on), (InformationClass::Always, Some("2025-03-03".parse().unwrap())));
        assert_eq!(content.link, site.url("/sk-dip/"));
        let names: Vec<&str> = sheet.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!((names, sheet.item.state), (vec!["daftar.csv"], ItemState::Draft));

        // The same again, under another writing of the address: nothing twice. What changed there is marked.
        site.show("/feed", "200 OK", XML, &feed(&site, "SK DIP 2025 (perbaikan)").replace("/sk-dip/", "/sk-dip?utm_source=rss"));
        test.clock.advance(SignedDuration::from_hours(24));
        desk.harvest_again(id).await.unwrap();
        test.app.run_due_jobs().await.unwrap();
        assert!(finds(&desk, id, FindState::New).await.is_empty());
        let again = finds(&desk, id, FindState::Drafted).await.remove(0);
        assert!(again.changed && again.reference == taken.reference);
        assert_eq!(drafts(&desk).await, ["SK DIP 2025"], "the draft is the office's own");
        let same = desk.begin_harvest(SourceKind::Feed, &site.url("/feed"), InformationClass::Always).await.unwrap();
        assert_eq!((same, desk.harvests().await.unwrap().len()), (id, 1), "one source is named once");

        // What was put aside can come back, and what is a draft cannot be settled again.
        let aside = finds(&desk, id, FindState::Ignored).await;
        desk.settle_finds(id, &ids(&aside), FindAction::Restore, InformationClass::Always).await.unwrap();
        assert_eq!(finds(&desk, id, FindState::New).await.len(), 1);
        let twice = desk.settle_finds(id, &[again.id], FindAction::Take, InformationClass::Always).await.unwrap();
        assert_eq!((twice, drafts(&desk).await.len()), (0, 1));
    }

    async fn a_site_map_is_followed_and_its_pages_tell_what_they_are(db: Db) {
        let site = Site::start().await;
        let test = TestApp::with_db_looking(db, site.prober()).await;
        test.small_tree().await;
        let desk = katingan(&test).await;
        let loc = |path: &str| format!("<url><loc>{}</loc><lastmod>2025-02-01</lastmod></url>", site.url(path));
        site.show("/robots.txt", "200 OK", &[], "User-agent: *\nDisallow: /tertutup\n");
        site.show("/sitemap.xml", "200 OK", XML, &format!(
            "<sitemapindex><sitemap><loc>{}</loc></sitemap><sitemap><loc>{}</loc></sitemap>\
             <sitemap><loc>https://lain.example/peta.xml</loc></sitemap></sitemapindex>",
            site.url("/peta.xml"), site.url("/hilang.xml")));
        site.show("/peta.xml", "200 OK", XML, &format!(
            "<urlset>{}{}{}{}<url><loc>https://lain.example/x</loc></url></urlset>",
            loc("/laporan-layanan/"), loc("/unduh/SK%20DIP.csv"), loc("/tertutup/a"), loc("/sudah-hilang")));
        site.show_page("/laporan-layanan/", "<title>Laporan layanan 2024</title><meta name=description content=Ringkas><a href=/lap.pdf>x</a>");
        let id = desk.begin_harvest(SourceKind::Sitemap, &site.url("/sitemap.xml"), InformationClass::Periodic).await.unwrap();
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(state(&desk, id).await, (HarvestState::Done, None));
        let mut found = finds(&desk, id, FindState::New).await;
        found.sort_by(|a, b| a.found.title.cmp(&b.found.title));
        let titles: Vec<(&str, usize)> =
            found.iter().map(|find| (find.found.title.as_str(), find.found.files.len())).collect();
        assert_eq!(titles, [("A", 0), ("Laporan layanan 2024", 1), ("SK DIP", 1)], "a page that is closed keeps a guess");
        assert_eq!(found[1].found.summary, "Ringkas");
        let gone = finds(&desk, id, FindState::Ignored).await;
        assert_eq!(gone[0].found.url, site.url("/sudah-hilang"), "what is not there any more does not wait");
    }

    async fn an_export_is_read_at_once_and_knows_what_a_feed_told(db: Db) {
        let site = Site::start().await;
        let test = TestApp::with_db_looking(db, site.prober()).await;
        test.small_tree().await;
        let desk = katingan(&test).await;
        site.show("/feed", "200 OK", XML, &feed(&site, "SK DIP 2025"));
        desk.begin_harvest(SourceKind::Feed, &site.url("/feed"), InformationClass::Periodic).await.unwrap();
        test.app.run_due_jobs().await.unwrap();
        let item = |path: &str, status: &str| format!(
            "<item><title>Judul {path}</title><link>{}</link><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>\
             <wp:status>{status}</wp:status></item>", site.url(path));
        let wxr = format!("<rss><channel>{}{}{}</channel></rss>", item("/renja/", "publish"), item("/lakip", "publish"), item("/r", "draft"));
        let bytes = |text: &str| stream::iter([Ok::<_, std::io::Error>(Bytes::from(text.to_owned()))]);
        let id = desk.take_export("ekspor.xml", bytes(&wxr), InformationClass::Always).await.unwrap();
        assert_eq!(state(&desk, id).await, (HarvestState::Done, None));
        let found = finds(&desk, id, FindState::New).await;
        assert_eq!(found.len(), 1, "what the feed told is known, a draft of the old site is none of ours");
        assert_eq!(found[0].found.title, "Judul /lakip");
        let again = desk.harvest_again(id).await;
        assert!(matches!(again, Err(AppError::Conflict(Conflict::State("wordpress")))), "a file has to be sent again");
        let Err(AppError::Invalid(wrong)) = desk.take_export("x.xml", bytes("<rss/>"), InformationClass::Always).await else {
            panic!("no export");
        };
        assert_eq!(wrong[0].field, "export");
        assert_eq!(desk.harvests().await.unwrap().len(), 2, "what cannot be read leaves nothing behind");
    }
}

#[tokio::test]
async fn what_cannot_be_read_says_why() {
    let site = Site::start().await;
    let test = TestApp::sqlite_looking(site.prober()).await;
    test.small_tree().await;
    let desk = katingan(&test).await;
    site.show("/robots.txt", "200 OK", &[], "User-agent: *\nDisallow: /tertutup\n");
    site.show("/bukan.xml", "200 OK", XML, "<catatan/>");
    site.show("/rusak.xml", "200 OK", XML, "<rss><channel>");
    site.show_page("/halaman", "<title>Beranda</title>");
    for (path, why) in [
        ("/tertutup/feed", HarvestFailure::Closed),
        ("/tidak-ada", HarvestFailure::Unreachable),
        ("/bukan.xml", HarvestFailure::OtherKind),
        ("/rusak.xml", HarvestFailure::NotXml),
        ("/halaman", HarvestFailure::NotXml),
    ] {
        let id =
            desk.begin_harvest(SourceKind::Feed, &site.url(path), InformationClass::Always).await.unwrap();
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(state(&desk, id).await, (HarvestState::Failed, Some(why)), "{path}");
    }
    for url in ["", "ftp://x.example/feed", "https://a:b@x.example/feed", "umpan"] {
        let tried = desk.begin_harvest(SourceKind::Feed, url, InformationClass::Always).await;
        assert!(matches!(tried, Err(AppError::Invalid(wrong)) if wrong[0].field == "url"), "{url}");
    }
}

#[tokio::test]
async fn z14_sources_and_finds_of_another_office_are_not_there() {
    let site = Site::start().await;
    let test = TestApp::sqlite_looking(site.prober()).await;
    test.small_tree().await;
    let own = katingan(&test).await;
    site.show("/feed", "200 OK", XML, &feed(&site, "SK DIP 2025"));
    let id = own.begin_harvest(SourceKind::Feed, &site.url("/feed"), InformationClass::Always).await.unwrap();
    test.app.run_due_jobs().await.unwrap();
    let found = finds(&own, id, FindState::New).await;
    let other = desk(&test, "orang.lain", "62.71", "kota-palangka-raya").await;
    assert!(matches!(other.harvest(id, FindState::New, 1).await, Err(AppError::NotFound)));
    assert!(matches!(other.harvest_again(id).await, Err(AppError::NotFound)));
    let theirs =
        other.begin_harvest(SourceKind::Feed, &site.url("/feed"), InformationClass::Always).await.unwrap();
    for source in [id, theirs] {
        let tried =
            other.settle_finds(source, &ids(&found), FindAction::Take, InformationClass::Always).await;
        assert!(matches!(tried, Err(AppError::NotFound)), "{source}");
    }
    assert!(drafts(&other).await.is_empty() && drafts(&own).await.is_empty());
}
