//! Who plays: three people in each office, two verifiers in each province, and those of RI.

use domain::codes::BodyCode;
use domain::person::{Grant, Role};
use store::body::Placed;

use crate::nation::Office;
use crate::past::Past;
use crate::people::{Crew, enrol, some_name};
use crate::{DemoError, ROOT};

/// How many controllers RI has: one leads, all of them read and decide.
pub(super) const CONTROLLERS: usize = 4;
/// How many verifiers a province has.
pub(super) const VERIFIERS: usize = 2;
/// How many people test access.
pub(super) const TESTERS: usize = 8;
/// How many sit on panels.
pub(super) const PANELLISTS: usize = 6;

/// Adds everybody. Also gives how many they are.
pub(super) async fn hire(
    past: &Past,
    offices: &[Office],
    provinces: &[Placed],
) -> Result<(Crew, usize), DemoError> {
    let mut parts: Vec<(String, Role, BodyCode)> = Vec::new();
    for office in offices {
        let body = &office.placed.body;
        for (what, role) in [("petugas", Role::Officer), ("ppid", Role::Ppid), ("pimpinan", Role::Leader)] {
            parts.push((format!("{what}.{}", body.slug), role, body.code.clone()));
        }
    }
    for province in provinces {
        for nth in 1..=VERIFIERS {
            let login = format!("verifikator{nth}.{}", province.body.slug);
            parts.push((login, Role::Verifier, province.body.code.clone()));
        }
    }
    let root: BodyCode = ROOT.parse().map_err(|_| app::AppError::Fault("the code of RI".to_owned()))?;
    for (what, role, count) in [
        ("kendali", Role::Controller, CONTROLLERS),
        ("penguji", Role::Tester, TESTERS),
        ("panelis", Role::Panellist, PANELLISTS),
    ] {
        parts.extend((1..=count).map(|nth| (format!("{what}.{nth}"), role, root.clone())));
    }
    let mut crew = Crew::default();
    for (login, role, body) in &parts {
        let name = some_name(past.random());
        enrol(past, (login, &name), Grant { role: *role, body: body.clone() }, &mut crew).await?;
    }
    Ok((crew, parts.len()))
}
