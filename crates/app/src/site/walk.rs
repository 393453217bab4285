//! One walk through a site: no more than so many requests and so much time.

use std::time::Duration;

use bytes::Bytes;
use channels::harvest::{file_name, is_document};
use channels::probe::{Fetched, Link};
use domain::facts::{Facts, Oddity};
use domain::site::{DocumentLook, Look, Report, SiteRules, Statics, WantedLook, Welcome};
use files::{Limits, PutError};
use futures_util::stream;

use crate::App;
use crate::polite::{Polite, host, path};

/// Time for all of one walk. It ends well within the lease of its job.
const TIME_MAX: Duration = Duration::from_mins(3);

struct Walk<'a> {
    app: &'a App,
    visit: Polite<'a>,
    rules: &'a SiteRules,
    host: String,
    asked: u32,
}

impl App {
    /// Walks through a site. `None` where nothing is visited at all.
    pub(super) async fn walk(&self, site: &str, rules: &SiteRules) -> Option<Report> {
        let prober = &self.parts().prober;
        if !prober.is_on() {
            return None;
        }
        let visit = Polite::enter(prober, site, TIME_MAX).await;
        let walk = Walk { app: self, visit, rules, host: host(site).to_owned(), asked: 0 };
        Some(walk.go(site).await)
    }
}

impl Walk<'_> {
    async fn go(mut self, site: &str) -> Report {
        let mut report = Report::default();
        if !self.visit.may(site) {
            report.welcome = Welcome::Closed;
            report.home = Look { url: site.to_owned(), ..Look::default() };
            return report;
        }
        let Some(home) = self.visit.fetch(site).await else { return report };
        report.home = self.look(site, &home);
        report.secure = home.outcome.url.starts_with("https://");
        let Some(facts) = home.page else { return report };
        // A site that has moved is the site at its new place.
        self.host = host(&home.outcome.url).to_owned();
        report.statics = Statics {
            lang: facts.has_lang,
            title: facts.has_title,
            images_without_alt: facts.images_without_alt,
            fields_without_label: facts.fields_without_label,
        };
        let mut links: Vec<Link> = Vec::new();
        for wanted in &self.rules.pages {
            let found = facts.links.iter().find(|link| names(link, &wanted.words)).cloned();
            let look = match found {
                None => None,
                Some(link) => match self.fetch(&link.url).await {
                    None => {
                        report.left_out += 1;
                        // Not to be visited, but linked: the link is there, and that is all that can be said.
                        Some(Look {
                            url: link.url,
                            reachable: true,
                            kind: "left_out".into(),
                            ..Look::default()
                        })
                    }
                    Some(fetched) => {
                        links.extend(fetched.page.iter().flat_map(|page| page.links.clone()));
                        Some(self.look(&link.url, &fetched))
                    }
                },
            };
            report.pages.push(WantedLook { code: wanted.code.clone(), look });
        }
        self.follow(links, &mut report).await;
        report
    }

    /// Looks at the links and documents of the wanted pages, each address once.
    async fn follow(&mut self, links: Vec<Link>, report: &mut Report) {
        let mut known: Vec<String> = vec![report.home.url.clone()];
        known.extend(report.pages.iter().filter_map(|page| Some(page.look.as_ref()?.url.clone())));
        for link in links {
            if known.contains(&link.url) {
                continue;
            }
            known.push(link.url.clone());
            let Some(fetched) = self.fetch(&link.url).await else {
                report.left_out += 1;
                continue;
            };
            let look = self.look(&link.url, &fetched);
            if is_document(&link.url) {
                let opens = if look.reachable { self.opens(&link.url, &fetched).await } else { None };
                report.documents.push(DocumentLook { look, opens });
            } else {
                report.links.push(look);
            }
        }
    }

    /// Whether a document is what its name says, whole, and can be opened: judged as evidence is, and given to a worker. The
    /// bytes are collected the next night, since nothing refers to them. `None` where that could not be tried.
    async fn opens(&self, url: &str, fetched: &Fetched) -> Option<bool> {
        fetched.outcome.sha256.as_ref()?;
        if fetched.page.is_some() {
            return Some(false);
        }
        let limits = Limits {
            max_bytes: self.app.settings().max_file_bytes,
            accepted: Vec::new(),
            file_name: file_name(url).to_owned(),
        };
        let bytes = stream::iter([Ok::<Bytes, std::io::Error>(fetched.bytes.clone())]);
        let parts = self.app.parts();
        let stored = match parts.files.put(bytes, &limits).await {
            Ok(stored) => stored,
            Err(PutError::Refused(_)) => return Some(false),
            Err(PutError::Source(_) | PutError::Store(_)) => return None,
        };
        let examined = parts
            .examiner
            .examine(&parts.files, &stored.address, stored.media.code(), file_name(url))
            .await
            .ok()?;
        let facts: Facts = serde_json::from_value(examined.facts).ok()?;
        let shut = |oddity: &Oddity| matches!(oddity, Oddity::Broken | Oddity::Locked | Oddity::Bomb);
        Some(!facts.oddities.iter().any(shut))
    }

    /// Fetches a page of the site, where that is allowed and there is room.
    async fn fetch(&mut self, url: &str) -> Option<Fetched> {
        let most = self.rules.links + u32::try_from(self.rules.pages.len()).unwrap_or(0);
        if self.asked >= most || host(url) != self.host || !self.visit.may(url) {
            return None;
        }
        self.asked += 1;
        self.visit.fetch(url).await
    }

    fn look(&self, url: &str, fetched: &Fetched) -> Look {
        let outcome = &fetched.outcome;
        let kind = serde_json::to_value(outcome.kind).unwrap_or_default();
        Look {
            url: url.to_owned(),
            at: Some(self.app.now()),
            reachable: outcome.is_reachable(),
            kind: kind["kind"].as_str().unwrap_or_default().to_owned(),
            status: outcome.status,
            media: outcome.found.clone().or_else(|| outcome.media.clone()).unwrap_or_default(),
            size: outcome.size,
            milliseconds: outcome.milliseconds,
            sha256: outcome.sha256.clone(),
        }
    }
}

/// Whether a link leads to a page that these words name. Words are compared whole, so that *dip* is not found in *dipakai*.
fn names(link: &Link, words: &[String]) -> bool {
    let plain = |text: &str| {
        let spaced: String =
            text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let (text, address) = (plain(&link.text), plain(path(&link.url)));
    words
        .iter()
        .map(|word| plain(word))
        .any(|word| !word.trim().is_empty() && (text.contains(&word) || address.contains(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_by_whole_words() {
        let link = |url: &str, text: &str| Link { url: url.to_owned(), text: text.to_owned() };
        let words = ["dip".to_owned(), "daftar informasi publik".to_owned()];
        assert!(names(&link("https://a.id/x", "DIP 2025"), &words));
        assert!(names(&link("https://a.id/informasi/dip", "Lihat"), &words));
        assert!(names(&link("https://a.id/x", "Daftar Informasi-Publik"), &words));
        assert!(!names(&link("https://a.id/x", "yang dipakai"), &words));
    }
}
