//! What an office tells of its service: pledge, standard, procedures, fee, hours, and how to ask, object, follow and judge.

use app::kit::Piece;
use app::public::ServicePage;
use app::service::{Clock, Contact, Described, HourLines, Procedure, Required, clock_face};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::calendar::Calendar;
use domain::service::{Day, Decree, Element, Official, missing};
use http::StatusCode;
use i18n::Texts;

use super::Frame;
use crate::Web;
use crate::components::{BackLink, Button, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

/// Which page of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Maklumat,
    Standard,
    Procedure,
    Fee,
    Hours,
    Request,
    Objection,
    Track,
    Survey,
}

impl Topic {
    fn title(self, t: &Texts) -> String {
        match self {
            Self::Maklumat => t.service_maklumat_title(),
            Self::Standard => t.service_standard_title(),
            Self::Procedure => t.service_procedure_title(),
            Self::Fee => t.service_fee_title(),
            Self::Hours => t.service_hours_title(),
            Self::Request => t.service_request_title(),
            Self::Objection => t.service_objection_title(),
            Self::Track => t.service_track_title(),
            Self::Survey => t.service_survey_title(),
        }
    }

    fn lead(self, t: &Texts, office: &str) -> String {
        match self {
            Self::Maklumat | Self::Fee | Self::Hours => String::new(),
            Self::Standard => t.service_standard_lead(office),
            Self::Procedure => t.service_procedure_lead(),
            Self::Request => t.service_request_lead(office),
            Self::Objection => t.service_objection_lead(office),
            Self::Track => t.service_track_lead(),
            Self::Survey => t.service_survey_lead(),
        }
    }

    /// Whether what stands there is a promise of the office, which law alone does not make.
    fn is_promise(self) -> bool {
        matches!(self, Self::Standard | Self::Procedure | Self::Fee)
    }
}

/// All that the pages of the service tell; each shows its part.
#[derive(Debug, Template)]
#[template(path = "ppid/service.html")]
struct Page {
    shell: Shell,
    frame: Frame,
    t: Texts,
    topic: Topic,
    title: String,
    lead: String,
    /// Whether the office has said nothing of its own where the page tells its promise.
    is_law: bool,
    /// Whether the office's own words, which are Indonesian, stand in a page of another language.
    is_foreign: bool,
    is_issued: bool,
    pledge: Vec<(String, Vec<String>)>,
    missing: Vec<String>,
    number: String,
    head: SummaryList,
    legal_bases: Vec<String>,
    requirements: Vec<Required>,
    procedures: Vec<Procedure>,
    clocks: Vec<Clock>,
    fee: String,
    fee_lines: Vec<String>,
    fee_decree: String,
    contacts: Vec<Contact>,
    hours: HourLines,
    zone: &'static str,
    ramadan: Option<(String, HourLines)>,
    closed: HourLines,
    today: String,
    officials: SummaryList,
    decrees: SummaryList,
    superior: String,
    grounds: Vec<(char, String)>,
    guarantee: String,
    evaluation: String,
    note: String,
    address: String,
    pdf: String,
}

/// The page of one topic: `GET /{slug}/…`
pub(super) async fn show(
    web: Web,
    visitor: Visitor,
    slug: String,
    topic: Topic,
) -> Result<Response, Failure> {
    let page = web.app.public().service(&slug).await?;
    let frame = Frame::new(&web, &visitor, &page.placed.body).await?;
    Ok(render(StatusCode::OK, &told(&visitor, frame, &page, topic)))
}

/// Handlers of the topics, one for each address.
macro_rules! handlers {
    ($($name:ident $topic:ident;)*) => { $(
        pub(super) async fn $name(
            State(web): State<Web>,
            visitor: Visitor,
            Path(slug): Path<String>,
        ) -> Result<Response, Failure> {
            show(web, visitor, slug, Topic::$topic).await
        }
    )* };
}

handlers! {
    maklumat Maklumat;
    standard Standard;
    procedure Procedure;
    fee Fee;
    hours Hours;
    request Request;
    objection Objection;
    track Track;
    survey Survey;
}

/// `GET /{slug}/formulir-permohonan.pdf`
pub(super) async fn request_form(
    State(web): State<Web>,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let sheet = web.app.public().form(&slug, Piece::RequestForm).await?;
    Ok(crate::desk::pdf(Piece::RequestForm, &slug, sheet))
}

/// `GET /{slug}/formulir-keberatan.pdf`
pub(super) async fn objection_form(
    State(web): State<Web>,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let sheet = web.app.public().form(&slug, Piece::ObjectionForm).await?;
    Ok(crate::desk::pdf(Piece::ObjectionForm, &slug, sheet))
}

