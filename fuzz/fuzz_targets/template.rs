//! Any text as a template: reading ends without a panic, and what was read whole without a problem
//! is written the same after it was written and read again.
#![no_main]

use ess_cfn::document::{
    Dialect, Format, Limits, Node, ScalarKind, Value, emit_json, emit_yaml, read,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for format in [Format::Yaml, Format::Json] {
        let first = read(text, format, Dialect::Template, Limits::DEFAULT);
        let (Some(mut node), true) = (first.node, first.complete && first.problems.is_empty())
        else {
            continue;
        };
        if has_null(&node) {
            continue; // Templates have none, so the emitter leaves them out.
        }
        let emitted = emit(&mut node, format);
        let second = read(&emitted, format, Dialect::Template, Limits::DEFAULT);
        let again = second.node.map(|mut node| emit(&mut node, format));
        assert_eq!(Some(emitted), again);
    }
});

fn emit(node: &mut Node, format: Format) -> String {
    match format {
        Format::Yaml => emit_yaml(node).text,
        Format::Json => emit_json(node).text,
    }
}

fn has_null(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => scalar.kind == ScalarKind::Null,
        Value::Sequence(items) => items.iter().any(has_null),
        Value::Mapping(mapping) => {
            mapping.entries.iter().any(|entry| has_null(&entry.key) || has_null(&entry.value))
        }
        Value::Function(function) => has_null(&function.argument),
    }
}
