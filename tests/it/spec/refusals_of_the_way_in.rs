//! Specs whose way in is refused: load balancers, names, certificate.

use insta::assert_snapshot;

use super::{below, findings};

#[test]
fn a_hosted_zone_for_names_that_are_held_elsewhere() {
    assert_snapshot!(findings(&below("dns: { mode: external, hosted_zone_id: Z0123456789ABCDEFGHIJ }")), @r"
    spec.yaml:4:40: error[spec-hosted-zone-unused] dns.hosted_zone_id: a hosted zone is given, and the DNS is held elsewhere
      expected nothing of Route 53
      help: leave it out, or write `mode: route53`
    ");
}

#[test]
fn a_certificate_that_nobody_would_validate() {
    assert_snapshot!(findings(&below("dns: { mode: external }
certificate: { issue: true }")), @r"
    spec.yaml:5:23: error[spec-certificate-waits] certificate.issue: the certificate is to be issued, and the DNS that would validate it is held elsewhere
      expected a certificate that exists
      help: request one beforehand (`ess-cfn dns` prints how), and leave `issue` out
      4:14: the DNS
    ");
}

#[test]
fn an_accelerator_in_a_region_that_has_none() {
    assert_snapshot!(findings("name: acme-solid
region: us-gov-west-1
domain: pods.example.org
database: { instance_class: db.m6g.large }
load_balancers: { mode: fronted }"), @r"
    spec.yaml:5:25: error[spec-accelerator] load_balancers.mode: load balancers are fronted by Global Accelerator, which us-gov-west-1 does not have
      expected `single` or `per-zone`
      help: `per-zone` has the same load balancers, under names in DNS
      2:9: the region
    ");
}

#[test]
fn what_the_deployment_works_with_under_names_that_tasks_would_not_find() {
    assert_snapshot!(findings(&below("load_balancers: { internal: true }
identity_provider: { url: \"https://login.pods.example.org/realms/a\" }
kafka: { bootstrap: \"b-1.kafka.pods.example.org:9094\" }
registry: { url: \"registry.pods.example.org:5000/ess\", allow: [r.oidc.pods.example.org] }
services:
  web: { image: \"r.oidc.pods.example.org/web:1\" }")), @r"
    spec.yaml:5:27: error[spec-name-hidden] identity_provider.url: `login.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: leave `internal` out, or serve it under another name
      4:29: the internal load balancer
      3:9: the domain
    spec.yaml:6:21: error[spec-name-hidden] kafka.bootstrap: `b-1.kafka.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: leave `internal` out, or serve it under another name
      4:29: the internal load balancer
      3:9: the domain
    spec.yaml:7:18: error[spec-name-hidden] registry.url: `registry.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: leave `internal` out, or serve it under another name
      4:29: the internal load balancer
      3:9: the domain
    spec.yaml:9:17: error[spec-name-hidden] services.web.image: `r.oidc.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: leave `internal` out, or serve it under another name
      4:29: the internal load balancer
      3:9: the domain
    ");
}

#[test]
fn a_service_that_is_called_as_another_behind_the_internal_load_balancer() {
    assert_snapshot!(findings(&below("load_balancers: { internal: true }
services:
  ldp-internal: { image: \"a:1\", host: a.pods.example.org }")), @r"
    spec.yaml:6:3: error[spec-service-name] services.ldp-internal: service `ldp-internal` would be called in the templates as `ldp` is behind the internal load balancer
      expected a name that is not another with `-internal` at its end
      4:29: the internal load balancer
    ");
}

#[test]
fn too_few_hosts_in_a_zone_for_its_own_tasks() {
    assert_snapshot!(findings(&below("network: { zones: 3 }
load_balancers: { mode: per-zone }
pools: { ess: { min: 3 } }
services: { ldp: { count: 12, cpu: 1024 } }")), @r"
    spec.yaml:6:22: error[spec-capacity-zone] pools.ess.min: pool `ess` has 3 hosts, 1 in each of 3 zones, and a zone's own tasks need 4 while one of their services is updated
      expected at least 12
      help: write `min: 12`, or leave `min` out and it follows the services
      4:19: the zones
      5:25: the load balancers
      7:1: the services
    ");
}

#[test]
fn too_few_hosts_for_what_is_free_to_run_in_any_zone() {
    assert_snapshot!(findings(&below("network: { zones: 3 }
load_balancers: { mode: per-zone }
pools: { ess: { min: 6 } }
services: { web: { pool: ess, image: \"web:1\", count: 12, memory_mib: 3000 } }")), @r"
    spec.yaml:6:22: error[spec-capacity-zone-loss] pools.ess.min: when one of 3 zones fails, pool `ess` keeps 4 of its 6 hosts, and its services need 8
      expected at least 12
      help: write `min: 12`, or leave `min` out and it follows the services
      4:19: the zones
      7:1: the services
    ");
}
