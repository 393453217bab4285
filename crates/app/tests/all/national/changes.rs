//! Changing a round that others know: dates, participants, more time, tutorials, guidelines, files.

use std::collections::BTreeMap;

use app::AppError;
use app::national::{NewExtension, NewGuideline};
use app::rounds::RoundForReaders;
use domain::codes::BodyCode;
use domain::person::Role;
use domain::problem::Problem;
use domain::round::{PhaseKind, Window};
use i18n::{Lang, Texts};
use jiff::SignedDuration;
use testkit::scene::{INSTRUMENT, schedule};

use super::{SLUG, Scene, problems, upload};

fn codes<const N: usize>(codes: [&str; N]) -> Vec<BodyCode> {
    codes.map(|code| code.parse().unwrap()).to_vec()
}

async fn notices(scene: &Scene, login: &str) -> Vec<(String, Vec<String>)> {
    let login = domain::person::Login::parse(login).unwrap();
    let mut conn = scene.test.app.db().read().await.unwrap();
    let person = store::person::by_login(&mut conn, &login).await.unwrap().unwrap();
    let found = store::notice::of_person(&mut conn, person.id, 50).await.unwrap();
    let texts = Texts::new(Lang::Id);
    let worded = found.iter().map(|notice| {
        let data = serde_json::from_str(&notice.data).unwrap();
        let words = app::notices::words(&texts, &notice.kind, &data);
        assert_eq!(words.path, format!("/siklus/{SLUG}"));
        (words.title, words.lines)
    });
    worded.collect()
}

#[tokio::test]
async fn a_moved_date_needs_a_reason_moves_the_job_and_is_told_to_everybody_concerned() {
    let scene = Scene::new().await;
    for (login, role, body) in [
        ("petugas", Role::Officer, "62.06"),
        ("ppid", Role::Ppid, "62.06"),
        ("pimpinan", Role::Leader, "63.01"),
        ("verifikator", Role::Verifier, "62"),
        ("atasan", Role::Superior, "62.06"),
        ("luar", Role::Officer, "62"),
    ] {
        scene.test.person(login, role, body).await;
    }
    let version = scene.scheduled(48).await;
    let later = schedule(scene.hours(72));
    assert_eq!(
        problems(scene.national.change_phases(SLUG, version, &later, " ").await),
        [("reason".into(), Problem::Required)]
    );
    scene.test.clock.advance(SignedDuration::from_mins(1));
    let version = scene.national.change_phases(SLUG, version, &later, "Jaringan diperbaiki").await.unwrap();
    for login in ["petugas", "ppid", "pimpinan", "verifikator"] {
        let found = notices(&scene, login).await;
        assert_eq!(found.len(), 2, "{login}: scheduled and moved");
        let (title, lines) = &found[0];
        assert_eq!(title, "Jadwal Monev KIP 2024 berubah");
        assert_eq!(
            lines[0],
            "Pengisian SAQ dibuka 13 Juni 2024 pukul 09.00 WIB (sebelumnya 12 Juni 2024 pukul 09.00 WIB)."
        );
        assert_eq!(lines.last().unwrap(), "Alasan: Jaringan diperbaiki");
    }
    for login in ["atasan", "luar"] {
        assert!(notices(&scene, login).await.is_empty(), "{login}");
    }
    scene.test.clock.advance(SignedDuration::from_hours(48));
    assert_eq!(scene.test.app.run_due_jobs().await.unwrap(), 0, "the job has moved with the filling");
    scene.test.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(scene.test.app.run_due_jobs().await.unwrap(), 1);
    assert_eq!(scene.stored_state().await, "running");
    assert_eq!(scene.version().await, version + 1);
    assert_eq!(scene.events().await, ["created", "scheduled", "phases_changed", "started"]);
    let history = scene.national.round(SLUG).await.unwrap().history;
    let moved: serde_json::Value =
        serde_json::from_str(&history.iter().find(|event| event.kind == "phases_changed").unwrap().data)
            .unwrap();
    assert_eq!(moved["changes"][0]["old"], "2024-06-12T02:00:00Z");
    assert_eq!(moved["changes"][0]["new"], "2024-06-13T02:00:00Z");
}

