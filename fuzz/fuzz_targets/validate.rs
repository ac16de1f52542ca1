//! Any bytes as templates: reading, resolving and judging them ends without a panic. A line of three
//! percent signs begins another template, which the one before it may nest as `b.yaml` and so on.
#![no_main]

use ess_cfn::check::{Root, check, roots};
use ess_cfn::report;
use ess_cfn::resolve::{Library, Settings, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut library = Library::default();
    for (name, bytes) in ('a'..='z').zip(split(bytes)) {
        library.add(Source::read(&format!("{name}.yaml"), bytes));
        library.add(Source::read(&format!("{name}.json"), bytes));
    }
    let roots = roots(&library).into_iter().map(|path| Root {
        path,
        settings: Settings::default(),
    });
    let findings = check(&library, &roots.collect::<Vec<_>>());
    for text in [report::json(&findings), report::sarif(&findings)] {
        assert!(text.ends_with("}\n"));
    }
    assert_eq!(report::github(&findings).lines().count(), findings.len());
});

fn split(mut bytes: &[u8]) -> Vec<&[u8]> {
    const BETWEEN: &[u8] = b"\n%%%\n";
    let mut parts = Vec::new();
    while let Some(at) = bytes.windows(BETWEEN.len()).position(|part| part == BETWEEN) {
        let (part, rest) = bytes.split_at(at);
        parts.push(part);
        bytes = rest.strip_prefix(BETWEEN).unwrap_or_default();
    }
    parts.push(bytes);
    parts
}
