use super::*;
use crate::facts::{PdfFacts, PictureFacts, SheetFacts, VideoFacts};

const OFFICE: Position = Position { latitude: -1_886_000, longitude: 113_400_000 };

fn rules(codes: &[&str]) -> Vec<RuleCode> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

/// A round from 10 June 2024 to 23 June; a file that arrived on the 20th at 10.00 WIB.
fn setting(rules: &[RuleCode]) -> Setting<'_> {
    let at = |text: &str| text.parse().unwrap();
    Setting {
        rules,
        round: Window { opens: at("2024-06-10T00:00+07:00"), closes: at("2024-06-23T23:59+07:00") },
        year: 2024,
        zone: Zone::Wib,
        office: Some(OFFICE),
        arrived: at("2024-06-20T10:00+07:00"),
        late: false,
        stamped: None,
    }
}

fn photo(taken: Option<&str>, place: Option<Position>) -> PictureFacts {
    let taken = taken.map(|text| text.parse().unwrap());
    PictureFacts { width: 4000, height: 3000, taken, place, ..PictureFacts::default() }
}

fn of_picture(picture: PictureFacts, setting: &Setting<'_>) -> Vec<(Level, What)> {
    let facts = Facts { picture: Some(picture), ..Facts::default() };
    findings(&facts, setting).into_iter().map(|finding| (finding.level, finding.what)).collect()
}

#[test]
fn a_photo_is_judged_by_when_it_was_taken() {
    let scene = rules(&["dated_in_round", "timestamp"]);
    let near = Some(OFFICE);
    let when = |text: &str, rules: &[RuleCode]| {
        let found = of_picture(photo(Some(text), near), &setting(rules));
        found.into_iter().find(|(_, what)| !matches!(what, What::Distance(_))).unwrap()
    };
    let taken = |text: &str| -> DateTime { text.parse().unwrap() };
    let before = |at: &str, days| What::TakenBefore { at: taken(at), days };
    for (text, rules, expected) in [
        ("2024-06-12T08:00:00", &scene, (Level::Good, What::TakenInRound(taken("2024-06-12T08:00:00")))),
        ("2024-06-10T00:00:00", &scene, (Level::Good, What::TakenInRound(taken("2024-06-10T00:00:00")))),
        ("2024-06-09T23:59:59", &scene, (Level::Problem, before("2024-06-09T23:59:59", 1))),
        ("2023-06-10T00:00:00", &scene, (Level::Problem, before("2023-06-10T00:00:00", 366))),
        ("2023-06-10T00:00:00", &Vec::new(), (Level::Look, before("2023-06-10T00:00:00", 366))),
        ("2024-06-20T10:59:00", &scene, (Level::Good, What::TakenInRound(taken("2024-06-20T10:59:00")))),
        ("2024-06-20T11:01:00", &scene, (Level::Look, What::TakenLater(taken("2024-06-20T11:01:00")))),
    ] {
        assert_eq!(when(text, rules), expected, "{text}");
    }
}

#[test]
fn w03_a_camera_tells_the_time_of_the_office() {
    let none = rules(&[]);
    let mut papua = setting(&none);
    papua.zone = Zone::Wit;
    // 01.30 WIT is 23.30 WIB of the day before: still before the round.
    let early = of_picture(photo(Some("2024-06-10T01:30:00"), None), &papua);
    assert!(matches!(early[0].1, What::TakenBefore { days: 1, .. }), "{early:?}");
    let mut told = photo(Some("2024-06-10T01:30:00"), None);
    told.taken_offset = Some(7 * 60);
    assert!(matches!(of_picture(told, &papua)[0].1, What::TakenInRound(_)), "the file's own zone counts");
}

#[test]
fn a_photo_is_judged_by_where_it_was_taken() {
    let none = rules(&[]);
    let place = |north: i32| Position { latitude: OFFICE.latitude + north, ..OFFICE };
    for (north, level) in
        [(0, Level::Good), (8_000, Level::Good), (50_000, Level::Look), (2_000_000, Level::Problem)]
    {
        let found = of_picture(photo(None, Some(place(north))), &setting(&none));
        assert!(matches!(found[0], (found, What::Distance(_)) if found == level), "{north} {found:?}");
    }
    let mut unknown = setting(&none);
    unknown.office = None;
    assert_eq!(of_picture(photo(None, Some(OFFICE)), &unknown), [(Level::Look, What::OfficeUnknown)]);
    let scene = rules(&["watermark"]);
    let found = of_picture(photo(None, None), &setting(&scene));
    assert_eq!(found, [(Level::Look, What::NoDate), (Level::Look, What::NoPlace)]);
    assert_eq!(of_picture(photo(None, None), &setting(&none)), []);
}

#[test]
fn the_stamp_of_our_page_fits_its_arrival_or_is_doubted() {
    let scene = rules(&["timestamp"]);
    let mut with = setting(&scene);
    for (stamped, fits) in [
        ("2024-06-20T09:59+07:00", true),
        ("2024-06-20T10:09+07:00", true),
        ("2024-06-20T10:11+07:00", false),
        ("2024-06-07T10:00+07:00", true),
        ("2024-06-05T10:00+07:00", false),
    ] {
        let at = stamped.parse().unwrap();
        with.stamped = Some(at);
        let found = of_picture(photo(None, Some(OFFICE)), &with);
        let expected = if fits { What::Stamped(at) } else { What::StampOff(at) };
        assert!(found.iter().any(|(_, what)| *what == expected), "{stamped} {found:?}");
        assert!(!found.iter().any(|(_, what)| *what == What::NoDate));
    }
}

