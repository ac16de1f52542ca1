//! What properties of a resource can come to: every case with what has to hold for it, and where it is
//! written in the resource's own template.
//!
//! Not here: whether any of it is right.

use super::context::Context;
use super::properties;
use crate::document::NodeId;
use crate::resolve::{Alternatives, Form, Guard, Literal, Part, Resource, StackId, Unknown, Value};
use crate::schema::{self, Reference};
use crate::source::{Finding, Rule, Severity};

/// One thing that a property can come to.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// What has to hold, also for the resource to exist.
    pub(super) guard: Guard,
    /// What it comes to; absent where the property is not written.
    pub(super) value: Value,
    /// The nearest node of the resource's own template.
    pub(super) node: NodeId,
}

/// What names a thing: equal identities name the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    /// A text.
    Text(String),
    /// What a resource yields.
    Resource(StackId, String, String),
    /// A parameter of a root.
    Parameter(StackId, String),
    /// A pseudo parameter in a text: of the stack, or the same in every one.
    Pseudo(Option<StackId>, String),
    /// A text of these parts.
    Joined(Vec<Self>),
}

impl Case {
    pub(super) fn text(&self) -> Option<&str> {
        self.value.text()
    }

    pub(super) fn number(&self) -> Option<f64> {
        self.text()?.trim().parse().ok()
    }

    pub(super) fn truth(&self) -> Option<bool> {
        match self.text()? {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }

    pub(super) fn is_absent(&self) -> bool {
        self.value.form == Form::Absent
    }

    /// The resource that yields it, by stack and logical id.
    pub(super) fn resource(&self) -> Option<(StackId, &str)> {
        resource_of(&self.value)
    }

    pub(super) fn identity(&self) -> Option<Identity> {
        identity(&self.value)
    }

    /// The cases of a name, or with `*` of every item, below this one.
    pub(super) fn below(&self, context: &Context<'_>, path: &[&str]) -> Vec<Self> {
        let Some((first, rest)) = path.split_first() else {
            return vec![self.clone()];
        };
        let mut found = Vec::new();
        match (&self.value.form, *first) {
            (Form::List(items), "*") => {
                for item in items {
                    found.extend(self.all(context, item));
                }
            }
            (Form::Map(_), name) => match self.value.get(name) {
                Some(value) => found.extend(self.all(context, value)),
                None => found.push(self.with(Form::Absent)),
            },
            // One thing where a list may stand, as in policies.
            (Form::Text(..) | Form::Unknown(Unknown::Text(_)), "*") => found.push(self.clone()),
            (Form::Absent, _) => found.push(self.with(Form::Absent)),
            (Form::Text(..) | Form::List(_) | Form::Unknown(_), _) => {
                found.push(self.with(Form::Unknown(Unknown::Anything)));
            }
        }
        if let ("*", Form::Map(_)) = (*first, &self.value.form) {
            found = vec![self.clone()];
        }
        let below = found.iter().flat_map(|case| case.below(context, rest));
        below.collect()
    }

    /// Several alternatives, where this one holds.
    pub(super) fn all(&self, context: &Context<'_>, all: &Alternatives) -> Vec<Self> {
        let cases = all.iter().filter_map(|(guard, value)| {
            let guard = context.resolved.both(&self.guard, guard)?;
            // A node without a number stands nowhere.
            let own = value.place.stack == self.value.place.stack && value.place.node.0 > 0;
            Some(Self {
                guard,
                value: value.clone(),
                node: if own { value.place.node } else { self.node },
            })
        });
        cases.collect()
    }

    fn with(&self, form: Form) -> Self {
        Self {
            guard: self.guard.clone(),
            value: Value::new(self.value.place, form),
            node: self.node,
        }
    }
}

impl<'c> Context<'c> {
    /// The resources of some types that can exist, in templates that no macro changes.
    pub(super) fn of_types(
        &self,
        types: &'static [&'static str],
    ) -> impl Iterator<Item = Resource<'c>> + use<'c> {
        let resolved = self.resolved;
        let all = resolved.all_resources();
        all.filter(move |resource| {
            types.contains(&resource.resource_type())
                && !resolved.is_transformed(resource.stack)
                && resolved.guard_of(resource).is_some()
        })
    }

    /// What a property can come to, by the names on the way; `*` is every item of a list. Never nothing but
    /// for a list without items: a property that is not there is absent.
    pub(super) fn cases(&self, resource: &Resource<'_>, path: &[&str]) -> Vec<Case> {
        let Some(guard) = self.resolved.guard_of(resource) else {
            return Vec::new();
        };
        let place = crate::resolve::Place {
            stack: resource.stack,
            node: resource.key.id,
        };
        let start = Case {
            guard,
            value: Value::new(place, Form::Absent),
            node: resource.key.id,
        };
        let Some(properties) = resource.properties() else {
            return vec![start];
        };
        let written = path.split_first().and_then(|(first, rest)| {
            // The other properties need not be evaluated.
            properties.as_mapping()?;
            Some((properties.get(&[first]), rest))
        });
        match written {
            Some((None, _)) => vec![start],
            Some((Some(node), rest)) => {
                let value = self.resolved.evaluate(resource.stack, node);
                let cases = start.all(self, &value).into_iter();
                cases.flat_map(|case| case.below(self, rest)).collect()
            }
            None => {
                let value = self.resolved.evaluate(resource.stack, properties);
                let cases = start.all(self, &value).into_iter();
                cases.flat_map(|case| case.below(self, path)).collect()
            }
        }
    }

