//! Dependencies that no reference shows, and what only looks like one.

use super::speaking;

#[test]
fn a_name_of_the_same_parts_is_the_same_name() {
    let text = |used: &str| {
        format!(
            "Parameters:
  Name: {{ Type: String }}
Resources:
  Groups:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties: {{ LogGroupName: !Sub \"/${{AWS::StackName}}/${{Name}}\", RetentionInDays: 30 }}
  Filter:
    Type: AWS::Logs::MetricFilter
    Properties:
      LogGroupName: {used}
      FilterPattern: ERROR
      MetricTransformations: [{{ MetricName: Errors, MetricNamespace: Ours, MetricValue: \"1\" }}]
"
        )
    };
    let same = "!Join [\"\", [\"/\", !Ref AWS::StackName, \"/\", !Ref Name]]";
    assert_eq!(speaking(&text(same)), ["name-unordered"]);
    let other = "!Sub \"/${AWS::StackName}/other\"";
    assert_eq!(speaking(&text(other)), [""; 0]);
    assert_eq!(speaking(&text("!Ref Groups")), [""; 0]);
}

#[test]
fn a_role_of_another_account_may_have_any_name() {
    let text = |account: &str, depends: &str| {
        format!(
            "Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: reports
      AssumeRolePolicyDocument:
        Version: \"2012-10-17\"
        Statement:
          - {{ Effect: Allow, Principal: {{ Service: ec2.amazonaws.com }}, Action: \"sts:AssumeRole\" }}
  Topic: {{ Type: AWS::SNS::Topic }}
  Policy:
    Type: AWS::SNS::TopicPolicy
    {depends}
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument:
        Version: \"2012-10-17\"
        Statement:
          - Effect: Allow
            Principal: {{ AWS: [!Sub \"arn:${{AWS::Partition}}:iam::{account}:role/reports\"] }}
            Action: \"sns:Publish\"
            Resource: !Ref Topic
"
        )
    };
    let own = "${AWS::AccountId}";
    assert_eq!(speaking(&text(own, "")), ["principal-unordered"]);
    assert_eq!(speaking(&text(own, "DependsOn: Role")), [""; 0]);
    assert_eq!(speaking(&text("210987654321", "")), [""; 0]);
}

#[test]
fn a_key_whose_policy_is_not_known_may_let_a_service_in() {
    let text = |principal: &str| {
        format!(
            "Parameters:
  Service: {{ Type: String }}
Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: \"2012-10-17\"
        Statement:
          - Effect: Allow
            Principal: {{ AWS: !Sub \"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:root\" }}
            Action: \"kms:*\"
            Resource: \"*\"
          - {{ Effect: Allow, Principal: {principal}, Action: \"kms:*\", Resource: \"*\" }}
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties: {{ KmsKeyId: !GetAtt Key.Arn, RetentionInDays: 30 }}
"
        )
    };
    let other = "{ Service: cloudtrail.amazonaws.com }";
    assert_eq!(speaking(&text(other)), ["key-policy-service"]);
    for may in [
        "{ Service: !Ref Service }",
        "{ Service: !Sub \"logs.${AWS::Region}.amazonaws.com\" }",
        "{ Service: [sns.amazonaws.com, logs.amazonaws.com] }",
    ] {
        assert_eq!(speaking(&text(may)), [""; 0], "{may}");
    }
}

#[test]
fn a_key_is_kept_where_the_stack_around_it_is() {
    let text = |policy: &str| {
        format!(
            "# file: root.yaml
Resources:
  Keys:
    Type: AWS::CloudFormation::Stack
    {policy}
    Properties: {{ TemplateURL: keys.yaml }}
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties: {{ Encrypted: true, KmsKeyId: !GetAtt Keys.Outputs.Key }}
# file: keys.yaml
Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties: {{ EnableKeyRotation: true }}
Outputs:
  Key: {{ Value: !GetAtt Key.Arn }}
"
        )
    };
    assert_eq!(speaking(&text("")), ["key-of-kept-data-deleted"]);
    let kept = "DeletionPolicy: Retain\n    UpdateReplacePolicy: Retain";
    assert_eq!(speaking(&text(kept)), [""; 0]);
}

#[test]
fn one_listener_is_enough_for_a_group_that_scales_by_requests() {
    let text = |depends: &str| {
        format!(
            "Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: {{ Scheme: internal, Subnets: [subnet-0123456789abcdef0, subnet-0fedcba9876543210] }}
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {{ VpcId: vpc-0123456789abcdef0, Port: 80, Protocol: HTTP, TargetType: instance }}
  First:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions: [{{ Type: forward, TargetGroupArn: !Ref Group }}]
  Second:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 8080
      Protocol: HTTP
      DefaultActions: [{{ Type: forward, TargetGroupArn: !Ref Group }}]
  Policy:
    Type: AWS::AutoScaling::ScalingPolicy
    {depends}
    Properties:
      AutoScalingGroupName: web
      PolicyType: TargetTrackingScaling
      TargetTrackingConfiguration:
        TargetValue: 100
        PredefinedMetricSpecification:
          PredefinedMetricType: ALBRequestCountPerTarget
          ResourceLabel: !Sub \"${{Balancer.LoadBalancerFullName}}/${{Group.TargetGroupFullName}}\"
"
        )
    };
    assert_eq!(speaking(&text("")), ["request-scaling-unordered"]);
    assert_eq!(speaking(&text("DependsOn: Second")), [""; 0]);
}

#[test]
fn a_function_in_a_network_answers_through_the_endpoints_that_it_waits_for() {
    let text = |depends: &str| {
        format!(
            "Resources:
  Vpc: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: 10.0.0.0/16 }} }}
  Subnet: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }} }}
  Table: {{ Type: AWS::EC2::RouteTable, Properties: {{ VpcId: !Ref Vpc }} }}
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {{ RouteTableId: !Ref Table, SubnetId: !Ref Subnet }}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-central-1.s3
      RouteTableIds: [!Ref Table]
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/function
      Handler: index.handler
      Runtime: python3.13
      Code: {{ ZipFile: \"def handler(event, context): pass\" }}
      VpcConfig: {{ SubnetIds: [!Ref Subnet], SecurityGroupIds: [sg-0123456789abcdef0] }}
  Seed:
    Type: Custom::Seed
    {depends}
    Properties: {{ ServiceToken: !GetAtt Function.Arn }}
"
        )
    };
    assert_eq!(speaking(&text("")), ["egress-unordered"]);
    let both = "DependsOn: [Association, Endpoint]";
    assert_eq!(speaking(&text(both)), [""; 0]);
}

#[test]
fn a_signal_through_an_interface_endpoint_needs_no_table() {
    let text = |service: &str, depends: &str| {
        format!(
            "Resources:
  Vpc: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true }} }}
  Subnet: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }} }}
  Table: {{ Type: AWS::EC2::RouteTable, Properties: {{ VpcId: !Ref Vpc }} }}
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {{ RouteTableId: !Ref Table, SubnetId: !Ref Subnet }}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub \"com.amazonaws.${{AWS::Region}}.{service}\"
      SubnetIds: [!Ref Subnet]
  Host:
    Type: AWS::EC2::Instance
    CreationPolicy: {{ ResourceSignal: {{ Count: 1, Timeout: PT10M }} }}
    {depends}
    Properties: {{ ImageId: ami-0123456789abcdef0, InstanceType: t4g.small, SubnetId: !Ref Subnet }}
"
        )
    };
    let own = "cloudformation";
    assert_eq!(speaking(&text(own, "")), ["egress-unordered"]);
    assert_eq!(speaking(&text(own, "DependsOn: Endpoint")), [""; 0]);
    assert_eq!(speaking(&text("monitoring", "")), [""; 0]);
}

#[test]
fn profiles_of_one_cluster_stand_in_line_with_its_identity_provider_alone() {
    let text = |cluster: &str, depends: &str| {
        let profile = "Type: AWS::EKS::FargateProfile
    Properties:
      ClusterName: main
      PodExecutionRoleArn: arn:aws:iam::123456789012:role/pods
      Selectors: [{ Namespace: web }]";
        format!(
            "Resources:
  First:
    {profile}
  Second:
    {profile}
  Provider:
    Type: AWS::EKS::IdentityProviderConfig
    {depends}
    Properties:
      Type: oidc
      ClusterName: {cluster}
      IdentityProviderConfigName: web
      Oidc: {{ ClientId: web, IssuerUrl: \"https://id.example.com\" }}
"
        )
    };
    assert_eq!(speaking(&text("main", "")), ["one-at-a-time"]);
    assert_eq!(
        speaking(&text("main", "DependsOn: [First, Second]")),
        [""; 0]
    );
    assert_eq!(speaking(&text("other", "")), [""; 0]);
}
