//! The leaders' video, from draft to public and away; files that were dropped at a desk.

use app::desk::{Captioned, DROPPED_LIFE, Desk, TRAY_MAX, TrayRow, Worded};
use app::jobs::Lane;
use app::uploading::{Piece, UploadError};
use app::{AppError, Conflict};
use bytes::Bytes;
use domain::catalogue::InformationClass;
use domain::person::Role;
use domain::problem::Problem;
use domain::upload::{DeskPlace, UploadState};
use domain::video::{Content, CueFaultKind, FilmFault, Seen, VideoState, digest};
use futures_util::{TryStreamExt as _, stream};
use jiff::SignedDuration;
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";
/// Eight seconds of H.264.
const FILM: &[u8] = include_bytes!("../../../demo/data/komitmen.mp4");
const PICTURE: &[u8] = include_bytes!("../../../demo/data/komitmen.jpg");
const CAPTIONS: &[u8] = b"WEBVTT\n\n00:01.000 --> 00:04.000\nKami terbuka.\n";

fn bytes(of: &[u8]) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Unpin + use<> {
    stream::iter([Ok(Bytes::copy_from_slice(of))])
}

async fn desk(test: &TestApp, login: &str, role: Role, body: &str) -> Desk {
    let who = test.person(login, role, body).await;
    test.app.access(who).desk(body).await.unwrap()
}

fn statement() -> Content {
    Content {
        title: " Komitmen kami ".into(),
        speaker: "Budi".into(),
        post: "Ketua".into(),
        recorded_on: Some("2024-06-01".parse().unwrap()),
        ..Content::default()
    }
}

async fn with_film(test: &TestApp, desk: &Desk, film: &[u8]) -> String {
    let reference = desk.new_video(statement()).await.unwrap();
    let staged = desk.stage_film("komitmen.mp4", bytes(film)).await.unwrap();
    desk.set_film(&reference, Some(staged)).await.unwrap();
    test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
    reference
}

async fn revision(desk: &Desk, reference: &str) -> i64 {
    desk.video(reference).await.unwrap().video.revision
}

/// The film with two seconds in its head.
fn shortened() -> Vec<u8> {
    let mut film = FILM.to_vec();
    let head = film.windows(4).position(|four| four == b"mvhd").unwrap();
    // Version and flags, two times, the scale, then the length.
    let scale = u32::from_be_bytes(film[head + 16..head + 20].try_into().unwrap());
    film[head + 20..head + 24].copy_from_slice(&(2 * scale).to_be_bytes());
    film
}

