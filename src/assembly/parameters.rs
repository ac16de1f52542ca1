//! The values of a root stack's parameters, and the files in which a deployment passes them.
//!
//! Source: AWS CLI, `aws cloudformation deploy`, `--parameter-overrides` (a file holds a JSON list
//! of `Key=Value`), and `create-change-set`, `--parameters` (`ParameterKey` and `ParameterValue`).
//! Every parameter that has a value is in the files, since `deploy` keeps the previous value of
//! whatever it is not given. Not here: what an operator's own file says (`values`).

use indexmap::IndexMap;
use serde_json::json;
use thiserror::Error;

/// The values that a deployment passes to its root stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    values: IndexMap<String, Option<String>>,
    first: IndexMap<String, String>,
}

/// Which deployment the values are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deployment {
    /// The first one, into an empty account.
    First,
    /// Every later one.
    Regular,
}

/// A parameter that the root stack does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the root stack has no parameter `{name}`")]
pub struct UnknownParameter {
    /// The name.
    pub name: String,
    /// The parameter whose name is most like it, if any is like it at all.
    pub nearest: Option<String>,
}

impl Parameters {
    /// The file of every regular deployment.
    pub const FILE: &'static str = "parameters.json";
    /// The file of the first deployment.
    pub const FIRST_FILE: &'static str = "parameters.first.json";
    /// The file for change sets and StackSets.
    pub const API_FILE: &'static str = "parameters.api.json";

    /// The parameters of a root stack in its order, each with its value unless an operator has to
    /// give it; and what differs for the first deployment.
    #[must_use]
    pub fn new(values: IndexMap<String, Option<String>>, first: IndexMap<String, String>) -> Self {
        Self { values, first }
    }

    /// Gives a parameter another value.
    ///
    /// # Errors
    /// The root stack has no such parameter.
    pub fn set(&mut self, name: &str, value: impl Into<String>) -> Result<(), UnknownParameter> {
        match self.values.get_mut(name) {
            Some(present) => {
                *present = Some(value.into());
                Ok(())
            }
            None => Err(UnknownParameter {
                name: name.to_owned(),
                nearest: self.nearest(name).map(str::to_owned),
            }),
        }
    }

    /// The parameters that still have no value.
    pub fn open(&self) -> impl Iterator<Item = &str> {
        let open = self.values.iter().filter(|(_, value)| value.is_none());
        open.map(|(name, _)| name.as_str())
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

    /// The file that `aws cloudformation deploy` takes.
    #[must_use]
    pub fn overrides(&self, deployment: Deployment) -> String {
        let pairs = self.values(deployment);
        let pairs: Vec<String> = pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pretty(&json!(pairs))
    }

    /// The file that change sets and StackSets take.
    #[must_use]
    pub fn api(&self) -> String {
        let pairs = self
            .values(Deployment::Regular)
            .map(|(name, value)| json!({ "ParameterKey": name, "ParameterValue": value }));
        pretty(&pairs.collect())
    }

    fn nearest(&self, name: &str) -> Option<&str> {
        let likeness = |known: &str| {
            strsim::normalized_damerau_levenshtein(&name.to_lowercase(), &known.to_lowercase())
        };
        let known = self.values.keys().map(|known| (likeness(known), known));
        let (likeness, known) = known.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
        (likeness > 0.6).then_some(known)
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
