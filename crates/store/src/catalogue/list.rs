//! Lists of items: for the office that keeps them, and for the public.

use domain::catalogue::{InformationClass, ItemState};
use domain::ids::ItemId;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use super::edition::{Edition, edition_from};
use crate::convert::{instant, instant_or_none, parsed};

/// Which items of an office are wanted; what is `None` does not count.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeskFilter {
    /// In this state.
    pub state: Option<ItemState>,
    /// Of this class, in the newest edition.
    pub class: Option<InformationClass>,
}

/// An item in the office's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name in addresses.
    pub reference: String,
    /// Where it stands.
    pub state: ItemState,
    /// Title of the newest edition.
    pub title: String,
    /// Class of the newest edition.
    pub class: InformationClass,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// From when the public sees its newest published edition.
    pub visible_from: Option<Timestamp>,
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// All that are wanted.
    pub total: i64,
}

/// The items of an office, those changed last first: `most` of them after the first `skipped`, and how many there are.
pub async fn desk_list(
    conn: &mut Conn,
    body: &str,
    filter: DeskFilter,
    (skipped, most): (i64, i64),
) -> Result<(Vec<Line>, Counted), SqlError> {
    let state = filter.state.map_or("", ItemState::code);
    let class = filter.class.map_or("", InformationClass::code);
    let rows = conn
        .all(
            sql!(
                "SELECT i.reference, i.state, i.changed_at, e.title, e.class,
                        (SELECT MAX(v.visible_from) FROM item_edition v WHERE v.item = i.id) AS visible_from,
                        COUNT(*) OVER () AS total
                   FROM item i JOIN item_edition e ON e.item = i.id AND e.number = i.edition
                  WHERE i.body = $1 AND ($2 = '' OR i.state = $2) AND ($3 = '' OR e.class = $3)
                  ORDER BY i.changed_at DESC, i.id DESC LIMIT $4 OFFSET $5"
            ),
            args![body, state, class, most, skipped],
        )
        .await?;
    let total = rows.first().map(|row| row.get("total")).transpose()?.unwrap_or(0);
    let lines = rows.iter().map(|row| {
        Ok(Line {
            reference: row.get("reference")?,
            state: parsed(row, "state")?,
            title: row.get("title")?,
            class: parsed(row, "class")?,
            changed_at: instant(row, "changed_at")?,
            visible_from: instant_or_none(row, "visible_from")?,
        })
    });
    Ok((lines.collect::<Result<_, SqlError>>()?, Counted { total }))
}

/// Which public items are wanted; what is `None` does not count.
#[derive(Debug, Clone, Copy, Default)]
pub struct PublicFilter {
    /// Of this class.
    pub class: Option<InformationClass>,
    /// Made in this year.
    pub year: Option<i16>,
    /// What became visible last comes first, instead of the order of the list.
    pub latest_first: bool,
}

impl PublicFilter {
    /// Whether it wants items of this class and year.
    #[must_use]
    pub fn wants(&self, class: InformationClass, year: Option<i16>) -> bool {
        self.class.is_none_or(|wanted| wanted == class) && self.year.is_none_or(|wanted| Some(wanted) == year)
    }
}

/// An item that the public sees, in its newest visible edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicLine {
    /// Which.
    pub id: ItemId,
    /// Its name in addresses.
    pub reference: String,
    /// What the public sees of it.
    pub edition: Edition,
    /// When its first edition became visible.
    pub since: Timestamp,
}

fn public_from(row: &Row) -> Result<PublicLine, SqlError> {
    Ok(PublicLine {
        id: ItemId(row.get("item")?),
        reference: row.get("reference")?,
        edition: edition_from(row)?,
        since: instant(row, "since")?,
    })
}

/// The items of an office that the public sees at `now`, by class, then the latest year first: `most` of them after the first
/// `skipped`.
pub async fn public_list(
    conn: &mut Conn,
    body: &str,
    filter: PublicFilter,
    now: Timestamp,
    (skipped, most): (i64, i64),
) -> Result<Vec<PublicLine>, SqlError> {
    let class = filter.class.map_or("", InformationClass::code);
    let year = filter.year.map_or(0, i64::from);
    let rows = conn
        .all(
            sql!(
                "SELECT i.reference, e.*,
                        (SELECT MIN(f.visible_from) FROM item_edition f WHERE f.item = i.id) AS since
                   FROM item i JOIN item_edition e ON e.item = i.id
                  WHERE i.body = $1 AND i.state IN ('published', 'revised', 'rechecked')
                    AND e.number = (SELECT MAX(v.number) FROM item_edition v WHERE v.item = i.id AND v.visible_from <= $2)
                    AND ($3 = '' OR e.class = $3) AND ($4 = 0 OR e.year = $4)
                  ORDER BY CASE WHEN $7 THEN e.visible_from END DESC, e.class, e.year DESC NULLS LAST, e.title, i.id
                  LIMIT $5 OFFSET $6"
            ),
            args![body, Micros::from(now), class, year, most, skipped, filter.latest_first],
        )
        .await?;
    rows.iter().map(public_from).collect()
}

