//! Words for what is wrong with something that a person gave, and the way back to its field.

use std::collections::BTreeMap;

use domain::problem::{FieldProblem, Problem};
use i18n::Texts;

use crate::components::ErrorLink;

/// What is wrong, and what would be right, in a sentence.
#[must_use]
pub fn problem_text(t: &Texts, problem: &Problem) -> String {
    let size = |bytes: u64| t.bytes(bytes);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match problem {
        Problem::Required => t.problem_required(),
        Problem::TooLong { max } => t.problem_too_long(count(*max)),
        Problem::TooShort { min } => t.problem_too_short(count(*min)),
        Problem::OutOfRange { min: Some(min), max: Some(max) } => {
            t.problem_out_of_range(t.decimal(max), t.decimal(min))
        }
        Problem::OutOfRange { min: Some(min), max: None } => t.problem_too_low(t.decimal(min)),
        Problem::OutOfRange { max: Some(max), .. } => t.problem_too_high(t.decimal(max)),
        Problem::NotANumber | Problem::OutOfRange { .. } => t.problem_not_a_number(),
        Problem::NotADate => t.problem_not_a_date(),
        Problem::NotATime => t.problem_not_a_time(),
        Problem::NotALink => t.problem_not_a_link(),
        Problem::NotAnEmail => t.problem_not_an_email(),
        Problem::NotAPhone => t.problem_not_a_phone(),
        Problem::NotAMobile => t.problem_not_a_mobile(),
        Problem::WrongCode { left } => t.problem_wrong_code(i64::from(*left)),
        Problem::NotAColour => t.problem_not_a_colour(),
        Problem::LowContrast { ratio, nearest } => t.problem_low_contrast(nearest.as_str(), t.decimal(ratio)),
        Problem::NotASecureLink => t.problem_not_a_secure_link(),
        Problem::NotAHost => t.problem_not_a_host(),
        Problem::TooManyLines { max } => t.problem_too_many_lines(count(*max)),
        Problem::NotAPosition => t.problem_not_a_position(),
        Problem::NotHours => t.problem_not_hours(),
        Problem::NotACode => t.problem_not_a_code(),
        Problem::UnknownOption => t.problem_unknown_option(),
        Problem::OneOptionOnly => t.problem_one_option_only(),
        Problem::Unknown => t.problem_unknown(),
        Problem::Taken => t.problem_taken(),
        Problem::LooksLikeAnother => t.problem_looks_like_another(),
        Problem::BadCharacters => t.problem_bad_characters(),
        Problem::PasswordTooCommon => t.problem_password_too_common(),
        Problem::PasswordsDiffer => t.problem_passwords_differ(),
        Problem::WrongNameOrPassword => t.problem_wrong_name_or_password(),
        Problem::WrongPassword => t.problem_wrong_password(),
        Problem::SamePerson => t.problem_same_person(),
        Problem::NoFile => t.problem_no_file(),
        Problem::EmptyFile => t.problem_empty_file(),
        Problem::FileTooBig { max } => t.problem_file_too_big(size(*max)),
        Problem::FileKind { found, accepted } => {
            t.problem_file_kind(accepted.join(", "), found.to_uppercase())
        }
        Problem::FileLocked => t.problem_file_locked(),
        Problem::TooManyFiles { max } => t.problem_too_many_files(i64::from(*max)),
        Problem::DeskFull { used, size: wanted, max } => {
            t.problem_desk_full(size(*max), size(*wanted), size(*used))
        }
        Problem::EndBeforeStart => t.problem_end_before_start(),
        Problem::InThePast => t.problem_in_the_past(),
        Problem::NotNow { why } => t.by_key(why).unwrap_or_else(|| t.problem_conflict_state()),
        Problem::AppealsUndecided { count } => t.appeal_problem_undecided(*count),
        Problem::ClosedCodes { codes } => t.problem_closed_codes(codes.join(", ")),
        Problem::UnknownCodes { codes } => t.problem_unknown_codes(codes.join(", ")),
        Problem::Defects { lines } => t.problem_defects(lines.join("\n")),
        Problem::AtLines { faults } => at_lines(t, faults),
    }
}

/// What is wrong in lines of a text, one sentence for each.
fn at_lines(t: &Texts, faults: &[(usize, String)]) -> String {
    let line = |(line, why): &(usize, String)| {
        let line = i64::try_from(*line).unwrap_or(i64::MAX);
        t.content_wrong_at(line, t.by_key(why).unwrap_or_default())
    };
    faults.iter().map(line).collect::<Vec<_>>().join(" ")
}

