//! The values that parameters can have: passed by the parent, given, allowed, or by default.
//!
//! Source: AWS CloudFormation user guide, "Parameters". Not here: declarations (`parameter`).

use std::sync::Arc;

use super::cases::MOST_ALTERNATIVES;
use super::functions;
use super::guard::{Guard, Literal};
use super::parameter::{Declared, ParameterType};
use super::program::{Resolved, StackId};
use super::uses::uses;
use super::value::{Alternatives, Form, Place, Unknown, Value};
use crate::document::Node;

impl Resolved<'_> {
    /// The value that the parent passes to a parameter, and the parent.
    pub(super) fn passed(&self, stack: StackId, name: &str) -> Option<(StackId, &Node)> {
        let (parent, logical_id) = self.stack(stack).parent.as_ref()?;
        let resource = self.resource(*parent, logical_id)?;
        Some((*parent, resource.property(&["Parameters", name])?))
    }

    /// The values that a parameter can have.
    #[must_use]
    pub fn parameter(&self, stack: StackId, declared: &Declared<'_>) -> Alternatives {
        let key = (stack, Arc::from(declared.name));
        if let Some(known) = self.parameters.borrow().get(&key) {
            return known.clone();
        }
        let place = Place {
            stack,
            node: declared.key.id,
        };
        let value = self.once((stack, declared.key.id, "parameter"), place, || {
            self.passable(place, self.parameter_anew(stack, declared, place))
        });
        self.parameters.borrow_mut().insert(key, value.clone());
        value
    }

    fn parameter_anew(
        &self,
        stack: StackId,
        declared: &Declared<'_>,
        place: Place,
    ) -> Alternatives {
        let parameter_type = declared.parameter_type();
        let unknown = || {
            Alternatives::only(Value::unknown(
                place,
                Unknown::Parameter {
                    stack,
                    name: declared.name.into(),
                    parameter_type: declared.type_name().into(),
                },
            ))
        };
        match parameter_type {
            ParameterType::Stored { list: true } => {
                return Alternatives::only(Value::unknown(place, Unknown::List));
            }
            ParameterType::Stored { list: false } => return unknown(),
            ParameterType::Text | ParameterType::List => {}
        }
        let texts = if let Some((parent, passed)) = self.passed(stack, declared.name) {
            let passed = self.evaluate(parent, passed);
            self.each(&passed, |value| match (&value.form, declared.default()) {
                // What the parent leaves out is the default.
                (Form::Absent, Some(default)) => self.evaluate(stack, default),
                (Form::Absent, None) => unknown(),
                (_, _) => Alternatives::only(value.clone()),
            })
        } else if let (None, Some(given)) = (
            &self.stack(stack).parent,
            self.settings().parameters.get(declared.name),
        ) {
            Alternatives::only(Value::of_text(place, given.as_str()))
        } else if let (None, Some(allowed)) =
            (&self.stack(stack).parent, self.allowed(stack, declared))
        {
            allowed
        } else if let Some(default) = declared.default() {
            let value = self.evaluate(stack, default);
            match default.as_text() {
                Some(text) if self.is_asked(stack, declared.name) => {
                    let guard = Guard::when(Literal::Parameter {
                        stack,
                        name: declared.name.into(),
                        value: text.into(),
                    });
                    let guarded = value.0.into_iter();
                    let guarded = guarded.map(|(_, value)| (guard.clone(), value));
                    Alternatives(guarded.chain(unknown().0).collect())
                }
                Some(_) | None => value,
            }
        } else {
            return unknown();
        };
        if parameter_type == ParameterType::Text {
            return texts;
        }
        self.each(&texts, |value| {
            Alternatives::only(match &value.form {
                Form::Text(text, _) => {
                    let items = Declared::items(text).into_iter();
                    let items =
                        items.map(|item| Alternatives::only(Value::of_text(value.place, item)));
                    Value::new(value.place, Form::List(items.collect()))
                }
                Form::List(_) => value.clone(),
                Form::Unknown(Unknown::Parameter { .. }) => value.clone(),
                Form::Map(_) | Form::Absent | Form::Unknown(_) => functions::list_of_joined(value),
            })
        })
    }

    /// Whether conditions ask for a root's parameter, so that where they hold it may have another value than
    /// its default: conditions of the root, or of a nested stack that it is passed to.
    fn is_asked(&self, stack: StackId, name: &str) -> bool {
        if self.stack(stack).parent.is_some() {
            return false;
        }
        let tree = self.tree(stack);
        let asks = |node: &Node| uses(node).iter().any(|used| used.name == name);
        let by_root = ["Conditions", "Rules"];
        let mut by_root = by_root.iter().filter_map(|section| tree.get(&[section]));
        by_root.any(asks)
            || self.resources(stack).any(|resource| {
                let passed = resource.property(&["Parameters"]);
                let nested = self.nested(stack, resource.logical_id);
                let decides = nested.is_some_and(|nested| {
                    let conditions = self.tree(nested).get(&["Conditions"]);
                    conditions.is_some() || !self.stack(nested).nested.is_empty()
                });
                decides && passed.is_some_and(asks)
            })
    }

    /// The values that a template allows, each under the guard that it is chosen.
    fn allowed(&self, stack: StackId, declared: &Declared<'_>) -> Option<Alternatives> {
        let values = declared.allowed_values()?;
        if values.is_empty() || values.len() > MOST_ALTERNATIVES {
            return None;
        }
        let values = values.into_iter().filter_map(|value| {
            let text: Arc<str> = value.as_text()?.into();
            let guard = Guard::when(Literal::Parameter {
                stack,
                name: declared.name.into(),
                value: Arc::clone(&text),
            });
            let place = Place {
                stack,
                node: value.id,
            };
            Some((guard, Value::of_text(place, text)))
        });
        let values: Vec<(Guard, Value)> = values.collect();
        (!values.is_empty()).then_some(Alternatives(values))
    }
}
