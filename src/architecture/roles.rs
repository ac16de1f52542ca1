//! Which load balancers a deployment has, and what each is there for.
//!
//! Source: HA architecture, "Load Balancers" (one; one in each zone; another one to front them).
//! Everything that is made for each load balancer follows from this plan: stacks, records, alarms,
//! outputs. Not here: how they behave (`entrance`), which services they reach (`units`).

use std::fmt;

use crate::aws::ZoneLetter;

use super::draft::Draft;
use super::entrance::LoadBalancerMode;
use super::gateway::OriginAccess;
use super::vpc::Egress;

/// What a load balancer is there for. All of them are Application Load Balancers.
///
/// Network Load Balancers as the zonal ones, each in its zone alone, would be another kind of
/// [`Self::OfZone`]: who plans them adds the kind here, and what follows from a role asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LoadBalancerRole {
    /// The only public one, in all zones.
    Single,
    /// The public one that serves the tasks of one zone. It needs a second subnet and has that of the
    /// zone before, the first zone that of the second: another zone leaves it where it is.
    OfZone(ZoneLetter),
    /// The one inside the VPC, in all zones, by which services reach one another.
    Internal,
}

impl LoadBalancerRole {
    /// The name of something that there is for each load balancer: `TargetGroup` is `TargetGroup`,
    /// `TargetGroupA` or `InternalTargetGroup`.
    #[must_use]
    pub fn named(self, what: &str) -> String {
        match self {
            Self::Single => what.to_owned(),
            Self::OfZone(letter) => format!("{what}{letter}"),
            Self::Internal => format!("Internal{what}"),
        }
    }

    /// What it is, as a sentence begins with it: `Load balancer of zone A`.
    #[must_use]
    pub fn title(self) -> String {
        let text = self.to_string();
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect()
    }

    /// The zone whose tasks it serves, if it is one zone's.
    #[must_use]
    pub fn zone(self) -> Option<ZoneLetter> {
        match self {
            Self::OfZone(letter) => Some(letter),
            Self::Single | Self::Internal => None,
        }
    }

    /// Whether it faces the internet.
    #[must_use]
    pub fn is_public(self) -> bool {
        match self {
            Self::Single | Self::OfZone(_) => true,
            Self::Internal => false,
        }
    }
}

/// What it is, within a sentence: `load balancer of zone A`.
impl fmt::Display for LoadBalancerRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single => f.write_str("load balancer"),
            Self::OfZone(letter) => write!(f, "load balancer of zone {letter}"),
            Self::Internal => f.write_str("internal load balancer"),
        }
    }
}

/// The load balancers of a deployment: the public ones by zone, then the internal one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancerRoles(Vec<LoadBalancerRole>);

impl LoadBalancerRoles {
    pub(super) fn plan(draft: &Draft) -> Self {
        let settings = &draft.load_balancers;
        let public: Vec<LoadBalancerRole> = match settings.mode {
            LoadBalancerMode::Single => vec![LoadBalancerRole::Single],
            LoadBalancerMode::PerZone | LoadBalancerMode::Fronted => {
                let zones = draft.zones.iter();
                zones
                    .map(|zone| LoadBalancerRole::OfZone(zone.letter()))
                    .collect()
            }
        };
        // Without a way out, tasks find the public names inside or not at all.
        let behind = draft.gateway.cloud_front().map(|settings| settings.origin);
        let (public, internal) = match behind {
            Some(OriginAccess::Vpc) => (Vec::new(), true),
            Some(OriginAccess::Public) | None => {
                (public, settings.internal || draft.egress == Egress::None)
            }
        };
        let internal = internal.then_some(LoadBalancerRole::Internal);
        Self(public.into_iter().chain(internal).collect())
    }

    /// The roles, the public ones first.
    pub fn iter(&self) -> impl Iterator<Item = LoadBalancerRole> {
        self.0.iter().copied()
    }

    /// Whether there is a load balancer of this role.
    #[must_use]
    pub fn has(&self, role: LoadBalancerRole) -> bool {
        self.0.contains(&role)
    }

    /// One thing per load balancer, in the same order.
    pub fn map<T>(&self, mut make: impl FnMut(LoadBalancerRole) -> T) -> PerRole<T> {
        PerRole {
            things: self.iter().map(|role| (role, make(role))).collect(),
        }
    }
}

/// One thing per load balancer. It can only be made by mapping the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerRole<T> {
    things: Vec<(LoadBalancerRole, T)>,
}

impl<T> PerRole<T> {
    /// The things with their roles, the public ones first.
    pub fn iter(&self) -> impl Iterator<Item = (LoadBalancerRole, &T)> {
        self.things.iter().map(|(role, thing)| (*role, thing))
    }

    /// The thing of a role, if the deployment has it.
    #[must_use]
    pub fn get(&self, role: LoadBalancerRole) -> Option<&T> {
        let mut things = self.iter();
        things.find_map(|(one, thing)| (one == role).then_some(thing))
    }

    /// The thing of a role of the same deployment.
    ///
    /// # Panics
    /// Where the role belongs to another deployment.
    #[must_use]
    pub fn of(&self, role: LoadBalancerRole) -> &T {
        let thing = self.get(role);
        thing.expect("invariant: the role is one of the same deployment's plan")
    }

    /// Another thing per load balancer, made of this one.
    pub fn map<U>(&self, mut make: impl FnMut(LoadBalancerRole, &T) -> U) -> PerRole<U> {
        let things = self.iter();
        let things = things.map(|(role, thing)| (role, make(role, thing)));
        PerRole {
            things: things.collect(),
        }
    }
}
