//! Made-up people: one to sign in as for each role, and those who did what the demo tells of.

use std::collections::HashMap;

use app::people::NewPerson;
use app::{App, AppError, Principal, Via};
use domain::body::{Body, Level};
use domain::codes::BodyCode;
use domain::ids::{PersonId, SessionId};
use domain::person::{Grant, Login, Role};
use domain::random::{Random, Seeded};
use serde_json::json;
use sql::Conn;
use store::event::NewEvent;
use store::person::Person;

use crate::past::{Past, dice};
use crate::{DemoError, PASSWORD};

/// Somebody of the demo.
#[derive(Debug, Clone, Copy)]
pub struct DemoPerson {
    /// The name to sign in with.
    pub login: &'static str,
    /// The name that others see.
    pub name: &'static str,
    /// What they do.
    pub role: Role,
    /// The code of the body where they do it.
    pub body: &'static str,
    /// Role and office in words, for the list that the demo prints.
    pub what: &'static str,
}

const fn person(
    login: &'static str,
    name: &'static str,
    role: Role,
    body: &'static str,
    what: &'static str,
) -> DemoPerson {
    DemoPerson { login, name, role, body, what }
}

/// Everybody to sign in as, the office first.
pub const PEOPLE: &[DemoPerson] = &[
    person("petugas.katingan", "Rina Lestari", Role::Officer, "62.06", "Petugas, Bawaslu Kabupaten Katingan"),
    person("ppid.katingan", "Budi Santoso", Role::Ppid, "62.06", "PPID, Bawaslu Kabupaten Katingan"),
    person(
        "atasan.katingan",
        "Dewi Anggraini",
        Role::Superior,
        "62.06",
        "Atasan PPID, Bawaslu Kabupaten Katingan",
    ),
    person(
        "pimpinan.katingan",
        "Yohanes Tingang",
        Role::Leader,
        "62.06",
        "Pimpinan, Bawaslu Kabupaten Katingan",
    ),
    person(
        "verifikator.kalteng",
        "Siti Rahmah",
        Role::Verifier,
        "62",
        "Verifikator, Bawaslu Provinsi Kalimantan Tengah",
    ),
    person("kendali.satu", "Agus Wibowo", Role::Controller, "00", "Kendali, Bawaslu RI"),
    person(
        "kendali.dua",
        "Maria Sihombing",
        Role::Controller,
        "00",
        "Kendali kedua (menyetujui), Bawaslu RI",
    ),
    person("penguji", "Andi Makkasau", Role::Tester, "00", "Penguji akses, Bawaslu RI"),
    person("panelis", "Ni Luh Ayu", Role::Panellist, "00", "Panelis, Bawaslu RI"),
    person(
        "admin.kalteng",
        "Eko Prasetyo",
        Role::Administrator,
        "62",
        "Administrator, Bawaslu Provinsi Kalimantan Tengah",
    ),
    person("admin", "Putri Maharani", Role::Administrator, "00", "Administrator, Bawaslu RI"),
];

/// Names that the others are put together from.
const FIRST: [&str; 24] = [
    "Ahmad", "Ayu", "Bambang", "Citra", "Dian", "Fitri", "Gede", "Hendra", "Indah", "Joko", "Kartika",
    "Lukman", "Made", "Nurul", "Oktavia", "Petrus", "Rahmat", "Sari", "Teguh", "Umi", "Wahyu", "Yanti",
    "Yusuf", "Zainal",
];
const LAST: [&str; 24] = [
    "Anwar",
    "Bungas",
    "Damanik",
    "Effendi",
    "Firmansyah",
    "Gunawan",
    "Halim",
    "Irawan",
    "Kurniawan",
    "Lubis",
    "Maulana",
    "Nasution",
    "Pangaribuan",
    "Pratama",
    "Rangkuti",
    "Saputra",
    "Siregar",
    "Susanto",
    "Tarigan",
    "Utami",
    "Wijaya",
    "Wulandari",
    "Yuliani",
    "Zulkarnain",
];

/// Who acts at which body.
#[derive(Debug, Default)]
pub(crate) struct Crew(HashMap<(Role, BodyCode), Vec<Principal>>);

impl Crew {
    fn join(&mut self, person: Person, grant: Grant, random: &dyn Random, app: &App) {
        let principal = Principal {
            person: person.id,
            login: person.login,
            name: person.name,
            language: None,
            via: Via::Session(SessionId::new(app.now(), random)),
            grants: vec![grant.clone()],
        };
        self.0.entry((grant.role, grant.body)).or_default().push(principal);
    }

    fn has(&self, role: Role, body: &BodyCode) -> bool {
        self.0.contains_key(&(role, body.clone()))
    }