fn told(visitor: &Visitor, (frame, mut shell): (Frame, Shell), page: &ServicePage, topic: Topic) -> Page {
    let t = *visitor.texts();
    let (body, standard) = (&page.placed.body, &page.standard);
    let said = Described::new(standard, body, t);
    let lead = topic.lead(&t, &body.office_name);
    let lacks = missing(page.saved_at.map(|_| standard));
    let form = match topic {
        Topic::Objection => Piece::ObjectionForm,
        _ => Piece::RequestForm,
    };
    if !lead.is_empty() {
        shell.description.clone_from(&lead);
    }
    Page {
        topic,
        title: topic.title(&t),
        lead,
        is_law: page.saved_at.is_none() && topic.is_promise(),
        is_foreign: t.lang() != i18n::Lang::Id,
        is_issued: page.saved_at.is_some(),
        pledge: if lacks.is_empty() { pledge(&t, page, &said) } else { Vec::new() },
        missing: lacks.iter().map(|element| element_name(&t, *element)).collect(),
        number: decree(&t, &standard.decrees.maklumat),
        head: people(&[(t.service_head(), &standard.officials.head)]),
        legal_bases: standard.legal_bases.clone(),
        requirements: said.requirements().to_vec(),
        procedures: vec![said.request(), said.objection(), said.dispute()],
        clocks: said.clocks(),
        fee: said.fee(),
        fee_lines: standard.fee_lines.clone(),
        fee_decree: standard.fee_decree.clone(),
        contacts: said.contacts().into_iter().filter(|contact| !contact.value.is_empty()).collect(),
        hours: said.hours(),
        zone: body.zone.code(),
        ramadan: said.ramadan(),
        closed: said.closed(),
        today: today(&t, page),
        officials: people(&[
            (t.service_head(), &standard.officials.head),
            (t.service_actor_superior(), &standard.officials.superior),
            (t.service_actor_ppid(), &standard.officials.ppid),
        ]),
        decrees: facts([
            (t.service_decree_standard(), decree(&t, &standard.decrees.standard)),
            (t.service_decree_ppid(), decree(&t, &standard.decrees.ppid)),
            (t.service_decree_maklumat(), decree(&t, &standard.decrees.maklumat)),
        ]),
        superior: person(&standard.officials.superior),
        grounds: said.grounds().to_vec(),
        guarantee: standard.guarantee.clone(),
        evaluation: standard.evaluation.clone(),
        note: standard.note.clone(),
        address: body.address.clone(),
        pdf: format!("{}/{form}.pdf", frame.home),
        shell,
        frame,
        t,
    }
}

/// The elements of a complete pledge.
fn pledge(t: &Texts, page: &ServicePage, said: &Described<'_>) -> Vec<(String, Vec<String>)> {
    let standard = &page.standard;
    let text = |element: &Element| match element {
        Element::LegalBasis => standard.legal_bases.clone(),
        Element::Procedure => said.contacts().into_iter().map(|contact| contact.name).collect(),
        Element::Time => {
            let clocks = said.clocks().into_iter();
            clocks.map(|clock| format!("{}: {} / {}", clock.what, clock.regular, clock.election)).collect()
        }
        Element::Fee => [said.fee()].into_iter().chain(standard.fee_lines.iter().cloned()).collect(),
        Element::Guarantee => vec![standard.guarantee.clone()],
        Element::Evaluation => vec![standard.evaluation.clone()],
    };
    Element::ALL.iter().map(|element| (element_name(t, *element), text(element))).collect()
}

/// The name of an element of the pledge.
pub(crate) fn element_name(t: &Texts, element: Element) -> String {
    match element {
        Element::LegalBasis => t.service_element_legal_basis(),
        Element::Procedure => t.service_element_procedure(),
        Element::Time => t.service_element_time(),
        Element::Fee => t.service_element_fee(),
        Element::Guarantee => t.service_element_guarantee(),
        Element::Evaluation => t.service_element_evaluation(),
    }
}

/// Whether the desk is open on this day.
fn today(t: &Texts, page: &ServicePage) -> String {
    let body = &page.placed.body;
    match page.standard.day(&body.hours, &Calendar::indonesia(), page.today) {
        Day::Open(open) => t.service_today_open(clock_face(open.from), clock_face(open.to), body.zone.code()),
        Day::Closed("") | Day::Free => t.service_today_closed(),
        Day::Closed(reason) => t.service_today_closed_why(reason),
        Day::Holiday => t.service_today_holiday(),
        Day::Unknown => String::new(),
    }
}

fn decree(t: &Texts, decree: &Decree) -> String {
    match (decree.number.as_str(), decree.date) {
        ("", None) => String::new(),
        (number, None) => number.to_owned(),
        ("", Some(date)) => t.date(date),
        (number, Some(date)) => t.service_decree_of(t.date(date), number),
    }
}

/// Name and post of somebody.
fn person(official: &Official) -> String {
    let parts = [official.name.as_str(), &official.title];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn people(people: &[(String, &Official)]) -> SummaryList {
    facts(people.iter().map(|(role, official)| (role.clone(), person(official))))
}

/// What is known; what is not has no row.
fn facts(facts: impl IntoIterator<Item = (String, String)>) -> SummaryList {
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    SummaryList::new(known.map(|(key, value)| SummaryRow::new(key, value)))
}
