//! What is left out is said.

use std::fmt::Write as _;

use super::found;

/// The lines at which it is said that something is left out.
fn said(text: &str) -> Vec<usize> {
    let found = found(text).into_iter();
    let found = found.filter(|finding| finding.rule.id == "judged-in-part");
    found
        .map(|finding| finding.place.unwrap().span.start.line)
        .collect()
}

#[test]
fn a_value_with_many_cases_is_named_once_however_often_it_is_used() {
    let mut text = "Parameters:\n".to_owned();
    for name in ["A", "B"] {
        writeln!(
            text,
            "  {name}: {{ Type: String, AllowedValues: [a, b, c, d, e, f] }}"
        )
        .unwrap();
    }
    text.push_str("Resources:\n");
    for number in 0..3 {
        writeln!(
            text,
            "  T{number}: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !Sub \"${{A}}${{B}}{number}\" }} }}"
        )
        .unwrap();
    }
    assert_eq!(said(&text), [5]);
}

#[test]
fn conditions_that_can_not_all_be_tried_are_named() {
    let of = |count: usize| {
        let mut text = "Parameters:\n".to_owned();
        let names: Vec<String> = (0..count).map(|number| format!("P{number}")).collect();
        for name in &names {
            writeln!(text, "  {name}: {{ Type: String }}").unwrap();
        }
        let parts: Vec<String> = names
            .iter()
            .map(|name| format!("!Equals [!Ref {name}, a]"))
            .collect();
        let first = parts.first().unwrap();
        let rest = parts.iter().skip(1);
        let mut whole = first.clone();
        for part in rest {
            whole = format!("!And [{whole}, {part}]");
        }
        format!(
            "{text}Conditions:\n  C: {whole}\nResources:\n  T: {{ Type: AWS::SNS::Topic, Condition: C }}\n"
        )
    };
    assert_eq!(said(&of(13)), [16]);
    assert!(said(&of(10)).is_empty());
}

#[test]
fn loops_that_make_too_much_are_named() {
    let of = |count: usize| {
        let items: Vec<String> = (0..count).map(|number| format!("i{number}")).collect();
        let items = items.join(", ");
        let mut body = "{'T${A}${B}': {Type: AWS::SNS::Topic}}".to_owned();
        for name in ["A", "B"] {
            body = format!("{{'Fn::ForEach::{name}': [{name}, [{items}], {body}]}}");
        }
        format!("Transform: AWS::LanguageExtensions\nResources: {body}\n")
    };
    assert_eq!(said(&of(400)), [1]);
    assert!(said(&of(20)).is_empty());
}
