//! References that people read out and type: Crockford base32 with a check character.

use crate::random::Random;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/// A reference such as `SAQ-24-7K3Q-94M2-X`: kind, two digits of the year, 40 random bits in eight characters, and
/// a check character (the number modulo 37, drawn from Crockford's alphabet of checks).
#[must_use]
pub fn new_reference(kind: &str, year: i16, random: &dyn Random) -> String {
    let mut bytes = [0_u8; 8];
    random.fill(&mut bytes[3..]);
    let number = u64::from_be_bytes(bytes);
    let digits: String = (0..8).rev().map(|i| symbol(number >> (5 * i))).collect();
    format!("{kind}-{:02}-{}-{}-{}", year.rem_euclid(100), &digits[..4], &digits[4..], check(number))
}

fn symbol(bits: u64) -> char {
    char::from(ALPHABET[usize::try_from(bits & 31).unwrap_or(0)])
}

fn check(number: u64) -> char {
    char::from(CHECKS[usize::try_from(number % 37).unwrap_or(0)])
}

/// Brings a typed reference into its canonical form: upper case, `O` read as 0, `I` and `L` as 1, hyphens put back.
/// `None` when it has another form or the check character does not fit.
#[must_use]
pub fn parse_reference(kind: &str, typed: &str) -> Option<String> {
    let upper = typed.trim().to_uppercase();
    let rest = upper.strip_prefix(kind)?;
    let compact: String = rest.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    let (year, body) = (compact.get(..2)?, compact.get(2..)?);
    if !year.bytes().all(|b| b.is_ascii_digit()) || !body.is_ascii() || body.len() != 9 {
        return None;
    }
    let mut number = 0_u64;
    let mut canonical = String::with_capacity(8);
    for c in body[..8].chars() {
        let c = match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = ALPHABET.iter().position(|a| char::from(*a) == c)?;
        number = number << 5 | u64::try_from(value).ok()?;
        canonical.push(c);
    }
    (body[8..].chars().next()? == check(number))
        .then(|| format!("{kind}-{year}-{}-{}-{}", &canonical[..4], &canonical[4..], check(number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Seeded;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reference_survives_careless_typing(seed: u64, year in 2020_i16..2100) {
            let reference = new_reference("SAQ", year, &Seeded::new(seed));
            let careless = reference.to_lowercase().replace('0', "o").replace('1', "l").replace("saq-", "saq ");
            // The check character itself may be a letter that stays as it is.
            if !reference.ends_with(['0', '1']) {
                // The year holds digits that are typed as digits.
                let year = &reference[4..6];
                let careless = format!("saq {year}{}", &careless[6..]);
                prop_assert_eq!(parse_reference("SAQ", &careless), Some(reference));
            }
        }

        #[test]
        fn one_wrong_character_is_noticed(seed: u64, at in 7_usize..15, with in "[0-9A-HJKMNP-TV-Z]") {
            let reference = new_reference("SAQ", 2024, &Seeded::new(seed));
            let mut wrong = reference.clone();
            if &wrong[at..=at] != "-" && wrong[at..=at] != with {
                wrong.replace_range(at..=at, &with);
                prop_assert_eq!(parse_reference("SAQ", &wrong), None);
            }
        }
    }
}
