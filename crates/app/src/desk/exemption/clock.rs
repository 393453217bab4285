//! What the clock does with exemptions: the alert before the term ends, and the opening at its end.

use domain::body::Zone;
use domain::calendar::Calendar;
use domain::exemption::{Action as Step, State, Term, alert_day, opening_day, watch_day};
use domain::ids::ExemptionId;
use domain::person::Role;
use i18n::Texts;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use sql::Conn;
use store::body::Placed;
use store::exemption::Exemption;

use super::{log, step};
use crate::jobs::Work;
use crate::notices::Message;
use crate::{App, AppError};

/// The hour of the alert, on the office's clock.
const HOUR: i8 = 8;

impl App {
    /// Puts off the first look at the term and the opening of an approved test, in the transaction of the approval.
    pub(super) async fn watch_term(
        &self,
        conn: &mut Conn,
        test: &Exemption,
        zone: Zone,
    ) -> Result<(), AppError> {
        let (Some(ends), Some(Term::Until { day })) = (test.ends_at, &test.content.term) else {
            return Ok(());
        };
        let now = self.now();
        let looked = watch_day(&Calendar::indonesia(), *day).unwrap_or(*day);
        let at = morning(looked, zone).unwrap_or(now);
        self.put_off(conn, &Work::AlertExemption { id: test.id }, at.max(now)).await?;
        self.put_off(conn, &Work::ExpireExemption { id: test.id }, ends).await
    }

    /// Takes alert and opening off the list.
    pub(super) async fn forget_term(&self, conn: &mut Conn, test: &Exemption) -> Result<(), AppError> {
        Work::AlertExemption { id: test.id }.call_off(conn).await?;
        Work::ExpireExemption { id: test.id }.call_off(conn).await
    }

    /// The job of [`Work::AlertExemption`]: tells the PPID, once, that the term of an exemption ends and until when a decision
    /// to open is in time. The day is reckoned anew with the holidays that are known now; while it lies ahead, the alert waits.
    pub(crate) async fn alert_exemption(&self, id: ExemptionId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some((mut test, placed)) = self.in_force(&mut tx, id).await? else { return Ok(()) };
        let told = store::event::latest(&mut tx, super::EXEMPTION, &id.to_string(), "alerted").await?;
        if told.is_some() || test.ends_at.is_none_or(|ends| ends <= now) {
            return Ok(());
        }
        let alert = match &test.content.term {
            Some(Term::Until { day }) => alert_day(&Calendar::indonesia(), *day),
            _ => None,
        };
        let alert = alert.and_then(|day| morning(day, placed.body.zone));
        if let Some(alert) = alert.filter(|alert| *alert > now) {
            self.put_off(&mut tx, &Work::AlertExemption { id }, alert).await?;
            tx.commit().await?;
            return Ok(());
        }
        test.changed_at = now;
        log(&mut tx, &test, None, "alerted", json!({ "ends": test.ends_at })).await?;
        self.tell_of_exemption(&mut tx, &placed, &test, &[Role::Ppid], "exemption_ends").await?;
        tx.commit().await?;
        Ok(())
    }

    /// The job of [`Work::ExpireExemption`]: the term is over, and the information is open by law (PP 61/2010 Art. 11 (3)).
    pub(crate) async fn expire_exemption(&self, id: ExemptionId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some((mut test, placed)) = self.in_force(&mut tx, id).await? else { return Ok(()) };
        let Some(ends) = test.ends_at.filter(|ends| *ends <= now) else { return Ok(()) };
        step(&mut test, Step::Expire, now)?;
        test.ended_at = Some(ends);
        store::exemption::update(&mut tx, &test).await?;
        log(&mut tx, &test, None, "expired", json!({ "ends": ends })).await?;
        let told = [Role::Ppid, Role::Superior, Role::Leader];
        self.tell_of_exemption(&mut tx, &placed, &test, &told, "exemption_expired").await?;
        tx.commit().await?;
        Ok(())
    }

    /// An approved test, locked, with its body; `None` where it is over.
    async fn in_force(
        &self,
        conn: &mut Conn,
        id: ExemptionId,
    ) -> Result<Option<(Exemption, Placed)>, AppError> {
        let test = store::exemption::lock(conn, id).await?.filter(|test| test.state == State::Approved);
        let Some(test) = test else { return Ok(None) };
        let placed = store::body::by_code(conn, test.body.as_str()).await?;
        Ok(placed.map(|placed| (test, placed)))
    }

    /// Tells the holders of some roles at the office of what became of a test. The notice names the test by its reference, not
    /// by what it closes: it also goes out as an e-mail.
    pub(super) async fn tell_of_exemption(
        &self,
        conn: &mut Conn,
        placed: &Placed,
        test: &Exemption,
        roles: &[Role],
        kind: &'static str,
    ) -> Result<(), AppError> {
        let people = store::participation::holding(conn, placed.body.code.as_str(), roles).await?;
        let until = match &test.content.term {
            Some(Term::Until { day }) => Some(*day),
            _ => None,
        };
        let opening = until.and_then(|day| opening_day(&Calendar::indonesia(), day));
        let data = json!({
            "path": format!("/meja/{}/dikecualikan/{}", placed.body.slug, test.reference),
            "office": placed.body.office_name,
            "reference": test.reference,
            "until": until,
            "opening": opening,
        });
        self.notify(conn, &people, &Message::apart(kind, data)).await
    }
}

/// The hour of the alert on a day, on the clock of an office.
fn morning(day: Date, zone: Zone) -> Option<Timestamp> {
    jiff::tz::offset(zone.hours()).to_timestamp(day.at(HOUR, 0, 0, 0)).ok()
}

/// The words of a notice of a test: its heading, its lines added to `lines`; `None` where it is none of them.
pub(in crate::desk) fn words(t: &Texts, kind: &str, data: &Value, lines: &mut Vec<String>) -> Option<String> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let day = |name: &str| text(name).parse().map(|day: Date| t.date(day)).unwrap_or_default();
    let (office, reference) = (text("office"), text("reference"));
    Some(match kind {
        "exemption_proposed" => {
            lines.push(t.exemption_notice_proposed_what(reference));
            t.exemption_notice_proposed(office)
        }
        "exemption_returned" => t.exemption_notice_returned(reference),
        "exemption_approved" => t.exemption_notice_approved(reference),
        "exemption_opened" => t.exemption_notice_opened(reference),
        "exemption_ends" => {
            lines.push(t.exemption_notice_ends_decide(day("opening")));
            t.exemption_notice_ends(reference, day("until"))
        }
        "exemption_expired" => {
            lines.push(t.exemption_notice_expired_what());
            t.exemption_notice_expired(reference, day("until"))
        }
        _ => return None,
    })
}
