//! The registry of resource types: what it says of a few that everybody knows.

use std::fs;

use ess_cfn::schema::{self, Property, Reference, ResourceType, Shape, TagShape, Update};

fn bound_types() -> Vec<String> {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/bindings.txt")).unwrap();
    text.lines()
        .filter(|line| line.starts_with("AWS::"))
        .map(str::to_owned)
        .collect()
}

fn known(name: &str) -> &'static ResourceType {
    schema::resource_type(name).unwrap_or_else(|| panic!("{name} is not known"))
}

fn property(name: &str, path: &str) -> Property<'static> {
    known(name)
        .property_at(path.split('.'))
        .unwrap_or_else(|| panic!("{name} has no {path}"))
}

fn targets(name: &str, path: &str) -> Vec<String> {
    let targets = property(name, path).targets();
    targets
        .map(|target| format!("{}.{}", target.resource_type, target.attribute))
        .collect()
}

#[test]
fn the_end_of_a_service_and_the_transform_of_a_type_are_known() {
    let mesh = known("AWS::AppMesh::Mesh").lifecycle().unwrap();
    assert_eq!((mesh.status, mesh.date), ("sunset", Some("2026-09-30")));
    assert_eq!(known("AWS::EC2::VPC").lifecycle(), None);
    assert_eq!(
        known("AWS::Serverless::Api").transform(),
        Some("AWS::Serverless-2016-10-31")
    );
    assert!(known("AWS::RDS::DBInstance").stateful() && known("AWS::ECR::Repository").stateful());
}

#[test]
fn every_type_with_bindings_exists_and_is_documented() {
    for name in bound_types() {
        let resource_type = known(&name);
        assert!(
            resource_type.doc().is_some_and(|doc| doc.len() > 10),
            "{name}"
        );
        assert!(!resource_type.partial(), "{name}");
        assert_ne!(resource_type.reference(), Reference::Unnamed, "{name}");
    }
}

#[test]
fn every_target_of_a_type_with_bindings_is_a_property_or_attribute() {
    fn walk(owner: &str, properties: Vec<Property<'_>>, depth: usize) {
        for property in properties {
            for target in property.targets() {
                let named = schema::resource_type(target.resource_type);
                let exists = target.resource_type == "AWS::EC2::Image"
                    || named.is_some_and(|named| {
                        named.property(target.attribute).is_some()
                            || named.attribute(target.attribute).is_some()
                    });
                assert!(exists, "{owner} {}: {target:?}", property.name());
            }
            // Statements of a web ACL nest without end.
            if depth < 6 {
                walk(owner, property.properties().collect(), depth + 1);
            }
        }
    }
    for name in bound_types() {
        walk(&name, known(&name).properties().collect(), 0);
    }
}

#[test]
fn a_subnet_is_replaced_for_another_range_but_not_for_public_addresses() {
    assert_eq!(
        property("AWS::EC2::Subnet", "CidrBlock").update(),
        Update::Replaces
    );
    assert_eq!(
        property("AWS::EC2::Subnet", "Ipv6CidrBlock").update(),
        Update::MayReplace
    );
    assert_eq!(
        property("AWS::EC2::Subnet", "MapPublicIpOnLaunch").update(),
        Update::InPlace
    );
}

#[test]
fn a_nested_property_knows_that_it_replaces() {
    assert_eq!(
        property(
            "AWS::ECS::CapacityProvider",
            "AutoScalingGroupProvider.AutoScalingGroupArn"
        )
        .update(),
        Update::Replaces
    );
    assert_eq!(
        property(
            "AWS::EKS::Cluster",
            "KubernetesNetworkConfig.ServiceIpv4Cidr"
        )
        .update(),
        Update::Replaces
    );
}

#[test]
fn a_property_newer_than_the_schemas_is_known_but_partial() {
    assert!(property("AWS::CloudWatch::Alarm", "EvaluationWindow").partial());
    assert!(!property("AWS::CloudWatch::Alarm", "EvaluationPeriods").partial());
}

#[test]
fn ref_yields_what_the_documentation_says() {
    let value = |name| known(name).reference();
    assert_eq!(value("AWS::EC2::EIP"), Reference::Value("PublicIp"));
    assert_eq!(
        value("AWS::EC2::SecurityGroup"),
        Reference::Value("GroupId")
    );
    assert_eq!(value("AWS::Route53::RecordSet"), Reference::Value("Name"));
    assert_eq!(
        value("AWS::CertificateManager::Certificate"),
        Reference::Value("CertificateArn")
    );
    assert_eq!(value("AWS::ECS::Service"), Reference::Value("ServiceArn"));
    assert_eq!(
        value("AWS::WAFv2::WebACL"),
        Reference::Composite(vec!["Name", "Id", "Scope"])
    );
}

