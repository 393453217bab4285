//! Signing in under attack, one's own account, tokens.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use app::account::NewToken;
use app::{AppError, Principal, Scope};
use domain::person::Role;
use domain::policy::Action;
use domain::problem::Problem;
use jiff::SignedDuration;
use secrecy::{ExposeSecret as _, SecretString};
use testkit::{PASSWORD, TestApp};

const NEW_PASSWORD: &str = "sungai Katingan meluap lagi";

fn secret(text: &str) -> SecretString {
    text.to_owned().into()
}

async fn ppid(test: &TestApp) -> Principal {
    test.small_tree().await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await
}

#[tokio::test]
async fn a03_guessing_is_slowed_and_the_owner_is_not_shut_out() {
    let test = TestApp::sqlite().await;
    ppid(&test).await;
    let sign_in = |password: &str, address: [u8; 4]| {
        test.app.sign_in("ppid.katingan", secret(password), "uji", Some(IpAddr::from(address)))
    };
    let home = [10, 1, 1, 1];
    sign_in(PASSWORD, home).await.unwrap();
    let mut refused = 0;
    for n in 0..100_u8 {
        match sign_in("tebakan yang panjang", [203, 0, 113, n]).await {
            Err(AppError::TooMany { seconds }) => {
                assert!((1..=90).contains(&seconds), "{seconds}");
                refused += 1;
            }
            Err(AppError::Invalid(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(refused, 90);
    assert!(matches!(sign_in(PASSWORD, [203, 0, 113, 7]).await, Err(AppError::TooMany { .. })));
    sign_in(PASSWORD, home).await.unwrap();
    test.clock.advance(SignedDuration::from_mins(2));
    sign_in(PASSWORD, [203, 0, 113, 200]).await.unwrap();
}

#[tokio::test]
async fn a04_one_address_cannot_try_every_name() {
    let test = TestApp::sqlite().await;
    ppid(&test).await;
    let address = Some(IpAddr::from([203, 0, 113, 9]));
    let mut tried = 0;
    while test
        .app
        .sign_in(&format!("orang{tried}"), secret("musim hujan 2026"), "uji", address)
        .await
        .is_err_and(|error| matches!(error, AppError::Invalid(_)))
    {
        tried += 1;
    }
    assert_eq!(tried, 10);
}

#[tokio::test]
async fn a05_no_name_tells_by_its_time_whether_it_exists() {
    let test = TestApp::sqlite().await;
    ppid(&test).await;
    let mut times: [Vec<Duration>; 2] = Default::default();
    for n in 0..200 {
        // One by one in turn, so that a busy machine slows both; a quarter of an hour passes, so that none is throttled.
        let (which, login) = [(0, "ppid.katingan"), (1, "tidak.ada.orang")][n % 2];
        let began = Instant::now();
        let answer = test.app.sign_in(login, secret("bukan ini kata sandinya"), "uji", None).await;
        times[which].push(began.elapsed());
        assert!(matches!(answer, Err(AppError::Invalid(_))), "{answer:?}");
        test.clock.advance(SignedDuration::from_mins(15));
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64()
    };
    let [mut there, mut nowhere] = times;
    let ratio = median(&mut there) / median(&mut nowhere);
    // Hashes are quick in tests: with the cost of the service the rest, on which names differ, weighs far less.
    assert!((0.5..2.0).contains(&ratio), "{ratio}");
}

#[tokio::test]
async fn a18_a_megabyte_of_password_costs_no_more_than_a_short_one() {
    let test = TestApp::sqlite().await;
    ppid(&test).await;
    let mut times = Vec::new();
    for password in ["x".repeat(1_000_000), "x".repeat(20)] {
        let mut best = Duration::MAX;
        for _ in 0..9 {
            test.clock.advance(SignedDuration::from_mins(15));
            let password = secret(&password);
            let began = Instant::now();
            test.app.sign_in("ppid.katingan", password, "uji", None).await.unwrap_err();
            best = best.min(began.elapsed());
        }
        times.push(best.as_secs_f64());
    }
    assert!(times[0] < times[1] * 3.0 + 0.001, "{times:?}");
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a05_a_forgotten_password_is_asked_for_the_same_way_by_everybody(db: Db) {
        let test = TestApp::with_db(db).await;
        let who = ppid(&test).await;
        test.app.access(who).save_account("Siti", "Siti@example.id", "en").await.unwrap();
        for asked in ["ppid.katingan", "siti@EXAMPLE.id", "tidak.ada", "x y \u{202e}"] {
            test.app.forgotten(asked, None).await.unwrap();
        }
        assert!(test.mail.lock().unwrap().is_empty(), "nothing is looked up before the answer");
        test.app.run_due_jobs().await.unwrap();
        let mail = test.mail.lock().unwrap().clone();
        assert_eq!(mail.len(), 2);
        assert!(mail.iter().all(|mail| mail.to == "Siti@example.id"));
        // a13, and in the person's language.
        assert!(mail[1].body.contains("http://localhost:8080/sandi/"), "{}", mail[1].body);
        assert!(mail[1].subject.starts_with("New password"), "{}", mail[1].subject);
        let mut conn = test.app.db().read().await.unwrap();
        assert_eq!(store::job::counts(&mut conn).await.unwrap(), (0, 0));
    }

    async fn a15_a_person_sees_and_ends_sessions(db: Db) {
        let test = TestApp::with_db(db).await;
        ppid(&test).await;
        let mut tokens = Vec::new();
        for agent in ["Firefox", "Chrome", "Telepon"] {
            tokens.push(test.app.sign_in("ppid.katingan", secret(PASSWORD), agent, None).await.unwrap().token);
        }
        let mine = test.app.authenticate(&tokens[0]).await.unwrap().unwrap();
        let access = test.app.access(mine);
        let sessions = access.sessions().await.unwrap();
        assert_eq!(sessions.len(), 3);
        let chrome = sessions.iter().find(|session| session.agent == "Chrome").unwrap();
        access.end_session(chrome.id).await.unwrap();
        assert!(test.app.authenticate(&tokens[1]).await.unwrap().is_none());
        assert!(matches!(access.end_session(chrome.id).await, Err(AppError::NotFound)));
        let other = test.person("ppid.lain", Role::Ppid, "62.71").await;
        assert!(matches!(test.app.access(other).end_session(sessions[0].id).await, Err(AppError::NotFound)));
        access.change_password(secret(PASSWORD), secret(NEW_PASSWORD), &secret(NEW_PASSWORD)).await.unwrap();
        assert!(test.app.authenticate(&tokens[0]).await.unwrap().is_some(), "this browser stays");
        assert!(test.app.authenticate(&tokens[2]).await.unwrap().is_none());
        access.sign_out_everywhere().await.unwrap();
        assert!(test.app.authenticate(&tokens[0]).await.unwrap().is_none());
    }

    async fn a_password_is_changed_by_whoever_knows_the_old_one(db: Db) {
        let test = TestApp::with_db(db).await;
        let access = test.app.access(ppid(&test).await);
        let change = |old: &str, new: &str| {
            let (old, new) = (secret(old), secret(new));
            let access = access.clone();
            async move { access.change_password(old, new.clone(), &new).await }
        };
        let Err(AppError::Invalid(wrong)) = change("salah salah salah", NEW_PASSWORD).await else { panic!() };
        assert_eq!((wrong[0].field.as_str(), &wrong[0].problem), ("old", &Problem::WrongPassword));
        assert!(change(PASSWORD, "pendek").await.is_err());
        for _ in 0..9 {
            assert!(matches!(change("salah", NEW_PASSWORD).await, Err(AppError::Invalid(_))));
        }
        assert!(matches!(change("salah", NEW_PASSWORD).await, Err(AppError::TooMany { .. })));
        test.clock.advance(SignedDuration::from_mins(15));
        change(PASSWORD, NEW_PASSWORD).await.unwrap();
    }

    async fn a_token_does_what_its_scopes_and_its_person_may(db: Db) {
        let test = TestApp::with_db(db).await;
        let who = ppid(&test).await;
        let access = test.app.access(who);
        let new = |scopes: &[&str], days: &str| NewToken {
            name: "Sinkron".into(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            days: days.into(),
        };
        for bad in [new(&[], "30"), new(&["semua"], "30"), new(&["read"], "366"), new(&["read"], "0"), new(&["read"], "x")] {
            assert!(matches!(access.new_token(&bad).await, Err(AppError::Invalid(_))), "{bad:?}");
        }
        let (token, value) = access.new_token(&new(&["answers:write", "read", "read"], "365")).await.unwrap();
        assert_eq!(token.scopes, ["read", "answers:write"]);
        assert!(value.expose_secret().len() >= 43);
        let program = test.app.authenticate_token(&value).await.unwrap().unwrap();
        let katingan = test.app.office_page("kabupaten-katingan").await.unwrap().placed;
        assert!(program.may(Action::FillAnswer, &katingan));
        assert!(!program.may(Action::ViewAssessment, &katingan), "not in its scopes");
        assert!(!program.may(Action::EditProfile, &katingan), "for browsers alone");
        let program = test.app.access(program);
        assert!(program.new_token(&new(&[Scope::Manage.code()], "1")).await.is_err(), "no token makes another");
        assert!(program.change_password(secret(PASSWORD), secret(NEW_PASSWORD), &secret(NEW_PASSWORD)).await.is_err());
        assert!(program.sign_out_everywhere().await.is_err());
        access.revoke_token(token.id).await.unwrap();
        assert!(test.app.authenticate_token(&value).await.unwrap().is_none());
        let (_, value) = access.new_token(&new(&["read"], "1")).await.unwrap();
        test.clock.advance(SignedDuration::from_hours(24));
        assert!(test.app.authenticate_token(&value).await.unwrap().is_none());
        assert_eq!(access.tokens().await.unwrap().len(), 2);
    }
}
