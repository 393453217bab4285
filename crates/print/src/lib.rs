//! Tables, charts and codes as files: CSV and workbooks, tile maps, bars and QR codes as SVG; and how the press is called that makes PDF.
//!
//! Charts come without styles and scripts: classes say what a shape means, the style sheet says how it looks. Words are
//! the caller's, from the text catalogue; a table with the same figures stands beside every chart.

pub mod bars;
pub mod calendar;
pub mod csv;
pub mod intervals;
pub mod press;
pub mod qr;
mod svg;
pub mod tile_map;
pub mod xlsx;

#[cfg(test)]
mod svg_check {
    /// Walks the tags of a drawing: only `allowed` elements with the attributes that drawings use, properly nested.
    /// The number of links.
    pub(crate) fn check(svg: &str, allowed: &[&str]) -> usize {
        const ATTRIBUTES: &[&str] = &[
            "xmlns",
            "class",
            "viewBox",
            "role",
            "aria-label",
            "aria-hidden",
            "focusable",
            "href",
            "x",
            "y",
            "width",
            "height",
            "rx",
            "text-anchor",
            "font-size",
            "textLength",
            "lengthAdjust",
            "x1",
            "x2",
            "y1",
            "y2",
            "cx",
            "cy",
            "r",
        ];
        let (mut open, mut links) = (Vec::new(), 0);
        for piece in svg.split('<').skip(1) {
            let (tag, text) = piece.split_once('>').expect("a tag ends");
            assert!(!text.contains('>'), "a bare > in {text:?}");
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "closes what is open");
                continue;
            }
            let name = tag.split([' ', '/']).next().unwrap_or_default();
            assert!(allowed.contains(&name), "the element {name}");
            links += usize::from(name == "a");
            let mut rest = tag[name.len()..].trim_end_matches('/').trim();
            while !rest.is_empty() {
                let (attribute, behind) = rest.split_once("=\"").expect("an attribute has a quoted value");
                assert!(ATTRIBUTES.contains(&attribute), "the attribute {attribute}");
                rest = behind.split_once('"').expect("a value ends").1.trim_start();
            }
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "everything is closed");
        links
    }
}