/// What the fields of forms are called, as their labels do.
fn field_name(t: &Texts, field: &str) -> Option<String> {
    Some(match field {
        "login" => t.people_login(),
        "password" => t.account_new_password(),
        "repeated" => t.account_repeat_password(),
        "old" => t.account_old_password(),
        "name" => t.common_name(),
        "email" => t.common_email(),
        "language" => t.common_language(),
        "scopes" => t.account_token_scopes(),
        "days" => t.account_token_days(),
        "role" => t.people_role(),
        "body" => t.people_body(),
        "address" => t.bodies_address(),
        "hours" => t.bodies_hours(),
        "whatsapp" => t.bodies_whatsapp(),
        "position" => t.bodies_position(),
        "reason" => t.common_reason(),
        "acting_reason" => t.acting_reason(),
        "publish_at" => t.result_publish_date(),
        "publish_at.time" => t.result_publish_time(),
        "decree" => t.result_decree(),
        "note" => t.result_note(),
        "level" => t.review_level(),
        "options" => t.review_options(),
        "criteria" => t.review_criteria(),
        _ => return None,
    })
}

/// The message of a problem in a list away from its field: where it does not tell what it is about, the name of the
/// field stands before it.
fn problem_in_list(t: &Texts, found: &FieldProblem, name: Option<String>, text: &str) -> String {
    let is_told = matches!(
        found.problem,
        Problem::WrongNameOrPassword
            | Problem::WrongPassword
            | Problem::PasswordTooCommon
            | Problem::PasswordsDiffer
            | Problem::SamePerson
            | Problem::DeskFull { .. }
            | Problem::NotNow { .. }
            | Problem::Defects { .. }
    );
    match name {
        Some(name) if !is_told => t.problem_in_field(name, text),
        _ => text.to_owned(),
    }
}

/// A message at a field and in the summary.
#[derive(Debug, Clone)]
struct Message {
    at_field: String,
    in_summary: String,
}

/// Messages by field, for a page that shows a form again.
#[derive(Debug, Clone, Default)]
pub struct Messages {
    by_field: BTreeMap<String, Message>,
    order: Vec<String>,
}

impl Messages {
    /// The words for these problems. A field keeps its first one.
    #[must_use]
    pub fn new(t: &Texts, problems: &[FieldProblem]) -> Self {
        Self::named(t, problems, |_| None)
    }

    /// The words for these problems on a page whose fields have names of their own, which go before the common ones.
    #[must_use]
    pub fn named(t: &Texts, problems: &[FieldProblem], name: impl Fn(&str) -> Option<String>) -> Self {
        let mut messages = Self::default();
        for found in problems {
            if !messages.by_field.contains_key(&found.field) {
                let at_field = problem_text(t, &found.problem);
                let name = name(&found.field).or_else(|| field_name(t, &found.field));
                let in_summary = problem_in_list(t, found, name, &at_field);
                messages.order.push(found.field.clone());
                messages.by_field.insert(found.field.clone(), Message { at_field, in_summary });
            }
        }
        messages
    }

    /// Adds a message to a field, after those that it has.
    pub fn add(&mut self, field: &str, text: String) {
        if let Some(message) = self.by_field.get_mut(field) {
            for texts in [&mut message.at_field, &mut message.in_summary] {
                texts.push(' ');
                texts.push_str(&text);
            }
        } else {
            self.order.push(field.to_owned());
            let message = Message { at_field: text.clone(), in_summary: text };
            self.by_field.insert(field.to_owned(), message);
        }
    }

    /// The message at a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<String> {
        self.by_field.get(field).map(|message| message.at_field.clone())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Links for the summary at the top: each leads to the element whose id is the field's name.
    pub fn links(&self) -> impl Iterator<Item = ErrorLink> + '_ {
        let messages = self.order.iter().filter_map(|field| Some((field, self.by_field.get(field)?)));
        messages.map(|(field, message)| ErrorLink::to_field(field, message.in_summary.as_str()))
    }

    /// As [`Messages::links`], each with words made of the field's name and the message at the field.
    pub fn links_worded<'m>(
        &'m self,
        words: impl Fn(&str, &str) -> String + 'm,
    ) -> impl Iterator<Item = ErrorLink> + 'm {
        self.order.iter().filter_map(move |field| {
            let message = self.by_field.get(field)?;
            Some(ErrorLink::to_field(field, words(field, &message.at_field)))
        })
    }
}
