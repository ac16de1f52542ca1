//! What looks like a risk and is none, or where nobody can know: no rule of the class says a word.

use ess_cfn::diff::Class;

use super::risks;

fn found(old: &str, new: &str, class: Class) -> Vec<String> {
    let found = risks(old, new);
    let found = found
        .iter()
        .filter(|finding| Class::of(finding.rule) == Some(class));
    found
        .map(|finding| format!("{}: {}", finding.rule.id, finding.message))
        .collect()
}

const NOTHING: [String; 0] = [];

fn role(statements: &str) -> String {
    format!(
        "Parameters: {{ Arn: {{ Type: String }} }}
Resources:
  Bucket: {{ Type: AWS::S3::Bucket }}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Statement: [] }}
      Policies: [{{ PolicyName: own, PolicyDocument: {{ Statement: {statements} }} }}]
"
    )
}

#[test]
fn a_permission_in_other_words_is_no_wider_one() {
    for (old, new) in [
        (
            "{ Effect: Allow, Action: 's3:*', Resource: '*' }",
            "[{ Effect: Allow, Action: ['s3:GetObject', 's3:Put*'], Resource: ['*', !GetAtt Bucket.Arn] }]",
        ),
        (
            "[{ Effect: Allow, NotAction: 'iam:*', Resource: '*' }]",
            "[{ Effect: Allow, Action: 'ec2:Describe*', Resource: '*' }]",
        ),
        (
            "[{ Effect: Allow, Action: 's3:GetObject', Resource: !Ref Arn }]",
            "[{ Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Arn}' }, { Effect: Deny, Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': false } } }]",
        ),
        (
            "[{ Effect: Allow, Action: 's3:GetObject', Resource: '*' }]",
            "[{ Effect: Allow, Action: 's3:GetObject', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': o-1 } } }]",
        ),
        (
            "[{ Effect: Allow, Action: 's3:*', Resource: '*' }, { Effect: Deny, Action: 'ec2:RunInstances', Resource: '*' }]",
            "[{ Effect: Allow, Action: 's3:*', Resource: '*' }]",
        ),
    ] {
        assert_eq!(
            found(&role(old), &role(new), Class::Security),
            NOTHING,
            "{old}"
        );
    }
}

#[test]
fn a_role_that_moves_takes_its_permissions_along() {
    let old = role("[{ Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Bucket.Arn }]");
    let new = old.replace("  Role:", "  Reader:");
    assert_eq!(found(&old, &new, Class::Security), NOTHING);
}

#[test]
fn rules_that_are_split_or_not_known_let_in_no_more() {
    let group = |rules: &str| {
        format!(
            "Parameters: {{ Range: {{ Type: String }}, Port: {{ Type: Number }} }}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {{ GroupDescription: a, VpcId: vpc-1, SecurityGroupIngress: [{rules}] }}
"
        )
    };
    for (old, new) in [
        (
            "{ IpProtocol: tcp, FromPort: 80, ToPort: 90, CidrIp: 10.0.0.0/8 }",
            "{ IpProtocol: 6, FromPort: 80, ToPort: 84, CidrIp: 10.0.0.0/9 }, { IpProtocol: tcp, FromPort: 85, ToPort: 90, CidrIp: 10.0.0.0/9 }",
        ),
        (
            "{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }",
            "{ IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: sg-1 }",
        ),
        (
            "{ IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: !Ref Range }",
            "{ IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: !Sub '${Range}', Description: web }",
        ),
        (
            "{ IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/8 }",
            "{ IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 10.0.0.0/8 }",
        ),
    ] {
        assert_eq!(
            found(&group(old), &group(new), Class::Security),
            NOTHING,
            "{old}"
        );
    }
}

#[test]
fn a_name_that_differs_or_is_of_another_scope_does_not_collide() {
    let old = "Resources:
  One: { Type: AWS::SQS::Queue, Properties: { QueueName: one, DelaySeconds: 3 } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-1 } }
  Way: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1 } }
";
    let new = "Resources:
  Two: { Type: AWS::SQS::Queue, Properties: { QueueName: two, DelaySeconds: 3 } }
  Second: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-2 } }
  Other: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Second, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1 } }
";
    assert_eq!(found(old, new, Class::Refused), NOTHING);
}

#[test]
fn a_group_of_another_vpc_may_have_the_name_of_the_old_one() {
    let old = "Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupName: web, GroupDescription: a, VpcId: !Ref Vpc } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
";
    let new = old.replace("10.0.0.0/16", "10.0.0.0/20");
    assert_eq!(found(old, &new, Class::Refused), NOTHING);
}
