//! Two people who write the words of one draft: each field that only one of them changed is taken, and where both changed the
//! same field, neither loses what was typed.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::Content;

/// A short name of a text, by which a form tells what its writer had before them. Empty for an empty text.
#[must_use]
pub fn digest(text: &str) -> String {
    /// Bytes of the hash that are kept: two texts of one draft are never taken for each other by chance.
    const KEPT: usize = 8;
    if text.is_empty() {
        return String::new();
    }
    Sha256::digest(text.as_bytes()).iter().take(KEPT).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text that is there now would be overwritten unseen by somebody who had another one before them.
#[must_use]
pub fn is_unseen(stored: &str, seen: &str) -> bool {
    !stored.is_empty() && digest(stored) != seen
}

/// What was in each field when its writer began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen(BTreeMap<String, String>);

impl Seen {
    /// What somebody sees who has this before them.
    #[must_use]
    pub fn of(content: &Content) -> Self {
        Self(content.texts().into_iter().map(|(field, text)| (field.to_owned(), digest(&text))).collect())
    }

    /// What a form tells: names of fields with the digests of their texts. A field that is not told of counts as empty.
    #[must_use]
    pub fn told<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(fields.into_iter().map(|(field, seen)| (field.to_owned(), seen.to_owned())).collect())
    }

    /// Names of the fields with their digests.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, seen)| (field.as_str(), seen.as_str()))
    }

    fn had(&self, field: &str, text: &str) -> bool {
        self.0.get(field).map_or("", String::as_str) == digest(text)
    }
}

/// What comes of two people's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The words: of each field the changed ones; of those that both changed, what was typed now.
    pub content: Content,
    /// The fields that both changed.
    pub clashes: Vec<&'static str>,
}

/// Brings together what somebody typed, who had `seen` before them, and what is there now.
#[must_use]
pub fn merge(seen: &Seen, typed: Content, stored: &Content) -> Merged {
    let mut merged = Merged { content: typed, clashes: Vec::new() };
    let now: BTreeMap<&str, String> = stored.texts().into_iter().collect();
    for (field, typed) in merged.content.texts() {
        let stored_text = now.get(field).map_or("", String::as_str);
        if typed == stored_text || seen.had(field, stored_text) {
            continue;
        }
        if seen.had(field, &typed) {
            merged.content.take(field, stored);
        } else {
            merged.clashes.push(field);
        }
    }
    merged
}

impl Content {
    /// Every field with its text.
    fn texts(&self) -> [(&'static str, String); 7] {
        [
            ("title", self.title.clone()),
            ("speaker", self.speaker.clone()),
            ("post", self.post.clone()),
            ("recorded_on", self.recorded_on.map(|day| day.to_string()).unwrap_or_default()),
            ("language", self.language.clone()),
            ("transcript", self.transcript.clone()),
            ("no_transcript", self.no_transcript.clone()),
        ]
    }

    /// Takes a field of another one over.
    fn take(&mut self, field: &str, other: &Self) {
        match field {
            "title" => self.title.clone_from(&other.title),
            "speaker" => self.speaker.clone_from(&other.speaker),
            "post" => self.post.clone_from(&other.post),
            "recorded_on" => self.recorded_on = other.recorded_on,
            "language" => self.language.clone_from(&other.language),
            "transcript" => self.transcript.clone_from(&other.transcript),
            "no_transcript" => self.no_transcript.clone_from(&other.no_transcript),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(title: &str, speaker: &str, transcript: &str) -> Content {
        Content {
            title: title.into(),
            speaker: speaker.into(),
            transcript: transcript.into(),
            ..Content::default()
        }
    }

    #[test]
    fn who_changes_other_words_is_not_in_the_way() {
        let before = words("Komitmen", "Budi", "");
        let seen = Seen::of(&before);
        let stored = words("Komitmen", "Budi", "Kami terbuka.");
        let merged = merge(&seen, words("Komitmen kami", "Budi", ""), &stored);
        assert_eq!(merged.content, words("Komitmen kami", "Budi", "Kami terbuka."));
        assert_eq!(merged.clashes, [] as [&str; 0]);
        // Both wrote the same.
        assert!(merge(&seen, stored.clone(), &stored).clashes.is_empty());
    }

    #[test]
    fn who_changes_the_same_words_is_told_which() {
        let seen = Seen::of(&words("Komitmen", "Budi", ""));
        let mut stored = words("Komitmen", "Siti", "Kami terbuka.");
        stored.recorded_on = Some("2026-01-02".parse().unwrap());
        let mut typed = words("Janji", "Ani", "");
        typed.recorded_on = Some("2026-01-03".parse().unwrap());
        let merged = merge(&seen, typed, &stored);
        assert_eq!(merged.clashes, ["speaker", "recorded_on"]);
        let content = &merged.content;
        assert_eq!((content.title.as_str(), content.speaker.as_str()), ("Janji", "Ani"));
        assert_eq!(content.transcript, "Kami terbuka.");
        // Seen and saved again, it is what was typed.
        let again = merge(&Seen::of(&stored), merged.content.clone(), &stored);
        assert_eq!((again.content, again.clashes.len()), (merged.content, 0));
    }

    #[test]
    fn who_tells_nothing_of_what_was_there_overwrites_nothing() {
        let merged = merge(&Seen::default(), words("Janji", "", ""), &words("Komitmen", "Budi", ""));
        assert_eq!(merged.clashes, ["title"]);
        assert_eq!(merged.content.speaker, "Budi");
        assert!(is_unseen("Kami", "") && is_unseen("Kami", "x") && !is_unseen("", "x"));
        assert!(!is_unseen("Kami", &digest("Kami")));
    }

    proptest! {
        #[test]
        fn nothing_that_was_typed_is_lost(
            before in "[a-c]{0,2}", stored in "[a-c]{0,2}", typed in "[a-c]{0,2}",
        ) {
            let seen = Seen::of(&words(&before, "", ""));
            let merged = merge(&seen, words(&typed, "", ""), &words(&stored, "", ""));
            let title = &merged.content.title;
            // What was not touched follows the other; everything else stays as it was typed.
            prop_assert_eq!(title, if typed == before { &stored } else { &typed });
            let is_clash = typed != stored && stored != before && typed != before;
            prop_assert_eq!(merged.clashes.is_empty(), !is_clash);
        }
    }
}
