//! S4 and S7 at the load balancer: it faces the internet, with a certificate of every public name,
//! speaks TLS alone, and sends to the pools alone.

use std::collections::BTreeSet;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::on_every_spec;
use crate::follow::{Resource, Source, follow, follow_property, resources};

fn balancer(assembly: &Assembly) -> Resource<'_> {
    let balancers = resources(assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer");
    assert_eq!(balancers.len(), 1);
    balancers[0]
}

/// An attribute of the load balancer, as its API names it.
fn attribute<'a>(balancer: &Resource<'a>, key: &str) -> &'a Node {
    let attributes = balancer.property(&["LoadBalancerAttributes"]);
    let mut attributes = attributes.and_then(Node::as_sequence).unwrap().iter();
    let found = attributes.find(|one| one.get(&["Key"]) == Some(&Node::text(key)));
    let found = found.unwrap_or_else(|| panic!("attribute {key}"));
    found.get(&["Value"]).unwrap()
}

/// The only listener of a port.
fn listener<'a>(assembly: &'a Assembly, port: i64) -> Resource<'a> {
    let mut found = resources(assembly, "AWS::ElasticLoadBalancingV2::Listener");
    found.retain(|listener| listener.property(&["Port"]) == Some(&Node::integer(port)));
    assert_eq!(found.len(), 1, "port {port}");
    found[0]
}

#[test]
fn s7_the_load_balancer_faces_the_internet() {
    on_every_spec(|spec, assembly| {
        let scheme = balancer(assembly).property(&["Scheme"]);
        assert_eq!(scheme, Some(&Node::text("internet-facing")), "{spec}");
    });
}

#[test]
fn s7_every_record_is_in_the_hosted_zone_and_its_name_on_the_certificate() {
    on_every_spec(|spec, assembly| {
        let listener = listener(assembly, 443);
        let served = follow_property(assembly, &listener, &["Certificates"]);
        let certificates = resources(assembly, "AWS::CertificateManager::Certificate");
        assert_eq!(served, BTreeSet::from([certificates[0].source()]), "{spec}");
        let mut covered: BTreeSet<Source> = BTreeSet::new();
        for property in ["DomainName", "SubjectAlternativeNames"] {
            covered.extend(follow_property(assembly, &certificates[0], &[property]));
        }
        let zone = BTreeSet::from([Source::Parameter("HostedZoneId".to_owned())]);
        let validated = certificates[0].property(&["DomainValidationOptions"]);
        for option in validated.and_then(Node::as_sequence).unwrap() {
            let asked = option.get(&["HostedZoneId"]).unwrap();
            assert_eq!(
                follow(assembly, certificates[0].stack, asked),
                zone,
                "{spec}"
            );
        }
        for record in resources(assembly, "AWS::Route53::RecordSet") {
            let found = follow_property(assembly, &record, &["HostedZoneId"]);
            assert_eq!(found, zone, "{spec}: {record:?}");
            let name = record.property(&["Name"]).and_then(Node::as_text).unwrap();
            let name = name.trim_end_matches('.');
            let (_, parent) = name.split_once('.').unwrap();
            let names = [name.to_owned(), format!("*.{parent}")].map(Source::Literal);
            assert!(
                names.iter().any(|name| covered.contains(name)),
                "{spec}: {name} is not covered by {covered:?}"
            );
        }
    });
}

#[test]
fn s7_every_record_has_a_rule_that_leads_to_a_service_and_no_rule_lacks_a_record() {
    on_every_spec(|spec, assembly| {
        let listener = listener(assembly, 443);
        let mut ruled = BTreeSet::new();
        for rule in resources(assembly, "AWS::ElasticLoadBalancingV2::ListenerRule") {
            let at = follow_property(assembly, &rule, &["ListenerArn"]);
            assert_eq!(at, BTreeSet::from([listener.source()]), "{spec}: {rule:?}");
            for condition in rule
                .property(&["Conditions"])
                .and_then(Node::as_sequence)
                .unwrap()
            {
                let values = condition.get(&["HostHeaderConfig", "Values"]).unwrap();
                let values = values.as_sequence().unwrap().iter();
                ruled.extend(values.filter_map(Node::as_text));
            }
        }
        let records = resources(assembly, "AWS::Route53::RecordSet");
        let named: BTreeSet<&str> = records
            .iter()
            .filter_map(|record| record.property(&["Name"]).and_then(Node::as_text))
            .map(|name| name.trim_end_matches('.'))
            .collect();
        assert_eq!(ruled, named, "{spec}");
    });
}

