//! Compiles a file against the library as these tests link it, the way another crate would.
//!
//! The library is not built once more: cargo is asked where it is, and the compiler is run on its
//! own. Not here: what the compiler is expected to say.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

use crate::repository;

/// An error of the compiler: where it is, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Complaint {
    pub(crate) line: u64,
    pub(crate) text: String,
}

/// What the compiler objects to in a file, seen as a library.
pub(crate) fn complaints(file: &Path, scratch: &Path) -> Vec<Complaint> {
    let mut rustc = rustc(file);
    rustc.args([
        "--crate-type",
        "lib",
        "--emit",
        "metadata",
        "--error-format",
        "json",
    ]);
    let output = rustc.arg("--out-dir").arg(scratch).output().unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut complaints: Vec<Complaint> =
        messages.filter_map(|message| complaint(&message)).collect();
    complaints.sort();
    complaints
}

fn complaint(message: &Value) -> Option<Complaint> {
    // The count of errors at the end has no place.
    let place = message["spans"]
        .as_array()?
        .iter()
        .find(|span| span["is_primary"] == true)?;
    let code = message["code"]["code"].as_str().unwrap_or("-");
    (message["level"] == "error").then(|| Complaint {
        line: place["line_start"].as_u64().unwrap(),
        text: format!("{code}: {}", short(message["message"].as_str().unwrap())),
    })
}

/// A message without the modules of our names: the compiler leaves them out as it sees fit.
fn short(message: &str) -> String {
    let mut parts = message.split("ess_cfn::");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let module = |segment: &str| {
            segment
                .chars()
                .all(|c| c.is_ascii_lowercase() || "_0123456789".contains(c))
        };
        let mut rest = part;
        while let Some((_, after)) = rest.split_once("::").filter(|(first, _)| module(first)) {
            rest = after;
        }
        text.push_str(rest);
    }
    text
}

/// The output of a program of one file (and the modules that it names).
pub(crate) fn run(file: &Path, scratch: &Path) -> Output {
    let program = scratch.join(file.file_stem().unwrap());
    let status = rustc(file)
        .arg("-D")
        .arg("warnings")
        .arg("-o")
        .arg(&program)
        .status()
        .unwrap();
    assert!(
        status.success(),
        "{}: the compiler refuses it",
        file.display()
    );
    Command::new(program).output().unwrap()
}

fn rustc(file: &Path) -> Command {
    let library = library();
    let mut rustc = Command::new("rustc");
    rustc
        .current_dir(repository::root())
        .args(["--edition", "2024"])
        .arg(file);
    rustc
        .arg("--extern")
        .arg(format!("ess_cfn={}", library.display()));
    let folder = library.parent().unwrap().display();
    rustc.arg("-L").arg(format!("dependency={folder}"));
    rustc
}

/// The library that these tests are linked with.
fn library() -> &'static PathBuf {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        // The cargo that runs these tests; another one would build everything anew.
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo.current_dir(repository::root());
        cargo.args([
            "test",
            "--no-run",
            "--offline",
            "--test",
            "it",
            "--message-format",
            "json",
        ]);
        if cfg!(feature = "generator") {
            cargo.args(["--features", "generator"]);
        }
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        let output = cargo.output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let messages = String::from_utf8(output.stdout).unwrap();
        let messages = messages
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut files = messages
            .filter(|message| message["reason"] == "compiler-artifact")
            .filter(|message| message["target"]["name"] == "ess_cfn")
            .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default());
        let file = files.find(|file| file.as_str().unwrap().ends_with(".rlib"));
        PathBuf::from(file.expect("cargo names the library").as_str().unwrap())
    })
}
