//! Codes to WhatsApp numbers, through the WhatsApp Business Cloud API where the operator has connected it.
//!
//! Only an approved template of the category "authentication" may begin a conversation; it takes the code twice, in its text and
//! in its button (Meta, Cloud API, "Authentication templates").

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use url::Url;

use crate::guarded::{FetchError, Guarded};

/// Where the API usually is.
pub const API: &str = "https://graph.facebook.com/v23.0";

/// The address of an API, if a text is one: `https`, or `http` for a gateway in the operator's own network.
#[must_use]
pub fn api_address(text: &str) -> Option<Url> {
    let url: Url = text.parse().ok()?;
    (matches!(url.scheme(), "https" | "http") && url.has_host() && url.query().is_none()).then_some(url)
}

/// Why a code was not handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhatsappError {
    /// The gateway cannot be reached; sending again may help.
    #[error("the WhatsApp gateway cannot be reached: {0}")]
    Unreachable(FetchError),
    /// The gateway did not take it: a wrong token or template, or a number without WhatsApp.
    #[error("the WhatsApp gateway answered {status}: {why}")]
    Refused {
        /// Status of the answer.
        status: u16,
        /// What the gateway says, shortened; for the log.
        why: String,
    },
}

/// Something that sends codes.
pub trait CodeSender: Send + Sync + fmt::Debug {
    /// Sends a code to a number (digits, country code first).
    fn send_code<'a>(&'a self, number: &'a str, code: &'a str) -> BoxFuture<'a, Result<(), WhatsappError>>;
}

/// How the Cloud API is reached.
#[derive(Clone)]
pub struct CloudOptions {
    /// Where the API is, with its version: `https://graph.facebook.com/v23.0`.
    pub api: Url,
    /// The id of the sending number.
    pub sender: String,
    /// The token of the application.
    pub token: String,
    /// Name of the approved template.
    pub template: String,
    /// Language of the template.
    pub language: String,
}

impl fmt::Debug for CloudOptions {
    /// Without the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CloudOptions")
            .field("api", &self.api.as_str())
            .field("sender", &self.sender)
            .field("template", &self.template)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// The Cloud API.
#[derive(Debug)]
pub struct Cloud {
    client: Guarded,
    options: CloudOptions,
}

impl Cloud {
    /// Sends through this client.
    #[must_use]
    pub fn new(client: Guarded, options: CloudOptions) -> Self {
        Self { client, options }
    }

    fn address(&self) -> Url {
        let mut url = self.options.api.clone();
        let path = format!("{}/{}/messages", url.path().trim_end_matches('/'), self.options.sender);
        url.set_path(&path);
        url
    }

    fn message(&self, number: &str, code: &str) -> Value {
        let text = json!([{ "type": "text", "text": code }]);
        json!({
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": number,
            "type": "template",
            "template": {
                "name": self.options.template,
                "language": { "code": self.options.language },
                "components": [
                    { "type": "body", "parameters": text },
                    { "type": "button", "sub_type": "url", "index": "0", "parameters": text },
                ],
            },
        })
    }

    async fn send(&self, number: &str, code: &str) -> Result<(), WhatsappError> {
        /// Enough of an answer to see what is wrong.
        const SHOWN: usize = 300;
        let body = self.message(number, code).to_string();
        let sent = self.client.post_json(&self.address(), &self.options.token, body).await;
        let answer = sent.map_err(WhatsappError::Unreachable)?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        let why = answer.text().await.unwrap_or_default().chars().take(SHOWN).collect();
        Err(WhatsappError::Refused { status: status.as_u16(), why })
    }
}

impl CodeSender for Cloud {
    fn send_code<'a>(&'a self, number: &'a str, code: &'a str) -> BoxFuture<'a, Result<(), WhatsappError>> {
        Box::pin(self.send(number, code))
    }
}

