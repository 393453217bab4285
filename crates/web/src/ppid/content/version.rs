//! The languages in which an article can be read, and the one that a reader wants.

use app::public::SiteArticle;
use domain::content::{LANGUAGES, language_of};
use i18n::{Lang, Texts};
use serde::Deserialize;

/// The parameter that asks for a language of the text; that of the page around it has one of its own.
const PARAMETER: &str = "teks";

/// What a page with texts is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// The tag of a language; what is none is not looked at.
    #[serde(default)]
    teks: String,
}

impl Asked {
    /// The language that was asked for by name.
    fn named(&self) -> Option<&'static str> {
        language_of(&self.teks).map(|language| language.tag)
    }

    /// The language to look for: the one that was asked for, else that of the page.
    pub(super) fn wanted(&self, t: &Texts) -> &'static str {
        self.named().unwrap_or(match t.lang() {
            Lang::Id => "id",
            Lang::En => "en",
        })
    }
}

/// A language in which the page can be read.
#[derive(Debug)]
pub(super) struct VersionLink {
    pub(super) href: String,
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) is_shown: bool,
}

/// The languages of a page.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// Those that there are; none where there is one alone.
    pub(super) links: Vec<VersionLink>,
    /// Full addresses by tag, for search engines.
    pub(super) alternates: Vec<(&'static str, String)>,
    /// What is to be said of the text that is shown.
    pub(super) note: String,
    /// What the address of the shown version has behind it; empty for the usual one.
    pub(super) query: String,
}

impl Versions {
    /// The languages of these articles on the page at `path` of the site at `base`.
    pub(super) fn new(t: &Texts, base: &str, path: &str, articles: &[SiteArticle], asked: &Asked) -> Self {
        let has = |tag: &str| {
            articles.iter().any(|one| one.language == tag || one.versions.iter().any(|other| other == tag))
        };
        let there: Vec<_> = LANGUAGES.iter().filter(|language| has(language.tag)).collect();
        let first = articles.first().map_or("", |one| one.found.edition.writing.language.as_str());
        let wanted = asked.wanted(t);
        let shown = if has(wanted) { wanted } else { first };
        let missing = asked.named().filter(|tag| !articles.is_empty() && !has(tag));
        let note = match missing.and_then(language_of) {
            Some(language) => t.content_version_missing(language.own_name),
            None if articles.iter().any(|one| one.is_older) => t.content_version_older(),
            None => String::new(),
        };
        if there.len() < 2 {
            return Self { note, ..Self::default() };
        }
        let original = articles.first().map_or("", |one| one.language.as_str());
        let query = match asked.named() {
            Some(tag) if tag == shown && tag != original => format!("?{PARAMETER}={tag}"),
            _ => String::new(),
        };
        let link = |language: &&domain::content::Language| VersionLink {
            href: format!("{path}?{PARAMETER}={}", language.tag),
            tag: language.tag,
            name: language.own_name,
            is_shown: language.tag == shown,
        };
        let links: Vec<VersionLink> = there.iter().map(link).collect();
        let mut alternates: Vec<(&'static str, String)> =
            links.iter().map(|link| (link.tag, format!("{base}{}", link.href))).collect();
        alternates.push(("x-default", format!("{base}{path}")));
        Self { links, alternates, note, query }
    }
}
