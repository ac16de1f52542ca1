//! Mistakes in references, functions and what depends on what.

use std::collections::BTreeSet;

use ess_cfn::document::{Intrinsic, Node};
use ess_cfn::schema;

use super::draw::misspelt;
use super::program::{Edit, Program, Resource, Text};

/// Each use of a function in a program for which `make` has a mistake: it is given the argument.
fn each<'p>(
    program: &'p Program,
    name: &Intrinsic,
    make: impl Fn(Text<'p>, &'p Node, &'p Node) -> Option<Edit>,
) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for node in text.functions() {
            let function = node.as_function().unwrap();
            if function.name == *name
                && let Some(edit) = make(text, node, &function.argument)
            {
                found.push(vec![edit]);
            }
        }
    }
    found
}

pub(super) fn dangling_ref(program: &Program) -> Vec<Vec<Edit>> {
    each(program, &Intrinsic::Ref, |text, _, argument| {
        let name = argument.as_text()?;
        let wrong = misspelt(name);
        (text.declares(name) && !text.declares(&wrong)).then(|| text.replaced(argument, wrong))
    })
}

pub(super) fn unknown_attribute(program: &Program) -> Vec<Vec<Edit>> {
    each(program, &Intrinsic::GetAtt, |text, _, argument| {
        let (name, attribute) = argument.as_text()?.split_once('.')?;
        let written = text.text(argument);
        let resource = text.resources().find(|resource| resource.name == name)?;
        let facts = schema::resource_type(resource.resource_type)?;
        let wrong = misspelt(attribute);
        let nested = resource.resource_type == "AWS::CloudFormation::Stack";
        let plain = written == argument.as_text()?;
        (plain && !nested && facts.attribute(&wrong).is_none())
            .then(|| text.replaced(argument, format!("{name}.{wrong}")))
    })
}

pub(super) fn attribute_of_nothing(program: &Program) -> Vec<Vec<Edit>> {
    each(program, &Intrinsic::GetAtt, |text, _, argument| {
        let (name, attribute) = argument.as_text()?.split_once('.')?;
        let plain = text.text(argument) == argument.as_text()?;
        let wrong = misspelt(name);
        (plain && !text.declares(&wrong))
            .then(|| text.replaced(argument, format!("{wrong}.{attribute}")))
    })
}

pub(super) fn unknown_variable(program: &Program) -> Vec<Vec<Edit>> {
    each(program, &Intrinsic::Sub, |text, _, argument| {
        let written = text.text(argument);
        let name = written.split("${").skip(1).find_map(|rest| {
            let name = rest.split_once('}')?.0;
            text.declares(name).then_some(name)
        })?;
        let wrong = misspelt(name);
        let changed = written.replacen(&format!("${{{name}}}"), &format!("${{{wrong}}}"), 1);
        (!text.declares(&wrong)).then(|| text.replaced(argument, changed))
    })
}

pub(super) fn unknown_function(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for node in text.functions() {
            let written = text.text(node);
            let Some(tag) = written.strip_prefix('!') else {
                continue;
            };
            let tag = tag
                .split(|letter: char| !letter.is_alphanumeric())
                .next()
                .unwrap();
            let (start, _) = text.stretch(node);
            let end = start + 1 + tag.len();
            found.push(vec![text.edit(start + 1, end, misspelt(tag))]);
        }
    }
    found
}

pub(super) fn if_without_else(program: &Program) -> Vec<Vec<Edit>> {
    each(program, &Intrinsic::If, |text, _, argument| {
        let [_, second, third] = argument.as_sequence()? else {
            return None;
        };
        let flow = text.text(argument).starts_with('[');
        let plain = second.as_function().is_none_or(|function| function.short)
            && third.as_function().is_none_or(|function| function.short);
        (flow && plain).then(|| text.edit(text.stretch(second).1, text.stretch(third).1, ""))
    })
}

