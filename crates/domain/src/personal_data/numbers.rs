//! Numbers of people: what groups of digits look like.

use super::groups::Line;
use super::{About, Kind, Known, Span};

/// How a number of 16 digits is written by hand and by programs.
const SIXTEEN: [&[usize]; 5] = [&[16], &[4, 4, 4, 4], &[6, 6, 4], &[2, 2, 2, 6, 4], &[2, 2, 2, 2, 2, 2, 4]];
/// One digit in each box of a form.
const BOXES: [usize; 16] = [1; 16];
/// `09.254.294.3-407.000`.
const NPWP: [usize; 6] = [2, 3, 3, 1, 3, 3];

/// What a number is, and of how many groups it consists.
type Judged = Option<(Kind, usize)>;

/// The numbers in a line, from left to right; none of them overlap.
pub(super) fn in_line(line: &Line<'_>, about: About, known: &Known) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(group) = line.groups().get(at).copied() {
        let judged = tax(line, at)
            .or_else(|| sixteen(line, at, about))
            .or_else(|| account(line, at))
            .or_else(|| phone(line, at, about));
        let Some((kind, count)) = judged else {
            at += 1;
            continue;
        };
        let end = line.groups()[at + count - 1].end;
        if kind != Kind::Phone || !is_known(&line.digits(at, count), known) {
            found.push(Span { kind, start: group.start, end });
        }
        at += count;
    }
    found
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// A tax number: in its own form, or behind its name. Those of paying offices begin with two noughts.
fn tax(line: &Line<'_>, at: usize) -> Judged {
    let start = line.groups()[at].start;
    let (count, is_named) = if line.has_shape(at, &NPWP, &['.', '-']) {
        (NPWP.len(), true)
    } else {
        let is_number = line.has_shape(at, &[15], &[]) || line.has_shape(at, &[16], &[]);
        (1, is_number && has(&line.label(start), &["npwp"]))
    };
    (is_named && !line.digits(at, count).starts_with("00")).then_some((Kind::Npwp, count))
}

/// A NIK, or the number of a family card behind its name.
fn sixteen(line: &Line<'_>, at: usize, about: About) -> Judged {
    let start = line.groups()[at].start;
    let label = line.label(start);
    let is_identity = has(&label, &["nik", "ktp", "kependudukan"]);
    let shape = SIXTEEN.into_iter().find(|shape| line.has_shape(at, shape, &[' ', '.', '-']));
    let in_boxes = || is_identity && line.has_shape(at, &BOXES, &[' ', '|', '\t']);
    let count = shape.map(<[usize]>::len).or_else(|| in_boxes().then_some(BOXES.len()))?;
    let digits = line.digits(at, count);
    if !is_nik(&digits) {
        return None;
    }
    if is_of_family(&label) {
        return Some((Kind::FamilyCard, count));
    }
    // `6206 2024 0612 0001`: numbers of registers are made of a place, a day and a number, too.
    let is_register = is_day(&digits[4..12]);
    (is_identity || about.identity || !is_register).then_some((Kind::Nik, count))
}

/// Whether the last word before a number that tells what it is speaks of a family card.
fn is_of_family(label: &str) -> bool {
    let words = label.split(|c: char| !c.is_alphanumeric()).rev();
    let mut telling =
        words.filter(|word| matches!(*word, "kk" | "keluarga" | "nik" | "ktp" | "kependudukan"));
    telling.next().is_some_and(|word| matches!(word, "kk" | "keluarga"))
}

