//! What a deployment asks of its account beyond what AWS gives a new one.

use std::sync::Arc;

use ess_cfn::facts::account_quotas::{Counted, account_quotas};
use ess_cfn::facts::instance_types::instance_types;
use ess_cfn::stacks::{quota_needs, synthesise};
use ess_cfn::{report, spec};

/// What is said of a spec with these lines.
fn said(lines: &str) -> String {
    let file: Arc<str> = "spec.yaml".into();
    let text = format!("name: acme\nregion: us-east-1\ndomain: pods.example.org\n{lines}");
    let (architecture, findings) = spec::read(&file, &text);
    let architecture = architecture.unwrap_or_else(|| panic!("{findings:#?}"));
    let synthesis = synthesise(&architecture).unwrap();
    let quotas = report::Quotas {
        region: architecture.region().to_string(),
        needs: quota_needs(&architecture, &synthesis.assembly),
    };
    quotas.to_string()
}

#[test]
fn six_zones_need_six_addresses_and_the_vcpus_of_both_pools_at_their_largest() {
    let said = said(
        "network: { zones: 6 }\n\
         pools: { ess: { max: 20 }, backend: { instance_type: x2iedn.xlarge, max: 7, min: 2 } }\n",
    );
    insta::assert_snapshot!(said, @r"
    The deployment can grow beyond what AWS gives a new account in us-east-1. See what yours has, and ask for more before you deploy:

      # EC2-VPC Elastic IPs: 6 at most, 5 by default
      aws service-quotas request-service-quota-increase --region us-east-1 \
        --service-code ec2 --quota-code L-0263D0A3 --desired-value 6
      # vCPUs of running On-Demand Standard instances: 40 at most, 5 by default
      aws service-quotas request-service-quota-increase --region us-east-1 \
        --service-code ec2 --quota-code L-1216C47A --desired-value 40
      # vCPUs of running On-Demand X instances: 28 at most, 0 by default
      aws service-quotas request-service-quota-increase --region us-east-1 \
        --service-code ec2 --quota-code L-7295265B --desired-value 28
    ");
}

#[test]
fn nothing_is_said_of_what_a_new_account_has_enough_of() {
    let said = said("network: { zones: 5 }\npools: { ess: { max: 60 }, backend: { max: 60 } }\n");
    assert!(!said.contains("Elastic IPs"), "{said}");
    assert!(!said.contains("gp3"), "{said}");
}

#[test]
fn volumes_of_many_hosts_need_room() {
    let said = said("pools: { ess: { max: 200, volume_gib: 300 } }\n");
    assert!(
        said.contains("GiB of General Purpose SSD (gp3) volumes: 60"),
        "{said}"
    );
}

#[test]
fn every_instance_type_but_a_mac_is_counted_by_exactly_one_quota() {
    for known in instance_types() {
        let counting = account_quotas().filter(|quota| quota.counted.counts_vcpus_of(known.name));
        let expected = usize::from(!known.name.starts_with("mac"));
        assert_eq!(counting.count(), expected, "{}", known.name);
    }
}

#[test]
fn every_quota_counts_something_that_there_is() {
    for quota in account_quotas() {
        let counts = match quota.counted {
            Counted::Resources(kind) => ess_cfn::schema::resource_type(kind).is_some(),
            Counted::Vcpus(families) => families.split(',').all(|family| {
                let known = |name: &str| name.trim_start_matches(family) != name;
                instance_types().iter().any(|one| known(one.name))
            }),
            Counted::Volumes(kind) => kind == "gp3",
        };
        assert!(counts, "{quota:?}");
    }
}
