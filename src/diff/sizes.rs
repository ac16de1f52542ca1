//! What of a resource is larger or smaller than before, and what that means: what it can carry, what it costs.
//!
//! Sources: AWS CloudFormation template reference; which instance type is larger: facts (processors and
//! memory). Types with more of the one and less of the other are neither.

use std::cmp::Ordering;

use super::comparison::Pair;
use crate::facts::instance_types::{InstanceType, instance_type};

/// How a property says how large something is.
#[derive(Clone, Copy, Debug)]
enum Scale {
    /// The name of an instance type, with something before or behind it.
    Class,
    /// A number.
    Number,
}

/// What a larger value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// It carries more, and costs more.
    Both,
    /// It carries more.
    Carries,
    /// It costs more.
    Costs,
}

/// A property that is larger or smaller than before.
#[derive(Debug)]
pub(super) struct Resized {
    pub(super) path: &'static [&'static str],
    pub(super) old: String,
    pub(super) new: String,
    pub(super) is_larger: bool,
    pub(super) means: Means,
}

type Row = (&'static str, &'static [&'static str], Scale, Means);

const SIZES: [Row; 48] = [
    (
        "AWS::AmazonMQ::Broker",
        &["HostInstanceType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &["DesiredCapacity"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &["MinSize"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::AutoScaling::LaunchConfiguration",
        &["InstanceType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::DocDB::DBInstance",
        &["DBInstanceClass"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::DynamoDB::Table",
        &["ProvisionedThroughput", "ReadCapacityUnits"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::DynamoDB::Table",
        &["ProvisionedThroughput", "WriteCapacityUnits"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::EC2::Instance",
        &["InstanceType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::EC2::LaunchTemplate",
        &["LaunchTemplateData", "InstanceType"],
        Scale::Class,
        Means::Both,
    ),
    ("AWS::EC2::Volume", &["Iops"], Scale::Number, Means::Both),
    ("AWS::EC2::Volume", &["Size"], Scale::Number, Means::Costs),
    (
        "AWS::EC2::Volume",
        &["Throughput"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::ECS::Service",
        &["DesiredCount"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::ECS::TaskDefinition",
        &["Cpu"],
        Scale::Number,
        Means::Carries,
    ),
    (
        "AWS::ECS::TaskDefinition",
        &["Memory"],
        Scale::Number,
        Means::Carries,
    ),
    (
        "AWS::EFS::FileSystem",
        &["ProvisionedThroughputInMibps"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::EKS::Nodegroup",
        &["ScalingConfig", "MinSize"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::ElastiCache::CacheCluster",
        &["CacheNodeType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::ElastiCache::CacheCluster",
        &["NumCacheNodes"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["CacheNodeType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["NumCacheClusters"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["NumNodeGroups"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &["ReplicasPerNodeGroup"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::FSx::FileSystem",
        &["StorageCapacity"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::Kinesis::Stream",
        &["ShardCount"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::Lambda::Alias",
        &[
            "ProvisionedConcurrencyConfig",
            "ProvisionedConcurrentExecutions",
        ],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::Lambda::Function",
        &["MemorySize"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::Lambda::Function",
        &["ReservedConcurrentExecutions"],
        Scale::Number,
        Means::Carries,
    ),
    (
        "AWS::MSK::Cluster",
        &["BrokerNodeGroupInfo", "InstanceType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::MSK::Cluster",
        &["NumberOfBrokerNodes"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::MemoryDB::Cluster",
        &["NodeType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::MemoryDB::Cluster",
        &["NumShards"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::Neptune::DBInstance",
        &["DBInstanceClass"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::OpenSearchService::Domain",
        &["ClusterConfig", "InstanceCount"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::OpenSearchService::Domain",
        &["ClusterConfig", "InstanceType"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::OpenSearchService::Domain",
        &["EBSOptions", "VolumeSize"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::RDS::DBCluster",
        &["DBClusterInstanceClass"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::RDS::DBCluster",
        &["AllocatedStorage"],
        Scale::Number,
        Means::Costs,
    ),
    ("AWS::RDS::DBCluster", &["Iops"], Scale::Number, Means::Both),
    (
        "AWS::RDS::DBCluster",
        &["ServerlessV2ScalingConfiguration", "MaxCapacity"],
        Scale::Number,
        Means::Carries,
    ),
    (
        "AWS::RDS::DBCluster",
        &["ServerlessV2ScalingConfiguration", "MinCapacity"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::RDS::DBInstance",
        &["AllocatedStorage"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::RDS::DBInstance",
        &["DBInstanceClass"],
        Scale::Class,
        Means::Both,
    ),
    (
        "AWS::RDS::DBInstance",
        &["Iops"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::RDS::DBInstance",
        &["StorageThroughput"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::Redshift::Cluster",
        &["NumberOfNodes"],
        Scale::Number,
        Means::Both,
    ),
    (
        "AWS::ApplicationAutoScaling::ScalableTarget",
        &["MinCapacity"],
        Scale::Number,
        Means::Costs,
    ),
    (
        "AWS::EKS::Nodegroup",
        &["ScalingConfig", "DesiredSize"],
        Scale::Number,
        Means::Costs,
    ),
];

/// What counts where a number is left out.
const DEFAULTS: [(&str, &str, f64); 1] = [("AWS::Lambda::Function", "MemorySize", 128.0)];

impl Resized {
    /// `Memory` is 2048 instead of 1024, the name as code.
    pub(super) fn described(&self) -> String {
        format!(
            "`{}` is {} instead of {}",
            self.path.join("."),
            self.new,
            self.old
        )
    }
}

impl Pair<'_, '_> {
    /// Every property that is larger or smaller than before.
    pub(super) fn resized(&self) -> Vec<Resized> {
        let rows = SIZES.iter().filter(|(of, ..)| self.is(of));
        let resized = rows.filter_map(|(of, path, scale, means)| {
            let (ordering, old, new) = match scale {
                Scale::Class => {
                    let (old, new) = (self.old.text(path)?, self.new.text(path)?);
                    let ordering = larger(machine(new)?, machine(old)?)?;
                    (ordering, old.to_owned(), new.to_owned())
                }
                Scale::Number => {
                    let mut defaults = DEFAULTS.iter();
                    let default = defaults
                        .find(|(other, name, _)| other == of && path.ends_with(&[name]))
                        .map(|(.., default)| *default);
                    let (old, new) = self.numbers(path, default)?;
                    (new.partial_cmp(&old)?, old.to_string(), new.to_string())
                }
            };
            let is_larger = match ordering {
                Ordering::Equal => return None,
                Ordering::Greater => true,
                Ordering::Less => false,
            };
            let (path, means) = (*path, *means);
            Some(Resized {
                path,
                old,
                new,
                is_larger,
                means,
            })
        });
        resized.collect()
    }
}

/// The machine behind a class: `db.m7g.large`, `m7g.large.search`.
fn machine(class: &str) -> Option<InstanceType> {
    let before = ["db.", "cache.", "kafka.", "mq."];
    let name = before
        .iter()
        .find_map(|before| class.strip_prefix(before))
        .unwrap_or(class);
    let behind = [".search", ".elasticsearch"];
    let name = behind
        .iter()
        .find_map(|behind| name.strip_suffix(behind))
        .unwrap_or(name);
    instance_type(name)
}

fn larger(one: InstanceType, other: InstanceType) -> Option<Ordering> {
    let processors = one.vcpus.cmp(&other.vcpus);
    let memory = one.memory_mib.cmp(&other.memory_mib);
    match (processors, memory) {
        (Ordering::Equal, other) | (other, Ordering::Equal) => Some(other),
        (one, other) if one == other => Some(one),
        (_, _) => None,
    }
}
