//! The choices of a spec: an axis per choice, its options, and which options exclude one another.

/// A choice of the spec.
pub(super) struct Axis {
    pub(super) name: &'static str,
    pub(super) options: &'static [Choice],
}

/// One option of a choice: its name, and the keys that say it, each with its value in YAML.
pub(super) struct Choice {
    pub(super) word: &'static str,
    pub(super) keys: &'static [(&'static str, &'static str)],
}

/// Options that the reader refuses together, and by which rule.
pub(super) struct Clash {
    pub(super) rule: &'static str,
    pub(super) parts: &'static [(&'static str, &'static [&'static str])],
}

macro_rules! axes {
    ($($axis:literal { $($word:literal: $($path:literal = $value:literal),* ;)+ })+) => {
        /// Every choice. The first option of each is the default's neighbour: the simplest.
        pub(super) const AXES: &[Axis] = &[$(Axis {
            name: $axis,
            options: &[$(Choice { word: $word, keys: &[$(($path, $value)),*] }),+],
        }),+];
    };
}

axes! {
    "name" {
        "plain": "name" = "acme-solid";
        "short": "name" = "a";
        "long": "name" = "a-name-as-long-as-one-may-be-00a";
    }
    "profile" {
        "1.0": ;
        "1.1": "profile" = "ess-1.1";
    }
    "region" {
        "us-east-1": "region" = "us-east-1";
        "eu-central-1": "region" = "eu-central-1";
        "us-gov-west-1": "region" = "us-gov-west-1";
    }
    "domain" {
        "plain": "domain" = "pods.example.org";
        "odd": "domain" = "xn--a.1-b.c-0.example.co";
    }
    "stack set" {
        "no": ;
        "yes": "stack_set" = "true";
    }
    "zones" {
        "2": "network/zones" = "2";
        "3": ;
        "4": "network/zones" = "4";
        "5": "network/zones" = "5";
        "6": "network/zones" = "6";
        "named": "network/zones" = "[us-east-1f, us-east-1a, us-east-1c]";
    }
    "range" {
        "default": ;
        "large": "network/cidr" = "10.0.0.0/16";
        "small": "network/cidr" = "192.168.252.0/22";
        "pinned": "network/cidr" = "10.64.0.0/16",
            "network/subnets" = "{ a: { public: 10.64.240.0/27, private: 10.64.0.0/21 } }";
    }
    "vpc" {
        "made": ;
        "taken over": "network/existing" = "{ vpc: vpc-0123456789abcdef0 }";
    }
    "egress" {
        "nat per zone": ;
        "one nat": "network/egress" = "nat-single";
        "none": "network/egress" = "none", "identity_provider/inside" = "true";
    }
    "data subnets" {
        "none": ;
        "one in each zone": "network/data_subnets" = "true";
    }
    "load balancer" {
        "default": ;
        "set": "load_balancers/idle_timeout_seconds" = "1",
            "load_balancers/tls_policy" = "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
            "load_balancers/access_log_retention_days" = "3650";
    }
    "load balancers" {
        "single": ;
        "per zone": "load_balancers/mode" = "per-zone";
        "fronted": "load_balancers/mode" = "fronted";
    }
    "internal load balancer" {
        "none": ;
        "one": "load_balancers/internal" = "true";
    }
    "gateway" {
        "none": ;
        "cloudfront": "gateway" = "cloudfront";
        "with everything": "gateway" = "{ prefix_list_id: pl-0123456789abcdef0, certificate_arn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012', read_timeout_seconds: 180, price_class: PriceClass_100, access_logs: false }";
        "into the vpc": "gateway" = "{ origin: vpc }";
    }
    "web acl" {
        "none": ;
        "on": "waf" = "true";
        "limited": "waf" = "{ rate_limit: 2000000000 }";
    }
    "dns" {
        "route 53": ;
        "elsewhere": "dns/mode" = "external";
    }
    "hosted zone" {
        "open": ;
        "given": "dns/hosted_zone_id" = "Z0123456789ABCDEFGHIJ";
    }
    "certificate" {
        "issued": ;
        "open": "certificate/issue" = "false";
    }
    "ess pool" {
        "default": ;
        "arm": "pools/ess" = "{ instance_type: m7g.xlarge }";
        "large": "pools/ess" = "{ instance_type: m7i.2xlarge, min: 12, max: 60, volume_gib: 16384 }";
        "by the hour": "pools/ess" = "{ instance_type: m7i.2xlarge, min: 12, max: 60, target_capacity_percent: 80, warmup_seconds: 120, schedules: { day: { cron: '0/30 6 ? * 2-6 *', timezone: Europe/Berlin, min: 18, max: 72 }, night: { cron: '0 20 * * ? *', min: 12 } } }";
    }
    "backend pool" {
        "default": ;
        "small": "pools/backend" = "{ instance_type: t3.medium, volume_gib: 30 }";
    }
    "registry" {
        "created": ;
        "given": "registry/url" = "registry.example.org:5000/ess/a_b";
        "given inside": "registry/url" = "registry.example.org:5000/ess/a_b", "registry/inside" = "true";
    }
    "database" {
        "default": ;
        "set": "database" = "{ engine_version: '16.9', storage_gib: 400, backup_window: '23:45-00:15', maintenance_window: 'sun:03:00-sun:04:00', backup_retention_days: 35 }";
        "from a snapshot": "database" = "{ snapshot: of-last-week }";
        "cluster": "database" = "{ deployment: multi-az-cluster }";
        "aurora from a snapshot": "database" = "{ deployment: aurora, snapshot: of-last-week, maintenance_window: 'sun:03:00-sun:04:00' }";
    }
    "key" {
        "own": ;
    }
    "kafka" {
        "default": ;
        "given": "kafka" = "{ bootstrap: 'b-1.example.org:9094,b-2.example.org:9096', security_group: sg-0123456789abcdef0 }";
    }
    "identity provider" {
        "open": ;
        "given": "identity_provider/url" = "https://login.example.org/realms/pods",
            "identity_provider/client_id" = "'solid:~!'";
    }
    "alarms" {
        "nobody": ;
        "mail": "monitoring" = "{ alarms_email: ops@example.org, log_retention_days: 3653 }";
    }
    "ldp" {
        "default": ;
        "fixed": "services/ldp" = "{ count: 3, image_tag: '1.0.3', cpu: 1024, memory_mib: 2048 }";
        "scaled": "services/ldp" = "{ min: 4, max: 12, cpu_percent: 40, stop_timeout_seconds: 3600 }";
        "by the hour": "services/ldp" = "{ min: 2, max: 8, memory_percent: 70, requests_per_minute: 900, schedules: { day: { cron: '0 6 ? * MON-FRI *', timezone: Europe/Berlin, min: 4, max: 12 }, night: { cron: '0 20 ? * MON-FRI *', min: 2 } } }";
    }
    "backend container" {
        "none": ;
        "plain": "services/my-exporter" = "{ pool: backend, image: 'my-exporter:2.1', port: 9187 }";
        "with everything": "services/my-exporter" = "{ pool: backend, image: 'team/my-exporter:2.1', port: 9187, database: true, cpu: 64, memory_mib: 64, min: 1, max: 500, env: { LOG_LEVEL: \"a'b\\\"c ${d} {{e}}\", URL: { from: database-jdbc-url }, ISSUER: { url_of: oidc } }, secrets: { TOKEN: api-token, PASSWORD: { from: database-password } } }";
    }
    "published container" {
        "none": ;
        "with ports and volumes": "services/pusher" = "{ image: 'pusher:1.0', pool: backend, count: 1, cpu: 32, memory_mib: 32, entry_point: [/bin/sh], command: [-c, 'run ${HOME} $(date)'], user: '1000:1000', read_only: true, health: { command: { run: 'test -e /run/alive' } }, ports: { metrics: { container: 9187, host: 9187, from: [ess, backend] } }, volumes: { data: { path: /var/lib/data }, cache: { path: /var/cache, kind: scratch }, keys: { path: /keys, read_only: true } } }";
    }
    "job" {
        "none": ;
        "cron": "services/night-sweep" = "{ image: 'night-sweep:1.0', cpu: 32, memory_mib: 32, schedule: 'cron(0 3 * * ? *)', timezone: Europe/Berlin, database: true, volumes: { data: { path: /data } } }";
        "rate on ess": "services/ess-sweep" = "{ image: 'ess-sweep:1.0', pool: ess, cpu: 32, memory_mib: 32, schedule: 'rate(2 hours)' }";
    }
    "public container" {
        "none": ;
        "plain": "services/apps" = "{ image: 'apps:1', host: apps.pods.example.org }";
    }
    "tags" {
        "none": ;
        "odd": "tags" = "{ 'a b/c.d:e=f+g-h@i': 'x _.:/=+-@', empty: '', number: 01 }";
    }
}

