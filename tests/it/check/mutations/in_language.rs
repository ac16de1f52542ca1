//! Mistakes in the sections of a template, parameters, outputs and what stands around properties.

use std::fmt::Write as _;

use ess_cfn::document::Node;

use super::draw::misspelt;
use super::program::{Edit, Program, entries};

pub(super) fn wrong_section(program: &Program) -> Vec<Vec<Edit>> {
    const SECTIONS: [&str; 6] = [
        "Parameters",
        "Mappings",
        "Conditions",
        "Resources",
        "Outputs",
        "Metadata",
    ];
    let mut found = Vec::new();
    for text in program.yaml() {
        for entry in entries(Some(text.node())) {
            let name = entry.key.as_text().unwrap_or_default();
            if SECTIONS.contains(&name) {
                found.push(vec![text.replaced(&entry.key, misspelt(name))]);
            }
        }
    }
    found
}

pub(super) fn wrong_resource_key(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for resource in text.resources() {
            for entry in entries(Some(resource.node)) {
                let name = entry.key.as_text().unwrap();
                if name != "Type" {
                    found.push(vec![text.replaced(&entry.key, misspelt(name))]);
                }
            }
        }
    }
    found
}

pub(super) fn wrong_deletion_policy(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for resource in text.resources() {
            for key in ["DeletionPolicy", "UpdateReplacePolicy"] {
                if let Some(node) = resource
                    .node
                    .get(&[key])
                    .filter(|node| node.as_scalar().is_some())
                {
                    found.push(vec![text.replaced(node, misspelt(node.as_text().unwrap()))]);
                }
            }
        }
    }
    found
}

pub(super) fn wrong_logical_id(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        // One that nobody names, so that nothing else is wrong.
        let unused = text.resources().filter(|resource| {
            let written = text.file.text.matches(resource.name).count();
            written == 1
        });
        for resource in unused {
            found.push(vec![
                text.replaced(resource.key, format!("{}-one", resource.name)),
            ]);
        }
    }
    found
}

pub(super) fn wrong_parameter_type(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for parameter in text.section("Parameters") {
            if let Some(node) = parameter
                .value
                .get(&["Type"])
                .filter(|node| text.text(node) == node.as_text().unwrap_or_default())
            {
                found.push(vec![text.replaced(node, misspelt(node.as_text().unwrap()))]);
            }
        }
    }
    found
}

pub(super) fn default_not_allowed(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for parameter in text.section("Parameters") {
            let bounded = ["AllowedValues", "MaxValue", "MinValue", "AllowedPattern"];
            let bounded = bounded
                .iter()
                .any(|key| parameter.value.get(&[key]).is_some());
            if let Some(node) = parameter.value.get(&["Default"]).filter(|_| bounded) {
                found.push(vec![text.replaced(node, "\"? ! ?\"")]);
            }
        }
    }
    found
}

pub(super) fn output_without_value(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for output in text.section("Outputs") {
            let mut keys = entries(Some(&output.value)).iter();
            if let Some(entry) = keys.find(|entry| entry.key.as_text() == Some("Value")) {
                found.push(vec![text.replaced(&entry.key, misspelt("Value"))]);
            }
        }
    }
    found
}

/// Over a quota: too many parameters, outputs or resources, or too long a description.
pub(super) fn over_quota(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        let quotas: [(&str, usize, &str); 3] = [
            ("Parameters", 201, "{ Type: String, Default: x }"),
            ("Outputs", 201, "{ Value: x }"),
            (
                "Resources",
                501,
                "{ Type: AWS::CloudFormation::WaitConditionHandle }",
            ),
        ];
        for (section, count, value) in quotas {
            let Some(first) = text.section(section).first() else {
                continue;
            };
            let indent = " ".repeat(2);
            let key = text.stretch(&first.key).0;
            let line = &text.file.text[..key];
            if !line.ends_with(&format!("\n{indent}")) {
                continue;
            }
            let mut more = String::new();
            for number in 0..count {
                write!(more, "More{number}: {value}\n{indent}").unwrap();
            }
            found.push(vec![text.edit(key, key, more)]);
        }
        let description = text.node().get(&["Description"]);
        if let Some(node) = description.filter(|node| node.as_scalar().is_some()) {
            found.push(vec![text.replaced(node, "x".repeat(1025))]);
        }
    }
    found
}

/// A resource without a type.
pub(super) fn type_missing(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for resource in text.resources() {
            let keys = entries(Some(resource.node));
            let index = keys
                .iter()
                .position(|entry| entry.key.as_text() == Some("Type"));
            let edit = index.and_then(|index| text.removed(keys, index));
            found.extend(edit.map(|edit| vec![edit]));
        }
    }
    found
}

/// A text that nobody closes.
pub(super) fn broken_text(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for site in text.sites() {
            let value: &Node = &site.entry().value;
            let plain = site.is_scalar() && !text.text(value).contains('\n');
            if plain && !text.text(value).starts_with(['"', '\'']) {
                found.push(vec![
                    text.valued(site.entry(), &format!("\"{}", text.text(value))),
                ]);
            }
        }
    }
    found
}
