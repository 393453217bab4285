//! Inviting people, their roles, and who may do that to whom.

use app::people::{NewPerson, PeopleSearch};
use app::{App, AppError, Principal};
use domain::ids::PersonId;
use domain::person::{Grant, Role};
use domain::problem::Problem;
use secrecy::{ExposeSecret as _, SecretString};
use testkit::{PASSWORD, TestApp};

const NEW_PASSWORD: &str = "sungai Katingan meluap lagi";

fn new(login: &str) -> NewPerson {
    NewPerson { name: format!("Orang {login}"), login: login.into(), ..NewPerson::default() }
}

fn token(url: &SecretString) -> SecretString {
    url.expose_secret().rsplit('/').next().unwrap().to_owned().into()
}

fn grant(role: Role, body: &str) -> Grant {
    Grant { role, body: body.parse().unwrap() }
}

fn problem<T: std::fmt::Debug>(refused: Result<T, AppError>) -> (String, Problem) {
    let Err(AppError::Invalid(mut problems)) = refused else { panic!("{refused:?}") };
    assert_eq!(problems.len(), 1, "{problems:?}");
    let found = problems.remove(0);
    (found.field, found.problem)
}

async fn sign_in(app: &App, login: &str, password: &str) -> Result<SecretString, AppError> {
    Ok(app.sign_in(login, password.to_owned().into(), "uji", None).await?.token)
}

async fn set(app: &App, link: &SecretString, password: &str) -> Result<(), AppError> {
    app.set_password(&token(link), password.to_owned().into(), &password.to_owned().into()).await
}

async fn events(app: &App, person: PersonId) -> Vec<String> {
    let mut conn = app.db().read().await.unwrap();
    let events = store::event::of_object(&mut conn, "person", &person.to_string(), 100).await.unwrap();
    let mut kinds: Vec<String> = events.into_iter().map(|event| event.kind).collect();
    kinds.reverse();
    kinds
}

