//! Specs that are refused for their network, each with everything that is said of it.

use insta::assert_snapshot;

use super::{below, findings};

#[test]
fn ranges_that_are_none() {
    assert_snapshot!(findings(&below(
        "network: { subnets: { a: { public: 10.20.0.0/29, private: 10.20.17.0/20 }, z: {} } }"
    )), @r"
    spec.yaml:4:36: error[spec-subnet-range] network.subnets.a.public: `10.20.0.0/29` is not an IPv4 range of a subnet
      expected a prefix from /16 to /28, found /29
    spec.yaml:4:59: error[spec-subnet-range-begin] network.subnets.a.private: `10.20.17.0/20` is not an IPv4 range of a subnet
      expected the first address of the /20
      help: did you mean `10.20.16.0/20`?
    spec.yaml:4:76: error[spec-zone-letter] network.subnets.z: `z` is not the letter of a zone
      expected a letter from `a` to `h`
    ");
}

#[test]
fn ranges_that_do_not_fit_the_vpc_or_one_another() {
    assert_snapshot!(findings(&below(
        "network:\n  cidr: 10.0.0.0/16\n  subnets:\n    a: { public: 10.1.4.0/24, private: 10.0.64.0/20 }\n    b: { private: 10.0.64.0/18 }"
    )), @r"
    spec.yaml:7:18: error[spec-subnet-outside-vpc] network.subnets.a.public: the public subnet 10.1.4.0/24 of zone `a` lies outside of the VPC's range 10.0.0.0/16
      expected a range inside 10.0.0.0/16
      help: 10.0.255.0/24 is free; or leave it out, and its range is planned
      5:9: the VPC's range
    spec.yaml:8:19: error[spec-subnets-overlap] network.subnets.b.private: the private subnet 10.0.64.0/20 of zone `a` and the private one 10.0.64.0/18 of zone `b` share addresses
      expected ranges that share no address
      help: 10.0.192.0/18 is free; or leave it out, and its range is planned
      7:40: the private subnet of zone `a`
    ");
    assert_snapshot!(findings(&below(
        "network: { subnets: { b: { private: 10.20.0.0/20 } } }"
    )), @r"
    spec.yaml:4:37: error[spec-subnets-overlap] network.subnets.b.private: the private subnet 10.20.0.0/20 of zone `a` and the private one 10.20.0.0/20 of zone `b` share addresses
      expected ranges that share no address
      help: 10.20.16.0/20 is free; or leave it out, and its range is planned
    ");
    assert_snapshot!(findings(&below(
        "network: { subnets: { a: { public: 10.20.128.0/28 } } }"
    )), @r"
    spec.yaml:4:36: error[spec-subnet-small] network.subnets.a.public: the public subnet 10.20.128.0/28 of zone `a` has 16 addresses
      expected at least a /27
    ");
}

#[test]
fn ranges_that_nobody_has() {
    assert_snapshot!(findings(&below(
        "network: { zones: 2, subnets: { a: { data: 10.20.192.0/24 }, d: { public: 10.20.140.0/24 } } }"
    )), @r"
    spec.yaml:4:44: error[spec-subnet-unused] network.subnets.a.data: zone `a` has a data subnet, and the deployment is to have none
      expected it with `data_subnets: true`
      help: leave it out, or write `data_subnets: true`
    spec.yaml:4:62: error[spec-subnet-zone] network.subnets.d: subnets of zone `d` are given, and the deployment has zones `a`, `b`
      expected letters of the deployment's zones
      help: leave the zone out, or add it to `zones`
      4:19: the zones
    ");
}

#[test]
fn a_vpc_that_exists_and_is_made() {
    assert_snapshot!(findings(&below(
        "network:\n  cidr: 10.0.0.0/16\n  subnets: { a: { public: 10.0.0.0/24 } }\n  existing: { vpc: vpc-0123456789abcdef0 }"
    )), @r"
    spec.yaml:5:9: error[spec-network-existing] network.cidr: `cidr` is about a VPC that is made, and one is taken over
      expected either ranges or `existing`
      help: leave `cidr` out: the ranges of an existing VPC are its owner's
    spec.yaml:6:3: error[spec-network-existing] network.subnets: `subnets` is about a VPC that is made, and one is taken over
      expected either ranges or `existing`
      help: leave `subnets` out: the ranges of an existing VPC are its owner's
    ");
}

#[test]
fn ids_that_are_none() {
    assert_snapshot!(findings(&below(
        "network:\n  zones: 2\n  existing:\n    vpc: vpc-123\n    subnets:\n      a: { public: vpc-0123456789abcdef0, private: subnet-0123456789abcdef0 }\n      b: { private: subnet-0123456789abcdef1 }"
    )), @r"
    spec.yaml:7:10: error[spec-vpc] network.existing.vpc: `vpc-123` is not the id of a VPC
      expected `vpc-` and 8 or 17 hexadecimal digits
    spec.yaml:9:20: error[spec-subnet] network.existing.subnets.a.public: `vpc-0123456789abcdef0` is not the id of a subnet
      expected `subnet-` and 8 or 17 hexadecimal digits
    spec.yaml:10:7: error[spec-missing-key] network.existing.subnets.b.public: `b` has no `public`
      expected a line such as `public: subnet-0123456789abcdef0`
    ");
}

#[test]
fn subnets_of_some_zones_of_others_and_twice() {
    assert_snapshot!(findings(&below(
        "network:\n  zones: 3\n  existing:\n    subnets:\n      a: { public: subnet-0123456789abcdef0, private: subnet-0123456789abcdef1, data: subnet-0123456789abcdef2 }\n      b: { public: subnet-0123456789abcdef1, private: subnet-0123456789abcdef3 }\n      f: { public: subnet-0123456789abcdef4, private: subnet-0123456789abcdef5 }"
    )), @r"
    spec.yaml:7:5: error[spec-subnet-zone] network.existing.subnets: the private subnet of zone `c` is missing, and those of other zones are given
      expected it of every zone of the deployment
      help: give all of them, or none: then they are given at deployment
      5:10: the zones
    spec.yaml:9:7: error[spec-subnet-zone] network.existing.subnets.b: the data subnet of zone `b` is missing, and those of other zones are given
      expected it of every zone of the deployment
      help: give all of them, or none: then they are given at deployment
      5:10: the zones
    spec.yaml:9:20: error[spec-subnet-twice] network.existing.subnets.b.public: subnet `subnet-0123456789abcdef1` is the private one of zone `a` and the public one of zone `b`
      expected a subnet of its own
      8:55: the private subnet of zone `a`
    spec.yaml:10:7: error[spec-subnet-zone] network.existing.subnets.f: subnets of zone `f` are given, and the deployment has zones `a`, `b`, `c`
      expected letters of the deployment's zones
      help: leave the zone out, or add it to `zones`
      5:10: the zones
    ");
}

#[test]
fn data_subnets_of_an_existing_vpc_that_nobody_is_to_use() {
    assert_snapshot!(findings(&below("network:
  zones: 2
  data_subnets: false
  existing:
    subnets:
      a: { public: subnet-0000000a, private: subnet-0000001a, data: subnet-0000002a }
      b: { public: subnet-0000000b, private: subnet-0000001b, data: subnet-0000002b }")), @r"
    spec.yaml:9:69: error[spec-subnet-unused] network.existing.subnets.a.data: zone `a` has a data subnet, and the deployment is to have none
      expected it with `data_subnets: true`
      help: leave it out, or write `data_subnets: true`
    spec.yaml:10:69: error[spec-subnet-unused] network.existing.subnets.b.data: zone `b` has a data subnet, and the deployment is to have none
      expected it with `data_subnets: true`
      help: leave it out, or write `data_subnets: true`
    ");
}
