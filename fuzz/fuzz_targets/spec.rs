//! Any text as a spec: reading ends without a panic, with an architecture or with findings.
#![no_main]

use ess_cfn::spec;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (architecture, findings) = spec::read(&"fuzz.yaml".into(), text);
    assert!(architecture.is_some() || !findings.is_empty());
});
