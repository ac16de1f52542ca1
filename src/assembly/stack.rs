//! One stack while it is being built.
//!
//! Nothing is checked here that needs another stack, and nothing here fails: what is wrong is kept
//! and comes back from `finish` with everything else.

use std::sync::Arc;

use indexmap::IndexMap;

use super::rules::{DUPLICATE, LOGICAL_ID};
use crate::cfn::{
    Condition, Expr, IntoExpr, Json, Kind, List, Parameter, Predicate, Reference, Resource,
    ResourceBody, RuleSection, Text, named,
};
use crate::document::{Intrinsic, Mapping, Node};
use crate::source::Finding;

/// A stack under construction: what will become one template.
#[derive(Clone, Debug)]
pub struct Stack {
    pub(super) name: Arc<str>,
    pub(super) description: String,
    pub(super) metadata: Mapping,
    pub(super) parameters: IndexMap<String, Node>,
    pub(super) rules: IndexMap<String, Node>,
    pub(super) mappings: IndexMap<String, Node>,
    pub(super) conditions: IndexMap<String, Node>,
    pub(super) resources: IndexMap<String, ResourceBody>,
    pub(super) lists: IndexMap<String, Node>,
    pub(super) outputs: IndexMap<String, Node>,
    pub(super) nested: ResourceBody,
    pub(super) problems: Vec<Finding>,
}

impl Stack {
    /// A stack named as its nested stack's logical id, `LoadBalancers`, with the description of its
    /// template (at most 1,024 bytes).
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, description: impl Into<String>) -> Self {
        let mut stack = Self {
            name: name.into(),
            description: description.into(),
            metadata: Mapping::new(),
            parameters: IndexMap::new(),
            rules: IndexMap::new(),
            mappings: IndexMap::new(),
            conditions: IndexMap::new(),
            resources: IndexMap::new(),
            lists: IndexMap::new(),
            outputs: IndexMap::new(),
            nested: ResourceBody::new("AWS::CloudFormation::Stack"),
            problems: Vec::new(),
        };
        let name = stack.name.to_string();
        stack.check_name(&name);
        stack
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Adds a resource and gives its handle. A name that is taken is reported by `finish`.
    pub fn add<R: Resource>(&mut self, logical_id: impl Into<String>, resource: R) -> R::Handle {
        let logical_id = logical_id.into();
        self.claim(&logical_id);
        let reference = Reference::new(&self.name, logical_id.as_str());
        self.resources
            .entry(logical_id)
            .or_insert_with(|| resource.into_body());
        R::handle(reference)
    }

    /// Takes up a resource again that is already in the stack: `change` gets it and gives it back.
    /// Says whether there is one of that name and type.
    pub fn change<R: Resource>(&mut self, logical_id: &str, change: impl FnOnce(R) -> R) -> bool {
        match self.resources.get_mut(logical_id) {
            Some(body) if body.resource_type() == R::TYPE => {
                *body = change(R::from_body(body.clone())).into_body();
                true
            }
            Some(_) | None => false,
        }
    }

    /// Declares a parameter and gives its value. Those of the root stack are passed down to every
    /// stack that uses them.
    pub fn parameter<K: Kind>(
        &mut self,
        name: impl Into<String>,
        parameter: Parameter<K>,
    ) -> Expr<K> {
        let name = name.into();
        self.claim(&name);
        let value = named(Intrinsic::Ref, &self.name, &name);
        self.parameters
            .entry(name)
            .or_insert_with(|| parameter.into_node());
        value
    }

    /// Declares a condition.
    pub fn condition(&mut self, name: &str, predicate: Predicate) -> Condition {
        self.check_name(name);
        if self.conditions.contains_key(name) {
            self.duplicate(name);
        }
        self.conditions
            .entry(name.to_owned())
            .or_insert_with(|| predicate.into_node());
        Condition::new(&self.name, name)
    }

    /// Names a list, so that it travels to another stack as one list and not as its items.
    pub fn list<K: Kind>(&mut self, name: &str, items: impl IntoExpr<List<K>>) -> Expr<List<K>> {
        self.claim(name);
        self.lists
            .entry(name.to_owned())
            .or_insert_with(|| items.into_expr().into_node());
        named(Intrinsic::Ref, &self.name, name)
    }

    /// Adds a rule between parameters of this stack.
    pub fn rule(&mut self, name: &str, rule: RuleSection) {
        self.check_name(name);
        if self
            .rules
            .insert(name.to_owned(), rule.into_node())
            .is_some()
        {
            self.duplicate(name);
        }
    }

    /// Adds a mapping: top-level key, second-level key, value. [`crate::cfn::find_in_map`] reads it.
    pub fn mapping(&mut self, name: &str, mapping: Mapping) {
        self.check_name(name);
        if self
            .mappings
            .insert(name.to_owned(), Node::mapping(mapping))
            .is_some()
        {
            self.duplicate(name);
        }
    }

    /// Adds an output for people and scripts. What another stack uses needs none.
    pub fn output(&mut self, name: &str, description: &str, value: impl IntoExpr<Text>) {
        self.declare_output(name, None, description, value.into_expr().into_node());
    }

    /// Adds an output that exists where the condition holds.
    pub fn output_if(
        &mut self,
        condition: &Condition,
        name: &str,
        description: &str,
        value: impl IntoExpr<Text>,
    ) {
        self.declare_output(
            name,
            Some(condition),
            description,
            value.into_expr().into_node(),
        );
    }

    /// Adds metadata of the template; functions in it are not evaluated.
    pub fn metadata(&mut self, key: &str, value: impl Into<Json>) {
        self.metadata.set(key, value.into().0);
    }

    /// Sets an attribute or property of the `AWS::CloudFormation::Stack` resource by which the root
    /// stack holds this one: tags, a deletion policy.
    pub fn nested(&mut self, change: impl FnOnce(&mut ResourceBody)) {
        change(&mut self.nested);
    }

    fn declare_output(
        &mut self,
        name: &str,
        condition: Option<&Condition>,
        description: &str,
        value: Node,
    ) {
        self.check_name(name);
        let mut output = Mapping::new();
        if let Some(condition) = condition {
            output.set("Condition", condition.node());
        }
        output.set("Description", Node::text(description));
        output.set("Value", value);
        if self
            .outputs
            .insert(name.to_owned(), Node::mapping(output))
            .is_some()
        {
            self.duplicate(name);
        }
    }

    /// Checks a name that resources, parameters and lists share.
    fn claim(&mut self, name: &str) {
        self.check_name(name);
        if self.has(name) {
            self.duplicate(name);
        }
    }

    /// Whether a resource, a parameter or a list has this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.resources.contains_key(name)
            || self.parameters.contains_key(name)
            || self.lists.contains_key(name)
    }

    fn check_name(&mut self, name: &str) {
        let letters = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
        if !letters || name.len() > 255 {
            let message = format!("`{name}` in stack `{}` is no name of a template", self.name);
            let finding = Finding::new(LOGICAL_ID, message)
                .expected("expected 1 to 255 letters and digits")
                .in_stack(self.name.as_ref())
                .of(name);
            self.problems.push(finding);
        }
    }

    fn duplicate(&mut self, name: &str) {
        let message = format!("stack `{}` has two things named `{name}`", self.name);
        let finding = Finding::new(DUPLICATE, message)
            .in_stack(self.name.as_ref())
            .of(name)
            .help(
                "rename one of them; resources, parameters and lists of a stack share their names",
            );
        self.problems.push(finding);
    }
}
