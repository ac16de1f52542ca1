//! What stays where it is when a deployment grows, over the covering set.

use std::collections::BTreeMap;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::{Node, emit_yaml};
use ess_cfn::schema::{Property, Update, resource_type};

use super::axes::AXES;
use super::properties::{assembly, assembly_of, read};
use super::{Point, clashes, covering, text, words};
use crate::follow::{Resource, all, follow, resources};

/// A point with another option of an axis.
fn with(point: &[usize], axis: &str, word: &str) -> Point {
    let number = AXES.iter().position(|one| one.name == axis).unwrap();
    let options = AXES[number].options;
    let mut point = point.to_vec();
    point[number] = options.iter().position(|one| one.word == word).unwrap();
    point
}

/// What a change would remove, or make anew and so remove.
fn lost(before: &Assembly, after: &Assembly) -> Vec<String> {
    let by_name = |assembly: &'_ Assembly| -> BTreeMap<(String, String), Node> {
        let resources = all(assembly).into_iter();
        resources
            .map(|one| (one.name(), one.node.clone()))
            .collect()
    };
    let later = by_name(after);
    let mut lost = Vec::new();
    for resource in all(before) {
        let name = format!("{}.{}", resource.stack, resource.logical_id);
        let Some(node) = later.get(&resource.name()) else {
            lost.push(format!("{name} is gone"));
            continue;
        };
        let other = Resource { node, ..resource };
        if other.resource_type() != resource.resource_type() {
            lost.push(format!("{name} is of another type"));
            continue;
        }
        let facts = resource_type(resource.resource_type());
        let facts = facts.unwrap_or_else(|| panic!("{} is known", resource.resource_type()));
        for property in facts.properties() {
            let places = (
                (before, resource.property(&[])),
                (after, other.property(&[])),
            );
            anew(&name, resource.stack, property, places, &mut lost);
        }
    }
    lost
}

type Place<'a> = (&'a Assembly, Option<&'a Node>);

/// Whether another value of a property, or of one below it, makes the resource anew.
fn anew(
    name: &str,
    stack: &str,
    property: Property<'_>,
    (before, after): (Place<'_>, Place<'_>),
    lost: &mut Vec<String>,
) {
    let value = |place: Place<'_>| {
        let (assembly, node) = below(place, property.name());
        node.map(|node| (node.clone(), follow(assembly, stack, node)))
    };
    let (one, other) = (value(before), value(after));
    if one == other {
        return;
    }
    if property.update() == Update::Replaces {
        lost.push(format!("{name} is made anew for its {}", property.name()));
        return;
    }
    for deeper in property.properties() {
        let (one, other) = (
            below(before, property.name()),
            below(after, property.name()),
        );
        anew(name, stack, deeper, (one, other), lost);
    }
}

/// The property of a place.
fn below<'a>((assembly, node): Place<'a>, property: &str) -> Place<'a> {
    (assembly, node.and_then(|node| node.get(&[property])))
}

#[test]
fn from_two_zones_to_three_and_six_nothing_is_lost() {
    for point in covering::points() {
        let point = with(&point, "region", "us-east-1");
        let steps = ["2", "3", "6"].map(|zones| with(&point, "zones", zones));
        for pair in steps.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            if !clashes(before).is_empty() || !clashes(after).is_empty() {
                continue;
            }
            let (before, after) = (assembly(before).unwrap(), assembly(after).unwrap());
            let lost = lost(&before, &after);
            assert!(lost.is_empty(), "{}: {lost:#?}", words(&point));
        }
    }
}

#[test]
fn zones_are_added_by_name_and_nothing_is_lost_whatever_the_way_out() {
    let number = AXES.iter().position(|axis| axis.name == "egress").unwrap();
    for egress in AXES[number].options {
        for data in ["none", "one in each zone"] {
            let point = with(&vec![0; AXES.len()], "egress", egress.word);
            let point = with(&point, "data subnets", data);
            let point = with(&point, "zones", "named");
            let named = |zones: &str| {
                let zones = zones.chars().map(|letter| format!("us-east-1{letter}"));
                let zones: Vec<String> = zones.collect();
                let mut spec: serde_yaml::Mapping = serde_yaml::from_str(&text(&point)).unwrap();
                let network = spec.get_mut("network").unwrap().as_mapping_mut().unwrap();
                network.insert("zones".into(), zones.into());
                assembly_of(&serde_yaml::to_string(&spec).unwrap()).unwrap()
            };
            let steps = ["ac", "acd", "abcdef"].map(named);
            for pair in steps.windows(2) {
                let lost = lost(&pair[0], &pair[1]);
                assert!(lost.is_empty(), "{}, {data}: {lost:#?}", egress.word);
            }
        }
    }
}

/// The lines of every template.
fn lines(assembly: &Assembly) -> Vec<String> {
    let templates = assembly.templates().flat_map(|template| {
        let mut node = template.node().clone();
        let text = emit_yaml(&mut node).text;
        let name = template.name().to_owned();
        text.lines()
            .map(|line| format!("{name}: {line}"))
            .collect::<Vec<_>>()
    });
    templates.collect()
}

