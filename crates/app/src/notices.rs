//! Telling people: a notice inside the program, and an e-mail where the operator has connected it, both in the
//! transaction of what they tell of.

mod verification;

use channels::{MailError, OutgoingMail};
use domain::body::Zone;
use domain::ids::NoticeId;
use domain::round::PhaseKind;
use i18n::{Lang, Texts};
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::Conn;
use store::notice::Notice;
use store::participation::Concerned;
use store::round::Round;

use crate::jobs::Work;
use crate::{Access, App, AppError};

/// Most notices in a list.
const LIST_MAX: i64 = 200;

/// Something that people are told, most often about a round.
#[derive(Debug)]
pub(crate) struct Message<'a> {
    kind: &'static str,
    round: Option<&'a Round>,
    data: Value,
}

impl<'a> Message<'a> {
    /// A message of a kind that [`words`] knows, with what it needs to be worded (an object).
    pub(crate) fn new(kind: &'static str, round: &'a Round, data: Value) -> Self {
        Self { kind, round: Some(round), data }
    }

    /// A message that belongs to no round. The data name the page that it is about (`path`).
    pub(crate) const fn apart(kind: &'static str, data: Value) -> Self {
        Self { kind, round: None, data }
    }

    /// The data for one reader: with the round's name and the zone of the reader's office.
    fn for_reader(&self, zone: Zone) -> Value {
        let mut data = self.data.clone();
        if let Value::Object(entries) = &mut data {
            if let Some(round) = self.round {
                entries.insert("title".into(), json!(round.title));
                entries.insert("slug".into(), json!(round.slug));
            }
            entries.insert("zone".into(), json!(zone));
        }
        data
    }
}

/// A notice in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What it is about, in a line.
    pub title: String,
    /// What it says, a sentence a line.
    pub lines: Vec<String>,
    /// The path of the page that it is about.
    pub path: String,
}

/// A notice as its reader sees it.
#[derive(Debug, Clone)]
pub struct NoticeLine {
    /// What it says.
    pub words: Words,
    /// When it was sent.
    pub created_at: Timestamp,
    /// Whether the reader has seen it before.
    pub is_read: bool,
}

impl App {
    /// Puts a message into the list of each of these people, and into the mail of those whose address is known.
    pub(crate) async fn notify(
        &self,
        conn: &mut Conn,
        people: &[Concerned],
        message: &Message<'_>,
    ) -> Result<(), AppError> {
        let now = self.now();
        for Concerned { person, zone } in people {
            let data = message.for_reader(*zone);
            let notice = Notice {
                id: NoticeId::new(now, self.random()),
                person: person.id,
                round: message.round.map(|round| round.id),
                kind: message.kind.to_owned(),
                data: data.to_string(),
                created_at: now,
                read_at: None,
            };
            store::notice::insert(conn, &notice).await?;
            if person.email.is_empty() || !self.parts().mailer.is_connected() {
                continue;
            }
            let lang = person.language.as_deref().and_then(Lang::from_code).unwrap_or(Lang::Id);
            let words = words(&Texts::new(lang), message.kind, &data);
            let mut body = words.lines.join("\n");
            body.push_str("\n\n");
            body.push_str(&self.settings().base_url);
            body.push_str(&words.path);
            body.push('\n');
            let mail = Work::Mail { to: person.email.clone(), subject: words.title, body };
            self.put_off(conn, &mail, now).await?;
        }
        Ok(())
    }
}

impl App {
    /// The job of [`Work::Mail`]. What can never be sent is noted and given up.
    pub(crate) async fn send_mail(&self, to: &str, subject: &str, body: &str) -> Result<(), AppError> {
        let mail = OutgoingMail { to: to.to_owned(), subject: subject.to_owned(), body: body.to_owned() };
        match self.parts().mailer.send(&mail).await {
            Err(MailError::NotSent(why)) => Err(AppError::Unavailable(why)),
            Err(error @ (MailError::NotConnected | MailError::NotAMessage(_))) => {
                tracing::warn!(%error, "an e-mail was given up");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }
}

impl Access {
    /// One's own notices, latest first, at most 200.
    pub async fn notices(&self, t: &Texts) -> Result<Vec<NoticeLine>, AppError> {
        let mut conn = self.app.db().read().await?;
        let notices = store::notice::of_person(&mut conn, self.who.person, LIST_MAX).await?;
        let line = |notice: Notice| NoticeLine {
            words: words(t, &notice.kind, &serde_json::from_str(&notice.data).unwrap_or_default()),
            created_at: notice.created_at,
            is_read: notice.read_at.is_some(),
        };
        Ok(notices.into_iter().map(line).collect())
    }

    /// How many of one's own notices are unread.
    pub async fn unread_notices(&self) -> Result<i64, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::notice::unread(&mut conn, self.who.person).await?)
    }