async fn admins(test: &TestApp) -> (Principal, Principal) {
    test.small_tree().await;
    let ri = test.person("admin.ri", Role::Administrator, "00").await;
    let province = test.person("admin.kalteng", Role::Administrator, "62").await;
    (ri, province)
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn somebody_is_invited_sets_a_password_and_signs_in(db: Db) {
        let test = TestApp::with_db(db).await;
        let (_, admin) = admins(&test).await;
        let people = test.app.access(admin).people("62").await.unwrap();
        let new = NewPerson { email: "siti@example.id".into(), ..new("siti") };
        let (person, link) = people.invite(&new, "ppid", "62.06").await.unwrap();
        // a13: the address comes from the configuration.
        assert!(link.url.expose_secret().starts_with("http://localhost:8080/undangan/"));
        assert_eq!(link.mailed_to.as_deref(), Some("siti@example.id"));
        assert_eq!(test.app.run_due_jobs().await.unwrap(), 1);
        {
            let mail = test.mail.lock().unwrap();
            assert_eq!(mail.len(), 1);
            assert_eq!(mail[0].to, "siti@example.id");
            assert!(mail[0].body.contains(link.url.expose_secret()), "{}", mail[0].body);
        }
        assert!(sign_in(&test.app, "siti", NEW_PASSWORD).await.is_err(), "no password yet");
        let set = |password| set(&test.app, &link.url, password);
        assert_eq!(problem(set("pendek").await).1, Problem::TooShort { min: 15 });
        assert_eq!(problem(set("orang-siti-bawaslu").await).1, Problem::PasswordTooCommon);
        set(NEW_PASSWORD).await.unwrap();
        assert!(matches!(set(NEW_PASSWORD).await, Err(AppError::NotFound)), "a06 once");
        let session = sign_in(&test.app, "siti", NEW_PASSWORD).await.unwrap();
        let who = test.app.authenticate(&session).await.unwrap().unwrap();
        assert_eq!(who.grants, [grant(Role::Ppid, "62.06")]);
        assert_eq!(events(&test.app, person.id).await, ["added", "role_given", "link_made", "password_set", "signed_in"]);
    }

    async fn z02_an_administrator_reaches_the_own_subtree_alone(db: Db) {
        let test = TestApp::with_db(db).await;
        let (ri, province) = admins(&test).await;
        let mine = test.person("ppid.katingan", Role::Ppid, "62.06").await;
        let other = test.person("ppid.tala", Role::Ppid, "63.01").await;
        let access = test.app.access(province.clone());
        for body in ["00", "63", "63.01", "tidak-ada"] {
            assert!(matches!(access.people(body).await, Err(AppError::NotFound)), "{body}");
        }
        assert!(matches!(access.member(other.person).await, Err(AppError::NotFound)));
        assert!(matches!(access.member(ri.person).await, Err(AppError::NotFound)));
        let people = access.people("62").await.unwrap();
        let found = people.list(&PeopleSearch::default()).await.unwrap();
        let logins: Vec<&str> = found.items.iter().map(|listed| listed.person.login.as_str()).collect();
        assert_eq!(logins, ["admin.kalteng", "ppid.katingan"]);
        // Bodies outside: neither by invitation nor by a role.
        for body in ["00", "63.01", "99"] {
            assert_eq!(problem(people.invite(&new("baru"), "officer", body).await), ("body".into(), Problem::Unknown));
            let member = access.member(mine.person).await.unwrap();
            assert_eq!(problem(member.grant("officer", body).await), ("body".into(), Problem::Unknown));
        }
        // People with a role elsewhere: their roles here, but not the account.
        test.app.access(ri.clone()).member(mine.person).await.unwrap().grant("verifier", "63").await.unwrap();
        let member = access.member(mine.person).await.unwrap();
        assert!(member.view().await.unwrap().has_roles_elsewhere);
        assert!(matches!(member.new_link().await, Err(AppError::NotFound)));
        assert!(matches!(member.disable().await, Err(AppError::NotFound)));
        assert!(matches!(member.sign_out().await, Err(AppError::NotFound)));
        assert!(matches!(member.revoke(&grant(Role::Verifier, "63")).await, Err(AppError::NotFound)));
        member.grant("officer", "62.71").await.unwrap();
        member.revoke(&grant(Role::Officer, "62.71")).await.unwrap();
        // Everybody else: no list at all.
        for who in [mine, other] {
            assert!(matches!(test.app.access(who).people("62.06").await, Err(AppError::NotFound)));
        }
    }

    async fn a02_what_is_taken_counts_from_the_next_request(db: Db) {
        let test = TestApp::with_db(db).await;
        let (_, admin) = admins(&test).await;
        let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
        let session = sign_in(&test.app, "ppid.katingan", PASSWORD).await.unwrap();
        let member = test.app.access(admin).member(ppid.person).await.unwrap();
        member.grant("officer", "62.06").await.unwrap();
        member.revoke(&grant(Role::Ppid, "62.06")).await.unwrap();
        let who = test.app.authenticate(&session).await.unwrap().unwrap();
        assert_eq!(who.grants, [grant(Role::Officer, "62.06")]);
        assert!(test.app.access(who).profile("62.06").await.is_err());
        member.disable().await.unwrap();
        assert!(test.app.authenticate(&session).await.unwrap().is_none());
        assert!(sign_in(&test.app, "ppid.katingan", PASSWORD).await.is_err());
        member.enable().await.unwrap();
        assert!(test.app.authenticate(&session).await.unwrap().is_none(), "the session stays dead");
        assert!(sign_in(&test.app, "ppid.katingan", PASSWORD).await.is_ok());
        member.sign_out().await.unwrap();
        assert_eq!(
            events(&test.app, ppid.person).await,
            ["signed_in", "role_given", "role_taken", "disabled", "enabled", "signed_in", "signed_out_everywhere"]
        );
    }

    async fn the_last_administrator_of_a_root_stays(db: Db) {
        let test = TestApp::with_db(db).await;
        let (ri, province) = admins(&test).await;
        let access = test.app.access(ri.clone());
        let own = access.member(ri.person).await.unwrap();
        let last = || Problem::NotNow { why: "people-last-administrator".into() };
        let role = grant(Role::Administrator, "00");
        assert_eq!(problem(own.revoke(&role).await).1, last());
        assert_eq!(problem(own.disable().await).1, last());
        let second = test.person("admin.ri.2", Role::Administrator, "00").await;
        access.member(second.person).await.unwrap().disable().await.unwrap();
        assert_eq!(problem(own.revoke(&role).await).1, last(), "one who is shut out does not count");
        access.member(second.person).await.unwrap().enable().await.unwrap();
        own.revoke(&role).await.unwrap();
        // A province may be without one: RI gives the role again.
        let below = test.app.access(second).member(province.person).await.unwrap();
        below.revoke(&grant(Role::Administrator, "62")).await.unwrap();
    }

    async fn a17_a_name_that_looks_like_another_is_refused(db: Db) {
        let test = TestApp::with_db(db).await;
        let (_, admin) = admins(&test).await;
        let people = test.app.access(admin).people("62").await.unwrap();
        people.invite(&new("rnita"), "officer", "62.06").await.unwrap();
        for (login, expected) in [
            ("mita", Problem::LooksLikeAnother),
            ("RNITA", Problem::Taken),
            ("ｒｎｉｔａ", Problem::Taken),
            ("rnit\u{430}", Problem::BadCharacters),
            ("rnita\u{200b}", Problem::BadCharacters),
        ] {
            let new = NewPerson { name: "Nita Rahayu".into(), ..new(login) };
            let found = problem(people.invite(&new, "officer", "62.06").await);
            assert_eq!(found, ("login".into(), expected), "{login}");
        }
        let wrong = NewPerson { name: " ".into(), login: "x".into(), email: "bukan".into(), language: None };
        let Err(AppError::Invalid(problems)) = people.invite(&wrong, "raja", "").await else { panic!("problems") };
        let fields: Vec<&str> = problems.iter().map(|found| found.field.as_str()).collect();
        assert_eq!(fields, ["name", "login", "email", "role", "body"]);
    }

    async fn a06_a_link_works_once_in_its_time_for_its_person(db: Db) {
        let test = TestApp::with_db(db).await;
        let (_, admin) = admins(&test).await;
        let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
        let member = test.app.access(admin).member(ppid.person).await.unwrap();
        let old_session = sign_in(&test.app, "ppid.katingan", PASSWORD).await.unwrap();
        let (_, first) = member.new_link().await.unwrap();
        let (_, second) = member.new_link().await.unwrap();
        assert!(test.app.password_link(&token(&first.url)).await.is_err(), "the newer one replaces it");
        assert!(test.app.authenticate(&old_session).await.unwrap().is_some(), "asking shuts nobody out");
        test.clock.advance(jiff::SignedDuration::from_mins(30));
        assert!(test.app.password_link(&token(&second.url)).await.is_err(), "30 minutes");
        let (_, third) = member.new_link().await.unwrap();
        let set = || set(&test.app, &third.url, NEW_PASSWORD);
        let (one, two) = tokio::join!(set(), set());
        assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1, "two at once set one");
        assert!(test.app.authenticate(&old_session).await.unwrap().is_none(), "all sessions ended");
        assert!(sign_in(&test.app, "ppid.katingan", PASSWORD).await.is_err());
        assert!(sign_in(&test.app, "ppid.katingan", NEW_PASSWORD).await.is_ok());
        let (_, fourth) = member.new_link().await.unwrap();
        member.disable().await.unwrap();
        assert!(test.app.password_link(&token(&fourth.url)).await.is_err(), "nobody who is shut out");
        assert!(test.app.password_link(&"ngawur".to_owned().into()).await.is_err());
    }

    async fn the_operator_adds_lists_and_takes(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let operator = test.app.operator();
        let admin = [grant(Role::Administrator, "00")];
        operator.add(&new("admin"), NEW_PASSWORD.to_owned().into(), &admin).await.unwrap();
        assert!(sign_in(&test.app, "admin", NEW_PASSWORD).await.is_ok());
        let (person, link) = operator.invite(&new("budi"), &[grant(Role::Officer, "62.06")]).await.unwrap();
        assert_eq!(link.mailed_to, None, "no address");
        assert!(test.app.password_link(&token(&link.url)).await.is_ok());
        let nowhere = [grant(Role::Officer, "99")];
        assert_eq!(problem(operator.invite(&new("caca"), &nowhere).await).0, "role officer@99");
        assert_eq!(operator.people().await.unwrap().len(), 2, "nobody is half added");
        operator.grant("budi", &[grant(Role::Ppid, "62.06")]).await.unwrap();
        operator.revoke("budi", &[grant(Role::Officer, "62.06")]).await.unwrap();
        assert!(operator.revoke("budi", &[grant(Role::Officer, "62.06")]).await.is_err());
        assert_eq!(problem(operator.reset("siapa").await).1, Problem::Unknown);
        operator.disable("budi").await.unwrap();
        assert!(matches!(problem(operator.reset("budi").await).1, Problem::NotNow { .. }));
        operator.enable("budi").await.unwrap();
        operator.reset("budi").await.unwrap();
        operator.sign_out("budi").await.unwrap();
        let kinds = events(&test.app, person.id).await;
        assert_eq!(kinds.len(), 9, "{kinds:?}");
    }
}
