//! The dates of phases as fields and back.

use domain::body::Zone;
use domain::problem::{FieldProblem, Problem};
use domain::round::{PhaseKind, Schedule, Window};
use i18n::Texts;
use jiff::Timestamp;

use super::frame::{Form, Parts, Row};
use crate::components::{Fieldset, Input, Legend};
use crate::form::Fields;
use crate::moment;

/// What the two fields of a moment show.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed {
    day: String,
    clock: String,
}

impl Typed {
    /// As it was sent.
    pub(crate) fn sent(fields: &Fields, name: &str) -> Self {
        Self { day: fields.text(name).to_owned(), clock: fields.text(&moment::time_field(name)).to_owned() }
    }

    /// As it is stored.
    pub(crate) fn stored(at: Option<Timestamp>, zone: Zone) -> Self {
        let (day, clock) = at.map(|at| moment::as_fields(at, zone)).unwrap_or_default();
        Self { day, clock }
    }
}

/// The two fields of a moment, side by side. What a calendar field cannot hold is shown in a plain one.
pub(crate) fn moment_fields(form: &Form<'_>, name: &str, labels: (String, String), typed: &Typed) -> Parts {
    let as_kind = |input: Input, kind: &str, fits: bool| if fits { input.kind(kind) } else { input };
    let time_name = moment::time_field(name);
    let day = form.input(name, labels.0, &typed.day).width(10);
    let clock = form.input(&time_name, labels.1, &typed.clock).width(5);
    let iso = typed.day.is_empty() || typed.day.parse::<jiff::civil::Date>().is_ok();
    let plain = typed.clock.is_empty() || (typed.clock.contains(':') && moment::time(&typed.clock).is_ok());
    let inside = Parts::default().with(as_kind(day, "date", iso)).with(as_kind(clock, "time", plain));
    Parts::default().with(Row { inside: inside.html() })
}

/// The fields of all phases.
pub(super) fn phase_fields(form: &Form<'_>, typed: impl Fn(&str) -> Typed) -> Parts {
    let t = form.t();
    let mut parts = Parts::default();
    for kind in PhaseKind::ALL {
        let (opens, closes) = (format!("{kind}.opens"), format!("{kind}.closes"));
        let name = app::notices::phase_name(t, kind);
        let legend = if kind.required() { name } else { t.common_label_optional(name) };
        for (field, day, time) in [
            (&opens, t.national_opens_date(), t.national_opens_time()),
            (&closes, t.national_closes_date(), t.national_closes_time()),
        ] {
            form.name(field, t.problem_in_field(&legend, day));
            form.name(&moment::time_field(field), t.problem_in_field(&legend, time));
        }
        let opening = (t.national_opens_date(), t.national_opens_time());
        let closing = (t.national_closes_date(), t.national_closes_time());
        let inside = Parts::default()
            .with(moment_fields(form, &opens, opening, &typed(&opens)).html())
            .with(moment_fields(form, &closes, closing, &typed(&closes)).html());
        let legend = Legend::new(legend).class("govuk-fieldset__legend--m");
        parts = parts.with(Fieldset::new(legend, inside.html()));
    }
    parts
}

/// The phases that were sent. A phase of which no field was filled is absent.
pub(super) fn read_schedule(fields: &Fields, zone: Zone, problems: &mut Vec<FieldProblem>) -> Schedule {
    let mut schedule = Schedule::default();
    for kind in PhaseKind::ALL {
        let (opens, closes) = (format!("{kind}.opens"), format!("{kind}.closes"));
        if moment::is_blank(fields, &opens) && moment::is_blank(fields, &closes) {
            continue;
        }
        let (opens, closes) = (moment::read(fields, &opens, zone), moment::read(fields, &closes, zone));
        match (opens, closes) {
            (Ok(opens), Ok(closes)) => {
                schedule.0.insert(kind, Window { opens, closes });
            }
            (opens, closes) => {
                problems.extend([opens.err(), closes.err()].into_iter().flatten().flatten());
            }
        }
    }
    schedule
}

/// Adds what a use case would find too, except at phases that could not even be read.
pub(super) fn merge(problems: &mut Vec<FieldProblem>, further: Vec<FieldProblem>) {
    let phase = |field: &str| field.split('.').next().unwrap_or_default().to_owned();
    let known: Vec<String> = problems.iter().map(|found| phase(&found.field)).collect();
    problems.extend(further.into_iter().filter(|found| !known.contains(&phase(&found.field))));
}

/// A zone that was sent; Jakarta's where none was.
pub(super) fn read_zone(fields: &Fields, problems: &mut Vec<FieldProblem>) -> Zone {
    let sent = fields.text("zone");
    if sent.is_empty() {
        return Zone::Wib;
    }
    sent.parse().unwrap_or_else(|_| {
        problems.push(FieldProblem::new("zone", Problem::UnknownOption));
        Zone::Wib
    })
}

/// An instant in the zone of the round and, where that is Jakarta's, in that of Papua too.
pub(super) fn in_zones(t: &Texts, at: Timestamp, zone: Zone) -> String {
    let other = if zone == Zone::Wib { i18n::Zone::Wit } else { moment::zone(zone) };
    t.date_time_both(at, other)
}
