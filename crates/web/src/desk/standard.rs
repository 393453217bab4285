//! The form of the service standard.

use app::desk::{Desk, StandardSheet};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;
use domain::service::form::{Field, Kind, Typed};
use domain::service::{Channel, Fee, missing};
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, Details, Html, Input, Radios, SummaryList, SummaryRow, Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::ppid::element_name;
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "desk/standard.html")]
struct StandardPage {
    shell: Shell,
    t: Texts,
    office: String,
    site: String,
    desk: String,
    version: String,
    is_new: bool,
    missing: String,
    conflict: Option<Details>,
    parts: Vec<Part>,
    history: Vec<String>,
    errors: Messages,
}

/// A part of the form under its heading.
#[derive(Debug)]
struct Part {
    title: String,
    lead: String,
    link: Option<(String, String)>,
    fields: Html,
}

/// `GET /meja/{slug}/standar`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = desk.standard().await?;
    let typed = Typed::from_standard(&sheet.standard);
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &desk, &sheet, Form::new(typed, sheet.version))))
}

/// `POST /meja/{slug}/standar`
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let base: i64 = fields.text("version").parse().unwrap_or(0);
    let typed = typed(&fields);
    match desk.save_standard(base, &typed).await {
        Ok(_) => Ok(redirect_with(&format!("/meja/{slug}/standar"), "service-desk-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let sheet = desk.standard().await?;
            let form = Form { problems, ..Form::new(typed, base) };
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page(&web, &signed_in, &desk, &sheet, form)))
        }
        Err(AppError::Conflict(Conflict::Version { .. })) => {
            let sheet = desk.standard().await?;
            let form = Form { met: true, ..Form::new(typed, sheet.version) };
            Ok(render(StatusCode::CONFLICT, &page(&web, &signed_in, &desk, &sheet, form)))
        }
        Err(other) => Err(other.into()),
    }
}

/// What the form shows.
struct Form {
    typed: Typed,
    version: i64,
    problems: Vec<FieldProblem>,
    /// Whether somebody else was faster.
    met: bool,
}

impl Form {
    fn new(typed: Typed, version: i64) -> Self {
        Self { typed, version, problems: Vec::new(), met: false }
    }
}

fn typed(fields: &Fields) -> Typed {
    let texts = Field::ALL.iter().map(|field| (*field, fields.raw(field.name()).to_owned()));
    Typed {
        texts: texts.filter(|(_, text)| !text.is_empty()).collect(),
        fee: fields.text("fee").to_owned(),
        channels: fields.all("channels").map(str::to_owned).collect(),
    }
}

fn page(web: &Web, signed_in: &SignedIn, desk: &Desk, sheet: &StandardSheet, form: Form) -> StandardPage {
    let t = *signed_in.visitor.texts();
    let body = &desk.placed().body;
    let errors = Messages::named(&t, &form.problems, |field| label_of(&t, field));
    let shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    let lacks = missing((sheet.version > 0).then_some(&sheet.standard));
    let lacks: Vec<String> = lacks.into_iter().map(|element| element_name(&t, element)).collect();
    let zone = moment::zone(body.zone);
    let history = sheet.history.iter().enumerate().map(|(at, event)| {
        let version = sheet.version - i64::try_from(at).unwrap_or_default();
        t.service_desk_version(
            t.date_time(event.at, zone),
            version,
            event.actor_name.as_deref().unwrap_or("-"),
        )
    });
    StandardPage {
        office: body.office_name.clone(),
        site: format!("/{}", body.slug),
        desk: format!("/meja/{}", body.slug),
        version: form.version.to_string(),
        is_new: sheet.version == 0,
        missing: lacks.join(", "),
        conflict: form.met.then(|| stored(&t, sheet)),
        parts: Builder { t: &t, shell: &shell, typed: &form.typed, errors: &errors }
            .parts(&body.slug.to_string()),
        history: history.collect(),
        shell,
        t,
        errors,
    }
}

/// What somebody else saved meanwhile.
fn stored(t: &Texts, sheet: &StandardSheet) -> Details {
    let typed = Typed::from_standard(&sheet.standard);
    let rows = Field::ALL.iter().filter(|field| !typed.text(**field).is_empty());
    let rows = rows.map(|field| SummaryRow::new(label(t, *field), typed.text(*field)));
    Details::new(t.service_desk_conflict_stored(), Html::join([SummaryList::new(rows)])).open()
}

/// The label of a field. A test looks up every one of them.
fn label(t: &Texts, field: Field) -> String {
    label_of(t, field.name()).unwrap_or_default()
}

fn label_of(t: &Texts, name: &str) -> Option<String> {
    t.by_key(&format!("service-field-{}", name.replace('_', "-")))
}

/// Builds the parts of the form.
struct Builder<'a> {
    t: &'a Texts,
    shell: &'a Shell,
    typed: &'a Typed,
    errors: &'a Messages,
}

