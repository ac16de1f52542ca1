//! Runtimes of Lambda and the days on which AWS lets go of them.
//!
//! AWS moves these days now and then, so that a day which lay ahead when the table was made is a warning
//! at most. Not here: today, since the same input gives the same findings on every day.

use super::table;

/// A runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// Its name, such as `python3.13`.
    pub name: &'static str,
    /// From when on it gets no updates.
    pub deprecated: &'static str,
    /// From when on no functions are made with it.
    pub creation_blocked: &'static str,
    /// From when on no functions with it are updated.
    pub update_blocked: &'static str,
    /// What AWS recommends in its place.
    pub successor: Option<&'static str>,
}

/// What may be done with a runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything.
    Current,
    /// It gets no updates, by the newest day that any table knows of.
    Deprecated,
    /// Functions were neither made nor updated when the table was made.
    Blocked,
}

/// A runtime by its name, if it is known.
pub fn runtime(name: &str) -> Option<Runtime> {
    let cells = table::LAMBDA_RUNTIMES.row(name)?;
    let [
        name,
        deprecated,
        creation_blocked,
        update_blocked,
        successor,
    ] = cells;
    Some(Runtime {
        name,
        deprecated,
        creation_blocked,
        update_blocked,
        successor: (!successor.is_empty()).then_some(successor),
    })
}

impl Runtime {
    /// What may be done with it.
    pub fn status(&self) -> Status {
        // Days are written so that they sort as texts.
        let day = |text: &'static str| text.rsplit(", ").next().unwrap_or_default();
        let sources = || table::sources();
        let own = sources().find(|source| source.table == "lambda-runtimes");
        let known = own.map(|source| day(source.text)).unwrap_or_default();
        let newest = sources().map(|source| day(source.text)).max();
        if self.creation_blocked <= known && self.update_blocked <= known {
            Status::Blocked
        } else if self.deprecated <= newest.unwrap_or_default() {
            Status::Deprecated
        } else {
            Status::Current
        }
    }
}
