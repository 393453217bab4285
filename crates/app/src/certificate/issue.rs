//! Issuing certificates: with the publication, in its transaction. A correction leaves those valid whose numbers stay.

use std::collections::BTreeMap;

use domain::codes::{BodyCode, CategoryCode};
use domain::reference::new_reference;
use domain::results_file::{Entry, ResultsFile};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sql::Conn;
use store::announcement::Announcement;
use store::certificate::{self, Certificate};
use store::round::Round;

use super::KIND;
use crate::{App, AppError};

/// Issues a certificate for each office of a category that the round gives them to, and ends those whose office now has another result.
pub(crate) async fn issue(
    app: &App,
    conn: &mut Conn,
    round: &Round,
    announcement: &Announcement,
    results: &ResultsFile,
    now: Timestamp,
) -> Result<(), AppError> {
    let (rules, scheme) = (&round.rules.certificate, app.scheme(conn, round.scheme).await?);
    let valid = certificate::valid(conn, round.id).await?;
    let mut valid: BTreeMap<BodyCode, Certificate> =
        valid.into_iter().map(|found| (found.body.clone(), found)).collect();
    for entry in &results.results {
        let old = valid.remove(&entry.code);
        if old.as_ref().is_some_and(|old| says_the_same(old, entry)) {
            continue;
        }
        if let Some(old) = &old {
            certificate::revoke(conn, &old.reference, now).await?;
        }
        let Some(category) = entry.category.as_ref().filter(|category| rules.gives(&scheme, category)) else {
            continue;
        };
        let Some(new) = drawn_up(app, round, announcement, (entry, category), now) else { continue };
        certificate::insert(conn, &new).await?;
        if let Some(old) = old {
            certificate::replace(conn, &old.reference, &new.reference).await?;
        }
    }
    // Offices that are no longer in the results.
    for old in valid.values() {
        certificate::revoke(conn, &old.reference, now).await?;
    }
    Ok(())
}

fn says_the_same(old: &Certificate, entry: &Entry) -> bool {
    entry.category.as_ref() == Some(&old.category)
        && entry.total.as_ref().is_some_and(|total| total.display == old.total_display)
}

fn drawn_up(
    app: &App,
    round: &Round,
    announcement: &Announcement,
    (entry, category): (&Entry, &CategoryCode),
    now: Timestamp,
) -> Option<Certificate> {
    let year = TimeZone::UTC.to_datetime(now).year();
    Some(Certificate {
        reference: new_reference(KIND, year, app.random()),
        round: round.id,
        body: entry.code.clone(),
        announcement: announcement.id,
        edition: announcement.edition,
        category: category.clone(),
        total_display: entry.total.as_ref()?.display.clone(),
        issued_at: now,
        replaced_by: None,
        revoked_at: None,
        pdf: None,
        letter: None,
    })
}
