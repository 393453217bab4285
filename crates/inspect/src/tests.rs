//! Looks at files that these tests make themselves.

pub(crate) mod corpus;
mod documents;
mod id_cards;
mod likeness;
mod mutated;
mod pdfs;
mod pictures;
mod redactions;
mod tables;
mod texts;
mod thoroughness;
mod videos;

use std::fs;

use domain::facts::{Facts, Oddity};
use files::Media;
use files::examine::{Answer, Question, Task};

/// What a look found, and the pictures that it made.
struct Seen {
    facts: Facts,
    answer: Answer,
    folder: tempfile::TempDir,
    text: Option<String>,
    beside: Option<String>,
    document: Option<Vec<u8>>,
}

impl Seen {
    /// Bytes of what was made, by kind and position.
    fn made(&self, kind: &str, position: u32) -> Option<Vec<u8>> {
        let made = self.answer.made.iter().find(|made| made.kind == kind && made.position == position)?;
        Some(fs::read(self.folder.path().join(&made.file)).unwrap())
    }

    fn has(&self, oddity: &Oddity) -> bool {
        self.facts.oddities.contains(oddity)
    }

    fn active(&self) -> Vec<&str> {
        let mut parts = Vec::new();
        for oddity in &self.facts.oddities {
            if let Oddity::Active { part } = oddity {
                parts.push(part.as_str());
            }
        }
        parts
    }
}

fn look(bytes: &[u8], media: Media, name: &str) -> Seen {
    with_task(bytes, media, name, Task::Look)
}

fn with_task(bytes: &[u8], media: Media, name: &str, task: Task) -> Seen {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, bytes).unwrap();
    let made = folder.path().join("made");
    fs::create_dir(&made).unwrap();
    let question =
        Question { file, media: media.code().to_owned(), name: name.to_owned(), folder: made, task };
    let answer = crate::answer(&question);
    let facts = serde_json::from_value(answer.facts.clone()).unwrap();
    let folder_of_made = tempfile::tempdir().unwrap();
    for one in &answer.made {
        fs::rename(question.folder.join(&one.file), folder_of_made.path().join(&one.file)).unwrap();
    }
    let take = |name: &String| {
        let path = question.folder.join(name);
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(path).unwrap();
        bytes
    };
    let text = answer.text.as_ref().map(take).map(|bytes| String::from_utf8(bytes).unwrap());
    let beside = answer.beside.as_ref().map(take).map(|bytes| String::from_utf8(bytes).unwrap());
    let document = answer.document.as_ref().map(take);
    // Nothing else is left lying about.
    assert_eq!(fs::read_dir(&question.folder).unwrap().count(), 0);
    Seen { facts, answer, folder: folder_of_made, text, beside, document }
}
