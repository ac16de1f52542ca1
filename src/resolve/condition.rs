//! Conditions as formulas over what is open, and which of them can hold at once.
//!
//! A parameter that nobody has given is open, also where it has a default, since somebody may give
//! another value. It takes one of the values that it is compared with, or any other unless the template
//! allows some only. Not here: values (`evaluate`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::guard::{Guard, Literal};
use super::parameter::{Declared, ParameterType};
use super::program::{Resolved, StackId};
use super::value::Place;
use crate::document::{Function, Intrinsic, Node, NodeId};

/// What a condition says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Formula {
    /// It is decided.
    Known(bool),
    /// Something open has a value.
    Is(Variable, Arc<str>),
    /// Two things that are open have the same value.
    Same(Variable, Variable),
    /// The contrary.
    Not(Box<Formula>),
    /// All of these.
    All(Vec<Formula>),
    /// One of these at least.
    Any(Vec<Formula>),
}

/// Something that is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Variable {
    /// A parameter of the root.
    Parameter(StackId, Arc<str>),
    /// Anything else, by what it is or where it is written.
    Pseudo(Arc<str>),
    /// A value that is not known.
    Place(StackId, NodeId),
}

/// What is compared.
enum Operand {
    Text(Arc<str>),
    Open(Variable),
}

/// The most cases that are tried before everything is taken for possible.
const MOST_CASES: usize = 4_096;

/// The most parts of one formula, so that conditions that name others twice each stay small.
const MOST_PARTS: usize = 1_000;

/// The most that is tried for one program: cases times parts of formulas.
const MOST_TRIED: usize = 20_000_000;

/// The deepest that conditions name one another.
const DEEPEST: usize = 64;

