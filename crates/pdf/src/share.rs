//! The picture of a page that is passed on: the office, a title and what it is, drawn as SVG and painted as PNG.

use std::fmt::Write as _;
use std::sync::Arc;

use print::press::{DrawError, ShareCard};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::SANS;

/// Pixels across and down, as those who show such pictures want them.
const SIZE: (u32, u32) = (1200, 630);
/// Most characters of a line of the title, and most lines.
const TITLE: (usize, usize) = (34, 4);
/// The same of the name of the office.
const OFFICE: (usize, usize) = (52, 2);

/// The fonts that pictures are written with.
pub(crate) fn fonts() -> Arc<fontdb::Database> {
    let mut fonts = fontdb::Database::new();
    for font in SANS {
        fonts.load_font_data(font.to_vec());
    }
    Arc::new(fonts)
}

/// A PNG of the card.
pub(crate) fn draw(card: &ShareCard, fonts: &Arc<fontdb::Database>) -> Result<Vec<u8>, DrawError> {
    let options =
        Options { fontdb: Arc::clone(fonts), font_family: "Public Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(&svg(card), &options).map_err(|error| DrawError(error.to_string()))?;
    let mut painted =
        Pixmap::new(SIZE.0, SIZE.1).ok_or_else(|| DrawError("no room for the picture".to_owned()))?;
    resvg::render(&tree, Transform::default(), &mut painted.as_mut());
    painted.encode_png().map_err(|error| DrawError(error.to_string()))
}

fn svg(card: &ShareCard) -> String {
    let (width, height) = SIZE;
    // A colour is written by us alone, and nothing else may stand in its place.
    let is_colour = card.colour.len() == 7
        && card.colour.starts_with('#')
        && card.colour[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    let colour = if is_colour { card.colour.as_str() } else { "#0b5a5e" };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"Public Sans\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\
         <rect width=\"{width}\" height=\"150\" fill=\"{colour}\"/>\
         <rect y=\"606\" width=\"{width}\" height=\"24\" fill=\"{colour}\"/>"
    );
    let offices = lines(&card.office, OFFICE);
    let first = if offices.len() > 1 { 66 } else { 90 };
    for (at, line) in offices.iter().enumerate() {
        text(&mut svg, first + 46 * at, (38, 700, "#fff"), line);
    }
    text(&mut svg, 226, (30, 600, colour), &lines(&card.class, OFFICE)[0]);
    for (at, line) in lines(&card.title, TITLE).iter().enumerate() {
        text(&mut svg, 304 + 72 * at, (56, 800, "#14211f"), line);
    }
    text(&mut svg, 584, (26, 400, "#46555a"), &lines(&card.service, OFFICE)[0]);
    svg.push_str("</svg>");
    svg
}

/// A line of text at a height, of a size, weight and colour.
fn text(svg: &mut String, y: usize, (size, weight, colour): (u32, u32, &str), line: &str) {
    // Writing to a string does not fail.
    let _ = write!(
        svg,
        "<text x=\"64\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{}</text>",
        escaped(line)
    );
}

/// What XML can hold of a text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// The text in lines of at most so many characters, broken between words; what does not fit into the last line ends in an
/// ellipsis. At least one line.
fn lines(text: &str, (width, most): (usize, usize)) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        // A word that fits no line is cut.
        let word: String = word.chars().take(width).collect();
        let last = lines.last_mut().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > width {
            if lines.len() == most {
                if let Some(line) = lines.last_mut() {
                    let kept: String = line.chars().take(width - 1).collect();
                    *line = format!("{}…", kept.trim_end());
                }
                return lines;
            }
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> ShareCard {
        ShareCard {
            office: "Bawaslu Kabupaten Katingan".to_owned(),
            title: "Laporan realisasi anggaran semester pertama".to_owned(),
            class: "Informasi berkala".to_owned(),
            service: "Terbuka".to_owned(),
            colour: "#7a1f2b".to_owned(),
        }
    }

    #[test]
    fn a_card_is_a_png_of_its_size_in_the_colour_of_the_office() {
        let png = draw(&card(), &fonts()).unwrap();
        let painted = Pixmap::decode_png(&png).unwrap();
        assert_eq!((painted.width(), painted.height()), SIZE);
        let at = |x, y| {
            let pixel = painted.pixel(x, y).unwrap();
            [pixel.red(), pixel.green(), pixel.blue()]
        };
        assert_eq!(at(1190, 10), [0x7a, 0x1f, 0x2b]);
        assert_eq!(at(1190, 400), [255, 255, 255]);
        let dark = painted.pixels().iter().filter(|pixel| pixel.red() < 40 && pixel.green() < 50).count();
        assert!(dark > 5_000, "the title is written: {dark}");
        assert!(png.len() < 100_000, "{}", png.len());
    }

    #[test]
    fn z08_what_people_wrote_stays_text() {
        let evil = ShareCard {
            title: "</text><image href=\"file:///etc/passwd\"/> & <b>\u{0}".to_owned(),
            colour: "#fff\"/><x".to_owned(),
            ..card()
        };
        let svg = svg(&evil);
        assert!(!svg.contains("<image") && !svg.contains("<b>") && !svg.contains("<x"), "{svg}");
        assert!(draw(&evil, &fonts()).is_ok());
        let empty = ShareCard { office: String::new(), title: String::new(), class: String::new(), ..card() };
        assert!(draw(&empty, &fonts()).is_ok());
    }

    #[test]
    fn long_texts_are_broken_between_words_and_end() {
        assert_eq!(lines("satu dua tiga", (8, 3)), ["satu dua", "tiga"]);
        assert_eq!(lines("satu dua tiga empat", (8, 2)), ["satu dua", "tiga…"]);
        assert_eq!(lines("", (8, 2)), [""]);
        let long = "x".repeat(500);
        assert!(lines(&long, TITLE).iter().all(|line| line.chars().count() <= TITLE.0));
        assert_eq!(lines(&"kata ".repeat(200), TITLE).len(), TITLE.1);
    }
}
