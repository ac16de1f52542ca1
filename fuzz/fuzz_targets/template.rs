//! Any text as a template: reading ends without a panic, and what was read whole without a problem
//! is the same after it was written and read again.
#![no_main]

use ess_cfn::document::{Dialect, Format, Limits, emit_json, emit_yaml, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for format in [Format::Yaml, Format::Json] {
        let first = read(text, format, Dialect::Template, Limits::DEFAULT);
        let (Some(mut node), true) = (first.node, first.complete && first.problems.is_empty())
        else {
            continue;
        };
        let emitted = match format {
            Format::Yaml => emit_yaml(&mut node).text,
            Format::Json => emit_json(&mut node).text,
        };
        let second = read(&emitted, format, Dialect::Template, Limits::DEFAULT);
        assert_eq!(Some(node), second.node, "{emitted}");
    }
});
