//! How an assembly is deployed: what is still to be given, and the commands.
//!
//! Sources: AWS CLI, `aws cloudformation package` and `deploy`. A parameter that `deploy` is not
//! given keeps its previous value, so every command passes a file. Not here: images and secrets,
//! which come between the two deployments.

use std::fmt;

use crate::assembly::{Capability, Manifest, Parameters, Quota};

/// How one assembly is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instructions {
    /// The name of the root stack.
    pub stack_name: String,
    /// Where it is deployed.
    pub region: String,
    /// The directory of the assembly, as the user named it.
    pub directory: String,
    /// The file of the root template.
    pub root: String,
    /// What has to be acknowledged.
    pub capability: Option<Capability>,
    /// Whether the root template is too large to be sent along with a request.
    pub upload: bool,
    /// Parameters that have no value yet.
    pub open: Vec<Open>,
}

/// A parameter without a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its name.
    pub name: String,
    /// What belongs there.
    pub meaning: String,
    /// The key of the spec that settles it.
    pub key: Option<String>,
}

/// A bucket that everybody has to name for themselves.
const BUCKET: &str = "MY-TEMPLATES";

impl Instructions {
    /// Whether `package`, which writes templates anew, may make of this root one that is too large
    /// for a request.
    #[must_use]
    pub fn needs_upload(manifest: &Manifest, root: &str) -> bool {
        let mut stacks = manifest.stacks.iter();
        let root = stacks.find(|stack| stack.file == root);
        root.is_some_and(|root| root.bytes > Quota::BYTES_INLINE * 3 / 4)
    }

    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.directory.trim_end_matches('/'))
    }
}

impl fmt::Display for Instructions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            stack_name, region, ..
        } = self;
        if !self.open.is_empty() {
            writeln!(
                f,
                "{} has no value yet for the parameters below. Give them in the spec, or in a file \
                 for `--values`:\n",
                self.path(Parameters::FILE)
            )?;
            for Open { name, meaning, key } in &self.open {
                let key = key.as_ref().map(|key| format!("; `{key}` in the spec"));
                writeln!(f, "  {name}:  # {meaning}{}", key.unwrap_or_default())?;
            }
            writeln!(f)?;
        }
        writeln!(
            f,
            "To deploy it as stack {stack_name} in {region}, with a bucket of yours for {BUCKET}:\n"
        )?;
        let packaged = quoted(&format!("{stack_name}.packaged.yaml"));
        let root = quoted(&self.path(&self.root));
        writeln!(f, "  aws s3 mb s3://{BUCKET} --region {region}")?;
        writeln!(
            f,
            "  aws cloudformation package --region {region} --template-file {root} \\\n    \
             --s3-bucket {BUCKET} --output-template-file {packaged}"
        )?;
        self.deploy(f, &packaged, Parameters::FIRST_FILE)?;
        writeln!(
            f,
            "\nThen push the images and put the secrets, and deploy again with the services on; \
             so also later:\n"
        )?;
        self.deploy(f, &packaged, Parameters::FILE)
    }
}

impl Instructions {
    fn deploy(&self, f: &mut fmt::Formatter<'_>, packaged: &str, parameters: &str) -> fmt::Result {
        let Self {
            stack_name, region, ..
        } = self;
        write!(
            f,
            "  aws cloudformation deploy --region {region} --stack-name {stack_name} \\\n    \
             --template-file {packaged}"
        )?;
        if self.upload {
            write!(f, " --s3-bucket {BUCKET}")?;
        }
        if let Some(capability) = self.capability {
            write!(f, " --capabilities {capability}")?;
        }
        let file = quoted(&format!("file://{}", self.path(parameters)));
        writeln!(f, " \\\n    --parameter-overrides {file}")
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
