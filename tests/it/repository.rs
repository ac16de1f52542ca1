//! The repository as its own tests read it: where it is, its files, their text.
//!
//! Not here: any opinion about what the files hold.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Folders that hold no file of ours, for a copy of the tree without `git`.
const NOT_OURS: [&str; 6] = [
    ".git",
    ".venv",
    "assembly",
    "node_modules",
    "target",
    "__pycache__",
];

/// The folder of `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text files that git tracks or would track, as path below the root (with `/`) -> text.
///
/// Without git (an unpacked archive) it is every text file outside the folders that tools write.
pub(crate) fn texts() -> BTreeMap<String, String> {
    let paths = tracked().unwrap_or_else(|| {
        let mut found = Vec::new();
        walk(root(), &mut found);
        found
    });
    let mut texts = BTreeMap::new();
    for path in paths {
        // A file that is deleted but still in the index, or that is no text, is none of these.
        if let Ok(text) = fs::read_to_string(root().join(&path)) {
            texts.insert(path.to_string_lossy().replace('\\', "/"), text);
        }
    }
    texts
}

/// The Rust sources below `folder` (`src/`), as path below the root -> text.
pub(crate) fn rust_sources(folder: &str) -> BTreeMap<String, String> {
    let mut texts = texts();
    texts.retain(|path, _| path.starts_with(folder) && path.ends_with(".rs"));
    texts
}

fn tracked() -> Option<Vec<PathBuf>> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let listed = String::from_utf8(listed.stdout).ok()?;
    Some(
        listed
            .split('\0')
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
            .collect(),
    )
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                walk(&path, found);
            }
        } else {
            found.push(path.strip_prefix(root()).unwrap().to_path_buf());
        }
    }
}
