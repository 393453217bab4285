//! The sheet of a consequence test on paper.

use bytes::Bytes;
use domain::exemption::State;
use i18n::{Lang, Texts};
use print::press::Sheet;

use super::words::{ground_name, term_words, trigger_name};
use super::{Exemptions, TestRecord};
use crate::kit::TestSheet;
use crate::{AppError, Conflict};

/// What stands where something is written by hand.
const BLANK: &str = "…………………………";

impl Exemptions {
    /// The sheet of a test as PDF, to be signed or filed.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as [`Self::sheet`]; [`AppError::Conflict`] while its steps are not done; [`AppError::Unavailable`]
    /// while the press is busy.
    pub async fn print(&self, reference: &str) -> Result<Bytes, AppError> {
        let record = self.sheet(reference).await?;
        if record.state == State::Draft {
            return Err(AppError::Conflict(Conflict::State(record.state.code())));
        }
        let data = self.on_paper(&record).data();
        self.app.print_at_bench(Sheet::ConsequenceTest, data).await
    }

    fn on_paper(&self, record: &TestRecord) -> TestSheet {
        let t = Texts::new(Lang::Id);
        let (content, decision) = (&record.test.content, &record.test.decision);
        let ground = content.ground.map(|ground| ground_name(&t, ground)).unwrap_or_default();
        let basis = [ground, content.statute.clone()].into_iter().filter(|text| !text.is_empty());
        let trigger = [trigger_name(&t, content.trigger), content.occasion.clone()];
        let trigger = trigger.into_iter().filter(|text| !text.is_empty());
        let facts = [
            (t.exemption_field_document(), content.document.clone()),
            (t.exemption_field_unit(), content.unit.clone()),
            (t.exemption_field_trigger(), trigger.collect::<Vec<_>>().join(", ")),
            (t.exemption_column_decision(), decision.number.clone()),
        ];
        let information = if content.partial {
            format!("{} ({})", content.information, t.exemption_public_partial())
        } else {
            content.information.clone()
        };
        let parts = [
            (t.exemption_field_information(), information),
            (t.exemption_field_ground(), basis.collect::<Vec<_>>().join("; ")),
            (t.exemption_field_if_opened(), content.if_opened.clone()),
            (t.exemption_field_if_closed(), content.if_closed.clone()),
            (t.exemption_field_weighing(), content.weighing.clone()),
            (t.exemption_field_opinion(), content.opinion.clone()),
            (
                t.exemption_column_term(),
                content.term.as_ref().map(|term| term_words(&t, term)).unwrap_or_default(),
            ),
        ];
        let filled = |pairs: Vec<(String, String)>| -> Vec<(String, String)> {
            pairs.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect()
        };
        let or_blank = |text: &str| if text.is_empty() { BLANK.to_owned() } else { text.to_owned() };
        let day = decision.day.map_or_else(|| BLANK.to_owned(), |day| t.date(day));
        TestSheet {
            office: self.placed.body.office_name.clone(),
            address: self.placed.body.address.clone(),
            number: record.test.reference.clone(),
            facts: filled(facts.into()),
            parts: filled(parts.into()),
            place_and_date: format!("{}, {day}", or_blank(&decision.place)),
            signers: vec![
                (t.exemption_signer_ppid(), or_blank(&record.proposer)),
                (t.exemption_signer_approver(), or_blank(&record.approver)),
            ],
        }
    }
}