#[test]
fn the_worst_comes_first() {
    let scene = rules(&["dated_in_round"]);
    let mut picture = photo(Some("2020-01-01T00:00:00"), Some(OFFICE));
    picture.edited = Some("Adobe Photoshop".into());
    picture.camera = Some("samsung SM-A145F".into());
    let facts = Facts { oddities: vec![Oddity::NoPreview], picture: Some(picture), ..Facts::default() };
    let found = findings(&facts, &setting(&scene));
    let levels: Vec<Level> = found.iter().map(|finding| finding.level).collect();
    assert!(levels.is_sorted_by(|a, b| a >= b), "{levels:?}");
    assert_eq!(worst(&found), Level::Problem);
    assert_eq!(worst(&[]), Level::Good);
}

#[test]
fn documents_are_judged_by_what_the_slot_asks_for() {
    let asked = rules(&["signed", "current_year"]);
    let pdf = |has_text, is_signed, years: &[i16]| Facts {
        pdf: Some(PdfFacts {
            pages: 3,
            shown: 3,
            has_text,
            is_signed,
            years: years.to_vec(),
            ..PdfFacts::default()
        }),
        ..Facts::default()
    };
    let whats = |facts: &Facts, rules: &[RuleCode]| -> Vec<(Level, What)> {
        findings(facts, &setting(rules)).into_iter().map(|finding| (finding.level, finding.what)).collect()
    };
    use Level::{Good, Look, Problem};
    assert_eq!(
        whats(&pdf(true, true, &[2023, 2024]), &asked),
        [(Good, What::Pages(3)), (Good, What::Text), (Good, What::Signed), (Good, What::Year(2024))]
    );
    assert_eq!(
        whats(&pdf(true, false, &[2023]), &asked),
        [(Look, What::Unsigned), (Look, What::NoYear(2024)), (Good, What::Pages(3)), (Good, What::Text)]
    );
    assert_eq!(
        whats(&pdf(true, false, &[2023]), &rules(&["current_or_last_year"])),
        [(Good, What::Pages(3)), (Good, What::Text), (Good, What::Year(2023))]
    );
    // A scan has no text in which a year could be missing.
    assert_eq!(
        whats(&pdf(false, false, &[]), &rules(&["current_year"])),
        [(Look, What::Scan), (Good, What::Pages(3))]
    );
    let empty = Facts { sheet: Some(SheetFacts::default()), ..Facts::default() };
    assert_eq!(whats(&empty, &[]), [(Problem, What::Empty)]);
}

#[test]
fn u18_a_video_is_judged_by_length_and_whether_it_plays() {
    let video = |milliseconds, plays, starts_early| Facts {
        video: Some(VideoFacts {
            milliseconds,
            plays,
            starts_early,
            codec: "hvc1".into(),
            ..VideoFacts::default()
        }),
        ..Facts::default()
    };
    let short = rules(&["max_3_minutes"]);
    let of = |facts: &Facts| -> Vec<What> {
        findings(facts, &setting(&short)).into_iter().map(|finding| finding.what).collect()
    };
    assert_eq!(of(&video(180_000, true, true)), [What::Length(180), What::Plays]);
    assert_eq!(
        of(&video(180_001, true, false)),
        [What::TooLong { seconds: 181, most: 180 }, What::StartsLate]
    );
    assert_eq!(of(&video(1, false, true)), [What::DoesNotPlay("hvc1".into()), What::Length(1)]);
}

#[test]
fn what_is_odd_is_said_whatever_the_type() {
    let odd = [
        (Oddity::Active { part: "javascript".into() }, Level::Look),
        (Oddity::Polyglot { second: "application/zip".into() }, Level::Problem),
        (Oddity::Bomb, Level::Problem),
        (Oddity::Locked, Level::Problem),
        (Oddity::TooCostly, Level::Look),
    ];
    for (oddity, level) in odd {
        let facts = Facts { oddities: vec![oddity.clone()], ..Facts::default() };
        assert_eq!(findings(&facts, &setting(&[])), [Finding { level, what: What::Odd(oddity) }]);
    }
}

#[test]
fn a_file_seen_elsewhere_matters_by_where_and_what_is_asked() {
    let (none, dated) = (rules(&[]), rules(&["dated_in_round"]));
    use Alike::{Near, Same};
    use Elsewhere::{OtherOffice, OwnPast, OwnRound};
    for (alike, place, free, asked) in [
        (Same, OwnRound, Level::Good, Level::Good),
        (Near, OwnRound, Level::Look, Level::Look),
        (Same, OwnPast, Level::Look, Level::Problem),
        (Near, OwnPast, Level::Look, Level::Look),
        (Same, OtherOffice, Level::Problem, Level::Problem),
        (Near, OtherOffice, Level::Look, Level::Look),
    ] {
        assert_eq!(seen_level(alike, place, &setting(&none)), free, "{alike:?} {place:?}");
        assert_eq!(seen_level(alike, place, &setting(&dated)), asked, "{alike:?} {place:?}, dated");
    }
}
