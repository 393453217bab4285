//! The public result of one office, and that of a body above offices.

use domain::body::Body;
use domain::codes::BodyCode;
use domain::instrument::Text;
use domain::recommendation::{self, Recommendation};
use domain::results_file::Entry;
use domain::scheme::Scheme;
use domain::succession::Successions;
use sql::Conn;
use store::round::Round;

use super::Public;
use super::results::{GroupLine, PublicRow, RoundResults, name_as_then, published};
use crate::AppError;
use crate::body::{Followed, followed};

/// The result of one office.
#[derive(Debug)]
pub struct OfficeResult {
    /// The whole round, for ranks and neighbours.
    pub results: RoundResults,
    /// The office.
    pub body: Body,
    /// Its row.
    pub row: PublicRow,
    /// Its entry of the results file.
    pub entry: Entry,
    /// Reference of its valid certificate.
    pub certificate: Option<String>,
    /// Where it lost points, the most first.
    pub recommendations: Vec<Recommendation>,
    /// Its results in the other announced rounds and those of the offices before it, latest first.
    pub history: Vec<Past>,
    /// Who stands in its place by now.
    pub followed: Option<Followed>,
}

/// An office in another announced round, or an office before it.
#[derive(Debug, Clone)]
pub struct Past {
    /// The round.
    pub round: Round,
    /// The name of the office then.
    pub office: String,
    /// The office in addresses.
    pub slug: String,
    /// Its total as it was shown.
    pub display: Option<String>,
    /// What it came to.
    pub outcome: String,
    /// Label of its category, by the scheme of that round.
    pub category: Option<Text>,
    /// Its rank among all.
    pub rank: Option<i64>,
}

/// What an address below a round leads to.
#[derive(Debug)]
pub enum Place {
    /// A group of offices.
    Group(Box<RoundResults>, Box<GroupLine>),
    /// An office.
    Office(Box<OfficeResult>),
}

impl Public {
    /// What a body, and the offices before it, came to in the announced rounds, latest first; its own result in `but` is
    /// left out.
    async fn history(
        &self,
        conn: &mut Conn,
        but: &Round,
        body: &BodyCode,
        all: &Successions,
    ) -> Result<Vec<Past>, AppError> {
        let mut line = vec![body.clone()];
        line.extend(all.all_before(body));
        let mut found = Vec::new();
        for round in store::round::all(conn).await? {
            if published(conn, &round).await?.is_none() {
                continue;
            }
            let scheme = self.app.scheme(conn, round.scheme).await?;
            for code in line.iter().filter(|code| round.id != but.id || *code != body) {
                found.extend(past(conn, &round, &scheme, code).await?);
            }
        }
        Ok(found)
    }

    /// What is at `/hasil/{round}/{key}`: an office by its slug or code, or the offices below it.
    pub async fn place(&self, round: &str, key: &str) -> Result<Place, AppError> {
        let results = self.results(round).await?;
        let mut conn = self.app.db().read().await?;
        let mut body = crate::worked::body_by_key(&mut conn, key).await?.body;
        let result = store::announcement::result_of(&mut conn, results.round.id, body.code.as_str()).await?;
        if let Some(result) = result {
            let row = results.rows.iter().find(|row| row.listed.code == body.code).cloned();
            let entry = serde_json::from_str(&result.detail)
                .map_err(|error| AppError::Fault(format!("result of {}: {error}", body.code)))?;
            let row = row.ok_or(AppError::NotFound)?;
            name_as_then(&mut body, &row.listed);
            let all = store::succession::all(&mut conn).await?;
            let valid = self.certificate_of(&results.round, body.code.as_str()).await?;
            return Ok(Place::Office(Box::new(OfficeResult {
                certificate: valid.map(|valid| valid.reference),
                recommendations: recommendation::of(&entry),
                history: self.history(&mut conn, &results.round, &body.code, &all).await?,
                followed: followed(&mut conn, &all, &body.code).await?,
                results,
                body,
                row,
                entry,
            })));
        }
        let group = results.group(&body.code).cloned().ok_or(AppError::NotFound)?;
        Ok(Place::Group(Box::new(results), Box::new(group)))
    }
}

/// What a body came to in a round.
async fn past(
    conn: &mut Conn,
    round: &Round,
    scheme: &Scheme,
    body: &BodyCode,
) -> Result<Option<Past>, AppError> {
    let result = store::announcement::result_of(conn, round.id, body.as_str()).await?;
    let placed = store::body::by_code(conn, body.as_str()).await?;
    let (Some(row), Some(placed)) = (result, placed) else { return Ok(None) };
    let category = row.category.as_ref().and_then(|code| scheme.category(code.as_str()));
    Ok(Some(Past {
        category: category.map(|found| found.label.clone()),
        office: row.then.office_name,
        slug: placed.body.slug.to_string(),
        display: row.total_display,
        outcome: row.outcome,
        rank: row.rank,
        round: round.clone(),
    }))
}
