//! Bindings as a stack's author meets them: what they take, and what they write.
//!
//! What they refuse is in `compile_fail`; that they are what the generator makes is in `generator`.

use std::sync::Arc;

use ess_cfn::bindings::ec2::{
    AvailabilityZoneName, SecurityGroup, SecurityGroupId, SecurityGroupIngress, Subnet, Vpc, VpcId,
    launch_template,
};
use ess_cfn::bindings::ecs::{Service, task_definition};
use ess_cfn::bindings::iam::Role;
use ess_cfn::bindings::kms::{AliasName, Key, KeyArnOrId};
use ess_cfn::bindings::rds::{DbInstance, DbSubnetGroup};
use ess_cfn::bindings::wafv2::web_acl::{AndStatement, GeoMatchStatement, NotStatement, Statement};
use ess_cfn::cfn::{
    Condition, Expr, IntoExpr, List, Literal, PolicyDocument, Reference, Resource, Tag, Text, if_,
    no_value, region, select,
};
use ess_cfn::document::Node;
use ess_cfn::policy;
use ess_cfn::schema;
use ess_cfn::sub;

use crate::repository;

fn reference(name: &str) -> Reference {
    Reference::new(&Arc::from("Network"), name)
}

fn vpc() -> Expr<VpcId> {
    Vpc::handle(reference("Vpc")).id()
}

/// What a resource is set to, as CloudFormation's JSON would show it, functions included.
fn property(resource: impl Resource, name: &str) -> Node {
    let body = resource.into_body();
    body.property(name).cloned().expect("the property is set")
}

#[test]
fn a_resource_writes_what_its_setters_take() {
    let subnet = Subnet::new(vpc())
        .cidr_block("10.0.0.0/24")
        .map_public_ip_on_launch(false)
        .tags([Tag::new("Name", "private-a")]);
    let node = subnet.into_body().into_node();
    let keys: Vec<&str> = node
        .as_mapping()
        .unwrap()
        .iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(keys, ["Type", "Properties"]);
    let expected = serde_json::json!([{ "Key": "Name", "Value": "private-a" }]);
    assert_eq!(
        node.get(&["Properties", "Tags"]),
        Some(&ess_cfn::cfn::Json::from(expected).0)
    );
    assert_eq!(
        node.get(&["Properties", "MapPublicIpOnLaunch"]),
        Some(&Node::boolean(false))
    );
    assert_eq!(node.get(&["Properties", "VpcId"]), Some(vpc().node()));
}

#[test]
fn a_handle_yields_ref_and_attributes_by_their_own_kinds() {
    let key = Key::handle(reference("Key"));
    assert_eq!(
        key.id()
            .node()
            .as_function()
            .unwrap()
            .origin
            .as_ref()
            .unwrap()
            .kind,
        "KeyId"
    );
    assert_eq!(
        key.arn()
            .node()
            .as_function()
            .unwrap()
            .origin
            .as_ref()
            .unwrap()
            .kind,
        "KeyArn"
    );
    let origin = vpc().node().as_function().unwrap().origin.clone().unwrap();
    assert_eq!(origin.parameter_type, "AWS::EC2::VPC::Id");
    let subnets = DbSubnetGroup::new(
        "private subnets",
        [
            Subnet::handle(reference("A")).id(),
            Subnet::handle(reference("B")).id(),
        ],
    );
    assert_eq!(
        property(subnets, "SubnetIds").as_sequence().unwrap().len(),
        2
    );
}

#[test]
fn ids_widen_to_texts_wherever_a_text_is_wanted() {
    let group = SecurityGroup::handle(reference("Group"));
    let text: Expr<Text> = group.id().into_expr();
    let texts: Expr<List<Text>> = IntoExpr::<List<Text>>::into_expr(vec![group.id()]);
    let arn = sub!["arn:aws:ec2:", region(), ":security-group/", group.id()];
    assert!(text.node().as_function().is_some());
    assert_eq!(texts.node().as_sequence().unwrap().len(), 1);
    assert!(arn.node().as_function().is_some());
    let _ = Tag::new("group", group.id());
}

#[test]
fn an_id_that_a_person_knows_is_parsed() {
    let vpc: VpcId = "vpc-0123456789abcdef0".parse().unwrap();
    let subnet = Subnet::new(vpc)
        .availability_zone("eu-central-1a".parse::<AvailabilityZoneName>().unwrap());
    assert_eq!(
        property(subnet, "VpcId"),
        Node::text("vpc-0123456789abcdef0")
    );
}

