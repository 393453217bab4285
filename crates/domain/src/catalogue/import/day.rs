//! Days as people write them in lists.

use jiff::civil::Date;

use crate::catalogue::MADE_YEARS;

const MONTHS: [(&str, &str); 12] = [
    ("januari", "january"),
    ("februari", "february"),
    ("maret", "march"),
    ("april", "april"),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august"),
    ("september", "september"),
    ("oktober", "october"),
    ("november", "november"),
    ("desember", "december"),
];

/// A day: `2024-06-12`, `12/06/2024`, `12-6-2024`, `12 Juni 2024`, `12 Jun 2024`; `None` for anything else, a bare year too.
#[must_use]
pub fn read_day(text: &str) -> Option<Date> {
    let lower = text.trim().to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || "/.-".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    // A spreadsheet's day may come with midnight.
    let parts = match parts[..] {
        [first, second, third] | [first, second, third, "00:00:00"] => [first, second, third],
        _ => return None,
    };
    let [first, month, last] = parts;
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 || day.len() > 2 {
        return None;
    }
    let year: i16 = digits(year)?;
    let day = i8::try_from(digits(day)?).ok()?;
    let month = match digits(month) {
        Some(number) if month.len() <= 2 => i8::try_from(number).ok()?,
        _ => month_of(month)?,
    };
    MADE_YEARS.contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

/// A month by its name, or by three letters of it or more.
fn month_of(word: &str) -> Option<i8> {
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|(id, en)| id.starts_with(word) || en.starts_with(word))?;
    i8::try_from(at + 1).ok()
}

fn digits(text: &str) -> Option<i16> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}
