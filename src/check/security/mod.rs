//! What opens more than anybody meant to.

mod action_unknown;
mod bucket_list;
mod document;
mod key_policy;
mod open_port;
pub(super) mod policies;
mod public_bucket;
mod public_database;
mod secret;
mod unencrypted;
mod wildcard;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &action_unknown::CHECK,
    &bucket_list::CHECK,
    &document::CHECK,
    &key_policy::CHECK,
    &open_port::CHECK,
    &public_bucket::CHECK,
    &public_database::CHECK,
    &secret::CHECK,
    &unencrypted::CHECK,
    &wildcard::CHECK,
];
