//! What is known of a link, in words: the same for the office and for those who judge it.

use app::link::{Cause, Kind, LinkProof, Outcome, Seen};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::body::Zone;
use domain::link::{Occasion, Standing};
use i18n::Texts;
use jiff::Timestamp;

use crate::belief::level_tag;
use crate::components::{SummaryList, SummaryRow, Tag};
use crate::show;

/// Whom the words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The office, which can mend it.
    Office,
    /// Those who judge it.
    Reviewer,
}

/// A link's worth, with the looks that it rests on.
#[derive(Debug, Template)]
#[template(path = "evidence/link_proof.html")]
pub(crate) struct LinkProofView {
    t: Texts,
    url: String,
    /// Whether the link itself is shown: where it does not stand beside already.
    names_link: bool,
    level: Option<Tag>,
    sentence: String,
    advice: String,
    looks: Vec<LookView>,
}

impl HtmlSafe for LinkProofView {}

#[derive(Debug)]
struct LookView {
    title: String,
    facts: SummaryList,
    /// Address of the kept text, and of what it is.
    snapshot: Option<(String, String)>,
}

/// Puts proofs into words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) t: &'a Texts,
    pub(crate) zone: Zone,
    pub(crate) reader: Reader,
    /// Whether links are looked at at all.
    pub(crate) looks: bool,
}

