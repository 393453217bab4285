//! Between an article's text and the fields of its form.

use domain::content::{Rule, Standing, Writing};
use domain::problem::{FieldProblem, Problem};

use crate::form::Fields;

/// The text as the fields show it.
pub(super) fn as_fields(writing: &Writing) -> Fields {
    let year = writing.year.map(|year| year.to_string()).unwrap_or_default();
    let order = if writing.order == 0 { String::new() } else { writing.order.to_string() };
    let fields = [
        ("title", writing.title.clone()),
        ("lead", writing.lead.clone()),
        ("body", writing.body.clone()),
        ("language", writing.language.clone()),
        ("basis", writing.basis.to_string()),
        ("topic", writing.topic.clone()),
        ("order", order),
        ("rule", writing.rule.map_or("", Rule::code).to_owned()),
        ("number", writing.number.clone()),
        ("year", year),
        ("standing", writing.standing.code().to_owned()),
        ("standing_note", writing.standing_note.clone()),
        ("link", writing.link.clone()),
        ("item", writing.item.clone()),
    ];
    Fields::new(fields.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

/// The text that was sent, and what cannot be read of it.
pub(super) fn read(fields: &Fields) -> (Writing, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let text = |name: &str| fields.text(name).to_owned();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let rule = match fields.text("rule") {
        "" => None,
        sent => sent.parse().map_err(|_| wrong("rule", Problem::UnknownOption)).ok(),
    };
    let standing = match fields.text("standing") {
        "" => Standing::InForce,
        sent => sent.parse().unwrap_or_else(|_| {
            wrong("standing", Problem::UnknownOption);
            Standing::InForce
        }),
    };
    let year = match fields.text("year") {
        "" => None,
        sent => sent.parse().map_err(|_| wrong("year", Problem::NotANumber)).ok(),
    };
    let order = match fields.text("order") {
        "" => 0,
        sent => sent.parse().unwrap_or_else(|_| {
            wrong("order", Problem::NotANumber);
            0
        }),
    };
    let language = if fields.text("language").is_empty() { "id".to_owned() } else { text("language") };
    // Whoever says that a version is as new as the original names the edition that stood beside the form.
    let basis = if fields.has("current") { fields.text("current") } else { fields.text("basis") };
    let writing = Writing {
        basis: basis.parse().unwrap_or(0),
        title: text("title"),
        lead: text("lead"),
        body: fields.raw("body").to_owned(),
        language,
        topic: text("topic"),
        order,
        rule,
        number: text("number"),
        year,
        standing,
        standing_note: text("standing_note"),
        link: text("link"),
        item: text("item"),
    };
    (writing, problems)
}
