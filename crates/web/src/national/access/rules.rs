//! The page that sets what a round decides about its access test.

use app::access_test::channel_name;
use app::national::{National, RoundDetail};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access_test::{AccessTestRules, Channel, Opened};
use domain::problem::{FieldProblem, Problem};

use super::super::frame::{Form, Parts, refused, version};
use super::home;
use crate::Web;
use crate::components::{Checkboxes, Choice, Radios};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: &RoundDetail,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let home = home(&detail.round.slug);
    let form = Form::new(web, reader, format!("{home}/aturan"), home, problems);
    let t = *form.t();
    let channels = Channel::ALL.map(|channel| Choice::new(channel.code(), channel_name(&t, channel)));
    let chosen: Vec<&str> = fields.all("access_test.channels").collect();
    form.name("access_test.channels", t.access_rules_channels());
    let yes_no = |name: &str, label: String| {
        let items = [Choice::new("ya", t.access_yes()), Choice::new("tidak", t.access_no())];
        Radios::new(name, label, items).value(fields.text(name)).inline()
    };
    let opened = [
        Choice::new("after_phase", t.access_rules_opened_phase()),
        Choice::new("after_announcement", t.access_rules_opened_announcement()),
    ];
    let body = Parts::default()
        .with(
            Checkboxes::new("access_test.channels", t.access_rules_channels(), channels)
                .values(chosen)
                .error(form.error("access_test.channels")),
        )
        .with(yes_no("access_test.tells_province", t.access_rules_tells()))
        .with(
            form.input(
                "access_test.silence_minutes",
                t.access_rules_silence(),
                fields.text("access_test.silence_minutes"),
            )
            .numeric()
            .width(4)
            .hint(t.access_rules_silence_hint()),
        )
        .with(
            Radios::new("access_test.opened", t.access_rules_opened(), opened)
                .value(fields.text("access_test.opened")),
        )
        .with(yes_no("access_test.leave_counts", t.access_rules_leave()))
        .with(
            form.input(
                "access_test.component",
                t.access_rules_component(),
                fields.text("access_test.component"),
            )
            .width(20)
            .hint(t.access_rules_component_hint()),
        );
    form.render_rules((t.access_rules(), Vec::new()), detail.round.state, fields, body)
}

fn fields_of(detail: &RoundDetail) -> Fields {
    let rules = &detail.round.rules.access_test;
    let yes = |is: bool| if is { "ya" } else { "tidak" }.to_owned();
    let opened = match rules.opened {
        Opened::AfterPhase => "after_phase",
        Opened::AfterAnnouncement => "after_announcement",
    };
    let mut fields = vec![
        ("version".to_owned(), detail.round.version.to_string()),
        ("access_test.tells_province".to_owned(), yes(rules.tells_province)),
        ("access_test.silence_minutes".to_owned(), rules.silence_minutes.to_string()),
        ("access_test.opened".to_owned(), opened.to_owned()),
        ("access_test.leave_counts".to_owned(), yes(rules.leave_counts)),
        (
            "access_test.component".to_owned(),
            rules.component.as_ref().map(ToString::to_string).unwrap_or_default(),
        ),
    ];
    fields.extend(
        rules.channels.iter().map(|channel| ("access_test.channels".to_owned(), channel.code().to_owned())),
    );
    Fields::new(fields)
}

fn read(fields: &Fields, problems: &mut Vec<FieldProblem>) -> AccessTestRules {
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let mut channels: Vec<Channel> = Vec::new();
    for code in fields.all("access_test.channels") {
        match code.parse() {
            Ok(channel) => channels.push(channel),
            Err(_) => wrong("access_test.channels", Problem::UnknownOption),
        }
    }
    channels.sort_unstable();
    channels.dedup();
    let silence_minutes = fields.text("access_test.silence_minutes").parse().unwrap_or_else(|_| {
        wrong("access_test.silence_minutes", Problem::NotANumber);
        1
    });
    let component = match fields.text("access_test.component") {
        "" => None,
        code => code.parse().map_err(|_| wrong("access_test.component", Problem::NotACode)).ok(),
    };
    AccessTestRules {
        channels,
        tells_province: fields.text("access_test.tells_province") == "ya",
        silence_minutes,
        opened: if fields.text("access_test.opened") == "after_phase" {
            Opened::AfterPhase
        } else {
            Opened::AfterAnnouncement
        },
        leave_counts: fields.text("access_test.leave_counts") == "ya",
        component,
    }
}

async fn round(reader: &SignedIn, slug: &str) -> Result<(National, RoundDetail), Failure> {
    // Whoever may not manage the access test learns nothing of it, whatever else of the round.
    reader.access.access_tests(slug).await?;
    let national = reader.access.national_of(slug).await?;
    let detail = national.round(slug).await?;
    Ok((national, detail))
}

/// `GET /nasional/{round}/uji-akses/aturan`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let (_, detail) = round(&reader, &slug).await?;
    Ok(page(&web, &reader, &detail, &fields_of(&detail), &[]))
}

/// `POST /nasional/{round}/uji-akses/aturan`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let (national, detail) = round(&reader, &slug).await?;
    let mut problems = Vec::new();
    let rules = read(&fields, &mut problems);
    if problems.is_empty() {
        let changed =
            national.change_access_rules(&slug, version(&fields), &rules, fields.text("reason")).await;
        match changed {
            Ok(_) => return Ok(redirect_with(&home(&slug), "national-done-saved", &web)),
            Err(error) => problems = refused(error, &mut fields)?,
        }
    }
    Ok(page(&web, &reader, &detail, &fields, &problems))
}
