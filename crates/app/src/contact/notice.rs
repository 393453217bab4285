//! Telling the tier above that an office waits for a code.

use domain::policy::{Action, Target, allows};
use i18n::Texts;
use serde_json::{Value, json};
use sql::Conn;
use store::body::Placed;

use super::Contact;
use super::vouch::TIERS;
use crate::AppError;
use crate::notices::Message;

impl Contact {
    /// Tells those of the nearest office above where somebody may send a code. Once for each wish: it is called in the transaction
    /// that writes the wish down, or notes that the gateway failed.
    pub(super) async fn tell_tier(&self, conn: &mut Conn, placed: &Placed) -> Result<(), AppError> {
        let body = &placed.body;
        for above in &placed.above {
            let mut people = Vec::new();
            for one in store::participation::holding(conn, above.as_str(), &TIERS).await? {
                let grants = store::person::grants(conn, one.person.id).await?;
                let target = Target { body: &body.code, above: &placed.above };
                // Somebody with a role at the office itself may not.
                if allows(&grants, Action::VouchContact, target) {
                    people.push(one);
                }
            }
            if people.is_empty() {
                continue;
            }
            let data = json!({
                "path": format!("/kontak/{}", body.slug),
                "office": body.office_name,
                "number": body.whatsapp.as_ref().map(ToString::to_string),
            });
            return self.app.notify(conn, &people, &Message::apart("code_wanted", data)).await;
        }
        Ok(())
    }
}

/// The words of a notice of a number: its heading, its lines added to `lines`; `None` where it is none of them.
pub(crate) fn words(t: &Texts, kind: &str, data: &Value, lines: &mut Vec<String>) -> Option<String> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    if kind != "code_wanted" {
        return None;
    }
    lines.push(t.contact_notice_what(text("number")));
    Some(t.contact_notice_wanted(text("office")))
}
