//! S5: a web ACL before everything through which a deployment is entered, where it is asked for. What
//! judges what a Pod may hold, or how long something is, counts and refuses nothing.

use std::collections::BTreeSet;

use ess_cfn::architecture::WebAclScope;
use ess_cfn::document::Node;

use super::{Deployment, on_every_deployment};
use crate::follow::{Resource, Source, follow, follow_property, resources};

/// Calls `assert` with every deployment that has a web ACL, and the ACL.
fn on_every_web_acl(assert: impl Fn(&Deployment, WebAclScope, &Resource<'_>)) {
    let met = std::cell::Cell::new(0);
    on_every_deployment(|deployment| {
        let acls = resources(&deployment.assembly, "AWS::WAFv2::WebACL");
        match deployment.architecture.web_acl() {
            None => assert!(acls.is_empty(), "{}", deployment.name),
            Some((_, scope)) => {
                met.set(met.get() + 1);
                assert_eq!(acls.len(), 1, "{}", deployment.name);
                assert(deployment, scope, &acls[0]);
            }
        }
    });
    assert!(met.get() > 10, "{}", met.get());
}

fn rules<'a>(acl: &Resource<'a>) -> &'a [Node] {
    acl.property(&["Rules"])
        .and_then(Node::as_sequence)
        .unwrap()
}

#[test]
fn s5_the_web_acl_stands_before_the_distribution_or_before_every_public_load_balancer() {
    on_every_web_acl(|deployment, scope, acl| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let associations = resources(assembly, "AWS::WAFv2::WebACLAssociation");
        match scope {
            WebAclScope::CloudFront => {
                assert_eq!((acl.stack, associations.len()), ("Edge", 0), "{name}");
                assert_eq!(
                    acl.property(&["Scope"]),
                    Some(&Node::text("CLOUDFRONT")),
                    "{name}"
                );
                let distributions = resources(assembly, "AWS::CloudFront::Distribution");
                let path = ["DistributionConfig", "WebACLId"];
                let attached = follow_property(assembly, &distributions[0], &path);
                let attached: Vec<_> = attached.iter().filter_map(Source::resource).collect();
                assert_eq!(attached, [acl.name()], "{name}");
            }
            WebAclScope::Regional => {
                assert_eq!(
                    acl.property(&["Scope"]),
                    Some(&Node::text("REGIONAL")),
                    "{name}"
                );
                let mut protected = BTreeSet::new();
                for association in associations {
                    let with = follow_property(assembly, &association, &["WebACLArn"]);
                    let with: Vec<_> = with.iter().filter_map(Source::resource).collect();
                    assert_eq!(with, [acl.name()], "{name}");
                    let what = follow_property(assembly, &association, &["ResourceArn"]);
                    protected.extend(what.iter().filter_map(Source::resource));
                }
                let balancers = resources(assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer");
                let internal = Some(&Node::text("internal"));
                let public = balancers
                    .iter()
                    .filter(|one| one.property(&["Scheme"]) != internal);
                let public: BTreeSet<_> = public.map(Resource::name).collect();
                assert_eq!(protected, public, "{name}");
            }
        }
    });
}

#[test]
fn s5_rules_that_judge_documents_or_lengths_count_only() {
    on_every_web_acl(|Deployment { name, .. }, _, acl| {
        let mut groups = BTreeSet::new();
        for rule in rules(acl) {
            let Some(group) = rule.get(&["Statement", "ManagedRuleGroupStatement"]) else {
                continue;
            };
            groups.insert(group.get(&["Name"]).and_then(Node::as_text).unwrap());
            assert!(
                rule.get(&["OverrideAction", "None"]).is_some(),
                "{name}: {rule:?}"
            );
            let overrides = group
                .get(&["RuleActionOverrides"])
                .and_then(Node::as_sequence);
            let mut counting = BTreeSet::new();
            for one in overrides.unwrap_or_default() {
                assert!(
                    one.get(&["ActionToUse", "Count"]).is_some(),
                    "{name}: {one:?}"
                );
                counting.insert(one.get(&["Name"]).and_then(Node::as_text).unwrap());
            }
            if group.get(&["Name"]) == Some(&Node::text("AWSManagedRulesCommonRuleSet")) {
                for judged in [
                    "SizeRestrictions_BODY",
                    "SizeRestrictions_QUERYSTRING",
                    "SizeRestrictions_Cookie_HEADER",
                    "SizeRestrictions_URIPATH",
                    "CrossSiteScripting_BODY",
                    "EC2MetaDataSSRF_BODY",
                    "GenericLFI_BODY",
                    "GenericRFI_BODY",
                    "RestrictedExtensions_URIPATH",
                ] {
                    assert!(counting.contains(judged), "{name}: {judged}");
                }
                // What is no document is judged as AWS says.
                for judged in ["CrossSiteScripting_QUERYARGUMENTS", "GenericLFI_URIPATH"] {
                    assert!(!counting.contains(judged), "{name}: {judged}");
                }
            }
        }
        let expected = [
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
        ];
        assert_eq!(groups, BTreeSet::from(expected), "{name}");
    });
}

