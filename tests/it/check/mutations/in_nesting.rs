//! Mistakes between a parent and what it nests.

use ess_cfn::document::{Entry, Intrinsic, Node};

use super::draw::misspelt;
use super::program::{Edit, File, Program, Resource, Text, entries};

/// A nested stack of a parent, with its template.
struct Nested<'p> {
    text: Text<'p>,
    resource: Resource<'p>,
    child: &'p File,
}

impl<'p> Nested<'p> {
    fn properties(&self) -> &'p [Entry] {
        entries(self.resource.node.get(&["Properties"]))
    }

    fn passed(&self) -> &'p [Entry] {
        entries(self.resource.node.get(&["Properties", "Parameters"]))
    }

    fn declared(&self, name: &str) -> Option<&'p Node> {
        self.child.source.node.get(&["Parameters", name])
    }
}

/// Every nested stack of a program whose template is there.
fn nested(program: &Program) -> Vec<Nested<'_>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for resource in text.resources() {
            let address = resource.node.get(&["Properties", "TemplateURL"]);
            let address = address.and_then(Node::as_text);
            let name = address.and_then(|address| address.rsplit('/').next());
            let is_stack = resource.resource_type == "AWS::CloudFormation::Stack";
            let child = program.files.iter().find(|file| {
                let ending = name.map(|name| format!("/{name}"));
                ending.is_some_and(|ending| file.path.ends_with(&ending))
            });
            if let (true, Some(child)) = (is_stack, child) {
                found.push(Nested {
                    text,
                    resource,
                    child,
                });
            }
        }
    }
    found
}

/// Each parameter that is passed for which `make` has a mistake.
fn each<'p>(
    program: &'p Program,
    make: impl Fn(&Nested<'p>, &'p Entry) -> Option<Edit>,
) -> Vec<Vec<Edit>> {
    let nested = nested(program);
    let each = nested.iter().flat_map(|nested| {
        let passed = nested.passed().iter();
        passed
            .filter_map(|entry| make(nested, entry))
            .collect::<Vec<_>>()
    });
    each.map(|edit| vec![edit]).collect()
}

pub(super) fn missing_parameter(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |nested, entry| {
        let declared = nested.declared(entry.key.as_text()?)?;
        let passed = nested.passed();
        let index = passed.iter().position(|one| one.key.id == entry.key.id)?;
        let only = passed.len() == 1;
        if declared.get(&["Default"]).is_some() {
            return None;
        }
        if only {
            let properties = nested.properties();
            let index = properties
                .iter()
                .position(|one| one.key.as_text() == Some("Parameters"))?;
            return nested.text.removed(properties, index);
        }
        nested.text.removed(passed, index)
    })
}

pub(super) fn surplus_parameter(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |nested, entry| {
        Some(nested.text.inserted(entry, "Surplus: value"))
    })
}

pub(super) fn list_passed(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |nested, entry| {
        nested.declared(entry.key.as_text()?)?;
        let short = entry
            .value
            .as_function()
            .is_none_or(|function| function.short);
        let written = nested.text.text(&entry.value);
        let plain = short && !written.contains('\n');
        plain.then(|| nested.text.valued(entry, &format!("[{written}]")))
    })
}

pub(super) fn value_not_allowed(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |nested, entry| {
        let declared = nested.declared(entry.key.as_text()?)?;
        let bounded = ["AllowedValues", "AllowedPattern", "MinValue", "MaxValue"];
        let bounded = bounded.iter().any(|key| declared.get(&[key]).is_some());
        bounded.then(|| nested.text.valued(entry, "\"? ! ?\""))
    })
}

/// Every use of an output: the text, the argument of `Fn::GetAtt`, the stack and the output.
fn outputs(program: &Program) -> Vec<(Text<'_>, &Node, &str, &str)> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for node in text.functions() {
            let function = node.as_function().unwrap();
            let argument = function.argument.as_text().unwrap_or_default();
            if function.name == Intrinsic::GetAtt
                && let Some((stack, output)) = argument.split_once(".Outputs.")
                && text.text(&function.argument) == argument
            {
                found.push((text, &*function.argument, stack, output));
            }
        }
    }
    found
}

