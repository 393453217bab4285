//! Text out of files, made fit to be shown on one line.

use files::name::is_hidden;

/// One line of at most `max` characters, without control, direction and invisible characters; `None` when nothing is left.
pub(crate) fn line(text: &str, max: usize) -> Option<String> {
    // Far more than is kept is not even looked at.
    let plain: String = text
        .chars()
        .take(max.saturating_mul(8))
        .filter(|&c| !is_hidden(c) && c != '\u{FFFD}')
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = joined.chars().take(max).collect();
    let cut = cut.trim_end();
    (!cut.is_empty()).then(|| cut.to_owned())
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn u07_fields_become_one_short_line() {
        assert_eq!(line("  Canon\0\0 EOS\r\n5D ", 80).as_deref(), Some("Canon EOS 5D"));
        assert_eq!(line("a\u{202E}b\u{200B}c", 80).as_deref(), Some("abc"));
        assert_eq!(line("<script>alert(1)</script>", 80).as_deref(), Some("<script>alert(1)</script>"));
        assert_eq!(line(&"x".repeat(65_536), 80).unwrap().len(), 80);
        assert_eq!(line("\0\u{FEFF} \u{FFFD}", 80), None);
    }
}