/// What does not go together.
pub(super) const CLASHES: &[Clash] = &[
    Clash {
        rule: "spec-network-existing",
        parts: &[
            ("vpc", &["taken over"]),
            ("range", &["large", "small", "pinned"]),
        ],
    },
    Clash {
        rule: "spec-database-zones",
        parts: &[("zones", &["2"]), ("database", &["cluster"])],
    },
    Clash {
        rule: "spec-zone-region",
        parts: &[
            ("region", &["eu-central-1"]),
            ("zones", &["4", "5", "6", "named"]),
        ],
    },
    Clash {
        rule: "spec-zone-region",
        parts: &[("region", &["us-gov-west-1"]), ("zones", &["named"])],
    },
    Clash {
        rule: "spec-accelerator",
        parts: &[
            ("region", &["us-gov-west-1"]),
            ("load balancers", &["fronted"]),
        ],
    },
    Clash {
        rule: "spec-gateway-region",
        parts: &[
            ("region", &["us-gov-west-1"]),
            (
                "gateway",
                &["cloudfront", "with everything", "into the vpc"],
            ),
        ],
    },
    Clash {
        rule: "spec-gateway-origin",
        parts: &[
            ("load balancers", &["per zone", "fronted"]),
            ("gateway", &["into the vpc"]),
        ],
    },
    Clash {
        rule: "spec-registry-outside",
        parts: &[("egress", &["none"]), ("registry", &["given"])],
    },
    Clash {
        rule: "spec-hosted-zone-unused",
        parts: &[("dns", &["elsewhere"]), ("hosted zone", &["given"])],
    },
    Clash {
        rule: "spec-host",
        parts: &[("domain", &["odd"]), ("public container", &["plain"])],
    },
];
