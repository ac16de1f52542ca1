//! The values of the root stacks' parameters, and the files in which a deployment passes them.
//!
//! Source: AWS CLI, `aws cloudformation deploy`, `--parameter-overrides` (a file holds a JSON list
//! of `Key=Value`), and `create-change-set`, `--parameters` (`ParameterKey` and `ParameterValue`).
//! Every parameter that has a value is in the files, since `deploy` keeps the previous value of
//! whatever it is not given. Not here: what an operator's own file says (`values`).

use indexmap::IndexMap;
use serde_json::json;
use thiserror::Error;

use super::template::{Assembly, Input, TemplateTree};
use crate::document::Node;
use crate::source::nearest;

/// The values that a deployment passes to its root stacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    roots: IndexMap<String, RootParameters>,
}

/// The values that a deployment passes to one root stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootParameters {
    values: IndexMap<String, Option<String>>,
    first: IndexMap<String, String>,
    inputs: Vec<Input>,
    prefix: String,
}

/// Which deployment the values are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deployment {
    /// The first one, into an empty account.
    First,
    /// Every later one.
    Regular,
}

/// A parameter that no root stack has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the root stack has no parameter `{name}`")]
pub struct UnknownParameter {
    /// The name.
    pub name: String,
    /// The parameter whose name is most like it, if any is like it at all.
    pub nearest: Option<String>,
}

impl Parameters {
    /// The parameters of an assembly's root stacks, each with its default where it has one; and what
    /// differs for the first deployment, by parameter.
    #[must_use]
    pub fn of(assembly: &Assembly, first: &IndexMap<String, String>) -> Self {
        let earlier = assembly.earlier.iter().map(|tree| {
            let prefix = format!("{}.", tree.root().file_stem());
            RootParameters::of(tree, first, prefix)
        });
        let last = RootParameters::of(assembly.last(), first, String::new());
        let names = assembly.trees().map(|tree| tree.root().name().to_owned());
        Self {
            roots: names.zip(earlier.chain(std::iter::once(last))).collect(),
        }
    }

    /// The root stacks by name, in the order in which they are deployed.
    pub fn roots(&self) -> impl Iterator<Item = (&str, &RootParameters)> {
        self.roots.iter().map(|(name, root)| (name.as_str(), root))
    }

    /// The parameters of one root stack.
    #[must_use]
    pub fn root(&self, name: &str) -> Option<&RootParameters> {
        self.roots.get(name)
    }

    /// Gives a parameter another value, in every root stack that has it.
    ///
    /// # Errors
    /// No root stack has such a parameter.
    pub fn set(&mut self, name: &str, value: impl Into<String>) -> Result<(), UnknownParameter> {
        let value = value.into();
        let mut known = false;
        for root in self.roots.values_mut() {
            if let Some(present) = root.values.get_mut(name) {
                *present = Some(value.clone());
                known = true;
            }
        }
        if known {
            return Ok(());
        }
        let known = self.roots.values().flat_map(|root| root.values.keys());
        Err(UnknownParameter::new(name, known.map(String::as_str)))
    }
}

impl UnknownParameter {
    /// A name that is none of the known ones.
    #[must_use]
    pub fn new<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Self {
        Self {
            name: name.to_owned(),
            nearest: nearest(name, known).map(str::to_owned),
        }
    }
}

impl RootParameters {
    fn of(tree: &TemplateTree, first: &IndexMap<String, String>, prefix: String) -> Self {
        let declared = tree.root().section("Parameters");
        let default = |node: &Node| {
            node.get(&["Default"])
                .and_then(Node::as_text)
                .map(str::to_owned)
        };
        let values = declared.map(|(name, node)| (name.to_owned(), default(node)));
        let values: IndexMap<String, Option<String>> = values.collect();
        let first = first.iter().filter(|(name, _)| values.contains_key(*name));
        Self {
            first: first
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            values,
            inputs: tree.inputs().to_vec(),
            prefix,
        }
    }

    /// The parameters that still have no value and that somebody has to give.
    pub fn open(&self) -> impl Iterator<Item = &str> {
        let open = self.values.iter().filter(|(_, value)| value.is_none());
        let open = open.map(|(name, _)| name.as_str());
        open.filter(|name| self.inputs.iter().all(|input| input.parameter != *name))
    }

    /// The parameters that still have no value and that earlier root stacks put out.
    pub fn open_inputs(&self) -> impl Iterator<Item = &Input> {
        let value = |name: &str| self.values.get(name).and_then(Option::as_ref);
        let inputs = self.inputs.iter();
        inputs.filter(move |input| value(&input.parameter).is_none())
    }

    /// The values of a deployment.
    pub fn values(&self, deployment: Deployment) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().filter_map(move |(name, value)| {
            let first = match deployment {
                Deployment::First => self.first.get(name),
                Deployment::Regular => None,
            };
            Some((name.as_str(), first.or(value.as_ref())?.as_str()))
        })
    }

    /// The file that a deployment passes. The first one has a file of its own where it differs.
    #[must_use]
    pub fn file(&self, deployment: Deployment) -> String {
        let differs = deployment == Deployment::First && !self.first.is_empty();
        let first = if differs { "first." } else { "" };
        format!("{}parameters.{first}json", self.prefix)
    }

    /// The text of that file, which `aws cloudformation deploy` takes.
    #[must_use]
    pub fn overrides(&self, deployment: Deployment) -> String {
        let pairs = self.values(deployment);
        let pairs: Vec<String> = pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pretty(&json!(pairs))
    }

    /// The file for change sets and StackSets.
    #[must_use]
    pub fn api_file(&self) -> String {
        format!("{}parameters.api.json", self.prefix)
    }

    /// The text of that file.
    #[must_use]
    pub fn api(&self) -> String {
        let pairs = self
            .values(Deployment::Regular)
            .map(|(name, value)| json!({ "ParameterKey": name, "ParameterValue": value }));
        pretty(&pairs.collect())
    }

    /// Every file with its text.
    pub(super) fn files(&self) -> IndexMap<String, String> {
        let overrides = [Deployment::Regular, Deployment::First];
        let overrides =
            overrides.map(|deployment| (self.file(deployment), self.overrides(deployment)));
        let api = (self.api_file(), self.api());
        overrides.into_iter().chain([api]).collect()
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
