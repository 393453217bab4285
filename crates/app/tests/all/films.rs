//! Films that are put in order or converted before they are shown, and videos of before.

use std::process::Command;

use app::desk::{Desk, FilmSheet};
use app::jobs::Lane;
use app::{AppError, Conflict, Settings};
use bytes::Bytes;
use domain::person::Role;
use domain::problem::Problem;
use domain::video::{Content, FilmFault, TRIES_MAX, Treatment, TreatmentFault, TreatmentState, VideoState};
use futures_util::{TryStreamExt as _, stream};
use jiff::SignedDuration;
use store::film_treatment::FilmTreatment;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";
/// Eight seconds of H.264, its table of contents first.
const FILM: &[u8] = include_bytes!("../../../demo/data/komitmen.mp4");

fn bytes(of: &[u8]) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Unpin + use<> {
    stream::iter([Ok(Bytes::copy_from_slice(of))])
}

fn converting() -> Settings {
    Settings { video_convert: true, ..Settings::default() }
}

fn statement() -> Content {
    Content {
        title: "Komitmen kami".into(),
        speaker: "Budi".into(),
        post: "Ketua".into(),
        recorded_on: Some("2024-06-01".parse().unwrap()),
        transcript: "Kami terbuka.".into(),
        ..Content::default()
    }
}

async fn desk(test: &TestApp, login: &str, role: Role, body: &str) -> Desk {
    let who = test.person(login, role, body).await;
    test.app.access(who).desk(body).await.unwrap()
}

/// A draft with this film, looked at and not yet treated.
async fn with_film(test: &TestApp, desk: &Desk, name: &str, film: &[u8]) -> String {
    let reference = desk.new_video(statement()).await.unwrap();
    set(test, desk, &reference, name, film).await;
    reference
}

async fn set(test: &TestApp, desk: &Desk, reference: &str, name: &str, film: &[u8]) {
    let staged = desk.stage_film(name, bytes(film)).await.unwrap();
    desk.set_film(reference, Some(staged)).await.unwrap();
    if film_of(desk, reference).await.fault == Some(FilmFault::Waiting) {
        assert!(test.app.run_one_job(Lane::Examine).await.unwrap());
    }
}

/// Does what was planned for films; how much that was.
async fn treat(test: &TestApp) -> u32 {
    let ordered = test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
    ordered + test.app.run_due_jobs_of(Lane::Film).await.unwrap()
}

async fn film_of(desk: &Desk, reference: &str) -> FilmSheet {
    desk.video(reference).await.unwrap().film.unwrap()
}

async fn publish(desk: &Desk, reference: &str) -> Result<(), AppError> {
    let revision = desk.video(reference).await.unwrap().video.revision;
    desk.publish_video(reference, revision).await
}

async fn kinds(desk: &Desk, reference: &str) -> Vec<String> {
    desk.video(reference).await.unwrap().history.into_iter().map(|event| event.kind).collect()
}

