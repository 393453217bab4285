//! From rows to a tree: rows are looked at together, and beside the bodies that are there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::read::Found;
use super::{Change, Column, Defect, Expected, MAX_DEPTH, Planned, Row};
use crate::body::{Body, Level, Slug};
use crate::codes::BodyCode;

type Present<'p> = BTreeMap<&'p str, &'p (Body, Vec<BodyCode>)>;
type Parents<'p> = HashMap<&'p str, Option<&'p BodyCode>>;

/// What becomes of the bodies of the file, or what is wrong with them together.
pub(super) fn join(
    found: &Found,
    present: &[(Body, Vec<BodyCode>)],
    office_name: &dyn Fn(&Level, &str) -> String,
) -> Result<Vec<Planned>, Vec<Defect>> {
    let present: Present<'_> = present.iter().map(|placed| (placed.0.code.as_str(), placed)).collect();
    let mut defects = parents(found, &present);
    let mut slugs = Slugs::of(found, &present, &mut defects);
    let parent_of: Parents<'_> = present
        .iter()
        .map(|(code, (body, _))| (*code, body.parent.as_ref()))
        .chain(found.rows.iter().map(|row| (row.code.as_str(), row.parent.as_ref())))
        .collect();
    let mut planned = Vec::new();
    for row in &found.rows {
        let old = present.get(row.code.as_str()).copied();
        let above = above(row.code.as_str(), &parent_of).map_err(|expected| (Column::Parent, expected));
        let slug = slugs.choose(row, old.map(|placed| &placed.0)).ok_or((Column::Slug, Expected::Slug));
        match above.and_then(|above| Ok((above, slug?))) {
            Ok((above, slug)) => planned.push(place(row, slug, above, old, office_name)),
            Err((column, expected)) => {
                defects.push(Defect { line: row.line, column: Some(column), expected });
            }
        }
    }
    if !defects.is_empty() {
        return Err(defects);
    }
    planned.extend(movers(found, &present, &parent_of));
    planned.sort_by_key(|planned| planned.above.len());
    Ok(planned)
}

/// Parents that are nowhere, and roots beside the one that is there.
fn parents(found: &Found, present: &Present<'_>) -> Vec<Defect> {
    let root = present.values().find(|(body, _)| body.parent.is_none()).map(|(body, _)| &body.code);
    let is_root = |code: &str| present.get(code).is_some_and(|(body, _)| body.parent.is_none());
    let known = |code: &str| found.codes.contains_key(code) || present.contains_key(code);
    let mut defects = Vec::new();
    for (line, parent) in found.loose_parents.iter().filter(|(_, parent)| !known(parent.as_str())) {
        let expected = Expected::KnownParent(parent.to_string());
        defects.push(Defect { line: *line, column: Some(Column::Parent), expected });
    }
    for row in &found.rows {
        let expected = match (&row.parent, root) {
            (Some(parent), _) if !known(parent.as_str()) => Expected::KnownParent(parent.to_string()),
            (None, Some(root)) if !is_root(row.code.as_str()) => Expected::OneRoot(root.to_string()),
            _ => continue,
        };
        defects.push(Defect { line: row.line, column: Some(Column::Parent), expected });
    }
    defects
}

/// The bodies above one, nearest first. A parent that is nowhere ends the way; [`parents`] has noted it.
fn above(code: &str, parent_of: &Parents<'_>) -> Result<Vec<BodyCode>, Expected> {
    let mut above: Vec<BodyCode> = Vec::new();
    let mut at = code;
    while let Some(Some(parent)) = parent_of.get(at) {
        if parent.as_str() == code {
            let way: Vec<&str> = above.iter().map(BodyCode::as_str).collect();
            return Err(Expected::NoCycle([&[code], way.as_slice(), &[code]].concat().join(" → ")));
        }
        // Below a cycle without being part of it: its members are told.
        if above.contains(parent) {
            return Ok(above);
        }
        if above.len() + 1 >= MAX_DEPTH {
            return Err(Expected::LowerTree);
        }
        above.push((*parent).clone());
        at = parent.as_str();
    }
    Ok(above)
}

/// Which slugs somebody has.
struct Slugs(BTreeSet<Slug>);

