//! What the foot of every page leads to: help, accessibility, privacy.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

/// Gives a text in the reader's language.
type Words = fn(&Texts) -> String;

/// A page of headings with a paragraph each.
struct Page {
    path: &'static str,
    title: Words,
    lead: Words,
    sections: &'static [(Words, Words)],
}

static HELP: Page = Page {
    path: "/bantuan",
    title: Texts::help_title,
    lead: Texts::help_lead,
    sections: &[
        (Texts::help_results, Texts::help_results_text),
        (Texts::help_offices, Texts::help_offices_text),
        (Texts::help_account, Texts::help_account_text),
        (Texts::help_filling, Texts::help_filling_text),
        (Texts::help_together, Texts::help_together_text),
        (Texts::help_closing, Texts::help_closing_text),
        (Texts::help_contact, Texts::help_contact_text),
    ],
};

static ACCESS: Page = Page {
    path: "/aksesibilitas",
    title: Texts::help_access_title,
    lead: Texts::help_access_lead,
    sections: &[
        (Texts::help_access_standard, Texts::help_access_standard_text),
        (Texts::help_access_how, Texts::help_access_how_text),
        (Texts::help_access_limits, Texts::help_access_limits_text),
        (Texts::help_access_report, Texts::help_access_report_text),
    ],
};

static PRIVACY: Page = Page {
    path: "/privasi",
    title: Texts::help_privacy_title,
    lead: Texts::help_privacy_lead,
    sections: &[
        (Texts::help_privacy_visitors, Texts::help_privacy_visitors_text),
        (Texts::help_privacy_cookies, Texts::help_privacy_cookies_text),
        (Texts::help_privacy_accounts, Texts::help_privacy_accounts_text),
        (Texts::help_privacy_record, Texts::help_privacy_record_text),
        (Texts::help_privacy_rights, Texts::help_privacy_rights_text),
    ],
};

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    [&HELP, &ACCESS, &PRIVACY].into_iter().fold(Router::new(), |router, page| {
        let show = move |State(web): State<Web>, visitor: Visitor| async move { show(&web, &visitor, page) };
        router.route(page.path, get(show))
    })
}

#[derive(Debug, Template)]
#[template(path = "help/page.html")]
struct HelpPage {
    shell: Shell,
    title: String,
    lead: String,
    sections: Vec<(String, String)>,
}

fn show(web: &Web, visitor: &Visitor, page: &Page) -> Response {
    let t = visitor.texts();
    let mut shell = visitor.shell(web);
    shell.canonical = format!("{}{}", web.app.settings().base_url, page.path);
    let sections = page.sections.iter().map(|(heading, text)| (heading(t), text(t)));
    let page = HelpPage { title: (page.title)(t), lead: (page.lead)(t), sections: sections.collect(), shell };
    render(StatusCode::OK, &page)
}