    /// The first who does this there.
    pub(crate) fn at(&self, role: Role, body: &str) -> Result<&Principal, AppError> {
        self.nth(role, body, 0)
    }

    /// The second who does this there.
    pub(crate) fn second_at(&self, role: Role, body: &str) -> Result<&Principal, AppError> {
        self.nth(role, body, 1)
    }

    /// Whoever does this there, by the order of joining.
    pub(crate) fn nth(&self, role: Role, body: &str, nth: usize) -> Result<&Principal, AppError> {
        let nobody = || AppError::Fault(format!("nobody is {role} at {body}"));
        let body = body.parse().map_err(|_| nobody())?;
        self.0.get(&(role, body)).and_then(|found| found.get(nth)).ok_or_else(nobody)
    }
}

/// Adds everybody to sign in as.
pub(crate) async fn add(past: &Past) -> Result<Crew, DemoError> {
    let mut crew = Crew::default();
    for made_up in PEOPLE {
        add_to_sign_in(past, made_up, &mut crew).await?;
    }
    Ok(crew)
}

async fn add_to_sign_in(past: &Past, made_up: &DemoPerson, crew: &mut Crew) -> Result<(), DemoError> {
    let body = made_up.body.parse().map_err(|_| AppError::Fault(format!("body of {}", made_up.login)))?;
    let grant = Grant { role: made_up.role, body };
    enrol(past, (made_up.login, made_up.name), grant, crew).await
}

/// Adds somebody with a name to sign in with, a name to read, and one role.
pub(crate) async fn enrol(
    past: &Past,
    (login, name): (&str, &str),
    grant: Grant,
    crew: &mut Crew,
) -> Result<(), DemoError> {
    let new = NewPerson {
        name: name.to_owned(),
        login: login.to_owned(),
        email: format!("{login}@example.id"),
        language: None,
    };
    let operator = past.app.operator();
    let person = operator.add(&new, PASSWORD.to_owned().into(), std::slice::from_ref(&grant)).await?;
    crew.join(person, grant, past.random(), &past.app);
    Ok(())
}

/// Those who can be read about and not signed in as: they have no password. A use case for each of them would be a
/// transaction for each.
pub(crate) async fn add_others(past: &Past, crew: &mut Crew) -> Result<(), DemoError> {
    let mut tx = past.app.db().write().await?;
    for placed in store::body::all(&mut tx).await? {
        for role in roles_at(&placed.body) {
            if !crew.has(*role, &placed.body.code) {
                add_other(&mut tx, past, *role, &placed.body, crew).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Offices of the running round have all three; elsewhere the PPID fills the questionnaire too.
fn roles_at(body: &Body) -> &'static [Role] {
    match body.level {
        Level::Province => &[Role::Verifier],
        Level::Regency if body.parent.as_ref().is_some_and(|parent| parent.as_str() == crate::PROVINCE) => {
            &[Role::Officer, Role::Ppid, Role::Leader]
        }
        Level::Regency => &[Role::Ppid, Role::Leader],
        _ => &[],
    }
}

async fn add_other(
    conn: &mut Conn,
    past: &Past,
    role: Role,
    body: &Body,
    crew: &mut Crew,
) -> Result<(), DemoError> {
    let (now, random): (_, &Seeded) = (past.app.now(), past.random());
    let what = match role {
        Role::Verifier => "verifikator",
        Role::Officer => "petugas",
        Role::Leader => "pimpinan",
        _ => "ppid",
    };
    let login = format!("{what}.{}", body.slug);
    let login = Login::parse(&login).map_err(|_| AppError::Fault(format!("login {login}")))?;
    let name = some_name(random);
    let person = Person {
        id: PersonId::new(now, random),
        login,
        name,
        email: String::new(),
        password: None,
        language: None,
        disabled_at: None,
    };
    let grant = Grant { role, body: body.code.clone() };
    store::person::insert(conn, &person, now).await?;
    store::person::grant(conn, person.id, &grant, now).await?;
    let event = NewEvent {
        at: now,
        actor: None,
        body: Some(&body.code),
        round: None,
        object_kind: "person",
        object_id: person.id.to_string(),
        kind: "added",
        data: json!({ "login": person.login, "name": person.name, "email": "", "role": role }),
    };
    store::event::append(conn, event).await?;
    crew.join(person, grant, random, &past.app);
    Ok(())
}

/// A first and a last name.
pub(crate) fn some_name(random: &dyn Random) -> String {
    format!("{} {}", one_of(&FIRST, random), one_of(&LAST, random))
}

fn one_of(names: &[&'static str; 24], random: &dyn Random) -> &'static str {
    let at = usize::try_from(dice(random, 24)).unwrap_or(0);
    names.get(at).copied().unwrap_or_default()
}
