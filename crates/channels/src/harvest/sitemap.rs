//! Site maps (sitemaps.org, protocol 0.9).

use jiff::civil::Date;

use super::{HarvestError, day, records, web};

/// What a site map holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteMap {
    /// Addresses of pages and documents, each with the day of its last change.
    pub pages: Vec<(String, Option<Date>)>,
    /// Addresses of further site maps.
    pub maps: Vec<String>,
}

pub(super) fn read(bytes: &[u8]) -> Result<SiteMap, HarvestError> {
    let document = records::read(bytes, &["url", "sitemap"])?;
    if !matches!(document.root.as_str(), "urlset" | "sitemapindex") {
        return Err(HarvestError::OtherKind);
    }
    let mut map = SiteMap::default();
    for record in &document.records {
        let Some(url) = web(record.text("loc"), None) else { continue };
        if record.name == "sitemap" {
            map.maps.push(url);
        } else {
            map.pages.push((url, day(record.text("lastmod"))));
        }
    }
    Ok(map)
}