impl Resolved<'_> {
    /// Whether a condition is true whatever is open; `None` where it depends, or nobody declares it.
    #[must_use]
    pub fn decided(&self, stack: StackId, name: &str) -> Option<bool> {
        let literal = |holds| self.is_feasible(&self.guard_of_condition(stack, Some(name), holds));
        match (literal(true), literal(false)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            (_, _) => None,
        }
    }

    /// Whether everything in a guard can hold at once.
    #[must_use]
    pub fn is_feasible(&self, guard: &Guard) -> bool {
        if guard.is_always() {
            return true;
        }
        if let Some(known) = self.feasible.borrow().get(guard) {
            return *known;
        }
        let formulas = guard.literals().map(|literal| match literal {
            Literal::Condition { stack, name, holds } => {
                let formula = self.formula(*stack, name, 0);
                if *holds {
                    formula
                } else {
                    Formula::Not(Box::new(formula))
                }
            }
            Literal::Parameter { stack, name, value } => {
                let variable = if name.starts_with("AWS::") {
                    Variable::Pseudo(Arc::clone(name))
                } else {
                    Variable::Parameter(*stack, Arc::clone(name))
                };
                Formula::Is(variable, Arc::clone(value))
            }
        });
        let formula = Formula::All(formulas.collect());
        let feasible = self.satisfiable(&formula).unwrap_or_else(|| {
            self.overrun_at(self.place_of(guard));
            true
        });
        self.feasible.borrow_mut().insert(guard.clone(), feasible);
        feasible
    }

    /// Where what a guard speaks of is declared.
    fn place_of(&self, guard: &Guard) -> Place {
        let declared = guard.literals().next().map(|literal| match literal {
            Literal::Condition { stack, name, .. } => {
                (*stack, self.tree(*stack).get(&["Conditions", name]))
            }
            Literal::Parameter { stack, name, .. } => {
                (*stack, self.tree(*stack).get(&["Parameters", name]))
            }
        });
        let (stack, node) = declared.unwrap_or_default();
        Place {
            stack,
            node: node.map(|node| node.id).unwrap_or_default(),
        }
    }

    /// Whether a formula can be true; `None` where there are too many cases to try.
    fn satisfiable(&self, formula: &Formula) -> Option<bool> {
        let mut values = BTreeMap::new();
        gather(formula, &mut values);
        let mut domains = Vec::new();
        let mut cases = 1_usize;
        for (variable, compared) in values {
            let domain = self.domain(&variable, compared);
            cases = cases.saturating_mul(domain.len().max(1));
            domains.push((variable, domain));
        }
        let tried = self
            .tried
            .get()
            .saturating_add(cases.saturating_mul(parts(formula)));
        if cases > MOST_CASES || tried > MOST_TRIED {
            return None;
        }
        self.tried.set(tried);
        let mut assigned = BTreeMap::new();
        Some(try_all(formula, &domains, &mut assigned))
    }

    /// The values that are tried: those compared with, and one that is none of them.
    fn domain(&self, variable: &Variable, mut compared: BTreeSet<Arc<str>>) -> Vec<Arc<str>> {
        if let Variable::Parameter(stack, name) = variable
            && let Some(declared) = Declared::named(self.tree(*stack), name)
            && let Some(allowed) = declared.allowed_values()
        {
            return allowed
                .into_iter()
                .filter_map(Node::as_text)
                .map(Arc::from)
                .collect();
        }
        compared.insert("\u{0}".into());
        compared.into_iter().collect()
    }

    pub(super) fn formula(&self, stack: StackId, name: &str, depth: usize) -> Formula {
        let key = (stack, Arc::from(name));
        if let Some(known) = self.formulas.borrow().get(&key) {
            return known.clone();
        }
        let declared = self.tree(stack).get(&["Conditions", name]);
        let open = || {
            let named = Variable::Pseudo(format!("{}/{name}", stack.0).into());
            Formula::Is(named, "true".into())
        };
        let formula = match declared {
            Some(node) if depth < DEEPEST => self.formula_of(stack, node, depth + 1),
            // Nobody declares it, or it names itself: others say so.
            Some(_) | None => open(),
        };
        let formula = if parts(&formula) > MOST_PARTS {
            let node = declared.map(|node| node.id).unwrap_or_default();
            self.overrun_at(Place { stack, node });
            open()
        } else {
            formula
        };
        self.formulas.borrow_mut().insert(key, formula.clone());
        formula
    }

    fn formula_of(&self, stack: StackId, node: &Node, depth: usize) -> Formula {
        let open = || Formula::Is(Variable::Place(stack, node.id), "true".into());
        let Some(function) = node.as_function() else {
            // `{Condition: Name}` is a function for the reader inside of conditions.
            let named = node.get(&["Condition"]).and_then(Node::as_text);
            return named.map_or_else(open, |name| self.formula(stack, name, depth));
        };
        let Function { name, argument, .. } = function;
        let several = || {
            let items = argument.as_sequence().unwrap_or_default().iter();
            items
                .map(|item| self.formula_of(stack, item, depth))
                .collect()
        };
        match (name, argument.as_sequence()) {
            (Intrinsic::Condition, _) => match argument.as_text() {
                Some(name) => self.formula(stack, name, depth),
                None => open(),
            },
            (Intrinsic::Equals, Some([one, other])) => self.equals(stack, one, other),
            (Intrinsic::Not, Some([one])) => {
                Formula::Not(Box::new(self.formula_of(stack, one, depth)))
            }
            (Intrinsic::And, Some(_)) => Formula::All(several()),
            (Intrinsic::Or, Some(_)) => Formula::Any(several()),
            (_, _) => open(),
        }
    }

    fn equals(&self, stack: StackId, one: &Node, other: &Node) -> Formula {
        match (self.operand(stack, one, 0), self.operand(stack, other, 0)) {
            (Operand::Text(one), Operand::Text(other)) => Formula::Known(one == other),
            (Operand::Text(text), Operand::Open(variable))
            | (Operand::Open(variable), Operand::Text(text)) => Formula::Is(variable, text),
            (Operand::Open(one), Operand::Open(other)) if one == other => Formula::Known(true),
            (Operand::Open(one), Operand::Open(other)) => Formula::Same(one, other),
        }
    }

    fn operand(&self, stack: StackId, node: &Node, depth: usize) -> Operand {
        if let Some(text) = node.as_text() {
            return Operand::Text(text.into());
        }
        let referred = node
            .as_function()
            .filter(|function| function.name == Intrinsic::Ref);
        if let Some(name) = referred.and_then(|function| function.argument.as_text()) {
            if let Some(declared) = Declared::named(self.tree(stack), name)
                && depth < DEEPEST
                && declared.parameter_type() == ParameterType::Text
            {
                return self.operand_of_parameter(stack, &declared, depth);
            }
            if name.starts_with("AWS::") {
                let known = self.pseudo(
                    Place {
                        stack,
                        node: node.id,
                    },
                    name,
                );
                return match known.text() {
                    Some(text) => Operand::Text(text.into()),
                    None => Operand::Open(Variable::Pseudo(name.into())),
                };
            }
        }
        match self.evaluate(stack, node).text() {
            Some(text) => Operand::Text(text.into()),
            None => Operand::Open(Variable::Place(stack, node.id)),
        }
    }

    fn operand_of_parameter(
        &self,
        stack: StackId,
        declared: &Declared<'_>,
        depth: usize,
    ) -> Operand {
        let name: Arc<str> = declared.name.into();
        if let Some((parent, passed)) = self.passed(stack, declared.name) {
            return self.operand(parent, passed, depth + 1);
        }
        if self.stack(stack).parent.is_some() {
            return match declared.default().and_then(Node::as_text) {
                Some(default) => Operand::Text(default.into()),
                None => Operand::Open(Variable::Parameter(stack, name)),
            };
        }
        match self.settings().parameters.get(declared.name) {
            Some(given) => Operand::Text(given.as_str().into()),
            None => Operand::Open(Variable::Parameter(stack, name)),
        }
    }
}

