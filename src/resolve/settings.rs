//! What is assumed of the world while templates are resolved.

use std::collections::BTreeMap;

use crate::aws::{AccountId, Region};

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
