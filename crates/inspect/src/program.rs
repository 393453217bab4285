//! Programs of others, where they are installed.

use std::path::PathBuf;
use std::process::{Command, Stdio};
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
/// [`Fault::TooCostly`] when its time is up, [`Fault::Broken`] when it cannot be started or ends with an error.
pub(crate) fn run(command: &mut Command, time: Duration) -> Result<(), Fault> {
    const PAUSE: Duration = Duration::from_millis(5);
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return if status.success() { Ok(()) } else { Err(Fault::Broken) };
        }
        if started.elapsed() > time {
            child.kill()?;
            child.wait()?;
            return Err(Fault::TooCostly);
        }
        sleep(PAUSE);
    }
}
