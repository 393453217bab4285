//! Groups of digits in a line, and what stands between them.

/// A run of digits, in bytes of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Group {
    pub(super) const fn len(self) -> usize {
        self.end - self.start
    }
}

/// A line with its groups of digits.
pub(super) struct Line<'a> {
    text: &'a str,
    groups: Vec<Group>,
}

/// Bytes before a number among which its label is looked for.
const LABEL: usize = 40;

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut groups: Vec<Group> = Vec::new();
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
            match groups.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => groups.push(Group { start: at, end: at + 1 }),
            }
        }
        Self { text, groups }
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Digits of the groups from `first` on, `count` of them, which are there.
    pub(super) fn digits(&self, first: usize, count: usize) -> String {
        self.groups[first..first + count].iter().map(|group| &self.text[group.start..group.end]).collect()
    }

    /// What stands between a group and the next one.
    pub(super) fn gap(&self, group: usize) -> Option<&str> {
        Some(&self.text[self.groups.get(group)?.end..self.groups.get(group + 1)?.start])
    }

    /// The character before a byte.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at a byte.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The words shortly before a byte, in small letters.
    pub(super) fn label(&self, at: usize) -> String {
        let start = at.saturating_sub(LABEL);
        let start = (start..=at).find(|start| self.text.is_char_boundary(*start)).unwrap_or(at);
        self.text[start..at].to_lowercase()
    }

    /// The words shortly behind a byte, in small letters.
    pub(super) fn tail(&self, at: usize) -> String {
        let end = (at + LABEL).min(self.text.len());
        let end = (at..=end).rev().find(|end| self.text.is_char_boundary(*end)).unwrap_or(at);
        self.text[at..end].to_lowercase()
    }

    /// How many groups from `first` on have these lengths with one sign of `gaps` between each two, and nothing of a word or
    /// number around them.
    pub(super) fn has_shape(&self, first: usize, lengths: &[usize], gaps: &[char]) -> bool {
        let Some(groups) = self.groups.get(first..first + lengths.len()) else { return false };
        let is_gap = |group: usize| {
            let mut signs = self.gap(group).unwrap_or_default().chars();
            signs.next().is_some_and(|sign| gaps.contains(&sign)) && signs.next().is_none()
        };
        groups.iter().zip(lengths).all(|(group, length)| group.len() == *length)
            && (first..first + lengths.len() - 1).all(is_gap)
            && self.stands_alone(groups[0].start, groups[groups.len() - 1].end)
    }

    /// Whether neither letters nor further digits with a point or hyphen touch it: parts of longer codes are none.
    pub(super) fn stands_alone(&self, start: usize, end: usize) -> bool {
        let joins = |sign: char| matches!(sign, '.' | '-' | '/' | ',' | '_');
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let front = self.before(start);
        let ahead = front.filter(|sign| joins(*sign)).and_then(|sign| self.before(start - sign.len_utf8()));
        let back = self.after(end);
        let behind = back.filter(|sign| joins(*sign)).and_then(|sign| self.after(end + sign.len_utf8()));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !is_word(front) && !is_word(back) && !is_digit(ahead) && !is_digit(behind)
    }
}

/// Digits but the first four and the last two become points.
pub(super) fn mask(text: &str) -> String {
    const FIRST: usize = 4;
    const LAST: usize = 2;
    let count = text.chars().filter(char::is_ascii_digit).count();
    let mut digit = 0;
    let masked = text.chars().map(|c| {
        if !c.is_ascii_digit() {
            return if c.is_control() { ' ' } else { c };
        }
        digit += 1;
        if digit <= FIRST || digit + LAST > count { c } else { '•' }
    });
    masked.collect()
}
