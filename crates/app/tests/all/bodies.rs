//! Importing a tree, and the profile of an office.

use app::body::{BAWASLU, ImportError, NewProfile, When};
use app::{App, AppError};
use domain::body::import::Change;
use domain::person::Role;
use testkit::TestApp;

async fn import(app: &App, file: &str) -> Result<[usize; 3], ImportError> {
    let report = app.operator().import_bodies(file.as_bytes(), When::Now).await?;
    Ok([Change::Added, Change::Changed, Change::Unchanged].map(|change| report.count(change)))
}

async fn events(app: &App, code: &str) -> Vec<String> {
    let mut conn = app.db().read().await.unwrap();
    let events = store::event::of_object(&mut conn, "body", code, 100).await.unwrap();
    events.into_iter().map(|event| event.kind).collect()
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn the_tree_of_bawaslu_is_there_within_a_second_and_twice_changes_nothing(db: Db) {
        let test = TestApp::with_db(db).await;
        let began = std::time::Instant::now();
        let report = test.app.operator().import_bodies(BAWASLU, When::Now).await.unwrap();
        let took = began.elapsed();
        assert_eq!(report.count(Change::Added), 553);
        // A debug build beside other tests; alone it is a fraction of this.
        assert!(took.as_secs() < 5, "{took:?}");
        println!("553 bodies in {took:?}");
        let again = test.app.operator().import_bodies(BAWASLU, When::Now).await.unwrap();
        assert_eq!(again.count(Change::Unchanged), 553);
        assert_eq!(events(&test.app, "62.06").await, ["added"], "the second time wrote nothing");
        let page = test.app.office_page("kabupaten-katingan").await.unwrap();
        assert_eq!(page.placed.body.office_name, "Bawaslu Kabupaten Katingan");
        let above: Vec<&str> = page.above.iter().map(|body| body.office_name.as_str()).collect();
        assert_eq!(above, ["Bawaslu RI", "Bawaslu Provinsi Kalimantan Tengah"]);
    }

    async fn d13_a_file_with_a_defect_leaves_nothing_behind(db: Db) {
        let test = TestApp::with_db(db).await;
        let file = "code,name,level,parent,zone\n00,RI,national,,WIB\n62,Kalteng,province,01,WIB\n";
        let Err(ImportError::Defects(defects)) = import(&test.app, file).await else { panic!("defects") };
        assert_eq!(defects.len(), 1);
        assert!(test.app.bodies_under(None).await.unwrap().is_empty());
        let checked = test.app.operator().import_bodies(BAWASLU, When::Never).await.unwrap();
        assert_eq!(checked.count(Change::Added), 553);
        assert!(test.app.bodies_under(None).await.unwrap().is_empty(), "only checked");
    }

    async fn two_bodies_exchange_their_slugs_and_one_moves_with_all_below(db: Db) {
        let test = TestApp::with_db(db).await;
        let head = "code,name,level,parent,zone,slug\n";
        let tree = "a,Satu,national,,WIB,satu\nb,Dua,province,a,WIB,dua\nc,Tiga,regency,b,WIB,tiga\n";
        assert_eq!(import(&test.app, &format!("{head}{tree}")).await.unwrap(), [3, 0, 0]);
        let swap = "b,Dua,province,a,WIB,tiga\nc,Tiga,regency,b,WIB,dua\n";
        assert_eq!(import(&test.app, &format!("{head}{swap}")).await.unwrap(), [0, 2, 0]);
        assert_eq!(test.app.office_page("dua").await.unwrap().placed.body.code.as_str(), "c");
        let moved = "d,Empat,province,a,WIB,\nb,Dua,province,d,WIB,tiga\n";
        assert_eq!(import(&test.app, &format!("{head}{moved}")).await.unwrap(), [1, 2, 0]);
        let above = test.app.office_page("dua").await.unwrap().placed.above;
        let above: Vec<&str> = above.iter().map(AsRef::as_ref).collect();
        assert_eq!(above, ["b", "d", "a"], "a body that the file does not name moved along");
        assert_eq!(events(&test.app, "c").await, ["changed", "changed", "added"]);
    }

    async fn an_office_keeps_its_profile_and_others_cannot_touch_it(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let new = NewProfile {
            address: "Jl. Tjilik Riwut\r\nKasongan".into(),
            hours: "senin-kamis 08.00-16.00".into(),
            whatsapp: "0812 3456 7890".into(),
            email: "ppid@katingan.example.id".into(),
            position: "-1.8861, 113.4002".into(),
            site: " https://katingan.bawaslu.go.id ".into(),
            request_form: String::new(),
        };
        let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
        let profile = test.app.access(ppid).profile("kabupaten-katingan").await.unwrap();
        profile.save(&new).await.unwrap();
        profile.save(&new).await.unwrap();
        assert_eq!(events(&test.app, "62.06").await, ["profile_saved"], "the same once more is no event");
        let body = test.app.office_page("kabupaten-katingan").await.unwrap().placed.body;
        assert_eq!(body.position.unwrap().to_string(), "-1.886100, 113.400200");
        assert_eq!(body.site, "https://katingan.bawaslu.go.id");
        assert_eq!((body.address.as_str(), body.whatsapp.unwrap().digits()), ("Jl. Tjilik Riwut\nKasongan", "6281234567890"));
        let wrong = NewProfile {
            address: "x".repeat(501),
            hours: "kapan saja".into(),
            whatsapp: "12".into(),
            email: "a@b\r\nBcc: c@d.id".into(),
            position: "di pasar".into(),
            site: "katingan".into(),
            request_form: "ftp://katingan.go.id".into(),
        };
        let Err(AppError::Invalid(problems)) = profile.save(&wrong).await else { panic!("problems") };
        let fields: Vec<&str> = problems.iter().map(|found| found.field.as_str()).collect();
        assert_eq!(fields, ["address", "hours", "whatsapp", "email", "position", "site", "request_form"]);
        for (login, role, body) in [
            ("officer", Role::Officer, "62.06"),
            ("leader", Role::Leader, "62.06"),
            ("ppid.lain", Role::Ppid, "62.71"),
            ("admin.lain", Role::Administrator, "63"),
        ] {
            let who = test.person(login, role, body).await;
            let refused = test.app.access(who).profile("62.06").await;
            assert!(matches!(refused, Err(AppError::NotFound)), "{login}");
        }
        let admin = test.person("admin", Role::Administrator, "00").await;
        assert!(test.app.access(admin).profile("62.06").await.is_ok());
    }
}

