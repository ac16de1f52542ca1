//! One state of a deployment: every resource of a root and of the stacks below it.
//!
//! Not here: what differs from another state.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{Address, StackPath};
use super::expression::{Clause, Expression};
use super::normal_form::NormalForm;
use super::typed;
use crate::document::Node;
use crate::resolve::{Declared, Resolved, Resource, StackId};
use crate::schema::{self, ResourceType};
use crate::source::Place;

/// What a resource says of itself beside its properties, in the order of AWS's documentation.
const ATTRIBUTES: [&str; 8] = [
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "Metadata",
    "UpdatePolicy",
    "UpdateReplacePolicy",
    "Version",
];

/// One resource.
#[derive(Clone, Debug)]
pub struct ResourceState<'p> {
    /// Which one.
    pub address: Address,
    /// Its type.
    pub resource_type: Arc<str>,
    /// What is known of the type.
    pub facts: Option<&'static ResourceType>,
    /// Its properties, as the type takes them.
    pub properties: Expression,
    /// What it says of itself beside its properties: `DeletionPolicy`.
    pub attributes: BTreeMap<&'static str, Expression>,
    /// What has to hold for it to exist, where that is not decided.
    pub exists: Vec<Clause>,
    /// Whether it is a nested stack that can be looked into, so that what it passes shows inside.
    pub is_open: bool,
    /// Where it is written.
    pub written: Resource<'p>,
}

/// Something that a root shows to those around it.
#[derive(Clone, Debug)]
pub struct Output {
    /// What it comes to.
    pub value: Expression,
    /// The name under which other stacks import it.
    pub export: Option<Expression>,
}

/// A value under a name that other stacks of account and region import.
#[derive(Clone, Debug)]
pub struct Export {
    /// The name.
    pub name: Expression,
    /// What they get.
    pub value: Expression,
}

/// A parameter of the root.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its type.
    pub type_name: Arc<str>,
    /// Its default.
    pub default: Option<Arc<str>>,
    /// The value that it is given, else the default.
    pub value: Option<Arc<str>>,
    /// Whether the value is its own default.
    pub is_default: bool,
    /// The declaration but for the default and the description.
    pub limits: Vec<(Arc<str>, String)>,
    /// Whether its value is not shown.
    pub is_hidden: bool,
}

/// One state.
pub struct State<'r, 'p> {
    /// The program.
    pub resolved: &'r Resolved<'p>,
    /// Its resources. Those that can't exist are left out.
    pub resources: BTreeMap<Address, ResourceState<'p>>,
    /// The outputs of the root.
    pub outputs: BTreeMap<Arc<str>, Output>,
    /// What every stack exports, by stack and output.
    pub exports: BTreeMap<(StackPath, Arc<str>), Export>,
    /// The names that the program imports.
    pub imports: Vec<Expression>,
    /// The parameters of the root.
    pub parameters: BTreeMap<Arc<str>, Parameter>,
}

impl<'r, 'p> State<'r, 'p> {
    /// The state that a program describes.
    #[must_use]
    pub fn new(resolved: &'r Resolved<'p>) -> Self {
        let form = NormalForm::new(resolved);
        let resources = resolved.all_resources();
        let resources = resources.filter_map(|resource| {
            let state = Self::resource(resolved, &form, resource)?;
            Some((state.address.clone(), state))
        });
        let mut state = Self {
            resolved,
            resources: resources.collect(),
            outputs: BTreeMap::new(),
            exports: BTreeMap::new(),
            imports: Vec::new(),
            parameters: BTreeMap::new(),
        };
        state.read_outputs(&form);
        state.read_imports();
        state.read_parameters();
        state
    }

    /// Where a resource is written.
    #[must_use]
    pub fn place(&self, resource: &ResourceState<'_>) -> Place {
        self.place_of(resource.written.stack, resource.written.key)
    }

    /// Where a node is written.
    #[must_use]
    pub fn place_of(&self, stack: StackId, node: &Node) -> Place {
        let node = node.id;
        self.resolved.place(crate::resolve::Place { stack, node })
    }

