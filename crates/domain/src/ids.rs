//! Identifiers that the program makes itself. Each kind is a type of its own, so that a round can never be looked
//! up with the id of a person. Codes that people choose (of bodies, questions, …) are in [`crate::codes`].

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::random::Random;

/// A UUIDv7 made from the given instant and randomness, so that ids sort by age and tests can foresee them.
#[must_use]
pub fn new_uuid(now: Timestamp, random: &dyn Random) -> Uuid {
    let mut tail = [0_u8; 10];
    random.fill(&mut tail);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

/// Declares an identifier type around a UUID.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier; see [`new_uuid`].
            #[must_use]
            pub fn new(now: Timestamp, random: &dyn Random) -> Self {
                Self(new_uuid(now, random))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                // Only the hyphenated form, so that one thing has one address.
                if text.len() == 36 { Uuid::try_parse(text).map(Self) } else { Uuid::try_parse("").map(Self) }
            }
        }
    )*};
}

ids! {
    /// A person who can sign in.
    PersonId;
    /// A wish to black out parts of a file.
    RedactionId;
    /// One signed-in browser.
    SessionId;
    /// A token for programs.
    TokenId;
    /// An instrument as it was uploaded: one version.
    InstrumentId;
    /// A scheme as it was uploaded: one version.
    SchemeId;
    /// One year's assessment.
    RoundId;
    /// A file or a link that supports an answer.
    EvidenceId;
    /// A section or question in the hands of a colleague.
    AssignmentId;
    /// A file of a round that participants may read: a guideline, a template.
    GuidelineId;
    /// A proposal of results, approved or not.
    AnnouncementId;
    /// A message to one person inside the program.
    NoticeId;
    /// A unit of work for the job runner.
    JobId;
    /// One look at a link.
    ProbeId;
    /// A row of an office's list of public information.
    ItemId;
    /// A table of such rows that was sent.
    ItemImportId;
    /// A file of such a row.
    ItemFileId;
    /// What somebody of the public says of an office's claim.
    CommentId;
    /// A time at which the platform could not be used.
    OutageId;
    /// A question to one office over one channel, with its stopwatch and sheet.
    AccessCaseId;
    /// A question of the bank of the access test.
    ScenarioId;
    /// A file that proves what is on the sheet of an access test.
    AccessProofId;
    /// What an office wrote down of its readiness on a day.
    ReadinessId;
    /// One walk through the site of an office.
    SiteVisitId;
    /// Something that such a walk found amiss.
    SiteFindingId;
    /// A room of the interview at a time.
    SittingId;
    /// A reason that a round offers for a question.
    PhraseId;
    /// A question given back to its office.
    ReturnId;
    /// Something decided by lot.
    DrawId;
    /// An office in the hands of a reviewer.
    DutyId;
    /// A consequence test, and the entry of the list of exempt information that comes of it.
    ExemptionId;
    /// A video of the commitment of an office's leaders.
    VideoId;
    /// A file that was dropped at a desk, to become an item.
    DroppedFileId;
    /// A post that a person held before.
    FormerPostId;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seeded;

    #[test]
    fn ids_are_made_of_the_time_and_the_randomness_given() {
        let now = Timestamp::from_second(1_718_000_000).unwrap();
        let (a, b) = (Seeded::new(7), Seeded::new(7));
        assert_eq!(PersonId::new(now, &a), PersonId::new(now, &b));
        assert_ne!(PersonId::new(now, &a), PersonId::new(now, &a));
        assert_eq!(PersonId::new(now, &a).0.get_version_num(), 7);
    }

    #[test]
    fn d17_only_the_hyphenated_form_is_an_id() {
        let id = PersonId::new(Timestamp::UNIX_EPOCH, &Seeded::new(1));
        assert_eq!(id.to_string().parse::<PersonId>().unwrap(), id);
        for bad in ["", "-1", "0", "18446744073709551616", &id.0.simple().to_string(), &format!("{{{id}}}")] {
            assert!(bad.parse::<PersonId>().is_err(), "{bad}");
        }
    }
}
