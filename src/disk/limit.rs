//! How many files a process may have open: systems begin with few and allow more to whoever asks.
//!
//! Source: getrlimit(2) of Linux, RLIMIT_NOFILE. Every new directory is held open until it has its
//! place (`claim`), so that a run over many specs needs about as many.

/// What a process has open besides: its streams, and the files that are written just now.
#[cfg(target_os = "linux")]
const BESIDES: u64 = 1024;

/// Asks for room for `directories` that are open at once. What the system does not give is missed
/// when it is needed, and reported there.
#[cfg(target_os = "linux")]
pub(super) fn allow_open_files(directories: usize) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = BESIDES + directories as u64;
    let wanted = maximum.map_or(wanted, |most| most.min(wanted));
    if current.is_some_and(|current| current < wanted) {
        let current = Some(wanted);
        let _as_before = setrlimit(Resource::Nofile, Rlimit { current, maximum });
    }
}

/// Asks for nothing: elsewhere no directory is held open.
#[cfg(not(target_os = "linux"))]
pub(super) fn allow_open_files(_directories: usize) {}
