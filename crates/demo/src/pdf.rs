//! A PDF of one page with a heading and lines of text: the least that every reader opens (ISO 32000-1, 7.5).

use std::fmt::Write as _;

/// The bytes. Only letters of ASCII are shown; brackets and backslashes are escaped.
pub(crate) fn page(heading: &str, lines: &[&str]) -> Vec<u8> {
    let content = content(heading, lines);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (id) >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
         /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
    ];
    file(&objects)
}

fn content(heading: &str, lines: &[&str]) -> String {
    let mut content = String::from("BT\n/F1 22 Tf\n1 0 0 1 60 770 Tm\n");
    content.push_str(&shown(heading));
    content.push_str("/F1 12 Tf\n20 TL\n1 0 0 1 60 730 Tm\n");
    for line in lines {
        content.push_str(&shown(line));
        content.push_str("T*\n");
    }
    content.push_str("ET\n");
    content
}

fn shown(text: &str) -> String {
    let mut shown = String::from("(");
    for letter in text.chars().filter(|letter| letter.is_ascii() && !letter.is_ascii_control()) {
        if matches!(letter, '(' | ')' | '\\') {
            shown.push('\\');
        }
        shown.push(letter);
    }
    shown + ") Tj\n"
}

/// Objects with the table that says where each begins.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(objects) {
        // Writing into a string does not fail.
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let (begin, size) = (file.len(), objects.len() + 1);
    let _ = write!(
        file,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n"
    );
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_where_each_object_begins() {
        let bytes = page("Dokumen contoh (demo)", &["Satu \\ dua", "Tiga"]);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("%PDF-1.4\n") && text.ends_with("%%EOF\n"));
        assert!(text.contains("(Dokumen contoh \\(demo\\)) Tj") && text.contains("(Satu \\\\ dua) Tj"));
        let begin: usize =
            text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        assert!(text[begin..].starts_with("xref\n0 6\n"));
        for (number, entry) in (1..).zip(text[begin..].lines().skip(3).take(5)) {
            let at: usize = entry[..10].parse().unwrap();
            assert!(text[at..].starts_with(&format!("{number} 0 obj\n")), "{entry}");
        }
    }
}
