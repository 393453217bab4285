//! Choosing files. Without scripts the browser's own control does the work.

use askama::Template;
use serde::Deserialize;

use super::field::{ErrorMessage, FieldHead, FormGroup, Hint, Label, field};
use super::markup::{Attributes, Classes, attr, component, flag};
use super::textarea::Plural;

/// A field for one or several files.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/file_upload.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FileUpload {
    id: String,
    name: String,
    disabled: bool,
    multiple: bool,
    described_by: String,
    label: Label,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    javascript: bool,
    choose_files_button_text: String,
    no_file_chosen_text: String,
    multiple_files_chosen_text: Plural,
    drop_instruction_text: String,
    entered_drop_zone_text: String,
    left_drop_zone_text: String,
    wrapper_classes: Classes,
    wrapper_attributes: Attributes,
    classes: Classes,
    attributes: Attributes,
}

component!(FileUpload);
field!(FileUpload);

/// What the larger control (drop zone and button) says.
#[derive(Clone, Debug)]
pub struct UploadWords {
    /// "Choose file"
    pub choose: String,
    /// "No file chosen"
    pub none: String,
    /// "%{count} files chosen"
    pub several: Plural,
    /// "or drop file"
    pub drop: String,
    /// "Entered drop zone"
    pub entered: String,
    /// "Left drop zone"
    pub left: String,
}

impl FileUpload {
    /// The browser's own control; its id is its name.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// Adds a drop zone and a large button for those who have scripts.
    #[must_use]
    pub fn drop_zone(mut self, words: UploadWords) -> Self {
        self.javascript = true;
        self.choose_files_button_text = words.choose;
        self.no_file_chosen_text = words.none;
        self.multiple_files_chosen_text = words.several;
        self.drop_instruction_text = words.drop;
        self.entered_drop_zone_text = words.entered;
        self.left_drop_zone_text = words.left;
        self
    }

    /// Takes several files at once.
    #[must_use]
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// Types that the file dialogue offers, e.g. `.pdf,image/png`. The server decides all the same.
    #[must_use]
    pub fn accept(self, types: &str) -> Self {
        self.attribute("accept", types)
    }

    fn key(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }

    fn head(&self) -> FieldHead {
        FieldHead::new(
            self.key(),
            Some(&self.label),
            self.hint.as_ref(),
            self.error_message.as_ref(),
            &self.described_by,
        )
    }

    fn words(&self) -> Attributes {
        let mut words = Attributes::default();
        let mut add = |key: &str, text: &str| {
            if !text.is_empty() {
                words.set(&format!("data-i18n.{key}"), text);
            }
        };
        add("choose-files-button", &self.choose_files_button_text);
        add("no-file-chosen", &self.no_file_chosen_text);
        add("drop-instruction", &self.drop_instruction_text);
        add("entered-drop-zone", &self.entered_drop_zone_text);
        add("left-drop-zone", &self.left_drop_zone_text);
        self.multiple_files_chosen_text.write(&mut words, "multiple-files-chosen");
        words
    }
}
