//! The crate's modules and the names in them: enough of Rust's name resolution to say which
//! floors a path passes through, re-exports (`pub use`) included.
//!
//! Not here: which floor may see which.

use std::collections::{BTreeMap, BTreeSet};

use syn::Item;

use super::paths::{self, Written};

/// A crate as far as floors care.
#[derive(Default)]
pub(super) struct Modules {
    names: BTreeMap<Vec<String>, Names>,
    /// Every path of every file, by the file's path.
    pub(super) written: BTreeMap<String, Vec<Written>>,
}

/// What a module declares, and what it brings in from elsewhere.
#[derive(Default)]
struct Names {
    own: BTreeSet<String>,
    imports: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// What a path leads through.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Passed {
    /// Top-level modules.
    pub(super) floors: BTreeSet<String>,
    /// The crate's root as a whole (`use crate::*`), or a name in it that nobody declares.
    pub(super) root: bool,
}

impl Modules {
    /// Reads `sources`, path (`src/cfn/mod.rs`) -> text. A text that does not parse is skipped:
    /// the compiler says it better.
    pub(super) fn read(sources: &BTreeMap<String, String>) -> Self {
        let files: Vec<_> = sources
            .iter()
            .filter_map(|(path, text)| Some((path, module_of(path), syn::parse_file(text).ok()?)))
            .collect();
        let mut modules = Self::default();
        modules.names.insert(Vec::new(), Names::default());
        let mut tests = BTreeSet::new();
        for (path, module, file) in &files {
            // A binary is a crate of its own: its modules are not the library's.
            if !is_binary(path) {
                modules.declare(module, &file.items, &mut tests);
            }
        }
        for (path, module, file) in &files {
            let in_test = (1..=module.len()).any(|n| tests.contains(&module[..n]));
            modules
                .written
                .insert((*path).clone(), paths::written(file, module, in_test));
        }
        modules
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the enum is foreign and may grow"
    )]
    fn declare(&mut self, module: &[String], items: &[Item], tests: &mut BTreeSet<Vec<String>>) {
        self.names.entry(module.to_vec()).or_default();
        for item in items {
            if let Item::Mod(inner) = item {
                let path: Vec<String> = module
                    .iter()
                    .cloned()
                    .chain([inner.ident.to_string()])
                    .collect();
                self.names.entry(path.clone()).or_default();
                if paths::is_test(&inner.attrs) {
                    tests.insert(path.clone());
                }
                if let Some((_, items)) = &inner.content {
                    self.declare(&path, items, tests);
                }
            }
            let Some(names) = self.names.get_mut(module) else {
                continue;
            };
            let ident = match item {
                Item::Const(item) => &item.ident,
                Item::Enum(item) => &item.ident,
                Item::Fn(item) => &item.sig.ident,
                Item::Static(item) => &item.ident,
                Item::Struct(item) => &item.ident,
                Item::Trait(item) => &item.ident,
                Item::Type(item) => &item.ident,
                Item::Union(item) => &item.ident,
                Item::Use(item) => {
                    for import in paths::imports(&item.tree) {
                        if import.name == "*" {
                            let mut prefix = import.segments;
                            prefix.pop();
                            names.globs.push(prefix);
                        } else {
                            names.imports.insert(import.name, import.segments);
                        }
                    }
                    continue;
                }
                Item::Macro(item) => {
                    let Some(ident) = &item.ident else { continue };
                    // `#[macro_export]` puts the macro into the root, wherever it is written.
                    if item.attrs.iter().any(|a| a.path().is_ident("macro_export")) {
                        let home = ["crate".to_owned()]
                            .into_iter()
                            .chain(module.iter().cloned());
                        let path = home.chain([ident.to_string()]).collect();
                        names.own.insert(ident.to_string());
                        let root = self.names.entry(Vec::new()).or_default();
                        if !module.is_empty() {
                            root.imports.insert(ident.to_string(), path);
                        }
                        continue;
                    }
                    ident
                }
                _ => continue,
            };
            names.own.insert(ident.to_string());
        }
    }

    /// The names of the modules directly below the root.
    pub(super) fn top_level(&self) -> impl Iterator<Item = &str> {
        self.names
            .keys()
            .filter(|path| path.len() == 1)
            .map(|path| path[0].as_str())
    }

    /// What `path`, written in `module`, leads through.
    pub(super) fn passed(&self, module: &[String], path: &[String]) -> Passed {
        let mut passed = Passed::default();
        self.follow(module, path, &mut passed, 0);
        passed
    }

    /// Returns whether the path's names were found in this crate.
    fn follow(&self, module: &[String], path: &[String], passed: &mut Passed, depth: u8) -> bool {
        let Some((mut at, rest)) = self.start(module, path) else {
            return false;
        };
        // Re-exports in a circle do not compile; the bound keeps the test finite all the same.
        if depth > 32 {
            return false;
        }
        if rest.is_empty() && at.is_empty() {
            passed.root = true;
        }
        for (index, segment) in rest.iter().enumerate() {
            passed.floors.extend(at.first().cloned());
            if segment == "*" {
                passed.root |= at.is_empty();
                return true;
            }
            let inner: Vec<String> = at.iter().cloned().chain([segment.clone()]).collect();
            if self.names.contains_key(&inner) {
                at = inner;
                continue;
            }
            let Some(names) = self.names.get(&at) else {
                return false;
            };
            let tail = &rest[index + 1..];
            if names.own.contains(segment) {
                return true;
            }
            let onward = |target: &[String], last: &[String]| -> Vec<String> {
                target.iter().chain(last).chain(tail).cloned().collect()
            };
            if let Some(target) = names.imports.get(segment) {
                self.follow(&at, &onward(target, &[]), passed, depth + 1);
                return true;
            }
            for glob in &names.globs {
                let mut through = Passed::default();
                let target = onward(glob, std::slice::from_ref(segment));
                if self.follow(&at, &target, &mut through, depth + 1) && !through.root {
                    passed.floors.extend(through.floors);
                    return true;
                }
            }
            passed.root |= at.is_empty();
            return false;
        }
        passed.floors.extend(at.first().cloned());
        true
    }

    /// The module where a path begins and what is left of it; none where it leads out of the
    /// crate (`std::…`, a local name).
    fn start<'a>(
        &self,
        from: &[String],
        path: &'a [String],
    ) -> Option<(Vec<String>, &'a [String])> {
        let (head, rest) = path.split_first()?;
        match head.as_str() {
            "crate" | "ess_cfn" => Some((Vec::new(), rest)),
            "self" => Some((from.to_vec(), rest)),
            "super" => {
                let ups = path
                    .iter()
                    .take_while(|segment| *segment == "super")
                    .count();
                let height = from.len().checked_sub(ups)?;
                Some((from[..height].to_vec(), &path[ups..]))
            }
            name => {
                let names = self.names.get(from)?;
                let inner: Vec<String> = from.iter().cloned().chain([name.to_owned()]).collect();
                // A name that its own import brings in (`use std::fs`) leads out of the crate.
                let import = names.imports.get(name).filter(|target| target[0] != name);
                (self.names.contains_key(&inner) || import.is_some()).then(|| (from.to_vec(), path))
            }
        }
    }
}

/// Whether a path is a binary's root, a crate of its own.
pub(super) fn is_binary(path: &str) -> bool {
    path == "src/main.rs" || path.starts_with("src/bin/")
}

/// `src/cfn/expr.rs` is the module `cfn::expr`, `src/lib.rs` and the binaries are roots.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    if inner == "lib" || is_binary(path) {
        return Vec::new();
    }
    let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
    module.pop_if(|last| last == "mod");
    module
}
