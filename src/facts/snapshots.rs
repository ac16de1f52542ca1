//! Of which types CloudFormation can take a snapshot before it deletes a resource.
//!
//! Source: AWS CloudFormation template reference, "DeletionPolicy attribute".

const TYPES: [&str; 8] = [
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Volume",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
];

/// Whether it can of this type.
pub fn takes_snapshots(resource_type: &str) -> bool {
    TYPES.contains(&resource_type)
}
