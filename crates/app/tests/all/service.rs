//! The service standard of an office and what is printed from it.

use app::desk::Desk;
use app::kit::Piece;
use app::{AppError, Conflict};
use domain::person::Role;
use domain::service::form::{Field, Typed};
use domain::service::{Channel, missing};
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

async fn desk(test: &TestApp) -> Desk {
    test.small_tree().await;
    let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
    test.app.access(officer).desk(OFFICE).await.unwrap()
}

/// The suggestion, completed by hand where the office of the test has no profile.
async fn complete(desk: &Desk) -> Typed {
    let mut typed = Typed::from_standard(&desk.standard().await.unwrap().standard);
    typed.channels = vec![Channel::InPerson.code().to_owned()];
    typed
}

fn printed(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_suggestion_is_nobodys_promise_until_it_is_saved() {
    let test = TestApp::sqlite().await;
    let desk = desk(&test).await;
    let sheet = desk.standard().await.unwrap();
    assert_eq!((sheet.version, sheet.history.len()), (0, 0));
    assert!(!sheet.standard.legal_bases.is_empty(), "something to begin with");
    let page = test.app.public().service(OFFICE).await.unwrap();
    assert_eq!(
        (page.saved_at, page.standard.legal_bases.len()),
        (None, 0),
        "the public is told nothing of it"
    );

    let typed = complete(&desk).await;
    assert_eq!(desk.save_standard(0, &typed).await.unwrap(), 1);
    let page = test.app.public().service(OFFICE).await.unwrap();
    assert_eq!(page.saved_at, Some(test.app.now()));
    assert_eq!(missing(Some(&page.standard)), []);
}

#[tokio::test]
async fn two_that_save_are_told_of_each_other_and_saving_twice_changes_nothing() {
    let test = TestApp::sqlite().await;
    let desk = desk(&test).await;
    let mut typed = complete(&desk).await;
    desk.save_standard(0, &typed).await.unwrap();
    assert_eq!(desk.save_standard(0, &typed).await.unwrap(), 1, "the same again");
    typed.texts.insert(Field::HeadName, "Ketua Baru".to_owned());
    let late = desk.save_standard(0, &typed).await.unwrap_err();
    let AppError::Conflict(Conflict::Version { current: 1, value }) = late else { panic!("{late:?}") };
    assert!(value.contains("in_person"), "{value}");
    assert_eq!(desk.save_standard(1, &typed).await.unwrap(), 2);
    let history = desk.standard().await.unwrap().history;
    assert_eq!(history.len(), 2);
    assert!(history[0].data.contains("Ketua Baru"));
}

#[tokio::test]
async fn what_is_wrong_changes_nothing() {
    let test = TestApp::sqlite().await;
    let desk = desk(&test).await;
    let mut typed = complete(&desk).await;
    typed.texts.insert(Field::Answer, "90".to_owned());
    let AppError::Invalid(problems) = desk.save_standard(0, &typed).await.unwrap_err() else { panic!() };
    assert_eq!(problems[0].field, "answer");
    assert_eq!(desk.standard().await.unwrap().version, 0);
}

#[tokio::test]
async fn z01_the_standard_is_written_by_the_office_and_its_administrators_alone() {
    let test = TestApp::sqlite().await;
    desk(&test).await;
    for (login, role, body, may) in [
        ("ppid.katingan", Role::Ppid, "62.06", true),
        ("admin.kalteng", Role::Administrator, "62", true),
        ("admin.ri", Role::Administrator, "00", true),
        ("petugas.palangka", Role::Officer, "62.71", false),
        ("ppid.kalteng", Role::Ppid, "62", false),
        ("ketua.katingan", Role::Leader, "62.06", false),
        ("atasan.katingan", Role::Superior, "62.06", false),
        ("verifikator.kalteng", Role::Verifier, "62", false),
        ("kendali.ri", Role::Controller, "00", false),
        ("admin.palangka", Role::Administrator, "62.71", false),
    ] {
        let who = test.person(login, role, body).await;
        match test.app.access(who).desk(OFFICE).await {
            Ok(desk) => {
                assert!(may, "{login}");
                assert!(desk.standard().await.is_ok() && desk.print(Piece::Cards).await.is_ok(), "{login}");
            }
            Err(AppError::NotFound) => assert!(!may, "{login}"),
            Err(other) => panic!("{login}: {other}"),
        }
    }
}

#[tokio::test]
async fn sheets_carry_the_promise_of_the_office_and_no_pledge_is_printed_that_lacks_an_element() {
    let test = TestApp::sqlite().await;
    let desk = desk(&test).await;
    let refused = desk.print(Piece::Maklumat).await.unwrap_err();
    assert!(matches!(refused, AppError::Conflict(Conflict::State("incomplete"))), "{refused:?}");
    let law = printed(&desk.print(Piece::FlowRequest).await.unwrap());
    assert!(law.contains("10 hari kerja"), "the law's times: {law}");

    let mut typed = complete(&desk).await;
    typed.texts.insert(Field::Answer, "5".to_owned());
    typed.texts.insert(Field::StepsOfObjection, "Langkah sendiri".to_owned());
    typed.texts.insert(Field::Guarantee, String::new());
    desk.save_standard(0, &typed).await.unwrap();
    assert!(desk.print(Piece::Maklumat).await.is_err(), "no guarantee");
    let promise = printed(&desk.print(Piece::FlowRequest).await.unwrap());
    assert!(promise.contains("\"5 hari kerja; informasi Pemilu dan Pemilihan: 3 hari kerja\""), "{promise}");
    assert!(printed(&desk.print(Piece::FlowObjection).await.unwrap()).contains("Langkah sendiri"));

    typed.texts.insert(Field::Guarantee, "Kami jamin.".to_owned());
    desk.save_standard(1, &typed).await.unwrap();
    assert!(printed(&desk.print(Piece::Maklumat).await.unwrap()).contains("Kami jamin."));
    for piece in Piece::ALL {
        let sheet = printed(&desk.print(piece).await.unwrap());
        assert!(sheet.contains("Bawaslu Kabupaten Katingan"), "{piece}: {sheet}");
    }
}

#[tokio::test]
async fn everybody_gets_the_two_forms_and_no_other_sheet() {
    let test = TestApp::sqlite().await;
    desk(&test).await;
    let public = test.app.public();
    for piece in Piece::ALL {
        let is_form = matches!(piece, Piece::RequestForm | Piece::ObjectionForm);
        assert_eq!(public.form(OFFICE, piece).await.is_ok(), is_form, "{piece}");
    }
    let form = printed(&public.form(OFFICE, Piece::ObjectionForm).await.unwrap());
    for letter in ["[\"a\",", "[\"g\","] {
        assert!(form.contains(letter), "all grounds: {form}");
    }
    assert!(matches!(public.form("tidak-ada", Piece::RequestForm).await, Err(AppError::NotFound)));
}
