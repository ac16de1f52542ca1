//! How an assembly is deployed: what is still to be given, and the commands, root by root.
//!
//! Sources: AWS CLI, `aws cloudformation package`, `deploy`, `create-stack-set` and
//! `create-stack-instances`, `aws s3 sync`. A parameter that `deploy` is not
//! given keeps its previous value, so every command passes a file. Not here: images and secrets,
//! which come between the two deployments.

use std::fmt;

use indexmap::IndexSet;

use super::shell::quoted;
use crate::assembly::{Capability, Digest, Input, Manifest, NestedTemplates, Quota, StackPolicy};

/// How one assembly is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instructions {
    /// The directory of the assembly, as the user named it.
    pub directory: String,
    /// The command that makes the assembly.
    pub synth: String,
    /// Where nested templates are.
    pub nested: NestedTemplates,
    /// Its roots, in the order in which they are deployed.
    pub roots: Vec<RootInstructions>,
}

/// What a root becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackForm {
    /// One stack.
    Stack,
    /// A stack set, with an instance in each of several accounts.
    StackSet,
}

/// How one root is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootInstructions {
    /// Its name in the assembly.
    pub name: String,
    /// What it becomes.
    pub form: StackForm,
    /// The name of that.
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
    /// The same file in the form that stack sets take.
    pub api: String,
    /// What each instance of a stack set has of its own: parameters, with the value of the first
    /// deployment where there is one.
    pub own: Vec<(String, Option<String>)>,
    /// Its nested stacks that hold data or addresses.
    pub protected: Vec<String>,
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

    /// How a root gets what those before it put out. Instances of a stack set get it each for itself.
    fn inputs(&self, f: &mut fmt::Formatter<'_>, root: &RootInstructions) -> fmt::Result {
        if root.form == StackForm::StackSet {
            return Ok(());
        }
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
        match root.form {
            StackForm::Stack => self.stack(f, root),
            StackForm::StackSet => self.stack_set(f, root),
        }
    }

    /// One stack: deployed with services off, and again with services on.
    fn stack(&self, f: &mut fmt::Formatter<'_>, root: &RootInstructions) -> fmt::Result {
        let RootInstructions {
            stack_name, region, ..
        } = root;
        let with = self.with_bucket(root, "");
        writeln!(f, "To deploy it as stack {stack_name} in {region}{with}:\n")?;
        let template = self.upload(f, root)?;
        self.deploy(f, root, &template, &root.first)?;
        if root.first == root.parameters {
            return Ok(());
        }
        writeln!(
            f,
            "\nThen push the images and put the secrets, and deploy again with the services on; \
             so also later:\n"
        )?;
        self.deploy(f, root, &template, &root.parameters)?;
        self.protect(f, root)
    }

    /// What keeps a running deployment from mistakes. The policy of a root does not reach into the stacks
    /// that it holds, and CloudFormation made up their names.
    fn protect(&self, f: &mut fmt::Formatter<'_>, root: &RootInstructions) -> fmt::Result {
        let RootInstructions {
            stack_name, region, ..
        } = root;
        let policy = quoted(&format!("file://{}", self.path(StackPolicy::FILE)));
        writeln!(
            f,
            "\nOnce it runs, protect what holds data and addresses against mistakes:\n"
        )?;
        if !root.protected.is_empty() {
            let stacks = root.protected.join(" ");
            writeln!(
                f,
                "  for stack in {stacks}; do\n    \
                 id=$(aws cloudformation describe-stack-resource --region {region} --stack-name {stack_name} \\\n      \
                 --logical-resource-id $stack --query StackResourceDetail.PhysicalResourceId --output text)\n    \
                 aws cloudformation set-stack-policy --region {region} --stack-name \"$id\" \\\n      \
                 --stack-policy-body {policy}\n  done"
            )?;
        }
        writeln!(
            f,
            "  aws cloudformation set-stack-policy --region {region} --stack-name {stack_name} \\\n    \
             --stack-policy-body {policy}\n  \
             aws cloudformation update-termination-protection --region {region} --stack-name {stack_name} \\\n    \
             --enable-termination-protection"
        )
    }

    /// What the bucket of a root is, where it needs one and nobody has named it.
    fn with_bucket(&self, root: &RootInstructions, which: &str) -> String {
        match &self.nested {
            NestedTemplates::Beside if root.nested || root.upload => {
                format!(", with a bucket of yours for {BUCKET}{which}")
            }
            NestedTemplates::Beside => String::new(),
            NestedTemplates::At(url) => format!(", with its nested templates at {url}"),
        }
    }

    /// Brings nested templates to the bucket. Returns the root's template, which names them there.
    fn upload(
        &self,
        f: &mut fmt::Formatter<'_>,
        root: &RootInstructions,
    ) -> Result<String, fmt::Error> {
        let RootInstructions {
            stack_name, region, ..
        } = root;
        let file = quoted(&self.path(&root.file));
        match &self.nested {
            NestedTemplates::At(url) => {
                if root.nested {
                    // The names tell what is in them, so what is there already stays.
                    writeln!(
                        f,
                        "  aws s3 sync {} {} --region {region} \\\n    --exclude '*' --include '{}'",
                        quoted(self.directory.trim_end_matches('/')),
                        url.s3_uri(),
                        content_addressed(&root.file)
                    )?;
                }
                Ok(file)
            }
            NestedTemplates::Beside => {
                if root.nested || root.upload {
                    writeln!(f, "  aws s3 mb s3://{BUCKET} --region {region}")?;
                }
                if !root.nested {
                    return Ok(file);
                }
                let packaged = quoted(&format!("{stack_name}.packaged.yaml"));
                writeln!(
                    f,
                    "  aws cloudformation package --region {region} --template-file {file} \\\n    \
                     --s3-bucket {BUCKET} --output-template-file {packaged}"
                )?;
                Ok(packaged)
            }
        }
    }

    /// The bucket for a root's own template.
    fn bucket(&self) -> &str {
        match &self.nested {
            NestedTemplates::Beside => BUCKET,
            NestedTemplates::At(url) => url.bucket(),
        }
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
        if root.nested || root.upload {
            write!(f, " --s3-bucket {}", self.bucket())?;
        }
        if let Some(capability) = root.capability {
            write!(f, " --capabilities {capability}")?;
        }
        let file = quoted(&format!("file://{}", self.path(parameters)));
        writeln!(f, " \\\n    --parameter-overrides {file}")
    }

    /// A stack set: the template once, and an instance in each account with what is its own.
    fn stack_set(&self, f: &mut fmt::Formatter<'_>, root: &RootInstructions) -> fmt::Result {
        let RootInstructions {
            stack_name, region, ..
        } = root;
        let with = self.with_bucket(root, " that every target account can read");
        writeln!(f, "To make it the stack set {stack_name}{with}:\n")?;
        let template = self.upload(f, root)?;
        let body = if root.upload {
            let bucket = self.bucket();
            let object = format!("{stack_name}.template");
            writeln!(
                f,
                "  aws s3 cp {template} s3://{bucket}/{object} --region {region}"
            )?;
            format!("--template-url https://{bucket}.s3.{region}.amazonaws.com/{object}")
        } else {
            format!("--template-body file://{template}")
        };
        write!(
            f,
            "  aws cloudformation create-stack-set --region {region} --stack-set-name {stack_name} \\\n    \
             {body}"
        )?;
        if let Some(capability) = root.capability {
            write!(f, " --capabilities {capability}")?;
        }
        let values = quoted(&format!("file://{}", self.path(&root.api)));
        writeln!(f, " \\\n    --parameters {values}")?;
        writeln!(
            f,
            "\nThen an instance in each account, with what is its own; services are on once it has \
             images and secrets:\n"
        )?;
        for Input {
            parameter,
            root: earlier,
            output,
        } in &root.inputs
        {
            writeln!(
                f,
                "  # {parameter}: what the instance of {earlier} there puts out as {output}"
            )?;
        }
        let overrides = root.own.iter().map(|(name, value)| {
            let value = value.clone().unwrap_or_else(|| name.to_uppercase());
            format!(" \\\n    ParameterKey={name},ParameterValue={value}")
        });
        writeln!(
            f,
            "  aws cloudformation create-stack-instances --region {region} --stack-set-name {stack_name} \\\n    \
             --accounts ACCOUNT --regions {region} --parameter-overrides{}",
            overrides.collect::<String>()
        )
    }
}

/// The names of nested templates beside a root, as a pattern of the AWS CLI: the digest has a fixed
/// length, and no other file has a name of that form.
fn content_addressed(root: &str) -> String {
    let ending = root.rsplit_once('.').map_or("*", |(_, ending)| ending);
    format!("*.{}.{ending}", "?".repeat(Digest::SHORT))
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
