//! What policies allow and deny, as sets: every statement taken apart into one principal, one action and one
//! resource each, so that it does not matter how it is written.
//!
//! Source: IAM user guide, "IAM JSON policy elements reference". Not here: which policies a state has
//! (`policies`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::expression::Expression;
use super::pattern::Pattern;

/// One side of a statement: `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Side {
    /// What one pattern stands for.
    Only(Pattern),
    /// Everything but what the patterns stand for.
    AllBut(Vec<Pattern>),
}

/// One principal, action and resource of a statement, and the conditions of the statement.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    principal: Side,
    action: Side,
    resource: Side,
    condition: BTreeMap<(String, String), Vec<Expression>>,
    /// In words, for messages: action and resource.
    pub(super) shown: (String, String),
    /// The principal in words; empty where the policy belongs to it.
    pub(super) who: String,
    /// The number of the policy that says it.
    pub(super) source: usize,
}

/// What policies say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Permissions {
    pub(super) allowed: Vec<Grant>,
    pub(super) denied: Vec<Grant>,
    /// Whether part of it is not known.
    pub(super) is_open: bool,
    /// The number of the policy that is read.
    pub(super) source: usize,
    /// All statements as they are written.
    pub(super) written: Vec<Expression>,
}

/// How a new grant relates to what there was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covered {
    /// It was allowed.
    Fully,
    /// It was allowed under conditions that were stricter.
    UnderConditions,
    /// It was not allowed.
    No,
}

impl Permissions {
    /// Reads one more document.
    pub(super) fn read(&mut self, document: &Expression) {
        if let Expression::Choice(cases) = document {
            for (_, case) in cases {
                self.read(case);
            }
            return;
        }
        let Some(statements) = document.get(&["Statement"]) else {
            self.is_open |= *document != Expression::Absent && document.entries().is_none();
            return;
        };
        for statement in statements.items().unwrap_or_default() {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Expression) {
        if let Expression::Choice(cases) = statement {
            for (_, case) in cases {
                self.statement(case);
            }
            return;
        }
        let Some(effect) = statement.get(&["Effect"]).and_then(Expression::text) else {
            self.is_open |= *statement != Expression::Absent;
            return;
        };
        self.written.push(statement.clone());
        let condition = conditions(statement.get(&["Condition"]));
        let actions = sides(statement, "Action", true);
        let resources = sides(statement, "Resource", false);
        let mut grants = Vec::new();
        for (who, principal) in principals(statement) {
            for (action_shown, action) in &actions {
                for (resource_shown, resource) in &resources {
                    grants.push(Grant {
                        principal: principal.clone(),
                        action: action.clone(),
                        resource: resource.clone(),
                        condition: condition.clone(),
                        shown: (action_shown.clone(), resource_shown.clone()),
                        who: who.clone(),
                        source: self.source,
                    });
                }
            }
        }
        if effect == "Deny" {
            self.denied.extend(grants);
        } else {
            self.allowed.extend(grants);
        }
    }

    /// Reads one more statement.
    pub(super) fn add(&mut self, statement: &Expression) {
        self.statement(statement);
    }

    /// Whether a grant was allowed already.
    pub(super) fn allows(&self, grant: &Grant) -> Covered {
        let mut covered = Covered::No;
        for one in self.allowed.iter().filter(|one| one.spans(grant)) {
            if one.holds_whenever(grant) {
                return Covered::Fully;
            }
            covered = Covered::UnderConditions;
        }
        covered
    }

    /// Whether all that a denial keeps away is denied here too.
    pub(super) fn denies(&self, grant: &Grant) -> bool {
        let mut denied = self.denied.iter();
        denied.any(|one| one.spans(grant) && one.holds_whenever(grant))
    }

    /// Whether something is allowed that a denial would keep away.
    pub(super) fn may_allow(&self, denial: &Grant) -> bool {
        let mut allowed = self.allowed.iter();
        allowed.any(|one| one.action.may_meet(&denial.action))
    }
}

impl Grant {
    /// Whether principal, action and resource of another one are among those of this one.
    fn spans(&self, other: &Self) -> bool {
        self.principal.covers(&other.principal)
            && self.action.covers(&other.action)
            && self.resource.covers(&other.resource)
    }

