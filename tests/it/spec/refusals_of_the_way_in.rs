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