    /// What has to hold for two cases at once. `None` where that can't be, or where it hangs on two
    /// parameters whose values somebody chooses: which of them go together, nobody has said.
    pub(super) fn together(&self, one: &Guard, other: &Guard) -> Option<Guard> {
        let chosen = |guard: &Guard| -> Vec<Literal> {
            let literals = guard.literals();
            let chosen = literals.filter(|one| matches!(one, Literal::Parameter { .. }));
            chosen.cloned().collect()
        };
        let (first, second) = (chosen(one), chosen(other));
        if !first.is_empty() && !second.is_empty() && first != second {
            return None;
        }
        self.resolved.both(one, other)
    }

    /// A finding about a case of a resource's property. Nothing that somebody may replace is an error, by
    /// whichever rule: it is one of `property-default`.
    pub(super) fn finding_of(
        &self,
        rule: &'static Rule,
        resource: &Resource<'_>,
        case: &Case,
        message: impl Into<String>,
    ) -> Finding {
        let is_replaceable = properties::is_default(self.resolved, case.value.place);
        let rule = if rule.severity == Severity::Error && is_replaceable {
            properties::DEFAULT
        } else {
            rule
        };
        let mut message = message.into();
        if !case.guard.is_always() {
            message = format!("{message}, {}", case.guard.described());
        }
        let finding = self.finding(rule, resource.stack, case.node, message);
        let finding = finding.of(resource.logical_id);
        if case.value.place.stack == resource.stack {
            finding
        } else {
            self.with_origin(finding, case.value.place)
        }
    }

    /// A finding that points at another resource as well.
    pub(super) fn pointing_at(
        &self,
        finding: Finding,
        resource: &Resource<'_>,
        message: &str,
    ) -> Finding {
        let place = self.resolved.place(crate::resolve::Place {
            stack: resource.stack,
            node: resource.key.id,
        });
        finding.related(message, &place.file, place.span)
    }
}

/// The resource that yields a value, by stack and logical id.
pub(super) fn resource_of(value: &Value) -> Option<(StackId, &str)> {
    match &value.form {
        Form::Unknown(Unknown::Resource {
            stack, logical_id, ..
        }) => Some((*stack, logical_id)),
        Form::Text(..) | Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => None,
    }
}

/// Every resource of which something stands in a value: the one that yields it, or those in its parts.
pub(super) fn resources_in(value: &Value) -> Vec<(StackId, &str)> {
    let Form::Unknown(Unknown::Text(parts)) = &value.form else {
        return resource_of(value).into_iter().collect();
    };
    let unknown = parts.iter().filter_map(|part| match part {
        Part::Known(_) => None,
        Part::Unknown(value) => resource_of(value),
    });
    unknown.collect()
}

/// What names a thing, where a value does.
pub(super) fn identity(value: &Value) -> Option<Identity> {
    if let Some(text) = value.text() {
        return Some(Identity::Text(text.to_owned()));
    }
    let Form::Unknown(unknown) = &value.form else {
        return None;
    };
    if let Unknown::Resource {
        stack,
        logical_id,
        resource_type,
        attribute,
    } = unknown
    {
        let named = attribute.to_string();
        // `Ref` and the attribute that it stands for are the same.
        let reference = schema::resource_type(resource_type).map(|facts| facts.reference());
        let named = match reference {
            Some(Reference::Value(name)) if named.is_empty() => name.to_owned(),
            _ => named,
        };
        return Some(Identity::Resource(*stack, logical_id.to_string(), named));
    }
    if let Unknown::Parameter { stack, name, .. } = unknown {
        return Some(Identity::Parameter(*stack, name.to_string()));
    }
    let Unknown::Text(parts) = unknown else {
        return None;
    };
    let parts = parts.iter().map(|part| match part {
        Part::Known(text) => Some(Identity::Text(text.to_string())),
        Part::Unknown(value) => pseudo(value).or_else(|| identity(value)),
    });
    let parts: Vec<Identity> = parts.collect::<Option<_>>()?;
    (!parts.is_empty()).then_some(Identity::Joined(parts))
}

fn pseudo(value: &Value) -> Option<Identity> {
    let Form::Unknown(Unknown::Pseudo(name)) = &value.form else {
        return None;
    };
    let own = matches!(&**name, "AWS::StackName" | "AWS::StackId");
    let stack = own.then_some(value.place.stack);
    Some(Identity::Pseudo(stack, name.to_string()))
}
