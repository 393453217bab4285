//! What is looked for at the sites of a round.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::{FieldProblem, Problem};
use domain::round::RoundState;
use domain::site::{SiteRules, WantedPage};

use crate::Web;
use crate::components::Textarea;
use crate::failure::Failure;
use crate::form::Fields;
use crate::national::frame::{Form, Parts, refused, version};
use crate::visitor::{SignedIn, redirect_with};

fn page(
    web: &Web,
    reader: &SignedIn,
    (slug, state): (&str, RoundState),
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let home = format!("/nasional/{slug}/situs");
    let form = Form::new(web, reader, format!("{home}/aturan"), home, problems);
    let t = *form.t();
    form.name("site.pages", t.site_rules_pages());
    let pages = Textarea::new("site.pages", t.site_rules_pages()).rows(12).hint(t.site_rules_pages_hint());
    let links = form.input("site.links", t.site_rules_links(), fields.text("site.links"));
    let component = form.input("site.component", t.site_rules_component(), fields.text("site.component"));
    let body = Parts::default()
        .with(pages.value(fields.raw("site.pages")).error(form.error("site.pages")))
        .with(links.numeric().width(4))
        .with(component.width(20).hint(t.site_rules_component_hint()));
    form.render_rules((t.site_rules(), Vec::new()), state, fields, body)
}

/// `code | title | word, word`, a line each.
fn typed_pages(rules: &SiteRules) -> String {
    let line = |page: &WantedPage| format!("{} | {} | {}", page.code, page.title, page.words.join(", "));
    rules.pages.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn read_pages(typed: &str) -> Result<Vec<WantedPage>, FieldProblem> {
    let mut pages = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let [code, title, words] = parts[..] else {
            return Err(FieldProblem::new(
                "site.pages",
                Problem::NotNow { why: "site-rules-line".to_owned() },
            ));
        };
        let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
        pages.push(WantedPage {
            code: code.to_owned(),
            title: title.to_owned(),
            words: words.map(str::to_lowercase).collect(),
        });
    }
    Ok(pages)
}

/// `GET /nasional/{round}/situs/aturan`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    reader.access.sites(&slug).await?;
    let round = reader.access.national_of(&slug).await?.round(&slug).await?.round;
    let rules = &round.rules.site;
    let component = rules.component.as_ref().map(ToString::to_string).unwrap_or_default();
    let fields = Fields::new(vec![
        ("version".into(), round.version.to_string()),
        ("site.pages".into(), typed_pages(rules)),
        ("site.links".into(), rules.links.to_string()),
        ("site.component".into(), component),
    ]);
    Ok(page(&web, &reader, (&slug, round.state), &fields, &[]))
}

/// `POST /nasional/{round}/situs/aturan`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    reader.access.sites(&slug).await?;
    let national = reader.access.national_of(&slug).await?;
    let state = national.round(&slug).await?.round.state;
    let mut problems = Vec::new();
    let pages = read_pages(fields.raw("site.pages")).map_err(|problem| problems.push(problem));
    let links = fields.text("site.links").parse();
    let links = links.map_err(|_| problems.push(FieldProblem::new("site.links", Problem::NotANumber)));
    let component = match fields.text("site.component") {
        "" => Ok(None),
        code => code.parse().map(Some),
    };
    let component =
        component.map_err(|_| problems.push(FieldProblem::new("site.component", Problem::NotACode)));
    if let (Ok(pages), Ok(links), Ok(component)) = (pages, links, component) {
        let rules = SiteRules { pages, links, component };
        let changed =
            national.change_site_rules(&slug, version(&fields), &rules, fields.text("reason")).await;
        match changed {
            Ok(_) => {
                return Ok(redirect_with(&format!("/nasional/{slug}/situs"), "national-done-saved", &web));
            }
            Err(error) => problems = refused(error, &mut fields)?,
        }
    }
    Ok(page(&web, &reader, (&slug, state), &fields, &problems))
}
