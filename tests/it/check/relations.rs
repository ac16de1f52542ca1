//! How resources stand to one another, through nested stacks.

use super::speaking;

const NETWORK: &str = "  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Gateway: { Type: AWS::EC2::InternetGateway }
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
";

#[test]
fn a_dependency_through_another_resource_is_one() {
    let text = format!(
        "Resources:
{NETWORK}
  Table: {{ Type: AWS::EC2::RouteTable, Properties: {{ VpcId: !Ref Vpc }}, DependsOn: [Attachment] }}
  Route:
    Type: AWS::EC2::Route
    Properties: {{ RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }}
"
    );
    assert_eq!(speaking(&text), [""; 0]);
}

/// A network in one nested stack, and an address in another.
fn two_stacks(parameters: &str, depends: &str) -> String {
    format!(
        "# file: root.yaml
Resources:
  Network: {{ Type: AWS::CloudFormation::Stack, Properties: {{ TemplateURL: network.yaml }} }}
  Routes:
    Type: AWS::CloudFormation::Stack
    {depends}
    Properties:
      TemplateURL: routes.yaml
      Parameters: {parameters}
# file: network.yaml
Resources:
{NETWORK}
Outputs:
  Vpc: {{ Value: !Ref Vpc }}
  Gateway: {{ Value: !Ref Gateway }}
# file: routes.yaml
Parameters:
  Vpc: {{ Type: String, Default: vpc-0123456789abcdef0 }}
  Gateway: {{ Type: String, Default: igw-0123456789abcdef0 }}
Resources:
  Table: {{ Type: AWS::EC2::RouteTable, Properties: {{ VpcId: !Ref Vpc }} }}
  Route:
    Type: AWS::EC2::Route
    Properties: {{ RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }}
"
    )
}

#[test]
fn an_output_of_a_nested_stack_is_there_when_all_of_the_stack_is() {
    let wired = "{ Vpc: !GetAtt Network.Outputs.Vpc, Gateway: !GetAtt Network.Outputs.Gateway }";
    assert_eq!(speaking(&two_stacks(wired, "")), [""; 0]);
    assert_eq!(speaking(&two_stacks("{}", "DependsOn: Network")), [""; 0]);
}

#[test]
fn what_is_missing_is_said_in_the_stack_that_holds_both() {
    let text = "# file: root.yaml
Resources:
  Logs: { Type: AWS::S3::Bucket, DeletionPolicy: Retain, UpdateReplacePolicy: Retain }
  Policies:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: policies.yaml, Parameters: { Bucket: !Ref Logs } }
  Trails:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: trails.yaml, Parameters: { Bucket: !Ref Logs } }
# file: policies.yaml
Parameters:
  Bucket: { Type: String }
Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: \"2012-10-17\"
        Statement:
          - Effect: Allow
            Principal: { Service: cloudtrail.amazonaws.com }
            Action: \"s3:PutObject\"
            Resource: !Sub \"arn:aws:s3:::${Bucket}/*\"
# file: trails.yaml
Parameters:
  Bucket: { Type: String }
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties: { IsLogging: true, S3BucketName: !Ref Bucket }
";
    let found = super::found(text);
    let finding = found
        .iter()
        .find(|finding| finding.rule.id == "bucket-policy-unordered")
        .unwrap();
    let help = finding.help.as_deref();
    assert_eq!(help, Some("add `DependsOn: Policies` to `Trails`"));
}

#[test]
fn resources_that_never_exist_together_are_not_compared() {
    let text = |second: &str| {
        format!(
            "Parameters:
  Kind: {{ Type: String }}
Conditions:
  Large: !Equals [!Ref Kind, large]
  Small: !Not [!Condition Large]
Resources:
  One: {{ Type: AWS::ECS::Cluster, Condition: Large, Properties: {{ ClusterName: news }} }}
  Two: {{ Type: AWS::ECS::Cluster, Condition: {second}, Properties: {{ ClusterName: news }} }}
"
        )
    };
    assert_eq!(speaking(&text("Small")), [""; 0]);
    assert_eq!(speaking(&text("Large")), ["name-twice"]);
}

#[test]
fn ranges_are_compared_where_they_are_known() {
    let text = |range: &str| {
        format!(
            "Parameters:
  Range: {{ Type: String }}
Resources:
  Vpc: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: 10.0.0.0/16 }} }}
  One: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }} }}
  Two: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: {range} }} }}
