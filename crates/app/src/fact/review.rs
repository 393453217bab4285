//! What those who judge see of the facts that an office took.

use domain::fact::Reading;
use sql::Conn;
use store::answer::Place;
use store::body::Placed;
use store::round::Round;

use super::{About, Taken, year_of};
use crate::{App, AppError};

/// A fact that an office took, and what the records say by now.
#[derive(Debug, Clone)]
pub struct SeenFact {
    /// As it was taken.
    pub taken: Taken,
    /// As it is now; none where nothing is known any more.
    pub now: Option<Reading>,
}

impl SeenFact {
    /// Whether the records say something else by now.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.now.as_ref().is_some_and(|now| self.taken.snapshot.reading.differs(now))
    }
}

impl App {
    /// The facts that support an answer, each beside what the records say now. Where the question lies with its office, those that
    /// counted at `before`.
    pub(crate) async fn seen_facts(
        &self,
        conn: &mut Conn,
        round: &Round,
        placed: &Placed,
        place: Place<'_>,
        before: Option<jiff::Timestamp>,
    ) -> Result<Vec<SeenFact>, AppError> {
        let taken = match before {
            Some(at) => store::fact::of_question_at(conn, place, at).await?,
            None => store::fact::of_question(conn, place).await?,
        };
        if taken.is_empty() {
            return Ok(Vec::new());
        }
        let about = About { placed, round: round.id, year: year_of(conn, round).await? };
        let mut seen = Vec::new();
        for row in taken {
            let now = about.read(conn, row.fact, self.now()).await?;
            seen.push(SeenFact { taken: Taken::from_row(row)?, now });
        }
        Ok(seen)
    }
}
