//! Pages, news, rules and questions: written, published, scheduled, withdrawn, offered to offices below.

use app::content::Readiness;
use app::desk::{Desk, NewPicture, Publication};
use app::jobs::Lane;
use app::public::{Asked, SitePage};
use app::{AppError, Conflict};
use bytes::Bytes;
use domain::content::{ArticleState, Kind, Place, Rule, Writing};
use domain::person::Role;
use domain::problem::Problem;
use futures_util::stream;
use jiff::SignedDuration;
use store::content::DeskFilter;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

fn writing(title: &str, body: &str) -> Writing {
    Writing { title: title.into(), body: body.into(), ..Writing::default() }
}

async fn desk(test: &TestApp, login: &str, role: Role, body: &str) -> Desk {
    let who = test.person_once(login, role, &body.parse().unwrap()).await;
    test.app.access(who).desk(body).await.unwrap()
}

/// A published article: its reference and revision.
async fn published(desk: &Desk, kind: Kind, name: &str, writing: Writing) -> (String, i64) {
    let begun = desk.new_article(kind, name, writing).await.unwrap();
    let now = Publication::default();
    let done = desk.publish_article(&begun.reference, begun.revision, &now).await.unwrap();
    (done.reference, done.revision)
}

fn titles(page: &SitePage) -> Vec<&str> {
    page.articles.iter().map(|one| one.found.edition.writing.title.as_str()).collect()
}

async fn news(test: &TestApp) -> Vec<String> {
    let found = test.app.public().news(OFFICE, 1, 20).await.unwrap();
    assert_eq!(
        found.total,
        i64::try_from(found.articles.len()).unwrap(),
        "z14 only what is shown is counted"
    );
    found.articles.into_iter().map(|one| one.edition.writing.title).collect()
}

async fn questions(test: &TestApp, slug: &str) -> Vec<String> {
    let page = test.app.public().articles(slug, Kind::Question).await.unwrap();
    titles(&page).into_iter().map(str::to_owned).collect()
}

async fn found(test: &TestApp, text: &str) -> usize {
    test.app.public().search(&Asked { text: text.into(), ..Asked::default() }).await.unwrap().total
}

/// A small picture that every reader of pictures takes.
fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 64, 48);
    encoder.set_color(png::ColorType::Rgb);
    let pixels: Vec<u8> = (0..64_u32 * 48 * 3).map(|at| u8::try_from(at % 251).unwrap()).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

