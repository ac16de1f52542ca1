//! Specs that are refused, each with everything that is found in it.
//!
//! `below` puts the three lines that every spec has above what it is given, so that its first line
//! is line 4.

use insta::assert_snapshot;

use super::{below, findings};

#[test]
fn nothing_at_all_lacks_what_has_no_default() {
    assert_snapshot!(findings(""), @r"
    spec.yaml:1:1: error[spec-missing-key] name: the spec has no `name`
      expected a line such as `name: acme-solid`
    spec.yaml:1:1: error[spec-missing-key] region: the spec has no `region`
      expected a line such as `region: eu-central-1`
    spec.yaml:1:1: error[spec-missing-key] domain: the spec has no `domain`
      expected a line such as `domain: pods.example.org`
    ");
}

#[test]
fn a_list_is_no_spec() {
    assert_snapshot!(findings("- name: acme-solid"), @r"
    spec.yaml:1:1: error[spec-type] found a list
      expected a mapping of `name`, `profile`, `region`, `domain`, `stack_set`, `network`, `load_balancers`, `gateway`, `waf`, `dns`, `certificate`, `pools`, `registry`, `database`, `services`, `identity_provider`, `kafka`, `secrets`, `monitoring`, `tags`
    ");
}

#[test]
fn an_open_bracket_is_reported_where_it_stands() {
    assert_snapshot!(findings(&below("network: { zones: 3")), @r"spec.yaml:4:10: error[spec-yaml] `{` is never closed");
}

#[test]
fn a_key_that_is_written_twice_is_reported_with_the_first() {
    assert_snapshot!(findings(&below("name: other")), @r"
    spec.yaml:4:1: error[spec-yaml] `name` is given twice in this mapping
      1:1: `name` is given here first
    ");
}

#[test]
fn a_word_that_readers_disagree_on_is_refused() {
    assert_snapshot!(findings(&below("certificate: { issue: yes }")), @r"
    spec.yaml:4:23: error[spec-yaml] some readers take `yes` for true, others for a text
      help: write `true`, or `'yes'` for the text
    ");
}

#[test]
fn unknown_keys_are_named_with_the_nearest() {
    assert_snapshot!(findings(&below("netwrok: { zones: 3 }
network: { Zones: 3 }")), @r"
    spec.yaml:4:1: error[spec-unknown-key] netwrok: a spec has no key `netwrok`
      expected one of `name`, `profile`, `region`, `domain`, `stack_set`, `network`, `load_balancers`, `gateway`, `waf`, `dns`, `certificate`, `pools`, `registry`, `database`, `services`, `identity_provider`, `kafka`, `secrets`, `monitoring`, `tags`
      help: did you mean `network`?
    spec.yaml:5:12: error[spec-unknown-key] network.Zones: `network` has no key `Zones`
      expected one of `cidr`, `zones`, `egress`, `data_subnets`, `subnets`, `existing`
      help: did you mean `zones`?
    ");
}

#[test]
fn a_name_that_other_names_could_not_be_made_of() {
    assert_snapshot!(findings("name: Acme_Solid
region: eu-central-1
domain: pods.example.org"), @r"
    spec.yaml:1:7: error[spec-name] name: `Acme_Solid` is not a name of a deployment
      expected lower-case letters, digits and single hyphens
      help: did you mean `acme-solid`?
    ");
}

#[test]
fn a_name_that_ecs_keeps_for_itself() {
    assert_snapshot!(findings("name: ecs-pods
region: eu-central-1
domain: pods.example.org"), @r"
    spec.yaml:1:7: error[spec-name] name: `ecs-pods` is not a name of a deployment
      expected a name that does not begin with `ecs`, which Amazon ECS keeps for itself
    ");
}

#[test]
fn a_name_that_is_a_number() {
    assert_snapshot!(findings("name: 42
region: eu-central-1
domain: pods.example.org"), @r#"
    spec.yaml:1:7: error[spec-type] name: found the number `42`
      expected a name of a deployment
      help: put quotes around it: `"42"`
    "#);
}

#[test]
fn a_misspelt_region_and_a_zone_in_its_place() {
    assert_snapshot!(findings("name: acme-solid
region: eu-centrl-1
domain: https://pods.example.org/"), @r"
    spec.yaml:2:9: error[spec-region] region: `eu-centrl-1` is not a region of AWS
      expected a region such as `eu-central-1`
      help: did you mean `eu-central-1`?
    spec.yaml:3:9: error[spec-domain] domain: `https://pods.example.org/` is not a domain
      expected the bare domain
      help: did you mean `pods.example.org`?
    ");
}

#[test]
fn a_zone_in_place_of_the_region() {
    assert_snapshot!(findings("name: acme-solid
region: eu-central-1a
domain: Pods.Example.org"), @r"
    spec.yaml:2:9: error[spec-region] region: `eu-central-1a` is not a region of AWS
      expected a region such as `eu-central-1`
      help: did you mean `eu-central-1`?
    spec.yaml:3:9: error[spec-domain] domain: `Pods.Example.org` is not a domain
      expected lower case
      help: did you mean `pods.example.org`?
    ");
}

#[test]
fn one_zone_is_refused_with_the_recommendation() {
    assert_snapshot!(findings(&below("network: { zones: 1 }")), @r"
    spec.yaml:4:19: error[spec-zones-one] network.zones: 1 zone: when a zone fails, nothing is left
      expected 2 to 6 zones
      help: Inrupt recommends running in at least 2 availability zones.
    ");
}

#[test]
fn one_zone_by_name_is_refused_likewise() {
    assert_snapshot!(findings(&below("network:
  zones: [eu-central-1a]")), @r"
    spec.yaml:5:3: error[spec-zones-one] network.zones: 1 zone: when a zone fails, nothing is left
      expected 2 to 6 zones
      help: Inrupt recommends running in at least 2 availability zones.
    ");
}

#[test]
fn more_zones_than_a_deployment_has() {
    assert_snapshot!(findings(&below("network: { zones: 7 }")), @r"
    spec.yaml:4:19: error[spec-zones-many] network.zones: 7 zones are more than a deployment has
      expected 2 to 6 zones
    ");
}

#[test]
fn more_zones_than_the_region_has() {
    assert_snapshot!(findings(&below("network: { zones: 5 }")), @r"
    spec.yaml:4:19: error[spec-zone-region] network.zones: eu-central-1 has 3 zones, fewer than 5
      expected at most 3
      help: write `zones: 3`, or the zones by name
      2:9: the region
    ");
}

#[test]
fn a_zone_of_another_region() {
    assert_snapshot!(findings(&below("network: { zones: [eu-central-1a, eu-west-1b] }")), @r"
    spec.yaml:4:35: error[spec-zone-region] network.zones: zone `eu-west-1b` is not in eu-central-1
      expected a zone of eu-central-1
      help: did you mean `eu-central-1b`?
    ");
}

#[test]
fn a_zone_that_is_listed_twice() {
    assert_snapshot!(findings(&below("network: { zones: [eu-central-1a, eu-central-1b, eu-central-1a] }")), @r"
    spec.yaml:4:50: error[spec-listed-twice] network.zones[2]: `eu-central-1a` is listed twice
      expected each item once
    ");
}

#[test]
fn ids_of_zones_are_no_names() {
    assert_snapshot!(findings(&below("network: { zones: [euc1-az1, eu-central-1] }")), @r"
    spec.yaml:4:20: error[spec-zone] network.zones[0]: `euc1-az1` is not the name of an availability zone
      expected an availability zone such as `eu-central-1a`
    spec.yaml:4:30: error[spec-zone] network.zones[1]: `eu-central-1` is not the name of an availability zone
      expected an availability zone such as `eu-central-1a`; the letter is missing
    ");
}

#[test]
fn zones_in_words() {
    assert_snapshot!(findings(&below("network: { zones: three }")), @r"
    spec.yaml:4:19: error[spec-type] network.zones: found the text `three`
      expected a whole number from 2 to 6 or a list, each the name of an availability zone
    ");
}

#[test]
fn a_range_that_begins_inside_of_itself() {
    assert_snapshot!(findings(&below("network: { cidr: 10.20.0.5/16 }")), @r"
    spec.yaml:4:18: error[spec-vpc-range-begin] network.cidr: `10.20.0.5/16` names an address inside of a range
      expected the first address of the /16
      help: did you mean `10.20.0.0/16`?
    ");
}

#[test]
fn a_range_without_room_for_load_balancers() {
    assert_snapshot!(findings(&below("network: { cidr: 10.20.0.0/28, zones: 3 }")), @r"
    spec.yaml:4:18: error[spec-vpc-range] network.cidr: `10.20.0.0/28` is too small
      expected at least a /22 with 1024 addresses, found 16: a load balancer's /27 is reserved in every zone that could be
    ");
}

#[test]
fn a_range_larger_than_a_vpc() {
    assert_snapshot!(findings(&below("network: { cidr: 10.0.0.0/8, egress: nat }")), @r"
    spec.yaml:4:18: error[spec-vpc-range] network.cidr: `10.0.0.0/8` is not an IPv4 range of a VPC
      expected a prefix from /16 to /22, found /8
    spec.yaml:4:38: error[spec-choice] network.egress: `nat` is not on offer here
      expected `nat-per-zone`, `nat-single` or `none`
    ");
}

#[test]
fn a_choice_is_answered_with_the_nearest() {
    assert_snapshot!(findings(&below("network: { egress: nat-per-zones }
database: { deployment: aurora-cluster }")), @r"
    spec.yaml:4:20: error[spec-choice] network.egress: `nat-per-zones` is not on offer here
      expected `nat-per-zone`, `nat-single` or `none`
      help: did you mean `nat-per-zone`?
    spec.yaml:5:25: error[spec-choice] database.deployment: `aurora-cluster` is not on offer here
      expected `multi-az-instance`, `multi-az-cluster` or `aurora`
      help: did you mean `multi-az-cluster`?
    ");
}

#[test]
fn a_number_out_of_range() {
    assert_snapshot!(findings(&below("load_balancers: { idle_timeout_seconds: 5000 }")), @r"
    spec.yaml:4:41: error[spec-range] load_balancers.idle_timeout_seconds: 5000 is out of range
      expected a whole number from 1 to 4000
      help: the nearest is 4000
    ");
}

#[test]
fn numbers_far_out_of_range() {
    assert_snapshot!(findings(&below("network: { zones: 99999999999999999999999999999999999999999 }
monitoring: { log_retention_days: -1 }
pools:
  ess: { volume_gib: 1e400 }")), @r"
    spec.yaml:4:19: error[spec-zones-many] network.zones: 99999999999999999999999999999999999999999 zones are more than a deployment has
      expected 2 to 6 zones
    spec.yaml:5:35: error[spec-log-retention] monitoring.log_retention_days: CloudWatch Logs does not keep logs for -1 days
      expected a number of days that CloudWatch Logs knows; the nearest is 1
    spec.yaml:7:22: error[spec-yaml] some readers take `1e400` for a number, others for a text
      help: write `'1e400'` for the text, or the number in decimal digits
    ");
}

#[test]
fn a_hosted_zone_as_the_api_prints_it() {
    assert_snapshot!(findings(&below("dns: { hosted_zone_id: /hostedzone/Z0123456789ABC }")), @r"
    spec.yaml:4:24: error[spec-hosted-zone] dns.hosted_zone_id: `/hostedzone/Z0123456789ABC` is not the id of a hosted zone
      expected the id alone
      help: did you mean `Z0123456789ABC`?
    ");
}

#[test]
fn a_certificate_of_another_region() {
    assert_snapshot!(findings(&below(r#"certificate: { arn: "arn:aws:acm:us-east-1:123456789012:certificate/1" }"#)), @r"
    spec.yaml:4:21: error[spec-elsewhere] certificate.arn: the certificate is in us-east-1, and the load balancer in eu-central-1
      expected an ARN in eu-central-1
      2:9: the region
    ");
}

#[test]
fn a_certificate_that_is_issued_and_given() {
    assert_snapshot!(findings(&below(r#"certificate: { issue: true, arn: "arn:aws:acm:eu-central-1:123456789012:certificate/1" }"#)), @r"
    spec.yaml:4:23: error[spec-certificate] certificate.issue: the certificate is issued and given
      expected `issue: true` or `arn`, not both
      help: leave `issue` out, and the certificate of `arn` is used
    ");
}

#[test]
fn arns_of_something_else() {
    assert_snapshot!(findings(&below(r#"certificate: { arn: "arn:aws:iam::123456789012:role/x" }
registry: { url: registry.example.org/ess, credentials: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:name" }"#)), @r"
    spec.yaml:4:21: error[spec-arn] certificate.arn: `arn:aws:iam::123456789012:role/x` is not the ARN of a certificate
      expected an ARN such as `arn:aws:acm:eu-central-1:123456789012:certificate/…`
    spec.yaml:5:57: error[spec-arn] registry.credentials: `arn:aws:secretsmanager:eu-central-1:123456789012:secret:name` is not the ARN of a secret
      expected an ARN such as `arn:aws:secretsmanager:eu-central-1:123456789012:secret:name-AbCdEf`
    ");
}

#[test]
fn an_arn_of_a_partition_that_does_not_exist() {
    assert_snapshot!(findings(&below(r#"certificate: { arn: "arn:awz:acm:eu-central-1:123456789012:certificate/1" }"#)), @r"
    spec.yaml:4:21: error[spec-arn-place] certificate.arn: `arn:awz:acm:eu-central-1:123456789012:certificate/1` is not the ARN of a certificate
      expected a partition such as `aws` or `aws-cn`, found `awz`
    ");
}

#[test]
fn instance_types_that_do_not_exist_are_answered_with_the_nearest() {
    assert_snapshot!(findings(&below("pools:
  ess: { instance_type: m7i.lrage }
  backend: { instance_type: db.m7g.large }")), @r"
    spec.yaml:5:25: error[spec-instance-type-unknown] pools.ess.instance_type: instance type `m7i.lrage` is not known
      expected an instance type that eu-central-1 offers
      help: did you mean `m7i.large`?
    spec.yaml:6:29: error[spec-instance-type] pools.backend.instance_type: `db.m7g.large` is not an instance type
      expected a type of EC2, not a class of RDS
      help: did you mean `m7g.large`?
    ");
}

#[test]
fn a_host_that_runs_no_linux() {
    assert_snapshot!(findings(&below("pools:
  backend: { instance_type: mac2.metal }")), @r"
    spec.yaml:5:29: error[spec-instance-type-unknown] pools.backend.instance_type: instance type `mac2.metal` does not run Linux
      expected an instance type that eu-central-1 offers
    ");
}

#[test]
fn too_few_hosts_for_the_loss_of_a_zone() {
    assert_snapshot!(findings(&below("network: { zones: 2 }
pools:
  ess: { instance_type: m7i.large, min: 2, max: 9 }")), @r"
    spec.yaml:6:41: error[spec-capacity-zone-loss] pools.ess.min: when one of 2 zones fails, pool `ess` keeps 1 of its 2 hosts, and its services need 2
      expected at least 4
      help: write `min: 4`, or leave `min` out and it follows the services
      6:25: the instance type of its hosts
      4:19: the zones
    ");
}

#[test]
fn a_pool_whose_fewest_hosts_are_more_than_its_most() {
    assert_snapshot!(findings(&below("pools:
  ess: { min: 9, max: 3 }")), @r"
    spec.yaml:5:23: error[spec-pool-range] pools.ess.max: pool `ess` has at least 9 hosts and at most 3
      expected at least 9
      5:15: the fewest hosts
    spec.yaml:5:23: error[spec-capacity-maximum] pools.ess.max: the services of pool `ess` need 5 hosts at their highest counts, and it has at most 3
      expected at least 5
      help: leave `max` out and it follows the services
    ");
}

#[test]
fn a_pool_that_is_too_small_for_what_its_services_need() {
    assert_snapshot!(findings(&below("pools:
  ess: { max: 3 }
  backend: { max: 3 }
network: { zones: 2 }")), @r"
    spec.yaml:5:15: error[spec-pool-range] pools.ess.max: pool `ess` has at least 4 hosts and at most 3
      expected at least 4
      help: its services need 4 hosts so that they survive the loss of a zone
    spec.yaml:5:15: error[spec-capacity-maximum] pools.ess.max: the services of pool `ess` need 5 hosts at their highest counts, and it has at most 3
      expected at least 5
      help: leave `max` out and it follows the services
    ");
}

#[test]
fn a_pool_without_room_for_a_rolling_update() {
    assert_snapshot!(findings(&below("pools:
  ess: { min: 6, max: 6 }")), @r"
    spec.yaml:5:23: error[spec-pool-rolling] pools.ess.max: pool `ess` has 6 to 6 hosts; a rolling update starts 1 more before it ends any
      expected at least 7
      5:15: the fewest hosts
    ");
}

#[test]
fn a_pool_without_room_for_its_services_at_their_most() {
    assert_snapshot!(findings(&below("pools:
  ess: { min: 3, max: 4 }")), @r"
    spec.yaml:5:23: error[spec-capacity-maximum] pools.ess.max: the services of pool `ess` need 5 hosts at their highest counts, and it has at most 4
      expected at least 5
      help: leave `max` out and it follows the services
    ");
}

#[test]
fn a_task_that_fits_no_host() {
    assert_snapshot!(findings(&below("services:
  ldp: { memory_mib: 16384 }")), @r"
    spec.yaml:5:3: error[spec-capacity-task] services.ldp: a task of service `ldp` takes 1024 processor units and 16384 MiB, and a host of pool `ess` (m7i.large) offers 2048 units and 7444 MiB
      expected at most 2048 units and 7444 MiB
      help: lower `cpu` or `memory_mib`, or take a larger instance type
    ");
}

#[test]
fn a_registry_that_is_created_and_given() {
    assert_snapshot!(findings(&below("registry: { create: true, url: registry.example.org/ess }")), @r"
    spec.yaml:4:21: error[spec-registry-mode] registry.create: repositories are created and a registry is given
      expected `create: true`, or `url` with or without `credentials`
      help: leave `create` out, and images come from `url`
    ");
}

#[test]
fn credentials_without_a_registry() {
    assert_snapshot!(findings(&below(r#"registry:
  credentials: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:r-AbCdEf""#)), @r"
    spec.yaml:5:16: error[spec-registry-mode] registry.credentials: credentials are given, and no registry that takes them
      expected `create: true`, or `url` with or without `credentials`
      help: say in `url` which registry they are for
    ");
}

#[test]
fn an_image_of_a_public_registry() {
    assert_snapshot!(findings(&below(r#"services:
  web: { image: "docker.io/library/nginx:1.29" }"#)), @r"
    spec.yaml:5:17: error[spec-registry-public] services.web.image: the image of service `web` comes from `docker.io`, a registry of others
      expected an image of the deployment's registry
      help: push the image to your own registry, or list `docker.io` in `registry.allow`
    ");
}

#[test]
fn an_image_whose_meaning_changes() {
    assert_snapshot!(findings(&below(r#"services:
  web: { image: "web:latest" }
  job: { image: job }"#)), @r"
    spec.yaml:5:17: error[spec-image] services.web.image: `web:latest` is not an image
      expected a tag that stays what it is; hosts keep the `latest` that they have
    spec.yaml:6:17: error[spec-image-version] services.job.image: image `job` has neither tag nor digest
      expected one tag or digest, that stays what it is
      help: add the tag that you pushed, such as `:1.0`
    ");
}

#[test]
fn texts_that_are_no_registry_and_no_version() {
    assert_snapshot!(findings(&below(r#"registry: { url: https://registry.example.org/ess/, allow: [docker.io, docker.io/library] }
database: { engine_version: "17.4.1" }"#)), @r"
    spec.yaml:4:18: error[spec-registry] registry.url: `https://registry.example.org/ess/` is not a registry
      expected the registry without a scheme
      help: did you mean `registry.example.org/ess`?
    spec.yaml:4:72: error[spec-registry] registry.allow[1]: `docker.io/library` is not the host of a registry
      expected the host of a registry alone, such as `public.ecr.aws`
    spec.yaml:5:29: error[spec-engine-version] database.engine_version: `17.4.1` is not a version of PostgreSQL
      expected at most two numbers, as PostgreSQL counts since version 10
    ");
}

#[test]
fn two_versions_of_one_image() {
    assert_snapshot!(findings(&below(r#"services:
  web: { image: "web:1.0", image_tag: "1.1" }"#)), @r"
    spec.yaml:5:39: error[spec-image-version] services.web.image_tag: service `web` has a version in `image` and an `image_tag`
      expected one tag or digest, that stays what it is
      help: leave one of them out
    ");
}

#[test]
fn a_misspelt_service_of_the_profile() {
    assert_snapshot!(findings(&below("services:
  lpd: { cpu: 512 }")), @r"
    spec.yaml:5:3: error[spec-service-image] services.lpd.image: service `lpd` has no image
      expected `image` in a service of your own
      help: add `image`, or did you mean the service `ldp`?
    ");
}

#[test]
fn a_number_in_place_of_a_tag() {
    assert_snapshot!(findings(&below("services:
  ldp: { image_tag: 1.10 }")), @r#"
    spec.yaml:5:21: error[spec-type] services.ldp.image_tag: found the number `1.10`
      expected a tag of an image
      help: put quotes around it: `"1.10"`
    "#);
}

#[test]
fn two_services_on_one_host() {
    assert_snapshot!(findings(&below(r#"services:
  login: { image: "login:1.0", host: identity.pods.example.org }"#)), @r"
    spec.yaml:5:38: error[spec-host-clash] services.login.host: services `identity` and `login` both have the host `identity.pods.example.org`
      expected a host of its own
      help: give one of them another `host`
    ");
}

#[test]
fn two_services_with_one_priority() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", host: a.pods.example.org, priority: 100 }"#)), @r"
    spec.yaml:5:60: error[spec-priority-clash] services.a.priority: the listener rules of services `ldp` and `a` both have priority 100
      expected a priority of its own
      help: give one of them another `priority`, from 200 to 1000
    ");
}

#[test]
fn hosts_elsewhere_and_too_deep() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", host: apps.example.org }
  b: { image: "b:1.0", host: x.y.pods.example.org }"#)), @r"
    spec.yaml:5:30: error[spec-host] services.a.host: host `apps.example.org` of service `a` is not below `pods.example.org`
      expected `pods.example.org` or a name below it
      3:9: the domain
    spec.yaml:6:30: error[spec-host] services.b.host: host `x.y.pods.example.org` of service `b` is more than one label below `pods.example.org`
      expected one label before `.pods.example.org`, which an issued certificate covers
      help: give a certificate that covers it in `certificate.arn`
      3:9: the domain
    ");
}

#[test]
fn a_public_service_on_the_backend_pool() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", host: a.pods.example.org, pool: backend }
  b: { image: "b:1.0", health: { path: /up } }"#)), @r"
    spec.yaml:5:56: error[spec-host-private] services.a.pool: service `a` is public, and on the backend pool
      expected `ess`: the load balancer does not reach the backend pool
      help: leave `pool` out, or `host`
    spec.yaml:6:24: error[spec-host-private] services.b.health: service `b` has `health` and no `host`
      expected it on services that a load balancer asks, but for its `command`
      help: leave `health` out, or give the service a `host`
    ");
}

#[test]
fn two_services_that_would_be_one_in_the_templates() {
    assert_snapshot!(findings(&below(r#"services:
  a-b1: { image: "a:1.0" }
  a-b-1: { image: "b:1.0" }"#)), @r"
    spec.yaml:6:3: error[spec-service-name] services.a-b-1: services `a-b1` and `a-b-1` would both be `AB1` in the templates
      expected names that differ in letters or digits
      5:3: service `a-b1`
    ");
}

#[test]
fn counts_that_are_none() {
    assert_snapshot!(findings(&below(r#"services:
  ldp: { count: 2, min: 2 }
  identity: { min: 8, max: 3 }
  job: { image: "job:1.0", min: 2 }"#)), @r"
    spec.yaml:5:17: error[spec-service-count] services.ldp.count: service `ldp` has a fixed count and scales
      expected `count`, or `min` and `max` above it
      help: leave `count` out, or `min`, `max` and what it scales by
    spec.yaml:6:20: error[spec-service-count] services.identity.min: service `identity`: the fewest tasks, 8, are more than the most, 3
      expected `count`, or `min` and `max` above it
      help: lower `min` or raise `max`
    spec.yaml:7:33: error[spec-service-count] services.job.min: service `job` has `min` and no `max`
      expected `count`, or `min` and `max` above it
      help: add `max`, or write `count` instead
    ");
}

#[test]
fn variables_that_say_two_things_or_nothing() {
    assert_snapshot!(findings(&below("services:
  job:
    image: job:1.0
    database: false
    env:
      A: { from: database-jdbc-url }
      B: { url_of: oicd }
      C: { from: kafka-bootstrap-servers }
      D: {}
      E: text
    secrets:
      E: my-secret")), @r"
    spec.yaml:9:7: error[spec-variable] services.job.env.A: variable `A` of service `job` is about the database, which the service is kept from
      expected nothing about the database
      help: leave `database` out, or the variable
      7:15: service `job`
    spec.yaml:10:20: error[spec-variable] services.job.env.B.url_of: `oicd` is no service with a public host
      expected one of `identity`, `ldp`, `oidc`
      help: did you mean `oidc`?
    spec.yaml:11:7: error[spec-variable] services.job.env.C: variable `C` of service `job` is about Kafka, and the deployment has none
      expected nothing about Kafka
      help: say in `kafka` where it is
    spec.yaml:12:7: error[spec-variable] services.job.env.D: variable `D` has neither of `from` and `url_of`
      expected one of `from` and `url_of`
    spec.yaml:13:10: error[spec-variable] services.job.env.E: variable `E` of service `job` is both a text and a secret
      expected it in `env` or in `secrets`
      15:10: service `job`
    ");
}

#[test]
fn two_secrets_that_would_be_one_in_the_templates() {
    assert_snapshot!(findings(&below("services:
  job:
    image: job:1.0
    secrets: { A: api, B: api-secret, C: database }")), @r"
    spec.yaml:7:27: error[spec-service-name] services.job.secrets.B: secret `api-secret` of service `job` would be `ApiSecret` in the templates, as `api` is
      expected a name that is another without `-secret` at its end
    spec.yaml:7:42: error[spec-service-name] services.job.secrets.C: secret `database` of service `job` would be `DatabaseSecret` in the templates, as that of the database is
      expected a name that is another without `-secret` at its end
    ");
}

#[test]
fn a_secret_in_the_open_is_a_warning() {
    assert_snapshot!(findings(&below("services:
  job:
    image: job:1.0
    env: { DB_PASSWORD: hunter2 }")), @r"
    spec.yaml:7:25: warning[spec-variable-secret] services.job.env.DB_PASSWORD: variable `DB_PASSWORD` reads like a secret, and its value stands here
      expected secrets by name
      help: move it to `secrets`: `DB_PASSWORD: my-secret`
    accepted
    ");
}

#[test]
fn secrets_that_are_none() {
    assert_snapshot!(findings(&below("services:
  job:
    image: job:1.0
    secrets:
      1ST: my-secret
      SECOND: My Secret
      THIRD: { from: database-pasword }
      FOURTH: [a]")), @r"
    spec.yaml:8:7: error[spec-name] services.job.secrets.1ST: `1ST` is not a name of an environment variable
      expected up to 255 letters, digits and underscores, not beginning with a digit
    spec.yaml:9:15: error[spec-name] services.job.secrets.SECOND: `My Secret` is not a name of a secret
      expected lower-case letters, digits and single hyphens
      help: did you mean `my-secret`?
    spec.yaml:10:22: error[spec-choice] services.job.secrets.THIRD.from: `database-pasword` is not on offer here
      expected `database-username` or `database-password`
      help: did you mean `database-password`?
    spec.yaml:11:7: error[spec-type] services.job.secrets.FOURTH: found a list
      expected a name or the ARN of a secret or a mapping
    ");
}

#[test]
fn a_secret_that_nobody_reads() {
    assert_snapshot!(findings(&below("secrets:
  existing:
    jwt-sign-key: arn:aws:secretsmanager:eu-central-1:123456789012:secret:k-AbCdEf")), @r"
    spec.yaml:6:19: error[spec-secret-unread] secrets.existing.jwt-sign-key: no service reads the secret `jwt-sign-key`
      expected the name of a secret that a service reads
      help: did you mean `jwt-signing-key`?
    ");
}

#[test]
fn a_health_check_that_can_not_work() {
    assert_snapshot!(findings(&below("services:
  ldp:
    health: { path: up, matcher: 100-700, interval_seconds: 1 }
  oidc:
    health: { matcher: 299-200 }")), @r"
    spec.yaml:6:21: error[spec-path] services.ldp.health.path: `up` is not a path
      expected a path such as `/q/health/live`, of at most 1024 characters, without blanks
    spec.yaml:6:34: error[spec-matcher] services.ldp.health.matcher: `100-700` is not a list of status codes
      expected status codes from 200 to 499, such as `200`, `200-299` or `200,204`
    spec.yaml:6:61: error[spec-range] services.ldp.health.interval_seconds: 1 is out of range
      expected a whole number from 5 to 300
      help: the nearest is 5
    spec.yaml:8:24: error[spec-matcher-order] services.oidc.health.matcher: `299-200` is not a list of status codes
      expected a range of status codes that ends above where it begins
    ");
}

#[test]
fn a_database_that_is_none() {
    assert_snapshot!(findings(&below("database: { engine_version: 9.6, instance_class: m7g.large, storage_gib: 5, backup_retention_days: 40 }")), @r#"
    spec.yaml:4:29: error[spec-type] database.engine_version: the number `9.6` is not a version
      expected a minor version in quotes: `1.10` is the number 1.1
      help: put quotes around it: `"9.6"`
    spec.yaml:4:50: error[spec-instance-class] database.instance_class: `m7g.large` is not an instance class of RDS
      expected a class of RDS, not a type of EC2
      help: did you mean `db.m7g.large`?
    spec.yaml:4:74: error[spec-range] database.storage_gib: 5 is out of range
      expected a whole number from 20 to 65536
      help: the nearest is 20
    spec.yaml:4:100: error[spec-range] database.backup_retention_days: 40 is out of range
      expected a whole number from 1 to 35
      help: the nearest is 35
    "#);
}

#[test]
fn what_rds_is_not_known_to_offer_is_a_warning() {
    assert_snapshot!(findings(&below(r#"database: { engine_version: "17.99", instance_class: db.m7g.lrage }"#)), @r#"
    spec.yaml:4:29: warning[spec-engine-version-unknown] database.engine_version: RDS is not known to make new databases of PostgreSQL 17.99
      expected one of `11`, `12`, `13`, `14`, `15`, `16`, `17` or `18`
      help: the newest that is known is `"17.9"`
    spec.yaml:4:54: warning[spec-instance-class-unknown] database.instance_class: RDS is not known to offer `db.m7g.lrage` for PostgreSQL in eu-central-1
      expected a class that can be ordered there
      help: the nearest that is known is `db.m7g.large`
    accepted
    "#);
}

#[test]
fn storage_that_may_not_grow() {
    assert_snapshot!(findings(&below("database: { storage_gib: 100, max_storage_gib: 100 }")), @r"
    spec.yaml:4:48: error[spec-storage] database.max_storage_gib: the storage begins with 100 GiB and may grow to 100 GiB
      expected at least 110
      4:26: the storage that it begins with
    ");
}

#[test]
fn an_address_of_the_identity_provider_without_tls() {
    assert_snapshot!(findings(&below(r#"identity_provider: { url: "http://login.example.org", client_id: a b }"#)), @r"
    spec.yaml:4:27: error[spec-url] identity_provider.url: `http://login.example.org` is not an address over TLS
      expected an address that begins with `https://`
    spec.yaml:4:66: error[spec-client-id] identity_provider.client_id: `a b` is not a client id
      expected a client id of 1 to 255 visible characters, without blanks
    ");
}

#[test]
fn a_kafka_that_is_none() {
    assert_snapshot!(findings(&below("kafka: { bootstrap: b-1.example.org, security_group: kafka }")), @r"
    spec.yaml:4:21: error[spec-kafka-servers] kafka.bootstrap: `b-1.example.org` is not a list of Kafka's servers
      expected hosts with ports, separated by commas, such as `b-1.example.org:9094`
    spec.yaml:4:54: error[spec-security-group] kafka.security_group: `kafka` is not the id of a security group
      expected `sg-` and 8 or 17 hexadecimal digits
    ");
}

#[test]
fn retention_that_cloudwatch_does_not_know() {
    assert_snapshot!(findings(&below("monitoring: { alarms_email: ops, log_retention_days: 100 }")), @r"
    spec.yaml:4:29: error[spec-email] monitoring.alarms_email: `ops` is not a mail address
      expected a mail address such as `ops@example.org`
    spec.yaml:4:54: error[spec-log-retention] monitoring.log_retention_days: CloudWatch Logs does not keep logs for 100 days
      expected a number of days that CloudWatch Logs knows; the nearest is 90
    ");
}

#[test]
fn tags_that_some_service_refuses() {
    assert_snapshot!(findings(&below(r#"tags: { "aws:x": a, owner: "<me>", cost-center: 4711 }"#)), @r"
    spec.yaml:4:9: error[spec-tag] tags.aws:x: `aws:x` is not a key of a tag
      expected a key that does not begin with `aws:`, which AWS keeps for itself
    spec.yaml:4:28: error[spec-tag] tags.owner: `<me>` is not a value of a tag
      expected letters, digits, spaces and `+ - = . _ : / @`, found `<`
    ");
}

#[test]
fn a_domain_that_no_certificate_is_issued_for() {
    assert_snapshot!(findings("name: acme-solid
region: eu-central-1
domain: pods.of.the.very.long.department.of.long.names.of.the.example.org"), @r"
    spec.yaml:3:9: error[spec-domain-long] domain: the domain has 65 characters, more than 64
      expected at most 64 characters
      help: give a certificate that exists in `certificate.arn`
    ");
}

#[test]
fn everything_at_once() {
    assert_snapshot!(findings(r#"name: Acme
region: eu-centrl-1
domain: localhost
network: { zones: 1, cidr: 10.0.0.0/24 }
pools:
  ess: { min: 2, max: 1 }
services:
  login: { image: "login:1.0", host: oidc.pods.example.org, port: http }
tagz: {}"#), @r"
    spec.yaml:1:7: error[spec-name] name: `Acme` is not a name of a deployment
      expected lower-case letters, digits and single hyphens
      help: did you mean `acme`?
    spec.yaml:2:9: error[spec-region] region: `eu-centrl-1` is not a region of AWS
      expected a region such as `eu-central-1`
      help: did you mean `eu-central-1`?
    spec.yaml:3:9: error[spec-domain] domain: `localhost` is not a domain
      expected a domain of at least two labels, such as `pods.example.org`
    spec.yaml:4:19: error[spec-zones-one] network.zones: 1 zone: when a zone fails, nothing is left
      expected 2 to 6 zones
      help: Inrupt recommends running in at least 2 availability zones.
    spec.yaml:4:28: error[spec-vpc-range] network.cidr: `10.0.0.0/24` is too small
      expected at least a /22 with 1024 addresses, found 256: a load balancer's /27 is reserved in every zone that could be
    spec.yaml:6:23: error[spec-range] pools.ess.max: 1 is out of range
      expected a whole number from 3 to 2000
      help: the nearest is 3
    spec.yaml:8:67: error[spec-type] services.login.port: found the text `http`
      expected a whole number from 1 to 65535
    spec.yaml:9:1: error[spec-unknown-key] tagz: a spec has no key `tagz`
      expected one of `name`, `profile`, `region`, `domain`, `stack_set`, `network`, `load_balancers`, `gateway`, `waf`, `dns`, `certificate`, `pools`, `registry`, `database`, `services`, `identity_provider`, `kafka`, `secrets`, `monitoring`, `tags`
      help: did you mean `tags`?
    ");
}

#[test]
fn more_public_services_than_a_load_balancer_has_rules() {
    let services = (0..98).fold("services:\n".to_owned(), |text, number| {
        let host = format!("h{number}.pods.example.org");
        format!("{text}  s{number}: {{ image: 's:1', host: {host}, count: 1, cpu: 32, memory_mib: 64 }}\n")
    });
    assert_snapshot!(findings(&below(&services)), @r"
    spec.yaml:4:1: error[spec-hosts-many] services: 101 services are public, and a load balancer has 100 rules
      expected at most 100
    ");
}
