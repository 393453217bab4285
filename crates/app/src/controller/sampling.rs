//! The second reading of a round: drawing the samples, what waits, settling what differs.

use std::collections::BTreeMap;

use domain::assessment::AssessmentState;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::DrawId;
use domain::instrument::Instrument;
use domain::problem::Problem;
use domain::round::PhaseKind;
use domain::verification::lot::Seed;
use domain::verification::reading::ReadingState;
use domain::verification::sampling::{self, Item, Reader};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::duty::{Draw, DrawKind};
use store::event::{self, NewEvent};
use store::participation::Concerned;
use store::person::Person;
use store::reading::Reading;

use super::Controller;
use crate::notices::Message;
use crate::{AppError, Conflict};

/// Kind of the objects whose events tell of samples.
pub(super) const SAMPLE: &str = "sample";

/// What a sample was drawn from, and what came of it: enough to draw it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleLot {
    /// The judged items of the submitted offices, by office and question.
    pub items: Vec<Item>,
    /// How many of them were drawn.
    pub size: usize,
    /// Those who could read.
    pub readers: Vec<Reader>,
    /// What was drawn, in its order, each with its reader.
    pub sample: Vec<(Item, String)>,
}

/// The second reading of one province.
#[derive(Debug, Clone)]
pub struct ProvinceSample {
    /// The body above the offices.
    pub province: Placed,
    /// Items of submitted offices that somebody has to judge, and how many are judged.
    pub items: usize,
    /// Judged.
    pub judged: usize,
    /// Whether a sample can be drawn now: all is judged, or the verification is over there.
    pub is_ready: bool,
    /// The draw, once there is one.
    pub draw: Option<(Draw, SampleLot)>,
    /// How many readings stand where, by state.
    pub states: BTreeMap<&'static str, usize>,
}

/// A reading whose two sides differ, or did.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The reading.
    pub reading: Reading,
    /// Slug of the office.
    pub slug: String,
    /// Name of the office.
    pub office: String,
    /// Number of the question.
    pub number: u32,
}

/// Everything about the second reading of a round.
#[derive(Debug, Clone)]
pub struct SecondReading {
    /// By code.
    pub provinces: Vec<ProvinceSample>,
    /// Differences to settle first, then those that are settled.
    pub differences: Vec<Difference>,
    /// How many readings wait.
    pub waiting: usize,
}

/// The offices under one body, with what is judged there.
struct Group {
    province: Placed,
    bodies: Vec<Placed>,
    items: Vec<Item>,
    open: usize,
    closes: Option<Timestamp>,
}

