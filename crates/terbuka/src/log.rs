//! The log: lines on standard error, as text or JSON. Whatever stands in a message, one event is one line.

use std::io::{self, Write};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::config::{Log, LogFormat};

/// Longest line, in bytes; the rest is cut.
const LINE_MAX: usize = 16 * 1024;

/// Starts the log. A second call has no effect.
pub(crate) fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(StandardError);
    let started = match log.format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    drop(started);
}

struct StandardError;

impl<'a> MakeWriter<'a> for StandardError {
    type Writer = OneLine<io::Stderr>;

    fn make_writer(&'a self) -> Self::Writer {
        OneLine(io::stderr())
    }
}

/// Takes each event in one piece and writes it as one line: control characters are escaped, what is too long is cut.
struct OneLine<W>(W);

impl<W: Write> Write for OneLine<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(event);
        let mut line = String::with_capacity(text.len());
        for c in text.trim_end_matches('\n').chars() {
            if line.len() >= LINE_MAX {
                line.push('…');
                break;
            }
            if c.is_control() { line.extend(c.escape_debug()) } else { line.push(c) }
        }
        line.push('\n');
        self.0.write_all(line.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(event: &str) -> String {
        let mut line = OneLine(Vec::new());
        line.write_all(event.as_bytes()).unwrap();
        String::from_utf8(line.0).unwrap()
    }

    #[test]
    fn d03_one_event_is_one_line() {
        assert_eq!(written("masuk\r\nINFO palsu\x1b[2J\n"), "masuk\\r\\nINFO palsu\\u{1b}[2J\n");
        assert_eq!(written("biasa – ü\n"), "biasa – ü\n");
    }

    #[test]
    fn d03_a_line_has_an_end() {
        let line = written(&"x".repeat(1 << 20));
        assert!(line.len() < LINE_MAX + 8 && line.ends_with("…\n"));
    }
}
