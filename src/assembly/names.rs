//! The names that wiring gives: outputs, imports, files.
//!
//! A name is made of what is named, never of who uses it, so that a second consumer renames nothing.

use crate::document::{Function, Intrinsic, Origin};

/// The words by which the kind of a `Ref` ends: `VpcId` is the `Id` of a `Vpc`.
const WORDS: [&str; 7] = [
    "Identifier",
    "Id",
    "Arn",
    "Name",
    "Url",
    "Alias",
    "PublicIp",
];

/// The output of a value in the stack that holds it: `VpcId`, `InstanceEndpointAddress`.
pub(super) fn output(function: &Function, origin: &Origin) -> String {
    let argument = function.argument.as_text().unwrap_or_default();
    let (logical_id, attribute) = argument.split_once('.').unwrap_or((argument, ""));
    if function.name == Intrinsic::GetAtt {
        let attribute: String = attribute.split('.').collect();
        return joined(logical_id, &attribute);
    }
    let word = WORDS
        .into_iter()
        .find(|word| origin.kind.ends_with(word))
        .unwrap_or("");
    if origin.list {
        logical_id.to_owned()
    } else {
        joined(logical_id, word)
    }
}

/// `Vpc` and `Id` are `VpcId`; words that end the one and begin the other stand once, so that
/// `LdpTargetGroup` and `TargetGroupFullName` are `LdpTargetGroupFullName`. The letter of a zone is no
/// word of an attribute: `LoadBalancerA` and `Arn` are `LoadBalancerAArn`.
fn joined(logical_id: &str, attribute: &str) -> String {
    let words = logical_id
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_uppercase());
    let mut halves = words.map(|(at, _)| logical_id.split_at(at));
    let shared = halves.find(|(_, ending)| {
        let rest = attribute.strip_prefix(ending);
        let whole = rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()));
        whole && ending.len() > 1
    });
    let own = shared.map_or(logical_id, |(own, _)| own);
    format!("{own}{attribute}")
}

/// The parameter by which another stack takes an output: `NetworkVpcId`.
pub(super) fn import(producer: &str, output: &str) -> String {
    if output.starts_with(producer) {
        output.to_owned()
    } else {
        format!("{producer}{output}")
    }
}

/// The file of a stack, without its ending: `LoadBalancers` is `load-balancers`.
pub(super) fn file_stem(stack: &str) -> String {
    let mut stem = String::new();
    for character in stack.chars() {
        if character.is_ascii_uppercase() && !stem.is_empty() {
            stem.push('-');
        }
        stem.push(character.to_ascii_lowercase());
    }
    stem
}
