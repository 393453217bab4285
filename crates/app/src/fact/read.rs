//! Reading a fact from the records.

use domain::catalogue::InformationClass;
use domain::exemption::may_refuse_with;
use domain::fact::{Counted, Fact, Reading, Value};
use domain::ids::RoundId;
use domain::round::PhaseKind;
use domain::service::{Element, missing};
use domain::site::Welcome;
use i18n::{Lang, Texts};
use jiff::Timestamp;
use jiff::civil::Date;
use sql::Conn;
use store::body::Placed;
use store::catalogue::{PublicFilter, PublicLine};
use store::round::Round;

use crate::AppError;
use crate::decree::frozen_of;
use crate::desk::duty_sheet;

/// Code of the duty to publish the yearly report of the service.
const YEARLY_REPORT: &str = "laporan_layanan";

/// Whose records are read, for which round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) placed: &'a Placed,
    pub(crate) round: RoundId,
    /// The year that the facts are about.
    pub(crate) year: i16,
}

/// The year that the facts of a round are about: that in which its filling opens, which is the current year of its questions.
pub(crate) async fn year_of(conn: &mut Conn, round: &Round) -> Result<i16, AppError> {
    let schedule = store::round::schedule(conn, round.id).await?;
    let opens = schedule.window(PhaseKind::Filling).map(|window| window.opens);
    let year = opens.map(|at| round.zone.time_zone().to_datetime(at).year());
    Ok(year.unwrap_or_else(|| i16::try_from(round.year).unwrap_or(0)))
}