#[tokio::test]
async fn a_list_of_bodies_is_searched_and_paged() {
    let test = TestApp::sqlite().await;
    test.app.operator().import_bodies(BAWASLU, When::Now).await.unwrap();
    let search = |words: &str, under: &str, level: &str| app::body::BodySearch {
        words: words.into(),
        under: under.into(),
        level: level.into(),
        after: String::new(),
    };
    let bogor = test.app.bodies(&search("BOGOR", "", "")).await.unwrap();
    let names: Vec<&str> = bogor.page.items.iter().map(|placed| placed.body.name.as_str()).collect();
    assert_eq!((bogor.total, names), (2, vec!["Kabupaten Bogor", "Kota Bogor"]));
    let province = test.app.bodies(&search("", "kalimantan-tengah", "regency")).await.unwrap();
    assert_eq!((province.total, province.page.next), (14, None));
    assert_eq!(test.app.bodies(&search("", "tidak-ada", "")).await.unwrap().total, 0);
    let mut asked = search("", "", "");
    let mut seen = 0;
    loop {
        let found = test.app.bodies(&asked).await.unwrap();
        assert!(found.page.items.len() <= 50, "d20 a page has an end");
        seen += found.page.items.len();
        let Some(next) = found.page.next else { break };
        asked.after = next;
    }
    assert_eq!(seen, 553);
}

#[tokio::test]
async fn d06_what_is_searched_for_is_never_part_of_a_statement() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let words = ["%", "_", "!", "'", "\" OR 1=1 --", "x'; DROP TABLE body; --", "\\"];
    for text in words {
        for (words, under, level) in [(text, "", ""), ("", text, ""), ("", "", text)] {
            let (words, under, level) = (words.to_owned(), under.to_owned(), level.to_owned());
            let asked = app::body::BodySearch { words, under, level, after: String::new() };
            assert_eq!(test.app.bodies(&asked).await.unwrap().total, 0, "{asked:?}");
        }
    }
    let all = app::body::BodySearch::default();
    assert_eq!(test.app.bodies(&all).await.unwrap().total, 6, "the table is still there");
}

#[tokio::test]
async fn d15_a_search_is_as_long_as_a_name_and_has_no_patterns() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let search = |words: String| app::body::BodySearch { words, ..app::body::BodySearch::default() };
    for bomb in ["(a+)+$".to_owned(), "%a".repeat(50_000), "*".repeat(50_000), "[".repeat(1_000)] {
        assert_eq!(test.app.bodies(&search(bomb)).await.unwrap().total, 0);
    }
    // Only the first hundred characters are looked for: a name of a hundred is found by anything longer.
    let long = "Katingan ".repeat(12)[..100].to_owned();
    let mut tx = test.app.db().write().await.unwrap();
    let mut katingan = store::body::by_code(&mut tx, "62.06").await.unwrap().unwrap();
    katingan.body.name.clone_from(&long);
    store::body::put(&mut tx, &katingan).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(test.app.bodies(&search(format!("{long}{}", "x".repeat(50_000)))).await.unwrap().total, 1);
}
