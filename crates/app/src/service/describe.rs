//! A standard in the words of one language, for pages and printed sheets.

use domain::body::{Body, ServiceHours};
use domain::service::{Channel, Clocks, Fee, Standard};
use i18n::Texts;

/// What applicants of one kind bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// Who.
    pub who: String,
    /// One thing each.
    pub things: Vec<String>,
    /// Whether these are the office's own words, in Indonesian.
    pub own: bool,
}

/// The steps of one procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// What it is.
    pub title: String,
    /// In their order.
    pub steps: Vec<Step>,
    /// Whether these are the office's own words, in Indonesian.
    pub own: bool,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who does it; empty where the office's own text does not say it.
    pub who: String,
    /// What is done.
    pub what: String,
    /// How long it takes; empty where nothing is set.
    pub time: String,
}

/// A line of the table of times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What is timed.
    pub what: String,
    /// Without elections.
    pub regular: String,
    /// Of information on elections.
    pub election: String,
}

/// A way to the desk, and what one needs for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Which.
    pub channel: Channel,
    /// Its name.
    pub name: String,
    /// Address or number; empty where the profile of the office has none.
    pub value: String,
    /// Where a link leads; empty for none.
    pub href: String,
}

/// Days and times of a desk.
pub type HourLines = Vec<(String, String)>;

/// Says a standard, or the law where an office has none, in one language.
#[derive(Debug, Clone, Copy)]
pub struct Described<'a> {
    standard: &'a Standard,
    body: &'a Body,
    t: Texts,
}

impl<'a> Described<'a> {
    /// The standard of this office in these words.
    #[must_use]
    pub fn new(standard: &'a Standard, body: &'a Body, t: Texts) -> Self {
        Self { standard, body, t }
    }

    /// What each kind of applicant brings.
    #[must_use]
    pub fn requirements(&self) -> [Required; 4] {
        let (t, own) = (&self.t, &self.standard.requirements);
        let required = |who: String, own: &[String], law: Vec<String>| Required {
            who,
            own: !own.is_empty(),
            things: if own.is_empty() { law } else { own.to_vec() },
        };
        [
            required(t.service_who_person(), &own.person, vec![t.service_need_person()]),
            required(
                t.service_who_group(),
                &own.group,
                vec![t.service_need_group_power(), t.service_need_group_id()],
            ),
            required(
                t.service_who_entity(),
                &own.entity,
                vec![t.service_need_entity_approval(), t.service_need_entity_deed()],
            ),
            required(
                t.service_who_attorney(),
                &own.attorney,
                vec![t.service_need_attorney_power(), t.service_need_attorney_id()],
            ),
        ]
    }

    /// From the request to the information.
    #[must_use]
    pub fn request(&self) -> Procedure {
        let (t, Clocks { regular, election }) = (&self.t, &self.standard.clocks);
        let law = vec![
            step(t.service_actor_requester(), t.service_request_ask(), String::new()),
            step(t.service_actor_desk(), t.service_request_register(), t.service_at_once()),
            step(
                t.service_actor_ppid(),
                t.service_request_notice(),
                self.both(regular.answer, Some(election.answer)),
            ),
            step(
                t.service_actor_ppid(),
                t.service_request_extension(),
                self.both(regular.extension, Some(election.extension)),
            ),
            step(t.service_actor_ppid(), t.service_request_deliver(), t.service_request_deliver_time()),
            step(
                t.service_actor_requester(),
                t.service_request_object(),
                self.filing(regular.objection_filing, election.objection_filing),
            ),
        ];
        procedure(t.service_procedure_request(), &self.standard.steps.request, law)
    }

    /// From the objection to the answer of the superior.
    #[must_use]
    pub fn objection(&self) -> Procedure {
        let (t, Clocks { regular, election }) = (&self.t, &self.standard.clocks);
        let law = vec![
            step(
                t.service_actor_requester(),
                t.service_objection_file(),
                self.filing(regular.objection_filing, election.objection_filing),
            ),
            step(t.service_actor_desk(), t.service_objection_register(), t.service_at_once()),
            step(t.service_actor_superior(), t.service_objection_examine(), String::new()),
            step(
                t.service_actor_superior(),
                t.service_objection_answer(),
                self.both(regular.objection, Some(election.objection)),
            ),
            step(t.service_actor_ppid(), t.service_objection_carry_out(), String::new()),
            step(
                t.service_actor_requester(),
                t.service_objection_dispute(),
                self.filing(regular.dispute_filing, election.dispute_filing),
            ),
        ];
        procedure(t.service_procedure_objection(), &self.standard.steps.objection, law)
    }

