//! What happens where a value crosses from one stack to another: an output, a parameter, a line in
//! the root.

use std::sync::Arc;

use super::condition_key::ConditionKey;
use super::lowering::{At, Export, Import, Wiring, joined, plain};
use super::names;
use super::stack::Stack;
use crate::document::{Function, Intrinsic, Node, Origin, Value};

impl<'a> Wiring<'a> {
    /// A value of another stack, in the consumer's terms.
    pub(super) fn foreign(
        &mut self,
        at: &At<'a>,
        function: &Function,
        origin: &Origin,
        producer: &'a Stack,
        condition: Option<ConditionKey>,
    ) -> Node {
        let root = self.root();
        let argument = function.argument.as_text().unwrap_or_default();
        let output = names::output(function, origin);
        if producer.name == root.name {
            let passed_down = producer.parameters.get(argument).cloned();
            let name = match &passed_down {
                Some(_) => argument.to_owned(),
                None => names::import(&producer.name, &output),
            };
            let inside = At {
                stack: root,
                owner: name.clone(),
                guards: at.guards.clone(),
            };
            let value = self.lower(&inside, &Value::Function(function.clone()).into());
            let wiring = if origin.list { joined(value) } else { value };
            let position = producer
                .parameters
                .get_index_of(argument)
                .unwrap_or(usize::MAX);
            let parameter_type = origin.parameter_type;
            let import = Import {
                parameter_type,
                wiring,
                passed_down,
                rank: 0,
                position,
            };
            return self.import(at, name, import, condition);
        }
        self.export(producer, &output, function, origin, condition.clone());
        let reason = format!("`{}` uses `{argument}`", at.owner);
        let value = Node::function(
            Intrinsic::GetAtt,
            Node::text(format!("{}.Outputs.{output}", producer.name)),
        );
        if at.stack.name == root.name {
            if !origin.list {
                return value;
            }
            return Node::function(
                Intrinsic::Split,
                Node::sequence(vec![Node::text(","), value]),
            );
        }
        self.needs.need(&at.stack.name, &producer.name, reason);
        let rank = self
            .stacks
            .get_index_of(&producer.name)
            .unwrap_or(usize::MAX);
        let name = names::import(&producer.name, &output);
        let parameter_type = origin.parameter_type;
        let import = Import {
            parameter_type,
            wiring: value,
            passed_down: None,
            rank,
            position: 0,
        };
        self.import(at, name, import, condition)
    }

    fn export(
        &mut self,
        producer: &'a Stack,
        output: &str,
        function: &Function,
        origin: &Origin,
        condition: Option<ConditionKey>,
    ) {
        let value: Node = Value::Function(function.clone()).into();
        let list = origin.list;
        let exports = self.exports.entry(Arc::clone(&producer.name)).or_default();
        match exports.get(output) {
            Some(present) if present.value.as_function().map(plain) == Some(plain(function)) => {}
            Some(_) => self.clash(producer, output),
            None => {
                exports.insert(
                    output.to_owned(),
                    Export {
                        value,
                        list,
                        condition,
                    },
                );
                self.pending
                    .push((Arc::clone(&producer.name), output.to_owned()));
            }
        }
    }

    fn import(
        &mut self,
        at: &At<'a>,
        name: String,
        mut import: Import,
        condition: Option<ConditionKey>,
    ) -> Node {
        if let Some((stack, condition)) = condition {
            // Where the condition is false the value is empty, which typed parameters refuse.
            import.parameter_type = untyped(import.parameter_type);
            let root = At {
                stack: self.root(),
                owner: name.clone(),
                guards: Vec::new(),
            };
            let condition = self.copy_condition(&root, &(stack, condition));
            let argument = vec![condition, import.wiring, Node::text("")];
            import.wiring = Node::function(Intrinsic::If, Node::sequence(argument));
        }
        let taken = at.stack.resources.contains_key(&name)
            || at.stack.parameters.contains_key(&name)
            || at.stack.lists.contains_key(&name);
        let imports = self.imports.entry(Arc::clone(&at.stack.name)).or_default();
        let clash = imports
            .get(&name)
            .is_some_and(|present| present.wiring != import.wiring);
        if taken || clash {
            self.clash(at.stack, &name);
        } else {
            imports.entry(name.clone()).or_insert(import);
        }
        Node::function(Intrinsic::Ref, Node::text(name))
    }
}

/// A type of parameter that also takes an empty text.
fn untyped(parameter_type: &'static str) -> &'static str {
    match parameter_type {
        list if list.starts_with("List<") => "CommaDelimitedList",
        "CommaDelimitedList" => "CommaDelimitedList",
        _ => "String",
    }
}