#[tokio::test]
async fn the_filling_does_not_open_twice() {
    let scene = Scene::new().await;
    let version = scene.scheduled(0).await;
    let mut moved = schedule(scene.hours(0));
    let filling = moved.0[&PhaseKind::Filling];
    moved.0.insert(PhaseKind::Filling, Window { opens: scene.hours(5), ..filling });
    let found = problems(scene.national.change_phases(SLUG, version, &moved, "x").await);
    assert_eq!(found[0].0, "filling.opens");
    let closes = filling.closes + SignedDuration::from_hours(2);
    moved.0.insert(PhaseKind::Filling, Window { closes, ..filling });
    moved.0.insert(PhaseKind::Appeal, Window { opens: closes, closes: scene.hours(24 * 31) });
    scene.national.change_phases(SLUG, version, &moved, "Gempa").await.expect("its end may move");
    assert_eq!(scene.events().await, ["created", "scheduled", "started", "phases_changed"]);
}

#[tokio::test]
async fn those_with_an_address_get_a_mail_in_their_language() {
    let scene = Scene::new().await;
    let who = scene.test.person("ppid", Role::Ppid, "62.06").await;
    let mut tx = scene.test.app.db().write().await.unwrap();
    store::person::set_profile(&mut tx, who.person, "PPID", "ppid@example.id").await.unwrap();
    store::person::set_language(&mut tx, who.person, "en").await.unwrap();
    tx.commit().await.unwrap();
    scene.scheduled(48).await;
    assert!(scene.test.mail.lock().unwrap().is_empty(), "nothing leaves before the job runs");
    assert_eq!(scene.test.app.run_due_jobs().await.unwrap(), 1);
    let mail = scene.test.mail.lock().unwrap().clone();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].to, "ppid@example.id");
    assert_eq!(mail[0].subject, "Monev KIP 2024 is scheduled");
    assert!(mail[0].body.contains("Filling the SAQ: 12 June 2024 at 09:00 WIB to"), "{}", mail[0].body);
    assert!(mail[0].body.ends_with(&format!("http://localhost:8080/siklus/{SLUG}\n")), "{}", mail[0].body);
}

#[tokio::test]
async fn w03_a_notice_prints_the_zone_of_the_reader_too() {
    let scene = Scene::new().await;
    let mut tx = scene.test.app.db().write().await.unwrap();
    let mut placed = store::body::by_code(&mut tx, "63.01").await.unwrap().unwrap();
    placed.body.zone = domain::body::Zone::Wit;
    store::body::put(&mut tx, &placed).await.unwrap();
    tx.commit().await.unwrap();
    scene.test.person("ppid.wit", Role::Ppid, "63.01").await;
    scene.scheduled(14).await;
    let found = notices(&scene, "ppid.wit").await;
    assert!(
        found[0].1[0].contains("10 Juni 2024 pukul 23.00 WIB (11 Juni 2024 pukul 01.00 WIT)"),
        "{found:?}"
    );
}

#[tokio::test]
async fn an_extension_is_for_the_bodies_named_with_event_and_notice() {
    let scene = Scene::new().await;
    let katingan = scene.test.person("ppid.katingan", Role::Ppid, "62.06").await;
    scene.test.person("ppid.palangka", Role::Ppid, "62.71").await;
    let version = scene.scheduled(0).await;
    let end = schedule(scene.hours(0)).0[&PhaseKind::Filling].closes;
    let new = NewExtension {
        bodies: codes(["62.06"]),
        phase: PhaseKind::Filling,
        closes: end + SignedDuration::from_hours(24),
        reason: "Banjir".into(),
    };
    let wrong =
        NewExtension { bodies: codes(["62.06", "64.01"]), closes: end, reason: String::new(), ..new.clone() };
    assert_eq!(
        problems(scene.national.extend(SLUG, version, &wrong).await),
        [
            ("closes".into(), Problem::EndBeforeStart),
            ("bodies".into(), Problem::UnknownCodes { codes: vec!["64.01".into()] }),
            ("reason".into(), Problem::Required),
        ]
    );
    let wrong = NewExtension { phase: PhaseKind::Verification, bodies: vec![], ..new.clone() };
    assert_eq!(
        problems(scene.national.extend(SLUG, version, &wrong).await),
        [("phase".into(), Problem::UnknownOption), ("bodies".into(), Problem::Required)]
    );
    // Notices of one instant have no order.
    scene.test.clock.advance(SignedDuration::from_secs(1));
    scene.national.extend(SLUG, version, &new).await.unwrap();
    let detail = scene.national.round(SLUG).await.unwrap();
    assert_eq!(detail.extensions.len(), 1);
    assert_eq!(detail.extensions[0].closes, new.closes);
    let (title, lines) = notices(&scene, "ppid.katingan").await.remove(0);
    assert_eq!(title, "Perpanjangan waktu untuk Monev KIP 2024");
    assert!(
        lines[0].starts_with("Pengisian SAQ untuk Bawaslu Kabupaten Katingan diperpanjang sampai "),
        "{lines:?}"
    );
    assert_eq!(notices(&scene, "ppid.palangka").await.len(), 1, "only that the round is scheduled");
    let seen: RoundForReaders = scene.test.app.access(katingan).round(SLUG).await.unwrap();
    assert_eq!(seen.extensions.len(), 1);
    assert_eq!(scene.events().await, ["created", "scheduled", "started", "extended"]);
}

