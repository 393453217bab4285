//! What is known of a file of evidence, as the office and those who judge it read it: a level, plain sentences, pictures, and
//! where else it was seen.

mod words;

use app::belief::{Belief, Picture, Place, Seen};
use app::examination::BOMB;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::body::Zone;
use domain::facts::Progress;
use domain::ids::EvidenceId;
use domain::level::Level;
use i18n::Texts;

use crate::components::Tag;
use crate::show;

/// Address of a picture that was made of a piece of evidence.
pub(crate) fn picture_href(id: EvidenceId, picture: &str, position: u32) -> String {
    format!("/bukti/{id}/gambar/{picture}/{position}")
}

/// The word for a level.
pub(crate) fn level_words(t: &Texts, level: Level) -> String {
    match level {
        Level::Good => t.finding_level_good(),
        Level::Look => t.finding_level_look(),
        Level::Problem => t.finding_level_problem(),
    }
}

/// A level as a tag: its word, and a colour beside it.
pub(crate) fn level_tag(t: &Texts, level: Level) -> Tag {
    let colour = match level {
        Level::Good => "green",
        Level::Look => "yellow",
        Level::Problem => "red",
    };
    Tag::new(level_words(t, level)).colour(colour)
}

/// One sentence about a file.
#[derive(Debug)]
struct Line {
    level: &'static str,
    word: String,
    text: String,
    /// Another file to look at beside this one.
    compare: Option<Compare>,
}

/// Two small pictures side by side.
#[derive(Debug)]
struct Compare {
    here: String,
    there: String,
    /// The other evidence.
    href: String,
}

/// What is known of a file, in words, with the worst level as a tag.
#[derive(Debug, Template)]
#[template(path = "evidence/known.html")]
pub(crate) struct Known {
    t: Texts,
    tag: Option<Tag>,
    /// Before it was looked at, or where that failed.
    note: String,
    lines: Vec<Line>,
    more: String,
}

impl HtmlSafe for Known {}

impl Known {
    /// `zone`: that of the office.
    pub(crate) fn new(t: &Texts, zone: Zone, id: EvidenceId, belief: &Belief) -> Self {
        let is_known = belief.progress == Progress::Done;
        let mut lines: Vec<Line> = Vec::new();
        if let Some(why) = &belief.quarantine {
            lines.push(line(t, Level::Problem, quarantine_words(t, why)));
        }
        let findings = belief.findings.iter();
        lines.extend(findings.map(|finding| line(t, finding.level, words::sentence(t, zone, finding))));
        lines.extend(belief.seen.iter().map(|seen| {
            let mut line = line(t, seen.level, seen_words(t, zone, seen));
            line.compare = compare(id, belief, seen);
            line
        }));
        if !belief.also.is_empty() {
            let numbers: Vec<String> = belief.also.iter().map(u32::to_string).collect();
            lines.push(line(t, Level::Good, t.finding_also_in(numbers.join(", "))));
        }
        let order = |line: &Line| match line.level {
            "problem" => 0,
            "look" => 1,
            _ => 2,
        };
        lines.sort_by_key(order);
        Self {
            t: *t,
            tag: (is_known || !lines.is_empty()).then(|| level_tag(t, belief.level())),
            note: match belief.progress {
                Progress::Waiting => t.finding_waiting(),
                Progress::Failed => t.finding_failed(),
                Progress::Done if lines.is_empty() => t.finding_nothing(),
                Progress::Done => String::new(),
            },
            lines,
            more: if belief.unseen > 0 {
                t.finding_seen_more(i64::try_from(belief.unseen).unwrap_or(i64::MAX))
            } else {
                String::new()
            },
        }
    }
}

/// What as it stands keeps a file from proving what it should, a sentence each.
pub(crate) fn problems(t: &Texts, zone: Zone, belief: &Belief) -> Vec<String> {
    let quarantine = belief.quarantine.as_deref().map(|why| quarantine_words(t, why));
    let findings = belief.findings.iter().filter(|finding| finding.level == Level::Problem);
    let seen = belief.seen.iter().filter(|seen| seen.level == Level::Problem);
    let findings = findings.map(|finding| words::sentence(t, zone, finding));
    quarantine.into_iter().chain(findings).chain(seen.map(|seen| seen_words(t, zone, seen))).collect()
}

fn quarantine_words(t: &Texts, why: &str) -> String {
    if why == BOMB { t.finding_quarantine_bomb() } else { t.finding_quarantine_virus(why) }
}

fn line(t: &Texts, level: Level, text: String) -> Line {
    Line { level: level.code(), word: level_words(t, level), text, compare: None }
}