#[test]
fn s5_requests_of_one_address_are_limited_where_the_spec_says_so() {
    on_every_web_acl(|deployment, _, acl| {
        let name = &deployment.name;
        let limits = rules(acl).iter().filter_map(|rule| {
            let statement = rule.get(&["Statement", "RateBasedStatement"])?;
            assert!(rule.get(&["Action", "Block"]).is_some(), "{name}: {rule:?}");
            statement
                .get(&["Limit"])
                .and_then(Node::as_text)?
                .parse()
                .ok()
        });
        let limits: Vec<u32> = limits.collect();
        let (acl, _) = deployment.architecture.web_acl().unwrap();
        let asked: Vec<u32> = acl.rate_limit.into_iter().collect();
        assert_eq!(limits, asked, "{name}");
    });
}

#[test]
fn s5_no_two_rules_have_one_priority_and_a_limit_moves_none() {
    on_every_web_acl(|Deployment { name, .. }, _, acl| {
        let priority = |rule: &Node| {
            rule.get(&["Priority"])
                .and_then(Node::as_text)
                .unwrap()
                .to_owned()
        };
        let all: BTreeSet<String> = rules(acl).iter().map(priority).collect();
        assert_eq!(all.len(), rules(acl).len(), "{name}");
        for rule in rules(acl) {
            let title = rule.get(&["Name"]).and_then(Node::as_text).unwrap();
            let expected = match title {
                "RateLimit" => "0",
                "IpReputation" => "10",
                "KnownBadInputs" => "20",
                "Common" => "30",
                other => panic!("{name}: {other}"),
            };
            assert_eq!(priority(rule), expected, "{name}");
        }
    });
}

#[test]
fn s5_the_log_of_the_web_acl_has_a_name_that_waf_takes_and_nobodys_credentials() {
    on_every_web_acl(|deployment, _, acl| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let loggings = resources(assembly, "AWS::WAFv2::LoggingConfiguration");
        assert_eq!(loggings.len(), 1, "{name}");
        let logging = &loggings[0];
        let of = follow_property(assembly, logging, &["ResourceArn"]);
        let of: Vec<_> = of.iter().filter_map(Source::resource).collect();
        assert_eq!(of, [acl.name()], "{name}");
        let to = follow_property(assembly, logging, &["LogDestinationConfigs"]);
        let to: Vec<_> = to.iter().filter_map(Source::resource).collect();
        let groups = resources(assembly, "AWS::Logs::LogGroup");
        let group = groups
            .iter()
            .find(|group| to == [group.name()])
            .expect("a log group");
        assert_eq!(group.stack, acl.stack, "{name}: of the same region");
        let called = group
            .property(&["LogGroupName"])
            .and_then(Node::as_text)
            .unwrap();
        assert!(called.starts_with("aws-waf-logs-"), "{name}: {called}");
        let redacted = logging
            .property(&["RedactedFields"])
            .and_then(Node::as_sequence);
        let redacted = redacted.unwrap().iter();
        let redacted = redacted.filter_map(|one| one.get(&["SingleHeader", "Name"])?.as_text());
        let redacted: BTreeSet<&str> = redacted.collect();
        assert_eq!(
            redacted,
            BTreeSet::from(["authorization", "cookie", "dpop"]),
            "{name}"
        );
        // An ARN with `:*` at its end, as the attribute has it, is refused.
        let [arn] = logging
            .property(&["LogDestinationConfigs"])
            .and_then(Node::as_sequence)
            .unwrap()
        else {
            panic!("{name}: one destination");
        };
        let named = follow(assembly, logging.stack, arn);
        assert!(named.contains(&group.source()), "{name}: {named:?}");
    });
}
