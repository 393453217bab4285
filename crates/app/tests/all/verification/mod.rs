//! Verification and control: values side by side, returns, duties, the second reading.

mod duties;
mod returning;
mod second;
mod values;

use app::reviewer::{Reviewer, Verdict};
use domain::person::Role;
use testkit::TestApp;
use testkit::scene::ROUND;

/// A judgement that starts from version `base`.
pub(crate) fn verdict(base: i64, review: serde_json::Value, reason: &str) -> Verdict {
    let review = serde_json::from_value(review).expect("a review");
    Verdict { base, review, reason: reason.to_owned(), doubtful: false, note: None }
}

/// A verifier of Kalimantan Tengah.
pub(crate) async fn verifier(test: &TestApp, login: &str) -> Reviewer {
    let who = test.person(login, Role::Verifier, "62").await;
    test.app.access(who).reviewer(ROUND).await.expect("a reviewer")
}
