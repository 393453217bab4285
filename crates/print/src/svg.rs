//! What all drawings share.

/// Text made fit to stand between tags and inside quoted attributes. Characters that XML 1.0 does not allow become
/// U+FFFD.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => safe.push('\u{FFFD}'),
            c if c.is_control() => safe.push('\u{FFFD}'),
            c => safe.push(c),
        }
    }
    safe
}

/// Class names: what is neither a letter, a digit, `-`, `_` nor a space is dropped.
pub(crate) fn class(names: &str) -> String {
    names.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ')).collect()
}

/// A link is followed only inside the site or by https; anything else (`javascript:`, `//elsewhere`) is no link.
pub(crate) fn is_safe_link(href: &str) -> bool {
    let is_path = href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\");
    let is_plain = !href.contains(|c: char| c.is_control() || c == '\\');
    is_plain && (is_path || href.starts_with('#') || href.starts_with('?') || href.starts_with("https://"))
}
