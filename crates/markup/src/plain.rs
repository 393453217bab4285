//! A text without its form.

use pulldown_cmark::{Event, TagEnd};

/// Words that people read in a minute.
const PACE: usize = 200;

/// The words of a text, a line for each paragraph, heading, list item and row. Pictures leave nothing.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut in_picture = 0_usize;
    for event in super::parser(text) {
        match event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => in_picture += 1,
            Event::End(TagEnd::Image) => in_picture = in_picture.saturating_sub(1),
            _ if in_picture > 0 => {}
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                out.push_str(&words);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => out.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableHead
                | TagEnd::TableRow,
            ) => out.push('\n'),
            _ => {}
        }
    }
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// How many minutes it takes to read a text; at least one.
#[must_use]
pub fn minutes(text: &str) -> usize {
    plain(text).split_whitespace().count().div_ceil(PACE).max(1)
}

#[cfg(test)]
mod tests {
    use super::{minutes, plain};

    #[test]
    fn what_is_left_are_the_words() {
        let text = "# Rapat **koordinasi**\n\nBaris satu\nbaris dua ![foto](gambar:1).\n\n- satu\n- [dua](/x)\n\n\
                    | A | B |\n|---|---|\n| 1 | `2` |\n";
        assert_eq!(plain(text), "Rapat koordinasi\nBaris satu baris dua .\nsatu\ndua\nA B\n1 2");
        assert_eq!(plain(""), "");
    }

    #[test]
    fn reading_takes_a_minute_for_each_two_hundred_words() {
        assert_eq!(minutes(""), 1);
        assert_eq!(minutes(&"kata ".repeat(200)), 1);
        assert_eq!(minutes(&"kata ".repeat(201)), 2);
    }
}