/// How many parts a formula has.
fn parts(formula: &Formula) -> usize {
    match formula {
        Formula::Known(_) | Formula::Is(..) | Formula::Same(..) => 1,
        Formula::Not(inner) => 1 + parts(inner),
        Formula::All(several) | Formula::Any(several) => {
            1 + several.iter().map(parts).sum::<usize>()
        }
    }
}

/// The values that each variable is compared with.
fn gather(formula: &Formula, values: &mut BTreeMap<Variable, BTreeSet<Arc<str>>>) {
    match formula {
        Formula::Known(_) => {}
        Formula::Is(variable, value) => {
            let compared = values.entry(variable.clone()).or_default();
            compared.insert(Arc::clone(value));
        }
        Formula::Same(one, other) => {
            // Each may have any value of the other, and one that the other has not.
            let known = [one, other].into_iter();
            let known =
                known.flat_map(|variable| values.get(variable).cloned().unwrap_or_default());
            let mut all: BTreeSet<Arc<str>> = known.collect();
            all.insert("\u{1}".into());
            values
                .entry(one.clone())
                .or_default()
                .extend(all.iter().cloned());
            values.entry(other.clone()).or_default().extend(all);
        }
        Formula::Not(inner) => gather(inner, values),
        Formula::All(several) | Formula::Any(several) => {
            several.iter().for_each(|one| gather(one, values));
        }
    }
}

fn try_all(
    formula: &Formula,
    domains: &[(Variable, Vec<Arc<str>>)],
    assigned: &mut BTreeMap<Variable, Arc<str>>,
) -> bool {
    let [(variable, domain), rest @ ..] = domains else {
        return holds(formula, assigned);
    };
    domain.iter().any(|value| {
        assigned.insert(variable.clone(), Arc::clone(value));
        try_all(formula, rest, assigned)
    })
}

fn holds(formula: &Formula, assigned: &BTreeMap<Variable, Arc<str>>) -> bool {
    match formula {
        Formula::Known(known) => *known,
        Formula::Is(variable, value) => assigned.get(variable) == Some(value),
        Formula::Same(one, other) => assigned.get(one) == assigned.get(other),
        Formula::Not(inner) => !holds(inner, assigned),
        Formula::All(several) => several.iter().all(|one| holds(one, assigned)),
        Formula::Any(several) => several.iter().any(|one| holds(one, assigned)),
    }
}
