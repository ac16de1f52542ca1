//! Follows references through an assembly, as CloudFormation would: a parameter of a nested stack
//! to what the root passes, an output of a nested stack to what the stack puts out, an input of a root
//! to the output of an earlier one.

use std::collections::BTreeSet;

use ess_cfn::assembly::{Assembly, TemplateTree};
use ess_cfn::document::{Function, Intrinsic, Mapping, Node, Value};

/// What a value comes from in the end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// A resource, by stack, logical id and attribute (empty for `Ref`).
    Resource {
        stack: String,
        logical_id: String,
        attribute: String,
    },
    /// A parameter of a root.
    Parameter(String),
    /// A pseudo parameter.
    Pseudo(String),
    /// A text or number as it is.
    Literal(String),
}

/// A resource of an assembly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resource<'a> {
    pub(crate) stack: &'a str,
    pub(crate) logical_id: &'a str,
    pub(crate) node: &'a Node,
}

impl<'a> Resource<'a> {
    /// A property by its path.
    pub(crate) fn property(&self, path: &[&str]) -> Option<&'a Node> {
        self.node.get(&["Properties"])?.get(path)
    }

    /// The type.
    pub(crate) fn resource_type(&self) -> &'a str {
        self.node
            .get(&["Type"])
            .and_then(Node::as_text)
            .unwrap_or_default()
    }

    /// `Ref` of this resource.
    pub(crate) fn source(&self) -> Source {
        Source::Resource {
            stack: self.stack.to_owned(),
            logical_id: self.logical_id.to_owned(),
            attribute: String::new(),
        }
    }

    /// The resources of its stack before which it is not made, one or several.
    pub(crate) fn depends_on(&self) -> Vec<&'a str> {
        let names = self.node.get(&["DependsOn"]);
        match names.and_then(Node::as_sequence) {
            Some(several) => several.iter().filter_map(Node::as_text).collect(),
            None => names.and_then(Node::as_text).into_iter().collect(),
        }
    }

    /// Stack and logical id.
    pub(crate) fn name(&self) -> (String, String) {
        (self.stack.to_owned(), self.logical_id.to_owned())
    }
}

impl Source {
    /// Stack and logical id, where it is a resource.
    pub(crate) fn resource(&self) -> Option<(String, String)> {
        match self {
            Self::Resource {
                stack, logical_id, ..
            } => Some((stack.clone(), logical_id.clone())),
            Self::Parameter(_) | Self::Pseudo(_) | Self::Literal(_) => None,
        }
    }
}

/// All resources of a type, over all stacks.
pub(crate) fn resources<'a>(assembly: &'a Assembly, resource_type: &str) -> Vec<Resource<'a>> {
    let mut found = all(assembly);
    found.retain(|resource| resource.resource_type() == resource_type);
    found
}

/// All resources of all stacks.
pub(crate) fn all(assembly: &Assembly) -> Vec<Resource<'_>> {
    let templates = assembly.templates();
    let resources = templates.flat_map(|template| {
        template
            .section("Resources")
            .map(|(logical_id, node)| Resource {
                stack: template.name(),
                logical_id,
                node,
            })
    });
    resources.collect()
}

/// What a value of a stack comes from: every source of every branch and item.
pub(crate) fn follow(assembly: &Assembly, stack: &str, node: &Node) -> BTreeSet<Source> {
    let mut sources = BTreeSet::new();
    walk(assembly, stack, node, &mut sources);
    sources
}

/// What a property of a resource comes from; nothing where the property is absent.
pub(crate) fn follow_property(
    assembly: &Assembly,
    resource: &Resource<'_>,
    path: &[&str],
) -> BTreeSet<Source> {
    resource
        .property(path)
        .map(|node| follow(assembly, resource.stack, node))
        .unwrap_or_default()
}

fn walk(assembly: &Assembly, stack: &str, node: &Node, sources: &mut BTreeSet<Source>) {
    match &node.value {
        Value::Scalar(scalar) => {
            sources.insert(Source::Literal(scalar.text.clone()));
        }
        Value::Sequence(items) => {
            items
                .iter()
                .for_each(|item| walk(assembly, stack, item, sources));
        }
        Value::Mapping(mapping) => {
            mapping
                .iter()
                .for_each(|(_, value)| walk(assembly, stack, value, sources));
        }
        Value::Function(function) => walk_function(assembly, stack, function, sources),
    }
}

fn walk_function(
    assembly: &Assembly,
    stack: &str,
    function: &Function,
    sources: &mut BTreeSet<Source>,
) {
    let argument = &function.argument;
    match (&function.name, argument.as_sequence()) {
        (Intrinsic::Ref, _) => named(assembly, stack, text(argument), "", sources),
        (Intrinsic::GetAtt, _) => {
            let (logical_id, attribute) = text(argument)
                .split_once('.')
                .expect("an attribute has a dot");
            named(assembly, stack, logical_id, attribute, sources);
        }
        (Intrinsic::If, Some([_, then, otherwise])) => {
            walk(assembly, stack, then, sources);
            walk(assembly, stack, otherwise, sources);
        }
        (Intrinsic::Join | Intrinsic::Split | Intrinsic::Select, Some([_, value])) => {
            walk(assembly, stack, value, sources);
        }
        (Intrinsic::Sub, items) => {
            let template = items.map_or(argument.as_ref(), |items| &items[0]);
            let beside = items.and_then(|items| items[1].as_mapping());
            walk_text(assembly, stack, text(template), beside, sources);
        }
        (_, _) => walk(assembly, stack, argument, sources),
    }
}

