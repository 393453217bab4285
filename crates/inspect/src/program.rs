//! Programs of others, where they are installed.

use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::fault::Fault;

/// Where a program is, on the search path of this process.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|candidate| candidate.is_file())
}

/// Runs a program to its end, without input, output or environment. It inherits the bounds of this process.
///
/// # Errors
/// [`Fault::TooCostly`] when its time is up or a bound of this process ended it, [`Fault::Broken`] when it cannot be started or
/// ends with an error.
pub(crate) fn run(command: &mut Command, time: Duration) -> Result<(), Fault> {
    run_watched(command, time, &mut || ())
}

/// As [`run`]; calls `each` about every second.
pub(crate) fn run_watched(
    command: &mut Command,
    time: Duration,
    each: &mut dyn FnMut(),
) -> Result<(), Fault> {
    const PAUSE: Duration = Duration::from_millis(5);
    const EACH: Duration = Duration::from_secs(1);
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let started = Instant::now();
    let mut told = started;
    loop {
        if let Some(status) = child.try_wait()? {
            return outcome(status);
        }
        if told.elapsed() > EACH {
            told = Instant::now();
            each();
        }
        if started.elapsed() > time {
            child.kill()?;
            child.wait()?;
            return Err(Fault::TooCostly);
        }
        sleep(PAUSE);
    }
}

fn outcome(status: ExitStatus) -> Result<(), Fault> {
    use rustix::process::Signal;
    const BOUNDS: [Signal; 3] = [Signal::XCPU, Signal::XFSZ, Signal::KILL];
    match status.signal() {
        None if status.success() => Ok(()),
        Some(number) if BOUNDS.iter().any(|signal| signal.as_raw() == number) => Err(Fault::TooCostly),
        _ => Err(Fault::Broken),
    }
}