    /// Marks all of one's own notices as read.
    ///
    /// Who acts for somebody reads nothing in that person's place.
    pub async fn read_notices(&self) -> Result<(), AppError> {
        if self.acting().is_some() {
            return Ok(());
        }
        let mut tx = self.app.db().write().await?;
        store::notice::read_all(&mut tx, self.who.person, self.app.now()).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The words of a notice. A kind that is not known gives its round's title and nothing more.
#[must_use]
pub fn words(t: &Texts, kind: &str, data: &Value) -> Words {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let zone = office_zone(text("zone"));
    let at = |value: &Value| -> Option<String> {
        let at: Timestamp = value.as_str()?.parse().ok()?;
        Some(t.date_time_both(at, zone))
    };
    let title = text("title");
    let mut lines = Vec::new();
    let heading = match kind {
        "round_scheduled" => {
            let phases = data["phases"].as_object().into_iter().flatten();
            for (phase, window) in in_order(phases) {
                if let (Some(opens), Some(closes)) = (at(&window["opens"]), at(&window["closes"])) {
                    lines.push(t.round_notice_phase(closes, opens, phase_name(t, phase)));
                }
            }
            t.round_notice_scheduled(title)
        }
        "phases_changed" => {
            for change in data["changes"].as_array().into_iter().flatten() {
                let Ok(phase) = change["phase"].as_str().unwrap_or_default().parse() else { continue };
                let none = || t.round_no_date();
                let old = at(&change["old"]).unwrap_or_else(none);
                let new = at(&change["new"]).unwrap_or_else(none);
                let name = phase_name(t, phase);
                lines.push(if change["edge"] == "opens" {
                    t.round_notice_opens_moved(new, old, name)
                } else {
                    t.round_notice_closes_moved(new, old, name)
                });
            }
            t.round_notice_phases(title)
        }
        "extension_given" => {
            if let (Ok(phase), Some(new)) = (text("phase").parse(), at(&data["new"])) {
                lines.push(t.round_notice_extended_until(text("office"), new, phase_name(t, phase)));
            }
            t.round_notice_extension(title)
        }
        "documents_replaced" => t.round_notice_documents(title),
        "file_quarantined" => {
            lines.push(t.finding_notice_quarantined_why(text("question")));
            t.finding_notice_quarantined(text("file"))
        }
        "round_cancelled" => t.round_notice_cancelled(title),
        "handed_over" => {
            lines.push(t.handover_notice_by(text("by"), handed_over(t, data)));
            lines.extend(at(&data["due"]).map(|due| t.handover_notice_due(due)));
            if !text("note").is_empty() {
                lines.push(t.handover_notice_note(text("note")));
            }
            t.handover_notice_given(text("office"))
        }
        "handover_taken_back" => {
            lines.push(t.handover_notice_back_by(text("by"), handed_over(t, data)));
            t.handover_notice_back(text("office"))
        }
        "handover_done" => {
            lines.push(t.handover_notice_done_by(text("by"), handed_over(t, data)));
            t.handover_notice_done(text("office"))
        }
        "handover_reminder" => {
            let due = at(&data["due"]).unwrap_or_default();
            lines.push(t.handover_notice_remind_until(due, handed_over(t, data)));
            t.handover_notice_remind(text("office"))
        }
        "file_rules_changed" => t.evidence_notice_rules(title),
        "rules_changed" => t.rules_notice_changed(title),
        "appeal_decided" | "appeals_opened" | "appeals_close" => {
            crate::appeal::words(t, kind, data, &at, &mut lines)
        }
        "files_damaged" => {
            let list = data["files"].as_array().into_iter().flatten();
            lines.extend(list.filter_map(Value::as_str).map(str::to_owned));
            t.evidence_notice_damaged(data["count"].as_i64().unwrap_or_default())
        }
        "access_drawn" | "access_silence" => {
            crate::access_test::notice(t, kind, data, at(&data["sent"]), &mut lines)
        }
        other => verification::words(t, other, data, &at, &mut lines)
            .or_else(|| crate::interview::words(t, other, data, &at, &mut lines))
            .or_else(|| crate::desk::words(t, other, data, &mut lines))
            .or_else(|| crate::decree::words(t, other, data, &mut lines))
            .or_else(|| crate::contact::words(t, other, data, &mut lines))
            .unwrap_or_else(|| title.to_owned()),
    };
    if !text("reason").is_empty() {
        lines.push(t.round_notice_reason(text("reason")));
    }
    let path = match text("path") {
        "" => format!("/siklus/{}", text("slug")),
        path => path.to_owned(),
    };
    Words { title: heading, lines, path }
}

/// A section or question that was handed over, in the reader's language.
fn handed_over(t: &Texts, data: &Value) -> String {
    let words = data["what"][t.code()].as_str().or(data["what"]["id"].as_str()).unwrap_or_default();
    match data["number"].as_i64() {
        Some(number) => t.handover_question(number, words),
        None => t.handover_section(words),
    }
}

fn in_order<'a>(
    phases: impl Iterator<Item = (&'a String, &'a Value)>,
) -> impl Iterator<Item = (PhaseKind, &'a Value)> {
    let mut known: Vec<_> = phases.filter_map(|(code, window)| Some((code.parse().ok()?, window))).collect();
    known.sort_by_key(|(phase, _)| *phase);
    known.into_iter()
}

fn office_zone(code: &str) -> i18n::Zone {
    match code.parse() {
        Ok(Zone::Wita) => i18n::Zone::Wita,
        Ok(Zone::Wit) => i18n::Zone::Wit,
        Ok(Zone::Wib) | Err(_) => i18n::Zone::Wib,
    }
}

/// What people call a phase.
#[must_use]
pub fn phase_name(t: &Texts, phase: PhaseKind) -> String {
    match phase {
        PhaseKind::Socialisation => t.round_phase_socialisation(),
        PhaseKind::Filling => t.round_phase_filling(),
        PhaseKind::AccessTest => t.round_phase_access_test(),
        PhaseKind::Verification => t.round_phase_verification(),
        PhaseKind::Appeal => t.round_phase_appeal(),
        PhaseKind::Recap => t.round_phase_recap(),
        PhaseKind::Interview => t.round_phase_interview(),
        PhaseKind::PublicComment => t.comment_phase(),
        PhaseKind::Announcement => t.round_phase_announcement(),
    }
}
