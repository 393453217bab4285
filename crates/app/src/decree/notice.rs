//! Telling people what became of a frozen list.

use domain::person::Role;
use i18n::Texts;
use serde_json::{Value, json};
use sql::Conn;
use store::decree::ListDecree;

use super::Decrees;
use crate::AppError;
use crate::notices::Message;

impl Decrees {
    /// Tells the holders of some roles at the office.
    pub(super) async fn tell(
        &self,
        conn: &mut Conn,
        decree: &ListDecree,
        roles: &[Role],
        kind: &'static str,
    ) -> Result<(), AppError> {
        let body = &self.placed.body;
        let people = store::participation::holding(conn, body.code.as_str(), roles).await?;
        let data = json!({
            "path": format!("/meja/{}/penetapan/{}", body.slug, decree.reference),
            "office": body.office_name,
            "year": decree.year.to_string(),
            "number": decree.decision.number,
        });
        self.app.notify(conn, &people, &Message::apart(kind, data)).await
    }
}

/// The words of a notice of a decree: its heading, its lines added to `lines`; `None` where it is none of them.
pub(crate) fn words(t: &Texts, kind: &str, data: &Value, lines: &mut Vec<String>) -> Option<String> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let year = text("year");
    Some(match kind {
        "list_frozen" => {
            lines.push(t.decree_notice_frozen_what());
            t.decree_notice_frozen(text("office"), year)
        }
        "list_decided" => t.decree_notice_decided(text("number"), year),
        "list_revoked" => t.decree_notice_revoked(text("number"), year),
        _ => return None,
    })
}