"
        )
    };
    assert_eq!(speaking(&text("!Ref Range")), [""; 0]);
    let cut = "!Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]";
    assert_eq!(speaking(&text(cut)), [""; 0]);
    let cut = "!Select [0, !Cidr [10.0.0.0/16, 4, 8]]";
    assert_eq!(speaking(&text(cut)), ["subnet-overlap"]);
}

#[test]
fn a_second_range_of_a_network_holds_subnets_too() {
    let text = |range: &str| {
        format!(
            "Resources:
  Vpc: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: 10.0.0.0/16 }} }}
  More: {{ Type: AWS::EC2::VPCCidrBlock, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16 }} }}
  One:
    Type: AWS::EC2::Subnet
    DependsOn: More
    Properties: {{ VpcId: !Ref Vpc, CidrBlock: {range} }}
"
        )
    };
    assert_eq!(speaking(&text("10.1.0.0/24")), [""; 0]);
    assert_eq!(speaking(&text("10.2.0.0/24")), ["subnet-outside-vpc"]);
}

#[test]
fn two_zones_that_are_chosen_by_the_same_words_are_one() {
    let text = |second: &str| {
        format!(
            "Resources:
  Vpc: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: 10.0.0.0/16 }} }}
  One:
    Type: AWS::EC2::Subnet
    Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ''] }}
  Two:
    Type: AWS::EC2::Subnet
    Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [{second}, !GetAZs ''] }}
  Subnets:
    Type: AWS::RDS::DBSubnetGroup
    Properties: {{ DBSubnetGroupDescription: database, SubnetIds: [!Ref One, !Ref Two] }}
"
        )
    };
    assert_eq!(speaking(&text("0")), ["subnets-one-zone"]);
    assert_eq!(speaking(&text("1")), [""; 0]);
}

#[test]
fn what_a_macro_may_change_is_left_alone() {
    let text = "Transform: Ours
Resources:
  One: { Type: AWS::ECS::Cluster, Properties: { ClusterName: news } }
  Two: { Type: AWS::ECS::Cluster, Properties: { ClusterName: news } }
";
    assert_eq!(speaking(text), [""; 0]);
}

