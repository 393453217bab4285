//! Search over everything that is public.
//!
//! What is in the index is public at this moment, and nothing that is shown here comes from anywhere else: hits, counts,
//! completed and corrected words are all proved by what they find. So nothing hidden shows in any of them.

use std::collections::{BTreeMap, HashSet};

use search::{Filter, Piece, Place, Query, Terms, Wanted, marked, nearest, snippet};
use sql::Conn;
use store::search::{self as index, ByPlace, HITS_MAX, Hit, Shown};

use super::Public;
use crate::AppError;

/// What is found on one page.
const PAGE: usize = 20;
/// Words that an unfinished one may become.
const COMPLETIONS: i64 = 12;
/// Frequent words among which a misspelt one is looked for.
const KNOWN: i64 = 4_000;
/// Values of each kind that can be filtered by.
const FACETS: usize = 12;
/// Characters of what is shown of a summary or a text.
const SNIPPET: usize = 240;
/// Suggestions to somebody who types.
const SUGGESTIONS: usize = 6;

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Titles that say just what was looked for, then titles that have all of it, then the others; each the newest first.
    #[default]
    Best,
    /// The newest.
    Newest,
}

/// What is looked for. What is absent does not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// As it was typed.
    pub text: String,
    /// Only of this class.
    pub class: Option<String>,
    /// Only of this office, by its code.
    pub body: Option<String>,
    /// Only of this year.
    pub year: Option<i64>,
    /// Only in this form.
    pub form: Option<String>,
    /// What comes first.
    pub order: Order,
    /// From 1.
    pub page: usize,
}

impl Asked {
    fn narrowed(&self, mut wanted: Wanted) -> Wanted {
        let year = self.year.map(|year| year.to_string());
        let filters = [
            (Filter::Class, &self.class),
            (Filter::Body, &self.body),
            (Filter::Year, &year),
            (Filter::Form, &self.form),
        ];
        for (filter, value) in filters {
            if let Some(value) = value {
                wanted = wanted.only(filter, value);
            }
        }
        wanted
    }
}

/// Something that was found.
#[derive(Debug, Clone)]
pub struct FoundOne {
    /// What it is.
    pub shown: Shown,
    /// Its title, what was looked for marked.
    pub title: Vec<Piece>,
    /// A part of its summary.
    pub summary: Vec<Piece>,
    /// A part of a file where it stands, if it stands in no title or summary.
    pub in_file: Option<Vec<Piece>>,
}

/// A value to filter by, what it is called, and how many of the hits have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// Its name where that is another.
    pub name: String,
    /// Of the hits.
    pub count: usize,
}

/// What the hits can be narrowed by, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Classes.
    pub classes: Vec<Facet>,
    /// Offices.
    pub bodies: Vec<Facet>,
    /// Years, the latest first.
    pub years: Vec<Facet>,
    /// Forms.
    pub forms: Vec<Facet>,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// How many, at most [`HITS_MAX`].
    pub total: usize,
    /// There are more than that; counts are of the newest alone.
    pub is_more: bool,
    /// This page, from 1.
    pub page: usize,
    /// How many pages there are, at least one.
    pub pages: usize,
    /// What is on this page.
    pub results: Vec<FoundOne>,
    /// What they can be narrowed by.
    pub facets: Facets,
    /// Nothing has the last word; these have words that begin like it.
    pub is_completed: bool,
    /// Nothing was found; this would find something.
    pub correction: Option<String>,
    /// The office that was asked for.
    pub office: Option<String>,
}

/// What somebody who types may want.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// Questions that find something.
    pub questions: Vec<String>,
    /// The first that would be found.
    pub results: Vec<FoundOne>,
}

/// Hits in the order in which they are shown.
struct Ranked {
    hits: Vec<Hit>,
    is_more: bool,
}

