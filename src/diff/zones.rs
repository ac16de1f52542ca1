//! How many zones the subnets of a resource lie in.
//!
//! A subnet that is no resource of the deployment, or whose zone nobody says, counts as a zone of its own.

use std::collections::BTreeSet;

use super::expression::Expression;
use super::state::{ResourceState, State};

/// Lists of subnets or zones, with the name behind which an element has its subnet, where there is one.
const SPANS: [(&str, &[&str], Option<&str>); 17] = [
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &["AvailabilityZones"],
        None,
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &["VPCZoneIdentifier"],
        None,
    ),
    ("AWS::DocDB::DBSubnetGroup", &["SubnetIds"], None),
    ("AWS::EC2::VPCEndpoint", &["SubnetIds"], None),
    (
        "AWS::ECS::Service",
        &["NetworkConfiguration", "AwsvpcConfiguration", "Subnets"],
        None,
    ),
    (
        "AWS::EKS::Cluster",
        &["ResourcesVpcConfig", "SubnetIds"],
        None,
    ),
    ("AWS::EKS::Nodegroup", &["Subnets"], None),
    ("AWS::ElastiCache::SubnetGroup", &["SubnetIds"], None),
    (
        "AWS::ElasticLoadBalancing::LoadBalancer",
        &["AvailabilityZones"],
        None,
    ),
    (
        "AWS::ElasticLoadBalancing::LoadBalancer",
        &["Subnets"],
        None,
    ),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        &["SubnetMappings"],
        Some("SubnetId"),
    ),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        &["Subnets"],
        None,
    ),
    ("AWS::Lambda::Function", &["VpcConfig", "SubnetIds"], None),
    ("AWS::MemoryDB::SubnetGroup", &["SubnetIds"], None),
    ("AWS::Neptune::DBSubnetGroup", &["SubnetIds"], None),
    ("AWS::RDS::DBSubnetGroup", &["SubnetIds"], None),
    ("AWS::Redshift::ClusterSubnetGroup", &["SubnetIds"], None),
];

/// The zones of one list.
#[derive(Debug)]
pub(super) struct Span<'e> {
    pub(super) path: &'static [&'static str],
    pub(super) zones: BTreeSet<&'e Expression>,
    /// Whether the zones themselves are known, and not subnets alone.
    pub(super) is_sure: bool,
}

impl State<'_, '_> {
    /// The lists of a resource that say in which zones it is, as far as they are known.
    pub(super) fn spans<'e>(&'e self, resource: &'e ResourceState<'_>) -> Vec<Span<'e>> {
        let lists = SPANS.iter();
        let lists = lists.filter(|(of, ..)| **of == *resource.resource_type);
        let spans = lists.filter_map(|(_, path, behind)| {
            let items = resource.property(path)?.items()?;
            let mut span = Span {
                path,
                zones: BTreeSet::new(),
                is_sure: true,
            };
            for item in items {
                let item = match behind {
                    Some(name) => item.get(&[name])?,
                    None => item,
                };
                let zone = self.zone(item);
                span.is_sure &= zone.is_some() || path.ends_with(&["AvailabilityZones"]);
                span.zones.insert(zone.unwrap_or(item));
            }
            Some(span)
        });
        spans.collect()
    }

    /// The zone of a subnet of the deployment.
    fn zone<'e>(&'e self, subnet: &Expression) -> Option<&'e Expression> {
        let Expression::Reference { to, .. } = subnet else {
            return None;
        };
        let subnet = self.resources.get(to)?;
        let names = ["AvailabilityZone", "AvailabilityZoneId"];
        names.iter().find_map(|name| subnet.property(&[name]))
    }
}