fn problems<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(found)) => found.into_iter().map(|found| found.field).collect(),
        other => panic!("{other:?}"),
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_video_is_made_published_replaced_and_withdrawn(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
        let public = test.app.public();
        let reference = officer.new_video(statement()).await.unwrap();
        assert_eq!(officer.video(&reference).await.unwrap().video.content.title, "Komitmen kami");
        let missing = problems(ppid.publish_video(&reference, 1).await);
        assert_eq!(missing, ["transcript", "film"]);
        let staged = officer.stage_film("komitmen.mp4", bytes(FILM)).await.unwrap();
        officer.set_film(&reference, Some(staged)).await.unwrap();
        let sheet = officer.video(&reference).await.unwrap();
        assert_eq!(sheet.film.unwrap().fault, Some(FilmFault::Waiting));
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        let film = officer.video(&reference).await.unwrap().film.unwrap();
        let facts = film.facts.unwrap();
        assert_eq!(film.fault, None);
        assert_eq!((facts.milliseconds, facts.width, facts.height, facts.starts_early), (8000, 640, 360, true));
        // Captions: what is wrong is told with its line, and nothing is kept.
        let late = b"WEBVTT\n\n00:07.000 --> 00:10.000\nTerlambat\n";
        let Captioned::Faulty(faults) = officer.set_captions(&reference, "", late).await.unwrap() else {
            panic!("captions after the film")
        };
        assert_eq!((faults[0].line, faults[0].kind), (3, CueFaultKind::AfterFilm));
        assert_eq!(problems(officer.transcribe(&reference, "").await), ["transcript"]);
        assert_eq!(officer.set_captions(&reference, "", CAPTIONS).await.unwrap(), Captioned::Kept);
        officer.transcribe(&reference, "").await.unwrap();
        assert_eq!(officer.video(&reference).await.unwrap().video.content.transcript, "Kami terbuka.");
        let picture = officer.stage_poster("ketua.jpg", bytes(PICTURE)).await.unwrap();
        officer.set_poster(&reference, Some(picture)).await.unwrap();
        assert!(matches!(public.video(OFFICE).await, Err(AppError::NotFound)));
        assert!(!public.has_video(OFFICE).await.unwrap());
        let now = revision(&ppid, &reference).await;
        assert!(matches!(officer.publish_video(&reference, now).await, Err(AppError::NotFound)));
        let stale = ppid.publish_video(&reference, now - 1).await;
        assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { .. }))));
        ppid.publish_video(&reference, now).await.unwrap();
        let found = public.video(OFFICE).await.unwrap();
        assert_eq!((found.video.reference.as_str(), found.facts.milliseconds), (reference.as_str(), 8000));
        assert!(public.has_video(OFFICE).await.unwrap());
        let film = public.video_film(OFFICE, &reference).await.unwrap();
        let given = film.read(Some(4..8)).await.unwrap().stream.try_collect::<Vec<_>>().await.unwrap().concat();
        assert_eq!((given.as_slice(), film.content_type()), (&FILM[4..8], "video/mp4"));
        assert!(public.video_poster(OFFICE, &reference).await.unwrap().size <= 16 * 1024);
        assert!(public.video_captions(OFFICE, &reference).await.unwrap().contains("Kami terbuka."));

        // Captions of a longer film are found out before they are public.
        let other = officer.copy_video(&reference).await.unwrap();
        let brief = shortened();
        let staged = officer.stage_film("pendek.mp4", bytes(&brief)).await.unwrap();
        officer.set_film(&other, Some(staged)).await.unwrap();
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        assert_eq!(problems(ppid.publish_video(&other, revision(&ppid, &other).await).await), ["captions"]);
        officer.drop_video(&other, revision(&ppid, &other).await).await.unwrap();

        // What is public is not changed, but copied; the copy takes its place.
        let changed = officer.save_video(&reference, &Seen::default(), statement()).await;
        assert!(matches!(changed, Err(AppError::Conflict(Conflict::State("published")))));
        test.clock.advance(SignedDuration::from_secs(1));
        let next = officer.copy_video(&reference).await.unwrap();
        ppid.publish_video(&next, revision(&ppid, &next).await).await.unwrap();
        let states: Vec<VideoState> = ppid.videos().await.unwrap().iter().map(|video| video.state).collect();
        assert_eq!(states, [VideoState::Published, VideoState::Mended]);
        assert!(matches!(public.video_film(OFFICE, &reference).await, Err(AppError::NotFound)));
        assert!(public.video_film(OFFICE, &next).await.is_ok());
        let last = revision(&ppid, &next).await;
        assert_eq!(problems(ppid.withdraw_video(&next, last, " ").await), ["reason"]);
        ppid.withdraw_video(&next, last, "Ketua berganti.").await.unwrap();
        assert!(matches!(public.video(OFFICE).await, Err(AppError::NotFound)));
        for reference in [&reference, &next] {
            assert!(matches!(public.video_film(OFFICE, reference).await, Err(AppError::NotFound)));
            assert!(matches!(public.video_poster(OFFICE, reference).await, Err(AppError::NotFound)));
            assert!(matches!(public.video_captions(OFFICE, reference).await, Err(AppError::NotFound)));
        }
        let sheet = ppid.video(&next).await.unwrap();
        let kinds: Vec<&str> = sheet.history.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["withdrawn", "published", "begun"]);
        assert_eq!(sheet.video.ended_reason, "Ketua berganti.");
    }

    async fn two_who_write_lose_nothing_and_a_draft_is_given_up(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let reference = officer.new_video(statement()).await.unwrap();
        let seen = Seen::of(&officer.video(&reference).await.unwrap().video.content);
        let other = Content { speaker: "Siti".into(), ..statement() };
        assert_eq!(officer.save_video(&reference, &seen, other.clone()).await.unwrap(), Worded::Kept);
        // A film arrives and somebody else writes another field: neither is in the way.
        let staged = officer.stage_film("komitmen.mp4", bytes(FILM)).await.unwrap();
        officer.set_film(&reference, Some(staged)).await.unwrap();
        let mine = Content { post: "Anggota".into(), ..statement() };
        assert_eq!(officer.save_video(&reference, &seen, mine).await.unwrap(), Worded::Kept);
        let now = officer.video(&reference).await.unwrap().video.content;
        assert_eq!((now.speaker.as_str(), now.post.as_str()), ("Siti", "Anggota"));
        let late = Content { speaker: "Ani".into(), title: "Janji".into(), ..statement() };
        let late = officer.save_video(&reference, &seen, late).await.unwrap();
        let Worded::Clash { merged, stored, fields } = late else { panic!("{late:?}") };
        assert_eq!((fields, stored.speaker.as_str()), (vec!["speaker"], "Siti"));
        let all = (merged.title.as_str(), merged.speaker.as_str(), merged.post.as_str());
        assert_eq!(all, ("Janji", "Ani", "Anggota"));
        assert_eq!(officer.video(&reference).await.unwrap().video.content, now, "nothing was written");
        // Captions too.
        assert_eq!(officer.set_captions(&reference, "", CAPTIONS).await.unwrap(), Captioned::Kept);
        let others = b"WEBVTT\n\n00:01.000 --> 00:04.000\nLain.\n";
        let clash = officer.set_captions(&reference, "", others).await.unwrap();
        let Captioned::Clash { stored } = clash else { panic!("{clash:?}") };
        assert!(stored.contains("Kami terbuka."));
        assert!(matches!(officer.remove_captions(&reference, "lain").await, Err(AppError::Conflict(_))));
        officer.transcribe(&reference, "").await.unwrap();
        assert!(matches!(officer.transcribe(&reference, "").await, Err(AppError::Conflict(_))));
        officer.transcribe(&reference, &digest("Kami terbuka.")).await.unwrap();
        assert_eq!(officer.set_captions(&reference, &digest(&stored), others).await.unwrap(), Captioned::Kept);
        let last = revision(&officer, &reference).await;
        officer.drop_video(&reference, last).await.unwrap();
        assert!(officer.videos().await.unwrap().is_empty());
    }

    async fn a_film_comes_in_pieces_and_files_wait_at_the_desk(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let who = test.person("petugas", Role::Officer, "62.06").await;
        let access = test.app.access(who);
        let officer = access.desk("62.06").await.unwrap();
        let reference = officer.new_video(statement()).await.unwrap();
        let place = DeskPlace::Video(reference.clone());
        let size = u64::try_from(FILM.len()).unwrap();
        let begun = officer.begin_upload(place.clone(), "komitmen.mp4", size).await.unwrap();
        let name = begun.upload().id.parse().unwrap();
        let mut again = access.upload(name).await.unwrap();
        for range in [0..5000, 5000..FILM.len()] {
            let offset = u64::try_from(range.start).unwrap();
            let piece = Piece { offset, length: None, checksum: None, stream: bytes(&FILM[range]) };
            again.receive(piece).await.unwrap();
        }
        assert_eq!(again.upload().state, UploadState::Attached);
        assert_eq!(officer.video(&reference).await.unwrap().video.film_name, "komitmen.mp4");
        // A file of another kind is refused when it has arrived; a larger one before it begins.
        let text = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
        let mut wrong = officer.begin_upload(place.clone(), "a.mp4", 46).await.unwrap();
        let piece = Piece { offset: 0, length: None, checksum: None, stream: bytes(&text[..46]) };
        assert!(matches!(wrong.receive(piece).await, Err(UploadError::Refused(Problem::FileKind { .. }))));
        let big = test.app.settings().video_max_bytes + 1;
        assert_eq!(problems(officer.begin_upload(place.clone(), "a.mp4", big).await), ["film"]);
        // Others neither begin, nor go on.
        let stranger = test.person("tetangga", Role::Officer, "62.71").await;
        let stranger = test.app.access(stranger);
        assert!(matches!(stranger.upload(name).await, Err(AppError::NotFound)));
        let theirs = stranger.desk("62.71").await.unwrap();
        assert!(matches!(theirs.begin_upload(place, "a.mp4", 10).await, Err(AppError::NotFound)));
        // The tray.
        let csv = b"Laporan realisasi 2023\nuraian,jumlah\nbelanja,5\n";
        let size = u64::try_from(csv.len()).unwrap();
        let mut tray = officer.begin_upload(DeskPlace::Tray, "realisasi.csv", size).await.unwrap();
        let piece = Piece { offset: 0, length: None, checksum: None, stream: bytes(csv) };
        tray.receive(piece).await.unwrap();
        assert_eq!(officer.tray().await.unwrap()[0].file.name, "realisasi.csv");
    }

    async fn dropped_files_become_drafts_or_are_forgotten(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let drop = async |name: &str, text: &str| {
            test.clock.advance(SignedDuration::from_secs(1));
            let staged = officer.stage_file(name, bytes(text.as_bytes())).await.unwrap();
            officer.drop_files(vec![staged]).await.unwrap()
        };
        assert!(drop("satu.csv", "Laporan Kinerja 2023,\nKasongan,12 Juni 2024\n").await.is_empty());
        assert_eq!(drop("kembar.csv", "Laporan Kinerja 2023,\nKasongan,12 Juni 2024\n").await, ["kembar.csv"]);
        drop("dua.csv", "uraian,jumlah\nbelanja,5\n").await;
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        let tray = officer.tray().await.unwrap();
        assert_eq!(tray.len(), 2);
        assert_eq!(tray[0].guess.date.map(|day| day.to_string()).as_deref(), Some("2024-06-12"));
        let row = |at: usize, title: &str| TrayRow {
            id: tray[at].file.id,
            content: domain::catalogue::Content {
                title: title.into(),
                class: InformationClass::Periodic,
                holder: "Subbagian Umum".into(),
                ..Default::default()
            },
        };
        assert_eq!(problems(officer.confirm_tray(vec![]).await), ["rows"]);
        let wrong = officer.confirm_tray(vec![row(0, "Laporan kinerja"), row(1, " ")]).await;
        assert_eq!(problems(wrong), [format!("title.{}", tray[1].file.id)]);
        assert_eq!(officer.tray().await.unwrap().len(), 2, "all or none");
        let made = officer.confirm_tray(vec![row(0, " Laporan kinerja ")]).await.unwrap();
        let sheet = officer.item(&made.references[0]).await.unwrap();
        assert_eq!(sheet.newest().unwrap().content.title, "Laporan kinerja");
        assert_eq!(sheet.files[0].name, "satu.csv");
        let gone = officer.confirm_tray(vec![row(0, "Sekali lagi")]).await;
        assert_eq!(problems(gone), [format!("file.{}", tray[0].file.id)]);
        // The same bytes come again: the item that has them is named.
        drop("lagi.csv", "Laporan Kinerja 2023,\nKasongan,12 Juni 2024\n").await;
        let tray = officer.tray().await.unwrap();
        assert_eq!(tray[1].doubles[0].reference, made.references[0]);
        officer.discard_dropped(tray[1].file.id).await.unwrap();
        officer.discard_dropped(tray[1].file.id).await.unwrap();
        let other = desk(&test, "tetangga", Role::Officer, "62.71").await;
        other.discard_dropped(tray[0].file.id).await.unwrap();
        assert!(other.tray().await.unwrap().is_empty());
        assert_eq!(officer.tray().await.unwrap().len(), 1, "nobody discards another office's file");
        // Nobody confirms the last one. A program that starts and is told to stop plans the sweep.
        let (stop, stopping) = tokio::sync::watch::channel(true);
        test.app.run_jobs(stopping).await;
        std::mem::drop(stop);
        test.clock.advance(DROPPED_LIFE - SignedDuration::from_mins(1));
        test.app.run_due_jobs().await.unwrap();
        assert_eq!(officer.tray().await.unwrap().len(), 1);
        test.clock.advance(SignedDuration::from_hours(2));
        test.app.run_due_jobs().await.unwrap();
        assert!(officer.tray().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_film_that_not_all_browsers_play_is_not_published() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
    // The name of the packing stands in the table of contents.
    let at = FILM.windows(4).position(|four| four == b"avc1").map(|first| {
        FILM[first + 4..].windows(4).position(|four| four == b"avc1").map_or(first, |next| first + 4 + next)
    });
    let mut film = FILM.to_vec();
    film[at.unwrap()..at.unwrap() + 4].copy_from_slice(b"hvc1");
    let reference = with_film(&test, &ppid, &film).await;
    let sheet = ppid.video(&reference).await.unwrap();
    assert_eq!(sheet.film.unwrap().fault, Some(FilmFault::DoesNotPlay { codec: "hvc1".into() }));
    let words = Content { no_transcript: "Tanpa kata.".into(), ..statement() };
    ppid.save_video(&reference, &Seen::of(&sheet.video.content), words).await.unwrap();
    let refused = ppid.publish_video(&reference, sheet.video.revision + 1).await;
    let Err(AppError::Invalid(found)) = refused else { panic!("{refused:?}") };
    assert_eq!(found[0].problem, Problem::NotNow { why: "video-fault-does-not-play".into() });
}

#[tokio::test]
async fn no_more_than_fifty_files_wait() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
    let mut files = Vec::new();
    for number in 0..=TRAY_MAX {
        let text = format!("uraian,jumlah\nbelanja,{number}\n");
        files.push(officer.stage_file("a.csv", bytes(text.as_bytes())).await.unwrap());
    }
    let last = files.pop().unwrap();
    officer.drop_files(files).await.unwrap();
    assert_eq!(problems(officer.drop_files(vec![last]).await), ["files"]);
    assert_eq!(problems(officer.begin_upload(DeskPlace::Tray, "a.csv", 10).await), ["files"]);
}

