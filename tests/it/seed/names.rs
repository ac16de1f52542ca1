//! S7: the public names lead to the load balancers, whoever holds them; and inside the VPC to the
//! internal one, where there is one.

use std::collections::{BTreeMap, BTreeSet};

use ess_cfn::architecture::{Dns, LoadBalancerMode, LoadBalancerRole};
use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::{Deployment, on_every_deployment};
use crate::follow::{Resource, Source, follow_property, resources, written};

const RECORD: &str = "AWS::Route53::RecordSet";

/// The name of a record, without the dot at its end.
fn host(assembly: &Assembly, record: &Resource<'_>) -> String {
    let name = record.property(&["Name"]);
    let name = name.and_then(|name| written(assembly, record.stack, name));
    name.expect("a name").trim_end_matches('.').to_owned()
}

/// The records in the hosted zone of the domain, by name; those of private zones apart.
fn records(assembly: &Assembly) -> (BTreeMap<String, Vec<Resource<'_>>>, Vec<Resource<'_>>) {
    let public = BTreeSet::from([Source::Parameter("HostedZoneId".to_owned())]);
    let mut by_name: BTreeMap<String, Vec<Resource<'_>>> = BTreeMap::new();
    let mut private = Vec::new();
    for record in resources(assembly, RECORD) {
        let zone = follow_property(assembly, &record, &["HostedZoneId"]);
        if zone == public {
            by_name
                .entry(host(assembly, &record))
                .or_default()
                .push(record);
        } else {
            private.push(record);
        }
    }
    (by_name, private)
}

/// What an alias leads to.
fn target(assembly: &Assembly, record: &Resource<'_>) -> Option<(String, String)> {
    let sources = follow_property(assembly, record, &["AliasTarget", "DNSName"]);
    assert_eq!(sources.len(), 1, "{record:?}");
    sources.first().and_then(Source::resource)
}

fn hosts(deployment: &Deployment) -> BTreeSet<&str> {
    let exposed = deployment.architecture.exposed();
    exposed
        .map(|(_, exposure)| exposure.host.as_str())
        .collect()
}

#[test]
fn s7_the_domain_identity_and_oidc_are_public() {
    on_every_deployment(|deployment| {
        let domain = deployment.architecture.domain().as_str();
        let hosts = hosts(deployment);
        for host in [
            domain.to_owned(),
            format!("identity.{domain}"),
            format!("oidc.{domain}"),
        ] {
            assert!(
                hosts.contains(host.as_str()),
                "{}: {host} in {hosts:?}",
                deployment.name
            );
        }
    });
}

#[test]
fn s7_every_name_leads_to_everything_through_which_the_deployment_is_entered() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let architecture = &deployment.architecture;
        let (public, _) = records(assembly);
        if *architecture.dns() == Dns::External {
            assert!(public.is_empty(), "{name}");
            return;
        }
        let named: BTreeSet<&str> = public.keys().map(String::as_str).collect();
        assert!(hosts(deployment).is_subset(&named), "{name}: {named:?}");
        if architecture.gateway().cloud_front().is_some() {
            let hosts = hosts(deployment);
            for (host, records) in public
                .iter()
                .filter(|(host, _)| hosts.contains(host.as_str()))
            {
                leads_to_the_distribution(name, assembly, host, records);
            }
            return;
        }
        let accelerated = architecture.load_balancers().mode == LoadBalancerMode::Fronted;
        let kind = if accelerated {
            "AWS::GlobalAccelerator::Accelerator"
        } else {
            "AWS::ElasticLoadBalancingV2::LoadBalancer"
        };
        let entered = resources(assembly, kind)
            .into_iter()
            .filter(|one| one.property(&["Scheme"]) != Some(&Node::text("internal")));
        let entered: BTreeSet<_> = entered.map(|one| one.name()).collect();
        for (host, records) in public {
            let led: BTreeSet<_> = records
                .iter()
                .filter_map(|one| target(assembly, one))
                .collect();
            assert_eq!(led, entered, "{name}: {host}");
            assert_eq!(records.len(), entered.len(), "{name}: {host}");
            let mut identifiers = BTreeSet::new();
            for record in &records {
                // A CNAME is not allowed at the apex of a zone.
                assert_eq!(record.property(&["Type"]), Some(&Node::text("A")), "{name}");
                let judged = record.property(&["AliasTarget", "EvaluateTargetHealth"]);
                assert_eq!(judged, Some(&Node::boolean(true)), "{name}: {host}");
                // Also one alone: Route 53 takes no other beside one without a weight, and those of
                // another mode come before it goes.
                let weight = record.property(&["Weight"]);
                assert_eq!(weight, Some(&Node::integer(1)), "{name}: {host}");
                identifiers.insert(record.property(&["SetIdentifier"]).and_then(Node::as_text));
            }
            assert_eq!(identifiers.len(), records.len(), "{name}: {host}");
        }
    });
}