#[test]
fn a_default_is_not_judged_where_a_condition_excludes_it() {
    let text = |condition: &str| {
        format!(
            "Parameters:
  Delay: {{ Type: String, Default: \"\" }}
Conditions:
  HasDelay: !Not [!Equals [!Ref Delay, \"\"]]
  NoDelay: !Not [!Condition HasDelay]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: {{ DelaySeconds: !If [{condition}, !Ref Delay, 0] }}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
"
        )
    };
    assert_eq!(speaking(&text("HasDelay")), [""; 0]);
    assert_eq!(speaking(&text("NoDelay")), ["property-default"]);
}

#[test]
fn local_zones_and_pools_of_ranges_are_left_alone() {
    let text = "Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  More:
    Type: AWS::EC2::VPCCidrBlock
    Properties: { VpcId: !Ref Vpc, Ipv4IpamPoolId: ipam-pool-0123456789abcdef0, Ipv4NetmaskLength: 20 }
  One:
    Type: AWS::EC2::Subnet
    DependsOn: More
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.9.0.0/24, AvailabilityZone: us-west-2-lax-1a }
  Subnets:
    Type: AWS::RDS::DBSubnetGroup
    Properties: { DBSubnetGroupDescription: database, SubnetIds: [!Ref One] }
";
    assert_eq!(speaking(text), [""; 0]);
}

/// A transit gateway with two attachments, of `East` and of `West`, and a route of a table.
fn hub(table: &str, depends: &str) -> String {
    format!(
        "Parameters:
  East: {{ Type: \"AWS::EC2::VPC::Id\" }}
  EastSubnet: {{ Type: \"AWS::EC2::Subnet::Id\" }}
  West: {{ Type: \"AWS::EC2::VPC::Id\" }}
  WestSubnet: {{ Type: \"AWS::EC2::Subnet::Id\" }}
  Routes: {{ Type: String }}
Resources:
  Hub: {{ Type: AWS::EC2::TransitGateway }}
  EastAttachment:
    Type: AWS::EC2::TransitGatewayAttachment
    Properties: {{ TransitGatewayId: !Ref Hub, VpcId: !Ref East, SubnetIds: [!Ref EastSubnet] }}
  WestAttachment:
    Type: AWS::EC2::TransitGatewayAttachment
    Properties: {{ TransitGatewayId: !Ref Hub, VpcId: !Ref West, SubnetIds: [!Ref WestSubnet] }}
  Table: {{ Type: AWS::EC2::RouteTable, Properties: {{ VpcId: !Ref East }} }}
  Route:
    Type: AWS::EC2::Route
    DependsOn: [{depends}]
    Properties: {{ RouteTableId: !Ref {table}, DestinationCidrBlock: 10.9.0.0/16, TransitGatewayId: !Ref Hub }}
"
    )
}

#[test]
fn a_route_waits_for_the_attachment_of_its_own_network() {
    assert_eq!(speaking(&hub("Table", "EastAttachment")), [""; 0]);
    assert_eq!(
        speaking(&hub("Table", "WestAttachment")),
        ["attachment-unordered"]
    );
}

#[test]
fn a_route_of_a_network_that_is_not_known_waits_for_one_of_several_attachments() {
    for one in ["EastAttachment", "WestAttachment"] {
        assert_eq!(speaking(&hub("Routes", one)), [""; 0]);
    }
    let none = speaking(&hub("Routes", "Table"));
    assert_eq!(none, ["attachment-unordered", "attachment-unordered"]);
}

#[test]
fn a_route_of_a_client_vpn_waits_for_the_association_of_its_own_subnet() {
    let text = |subnet: &str, depends: &str| {
        format!(
            "Parameters:
  Endpoint: {{ Type: String }}
  One: {{ Type: \"AWS::EC2::Subnet::Id\" }}
  Two: {{ Type: \"AWS::EC2::Subnet::Id\" }}
Resources:
  First:
    Type: AWS::EC2::ClientVpnTargetNetworkAssociation
    Properties: {{ ClientVpnEndpointId: !Ref Endpoint, SubnetId: !Ref One }}
  Second:
    Type: AWS::EC2::ClientVpnTargetNetworkAssociation
    Properties: {{ ClientVpnEndpointId: !Ref Endpoint, SubnetId: !Ref Two }}
  Route:
    Type: AWS::EC2::ClientVpnRoute
    DependsOn: {depends}
    Properties: {{ ClientVpnEndpointId: !Ref Endpoint, TargetVpcSubnetId: !Ref {subnet}, DestinationCidrBlock: 0.0.0.0/0 }}
"
        )
    };
    assert_eq!(speaking(&text("One", "First")), [""; 0]);
    assert_eq!(speaking(&text("Two", "First")), ["attachment-unordered"]);
}

#[test]
fn what_somebody_may_choose_otherwise_is_no_error() {
    let text = |kind: &str, default: &str| {
        format!(
            "Parameters:
  Kind: {{ Type: String, {kind}{default} }}
Resources:
  Volume:
    Type: AWS::EC2::Volume
    Properties: {{ AvailabilityZone: eu-central-1a, Size: 100, Encrypted: true, VolumeType: !Ref Kind }}
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
"
        )
    };
    let chosen = text("AllowedValues: [gp3, io1]", ", Default: gp3");
    assert_eq!(speaking(&chosen), ["property-default"]);
    assert_eq!(speaking(&text("Default: io1", "")), ["property-default"]);
    let written = chosen.replace("!Ref Kind", "io1");
    assert_eq!(speaking(&written), ["storage-operations-missing"]);
}

#[test]
fn what_brings_its_own_hosts_waits_for_none() {
    let text = |service: &str| {
        format!(
            "Resources:
  Cluster: {{ Type: AWS::ECS::Cluster }}
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: {{ Fn::Base64: !Sub \"echo ECS_CLUSTER=${{Cluster}} >> /etc/ecs/ecs.config\" }}
  Hosts:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: \"1\"
      MaxSize: \"1\"
      VPCZoneIdentifier: [subnet-0123456789abcdef0]
      LaunchTemplate: {{ LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }}
  Service:
    Type: AWS::ECS::Service
    Properties: {{ Cluster: !Ref Cluster, TaskDefinition: \"news:1\", {service} }}
"
        )
    };
    let found = |service: &str| {
        let found = super::rules("relations", &text(service));
        found
            .iter()
            .filter(|one| one.starts_with("hosts-unordered"))
            .count()
    };
    assert_eq!(found("DesiredCount: 2"), 1);
    assert_eq!(found("LaunchType: EC2"), 1);
    assert_eq!(found("LaunchType: FARGATE"), 0);
    assert_eq!(found("DesiredCount: 0"), 0);
    assert_eq!(found("SchedulingStrategy: DAEMON"), 0);
    let strategy = "CapacityProviderStrategy: [{ CapacityProvider: hosts, Weight: 1 }]";
    assert_eq!(found(strategy), 0);
}

#[test]
fn a_family_is_compared_with_version_and_engine_where_they_are_known() {
    let text = |family: &str, engine: &str, version: &str| {
        format!(
            "Parameters:
  Version: {{ Type: String }}
Resources:
  Settings:
    Type: AWS::RDS::DBParameterGroup
    Properties: {{ Description: settings, Family: {family} }}
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.m7g.large
      Engine: {engine}
      EngineVersion: {version}
      AllocatedStorage: \"100\"
      MasterUsername: administrator
      ManageMasterUserPassword: true
      StorageEncrypted: true
      DBParameterGroupName: !Ref Settings
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
"
        )
    };
    let found = |family: &str, engine: &str, version: &str| {
        let found = super::rules("relations", &text(family, engine, version));
        found
            .iter()
            .filter(|one| one.starts_with("parameter-family"))
            .count()
    };
    assert_eq!(found("mysql8.0", "mysql", "\"8.4.5\""), 1);
    assert_eq!(found("mysql8.4", "mysql", "\"8.4.5\""), 0);
    // A number that begins with the same digits is another version.
    assert_eq!(found("mariadb10.1", "mariadb", "\"10.11.6\""), 1);
    assert_eq!(found("postgres16", "postgres", "\"16\""), 0);
    assert_eq!(found("postgres16", "postgres", "!Ref Version"), 0);
    assert_eq!(found("mysql8.0", "postgres", "!Ref Version"), 1);
    // Oracle's families are named otherwise.
    assert_eq!(found("oracle-ee-19", "oracle-ee", "\"19\""), 0);
}

#[test]
fn a_role_that_somebody_else_gives_policies_lacks_none() {
    let text = |policies: &str, more: &str| {
        format!(
            "Parameters:
  Policies: {{ Type: CommaDelimitedList }}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: \"2012-10-17\"
        Statement:
          - {{ Effect: Allow, Principal: {{ Service: ec2.amazonaws.com }}, Action: \"sts:AssumeRole\" }}
      ManagedPolicyArns: {policies}
  Nodes:
    Type: AWS::EKS::Nodegroup
    Properties: {{ ClusterName: news, NodeRole: !GetAtt Role.Arn, Subnets: [subnet-0123456789abcdef0] }}
{more}"
        )
    };
    let found = |policies: &str, more: &str| {
        let found = super::rules("relations", &text(policies, more));
        found
            .iter()
            .filter(|one| one.starts_with("node-policy-missing"))
            .count()
    };
    let network = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy";
    assert_eq!(found(&format!("[\"{network}\"]"), ""), 1);
    assert_eq!(found("[]", ""), 1);
    assert_eq!(found("!Ref Policies", ""), 0);
    let worker = "!Sub \"arn:${AWS::Partition}:iam::aws:policy/AmazonEKSWorkerNodePolicy\"";
    assert_eq!(found(&format!("[\"{network}\", {worker}]"), ""), 0);
    let own = "\"arn:aws:iam::123456789012:policy/nodes\"";
    assert_eq!(found(&format!("[{own}]"), ""), 0);
    let attached = "  Policy:
    Type: AWS::IAM::RolePolicy
    Properties:
      PolicyName: nodes
      RoleName: !Ref Role
      PolicyDocument:
        Version: \"2012-10-17\"
        Statement: [{ Effect: Allow, Action: \"ec2:Describe*\", Resource: \"*\" }]
";
    assert_eq!(found("[]", attached), 0);
}

#[test]
fn a_role_that_a_service_makes_by_itself_is_waited_for() {
    let text = |service: &str, more: &str| {
        format!(
            "Resources:
  Role: {{ Type: AWS::IAM::ServiceLinkedRole, Properties: {{ AWSServiceName: {service} }} }}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    {more}
    Properties: {{ Scheme: internal, Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] }}
"
        )
    };
    let balancing = "elasticloadbalancing.amazonaws.com";
    assert_eq!(speaking(&text(balancing, "")), ["prerequisite-unordered"]);
    assert_eq!(speaking(&text(balancing, "DependsOn: Role")), [""; 0]);
    assert_eq!(speaking(&text("ecs.amazonaws.com", "")), [""; 0]);
}
