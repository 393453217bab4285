//! Means with their intervals on a common scale around zero, as SVG: a point, and a line where there is an interval.

use std::fmt::Write as _;

use crate::svg::{class, escaped};

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// What it is about.
    pub label: &'a str,
    /// The figures in words, for the title of the row.
    pub value: &'a str,
    /// A class of its own, for emphasis; empty for none.
    pub class: &'a str,
    /// The mean, in thousandths.
    pub mean: i32,
    /// Lower and upper bound, in thousandths.
    pub bounds: Option<(i32, i32)>,
}

/// Width of the drawing.
const WIDTH: i32 = 720;
/// Where the scale begins and ends.
const START: i32 = 260;
const END: i32 = 700;
/// Height of a row.
const ROW: i32 = 32;
/// Height of the foot with the marks of the scale.
const FOOT: i32 = 28;

/// The drawing. The scale reaches as far to both sides as the farthest bound, at most ±1000. `title` names it
/// (`role=img`); the same figures stand in a table beside it. `ends` are the words at the two ends of the scale.
#[must_use]
pub fn svg(title: &str, ends: (&str, &str), rows: &[Row<'_>]) -> String {
    let reach = rows
        .iter()
        .flat_map(|row| {
            let (low, high) = row.bounds.unwrap_or((row.mean, row.mean));
            [row.mean.abs(), low.abs(), high.abs()]
        })
        .max()
        .unwrap_or(0)
        .clamp(100, 1000);
    let at = |value: i32| {
        let value = i64::from(value.clamp(-reach, reach));
        let half = i64::from((END - START) / 2);
        let middle = i64::from(i32::midpoint(START, END));
        middle + value * half / i64::from(reach)
    };
    let rows_end = ROW * i32::try_from(rows.len()).unwrap_or(i32::MAX / ROW);
    let title = escaped(title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tb-intervals\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" \
         aria-label=\"{title}\"><title>{title}</title><line class=\"zero\" x1=\"{zero}\" x2=\"{zero}\" y1=\"0\" y2=\"{rows_end}\"/>",
        rows_end + FOOT,
        zero = at(0),
    );
    let mut y = ROW / 2;
    for row in rows {
        let (label, value, classes) = (escaped(row.label), escaped(row.value), class(row.class));
        let _ = write!(
            svg,
            "<g class=\"interval {classes}\"><title>{label}: {value}</title><text x=\"0\" y=\"{}\">{label}</text>",
            y + 5
        );
        if let Some((low, high)) = row.bounds {
            let _ = write!(svg, "<line x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>", at(low), at(high));
        }
        let _ = write!(svg, "<circle cx=\"{}\" cy=\"{y}\" r=\"5\"/></g>", at(row.mean));
        y += ROW;
    }
    let (left, right) = (escaped(ends.0), escaped(ends.1));
    let _ = write!(
        svg,
        "<text x=\"{START}\" y=\"{foot}\">{left}</text><text class=\"end\" x=\"{END}\" y=\"{foot}\">{right}</text></svg>",
        foot = rows_end + 20
    );
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, mean: i32, bounds: Option<(i32, i32)>) -> Row<'_> {
        Row { label, value: "−0,2", class: "", mean, bounds }
    }

    #[test]
    fn points_and_lines_stand_on_one_scale() {
        let drawing = svg(
            "Selisih",
            ("ketat", "longgar"),
            &[row("Kalteng", -200, Some((-400, 0))), row("Kalsel", 0, None)],
        );
        assert!(drawing.contains("x1=\"480\" x2=\"480\""), "zero is in the middle: {drawing}");
        assert!(drawing.contains("<line x1=\"260\" x2=\"480\" y1=\"16\" y2=\"16\"/>"), "{drawing}");
        assert!(drawing.contains("cx=\"370\""), "{drawing}");
        assert_eq!(drawing.matches("<line ").count(), 2, "no line without an interval");
        assert!(svg("x", ("", ""), &[]).contains("viewBox=\"0 0 720 28\""));
    }

    #[test]
    fn labels_are_escaped_and_there_is_no_style_or_script() {
        let nasty = "</text><script>x</script>\" style=\"y";
        let mut one = row(nasty, 5, Some((-5000, 5000)));
        (one.value, one.class) = (nasty, "x\"><b>");
        let drawing = svg(nasty, (nasty, nasty), &[one]);
        let links = crate::svg_check::check(&drawing, &["svg", "title", "g", "line", "circle", "text"]);
        assert_eq!(links, 0);
    }
}
