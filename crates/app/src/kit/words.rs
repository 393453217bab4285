//! The words on the pieces.

use domain::service::{Clocks, DISPUTE_FILING, OBJECTION_FILING};
use i18n::Texts;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::piece::Piece;

/// The name of a piece.
#[must_use]
pub fn name(t: &Texts, piece: Piece) -> String {
    match piece {
        Piece::BoardA1 => t.kit_board_a1(),
        Piece::BoardA2 => t.kit_board_a2(),
        Piece::Banner => t.kit_banner(),
        Piece::DeskSign => t.kit_desk_sign(),
        Piece::FlowRequest => t.kit_flow_request(),
        Piece::FlowObjection => t.kit_flow_objection(),
        Piece::FlowDispute => t.kit_flow_dispute(),
        Piece::FeeAndHours => t.kit_fee_hours(),
        Piece::Maklumat => t.kit_maklumat(),
        Piece::Cards => t.kit_cards(),
        Piece::RequestForm => t.kit_request_form(),
        Piece::ObjectionForm => t.kit_objection_form(),
    }
}

/// The words of wall sheets and cards.
pub(super) fn of(t: &Texts, piece: Piece, today: Date) -> Value {
    json!({
        "title": name(t, piece),
        "service": t.kit_service(),
        "board": t.kit_board_heading(),
        "slogan": t.kit_banner_slogan(),
        "ask": t.kit_banner_ask(),
        "how_to_ask": t.kit_how_to_ask(),
        "not_satisfied": t.kit_not_satisfied(),
        "times": t.kit_times(),
        "clock_heads": [t.service_clock_what(), t.service_clock_regular(), t.service_clock_election()],
        "hours": t.kit_hours(),
        "hours_unknown": t.kit_unset(),
        "holidays": t.service_holidays(),
        "closed": t.service_closed_days(),
        "fee": t.kit_fee(),
        "free": t.kit_free(),
        "fee_lines": t.service_fee_lines(),
        "contact": t.kit_contact(),
        "bring": t.kit_bring(),
        "desk": t.kit_desk(),
        "welcome": t.kit_welcome(),
        "ppid": t.kit_ppid(),
        "scan": t.kit_scan(),
        "basis": t.kit_basis(),
        "pledge": t.kit_pledge(),
        "pledge_text": t.service_maklumat_pledge(),
        "printed": t.kit_printed(t.date(today)),
    })
}

/// The words of the two forms.
pub(super) fn of_form(t: &Texts, piece: Piece, clocks: &Clocks) -> Value {
    let Clocks { regular, election } = clocks;
    let day = |days: u8| u32::from(days);
    json!({
        "title": name(t, piece),
        "service": t.kit_service(),
        "number": t.kit_form_number(),
        "desk_fills": t.kit_form_desk_fills(),
        "applicant": t.kit_form_applicant(),
        "applicants": [t.kit_form_person(), t.kit_form_group(), t.kit_form_entity(), t.kit_form_attorney()],
        "name": t.kit_form_name(),
        "identity": t.kit_form_identity(),
        "address": t.kit_form_address(),
        "contact": t.kit_form_contact(),
        "occupation": t.kit_form_occupation(),
        "attorney": t.kit_form_attorney_name(),
        "subject": t.kit_form_subject(),
        "purpose": t.kit_form_purpose(),
        "obtain": t.kit_form_obtain(),
        "obtain_ways": [
            t.kit_form_see(), t.kit_form_read(), t.kit_form_listen(), t.kit_form_note(), t.kit_form_hardcopy(),
            t.kit_form_softcopy(),
        ],
        "deliver": t.kit_form_deliver(),
        "deliver_ways": [
            t.kit_form_collect(), t.kit_form_courier(), t.kit_form_post(), t.kit_form_email(), t.kit_form_fax(),
            t.kit_form_whatsapp(), t.kit_form_download(),
        ],
        "place_date": t.kit_form_place_date(),
        "received": t.kit_form_received(),
        "requester": t.kit_form_requester(),
        "officer": t.kit_form_officer(),
        "signature_name": t.kit_form_signature_name(),
        "proof": t.kit_form_proof(),
        "promise": t.kit_form_promise(
            day(regular.answer), day(election.answer), day(election.extension), day(regular.extension)
        ),
        "privacy": t.kit_form_privacy(),
        "source": t.kit_form_source(),
        "objection_number": t.kit_form_objection_number(),
        "request_number": t.kit_form_request_number(),
        "grounds": t.kit_form_grounds(),
        "case": t.kit_form_case(),
        "case_hint": t.kit_form_case_hint(),
        "answer_date": t.kit_form_answer_date(),
        "objection_to": t.kit_form_objection_to(),
        "objection_promise": t.kit_form_objection_promise(
            day(DISPUTE_FILING), day(election.objection), day(OBJECTION_FILING), day(regular.objection)
        ),
        "copy": t.kit_form_copy(),
        "scan": t.kit_scan(),
    })
}
