//! Horizontal bars: shares of categories, one bar below the other.

use std::fmt::Write as _;

use crate::svg::{class, escaped};

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar<'a> {
    /// What it counts, in the words of the page.
    pub label: &'a str,
    /// Class names that say what it means, such as `category-informatif`.
    pub class: &'a str,
    /// How many.
    pub count: u64,
    /// The count, and its share if wanted, as shown: `12 (31,6%)`.
    pub value: &'a str,
}

/// Units of the drawing: its width, one bar with its label, where bars begin and how long the longest is.
const WIDTH: u64 = 720;
const ROW: u64 = 36;
const START: u64 = 200;
const LONGEST: u64 = 380;

/// Draws the bars; the longest stands for the largest count. With `title` the drawing names itself (`role=img`), without
/// it is decoration beside the table with the same figures (`aria-hidden`).
pub fn svg(title: Option<&str>, bars: &[Bar<'_>]) -> String {
    let height = ROW * u64::try_from(bars.len()).unwrap_or(u64::MAX / ROW);
    let naming = title.map_or_else(
        || " aria-hidden=\"true\" focusable=\"false\">".to_owned(),
        |title| {
            let title = escaped(title);
            format!(" role=\"img\" aria-label=\"{title}\"><title>{title}</title>")
        },
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bars\" viewBox=\"0 0 {WIDTH} {height}\"{naming}"
    );
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let mut y = 0;
    for bar in bars {
        let length = scaled(bar.count, most);
        let (label, value, classes) = (escaped(bar.label), escaped(bar.value), class(bar.class));
        let _ = write!(
            svg,
            "<g class=\"bar {classes}\"><title>{label}: {value}</title>\
             <text class=\"bar-label\" x=\"0\" y=\"{}\">{label}</text>\
             <rect x=\"{START}\" y=\"{}\" width=\"{length}\" height=\"{}\" rx=\"2\"/>\
             <text class=\"bar-value\" x=\"{}\" y=\"{}\">{value}</text></g>",
            y + 23,
            y + 6,
            ROW - 12,
            START + length + 8,
            y + 23
        );
        y += ROW;
    }
    svg.push_str("</svg>");
    svg
}

/// The length of a bar, rounded; never nothing for a count above 0.
fn scaled(count: u64, most: u64) -> u64 {
    if most == 0 || count == 0 {
        return 0;
    }
    let exact = (u128::from(count) * u128::from(LONGEST) + u128::from(most) / 2) / u128::from(most);
    u64::try_from(exact).unwrap_or(LONGEST).clamp(1, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::{Bar, LONGEST, scaled, svg};

    fn bar<'a>(label: &'a str, count: u64, value: &'a str) -> Bar<'a> {
        Bar { label, class: "category-cukup", count, value }
    }

    #[test]
    fn lengths_are_in_proportion_and_never_vanish() {
        assert_eq!(scaled(0, 10), 0);
        assert_eq!(scaled(0, 0), 0);
        assert_eq!(scaled(10, 10), LONGEST);
        assert_eq!(scaled(5, 10), LONGEST / 2);
        assert_eq!(scaled(1, 1_000_000), 1);
        assert_eq!(scaled(u64::MAX, u64::MAX), LONGEST);
    }

    #[test]
    fn figures_stand_in_words_beside_the_bars() {
        let chart = svg(Some("Kategori"), &[bar("Informatif", 12, "12 (60%)"), bar("Cukup", 0, "0 (0%)")]);
        assert_eq!(chart.matches("<rect ").count(), 2);
        assert!(
            chart.contains(
                "viewBox=\"0 0 720 72\" role=\"img\" aria-label=\"Kategori\"><title>Kategori</title>"
            )
        );
        assert!(chart.contains("<title>Informatif: 12 (60%)</title>"));
        assert!(chart.contains(">0 (0%)</text>"));
        assert!(svg(None, &[]).contains("aria-hidden=\"true\""));
    }

    #[test]
    fn labels_are_escaped_and_there_is_no_style_or_script() {
        let nasty = "</text><script>x</script>\" style=\"y";
        let mut one = bar(nasty, 3, nasty);
        one.class = "x\"><b>";
        let links =
            crate::svg_check::check(&svg(Some(nasty), &[one]), &["svg", "title", "g", "rect", "text"]);
        assert_eq!(links, 0);
    }
}