fn walk_text(
    assembly: &Assembly,
    stack: &str,
    template: &str,
    beside: Option<&Mapping>,
    sources: &mut BTreeSet<Source>,
) {
    for piece in template.split("${").skip(1) {
        let name = piece.split('}').next().unwrap_or_default();
        if name.starts_with('!') {
            continue;
        }
        if let Some(value) = beside.and_then(|beside| beside.get(name)) {
            walk(assembly, stack, value, sources);
            continue;
        }
        let (logical_id, attribute) = name.split_once('.').unwrap_or((name, ""));
        named(assembly, stack, logical_id, attribute, sources);
    }
}

fn named(
    assembly: &Assembly,
    stack: &str,
    name: &str,
    attribute: &str,
    sources: &mut BTreeSet<Source>,
) {
    if name.starts_with("AWS::") {
        sources.insert(Source::Pseudo(name.to_owned()));
        return;
    }
    let template = assembly.template(stack).expect("the stack exists");
    let tree = tree_of(assembly, stack);
    let root = tree.root();
    if let Some(resource) = template.node().get(&["Resources", name]) {
        let is_stack =
            resource.get(&["Type"]).and_then(Node::as_text) == Some("AWS::CloudFormation::Stack");
        match attribute.strip_prefix("Outputs.").filter(|_| is_stack) {
            Some(output) => {
                let child = assembly.template(name).expect("the nested stack exists");
                let value = child.node().get(&["Outputs", output, "Value"]);
                let value = value.unwrap_or_else(|| panic!("{name} puts out {output}"));
                walk(assembly, name, value, sources);
            }
            None => {
                sources.insert(Source::Resource {
                    stack: stack.to_owned(),
                    logical_id: name.to_owned(),
                    attribute: attribute.to_owned(),
                });
            }
        }
        return;
    }
    assert!(
        template.node().get(&["Parameters", name]).is_some(),
        "stack {stack} refers to {name}, which it does not have"
    );
    if stack == root.name() {
        let mut inputs = tree.inputs().iter();
        match inputs.find(|input| input.parameter == name) {
            Some(input) => {
                let earlier = assembly.template(&input.root).expect("the earlier root");
                let value = earlier.node().get(&["Outputs", &input.output, "Value"]);
                let value = value.unwrap_or_else(|| panic!("{input:?} is put out"));
                walk(assembly, &input.root, value, sources);
            }
            None => {
                sources.insert(Source::Parameter(name.to_owned()));
            }
        }
        return;
    }
    let passed = root
        .node()
        .get(&["Resources", stack, "Properties", "Parameters", name]);
    let passed = passed.unwrap_or_else(|| panic!("the root passes {name} to {stack}"));
    walk(assembly, root.name(), passed, sources);
}

/// A text of a stack as it is deployed with the parameters' defaults; `None` where AWS alone knows it.
pub(crate) fn written(assembly: &Assembly, stack: &str, node: &Node) -> Option<String> {
    let function = match &node.value {
        Value::Scalar(scalar) => return Some(scalar.text.clone()),
        Value::Function(function) => function,
        Value::Sequence(_) | Value::Mapping(_) => return None,
    };
    let argument = &function.argument;
    match (&function.name, argument.as_sequence()) {
        (Intrinsic::Ref, _) => parameter(assembly, stack, text(argument)),
        (Intrinsic::Sub, items) => {
            let template = text(items.map_or(argument.as_ref(), |items| &items[0]));
            let beside = items.and_then(|items| items[1].as_mapping());
            let mut pieces = template.split("${");
            let mut whole = pieces.next()?.to_owned();
            for piece in pieces {
                let (name, rest) = piece.split_once('}')?;
                whole += &match beside.and_then(|beside| beside.get(name)) {
                    Some(value) => written(assembly, stack, value)?,
                    None => parameter(assembly, stack, name)?,
                };
                whole += rest;
            }
            Some(whole)
        }
        (_, _) => None,
    }
}

/// The value of a parameter, passed or by default.
fn parameter(assembly: &Assembly, stack: &str, name: &str) -> Option<String> {
    let root = tree_of(assembly, stack).root();
    if stack == root.name() {
        let default = root.node().get(&["Parameters", name, "Default"])?;
        return default.as_text().map(str::to_owned);
    }
    let passed = ["Resources", stack, "Properties", "Parameters", name];
    written(assembly, root.name(), root.node().get(&passed)?)
}

/// The tree that a stack belongs to.
pub(crate) fn tree_of<'a>(assembly: &'a Assembly, stack: &str) -> &'a TemplateTree {
    let mut trees = assembly.trees();
    let tree = trees.find(|tree| tree.templates().any(|template| template.name() == stack));
    tree.expect("the stack exists")
}

fn text(node: &Node) -> &str {
    node.as_text().expect("a text")
}
