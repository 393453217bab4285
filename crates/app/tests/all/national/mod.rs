//! Opening and steering rounds.

mod changes;
mod documents;
mod rounds;

use app::national::{National, RoundPlan, Upload};
use app::{AppError, Principal};
use domain::body::Zone;
use domain::ids::{InstrumentId, SchemeId};
use domain::person::Role;
use domain::problem::{FieldProblem, Problem};
use jiff::{SignedDuration, Timestamp};
use testkit::TestApp;
use testkit::scene::{INSTRUMENT, SCHEME, schedule};

/// An application with the small tree, a controller of RI, and one instrument and scheme.
pub(crate) struct Scene {
    pub(crate) test: TestApp,
    pub(crate) controller: Principal,
    pub(crate) national: National,
    pub(crate) instrument: InstrumentId,
    pub(crate) scheme: SchemeId,
}

pub(crate) fn upload(text: &str, reason: &str) -> Upload {
    Upload { file_name: "berkas.yaml".into(), bytes: text.as_bytes().to_vec(), reason: reason.into() }
}

impl Scene {
    pub(crate) async fn new() -> Self {
        let test = TestApp::sqlite().await;
        test.small_tree().await;
        let controller = test.person("kendali.ri", Role::Controller, "00").await;
        let national = test.app.access(controller.clone()).national("00").await.unwrap();
        let instrument = national.upload_instrument(&upload(INSTRUMENT, "")).await.unwrap();
        let scheme = national.upload_scheme(&upload(SCHEME, "")).await.unwrap();
        Self { test, controller, national, instrument, scheme }
    }

    /// Hours from now.
    pub(crate) fn hours(&self, hours: i64) -> Timestamp {
        self.test.app.now() + SignedDuration::from_hours(hours)
    }

    /// A plan whose filling opens in so many hours.
    pub(crate) fn plan(&self, hours: i64) -> RoundPlan {
        RoundPlan {
            title: "Monev KIP 2024".into(),
            year: Some(2024),
            instrument: Some(self.instrument),
            scheme: Some(self.scheme),
            previous: None,
            zone: Zone::Wib,
            schedule: schedule(self.hours(hours)),
            participants: ["62.06", "62.71", "63.01"].map(|code| code.parse().unwrap()).to_vec(),
        }
    }

    /// A scheduled round whose filling opens in so many hours; its version.
    pub(crate) async fn scheduled(&self, hours: i64) -> i64 {
        let round = self.national.create_round(&self.plan(hours)).await.unwrap();
        self.national.schedule_round(&round.slug, round.version).await.unwrap()
    }

    /// The state that the database holds.
    pub(crate) async fn stored_state(&self) -> &'static str {
        let mut conn = self.test.app.db().read().await.unwrap();
        store::round::by_slug(&mut conn, SLUG).await.unwrap().unwrap().state.code()
    }

    /// The present version.
    pub(crate) async fn version(&self) -> i64 {
        self.national.round(SLUG).await.unwrap().round.version
    }

    /// The kinds of the round's events, oldest first.
    pub(crate) async fn events(&self) -> Vec<String> {
        let mut events = self.national.round(SLUG).await.unwrap().history;
        events.reverse();
        events.into_iter().map(|event| event.kind).collect()
    }
}

/// The slug of the round of [`Scene::plan`].
pub(crate) const SLUG: &str = "monev-kip-2024";

pub(crate) fn problems<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(String, Problem)> {
    match result.expect_err("something is wrong") {
        AppError::Invalid(found) => {
            found.into_iter().map(|FieldProblem { field, problem }| (field, problem)).collect()
        }
        other => panic!("expected problems, got {other}"),
    }
}
