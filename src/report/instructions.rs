//! How an assembly is deployed: what is still to be given, and the commands, root by root.
//!
//! Sources: AWS CLI, `aws cloudformation package` and `deploy`. A parameter that `deploy` is not
//! given keeps its previous value, so every command passes a file. Not here: images and secrets,
//! which come between the two deployments.

use std::fmt;

use indexmap::IndexSet;

use super::shell::quoted;
use crate::assembly::{Capability, Input, Manifest, Quota};

/// How one assembly is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instructions {
    /// The directory of the assembly, as the user named it.
    pub directory: String,
    /// The command that makes the assembly.
    pub synth: String,
    /// Its roots, in the order in which they are deployed.
    pub roots: Vec<RootInstructions>,
}

/// How one root is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootInstructions {
    /// Its name in the assembly.
    pub name: String,
    /// The name of the stack that it becomes.
    pub stack_name: String,
    /// Where it is deployed.
    pub region: String,
    /// The file of its template.
    pub file: String,
    /// Whether it holds other stacks.
    pub nested: bool,
    /// What has to be acknowledged.
    pub capability: Option<Capability>,
    /// Whether its template is too large to be sent along with a request.
    pub upload: bool,
    /// The file of parameters of the first deployment.
    pub first: String,
    /// The file of parameters of every later one.
    pub parameters: String,
    /// Parameters that have no value yet.
    pub open: Vec<Open>,
    /// Parameters without a value that roots before it put out.
    pub inputs: Vec<Input>,
}

/// A parameter without a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
        self.open(f)?;
        for (index, root) in self.roots.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            self.inputs(f, root)?;
            self.root(f, root)?;
        }
        Ok(())
    }
}

impl Instructions {
    /// What somebody still has to decide, each once.
    fn open(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lacking = self.roots.iter().filter(|root| !root.open.is_empty());
        let files: Vec<String> = lacking.map(|root| self.path(&root.parameters)).collect();
        let open: IndexSet<&Open> = self.roots.iter().flat_map(|root| &root.open).collect();
        if open.is_empty() {
            return Ok(());
        }
        let has = if files.len() > 1 { "have" } else { "has" };
        writeln!(
            f,
            "{} {has} no value yet for the parameters below. Give them in the spec, or in a file for \
             `--values`:\n",
            files.join(" and ")
        )?;
        for Open { name, meaning, key } in open {
            let key = key.as_ref().map(|key| format!("; `{key}` in the spec"));
            writeln!(f, "  {name}:  # {meaning}{}", key.unwrap_or_default())?;
        }
        writeln!(f)
    }

    /// How a root gets what those before it put out.
    fn inputs(&self, f: &mut fmt::Formatter<'_>, root: &RootInstructions) -> fmt::Result {
        let mut synth = self.synth.clone();
        for earlier in &self.roots {
            let inputs = root.inputs.iter();
            let inputs = inputs.filter(|input| input.root == earlier.name);
            let taken: Vec<String> = inputs.map(taken).collect();
            if taken.is_empty() {
                continue;
            }
            writeln!(
                f,
                "Take over what stack {} puts out, and synthesise again:\n",
                earlier.stack_name
            )?;
            let values = quoted(&format!("{}.outputs.json", earlier.stack_name));
            writeln!(
                f,
                "  aws cloudformation describe-stacks --region {} --stack-name {} --output json \\\n    \
                 --query {} > {values}",
                earlier.region,
                earlier.stack_name,
                double_quoted(&format!("Stacks[0].[{}][]", taken.join(",")))
            )?;
            synth.push_str(&format!(" --values {values}"));
        }
        if synth != self.synth {
            writeln!(f, "  {synth}\n")?;
        }
        Ok(())
    }

    fn root(&self, f: &mut fmt::Formatter<'_>, root: &RootInstructions) -> fmt::Result {
        let RootInstructions {
            stack_name, region, ..
        } = root;
        let file = quoted(&self.path(&root.file));
        let packaged = quoted(&format!("{stack_name}.packaged.yaml"));
        let bucket = root.nested || root.upload;
        let with = if bucket {
            format!(", with a bucket of yours for {BUCKET}")
        } else {
            String::new()
        };
        writeln!(f, "To deploy it as stack {stack_name} in {region}{with}:\n")?;
        if bucket {
            writeln!(f, "  aws s3 mb s3://{BUCKET} --region {region}")?;
        }
        if root.nested {
            writeln!(
                f,
                "  aws cloudformation package --region {region} --template-file {file} \\\n    \
                 --s3-bucket {BUCKET} --output-template-file {packaged}"
            )?;
        }
        let template = if root.nested { &packaged } else { &file };
        self.deploy(f, root, template, &root.first)?;
        if root.first == root.parameters {
            return Ok(());
        }
        writeln!(
            f,
            "\nThen push the images and put the secrets, and deploy again with the services on; \
             so also later:\n"
        )?;
        self.deploy(f, root, template, &root.parameters)
    }

    fn deploy(
        &self,
        f: &mut fmt::Formatter<'_>,
        root: &RootInstructions,
        template: &str,
        parameters: &str,
    ) -> fmt::Result {
        let RootInstructions {
            stack_name, region, ..
        } = root;
        write!(
            f,
            "  aws cloudformation deploy --region {region} --stack-name {stack_name} \\\n    \
             --template-file {template}"
        )?;
        if root.upload {
            write!(f, " --s3-bucket {BUCKET}")?;
        }
        if let Some(capability) = root.capability {
            write!(f, " --capabilities {capability}")?;
        }
        let file = quoted(&format!("file://{}", self.path(parameters)));
        writeln!(f, " \\\n    --parameter-overrides {file}")
    }
}

/// An output as the `Key=Value` of the parameter that takes it, in JMESPath.
fn taken(input: &Input) -> String {
    let Input {
        parameter, output, ..
    } = input;
    format!("Outputs[?OutputKey=='{output}'].join('=',['{parameter}',OutputValue])")
}

/// A query of names and single quotes, as one word of a shell.
fn double_quoted(query: &str) -> String {
    format!("\"{query}\"")
}
