//! Conditions across stacks: copied to where they are used, asked where a value hangs on one.

use std::sync::Arc;

use super::condition_key::{ConditionKey, condition_key};
use super::lowering::{At, Wiring};
use super::rules::{CONDITION, UNKNOWN};
use super::stack::Stack;
use crate::document::{Intrinsic, Node};

/// How deep conditions are followed into one another; a circle among them ends here.
const MOST_NESTED: usize = 64;

impl<'a> Wiring<'a> {
    /// The name of a condition, copied into the stack that uses it.
    pub(super) fn condition_name(&mut self, at: &At<'a>, condition: &Node) -> Node {
        match condition_key(condition) {
            Some(key) => self.copy_condition(at, &key),
            None => self.lower(at, condition),
        }
    }

    pub(super) fn copy_condition(&mut self, at: &At<'a>, key: &ConditionKey) -> Node {
        let (stack, name) = key;
        if let Some(declaring) = self.in_another_tree(at.stack, stack) {
            self.report_elsewhere(at, declaring, &format!("condition `{name}`"));
            return Node::text(name);
        }
        let definition = self
            .stacks
            .get(stack)
            .and_then(|declared| declared.conditions.get(name));
        let Some(definition) = definition else {
            let what = format!("condition `{name}` of stack `{stack}`");
            let message = format!("`{}` of stack `{}` uses {what}", at.owner, at.stack.name);
            self.report(
                at,
                UNKNOWN,
                message,
                "that stack declares no such condition",
            );
            return Node::text(name);
        };
        let here = self
            .conditions
            .entry(Arc::clone(&at.stack.name))
            .or_default();
        match here.get(name) {
            Some((present, _)) if present != key => self.clash(at.stack, name),
            Some(_) => {}
            None => {
                here.insert(name.clone(), (key.clone(), Node::text("")));
                let inside = At {
                    owner: format!("condition {name}"),
                    ..at.clone()
                };
                let lowered = self.lower(&inside, definition);
                let here = self
                    .conditions
                    .entry(Arc::clone(&at.stack.name))
                    .or_default();
                here.insert(name.clone(), (key.clone(), lowered));
            }
        }
        Node::text(name)
    }

    /// A conditional value may only be used where its condition holds.
    pub(super) fn ask_condition(
        &mut self,
        at: &At<'a>,
        producer: &Stack,
        logical_id: &str,
        condition: &ConditionKey,
    ) {
        if at
            .guards
            .iter()
            .any(|guard| self.implies(guard, condition, 0))
        {
            return;
        }
        let message = format!(
            "`{}` of stack `{}` uses `{logical_id}` of stack `{}`, which exists only where `{}` \
             holds",
            at.owner, at.stack.name, producer.name, condition.1
        );
        let help = format!("give `{}` the same condition, or use `if_` on it", at.owner);
        self.report(at, CONDITION, message, &help);
    }

    /// Whether one condition holds wherever another does: it is the same, or part of its `Fn::And`.
    fn implies(&self, guard: &ConditionKey, wanted: &ConditionKey, depth: usize) -> bool {
        if guard == wanted {
            return true;
        }
        let definition = self
            .stacks
            .get(&guard.0)
            .and_then(|stack| stack.conditions.get(&guard.1));
        let Some(definition) = definition.filter(|_| depth < MOST_NESTED) else {
            return false;
        };
        let parts = match definition.as_function() {
            Some(function) if function.name == Intrinsic::And => {
                function.argument.as_sequence().unwrap_or_default()
            }
            Some(_) | None => std::slice::from_ref(definition),
        };
        let mut keys = parts.iter().filter_map(condition_key);
        keys.any(|key| self.implies(&key, wanted, depth + 1))
    }
}
