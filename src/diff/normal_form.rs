//! Makes expressions of a resolved program: everything that can be known is a value, and what can't is
//! named by what makes it, so that two programs can be compared.
//!
//! Not here: evaluating (`resolve`), and comparing (`compare`).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{Address, StackPath};
use super::expression::{Clause, Expression};
use crate::document::{Intrinsic, Node, NodeId, Scalar, Style, Value as NodeValue};
use crate::resolve::{
    Alternatives, Form, Guard, Literal, Part, Place, Resolved, StackId, Unknown, Value,
};

/// How deep functions whose results are not known lead into one another.
const DEEPEST: usize = 100;

/// Reads one program.
pub(super) struct NormalForm<'r, 'p> {
    resolved: &'r Resolved<'p>,
    /// The nodes of each stack by their numbers, made when they are asked for.
    nodes: RefCell<BTreeMap<StackId, BTreeMap<NodeId, &'p Node>>>,
}

impl<'r, 'p> NormalForm<'r, 'p> {
    pub(super) fn new(resolved: &'r Resolved<'p>) -> Self {
        Self {
            resolved,
            nodes: RefCell::default(),
        }
    }

    /// What a node of a stack comes to.
    pub(super) fn of_node(&self, stack: StackId, node: &Node) -> Expression {
        self.at(stack, node, 0)
    }

    /// What has to hold, each thing once.
    pub(super) fn clauses(&self, guard: &Guard) -> Vec<Clause> {
        self.clauses_at(guard, 0)
    }

    fn at(&self, stack: StackId, node: &Node, depth: usize) -> Expression {
        if depth > DEEPEST {
            return Expression::of_text("…");
        }
        let value = self.resolved.evaluate(stack, node);
        self.cases(&value, Some((stack, node)), depth)
    }

    fn cases(
        &self,
        cases: &Alternatives,
        of: Option<(StackId, &Node)>,
        depth: usize,
    ) -> Expression {
        if let Some(value) = cases.single() {
            return self.value(value, of, depth);
        }
        let made = cases.iter();
        let made = made
            .map(|(guard, value)| (self.clauses_at(guard, depth), self.value(value, of, depth)));
        let mut made: Vec<(Vec<Clause>, Expression)> = made.collect();
        made.sort();
        made.dedup();
        match made.as_slice() {
            [(_, first), rest @ ..] if rest.iter().all(|(_, other)| other == first) => {
                first.clone()
            }
            _ => Expression::Choice(made),
        }
    }

