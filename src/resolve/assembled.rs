//! The templates of an assembly as they are deployed: what its manifest says of them, and what its
//! files of parameters pass.
//!
//! Not here: reading files (`disk`).

use std::sync::Arc;

use indexmap::IndexMap;

use super::library::{Library, Source};
use super::parameter::Declared;
use super::settings::Settings;
use crate::assembly::{Files, GivenValue, Manifest, RootStack, UnknownParameter, given};
use crate::parallel;
use crate::source::Finding;

/// An assembly with what its roots are given.
#[derive(Clone, Debug, Default)]
pub struct Assembled {
    /// Its templates.
    pub library: Library,
    /// The paths of its roots in the order in which they are deployed, and what is assumed of each.
    pub roots: Vec<(String, Settings)>,
    /// What is wrong with the files of parameters.
    pub findings: Vec<Finding>,
}

impl Assembled {
    /// The assembly that lies in a folder. Files that are not there are left out.
    #[must_use]
    pub fn new(folder: &str, manifest: &Manifest, files: &Files) -> Self {
        let path = |file: &str| Self::path(folder, file);
        let mut assembled = Self::default();
        let stacks = manifest.stacks.iter();
        let templates = stacks.filter_map(|stack| files.get_key_value(&stack.file));
        let read = parallel::map(templates.collect(), |(file, bytes)| {
            Source::read(&path(file), bytes)
        });
        for source in read {
            assembled.library.add(source);
        }
        if let Some(prefix) = &manifest.template_url_prefix {
            assembled.library.lies(prefix, folder);
        }
        for root in &manifest.roots {
            let own = files.get(&root.parameters);
            let own = own.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let own = own.map(|text| (Arc::from(path(&root.parameters)), text));
            assembled.add(root, path(&root.file), own);
        }
        assembled
    }

    /// The path of one of its files.
    #[must_use]
    pub fn path(folder: &str, file: &str) -> String {
        match folder {
            "" => file.to_owned(),
            "/" => format!("/{file}"),
            folder => format!("{folder}/{file}"),
        }
    }

    fn add(&mut self, root: &RootStack, path: String, own: Option<(Arc<str>, String)>) {
        let (values, findings) = given(own.as_slice());
        self.findings.extend(findings);
        let mut settings = Settings {
            region: root
                .region
                .as_deref()
                .and_then(|region| region.parse().ok()),
            ..Settings::default()
        };
        if let Some(source) = self.library.get(&path) {
            self.findings.extend(unknown(&values, &[source]));
        }
        settings.give(&values);
        self.roots.push((path, settings));
    }
}

impl Settings {
    /// Takes values over, in the place of those that were given before.
    pub fn give(&mut self, values: &IndexMap<String, GivenValue>) {
        let values = values.iter();
        let values = values.filter_map(|(name, value)| Some((name.clone(), value.text.clone()?)));
        self.parameters.extend(values);
    }
}

/// What is found of values for parameters that none of these templates declares.
#[must_use]
pub fn unknown(values: &IndexMap<String, GivenValue>, roots: &[&Arc<Source>]) -> Vec<Finding> {
    let declared = || {
        let roots = roots.iter();
        roots.flat_map(|root| Declared::of(root.tree()).map(|declared| declared.name))
    };
    let unknown = values
        .iter()
        .filter(|(name, _)| declared().all(|known| known != name.as_str()));
    unknown
        .map(|(name, value)| value.unknown(&UnknownParameter::new(name, declared())))
        .collect()
}