impl About<'_> {
    /// What a fact comes to at `now`; none where nothing is known, as of a site that nobody visited.
    pub(crate) async fn read(
        self,
        conn: &mut Conn,
        fact: Fact,
        now: Timestamp,
    ) -> Result<Option<Reading>, AppError> {
        let found = match fact {
            Fact::Items => self.items(conn, None, now).await?,
            Fact::ItemsPeriodic => self.items(conn, Some(InformationClass::Periodic), now).await?,
            Fact::ItemsImmediate => self.items(conn, Some(InformationClass::Immediate), now).await?,
            Fact::ItemsAlways => self.items(conn, Some(InformationClass::Always), now).await?,
            Fact::NewestPeriodic => self.newest(conn, now).await?,
            Fact::Updated => self.updated(conn, now).await?,
            Fact::Decree => self.decree(conn).await?,
            Fact::DecreeRows => self.decree_rows(conn).await?,
            Fact::Duties => self.duties(conn, now).await?,
            Fact::Exemptions => self.exemptions(conn, now).await?,
            Fact::YearlyReport => self.yearly_report(conn, now).await?,
            Fact::Maklumat => self.maklumat(conn).await?,
            Fact::ServiceStandard => self.service_standard(conn).await?,
            Fact::Site => match self.site(conn).await? {
                Some(found) => found,
                None => return Ok(None),
            },
            Fact::Whatsapp => self.whatsapp(),
        };
        let (value, counted) = found;
        Ok(Some(Reading { fact, year: self.year, value, read_at: now, counted }))
    }

    fn day(&self, at: Timestamp) -> Date {
        self.placed.body.zone.time_zone().to_datetime(at).date()
    }

    async fn lines(
        &self,
        conn: &mut Conn,
        class: Option<InformationClass>,
        now: Timestamp,
    ) -> Result<Vec<PublicLine>, AppError> {
        let filter = PublicFilter { class, ..PublicFilter::default() };
        let code = self.placed.body.code.as_str();
        Ok(store::catalogue::public_list(conn, code, filter, now, (0, i64::MAX)).await?)
    }

    fn line(&self, line: &PublicLine, counts: bool) -> Counted {
        Counted {
            reference: line.reference.clone(),
            label: line.edition.content.title.clone(),
            day: line.edition.visible_from.map(|at| self.day(at)),
            counts,
        }
    }

    async fn items(
        &self,
        conn: &mut Conn,
        class: Option<InformationClass>,
        now: Timestamp,
    ) -> Result<(Value, Vec<Counted>), AppError> {
        let counted: Vec<Counted> =
            self.lines(conn, class, now).await?.iter().map(|line| self.line(line, true)).collect();
        Ok((Value::count(counted.len()), counted))
    }

    async fn newest(&self, conn: &mut Conn, now: Timestamp) -> Result<(Value, Vec<Counted>), AppError> {
        let lines = self.lines(conn, Some(InformationClass::Periodic), now).await?;
        let newest = lines.iter().max_by_key(|line| line.edition.visible_from);
        let counted: Vec<Counted> = newest.map(|line| self.line(line, true)).into_iter().collect();
        Ok((Value::Day { day: counted.first().and_then(|one| one.day) }, counted))
    }

    async fn updated(&self, conn: &mut Conn, now: Timestamp) -> Result<(Value, Vec<Counted>), AppError> {
        let lines = self.lines(conn, None, now).await?;
        let is_anew =
            |line: &PublicLine| line.edition.visible_from.is_some_and(|at| self.day(at).year() == self.year);
        let counted: Vec<Counted> = lines.iter().map(|line| self.line(line, is_anew(line))).collect();
        Ok((share(&counted), counted))
    }

    async fn decree(&self, conn: &mut Conn) -> Result<(Value, Vec<Counted>), AppError> {
        let code = self.placed.body.code.as_str();
        let found = store::decree::in_force(conn, code, self.year).await?;
        let counted = found.map(|decree| Counted {
            label: format!("{}, {}", decree.decision.number, decree.title),
            day: decree.decision.day,
            reference: decree.reference,
            counts: true,
        });
        Ok((Value::Answer { yes: counted.is_some() }, counted.into_iter().collect()))
    }

    async fn decree_rows(&self, conn: &mut Conn) -> Result<(Value, Vec<Counted>), AppError> {
        let code = self.placed.body.code.as_str();
        let Some(decree) = store::decree::in_force(conn, code, self.year).await? else {
            return Ok((Value::count(0), Vec::new()));
        };
        let rows = frozen_of(conn, &decree).await?.rows;
        let counted: Vec<Counted> = rows
            .into_iter()
            .map(|row| Counted { reference: row.reference, label: row.title, day: None, counts: true })
            .collect();
        Ok((Value::count(counted.len()), counted))
    }

    async fn duties(&self, conn: &mut Conn, now: Timestamp) -> Result<(Value, Vec<Counted>), AppError> {
        let sheet = duty_sheet(conn, self.placed, now).await?;
        let counted: Vec<Counted> = sheet
            .lines
            .iter()
            .filter(|line| line.duty.counts())
            .map(|line| Counted {
                reference: line.duty.code.to_string(),
                label: line.duty.name.get("id").to_owned(),
                day: line.standing.last,
                counts: line.standing.state.is_current(),
            })
            .collect();
        Ok((share(&counted), counted))
    }

    async fn yearly_report(
        &self,
        conn: &mut Conn,
        now: Timestamp,
    ) -> Result<(Value, Vec<Counted>), AppError> {
        let sheet = duty_sheet(conn, self.placed, now).await?;
        let line = sheet.lines.iter().find(|line| line.duty.code == *YEARLY_REPORT);
        let yes = line.is_some_and(|line| line.standing.state.is_current());
        let public = line.into_iter().flat_map(|line| &line.items).filter(|item| item.visible_from.is_some());
        let counted = public.map(|item| Counted {
            reference: item.reference.clone(),
            label: item.title.clone(),
            day: item.visible_from.map(|at| self.day(at)),
            counts: yes,
        });
        Ok((Value::Answer { yes }, counted.collect()))
    }

    async fn exemptions(&self, conn: &mut Conn, now: Timestamp) -> Result<(Value, Vec<Counted>), AppError> {
        let listed = store::exemption::listed(conn, self.placed.body.code.as_str()).await?;
        let counted: Vec<Counted> = listed
            .into_iter()
            .map(|test| Counted {
                counts: may_refuse_with(test.state, test.ends_at, now),
                label: test.content.information.lines().next().unwrap_or_default().to_owned(),
                day: test.decision.day,
                reference: test.reference,
            })
            .collect();
        Ok((share(&counted), counted))
    }

    async fn maklumat(&self, conn: &mut Conn) -> Result<(Value, Vec<Counted>), AppError> {
        let saved = store::service::of_body(conn, &self.placed.body.code).await?;
        let lacks = missing(saved.as_ref().map(|saved| &saved.standard));
        let day = saved.as_ref().map(|saved| self.day(saved.saved_at));
        let t = Texts::new(Lang::Id);
        let counted: Vec<Counted> = Element::ALL
            .into_iter()
            .map(|element| Counted {
                reference: element.code().to_owned(),
                label: t.by_key(&format!("service-element-{}", element.code())).unwrap_or_default(),
                day,
                counts: !lacks.contains(&element),
            })
            .collect();
        Ok((share(&counted), counted))
    }

    async fn service_standard(&self, conn: &mut Conn) -> Result<(Value, Vec<Counted>), AppError> {
        let saved = store::service::of_body(conn, &self.placed.body.code).await?;
        let counted = saved.map(|saved| Counted {
            reference: format!("v{}", saved.version),
            label: saved.standard.decrees.standard.number,
            day: Some(self.day(saved.saved_at)),
            counts: true,
        });
        Ok((Value::Answer { yes: counted.is_some() }, counted.into_iter().collect()))
    }

    async fn site(&self, conn: &mut Conn) -> Result<Option<(Value, Vec<Counted>)>, AppError> {
        let visit = store::site::latest_visit(conn, self.round, self.placed.body.code.as_str()).await?;
        // What robots.txt closes was visited by nobody.
        let visit = visit.filter(|visit| visit.report.welcome == Welcome::Open);
        Ok(visit.map(|visit| {
            let home = &visit.report.home;
            let yes = home.reachable;
            let status = home.status.map(|status| format!("HTTP {status}")).unwrap_or_default();
            let day = Some(self.day(visit.begun_at));
            (
                Value::Answer { yes },
                vec![Counted { reference: visit.site.clone(), label: status, day, counts: yes }],
            )
        }))
    }

    fn whatsapp(&self) -> (Value, Vec<Counted>) {
        let number = self.placed.body.whatsapp.as_ref().map(ToString::to_string);
        (Value::Text { text: number }, Vec::new())
    }
}

/// How many of what was looked at count.
fn share(counted: &[Counted]) -> Value {
    Value::share(counted.iter().filter(|one| one.counts).count(), counted.len())
}

#[cfg(test)]
mod tests {
    use domain::duty::Duties;

    use super::*;

    #[test]
    fn the_yearly_report_is_a_duty_of_the_list() {
        assert!(Duties::usual().get(YEARLY_REPORT).is_some());
    }

    #[test]
    fn every_fact_and_element_has_its_words_in_both_languages() {
        for lang in Lang::ALL {
            let t = Texts::new(lang);
            for fact in Fact::ALL {
                for key in [
                    format!("fact-name-{fact}"),
                    format!("fact-how-{fact}"),
                    format!("fact-unit-{}", fact.unit()),
                ] {
                    assert!(t.by_key(&key).is_some_and(|text| !text.is_empty()), "{key}");
                }
            }
            for element in Element::ALL {
                assert!(t.by_key(&format!("service-element-{}", element.code())).is_some(), "{element:?}");
            }
        }
    }
}
