//! What an office sees of the film of a video: what it is, what is wrong with it, and what is being made of it.

use app::desk::{FilmSheet, VideoSheet};
use domain::body::Zone;
use domain::video::{FilmFault, Treatment, TreatmentFault, TreatmentState, may_retry};
use i18n::Texts;
use jiff::SignedDuration;
use store::film_treatment::FilmTreatment;

use crate::moment;
use crate::ppid::{facts_line, length_words};

/// The film, as the office sees it.
#[derive(Debug)]
pub(super) struct FilmBox {
    pub(super) name: String,
    pub(super) facts: String,
    /// What keeps it from being shown; empty where nothing does.
    pub(super) fault: String,
    /// What is being made of it, or why nothing came of that; empty where nothing is to be made.
    pub(super) treatment: String,
    /// How much of that is done, in hundredths.
    pub(super) percent: Option<u8>,
    pub(super) notes: Vec<String>,
    /// Whether something changes by itself, so that the page is worth loading again.
    pub(super) is_waiting: bool,
    pub(super) may_retry: bool,
    /// What the film was called of which this one was made; empty where it is as it was sent.
    pub(super) original: String,
    pub(super) plays: bool,
}

pub(super) fn film_box(
    t: &Texts,
    sheet: &VideoSheet,
    film: &FilmSheet,
    (longest, zone): (SignedDuration, Zone),
) -> FilmBox {
    let size = t.bytes(u64::try_from(film.blob.size).unwrap_or(0));
    let own = film.treatment.as_ref().filter(|one| one.source == film.blob.address);
    let open = own.filter(|one| one.state.is_open());
    let failed = own.filter(|one| one.state == TreatmentState::Failed);
    let made_of = film.treatment.as_ref().filter(|one| one.made.as_ref() == Some(&film.blob.address));
    let treatment = match (open, failed) {
        (Some(open), _) => open_words(t, open, zone),
        (None, Some(failed)) => failed_words(t, failed, film.fault.is_none()),
        (None, None) => String::new(),
    };
    // What is being made fit to be shown needs no advice on how to do that.
    let fault = film.fault.as_ref().filter(|_| open.is_none());
    FilmBox {
        name: sheet.video.film_name.clone(),
        facts: match &film.facts {
            Some(facts) if facts.milliseconds > 0 && facts.height > 0 => facts_line(t, &film.blob, facts),
            _ => t.catalogue_item_size(film.blob.media.to_uppercase(), size),
        },
        fault: fault.map(|fault| fault_words(t, fault, longest)).unwrap_or_default(),
        treatment,
        percent: open.and_then(|open| open.percent),
        notes: notes(t, film, made_of, open.is_some()),
        is_waiting: film.fault == Some(FilmFault::Waiting) || open.is_some(),
        may_retry: own.is_some_and(|one| may_retry(one.state, one.fault, one.tries)),
        original: made_of.map(|one| one.name.clone()).unwrap_or_default(),
        plays: film.fault.is_none(),
    }
}

fn notes(t: &Texts, film: &FilmSheet, made_of: Option<&FilmTreatment>, is_open: bool) -> Vec<String> {
    let mut notes = Vec::new();
    match made_of.map(|one| one.treatment) {
        Some(Treatment::Convert) => notes.push(t.video_film_converted()),
        Some(Treatment::Reorder) => notes.push(t.video_film_reordered()),
        None => {}
    }
    if let (None, Some(facts), false) = (&film.fault, &film.facts, is_open) {
        notes.push(t.video_film_plays());
        if !facts.starts_early {
            notes.push(t.video_film_starts_late());
        }
        if facts.height.min(facts.width) > 1080 {
            notes.push(t.video_film_tall());
        }
    }
    if film.facts.as_ref().is_some_and(|facts| facts.tells_place) {
        notes.push(t.privacy_film_place());
    }
    notes
}

fn open_words(t: &Texts, open: &FilmTreatment, zone: Zone) -> String {
    let since = t.date_time(open.asked_at, moment::zone(zone));
    match (open.treatment, open.state) {
        (Treatment::Reorder, _) => t.video_treatment_reorder(),
        (Treatment::Convert, TreatmentState::Running) => match open.percent {
            Some(percent) => t.video_treatment_percent(i64::from(percent)),
            None => t.video_treatment_running(),
        },
        (Treatment::Convert, _) => t.video_treatment_waiting(since),
    }
}

fn failed_words(t: &Texts, failed: &FilmTreatment, plays: bool) -> String {
    let why = match (failed.treatment, failed.fault) {
        (Treatment::Reorder, _) => t.video_treatment_failed_reorder(),
        (_, Some(TreatmentFault::TooCostly)) => t.video_treatment_failed_too_costly(),
        (_, Some(TreatmentFault::TooLong)) => t.video_treatment_failed_too_long(),
        (_, Some(TreatmentFault::NoProgram)) => t.video_treatment_failed_no_program(),
        (_, Some(TreatmentFault::Died)) => t.video_treatment_failed_died(),
        (_, Some(TreatmentFault::Unfit)) => t.video_treatment_failed_unfit(),
        (_, Some(TreatmentFault::Unreadable) | None) => t.video_treatment_failed_unreadable(),
    };
    if plays { format!("{why} {}", t.video_treatment_plays_anyway()) } else { why }
}

fn fault_words(t: &Texts, fault: &FilmFault, longest: SignedDuration) -> String {
    match fault {
        FilmFault::Waiting => t.video_fault_waiting(),
        FilmFault::ShutIn => t.video_fault_shut_in(),
        FilmFault::Unreadable => t.video_fault_unreadable(),
        // Its pictures may be packed as they should be, and its sound or its colours are not.
        FilmFault::DoesNotPlay { codec } if is_h264(codec) => t.video_fault_does_not_play(),
        FilmFault::DoesNotPlay { codec } => t.video_fault_codec(codec_name(codec)),
        FilmFault::NoLength => t.video_fault_no_length(),
        FilmFault::TooLong { length } => t.video_fault_longer(length_words(t, *length), longest.as_mins()),
    }
}

fn is_h264(codec: &str) -> bool {
    matches!(codec, "avc1" | "avc3" | "V_MPEG4/ISO/AVC")
}

/// What a packing is called by people.
fn codec_name(code: &str) -> &str {
    match code {
        "hvc1" | "hev1" | "V_MPEGH/ISO/HEVC" => "HEVC (H.265)",
        "mp4v" | "V_MPEG4/ISO/ASP" => "MPEG-4 Part 2",
        "apcn" | "apch" | "apcs" | "apco" | "ap4h" => "ProRes",
        "s263" | "h263" => "H.263",
        other => other,
    }
}
