//! Settings that protect something and are on or off, whatever their types call that.
//!
//! Not here: which settings there are (`risks`).

use super::comparison::{Comparison, Pair};
use super::expression::Expression;
use super::state::ResourceState;
use crate::source::{Finding, Rule};

/// A setting of one or several types.
pub(super) struct Switch {
    pub(super) types: &'static [&'static str],
    pub(super) setting: Setting,
    pub(super) on: On,
    /// Whether it is on where a template does not say so; `None` where that is not known.
    pub(super) otherwise: Option<bool>,
    /// What it does, in words that follow "loses".
    pub(super) gives: &'static str,
}

/// Where it stands.
#[derive(Clone, Copy)]
pub(super) enum Setting {
    /// In a property.
    Property(&'static [&'static str]),
    /// In a list of keys and values.
    Attribute(&'static str, &'static str),
    /// In every element of a list.
    Each(&'static [&'static str], &'static [&'static str]),
}

/// Which values mean that it is on.
#[derive(Clone, Copy)]
pub(super) enum On {
    /// One of these, whatever the case of the letters.
    Is(&'static [&'static str]),
    /// Anything but these.
    IsNot(&'static [&'static str]),
    /// Anything at all.
    Present,
}

impl Setting {
    /// The way to it.
    pub(super) fn path(self) -> Vec<&'static str> {
        match self {
            Self::Property(path) | Self::Each(path, _) => path.to_vec(),
            Self::Attribute(list, _) => vec![list],
        }
    }

    /// What it is called in a message.
    pub(super) fn name(self) -> String {
        match self {
            Self::Property(path) => path.join("."),
            Self::Attribute(_, key) => key.to_owned(),
            Self::Each(path, inner) => format!("{}.{}", path.join("."), inner.join(".")),
        }
    }
}

impl Switch {
    /// Whether it is on; `None` where that is not known.
    pub(super) fn state(&self, resource: &ResourceState<'_>) -> Option<bool> {
        match self.setting {
            Setting::Property(path) => self.of(property(resource, path)?),
            Setting::Attribute(list, key) => {
                let Some(items) = resource.property(&[list]) else {
                    return self.otherwise;
                };
                let mut items = items.items()?.iter();
                let found =
                    items.find(|item| item.get(&["Key"]).and_then(Expression::text) == Some(key));
                self.of(found.and_then(|item| item.get(&["Value"])))
            }
            Setting::Each(path, inner) => {
                let items = property(resource, path)?;
                let items = items.and_then(Expression::items).unwrap_or_default();
                // Of nothing it can be said that it lacks something, not that it has it.
                if items.is_empty() && !matches!(self.on, On::IsNot(_)) {
                    return None;
                }
                let states: Option<Vec<bool>> =
                    items.iter().map(|item| self.of(item.get(inner))).collect();
                Some(states?.into_iter().all(|is_on| is_on))
            }
        }
    }

    /// Its value, for a message.
    pub(super) fn shown(&self, resource: &ResourceState<'_>) -> String {
        let value = match self.setting {
            Setting::Property(path) => resource.property(path),
            Setting::Attribute(list, key) => {
                let items = resource.property(&[list]).and_then(Expression::items);
                let mut items = items.unwrap_or_default().iter();
                let found =
                    items.find(|item| item.get(&["Key"]).and_then(Expression::text) == Some(key));
                found.and_then(|item| item.get(&["Value"]))
            }
            Setting::Each(_, _) => None,
        };
        match (value, self.on) {
            (None, _) => "left out".to_owned(),
            (Some(_), On::Present) => "a value".to_owned(),
            (Some(value), On::Is(_) | On::IsNot(_)) => value.shown(),
        }
    }

    fn of(&self, value: Option<&Expression>) -> Option<bool> {
        let Some(value) = value else {
            return self.otherwise;
        };
        let is_empty = value.items().is_some_and(<[Expression]>::is_empty);
        let text = value.text();
        let is_one = |words: &[&str]| {
            text.map(|text| words.iter().any(|word| text.eq_ignore_ascii_case(word)))
        };
        match (value, self.on) {
            (Expression::Choice(_), _) => None,
            (_, On::Present) => Some(!is_empty),
            (_, On::Is(words)) => is_one(words),
            (_, On::IsNot(words)) => is_one(words).map(|is_off| !is_off),
        }
    }
}

/// A property that is there, or is not; `None` where a value on the way is not known.
fn property<'a>(resource: &'a ResourceState<'_>, path: &[&str]) -> Option<Option<&'a Expression>> {
    let mut at = &resource.properties;
    for name in path {
        let entries = at.entries()?;
        match entries.get(*name) {
            Some(Expression::Absent) | None => return Some(None),
            Some(inner) => at = inner,
        }
    }
    Some(Some(at))
}

/// Reports every setting that was on and is off.
pub(super) fn switched_off(
    comparison: &Comparison<'_, '_, '_>,
    rule: &'static Rule,
    switches: &[Switch],
) -> Vec<Finding> {
    let mut found = Vec::new();
    for pair in comparison.continued() {
        for switch in switches {
            found.extend(switch_off(comparison, rule, switch, &pair));
        }
    }
    found
}

fn switch_off(
    comparison: &Comparison<'_, '_, '_>,
    rule: &'static Rule,
    switch: &Switch,
    pair: &Pair<'_, '_>,
) -> Option<Finding> {
    let is_of = |of: &ResourceState<'_>| switch.types.contains(&&*of.resource_type);
    if !is_of(pair.old) || !is_of(pair.new) {
        return None;
    }
    let (before, after) = (switch.state(pair.old)?, switch.state(pair.new)?);
    if !before || after {
        return None;
    }
    let what = format!(
        "`{}` loses {}: {} was {} and is {}",
        pair.new.address,
        switch.gives,
        switch.setting.name(),
        switch.shown(pair.old),
        switch.shown(pair.new),
    );
    Some(comparison.after(rule, pair.new, &switch.setting.path(), what))
}