    /// At the Information Commission (UU 14/2008 Arts. 37, 38, 40, 48; PerKI 1/2013).
    #[must_use]
    pub fn dispute(&self) -> Procedure {
        let (t, Clocks { regular, election }) = (&self.t, &self.standard.clocks);
        let law = vec![
            step(
                t.service_actor_requester(),
                t.service_dispute_file(),
                self.filing(regular.dispute_filing, election.dispute_filing),
            ),
            step(t.service_actor_commission(), t.service_dispute_complete(), self.days(3)),
            step(t.service_actor_commission(), t.service_dispute_start(), self.days(14)),
            step(t.service_actor_commission(), t.service_dispute_mediate(), t.service_dispute_mediate_time()),
            step(t.service_actor_commission(), t.service_dispute_adjudicate(), String::new()),
            step(
                t.service_actor_commission(),
                t.service_dispute_rule(),
                t.service_dispute_rule_time(u32::from(ELECTION_DISPUTE), u32::from(REGULAR_DISPUTE)),
            ),
            step(t.service_actor_parties(), t.service_dispute_court(), t.service_dispute_court_time()),
        ];
        procedure(t.service_procedure_dispute(), &self.standard.steps.dispute, law)
    }

    /// The table of times.
    #[must_use]
    pub fn clocks(&self) -> Vec<Clock> {
        let (t, Clocks { regular, election }) = (&self.t, &self.standard.clocks);
        let days = |days: u8| self.days(days);
        let some = |days: Option<u8>| days.map_or_else(|| t.service_days_unknown(), |days| self.days(days));
        let clock = |what, regular, election| Clock { what, regular, election };
        vec![
            clock(t.service_clock_number(), t.service_at_once(), t.service_at_once()),
            clock(t.service_clock_answer(), days(regular.answer), days(election.answer)),
            clock(
                t.service_clock_extension(),
                t.service_days_more(u32::from(regular.extension)),
                t.service_days_more(u32::from(election.extension)),
            ),
            clock(
                t.service_clock_objection_filing(),
                some(regular.objection_filing),
                some(election.objection_filing),
            ),
            clock(t.service_clock_objection(), days(regular.objection), days(election.objection)),
            clock(
                t.service_clock_dispute_filing(),
                some(regular.dispute_filing),
                some(election.dispute_filing),
            ),
            clock(t.service_clock_dispute(), days(REGULAR_DISPUTE), days(ELECTION_DISPUTE)),
        ]
    }

    /// What the service costs.
    #[must_use]
    pub fn fee(&self) -> String {
        match self.standard.fee {
            None => self.t.service_fee_unset(),
            Some(Fee::Free) => self.t.service_fee_free(),
            Some(Fee::CopiesAtCost) => self.t.service_fee_copies(),
        }
    }

    /// The grounds of an objection, with their letters (UU 14/2008 Art. 35(1)).
    #[must_use]
    pub fn grounds(&self) -> [(char, String); 7] {
        let t = &self.t;
        [
            ('a', t.service_ground_a()),
            ('b', t.service_ground_b()),
            ('c', t.service_ground_c()),
            ('d', t.service_ground_d()),
            ('e', t.service_ground_e()),
            ('f', t.service_ground_f()),
            ('g', t.service_ground_g()),
        ]
    }

    /// The ways to the desk that the standard names, with the addresses of the profile. Where there is no standard, those that
    /// the profile has.
    #[must_use]
    pub fn contacts(&self) -> Vec<Contact> {
        let named = &self.standard.channels;
        let contacts = Channel::ALL.into_iter().map(|channel| self.contact(channel));
        let shown = |contact: &Contact| {
            if named.is_empty() {
                !contact.value.is_empty() && contact.channel != Channel::Letter
            } else {
                named.contains(&contact.channel)
            }
        };
        contacts.filter(shown).collect()
    }

