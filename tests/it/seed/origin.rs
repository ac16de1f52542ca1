//! S5: nobody goes round the gateway. Load balancers let in what comes from CloudFront, and serve what
//! comes from this distribution.

use std::collections::BTreeSet;

use ess_cfn::architecture::{CloudFront, OriginAccess};
use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::Deployment;
use super::gateway::{balancers, on_every_gateway, origin, referred};
use crate::follow::{Resource, Source, follow, follow_property, resources};

const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";

#[test]
fn s5_nobody_goes_round_the_gateway() {
    on_every_gateway(|deployment, settings, distribution| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let reached = match settings.origin {
            OriginAccess::Public => balancers(assembly, true),
            OriginAccess::Vpc => balancers(assembly, false),
        };
        let list = Source::Parameter("CloudFrontPrefixListId".to_owned());
        for balancer in &reached {
            for group in groups(assembly, balancer) {
                let ingress = group.property(&["SecurityGroupIngress"]);
                let [way] = ingress.and_then(Node::as_sequence).unwrap() else {
                    panic!("{name}: one way in: {group:?}");
                };
                let from = way.get(&["SourcePrefixListId"]).expect("the list");
                let from = follow(assembly, group.stack, from);
                assert_eq!(from, BTreeSet::from([list.clone()]), "{name}");
                for port in ["FromPort", "ToPort"] {
                    assert_eq!(way.get(&[port]), Some(&Node::integer(443)), "{name}");
                }
            }
        }
        let mut ports = BTreeSet::new();
        for listener in resources(assembly, LISTENER) {
            ports.extend(listener.property(&["Port"]).and_then(Node::as_text));
        }
        assert_eq!(ports, BTreeSet::from(["443"]), "{name}");
        only_its_own_distribution(deployment, settings, distribution);
    });
}

/// The security groups of a load balancer.
fn groups<'a>(assembly: &'a Assembly, balancer: &Resource<'a>) -> Vec<Resource<'a>> {
    let named = balancer.property(&["SecurityGroups"]).unwrap();
    let named = referred(assembly, balancer.stack, named);
    let mut groups = resources(assembly, "AWS::EC2::SecurityGroup");
    groups.retain(|group| named.contains(&group.name()));
    assert!(!groups.is_empty(), "{balancer:?}");
    groups
}

/// Every customer of CloudFront comes from its addresses: each rule that faces the internet demands
/// the header with the secret that the distribution sends, and that nobody else can read.
fn only_its_own_distribution(
    deployment: &Deployment,
    settings: &CloudFront,
    distribution: &Resource<'_>,
) {
    let (name, assembly) = (&deployment.name, &deployment.assembly);
    let headers = origin(distribution).get(&["OriginCustomHeaders"]);
    let secrets = resources(assembly, "AWS::SecretsManager::Secret");
    let made: Vec<_> = secrets
        .iter()
        .filter(|secret| secret.logical_id == "OriginHeaderSecret")
        .collect();
    if settings.origin == OriginAccess::Vpc {
        // Nobody else has this way into the VPC.
        assert_eq!((headers, made.len()), (None, 0), "{name}");
    }
    let public: BTreeSet<_> = balancers(assembly, true)
        .iter()
        .map(Resource::name)
        .collect();
    let listeners = resources(assembly, LISTENER);
    let mut demanding = 0;
    for rule in resources(assembly, "AWS::ElasticLoadBalancingV2::ListenerRule") {
        let at = follow_property(assembly, &rule, &["ListenerArn"]);
        let at = listeners
            .iter()
            .find(|one| at.iter().any(|it| it.resource() == Some(one.name())));
        let balancer = follow_property(assembly, at.unwrap(), &["LoadBalancerArn"]);
        let faces = balancer
            .iter()
            .filter_map(Source::resource)
            .any(|one| public.contains(&one));
        let conditions = rule
            .property(&["Conditions"])
            .and_then(Node::as_sequence)
            .unwrap();
        let demanded = conditions
            .iter()
            .find_map(|one| one.get(&["HttpHeaderConfig"]));
        let Some(demanded) = demanded else {
            assert!(!faces, "{name}: {rule:?}");
            continue;
        };
        assert!(faces, "{name}: services say nothing of the kind: {rule:?}");
        demanding += 1;
        let [sent] = headers.and_then(Node::as_sequence).unwrap() else {
            panic!("{name}: one header");
        };
        assert_eq!(
            demanded.get(&["HttpHeaderName"]),
            sent.get(&["HeaderName"]),
            "{name}"
        );
        let [value] = demanded
            .get(&["Values"])
            .and_then(Node::as_sequence)
            .unwrap()
        else {
            panic!("{name}: one value");
        };
        let secret = referred(assembly, rule.stack, value);
        let value = sent.get(&["HeaderValue"]).unwrap();
        assert_eq!(
            secret,
            referred(assembly, distribution.stack, value),
            "{name}"
        );
        assert_eq!(secret, BTreeSet::from([made[0].name()]), "{name}");
    }
    assert_eq!(
        demanding > 0,
        settings.origin == OriginAccess::Public,
        "{name}"
    );
}