/// The lines that a change takes out or rewrites: not those to which it only adds an item.
fn rewritten(before: &Assembly, after: &Assembly) -> Vec<String> {
    let mut left: BTreeMap<String, i64> = BTreeMap::new();
    for line in lines(before) {
        *left.entry(line).or_default() += 1;
    }
    for line in lines(after) {
        *left.entry(line).or_default() -= 1;
    }
    let added: Vec<&String> = left
        .iter()
        .filter(|one| *one.1 < 0)
        .map(|one| one.0)
        .collect();
    let gone = left.iter().filter(|one| *one.1 > 0).map(|one| one.0);
    let gone = gone.filter(|line| {
        // A list in one line grows at its end; the last line of a JSON text gets a comma.
        let open = line.trim_end_matches([']', ')', '}', '\'', '"', ',']);
        !added.iter().any(|one| one.starts_with(open))
    });
    gone.cloned().collect()
}

/// Adds lines to a spec of the covering set.
fn grown(name: &str, more: &str) {
    let mut compared = 0;
    for point in covering::points() {
        let point = with(&point, "alarms", "nobody");
        let before = text(&point);
        let domain = before
            .lines()
            .find_map(|line| line.strip_prefix("domain: "))
            .unwrap();
        let more = more.replace("DOMAIN", domain);
        let section = more.split('\n').next().unwrap();
        let after = if before.contains(&format!("\n{section}\n")) {
            before.replace(&format!("\n{section}\n"), &format!("\n{more}\n"))
        } else {
            format!("{before}{more}\n")
        };
        // Where a pool's size is left to the tool, a full pool becomes larger.
        if sizes(&before) != sizes(&after) {
            continue;
        }
        compared += 1;
        let (before, after) = (assembly_of(&before).unwrap(), assembly_of(&after).unwrap());
        assert!(lines(&after).len() > lines(&before).len());
        let rewritten = rewritten(&before, &after);
        assert!(
            rewritten.is_empty(),
            "{name}: {}: {rewritten:#?}",
            words(&point)
        );
        let lost = lost(&before, &after);
        assert!(lost.is_empty(), "{name}: {}: {lost:#?}", words(&point));
    }
    assert!(
        compared * 4 > covering::points().len(),
        "{name}: {compared}"
    );
}

/// The fewest hosts of both pools, the most, and those that the loss of a zone needs.
fn sizes(text: &str) -> Vec<[u32; 3]> {
    let (architecture, findings) = read(text);
    let architecture = architecture.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
    let pools = architecture.pools();
    pools
        .iter()
        .map(|(_, pool)| [pool.min(), pool.max(), pool.min_in_service()])
        .collect()
}

#[test]
fn a_container_more_adds_lines_and_rewrites_none() {
    grown(
        "on the backend pool",
        "services:\n  tool:\n    { pool: backend, image: 'tool:1', port: 80, cpu: 32, memory_mib: 32 }",
    );
}

#[test]
fn a_tag_more_adds_lines_and_rewrites_none() {
    grown("a tag", "tags:\n  zz-more: one");
}

#[test]
fn a_public_container_more_adds_lines_and_rewrites_none() {
    grown(
        "public",
        "services:\n  tool:\n    { image: 'tool:1', host: tool.DOMAIN, port: 80, cpu: 32, memory_mib: 32 }",
    );
}

#[test]
fn an_address_for_alarms_adds_lines_and_rewrites_none() {
    grown("alarms", "monitoring:\n  alarms_email: ops@example.org");
}

#[test]
fn records_of_another_way_in_can_stand_beside_those_that_go_after_them() {
    let number = |name: &str| AXES.iter().position(|axis| axis.name == name).unwrap();
    let ways: Vec<Assembly> = AXES[number("load balancers")]
        .options
        .iter()
        .flat_map(|mode| {
            let gateways = AXES[number("gateway")].options.iter();
            gateways.map(move |gateway| (mode.word, gateway.word))
        })
        .filter_map(|(mode, gateway)| {
            let point = with(&vec![0; AXES.len()], "load balancers", mode);
            let point = with(&point, "gateway", gateway);
            clashes(&point)
                .is_empty()
                .then(|| assembly(&point).unwrap())
        })
        .collect();
    assert!(ways.len() > 4, "{}", ways.len());
    let mut met = 0;
    for before in &ways {
        for after in &ways {
            met += beside(before, after);
        }
    }
    assert!(
        met > 0,
        "no record of one way in stands beside one of another"
    );
}

/// Holds each new record against each old one of its name, type and hosted zone. Returns how many met.
fn beside(before: &Assembly, after: &Assembly) -> usize {
    let records = |assembly| resources(assembly, "AWS::Route53::RecordSet");
    let of_name = |assembly, record: &Resource<'_>| {
        ["Name", "Type", "HostedZoneId"].map(|property| {
            let value = record.property(&[property]).unwrap();
            follow(assembly, record.stack, value)
        })
    };
    let mut met = 0;
    for old in records(before) {
        for new in records(after) {
            let same_name = of_name(before, &old) == of_name(after, &new);
            if old.logical_id == new.logical_id || !same_name {
                continue;
            }
            met += 1;
            let shares = [old, new].map(|record| record.property(&["SetIdentifier"]));
            let [Some(old_share), Some(new_share)] = shares else {
                panic!(
                    "{} and {} are not both weighted",
                    old.logical_id, new.logical_id
                );
            };
            assert_ne!(
                old_share, new_share,
                "{} and {}",
                old.logical_id, new.logical_id
            );
        }
    }
    met
}
