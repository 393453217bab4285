//! Asking a virus scanner: `clamd`, when the operator has connected one (protocol: its manual page, INSTREAM).

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

/// Longest answer.
const ANSWER: u64 = 4096;
/// Most characters of the name of what was found.
const NAME: usize = 120;
/// Largest piece that is sent at once; `clamd` takes any.
const PIECE: usize = 1 << 20;

/// Where a scanner listens, and how long it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clamd {
    place: Place,
    /// Time for the connection and for each piece.
    step: Duration,
    /// Time for the judgement, when all is sent.
    judgement: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Tcp(String),
    Unix(PathBuf),
}

/// What the scanner says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing that it knows.
    Clean,
    /// Something by this name; at most 120 characters of printable ASCII.
    Found(String),
}

/// Why there is no verdict.
#[derive(Debug, thiserror::Error)]
pub enum ClamdError {
    /// It cannot be reached or broke off; another try may help.
    #[error("the virus scanner at {at} cannot be reached: {source}")]
    Unreachable {
        /// Where it should listen.
        at: String,
        /// The cause.
        source: std::io::Error,
    },
    /// It took too long; another try may help.
    #[error("the virus scanner took too long")]
    TooLong,
    /// The file is longer than the scanner takes (`StreamMaxLength` of its configuration).
    #[error("the file is longer than the virus scanner takes")]
    TooLarge,
    /// It answered something else.
    #[error("the virus scanner answered {0:?}")]
    Answer(String),
    /// The file could not be read to its end.
    #[error("the file could not be read")]
    Source(#[source] Box<dyn Error + Send + Sync>),
}

/// An address that is none of a scanner.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not tcp://host:port or unix:///path")]
pub struct ClamdAddressError;

impl FromStr for Clamd {
    type Err = ClamdAddressError;

    fn from_str(text: &str) -> Result<Self, ClamdAddressError> {
        let place = if let Some(host) = text.strip_prefix("tcp://") {
            let host = host.strip_suffix('/').unwrap_or(host);
            let (name, port) = host.rsplit_once(':').ok_or(ClamdAddressError)?;
            let is_name = !name.is_empty() && !name.contains(['/', '@', ' ', '?', '#']);
            if !is_name || !port.parse::<u16>().is_ok_and(|port| port > 0) {
                return Err(ClamdAddressError);
            }
            Place::Tcp(host.to_owned())
        } else {
            let path = PathBuf::from(text.strip_prefix("unix://").ok_or(ClamdAddressError)?);
            if !path.is_absolute() || path.file_name().is_none() {
                return Err(ClamdAddressError);
            }
            Place::Unix(path)
        };
        Ok(Self { place, step: Duration::from_secs(30), judgement: Duration::from_mins(2) })
    }
}

impl fmt::Display for Clamd {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Tcp(host) => write!(formatter, "tcp://{host}"),
            Place::Unix(path) => write!(formatter, "unix://{}", path.display()),
        }
    }
}

/// Both ways of a connection.
trait Line: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

impl Clamd {
    /// Sends a file, piece by piece as it comes, and says what the scanner found in it.
    ///
    /// # Errors
    /// [`ClamdError`]; without a verdict nothing is known of the file.
    pub async fn scan<S, E>(&self, file: S) -> Result<Verdict, ClamdError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut line = self.connect().await?;
        let sent = self.send(&mut *line, file).await;
        // One who has heard enough answers before all is sent and hangs up: the answer says more than the broken line.
        match sent {
            Ok(()) | Err(ClamdError::Unreachable { .. }) => {}
            Err(error) => return Err(error),
        }
        let answer = self.answer(&mut *line).await;
        match (answer, sent) {
            (Ok(answer), _) if !answer.is_empty() => verdict(&answer),
            (_, Err(broken)) => Err(broken),
            (Ok(answer), Ok(())) => Err(ClamdError::Answer(answer)),
            (Err(error), Ok(())) => Err(error),
        }
    }

    /// Asks whether it is there.
    ///
    /// # Errors
    /// [`ClamdError`] when it is not.
    pub async fn ping(&self) -> Result<(), ClamdError> {
        let mut line = self.connect().await?;
        self.write(&mut *line, b"zPING\0").await?;
        match self.answer(&mut *line).await?.as_str() {
            "PONG" => Ok(()),
            other => Err(ClamdError::Answer(other.to_owned())),
        }
    }

    async fn connect(&self) -> Result<Box<dyn Line>, ClamdError> {
        let connecting = async {
            Ok(match &self.place {
                Place::Tcp(host) => Box::new(TcpStream::connect(host).await?) as Box<dyn Line>,
                Place::Unix(path) => Box::new(UnixStream::connect(path).await?),
            })
        };
        self.within(self.step, connecting).await
    }

    async fn send<S, E>(&self, line: &mut dyn Line, file: S) -> Result<(), ClamdError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.write(line, b"zINSTREAM\0").await?;
        let mut file = std::pin::pin!(file);
        while let Some(bytes) = file.next().await {
            let bytes = bytes.map_err(|error| ClamdError::Source(error.into()))?;
            // An empty piece would be the end.
            for piece in bytes.chunks(PIECE) {
                let length = u32::try_from(piece.len()).unwrap_or(u32::MAX);
                self.write(line, &length.to_be_bytes()).await?;
                self.write(line, piece).await?;
            }
        }
        self.write(line, &[0; 4]).await
    }

    async fn write(&self, line: &mut dyn Line, bytes: &[u8]) -> Result<(), ClamdError> {
        self.within(self.step, line.write_all(bytes)).await
    }

    async fn answer(&self, line: &mut dyn Line) -> Result<String, ClamdError> {
        let mut answer = Vec::new();
        let read = self.within(self.judgement, line.take(ANSWER).read_to_end(&mut answer)).await;
        // One who hangs up with bytes unread has answered all the same.
        if answer.is_empty() {
            read?;
        }
        let answer = String::from_utf8_lossy(&answer);
        Ok(answer.trim_end_matches(['\0', '\n']).to_owned())
    }

    async fn within<T>(
        &self,
        time: Duration,
        work: impl Future<Output = std::io::Result<T>>,
    ) -> Result<T, ClamdError> {
        match timeout(time, work).await {
            Ok(done) => done.map_err(|source| ClamdError::Unreachable { at: self.to_string(), source }),
            Err(_elapsed) => Err(ClamdError::TooLong),
        }
    }
}

fn verdict(answer: &str) -> Result<Verdict, ClamdError> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said == "OK" {
        return Ok(Verdict::Clean);
    }
    if let Some(name) = said.strip_suffix(" FOUND") {
        let plain = name.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(NAME).collect();
        return Ok(Verdict::Found(plain));
    }
    if said.contains("size limit exceeded") {
        return Err(ClamdError::TooLarge);
    }
    Err(ClamdError::Answer(said.chars().take(NAME).collect()))
}

#[cfg(test)]
mod tests;
