//! What a node comes to.
//!
//! Source: AWS CloudFormation template reference, "Intrinsic functions" and "Pseudo parameters". Not here:
//! what each function makes of its arguments once they are known (`functions`).

use std::sync::Arc;

use super::cases::{anything, text_of_unknown};
use super::functions;
use super::guard::{Guard, Literal};
use super::parameter::Declared;
use super::program::{Resolved, StackId};
use super::value::{Alternatives, Entry, Form, Place, Unknown, Value};
use crate::document::{Function, Intrinsic, Mapping, Node, ScalarKind, Value as NodeValue};
use crate::facts::regions;

/// How deep values lead to one another, through functions, parameters and outputs.
const DEEPEST: usize = 200;

impl Resolved<'_> {
    /// What a node of a stack comes to.
    #[must_use]
    pub fn evaluate(&self, stack: StackId, node: &Node) -> Alternatives {
        let place = Place {
            stack,
            node: node.id,
        };
        let depth = self.depth.get();
        if depth >= DEEPEST {
            self.overrun_at(place);
            return anything(place);
        }
        self.depth.set(depth + 1);
        let value = match &node.value {
            NodeValue::Scalar(scalar) => {
                Alternatives::only(if scalar.text.contains("{{resolve:") {
                    Value::unknown(place, Unknown::Dynamic(scalar.text.as_str().into()))
                } else {
                    Value::new(place, Form::Text(scalar.text.as_str().into(), scalar.kind))
                })
            }
            NodeValue::Sequence(items) => {
                let items = items.iter().map(|item| self.evaluate(stack, item));
                let items = items.filter(|item| !is_absent(item));
                Alternatives::only(Value::new(place, Form::List(items.collect())))
            }
            NodeValue::Mapping(mapping) => self.mapping(stack, place, mapping),
            NodeValue::Function(function) => self.function(stack, place, function),
        };
        self.depth.set(depth);
        value
    }

    fn mapping(&self, stack: StackId, place: Place, mapping: &Mapping) -> Alternatives {
        let entries = mapping.entries.iter().filter_map(|entry| {
            Some(Entry {
                name: entry.key.as_text()?.into(),
                key: Place {
                    stack,
                    node: entry.key.id,
                },
                value: self.evaluate(stack, &entry.value),
            })
        });
        Alternatives::only(Value::new(place, Form::Map(entries.collect())))
    }

    fn function(&self, stack: StackId, place: Place, function: &Function) -> Alternatives {
        let argument = &*function.argument;
        let items = argument.as_sequence();
        match (&function.name, items) {
            (Intrinsic::Ref, _) => match argument.as_text() {
                Some(name) => self.named(stack, place, name),
                None => anything(place),
            },
            (Intrinsic::GetAtt, _) => {
                match argument.as_text().and_then(|text| text.split_once('.')) {
                    Some((name, attribute)) => self.attribute(stack, place, name, attribute),
                    None => anything(place),
                }
            }
            (Intrinsic::If, Some([condition, then, otherwise])) => match condition.as_text() {
                Some(name) => self.branches(stack, name, (then, otherwise), place),
                None => anything(place),
            },
            (Intrinsic::Sub, _) => self.substituted(stack, place, argument),
            (Intrinsic::Join, Some([delimiter, list])) => {
                let (delimiter, list) =
                    (self.evaluate(stack, delimiter), self.evaluate(stack, list));
                self.with_two(place, &delimiter, &list, |delimiter, list| {
                    self.joined(place, delimiter, list)
                })
            }
            (Intrinsic::Split, Some([delimiter, text])) => {
                let (delimiter, text) =
                    (self.evaluate(stack, delimiter), self.evaluate(stack, text));
                self.with_two(place, &delimiter, &text, |delimiter, text| {
                    Alternatives::only(functions::split(place, delimiter, text))
                })
            }
            (Intrinsic::Select, Some([index, list])) => {
                let (index, list) = (self.evaluate(stack, index), self.evaluate(stack, list));
                self.with_two(place, &index, &list, |index, list| {
                    functions::select(place, index, list)
                })
            }
            (Intrinsic::FindInMap, Some([map, top, second, ..])) => {
                self.found_in_map(stack, place, [map, top, second])
            }
            (Intrinsic::Cidr, Some([block, count, rest @ ..])) => {
                let bits = rest.first().map(|bits| self.evaluate(stack, bits));
                let bits = bits
                    .as_ref()
                    .and_then(|bits| bits.text())
                    .map(str::to_owned);
                let (block, count) = (self.evaluate(stack, block), self.evaluate(stack, count));
                self.with_two(place, &block, &count, |block, count| {
                    Alternatives::only(functions::cidr(place, block, count, bits.as_deref()))
                })
            }
            (Intrinsic::Base64 | Intrinsic::ToJsonString, _) => text_of_unknown(place),
            (Intrinsic::Length, _) => {
                let list = self.evaluate(stack, argument);
                self.each(&list, |value| {
                    let count = value.items().map(<[Alternatives]>::len);
                    Alternatives::only(match count {
                        Some(count) => Value::new(
                            place,
                            Form::Text(count.to_string().into(), ScalarKind::Integer),
                        ),
                        None => return text_of_unknown(place),
                    })
                })
            }
            (Intrinsic::GetAZs, _) => Alternatives::only(Value::unknown(place, Unknown::List)),
            (Intrinsic::ImportValue | Intrinsic::GetStackOutput, _) => {
                Alternatives::only(Value::unknown(place, Unknown::Import))
            }
            (_, _) => anything(place),
        }
    }

    /// What `Ref` to a name gives.
    pub(super) fn named(&self, stack: StackId, place: Place, name: &str) -> Alternatives {
        if name.starts_with("AWS::") {
            return Alternatives::only(self.pseudo(place, name));
        }
        if let Some(declared) = Declared::named(self.tree(stack), name) {
            return self.parameter(stack, &declared);
        }
        match self.resource(stack, name) {
            Some(resource) => {
                let resource_type = resource.resource_type().into();
                let logical_id = name.into();
                Alternatives::only(Value::unknown(
                    place,
                    Unknown::Resource {
                        stack,
                        logical_id,
                        resource_type,
                        attribute: "".into(),
                    },
                ))
            }
            None => anything(place),
        }
    }

    /// What `Fn::GetAtt` gives.
    pub(super) fn attribute(
        &self,
        stack: StackId,
        place: Place,
        name: &str,
        attribute: &str,
    ) -> Alternatives {
        let Some(resource) = self.resource(stack, name) else {
            return anything(place);
        };
        if let (Some(output), Some(nested)) =
            (attribute.strip_prefix("Outputs."), self.nested(stack, name))
        {
            let value = self.tree(nested).get(&["Outputs", output, "Value"]);
            let Some(value) = value else {
                return anything(place);
            };
            let key = (nested, Arc::from(output));
            if let Some(known) = self.outputs.borrow().get(&key) {
                return known.clone();
            }
            let value = self.once((nested, value.id, "output"), place, || {
                self.passable(place, self.evaluate(nested, value))
            });
            self.outputs.borrow_mut().insert(key, value.clone());
            return value;
        }
        Alternatives::only(Value::unknown(
            place,
            Unknown::Resource {
                stack,
                logical_id: name.into(),
                resource_type: resource.resource_type().into(),
                attribute: attribute.into(),
            },
        ))
    }

    /// What a pseudo parameter gives.
    pub(super) fn pseudo(&self, place: Place, name: &str) -> Value {
        let settings = self.settings();
        let region = settings.region.as_ref();
        let known: Option<String> = match name {
            "AWS::NoValue" => return Value::new(place, Form::Absent),
            "AWS::Region" => region.map(ToString::to_string),
            "AWS::AccountId" => settings.account.as_ref().map(ToString::to_string),
            "AWS::Partition" => region.map(|region| region.partition().name().to_owned()),
            "AWS::URLSuffix" => {
                region.map(|region| regions::partition_of(region.as_str()).dns_suffix.to_owned())
            }
            "AWS::NotificationARNs" => return Value::unknown(place, Unknown::List),
            _ => None,
        };
        match known {
            Some(text) => Value::of_text(place, text),
            None => Value::unknown(place, Unknown::Pseudo(name.into())),
        }
    }

    /// Both branches of `Fn::If`, as far as they can come true.
    fn branches(
        &self,
        stack: StackId,
        name: &str,
        (then, otherwise): (&Node, &Node),
        place: Place,
    ) -> Alternatives {
        let mut all = Vec::new();
        for (holds, branch) in [(true, then), (false, otherwise)] {
            let guard = self.guard_of_condition(stack, Some(name), holds);
            for (inner, value) in self.evaluate(stack, branch).0 {
                if let Some(both) = self.both(&guard, &inner) {
                    all.push((both, value));
                }
            }
        }
        self.bounded(place, all)
    }

    fn found_in_map(
        &self,
        stack: StackId,
        place: Place,
        [map, top, second]: [&Node; 3],
    ) -> Alternatives {
        let (map, top) = (self.evaluate(stack, map), self.evaluate(stack, top));
        let second = self.evaluate(stack, second);
        let Some(map) = map
            .text()
            .and_then(|map| self.tree(stack).get(&["Mappings", map]))
        else {
            return anything(place);
        };
        let mut found = Vec::new();
        for (top_guard, top) in top.iter() {
            for (second_guard, second) in second.iter() {
                let Some(guard) = self.both(top_guard, second_guard) else {
                    continue;
                };
                for (row, column, node) in functions::mapped(map, top.text(), second.text()) {
                    // Two values of one row come from one row, also where it is not known which.
                    let mut chosen = [(top, row), (second, column)].into_iter();
                    let chosen = chosen.try_fold(guard.clone(), |guard, (key, name)| {
                        self.both(&guard, &chosen_by(key, name))
                    });
                    let Some(guard) = chosen else { continue };
                    for (inner, value) in self.evaluate(stack, node).0 {
                        if let Some(both) = self.both(&guard, &inner) {
                            found.push((both, value));
                        }
                    }
                }
            }
        }
        self.bounded(place, found)
    }
}

/// What has to hold for a key that is not known to be a name.
fn chosen_by(key: &Value, name: &str) -> Guard {
    let (stack, of) = match &key.form {
        Form::Unknown(Unknown::Parameter { stack, name, .. }) => (*stack, Arc::clone(name)),
        Form::Unknown(Unknown::Pseudo(of)) => (StackId::default(), Arc::clone(of)),
        Form::Text(..) | Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => {
            return Guard::always();
        }
    };
    let value = name.into();
    Guard::when(Literal::Parameter {
        stack,
        name: of,
        value,
    })
}

fn is_absent(item: &Alternatives) -> bool {
    item.iter().all(|(_, value)| value.form == Form::Absent)
}