    /// Whether it holds in every case in which the other one does.
    fn holds_whenever(&self, other: &Self) -> bool {
        self.condition.iter().all(|((operator, key), values)| {
            let Some(others) = other.condition.get(&(operator.clone(), key.clone())) else {
                return false;
            };
            // A key that may not be one of several is freer with fewer of them.
            if operator.contains("Not") {
                values.iter().all(|value| others.contains(value))
            } else if operator.ends_with("Like") || operator.ends_with("ArnEquals") {
                let own: Vec<Pattern> = values.iter().map(Pattern::of).collect();
                let mut others = others.iter().map(Pattern::of);
                others.all(|other| own.iter().any(|own| own.covers(&other)))
            } else {
                others.iter().all(|value| values.contains(value))
            }
        })
    }
}

impl Side {
    fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Only(own), Self::Only(other)) => own.covers(other),
            (Self::Only(own), Self::AllBut(_)) => own.is_everything(),
            (Self::AllBut(own), Self::Only(other)) => !own.iter().any(|own| own.may_meet(other)),
            (Self::AllBut(own), Self::AllBut(others)) => own
                .iter()
                .all(|own| others.iter().any(|other| other.covers(own))),
        }
    }

    fn may_meet(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Only(one), Self::Only(other)) => one.may_meet(other),
            (Self::Only(one), Self::AllBut(but)) | (Self::AllBut(but), Self::Only(one)) => {
                !but.iter().any(|but| but.covers(one))
            }
            (Self::AllBut(_), Self::AllBut(_)) => true,
        }
    }
}

fn sides(statement: &Expression, name: &str, is_action: bool) -> Vec<(String, Side)> {
    let pattern = |value: &Expression| {
        let pattern = Pattern::of(value);
        if is_action {
            pattern.lower_case()
        } else {
            pattern
        }
    };
    if let Some(named) = statement.get(&[name]) {
        let sides = named.possible().into_iter();
        return sides
            .map(|value| (value.shown(), Side::Only(pattern(value))))
            .collect();
    }
    if let Some(named) = statement.get(&[&format!("Not{name}")]) {
        let but = named.possible().into_iter().map(pattern).collect();
        return vec![(format!("all but {}", named.shown()), Side::AllBut(but))];
    }
    // A trust policy has no resource: the role is it.
    let everything = Expression::of_text("*");
    vec![("*".to_owned(), Side::Only(Pattern::of(&everything)))]
}

fn principals(statement: &Expression) -> Vec<(String, Side)> {
    let Some(named) = statement.get(&["Principal"]) else {
        return match statement.get(&["NotPrincipal"]) {
            None => {
                let everything = Expression::of_text("*");
                vec![(String::new(), Side::Only(Pattern::of(&everything)))]
            }
            Some(named) => {
                let but = kinds(named)
                    .into_iter()
                    .map(|(_, pattern)| pattern)
                    .collect();
                vec![(format!("all but {}", named.shown()), Side::AllBut(but))]
            }
        };
    };
    let kinds = kinds(named).into_iter();
    kinds
        .map(|(shown, pattern)| (shown, Side::Only(pattern)))
        .collect()
}

/// Principals with their kinds: `AWS:arn:aws:iam::123456789012:root`; everybody is `*`.
fn kinds(named: &Expression) -> Vec<(String, Pattern)> {
    let everybody = || ("*".to_owned(), Pattern::of(&Expression::of_text("*")));
    let Some(kinds) = named.entries() else {
        return match named.text() {
            Some("*") => vec![everybody()],
            Some(_) | None => vec![(named.shown(), Pattern::of(named))],
        };
    };
    let mut found = Vec::new();
    for (kind, named) in kinds {
        for value in named.possible() {
            if value.text() == Some("*") {
                found.push(everybody());
                continue;
            }
            let pattern = Pattern::of(&Expression::Joined(vec![
                Expression::of_text(format!("{kind}:")),
                principal(value),
            ]));
            found.push((value.shown(), pattern));
        }
    }
    found
}

/// An account by its number or by its root is all that is in it.
fn principal(value: &Expression) -> Expression {
    let Some(text) = value.text() else {
        if matches!(value, Expression::Pseudo(name) if &**name == "AWS::AccountId") {
            return Expression::Joined(vec![
                Expression::of_text("arn:aws:iam::"),
                value.clone(),
                Expression::of_text(":*"),
            ]);
        }
        if let Expression::Joined(parts) = value
            && let Some((Expression::Text(last), rest)) = parts.split_last()
            && &**last == ":root"
        {
            let mut parts = rest.to_vec();
            parts.push(Expression::of_text(":*"));
            return Expression::Joined(parts);
        }
        return value.clone();
    };
    let is_account = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_account {
        return Expression::of_text(format!("arn:aws:iam::{text}:*"));
    }
    match text.strip_suffix(":root") {
        Some(account) => Expression::of_text(format!("{account}:*")),
        None => value.clone(),
    }
}

fn conditions(written: Option<&Expression>) -> BTreeMap<(String, String), Vec<Expression>> {
    let operators = written.and_then(Expression::entries).into_iter().flatten();
    let mut found = BTreeMap::new();
    for (operator, keys) in operators {
        for (key, named) in keys.entries().into_iter().flatten() {
            let key: Arc<str> = key.to_ascii_lowercase().into();
            let named = named.possible().into_iter().cloned().collect();
            found.insert((operator.to_string(), key.to_string()), named);
        }
    }
    found
}
