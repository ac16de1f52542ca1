//! Values of properties: what is written there, and what is referred to.

use super::speaking;

/// What the rules of this family find.
fn rules(text: &str) -> Vec<String> {
    super::rules("properties", text)
}

/// Things of many kinds, to refer to, up to line 9.
const THINGS: &str = "Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24, VpcId: !Ref Vpc } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: All, VpcId: !Ref Vpc } }
  Address: { Type: AWS::EC2::EIP }
  Hub: { Type: AWS::EC2::TransitGateway }
  Spoke: { Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: { TransitGatewayId: !Ref Hub, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet] } }
  Topic: { Type: AWS::SNS::Topic }
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: api, ProtocolType: HTTP } }
";

/// Something with the form of an ARN.
const ARN: &str = "arn:aws:acm:eu-central-1:123456789012:certificate/one";

/// What is found in a resource of a type with these properties, on line 10, beside things.
fn beside_things(of_type: &str, properties: &str) -> Vec<String> {
    rules(&format!(
        "{THINGS}  R: {{ Type: {of_type}, Properties: {{ {properties} }} }}\n"
    ))
}

#[test]
fn a_property_called_after_a_kind_takes_no_other() {
    for (of_type, properties) in [
        (
            "AWS::EC2::SubnetRouteTableAssociation",
            "SubnetId: !Ref Subnet, RouteTableId: !Ref Address",
        ),
        ("AWS::Cognito::UserPoolClient", "UserPoolId: !Ref Api"),
        ("AWS::Cognito::UserPoolClient", "UserPoolId: !Sub '${Api}'"),
        (
            "AWS::Cognito::UserPoolClient",
            "UserPoolId: !Sub '${Vpc}/one'",
        ),
    ] {
        assert_eq!(
            beside_things(of_type, properties),
            ["reference-kind@10"],
            "{properties}"
        );
    }
}

#[test]
fn what_may_stand_for_another_is_not_judged() {
    for (of_type, properties) in [
        // An attachment by the type that makes it.
        (
            "AWS::EC2::TransitGatewayRouteTableAssociation",
            "TransitGatewayAttachmentId: !Ref Spoke, TransitGatewayRouteTableId: tgw-rtb-0123",
        ),
        // An attachment names its gateway, as a version names its function.
        (
            "AWS::EC2::Route",
            "RouteTableId: rtb-0123, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: !Ref Spoke",
        ),
        // A name that somebody chose can be any text.
        (
            "AWS::Cognito::UserPoolClient",
            "UserPoolId: !GetAtt Topic.TopicName",
        ),
        // Of what an attribute holds less is known than of an id.
        (
            "AWS::ApiGateway::Method",
            "HttpMethod: GET, RestApiId: api, ResourceId: !GetAtt Api.ApiEndpoint",
        ),
        // A group without a VPC is its name.
        ("AWS::EC2::Instance", "SecurityGroups: [!Ref Group]"),
        // Of a text whose beginning is known, or whose name is chosen, the rest may be anything.
        (
            "AWS::Cognito::UserPoolClient",
            "UserPoolId: !Sub 'eu-central-1_${Api}'",
        ),
    ] {
        assert_eq!(beside_things(of_type, properties), [""; 0], "{properties}");
    }
}

#[test]
fn items_of_a_list_are_of_the_kind_that_the_list_is_for() {
    let mount = |groups: &str| {
        beside_things(
            "AWS::EFS::MountTarget",
            &format!(
                "FileSystemId: fs-01234567, SubnetId: !Ref Subnet, SecurityGroups: [{groups}]"
            ),
        )
    };
    assert_eq!(mount("!Ref Vpc"), ["reference-kind@10"]);
    assert_eq!(mount("!Ref Group, !Ref Subnet"), ["reference-kind@10"]);
    assert_eq!(
        mount("!Ref Group, !GetAtt Vpc.DefaultSecurityGroup"),
        [""; 0]
    );
    // No format says so of this one.
    let database = "Engine: postgres, DBInstanceClass: db.t4g.medium, AllocatedStorage: 20, ManageMasterUserPassword: true, MasterUsername: keeper";
    let database = |groups: &str| {
        let properties = format!("{database}, VPCSecurityGroups: [{groups}]");
        beside_things("AWS::RDS::DBInstance", &properties)
    };
    assert_eq!(database("!Ref Vpc"), ["reference-kind@10"]);
    assert_eq!(database("!Ref Group"), [""; 0]);
}

#[test]
fn kinds_are_known_behind_texts_that_parents_join() {
    let root = "# file: root.yaml
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  One: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/24, VpcId: !Ref Vpc } }
  Two: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.1.0/24, VpcId: !Ref Vpc } }
  Part:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: part.yaml, Parameters: { Value: VALUE } }
# file: part.yaml
Parameters:
  Value: { Type: TYPE }
Resources:
  R: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: All, VpcId: USE } }
";
    let with = |value: &str, of_type: &str, used: &str| {
        let text = root.replace("VALUE", value).replace("TYPE", of_type);
        rules(&text.replace("USE", used))
    };
    let joined = "!Join [',', [!Ref One, !Ref Two]]";
    assert_eq!(with(joined, "String", "!Ref Value"), ["reference-kind@4"]);
    let first = "!Select [0, !Ref Value]";
    let list = "CommaDelimitedList";
    assert_eq!(with(joined, list, first), ["reference-kind@4"]);
    let right = "!Join [',', [!Ref Vpc, !Ref One]]";
    assert_eq!(with(right, list, first), [""; 0]);
    assert_eq!(
        with(right, list, "!Select [1, !Ref Value]"),
        ["reference-kind@4"]
    );
    assert_eq!(with("!Ref Vpc", "String", "!Ref Value"), [""; 0]);
}

