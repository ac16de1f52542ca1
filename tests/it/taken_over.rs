//! A VPC that exists, and ranges of the user's own: what a spec says reaches the templates.

use std::collections::BTreeSet;
use std::sync::Arc;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;
use ess_cfn::{spec, stacks};

use crate::follow::{Source, follow_property, resources};

fn synthesised(network: &str) -> stacks::Synthesis {
    let text = format!(
        "name: acme-solid\nregion: eu-central-1\ndomain: pods.example.org\nnetwork: {network}\n"
    );
    let file: Arc<str> = "spec.yaml".into();
    let (architecture, findings) = spec::read(&file, &text);
    assert!(findings.is_empty(), "{findings:#?}");
    stacks::synthesise(&architecture.unwrap()).unwrap()
}

const EXISTING: &str = "{ zones: 2, existing: { vpc: vpc-0123456789abcdef0, subnets: {
  a: { public: subnet-0123456789abcdef0, private: subnet-0123456789abcdef1, data: subnet-0123456789abcdef2 },
  b: { public: subnet-0123456789abcdef3, private: subnet-0123456789abcdef4, data: subnet-0123456789abcdef5 } } } }";

fn default<'a>(assembly: &'a Assembly, parameter: &str) -> Option<&'a str> {
    let root = assembly
        .templates()
        .find(|one| one.name() == "Root")
        .unwrap();
    root.node()
        .get(&["Parameters", parameter, "Default"])
        .and_then(Node::as_text)
}

fn parameters(names: &[&str]) -> BTreeSet<Source> {
    names
        .iter()
        .map(|name| Source::Parameter((*name).to_owned()))
        .collect()
}

#[test]
fn nothing_of_a_vpc_that_exists_is_made_and_its_ids_are_parameters() {
    let assembly = synthesised(EXISTING).assembly;
    for kind in [
        "VPC",
        "Subnet",
        "RouteTable",
        "Route",
        "NatGateway",
        "EIP",
        "VPCEndpoint",
        "FlowLog",
    ] {
        assert!(
            resources(&assembly, &format!("AWS::EC2::{kind}")).is_empty(),
            "{kind}"
        );
    }
    for (parameter, id) in [
        ("VpcId", "vpc-0123456789abcdef0"),
        ("PublicSubnetA", "subnet-0123456789abcdef0"),
        ("PrivateSubnetB", "subnet-0123456789abcdef4"),
        ("DataSubnetB", "subnet-0123456789abcdef5"),
    ] {
        assert_eq!(default(&assembly, parameter), Some(id));
    }
    let balancer = resources(&assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer")[0];
    let subnets = follow_property(&assembly, &balancer, &["Subnets"]);
    assert_eq!(subnets, parameters(&["PublicSubnetA", "PublicSubnetB"]));
    let group = resources(&assembly, "AWS::AutoScaling::AutoScalingGroup")[0];
    let subnets = follow_property(&assembly, &group, &["VPCZoneIdentifier"]);
    assert_eq!(subnets, parameters(&["PrivateSubnetA", "PrivateSubnetB"]));
    let database = resources(&assembly, "AWS::RDS::DBSubnetGroup")[0];
    let subnets = follow_property(&assembly, &database, &["SubnetIds"]);
    assert_eq!(subnets, parameters(&["DataSubnetA", "DataSubnetB"]));
}

#[test]
fn what_a_spec_does_not_say_of_an_existing_vpc_is_given_at_deployment() {
    let assembly = synthesised("{ zones: 2, existing: {} }").assembly;
    let root = assembly
        .templates()
        .find(|one| one.name() == "Root")
        .unwrap();
    for parameter in [
        "VpcId",
        "PublicSubnetA",
        "PublicSubnetB",
        "PrivateSubnetA",
        "PrivateSubnetB",
    ] {
        assert!(
            root.node().get(&["Parameters", parameter]).is_some(),
            "{parameter}"
        );
        assert_eq!(default(&assembly, parameter), None, "{parameter}");
    }
    assert!(root.node().get(&["Parameters", "DataSubnetA"]).is_none());
}

#[test]
fn a_pinned_range_takes_the_place_of_the_planned_one_and_moves_no_other() {
    let ranges = |network: &str| {
        let assembly = synthesised(network).assembly;
        let subnets = resources(&assembly, "AWS::EC2::Subnet").into_iter();
        let subnets = subnets.map(|one| {
            let range = one
                .property(&["CidrBlock"])
                .and_then(Node::as_text)
                .unwrap();
            (one.logical_id.to_owned(), range.to_owned())
        });
        subnets.collect::<std::collections::BTreeMap<_, _>>()
    };
    let planned = ranges("{ zones: 3 }");
    let mut expected = planned.clone();
    expected.insert("PrivateSubnetB".to_owned(), "10.20.112.0/20".to_owned());
    let pinned = ranges("{ zones: 3, subnets: { b: { private: 10.20.112.0/20 } } }");
    assert_eq!(pinned, expected);
}
