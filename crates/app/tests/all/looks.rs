//! The look of offices' sites, and their host names.

use app::desk::{Desk, LogoWish};
use app::kit::Piece;
use app::{AppError, Conflict};
use bytes::Bytes;
use domain::look::Typed;
use domain::person::Role;
use domain::problem::Problem;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

async fn desk(test: &TestApp) -> Desk {
    test.small_tree().await;
    let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
    test.app.access(officer).desk(OFFICE).await.unwrap()
}

fn typed() -> Typed {
    Typed { header: "#7a1f2b".to_owned(), accent: "#1d4e89".to_owned(), ..Typed::default() }
}

fn stream(bytes: &[u8]) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + use<> {
    futures_util::stream::iter([Ok(Bytes::copy_from_slice(bytes))])
}

fn problem<T: std::fmt::Debug>(done: Result<T, AppError>) -> (String, Problem) {
    let AppError::Invalid(mut problems) = done.unwrap_err() else { panic!("no problem of a field") };
    let first = problems.remove(0);
    (first.field, first.problem)
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_look_is_saved_with_a_logo_that_was_painted_anew(db: Db) {
        let test = TestApp::with_db(db).await;
        let desk = desk(&test).await;
        assert_eq!(desk.look().await.unwrap().saved.version, 0);
        let png = crate::access_test::picture();
        let staged = desk.stage_logo("logo.png", stream(&png)).await.unwrap();
        assert_eq!(desk.save_look(0, &typed(), LogoWish::Comes(staged)).await.unwrap(), 1);
        let saved = desk.look().await.unwrap().saved;
        let hash = saved.logo.unwrap();
        let bytes = test.app.public().logo(OFFICE, &hash).await.unwrap();
        assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]), "a JPEG of our own");
        let banner = async || String::from_utf8(desk.print(Piece::Banner).await.unwrap().to_vec()).unwrap();
        // The first bytes of a JPEG in base64.
        assert!(banner().await.contains("\"logo\":\"/9j/"), "it is printed as well");
        assert_eq!(desk.save_look(1, &typed(), LogoWish::Stays).await.unwrap(), 1, "the same again");
        let late = desk.save_look(0, &Typed { footer: "x".into(), ..typed() }, LogoWish::Stays).await;
        assert!(matches!(late, Err(AppError::Conflict(Conflict::Version { current: 1, .. }))), "{late:?}");
        assert_eq!(desk.save_look(1, &typed(), LogoWish::Goes).await.unwrap(), 2);
        assert!(!banner().await.contains("\"logo\":\"/9j/"));
        assert!(matches!(test.app.public().logo(OFFICE, &hash).await, Err(AppError::NotFound)));
        assert_eq!(desk.look().await.unwrap().history.len(), 2);
    }
}

#[tokio::test]
async fn u05_a_logo_is_a_small_picture_and_nothing_that_acts() {
    let test = TestApp::sqlite().await;
    let desk = desk(&test).await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (name, bytes) in
        [("logo.svg", &svg[..]), ("logo.png", &svg[..]), ("logo.png", b"<html>"), ("a.pdf", b"%PDF-1.7\n")]
    {
        assert_eq!(problem(desk.stage_logo(name, stream(bytes)).await).0, "logo", "{name}");
    }
    let big = [crate::access_test::picture(), vec![0; 1024 * 1024]].concat();
    let refused = problem(desk.stage_logo("besar.png", stream(&big)).await);
    assert!(matches!(refused.1, Problem::FileTooBig { .. }), "{refused:?}");
    // A head of a picture without the rest.
    let half = &crate::access_test::picture()[..60];
    let staged = desk.stage_logo("separuh.png", stream(half)).await.unwrap();
    assert_eq!(problem(desk.save_look(0, &typed(), LogoWish::Comes(staged)).await).0, "logo");
    assert_eq!(desk.look().await.unwrap().saved.version, 0, "nothing was saved");
}

#[tokio::test]
async fn z01_only_the_administrators_of_the_root_give_host_names() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    for (login, role, body, may) in [
        ("admin.ri", Role::Administrator, "00", true),
        ("admin.kalteng", Role::Administrator, "62", false),
        ("admin.katingan", Role::Administrator, "62.06", false),
        ("ppid.katingan", Role::Ppid, "62.06", false),
        ("kendali.ri", Role::Controller, "00", false),
    ] {
        let access = test.app.access(test.person(login, role, body).await);
        assert_eq!(access.own_host(OFFICE).await.is_ok(), may, "{login}");
    }
}

#[tokio::test]
async fn a_host_name_is_one_offices_and_never_the_platforms() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let root = test.app.access(test.person("admin.ri", Role::Administrator, "00").await);
    let katingan = root.own_host(OFFICE).await.unwrap();
    let host = "ppid.katingan.bawaslu.go.id";
    assert_eq!(test.app.office_of_host(host).await.unwrap(), None);
    katingan.set(" PPID.Katingan.bawaslu.go.id ").await.unwrap();
    assert_eq!(katingan.name().await.unwrap(), host);
    assert_eq!(test.app.office_of_host(host).await.unwrap().as_deref(), Some(OFFICE), "at once");
    let other = root.own_host("kota-palangka-raya").await.unwrap();
    assert_eq!(problem(other.set(host).await), ("host".to_owned(), Problem::Taken));
    for bad in ["localhost", "127.0.0.1", "a b.id", "ppid.id:80"] {
        assert_eq!(problem(other.set(bad).await).1, Problem::NotAHost, "{bad}");
    }
    katingan.set("").await.unwrap();
    assert_eq!(test.app.office_of_host(host).await.unwrap(), None);
    other.set(host).await.unwrap();
}
