//! A standard as a person types it, field by field, and back.

mod read;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Clocks, DISPUTE_FILING, Fee, OBJECTION_FILING, Standard};
use crate::problem::FieldProblem;

/// Most characters of a line, and of a field of one line.
pub const LINE_MAX: usize = 300;
/// Most characters of running text.
pub const TEXT_MAX: usize = 2_000;

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of at most [`LINE_MAX`] characters.
    Line,
    /// One thing a line, at most 20.
    Lines,
    /// Running text of at most [`TEXT_MAX`] characters.
    Text,
    /// Working days within these bounds; whether it may stay empty.
    Days(u8, u8, bool),
    /// A day of the calendar; may stay empty.
    Date,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal $kind:expr;)*) => {
        /// A field of the form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $variant,)* }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the form.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How it is typed.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self { $(Self::$variant => $kind,)* }
            }
        }
    };
}

fields! {
    /// [`Standard::legal_bases`]
    LegalBases "legal_bases" Kind::Lines;
    /// [`Requirements::person`]
    RequiredOfPerson "required_person" Kind::Lines;
    /// [`Requirements::group`]
    RequiredOfGroup "required_group" Kind::Lines;
    /// [`Requirements::entity`]
    RequiredOfEntity "required_entity" Kind::Lines;
    /// [`Requirements::attorney`]
    RequiredOfAttorney "required_attorney" Kind::Lines;
    /// [`Steps::request`]
    StepsOfRequest "steps_request" Kind::Lines;
    /// [`Steps::objection`]
    StepsOfObjection "steps_objection" Kind::Lines;
    /// [`Steps::dispute`]
    StepsOfDispute "steps_dispute" Kind::Lines;
    /// [`Track::answer`] of the regular track: an office may promise to be faster than the law, never slower.
    Answer "answer" Kind::Days(1, 10, false);
    /// [`Track::extension`]
    Extension "extension" Kind::Days(0, 7, false);
    /// [`Track::objection`]
    Objection "objection" Kind::Days(1, 30, false);
    /// [`Track::answer`] of the election track. Its rule was read in secondary sources only, so the bounds are those of the law.
    ElectionAnswer "election_answer" Kind::Days(1, 10, false);
    /// [`Track::extension`]
    ElectionExtension "election_extension" Kind::Days(0, 7, false);
    /// [`Track::objection_filing`]
    ElectionObjectionFiling "election_objection_filing" Kind::Days(1, OBJECTION_FILING, true);
    /// [`Track::objection`]
    ElectionObjection "election_objection" Kind::Days(1, 30, false);
    /// [`Track::dispute_filing`]
    ElectionDisputeFiling "election_dispute_filing" Kind::Days(1, DISPUTE_FILING, true);
    /// [`Standard::fee_lines`]
    FeeLines "fee_lines" Kind::Lines;
    /// [`Standard::fee_decree`]
    FeeDecree "fee_decree" Kind::Line;
    /// [`Standard::guarantee`]
    Guarantee "guarantee" Kind::Text;
    /// [`Standard::evaluation`]
    Evaluation "evaluation" Kind::Text;
    /// [`Officials::head`]
    HeadName "head_name" Kind::Line;
    /// [`Officials::head`]
    HeadTitle "head_title" Kind::Line;
    /// [`Officials::superior`]
    SuperiorName "superior_name" Kind::Line;
    /// [`Officials::superior`]
    SuperiorTitle "superior_title" Kind::Line;
    /// [`Officials::ppid`]
    PpidName "ppid_name" Kind::Line;
    /// [`Officials::ppid`]
    PpidTitle "ppid_title" Kind::Line;
    /// [`Decrees::standard`]
    StandardDecree "standard_decree" Kind::Line;
    /// [`Decrees::standard`]
    StandardDate "standard_date" Kind::Date;
    /// [`Decrees::ppid`]
    PpidDecree "ppid_decree" Kind::Line;
    /// [`Decrees::ppid`]
    PpidDate "ppid_date" Kind::Date;
    /// [`Decrees::maklumat`]
    MaklumatDecree "maklumat_decree" Kind::Line;
    /// [`Decrees::maklumat`]
    MaklumatDate "maklumat_date" Kind::Date;
    /// [`Season::from`]
    RamadanFrom "ramadan_from" Kind::Date;
    /// [`Season::to`]
    RamadanTo "ramadan_to" Kind::Date;
    /// [`Season::hours`]
    RamadanHours "ramadan_hours" Kind::Line;
    /// [`Standard::closed`]: `24-12-2026 reason`, one a line.
    Closed "closed" Kind::Lines;
    /// [`Standard::note`]
    Note "note" Kind::Text;
}