    /// The resources of a type.
    pub fn of_type<'s>(
        &'s self,
        resource_type: &str,
    ) -> impl Iterator<Item = &'s ResourceState<'p>> {
        let resources = self.resources.values();
        resources.filter(move |one| &*one.resource_type == resource_type)
    }

    fn resource(
        resolved: &Resolved<'p>,
        form: &NormalForm<'_, 'p>,
        written: Resource<'p>,
    ) -> Option<ResourceState<'p>> {
        let exists = form.clauses(&resolved.guard_of(&written)?);
        let stack = written.stack;
        let facts = schema::resource_type(written.resource_type());
        let properties = written.properties();
        let properties = properties.map(|properties| form.of_node(stack, properties));
        let properties = properties.unwrap_or(Expression::Map(BTreeMap::new()));
        let attributes = ATTRIBUTES.iter().filter_map(|name| {
            let node = written.node.get(&[name])?;
            let value = form.of_node(stack, node);
            let value = match (*name, value) {
                // Whether the resource exists is compared as such.
                ("Condition", _) => return None,
                ("DependsOn", value) => value.into_set(),
                (_, value) => value,
            };
            Some((*name, value))
        });
        Some(ResourceState {
            address: Address::new(StackPath::of(resolved, stack), written.logical_id),
            resource_type: written.resource_type().into(),
            properties: typed::properties(facts, properties),
            facts,
            attributes: attributes.collect(),
            exists,
            is_open: resolved.nested(stack, written.logical_id).is_some(),
            written,
        })
    }

    fn read_outputs(&mut self, form: &NormalForm<'_, 'p>) {
        for stack in self.resolved.stacks() {
            let outputs = self.resolved.tree(stack.id).get(&["Outputs"]);
            let outputs = outputs.and_then(Node::as_mapping);
            for (name, output) in outputs.into_iter().flat_map(|outputs| outputs.iter()) {
                let condition = output.get(&["Condition"]).and_then(Node::as_text);
                let guard = self.resolved.guard_of_condition(stack.id, condition, true);
                if self.resolved.both(&guard, &guard).is_none() {
                    continue;
                }
                let export = output.get(&["Export", "Name"]);
                let export = export.map(|name| form.of_node(stack.id, name));
                let path = StackPath(stack.path.clone());
                let Some(value) = output.get(&["Value"]) else {
                    continue;
                };
                if export.is_none() && !path.is_root() {
                    continue;
                }
                let value = form.of_node(stack.id, value);
                if let Some(export) = &export {
                    let export = Export {
                        name: export.clone(),
                        value: value.clone(),
                    };
                    self.exports.insert((path.clone(), name.into()), export);
                }
                if path.is_root() {
                    self.outputs.insert(name.into(), Output { value, export });
                }
            }
        }
    }

    fn read_imports(&mut self) {
        let resources = self.resources.values();
        let mut imports = Vec::new();
        for resource in resources {
            resource.properties.each(&mut |one| {
                if let Expression::Call {
                    function,
                    arguments,
                } = one
                    && &**function == "Fn::ImportValue"
                {
                    imports.extend(arguments.iter().cloned());
                }
            });
        }
        self.imports = imports;
    }

    fn read_parameters(&mut self) {
        let given = &self.resolved.settings().parameters;
        let declared = Declared::of(self.resolved.tree(StackId::default()));
        for declared in declared {
            let text = |key: &str| declared.node.get(&[key]).and_then(Node::as_text);
            let default: Option<Arc<str>> = declared
                .default()
                .and_then(Node::as_scalar)
                .map(|scalar| scalar.canonical().into());
            let value = given
                .get(declared.name)
                .map(|value| Arc::from(value.as_str()));
            let limits = ["AllowedValues", "AllowedPattern", "MinLength", "MaxLength"]
                .into_iter()
                .chain(["MinValue", "MaxValue"]);
            let limits = limits.filter_map(|key| {
                let node = declared.node.get(&[key])?;
                let shown = match node.as_sequence() {
                    Some(items) => {
                        let items = items.iter().filter_map(Node::as_scalar);
                        let items: Vec<_> = items.map(|scalar| scalar.canonical()).collect();
                        items.join(", ")
                    }
                    None => node.as_scalar()?.canonical().into_owned(),
                };
                Some((Arc::from(key), shown))
            });
            self.parameters.insert(
                declared.name.into(),
                Parameter {
                    type_name: declared.type_name().into(),
                    is_default: value.is_none() || value == default,
                    value: value.or_else(|| default.clone()),
                    default,
                    limits: limits.collect(),
                    is_hidden: text("NoEcho").is_some_and(|text| text == "true"),
                },
            );
        }
    }
}

impl ResourceState<'_> {
    /// A property, by the names on the way.
    #[must_use]
    pub fn property(&self, path: &[&str]) -> Option<&Expression> {
        self.properties.get(path)
    }

    /// The text of a property.
    #[must_use]
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        self.property(path)?.text()
    }

    /// The text of `DeletionPolicy` or `UpdateReplacePolicy`.
    #[must_use]
    pub fn policy(&self, name: &str) -> Option<&str> {
        self.attributes.get(name)?.text()
    }
}
