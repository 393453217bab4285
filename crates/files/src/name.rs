//! The name that an uploader gave to a file: shown to people, never used as a key.

use unicode_normalization::UnicodeNormalization;

/// Longest name shown, in characters.
pub const MAX_SHOWN: usize = 120;

/// A name made fit to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayName {
    /// The name: one line, no path, at most [`MAX_SHOWN`] characters. Empty when nothing readable was left; the page
    /// then says so in its own words.
    pub text: String,
    /// Whether characters were removed that would have changed how the name reads (direction marks, invisible
    /// characters): worth telling a reviewer.
    pub had_hidden: bool,
}

/// Makes a name fit to be shown: drops path parts, control, bidirectional and invisible characters, normalises to NFC,
/// joins white space, and cuts it at [`MAX_SHOWN`] characters so that the suffix stays.
pub fn display(raw: &str) -> DisplayName {
    let had_hidden = raw.chars().any(is_hidden);
    let visible: String = raw.chars().filter(|&c| !is_hidden(c)).collect();
    let last = visible.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if c.is_control() { ' ' } else { c }).nfc().collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if joined.chars().all(|c| c == '.') { String::new() } else { cut(&joined) };
    DisplayName { text, had_hidden }
}

fn cut(name: &str) -> String {
    let count = name.chars().count();
    if count <= MAX_SHOWN {
        return name.to_owned();
    }
    let suffix = match name.rsplit_once('.') {
        Some((_, suffix)) if !suffix.is_empty() && suffix.chars().count() <= 10 => format!(".{suffix}"),
        _ => String::new(),
    };
    let stem = MAX_SHOWN - 1 - suffix.chars().count();
    let start: String = name.chars().take(stem).collect();
    format!("{start}…{suffix}")
}

/// Characters that are not seen and change what is: direction marks (UAX #9), zero width, soft hyphen, fillers, tags.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The suffix that decides what a name announces, lower case, without the dot: the last one after percent-decoding,
/// ending the name at a NUL as a C program would, without trailing dots and spaces (which Windows drops). `None` when
/// there is none; a number (`Surat No. 12`) is none.
pub fn suffix(raw: &str) -> Option<String> {
    let decoded = percent_decoded(raw);
    let name: String =
        decoded.split('\0').next().unwrap_or_default().chars().filter(|&c| !is_hidden(c)).collect();
    let name = name.trim_end_matches(|c: char| c == '.' || c.is_whitespace() || c.is_control());
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (_, suffix) = name.rsplit_once('.')?;
    let suffix = suffix.to_lowercase();
    let is_suffix = suffix.chars().count() <= 10
        && !suffix.contains(char::is_whitespace)
        && suffix.chars().any(char::is_alphabetic);
    is_suffix.then_some(suffix)
}

/// How a browser shall treat a file that it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// Shown in the page or tab.
    Inline,
    /// Saved.
    Attachment,
}

/// The value of a `Content-Disposition` header (RFC 6266) for a file with this name: always one line of ASCII, with
/// a plain `filename` for old clients and `filename*` in UTF-8 (RFC 8187). The name is made fit with [`display`] first;
/// when nothing is left of it, the header has no name.
pub fn content_disposition(disposition: Disposition, name: &str) -> String {
    let kind = match disposition {
        Disposition::Inline => "inline",
        Disposition::Attachment => "attachment",
    };
    let name = saved_name(name);
    if name.is_empty() {
        return kind.to_owned();
    }
    let ascii: String =
        name.chars().map(|c| if c == ' ' || c.is_ascii_graphic() { c } else { '_' }).collect();
    // A percent sign in `filename` is decoded by some clients and not by others (RFC 6266 appendix D).
    let ascii = ascii.replace('%', "_");
    format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{}", percent_encoded(&name))
}

/// The name for the receiving disk: characters that a file system or a shell takes for something else become `_`.
fn saved_name(raw: &str) -> String {
    let shown = display(raw).text;
    let mut name: String = shown
        .chars()
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    name.truncate(name.trim_end_matches(['.', ' ']).len());
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_device =
        matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT");
    if is_device || name.starts_with(['-', '.', '~']) { format!("_{name}") } else { name }
}

/// `attr-char` of RFC 8187 stays, everything else is written as its UTF-8 bytes.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&data_encoding::HEXUPPER.encode(&[byte]));
        }
    }
    encoded
}