#[tokio::test]
async fn a_draft_has_no_extensions() {
    let scene = Scene::new().await;
    let round = scene.national.create_round(&scene.plan(48)).await.unwrap();
    let new = NewExtension {
        bodies: codes(["62.06"]),
        phase: PhaseKind::Filling,
        closes: scene.hours(24 * 30),
        reason: "x".into(),
    };
    let result = scene.national.extend(SLUG, round.version, &new).await;
    assert!(matches!(result, Err(AppError::Conflict(_))), "{result:?}");
}

#[tokio::test]
async fn participants_change_freely_before_the_opening_and_with_a_reason_after_it() {
    let scene = Scene::new().await;
    let version = scene.scheduled(48).await;
    let change = scene.national.set_participants(SLUG, version, &codes(["62.06", "62"]), "").await.unwrap();
    assert_eq!((change.invited, change.removed), (codes(["62"]), codes(["62.71", "63.01"])));
    assert_eq!(
        problems(scene.national.set_participants(SLUG, change.version, &[], "").await),
        [("participants".into(), Problem::Required)]
    );
    scene.test.clock.advance(SignedDuration::from_hours(49));
    let with_one_more = codes(["62.06", "62", "63.01"]);
    let version = scene.version().await;
    assert_eq!(
        problems(scene.national.set_participants(SLUG, version, &with_one_more, "").await),
        [("reason".into(), Problem::Required)]
    );
    let change = scene.national.set_participants(SLUG, version, &with_one_more, "Menyusul").await.unwrap();
    let round = scene.national.round(SLUG).await.unwrap().round;
    let mut tx = scene.test.app.db().write().await.unwrap();
    let mut begun = store::assessment::lock(&mut tx, round.id, "62.06").await.unwrap().unwrap();
    begun.state = domain::assessment::AssessmentState::InProgress;
    store::assessment::update(&mut tx, &begun).await.unwrap();
    tx.commit().await.unwrap();
    let found = problems(scene.national.set_participants(SLUG, change.version, &codes(["62"]), "x").await);
    let why = "round-participant-has-begun".to_owned();
    assert_eq!(found, [("participants".into(), Problem::NotNow { why })]);
    let progress = scene.national.round(SLUG).await.unwrap().progress;
    let figures: Vec<_> = progress
        .iter()
        .map(|line| (line.parent.as_str(), line.invited, line.in_progress, line.total()))
        .collect();
    assert_eq!(
        figures,
        [
            ("Bawaslu RI", 1, 0, 1),
            ("Bawaslu Provinsi Kalimantan Tengah", 0, 1, 1),
            ("Bawaslu Provinsi Kalimantan Selatan", 1, 0, 1),
        ]
    );
}

#[tokio::test]
async fn before_the_opening_another_instrument_is_taken_freely_and_afterwards_only_a_version() {
    let scene = Scene::new().await;
    let other = INSTRUMENT.replace("code: contoh", "code: lain");
    let other = scene.national.upload_instrument(&upload(&other, "")).await.unwrap();
    let corrected = INSTRUMENT.replace("code: A1\n", "code: A1_baru\n");
    let corrected = scene.national.upload_instrument(&upload(&corrected, "Kode keliru")).await.unwrap();
    let version = scene.scheduled(48).await;
    let mine = (scene.instrument, scene.scheme);
    let version = scene
        .national
        .replace_documents(SLUG, version, (other, scene.scheme), "", false)
        .await
        .expect("freely before the opening");
    let version = scene.national.replace_documents(SLUG, version, mine, "", false).await.unwrap();
    // The job has not run: the round is frozen all the same.
    scene.test.clock.advance(SignedDuration::from_hours(48));
    let why = |why: &str| Problem::NotNow { why: why.into() };
    assert_eq!(
        problems(scene.national.replace_documents(SLUG, version, (other, scene.scheme), "Salah", true).await),
        [("instrument".into(), why("round-not-a-version"))]
    );
    let comparison = scene.national.replacement(SLUG, corrected).await.unwrap();
    assert!(comparison.is_frozen);
    assert_eq!(comparison.vanished[0].code.as_str(), "A1");
    assert_eq!(comparison.vanished[0].answers, 0);
    assert_eq!(comparison.added[0].as_str(), "A1_baru");
    let new = (corrected, scene.scheme);
    assert_eq!(
        problems(scene.national.replace_documents(SLUG, version, new, "", false).await),
        [("reason".into(), Problem::Required), ("accept".into(), why("round-questions-vanish"))]
    );
    scene.national.replace_documents(SLUG, version, new, "Kode keliru", true).await.unwrap();
    assert_eq!(scene.national.round(SLUG).await.unwrap().instrument.version, 2);
    assert_eq!(
        scene.events().await,
        ["created", "scheduled", "documents_replaced", "documents_replaced", "started", "documents_replaced"]
    );
}

