//! Independent work on several threads, with the results in the order of the work: what comes out
//! never depends on which thread was faster.
//!
//! Not here: the work.

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// How many threads [`map_waiting`] uses at most.
const WAITING: usize = 16;

/// Whether the cores have their work already.
static BUSY: AtomicBool = AtomicBool::new(false);

/// What `make` makes of every item, calculated on all cores. Inside of such work more of it goes on
/// in turn: the cores are taken.
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, make: impl Fn(T) -> R + Sync) -> Vec<R> {
    let helpers = items.len().min(cores()).saturating_sub(1);
    if helpers == 0 || BUSY.swap(true, Ordering::Relaxed) {
        return items.into_iter().map(make).collect();
    }
    let made = on_threads(items, helpers, make);
    BUSY.store(false, Ordering::Relaxed);
    made
}

/// The same for work that mostly waits, as for a disk: more at once than there are cores.
pub(crate) fn map_waiting<T: Send, R: Send>(items: Vec<T>, make: impl Fn(T) -> R + Sync) -> Vec<R> {
    // The caller is one of them, and a thread that has one item only costs more than it saves.
    let helpers = (items.len() / 2).min(WAITING - 1);
    on_threads(items, helpers, make)
}

fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

/// Works on this thread and on `helpers` others.
fn on_threads<T: Send, R: Send>(
    items: Vec<T>,
    helpers: usize,
    make: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let queue = Mutex::new(items.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut made = Vec::new();
        while let Some((place, item)) = next() {
            made.push((place, make(item)));
        }
        made
    };
    let mut made = thread::scope(|scope| {
        // A thread that the system refuses leaves its work to the others.
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let helpers: Vec<_> = (0..helpers).map_while(spawn).collect();
        let mut made = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => made.extend(more),
                Err(panicked) => panic::resume_unwind(panicked),
            }
        }
        made
    });
    made.sort_unstable_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, made)| made).collect()
}
