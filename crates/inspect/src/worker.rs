//! The life of a worker: bounds, one question, its answers, end.

use std::io::{Read as _, Write as _, stdin, stdout};
use std::process::ExitCode;

use files::examine::{Answer, Bounds, Question};

use crate::{bounds, examine};

/// Longest question.
const QUESTION: u64 = 64 << 10;

/// Sets the bounds, reads one question from standard input, and writes what was found to standard output, one JSON
/// document on a line. A line that follows another replaces it: when the worker dies, the last whole line counts.
#[must_use]
pub fn run(limits: Bounds) -> ExitCode {
    // What a decoder says when it gives up is of no use to anybody.
    std::panic::set_hook(Box::new(|_| ()));
    let mut text = String::new();
    let read = stdin().lock().take(QUESTION).read_to_string(&mut text);
    let Ok(question) =
        read.map_err(|_| ()).and_then(|_| serde_json::from_str::<Question>(&text).map_err(|_| ()))
    else {
        return ExitCode::FAILURE;
    };
    // A second wall where the kernel has one.
    let _ = bounds::shut(&question.file, &question.folder);
    if bounds::set(limits).is_err() {
        return ExitCode::FAILURE;
    }
    let answer = examine(&question, &mut |answer| {
        // The last line decides; one that is not heard on the way is no loss.
        let _ = write(answer);
    });
    if write(&answer).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn write(answer: &Answer) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    let mut out = stdout().lock();
    out.write_all(&line)?;
    out.flush()
}