#[test]
fn an_arn_has_six_parts() {
    for wrong in ["arn:aws:acm", "example", "arm:aws:acm:::certificate/a"] {
        for properties in [
            format!("Certificates: [{{ CertificateArn: '{wrong}' }}], ListenerArn: '{ARN}'"),
            format!("Certificates: [{{ CertificateArn: '{ARN}' }}], ListenerArn: '{wrong}'"),
        ] {
            let of_type = "AWS::ElasticLoadBalancingV2::ListenerCertificate";
            let found = beside_things(of_type, &properties);
            assert_eq!(found, ["property-pattern@10"], "{properties}");
        }
    }
}

#[test]
fn what_is_called_an_arn_may_take_a_name_where_the_facts_say_so_or_nothing() {
    for (of_type, properties) in [
        // By its short name too.
        (
            "AWS::ECS::TaskDefinition",
            "TaskRoleArn: task, ContainerDefinitions: [{ Name: one, Image: one }]",
        ),
        // By an alias too.
        (
            "AWS::EKS::Cluster",
            "RoleArn: 'arn:aws:iam::123456789012:role/eks', ResourcesVpcConfig: { SubnetIds: [!Ref Subnet] }, EncryptionConfig: [{ Resources: [secrets], Provider: { KeyArn: alias/eks } }]",
        ),
        // Nobody says of what, so that it may be a name.
        (
            "AWS::SQS::Queue",
            "RedrivePolicy: { deadLetterTargetArn: dead, maxReceiveCount: 3 }",
        ),
        ("AWS::SNS::Subscription", "Protocol: sqs, TopicArn: ''"),
        (
            "AWS::SNS::Subscription",
            "Protocol: sqs, TopicArn: '{{resolve:ssm:/topic}}'",
        ),
        (
            "AWS::SNS::Subscription",
            "Protocol: sqs, TopicArn: 'arn:aws:sns:eu-central-1:123456789012:one'",
        ),
    ] {
        let found = beside_things(of_type, properties);
        assert!(
            !found.contains(&"property-pattern@10".to_owned()),
            "{properties}: {found:?}"
        );
    }
    let begun = "RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs', maxReceiveCount: 3 }";
    assert_eq!(
        beside_things("AWS::SQS::Queue", begun),
        ["property-pattern@10"]
    );
}

#[test]
fn an_item_is_there_twice_whatever_it_is_called() {
    let mount = |groups: &str| {
        rules(&format!(
            "Parameters:\n  Known: {{ Type: AWS::EC2::SecurityGroup::Id }}\n  Other: {{ Type: AWS::EC2::SecurityGroup::Id }}\nResources:\n  Group: {{ Type: AWS::EC2::SecurityGroup, Properties: {{ GroupDescription: All, VpcId: vpc-01234567 }} }}\n  R: {{ Type: AWS::EFS::MountTarget, Properties: {{ FileSystemId: fs-01234567, SubnetId: subnet-01234567, SecurityGroups: [{groups}] }} }}\n"
        ))
    };
    assert_eq!(mount("!Ref Known, !Ref Known"), ["property-items@6"]);
    assert_eq!(
        mount("!Ref Group, !GetAtt Group.GroupId"),
        ["property-items@6"]
    );
    assert_eq!(mount("!Ref Known, !Ref Other, !Ref Group"), [""; 0]);
}

#[test]
fn a_name_of_digits_has_no_range() {
    let repository = |name: &str| {
        beside_things(
            "AWS::CodeCommit::Repository",
            &format!("RepositoryName: '{name}'"),
        )
    };
    assert_eq!(repository("2024"), [""; 0]);
    assert_eq!(repository(&"a".repeat(101)), ["property-length@10"]);
}

#[test]
fn a_key_is_named_by_an_id_an_arn_or_an_alias() {
    let of = |key: &str| {
        speaking(&format!(
            "Parameters:\n  Key: {{ Type: String, Default: aws/sns }}\nResources:\n  Topic: {{ Type: AWS::SNS::Topic, Properties: {{ KmsMasterKeyId: {key} }} }}\n"
        ))
    };
    for right in [
        "alias/aws/sns",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "mrk-1234abcd12ab34cd56ef1234567890ab",
        "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "!ImportValue key",
    ] {
        assert_eq!(of(right), [""; 0], "{right}");
    }
    assert_eq!(of("aws/sns"), ["property-pattern"]);
    // Somebody may pass a key.
    assert_eq!(of("!Ref Key"), ["property-default"]);
}

#[test]
fn versions_that_are_withdrawn_are_known_of_mysql_as_well() {
    let of = |engine: &str, version: &str| {
        speaking(&format!(
            "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      DBInstanceClass: db.m7g.large\n      Engine: {engine}\n      EngineVersion: {version}\n      AllocatedStorage: \"100\"\n      StorageEncrypted: true\n      ManageMasterUserPassword: true\n      MasterUsername: master\n    DeletionPolicy: Snapshot\n    UpdateReplacePolicy: Snapshot\n"
        ))
    };
    assert_eq!(of("mysql", "8.0.36"), ["engine-version-deprecated"]);
    assert_eq!(of("MySQL", "8.0.36"), ["engine-version-deprecated"]);
    assert_eq!(of("postgres", "12.7"), ["engine-version-deprecated"]);
    // A version that no table knows may be new, and `8.0` stands for its newest.
    for version in ["8.4.99", "\"8.0\""] {
        assert_eq!(of("mysql", version), [""; 0], "{version}");
    }
    assert_eq!(of("mariadb", "8.0.36"), [""; 0]);
}