/// What a person typed, kept as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Fields of text; one that is absent is empty.
    pub texts: BTreeMap<Field, String>,
    /// The chosen [`Fee`]; empty for none.
    pub fee: String,
    /// The chosen [`Channel`]s.
    pub channels: Vec<String>,
}

impl Typed {
    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }

    /// A standard as the form shows it.
    #[must_use]
    pub fn from_standard(standard: &Standard) -> Self {
        let texts = Field::ALL.iter().map(|field| (*field, shown(standard, *field)));
        Self {
            texts: texts.filter(|(_, text)| !text.is_empty()).collect(),
            fee: standard.fee.map(Fee::code).unwrap_or_default().to_owned(),
            channels: standard.channels.iter().map(|channel| channel.code().to_owned()).collect(),
        }
    }

    /// The standard that was typed.
    ///
    /// # Errors
    /// Everything that is wrong, each with the name of its field.
    pub fn read(&self) -> Result<Standard, Vec<FieldProblem>> {
        read::standard(self)
    }
}

fn shown(standard: &Standard, field: Field) -> String {
    let lines = |lines: &[String]| lines.join("\n");
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let days = |days: Option<u8>| days.map(|days| days.to_string()).unwrap_or_default();
    let Clocks { regular, election } = &standard.clocks;
    let (officials, decrees, season) = (&standard.officials, &standard.decrees, standard.ramadan.as_ref());
    match field {
        Field::LegalBases => lines(&standard.legal_bases),
        Field::RequiredOfPerson => lines(&standard.requirements.person),
        Field::RequiredOfGroup => lines(&standard.requirements.group),
        Field::RequiredOfEntity => lines(&standard.requirements.entity),
        Field::RequiredOfAttorney => lines(&standard.requirements.attorney),
        Field::StepsOfRequest => lines(&standard.steps.request),
        Field::StepsOfObjection => lines(&standard.steps.objection),
        Field::StepsOfDispute => lines(&standard.steps.dispute),
        Field::Answer => regular.answer.to_string(),
        Field::Extension => regular.extension.to_string(),
        Field::Objection => regular.objection.to_string(),
        Field::ElectionAnswer => election.answer.to_string(),
        Field::ElectionExtension => election.extension.to_string(),
        Field::ElectionObjectionFiling => days(election.objection_filing),
        Field::ElectionObjection => election.objection.to_string(),
        Field::ElectionDisputeFiling => days(election.dispute_filing),
        Field::FeeLines => lines(&standard.fee_lines),
        Field::FeeDecree => standard.fee_decree.clone(),
        Field::Guarantee => standard.guarantee.clone(),
        Field::Evaluation => standard.evaluation.clone(),
        Field::HeadName => officials.head.name.clone(),
        Field::HeadTitle => officials.head.title.clone(),
        Field::SuperiorName => officials.superior.name.clone(),
        Field::SuperiorTitle => officials.superior.title.clone(),
        Field::PpidName => officials.ppid.name.clone(),
        Field::PpidTitle => officials.ppid.title.clone(),
        Field::StandardDecree => decrees.standard.number.clone(),
        Field::StandardDate => date(decrees.standard.date),
        Field::PpidDecree => decrees.ppid.number.clone(),
        Field::PpidDate => date(decrees.ppid.date),
        Field::MaklumatDecree => decrees.maklumat.number.clone(),
        Field::MaklumatDate => date(decrees.maklumat.date),
        Field::RamadanFrom => date(season.map(|season| season.from)),
        Field::RamadanTo => date(season.map(|season| season.to)),
        Field::RamadanHours => season.map(|season| season.hours.to_string()).unwrap_or_default(),
        Field::Closed => {
            let lines = standard.closed.iter().map(|closed| format!("{} {}", closed.date, closed.reason));
            lines.collect::<Vec<_>>().join("\n")
        }
        Field::Note => standard.note.clone(),
    }
}