    fn contact(&self, channel: Channel) -> Contact {
        let (t, body) = (&self.t, self.body);
        let phone = body.whatsapp.as_ref();
        let (name, value, href) = match channel {
            Channel::InPerson => {
                (t.service_channel_in_person(), body.address.replace('\n', ", "), String::new())
            }
            Channel::Site => (t.service_channel_site(), body.request_form.clone(), body.request_form.clone()),
            Channel::Email => (t.service_channel_email(), body.email.clone(), link("mailto:", &body.email)),
            Channel::Whatsapp => (
                t.service_channel_whatsapp(),
                phone.map(ToString::to_string).unwrap_or_default(),
                phone.map(|phone| format!("https://wa.me/{}", phone.digits())).unwrap_or_default(),
            ),
            Channel::Letter => (t.service_channel_letter(), body.address.replace('\n', ", "), String::new()),
            Channel::Phone => (t.service_channel_phone(), String::new(), String::new()),
            Channel::Fax => (t.service_channel_fax(), String::new(), String::new()),
        };
        Contact { channel, name, value, href }
    }

    /// The usual hours of the desk; empty where not known.
    #[must_use]
    pub fn hours(&self) -> HourLines {
        self.hour_lines(&self.body.hours)
    }

    /// The hours of the fasting month, with the words that say when it is.
    #[must_use]
    pub fn ramadan(&self) -> Option<(String, HourLines)> {
        let season = self.standard.ramadan.as_ref()?;
        let when = self.t.service_ramadan(self.t.date(season.from), self.t.date(season.to));
        Some((when, self.hour_lines(&season.hours)))
    }

    /// Days on which the desk is closed, each with its reason.
    #[must_use]
    pub fn closed(&self) -> HourLines {
        let closed = self.standard.closed.iter();
        closed.map(|closed| (self.t.weekday_date(closed.date), closed.reason.clone())).collect()
    }

    fn hour_lines(&self, hours: &ServiceHours) -> HourLines {
        let lines = hours.0.iter().map(|entry| {
            let (first, last) = (self.day(entry.first), self.day(entry.last));
            let days = if entry.first == entry.last { first } else { self.t.service_day_span(first, last) };
            (days, format!("{}–{}", clock_face(entry.from), clock_face(entry.to)))
        });
        lines.collect()
    }

    /// The name of a day of the week, 1 = Monday.
    fn day(&self, number: u8) -> String {
        let t = &self.t;
        match number {
            1 => t.service_day_1(),
            2 => t.service_day_2(),
            3 => t.service_day_3(),
            4 => t.service_day_4(),
            5 => t.service_day_5(),
            6 => t.service_day_6(),
            _ => t.service_day_7(),
        }
    }

    fn days(&self, days: u8) -> String {
        self.t.service_days(u32::from(days))
    }

    /// Working days of both tracks.
    fn both(&self, regular: u8, election: Option<u8>) -> String {
        let days = self.days(regular);
        election.map_or(days.clone(), |election| {
            format!("{days}; {}", self.t.service_election_days(u32::from(election)))
        })
    }

    fn filing(&self, regular: Option<u8>, election: Option<u8>) -> String {
        regular.map(|regular| self.both(regular, election)).unwrap_or_default()
    }
}

/// Working days in which the Commission settles a dispute (UU 14/2008 Art. 38(2)).
const REGULAR_DISPUTE: u8 = 100;
/// The same for information of elections (PerKI 1/2019).
const ELECTION_DISPUTE: u8 = 14;

/// Minutes after midnight as people write them: `08.00`.
#[must_use]
pub fn clock_face(minutes: u16) -> String {
    format!("{:02}.{:02}", minutes / 60, minutes % 60)
}

fn link(scheme: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{scheme}{value}") }
}

fn step(who: String, what: String, time: String) -> Step {
    Step { who, what, time }
}

/// The office's own steps, else those of the law.
fn procedure(title: String, own: &[String], law: Vec<Step>) -> Procedure {
    if own.is_empty() {
        return Procedure { title, steps: law, own: false };
    }
    let steps = own.iter().map(|what| step(String::new(), what.clone(), String::new())).collect();
    Procedure { title, steps, own: true }
}
