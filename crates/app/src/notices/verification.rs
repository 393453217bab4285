//! Notices of verification and control.

use i18n::Texts;
use serde_json::Value;

/// The heading of a notice of these features, its lines added to `lines`; `None` where it is none of them. `at` words a time.
pub(super) fn words(
    t: &Texts,
    kind: &str,
    data: &Value,
    at: &dyn Fn(&Value) -> Option<String>,
    lines: &mut Vec<String>,
) -> Option<String> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let number = data["number"].as_i64().unwrap_or_default();
    let due = || at(&data["due"]).unwrap_or_default();
    Some(match kind {
        "question_returned" => {
            lines.push(t.verification_notice_returned_until(due(), number));
            lines.push(t.round_notice_reason(text("note")));
            t.verification_notice_returned(text("office"))
        }
        "return_reminder" => {
            lines.push(t.verification_notice_returned_until(due(), number));
            t.verification_notice_return_reminder(text("office"))
        }
        "return_withdrawn" => t.verification_notice_return_withdrawn(number, text("office")),
        "return_expired" => {
            lines.push(t.verification_notice_return_expired_what());
            t.verification_notice_return_expired(number, text("office"))
        }
        "question_resubmitted" => t.verification_notice_resubmitted(number, text("office")),
        "duties_given" => {
            let offices = data["offices"].as_array().into_iter().flatten();
            lines.extend(offices.filter_map(Value::as_str).map(str::to_owned));
            t.verification_notice_duties(text("title"))
        }
        "readings_given" => {
            t.verification_notice_readings(data["count"].as_i64().unwrap_or_default(), text("title"))
        }
        _ => return None,
    })
}
