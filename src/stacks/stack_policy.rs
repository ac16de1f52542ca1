//! Which resources an update may not replace or delete unasked: those that hold data, and those that hold
//! addresses on which something outside relies.
//!
//! Not here: the policy's text and which stacks get it (the `assembly` floor).

use crate::assembly::StackPolicy;
use crate::bindings::backup::BackupVault;
use crate::bindings::cloud_front::Distribution;
use crate::bindings::ec2::{Eip, Subnet, Vpc};
use crate::bindings::ecr::Repository;
use crate::bindings::efs::FileSystem;
use crate::bindings::elastic_load_balancing_v2::LoadBalancer;
use crate::bindings::global_accelerator::Accelerator;
use crate::bindings::kms::Key;
use crate::bindings::rds::{DbCluster, DbInstance};
use crate::bindings::route53::HostedZone;
use crate::bindings::s3::Bucket;
use crate::bindings::secrets_manager::Secret;
use crate::cfn::Resource;

/// Hold data, or what data can't be read without.
const DATA: [&str; 8] = [
    BackupVault::TYPE,
    Bucket::TYPE,
    DbCluster::TYPE,
    DbInstance::TYPE,
    FileSystem::TYPE,
    Key::TYPE,
    Repository::TYPE,
    Secret::TYPE,
];

/// Hold addresses: names, ranges, and what firewalls of others let in.
const ADDRESSES: [&str; 7] = [
    Accelerator::TYPE,
    Distribution::TYPE,
    Eip::TYPE,
    HostedZone::TYPE,
    LoadBalancer::TYPE,
    Subnet::TYPE,
    Vpc::TYPE,
];

/// The policy of every deployment.
pub(super) fn stack_policy() -> StackPolicy {
    StackPolicy::new(DATA.into_iter().chain(ADDRESSES))
}
