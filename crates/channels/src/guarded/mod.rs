//! An HTTP client for addresses that strangers wrote down: it reaches the open internet and nothing of the operator's
//! own networks, whatever a name resolves to.
//!
//! One call is one request: redirects are not followed here, so that every hop passes [`Guarded::get`] and its checks.

mod address;
mod resolver;

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

pub use address::{is_public, may_reach};
pub use resolver::{Lookup, Names, SystemNames};

use resolver::{Blocked, Filter, NoAddress};

/// What the operator decides about going out.
#[derive(Debug, Clone)]
pub struct Options {
    /// Networks that may be reached although they are not of the open internet.
    pub private_networks: Vec<IpNet>,
    /// Ports that may be reached.
    pub ports: Vec<u16>,
    /// What the client calls itself.
    pub user_agent: String,
    /// Time to get a connection, TLS included.
    pub connect_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            private_networks: Vec::new(),
            ports: vec![80, 443],
            user_agent: "Terbuka".to_owned(),
            connect_timeout: Duration::from_secs(5),
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not http or https, or a port that may not be reached.
    #[error("not an address of the web")]
    NotWeb,
    /// It leads into a network that may not be reached.
    #[error("an address that may not be reached")]
    Private,
    /// The name has no address.
    #[error("the name has no address")]
    Dns,
    /// Nobody takes the connection, or it broke.
    #[error("no connection")]
    Connect,
    /// There is no trust in the connection: certificate or protocol.
    #[error("no secure connection")]
    Tls,
    /// It took too long.
    #[error("it took too long")]
    Timeout,
}

/// Why no client can be made.
#[derive(Debug, thiserror::Error)]
#[error("no HTTP client: {0}")]
pub struct ClientError(String);

/// The client. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Guarded {
    client: Client,
    opened: Arc<[IpNet]>,
    ports: Arc<[u16]>,
}

impl Guarded {
    /// A client with the names of this machine.
    pub fn new(options: &Options) -> Result<Self, ClientError> {
        Self::with_names(options, Arc::new(SystemNames))
    }

    /// A client with names of its own.
    pub fn with_names(options: &Options, names: Arc<dyn Names>) -> Result<Self, ClientError> {
        let opened: Arc<[IpNet]> = options.private_networks.clone().into();
        let filter = Filter { names, opened: Arc::clone(&opened) };
        let client = Client::builder()
            .user_agent(&options.user_agent)
            .connect_timeout(options.connect_timeout)
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            // A connection that is kept would pass by the resolver.
            .pool_max_idle_per_host(0)
            .dns_resolver(filter)
            .tls_backend_preconfigured(tls()?)
            .build()
            .map_err(|error| ClientError(error.to_string()))?;
        Ok(Self { client, opened, ports: options.ports.clone().into() })
    }

    /// Asks for what is at an address, without name and password even where it has some.
    ///
    /// # Errors
    /// [`FetchError`]; an answer of any status is no error.
    pub async fn get(&self, url: &Url) -> Result<Response, FetchError> {
        self.check(url)?;
        let mut url = url.clone();
        // Both fail only for addresses without a host, which the check has refused.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        self.client.get(url).send().await.map_err(|error| reason(&error))
    }

    /// Sends a JSON document with a token to a gateway that the operator named.
    ///
    /// # Errors
    /// [`FetchError`]; an answer of any status is no error.
    pub async fn post_json(&self, url: &Url, token: &str, body: String) -> Result<Response, FetchError> {
        /// A gateway that takes longer is not waited for: somebody sits before the page.
        const PATIENCE: Duration = Duration::from_secs(15);
        self.check(url)?;
        let request = self.client.post(url.clone()).bearer_auth(token).timeout(PATIENCE);
        let request = request.header(reqwest::header::CONTENT_TYPE, "application/json").body(body);
        request.send().await.map_err(|error| reason(&error))
    }

    /// What can be said of an address before anything is sent. The client asks no resolver about an address in numbers,
    /// so those are judged here.
    fn check(&self, url: &Url) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::NotWeb);
        }
        let literal = match url.host() {
            None => return Err(FetchError::NotWeb),
            Some(Host::Domain(_)) => None,
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
        };
        if literal.is_some_and(|address| !may_reach(address, &self.opened)) {
            return Err(FetchError::Private);
        }
        let port = url.port_or_known_default();
        if port.is_some_and(|port| self.ports.contains(&port)) { Ok(()) } else { Err(FetchError::NotWeb) }
    }
}

/// Trust in the usual authorities, by the provider of cryptography that e-mail uses too.
fn tls() -> Result<ClientConfig, ClientError> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| ClientError(error.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// The reason at the bottom of an error of the client.
pub(crate) fn reason(error: &reqwest::Error) -> FetchError {
    if error.is_timeout() {
        return FetchError::Timeout;
    }
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = next {
        if error.is::<Blocked>() {
            return FetchError::Private;
        }
        if error.is::<NoAddress>() {
            return FetchError::Dns;
        }
        // An `io::Error` that wraps another one names that one's source as its own.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let inner = wrapped.and_then(|wrapped| wrapped.downcast_ref::<rustls::Error>());
        if error.is::<rustls::Error>() || inner.is_some() {
            return FetchError::Tls;
        }
        next = wrapped.map(|wrapped| wrapped as &(dyn Error + 'static)).or_else(|| error.source());
    }
    FetchError::Connect
}