/// Decodes `%41`; what is no valid escape stays, bytes that are no UTF-8 become U+FFFD.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| data_encoding::HEXUPPER_PERMISSIVE.decode(digits).ok());
        if let Some(byte) = escape {
            decoded.extend(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Disposition, MAX_SHOWN, content_disposition, display, suffix};

    fn shown(raw: &str) -> String {
        display(raw).text
    }

    #[test]
    fn u09_long_empty_and_dotted_names() {
        let long = format!("{}.pdf", "a".repeat(4096));
        assert_eq!(shown(&long).chars().count(), MAX_SHOWN);
        assert!(shown(&long).ends_with("a….pdf"));
        let wide = "漢".repeat(255);
        assert_eq!(shown(&wide).chars().count(), MAX_SHOWN);
        assert_eq!(shown(&format!("x.{}", "y".repeat(300))).chars().count(), MAX_SHOWN);
        assert_eq!(shown("    "), "");
        assert_eq!(shown("....."), "");
        assert_eq!(shown(""), "");
        assert_eq!(content_disposition(Disposition::Attachment, " .. "), "attachment");
        assert_eq!(shown(&"b".repeat(MAX_SHOWN)), "b".repeat(MAX_SHOWN));
    }

    #[test]
    fn u10_paths_devices_and_line_ends() {
        assert_eq!(shown("../../etc/passwd"), "passwd");
        assert_eq!(shown("..\\..\\boot.ini"), "boot.ini");
        assert_eq!(shown("C:\\Users\\a\\SK Penetapan.pdf"), "SK Penetapan.pdf");
        assert_eq!(shown("a\0b\r\nc.pdf"), "a b c.pdf");
        for raw in [
            "../../etc/passwd",
            "a\r\nSet-Cookie: x=1.pdf",
            "a\"; filename=\"evil.exe",
            "CON",
            "com1.pdf",
            "-rf.pdf",
            ".htaccess",
            "naïve \u{202E}fdp.exe",
            "50%41.pdf",
            "\u{7f}\u{85}\u{2028}x",
            "Laporan Tahunan – Jawa Barat.pdf",
            "a;b,c=d'e.pdf",
        ] {
            let header = content_disposition(Disposition::Attachment, raw);
            assert!(header.bytes().all(|b| (0x20..0x7f).contains(&b)), "{header}");
            assert!(header.starts_with("attachment; filename=\""), "{header}");
            assert_eq!(header.matches('"').count(), 2, "{header}");
            assert_eq!(header.matches("filename*=").count(), 1, "{header}");
            let value = header.split('"').nth(1).unwrap();
            assert!(!value.contains(['/', '\\', '%']) && !value.starts_with(['-', '.']), "{header}");
        }
        assert_eq!(
            content_disposition(Disposition::Inline, "CON"),
            "inline; filename=\"_CON\"; filename*=UTF-8''_CON"
        );
        assert_eq!(
            content_disposition(Disposition::Attachment, "Berkas é.pdf"),
            "attachment; filename=\"Berkas _.pdf\"; filename*=UTF-8''Berkas%20%C3%A9.pdf"
        );
    }

    #[test]
    fn u11_hidden_characters_are_removed_and_told() {
        let name = display("laporan\u{202E}fdp.exe");
        assert_eq!((name.text.as_str(), name.had_hidden), ("laporanfdp.exe", true));
        assert_eq!(suffix("laporan\u{202E}fdp.exe").as_deref(), Some("exe"));
        assert_eq!(shown("a\u{200B}b\u{FEFF}c\u{2066}d\u{2069}.pdf"), "abcd.pdf");
        assert!(!display("Surat Keputusan.pdf").had_hidden);
        // A Cyrillic letter in the suffix is not the Latin one.
        assert_eq!(suffix("laporan.рdf").as_deref(), Some("рdf"));
        assert_eq!(suffix("laporan.p\u{200B}df").as_deref(), Some("pdf"));
        // Decomposed letters, as one system sends them, read the same.
        assert_eq!(shown("cafe\u{301}.pdf"), "café.pdf");
    }

    #[test]
    fn u13_the_last_decoded_suffix_counts() {
        for (raw, expected) in [
            ("foto.jpg.php", Some("php")),
            ("foto.php%00.jpg", Some("php")),
            ("foto.php\0.jpg", Some("php")),
            ("foto.PhP", Some("php")),
            ("foto.php.", Some("php")),
            ("foto.php . .", Some("php")),
            ("foto%2Ephp", Some("php")),
            ("arsip.tar.gz", Some("gz")),
            ("FOTO.JPG", Some("jpg")),
            ("Surat No. 12", None),
            ("versi 1.2", None),
            ("tanpa akhiran", None),
            ("kalimat. dengan titik", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(suffix(raw).as_deref(), expected, "{raw:?}");
        }
    }
}
