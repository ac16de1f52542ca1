//! Deployments that tests start from.

use std::collections::BTreeMap;
use std::str::FromStr;

use ess_cfn::architecture::{
    Addresses, Certificate, Database, DatabaseDeployment, Decided, Dns, Draft, Egress, Gateway,
    HostType, IdentityProvider, Kms, LoadBalancerMode, LoadBalancers, Monitoring, OwnRegistry,
    PerPool, PoolScaling, PoolSettings, Profile, Registry, Scaling, ScalingGoals, SecretSettings,
    TlsPolicy, Vpc, Zones,
};
use ess_cfn::aws::{Region, ZoneLetter};

/// A value of a text that is known to be one.
pub(crate) fn value<T: FromStr>(text: &str) -> T {
    let value = text.parse().ok();
    value.unwrap_or_else(|| panic!("`{text}` is refused"))
}

/// The deployment of a spec that says no more than it has to, in three zones.
pub(crate) fn draft() -> Draft {
    let region: Region = value("eu-central-1");
    let domain = value("pods.example.org");
    let pool = PoolSettings {
        host: HostType::of(&value("m7i.large"), &region).unwrap(),
        min: None,
        max: None,
        volume_gib: 50,
        scaling: PoolScaling::default(),
    };
    Draft {
        name: value("acme-solid"),
        stack_set: false,
        profile: Profile::Ess10,
        vpc: Vpc::Created {
            addresses: Addresses::plan(value("10.20.0.0/16")).unwrap(),
            data_subnets: false,
        },
        zones: Zones::counted(&region, ZoneLetter::all().take(3)).unwrap(),
        egress: Egress::NatPerZone,
        load_balancers: LoadBalancers {
            mode: LoadBalancerMode::Single,
            internal: false,
            idle_timeout_seconds: 3600,
            tls_policy: TlsPolicy::Restricted,
            access_log_retention_days: 90,
        },
        gateway: Gateway::None,
        web_acl: None,
        certificate: Certificate::Issue,
        dns: Dns::Route53 {
            hosted_zone: Decided::AtDeployment,
        },
        pools: PerPool {
            ess: pool.clone(),
            backend: pool,
        },
        registry: Registry {
            own: OwnRegistry::Create,
            allowed: Vec::new(),
            inside: false,
        },
        database: Database {
            deployment: DatabaseDeployment::MultiAzInstance {
                storage_gib: 100,
                max_storage_gib: 1000,
            },
            engine_version: value("17"),
            instance_class: value("db.m7g.large"),
            backup_retention_days: 14,
            backup_window: None,
            maintenance_window: None,
            snapshot: None,
        },
        services: Profile::Ess10.services(&domain, false),
        secrets: SecretSettings {
            kms: Kms::Own,
            existing: BTreeMap::new(),
        },
        kafka: None,
        identity_provider: IdentityProvider {
            url: Decided::AtDeployment,
            inside: false,
            client_id: Decided::AtDeployment,
        },
        monitoring: Monitoring {
            alarms_email: None,
            log_retention: value("90"),
        },
        tags: BTreeMap::new(),
        region,
        domain,
    }
}

/// Between two numbers of tasks, by the share of their processor units.
pub(crate) fn scaling(min: u32, max: u32, cpu_percent: u32) -> Scaling {
    let goals = ScalingGoals {
        cpu_percent,
        memory_percent: None,
        requests_per_minute: None,
    };
    Scaling::new(min, max, goals).unwrap()
}
