//! The two switches of a deployment, services and protection, and the first deployment, which has
//! both off.

use std::collections::BTreeSet;

use ess_cfn::architecture::Architecture;
use ess_cfn::assembly::Deployment;
use ess_cfn::document::{Intrinsic, Node};
use ess_cfn::stacks::{Synthesis, synthesise};

use crate::deployments::draft;
use crate::follow::{Source, follow, resources};
use crate::seed::{on_every_spec, store};

fn synthesis() -> Synthesis {
    let architecture = Architecture::new(draft()).unwrap();
    synthesise(&architecture).unwrap()
}

#[test]
fn services_are_on_where_the_parameter_says_true_and_off_for_the_first_deployment() {
    let synthesis = synthesis();
    let value = |deployment| {
        let root = synthesis.parameters.root("Root").unwrap();
        let mut values = root.values(deployment);
        let value = values.find(|(name, _)| *name == "StartServices");
        value.unwrap().1.to_owned()
    };
    let (first, usual) = (value(Deployment::First), value(Deployment::Regular));
    assert_ne!(first, usual);
    let mut asked = 0;
    for template in synthesis.assembly.templates() {
        for (name, condition) in template.section("Conditions") {
            assert_eq!(
                name, "ServicesOn",
                "a condition that this test does not know"
            );
            asked += 1;
            let function = condition.as_function().expect("a comparison");
            assert_eq!(function.name, Intrinsic::Equals);
            let compared = follow(&synthesis.assembly, template.name(), condition);
            let on = BTreeSet::from([
                Source::Parameter("StartServices".to_owned()),
                Source::Literal(usual.clone()),
            ]);
            assert_eq!(compared, on, "{}", template.name());
        }
    }
    assert!(asked >= 2, "services and their alarms");
}

#[test]
fn the_file_of_the_first_deployment_differs_in_the_two_switches_alone() {
    let parameters = synthesis().parameters;
    let parameters = parameters.root("Root").unwrap();
    let file = |deployment| -> BTreeSet<String> {
        serde_json::from_str(&parameters.overrides(deployment)).unwrap()
    };
    let (first, usual) = (file(Deployment::First), file(Deployment::Regular));
    let differs: Vec<_> = first.symmetric_difference(&usual).collect();
    assert_eq!(
        differs,
        [
            "DeletionProtection=false",
            "DeletionProtection=true",
            "StartServices=false",
            "StartServices=true"
        ]
    );
}

#[test]
fn whatever_refuses_to_be_deleted_does_so_by_the_switch() {
    // A rollback of the first deployment would stop at anything that is protected for good.
    on_every_spec(|spec, assembly| {
        let switch = BTreeSet::from([Source::Parameter("DeletionProtection".to_owned())]);
        let mut protected = 0;
        for balancer in resources(assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer") {
            let attributes = balancer.property(&["LoadBalancerAttributes"]);
            for attribute in attributes.and_then(Node::as_sequence).unwrap() {
                let key = attribute.get(&["Key"]);
                if key == Some(&Node::text("deletion_protection.enabled")) {
                    let value = attribute.get(&["Value"]).unwrap();
                    assert_eq!(follow(assembly, balancer.stack, value), switch, "{spec}");
                    protected += 1;
                }
            }
        }
        let store = store(assembly);
        let value = store.property(&["DeletionProtection"]).unwrap();
        assert_eq!(follow(assembly, store.stack, value), switch, "{spec}");
        let balancers = resources(assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer");
        assert_eq!(protected, balancers.len(), "{spec}");
    });
}