impl Public {
    /// Looks for something. Any text is a question.
    pub async fn search(&self, asked: &Asked) -> Result<Found, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut query = Query::parse(&asked.text);
        let mut ranked = ranked(&mut conn, &asked.narrowed(query.wanted()), asked.order).await?;
        let mut is_completed = false;
        if ranked.hits.is_empty() {
            let completed = completed(&mut conn, query.clone()).await?;
            let again = self::ranked(&mut conn, &asked.narrowed(completed.wanted()), asked.order).await?;
            if !again.hits.is_empty() {
                (query, ranked, is_completed) = (completed, again, true);
            }
        }
        let correction =
            if ranked.hits.is_empty() { correction(&mut conn, asked, &query).await? } else { None };
        let pages = ranked.hits.len().div_ceil(PAGE).max(1);
        let page = asked.page.clamp(1, pages);
        let of_page: Vec<&Hit> = ranked.hits.iter().skip((page - 1) * PAGE).take(PAGE).collect();
        let results = results(&mut conn, &of_page, &Terms::of(&query.wanted())).await?;
        let facets = facets(&mut conn, &ranked.hits).await?;
        let office = match &asked.body {
            Some(code) => store::body::by_code(&mut conn, code).await?.map(|placed| placed.body.office_name),
            None => None,
        };
        Ok(Found {
            total: ranked.hits.len(),
            is_more: ranked.is_more,
            page,
            pages,
            results,
            facets,
            is_completed,
            correction,
            office,
        })
    }

    /// What somebody may want who has typed so much.
    pub async fn suggest(&self, asked: &Asked) -> Result<Suggestions, AppError> {
        let query = Query::parse(&asked.text);
        if query.is_empty() && query.unfinished().is_none() {
            return Ok(Suggestions::default());
        }
        let mut conn = self.app.db().read().await?;
        let mut questions = Vec::new();
        if let Some(unfinished) = query.words().last().filter(|word| query.unfinished() == Some(&word.text)) {
            let words = index::completions(&mut conn, &unfinished.text, COMPLETIONS).await?;
            for word in words.iter().take(SUGGESTIONS) {
                let question = query.corrected(unfinished, word);
                if finds(&mut conn, asked, &question).await? {
                    questions.push(question);
                }
            }
        }
        let completed = completed(&mut conn, query).await?;
        if completed.is_empty() {
            return Ok(Suggestions::default());
        }
        let wanted = asked.narrowed(completed.wanted());
        let ranked = ranked(&mut conn, &wanted, Order::Best).await?;
        let first: Vec<&Hit> = ranked.hits.iter().take(SUGGESTIONS).collect();
        let results = results(&mut conn, &first, &Terms::of(&completed.wanted())).await?;
        Ok(Suggestions { questions, results })
    }
}

/// The hits in order. Where there are more than [`HITS_MAX`], the latest that came in are looked at.
async fn ranked(conn: &mut Conn, wanted: &Wanted, order: Order) -> Result<Ranked, AppError> {
    let limit = HITS_MAX + 1;
    let ByPlace { titles, anywhere } = index::hits_by_place(conn, wanted, limit).await?;
    let in_title: HashSet<i64> = titles.iter().map(|hit| hit.seq).collect();
    let exact = i64::try_from(wanted.word_count()).unwrap_or(i64::MAX);
    let mut hits: Vec<(u8, Hit)> = titles
        .into_iter()
        .map(|hit| (u8::from(hit.title_words > exact), hit))
        .chain(anywhere.into_iter().filter(|hit| !in_title.contains(&hit.seq)).map(|hit| (2, hit)))
        .collect();
    hits.sort_by(|(tier, a), (other, b)| {
        let by_tier = if order == Order::Best { tier.cmp(other) } else { std::cmp::Ordering::Equal };
        by_tier.then(b.published_at.cmp(&a.published_at)).then(b.seq.cmp(&a.seq))
    });
    let is_more = hits.len() > HITS_MAX;
    Ok(Ranked { hits: hits.into_iter().map(|(_, hit)| hit).take(HITS_MAX).collect(), is_more })
}

