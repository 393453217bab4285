//! One way to write mark-up, so that two ways that mean the same compare equal.

use std::fmt::Write as _;

use scraper::node::Node;
use scraper::{ElementRef, Html};

/// Attributes sorted, class names single-spaced, white space between elements dropped, one element a line.
/// Text in `textarea` and `pre` stays as it is.
pub(super) fn form(markup: &str) -> String {
    let document = Html::parse_fragment(markup);
    let mut out = String::new();
    write_children(document.root_element(), 0, &mut out);
    out
}

fn write_children(element: ElementRef<'_>, depth: usize, out: &mut String) {
    let exact = matches!(element.value().name(), "textarea" | "pre");
    for child in element.children() {
        match child.value() {
            Node::Element(_) => {
                if let Some(child) = ElementRef::wrap(child) {
                    write_element(child, depth, out);
                }
            }
            Node::Text(text) if exact => {
                let _ = writeln!(out, "{:depth$}{:?}", "", &**text);
            }
            Node::Text(text) => {
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if words.is_empty() {
                    continue;
                }
                // A space beside an element joins or parts words; at the edge of its parent it means nothing.
                let before = child.prev_sibling().is_some() && text.starts_with(char::is_whitespace);
                let after = child.next_sibling().is_some() && text.ends_with(char::is_whitespace);
                let (before, after) = (if before { " " } else { "" }, if after { " " } else { "" });
                let _ = writeln!(out, "{:depth$}\"{before}{words}{after}\"", "");
            }
            _ => {}
        }
    }
}

fn write_element(element: ElementRef<'_>, depth: usize, out: &mut String) {
    let mut attributes: Vec<(&str, String)> = element
        .value()
        .attrs()
        .map(|(name, value)| {
            let value = if name == "class" {
                value.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                value.to_owned()
            };
            (name, value)
        })
        .collect();
    attributes.sort();
    let _ = write!(out, "{:depth$}<{}", "", element.value().name());
    for (name, value) in attributes {
        let _ = write!(out, " {name}={value:?}");
    }
    out.push_str(">\n");
    write_children(element, depth + 1, out);
}
