//! Ports that are published on the hosts: who may reach them, and how many hosts that takes.

use std::collections::BTreeSet;

use ess_cfn::document::Node;

use super::{assembly, container, named, origin, resource, yaml};
use crate::follow::resources;

const SERVICES: &str = "  ldp: { ports: { metrics: { container: 9000, from: [backend] } } }
  exporter:
    image: 'exporter:1.0'
    port: 9187
    ports:
      metrics: { container: 9187, from: [backend, ess] }
      admin: { container: 40000, host: 8081, from: [backend] }
";

#[test]
fn a_published_port_has_the_number_of_the_spec_on_every_host() {
    let assembly = assembly(SERVICES);
    let ports = |stack: &str, service: &str| {
        let definition = resource(&assembly, stack, &format!("{service}TaskDefinition"));
        container(&definition).get(&["PortMappings"]).cloned()
    };
    let expected = yaml(
        "[{ ContainerPort: 9187, HostPort: 9187, Protocol: tcp }, \
         { ContainerPort: 40000, HostPort: 8081, Protocol: tcp }]",
    );
    assert_eq!(ports("BackendServices", "Exporter"), Some(expected));
    // The load balancer's port stays one that the host chooses.
    let expected = yaml(
        "[{ ContainerPort: 8443, HostPort: 0, Protocol: tcp }, \
         { ContainerPort: 9000, HostPort: 9000, Protocol: tcp }]",
    );
    assert_eq!(ports("EssServices", "Ldp"), Some(expected));
    assert!(ports("EssServices", "Oidc").is_some());
}

#[test]
fn the_port_of_a_service_without_a_host_is_reached_by_nobody() {
    let assembly = assembly("  exporter: { image: 'exporter:1.0', port: 9187 }\n");
    let definition = resource(&assembly, "BackendServices", "ExporterTaskDefinition");
    assert!(container(&definition).get(&["PortMappings"]).is_none());
}

#[test]
fn the_named_pools_reach_the_port_and_nobody_else() {
    let assembly = assembly(SERVICES);
    let mut ways = BTreeSet::new();
    for rule in resources(&assembly, "AWS::EC2::SecurityGroupIngress") {
        if !rule.stack.ends_with("Services") {
            continue;
        }
        let (to, from) = (
            origin(&assembly, &rule, &["GroupId"]),
            origin(&assembly, &rule, &["SourceSecurityGroupId"]),
        );
        let port = rule.property(&["FromPort"]).and_then(Node::as_text);
        assert_eq!(rule.property(&["ToPort"]).and_then(Node::as_text), port);
        // What enters the one group leaves the other.
        let leaving = rule.logical_id.replace("Ingress", "Egress");
        let leaving = resource(&assembly, rule.stack, &leaving);
        assert_eq!(origin(&assembly, &leaving, &["GroupId"]), from);
        let end = origin(&assembly, &leaving, &["DestinationSecurityGroupId"]);
        assert_eq!(end, to);
        assert_eq!(
            leaving.property(&["FromPort"]).and_then(Node::as_text),
            port
        );
        ways.insert((rule.stack, from.0, to.0, port.expect("a port").to_owned()));
    }
    let way = |stack, from: &str, to: &str, port: &str| {
        (stack, from.to_owned(), to.to_owned(), port.to_owned())
    };
    assert_eq!(
        ways,
        BTreeSet::from([
            way("BackendServices", "BackendPool", "BackendPool", "8081"),
            way("BackendServices", "BackendPool", "BackendPool", "9187"),
            way("BackendServices", "EssPool", "BackendPool", "9187"),
            way("EssServices", "BackendPool", "EssPool", "9000"),
        ])
    );
    // A group's rules of its own stay as they are.
    let group = resource(&assembly, "EssPool", "SecurityGroup");
    assert_eq!(group.name(), named("EssPool", "SecurityGroup"));
    assert!(group.property(&["SecurityGroupIngress"]).is_none());
}

#[test]
fn a_host_holds_one_task_with_a_published_port_so_that_a_pool_grows_with_them() {
    let hosts = |services: &str| {
        let assembly = assembly(services);
        let root = assembly.root().node();
        let minimum = root.get(&["Parameters", "BackendPoolMinimum", "Default"]);
        minimum.and_then(Node::as_text).map(str::to_owned)
    };
    let small = "image: 'one:1', count: 4, cpu: 64, memory_mib: 64";
    let dynamic = format!("  one: {{ {small} }}\n");
    let published =
        format!("  one: {{ {small}, ports: {{ p: {{ container: 80, from: [ess] }} }} }}\n");
    assert_eq!(hosts(&dynamic).as_deref(), Some("3"));
    // Four hosts are left of six when a zone fails.
    assert_eq!(hosts(&published).as_deref(), Some("6"));
}