    fn value(&self, value: &Value, of: Option<(StackId, &Node)>, depth: usize) -> Expression {
        match &value.form {
            Form::Text(text, kind) => {
                let scalar = Scalar {
                    text: text.to_string(),
                    style: Style::Plain,
                    kind: *kind,
                };
                Expression::of_text(scalar.canonical())
            }
            Form::List(items) => {
                let items = items.iter().map(|item| self.cases(item, None, depth));
                Expression::List(items.collect())
            }
            Form::Map(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|entry| {
                    (
                        Arc::clone(&entry.name),
                        self.cases(&entry.value, None, depth),
                    )
                });
                let present = entries.filter(|(_, value)| *value != Expression::Absent);
                Expression::Map(present.collect())
            }
            Form::Absent => Expression::Absent,
            Form::Unknown(unknown) => self.unknown(unknown, value.place, of, depth),
        }
    }

    fn unknown(
        &self,
        unknown: &Unknown,
        place: Place,
        of: Option<(StackId, &Node)>,
        depth: usize,
    ) -> Expression {
        match unknown {
            Unknown::Resource {
                stack,
                logical_id,
                attribute,
                ..
            } => Expression::Reference {
                to: Address::new(StackPath::of(self.resolved, *stack), Arc::clone(logical_id)),
                attribute: Arc::clone(attribute),
            },
            Unknown::Parameter { stack, name, .. } => Expression::Parameter {
                stack: StackPath::of(self.resolved, *stack),
                name: Arc::clone(name),
            },
            Unknown::Pseudo(name) => Expression::Pseudo(Arc::clone(name)),
            Unknown::Dynamic(text) => Expression::Text(Arc::clone(text)),
            Unknown::Text(parts) if !parts.is_empty() => {
                // A text of one part alone is that part: `!Sub '${Vpc}'`.
                if let [Part::Unknown(value)] = parts.as_slice() {
                    return self.value(value, None, depth);
                }
                let parts = parts.iter().map(|part| match part {
                    Part::Known(text) => Expression::Text(Arc::clone(text)),
                    Part::Unknown(value) => self.value(value, None, depth),
                });
                Expression::Joined(parts.collect())
            }
            Unknown::Text(_) | Unknown::List | Unknown::Import | Unknown::Anything => {
                self.function(place, of, depth)
            }
        }
    }

    /// What nobody can evaluate: the function at a place with its arguments, as far as these are known.
    fn function(&self, place: Place, of: Option<(StackId, &Node)>, depth: usize) -> Expression {
        let here = of.filter(|(stack, node)| *stack == place.stack && node.id == place.node);
        let (stack, node) = match here {
            Some(here) => here,
            None => match self.node(place) {
                Some(node) => (place.stack, node),
                None => return Expression::of_text("…"),
            },
        };
        let NodeValue::Function(function) = &node.value else {
            return match node.as_text() {
                // The declaration of a parameter whose list is not known.
                Some(name) => Expression::Parameter {
                    stack: StackPath::of(self.resolved, stack),
                    name: name.into(),
                },
                None => self.inside(stack, node, depth),
            };
        };
        let argument = &*function.argument;
        if function.name == Intrinsic::Condition
            && let Some(condition) = argument
                .as_text()
                .and_then(|name| self.resolved.tree(stack).get(&["Conditions", name]))
        {
            return self.at(stack, condition, depth + 1);
        }
        let arguments = match argument.as_sequence() {
            Some(items) => items
                .iter()
                .map(|item| self.at(stack, item, depth + 1))
                .collect(),
            None => vec![self.at(stack, argument, depth + 1)],
        };
        Expression::Call {
            function: function.name.key().into(),
            arguments,
        }
    }

    /// A list or a mapping of which the evaluator made nothing, by its parts.
    fn inside(&self, stack: StackId, node: &Node, depth: usize) -> Expression {
        match &node.value {
            NodeValue::Sequence(items) => {
                let items = items.iter().map(|item| self.at(stack, item, depth + 1));
                Expression::List(items.collect())
            }
            NodeValue::Mapping(mapping) => {
                let entries = mapping.iter();
                let entries =
                    entries.map(|(name, value)| (name.into(), self.at(stack, value, depth + 1)));
                Expression::Map(entries.collect())
            }
            NodeValue::Scalar(scalar) => Expression::of_text(scalar.canonical()),
            NodeValue::Function(_) => Expression::of_text("…"),
        }
    }

    fn clauses_at(&self, guard: &Guard, depth: usize) -> Vec<Clause> {
        let open = guard.literals().filter(|literal| !self.is_decided(literal));
        let mut clauses: Vec<Clause> = open
            .map(|literal| match literal {
                Literal::Condition { stack, name, holds } => {
                    let written = self.resolved.tree(*stack).get(&["Conditions", name]);
                    Clause {
                        condition: match written {
                            Some(condition) => self.at(*stack, condition, depth + 1),
                            None => Expression::Text(Arc::clone(name)),
                        },
                        holds: *holds,
                    }
                }
                Literal::Parameter { stack, name, value } => Clause {
                    condition: Expression::Call {
                        function: "Fn::Equals".into(),
                        arguments: vec![
                            if name.starts_with("AWS::") {
                                Expression::Pseudo(Arc::clone(name))
                            } else {
                                Expression::Parameter {
                                    stack: StackPath::of(self.resolved, *stack),
                                    name: Arc::clone(name),
                                }
                            },
                            Expression::Text(Arc::clone(value)),
                        ],
                    },
                    holds: true,
                },
            })
            .collect();
        clauses.sort();
        clauses.dedup();
        clauses
    }

    /// Whether a thing holds whatever else does.
    fn is_decided(&self, literal: &Literal) -> bool {
        let Literal::Condition { stack, name, holds } = literal else {
            return false;
        };
        let contrary = self.resolved.guard_of_condition(*stack, Some(name), !holds);
        self.resolved.both(&contrary, &Guard::always()).is_none()
    }

    /// The node at a place.
    fn node(&self, place: Place) -> Option<&'p Node> {
        let mut nodes = self.nodes.borrow_mut();
        let of_stack = nodes.entry(place.stack).or_insert_with(|| {
            let mut all = BTreeMap::new();
            number(self.resolved.tree(place.stack), &mut all);
            all
        });
        of_stack.get(&place.node).copied()
    }
}

fn number<'p>(node: &'p Node, all: &mut BTreeMap<NodeId, &'p Node>) {
    all.entry(node.id).or_insert(node);
    match &node.value {
        NodeValue::Scalar(_) => {}
        NodeValue::Sequence(items) => items.iter().for_each(|item| number(item, all)),
        NodeValue::Mapping(mapping) => {
            for entry in &mapping.entries {
                number(&entry.key, all);
                number(&entry.value, all);
            }
        }
        NodeValue::Function(function) => number(&function.argument, all),
    }
}
