//! What must not compile: a reference of the wrong kind, a required property left out.
//!
//! Each file of `tests/compile-fail` says below a line (`//~^`) what the compiler says of it. What must
//! compile is in `bindings`, as plain code.

use std::fs;

use crate::repository;
use crate::rustc::{Complaint, complaints};

/// What a file says that the compiler will say.
fn expected(text: &str) -> Vec<Complaint> {
    let lines = (0..).zip(text.lines());
    lines
        .filter_map(|(line, text)| {
            let text = text.trim_start().strip_prefix("//~^ ")?.to_owned();
            Some(Complaint { line, text })
        })
        .collect()
}

#[test]
fn a_wrong_reference_or_a_missing_property_does_not_compile() {
    let scratch = tempfile::tempdir().unwrap();
    let mut count = 0;
    for entry in fs::read_dir(repository::root().join("tests/compile-fail")).unwrap() {
        let path = entry.unwrap().path();
        let expected = expected(&fs::read_to_string(&path).unwrap());
        assert!(
            !expected.is_empty(),
            "{}: says of no line what is wrong",
            path.display()
        );
        assert_eq!(
            complaints(&path, scratch.path()),
            expected,
            "{}",
            path.display()
        );
        count += 1;
    }
    assert!(count > 0);
}