/// Keeps what would be sent, for tests.
#[derive(Debug, Clone, Default)]
pub struct CapturedCodes(Arc<Mutex<Vec<(String, String)>>>);

impl CapturedCodes {
    /// Numbers and codes, in order.
    #[must_use]
    pub fn sent(&self) -> Vec<(String, String)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl CodeSender for CapturedCodes {
    fn send_code<'a>(&'a self, number: &'a str, code: &'a str) -> BoxFuture<'a, Result<(), WhatsappError>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((number.to_owned(), code.to_owned()));
        Box::pin(std::future::ready(Ok(())))
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;
    use crate::guarded::Options;

    /// A gateway that takes one request, answers with `status`, and gives back what it was sent.
    async fn gateway(status: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let task = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut received = Vec::new();
            let mut piece = [0; 1024];
            loop {
                let read = stream.read(&mut piece).await.unwrap();
                received.extend_from_slice(&piece[..read]);
                let text = String::from_utf8_lossy(&received);
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let length = head.lines().find_map(|line| {
                    let (name, value) = line.split_once(':')?;
                    name.eq_ignore_ascii_case("content-length")
                        .then(|| value.trim().parse::<usize>().unwrap())
                });
                if read == 0 || length.is_some_and(|length| body.len() >= length) {
                    break;
                }
            }
            let body = r#"{"error":{"message":"(#132001) Template name does not exist"}}"#;
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).await.unwrap();
            String::from_utf8(received).unwrap()
        });
        (port, task)
    }

    fn cloud(port: u16, opened: bool) -> Cloud {
        let networks = if opened { vec!["127.0.0.0/8".parse().unwrap()] } else { Vec::new() };
        let options = Options { private_networks: networks, ports: vec![port], ..Options::default() };
        let options_of_api = CloudOptions {
            api: format!("http://127.0.0.1:{port}/v23.0").parse().unwrap(),
            sender: "105550001".to_owned(),
            token: "rahasia-token".to_owned(),
            template: "kode_verifikasi".to_owned(),
            language: "id".to_owned(),
        };
        Cloud::new(Guarded::new(&options).unwrap(), options_of_api)
    }

    #[tokio::test]
    async fn a_code_goes_out_as_the_template_message_that_the_api_wants() {
        let (port, received) = gateway("200 OK").await;
        cloud(port, true).send_code("6281234567890", "042137").await.unwrap();
        let received = received.await.unwrap();
        let (head, body) = received.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /v23.0/105550001/messages HTTP/1.1\r\n"), "{head}");
        let head = head.to_lowercase();
        assert!(head.contains("\r\nauthorization: bearer rahasia-token"), "{head}");
        assert!(head.contains("\r\ncontent-type: application/json"), "{head}");
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["to"], "6281234567890");
        assert_eq!(body["template"]["name"], "kode_verifikasi");
        assert_eq!(body["template"]["language"]["code"], "id");
        for at in 0..2 {
            assert_eq!(body["template"]["components"][at]["parameters"][0]["text"], "042137");
        }
    }

    #[tokio::test]
    async fn a_refusal_says_why_and_never_the_token() {
        let (port, _) = gateway("404 Not Found").await;
        let cloud = cloud(port, true);
        let error = cloud.send_code("6281234567890", "042137").await.unwrap_err();
        assert!(matches!(error, WhatsappError::Refused { status: 404, .. }), "{error:?}");
        let told = format!("{error} {cloud:?}");
        assert!(told.contains("132001") && !told.contains("rahasia-token"), "{told}");
        assert!(!error.to_string().contains("042137"), "no code in the log");
    }

    #[tokio::test]
    async fn d07_the_gateway_is_no_way_into_the_operators_network() {
        let (port, _) = gateway("200 OK").await;
        let error = cloud(port, false).send_code("6281234567890", "042137").await.unwrap_err();
        assert_eq!(error, WhatsappError::Unreachable(FetchError::Private));
    }
}
