//! The pool of testers of a round.

use app::AppError;
use app::access_test::{AccessTests, NewTester};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PersonId;
use domain::problem::FieldProblem;
use http::StatusCode;
use i18n::Texts;

use super::super::frame::{Form, Parts};
use super::home;
use crate::Web;
use crate::components::{BackLink, Button, ErrorLink, Html};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug)]
struct Member {
    name: String,
    institution: String,
    ties: String,
    roles: String,
    has_left: bool,
    remove: String,
    remove_words: String,
}

#[derive(Debug, Template)]
#[template(path = "national/access_testers.html")]
struct TestersPage {
    shell: Shell,
    t: Texts,
    home: String,
    action: String,
    members: Vec<Member>,
    form: Html,
    links: Vec<ErrorLink>,
}

async fn page(
    web: &Web,
    reader: &SignedIn,
    tests: &AccessTests,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let pool = tests.pool().await?;
    let t = *reader.visitor.texts();
    let home = home(&tests.round().slug);
    let action = format!("{home}/penguji");
    let form = Form::new(web, reader, action.clone(), home.clone(), problems);
    let known = pool.members.iter().filter(|member| member.tester.left_at.is_none());
    let known = known.map(|member| (member.tester.login.clone(), member.tester.name.clone()));
    let new = pool.candidates.iter().map(|found| (found.login.clone(), found.name.clone()));
    let people: Vec<(String, String)> = new.chain(known).collect();
    let body = Parts::default()
        .with(form.select("login", t.access_tester_person(), people, fields.text("login")))
        .with(form.input("institution", t.access_tester_institution(), fields.text("institution")))
        .with(
            form.input("ties", t.access_tester_ties(), fields.text("ties")).hint(t.access_tester_ties_hint()),
        );
    let members = pool.members.iter().map(|member| {
        let codes = |codes: &[domain::codes::BodyCode]| {
            codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let roles = codes(&member.offices);
        Member {
            name: member.tester.name.clone(),
            institution: member.tester.institution.clone(),
            ties: codes(&member.tester.ties),
            roles: if roles.is_empty() { roles } else { t.access_tester_roles(roles) },
            has_left: member.tester.left_at.is_some(),
            remove_words: format!("{} {}", t.access_tester_remove(), member.tester.name),
            remove: format!("{action}/{}/keluar", member.tester.person),
        }
    });
    let mut shell = reader.visitor.shell(web).with_errors(!problems.is_empty());
    shell.path.clone_from(&action);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = TestersPage {
        members: members.collect(),
        form: body.html(),
        links: form.summary(),
        shell,
        t,
        home,
        action,
    };
    Ok(render(status, &page))
}

/// `GET /nasional/{round}/uji-akses/penguji`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    page(&web, &reader, &tests, &Fields::default(), &[]).await
}

/// `POST /nasional/{round}/uji-akses/penguji`
pub(super) async fn put(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let new = NewTester {
        login: fields.text("login").to_owned(),
        institution: fields.text("institution").to_owned(),
        ties: fields.text("ties").to_owned(),
    };
    match tests.put_tester(&new).await {
        Ok(()) => Ok(redirect_with(&format!("{}/penguji", home(&slug)), "access-tester-saved", &web)),
        Err(AppError::Invalid(problems)) => page(&web, &reader, &tests, &fields, &problems).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /nasional/{round}/uji-akses/penguji/{person}/keluar`
pub(super) async fn remove(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, person)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let person: PersonId = person.parse().map_err(|_| AppError::NotFound)?;
    tests.remove_tester(person).await?;
    Ok(redirect_with(&format!("{}/penguji", home(&slug)), "access-tester-saved", &web))
}
