//! Appointments as calendar files (iCalendar, RFC 5545).

use std::fmt::Write as _;

/// Most octets of a line before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// An appointment.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// The same for each version of it.
    pub uid: String,
    /// When this version was made: `20250812T021500Z`.
    pub stamp: String,
    /// Its start, in the same form.
    pub starts: String,
    /// Its end.
    pub ends: String,
    /// What it is.
    pub summary: String,
    /// Where.
    pub location: String,
    /// What else there is to say.
    pub description: String,
    /// Address of a page about it; empty for none.
    pub url: String,
}

/// A calendar with one appointment.
#[must_use]
pub fn file(appointment: &Appointment) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Terbuka//ID".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
    ];
    let fields = [
        ("UID", &appointment.uid),
        ("DTSTAMP", &appointment.stamp),
        ("DTSTART", &appointment.starts),
        ("DTEND", &appointment.ends),
        ("SUMMARY", &appointment.summary),
        ("LOCATION", &appointment.location),
        ("DESCRIPTION", &appointment.description),
        ("URL", &appointment.url),
    ];
    let filled = fields.into_iter().filter(|(_, value)| !value.is_empty());
    lines.extend(filled.map(|(name, value)| {
        let value = if name == "URL" { value.clone() } else { escaped(value) };
        format!("{name}:{value}")
    }));
    lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned()]);
    lines.iter().fold(String::new(), |mut file, line| {
        // A string takes all that is written to it.
        let _ = write!(file, "{}\r\n", folded(line));
        file
    })
}

/// A text value (RFC 5545, 3.3.11). Control characters but line breaks have no place in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line in pieces of at most 75 octets, never inside a character.
fn folded(line: &str) -> String {
    let (mut folded, mut length) = (String::with_capacity(line.len()), 0);
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(c);
        length += c.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appointment(summary: &str) -> Appointment {
        Appointment {
            uid: "a@b".into(),
            stamp: "20250807T010000Z".into(),
            starts: "20250812T031500Z".into(),
            ends: "20250812T040000Z".into(),
            summary: summary.into(),
            location: "https://rapat.example/2".into(),
            description: String::new(),
            url: String::new(),
        }
    }

    #[test]
    fn an_appointment_is_lines_with_crlf() {
        let file = file(&appointment("Wawancara; ruang 2, Katingan\nBawa gawai\u{7}"));
        assert!(
            file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n")
        );
        assert!(file.contains("SUMMARY:Wawancara\\; ruang 2\\, Katingan\\nBawa gawai\r\n"), "{file}");
        assert!(!file.contains("DESCRIPTION") && !file.contains("URL"), "what is empty is left out");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let file = file(&appointment(&"é".repeat(100)));
        assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
        assert_eq!(file.replace("\r\n ", "").matches('é').count(), 100);
    }
}
