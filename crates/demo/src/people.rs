//! Made-up people: one to sign in as for each role.

use app::AppError;
use app::password::{Cost, Passwords};
use domain::ids::PersonId;
use domain::person::{Grant, Login, Role};
use domain::random::Random;
use jiff::Timestamp;
use sql::Conn;
use store::person::Person;

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

/// Everybody, the office first.
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

/// Adds them. They share one password and, as it is made up, one hash that costs little.
pub(crate) async fn add(conn: &mut Conn, now: Timestamp, random: &dyn Random) -> Result<(), DemoError> {
    let hash = Passwords::new(Cost::QUICK, 1, random)?.hash(PASSWORD.to_owned().into(), random).await?;
    for made_up in PEOPLE {
        let fault = |what: &str| AppError::Fault(format!("{what} of {}", made_up.login));
        let person = Person {
            id: PersonId::new(now, random),
            login: Login::parse(made_up.login).map_err(|_| fault("login"))?,
            name: made_up.name.to_owned(),
            email: format!("{}@example.id", made_up.login),
            password: Some(hash.clone()),
            language: None,
            disabled_at: None,
        };
        let body = made_up.body.parse().map_err(|_| fault("body"))?;
        store::person::insert(conn, &person, now).await?;
        store::person::grant(conn, person.id, &Grant { role: made_up.role, body }, now).await?;
    }
    Ok(())
}
