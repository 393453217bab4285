//! A map of equal tiles, one for each province: Maluku is as large as Kalimantan, and can be read and touched.
//!
//! The layout is our own: a grid of 15 columns and 6 rows in which the tiles of an island stand together, roughly where it
//! lies.

use std::fmt::Write as _;

use crate::svg::{class, escaped, is_safe_link};

/// One province on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile<'a> {
    /// Kemendagri code of the province, two digits.
    pub code: &'a str,
    /// Its name, in the words of the page.
    pub label: &'a str,
    /// Class names that say what the value means, such as `category-informatif`.
    pub class: &'a str,
    /// Where the tile leads: a path of this site or an https address; empty or anything else for no link.
    pub href: &'a str,
    /// The value as shown, already in the form of the language: `87,50`, or empty.
    pub value: &'a str,
}

/// Kemendagri code, short name on the tile, column and row, both from 0 (north-west).
const LAYOUT: [(&str, &str, u32, u32); 38] = [
    ("11", "Aceh", 0, 0),
    ("12", "Sumut", 1, 0),
    ("13", "Sumbar", 1, 1),
    ("14", "Riau", 2, 1),
    ("21", "Kepri", 3, 1),
    ("17", "Bengkulu", 1, 2),
    ("15", "Jambi", 2, 2),
    ("19", "Babel", 3, 2),
    ("16", "Sumsel", 2, 3),
    ("18", "Lampung", 2, 4),
    ("36", "Banten", 3, 4),
    ("31", "DKI", 4, 4),
    ("32", "Jabar", 3, 5),
    ("33", "Jateng", 4, 5),
    ("34", "DIY", 5, 5),
    ("35", "Jatim", 6, 5),
    ("51", "Bali", 7, 5),
    ("52", "NTB", 8, 5),
    ("53", "NTT", 9, 5),
    ("61", "Kalbar", 5, 2),
    ("62", "Kalteng", 6, 2),
    ("65", "Kaltara", 7, 1),
    ("64", "Kaltim", 7, 2),
    ("63", "Kalsel", 7, 3),
    ("71", "Sulut", 10, 1),
    ("75", "Gorontalo", 9, 1),
    ("72", "Sulteng", 9, 2),
    ("76", "Sulbar", 9, 3),
    ("74", "Sultra", 10, 3),
    ("73", "Sulsel", 9, 4),
    ("82", "Malut", 11, 1),
    ("81", "Maluku", 11, 3),
    ("96", "PBD", 12, 1),
    ("92", "Pabar", 12, 2),
    ("94", "Papteng", 13, 2),
    ("91", "Papua", 14, 2),
    ("95", "Papeg", 14, 3),
    ("93", "Papsel", 14, 4),
];

const COLUMNS: u32 = 15;
const ROWS: u32 = 6;
/// Distance from one tile to the next, and side of a tile, in units of the drawing.
const STEP: u32 = 64;
const SIDE: u32 = 60;
/// Letters of a short name from which a wide type would not fit its tile.
const LONG: usize = 7;

/// Column and row of a province on the grid, from 0; `None` for a code that is no province.
pub fn position(code: &str) -> Option<(u32, u32)> {
    LAYOUT.iter().find(|(known, ..)| *known == code).map(|&(_, _, column, row)| (column, row))
}

/// Codes of the provinces in reading order of the map (row by row).
pub fn codes() -> Vec<&'static str> {
    let mut places = LAYOUT;
    places.sort_by_key(|&(_, _, column, row)| (row, column));
    places.iter().map(|&(code, ..)| code).collect()
}