pub(super) fn unknown_output(program: &Program) -> Vec<Vec<Edit>> {
    let known: Vec<&str> = nested(program)
        .iter()
        .map(|nested| nested.resource.name)
        .collect();
    let used = outputs(program).into_iter();
    let used = used.filter(|(_, _, stack, _)| known.contains(stack));
    used.map(|(text, node, stack, output)| {
        vec![text.replaced(node, format!("{stack}.Outputs.{}", misspelt(output)))]
    })
    .collect()
}

/// An output whose resource is no longer there: the mistake is in the child.
pub(super) fn output_of_nothing(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for output in text.section("Outputs") {
            let value = output.value.get(&["Value"]).and_then(Node::as_function);
            let argument = value.map(|function| &function.argument);
            let Some(named) = argument.and_then(|argument| argument.as_text()) else {
                continue;
            };
            let (name, rest) = named.split_once('.').unwrap_or((named, ""));
            let plain = argument.is_some_and(|argument| text.text(argument) == named);
            if plain && text.declares(name) {
                let dot = if rest.is_empty() { "" } else { "." };
                let wrong = format!("{}{dot}{rest}", misspelt(name));
                found.push(vec![text.replaced(argument.unwrap(), wrong)]);
            }
        }
    }
    found
}

/// What another parameter is for is passed: the kinds differ, and only through the stacks is that seen.
pub(super) fn wrong_kind(program: &Program) -> Vec<Vec<Edit>> {
    let all = nested(program);
    let of = |nested: &Nested<'_>, entry: &Entry| {
        let declared = nested.declared(entry.key.as_text()?)?;
        Some(declared.get(&["Type"])?.as_text()?.to_owned())
    };
    let mut found = Vec::new();
    for nested in &all {
        for entry in nested.passed() {
            let Some(kind) = of(nested, entry).filter(|kind| kind.contains("AWS::EC2::")) else {
                continue;
            };
            let siblings = all
                .iter()
                .filter(|other| other.text.index == nested.text.index);
            let passed =
                siblings.flat_map(|other| other.passed().iter().map(move |entry| (other, entry)));
            let other = passed.filter(|(other, entry)| {
                let of_other = of(other, entry);
                let is_output = nested.text.text(&entry.value).contains(".Outputs.");
                // Nothing of the stack itself, which would be a circle.
                let own = nested
                    .text
                    .text(&entry.value)
                    .contains(nested.resource.name);
                is_output
                    && !own
                    && of_other.is_some_and(|of_other| {
                        !of_other.contains(inner(&kind)) && of_other.contains("AWS::EC2::")
                    })
            });
            for (_, other) in other.take(1) {
                let written = nested.text.text(&other.value);
                found.push(vec![nested.text.valued(entry, written)]);
            }
        }
    }
    found
}

/// The kind in a type: that of the items of a list.
fn inner(kind: &str) -> &str {
    kind.strip_prefix("List<")
        .map_or(kind, |rest| rest.trim_end_matches('>'))
}

/// The kind of a value is wrong behind an output and a parameter that say nothing of it: a child's own
/// parameter is called a plain text, and the parent passes what another resource is.
pub(super) fn wrong_kind_untyped(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for edits in wrong_kind(program) {
        let mut edits = edits;
        let Some(nested) = nested(program).into_iter().find(|nested| {
            nested.passed().iter().any(|entry| {
                let end = nested.text.stretch(&entry.key).1;
                nested.text.index == edits[0].file && end == edits[0].start
            })
        }) else {
            continue;
        };
        let passed = nested.passed().iter();
        let mut passed = passed.filter(|entry| nested.text.stretch(&entry.key).1 == edits[0].start);
        let name = passed.next().and_then(|entry| entry.key.as_text()).unwrap();
        let Some(node) = nested
            .declared(name)
            .and_then(|declared| declared.get(&["Type"]))
        else {
            continue;
        };
        if node.as_text().is_some_and(|kind| kind.starts_with("List<")) {
            continue;
        }
        let child = program
            .files
            .iter()
            .position(|file| file.path == nested.child.path)
            .unwrap();
        let span = nested.child.source.spans.get(node.id).unwrap();
        edits.push(Edit {
            file: child,
            start: span.start.offset,
            end: span.end.offset,
            text: "String".to_owned(),
        });
        found.push(edits);
    }
    found
}
