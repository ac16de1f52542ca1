//! The program as a user runs it: arguments in, files, streams and exit codes out.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

mod answers;
mod bug;
mod diff;
mod explain;
mod help;
mod many;
mod streams;
mod synth;
mod template_urls;
mod validate;
mod values;

/// A spec that says no more than it has to.
const SPEC: &str = "name: acme\nregion: eu-central-1\ndomain: pods.example.org\n";

/// A folder in which the program runs.
struct Folder(tempfile::TempDir);

/// What a run came to.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with one spec, `deployment.yaml`.
    fn with_spec() -> Self {
        let folder = Self::new();
        folder.write("deployment.yaml", SPEC);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program with arguments, in an environment without any opinion about colours.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ess-cfn"));
        command.args(arguments).current_dir(self.0.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    fn run_with_stdin(&self, arguments: &[&str], stdin: &str) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(stdin.as_bytes())
            .unwrap();
        Run::of(child.wait_with_output().unwrap())
    }

    /// Every file below a directory, as path -> bytes.
    fn files(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        walk(&self.path(name), &self.path(name), &mut found);
        found.sort();
        found
    }

    fn names(&self, name: &str) -> Vec<String> {
        self.files(name).into_iter().map(|(name, _)| name).collect()
    }
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Asserts the exit code, and shows what was said when it is another.
    fn ends_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}

fn walk(root: &Path, directory: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().as_os_str();
            let name = name.to_string_lossy().replace('\\', "/");
            found.push((name, fs::read(&path).unwrap()));
        }
    }
}

/// The folder of the program, for a shell's PATH.
fn program_folder() -> &'static OsStr {
    let program = Path::new(env!("CARGO_BIN_EXE_ess-cfn"));
    program.parent().unwrap().as_os_str()
}
