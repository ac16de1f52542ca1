//! What a service becomes where there is a load balancer in each zone: a unit in every zone, each
//! reached by its zone's load balancer alone, so that zone and load balancer fail as one.
//!
//! Sources: Amazon ECS API reference, `Service`, `loadBalancers` (a service registers all its tasks
//! in all its target groups, so that tasks of one zone need a service of their own); Amazon Route 53
//! developer guide, "Values specific for alias records", `EvaluateTargetHealth` (a load balancer is
//! healthy while each of its target groups has a healthy target). Not here: what the numbers of
//! tasks ask of hosts (`capacity`).

use crate::aws::ZoneLetter;

use super::Architecture;
use super::count::Count;
use super::draft::Draft;
use super::entrance::LoadBalancerMode;
use super::roles::LoadBalancerRole;
use super::service::Service;
use super::service_part::ServicePart;

/// What becomes one ECS service: a whole service, or its tasks in one zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceUnit {
    /// The zone that its tasks are bound to, if they are.
    pub zone: Option<ZoneLetter>,
    /// The load balancers that reach its tasks; none where the service is not public.
    pub roles: Vec<LoadBalancerRole>,
}

impl ServiceUnit {
    /// The name of a part that each unit of a service has: `LdpService`, `LdpServiceA`.
    #[must_use]
    pub fn part(&self, service: &Service, part: ServicePart) -> String {
        let name = service.id.part(part);
        self.zone
            .map_or_else(|| name.clone(), |letter| format!("{name}{letter}"))
    }
}

impl ServiceUnit {
    /// The name of a part that each unit has for each load balancer: `LdpRequestsPolicy`,
    /// `LdpRequestsPolicyA`, `LdpInternalRequestsPolicyA`.
    #[must_use]
    pub fn part_at(&self, service: &Service, part: ServicePart, role: LoadBalancerRole) -> String {
        let name = service.id.part_at(part, role);
        let zone = self.zone.filter(|_| role.zone().is_none());
        zone.map_or_else(|| name.clone(), |letter| format!("{name}{letter}"))
    }
}

impl Draft {
    /// Whether a service runs as a unit in every zone.
    pub(super) fn is_zonal(&self, service: &Service) -> bool {
        let by_zone = match self.load_balancers.mode {
            LoadBalancerMode::Single => false,
            LoadBalancerMode::PerZone | LoadBalancerMode::Fronted => true,
        };
        by_zone && service.exposure().is_some()
    }

    /// How many tasks each unit of a service has. What the spec says of a service in every zone is to
    /// run when one of them is lost; at least one task stays in each, or its load balancer would not
    /// be healthy.
    pub(super) fn unit_count(&self, service: &Service) -> Count {
        if !self.is_zonal(service) {
            return service.count.clone();
        }
        let left = self.zones.count() - 1;
        let share = |tasks: u32| tasks.div_ceil(left).max(1);
        match &service.count {
            Count::Scheduled(schedule) => Count::Scheduled(schedule.clone()),
            Count::Fixed(count) => Count::Fixed(share(*count)),
            Count::Scaled(scaling) => Count::Scaled(scaling.map(share)),
        }
    }
}

impl Architecture {
    /// Whether a service runs as a unit in every zone, each with a number of tasks of its own.
    #[must_use]
    pub fn is_zonal(&self, service: &Service) -> bool {
        self.draft.is_zonal(service)
    }

    /// The units of a service: one, or one in every zone.
    #[must_use]
    pub fn units(&self, service: &Service) -> Vec<ServiceUnit> {
        let roles = || self.load_balancer_roles().iter();
        if service.exposure().is_none() {
            let (zone, roles) = (None, Vec::new());
            return vec![ServiceUnit { zone, roles }];
        }
        if !self.is_zonal(service) {
            let (zone, roles) = (None, roles().collect());
            return vec![ServiceUnit { zone, roles }];
        }
        let units = self.zones().iter().map(|zone| {
            let zone = Some(zone.letter());
            let reaching = roles().filter(|role| role.zone().is_none() || role.zone() == zone);
            let roles = reaching.collect();
            ServiceUnit { zone, roles }
        });
        units.collect()
    }

    /// How many tasks each unit of a service has; what the spec says where there is one unit. In every
    /// zone it is what the spec says, divided by the zones that are left when one is lost.
    #[must_use]
    pub fn unit_count(&self, service: &Service) -> Count {
        self.draft.unit_count(service)
    }
}
