//! What is known of files of evidence: copies in other places, and what the virus scanner finds.

use app::belief::{Belief, Place};
use app::office::Office;
use app::reviewer::Order;
use app::{AppError, Principal};
use bytes::Bytes;
use domain::assessment::AssessmentState;
use domain::evidence::Alike;
use domain::facts::Progress;
use domain::ids::EvidenceId;
use domain::level::Level;
use domain::person::Role;
use futures_util::stream;
use testkit::TestApp;
use testkit::scene::ROUND;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A picture of soft shapes, another one for each seed, as a PNG of this width.
fn picture(seed: u32, width: u32) -> Vec<u8> {
    let height = width * 3 / 4;
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            // Positions as parts of the picture, so that a larger one is the same picture.
            let (x, y) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
            let seed = f64::from(seed);
            let wave = (x * (3.0 + seed) * 2.1 + seed).sin() + (y * (2.0 + seed * 1.7) * 2.3 - seed).cos();
            let disc = f64::from(u8::from((x - 0.2 * seed).hypot(y - 0.4) < 0.2)) * 0.8;
            let light = ((wave + disc) / 2.8).clamp(-1.0, 1.0) * 120.0 + 128.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 8 and 248")]
            let light = light as u8;
            pixels.extend([light, light / 2 + 40, 255 - light]);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}

/// Answers A1 so that it asks for photos, and attaches one.
async fn attach(office: &Office, bytes: &[u8], name: &str) -> EvidenceId {
    let stream = stream::iter([Ok::<_, std::io::Error>(Bytes::copy_from_slice(bytes))]);
    let staged = office.stage("A1", "foto", name, stream).await.unwrap();
    office.attach("A1", "foto", "", vec![staged]).await.unwrap().added[0]
}

async fn office(test: &TestApp, who: &Principal, body: &str) -> Office {
    test.app.access(who.clone()).office(ROUND, body).await.unwrap()
}

async fn belief(office: &Office, id: EvidenceId) -> Belief {
    office.question_sheet("A1").await.unwrap().beliefs.remove(&id).unwrap()
}

/// Katingan has the picture, Palangka Raya the same bytes, Tanah Laut in another province a smaller copy.
#[tokio::test]
async fn a_copy_at_another_office_is_seen_as_far_as_the_reader_may() {
    let test = TestApp::sqlite().await;
    let round = test.running_round().await;
    let photo = picture(1, 800);
    let mut people = Vec::new();
    for (login, body, bytes) in [
        ("petugas.katingan", "62.06", photo.clone()),
        ("petugas.palangka", "62.71", photo),
        ("petugas.tanahlaut", "63.01", picture(1, 400)),
    ] {
        let who = test.person(login, Role::Officer, body).await;
        let office = office(&test, &who, body).await;
        let id = attach(&office, &bytes, "ruang.png").await;
        assert_eq!(belief(&office, id).await.progress, Progress::Waiting);
        people.push((who, office, id));
    }
    assert_eq!(test.app.run_due_jobs().await.unwrap(), 2, "the same bytes are looked at once");
    let (_, katingan, id) = &people[0];
    let alone = belief(katingan, *id).await;
    assert_eq!((alone.progress, alone.seen.len()), (Progress::Done, 0), "the others have not submitted");
    for (who, _, _) in &people {
        test.stand(&round, who.grants[0].body.as_str(), AssessmentState::Submitted, who.person).await;
    }
    // The office itself learns that there is a copy, and not whose.
    let own = belief(katingan, *id).await;
    let alike: Vec<Alike> = own.seen.iter().map(|seen| seen.alike).collect();
    assert_eq!(alike, [Alike::Same, Alike::Near]);
    assert!(own.seen.iter().all(|seen| matches!(seen.place, Place::Hidden)));
    assert_eq!(own.level(), Level::Problem);
    // The province sees which of its own offices, and of another province only that there is one.
    let verifier = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let access = test.app.access(verifier);
    let reviewer = access.reviewer(ROUND).await.unwrap();
    let mut item = reviewer.item("62.06", "A1", Order::Office).await.unwrap();
    let seen = item.beliefs.remove(id).unwrap().seen;
    let Place::Open { evidence, office, has_thumbnail, .. } = &seen[0].place else { panic!("{seen:?}") };
    assert_eq!((*evidence, *has_thumbnail), (people[1].2, true));
    assert_eq!(office.as_deref(), Some("Bawaslu Kota Palangka Raya"));
    assert!(matches!(seen[1].place, Place::Hidden));
    assert!(app::evidence::picture(&access, people[1].2, "thumbnail", 1).await.is_ok());
    for (kind, position) in [("thumbnail", 2), ("page", 1), ("../preview", 1)] {
        let none = app::evidence::picture(&access, people[1].2, kind, position).await;
        assert!(matches!(none, Err(AppError::NotFound)), "{kind} {position}");
    }
    let foreign = app::evidence::picture(&access, people[2].2, "thumbnail", 1).await;
    assert!(
        matches!(foreign, Err(AppError::NotFound)),
        "z02: what was made of a file is as hidden as the file"
    );
}

