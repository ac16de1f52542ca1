//! Specs with sizes, ranges, names and containers drawn at random on top of drawn choices.
//!
//! Here a spec may well be refused: hosts that are too small, names that meet. It is then refused with
//! findings; else everything holds that holds of every spec.

use std::sync::atomic::{AtomicUsize, Ordering};

use ess_cfn::source::Severity;
use ess_cfn::stacks::synthesise;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_yaml::Mapping;

use super::properties::{everything_holds_of, points, read};
use super::{Point, near, text, words};

/// What is drawn beside the choices.
#[derive(Clone, Debug)]
struct Drawn {
    name: String,
    domain: String,
    range: (u8, u8, u8),
    pools: [(u32, u32); 2],
    containers: Vec<Container>,
    tags: std::collections::BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
struct Container {
    name: String,
    host: Option<String>,
    cpu: u32,
    memory: u32,
    count: u32,
    port: u16,
    variables: Vec<String>,
    database: bool,
}

fn container() -> impl Strategy<Value = Container> {
    let host = proptest::option::weighted(0.3, "[a-z]([a-z0-9-]{0,12}[a-z0-9])?");
    (
        "[a-z]([a-z0-9]{0,4}-)?[a-z0-9]{1,10}",
        host,
        32..1024_u32,
        32..2048_u32,
        1..7_u32,
        1..=u16::MAX,
        vec("[A-Z][A-Z0-9_]{0,20}", 0..4),
        any::<bool>(),
    )
        .prop_map(
            |(name, host, cpu, memory, count, port, variables, database)| Container {
                name,
                host,
                cpu,
                memory,
                count,
                port,
                variables,
                database,
            },
        )
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let pool = (2..40_u32, 1..40_u32).prop_map(|(min, more)| (min, min + more));
    (
        "[b-z]([a-z0-9]{1,3}-)?[a-z0-9]{1,20}",
        "([a-z0-9]{1,10}\\.){1,3}[a-z]{2,8}",
        (16..=22_u8, any::<u8>(), any::<u8>()),
        [pool.clone(), pool],
        vec(container(), 0..6),
        btree_map(
            "[A-Za-z0-9 _.:/=+@-]{1,60}",
            "[A-Za-z0-9 _.:/=+@-]{0,80}",
            0..8,
        ),
    )
        .prop_map(|(name, domain, range, pools, containers, tags)| Drawn {
            name,
            domain,
            range,
            pools,
            containers,
            tags,
        })
}

/// The spec of a point with what is drawn put over it.
fn spec(point: &Point, drawn: &Drawn) -> String {
    let mut spec: Mapping = serde_yaml::from_str(&text(point)).unwrap();
    let domain = spec.insert("domain".into(), drawn.domain.clone().into());
    let old = domain.unwrap().as_str().unwrap().to_owned();
    spec.insert("name".into(), drawn.name.clone().into());
    let (prefix, second, third) = drawn.range;
    let bits = u32::from_be_bytes([10, second, third, 0]) & (u32::MAX << (32 - prefix));
    let range = format!("{}/{prefix}", std::net::Ipv4Addr::from(bits));
    below(&mut spec, "network").insert("cidr".into(), range.into());
    for (pool, (min, max)) in ["ess", "backend"].into_iter().zip(drawn.pools) {
        let pool = below(below(&mut spec, "pools"), pool);
        pool.insert("min".into(), min.into());
        pool.insert("max".into(), max.into());
    }
    for one in &drawn.containers {
        let mut service = Mapping::new();
        service.insert("image".into(), format!("{}:1.0", one.name).into());
        for (key, number) in [
            ("cpu", one.cpu),
            ("memory_mib", one.memory),
            ("count", one.count),
        ] {
            service.insert(key.into(), number.into());
        }
        service.insert("port".into(), one.port.into());
        service.insert("database".into(), one.database.into());
        if let Some(host) = &one.host {
            service.insert("host".into(), format!("{host}.{}", drawn.domain).into());
        }
        let variables = one
            .variables
            .iter()
            .map(|name| (name.as_str().into(), "a: #b".into()));
        service.insert("env".into(), variables.collect::<Mapping>().into());
        below(&mut spec, "services").insert(one.name.as_str().into(), service.into());
    }
    let tags = drawn
        .tags
        .iter()
        .map(|(key, value)| (key.as_str().into(), value.as_str().into()));
    spec.insert("tags".into(), tags.collect::<Mapping>().into());
    serde_yaml::to_string(&spec)
        .unwrap()
        .replace(&old, &drawn.domain)
}

fn below<'a>(mapping: &'a mut Mapping, key: &str) -> &'a mut Mapping {
    let entry = mapping
        .entry(key.into())
        .or_insert_with(|| Mapping::new().into());
    entry.as_mapping_mut().unwrap()
}

#[test]
fn a_drawn_spec_is_refused_with_findings_or_everything_holds() {
    let (accepted, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let config = ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let one = (points(), drawn());
    proptest!(config, |((point, drawn) in one)| {
        let point = near(&point);
        let text = spec(&point, &drawn);
        let name = format!("{}\n{text}", words(&point));
        let (architecture, findings) = read(&text);
        let errors = findings.iter().filter(|one| one.severity() == Severity::Error).count();
        match architecture {
            None => {
                prop_assert!(errors > 0, "{name}");
                refused.fetch_add(1, Ordering::Relaxed);
            }
            Some(architecture) => {
                prop_assert_eq!(errors, 0, "{}", name);
                let once = || synthesise(&architecture).map(|synthesis| synthesis.assembly);
                match (once(), once()) {
                    (Ok(one), Ok(other)) => everything_holds_of(&name, &one, &other),
                    (one, _) => panic!("{name}: {:#?}", one.err()),
                }
                accepted.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    let (accepted, refused) = (accepted.into_inner(), refused.into_inner());
    assert!(
        accepted >= 10 && refused >= 1,
        "{accepted} accepted, {refused} refused"
    );
}

#[test]
fn a_deployment_beyond_a_quota_is_told_which_choice_makes_it_that_large() {
    let mut text =
        "name: huge\nregion: us-east-1\ndomain: pods.example.org\nnetwork: { zones: 6 }\n\
                    load_balancers: { mode: per-zone }\nservices:\n"
            .to_owned();
    for number in 0..40 {
        let host = format!("s{number}.pods.example.org");
        text +=
            &format!("  s{number}: {{ image: 's:1', host: {host}, cpu: 32, memory_mib: 32 }}\n");
    }
    let (architecture, findings) = read(&text);
    let found = synthesise(&architecture.unwrap_or_else(|| panic!("{findings:#?}"))).unwrap_err();
    for finding in &found {
        assert_eq!(finding.rule.id, "wiring-quota");
        let help = finding.help.as_deref().unwrap();
        assert_eq!(
            help,
            "43 services make it that large, 43 of them public ones that are there once for each of 6 \
             zones: write `load_balancers: { mode: single }`, have fewer zones, or have fewer services, or \
             deploy some of them as a deployment of another `name`"
        );
    }
    let about: Vec<_> = found
        .iter()
        .filter_map(|one| one.stack.as_deref())
        .collect();
    assert!(
        about.contains(&"EssServices") && about.contains(&"Monitoring"),
        "{about:?}"
    );
    let single = text.replace("per-zone", "single");
    let (architecture, findings) = read(&single);
    let architecture = architecture.unwrap_or_else(|| panic!("{findings:#?}"));
    assert!(synthesise(&architecture).is_ok(), "the first advice helps");
}
