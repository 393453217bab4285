//! The provisional result of an office: its worked sum, why each question came to what it did, and what can be contested.

use app::Office;
use app::office::{Provisional, ProvisionalLine, Said};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::appeal::{AppealState, NotContestable};
use domain::policy::Action;
use domain::round::Standing;
use domain::scheme::Source;
use domain::scoring::SelfShare;
use domain::tier::Tier;
use http::StatusCode;
use i18n::Texts;
use jiff::Timestamp;

use super::check::Address;
use super::words;
use crate::Web;
use crate::appealed::{judged_words, state_tag, time_left};
use crate::components::{BackLink, InsetText, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::visitor::SignedIn;
use crate::worked::component_name;

#[derive(Debug, Template)]
#[template(path = "saq/provisional.html")]
struct ProvisionalPage {
    shell: Shell,
    t: Texts,
    home: String,
    standing: String,
    unused: String,
    score: String,
    components: Vec<String>,
    /// What can be contested: words, and the place on this page.
    contestable: Vec<(String, String)>,
    sections: Vec<SectionView>,
}

#[derive(Debug)]
struct SectionView {
    title: String,
    points: String,
    questions: Vec<QuestionView>,
}

/// One question, as a card of facts.
#[derive(Debug)]
struct QuestionView {
    code: String,
    title: String,
    claimed: String,
    standing: String,
    points: String,
    /// What each tier said, and why.
    said: Vec<(String, String)>,
    state: Option<Tag>,
    /// Why it cannot be contested; empty where it can.
    closed: String,
    /// Words and address of its appeal; none where there is nothing to open.
    appeal: Option<(String, String)>,
}

/// `GET /saq/{round}/{body}/hasil-sementara`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let result = office.provisional().await?;
    let shell = super::shell(&web, &signed_in, &office);
    let t = shell.t;
    let is_scored = result.entry.outcome == "scored";
    let page = ProvisionalPage {
        home: super::home(&office),
        standing: standing(&t, &office, &result, web.app.now()),
        unused: if is_scored { unused(&t, &result.lines) } else { t.appeal_provisional_not_submitted() },
        score: if is_scored { questionnaire(&t, &result) } else { String::new() },
        components: if is_scored { components(&t, &result) } else { Vec::new() },
        contestable: if result.standing == Standing::Open {
            contestable(&t, &result.lines)
        } else {
            Vec::new()
        },
        sections: sections(&t, &office, &result),
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// When the office may contest, and how much time is left for it.
pub(super) fn standing(t: &Texts, office: &Office, result: &Provisional, now: Timestamp) -> String {
    let Some(window) = result.window else { return String::new() };
    let at = |time| words::both_zones(t, office, time);
    match result.standing {
        Standing::Before => t.appeal_opens_at(at(window.opens)),
        Standing::Open => t.appeal_open_until(time_left(t, window.closes, now), at(window.closes)),
        Standing::After => t.appeal_closed_at(at(window.closes)),
    }
}

/// How much of the right is used.
pub(super) fn unused(t: &Texts, lines: &[ProvisionalLine]) -> String {
    let count = |wanted: &dyn Fn(&ProvisionalLine) -> bool| {
        i64::try_from(lines.iter().filter(|line| wanted(line)).count()).unwrap_or(i64::MAX)
    };
    let state = |line: &ProvisionalLine| line.appeal.as_ref().map(|appeal| appeal.state);
    let filed = |line: &ProvisionalLine| state(line).is_some_and(AppealState::is_filed);
    let open = count(&|line| line.contestable.is_ok() && !filed(line));
    let drafts = count(&|line| state(line) == Some(AppealState::Draft));
    t.appeal_unused(open, drafts, count(&filed))
}

/// Those that can be contested, to be found among all others.
fn contestable(t: &Texts, lines: &[ProvisionalLine]) -> Vec<(String, String)> {
    let open = lines.iter().filter(|line| line.contestable.is_ok());
    let line = |line: &ProvisionalLine| {
        let question = &line.question;
        let words = format!("{}. {}", question.number, question.text.get(t.code()));
        (t.appeal_contestable_line(words, judged_words(t, &line.standing)), format!("#{}", question.code))
    };
    open.map(line).collect()
}

fn questionnaire(t: &Texts, result: &Provisional) -> String {
    let own = result.scheme.components.iter().find(|component| component.source == Source::Instrument);
    let score = own.and_then(|component| result.entry.components.get(&component.code));
    score.map(|score| show::display(t, &score.display)).unwrap_or_default()
}

/// What is not the questionnaire cannot be contested, and says so.
fn components(t: &Texts, result: &Provisional) -> Vec<String> {
    let others = result.scheme.components.iter().filter(|component| component.source != Source::Instrument);
    let line = |component: &domain::scheme::Component| {
        let score = result.entry.components.get(&component.code);
        let score = score
            .map_or_else(|| t.appeal_provisional_component_none(), |score| show::display(t, &score.display));
        t.appeal_provisional_component_closed(
            component_name(t, &result.scheme, component.code.as_str()),
            score,
        )
    };
    others.map(line).collect()
}

fn sections(t: &Texts, office: &Office, result: &Provisional) -> Vec<SectionView> {
    let mut lines = result.lines.iter();
    let sections = office.instrument().sections.iter().filter_map(|section| {
        let own: Vec<&ProvisionalLine> = lines.by_ref().take(section.questions.len()).collect();
        let points = result.entry.sections.get(&section.code).and_then(Option::as_ref);
        let most = own.iter().filter_map(|line| result.entry.questions.get(&line.question.code));
        let most = most.map(|worked| &worked.weight).sum();
        (!own.is_empty()).then(|| SectionView {
            title: format!("{}. {}", section.code, section.title.get(t.code())),
            points: points.map_or_else(
                || t.result_section_none(),
                |points| {
                    t.appeal_section_points(show::number(t, &most, 2), show::display(t, &points.display))
                },
            ),
            questions: own.into_iter().map(|line| question(t, office, result, line)).collect(),
        })
    });
    sections.collect()
}

fn question(t: &Texts, office: &Office, result: &Provisional, line: &ProvisionalLine) -> QuestionView {
    let question = &line.question;
    let worked = result.entry.questions.get(&question.code);
    let state = line.appeal.as_ref().map(|appeal| appeal.state);
    let href = format!("{}/sanggah/{}", super::home(office), question.code);
    let may_write =
        line.contestable.is_ok() && result.standing == Standing::Open && office.may(Action::FileAppeal);
    QuestionView {
        code: question.code.to_string(),
        title: format!("{}. {}", question.number, question.text.get(t.code())),
        claimed: claimed(t, &line.claimed),
        standing: judged_words(t, &line.standing),
        points: worked
            .map(|worked| {
                t.appeal_line_points_of(
                    show::number(t, &worked.points, 4),
                    show::number(t, &worked.weight, 4),
                )
            })
            .unwrap_or_default(),
        said: said(t, office, line),
        state: state.map(|state| state_tag(t, state)),
        closed: line.contestable.err().map(|why| why_closed(t, why)).unwrap_or_default(),
        appeal: match state {
            Some(_) => Some((t.appeal_open(question.number), href)),
            None => may_write.then(|| (t.appeal_write(question.number), href)),
        },
    }
}

/// What each tier said, in words, with its reason.
pub(super) fn said(t: &Texts, office: &Office, line: &ProvisionalLine) -> Vec<(String, String)> {
    let one = |said: &Said| {
        let at = words::both_zones(t, office, said.at);
        let words = t.appeal_said_line(show::share(t, &said.share), tier_words(t, said.tier), at);
        (words, said.reason.clone())
    };
    if line.said.is_empty() {
        let words =
            if line.question.rubric.is_system_scored() { t.appeal_system() } else { t.appeal_not_reviewed() };
        return vec![(words, String::new())];
    }
    line.said.iter().map(one).collect()
}

fn tier_words(t: &Texts, tier: Tier) -> String {
    match tier {
        Tier::Provincial => t.appeal_said_provincial(),
        Tier::National => t.appeal_said_national(),
        Tier::Appeal => t.appeal_said_appeal(),
        Tier::Correction => t.appeal_said_correction(),
    }
}

/// What the office claims, in words.
pub(super) fn claimed(t: &Texts, claimed: &SelfShare) -> String {
    match claimed {
        SelfShare::Share(share) => show::share(t, share),
        SelfShare::Unanswered => t.review_unanswered(),
        SelfShare::NotEstimable => t.review_not_estimable(),
        SelfShare::NotApplicable => t.review_not_applicable(),
    }
}

/// Why a question cannot be contested.
pub(super) fn why_closed(t: &Texts, why: NotContestable) -> String {
    match why {
        NotContestable::Closed => t.appeal_closed_by_instrument(),
        NotContestable::Full => t.appeal_has_full_share(),
    }
}
