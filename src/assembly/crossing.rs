//! What happens where a value crosses from one stack to another: an output, a parameter, a line in
//! the root; from one root to a later one: an output, a parameter, and whoever deploys both.

use std::sync::Arc;

use super::condition_key::ConditionKey;
use super::lowering::{At, Export, Import, Wiring, joined, plain};
use super::names;
use super::rules::ROOTS;
use super::stack::Stack;
use super::template::Input;
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
        let root = self.root_of(at.stack);
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

    /// A value of a tree that is deployed before: an output of its root, a parameter of this one's.
    pub(super) fn input(
        &mut self,
        at: &At<'a>,
        function: &Function,
        origin: &Origin,
        producer: &'a Stack,
        condition: Option<ConditionKey>,
    ) -> Node {
        let (root, earlier) = (self.root_of(at.stack), self.root_of(producer));
        if self.is_later(at, producer) || condition.is_some() {
            if let Some((_, condition)) = condition {
                let what = format!("a value that exists only where `{condition}` holds");
                self.report_elsewhere(at, producer, &what);
            }
            return plain(function);
        }
        let output = names::output(function, origin);
        let name = names::import(&producer.name, &output);
        let output = if producer.name == earlier.name {
            output
        } else {
            name.clone()
        };
        self.export(earlier, &output, function, origin, None);
        let description = format!(
            "Output {output} of the {} stack, which is deployed before.",
            names::file_stem(&earlier.name)
        );
        // Of another region, where the types that CloudFormation checks know it not.
        let parameter_type = untyped(origin.parameter_type);
        let declared = [("Type", parameter_type), ("Description", &description)];
        let declared = declared.map(|(key, text)| (key, Node::text(text)));
        let declared = Node::mapping(declared.into_iter().collect());
        let input = Input {
            parameter: name.clone(),
            root: earlier.name.to_string(),
            output,
        };
        let inputs = self.inputs.entry(Arc::clone(&root.name)).or_default();
        let present = inputs.entry(name.clone());
        let (present, _) = present.or_insert_with(|| (input.clone(), declared.clone()));
        if *present != input || root.has(&name) {
            self.clash(root, &name);
        }
        let value = Node::function(Intrinsic::Ref, Node::text(name.as_str()));
        if at.stack.name == root.name {
            return value;
        }
        let import = Import {
            parameter_type,
            wiring: if origin.list { joined(value) } else { value },
            passed_down: Some(declared),
            rank: 0,
            position: usize::MAX,
        };
        self.import(at, name, import, None)
    }

    /// A stack by its name, if it belongs to another tree than `stack`.
    pub(super) fn in_another_tree(&self, stack: &Stack, name: &str) -> Option<&'a Stack> {
        let other = self.stacks.get(name).copied()?;
        (self.root_of(other).name != self.root_of(stack).name).then_some(other)
    }

    /// Whether what a stack uses belongs to a tree that is deployed after its own; it says so then.
    pub(super) fn is_later(&mut self, at: &At<'a>, producer: &'a Stack) -> bool {
        let place = |wiring: &Self, stack| wiring.stacks.get_index_of(&wiring.root_of(stack).name);
        let later = place(self, producer) > place(self, at.stack);
        if later {
            self.report_elsewhere(at, producer, "what is deployed later");
        }
        later
    }

    /// Says that something can't reach from one root to another.
    pub(super) fn report_elsewhere(&mut self, at: &At<'a>, producer: &Stack, what: &str) {
        let message = format!(
            "`{}` of stack `{}` uses something of stack `{}`, which another root holds: {what}",
            at.owner, at.stack.name, producer.name
        );
        let help =
            "roots are deployed one after the other, and outputs alone go from one to the next";
        self.report(at, ROOTS, message, help);
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
                stack: self.root_of(at.stack),
                owner: name.clone(),
                guards: Vec::new(),
            };
            let condition = self.copy_condition(&root, &(stack, condition));
            let argument = vec![condition, import.wiring, Node::text("")];
            import.wiring = Node::function(Intrinsic::If, Node::sequence(argument));
        }
        let taken = at.stack.has(&name);
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