#[test]
fn a_property_knows_what_it_refers_to() {
    assert_eq!(
        targets("AWS::EC2::Subnet", "VpcId"),
        ["AWS::EC2::VPC.VpcId"]
    );
    assert_eq!(
        targets(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "SecurityGroups"
        ),
        ["AWS::EC2::SecurityGroup.GroupId"]
    );
    assert_eq!(
        targets(
            "AWS::EC2::LaunchTemplate",
            "LaunchTemplateData.SecurityGroupIds"
        ),
        ["AWS::EC2::SecurityGroup.GroupId"]
    );
    assert!(
        targets("AWS::S3::Bucket", "BucketName").is_empty(),
        "a name given refers to nothing"
    );
}

#[test]
fn attributes_have_types_and_nested_names() {
    let database = known("AWS::RDS::DBInstance");
    assert_eq!(
        database.attribute("Endpoint.Address").unwrap().shape(),
        Shape::Text
    );
    assert!(database.attribute("Endpoint.Addres").is_none());
    assert!(
        database.property("Endpoint").is_none(),
        "what is only read can't be written"
    );
    assert!(property("AWS::RDS::DBInstance", "MasterUserSecret.SecretArn").read_only());
    let group = known("AWS::EC2::Subnet").attribute("VpcId").unwrap();
    assert_eq!(
        group.targets().next().unwrap().resource_type,
        "AWS::EC2::VPC"
    );
    assert_eq!(
        known("AWS::EC2::VPC")
            .attribute("CidrBlockAssociations")
            .unwrap()
            .shape(),
        Shape::List
    );
}

#[test]
fn any_output_of_a_nested_stack_is_an_attribute() {
    let stack = known("AWS::CloudFormation::Stack");
    assert_eq!(
        stack.attribute("Outputs.VpcId").unwrap().shape(),
        Shape::Text
    );
    assert!(stack.attribute("Outputs").is_none());
}

#[test]
fn required_properties_are_marked_at_every_depth() {
    assert!(property("AWS::EC2::Subnet", "VpcId").required());
    assert!(!property("AWS::EC2::Subnet", "CidrBlock").required());
    assert!(property("AWS::EC2::SecurityGroup", "SecurityGroupIngress.IpProtocol").required());
}

#[test]
fn tags_are_lists_maps_or_the_lists_of_auto_scaling() {
    let shape = |name| {
        known(name)
            .tagging()
            .map(|tagging| (tagging.property, tagging.shape))
    };
    assert_eq!(shape("AWS::EC2::VPC"), Some(("Tags", TagShape::List)));
    assert_eq!(
        shape("AWS::AutoScaling::AutoScalingGroup"),
        Some(("Tags", TagShape::AutoScalingList))
    );
    assert_eq!(shape("AWS::SSM::Parameter"), Some(("Tags", TagShape::Map)));
    assert_eq!(shape("AWS::EC2::SubnetRouteTableAssociation"), None);
}

#[test]
fn a_type_knows_its_regions() {
    let accelerator = known("AWS::GlobalAccelerator::Accelerator").regions();
    assert_eq!(accelerator.contains("eu-central-1"), Some(true));
    assert_eq!(accelerator.contains("cn-north-1"), Some(false));
    assert_eq!(accelerator.contains("eu-nowhere-1"), None);
    assert_eq!(known("AWS::EC2::VPC").regions().iter().count(), 46);
}

#[test]
fn an_unknown_type_suggests_the_nearest() {
    assert!(schema::resource_type("AWS::EC2::Subnets").is_none());
    assert_eq!(
        schema::nearest("AWS::EC2::Subnets"),
        Some("AWS::EC2::Subnet")
    );
    assert_eq!(
        schema::nearest("AWS::RDS::DbInstance"),
        Some("AWS::RDS::DBInstance")
    );
    assert_eq!(schema::nearest("Custom::Thing"), None);
}

#[test]
fn actions_are_known_by_their_service_in_lower_case_and_sorted() {
    let services: Vec<&str> = schema::services().collect();
    assert!(services.len() > 400 && services.is_sorted());
    for service in services {
        let actions: Vec<&str> = schema::actions(service).unwrap().collect();
        assert!(!actions.is_empty() && actions.is_sorted(), "{service}");
        let is_name = |action: &&str| {
            let mut letters = action.chars();
            !action.is_empty() && letters.all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
        };
        assert!(actions.iter().all(is_name), "{service}");
    }
    assert!(schema::actions("s3").unwrap().any(|one| one == "getobject"));
    assert!(schema::actions("s4").is_none());
}
