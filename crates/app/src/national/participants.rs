//! Who takes part in a round.

use std::collections::BTreeSet;

use domain::body::Body;
use domain::codes::BodyCode;
use domain::problem::{FieldProblem, Problem};
use domain::round::RoundState;
use jiff::civil::Date;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::round::Round;

use super::{Locked, National, check_reason, write};
use crate::AppError;
use crate::error::check;

/// Most codes in a pasted list.
const CODES_MAX: usize = 100_000;

/// The codes of a pasted list or of the first column of a CSV text, each once, in their order. A first line that says
/// `code` or `kode` is a heading.
///
/// # Errors
/// [`Problem::TooLong`] for more than 100,000.
pub fn codes_in(pasted: &str) -> Result<Vec<String>, Problem> {
    let mut seen = BTreeSet::new();
    let mut codes = Vec::new();
    for line in pasted.lines() {
        // One code a line with other columns behind it, or several codes on a line: a column that is no code is told as
        // unknown only where it stands first.
        let first = line.split([',', ';', '\t']).next().unwrap_or_default();
        let code = first.trim().trim_matches('"').trim();
        let heading = codes.is_empty() && ["code", "kode"].contains(&code.to_lowercase().as_str());
        if !code.is_empty() && !heading && seen.insert(code.to_owned()) {
            codes.push(code.to_owned());
        }
    }
    if codes.len() > CODES_MAX { Err(Problem::TooLong { max: CODES_MAX }) } else { Ok(codes) }
}

/// Bodies as somebody chooses them: everything named is put together.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Codes of levels: all bodies of that level below the owner.
    pub levels: Vec<String>,
    /// Codes of bodies: all bodies right under them.
    pub parents: Vec<String>,
    /// Codes one by one.
    pub codes: Vec<String>,
}

/// The day on which a round was made, in its zone.
pub(super) async fn made_on(conn: &mut Conn, round: &Round) -> Result<Date, AppError> {
    let at = store::round::created_at(conn, round.id).await?;
    Ok(round.zone.time_zone().to_datetime(at).date())
}

/// What a change of the participants did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParticipantChange {
    /// Version of the round now.
    pub version: i64,
    /// Newly invited.
    pub invited: Vec<BodyCode>,
    /// Not invited any more.
    pub removed: Vec<BodyCode>,
}

/// The codes of these bodies, each once and in order, where all of them are below the owner and, unless they take part
/// already, stand on the day on which the round is made.
///
/// # Errors
/// [`AppError::Invalid`] at `participants` with all codes that are not.
pub(super) async fn known(
    conn: &mut Conn,
    owner: &Placed,
    codes: &[BodyCode],
    made: Date,
    present: &[BodyCode],
) -> Result<Vec<BodyCode>, AppError> {
    let below: BTreeSet<BodyCode> = store::body::all(conn)
        .await?
        .into_iter()
        .filter(|placed| placed.above.contains(&owner.body.code))
        .map(|placed| placed.body.code)
        .collect();
    let wanted: BTreeSet<&BodyCode> = codes.iter().collect();
    let unknown: Vec<String> =
        wanted.iter().filter(|code| !below.contains(**code)).map(ToString::to_string).collect();
    if !unknown.is_empty() {
        return Err(AppError::field("participants", Problem::UnknownCodes { codes: unknown }));
    }
    let successions = store::succession::all(conn).await?;
    let is_closed = |code: &BodyCode| successions.is_closed(code, made) && !present.contains(code);
    let closed: Vec<String> = wanted.iter().filter(|code| is_closed(code)).map(ToString::to_string).collect();
    if !closed.is_empty() {
        return Err(AppError::field("participants", Problem::ClosedCodes { codes: closed }));
    }
    Ok(wanted.into_iter().cloned().collect())
}