/// As [`public_list`], piece by piece: the first `most` items behind `after`, or from the beginning.
pub async fn public_page(
    conn: &mut Conn,
    body: &str,
    filter: PublicFilter,
    now: Timestamp,
    (after, most): (Option<&PublicLine>, i64),
) -> Result<Vec<PublicLine>, SqlError> {
    let class = filter.class.map_or("", InformationClass::code);
    let year = filter.year.map_or(0, i64::from);
    let behind = after.map(|line| &line.edition.content);
    let rows = conn
        .all(
            sql!(
                "SELECT i.reference, e.*,
                        (SELECT MIN(f.visible_from) FROM item_edition f WHERE f.item = i.id) AS since
                   FROM item i JOIN item_edition e ON e.item = i.id
                  WHERE i.body = $1 AND i.state IN ('published', 'revised', 'rechecked')
                    AND e.number = (SELECT MAX(v.number) FROM item_edition v WHERE v.item = i.id AND v.visible_from <= $2)
                    AND ($3 = '' OR e.class = $3) AND ($4 = 0 OR e.year = $4)
                    AND (e.class > $5 OR (e.class = $5 AND (COALESCE(e.year, 0) < $6 OR (COALESCE(e.year, 0) = $6
                         AND (e.title > $7 OR (e.title = $7 AND i.id > $8))))))
                  ORDER BY e.class, COALESCE(e.year, 0) DESC, e.title, i.id LIMIT $9"
            ),
            args![
                body,
                Micros::from(now),
                class,
                year,
                behind.map_or("", |content| content.class.code()),
                behind.and_then(domain::catalogue::Content::year).map_or(0, i64::from),
                behind.map_or("", |content| content.title.as_str()),
                after.map(|line| line.id.0).unwrap_or_default(),
                most
            ],
        )
        .await?;
    rows.iter().map(public_from).collect()
}

/// How many items of an office the public sees at `now`, by class and year.
pub async fn public_counts(
    conn: &mut Conn,
    body: &str,
    now: Timestamp,
) -> Result<Vec<(InformationClass, Option<i16>, i64)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.class, e.year, COUNT(*) AS count FROM item i JOIN item_edition e ON e.item = i.id
                  WHERE i.body = $1 AND i.state IN ('published', 'revised', 'rechecked')
                    AND e.number = (SELECT MAX(v.number) FROM item_edition v WHERE v.item = i.id AND v.visible_from <= $2)
                  GROUP BY e.class, e.year ORDER BY e.class, e.year DESC NULLS LAST"
            ),
            args![body, Micros::from(now)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let year: Option<i64> = row.get("year")?;
            Ok((parsed(row, "class")?, year.and_then(|year| i16::try_from(year).ok()), row.get("count")?))
        })
        .collect()
}

/// The offices that have anything public at `now`, by slug, each with the moment at which something became visible last.
pub async fn public_offices(conn: &mut Conn, now: Timestamp) -> Result<Vec<(String, Timestamp)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT b.slug, MAX(e.visible_from) AS latest
                   FROM item i JOIN item_edition e ON e.item = i.id JOIN body b ON b.code = i.body
                  WHERE i.state IN ('published', 'revised', 'rechecked') AND e.visible_from <= $1
                  GROUP BY b.slug ORDER BY b.slug"
            ),
            args![Micros::from(now)],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("slug")?, instant(row, "latest")?))).collect()
}

/// An item in a search for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// Its name in addresses.
    pub reference: String,
    /// Title of its newest edition.
    pub title: String,
    /// Where it stands.
    pub state: ItemState,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// All items of an office that are not withdrawn, those changed last first.
pub async fn titles(conn: &mut Conn, body: &str) -> Result<Vec<Titled>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT i.reference, i.state, i.changed_at, e.title
                   FROM item i JOIN item_edition e ON e.item = i.id AND e.number = i.edition
                  WHERE i.body = $1 AND i.state <> 'withdrawn' ORDER BY i.changed_at DESC, i.id DESC"
            ),
            args![body],
        )
        .await?;
    let line = |row: &Row| {
        Ok(Titled {
            reference: row.get("reference")?,
            title: row.get("title")?,
            state: parsed(row, "state")?,
            changed_at: instant(row, "changed_at")?,
        })
    };
    rows.iter().map(line).collect()
}
