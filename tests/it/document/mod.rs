//! Documents: what is written is read back as the same tree, by every reader.

mod awkward;
mod emit;
mod read;
mod readers;
mod robust;
mod round_trip;
mod trees;

use proptest::prelude::ProptestConfig;

/// Failures become named tests; no file remembers them.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
