//! What is assumed of the world while templates are resolved.

use std::collections::BTreeMap;

use super::parameter::Declared;
use crate::aws::{AccountId, Region};
use crate::document::Node;

/// What is assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The region; unknown without.
    pub region: Option<Region>,
    /// The account; unknown without.
    pub account: Option<AccountId>,
    /// The values of roots' parameters that are given.
    pub parameters: BTreeMap<String, String>,
}

impl Settings {
    /// Takes the defaults of a root's parameters for values, where none are given.
    pub fn give_defaults(&mut self, root: &Node) {
        for declared in Declared::of(root) {
            let default = declared.default().and_then(Node::as_scalar);
            if let Some(default) = default {
                let value = || default.canonical().into_owned();
                self.parameters
                    .entry(declared.name.to_owned())
                    .or_insert_with(value);
            }
        }
    }
}