fn why<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    match result {
        Err(AppError::Invalid(found)) => match &found[0].problem {
            Problem::NotNow { why } => why.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// The film with its table of contents last.
fn late() -> Vec<u8> {
    let length =
        |at: usize| usize::try_from(u32::from_be_bytes(FILM[at..at + 4].try_into().unwrap())).unwrap();
    let (mut at, mut table, mut rest) = (0, Vec::new(), Vec::new());
    while at < FILM.len() {
        let one = &FILM[at..at + length(at)];
        if &one[4..8] == b"moov" {
            table = one.to_vec();
        } else {
            rest.extend(one);
        }
        at += one.len();
    }
    let moved = u32::try_from(table.len()).unwrap();
    let places = table.windows(4).enumerate().filter(|(_, name)| name == b"stco");
    for at in places.map(|(at, _)| at + 8).collect::<Vec<_>>() {
        let number = |table: &[u8], at: usize| u32::from_be_bytes(table[at..at + 4].try_into().unwrap());
        for entry in 0..usize::try_from(number(&table, at)).unwrap() {
            let place = at + 4 + 4 * entry;
            let earlier = number(&table, place) - moved;
            table[place..place + 4].copy_from_slice(&earlier.to_be_bytes());
        }
    }
    [rest, table].concat()
}

/// A film in another packing by ffmpeg. It may be missing on the machine of whoever tries something, and not where all is tried.
fn other_film(suffix: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("a.{suffix}"));
    let pictures =
        ["-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=duration=2:size=320x240:rate=10"];
    let sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"];
    let made = Command::new("ffmpeg").args(pictures).args(sound).args(arguments).arg(&path).status();
    let Ok(status) = made else {
        assert!(std::env::var_os("CI").is_none(), "ffmpeg is missing");
        eprintln!("no ffmpeg: not tried");
        return None;
    };
    assert!(status.success(), "ffmpeg makes no {suffix}");
    Some(std::fs::read(path).unwrap())
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_table_of_contents_comes_to_the_front_without_any_program(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let reference = with_film(&test, &ppid, "komitmen.mp4", &late()).await;
        let waiting = film_of(&ppid, &reference).await;
        assert!(!waiting.facts.as_ref().unwrap().starts_early && waiting.is_being_treated());
        assert_eq!(waiting.treatment.as_ref().unwrap().treatment, Treatment::Reorder);
        let revision = ppid.video(&reference).await.unwrap().video.revision;
        assert_eq!(why(publish(&ppid, &reference).await), "video-fault-treated");
        treat(&test).await;
        let film = film_of(&ppid, &reference).await;
        assert!(film.facts.as_ref().unwrap().starts_early && film.fault.is_none());
        assert_ne!(film.blob.address, waiting.blob.address);
        assert_eq!(film.treatment.unwrap().state, TreatmentState::Done);
        let video = ppid.video(&reference).await.unwrap().video;
        assert_eq!((video.revision, video.film_name.as_str()), (revision + 1, "komitmen.mp4"));
        assert_eq!(kinds(&ppid, &reference).await, ["film_treated", "film_begun", "film_planned", "film_set", "begun"]);
        // What is in the film are the same chunks.
        let given = ppid.film(&reference).await.unwrap().read(None).await.unwrap();
        let given = given.stream.try_collect::<Vec<_>>().await.unwrap().concat();
        let mdat = |film: &[u8]| film.windows(4).position(|name| name == b"mdat").unwrap();
        assert_eq!(given.len(), FILM.len());
        assert_eq!(given[mdat(&given)..mdat(&given) + 5000], FILM[mdat(FILM)..mdat(FILM) + 5000]);
        // The one that was sent is kept.
        let original = ppid.original_film(&reference).await.unwrap().read(None).await.unwrap();
        let original = original.stream.try_collect::<Vec<_>>().await.unwrap().concat();
        assert!(original == late());
        publish(&ppid, &reference).await.unwrap();
        // One that begins as it should is left as it is.
        let other = with_film(&test, &ppid, "komitmen.mp4", FILM).await;
        assert_eq!(film_of(&ppid, &other).await.treatment, None);
        assert!(matches!(ppid.original_film(&other).await, Err(AppError::NotFound)));
    }

    async fn what_was_planned_for_another_film_is_left(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let reference = with_film(&test, &officer, "lama.mp4", &late()).await;
        set(&test, &officer, &reference, "baru.mp4", FILM).await;
        assert_eq!(treat(&test).await, 0, "nobody wants it any more");
        assert_eq!(film_of(&officer, &reference).await.treatment, None);
        assert!(kinds(&officer, &reference).await.contains(&"film_left".to_owned()));
        // The same bytes come again: they were looked at before, and are treated now.
        set(&test, &officer, &reference, "lama.mp4", &late()).await;
        assert!(film_of(&officer, &reference).await.is_being_treated());
        let revision = officer.video(&reference).await.unwrap().video.revision;
        officer.drop_video(&reference, revision).await.unwrap();
        assert_eq!(treat(&test).await, 0);
        // A film that several drafts have is treated for each.
        let (one, two) = (
            with_film(&test, &officer, "a.mp4", &late()).await,
            with_film(&test, &officer, "b.mp4", &late()).await,
        );
        treat(&test).await;
        for reference in [one, two] {
            assert!(film_of(&officer, &reference).await.facts.unwrap().starts_early);
        }
    }

    async fn videos_of_before_stay_public_until_they_are_mended_or_withdrawn(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let public = test.app.public();
        let mut made = Vec::new();
        for _ in 0..3 {
            test.clock.advance(SignedDuration::from_hours(24));
            let reference = with_film(&test, &ppid, "komitmen.mp4", FILM).await;
            publish(&ppid, &reference).await.unwrap();
            made.push(reference);
        }
        let found = public.videos(OFFICE).await.unwrap();
        assert_eq!(found.present.unwrap().video.reference, made[2]);
        let earlier: Vec<String> = found.earlier.into_iter().map(|video| video.reference).collect();
        assert_eq!(earlier, [made[1].clone(), made[0].clone()]);
        assert_eq!(public.earlier_video(OFFICE, &made[0]).await.unwrap().video.state, VideoState::Replaced);
        assert!(public.video_film(OFFICE, &made[0]).await.is_ok());
        // The present one is at another place, and nobody reaches it through another office.
        for (office, reference) in [(OFFICE, &made[2]), ("kabupaten-tanah-laut", &made[0])] {
            assert!(matches!(public.earlier_video(office, reference).await, Err(AppError::NotFound)), "{office}");
        }
        let revision = ppid.video(&made[0]).await.unwrap().video.revision;
        ppid.withdraw_video(&made[0], revision, "Bukan pimpinan lagi.").await.unwrap();
        assert!(matches!(public.earlier_video(OFFICE, &made[0]).await, Err(AppError::NotFound)));
        assert!(matches!(public.video_film(OFFICE, &made[0]).await, Err(AppError::NotFound)));
        // A draft that mends one of before takes its place out of sight, and is the present one.
        let mend = ppid.copy_video(&made[1]).await.unwrap();
        publish(&ppid, &mend).await.unwrap();
        let found = public.videos(OFFICE).await.unwrap();
        assert_eq!(found.present.unwrap().video.reference, mend);
        assert_eq!(found.earlier.into_iter().map(|video| video.reference).collect::<Vec<_>>(), [made[2].clone()]);
        assert_eq!(ppid.video(&made[1]).await.unwrap().video.state, VideoState::Mended);
        // Without a present one the earlier ones stay.
        let revision = ppid.video(&mend).await.unwrap().video.revision;
        ppid.withdraw_video(&mend, revision, "Salah.").await.unwrap();
        let found = public.videos(OFFICE).await.unwrap();
        assert!(found.present.is_none() && found.earlier.len() == 1 && public.has_video(OFFICE).await.unwrap());
        assert!(matches!(public.video(OFFICE).await, Err(AppError::NotFound)));
    }

    async fn a_film_in_another_packing_is_converted(db: Db) {
        let packed = ["-c:v", "mpeg4", "-c:a", "mp3", "-metadata", "title=Rahasia", "-shortest"];
        let Some(avi) = other_film("avi", &packed) else { return };
        let test = TestApp::with_db_set(db, converting()).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let reference = with_film(&test, &ppid, "komitmen.avi", &avi).await;
        let waiting = film_of(&ppid, &reference).await;
        assert_eq!(waiting.fault, Some(FilmFault::DoesNotPlay { codec: "avi".into() }));
        assert_eq!(waiting.treatment.as_ref().unwrap().state, TreatmentState::Waiting);
        assert_eq!(why(publish(&ppid, &reference).await), "video-fault-treated");
        treat(&test).await;
        let film = film_of(&ppid, &reference).await;
        assert_eq!(film.treatment.as_ref().map(|one| (one.state, one.fault)), Some((TreatmentState::Done, None)));
        let facts = film.facts.unwrap();
        assert_eq!((facts.width, facts.height, facts.codec.as_str()), (320, 240, "avc1"));
        assert!(film.fault.is_none() && facts.plays && facts.starts_early && film.has_still);
        assert!((1900..=2300).contains(&facts.milliseconds), "{}", facts.milliseconds);
        let video = ppid.video(&reference).await.unwrap().video;
        assert_eq!((film.blob.media.as_str(), video.film_name.as_str()), ("mp4", "komitmen.mp4"));
        let original = ppid.original_film(&reference).await.unwrap().read(None).await.unwrap();
        assert!(original.stream.try_collect::<Vec<_>>().await.unwrap().concat() == avi);
        publish(&ppid, &reference).await.unwrap();
        assert_eq!(test.app.public().video(OFFICE).await.unwrap().film.address, film.blob.address);
        // While a next one is made, what is public stays.
        let next = with_film(&test, &ppid, "lagi.avi", &[avi.as_slice(), b" "].concat()).await;
        assert!(film_of(&ppid, &next).await.is_being_treated());
        assert_eq!(test.app.public().video(OFFICE).await.unwrap().video.reference, reference);
    }

    async fn u16_a_film_that_is_none_fails_with_a_reason_and_may_not_be_tried_for_ever(db: Db) {
        let test = TestApp::with_db_set(db, converting()).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        // Nobody converts where that was switched off meanwhile.
        let avi = [&b"RIFF\xFF\0\0\0AVI LIST"[..], &[7; 3000]].concat();
        let reference = with_film(&test, &officer, "a.avi", &avi).await;
        let (off, _) = test.replica().await;
        for tries in 1..=TRIES_MAX {
            off.run_due_jobs_of(Lane::Film).await.unwrap();
            let treatment = film_of(&officer, &reference).await.treatment.unwrap();
            assert_eq!((treatment.state, treatment.fault), (TreatmentState::Failed, Some(TreatmentFault::NoProgram)));
            assert_eq!(treatment.tries, tries);
            let again = officer.retry_film(&reference).await;
            if tries < TRIES_MAX {
                again.unwrap();
                assert!(film_of(&officer, &reference).await.is_being_treated());
            } else {
                assert!(matches!(again, Err(AppError::Conflict(Conflict::State("failed")))));
            }
        }
        // Sent again, it begins anew, and is found to be no film.
        set(&test, &officer, &reference, "a.avi", &avi).await;
        treat(&test).await;
        let treatment = film_of(&officer, &reference).await.treatment.unwrap();
        assert_eq!((treatment.state, treatment.tries), (TreatmentState::Failed, 1));
        if treatment.fault != Some(TreatmentFault::NoProgram) {
            assert_eq!(treatment.fault, Some(TreatmentFault::Unreadable));
            assert!(matches!(officer.retry_film(&reference).await, Err(AppError::Conflict(_))));
        }
        let kinds = kinds(&officer, &reference).await;
        assert_eq!(kinds[..3], ["film_failed", "film_begun", "film_planned"]);
        assert_eq!(kinds.iter().filter(|kind| *kind == "film_retried").count(), 2);
        // A neighbour's desk does not reach over.
        let theirs = desk(&test, "tetangga", Role::Ppid, "62.71").await;
        assert!(matches!(theirs.retry_film(&reference).await, Err(AppError::NotFound)));
        assert!(matches!(theirs.original_film(&reference).await, Err(AppError::NotFound)));
    }

    async fn what_is_away_for_hours_costs_a_film_no_try(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let reference = with_film(&test, &officer, "a.mp4", &late()).await;
        std::fs::remove_dir_all(test.files_folder().join("blobs")).unwrap();
        let mut runs = 0;
        while film_of(&officer, &reference).await.is_being_treated() {
            assert!(runs < 40, "it is given up some day");
            treat(&test).await;
            test.clock.advance(SignedDuration::from_hours(6));
            runs += 1;
        }
        assert!(runs > usize::from(TRIES_MAX), "{runs}");
        let treatment = film_of(&officer, &reference).await.treatment.unwrap();
        assert_eq!((treatment.state, treatment.fault), (TreatmentState::Failed, Some(TreatmentFault::Died)));
        assert_eq!((treatment.tries, treat(&test).await), (0, 0));
        officer.retry_film(&reference).await.unwrap();
    }

    async fn whoever_dies_over_a_film_is_not_followed_for_ever(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let reference = with_film(&test, &officer, "a.mp4", &late()).await;
        // As it stands after the third process that was killed over it.
        let begun = film_of(&officer, &reference).await.treatment.unwrap();
        let begun = FilmTreatment { state: TreatmentState::Running, tries: TRIES_MAX, ..begun };
        let mut tx = test.app.db().write().await.unwrap();
        store::film_treatment::put(&mut tx, &begun).await.unwrap();
        tx.commit().await.unwrap();
        treat(&test).await;
        let treatment = film_of(&officer, &reference).await.treatment.unwrap();
        assert_eq!((treatment.state, treatment.fault), (TreatmentState::Failed, Some(TreatmentFault::Died)));
        assert_eq!(treat(&test).await, 0);
    }
}

#[tokio::test]
async fn u12_films_of_other_containers_are_taken_only_where_they_are_converted() {
    let avi = [&b"RIFF\xFF\0\0\0AVI LIST"[..], &[7; 3000]].concat();
    let list = b"#EXTM3U\n#EXTINF:1,\nhttp://169.254.169.254/latest/meta-data/\n";
    for (settings, takes) in [(Settings::default(), false), (converting(), true)] {
        let test = TestApp::sqlite_with(settings).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        assert_eq!(officer.stage_film("a.avi", bytes(&avi)).await.is_ok(), takes);
        // By its bytes, whatever its name, and the other way round.
        assert_eq!(officer.stage_film("a.mp4", bytes(&avi)).await.is_ok(), takes);
        for name in ["a.avi", "a.mp4", "a.m3u8"] {
            let refused = officer.stage_film(name, bytes(list)).await;
            assert!(matches!(refused, Err(AppError::Invalid(_))), "{name}");
        }
        // Never among other files.
        assert!(matches!(officer.stage_file("a.avi", bytes(&avi)).await, Err(AppError::Invalid(_))));
    }
}
