//! The one door to the terminal: results to standard output, everything else to standard error.

use std::error::Error;
use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use super::exit_code::ExitCode;
use crate::disk::DiskError;
use crate::report::{self, Sources, Style};
use crate::source::Finding;

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where a run speaks.
pub struct Terminal {
    stdout: AutoStream<io::Stdout>,
    stderr: AutoStream<io::Stderr>,
    style: Style,
    quiet: bool,
    failed: Option<io::Error>,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

impl Terminal {
    /// The terminal of this process. A quiet one says what failed, and no more.
    #[must_use]
    pub fn new(color: Color, quiet: bool) -> Self {
        let stderr = AutoStream::new(io::stderr(), color.into());
        Self {
            stdout: AutoStream::new(io::stdout(), color.into()),
            style: style_of(&stderr),
            stderr,
            quiet,
            failed: None,
        }
    }

    /// Writes a part of the result.
    pub fn result(&mut self, text: &str) {
        if self.failed.is_none() {
            let written = self.stdout.write_all(text.as_bytes());
            self.failed = written.and_then(|()| self.stdout.flush()).err();
        }
    }

    /// Writes findings, with the lines that they are about, as the result.
    pub fn result_findings(&mut self, findings: &[Finding], sources: &Sources) {
        let style = style_of(&self.stdout);
        self.result(&report::findings(findings, sources, style));
    }

    /// Says something beside the result.
    pub fn note(&mut self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Whether nothing but failures is said.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Shows findings with the lines that they are about.
    pub fn findings(&mut self, findings: &[Finding], sources: &Sources) {
        let text = report::findings(findings, sources, self.style);
        self.say(&text);
    }

    /// Says what failed, and what to do about it.
    pub fn failure(&mut self, message: &str, help: Option<&str>) {
        let text = report::failure(message, help, self.style);
        self.say(&text);
    }

    /// Says what failed with files.
    pub fn disk_error(&mut self, error: &DiskError) {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            message = format!("{message}: {cause}");
            source = cause.source();
        }
        self.failure(&message, error.help());
    }

    /// The code to end with. A reader of the result that had enough is no failure.
    #[must_use]
    pub fn finish(mut self, code: ExitCode) -> ExitCode {
        match self.failed.take() {
            None => code,
            Some(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::Done,
            Some(error) => {
                self.failure(&format!("the result can't be written: {error}"), None);
                ExitCode::Failed
            }
        }
    }

    /// Writes to standard error. If nobody listens there, there is nobody to tell.
    fn say(&mut self, text: &str) {
        let written = self.stderr.write_all(text.as_bytes());
        let _unheard = written.and_then(|()| self.stderr.flush());
    }
}

fn style_of<S: anstream::stream::RawStream>(stream: &AutoStream<S>) -> Style {
    match stream.current_choice() {
        ColorChoice::Never => Style::Plain,
        ColorChoice::Auto | ColorChoice::Always | ColorChoice::AlwaysAnsi => Style::Coloured,
    }
}