pub(super) fn undefined_condition(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = each(program, &Intrinsic::If, |text, _, argument| {
        let condition = argument.as_sequence()?.first()?;
        Some(text.replaced(condition, misspelt(condition.as_text()?)))
    });
    for text in program.yaml() {
        let conditions = text
            .resources()
            .filter_map(|resource| resource.node.get(&["Condition"]));
        let outputs = text.section("Outputs").iter();
        let outputs = outputs.filter_map(|output| output.value.get(&["Condition"]));
        for node in conditions.chain(outputs) {
            let name = node.as_text().unwrap();
            found.push(vec![text.replaced(node, misspelt(name))]);
        }
    }
    found
}

pub(super) fn unknown_mapping(program: &Program) -> Vec<Vec<Edit>> {
    each(program, &Intrinsic::FindInMap, |text, _, argument| {
        let items = argument.as_sequence()?;
        let second_key = items.get(2)?;
        // What has a default may be missing.
        if items.len() > 3 {
            return None;
        }
        let at = text.stretch(argument).0;
        let node = match second_key.as_text() {
            Some(_) if at % 2 == 0 => second_key,
            Some(_) | None => items.first()?,
        };
        Some(text.replaced(node, misspelt(node.as_text()?)))
    })
}

pub(super) fn dangling_dependency(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for resource in text.resources() {
            let entries = super::program::entries(Some(resource.node));
            match resource.node.get(&["DependsOn"]) {
                Some(node) => {
                    let items = node.as_sequence().and_then(|items| items.first());
                    let node = items.unwrap_or(node);
                    let wrong = misspelt(node.as_text().unwrap());
                    found.push(vec![text.replaced(node, wrong)]);
                }
                None => found.push(vec![text.inserted(&entries[0], "DependsOn: Nowhere")]),
            }
        }
    }
    found
}

/// What the resources of a text use of one another.
fn uses(text: Text<'_>, resource: Resource<'_>) -> BTreeSet<String> {
    let written = text.text(resource.node);
    let others = text.resources().map(|other| other.name);
    let used = others.filter(|name| {
        let marks = [
            format!("!Ref {name}"),
            format!("!GetAtt {name}."),
            format!("${{{name}}}"),
        ];
        marks.iter().any(|mark| {
            written.match_indices(mark.as_str()).any(|(at, _)| {
                let next = written[at + mark.len()..].chars().next();
                mark.ends_with(['.', '}']) || !next.is_some_and(char::is_alphanumeric)
            })
        })
    });
    used.map(str::to_owned).collect()
}

pub(super) fn circle(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for resource in text.resources() {
            for used in uses(text, resource) {
                let other = text.resources().find(|other| other.name == used).unwrap();
                if other.name != resource.name && other.node.get(&["DependsOn"]).is_none() {
                    let entries = super::program::entries(Some(other.node));
                    let depends = format!("DependsOn: {}", resource.name);
                    found.push(vec![text.inserted(&entries[0], &depends)]);
                }
            }
        }
    }
    found
}

/// What a reference to a resource yields by `Ref`: the type and the attribute.
fn kind(resource: Resource<'_>) -> Option<(&'static str, &'static str)> {
    let facts = schema::resource_type(resource.resource_type)?;
    match facts.reference() {
        schema::Reference::Value(attribute) => Some((facts.name(), attribute)),
        schema::Reference::Composite(_) | schema::Reference::Unnamed => None,
    }
}

pub(super) fn wrong_kind(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for site in text.sites() {
            let Some(targets) = site.schema["targets"].as_array() else {
                continue;
            };
            let Some(function) = site.entry().value.as_function() else {
                continue;
            };
            let named = function.argument.as_text();
            let is_ref = function.name == Intrinsic::Ref && function.short;
            let Some(named) = named.filter(|name| is_ref && text.declares(name)) else {
                continue;
            };
            let fits = |(name, _): (&str, &str)| targets.iter().any(|target| target[0] == name);
            let others = text.resources().filter(|other| {
                let kind = kind(*other);
                other.name != named
                    && other.name != site.resource.name
                    && kind.is_some_and(|kind| !fits(kind))
            });
            // A circle would be another mistake.
            let others = others.filter(|other| !uses(text, *other).contains(site.resource.name));
            if let Some(other) = others.min_by_key(|other| misspelt(other.name)) {
                found.push(vec![
                    text.replaced(&site.entry().value, format!("!Ref {}", other.name)),
                ]);
            }
        }
    }
    found
}
