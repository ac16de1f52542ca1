//! Names of the variants of a choice.

use super::words;

/// A variant per value, in the order of the facts. Of two values that differ only by letter case or
/// by signs the first has the name; the others are written as `Other`.
pub(super) fn variants(values: &[String]) -> Vec<(String, &str)> {
    let mut variants: Vec<(String, &str)> = Vec::new();
    for value in values {
        let name = named(value);
        if variants.iter().all(|(taken, _)| *taken != name) {
            variants.push((name, value));
        }
    }
    variants
}

fn named(value: &str) -> String {
    let name = match value {
        "" => "Empty".to_owned(),
        "*" => "Any".to_owned(),
        "-1" => "All".to_owned(),
        _ => words::pascal(value),
    };
    match name.as_str() {
        "Self" | "Other" => format!("{name}Value"),
        "" => "Sign".to_owned(),
        _ => name,
    }
}
