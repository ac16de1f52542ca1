//! Which resources hold data, and what keeps it when a template lets go of them.
//!
//! Sources: facts (`stateful`, with `schemas/overlay/stateful.toml`); AWS CloudFormation template reference
//! of each type. Not here: what a policy of the resource says (`cascade::afterwards`).

use super::state::ResourceState;

/// Types that are marked as holding data and have a rule of their own, since what is lost with them is
/// something else.
const OTHERWISE: [&str; 3] = [
    "AWS::KMS::Key",
    "AWS::KMS::ReplicaKey",
    "AWS::SecretsManager::Secret",
];

/// Properties that say from which snapshot a resource is made.
const ORIGINS: [(&str, &str); 9] = [
    ("AWS::DocDB::DBCluster", "SnapshotIdentifier"),
    ("AWS::EC2::Volume", "SnapshotId"),
    ("AWS::ElastiCache::CacheCluster", "SnapshotName"),
    ("AWS::ElastiCache::ReplicationGroup", "SnapshotName"),
    ("AWS::MemoryDB::Cluster", "SnapshotName"),
    ("AWS::Neptune::DBCluster", "SnapshotIdentifier"),
    ("AWS::RDS::DBCluster", "SnapshotIdentifier"),
    ("AWS::RDS::DBInstance", "DBSnapshotIdentifier"),
    ("AWS::Redshift::Cluster", "SnapshotIdentifier"),
];

/// The property that names the snapshot from which a resource of a type is made.
pub(super) fn origin(resource_type: &str) -> Option<&'static str> {
    let mut origins = ORIGINS.iter();
    origins
        .find(|(of, _)| *of == resource_type)
        .map(|(_, property)| *property)
}

impl ResourceState<'_> {
    /// Whether data is gone when it is. What a nested stack holds is judged by itself, and what the members
    /// of a cluster of databases hold belongs to the cluster.
    #[must_use]
    pub fn holds_data(&self) -> bool {
        let of = &*self.resource_type;
        let is_member = match of {
            "AWS::DocDB::DBInstance" | "AWS::Neptune::DBInstance" => true,
            "AWS::RDS::DBInstance" => !self.lacks(&["DBClusterIdentifier"]),
            _ => false,
        };
        let marked = self.facts.is_some_and(|facts| facts.stateful());
        marked && !self.is_open && !is_member && !OTHERWISE.contains(&of)
    }

    /// What has to be empty before AWS deletes it, if its type is of that kind: what is in it is never lost
    /// by an update, which leaves it behind.
    #[must_use]
    pub fn must_be_empty(&self) -> bool {
        match &*self.resource_type {
            "AWS::S3::Bucket" | "AWS::Route53::HostedZone" | "AWS::Backup::BackupVault" => true,
            "AWS::ECR::Repository" => self.truth(&["EmptyOnDelete"], false) == Some(false),
            _ => false,
        }
    }

    /// Whether it is protected from being deleted.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        let switches = ["DeletionProtection", "DeletionProtectionEnabled"];
        switches
            .iter()
            .any(|name| self.truth(&[name], false) == Some(true) || self.says(&[name], &["ACTIVE"]))
    }
}