impl Builder<'_> {
    fn parts(&self, slug: &str) -> Vec<Part> {
        use Field as F;
        let t = self.t;
        let part = |title: String, fields: Html| Part { title, lead: String::new(), link: None, fields };
        let people =
            [F::HeadName, F::HeadTitle, F::SuperiorName, F::SuperiorTitle, F::PpidName, F::PpidTitle];
        let decrees = [
            F::StandardDecree,
            F::StandardDate,
            F::PpidDecree,
            F::PpidDate,
            F::MaklumatDecree,
            F::MaklumatDate,
        ];
        let clocks = [
            F::Answer,
            F::Extension,
            F::Objection,
            F::ElectionAnswer,
            F::ElectionExtension,
            F::ElectionObjectionFiling,
            F::ElectionObjection,
            F::ElectionDisputeFiling,
        ];
        let own = [
            F::RequiredOfPerson,
            F::RequiredOfGroup,
            F::RequiredOfEntity,
            F::RequiredOfAttorney,
            F::StepsOfRequest,
            F::StepsOfObjection,
            F::StepsOfDispute,
        ];
        let hours = self.fields(&[F::RamadanFrom, F::RamadanTo, F::RamadanHours, F::Closed]);
        vec![
            part(t.service_part_basis(), self.fields(&[F::LegalBases, F::Guarantee, F::Evaluation])),
            part(t.service_part_people(), Html::join([self.fields(&people), self.fields(&decrees)])),
            part(t.service_part_time(), self.fields(&clocks)),
            part(t.service_part_money(), Html::join([self.fee(), self.fields(&[F::FeeLines, F::FeeDecree])])),
            part(t.service_part_ways(), self.channels()),
            Part {
                lead: t.service_desk_hours(),
                link: Some((format!("/badan/{slug}/ubah"), t.service_desk_hours_link())),
                ..part(t.service_part_hours(), hours)
            },
            Part {
                lead: t.service_part_own_lead(),
                ..part(t.service_part_own(), Html::join([self.fields(&own), self.fields(&[F::Note])]))
            },
        ]
    }

    fn fields(&self, fields: &[Field]) -> Html {
        Html::join(fields.iter().map(|field| self.field(*field)))
    }

    fn field(&self, field: Field) -> Html {
        let (name, label) = (field.name(), label(self.t, field));
        let value = self.typed.text(field);
        let error = self.shell.error(self.errors.get(name));
        let area = |rows, hint: String| {
            let area = Textarea::new(name, label.as_str()).rows(rows).value(value).error(error.clone());
            Html::join([if hint.is_empty() { area } else { area.hint(hint) }])
        };
        match field.kind() {
            Kind::Lines if field == Field::Closed => area(4, self.t.service_hint_closed()),
            Kind::Lines => area(5, self.t.service_one_per_line()),
            Kind::Text => area(4, String::new()),
            Kind::Line => {
                let input = Input::new(name, label.as_str()).value(value).error(error);
                let is_hours = field == Field::RamadanHours;
                Html::join([if is_hours { input.hint(self.t.service_hint_hours()) } else { input }])
            }
            Kind::Date => Html::join([Input::new(name, label.as_str())
                .width(10)
                .hint(self.t.service_hint_date())
                .value(value)
                .error(error)]),
            Kind::Days(_, max, may_be_empty) => {
                let hint = if may_be_empty {
                    self.t.service_hint_days_optional()
                } else {
                    self.t.service_hint_faster(u32::from(max))
                };
                let input = Input::new(name, label.as_str()).numeric().width(3).hint(hint);
                Html::join([input.value(value).error(error)])
            }
        }
    }

    fn fee(&self) -> Html {
        let word = |fee: &Fee| match fee {
            Fee::Free => self.t.service_field_fee_free(),
            Fee::CopiesAtCost => self.t.service_field_fee_copies(),
        };
        let choices = Fee::ALL.iter().map(|fee| Choice::new(fee.code(), word(fee)));
        let radios = Radios::new("fee", self.t.service_field_fee(), choices).value(self.typed.fee.as_str());
        Html::join([radios.error(self.shell.error(self.errors.get("fee")))])
    }

    fn channels(&self) -> Html {
        let choices = Channel::ALL.iter().map(|channel| {
            let key = format!("service-channel-{}", channel.code().replace('_', "-"));
            Choice::new(channel.code(), self.t.by_key(&key).unwrap_or_default())
        });
        let boxes = Checkboxes::new("channels", self.t.service_field_channels(), choices);
        let boxes = boxes.values(self.typed.channels.iter().map(String::as_str));
        Html::join([boxes.error(self.shell.error(self.errors.get("channels")))])
    }
}

#[cfg(test)]
mod tests {
    use i18n::Lang;

    use super::*;

    #[test]
    fn every_field_and_channel_has_its_words() {
        for lang in [Lang::Id, Lang::En] {
            let t = Texts::new(lang);
            for field in Field::ALL {
                assert!(!label(&t, *field).is_empty(), "{}", field.name());
            }
            for channel in Channel::ALL {
                let key = format!("service-channel-{}", channel.code().replace('_', "-"));
                assert!(t.by_key(&key).is_some(), "{key}");
            }
        }
    }
}
