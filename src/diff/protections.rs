//! Settings that keep a resource from being deleted.
//!
//! Sources: user guides of the services on deletion protection.

use super::switches::{On, Setting, Switch};

const fn flag(types: &'static [&'static str], path: &'static [&'static str]) -> Switch {
    Switch {
        types,
        setting: Setting::Property(path),
        on: On::Is(&["true", "ACTIVE"]),
        otherwise: Some(false),
        gives: "protection from deletion",
    }
}

/// All of them.
pub(super) static PROTECTIONS: &[Switch] = &[
    flag(
        &[
            "AWS::DocDB::DBCluster",
            "AWS::Neptune::DBCluster",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
            "AWS::RDS::GlobalCluster",
            "AWS::Cognito::UserPool",
        ],
        &["DeletionProtection"],
    ),
    flag(&["AWS::DynamoDB::Table"], &["DeletionProtectionEnabled"]),
    flag(&["AWS::EC2::Instance"], &["DisableApiTermination"]),
    flag(&["AWS::NetworkFirewall::Firewall"], &["DeleteProtection"]),
    Switch {
        types: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        setting: Setting::Attribute("LoadBalancerAttributes", "deletion_protection.enabled"),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "protection from deletion",
    },
];