#[test]
fn nothing_is_answered_without_tls_but_by_the_address_with_it() {
    on_every_spec(|spec, assembly| {
        let plain = listener(assembly, 80);
        let [action] = plain
            .property(&["DefaultActions"])
            .and_then(Node::as_sequence)
            .unwrap()
        else {
            panic!("{spec}: one action");
        };
        for (path, value) in [
            (["Type"].as_slice(), "redirect"),
            (&["RedirectConfig", "Protocol"], "HTTPS"),
            (&["RedirectConfig", "Port"], "443"),
        ] {
            assert_eq!(
                action.get(path),
                Some(&Node::text(value)),
                "{spec}: {path:?}"
            );
        }
        let secure = listener(assembly, 443);
        assert_eq!(secure.property(&["Protocol"]), Some(&Node::text("HTTPS")));
        let policy = secure.property(&["SslPolicy"]).and_then(Node::as_text);
        let policy = policy.expect("without one, a policy of 2016 with TLS 1.0 holds");
        assert!(
            policy.starts_with("ELBSecurityPolicy-TLS13-"),
            "{spec}: {policy}"
        );
        for old in ["-1-0-", "-1-1-"] {
            assert!(!policy.contains(old), "{spec}: {policy}");
        }
    });
}

#[test]
fn no_group_lets_anything_out_but_https_unless_a_rule_names_another_group() {
    on_every_spec(|spec, assembly| {
        for group in resources(assembly, "AWS::EC2::SecurityGroup") {
            // A group that says nothing may send anywhere.
            let egress = group.property(&["SecurityGroupEgress"]);
            let egress = egress.and_then(Node::as_sequence).unwrap_or_default();
            assert!(!egress.is_empty(), "{spec}: {group:?}");
            for rule in egress {
                let nowhere = rule.get(&["CidrIp"]) == Some(&Node::text("127.0.0.1/32"));
                let https = ["FromPort", "ToPort"]
                    .iter()
                    .all(|port| rule.get(&[port]) == Some(&Node::integer(443)));
                assert!(nowhere || https, "{spec}: {rule:?}");
            }
        }
        for rule in resources(assembly, "AWS::EC2::SecurityGroupEgress") {
            let target = rule.property(&["DestinationSecurityGroupId"]);
            assert!(target.is_some(), "{spec}: {rule:?}");
        }
    });
}

#[test]
fn access_is_logged_into_a_bucket_that_takes_it_and_is_open_to_nobody() {
    on_every_spec(|spec, assembly| {
        let balancer = balancer(assembly);
        let on = attribute(&balancer, "access_logs.s3.enabled");
        assert_eq!(on, &Node::text("true"), "{spec}");
        let named = attribute(&balancer, "access_logs.s3.bucket");
        let named = follow(assembly, balancer.stack, named);
        let buckets = resources(assembly, "AWS::S3::Bucket");
        let bucket = buckets
            .iter()
            .find(|bucket| named.contains(&bucket.source()));
        let bucket = bucket.expect("the bucket exists");
        // Load balancers can't write with a key of KMS.
        let encryption = bucket.property(&["BucketEncryption"]);
        let text = format!("{encryption:?}");
        assert!(
            text.contains("AES256") && !text.contains("aws:kms"),
            "{spec}: {text}"
        );
        for closed in [
            "BlockPublicAcls",
            "BlockPublicPolicy",
            "IgnorePublicAcls",
            "RestrictPublicBuckets",
        ] {
            let found = bucket.property(&["PublicAccessBlockConfiguration", closed]);
            assert_eq!(found, Some(&Node::boolean(true)), "{spec}: {closed}");
        }
        // A test object is written when the attribute is set, so the policy is there before.
        let policies = resources(assembly, "AWS::S3::BucketPolicy");
        let policy = policies.iter().find(|policy| {
            follow_property(assembly, policy, &["Bucket"]).contains(&bucket.source())
        });
        let policy = policy.expect("the bucket has a policy");
        assert!(balancer.depends_on().contains(&policy.logical_id), "{spec}");
    });
}

#[test]
fn requests_keep_their_host_and_malformed_ones_go_no_further() {
    on_every_spec(|spec, assembly| {
        let balancer = balancer(assembly);
        for (key, value) in [
            ("routing.http.preserve_host_header.enabled", "true"),
            ("routing.http.drop_invalid_header_fields.enabled", "true"),
            ("routing.http.desync_mitigation_mode", "defensive"),
        ] {
            assert_eq!(
                attribute(&balancer, key),
                &Node::text(value),
                "{spec}: {key}"
            );
        }
    });
}