fn seen_words(t: &Texts, zone: Zone, seen: &Seen) -> String {
    let what = match seen.alike {
        domain::evidence::Alike::Same => t.finding_seen_same(),
        domain::evidence::Alike::Near => t.finding_seen_near(),
    };
    let at = t.date_time(seen.added_at, crate::moment::zone(zone));
    match &seen.place {
        Place::Hidden => t.finding_seen_hidden(at, what),
        Place::Open { office: None, round: None, question, .. } => {
            t.finding_seen_own_question(at, question.as_str(), what)
        }
        Place::Open { office: None, round: Some(round), question, .. } => {
            t.finding_seen_own_round(at, question.as_str(), round.as_str(), what)
        }
        Place::Open { office: Some(office), round: None, question, .. } => {
            t.finding_seen_office(at, office.as_str(), question.as_str(), what)
        }
        Place::Open { office: Some(office), round: Some(round), question, .. } => {
            t.finding_seen_office_round(at, office.as_str(), question.as_str(), round.as_str(), what)
        }
    }
}

fn compare(id: EvidenceId, belief: &Belief, seen: &Seen) -> Option<Compare> {
    let Place::Open { evidence, has_thumbnail: true, .. } = &seen.place else { return None };
    belief.picture("thumbnail")?;
    Some(Compare {
        here: picture_href(id, "thumbnail", 1),
        there: picture_href(*evidence, "thumbnail", 1),
        href: format!("/bukti/{evidence}"),
    })
}

/// A picture on the page.
#[derive(Debug)]
struct Shown {
    href: String,
    alt: String,
    width: u32,
    height: u32,
}

/// A file as it is seen on the page of those who judge: pictures that were made of it, never the file itself.
#[derive(Debug, Template)]
#[template(path = "evidence/preview.html")]
pub(crate) struct Preview {
    t: Texts,
    name: String,
    pictures: Vec<Shown>,
    /// How many pages are left out.
    note: String,
    /// A video that browsers play: its address, type and first picture.
    video: Option<Video>,
    rows: Vec<Vec<String>>,
    beginning: Vec<String>,
}

impl HtmlSafe for Preview {}

#[derive(Debug)]
struct Video {
    href: String,
    poster: String,
    label: String,
}

impl Preview {
    /// `name`: of the file; `caption`: what the office says that it shows, empty where it says nothing.
    pub(crate) fn new(t: &Texts, id: EvidenceId, name: &str, caption: &str, belief: &Belief) -> Self {
        let alt = |words: String| if caption.is_empty() { words } else { caption.to_owned() };
        let shown = |picture: &Picture, words: String| Shown {
            href: picture_href(id, &picture.kind, picture.position),
            alt: words,
            width: picture.width,
            height: picture.height,
        };
        let preview = belief.picture("preview").map(|found| shown(found, alt(t.finding_preview_alt(name))));
        let pages =
            belief.pages().map(|page| shown(page, t.finding_page_alt(name, i64::from(page.position))));
        let mut pictures: Vec<Shown> = preview.into_iter().chain(pages).collect();
        let plays = belief.facts.video.as_ref().is_some_and(|video| video.plays) && belief.is_given_out();
        let video = plays.then(|| Video {
            href: format!("/bukti/{id}"),
            poster: belief.picture("poster").map(|_| picture_href(id, "poster", 1)).unwrap_or_default(),
            label: t.finding_play(name),
        });
        if let (None, Some(poster)) = (&video, belief.picture("poster")) {
            pictures.push(shown(poster, t.finding_poster_alt(name)));
        }
        let pdf = belief.facts.pdf.as_ref().filter(|pdf| pdf.shown > 0 && pdf.shown < pdf.pages);
        let beginning = belief.facts.document.as_ref().map(|document| document.beginning.as_str());
        Self {
            t: *t,
            name: name.to_owned(),
            pictures,
            note: pdf
                .map(|pdf| t.finding_pages_shown(i64::from(pdf.pages), i64::from(pdf.shown)))
                .unwrap_or_default(),
            video,
            rows: belief.facts.sheet.as_ref().map(|sheet| sheet.head.clone()).unwrap_or_default(),
            beginning: beginning.unwrap_or_default().lines().map(str::to_owned).collect(),
        }
    }

    /// Whether there is anything to be seen.
    pub(crate) fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.video.is_none() && self.rows.is_empty() && self.beginning.is_empty()
    }
}

/// When a file was stamped, with the zone of the office.
fn moment(t: &Texts, at: jiff::Timestamp, zone: Zone) -> String {
    show::moment(t, at, zone)
}
