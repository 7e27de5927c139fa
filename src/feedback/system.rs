//! What the system is asked beyond files and sockets. The only place that knows its crate.

use std::path::Path;

/// Files and sockets that the endpoint may need at once: connections, files of sites, photos on their way.
#[cfg(unix)]
const DESCRIPTORS: u64 = 8_192;

/// Bytes that are left for us on the disk of a folder; none where the system does not say.
#[cfg(unix)]
pub fn left(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

/// Bytes that are left for us on the disk of a folder: not known on this system.
#[cfg(not(unix))]
pub fn left(_: &Path) -> Option<u64> {
    None
}

/// Asks for as many descriptors as the administrator allows, up to what is needed: many systems give 1,024 unless
/// asked, which is less than the connections that are let in.
#[cfg(unix)]
pub(super) fn want_descriptors() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.map_or(DESCRIPTORS, |most| most.min(DESCRIPTORS));
    if current.is_some_and(|current| current < wanted) {
        // Where it is refused, all goes on with what there is: the accept loop waits when none is left.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
    }
}

/// This system has no such limit.
#[cfg(not(unix))]
pub(super) fn want_descriptors() {}
