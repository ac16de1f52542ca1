//! What commands assume of the world while they look at templates: values of parameters, region, account.

use std::ffi::OsString;
use std::sync::Arc;

use super::specs::Problems;
use super::templates::Set;
use crate::assembly::given;
use crate::aws::{AccountId, Region};
use crate::disk::Input;
use crate::resolve::{Source, unknown};

/// What is assumed of roots.
#[derive(Debug, clap::Args)]
pub(super) struct Assumptions {
    /// Values of the roots' parameters: `Key: value`, or a list of `Key=Value` or of ParameterKey and
    /// ParameterValue; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(super) parameters: Vec<OsString>,
    /// The region of the stacks; unknown without
    #[arg(long)]
    region: Option<Region>,
    /// The account of the stacks; unknown without
    #[arg(long, value_name = "ID")]
    account: Option<AccountId>,
}

impl Assumptions {
    /// Gives the roots what the arguments say of the world.
    pub(super) fn give<'s>(
        &self,
        sets: impl Iterator<Item = &'s mut Set>,
        problems: &mut Problems,
    ) {
        let mut files: Vec<(Arc<str>, String)> = Vec::new();
        for file in &self.parameters {
            let input = Input::from(file.clone());
            match input.text() {
                Ok(text) => {
                    let file: Arc<str> = input.name().into();
                    problems.sources.insert(Arc::clone(&file), text.clone());
                    files.push((file, text));
                }
                Err(error) => problems.unreadable.push(error),
            }
        }
        let (values, findings) = given(&files);
        problems.findings.extend(findings);
        let mut roots: Vec<Arc<Source>> = Vec::new();
        for set in sets {
            for root in &mut set.roots {
                let settings = &mut root.settings;
                settings.give(&values);
                settings.region = settings.region.take().or_else(|| self.region.clone());
                settings.account = settings.account.take().or_else(|| self.account.clone());
                roots.extend(set.library.get(&root.path).cloned());
            }
        }
        if !roots.is_empty() {
            let roots: Vec<&Arc<Source>> = roots.iter().collect();
            problems.findings.extend(unknown(&values, &roots));
        }
    }
}
