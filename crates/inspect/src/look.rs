//! One look: the question, and what is known so far.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::document::Guess;
use domain::facts::{Facts, Oddity};
use files::Media;
use files::examine::{Answer, Made, Question, Task};
use jiff::civil::Date;

use crate::fault::Fault;
use crate::text::Gathered;

/// Time that programs of others may take in one look, all together.
const TIME_OF_PROGRAMS: Duration = Duration::from_secs(12);

/// One look: the question, and what is known so far.
pub(crate) struct Look<'a> {
    question: &'a Question,
    tell: &'a mut dyn FnMut(&Answer),
    started: Instant,
    made: Vec<Made>,
    text: Option<String>,
    beside: Option<String>,
    document: Option<String>,
    percent: Option<u8>,
    /// What was found.
    pub(crate) facts: Facts,
    /// Perceptual hashes.
    pub(crate) likeness: Vec<u64>,
}

impl<'a> Look<'a> {
    pub(crate) fn new(question: &'a Question, tell: &'a mut dyn FnMut(&Answer)) -> Self {
        Self {
            question,
            tell,
            started: Instant::now(),
            made: Vec::new(),
            text: None,
            beside: None,
            document: None,
            percent: None,
            facts: Facts::default(),
            likeness: Vec::new(),
        }
    }

    /// Code of the type.
    pub(crate) fn media(&self) -> &str {
        &self.question.media
    }

    /// The name that the sender gave.
    pub(crate) fn name(&self) -> &str {
        &self.question.name
    }

    /// What is to be done.
    pub(crate) fn task(&self) -> &'a Task {
        &self.question.task
    }

    /// The file.
    pub(crate) fn file(&self) -> &'a Path {
        &self.question.file
    }

    /// The folder for what is made.
    pub(crate) fn folder(&self) -> &'a Path {
        &self.question.folder
    }

    /// How long it has taken so far.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// What is left of the time for programs of others.
    pub(crate) fn time_left(&self) -> Duration {
        TIME_OF_PROGRAMS.saturating_sub(self.started.elapsed())
    }

    /// Opens the file.
    pub(crate) fn open(&self) -> Result<File, Fault> {
        Ok(File::open(self.file())?)
    }

    /// The whole file in memory; [`Fault::TooCostly`] when it is longer than `most` bytes.
    pub(crate) fn bytes(&self, most: u64) -> Result<Vec<u8>, Fault> {
        let file = self.open()?;
        if file.metadata()?.len() > most {
            return Err(Fault::TooCostly);
        }
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Notes what is unusual, once.
    pub(crate) fn odd(&mut self, oddity: Oddity) {
        if !self.facts.oddities.contains(&oddity) {
            self.facts.oddities.push(oddity);
        }
    }

    /// Notes a part that acts when it is opened.
    pub(crate) fn active(&mut self, part: &str) {
        self.odd(Oddity::Active { part: part.to_owned() });
    }

    /// A new file in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Writes a picture that was made.
    pub(crate) fn make(&mut self, kind: &str, position: u32, jpeg: &Jpeg) -> Result<(), Fault> {
        let file = format!("{kind}-{position}.jpg");
        fs::write(self.path(&file), &jpeg.bytes)?;
        self.made.push(Made {
            kind: kind.to_owned(),
            position,
            file,
            media: Media::Jpeg.code().to_owned(),
            width: jpeg.width,
            height: jpeg.height,
        });
        Ok(())
    }

    /// Writes the text of a document, in place of what was written of it before, and guesses what it is called by it.
    pub(crate) fn write_text(
        &mut self,
        text: &Gathered,
        title: Option<&str>,
        day: Option<Date>,
    ) -> Result<(), Fault> {
        const FILE: &str = "text.txt";
        self.facts.guess = Guess::new(title, day, text.as_str());
        fs::write(self.path(FILE), text.as_str())?;
        self.text = Some(FILE.to_owned());
        Ok(())
    }

    /// Writes what stands beside the text of a document without its readers seeing it, where there is any.
    pub(crate) fn write_beside(&mut self, text: &Gathered) -> Result<(), Fault> {
        const FILE: &str = "beside.txt";
        if !text.as_str().trim().is_empty() {
            fs::write(self.path(FILE), text.as_str())?;
            self.beside = Some(FILE.to_owned());
        }
        Ok(())
    }

    /// Notes the document that was made in the folder under this name.
    pub(crate) fn made_document(&mut self, name: &str) {
        self.document = Some(name.to_owned());
    }

    /// Notes how much is done, in hundredths, and tells it.
    pub(crate) fn tell_percent(&mut self, percent: u8) {
        self.percent = Some(percent);
        self.tell();
    }

    /// Notes that something on a page looks like an identity card.
    pub(crate) fn saw_id_card(&mut self, page: u32) {
        if !self.facts.looks_like_id_card.contains(&page) {
            self.facts.looks_like_id_card.push(page);
        }
    }

    /// How many pictures of a kind were made.
    pub(crate) fn made_of(&self, kind: &str) -> u32 {
        let made = self.made.iter().filter(|made| made.kind == kind).count();
        u32::try_from(made).unwrap_or(u32::MAX)
    }

    /// Tells what is known so far.
    pub(crate) fn tell(&mut self) {
        let answer = self.answer();
        (self.tell)(&answer);
    }

    pub(crate) fn into_answer(self) -> Answer {
        self.answer()
    }

    fn answer(&self) -> Answer {
        Answer {
            // Facts are plain values without maps: they always have a JSON.
            facts: serde_json::to_value(&self.facts).unwrap_or_default(),
            made: self.made.clone(),
            likeness: self.likeness.clone(),
            text: self.text.clone(),
            beside: self.beside.clone(),
            document: self.document.clone(),
            percent: self.percent,
        }
    }
}

/// A JPEG without any metadata.
pub(crate) struct Jpeg {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Pixels across.
    pub(crate) width: u32,
    /// Pixels down.
    pub(crate) height: u32,
}
