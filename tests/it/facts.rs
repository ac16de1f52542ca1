//! Facts of AWS that are no resource type: the tables, and what the library reads from them.

use std::fs;

use ess_cfn::facts::alias_zones::Service;
use ess_cfn::facts::cloudfront::{ManagedPolicy, delivers_logs_to};
use ess_cfn::facts::instance_types::{Architecture, Offer, instance_type, instance_types};
use ess_cfn::facts::rds::{Engine, machine};
use ess_cfn::facts::{ecs_ami, instance_types, rds, regions, sources};

#[test]
fn every_table_is_rectangular_and_names_its_source_with_a_date() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/values");
    let mut tables = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut rows = text.lines().filter(|line| !line.starts_with('#'));
        let columns = rows.next().unwrap().split('\t').count();
        for row in rows {
            assert_eq!(
                row.split('\t').count(),
                columns,
                "{}: {row}",
                path.display()
            );
        }
        tables += 1;
    }
    let named: Vec<_> = sources().collect();
    assert_eq!(
        named.len(),
        tables,
        "a table is not read, or names no source"
    );
    for source in named {
        assert!(
            source.text.contains(", 20"),
            "{}: {}",
            source.table,
            source.text
        );
    }
}

#[test]
fn every_instance_type_is_found_by_its_name_and_nothing_else_is() {
    for known in instance_types() {
        let name = known.name;
        assert_eq!(instance_type(name), Some(*known), "{name}");
        let unknown = [
            format!("{name}!"),
            format!("{name}\t{}", known.vcpus),
            name[..name.len() - 1].to_owned(),
        ];
        for unknown in unknown {
            let there = instance_types().iter().any(|one| one.name == unknown);
            assert_eq!(instance_type(&unknown).is_some(), there, "{unknown}");
        }
    }
    for nowhere in ["", "\t", "\n", "a", "type", "zz"] {
        assert_eq!(instance_type(nowhere), None, "{nowhere:?}");
    }
}

#[test]
fn a_region_has_a_partition_and_zone_ids() {
    let frankfurt = regions::region("eu-central-1").unwrap();
    assert_eq!(frankfurt.partition, "aws");
    assert_eq!(frankfurt.zone_ids, ["euc1-az1", "euc1-az2", "euc1-az3"]);
    assert_eq!(frankfurt.zone_letters, "abc");
    assert_eq!(
        regions::region("ap-northeast-1").unwrap().zone_letters,
        "acd"
    );
    assert_eq!(
        regions::nearest("eu-centra-1").unwrap().name,
        "eu-central-1"
    );
}

#[test]
fn the_name_of_a_region_tells_its_partition_also_when_the_region_is_new() {
    let partition = |name| regions::partition_of(name);
    assert_eq!(partition("eu-central-1").name, "aws");
    assert_eq!(partition("cn-north-1").dns_suffix, "amazonaws.com.cn");
    assert_eq!(partition("eusc-de-east-1").dns_suffix, "amazonaws.eu");
    assert_eq!(partition("us-gov-west-9").name, "aws-us-gov");
    assert_eq!(partition("us-isob-east-1").name, "aws-iso-b");
    for region in regions::regions() {
        assert_eq!(
            partition(region.name).name,
            region.partition,
            "{}",
            region.name
        );
    }
}

#[test]
fn an_instance_type_has_size_and_architecture() {
    let large = instance_type("m7i.large").unwrap();
    assert_eq!(
        (large.vcpus, large.memory_mib, large.interfaces),
        (2, 8192, 3)
    );
    assert!(large.current_generation && !large.burstable && !large.bare_metal);
    assert_eq!(large.architecture(), Some(Architecture::X86_64));
    assert_eq!(
        instance_type("m7g.large").unwrap().architecture(),
        Some(Architecture::Arm64)
    );
    assert!(instance_type("t3.small").unwrap().burstable);
    assert_eq!(instance_types().len(), 1263);
    assert!(instance_type("m7i.lage").is_none());
    assert_eq!(
        instance_types::nearest("m7i.lage").unwrap().name,
        "m7i.large"
    );
}

#[test]
fn an_instance_type_is_offered_in_regions_and_zones() {
    let large = instance_type("m7i.large").unwrap();
    assert_eq!(large.offer("eu-central-1"), Offer::EveryZone);
    assert_eq!(
        large.offer("us-east-1"),
        Offer::NotIn(vec!["use1-az3".to_owned()])
    );
    assert_eq!(large.offer("ca-west-1"), Offer::Nowhere);
    assert_eq!(large.offer("eusc-de-east-1"), Offer::Unknown);
}

#[test]
fn postgres_has_versions_majors_and_families() {
    let deprecated = |name| {
        Engine::Postgres
            .versions()
            .find(|one| one.name == name)
            .unwrap()
            .deprecated
    };
    assert!(!deprecated("17.6"));
    assert!(deprecated("17.1"));
    let majors = Engine::Postgres.majors();
    assert!(
        ["16", "17", "18"]
            .iter()
            .all(|major| majors.contains(major)),
        "{majors:?}"
    );
    assert!(!majors.contains(&"10"));
    assert_eq!(Engine::Postgres.family("17.6"), "postgres17");
    assert_eq!(Engine::Postgres.family("17"), "postgres17");
    assert_eq!(Engine::Postgres.family("9.6.24"), "postgres9.6");
    assert_eq!(Engine::AuroraPostgres.family("16.4"), "aurora-postgresql16");
}

