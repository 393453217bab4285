//! What the facts of documents, sheets and videos mean.

use super::{Finding, Setting, What, finding};
use crate::facts::{Facts, PdfFacts, VideoFacts};
use crate::level::Level;

/// The rule `max_3_minutes`, in seconds.
const THREE_MINUTES: u64 = 180;

pub(super) fn findings(facts: &Facts, setting: &Setting<'_>, found: &mut Vec<Finding>) {
    if let Some(pdf) = &facts.pdf {
        of_pdf(pdf, setting, found);
    }
    if let Some(sheet) = &facts.sheet {
        let what = What::Rows { rows: sheet.rows, columns: sheet.columns };
        found.push(if sheet.rows == 0 {
            finding(Level::Problem, What::Empty)
        } else {
            finding(Level::Good, what)
        });
    }
    if let Some(document) = &facts.document {
        let is_empty = document.words == 0 && document.pictures == 0;
        found.push(if is_empty {
            finding(Level::Problem, What::Empty)
        } else {
            finding(Level::Good, What::Words(document.words))
        });
    }
    if let Some(video) = &facts.video {
        of_video(video, setting, found);
    }
}

fn of_pdf(pdf: &PdfFacts, setting: &Setting<'_>, found: &mut Vec<Finding>) {
    // A file that could not be read has no pages to speak of; its oddity says so.
    if pdf.pages == 0 {
        return;
    }
    found.push(finding(Level::Good, What::Pages(pdf.pages)));
    found.push(if pdf.has_text {
        finding(Level::Good, What::Text)
    } else {
        finding(Level::Look, What::Scan)
    });
    if pdf.is_signed {
        found.push(finding(Level::Good, What::Signed));
    } else if setting.asks("signed") {
        found.push(finding(Level::Look, What::Unsigned));
    }
    let last_year_too = setting.asks("current_or_last_year");
    if pdf.has_text && (setting.asks("current_year") || last_year_too) {
        let fits = |year: &&i16| **year == setting.year || (last_year_too && **year == setting.year - 1);
        found.push(match pdf.years.iter().rev().find(fits) {
            Some(year) => finding(Level::Good, What::Year(*year)),
            None => finding(Level::Look, What::NoYear(setting.year)),
        });
    }
}

fn of_video(video: &VideoFacts, setting: &Setting<'_>, found: &mut Vec<Finding>) {
    let seconds = video.milliseconds.div_ceil(1000);
    found.push(if setting.asks("max_3_minutes") && seconds > THREE_MINUTES {
        finding(Level::Problem, What::TooLong { seconds, most: THREE_MINUTES })
    } else {
        finding(Level::Good, What::Length(seconds))
    });
    if !video.plays {
        found.push(finding(Level::Look, What::DoesNotPlay(video.codec.clone())));
    } else if video.starts_early {
        found.push(finding(Level::Good, What::Plays));
    } else {
        found.push(finding(Level::Look, What::StartsLate));
    }
}
