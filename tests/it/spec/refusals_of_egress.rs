//! What is said of specs whose VPC has no way out.

use insta::assert_snapshot;

use super::{below, findings};

#[test]
fn no_way_out_and_registries_that_nobody_reaches() {
    assert_snapshot!(findings(&below("network: { egress: none }
identity_provider: { inside: true }
registry: { url: registry.example.org/ess, allow: [public.ecr.aws] }
services:
  near: { pool: backend, image: \"123456789012.dkr.ecr.eu-central-1.amazonaws.com/near:1\" }
  far: { pool: backend, image: \"123456789012.dkr.ecr.eu-west-1.amazonaws.com/far:1\" }
  open: { pool: backend, image: \"public.ecr.aws/team/open:1\" }")), @r"
    spec.yaml:6:18: error[spec-registry-outside] registry.url: registry `registry.example.org` is outside of the VPC, which has no way out
      expected a registry of Amazon ECR in eu-central-1
      help: write `registry: { inside: true }` if it is reached without leaving the VPC
      4:20: the way out
    spec.yaml:9:32: error[spec-registry-outside] services.far.image: registry `123456789012.dkr.ecr.eu-west-1.amazonaws.com` is outside of the VPC, which has no way out
      expected a registry of Amazon ECR in eu-central-1
      help: write `registry: { inside: true }` if it is reached without leaving the VPC
      4:20: the way out
    spec.yaml:10:33: error[spec-registry-outside] services.open.image: registry `public.ecr.aws` is outside of the VPC, which has no way out
      expected a registry of Amazon ECR in eu-central-1
      help: write `registry: { inside: true }` if it is reached without leaving the VPC
      4:20: the way out
    ");
}

#[test]
fn no_way_out_and_an_identity_provider_that_may_be_outside() {
    assert_snapshot!(findings(&below("network: { egress: none }")), @r"
    spec.yaml:4:20: warning[spec-identity-provider-outside] network.egress: tasks reach nothing outside of the VPC, the identity provider included
      expected an identity provider that is reached without leaving the VPC
      help: write `identity_provider: { inside: true }` if yours is
    accepted
    ");
}

#[test]
fn no_way_out_and_names_that_the_load_balancer_inside_hides() {
    assert_snapshot!(findings(&below("network: { egress: none }
identity_provider: { inside: true, url: \"https://login.pods.example.org/realms/a\" }")), @r"
    spec.yaml:5:41: error[spec-name-hidden] identity_provider.url: `login.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: serve it under another name
      3:9: the domain
    ");
}

#[test]
fn no_way_out_of_an_existing_vpc() {
    assert_snapshot!(findings(&below("network: { egress: none, existing: {} }
identity_provider: { inside: true }")), @r"
    spec.yaml:4:20: info[spec-endpoints] network.egress: hosts reach the services of AWS by endpoints that the VPC has already
      expected interface endpoints, with private DNS and a subnet in every zone, of `com.amazonaws.eu-central-1.ecs-agent`, `com.amazonaws.eu-central-1.ecs-telemetry`, `com.amazonaws.eu-central-1.ecs`, `com.amazonaws.eu-central-1.ecr.api`, `com.amazonaws.eu-central-1.ecr.dkr`, `com.amazonaws.eu-central-1.logs`, `com.amazonaws.eu-central-1.secretsmanager`, `com.amazonaws.eu-central-1.cloudformation`, `com.amazonaws.eu-central-1.ssm`, `com.amazonaws.eu-central-1.ssmmessages`, and the gateway endpoint `com.amazonaws.eu-central-1.s3` in the private route tables
      help: their security groups admit port 443 from the private subnets
    accepted
    ");
    assert_snapshot!(findings("name: acme-solid
region: cn-north-1
domain: pods.example.org
network: { egress: none, zones: 2, existing: {} }
database: { instance_class: db.m6g.large }
registry: { url: registry.example.org/ess, inside: true }
identity_provider: { inside: true }"), @r"
    spec.yaml:4:20: info[spec-endpoints] network.egress: hosts reach the services of AWS by endpoints that the VPC has already
      expected interface endpoints, with private DNS and a subnet in every zone, of `com.amazonaws.cn-north-1.ecs-agent`, `com.amazonaws.cn-north-1.ecs-telemetry`, `com.amazonaws.cn-north-1.ecs`, `com.amazonaws.cn-north-1.logs`, `com.amazonaws.cn-north-1.secretsmanager`, `cn.com.amazonaws.cn-north-1.cloudformation`, `com.amazonaws.cn-north-1.ssm`, `com.amazonaws.cn-north-1.ssmmessages`, and the gateway endpoint `com.amazonaws.cn-north-1.s3` in the private route tables
      help: their security groups admit port 443 from the private subnets
    accepted
    ");
}
