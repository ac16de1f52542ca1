//! What is open, written in clear, or will hurt later.

use super::{found, speaking};

fn secret(more: &str, value: &str) -> String {
    format!(
        "{more}
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: {{ SecretString: {value} }}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
"
    )
}

#[test]
fn a_secret_is_judged_by_the_parameter_that_it_comes_from() {
    let hidden = "Parameters:\n  Token: { Type: String, NoEcho: true }";
    assert_eq!(speaking(&secret(hidden, "!Ref Token")), [""; 0]);
    let made = "!Sub '{\"token\":\"${Token}\"}'";
    assert_eq!(speaking(&secret(hidden, made)), [""; 0]);
    let default = "Parameters:\n  Token: { Type: String, Default: horse }";
    assert_eq!(
        speaking(&secret(default, "!Ref Token")),
        ["secret-in-clear"]
    );
    let empty = "Parameters:\n  Token: { Type: String, NoEcho: true, Default: '' }";
    let found = speaking(&secret(empty, "!Ref Token"));
    assert!(!found.contains(&"secret-in-clear"), "{found:?}");
    let joined = "!Join ['', [correct, horse]]";
    assert_eq!(speaking(&secret("", joined)), ["secret-in-clear"]);
}

fn statement(statement: &str) -> String {
    format!(
        "Parameters:
  Effect: {{ Type: String }}
Conditions:
  Allowed: !Equals [!Ref Effect, Allow]
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: \"2012-10-17\"
        Statement: {statement}
"
    )
}

#[test]
fn a_statement_may_stand_alone_hang_on_a_condition_or_be_unknown() {
    for good in [
        "{ Effect: Allow, Action: 's3:GetObject', Resource: '*' }",
        "{ Effect: !Ref Effect, Action: 's3:GetObject', Resource: '*' }",
        "[!If [Allowed, { Effect: Allow, NotAction: 's3:*', Resource: '*' }, !Ref 'AWS::NoValue']]",
        "[{ Effect: Allow, Action: 's3:*', Resource: '*' }, { 'Fn::Transform': { Name: Ours } }]",
    ] {
        assert_eq!(speaking(&statement(good)), [""; 0], "{good}");
    }
    for bad in [
        "{ Effect: Allow, Action: 's3:GetObject' }",
        "{ Effect: Allow, Action: 's3:*', NotAction: 's3:Get*', Resource: '*' }",
        "{ Effect: Allow, Action: 's3:*', Resource: '*', Principal: '*' }",
        "[!If [Allowed, { Action: 's3:*', Resource: '*' }, !Ref 'AWS::NoValue']]",
    ] {
        assert_eq!(speaking(&statement(bad)), ["policy-document"], "{bad}");
    }
}

#[test]
fn a_rule_of_its_own_opens_a_port_as_one_in_the_group_does() {
    let text = |ports: &str| {
        format!(
            "Resources:
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {{ GroupId: sg-0123456789abcdef0, CidrIpv6: '::/0', {ports} }}
"
        )
    };
    let open = ["port-open-to-world"];
    assert_eq!(
        speaking(&text("IpProtocol: tcp, FromPort: 20, ToPort: 30")),
        open
    );
    assert_eq!(speaking(&text("IpProtocol: '-1'")), open);
    assert_eq!(
        speaking(&text("IpProtocol: tcp, FromPort: 443, ToPort: 443")),
        [""; 0]
    );
}

#[test]
fn a_range_without_bits_is_the_world_whatever_stands_before_it() {
    let text = |range: &str| {
        format!(
            "Resources:
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {{ GroupId: sg-0123456789abcdef0, CidrIp: {range}, IpProtocol: tcp, FromPort: 22, ToPort: 22 }}
"
        )
    };
    assert_eq!(speaking(&text("192.168.1.0/0")), ["port-open-to-world"]);
    assert_eq!(speaking(&text("192.168.1.0/10")), [""; 0]);
}

#[test]
fn an_action_is_one_of_its_service_whatever_its_case() {
    let of = |action: &str| {
        let text = format!("[{{ Effect: Allow, Action: {action}, Resource: 'arn:aws:s3:::a/*' }}]");
        speaking(&statement(&text))
    };
    for right in [
        "'s3:getobject'",
        "'S3:GetObject'",
        "'s3:*'",
        "'s3:Get*Tagging'",
        "'s3:?etObject'",
        "'*'",
        // A service that is like no other may be new, and a variable may be anything.
        "'zebracrossings:Walk'",
        "!Sub '${Effect}:GetObject'",
        "!Ref Effect",
    ] {
        assert_eq!(of(right), [""; 0], "{right}");
    }
    for wrong in [
        "'s3:GetObjects'",
        "'s3:Got*'",
        "'s3:Get?'",
        "'s3:'",
        "'GetObject'",
        "'dynamdb:GetItem'",
        "['s3:GetObject', 's3:GetObject ']",
    ] {
        assert_eq!(of(wrong), ["action-unknown"], "{wrong}");
    }
    let denied = "[{ Effect: Deny, NotAction: 's3:GetObjects', Resource: 'arn:aws:s3:::a/*' }]";
    assert_eq!(speaking(&statement(denied)), ["action-unknown"]);
}

#[test]
fn an_action_that_is_much_like_a_known_one_is_named() {
    let wrong = "[{ Effect: Allow, Action: 's3:ReplicationTags', Resource: 'arn:aws:s3:::a/*' }]";
    let found = found(&statement(wrong));
    let found = found.iter().find(|one| one.rule.id == "action-unknown");
    let help = found.unwrap().help.as_deref();
    assert_eq!(
        help,
        Some("did you mean `s3:replicatetags`, in letters of any case?")
    );
}
