//! Specs as commands take them: read and understood, or refused with everything that is wrong.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use super::terminal::Terminal;
use crate::architecture::Architecture;
use crate::disk::{DiskError, Input};
use crate::parallel;
use crate::report::{self, Sources};
use crate::source::{Finding, Severity};
use crate::spec;

/// A spec that was understood.
pub(super) struct Spec {
    /// What it is called in messages: as the user named it.
    pub(super) file: Arc<str>,
    /// The argument by which the user named it, `-` for standard input.
    pub(super) argument: String,
    /// Its name without folders.
    pub(super) file_name: String,
    /// Its text.
    pub(super) text: String,
    /// What it means.
    pub(super) architecture: Architecture,
}

/// What is wrong with inputs, collected over all of them.
#[derive(Default)]
pub(super) struct Problems {
    /// What is wrong inside of files.
    pub(super) findings: Vec<Finding>,
    /// The texts that findings are about.
    pub(super) sources: Sources,
    /// Files that can't be read.
    pub(super) unreadable: Vec<DiskError>,
    /// What else stands in the way, each with what to do.
    pub(super) failures: Vec<(String, Option<String>)>,
}

/// The files that arguments name: of a folder the specs in it, by their names.
pub(super) fn named(arguments: &[OsString], problems: &mut Problems) -> Vec<OsString> {
    let mut named = Vec::with_capacity(arguments.len());
    for argument in arguments {
        match Input::from(argument.clone()).files_in(&ENDINGS) {
            None => named.push(argument.clone()),
            Some(Ok(found)) if found.is_empty() => {
                let folder = argument.to_string_lossy();
                let message =
                    format!("the folder `{folder}` holds no file that ends in `.yaml` or `.yml`");
                let help = "name a folder of specs, or the specs themselves";
                problems.failures.push((message, Some(help.to_owned())));
            }
            Some(Ok(found)) => named.extend(found.into_iter().map(OsString::from)),
            Some(Err(error)) => problems.unreadable.push(error),
        }
    }
    named
}

/// How the names of specs in a folder end.
const ENDINGS: [&str; 2] = ["yaml", "yml"];

/// Reads every spec, however many of them are refused.
pub(super) fn read(arguments: &[OsString], problems: &mut Problems) -> Vec<Spec> {
    let read = parallel::map(arguments.to_vec(), |argument| {
        let mut problems = Problems::default();
        let spec = read_one(argument, &mut problems);
        (spec, problems)
    });
    problems.collect(read)
}

fn read_one(argument: OsString, problems: &mut Problems) -> Option<Spec> {
    let input = Input::from(argument);
    match input.text() {
        Ok(text) => understand(&input, text, problems),
        Err(error) => {
            problems.unreadable.push(error);
            None
        }
    }
}

/// Understands the text of a spec, or adds what is wrong with it.
pub(super) fn understand(input: &Input, text: String, problems: &mut Problems) -> Option<Spec> {
    let file: Arc<str> = input.name().into();
    let (architecture, findings) = spec::read(&file, &text);
    problems.findings.extend(findings);
    problems.sources.insert(Arc::clone(&file), text.clone());
    let (argument, file_name) = match input {
        Input::Stdin => ("-".to_owned(), file.to_string()),
        Input::Path(path) => (path.to_string_lossy().into_owned(), last(path)),
        Input::Revision(_) => {
            let name = input.file_name().unwrap_or_default().to_owned();
            (file.to_string(), name)
        }
    };
    Some(Spec {
        file,
        argument,
        file_name,
        text,
        architecture: architecture?,
    })
}

fn last(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

impl Problems {
    /// What was made of several inputs, with what is wrong with each.
    pub(super) fn collect<T>(&mut self, made: Vec<(Option<T>, Self)>) -> Vec<T> {
        let mut all = Vec::with_capacity(made.len());
        for (one, problems) in made {
            all.extend(one);
            self.findings.extend(problems.findings);
            self.sources.extend(problems.sources);
            self.unreadable.extend(problems.unreadable);
            self.failures.extend(problems.failures);
        }
        all
    }

    /// Keeps the text of a file, into which findings may point.
    pub(super) fn keep(&mut self, file: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.sources.insert(file.into(), text);
    }

    /// Shows all of them; whether the run has to end here. Of a quiet run nobody hears warnings.
    pub(super) fn show(&self, terminal: &mut Terminal) -> bool {
        let failed = self.show_failures(terminal);
        let mut findings = self.findings.iter();
        let refused = findings.any(|finding| finding.severity() == Severity::Error);
        if refused || !terminal.is_quiet() {
            terminal.findings(&self.findings, &self.sources);
        }
        if let Some(summary) = report::summary(&self.findings) {
            terminal.note(&format!("{summary}\n"));
        }
        refused || failed
    }

    /// Shows what else than findings there is; whether there is any.
    pub(super) fn show_failures(&self, terminal: &mut Terminal) -> bool {
        for error in &self.unreadable {
            terminal.disk_error(error);
        }
        for (message, help) in &self.failures {
            terminal.failure(message, help.as_deref());
        }
        !self.unreadable.is_empty() || !self.failures.is_empty()
    }
}
