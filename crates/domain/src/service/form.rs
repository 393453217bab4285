//! A standard as a person types it, field by field, and back.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Channel, Clocks, Closure, DISPUTE_FILING, Decree, Decrees, Fee, OBJECTION_FILING, Official, Officials,
    Requirements, Season, Standard, Steps, Track,
};
use crate::body::ServiceHours;
use crate::problem::{FieldProblem, Problem};

/// Most lines of a field of lines.
const LINES_MAX: usize = 20;
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
        let mut reader = Reader { typed: self, problems: Vec::new() };
        let standard = reader.standard();
        if reader.problems.is_empty() { Ok(standard) } else { Err(reader.problems) }
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

/// Reads the fields and gathers what is wrong with them.
struct Reader<'a> {
    typed: &'a Typed,
    problems: Vec<FieldProblem>,
}

impl Reader<'_> {
    fn standard(&mut self) -> Standard {
        Standard {
            legal_bases: self.lines(Field::LegalBases),
            requirements: Requirements {
                person: self.lines(Field::RequiredOfPerson),
                group: self.lines(Field::RequiredOfGroup),
                entity: self.lines(Field::RequiredOfEntity),
                attorney: self.lines(Field::RequiredOfAttorney),
            },
            steps: Steps {
                request: self.lines(Field::StepsOfRequest),
                objection: self.lines(Field::StepsOfObjection),
                dispute: self.lines(Field::StepsOfDispute),
            },
            clocks: self.clocks(),
            fee: self.fee(),
            fee_lines: self.lines(Field::FeeLines),
            fee_decree: self.text(Field::FeeDecree),
            channels: self.channels(),
            guarantee: self.text(Field::Guarantee),
            evaluation: self.text(Field::Evaluation),
            officials: Officials {
                head: self.official(Field::HeadName, Field::HeadTitle),
                superior: self.official(Field::SuperiorName, Field::SuperiorTitle),
                ppid: self.official(Field::PpidName, Field::PpidTitle),
            },
            decrees: Decrees {
                standard: self.decree(Field::StandardDecree, Field::StandardDate),
                ppid: self.decree(Field::PpidDecree, Field::PpidDate),
                maklumat: self.decree(Field::MaklumatDecree, Field::MaklumatDate),
            },
            ramadan: self.ramadan(),
            closed: self.closed(),
            note: self.text(Field::Note),
        }
    }

    fn wrong(&mut self, field: Field, problem: Problem) {
        self.problems.push(FieldProblem::new(field.name(), problem));
    }

    /// A text without what cannot be shown, in lines of the same end.
    fn text(&mut self, field: Field) -> String {
        let text = self.typed.text(field).replace("\r\n", "\n").trim().to_owned();
        let one_line = field.kind() == Kind::Line;
        let max = if one_line { LINE_MAX } else { TEXT_MAX };
        if text.chars().any(|c| c.is_control() && (one_line || c != '\n')) {
            self.wrong(field, Problem::BadCharacters);
        } else if text.chars().count() > max {
            self.wrong(field, Problem::TooLong { max });
        }
        text
    }

    fn lines(&mut self, field: Field) -> Vec<String> {
        let text = self.typed.text(field).replace("\r\n", "\n");
        let lines: Vec<String> =
            text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if lines.iter().any(|line| line.chars().any(char::is_control)) {
            self.wrong(field, Problem::BadCharacters);
        } else if lines.iter().any(|line| line.chars().count() > LINE_MAX) {
            self.wrong(field, Problem::TooLong { max: LINE_MAX });
        } else if lines.len() > LINES_MAX {
            self.wrong(field, Problem::NotNow { why: "service-too-many-lines".to_owned() });
        }
        lines
    }

    fn days(&mut self, field: Field) -> Option<u8> {
        let Kind::Days(min, max, may_be_empty) = field.kind() else { return None };
        let typed = self.typed.text(field).trim();
        if typed.is_empty() {
            if !may_be_empty {
                self.wrong(field, Problem::Required);
            }
            return None;
        }
        match typed.parse::<u8>() {
            Ok(days) if (min..=max).contains(&days) => Some(days),
            Ok(_) => {
                let (min, max) = (Some(min.to_string()), Some(max.to_string()));
                self.wrong(field, Problem::OutOfRange { min, max });
                None
            }
            Err(_) => {
                self.wrong(field, Problem::NotANumber);
                None
            }
        }
    }

    fn clocks(&mut self) -> Clocks {
        Clocks {
            regular: Track {
                answer: self.days(Field::Answer).unwrap_or_default(),
                extension: self.days(Field::Extension).unwrap_or_default(),
                objection: self.days(Field::Objection).unwrap_or_default(),
                ..Clocks::STATUTORY.regular
            },
            election: Track {
                answer: self.days(Field::ElectionAnswer).unwrap_or_default(),
                extension: self.days(Field::ElectionExtension).unwrap_or_default(),
                objection_filing: self.days(Field::ElectionObjectionFiling),
                objection: self.days(Field::ElectionObjection).unwrap_or_default(),
                dispute_filing: self.days(Field::ElectionDisputeFiling),
            },
        }
    }

    fn fee(&mut self) -> Option<Fee> {
        let typed = self.typed.fee.as_str();
        let fee = Fee::ALL.into_iter().find(|fee| fee.code() == typed);
        if fee.is_none() && !typed.is_empty() {
            self.problems.push(FieldProblem::new("fee", Problem::UnknownOption));
        }
        if fee == Some(Fee::Free) && !self.typed.text(Field::FeeLines).trim().is_empty() {
            self.wrong(Field::FeeLines, Problem::NotNow { why: "service-fee-contradiction".to_owned() });
        }
        fee
    }

    fn channels(&mut self) -> Vec<Channel> {
        let known = |typed: &String| Channel::ALL.into_iter().find(|channel| channel.code() == typed);
        if self.typed.channels.iter().any(|typed| known(typed).is_none()) {
            self.problems.push(FieldProblem::new("channels", Problem::UnknownOption));
        }
        let chosen = |channel: &Channel| self.typed.channels.iter().any(|typed| typed == channel.code());
        Channel::ALL.into_iter().filter(chosen).collect()
    }

    fn official(&mut self, name: Field, title: Field) -> Official {
        Official { name: self.text(name), title: self.text(title) }
    }

    fn decree(&mut self, number: Field, date: Field) -> Decree {
        Decree { number: self.text(number), date: self.date(date) }
    }

    fn date(&mut self, field: Field) -> Option<Date> {
        let typed = self.typed.text(field).trim();
        if typed.is_empty() {
            return None;
        }
        let date = day(typed);
        if date.is_none() {
            self.wrong(field, Problem::NotADate);
        }
        date
    }

    /// All three fields, or none.
    fn ramadan(&mut self) -> Option<Season> {
        let fields = [Field::RamadanFrom, Field::RamadanTo, Field::RamadanHours];
        let empty = fields.map(|field| self.typed.text(field).trim().is_empty());
        if empty == [true; 3] {
            return None;
        }
        for (field, _) in fields.into_iter().zip(empty).filter(|(_, empty)| *empty) {
            self.wrong(field, Problem::Required);
        }
        let (from, to) = (self.date(Field::RamadanFrom), self.date(Field::RamadanTo));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.wrong(Field::RamadanTo, Problem::EndBeforeStart);
        }
        let hours = self.typed.text(Field::RamadanHours).parse::<ServiceHours>();
        if hours.is_err() {
            self.wrong(Field::RamadanHours, Problem::NotHours);
        }
        Some(Season { from: from?, to: to?, hours: hours.ok()? })
    }

    fn closed(&mut self) -> Vec<Closure> {
        let read = |line: &String| {
            let (date, reason) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let date = day(date.trim_end_matches(':'))?;
            Some(Closure { date, reason: reason.trim().to_owned() })
        };
        let lines = self.lines(Field::Closed);
        let closed: Option<Vec<Closure>> = lines.iter().map(read).collect();
        let Some(mut closed) = closed else {
            self.wrong(Field::Closed, Problem::NotADate);
            return Vec::new();
        };
        closed.sort();
        closed
    }
}

/// First and last year of a day.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2199;

/// `2026-12-24`, `24-12-2026` or `24/12/2026`.
fn day(typed: &str) -> Option<Date> {
    let parts: Vec<i16> =
        typed.split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let in_range = YEARS.contains(&year);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| in_range)
}