#[tokio::test]
async fn tutorial_links_are_checked_one_by_one() {
    let scene = Scene::new().await;
    let version = scene.scheduled(48).await;
    let links = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(code, link)| ((*code).to_owned(), (*link).to_owned())).collect()
    };
    let wrong = links(&[("A1", "javascript:alert(1)"), ("A2", "https://video.example.id/a2"), ("ZZ", "")]);
    assert_eq!(
        problems(scene.national.set_tutorials(SLUG, version, &wrong).await),
        [("tutorial.A1".into(), Problem::NotALink), ("tutorial.ZZ".into(), Problem::Unknown)]
    );
    let right = links(&[("A1", ""), ("A2", " https://video.example.id/a2 ")]);
    let version = scene.national.set_tutorials(SLUG, version, &right).await.unwrap();
    let tutorials = scene.national.round(SLUG).await.unwrap().tutorials;
    assert_eq!(tutorials.len(), 1);
    assert_eq!(tutorials["A2"], "https://video.example.id/a2");
    scene.national.set_tutorials(SLUG, version, &links(&[("A2", "")])).await.unwrap();
    assert!(scene.national.round(SLUG).await.unwrap().tutorials.is_empty());
}

const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";

#[tokio::test]
async fn a_guideline_is_judged_by_its_bytes_and_read_by_those_who_take_part() {
    let scene = Scene::new().await;
    let version = scene.scheduled(48).await;
    let stream = |bytes: &'static [u8]| {
        futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from_static(bytes))])
    };
    let new = |version, title: &str, file: &str| NewGuideline {
        version,
        title: title.into(),
        file_name: file.into(),
    };
    let result =
        scene.national.add_guideline(SLUG, &new(version, "Pedoman", "a.pdf"), stream(b"MZ\x90")).await;
    assert!(matches!(&problems(result)[..], [(field, Problem::FileKind { .. })] if field == "file"));
    let result = scene.national.add_guideline(SLUG, &new(version, " ", "a.pdf"), stream(PDF)).await;
    assert_eq!(problems(result), [("title".into(), Problem::Required)]);
    let version = scene
        .national
        .add_guideline(SLUG, &new(version, "Pedoman pengisian", "../Pedoman\u{202e}.pdf"), stream(PDF))
        .await
        .unwrap();
    let guideline = scene.national.round(SLUG).await.unwrap().guidelines.remove(0);
    assert_eq!(guideline.title, "Pedoman pengisian");
    assert!(!guideline.file_name.contains(['/', '\u{202e}']), "{}", guideline.file_name);
    let officer = scene.test.person("petugas", Role::Officer, "62.06").await;
    let outsider = scene.test.person("luar", Role::Officer, "62").await;
    let file = scene.test.app.access(officer.clone()).guideline(SLUG, guideline.id).await.unwrap();
    assert_eq!(file.reading.size, u64::try_from(PDF.len()).unwrap());
    let hidden = scene.test.app.access(outsider).guideline(SLUG, guideline.id).await;
    assert!(matches!(hidden, Err(AppError::NotFound)));
    scene.national.remove_guideline(SLUG, version, guideline.id).await.unwrap();
    let gone = scene.test.app.access(officer).guideline(SLUG, guideline.id).await;
    assert!(matches!(gone, Err(AppError::NotFound)));
    assert_eq!(scene.events().await[2..], ["guideline_added", "guideline_removed"]);
}
