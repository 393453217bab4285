//! Announced results: the nation, a province, an office. A round that is not announced does not exist here.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::body::Body;
use domain::codes::{BodyCode, CategoryCode};
use domain::exact::Exact;
use domain::instrument::{Instrument, Text};
use domain::scheme::Scheme;
use domain::visibility::{Part, Viewer, may_see};
use jiff::Timestamp;
use sql::Conn;
use store::announcement::{Announcement, Listed};
use store::round::Round;

use super::Public;
use crate::AppError;

/// How many offices came to one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryCount {
    /// The category.
    pub code: CategoryCode,
    /// What people read.
    pub label: Text,
    /// Its lower bound.
    pub from: Exact,
    /// Offices.
    pub count: usize,
}

/// How many offices came to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// In the order of the scheme, zero too.
    pub categories: Vec<CategoryCount>,
    /// Offices with a total.
    pub scored: usize,
    /// Never signed in.
    pub not_registered: usize,
    /// Did not submit.
    pub not_submitted: usize,
    /// Not assessed.
    pub not_assessed: usize,
    /// Mean of the totals.
    pub mean: Option<Exact>,
}

impl Tally {
    fn of<'r>(scheme: &Scheme, rows: impl Iterator<Item = &'r PublicRow>) -> Self {
        let rows: Vec<&PublicRow> = rows.collect();
        let outcome = |word: &str| rows.iter().filter(|row| row.listed.outcome == word).count();
        let category = |code: &CategoryCode| {
            rows.iter().filter(|row| row.listed.category.as_ref() == Some(code)).count()
        };
        let totals: Vec<Exact> = rows.iter().filter_map(|row| row.total()).collect();
        let sum: Exact = totals.iter().sum();
        Self {
            categories: scheme
                .categories
                .iter()
                .map(|found| CategoryCount {
                    code: found.code.clone(),
                    label: found.label.clone(),
                    from: found.from.clone(),
                    count: category(&found.code),
                })
                .collect(),
            scored: outcome("scored"),
            not_registered: outcome("not_registered"),
            not_submitted: outcome("not_submitted"),
            not_assessed: outcome("not_assessed"),
            mean: sum.checked_div(&Exact::from_count(totals.len())),
        }
    }

    /// The share of the scored offices that came to a category, in percent.
    #[must_use]
    pub fn percent(&self, count: usize) -> Exact {
        let share = Exact::from_count(count * 100).checked_div(&Exact::from_count(self.scored));
        share.unwrap_or_default()
    }
}

/// An office in the round before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// Its exact total.
    pub total: Option<Exact>,
    /// Its total as it was shown.
    pub display: Option<String>,
    /// Label of its category, by the scheme of that round.
    pub category: Option<Text>,
    /// Its rank.
    pub rank: Option<i64>,
}

/// An office in a ranking.
#[derive(Debug, Clone)]
pub struct PublicRow {
    /// The office with its result.
    pub listed: Listed,
    /// The round before, where the office was in it.
    pub before: Option<Before>,
}

impl PublicRow {
    /// The exact total.
    #[must_use]
    pub fn total(&self) -> Option<Exact> {
        self.listed.total.as_deref()?.parse().ok()
    }

    /// The difference to the round before, as shown: a sign and as many decimals as the scheme has.
    #[must_use]
    pub fn change(&self, scheme: &Scheme) -> Option<String> {
        let before = self.before.as_ref()?.total.clone()?;
        Some(difference(&self.total()?, &before, scheme))
    }
}

/// `after` less `before`, with its sign.
#[must_use]
pub fn difference(after: &Exact, before: &Exact, scheme: &Scheme) -> String {
    let shown = |number: &Exact| scheme.display.show(number);
    if after >= before {
        format!("+{}", shown(&(after - before)))
    } else {
        format!("-{}", shown(&(before - after)))
    }
}

/// An announced round in a list.
#[derive(Debug, Clone)]
pub struct AnnouncedRound {
    /// The round.
    pub round: Round,
    /// When its results became public.
    pub published_at: Timestamp,
    /// How many offices came to what.
    pub tally: Tally,
}

/// A group of offices (a province) with what they came to.
#[derive(Debug, Clone)]
pub struct GroupLine {
    /// The office above.
    pub body: Body,
    /// What those below came to.
    pub tally: Tally,
}

/// The results of a round.
#[derive(Debug)]
pub struct RoundResults {
    /// The round.
    pub round: Round,
    /// The questions.
    pub instrument: Arc<Instrument>,
    /// Components, categories, rounding.
    pub scheme: Arc<Scheme>,
    /// Ranked first, then by code.
    pub rows: Vec<PublicRow>,
    /// By code.
    pub groups: Vec<GroupLine>,
    /// Of all rows.
    pub tally: Tally,
    /// The round before, where it is public, with what its offices came to.
    pub previous: Option<(Round, Tally)>,
    /// When it became public.
    pub published_at: Timestamp,
    /// Number of the decree; empty where there is none.
    pub decree: String,
    /// SHA-256 of the results file.
    pub results_hash: String,
    /// 1 for the first results of the round, 2 for their first correction, …
    pub edition: i64,
    /// Why they were corrected; empty for the first.
    pub reason: String,
}

impl RoundResults {
    /// The rows of one group.
    pub fn rows_of<'r>(&'r self, group: &'r BodyCode) -> impl Iterator<Item = &'r PublicRow> + Clone {
        self.rows.iter().filter(move |row| row.listed.parent.as_ref() == Some(group))
    }

    /// The group with this code.
    #[must_use]
    pub fn group(&self, code: &BodyCode) -> Option<&GroupLine> {
        self.groups.iter().find(|group| group.body.code == *code)
    }