impl National {
    /// The codes of the bodies that somebody has chosen for a round, in order, each once. A level or a parent stands for those
    /// of its bodies that are [offered](Self::candidates); one that is named by its code is there whatever became of it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `participants` with all codes of `codes` that are not below the owner.
    pub async fn choose(&self, slug: &str, choice: &Choice) -> Result<Vec<BodyCode>, AppError> {
        let named = |list: &[String], code: &str| list.iter().any(|wanted| wanted == code);
        let candidates = self.below().await?;
        let offered = self.candidates(slug).await?;
        let is_offered = |body: &Body| offered.iter().any(|placed| placed.body.code == body.code);
        let mut chosen = BTreeSet::new();
        for Placed { body, .. } in &candidates {
            let parent = body.parent.as_ref().map_or("", BodyCode::as_str);
            let by_group = named(&choice.levels, body.level.code()) || named(&choice.parents, parent);
            if named(&choice.codes, body.code.as_str()) || by_group && is_offered(body) {
                chosen.insert(body.code.clone());
            }
        }
        let known =
            |code: &&String| candidates.iter().any(|placed| placed.body.code.as_str() == code.as_str());
        let unknown: Vec<String> = choice.codes.iter().filter(|code| !known(code)).cloned().collect();
        if unknown.is_empty() {
            Ok(chosen.into_iter().collect())
        } else {
            Err(AppError::field("participants", Problem::UnknownCodes { codes: unknown }))
        }
    }

    /// Makes these bodies, and no others, those that take part.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `participants` for codes that are not below the owner, for nobody at all, and for bodies
    /// that would go and have begun; at `reason` where the filling has opened and no reason is given.
    pub async fn set_participants(
        &self,
        slug: &str,
        version: i64,
        codes: &[BodyCode],
        reason: &str,
    ) -> Result<ParticipantChange, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock_living(&mut tx, slug, version, now).await?;
        let present = store::assessment::of_round(&mut tx, round.id).await?;
        let invited: Vec<BodyCode> = present.iter().map(|assessment| assessment.body.clone()).collect();
        let made = made_on(&mut tx, &round).await?;
        let wanted = known(&mut tx, &self.owner, codes, made, &invited).await?;
        let has = |code: &BodyCode| present.iter().any(|assessment| assessment.body == *code);
        let invited: Vec<BodyCode> = wanted.iter().filter(|code| !has(code)).cloned().collect();
        let going = present.iter().filter(|assessment| !wanted.contains(&assessment.body));
        let removed: Vec<BodyCode> = going.map(|assessment| assessment.body.clone()).collect();
        if invited.is_empty() && removed.is_empty() {
            return Ok(ParticipantChange { version: round.version, invited, removed });
        }
        let mut problems = Vec::new();
        if wanted.is_empty() && round.state != RoundState::Draft {
            problems.push(FieldProblem::new("participants", Problem::Required));
        }
        if round.state == RoundState::Running {
            check_reason(reason, &mut problems);
        }
        check(problems)?;
        for body in &removed {
            if store::assessment::uninvite(&mut tx, round.id, body.as_str()).await? == 0 {
                let why = "round-participant-has-begun".to_owned();
                return Err(AppError::field("participants", Problem::NotNow { why }));
            }
        }
        for body in &invited {
            store::assessment::invite(&mut tx, round.id, body.as_str()).await?;
        }
        write(&mut tx, &mut round).await?;
        let data = json!({ "invited": invited, "removed": removed, "reason": reason.trim() });
        self.log(&mut tx, now, &round, None, "participants_changed", data).await?;
        tx.commit().await?;
        Ok(ParticipantChange { version: round.version, invited, removed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_or_csv_gives_its_codes_once() {
        let pasted = "Kode,Nama\r\n62.06,Kabupaten Katingan\n\n \"62.71\" ; x\n62.06\n63.01\tTanah Laut\n";
        assert_eq!(codes_in(pasted), Ok(vec!["62.06".into(), "62.71".into(), "63.01".into()]));
        assert_eq!(codes_in(" \n"), Ok(vec![]));
    }
}