#[test]
fn a_condition_chooses_between_two_values_of_one_kind() {
    let condition = Condition::new(&Arc::from("Network"), "Given");
    let given: SecurityGroupId = "sg-0123456789abcdef0".parse().unwrap();
    let own = SecurityGroup::handle(reference("Group")).id();
    let rule = SecurityGroupIngress::new("tcp")
        .group_id(if_(&condition, given, own))
        .description(if_::<Text>(&condition, "from outside", no_value::<Text>()));
    assert!(property(rule, "GroupId").as_function().is_some());
}

#[test]
fn a_property_with_several_kinds_takes_each_of_them() {
    let key = Key::handle(reference("Key"));
    let arn = key.arn();
    let alias: AliasName = "alias/aws/rds".parse().unwrap();
    for database in [
        DbInstance::new().kms_key_id(&arn),
        DbInstance::new().kms_key_id(key.id()),
        DbInstance::new().kms_key_id(arn),
        DbInstance::new().kms_key_id(alias),
    ] {
        assert!(database.into_body().property("KmsKeyId").is_some());
    }
    let _: Expr<KeyArnOrId> = key.arn().into_expr();
}

#[test]
fn lists_are_taken_whole_and_by_their_items() {
    let zones: Expr<List<Text>> = ess_cfn::cfn::split(",", "a,b");
    let first = select(0, zones).assume::<AvailabilityZoneName>("the parameter holds zone names");
    let subnets = Subnet::handle(reference("A"));
    let service = Service::new()
        .placement_constraints(Vec::<ess_cfn::bindings::ecs::service::PlacementConstraint>::new());
    assert_eq!(
        property(service, "PlacementConstraints"),
        Node::sequence(vec![])
    );
    let _ = Subnet::new(subnets.vpc_id()).availability_zone(first);
}

#[test]
fn choices_name_the_known_values_and_stay_open() {
    use launch_template::{HttpTokens, MetadataOptions};
    let options = MetadataOptions::new().http_tokens(HttpTokens::Required);
    assert_eq!(
        options.into_node().get(&["HttpTokens"]),
        Some(&Node::text("required"))
    );
    let later = HttpTokens::Other("strict".to_owned());
    assert_eq!("strict".parse::<HttpTokens>().unwrap(), later);
    assert_eq!(
        "optional".parse::<HttpTokens>().unwrap(),
        HttpTokens::Optional
    );
}

#[test]
fn policies_are_documents_and_not_texts() {
    let trust = policy::Document::trust("ecs-tasks.amazonaws.com");
    let role = Role::new(trust).path("/service/");
    let document: Expr<PolicyDocument> =
        Expr::from_node(property(role, "AssumeRolePolicyDocument"));
    assert!(document.node().get(&["Statement"]).is_some());
}

#[test]
fn a_nested_property_may_hold_its_like() {
    let country = |code| {
        let geo = GeoMatchStatement::new().country_codes(vec![code]);
        Statement::new().geo_match_statement(geo)
    };
    let statement = Statement::new().and_statement(AndStatement::new(vec![
        country("DE"),
        Statement::new().not_statement(NotStatement::new(country("AT"))),
    ]));
    let path = ["AndStatement", "Statements"];
    assert_eq!(
        statement
            .into_node()
            .get(&path)
            .unwrap()
            .as_sequence()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_resource_of_a_stack_is_taken_up_again_by_its_front() {
    let body = Vpc::new().cidr_block("10.0.0.0/16").into_body();
    let again = Vpc::from_body(body).enable_dns_hostnames(true).into_body();
    assert_eq!(
        again.property("CidrBlock"),
        Some(&Node::text("10.0.0.0/16"))
    );
    assert_eq!(
        again.property("EnableDnsHostnames"),
        Some(&Node::boolean(true))
    );
}

#[test]
fn nested_fronts_stand_in_the_module_of_their_resource() {
    let port = task_definition::PortMapping::new()
        .container_port(8080)
        .host_port(0);
    let container = task_definition::ContainerDefinition::new("example/ldp:1", "ldp")
        .essential(true)
        .environment([task_definition::KeyValuePair::new()
            .name("A")
            .value(region())])
        .port_mappings(vec![port]);
    assert_eq!(
        container.into_node().get(&["Name"]),
        Some(&Node::text("ldp"))
    );
}

#[test]
fn no_stack_names_a_resource_type_by_its_text() {
    let mut named = Vec::new();
    for (path, text) in repository::rust_sources("src/stacks/") {
        let texts = text.split('"').filter(|text| text.starts_with("AWS::"));
        let types = texts.filter(|text| schema::resource_type(text).is_some());
        named.extend(types.map(|name| format!("{path}: {name}: use its binding")));
    }
    assert!(named.is_empty(), "{named:#?}");
}
