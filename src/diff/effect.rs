//! What a change of a property does to its resource.
//!
//! Sources: facts of the registry (`update`, from `createOnlyProperties`, `conditionalCreateOnlyProperties`
//! and the CDK's service specification) and `update-effects` for what they do not say. A property that is
//! created only replaces its resource also where it is added or removed; so does one inside of a property
//! that is not. Not here: what follows for other resources (`cascade`).

use super::change::{Effect, Path, Step};
use super::expression::Expression;
use super::state::ResourceState;
use crate::facts::update_effects::{Kind, UpdateEffect};
use crate::schema::{Property, ResourceType, Update};

/// What a change does, with what is known of it in words.
pub(super) fn of_change(
    resource: &ResourceState<'_>,
    path: &Path,
    old: Option<&Expression>,
    new: Option<&Expression>,
) -> (Effect, Option<String>) {
    let Some(Step::Name(top)) = path.0.first() else {
        return (Effect::None, None);
    };
    if let Some(known) = of_group(resource, top) {
        return known;
    }
    if let Some(known) = UpdateEffect::of(&resource.resource_type, top) {
        let words = (!known.words.is_empty()).then(|| known.words.to_owned());
        return match known.kind {
            Kind::Interruption => (Effect::Interruption, words),
            Kind::Replacement => (Effect::Replacement, words),
            Kind::RemovalInterrupts if old.is_some() => (Effect::Interruption, words),
            Kind::RemovalInterrupts => (Effect::None, None),
        };
    }
    let Some(facts) = resource.facts else {
        return unknown(resource);
    };
    let effect = along(facts, path, old, new);
    let words = (effect == Effect::MayReplace)
        .then(|| "whether depends on the old and the new value".to_owned());
    (effect, words)
}

/// A type of which nothing is known: whoever provides it decides.
fn unknown(resource: &ResourceState<'_>) -> (Effect, Option<String>) {
    if resource.written.is_custom() {
        let words = "its provider decides: a new physical id is a replacement";
        return (Effect::MayReplace, Some(words.to_owned()));
    }
    let words = "nothing is known of its type";
    (Effect::MayReplace, Some(words.to_owned()))
}

/// The strongest effect of the properties on the way, and of those inside of what is added or removed.
fn along(
    facts: &ResourceType,
    path: &Path,
    old: Option<&Expression>,
    new: Option<&Expression>,
) -> Effect {
    let mut names = path.names();
    let mut property = names.next().and_then(|name| facts.property(name));
    let mut effect = Effect::None;
    let mut last = None;
    while let Some(on_the_way) = property {
        effect = effect.max(on_the_way.update().into());
        last = Some(on_the_way);
        property = names.next().and_then(|name| on_the_way.property(name));
    }
    if let (Some(last), None) = (last, names.next()) {
        let values = [old, new].into_iter().flatten();
        let inside = values.map(|value| inside(&last, value, 0)).max();
        // What is in both is not changed by itself: only a value that comes or goes brings those along.
        if old.is_none() || new.is_none() {
            effect = effect.max(inside.unwrap_or(Effect::None));
        }
    }
    effect
}

/// How deep objects of a type lie in one another.
const DEEPEST: usize = 16;

fn inside(property: &Property<'_>, value: &Expression, depth: usize) -> Effect {
    if depth > DEEPEST {
        return Effect::None;
    }
    match value {
        Expression::Map(entries) => {
            let inner = entries.iter().filter_map(|(name, value)| {
                let property = property.property(name)?;
                let own: Effect = property.update().into();
                Some(own.max(inside(&property, value, depth + 1)))
            });
            inner.max().unwrap_or(Effect::None)
        }
        Expression::List(items) | Expression::Set(items) => {
            let inner = items.iter().map(|item| inside(property, item, depth + 1));
            inner.max().unwrap_or(Effect::None)
        }
        Expression::Choice(cases) => {
            let inner = cases.iter();
            let inner = inner.map(|(_, value)| inside(property, value, depth + 1));
            inner.max().unwrap_or(Effect::None)
        }
        Expression::Text(_)
        | Expression::Absent
        | Expression::Reference { .. }
        | Expression::Parameter { .. }
        | Expression::Pseudo(_)
        | Expression::Joined(_)
        | Expression::Call { .. } => Effect::None,
    }
}

impl From<Update> for Effect {
    fn from(update: Update) -> Self {
        match update {
            Update::InPlace => Self::None,
            Update::MayReplace => Self::MayReplace,
            Update::Replaces => Self::Replacement,
        }
    }
}

/// What a new launch template does to the instances of a group, as its update policy says.
///
/// Source: AWS CloudFormation template reference, "UpdatePolicy attribute".
fn of_group(resource: &ResourceState<'_>, property: &str) -> Option<(Effect, Option<String>)> {
    let templates = [
        "LaunchTemplate",
        "LaunchConfigurationName",
        "MixedInstancesPolicy",
    ];
    if &*resource.resource_type != "AWS::AutoScaling::AutoScalingGroup"
        || !templates.contains(&property)
    {
        return None;
    }
    let policy = resource.attributes.get("UpdatePolicy");
    let rolling = policy.and_then(|policy| policy.get(&["AutoScalingRollingUpdate"]));
    let replacing = policy.and_then(|policy| {
        let replaces = policy.get(&["AutoScalingReplacingUpdate", "WillReplace"])?;
        replaces.truth()
    });
    Some(if let Some(rolling) = rolling {
        let number = |name: &str, default: &str| {
            let value = rolling.get(&[name]).and_then(Expression::text);
            value.unwrap_or(default).to_owned()
        };
        let words = format!(
            "instances are replaced {} at a time, at least {} stay in service",
            number("MaxBatchSize", "1"),
            number("MinInstancesInService", "0"),
        );
        (Effect::Interruption, Some(words))
    } else if replacing == Some(true) {
        let words = "a new group takes the place of the old one".to_owned();
        (Effect::Replacement, Some(words))
    } else {
        let words = "running instances stay as they are: the group has no UpdatePolicy".to_owned();
        (Effect::None, Some(words))
    })
}
