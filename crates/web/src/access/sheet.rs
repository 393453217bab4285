//! The sheet of a case as fields of a form and back: the two moments, one group of choices for each question, a note. The same
//! for the tester, for a correction and for a rehearsal.

use domain::access_test::record::{Record, Scored, minute};
use domain::access_test::sheet::{Question, Sheet};
use domain::body::Zone;
use domain::problem::{FieldProblem, Problem};
use i18n::Texts;
use jiff::Timestamp;

use crate::components::{CharacterCount, Choice, Hint, Html, InsetText, Legend, Radios};
use crate::form::Fields;
use crate::moment;
use crate::national::dates::{Typed, moment_fields};
use crate::national::frame::{Form, Heading, Paragraph, Parts};
use crate::show;

/// What the sheet shows beside what was typed.
pub(crate) struct Shown<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) scored: Option<&'a Scored>,
    /// The zone in which moments are typed.
    pub(crate) zone: Zone,
    /// The words of the count of characters.
    pub(crate) count: crate::components::CountWords,
}

/// The fields of a sheet.
pub(crate) fn parts(form: &Form<'_>, shown: &Shown<'_>, fields: &Fields) -> Parts {
    let t = form.t();
    let mut parts = Parts::default();
    for (name, label, hint) in [
        ("acknowledged", t.access_acknowledged_label(), t.access_acknowledged_hint()),
        ("answered", t.access_answered_label(), t.access_answered_hint()),
    ] {
        form.name(name, label.clone());
        form.name(&moment::time_field(name), label.clone());
        let labels = (t.access_date(), t.access_time(shown.zone.code()));
        let both = moment_fields(form, name, labels, &Typed::sent(fields, name));
        let inside = Parts::default().with(Paragraph { text: hint }).with(both.html());
        let legend = Legend::new(label).class("govuk-fieldset__legend--s");
        parts = parts.with(crate::components::Fieldset::new(legend, inside.html()));
    }
    for part in &shown.sheet.parts {
        parts = parts.with(Heading { text: part.title.get(t.code()).to_owned() });
        for question in &part.questions {
            parts = parts.with(question_html(form, shown, question, fields));
        }
    }
    form.name("note", t.access_note());
    let note = CharacterCount::new(
        "note",
        t.access_note(),
        domain::access_test::record::NOTE_MAX,
        shown.count.clone(),
    );
    parts.with(note.hint(t.access_note_hint()).rows(4).value(fields.raw("note")).error(form.error("note")))
}

fn question_html(form: &Form<'_>, shown: &Shown<'_>, question: &Question, fields: &Fields) -> Html {
    let t = form.t();
    let name = format!("q-{}", question.code);
    let text = question.text.get(t.code());
    if question.time.is_some() {
        return Html::join([InsetText::new(format!("{text} {}", measured(t, shown, question)))]);
    }
    form.name(&name, text.to_owned());
    let choices = question.options.iter().map(|choice| {
        let points = t.access_points(show::exact(t, &choice.points));
        Choice::new(choice.code.as_str(), choice.label.get(t.code())).hint(Hint::new(points))
    });
    let legend = Legend::new(text).class("govuk-fieldset__legend--s");
    let radios = Radios::new(&name, legend, choices.collect::<Vec<_>>()).value(fields.text(&name)).small();
    let radios = match &question.help {
        Some(help) => radios.hint(help.get(t.code())),
        None => radios,
    };
    Html::join([radios.error(form.error(&name))])
}

/// What the stopwatch picked.
fn measured(t: &Texts, shown: &Shown<'_>, question: &Question) -> String {
    let lines = shown.scored.map(|scored| scored.lines.as_slice()).unwrap_or_default();
    let line = lines.iter().find(|line| line.question == question.code);
    let choice = line.and_then(|line| question.choice(line.option.as_ref()?.as_str()));
    choice.map_or_else(
        || t.access_clock_none(),
        |choice| t.access_measured(choice.label.get(t.code()), show::exact(t, &choice.points)),
    )
}