#[test]
fn a_major_version_has_a_newest_minor_one_in_every_way_of_running_it() {
    for engine in [
        Engine::Postgres,
        Engine::PostgresCluster,
        Engine::AuroraPostgres,
    ] {
        for major in ["16", "17"] {
            assert!(engine.majors().contains(&major), "{engine:?} {major}");
            let newest = engine.newest_minor(major).unwrap();
            assert!(newest.starts_with(&format!("{major}.")), "{newest}");
            // Those of Aurora Limitless are another database.
            assert!(newest.bytes().all(|byte| byte != b'-'), "{newest}");
        }
        assert_eq!(engine.newest_minor("1"), None);
    }
    assert!(!Engine::AuroraPostgres.majors().contains(&"18"));
}

#[test]
fn classes_of_clusters_have_disks_and_aurora_has_its_own() {
    for (engine, fewest) in [(Engine::PostgresCluster, 40), (Engine::AuroraPostgres, 60)] {
        assert!(engine.classes("eu-central-1").count() >= fewest);
    }
    let cluster = Engine::PostgresCluster.classes("us-east-1");
    for class in cluster {
        let class: ess_cfn::aws::DbInstanceClass = class.parse().unwrap();
        assert!(class.has_local_disks(), "{class}");
    }
    let aurora = Engine::AuroraPostgres;
    assert!(aurora.refuses_class("db.m7g.large"));
    assert!(!aurora.refuses_class("db.r7g.large"));
    // Nobody knows it, so nobody refuses it.
    assert!(!aurora.refuses_class("db.r99g.large"));
    assert!(Engine::PostgresCluster.refuses_class("db.t4g.medium"));
    // What is taken without a word of the spec is on offer nearly everywhere.
    for (engine, class) in [
        (Engine::Postgres, "db.m7g.large"),
        (Engine::PostgresCluster, "db.m6gd.large"),
        (aurora, "db.r7g.large"),
    ] {
        for region in ["eu-central-1", "us-east-1", "ap-southeast-2"] {
            assert_eq!(engine.orders_class(class, region), Some(true), "{region}");
        }
    }
}

#[test]
fn a_database_class_can_be_ordered_in_some_regions() {
    let postgres = Engine::Postgres;
    assert_eq!(
        postgres.orders_class("db.m7g.large", "eu-central-1"),
        Some(true)
    );
    assert_eq!(
        postgres.orders_class("db.m7g.large", "ca-west-1"),
        Some(false)
    );
    assert_eq!(postgres.orders_class("db.m7g.large", "us-iso-east-1"), None);
    assert_eq!(postgres.orders_class("db.m7g.larg", "eu-central-1"), None);
    assert_eq!(postgres.nearest_class("db.m7g.larg"), Some("db.m7g.large"));
    assert_eq!(postgres.classes("eu-central-1").count(), 221);
    assert!(
        Engine::PostgresCluster
            .classes("eu-central-1")
            .all(|class| class != "db.t4g.micro")
    );
    assert_eq!(machine("db.m7g.large").unwrap().memory_mib, 8192);
    assert_eq!(rds::machine("db.serverless"), None);
}

#[test]
fn the_host_image_is_pinned_by_a_release() {
    let release = ecs_ami::pinned();
    assert_eq!(
        release.parameter(Architecture::X86_64),
        "/aws/service/ecs/optimized-ami/amazon-linux-2023/\
         al2023-ami-ecs-hvm-2023.0.20261030-kernel-6.1-x86_64/image_id"
    );
    assert_eq!(
        release.parameter(Architecture::Arm64),
        "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/\
         al2023-ami-ecs-hvm-2023.0.20261030-kernel-6.1-arm64/image_id"
    );
    assert_eq!(
        ecs_ami::recommended_parameter(Architecture::Arm64),
        "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
    );
    assert_eq!(
        (release.root_volume_gib, release.root_device),
        (30, "/dev/xvda")
    );
}

#[test]
fn alias_targets_of_the_edge_have_fixed_zones() {
    assert_eq!(Service::CloudFront.hosted_zone_id(), "Z2FDTNDATAQYW2");
    assert_eq!(
        Service::GlobalAccelerator.hosted_zone_id(),
        "Z2BJ6XQ5FK7U4H"
    );
}

#[test]
fn policies_of_cloudfront_are_those_that_its_guide_names() {
    let ids = ManagedPolicy::ALL.map(ManagedPolicy::id);
    assert_eq!(
        ids,
        [
            "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            "216adef6-5c7f-47e4-b989-5492eafa07d3"
        ]
    );
}

#[test]
fn cloudfront_delivers_logs_to_regions_that_every_account_has() {
    for known in ["us-east-1", "eu-central-1", "ap-northeast-3", "sa-east-1"] {
        assert!(delivers_logs_to(known), "{known}");
    }
    for opted_into in ["eu-central-2", "af-south-1", "me-central-1", "nowhere-1"] {
        assert!(!delivers_logs_to(opted_into), "{opted_into}");
    }
    let regions = regions::regions().iter();
    let count = regions
        .filter(|region| delivers_logs_to(region.name))
        .count();
    assert_eq!(count, 17, "each is a region that is known");
}

#[test]
fn every_property_of_which_an_effect_is_known_exists() {
    for (resource_type, property) in ess_cfn::facts::update_effects::UpdateEffect::all() {
        let found = ess_cfn::schema::resource_type(resource_type);
        let found = found.and_then(|found| found.property(property));
        assert!(found.is_some(), "{resource_type}.{property}");
    }
}
