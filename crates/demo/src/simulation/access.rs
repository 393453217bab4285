//! People whom the offices do not know ask them questions, with a stopwatch and a sheet.

use std::collections::BTreeMap;

use app::access_test::{AccessTests, CaseLine, Filled, NewDraw, NewScenario, NewTester, Tester};
use domain::access_test::record::Record;
use domain::access_test::sheet::{Choice, Question};
use domain::codes::{OptionCode, QuestionCode};
use domain::person::Role;
use jiff::{SignedDuration, Timestamp};

use super::cast::TESTERS;
use super::{TESTING, World};
use crate::nation::Office;
use crate::{DemoError, ROOT};

/// What is asked: code, question, and what a right answer holds.
const SCENARIOS: [(&str, &str, &str); 3] = [
    (
        "laporan-2024",
        "Selamat siang. Di mana saya dapat membaca laporan layanan informasi kantor ini tahun 2024?",
        "Tautan atau berkas laporan tahun 2024, atau keterangan kapan laporan terbit.",
    ),
    (
        "pengawas-desa",
        "Mohon informasi jumlah pengawas kelurahan/desa di wilayah kantor ini pada pemilu terakhir.",
        "Angka menurut kecamatan, dengan sumbernya.",
    ),
    (
        "putusan",
        "Apakah salinan putusan pelanggaran administrasi dapat saya peroleh, dan bagaimana caranya?",
        "Tautan putusan atau tata cara permohonan, tanpa biaya.",
    ),
];

/// Draws and plays all cases. How many.
pub(super) async fn play(world: &World<'_>) -> Result<usize, DemoError> {
    world.at(TESTING.0 - 1, 9 * 60);
    let tests = world.access(Role::Controller, ROOT, 0)?.access_tests(&world.slug).await?;
    prepare(world, &tests).await?;
    let seed = format!("uji-akses-{}", world.slug);
    let drawn = tests.draw(&NewDraw { seed, reason: String::new() }).await?;
    let mut silent = Vec::new();
    for nth in 0..TESTERS {
        let tester = world.access(Role::Tester, ROOT, nth)?.tester()?;
        for line in tester.cases().await? {
            if let Some(left) = ask(world, &tester, &line).await? {
                silent.push((tester.clone(), line, left));
            }
        }
    }
    world.at(TESTING.1, 8 * 60);
    world.run_clock().await?;
    for (tester, line, filled) in silent {
        tester.submit(line.case.id, &filled).await?;
    }
    Ok(drawn.cases)
}

async fn prepare(world: &World<'_>, tests: &AccessTests) -> Result<(), DemoError> {
    for (code, question, right_answer) in SCENARIOS {
        let scenario = NewScenario {
            code: code.to_owned(),
            channels: Vec::new(),
            question: question.to_owned(),
            right_answer: right_answer.to_owned(),
        };
        tests.add_scenario(&scenario).await?;
    }
    for nth in 0..TESTERS {
        let login = world.crew.nth(Role::Tester, ROOT, nth)?.login.to_string();
        let institution = format!("Perguruan tinggi contoh {}", nth + 1);
        tests.put_tester(&NewTester { login, institution, ties: String::new() }).await?;
    }
    Ok(())
}

/// Sends the question and fills the sheet. Gives the sheet of an office that has not answered: it is handed in when nothing
/// can come any more.
async fn ask(world: &World<'_>, tester: &Tester, line: &CaseLine) -> Result<Option<Filled>, DemoError> {
    let id = line.case.id;
    world.past.set(line.case.due_at);
    tester.send(id).await?;
    let view = tester.case(id).await?;
    let Some(office) = world.office(line.case.body.as_str()) else { return Ok(None) };
    let (acknowledged_at, answered_at) = times(world, office, line.case.due_at);
    let questions = view.sheet.sheet.questions().filter(|question| question.time.is_none());
    let answers: BTreeMap<QuestionCode, OptionCode> =
        questions.filter_map(|question| choose(world, office, question, answered_at.is_some())).collect();
    let mut record = Record { acknowledged_at, ..Record::default() };
    let mut base = view.case.version;
    if let Some(at) = acknowledged_at {
        world.past.set(at);
        base = tester.save(id, &Filled { base, record: record.clone() }).await?;
    }
    record.answers = answers;
    record.answered_at = answered_at;
    let filled = Filled { base, record };
    match answered_at {
        Some(at) => {
            world.past.set(at);
            tester.submit(id, &filled).await?;
            Ok(None)
        }
        None => Ok(Some(filled)),
    }
}

/// When an office acknowledges and answers: good ones within hours and days, weak ones late or never. Nobody answers after
/// the phase.
fn times(world: &World<'_>, office: &Office, sent: Timestamp) -> (Option<Timestamp>, Option<Timestamp>) {
    let weakness = 1000_u32.saturating_sub(office.quality);
    if world.dice(1000) < weakness / 2 {
        return (None, None);
    }
    let first = SignedDuration::from_mins(5 + i64::from(world.dice(60 + weakness * 4)));
    let days = i64::from(world.dice(3 + weakness / 40));
    let answer = first + SignedDuration::from_hours(1 + 24 * days);
    let over = world.days.at(TESTING.1, 0);
    let in_time = |after: SignedDuration| Some(sent + after).filter(|at| *at < over);
    (in_time(first), in_time(answer))
}

/// An option of a question: the better the office, the higher.
fn choose(
    world: &World<'_>,
    office: &Office,
    question: &Question,
    answered: bool,
) -> Option<(QuestionCode, OptionCode)> {
    let mut options: Vec<&Choice> = question.options.iter().collect();
    options.sort_by(|a, b| b.points.cmp(&a.points));
    let count = u32::try_from(options.len()).unwrap_or(1);
    let weakness = 1000_u32.saturating_sub(office.quality);
    let drop = if answered { (weakness + world.dice(300)) * count / 1300 } else { count };
    let at = usize::try_from(drop.min(count.saturating_sub(1))).unwrap_or(0);
    Some((question.code.clone(), options.get(at)?.code.clone()))
}