impl Slugs {
    /// Slugs of bodies that keep theirs, and those that the file gives; one for two bodies is a defect.
    fn of(found: &Found, present: &Present<'_>, defects: &mut Vec<Defect>) -> Self {
        let given: BTreeSet<&str> =
            found.rows.iter().filter(|row| row.slug.is_some()).map(|row| row.code.as_str()).collect();
        let mut owner: BTreeMap<Slug, &BodyCode> = present
            .values()
            .filter(|(body, _)| !given.contains(body.code.as_str()))
            .map(|(body, _)| (body.slug.clone(), &body.code))
            .collect();
        for row in &found.rows {
            let Some(slug) = &row.slug else { continue };
            if let Some(other) = owner.get(slug) {
                let expected = Expected::SlugOnce(other.to_string());
                defects.push(Defect { line: row.line, column: Some(Column::Slug), expected });
            } else {
                owner.insert(slug.clone(), &row.code);
            }
        }
        Self(owner.into_keys().collect())
    }

    /// The slug of a row: what it gives, what the body has, or what its name gives, with the code where that is taken.
    fn choose(&mut self, row: &Row, old: Option<&Body>) -> Option<Slug> {
        if let Some(slug) = row.slug.clone().or_else(|| old.map(|body| body.slug.clone())) {
            return Some(slug);
        }
        let by_name = Slug::from_name(&row.name).filter(|slug| !self.0.contains(slug));
        let slug = by_name.or_else(|| with_code(row).filter(|slug| !self.0.contains(slug)))?;
        self.0.insert(slug.clone());
        Some(slug)
    }
}

/// `kota-bogor-32-71`: the name, cut so that the code stays whole, and the code.
fn with_code(row: &Row) -> Option<Slug> {
    let room = 79_usize.saturating_sub(row.code.as_str().len());
    let name: String = row.name.chars().take(room).collect();
    Slug::from_name(&format!("{name} {}", row.code))
}

/// The body of a row as it will be.
fn place(
    row: &Row,
    slug: Slug,
    above: Vec<BodyCode>,
    old: Option<&(Body, Vec<BodyCode>)>,
    office_name: &dyn Fn(&Level, &str) -> String,
) -> Planned {
    let was = old.map(|(body, _)| body);
    let keep = |new: &Option<String>, field: fn(&Body) -> &String| {
        new.clone().or_else(|| was.map(|body| field(body).clone())).unwrap_or_default()
    };
    // The name of an office follows the name of its body, unless a file gave it one of its own.
    let own_name = was.filter(|body| body.office_name != office_name(&body.level, &body.name));
    let own_name = row.office_name.clone().or_else(|| own_name.map(|body| body.office_name.clone()));
    let body = Body {
        code: row.code.clone(),
        name: row.name.clone(),
        office_name: own_name.unwrap_or_else(|| office_name(&row.level, &row.name)),
        level: row.level.clone(),
        parent: row.parent.clone(),
        category: keep(&row.category, |body| &body.category),
        zone: row.zone,
        slug,
        address: keep(&row.address, |body| &body.address),
        hours: row.hours.clone().or_else(|| was.map(|body| body.hours.clone())).unwrap_or_default(),
        whatsapp: row.whatsapp.clone().or_else(|| was.and_then(|body| body.whatsapp.clone())),
        email: keep(&row.email, |body| &body.email),
        position: row.position.or_else(|| was.and_then(|body| body.position)),
        site: was.map(|body| body.site.clone()).unwrap_or_default(),
        request_form: was.map(|body| body.request_form.clone()).unwrap_or_default(),
    };
    let change = match old {
        None => Change::Added,
        Some((was, were_above)) if *was == body && *were_above == above => Change::Unchanged,
        Some(_) => Change::Changed,
    };
    Planned { line: Some(row.line), body, above, change }
}

/// Bodies that the file does not name, below one that it moves.
fn movers(found: &Found, present: &Present<'_>, parent_of: &Parents<'_>) -> Vec<Planned> {
    let rest = present.iter().filter(|(code, _)| !found.codes.contains_key(**code));
    rest.filter_map(|(code, (body, were_above))| {
        let above = above(code, parent_of).ok().filter(|above| above != were_above)?;
        Some(Planned { line: None, body: body.clone(), above, change: Change::Changed })
    })
    .collect()
}
