//! The real tree of offices.

use std::collections::{HashMap, HashSet};

use app::Settings;
use domain::body::{Body, Level, ServiceHours, Slug, Zone};
use domain::codes::BodyCode;
use serde::Deserialize;
use store::body::Placed;

use crate::DemoError;

const LIST: &str = include_str!("../../../data/bodies-bawaslu.csv");
/// What most desks keep.
const HOURS: &str = "senin-kamis 08.00-16.00; jumat 08.00-16.30";

#[derive(Debug, Deserialize)]
struct Line {
    code: String,
    name: String,
    level: String,
    parent: String,
    zone: String,
}

/// Every office, those above before those below.
pub(crate) fn all(settings: &Settings) -> Result<Vec<Placed>, DemoError> {
    let mut reader = csv::Reader::from_reader(LIST.as_bytes());
    let mut above_of: HashMap<String, Vec<BodyCode>> = HashMap::new();
    let mut slugs = HashSet::new();
    let mut bodies = Vec::new();
    for (at, line) in reader.deserialize().enumerate() {
        let wrong = |why: String| DemoError::Bodies { line: u64::try_from(at).map_or(0, |at| at + 2), why };
        let line: Line = line.map_err(|error| wrong(error.to_string()))?;
        let above = if line.parent.is_empty() {
            Vec::new()
        } else {
            let parent = line.parent.parse().map_err(|_| wrong(format!("parent {:?}", line.parent)))?;
            let over = above_of
                .get(&line.parent)
                .ok_or_else(|| wrong(format!("no office {:?} above", line.parent)))?;
            [vec![parent], over.clone()].concat()
        };
        let body = body(&line, above.first().cloned(), settings, &mut slugs)
            .ok_or_else(|| wrong(format!("{line:?}")))?;
        above_of.insert(line.code, above.clone());
        bodies.push(Placed { body, above });
    }
    Ok(bodies)
}

fn body(
    line: &Line,
    parent: Option<BodyCode>,
    settings: &Settings,
    slugs: &mut HashSet<String>,
) -> Option<Body> {
    let level: Level = line.level.parse().ok()?;
    let zone: Zone = line.zone.parse().ok()?;
    let mut slug = Slug::from_name(&line.name)?;
    if !slugs.insert(slug.to_string()) {
        slug = Slug::from_name(&format!("{} {}", line.name, line.code))?;
    }
    Some(Body {
        code: line.code.parse().ok()?,
        office_name: settings.office_names.of(&level, &line.name),
        name: line.name.clone(),
        level,
        parent,
        category: String::new(),
        zone,
        slug,
        address: String::new(),
        hours: HOURS.parse::<ServiceHours>().ok()?,
        whatsapp: None,
        email: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_one_nation_38_provinces_and_514_regencies() {
        let bodies = all(&Settings::default()).unwrap();
        let count = |level: Level| bodies.iter().filter(|placed| placed.body.level == level).count();
        assert_eq!((count(Level::National), count(Level::Province), count(Level::Regency)), (1, 38, 514));
        let slugs: HashSet<&str> = bodies.iter().map(|placed| placed.body.slug.as_str()).collect();
        assert_eq!(slugs.len(), bodies.len());
        let katingan = bodies.iter().find(|placed| placed.body.code.as_str() == "62.06").unwrap();
        assert_eq!(katingan.body.office_name, "Bawaslu Kabupaten Katingan");
        assert_eq!(katingan.above.iter().map(BodyCode::as_str).collect::<Vec<_>>(), ["62", "00"]);
    }
}
