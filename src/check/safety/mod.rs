//! What loses data, or is about to be switched off.

mod engine_version;
mod kept;
mod kept_user;
mod key_gone;
mod metadata;
mod one_sided;
mod region;
mod runtime_blocked;
mod runtime_deprecated;
mod runtimes;
mod unprotected;
mod withdrawn;

use super::judge::Check;

/// The checks of this family.
pub(super) static CHECKS: &[&Check] = &[
    &engine_version::CHECK,
    &kept_user::CHECK,
    &key_gone::CHECK,
    &metadata::CHECK,
    &one_sided::CHECK,
    &region::CHECK,
    &runtime_blocked::CHECK,
    &runtime_deprecated::CHECK,
    &unprotected::CHECK,
    &withdrawn::CHECK,
];
