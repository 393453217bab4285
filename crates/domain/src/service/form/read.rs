//! Reading what was typed.

use jiff::civil::Date;

use super::{Field, Kind, LINE_MAX, TEXT_MAX, Typed};
use crate::body::ServiceHours;
use crate::problem::{FieldProblem, Problem};
use crate::service::{
    Channel, Clocks, Closure, Decree, Decrees, Fee, Official, Officials, Requirements, Season, Standard,
    Steps, Track,
};

/// Most lines of a field of lines.
const LINES_MAX: usize = 20;

/// The standard that was typed, or everything that is wrong with it.
pub(super) fn standard(typed: &Typed) -> Result<Standard, Vec<FieldProblem>> {
    let mut reader = Reader { typed, problems: Vec::new() };
    let standard = reader.standard();
    if reader.problems.is_empty() { Ok(standard) } else { Err(reader.problems) }
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
