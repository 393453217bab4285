//! Lists and tables: tasks, summaries, rows of cells.

use std::borrow::Borrow;

use askama::Template;
use serde::Deserialize;

use super::markup::{Attributes, Classes, Html, attr, component, owned, rich, scalar};
use super::message::Tag;

/// Text or mark-up with class names: a key, a value, a title, a hint.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Words {
    #[serde(deserialize_with = "scalar")]
    text: String,
    html: Html,
    classes: Classes,
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Html> for Words {
    fn from(html: Html) -> Self {
        Self { html, ..Self::default() }
    }
}

/// How far a task is: plain words when it is done, a tag while something is left to do.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TaskStatus {
    tag: Option<Tag>,
    text: String,
    html: Html,
    classes: Classes,
}

impl TaskStatus {
    /// Finished: plain text, no colour.
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Something is left to do.
    pub fn open(tag: Tag) -> Self {
        Self { tag: Some(tag), ..Self::default() }
    }

    /// Cannot be started yet.
    pub fn cannot_start(text: impl Into<String>) -> Self {
        let mut status = Self::done(text);
        status.classes.add("govuk-task-list__status--cannot-start-yet");
        status
    }
}

/// One task.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Task {
    title: Words,
    hint: Option<Words>,
    status: TaskStatus,
    href: Option<String>,
    classes: Classes,
}

impl Task {
    /// A task whose page is `href`.
    pub fn new(title: impl Into<Words>, href: impl Into<String>, status: TaskStatus) -> Self {
        Self { title: title.into(), href: Some(href.into()), status, ..Self::default() }
    }

    /// A task that cannot be opened.
    pub fn closed(title: impl Into<Words>, status: TaskStatus) -> Self {
        Self { title: title.into(), status, ..Self::default() }
    }

    /// A line under the title.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What is to be done, in any order.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/task_list.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TaskList {
    items: Vec<Task>,
    id_prefix: String,
    classes: Classes,
    attributes: Attributes,
}

component!(TaskList, SummaryList, Table);

impl TaskList {
    /// `id_prefix` keeps the ids of several lists on one page apart.
    pub fn new(id_prefix: impl Into<String>, items: impl IntoIterator<Item = impl Borrow<Task>>) -> Self {
        Self { id_prefix: id_prefix.into(), items: owned(items), ..Self::default() }
    }

    fn prefix(&self) -> &str {
        if self.id_prefix.is_empty() { "task-list" } else { &self.id_prefix }
    }
}

/// A link beside a row, e.g. "Change".
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Action {
    text: String,
    html: Html,
    href: String,
    visually_hidden_text: String,
    classes: Classes,
    attributes: Attributes,
}

impl Action {
    /// `about` tells screen readers what the link changes.
    pub fn new(text: impl Into<String>, about: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), visually_hidden_text: about.into(), href: href.into(), ..Self::default() }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Actions {
    items: Option<Vec<Action>>,
    classes: Classes,
}

impl Actions {
    fn list(&self) -> &[Action] {
        self.items.as_deref().unwrap_or_default()
    }
}

/// One fact: its name, its value, and what can be done about it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SummaryRow {
    key: Words,
    value: Words,
    actions: Actions,
    classes: Classes,
}

impl SummaryRow {
    /// A fact to read.
    pub fn new(key: impl Into<Words>, value: impl Into<Words>) -> Self {
        Self { key: key.into(), value: value.into(), ..Self::default() }
    }

    /// Adds a link beside the value.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        self.actions.items.get_or_insert_default().push(action);
        self
    }

    fn lacks_actions(&self) -> bool {
        self.actions.items.is_none()
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct CardTitle {
    text: String,
    html: Html,
    heading_level: Option<u8>,
    classes: Classes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Card {
    title: Option<CardTitle>,
    actions: Actions,
    classes: Classes,
    attributes: Attributes,
}

/// Names and values: check-answers pages, receipts, records.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/summary_list.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
    card: Option<Card>,
    classes: Classes,
    attributes: Attributes,
}

impl SummaryList {
    /// A list of rows.
    pub fn new(rows: impl IntoIterator<Item = impl Borrow<SummaryRow>>) -> Self {
        Self { rows: owned(rows), ..Self::default() }
    }

    /// Puts the list in a box with a title (`h2`): for several lists on one page.
    #[must_use]
    pub fn card(mut self, title: impl Into<String>) -> Self {
        self.card = Some(Card {
            title: Some(CardTitle { text: title.into(), ..CardTitle::default() }),
            ..Card::default()
        });
        self
    }

    fn any_actions(&self) -> bool {
        self.rows.iter().any(|row| !row.actions.list().is_empty())
    }

    /// The card's title, which its links repeat for screen readers.
    fn title(&self) -> Option<&CardTitle> {
        self.card.as_ref().and_then(|card| card.title.as_ref())
    }
}

/// One cell of a table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Cell {
    #[serde(deserialize_with = "scalar")]
    text: String,
    html: Html,
    format: String,
    #[serde(deserialize_with = "scalar")]
    colspan: String,
    #[serde(deserialize_with = "scalar")]
    rowspan: String,
    classes: Classes,
    attributes: Attributes,
}

impl Cell {
    /// A cell with text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell with a link, a tag, a bar.
    pub fn html(html: Html) -> Self {
        Self { html, ..Self::default() }
    }

    /// A number: aligned to the right, in digits of equal width.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), format: "numeric".to_owned(), ..Self::default() }
    }

    /// The column's heading, shown before the value where the table stacks (`tb-table--stack`).
    #[must_use]
    pub fn stacked_label(mut self, label: impl Into<String>) -> Self {
        self.attributes.set("data-label", label);
        self
    }
}

/// A small table. Large ones are written as mark-up in the page's own template.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/table.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Table {
    rows: Vec<Vec<Cell>>,
    head: Option<Vec<Cell>>,
    caption: String,
    caption_classes: Classes,
    first_cell_is_header: bool,
    classes: Classes,
    attributes: Attributes,
}

impl Table {
    /// A table with a caption, which every table needs.
    pub fn new(
        caption: impl Into<String>,
        head: impl IntoIterator<Item = impl Borrow<Cell>>,
        rows: impl IntoIterator<Item = impl Borrow<Vec<Cell>>>,
    ) -> Self {
        Self { caption: caption.into(), head: Some(owned(head)), rows: owned(rows), ..Self::default() }
    }

    /// The first cell of each row names the row.
    #[must_use]
    pub fn first_cell_is_header(mut self) -> Self {
        self.first_cell_is_header = true;
        self
    }
}
