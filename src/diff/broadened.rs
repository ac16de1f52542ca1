//! What policies allow, or no more deny, that they did not before.
//!
//! Not here: which policies there are (`policies`), and whether one permission covers another (`permissions`).

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::Comparison;
use super::expression::Expression;
use super::permissions::{Covered, Grant};
use super::policies::{Held, Kind, policies};
use super::state::ResourceState;
use crate::source::{Finding, Rule};

/// Something that is allowed now and was not, or is no more denied.
pub(super) struct Broadened<'s, 'p> {
    pub(super) resource: &'s ResourceState<'p>,
    /// Whether the resource is one of the new state.
    pub(super) is_new: bool,
    pub(super) path: &'static str,
    pub(super) what: String,
}

impl Broadened<'_, '_> {
    /// A finding where it is said, or was said.
    pub(super) fn finding(
        self,
        comparison: &Comparison<'_, '_, '_>,
        rule: &'static Rule,
    ) -> Finding {
        if self.is_new {
            comparison.after(rule, self.resource, &[self.path], self.what)
        } else {
            comparison.before(rule, self.resource, &[self.path], self.what)
        }
    }
}

/// What is allowed in the new state and was not in the old one, to whom and of what was there before.
pub(super) fn broadened<'c, 'p>(
    comparison: &'c Comparison<'_, '_, 'p>,
    kinds: &[Kind],
) -> Vec<Broadened<'c, 'p>> {
    let continuity = comparison.continuity();
    let before = policies(comparison.old, &|value| continuity.carried(value));
    let after = policies(comparison.new, &Expression::clone);
    let mut found = Vec::new();
    let nothing = Held::default();
    let keys: BTreeSet<&(Kind, Expression)> = before.keys().chain(after.keys()).collect();
    for key in keys.into_iter().filter(|(kind, _)| kinds.contains(kind)) {
        if !continuity.is_in_both(comparison, &key.1) {
            continue;
        }
        // What the templates themselves give to somebody is judged there.
        let has = |held: &Held<'_, '_>| {
            let mut sources = held.sources.iter();
            sources.any(|(source, _)| Expression::of_resource(&source.address) == key.1)
        };
        let mut holders = after.iter();
        if key.0 == Kind::Managed
            && holders.any(|((kind, _), held)| *kind == Kind::Identity && has(held))
        {
            continue;
        }
        let old = before.get(key).unwrap_or(&nothing);
        let new = after.get(key).unwrap_or(&nothing);
        if old.permissions.written == new.permissions.written || old.permissions.is_open {
            continue;
        }
        found.extend(allowed(key, old, new));
        found.extend(no_more_denied(key, old, new));
    }
    found
}

fn allowed<'s, 'p>(
    (kind, owner): &(Kind, Expression),
    old: &Held<'s, 'p>,
    new: &Held<'s, 'p>,
) -> Vec<Broadened<'s, 'p>> {
    if *kind == Kind::Identity && old.is_administrator() {
        return Vec::new();
    }
    let mut by_source: BTreeMap<usize, Vec<(&Grant, Covered)>> = BTreeMap::new();
    for grant in &new.permissions.allowed {
        let covered = old.permissions.allows(grant);
        if covered != Covered::Fully {
            by_source
                .entry(grant.source)
                .or_default()
                .push((grant, covered));
        }
    }
    let broadened = by_source.into_iter().filter_map(|(source, grants)| {
        let (resource, path) = new.source(source)?;
        let ((first, covered), more) = grants.split_first()?;
        let (action, on) = &first.shown;
        let more = match more.len() {
            0 => String::new(),
            count => format!(", and {count} more"),
        };
        let wider = match covered {
            Covered::UnderConditions => " under wider conditions",
            Covered::Fully | Covered::No => "",
        };
        let owner = owner.shown();
        let what = match kind {
            Kind::Managed => format!("`{owner}` newly allows {action} on {on}{wider}{more}"),
            Kind::Identity => format!("`{owner}` is newly allowed {action} on {on}{wider}{more}"),
            Kind::Resource => format!(
                "`{owner}` newly lets {} do {action} on {on}{wider}{more}",
                who(first)
            ),
            Kind::Trust => format!(
                "{} may newly become `{owner}` by {action}{wider}{more}",
                who(first)
            ),
        };
        Some(Broadened {
            resource,
            is_new: true,
            path,
            what,
        })
    });
    broadened.collect()
}

fn no_more_denied<'s, 'p>(
    (kind, owner): &(Kind, Expression),
    old: &Held<'s, 'p>,
    new: &Held<'s, 'p>,
) -> Option<Broadened<'s, 'p>> {
    if new.permissions.is_open {
        return None;
    }
    let mut denied = old.permissions.denied.iter();
    let lost = denied.find(|denial| {
        let matters = match kind {
            // Identity policies of others allow it.
            Kind::Resource => true,
            Kind::Identity => !new.managed.is_empty() || new.permissions.may_allow(denial),
            Kind::Trust | Kind::Managed => new.permissions.may_allow(denial),
        };
        matters && !new.permissions.denies(denial)
    })?;
    let (resource, path) = old.source(lost.source)?;
    let (action, on) = &lost.shown;
    let what = match kind {
        Kind::Identity => {
            format!("`{}` is no more denied {action} on {on}", owner.shown())
        }
        Kind::Managed => format!("`{}` no more denies {action} on {on}", owner.shown()),
        Kind::Resource | Kind::Trust => format!(
            "`{}` no more denies {} {action} on {on}",
            owner.shown(),
            who(lost)
        ),
    };
    Some(Broadened {
        resource,
        is_new: false,
        path,
        what,
    })
}

fn who(grant: &Grant) -> &str {
    match grant.who.as_str() {
        "*" => "everybody",
        "" => "whoever may",
        other => other,
    }
}