/// Draws the map. Every province has its tile; one that is not among `tiles` gets the class `no-data`. Tiles with a
/// code that is no province are left out: the table beside the map has them.
///
/// `title` names the map for people who do not see it; the tile's own title is its name and value. The drawing has
/// classes only (`tile-map`, `tile`, `tile-code`, `tile-value`) and links in reading order. The short names fit their
/// tiles in letters of 12 units, which the drawing sets itself, whatever size the map is shown at; long ones are drawn as
/// wide as a tile allows.
pub fn svg(title: &str, tiles: &[Tile<'_>]) -> String {
    let (width, height) = (COLUMNS * STEP, ROWS * STEP);
    let has_links = tiles.iter().any(|tile| is_safe_link(tile.href));
    // An image hides what is inside; a map with links is a group, so that the links can be reached.
    let role = if has_links { "group" } else { "img" };
    let title = escaped(title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tile-map\" viewBox=\"0 0 {width} {height}\" \
         font-size=\"12\" role=\"{role}\" aria-label=\"{title}\"><title>{title}</title>"
    );
    for code in codes() {
        let Some(&(_, short, column, row)) = LAYOUT.iter().find(|(known, ..)| *known == code) else {
            continue;
        };
        let found = tiles.iter().find(|tile| tile.code == code);
        draw(&mut svg, found, short, column * STEP, row * STEP);
    }
    svg.push_str("</svg>");
    svg
}

fn draw(svg: &mut String, tile: Option<&Tile<'_>>, short: &str, x: u32, y: u32) {
    let (label, classes, value, href) = match tile {
        Some(tile) => (escaped(tile.label), class(tile.class), escaped(tile.value), tile.href),
        None => (short.to_owned(), "no-data".to_owned(), String::new(), ""),
    };
    // Begins with what the tile shows, so that a link can be called by that (WCAG 2.5.3).
    let shown = if value.is_empty() { short.to_owned() } else { format!("{short} {value}") };
    let name = if label == short { shown } else { format!("{shown} – {label}") };
    let (open, close) = if is_safe_link(href) {
        (format!("<a href=\"{}\">", escaped(href)), "</a>")
    } else {
        ("<g>".to_owned(), "</g>")
    };
    let middle = x + SIDE / 2;
    let _ = write!(
        svg,
        "{open}<title>{name}</title>\
         <g class=\"tile {classes}\"><rect x=\"{x}\" y=\"{y}\" width=\"{SIDE}\" height=\"{SIDE}\" rx=\"4\"/>\
         <text class=\"tile-code\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\"{}>{short}</text>",
        y + 26,
        fit(short)
    );
    if !value.is_empty() {
        let below = y + 46;
        let _ = write!(
            svg,
            "<text class=\"tile-value\" x=\"{middle}\" y=\"{below}\" text-anchor=\"middle\">{value}</text>"
        );
    }
    svg.push_str("</g>");
    svg.push_str(close);
}

/// Draws a long name as wide as its tile allows, however wide the reader's letters are.
fn fit(short: &str) -> String {
    if short.chars().count() < LONG {
        return String::new();
    }
    format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", SIDE - 6)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{COLUMNS, LAYOUT, ROWS, Tile, codes, position, svg};

    fn tile<'a>(code: &'a str, label: &'a str, href: &'a str) -> Tile<'a> {
        Tile { code, label, class: "category-informatif", href, value: "87,50" }
    }

    #[test]
    fn thirty_eight_provinces_each_on_its_own_place() {
        let codes: BTreeSet<&str> = codes().into_iter().collect();
        let places: BTreeSet<(u32, u32)> = codes.iter().filter_map(|code| position(code)).collect();
        assert_eq!((codes.len(), places.len()), (38, 38));
        assert!(places.iter().all(|&(column, row)| column < COLUMNS && row < ROWS));
        let expected = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 \
                        91 92 93 94 95 96";
        assert_eq!(codes.into_iter().collect::<Vec<_>>().join(" "), expected);
        assert_eq!(position("97"), None);
    }

    #[test]
    fn the_islands_lie_where_they_lie() {
        let at = |code| position(code).unwrap();
        // West to east: Aceh, Jakarta, East Java, Bali, NTT, South Sulawesi or north of it, Maluku, Papua.
        let columns: Vec<u32> =
            ["11", "31", "35", "51", "53", "71", "82", "96", "91"].map(|code| at(code).0).to_vec();
        assert!(columns.is_sorted(), "{columns:?}");
        assert!(at("11").1 < at("18").1 && at("65").1 < at("63").1 && at("71").1 < at("73").1);
        // No province of Java or Nusa Tenggara stands north of one of Sumatra's first rows.
        assert!(LAYOUT.iter().filter(|(code, ..)| code.starts_with(['3', '5'])).all(|&(.., row)| row >= 4));
    }

    #[test]
    fn every_province_is_drawn_with_or_without_data() {
        let [aceh, kalteng] = [tile("11", "Aceh", "/hasil/11"), tile("62", "Kalimantan Tengah", "/hasil/62")];
        let map = svg("Peta", &[aceh, kalteng, tile("99", "Tidak ada", "/x")]);
        assert_eq!(map.matches("<rect ").count(), 38);
        assert_eq!(map.matches("tile no-data").count(), 36);
        assert!(map.contains("<a href=\"/hasil/11\"><title>Aceh 87,50</title>"));
        assert!(map.contains("<a href=\"/hasil/62\"><title>Kalteng 87,50 – Kalimantan Tengah</title>"));
        assert!(!map.contains("Tidak ada"));
        assert!(map.contains("role=\"group\" aria-label=\"Peta\"><title>Peta</title>"));
        assert!(svg("Peta", &[tile("11", "Aceh", "")]).contains("role=\"img\""));
    }

    #[test]
    fn names_are_escaped_and_there_is_no_style_script_or_foreign_link() {
        let nasty = "\"><script>alert(1)</script><g onclick='x' style='y'>&\u{1}";
        let mut one = tile("11", nasty, "javascript:alert(1)");
        one.class = "a\" onload=\"x";
        one.value = nasty;
        let map =
            svg(nasty, &[one, tile("12", "Sumut", "//elsewhere"), tile("13", "Sumbar", "/a?b=1&c=\"2\"")]);
        let links = crate::svg_check::check(&map, &["svg", "title", "a", "g", "rect", "text"]);
        assert_eq!(links, 1, "the two foreign ones are none");
        assert!(map.contains("href=\"/a?b=1&amp;c=&quot;2&quot;\""));
        assert!(!map.contains('\u{1}'));
    }
}