impl Controller {
    /// Samples, differences and what waits.
    pub async fn second_reading(&self) -> Result<SecondReading, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let groups = self.groups(&mut conn, &instrument).await?;
        let readings = store::reading::of_round(&mut conn, self.round.id).await?;
        let mut draws: BTreeMap<BodyCode, Draw> =
            store::duty::draws(&mut conn, self.round.id, DrawKind::Sample)
                .await?
                .into_iter()
                .map(|draw| (draw.body.clone(), draw))
                .collect();
        let offices: BTreeMap<&BodyCode, &Placed> =
            groups.iter().flat_map(|group| &group.bodies).map(|placed| (&placed.body.code, placed)).collect();
        let mut differences: Vec<Difference> = readings
            .iter()
            .filter(|reading| {
                matches!(reading.state, ReadingState::Differs | ReadingState::Kept | ReadingState::Changed)
            })
            .filter_map(|reading| {
                let body = &offices.get(&reading.body)?.body;
                Some(Difference {
                    slug: body.slug.to_string(),
                    office: body.office_name.clone(),
                    number: instrument.question(reading.question.as_str())?.number,
                    reading: reading.clone(),
                })
            })
            .collect();
        differences.sort_by_key(|difference| !difference.reading.state.is_open());
        let mut provinces = Vec::with_capacity(groups.len());
        for group in &groups {
            let code = &group.province.body.code;
            let draw = draws.remove(code).map(lot).transpose()?;
            let mut states: BTreeMap<&'static str, usize> = BTreeMap::new();
            for reading in readings.iter().filter(|reading| reading.province == *code) {
                *states.entry(reading.state.code()).or_default() += 1;
            }
            provinces.push(ProvinceSample {
                province: group.province.clone(),
                items: group.items.len() + group.open,
                judged: group.items.len(),
                is_ready: draw.is_none() && group.is_ready(now),
                draw,
                states,
            });
        }
        let waiting = readings.iter().filter(|reading| reading.state == ReadingState::Waiting).count();
        Ok(SecondReading { provinces, differences, waiting })
    }

    /// Draws the sample of one province, once. How many items were drawn.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `draw` where the province still judges, nothing is judged, or nobody can read;
    /// [`AppError::Conflict`] where it was drawn, or results are proposed.
    pub async fn draw_sample(&self, province: &str) -> Result<usize, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let round = self.lock_unpublished(&mut tx).await?;
        let instrument = self.app.instrument(&mut tx, round.instrument).await?;
        let groups = self.groups(&mut tx, &instrument).await?;
        let is_it = |group: &Group| group.province.body.slug.as_str() == province;
        let group = groups.into_iter().find(is_it).ok_or(AppError::NotFound)?;
        let code = &group.province.body.code;
        let drawn = store::duty::draws(&mut tx, round.id, DrawKind::Sample).await?;
        if drawn.iter().any(|draw| draw.body == *code) {
            return Err(AppError::Conflict(Conflict::State("sample_drawn")));
        }
        let why = |why: &str| AppError::field("draw", Problem::NotNow { why: why.to_owned() });
        if !group.is_ready(now) {
            return Err(why("verification-sample-too-early"));
        }
        let size = sampling::size(&round.rules.verification, group.items.len());
        if size == 0 {
            return Err(why("verification-sample-nothing"));
        }
        let (people, readers) = self.readers(&mut tx, &group.bodies).await?;
        let seed = Seed::new(self.app.random());
        let sample = sampling::draw(&seed, &group.items, size, &readers);
        if sample.is_empty() {
            return Err(why("verification-sample-nobody"));
        }
        let lot = SampleLot { items: group.items.clone(), size, readers, sample };
        let inputs = serde_json::to_string(&lot).map_err(|error| AppError::Fault(error.to_string()))?;
        let draw = Draw {
            id: DrawId::new(now, self.app.random()),
            round: round.id,
            body: code.clone(),
            seed,
            inputs,
            drawn_by: self.who.person,
            drawn_by_name: self.who.name.clone(),
            drawn_at: now,
        };
        store::duty::insert_draw(&mut tx, DrawKind::Sample, &draw).await?;
        for (item, login) in &lot.sample {
            let Some(person) = people.get(login) else { continue };
            let reading = Reading {
                round: round.id,
                body: item.body.clone(),
                question: item.question.clone(),
                draw: draw.id,
                province: code.clone(),
                reader: person.id,
                reader_name: person.name.clone(),
                state: ReadingState::Waiting,
                second: None,
            };
            store::reading::insert(&mut tx, &reading).await?;
        }
        self.tell_readers(&mut tx, &people, &lot).await?;
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: Some(round.id),
            object_kind: SAMPLE,
            object_id: format!("{}/{code}", round.id),
            kind: "drawn",
            data: json!({ "draw": draw.id, "seed": draw.seed, "lot": lot }),
        };
        event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(lot.sample.len())
    }

    async fn tell_readers(
        &self,
        conn: &mut Conn,
        people: &BTreeMap<String, Person>,
        lot: &SampleLot,
    ) -> Result<(), AppError> {
        for (login, person) in people {
            let count = lot.sample.iter().filter(|(_, reader)| reader == login).count();
            if count == 0 || person.id == self.who.person {
                continue;
            }
            let path = format!("/nasional/{}/kendali", self.round.slug);
            let data = json!({ "count": count, "path": path });
            let people = [Concerned { person: person.clone(), zone: self.owner.body.zone }];
            self.app.notify(conn, &people, &Message::new("readings_given", &self.round, data)).await?;
        }
        Ok(())
    }

    /// The offices of the round by the body above them, with the items that are judged there.
    async fn groups(&self, conn: &mut Conn, instrument: &Instrument) -> Result<Vec<Group>, AppError> {
        let window = store::round::schedule(conn, self.round.id).await?.window(PhaseKind::Verification);
        let extensions = store::round::extensions(conn, self.round.id).await?;
        let reviews = store::review::of_round(conn, self.round.id).await?;
        let states: BTreeMap<BodyCode, AssessmentState> = store::assessment::of_round(conn, self.round.id)
            .await?
            .into_iter()
            .map(|assessment| (assessment.body, assessment.state))
            .collect();
        let mut groups: BTreeMap<BodyCode, Group> = BTreeMap::new();
        for placed in store::participation::bodies(conn, self.round.id).await? {
            let Some(parent) = placed.body.parent.clone() else { continue };
            let group = if let Some(group) = groups.get_mut(&parent) {
                group
            } else {
                let province = store::body::by_code(conn, parent.as_str()).await?;
                let province = province.ok_or_else(|| AppError::Fault(format!("no body {parent}")))?;
                let closes = window.map(|window| window.closes);
                let new = Group { province, bodies: Vec::new(), items: Vec::new(), open: 0, closes };
                groups.entry(parent).or_insert(new)
            };
            let code = &placed.body.code;
            let longer = extensions
                .iter()
                .filter(|extension| extension.kind == PhaseKind::Verification && extension.body == *code);
            for extension in longer {
                group.closes = group.closes.max(Some(extension.closes));
            }
            if states.get(code) == Some(&AssessmentState::Submitted) {
                group.add(code, reviews.get(code), instrument);
            }
            group.bodies.push(placed);
        }
        Ok(groups.into_values().collect())
    }

    /// How many readings and differences are open: they should be closed before results are proposed.
    pub(super) async fn open_readings(&self, conn: &mut Conn) -> Result<usize, AppError> {
        let readings = store::reading::of_round(conn, self.round.id).await?;
        Ok(readings.iter().filter(|reading| reading.state.is_open()).count())
    }
}

impl Group {
    fn add(
        &mut self,
        body: &BodyCode,
        reviews: Option<&BTreeMap<QuestionCode, domain::assessments::Review>>,
        instrument: &Instrument,
    ) {
        for question in instrument.questions().filter(|question| !question.rubric.is_system_scored()) {
            if reviews.is_some_and(|reviews| reviews.contains_key(&question.code)) {
                self.items.push(Item { body: body.clone(), question: question.code.clone() });
            } else {
                self.open += 1;
            }
        }
    }

    /// Whether the province has judged everything, or cannot judge any more.
    fn is_ready(&self, now: Timestamp) -> bool {
        !self.items.is_empty() && (self.open == 0 || self.closes.is_some_and(|closes| closes <= now))
    }
}

fn lot(draw: Draw) -> Result<(Draw, SampleLot), AppError> {
    let lot = serde_json::from_str(&draw.inputs)
        .map_err(|error| AppError::Fault(format!("a drawn sample: {error}")))?;
    Ok((draw, lot))
}