    /// Position of a category from the highest, from 0.
    #[must_use]
    pub fn category_index(&self, code: &CategoryCode) -> Option<usize> {
        self.scheme.categories.iter().position(|category| category.code == *code)
    }
}

impl Public {
    /// How many results have been published: whatever was made of public results is right as long as this stays.
    pub async fn edition(&self) -> Result<i64, AppError> {
        Ok(store::announcement::published_count(&mut self.app.db().read().await?).await?)
    }

    /// The announced rounds, latest first.
    pub async fn announced(&self) -> Result<Vec<AnnouncedRound>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for round in store::round::all(&mut conn).await? {
            let Some(live) = published(&mut conn, &round).await? else { continue };
            let scheme = self.app.scheme(&mut conn, round.scheme).await?;
            let rows = rows(&mut conn, &round, &BTreeMap::new()).await?;
            found.push(AnnouncedRound {
                published_at: live.published_at.unwrap_or(live.publish_at),
                tally: Tally::of(&scheme, rows.iter()),
                round,
            });
        }
        Ok(found)
    }

    /// Slugs of the announced rounds with the slugs below them: every public address of results.
    pub async fn addresses(&self) -> Result<Vec<(Round, Timestamp, Vec<String>)>, AppError> {
        let mut found = Vec::new();
        for announced in self.announced().await? {
            let results = self.results(&announced.round.slug).await?;
            let groups = results.groups.iter().map(|group| group.body.slug.to_string());
            let offices = results.rows.iter().map(|row| row.listed.slug.clone());
            found.push((announced.round, announced.published_at, groups.chain(offices).collect()));
        }
        Ok(found)
    }

    /// The results of an announced round.
    pub async fn results(&self, round: &str) -> Result<RoundResults, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        let live = published(&mut conn, &round).await?.ok_or(AppError::NotFound)?;
        let instrument = self.app.instrument(&mut conn, round.instrument).await?;
        let scheme = self.app.scheme(&mut conn, round.scheme).await?;
        let (previous, before) = self.previous(&mut conn, &round).await?;
        let rows = rows(&mut conn, &round, &before).await?;
        let bodies = store::body::all(&mut conn).await?;
        let group_of = |body: &Body| rows.iter().any(|row| row.listed.parent.as_ref() == Some(&body.code));
        let groups = bodies
            .into_iter()
            .filter(|placed| group_of(&placed.body))
            .map(|placed| {
                let mut body = placed.body;
                let code = body.code.clone();
                if let Some(own) = rows.iter().find(|row| row.listed.code == code) {
                    name_as_then(&mut body, &own.listed);
                }
                let below = rows.iter().filter(move |row| row.listed.parent.as_ref() == Some(&code));
                GroupLine { tally: Tally::of(&scheme, below), body }
            })
            .collect();
        Ok(RoundResults {
            tally: Tally::of(&scheme, rows.iter()),
            round,
            instrument,
            scheme,
            rows,
            groups,
            previous,
            published_at: live.published_at.unwrap_or(live.publish_at),
            decree: live.decree,
            results_hash: live.results_hash,
            edition: live.edition,
            reason: live.reason,
        })
    }

    async fn previous(
        &self,
        conn: &mut Conn,
        round: &Round,
    ) -> Result<(Option<(Round, Tally)>, BTreeMap<BodyCode, Before>), AppError> {
        let none = (None, BTreeMap::new());
        let Some(id) = round.previous else { return Ok(none) };
        let Some(previous) = store::round::by_id(conn, id).await? else { return Ok(none) };
        if published(conn, &previous).await?.is_none() {
            return Ok(none);
        }
        let scheme = self.app.scheme(conn, previous.scheme).await?;
        let rows = rows(conn, &previous, &BTreeMap::new()).await?;
        let tally = Tally::of(&scheme, rows.iter());
        let label = |code: &CategoryCode| Some(scheme.category(code.as_str())?.label.clone());
        let before = rows
            .into_iter()
            .map(|row| {
                let before = Before {
                    total: row.total(),
                    display: row.listed.total_display,
                    category: row.listed.category.as_ref().and_then(label),
                    rank: row.listed.rank,
                };
                (row.listed.code, before)
            })
            .collect();
        Ok((Some((previous, tally)), before))
    }
}

/// Gives a body the names that it has in a result.
pub(super) fn name_as_then(body: &mut Body, listed: &Listed) {
    (body.name, body.office_name) = (listed.name.clone(), listed.office_name.clone());
}

/// The announced rounds that have a result of a body or of one right under it.
pub(crate) async fn announced_with(conn: &mut Conn, body: &BodyCode) -> Result<Vec<Round>, AppError> {
    let mut found = Vec::new();
    for round in store::round::all(conn).await? {
        let is_public = published(conn, &round).await?.is_some();
        if is_public && store::announcement::concerns(conn, round.id, body.as_str()).await? {
            found.push(round);
        }
    }
    Ok(found)
}

/// The published announcement of a round whose results everybody may see.
pub(super) async fn published(conn: &mut Conn, round: &Round) -> Result<Option<Announcement>, AppError> {
    if !may_see(Part::Results, Viewer::Anybody, round.state) {
        return Ok(None);
    }
    Ok(store::announcement::published(conn, round.id).await?)
}

async fn rows(
    conn: &mut Conn,
    round: &Round,
    before: &BTreeMap<BodyCode, Before>,
) -> Result<Vec<PublicRow>, AppError> {
    let listed = store::announcement::listed(conn, round.id).await?;
    let row = |listed: Listed| PublicRow { before: before.get(&listed.code).cloned(), listed };
    Ok(listed.into_iter().map(row).collect())
}