impl Words<'_> {
    /// One link of those that are known, beside its own text; nothing for what is no link of the question.
    pub(crate) fn beside(&self, proofs: &[LinkProof], url: &str) -> Option<LinkProofView> {
        proofs.iter().find(|proof| proof.url == url.trim()).map(|proof| self.view(proof, false))
    }

    /// The links of an answer, each with its own text.
    pub(crate) fn of_answer(&self, proofs: &[LinkProof], links: &[String]) -> Vec<LinkProofView> {
        let found = links.iter().filter_map(|link| proofs.iter().find(|proof| proof.url == *link));
        found.map(|proof| self.view(proof, true)).collect()
    }

    fn view(&self, proof: &LinkProof, names_link: bool) -> LinkProofView {
        let known = proof.standing != Standing::Never;
        let mut shown: Vec<&Seen> = proof.proof().into_iter().chain(proof.latest()).collect();
        shown.dedup_by_key(|seen| seen.id);
        LinkProofView {
            t: *self.t,
            url: proof.url.clone(),
            names_link,
            level: (known || self.looks).then(|| level_tag(self.t, proof.standing.level())),
            sentence: self.sentence(proof),
            advice: if self.reader == Reader::Office { self.advice(proof.standing) } else { String::new() },
            looks: shown.into_iter().map(|seen| self.look(seen)).collect(),
        }
    }

    /// What the looks mean, in a sentence or two.
    pub(crate) fn sentence(&self, proof: &LinkProof) -> String {
        let t = self.t;
        let at = |time: Timestamp| self.moment(time);
        let why = |when: Timestamp| {
            let seen = proof.looks.iter().rev().find(|seen| seen.at == when);
            seen.or(proof.latest()).map(|seen| self.kind(&seen.outcome)).unwrap_or_default()
        };
        let (sentence, alive) = match proof.standing {
            Standing::Never if !self.looks => (t.link_off(), None),
            Standing::Never => (t.link_never(), None),
            Standing::Reachable { at: when } => (t.link_reachable(at(when)), None),
            Standing::DiedAfterClosing { proof, since } => {
                (t.link_died_after_closing(at(proof), at(since)), None)
            }
            Standing::NotYet { at: when, alive } => (t.link_not_yet(at(when), why(when)), alive),
            Standing::Dead { since, alive } => {
                let last = proof.latest().map(|seen| self.kind(&seen.outcome)).unwrap_or_default();
                (t.link_dead(at(since), last), alive)
            }
            Standing::DeadAtClosing { at: when, alive } => {
                (t.link_dead_at_closing(at(when), why(when)), alive)
            }
            Standing::NeedsSignIn { at: when, alive } => (t.link_needs_sign_in(at(when)), alive),
            Standing::Unsure { at: when } => (t.link_unsure(at(when), why(when)), None),
            Standing::Private { at: when } => (t.link_private(at(when)), None),
            Standing::NotWeb { at: when } => (t.link_not_web(at(when)), None),
        };
        match alive {
            Some(when) => format!("{sentence} {}", t.link_alive(at(when))),
            None => sentence,
        }
    }

    /// What the office can do about it.
    fn advice(&self, standing: Standing) -> String {
        match standing {
            Standing::Dead { .. } => self.t.link_advice_dead(),
            Standing::NeedsSignIn { .. } => self.t.link_advice_sign_in(),
            Standing::Private { .. } | Standing::NotWeb { .. } => self.t.link_advice_private(),
            _ => String::new(),
        }
    }

    fn look(&self, seen: &Seen) -> LookView {
        let time = self.moment(seen.at);
        let about = self.t.link_snapshot_of(time.as_str(), seen.outcome.url.as_str());
        LookView {
            title: self.t.link_look(time),
            facts: SummaryList::new(self.facts(seen)),
            snapshot: seen.has_snapshot.then(|| (format!("/bukti/tautan/{}", seen.id), about)),
        }
    }

    fn facts(&self, seen: &Seen) -> Vec<SummaryRow> {
        let (t, outcome) = (self.t, &seen.outcome);
        let occasion = match seen.occasion {
            Occasion::Saved => t.link_occasion_saved(),
            Occasion::Submission => t.link_occasion_submission(),
            Occasion::Closing => t.link_occasion_closing(),
            Occasion::Asked => t.link_occasion_asked(),
        };
        let mut rows = vec![
            (t.link_occasion(), Some(occasion)),
            (t.link_result(), Some(self.kind(outcome))),
            (t.link_final(), Some(outcome.url.clone())),
            (t.link_redirects(), self.redirects(outcome)),
            (t.link_page_title(), Some(outcome.title.clone())),
            (t.link_media(), outcome.media.clone()),
            (t.link_found(), outcome.found.clone()),
            (t.link_size(), outcome.size.map(|size| t.bytes(size))),
            (t.link_fingerprint(), outcome.sha256.clone()),
        ];
        let duration = i64::try_from(outcome.milliseconds).unwrap_or(i64::MAX);
        rows.push((t.link_duration(), Some(t.link_milliseconds(duration))));
        let shown =
            rows.into_iter().filter_map(|(key, value)| Some((key, value.filter(|value| !value.is_empty())?)));
        shown.map(|(key, value)| SummaryRow::new(key, value)).collect()
    }

    fn redirects(&self, outcome: &Outcome) -> Option<String> {
        let count = i64::try_from(outcome.hops.len()).unwrap_or(i64::MAX);
        let way: Vec<&str> =
            outcome.hops.iter().map(|hop| hop.url.as_str()).chain([outcome.url.as_str()]).collect();
        let opens = way.windows(2).any(|pair| match pair {
            [from, to] => from.starts_with("https:") && to.starts_with("http:"),
            _ => false,
        });
        match count {
            0 => None,
            _ if opens => Some(self.t.link_redirect_open(count)),
            _ => Some(self.t.link_redirect_count(count)),
        }
    }

    /// What was found, with the status where a server answered.
    fn kind(&self, outcome: &Outcome) -> String {
        let t = self.t;
        let words = match outcome.kind {
            Kind::Page => t.link_kind_page(),
            Kind::File => t.link_kind_file(),
            Kind::SignIn => t.link_kind_sign_in(),
            Kind::NotFound => t.link_kind_not_found(),
            Kind::Refused => t.link_kind_refused(),
            Kind::ServerError => t.link_kind_server_error(),
            Kind::Unreachable { cause: Cause::Dns } => t.link_kind_dns(),
            Kind::Unreachable { cause: Cause::Connect } => t.link_kind_connect(),
            Kind::Unreachable { cause: Cause::Tls } => t.link_kind_tls(),
            Kind::Unreachable { cause: Cause::Timeout } => t.link_kind_timeout(),
            Kind::PrivateAddress => t.link_kind_private(),
            Kind::NotWeb => t.link_kind_not_web(),
            Kind::TooManyRedirects => t.link_kind_too_many_redirects(),
        };
        match outcome.status {
            Some(status) => t.link_kind_with_status(words, status.to_string()),
            None => words,
        }
    }

    fn moment(&self, at: Timestamp) -> String {
        show::moment(self.t, at, self.zone)
    }
}
