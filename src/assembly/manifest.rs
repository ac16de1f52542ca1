//! The manifest of an assembly, `assembly.json`: which files belong to it, and what they are.
//!
//! Whoever reads a directory back learns from it which template is a root, where a nested stack
//! stands, and whether a file is still as it was written. Its form is an interface: fields are
//! added, never changed. Not here: making the files (`files`), reading or writing them (`disk`).

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::digest::Digest;
use super::template::Input;

/// What an assembly consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form.
    version: u32,
    /// The version of the tool that wrote the assembly.
    pub tool_version: String,
    /// The spec that the assembly was made of.
    pub spec: SpecFile,
    /// The stacks that are deployed by themselves, in the order in which they are deployed.
    pub roots: Vec<RootStack>,
    /// Where CloudFormation finds the files of nested stacks, if not beside their root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_url_prefix: Option<String>,
    /// Every stack, a root before the stacks that it holds.
    pub stacks: Vec<StackFile>,
    /// The files of parameters.
    pub parameters: Vec<DataFile>,
    /// The files of stack policies.
    #[serde(default)]
    pub stack_policies: Vec<DataFile>,
}

/// The spec of an assembly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecFile {
    /// Its name without folders, since those differ from one checkout to the next.
    pub file: String,
    /// The digest of its text.
    pub sha256: Digest,
}

/// A stack that is deployed by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootStack {
    /// Its name, as in [`StackFile::name`].
    pub name: String,
    /// Its template.
    pub file: String,
    /// Its parameters file, which a reader resolves it with.
    pub parameters: String,
    /// The name of the stack that it becomes, if that is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stack_name: Option<String>,
    /// The region of that stack, if that is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The parameters that take outputs of roots before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Input>,
}

/// The template of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StackFile {
    /// The name of the stack; of a nested one its logical id.
    pub name: String,
    /// The names from the root down to it, joined by `/`: `Root/Network`.
    pub path: String,
    /// The file.
    pub file: String,
    /// The digest of the file.
    pub sha256: Digest,
    /// The size of the file.
    pub bytes: usize,
    /// How many resources the template has.
    pub resources: usize,
}

/// A file beside the templates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataFile {
    /// The file.
    pub file: String,
    /// The digest of the file.
    pub sha256: Digest,
    /// The size of the file.
    pub bytes: usize,
}

/// Why bytes are no [`Manifest`].
#[derive(Debug, Error)]
pub enum ManifestError {
    /// They are something else.
    #[error("it is no manifest of an assembly")]
    Form(#[source] serde_json::Error),
    /// They are of a later time.
    #[error("it has version {found}, and this tool knows versions up to {known}", known = Manifest::VERSION)]
    Version {
        /// The version that it says.
        found: u32,
    },
}

/// What is read before anything else.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Manifest {
    /// The name of its file.
    pub const FILE: &'static str = "assembly.json";
    /// The version of its form that is written.
    pub const VERSION: u32 = 1;

    /// A manifest of this version of the tool, without any stack.
    #[must_use]
    pub fn new(spec: SpecFile) -> Self {
        Self {
            version: Self::VERSION,
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            spec,
            roots: Vec::new(),
            template_url_prefix: None,
            stacks: Vec::new(),
            parameters: Vec::new(),
            stack_policies: Vec::new(),
        }
    }

    /// Reads a manifest back.
    ///
    /// # Errors
    /// The bytes are no manifest, or one of a later version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ManifestError> {
        let Version { version } = serde_json::from_slice(bytes).map_err(ManifestError::Form)?;
        if version > Self::VERSION {
            return Err(ManifestError::Version { found: version });
        }
        serde_json::from_slice(bytes).map_err(ManifestError::Form)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        let mut text = text.expect("invariant: keys are texts, and nothing else can fail");
        text.push('\n');
        text
    }

    /// Every file that it names, with its digest. It does not name itself.
    pub fn files(&self) -> impl Iterator<Item = (&str, Digest)> {
        let stacks = self.stacks.iter();
        let stacks = stacks.map(|stack| (stack.file.as_str(), stack.sha256));
        let others = self.parameters.iter().chain(&self.stack_policies);
        stacks.chain(others.map(|one| (one.file.as_str(), one.sha256)))
    }

    /// The digest that a file had when it was written, if it belongs to the assembly.
    #[must_use]
    pub fn digest(&self, file: &str) -> Option<Digest> {
        self.files()
            .find(|(name, _)| *name == file)
            .map(|(_, digest)| digest)
    }
}
