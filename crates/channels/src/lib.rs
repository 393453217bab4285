//! Messages to people: e-mail over SMTP, codes over WhatsApp, when the operator has connected them. And a look at what links
//! lead to, and at what a site tells of itself.

pub mod guarded;
pub mod harvest;
pub mod probe;
pub mod whatsapp;

pub use ipnet::IpNet;

pub mod clamd;

use std::sync::{Arc, Mutex};

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

/// A message to one person, plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Address of the person.
    pub to: String,
    /// Subject, one line.
    pub subject: String,
    /// Text.
    pub body: String,
}

/// Why a message was not handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The operator has not connected e-mail.
    #[error("e-mail is not connected")]
    NotConnected,
    /// An address or a subject that cannot be one; sending again will not help.
    #[error("not a message: {0}")]
    NotAMessage(String),
    /// The mail server did not take it; sending again may help.
    #[error("the mail server did not take it: {0}")]
    NotSent(String),
}

/// Why e-mail cannot be connected as configured.
#[derive(Debug, thiserror::Error)]
pub enum MailConfigError {
    /// The address of the mail server.
    #[error("the SMTP address is wrong: {0}")]
    Url(String),
    /// The sender.
    #[error("the sender's address is wrong: {0}")]
    From(String),
}

/// What a capturing [`Mailer`] was given, in order.
pub type Captured = Arc<Mutex<Vec<OutgoingMail>>>;

/// Hands messages over.
#[derive(Debug, Clone)]
pub struct Mailer(Way);

#[derive(Debug, Clone)]
enum Way {
    None,
    Smtp { transport: AsyncSmtpTransport<Tokio1Executor>, from: Mailbox },
    Captured { sent: Captured, from: Mailbox },
}

impl Mailer {
    /// Nothing is sent: the operator has not connected e-mail.
    #[must_use]
    pub const fn not_connected() -> Self {
        Self(Way::None)
    }

    /// Sends through `url` (`smtps://user:password@mail.example.go.id`, or `smtp://…?tls=required`) as `from`.
    pub fn smtp(url: &str, from: &str) -> Result<Self, MailConfigError> {
        let from = from.parse().map_err(|error| MailConfigError::From(format!("{error}")))?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| MailConfigError::Url(error.to_string()))?
            .build();
        Ok(Self(Way::Smtp { transport, from }))
    }

    /// Keeps what would be sent, for tests.
    pub fn captured(from: &str) -> Result<(Self, Captured), MailConfigError> {
        let from = from.parse().map_err(|error| MailConfigError::From(format!("{error}")))?;
        let sent = Arc::default();
        Ok((Self(Way::Captured { sent: Arc::clone(&sent), from }), sent))
    }

    /// Whether messages can be sent at all.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        !matches!(self.0, Way::None)
    }

    /// Sends a message, or says why not. Line breaks in an address or a subject are refused, so nobody can add headers.
    pub async fn send(&self, mail: &OutgoingMail) -> Result<(), MailError> {
        match &self.0 {
            Way::None => Err(MailError::NotConnected),
            Way::Smtp { transport, from } => {
                let message = build(mail, from)?;
                transport.send(message).await.map_err(|error| MailError::NotSent(error.to_string()))?;
                Ok(())
            }
            Way::Captured { sent, from } => {
                build(mail, from)?;
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
        }
    }
}

fn build(mail: &OutgoingMail, from: &Mailbox) -> Result<Message, MailError> {
    if mail.subject.chars().any(char::is_control) || mail.to.chars().any(char::is_control) {
        return Err(MailError::NotAMessage("line break in a header".into()));
    }
    let to: Mailbox = mail.to.parse().map_err(|error| MailError::NotAMessage(format!("{error}")))?;
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(&mail.subject)
        // RFC 3834: no out-of-office answers.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".into(),
        ))
        // Without it a reader may show the encoded form of letters beyond ASCII (RFC 2045, section 4).
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(|error| MailError::NotAMessage(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn d10_nobody_adds_headers() {
        let (mailer, sent) = Mailer::captured("Terbuka <terbuka@example.id>").unwrap();
        let good =
            OutgoingMail { to: "ppid@example.id".into(), subject: "Jadwal".into(), body: "Isi\n.\n".into() };
        mailer.send(&good).await.unwrap();
        let evil = [
            OutgoingMail { subject: "Jadwal\r\nBcc: semua@example.id".into(), ..good.clone() },
            OutgoingMail { to: "ppid@example.id\r\nBcc: semua@example.id".into(), ..good.clone() },
            OutgoingMail { to: "ppid@example.id, semua@example.id".into(), ..good.clone() },
        ];
        for mail in evil {
            assert!(matches!(mailer.send(&mail).await, Err(MailError::NotAMessage(_))), "{mail:?}");
        }
        assert_eq!(*sent.lock().unwrap(), [good]);
    }

    #[test]
    fn letters_beyond_ascii_are_declared() {
        let mail =
            OutgoingMail {
                to: "ppid@example.id".into(), subject: "Jadwal é".into(), body: "Isi é\n".into()
            };
        let message = build(&mail, &"Terbuka <terbuka@example.id>".parse().unwrap()).unwrap();
        let raw = String::from_utf8(message.formatted()).unwrap();
        for header in
            ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Auto-Submitted: auto-generated"]
        {
            assert!(raw.contains(&format!("{header}\r\n")), "{raw}");
        }
        assert!(raw.is_ascii());
    }
}