/// What the fields hold where a record is shown.
pub(crate) fn fields_of(record: &Record, base: i64, zone: Zone) -> Fields {
    let mut fields = vec![("base".to_owned(), base.to_string()), ("note".to_owned(), record.note.clone())];
    for (name, at) in [("acknowledged", record.acknowledged_at), ("answered", record.answered_at)] {
        if let Some(at) = at {
            let (day, clock) = moment::as_fields(at, zone);
            fields.push((name.to_owned(), day));
            fields.push((moment::time_field(name), clock));
        }
    }
    fields.extend(record.answers.iter().map(|(code, option)| (format!("q-{code}"), option.to_string())));
    Fields::new(fields)
}

/// What was typed. `now` is the moment of a button that says that something came just now.
pub(crate) fn read(
    fields: &Fields,
    sheet: &Sheet,
    zone: Zone,
    now: Timestamp,
) -> (Record, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let mut at = |name: &str| {
        if fields.text("do") == name {
            return Some(minute(now));
        }
        if moment::is_blank(fields, name) {
            return None;
        }
        moment::read(fields, name, zone).map_err(|found| problems.extend(found)).ok()
    };
    let (acknowledged_at, answered_at) = (at("acknowledged"), at("answered"));
    let mut answers = std::collections::BTreeMap::new();
    for question in sheet.questions().filter(|question| question.time.is_none()) {
        let name = format!("q-{}", question.code);
        match fields.text(&name) {
            "" => {}
            typed => match typed.parse() {
                Ok(option) => {
                    answers.insert(question.code.clone(), option);
                }
                Err(_) => problems.push(FieldProblem::new(name, Problem::UnknownOption)),
            },
        }
    }
    let note = fields.raw("note").replace("\r\n", "\n").trim().to_owned();
    (Record { acknowledged_at, answered_at, answers, note }, problems)
}

/// How far the sheet is: *93 dari 100*.
pub(crate) fn so_far(t: &Texts, sheet: &Sheet, scored: &Scored) -> String {
    t.access_score_of(show::exact(t, &sheet.points), show::exact(t, &scored.points))
}

/// The clocks of a case: names and values.
pub(crate) fn clocks(
    t: &Texts,
    sent_at: Timestamp,
    record: &Record,
    (days, zone): (u32, Zone),
) -> Vec<(String, String)> {
    let event = |came: Option<Timestamp>| match came {
        None => t.access_clock_none(),
        Some(came) => {
            let minutes = came.duration_since(minute(sent_at)).as_mins().max(0);
            let since = t.access_clock_since(minutes / 60, minutes % 60);
            format!("{} ({since})", super::at(t, came, zone))
        }
    };
    vec![
        (t.access_clock_sent(), super::at(t, sent_at, zone)),
        (t.access_clock_acknowledged(), event(record.acknowledged_at.or(record.answered_at))),
        (t.access_clock_answered(), event(record.answered_at)),
        (t.access_clock_days(), t.access_clock_days_value(days)),
    ]
}

/// What a sheet gave, for readers: part, question, option, points.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) question: String,
    pub(crate) option: String,
    pub(crate) points: String,
}

/// The lines of a sheet for readers.
pub(crate) fn lines(t: &Texts, sheet: &Sheet, scored: &Scored) -> Vec<Line> {
    let line = |found: &domain::access_test::record::Line| {
        let question = sheet.question(found.question.as_str())?;
        let option = found.option.as_ref().and_then(|option| question.choice(option.as_str()));
        Some(Line {
            question: question.text.get(t.code()).to_owned(),
            option: option.map(|choice| choice.label.get(t.code()).to_owned()).unwrap_or_default(),
            points: t.access_score_of(show::exact(t, &found.most), show::exact(t, &found.points)),
        })
    };
    scored.lines.iter().filter_map(line).collect()
}
