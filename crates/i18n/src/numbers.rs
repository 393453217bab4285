//! Numbers as people write them: `1.234,5` in Indonesian, `1,234.5` in English.

use std::borrow::Borrow;

use crate::{Arg, Lang, Texts};

impl Texts {
    /// A whole number of any type with thousands separators: `1.234.567`.
    pub fn integer(&self, number: impl Into<Arg>) -> String {
        match number.into() {
            Arg::Integer(number) => decimal(self.lang(), &number.to_string()),
            Arg::Text(number) => decimal(self.lang(), &number),
        }
    }

    /// An exact decimal number as the program writes it (`-1234.50`) in the form of the language (`-1.234,50`). Digits
    /// are neither added nor dropped. Text that is no such number comes back as it is.
    pub fn decimal(&self, number: &str) -> String {
        decimal(self.lang(), number)
    }

    /// A percentage given as an exact decimal in percent: `87.5` becomes `87,5%`.
    pub fn percent(&self, number: &str) -> String {
        format!("{}%", decimal(self.lang(), number))
    }

    /// A size with at most one decimal, 1 KB being 1024 bytes as in the limits that operators set and in the file lists of
    /// most phones and computers: `512 B`, `3 MB`, `1,5 GB`.
    pub fn bytes(&self, size: impl Borrow<u64>) -> String {
        const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
        let size = *size.borrow();
        if size < 1024 {
            return format!("{} B", self.integer(size));
        }
        // Rounded to tenths before the unit is chosen: 999.96 KB must read as 1 MB, not as 1.024 KB.
        let tenths_of = |unit: u128| (u128::from(size) * 10 + unit / 2) / unit;
        let (mut unit, mut index) = (1024, 0);
        while tenths_of(unit) >= 10_000 && index + 1 < UNITS.len() {
            unit *= 1024;
            index += 1;
        }
        let tenths = tenths_of(unit);
        let number = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            tenth => format!("{}.{tenth}", tenths / 10),
        };
        format!("{} {}", decimal(self.lang(), &number), UNITS[index])
    }
}

pub(crate) fn decimal(lang: Lang, number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return number.to_owned();
    }
    let (group, point) = match lang {
        Lang::Id => ('.', ','),
        Lang::En => (',', '.'),
    };
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::{Lang, Texts};

    #[test]
    fn decimals_keep_their_digits() {
        let (id, en) = (Texts::new(Lang::Id), Texts::new(Lang::En));
        assert_eq!(id.decimal("87.50"), "87,50");
        assert_eq!(en.decimal("87.50"), "87.50");
        assert_eq!(id.decimal("-1234567.005"), "-1.234.567,005");
        assert_eq!(en.decimal("-1234567.005"), "-1,234,567.005");
        assert_eq!(id.decimal("100"), "100");
        assert_eq!(id.decimal("1000"), "1.000");
        for odd in ["", "-", ".5", "5.", "1e3", "1.2.3", "n/a", "1,5", "٣"] {
            assert_eq!(id.decimal(odd), odd);
        }
    }

    #[test]
    fn integers_have_separators() {
        assert_eq!(Texts::new(Lang::Id).integer(u64::MAX), "18.446.744.073.709.551.615");
        let id = Texts::new(Lang::Id);
        assert_eq!(id.integer(0), "0");
        assert_eq!(id.integer(999), "999");
        assert_eq!(id.integer(-1000), "-1.000");
        assert_eq!(id.integer(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(Texts::new(Lang::En).integer(1_234_567), "1,234,567");
    }

    #[test]
    fn percentages() {
        assert_eq!(Texts::new(Lang::Id).percent("87.5"), "87,5%");
        assert_eq!(Texts::new(Lang::En).percent("100"), "100%");
    }

    #[test]
    fn sizes() {
        let id = Texts::new(Lang::Id);
        for (size, text) in [
            (0_u64, "0 B"),
            (1023, "1.023 B"),
            (1024, "1 KB"),
            (1_075, "1 KB"),
            (1_076, "1,1 KB"),
            (20 << 20, "20 MB"),
            (3_250_586, "3,1 MB"),
            (1_023_948, "999,9 KB"),
            (1_023_949, "1 MB"),
            (2 << 30, "2 GB"),
            (u64::MAX, "16.777.216 TB"),
        ] {
            assert_eq!(id.bytes(size), text);
        }
        assert_eq!(Texts::new(Lang::En).bytes(3_250_586_u64), "3.1 MB");
    }
}
