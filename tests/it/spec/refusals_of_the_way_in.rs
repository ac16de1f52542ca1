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
      help: serve it under another name
      4:29: the internal load balancer
      3:9: the domain
    spec.yaml:6:21: error[spec-name-hidden] kafka.bootstrap: `b-1.kafka.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: serve it under another name
      4:29: the internal load balancer
      3:9: the domain
    spec.yaml:7:18: error[spec-name-hidden] registry.url: `registry.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: serve it under another name
      4:29: the internal load balancer
      3:9: the domain
    spec.yaml:9:17: error[spec-name-hidden] services.web.image: `r.oidc.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: serve it under another name
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

#[test]
fn a_gateway_that_there_is_not_and_settings_of_another_kind() {
    assert_snapshot!(findings(&below("gateway: cloudfornt
waf: [true]
load_balancers: { mode: single }")), @r"
    spec.yaml:4:10: error[spec-choice] gateway: `cloudfornt` is not on offer here
      expected `none` or `cloudfront`
      help: did you mean `cloudfront`?
    spec.yaml:5:1: error[spec-type] waf: found a list
      expected `true` or `false` or a mapping
    ");
    assert_snapshot!(findings(&below("gateway: { mode: cloudfront, orign: vpc, read_timeout_seconds: 600 }
waf: { rate_limit: 5 }")), @r"
    spec.yaml:4:30: error[spec-unknown-key] gateway.orign: `gateway` has no key `orign`
      expected one of `mode`, `origin`, `prefix_list_id`, `certificate_arn`, `read_timeout_seconds`, `price_class`, `access_logs`
      help: did you mean `origin`?
    spec.yaml:4:64: error[spec-range] gateway.read_timeout_seconds: 600 is out of range
      expected a whole number from 1 to 180
      help: the nearest is 180
    spec.yaml:5:20: error[spec-range] waf.rate_limit: 5 is out of range
      expected a whole number from 10 to 2000000000
      help: the nearest is 10
    ");
    assert_snapshot!(findings(&below("gateway:")), @r"
    spec.yaml:4:1: error[spec-type] gateway: found nothing
      expected `none` or `cloudfront`
      help: leave the key out, and its default holds
    ");
}

#[test]
fn the_name_of_a_list_in_place_of_its_id() {
    assert_snapshot!(findings(&below("gateway: { prefix_list_id: com.amazonaws.global.cloudfront.origin-facing }")), @r"
    spec.yaml:4:28: error[spec-prefix-list] gateway.prefix_list_id: `com.amazonaws.global.cloudfront.origin-facing` is not the id of a prefix list
      expected `pl-` and 8 or 17 hexadecimal digits
    ");
}

#[test]
fn a_gateway_in_a_partition_that_has_none() {
    assert_snapshot!(findings("name: acme-solid
region: us-gov-west-1
domain: pods.example.org
database: { instance_class: db.m6g.large }
gateway: cloudfront"), @r"
    spec.yaml:5:10: error[spec-gateway-region] gateway: CloudFront is the gateway, which us-gov-west-1 does not have
      expected `none`
      help: `waf` works at the load balancers as well
      2:9: the region
    ");
}

#[test]
fn access_logs_in_a_region_to_which_cloudfront_delivers_none() {
    assert_snapshot!(findings("name: acme-solid
region: eu-south-1
domain: pods.example.org
pools: { ess: { instance_type: m6i.large }, backend: { instance_type: m6i.large } }
database: { instance_class: db.m6g.large }
gateway: { access_logs: true }"), @r"
    spec.yaml:6:25: error[spec-gateway-region] gateway.access_logs: CloudFront delivers no access logs to buckets in eu-south-1
      expected `false`
      help: leave it out: the logs of the load balancers have every request
      2:9: the region
    ");
}

#[test]
fn a_certificate_of_the_gateway_that_is_not_in_us_east_1() {
    assert_snapshot!(findings(&below("gateway: { certificate_arn: arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012 }")), @r"
    spec.yaml:4:29: error[spec-elsewhere] gateway.certificate_arn: the gateway's certificate is in eu-central-1, and CloudFront takes those of us-east-1
      expected an ARN in us-east-1
      help: leave it out, and the certificate is issued where that of the load balancers is
    ");
}

#[test]
fn a_way_into_the_vpc_to_several_load_balancers() {
    assert_snapshot!(findings(&below("gateway: { origin: vpc }
load_balancers: { mode: per-zone }")), @r"
    spec.yaml:4:20: error[spec-gateway-origin] gateway.origin: CloudFront's way into the VPC leads to one internal load balancer, and there is one in each zone
      expected `public`
      help: write `origin: public`, or `load_balancers.mode: single`
      5:25: the load balancers
    ");
}

#[test]
fn a_service_under_the_name_by_which_the_gateway_reaches_the_load_balancers() {
    assert_snapshot!(findings(&below("gateway: cloudfront
load_balancers: { mode: per-zone }
services: { web: { image: \"web:1\", host: origin.pods.example.org } }")), @r"
    spec.yaml:6:42: error[spec-gateway-host] services.web.host: host `origin.pods.example.org` of service `web` is the name by which CloudFront reaches the load balancers
      expected another host
      help: give the service another `host`, or write `load_balancers.mode: fronted`
      4:10: the gateway
      5:25: the load balancers
    ");
}

#[test]
fn more_rules_that_demand_the_gateways_header_than_a_template_may_have() {
    let services: String = (0..9)
        .map(|number| format!("\n  app-{number}: {{ image: \"app:1\", cpu: 64, host: app-{number}.pods.example.org }}"))
        .collect();
    assert_snapshot!(findings(&format!("name: acme-solid
region: us-east-1
domain: pods.example.org
network: {{ zones: 6 }}
gateway: cloudfront
load_balancers: {{ mode: per-zone }}
pools: {{ ess: {{ instance_type: m7i.4xlarge }} }}
services:{services}")), @r"
    spec.yaml:6:25: error[spec-gateway-headers] load_balancers.mode: 12 public services at 6 load balancers make 72 rules that read the gateway's secret header; CloudFormation reads secrets 60 times in a template
      expected at most 60 rules
      help: write `load_balancers.mode: single`
      5:10: the gateway
      8:1: the services
    ");
}

#[test]
fn settings_of_what_is_off() {
    assert_snapshot!(findings(&below("gateway: { mode: none, origin: vpc }
waf: { enabled: false, rate_limit: 1000 }")), @r"
    spec.yaml:4:32: error[spec-setting-unused] gateway.origin: `origin` is a setting of `gateway`, which is off
      expected no settings of what there is not
      help: leave it out, or write `mode: cloudfront`
    spec.yaml:5:36: error[spec-setting-unused] waf.rate_limit: `rate_limit` is a setting of `waf`, which is off
      expected no settings of what there is not
      help: leave it out, or write `enabled: true`
    ");
}

#[test]
fn what_tasks_would_not_find_where_the_gateway_comes_into_the_vpc() {
    assert_snapshot!(findings(&below("gateway: { origin: vpc }
identity_provider: { url: \"https://login.identity.pods.example.org/\" }")), @r"
    spec.yaml:5:27: error[spec-name-hidden] identity_provider.url: `login.identity.pods.example.org` is below `pods.example.org`, which is answered inside the VPC by the zone of the internal load balancer
      expected a name that is not below `pods.example.org`
      help: serve it under another name
      4:20: the internal load balancer
      3:9: the domain
    ");
}
