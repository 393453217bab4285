//! The form fields of a question.

use app::Office;
use app::office::shown_options;
use domain::assessment::TEXT_MAX;
use domain::instrument::{AnswerKind, FieldSpec, OptionSpec, Question};

use super::typed::{NONE, Typed};
use super::words;
use crate::components::{CharacterCount, Checkboxes, Choice, Html, Input, Label, Legend, Radios};
use crate::page::Shell;
use crate::problem::Messages;

/// One part of a question, as the form shows it.
struct Part<'a> {
    name: String,
    label: String,
    kind: AnswerKind,
    options: Vec<&'a OptionSpec>,
    fields: &'a [FieldSpec],
    max_chars: Option<u32>,
}

/// All form fields of a question, filled with what was typed.
pub(super) fn controls(
    shell: &Shell,
    office: &Office,
    question: &Question,
    typed: &Typed,
    errors: &Messages,
) -> Html {
    let body = &office.placed().body.code;
    let spec = &question.answer;
    let main = Part {
        name: words::main_field(spec.kind).to_owned(),
        label: shell.t.saq_answer(),
        kind: spec.kind,
        options: shown_options(body, &question.code, &spec.options, spec.shuffle),
        fields: &spec.fields,
        max_chars: spec.max_chars,
    };
    let further = spec.also.iter().map(|also| Part {
        name: format!("also.{}", also.code),
        label: also.label.get(shell.t.code()).to_owned(),
        kind: also.kind,
        options: shown_options(body, &question.code, &also.options, also.shuffle),
        fields: &also.fields,
        max_chars: also.max_chars,
    });
    Html::join(std::iter::once(main).chain(further).map(|part| control(shell, &part, typed, errors)))
}

fn control(shell: &Shell, part: &Part<'_>, typed: &Typed, errors: &Messages) -> Html {
    let t = &shell.t;
    let error = shell.error(errors.get(&part.name));
    let label = || Label::new(part.label.clone()).class("govuk-label--s");
    let legend = || Legend::new(part.label.clone()).class("govuk-fieldset__legend--s");
    let choices =
        part.options.iter().map(|option| Choice::new(option.code.to_string(), words::option(t, option)));
    match part.kind {
        AnswerKind::SingleChoice | AnswerKind::YesNo => {
            let value = typed.one(&part.name);
            // A radio button cannot be cleared; where one is chosen, there is one more that takes the answer back.
            let none = [Choice::divider(t.common_or()), Choice::new("", t.saq_no_answer())];
            let none = none.into_iter().filter(|_| !value.is_empty());
            let radios = Radios::new(part.name.clone(), legend(), choices.chain(none)).value(value);
            Html::join([radios.error(error)])
        }
        AnswerKind::MultipleChoice => {
            let none = [Choice::divider(t.common_or()), Choice::new(NONE, t.saq_none_of_these()).exclusive()];
            let boxes = Checkboxes::new(part.name.clone(), legend(), choices.chain(none));
            Html::join([boxes.values(typed.all(&part.name).to_vec()).error(error)])
        }
        AnswerKind::Text => {
            let limit = part.max_chars.and_then(|max| usize::try_from(max).ok());
            if let Some(max) = part.max_chars.filter(|max| *max <= 120) {
                let input = Input::new(part.name.clone(), label()).hint(t.saq_text_hint(max));
                return Html::join([input.value(typed.one(&part.name)).error(error)]);
            }
            let area = CharacterCount::new(
                part.name.clone(),
                label(),
                limit.unwrap_or(TEXT_MAX),
                shell.count_words(),
            );
            Html::join([area.value(typed.one(&part.name)).error(error)])
        }
        AnswerKind::Url => {
            let input = Input::new(part.name.clone(), label()).kind("url").value(typed.one(&part.name));
            Html::join([input.hint(t.saq_link_hint()).autocomplete("off").error(error)])
        }
        AnswerKind::Date => {
            let input = Input::new(part.name.clone(), label()).kind("date").width(10);
            Html::join([input.value(typed.one(&part.name)).error(error)])
        }
        AnswerKind::Number => Html::join(part.fields.iter().map(|field| number(shell, field, typed, errors))),
        AnswerKind::File => Html::default(),
    }
}

fn number(shell: &Shell, field: &FieldSpec, typed: &Typed, errors: &Messages) -> Input {
    let name = format!("fields.{}", field.code);
    let label = Label::new(field.label.get(shell.t.code())).class("govuk-label--s");
    let input = Input::new(name.clone(), label).decimal().width(10).autocomplete("off");
    input.hint(shell.t.saq_number_hint()).value(typed.one(&name)).error(shell.error(errors.get(&name)))
}