/// A name has a record of each kind of addresses, and of a distribution's health nobody knows.
fn leads_to_the_distribution(
    name: &str,
    assembly: &Assembly,
    host: &str,
    records: &[Resource<'_>],
) {
    let distributions = resources(assembly, "AWS::CloudFront::Distribution");
    let mut types = BTreeSet::new();
    for record in records {
        types.insert(record.property(&["Type"]).and_then(Node::as_text));
        let led = target(assembly, record);
        assert_eq!(led, Some(distributions[0].name()), "{name}: {host}");
        let judged = record.property(&["AliasTarget", "EvaluateTargetHealth"]);
        assert_eq!(judged, Some(&Node::boolean(false)), "{name}: {host}");
        assert_eq!(
            record.property(&["Weight"]),
            Some(&Node::integer(1)),
            "{name}: {host}"
        );
    }
    assert_eq!(records.len(), 2, "{name}: {host}");
    assert_eq!(
        types,
        BTreeSet::from([Some("A"), Some("AAAA")]),
        "{name}: {host}"
    );
}

#[test]
fn s7_names_that_others_hold_have_their_targets_in_the_outputs() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let root = assembly
            .templates()
            .find(|one| one.name() == "Root")
            .unwrap();
        let mut told = BTreeSet::new();
        for (_, output) in root.section("Outputs") {
            let value = output.get(&["Value"]).unwrap();
            told.extend(crate::follow::follow(assembly, "Root", value));
        }
        for balancer in resources(assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer") {
            if balancer.property(&["Scheme"]) == Some(&Node::text("internal")) {
                continue;
            }
            let dns = Source::Resource {
                stack: balancer.stack.to_owned(),
                logical_id: balancer.logical_id.to_owned(),
                attribute: "DNSName".to_owned(),
            };
            assert!(told.contains(&dns), "{name}: {dns:?}");
        }
    });
}

#[test]
fn s7_an_issued_certificate_covers_every_name() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        for certificate in resources(assembly, "AWS::CertificateManager::Certificate") {
            let mut covered = BTreeSet::new();
            let domain = certificate.property(&["DomainName"]);
            let others = certificate.property(&["SubjectAlternativeNames"]);
            let others = others.and_then(Node::as_sequence).unwrap_or_default();
            for name in domain.into_iter().chain(others) {
                covered.extend(written(assembly, certificate.stack, name));
            }
            for host in hosts(deployment) {
                let (_, parent) = host.split_once('.').unwrap();
                let mut names = [host.to_owned(), format!("*.{parent}")].into_iter();
                assert!(names.any(|one| covered.contains(&one)), "{name}: {host}");
            }
            let validated = certificate.property(&["DomainValidationOptions"]);
            for option in validated.and_then(Node::as_sequence).unwrap() {
                let zone = option.get(&["HostedZoneId"]).unwrap();
                let zone = crate::follow::follow(assembly, certificate.stack, zone);
                let expected = Source::Parameter("HostedZoneId".to_owned());
                // Else the stack would wait for somebody to enter a record.
                assert_eq!(zone, BTreeSet::from([expected]), "{name}");
            }
        }
    });
}

#[test]
fn s7_inside_the_vpc_every_name_leads_to_the_internal_load_balancer() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let (_, private) = records(assembly);
        let roles = deployment.architecture.load_balancer_roles();
        if !roles.has(LoadBalancerRole::Internal) {
            assert!(private.is_empty(), "{name}: {private:?}");
            return;
        }
        let named = private.iter().map(|record| host(assembly, record));
        let named: BTreeSet<String> = named.collect();
        let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
        assert_eq!(named, hosts(deployment), "{name}");
        let zones = resources(assembly, "AWS::Route53::HostedZone");
        for record in &private {
            let expected = (
                "LoadBalancers".to_owned(),
                "InternalLoadBalancer".to_owned(),
            );
            assert_eq!(target(assembly, record), Some(expected), "{name}");
            let zone = follow_property(assembly, record, &["HostedZoneId"]);
            let zone = zones
                .iter()
                .find(|one| zone.iter().any(|id| id.resource() == Some(one.name())));
            let zone = zone.expect("a zone of the deployment's own");
            // Seen by the VPC alone.
            let seen = follow_property(assembly, zone, &["VPCs"]);
            let vpc = |source: &Source| match source {
                Source::Resource { logical_id, .. } => logical_id == "Vpc",
                Source::Parameter(parameter) => parameter == "VpcId",
                Source::Pseudo(_) | Source::Literal(_) => false,
            };
            assert!(seen.iter().any(vpc), "{name}: {seen:?}");
        }
    });
}