async fn picture(desk: &Desk, reference: &str, said: &NewPicture) -> Result<u32, AppError> {
    let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from(png()))]);
    let staged = desk.stage_picture("rapat.png", bytes).await?;
    desk.add_picture(reference, said, staged).await
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn news_is_written_published_written_on_and_withdrawn(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let begun = officer.new_article(Kind::News, "", writing(" Rapat koordinasi ", "Isi **rapat**.\n")).await.unwrap();
        assert_eq!(news(&test).await, [""; 0]);
        assert_eq!(found(&test, "koordinasi").await, 0);
        let public = officer.publish_article(&begun.reference, 1, &Publication::default()).await.unwrap();
        assert_eq!(public.state, ArticleState::Published);
        assert_eq!(news(&test).await, ["Rapat koordinasi"]);
        assert_eq!(found(&test, "koordinasi").await, 1);

        // The next edition: the public one stays until it is published.
        let next = officer.save_article(&public.reference, public.revision, writing("Rapat kedua", "Isi lain.")).await.unwrap();
        assert_eq!(next.state, ArticleState::Revised);
        assert_eq!(news(&test).await, ["Rapat koordinasi"]);
        let given_up = officer.discard_article_edition(&next.reference, next.revision).await.unwrap();
        let next = officer.save_article(&next.reference, given_up.revision, writing("Rapat kedua", "Isi lain.")).await.unwrap();
        test.clock.advance(SignedDuration::from_hours(1));
        let why = Publication { reason: "Tanggal diperbaiki".into(), visible_from: None };
        let second = officer.publish_article(&next.reference, next.revision, &why).await.unwrap();
        assert_eq!(news(&test).await, ["Rapat kedua"]);
        assert_eq!((found(&test, "kedua").await, found(&test, "koordinasi").await), (1, 0));
        let page = test.app.public().article(OFFICE, Kind::News, &second.reference).await.unwrap();
        let one = &page.articles[0].found;
        assert!(one.edition.number == 2 && one.since < one.edition.visible_from.unwrap());

        let without = officer.withdraw_article(&second.reference, second.revision, " ").await;
        assert!(matches!(without, Err(AppError::Invalid(found)) if found[0].field == "reason"));
        let gone = officer.withdraw_article(&second.reference, second.revision, "Keliru").await.unwrap();
        assert_eq!(news(&test).await, [""; 0]);
        assert_eq!(found(&test, "kedua").await, 0);
        let page = test.app.public().article(OFFICE, Kind::News, &second.reference).await;
        assert!(matches!(page, Err(AppError::NotFound)), "z08");
        let resumed = officer.resume_article(&gone.reference, gone.revision).await.unwrap();
        assert_eq!(resumed.state, ArticleState::Draft);
        let sheet = officer.article(&gone.reference).await.unwrap();
        assert_eq!(sheet.editions.len(), 3, "nothing that was public is lost");
        let kinds: Vec<&str> = sheet.history.iter().rev().map(|event| event.kind.as_str()).collect();
        assert_eq!(
            kinds,
            ["begun", "published", "written", "discarded", "written", "published", "withdrawn", "resumed"]
        );
        // z08 Until a later minute the public would see again what was withdrawn.
        let later = Publication { visible_from: Some(test.app.now() + SignedDuration::from_hours(1)), ..Publication::default() };
        let refused = officer.publish_article(&gone.reference, resumed.revision, &later).await;
        assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "visible_from"));
        assert_eq!(news(&test).await, [""; 0]);
    }

    async fn z08_what_is_scheduled_is_nowhere_until_its_minute(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let begun = officer.new_article(Kind::News, "", writing("Pengumuman kelak", "Isi.")).await.unwrap();
        let past = Publication { visible_from: Some(test.app.now() - SignedDuration::from_mins(1)), reason: String::new() };
        let refused = officer.publish_article(&begun.reference, 1, &past).await;
        assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "visible_from"));
        let at = test.app.now() + SignedDuration::from_hours(2);
        let later = Publication { visible_from: Some(at), reason: String::new() };
        officer.publish_article(&begun.reference, 1, &later).await.unwrap();
        test.clock.set(at - SignedDuration::from_secs(1));
        test.app.run_due_jobs().await.unwrap();
        let public = test.app.public();
        assert_eq!(news(&test).await, [""; 0]);
        assert!(public.article(OFFICE, Kind::News, &begun.reference).await.is_err());
        assert_eq!(public.existing(OFFICE).await.unwrap(), []);
        assert_eq!(public.site_addresses(OFFICE).await.unwrap(), []);
        assert_eq!(public.offices_with_items().await.unwrap(), []);
        assert_eq!(found(&test, "kelak").await, 0);
        test.clock.set(at);
        assert_eq!(news(&test).await, ["Pengumuman kelak"], "at its minute, whatever the jobs do");
        while test.app.run_one_job(Lane::Prompt).await.unwrap() {}
        assert_eq!(found(&test, "kelak").await, 1);
        assert_eq!(public.site_addresses(OFFICE).await.unwrap().len(), 1);
    }

    async fn two_people_do_not_write_over_each_other(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let begun = officer.new_article(Kind::Page, "profil", writing("Profil", "Satu.")).await.unwrap();
        let first = officer.save_article(&begun.reference, 1, writing("Profil", "Dua.")).await.unwrap();
        let late = officer.save_article(&begun.reference, 1, writing("Profil", "Tiga.")).await;
        let Err(AppError::Conflict(Conflict::Version { current, value })) = late else { panic!("{late:?}") };
        assert!(current == 2 && value.contains("Dua."));
        let again = officer.save_article(&begun.reference, 1, writing("Profil", "Dua.")).await.unwrap();
        assert_eq!(again, first, "what is saved is saved");
        let stale = officer.publish_article(&begun.reference, 1, &Publication::default()).await;
        assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { .. }))));
        let nowhere = officer.discard_article_edition(&begun.reference, 2).await;
        assert!(matches!(nowhere, Err(AppError::Conflict(Conflict::State("draft")))));
    }

    async fn pages_have_names_and_each_name_one_page(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let refused = async |name: &str| match officer.new_article(Kind::Page, name, writing("Halaman", "Isi.")).await {
            Err(AppError::Invalid(found)) => (found[0].field.clone(), found[0].problem.clone()),
            other => panic!("{other:?}"),
        };
        published(&officer, Kind::Page, "profil", writing("Profil", "Isi.")).await;
        published(&officer, Kind::Page, "layanan-disabilitas", writing("Layanan disabilitas", "Isi.")).await;
        assert_eq!(refused("profil").await, ("name".into(), Problem::Taken));
        assert_eq!(refused("layanan-disabilitas").await, ("name".into(), Problem::Taken));
        assert_eq!(refused("Layanan Baru").await, ("name".into(), Problem::NotACode));
        assert_eq!(refused("").await, ("name".into(), Problem::Required));
        let public = test.app.public();
        assert_eq!(titles(&public.site_place(OFFICE, Place::Profile).await.unwrap()), ["Profil"]);
        assert_eq!(titles(&public.site_place(OFFICE, Place::Structure).await.unwrap()), [""; 0]);
        assert_eq!(titles(&public.own_page(OFFICE, "layanan-disabilitas").await.unwrap()), ["Layanan disabilitas"]);
        assert!(matches!(public.own_page(OFFICE, "profil").await, Err(AppError::NotFound)), "one address for one page");
        assert!(matches!(public.own_page("kota-palangka-raya", "layanan-disabilitas").await, Err(AppError::NotFound)));
        let menu = public.existing(OFFICE).await.unwrap();
        let menu: Vec<(&str, &str)> = menu.iter().map(|one| (one.name.as_str(), one.title.as_str())).collect();
        assert_eq!(menu, [("layanan-disabilitas", "Layanan disabilitas"), ("profil", "Profil")]);
        let list = officer.articles(Kind::Page, DeskFilter { state: Some(ArticleState::Published) }, 1).await.unwrap();
        assert_eq!((list.total, list.pages.len()), (2, 2));
    }

    async fn u05_u14_pictures_have_words_and_the_public_sees_those_of_the_public_edition(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let begun = officer.new_article(Kind::News, "", writing("Rapat", "Isi.")).await.unwrap();
        let reference = begun.reference.as_str();
        let says = |alternative: &str, decoration| NewPicture { alternative: alternative.into(), decoration };
        for wrong in [says(" ", false), says("Rapat", true), says(&"a".repeat(301), false)] {
            let refused = picture(&officer, reference, &wrong).await;
            assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "alternative"), "{wrong:?}");
        }
        let text = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"<svg onload=alert(1)>"))]);
        let refused = officer.stage_picture("a.png", text).await;
        assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "picture"));
        assert_eq!(picture(&officer, reference, &says("Rapat", false)).await.unwrap(), 1);
        assert_eq!(picture(&officer, reference, &says("", true)).await.unwrap(), 2);

        let faulty = officer.save_article(reference, 1, writing("Rapat", "Satu\n\n![](gambar:1)\n\n![](gambar:2)\n\n![x](gambar:3)")).await;
        let Err(AppError::Invalid(problems)) = faulty else { panic!("{faulty:?}") };
        let expected = vec![(3, "content-wrong-no-alternative".to_owned()), (7, "content-wrong-unknown-picture".to_owned())];
        assert_eq!(problems[0].problem, Problem::AtLines { faults: expected });
        let saved = officer.save_article(reference, 1, writing("Rapat", "![Rapat](gambar:1)")).await.unwrap();
        let digest = officer.article_privacy(reference).await.unwrap().digest;
        officer.answer_article_privacy(reference, &digest).await.unwrap();
        let public = officer.publish_article(reference, saved.revision, &Publication::default()).await.unwrap();
        let site = test.app.public();
        assert!(site.picture(OFFICE, reference, 1).await.is_err(), "nothing goes out that was not looked at");
        assert_eq!(officer.article(reference).await.unwrap().pictures[0].readiness, Readiness::Waiting);
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        assert!(matches!(officer.article(reference).await.unwrap().pictures[0].readiness, Readiness::Ready { .. }));
        let page = site.article(OFFICE, Kind::News, reference).await.unwrap();
        assert_eq!(page.articles[0].pictures.keys().collect::<Vec<_>>(), [&1]);
        assert!(site.picture(OFFICE, reference, 1).await.is_ok());
        assert!(matches!(site.picture(OFFICE, reference, 2).await, Err(AppError::NotFound)), "z08 not in the text");
        assert!(officer.article_picture(reference, 2).await.is_ok(), "at the desk");
        assert!(matches!(site.picture("kota-palangka-raya", reference, 1).await, Err(AppError::NotFound)));

        // A published edition keeps the picture that is removed; the next one cannot show it.
        officer.remove_picture(reference, 1).await.unwrap();
        assert!(site.picture(OFFICE, reference, 1).await.is_ok());
        let next = officer.save_article(reference, public.revision, writing("Rapat", "![Rapat](gambar:1)\n\nLagi.")).await;
        assert!(matches!(next, Err(AppError::Invalid(_))));
        let next = officer.save_article(reference, public.revision, writing("Rapat", "![ ](gambar:2)")).await.unwrap();
        assert!(matches!(site.picture(OFFICE, reference, 2).await, Err(AppError::NotFound)), "z08 not published");
        officer.publish_article(reference, next.revision, &Publication::default()).await.unwrap();
        assert!(site.picture(OFFICE, reference, 2).await.is_ok());
        assert!(matches!(site.picture(OFFICE, reference, 1).await, Err(AppError::NotFound)));
        let revision = officer.article(reference).await.unwrap().article.revision;
        officer.withdraw_article(reference, revision, "Keliru").await.unwrap();
        assert!(matches!(site.picture(OFFICE, reference, 2).await, Err(AppError::NotFound)), "z08 withdrawn");
        let closed = picture(&officer, reference, &says("Lagi", false)).await;
        assert!(matches!(closed, Err(AppError::Conflict(Conflict::State("withdrawn")))));
    }

    async fn what_is_offered_comes_down_three_levels_and_goes_with_its_writer(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let root = desk(&test, "admin", Role::Administrator, "00").await;
        let province = desk(&test, "ppid.kalteng", Role::Ppid, "62").await;
        let other = desk(&test, "ppid.kalsel", Role::Ppid, "63").await;
        let katingan = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let question = |title: &str| writing(title, "Jawaban.");
        let (of_root, revision) = published(&root, Kind::Question, "", question("Dari RI")).await;
        let (of_province, _) = published(&province, Kind::Question, "", question("Dari Kalteng")).await;
        let (of_other, _) = published(&other, Kind::Question, "", question("Dari Kalsel")).await;
        published(&katingan, Kind::Question, "", question("Dari Katingan")).await;
        assert_eq!(questions(&test, OFFICE).await, ["Dari Katingan"], "nothing comes by itself");
        let offered = root.offer_article(&of_root, revision, true).await.unwrap();
        province.offer_article(&of_province, 2, true).await.unwrap();
        other.offer_article(&of_other, 2, true).await.unwrap();
        assert_eq!(questions(&test, OFFICE).await, ["Dari Katingan", "Dari Kalteng", "Dari RI"]);
        assert_eq!(questions(&test, "kalimantan-tengah").await, ["Dari Kalteng", "Dari RI"]);
        assert_eq!(questions(&test, "kabupaten-tanah-laut").await, ["Dari Kalsel", "Dari RI"], "never another province's");
        assert_eq!(questions(&test, "bawaslu-ri").await, ["Dari RI"], "nothing comes up");

        // Nobody below writes in it, and nobody else's choice is reached.
        for (below, reference) in [(&katingan, &of_root), (&province, &of_root), (&katingan, &of_province)] {
            assert!(matches!(below.article(reference).await, Err(AppError::NotFound)));
            let changed = below.save_article(reference, 2, question("Diubah")).await;
            assert!(matches!(changed, Err(AppError::NotFound)));
            assert!(matches!(below.withdraw_article(reference, 2, "x").await, Err(AppError::NotFound)));
            assert!(matches!(below.offer_article(reference, 2, false).await, Err(AppError::NotFound)));
        }
        assert!(matches!(katingan.choose(&of_other, 0, true, ("", "")).await, Err(AppError::NotFound)), "z01");
        assert!(matches!(root.choose(&of_root, 0, true, ("", "")).await, Err(AppError::NotFound)), "not offered to oneself");

        // One office leaves it out, another adds to it; both are their own matter.
        katingan.choose(&of_root, 0, true, ("", "")).await.unwrap();
        assert_eq!(questions(&test, OFFICE).await, ["Dari Katingan", "Dari Kalteng"]);
        assert_eq!(questions(&test, "kota-palangka-raya").await, ["Dari Kalteng", "Dari RI"]);
        let bad = katingan.choose(&of_province, 0, false, ("Satu\n![x](gambar:1)", "")).await;
        assert!(matches!(bad, Err(AppError::Invalid(found)) if found[0].field == "addition"));
        katingan.choose(&of_province, 0, false, ("Di Kasongan pada hari kerja.", "")).await.unwrap();
        let late = katingan.choose(&of_province, 0, false, ("Lain.", "")).await;
        assert!(matches!(late, Err(AppError::Conflict(Conflict::Version { current: 1, value })) if value.contains("Kasongan")));
        let page = test.app.public().articles(OFFICE, Kind::Question).await.unwrap();
        let extended = page.articles.iter().find(|one| one.found.article.reference == of_province).unwrap();
        assert_eq!((extended.is_own, extended.found.choice.addition.as_str()), (false, "Di Kasongan pada hari kerja."));
        assert_eq!(extended.found.office, "Bawaslu Provinsi Kalimantan Tengah");
        let plain = test.app.public().articles("kota-palangka-raya", Kind::Question).await.unwrap();
        assert!(plain.articles.iter().all(|one| one.found.choice.addition.is_empty()));
        assert_eq!(katingan.offered_article(&of_province).await.unwrap().history.len(), 1);

        // The next edition comes down when it is published; a scheduled one at its minute.
        let next = root.save_article(&of_root, offered.revision, question("Dari RI, edisi dua")).await.unwrap();
        assert_eq!(questions(&test, "kota-palangka-raya").await, ["Dari Kalteng", "Dari RI"]);
        let at = test.app.now() + SignedDuration::from_hours(1);
        let later = Publication { visible_from: Some(at), reason: String::new() };
        let done = root.publish_article(&of_root, next.revision, &later).await.unwrap();
        assert_eq!(questions(&test, "kota-palangka-raya").await, ["Dari Kalteng", "Dari RI"]);
        test.clock.set(at);
        assert_eq!(questions(&test, "kota-palangka-raya").await, ["Dari Kalteng", "Dari RI, edisi dua"]);
        assert_eq!(questions(&test, OFFICE).await, ["Dari Katingan", "Dari Kalteng"], "left out stays left out");
        katingan.choose(&of_root, 1, false, ("", "")).await.unwrap();
        assert_eq!(questions(&test, OFFICE).await.len(), 3, "and comes back as it is now");

        // What is withdrawn above is gone below, with its additions.
        root.withdraw_article(&of_root, done.revision, "Keliru").await.unwrap();
        assert_eq!(questions(&test, OFFICE).await, ["Dari Katingan", "Dari Kalteng"]);
        assert!(matches!(katingan.offered_article(&of_root).await, Err(AppError::NotFound)));
        province.offer_article(&of_province, 3, false).await.unwrap();
        assert_eq!(questions(&test, OFFICE).await, ["Dari Katingan"]);
    }

    async fn an_offered_page_gives_way_to_the_own_one_and_news_is_never_offered(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let root = desk(&test, "admin", Role::Administrator, "00").await;
        let katingan = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let offer = async |kind, name: &str, title: &str| {
            let (reference, revision) = published(&root, kind, name, writing(title, "Isi.")).await;
            root.offer_article(&reference, revision, true).await.map(|_| reference)
        };
        offer(Kind::Page, "cara-melapor", "Cara melapor (RI)").await.unwrap();
        offer(Kind::Page, "dasar-hukum", "Dasar hukum (RI)").await.unwrap();
        for (kind, name) in [(Kind::News, ""), (Kind::Page, "profil"), (Kind::Page, "struktur"), (Kind::Page, "laporan")] {
            assert!(matches!(offer(kind, name, "x").await, Err(AppError::NotFound)), "{kind:?} {name}");
        }
        let (own, revision) = published(&katingan, Kind::Question, "", writing("x", "y")).await;
        assert!(matches!(katingan.offer_article(&own, revision, true).await, Err(AppError::NotFound)), "nobody is below");
        let public = test.app.public();
        assert_eq!(titles(&public.own_page(OFFICE, "cara-melapor").await.unwrap()), ["Cara melapor (RI)"]);
        published(&katingan, Kind::Page, "cara-melapor", writing("Cara melapor di Katingan", "Isi.")).await;
        assert_eq!(titles(&public.own_page(OFFICE, "cara-melapor").await.unwrap()), ["Cara melapor di Katingan"]);
        assert_eq!(titles(&public.own_page("kota-palangka-raya", "cara-melapor").await.unwrap()), ["Cara melapor (RI)"]);
        published(&katingan, Kind::Page, "dasar-hukum", writing("Dasar hukum kami", "Isi.")).await;
        let both = public.site_place(OFFICE, Place::LegalBasis).await.unwrap();
        assert_eq!(titles(&both), ["Dasar hukum kami", "Dasar hukum (RI)"], "at a place both stand");
        let menu = public.existing(OFFICE).await.unwrap();
        let page = menu.iter().find(|one| one.name == "cara-melapor").unwrap();
        assert_eq!(page.title, "Cara melapor di Katingan");
        let addresses = public.site_addresses(OFFICE).await.unwrap();
        let addresses: Vec<&str> = addresses.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(addresses, ["/hal/cara-melapor"], "only what it wrote");
    }

    async fn z01_only_those_who_write_the_site_see_its_desk(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let begun = officer.new_article(Kind::News, "", writing("Rapat", "Isi.")).await.unwrap();
        let above = desk(&test, "admin", Role::Administrator, "00").await;
        assert!(above.article(&begun.reference).await.is_err(), "by the desk of another body it is not there");
        let who = test.person_once("admin.kalteng", Role::Administrator, &"62".parse().unwrap()).await;
        let helping = test.app.access(who).desk(OFFICE).await.unwrap();
        assert!(helping.article(&begun.reference).await.is_ok(), "an administrator above may write its site");
        let neighbour = desk(&test, "ppid.pky", Role::Ppid, "62.71").await;
        assert!(matches!(neighbour.article(&begun.reference).await, Err(AppError::NotFound)));
        for role in [Role::Verifier, Role::Leader, Role::Superior] {
            let body = if role == Role::Verifier { "62" } else { "62.06" };
            let who = test.person_once(&format!("x.{role}"), role, &body.parse().unwrap()).await;
            assert!(matches!(test.app.access(who).desk(OFFICE).await, Err(AppError::NotFound)), "{role}");
        }
    }

    async fn a_rule_leads_to_its_text_only_while_that_is_public(db: Db) {
        use domain::catalogue::{Content, InformationClass};
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let item = ppid
            .new_item(Content { title: "Naskah".into(), summary: "Isi".into(), class: InformationClass::Immediate, ..Content::default() })
            .await
            .unwrap();
        let rule = |item: &str| Writing {
            rule: Some(Rule::Statute),
            number: "14".into(),
            year: Some(2008),
            item: item.into(),
            ..writing("Keterbukaan Informasi Publik", "")
        };
        let unknown = ppid.new_article(Kind::Regulation, "", rule("INF-24-0000-0000-0")).await;
        assert!(matches!(unknown, Err(AppError::Invalid(found)) if found[0].field == "item"));
        let gaps = ppid.new_article(Kind::Regulation, "", writing("Tanpa nomor", "")).await.unwrap();
        let refused = ppid.publish_article(&gaps.reference, 1, &Publication::default()).await;
        assert!(matches!(refused, Err(AppError::Invalid(found)) if found.len() == 3));
        let (reference, _) = published(&ppid, Kind::Regulation, "", rule(&item.reference.to_lowercase())).await;
        let text = async || {
            let page = test.app.public().article(OFFICE, Kind::Regulation, &reference).await.unwrap();
            page.articles[0].item.clone()
        };
        assert_eq!(text().await, None, "z08 a draft is no link");
        ppid.publish_at_once(&item.reference, 1).await.unwrap();
        assert_eq!(text().await, Some(format!("/{OFFICE}/informasi/{}", item.reference)));
        assert_eq!(found(&test, "keterbukaan informasi").await, 1);
    }

    async fn figures_are_counted_from_the_records(db: Db) {
        use domain::catalogue::{Content, InformationClass};
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let item = |title: &str| Content { title: title.into(), summary: "Isi".into(), class: InformationClass::Immediate, ..Content::default() };
        let first = ppid.new_item(item("Satu")).await.unwrap();
        ppid.publish_at_once(&first.reference, 1).await.unwrap();
        ppid.new_item(item("Draf")).await.unwrap();
        test.clock.advance(SignedDuration::from_hours(24 * 31));
        let second = ppid.new_item(item("Dua")).await.unwrap();
        ppid.publish_at_once(&second.reference, 1).await.unwrap();
        let gone = ppid.new_item(item("Tiga")).await.unwrap();
        let gone_at = ppid.publish_at_once(&gone.reference, 1).await.unwrap();
        ppid.withdraw_item(&gone.reference, gone_at.revision, "Keliru").await.unwrap();
        let figures = test.app.public().figures(OFFICE).await.unwrap();
        assert_eq!(figures.counts, [(InformationClass::Immediate, None, 2)]);
        let months: Vec<(String, i64)> = figures.months.iter().map(|(day, count)| (day.to_string(), *count)).collect();
        assert_eq!(months.len(), 12);
        assert_eq!(months[10..], [("2024-06-01".to_owned(), 1), ("2024-07-01".to_owned(), 1)]);
        assert_eq!(months[..10].iter().map(|(_, count)| count).sum::<i64>(), 0);
        assert_eq!((figures.duties.current, figures.duties.counted > 30), (0, true));
    }
}
