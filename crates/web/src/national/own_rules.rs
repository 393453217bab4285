//! What the pages share on which a round sets what it decides for itself.

use app::national::National;
use axum::response::Response;
use domain::problem::FieldProblem;
use domain::round::RoundState;
use domain::rules::RoundRules;
use store::round::Round;

use super::frame::{Form, Parts, refused, version, version_field};
use crate::components::Button;
use crate::failure::Failure;
use crate::form::Fields;

impl Form<'_> {
    /// The page of a part of the rules: its fields between the version on sight of which they were filled and, in a round that
    /// others know, the reason for the change.
    pub(crate) fn render_rules(
        self,
        (title, intro): (String, Vec<String>),
        state: RoundState,
        fields: &Fields,
        inside: Parts,
    ) -> Response {
        let mut body = Parts::default().with(version_field(version(fields))).with(inside.html());
        if state != RoundState::Draft {
            body = body.with(self.reason(self.t().national_reason_hint(), fields.text("reason")));
        }
        let submit = Button::submit(self.t().common_save());
        self.render(title, intro, body, submit, false)
    }
}

/// Sets one part of a round's rules; the parts of other pages go back as they were. What was wrong is given back for the form.
///
/// # Errors
/// As [`refused`].
pub(crate) async fn change(
    national: &National,
    round: &Round,
    fields: &mut Fields,
    set: impl FnOnce(&mut RoundRules),
) -> Result<Result<(), Vec<FieldProblem>>, Failure> {
    let mut rules = round.rules.clone();
    set(&mut rules);
    match national.change_rules(&round.slug, version(fields), &rules, fields.text("reason")).await {
        Ok(_) => Ok(Ok(())),
        Err(error) => Ok(Err(refused(error, fields)?)),
    }
}
