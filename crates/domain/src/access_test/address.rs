//! Where a question goes: the numbers and addresses that everybody finds in the office's public profile.

use super::Channel;
use crate::body::Body;

/// Where a question reaches an office over a channel: digits of a number, an e-mail address, the address of a form, the
/// postal address of the desk. Empty where the profile does not tell.
#[must_use]
pub fn target(channel: Channel, body: &Body) -> String {
    match channel {
        Channel::Whatsapp | Channel::Telephone => {
            body.whatsapp.as_ref().map(|phone| phone.digits().to_owned()).unwrap_or_default()
        }
        Channel::Email => body.email.clone(),
        Channel::EppidForm if body.request_form.is_empty() => body.site.clone(),
        Channel::EppidForm => body.request_form.clone(),
        Channel::Desk => body.address.clone(),
    }
}

/// The link that opens a target with the question in it, as far as the channel can carry it; `None` for the desk and where
/// there is no target.
#[must_use]
pub fn link(channel: Channel, target: &str, subject: &str, question: &str) -> Option<String> {
    if target.is_empty() {
        return None;
    }
    match channel {
        Channel::Whatsapp => Some(format!("https://wa.me/{target}?text={}", encoded(question))),
        Channel::Telephone => Some(format!("tel:+{target}")),
        Channel::Email => {
            Some(format!("mailto:{target}?subject={}&body={}", encoded(subject), encoded(question)))
        }
        // Only addresses of the web get into a profile.
        Channel::EppidForm => Some(target.to_owned()),
        Channel::Desk => None,
    }
}

/// Percent-encoded, all but the unreserved characters (RFC 3986, 2.3).
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // A string takes all that is written to it.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_carry_the_question_and_nothing_that_ends_them() {
        let question = "Apa isi SK DIP & 50%?\nTerima kasih é";
        assert_eq!(
            link(Channel::Whatsapp, "6281234567890", "", question).unwrap(),
            "https://wa.me/6281234567890?text=Apa%20isi%20SK%20DIP%20%26%2050%25%3F%0ATerima%20kasih%20%C3%A9"
        );
        assert_eq!(link(Channel::Telephone, "6281234567890", "", question).unwrap(), "tel:+6281234567890");
        let mail = link(Channel::Email, "ppid@example.id", "Permohonan informasi", "a\r\nBcc: x").unwrap();
        assert_eq!(mail, "mailto:ppid@example.id?subject=Permohonan%20informasi&body=a%0D%0ABcc%3A%20x");
        assert_eq!(
            link(Channel::EppidForm, "https://eppid.id/x", "", question).unwrap(),
            "https://eppid.id/x"
        );
        assert_eq!(link(Channel::Desk, "Jl. Merdeka 1", "", question), None);
        assert_eq!(link(Channel::Whatsapp, "", "", question), None, "the profile has no number");
    }
}
