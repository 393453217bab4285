//! The bounds that the worker sets for itself before it looks at anything.

use std::path::Path;

use files::examine::Bounds;
use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, PathBeneath, PathFd, Ruleset,
    RulesetAttr as _, RulesetCreatedAttr as _, RulesetError,
};
use rustix::process::{
    Resource, Rlimit, Signal, getrlimit, nice, set_parent_process_death_signal, setrlimit,
};

/// Files open at once.
const FILES: u64 = 64;

/// Whether this process has its bounds already.
pub(crate) fn are_set(bounds: Bounds) -> bool {
    getrlimit(Resource::As).maximum == Some(bounds.memory)
}

/// Sets the bounds for this process and all that it starts. They cannot be lifted again.
///
/// # Errors
/// When the system refuses one.
pub(crate) fn set(bounds: Bounds) -> std::io::Result<()> {
    let limit =
        |resource, most: u64| setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    limit(Resource::As, bounds.memory)?;
    limit(Resource::Cpu, bounds.time.as_secs().max(1) * u64::from(bounds.processors.max(1)))?;
    limit(Resource::Fsize, bounds.output)?;
    limit(Resource::Nofile, FILES)?;
    limit(Resource::Core, 0)?;
    // When the service is killed, its worker goes too.
    set_parent_process_death_signal(Some(Signal::KILL))?;
    // Looking inside files can wait; pages cannot. A system that does not allow it is no reason to stop.
    let _ = nice(10);
    Ok(())
}

/// Shuts everything out but reading the file and programs of the system, and writing in the folder; no TCP. Kernels older
/// than 5.13 cannot, and newer ones do as much of it as they know: it is a second wall, the bounds hold without it.
///
/// # Errors
/// When a rule cannot be made at all.
pub(crate) fn shut(file: &Path, folder: &Path) -> Result<(), RulesetError> {
    let abi = ABI::V5;
    let read = AccessFs::from_read(abi);
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .create()?;
    for path in
        ["/usr", "/bin", "/lib", "/lib64", "/etc", "/opt", "/nix", "/proc/self", "/var/cache/fontconfig"]
    {
        // A path that this system does not have needs no rule.
        if let Ok(at) = PathFd::new(path) {
            rules = rules.add_rule(PathBeneath::new(at, read))?;
        }
    }
    for device in ["/dev/null", "/dev/zero", "/dev/urandom"] {
        if let Ok(at) = PathFd::new(device) {
            rules = rules.add_rule(PathBeneath::new(at, AccessFs::ReadFile | AccessFs::WriteFile))?;
        }
    }
    if let Ok(at) = PathFd::new(file) {
        rules = rules.add_rule(PathBeneath::new(at, AccessFs::ReadFile))?;
    }
    if let Ok(at) = PathFd::new(folder) {
        rules = rules.add_rule(PathBeneath::new(at, AccessFs::from_all(abi)))?;
    }
    rules.restrict_self()?;
    Ok(())
}