/// Whether 16 digits can be a NIK: a region, a day of birth (40 more for women), a number from 1.
fn is_nik(digits: &str) -> bool {
    let pair = |at: usize| digits[at..at + 2].parse::<u8>().unwrap_or(0);
    let day = match pair(6) {
        day @ 41..=71 => day - 40,
        day => day,
    };
    let month_has = match pair(8) {
        2 if pair(10) % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    is_region(pair(0), pair(2), pair(4)) && (1..=month_has).contains(&day) && &digits[12..] != "0000"
}

/// Codes of Kemendagri: provinces as there are; regencies count from 1, cities from 71; districts from 1.
fn is_region(province: u8, regency: u8, district: u8) -> bool {
    let is_province =
        matches!(province, 11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97);
    is_province && matches!(regency, 1..=40 | 71..=99) && matches!(district, 1..=70)
}

/// Whether eight digits are a day of these decades, year first.
fn is_day(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits[from..to].parse::<u16>().unwrap_or(0);
    (1990..=2049).contains(&number(0, 4))
        && (1..=12).contains(&number(4, 6))
        && (1..=31).contains(&number(6, 8))
}

/// A bank account, only where it is called one and somebody's name is announced.
fn account(line: &Line<'_>, at: usize) -> Judged {
    let group = line.groups()[at];
    let label = line.label(group.start);
    if !has(&label, &["rekening", "no. rek", "no rek", "norek"]) {
        return None;
    }
    let (count, digits) = joined(line, at, 16);
    let end = line.groups()[at + count - 1].end;
    let is_of_somebody = has(&line.tail(end), &["a.n", "a/n", "atas nama", "an."]);
    ((9..=16).contains(&digits.len()) && is_of_somebody).then_some((Kind::BankAccount, count))
}

/// A telephone number: of a mobile by its shape, another one behind its name.
fn phone(line: &Line<'_>, at: usize, about: About) -> Judged {
    let group = line.groups()[at];
    let front = line.before(group.start);
    if front.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '_')) {
        return None;
    }
    let (count, digits) = joined(line, at, 14);
    let end = line.groups()[at + count - 1].end;
    if line.after(end).is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let label = line.label(group.start);
    let is_named = has(&label, &["telp", "telepon", "phone", "hp", "wa", "whatsapp", "hubungi", "ponsel"]);
    let first = group.len();
    let is_mobile = match digits.strip_prefix("62") {
        // A country code stands alone or before the whole number.
        Some(national) if first == 2 && front == Some('+') || first >= 5 => is_mobile(national),
        _ => first >= 4 && digits.strip_prefix('0').is_some_and(is_mobile),
    };
    // Tables lose the nought; sums of money end in many.
    let is_bare = (is_named || about.telephones) && count == 1 && is_mobile_digits(&digits);
    let is_landline = is_named
        && (3..=4).contains(&first)
        && count > 1
        && digits.starts_with('0')
        && !digits.starts_with("00")
        && (9..=12).contains(&digits.len());
    (is_mobile || is_bare || is_landline).then_some((Kind::Phone, count))
}

fn is_mobile_digits(digits: &str) -> bool {
    is_mobile(digits) && !digits.ends_with("000")
}

/// Behind nought or country code: 8, a digit in use, 9 to 12 in all.
fn is_mobile(national: &str) -> bool {
    let mut digits = national.bytes();
    (9..=12).contains(&national.len())
        && digits.next() == Some(b'8')
        && digits.next().is_some_and(|digit| b"1235789".contains(&digit))
}

/// Groups that seem to be one number, up to so many digits: a single space, point or hyphen between them, or a bracket. A
/// group that is long enough for itself is not joined to the next.
fn joined(line: &Line<'_>, at: usize, most: usize) -> (usize, String) {
    let mut count = 1;
    let mut length = line.groups()[at].len();
    while length < 10 {
        let Some(next) = line.groups().get(at + count) else { break };
        let gap = line.gap(at + count - 1).unwrap_or_default();
        let is_gap = matches!(gap, " " | "." | "-" | " - " | ") " | ")" | ")-");
        // Two digits more are not a group of a number but the next one.
        if !is_gap || next.len() < 2 || length + next.len() > most {
            break;
        }
        length += next.len();
        count += 1;
    }
    (count, line.digits(at, count))
}

fn is_known(digits: &str, known: &Known) -> bool {
    let national = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0')).unwrap_or(digits);
    known.phones.contains(&format!("62{national}"))
}