/// The question with what its last word may become.
async fn completed(conn: &mut Conn, query: Query) -> Result<Query, AppError> {
    let Some(word) = query.unfinished().filter(|word| word.chars().count() >= 2).map(str::to_owned) else {
        return Ok(query);
    };
    let words = index::completions(conn, &word, COMPLETIONS).await?;
    Ok(query.completed(words))
}

/// Whether this question finds anything where that one was asked.
async fn finds(conn: &mut Conn, asked: &Asked, question: &str) -> Result<bool, AppError> {
    let wanted = asked.narrowed(Query::parse(question).wanted());
    Ok(!index::hits(conn, &wanted, Place::Anywhere, 1).await?.is_empty())
}

/// The question with words that are known in the place of those that nothing has, if it finds something.
async fn correction(conn: &mut Conn, asked: &Asked, query: &Query) -> Result<Option<String>, AppError> {
    let mut corrected = query.clone();
    // From the last word on, so that those before stay where they are.
    let words: Vec<search::Word> = query.words().cloned().collect();
    for word in words.iter().rev() {
        let alone = Query::parse(&word.text).wanted();
        if !alone.has_words() || !index::hits(conn, &alone, Place::Anywhere, 1).await?.is_empty() {
            continue;
        }
        let initials: Vec<char> = word.text.chars().take(2).collect();
        let known = index::frequent(conn, &initials, KNOWN).await?;
        if let Some(meant) = nearest(&word.text, known.iter().map(String::as_str)) {
            corrected = Query::parse(&corrected.corrected(word, meant));
        }
    }
    let text = corrected.text();
    Ok((text != query.text() && finds(conn, asked, text).await?).then(|| text.to_owned()))
}

/// What is shown of hits, in their order.
async fn results(conn: &mut Conn, hits: &[&Hit], terms: &Terms) -> Result<Vec<FoundOne>, AppError> {
    let seqs: Vec<i64> = hits.iter().map(|hit| hit.seq).collect();
    let shown = index::shown(conn, &seqs).await?;
    let is_hidden = |shown: &&Shown| {
        !terms.is_empty() && !terms.are_in(&shown.document.title) && !terms.are_in(&shown.document.summary)
    };
    let in_files: Vec<_> = shown.iter().filter(is_hidden).map(|shown| shown.document.id).collect();
    let texts = if in_files.is_empty() { Vec::new() } else { index::texts(conn, &in_files).await? };
    let result = |shown: Shown| {
        let of_it = texts.iter().filter(|text| text.document == shown.document.id);
        let in_file = of_it.map(|text| &text.text).find(|text| terms.are_in(text));
        FoundOne {
            title: marked(&shown.document.title, terms),
            summary: snippet(&shown.document.summary, terms, SNIPPET),
            in_file: in_file.map(|text| snippet(text, terms, SNIPPET)),
            shown,
        }
    };
    Ok(shown.into_iter().map(result).collect())
}

async fn facets(conn: &mut Conn, hits: &[Hit]) -> Result<Facets, AppError> {
    let mut bodies = counted(hits.iter().map(|hit| hit.body.to_string()));
    let codes: Vec<&str> = bodies.iter().map(|facet| facet.value.as_str()).collect();
    let names: BTreeMap<String, String> = index::office_names(conn, &codes).await?.into_iter().collect();
    for facet in &mut bodies {
        if let Some(name) = names.get(&facet.value) {
            facet.name.clone_from(name);
        }
    }
    let mut years = counted(hits.iter().filter_map(|hit| hit.year).map(|year| year.to_string()));
    years.sort_by(|a, b| b.value.cmp(&a.value));
    Ok(Facets {
        classes: counted(hits.iter().filter_map(|hit| hit.class.clone())),
        forms: counted(hits.iter().flat_map(|hit| hit.forms.iter().cloned())),
        bodies,
        years,
    })
}

/// The most frequent values.
fn counted(values: impl Iterator<Item = String>) -> Vec<Facet> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    let mut facets: Vec<Facet> =
        counts.into_iter().map(|(value, count)| Facet { name: value.clone(), value, count }).collect();
    facets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    facets.truncate(FACETS);
    facets
}
