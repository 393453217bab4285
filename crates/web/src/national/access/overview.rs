//! Everything of the access test of a round at once.

use app::access_test::{Overview, channel_name};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access_test::{AccessTestRules, CaseState, Opened};
use http::StatusCode;
use i18n::Texts;

use super::super::dates::in_zones;
use super::home;
use crate::Web;
use crate::access::{at, state_tag};
use crate::components::{BackLink, SummaryList, SummaryRow, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::visitor::SignedIn;

#[derive(Debug)]
struct ScenarioLine {
    href: String,
    code: String,
    channels: String,
    question: String,
    is_retired: bool,
}

#[derive(Debug)]
struct CaseRow {
    href: String,
    office: String,
    channel: String,
    tester: String,
    due: String,
    state: Tag,
    score: String,
}

#[derive(Debug)]
struct DrawLine {
    words: String,
    reason: String,
    href: String,
    record: String,
}

#[derive(Debug, Template)]
#[template(path = "national/access.html")]
struct AccessPage {
    shell: Shell,
    t: Texts,
    title: String,
    /// Address of the round.
    round: String,
    home: String,
    facts: SummaryList,
    scenarios: Vec<ScenarioLine>,
    testers: Vec<(String, String)>,
    draws: Vec<DrawLine>,
    count: String,
    cases: Vec<CaseRow>,
}

/// `GET /nasional/{round}/uji-akses`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tests = reader.access.access_tests(&slug).await?;
    let overview = tests.overview().await?;
    let t = *reader.visitor.texts();
    let round = tests.round();
    let mut shell = reader.visitor.shell(&web);
    shell.wide = true;
    let page = AccessPage {
        shell,
        title: t.access_manage_title(round.title.as_str()),
        round: format!("/nasional/{slug}"),
        facts: SummaryList::new(rows(&t, &overview, round)),
        scenarios: scenarios(&t, &overview, &home(&slug)),
        testers: testers(&overview),
        draws: draws(&t, &overview, &home(&slug), round.zone),
        count: count(&t, &overview),
        cases: cases(&t, &overview, &home(&slug)),
        home: home(&slug),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// Channels in words.
pub(super) fn channels(t: &Texts, channels: &[domain::access_test::Channel]) -> String {
    if channels.is_empty() {
        return t.access_scenario_all();
    }
    let names: Vec<String> = channels.iter().map(|channel| channel_name(t, *channel)).collect();
    names.join(", ")
}

fn rows(t: &Texts, overview: &Overview, round: &store::round::Round) -> Vec<SummaryRow> {
    let rules: &AccessTestRules = &round.rules.access_test;
    let yes = |is: bool| if is { t.access_yes() } else { t.access_no() };
    let phase = overview.phase.map_or_else(
        || t.access_phase_none(),
        |phase| t.round_from_to(in_zones(t, phase.closes, round.zone), in_zones(t, phase.opens, round.zone)),
    );
    let title = overview.sheet.sheet.title.get(t.code());
    let sheet = match overview.sheet.version {
        0 => t.access_sheet_usual(title),
        version => t.access_sheet_version(title, version),
    };
    vec![
        SummaryRow::new(t.access_phase(), phase),
        SummaryRow::new(t.access_sheet(), sheet),
        SummaryRow::new(t.access_rules_channels(), channels(t, &rules.channels)),
        SummaryRow::new(t.access_rules_tells(), yes(rules.tells_province)),
        SummaryRow::new(t.access_rules_silence(), t.integer(i64::from(rules.silence_minutes))),
        SummaryRow::new(
            t.access_rules_opened(),
            match rules.opened {
                Opened::AfterPhase => t.access_rules_opened_phase(),
                Opened::AfterAnnouncement => t.access_rules_opened_announcement(),
            },
        ),
        SummaryRow::new(t.access_rules_leave(), yes(rules.leave_counts)),
    ]
}

fn scenarios(t: &Texts, overview: &Overview, home: &str) -> Vec<ScenarioLine> {
    let line = |found: &store::access_test::preparation::Scenario| ScenarioLine {
        href: format!("{home}/skenario/{}", found.id),
        code: found.code.clone(),
        channels: channels(t, &found.channels),
        question: found.question.clone(),
        is_retired: found.retired_at.is_some(),
    };
    overview.scenarios.iter().map(line).collect()
}

fn testers(overview: &Overview) -> Vec<(String, String)> {
    let there = overview.testers.iter().filter(|tester| tester.left_at.is_none());
    there.map(|tester| (tester.name.clone(), tester.institution.clone())).collect()
}

fn draws(t: &Texts, overview: &Overview, home: &str, zone: domain::body::Zone) -> Vec<DrawLine> {
    let line = |draw: &store::access_test::preparation::Draw| DrawLine {
        words: t.access_draw_line(in_zones(t, draw.drawn_at, zone), draw.number, draw.seed.as_str()),
        reason: draw.reason.clone(),
        href: format!("{home}/undian/{}", draw.number),
        record: t.access_draw_record(draw.number),
    };
    overview.draws.iter().map(line).collect()
}

fn count(t: &Texts, overview: &Overview) -> String {
    let of = |state: CaseState| overview.cases.iter().filter(|(case, _)| case.state == state).count();
    t.access_cases_count(of(CaseState::Sent), of(CaseState::Submitted), overview.cases.len())
}

fn cases(t: &Texts, overview: &Overview, home: &str) -> Vec<CaseRow> {
    let row = |(case, placed): &(store::access_test::case::Case, store::body::Placed)| {
        let tester = overview.testers.iter().find(|tester| tester.person == case.tester);
        CaseRow {
            href: format!("{home}/kasus/{}", case.id),
            office: placed.body.office_name.clone(),
            channel: channel_name(t, case.channel),
            tester: tester.map(|tester| tester.name.clone()).unwrap_or_default(),
            due: at(t, case.due_at, placed.body.zone),
            state: state_tag(t, case.state),
            score: case.score.as_ref().map(|score| show::number(t, score, 2)).unwrap_or_default(),
        }
    };
    overview.cases.iter().map(row).collect()
}
