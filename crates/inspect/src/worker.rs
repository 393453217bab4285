//! The life of a worker: bounds, one question, its answers, end.

use std::io::{Read as _, Write as _, stdin, stdout};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

use files::examine::{Answer, Bounds, Question};

use crate::{bounds, examine};

/// Longest question.
const QUESTION: u64 = 64 << 10;

/// Sets the bounds, reads one question from standard input, and writes what was found to standard output, one JSON
/// document on a line. A line that follows another replaces it: when the worker dies, the last whole line counts.
#[must_use]
pub fn run(limits: Bounds) -> ExitCode {
    if !bounds::are_set(limits) {
        return begin_again(limits);
    }
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
    let answer = examine(&question, &mut |answer| {
        // The last line decides; one that is not heard on the way is no loss.
        let _ = write(answer);
    });
    if write(&answer).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Sets the bounds and starts this program anew within them: an allocator reserves space when a process begins, and what it
/// has by then does not count any more.
fn begin_again(limits: Bounds) -> ExitCode {
    if bounds::set(limits).is_ok() && bounds::are_set(limits) {
        // Returns only when it cannot be started.
        let _ = Command::new("/proc/self/exe").args(std::env::args_os().skip(1)).exec();
    }
    ExitCode::FAILURE
}

fn write(answer: &Answer) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    let mut out = stdout().lock();
    out.write_all(&line)?;
    out.flush()
}