#[tokio::test]
async fn pictures_that_have_nothing_in_common_are_not_near() {
    let test = TestApp::sqlite().await;
    let round = test.running_round().await;
    let first = test.person("petugas.katingan", Role::Officer, "62.06").await;
    let second = test.person("petugas.palangka", Role::Officer, "62.71").await;
    let katingan = office(&test, &first, "62.06").await;
    let id = attach(&katingan, &picture(2, 640), "a.png").await;
    attach(&office(&test, &second, "62.71").await, &picture(5, 640), "b.png").await;
    test.app.run_due_jobs().await.unwrap();
    test.stand(&round, "62.71", AssessmentState::Submitted, second.person).await;
    assert_eq!(belief(&katingan, id).await.seen.len(), 0);
}

/// A scanner that finds something in every file that holds the word, as `clamd` says it.
pub(crate) async fn scanner() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let mut head = [0; 10];
            line.read_exact(&mut head).await.unwrap();
            assert_eq!(&head, b"zINSTREAM\0");
            let mut whole = Vec::new();
            loop {
                let length = line.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; usize::try_from(length).unwrap()];
                line.read_exact(&mut piece).await.unwrap();
                whole.extend(piece);
            }
            let infected = whole.windows(7).any(|seven| seven == b"EVILBIT");
            let verdict = if infected { "stream: Uji.Virus FOUND\0" } else { "stream: OK\0" };
            line.write_all(verdict.as_bytes()).await.unwrap();
        }
    });
    format!("tcp://{address}")
}

#[tokio::test]
async fn u19_what_the_scanner_finds_is_shut_in_and_its_office_is_told() {
    let test = TestApp::sqlite_scanned(scanner().await.parse().unwrap()).await;
    test.running_round().await;
    let who = test.person("petugas.katingan", Role::Officer, "62.06").await;
    let katingan = office(&test, &who, "62.06").await;
    let infected = [picture(3, 640), b"EVILBIT".to_vec()].concat();
    let (bad, good) =
        (attach(&katingan, &infected, "a.png").await, attach(&katingan, &picture(4, 640), "b.png").await);
    let access = test.app.access(who);
    let waiting = app::evidence::open(&access, good).await;
    assert!(matches!(waiting, Err(AppError::Unavailable(_))), "nothing is given out before it was scanned");
    test.app.run_due_jobs().await.unwrap();
    assert!(app::evidence::open(&access, good).await.is_ok());
    assert!(matches!(app::evidence::open(&access, bad).await, Err(AppError::NotFound)), "it is never served");
    let known = belief(&katingan, bad).await;
    assert_eq!((known.quarantine.as_deref(), known.level()), (Some("Uji.Virus"), Level::Problem));
    assert!(known.pictures.is_empty(), "nothing was decoded of it");
    let history = katingan.history(&"A1".parse().unwrap()).await.unwrap();
    assert!(
        history.iter().any(|event| event.kind == "evidence_quarantined" && event.data.contains("Uji.Virus"))
    );
    let notices = access.notices(&i18n::Texts::new(i18n::Lang::Id)).await.unwrap();
    assert_eq!(notices[0].words.title, "Berkas \"a.png\" dikarantina");
}