#[tokio::test]
async fn z01_a_video_is_for_those_who_write_the_site() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let ppid = desk(&test, "ppid", Role::Ppid, "62.06").await;
    let reference = ppid.new_video(statement()).await.unwrap();
    for (login, role, body, writes) in [
        ("petugas", Role::Officer, "62.06", true),
        ("admin", Role::Administrator, "00", true),
        ("pimpinan", Role::Leader, "62.06", false),
        ("verifikator", Role::Verifier, "62", false),
        ("tetangga", Role::Ppid, "62.71", false),
    ] {
        let access = test.app.access(test.person(login, role, body).await);
        let sees = match access.desk("62.06").await {
            Ok(desk) => desk.video(&reference).await.is_ok(),
            Err(_) => false,
        };
        assert_eq!(sees, writes, "{login}");
        if let Ok(desk) = access.desk("62.06").await {
            assert!(!desk.may_publish_video(), "{login}");
            assert!(matches!(desk.publish_video(&reference, 1).await, Err(AppError::NotFound)), "{login}");
        }
    }
    // A neighbour's desk does not reach over.
    let theirs = desk(&test, "tetangga2", Role::Ppid, "62.71").await;
    assert!(matches!(theirs.video(&reference).await, Err(AppError::NotFound)));
    assert!(matches!(theirs.copy_video(&reference).await, Err(AppError::NotFound)));
    assert!(matches!(theirs.drop_video(&reference, 1).await, Err(AppError::NotFound)));
}
