//! How templates look, so that a reader can judge them.

use ess_cfn::document::{Intrinsic, Mapping, Node, emit_json, emit_yaml};
use insta::assert_snapshot;

use super::awkward::{AWKWARD, FINE};

fn map<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::mapping(entries.into_iter().collect::<Mapping>())
}

fn list<const N: usize>(items: [Node; N]) -> Node {
    Node::sequence(items.into())
}

fn text(text: &str) -> Node {
    Node::text(text)
}

fn function(name: Intrinsic, argument: Node) -> Node {
    Node::function(name, argument)
}

fn reference(name: &str) -> Node {
    function(Intrinsic::Ref, text(name))
}

fn sub(template: &str) -> Node {
    function(Intrinsic::Sub, text(template))
}

fn yaml(mut node: Node) -> String {
    emit_yaml(&mut node).text
}

fn json(mut node: Node) -> String {
    emit_json(&mut node).text
}

fn subnet() -> Node {
    let zones = function(Intrinsic::GetAZs, text(""));
    let zone = function(Intrinsic::Select, list([Node::integer(0), zones]));
    let tag = map([("Key", text("Name")), ("Value", sub("${AWS::StackName}-a"))]);
    let properties = map([
        ("VpcId", reference("Vpc")),
        ("CidrBlock", text("10.20.0.0/20")),
        ("AvailabilityZone", zone),
        ("MapPublicIpOnLaunch", Node::boolean(false)),
        ("Tags", list([tag])),
    ]);
    let subnet = map([
        ("Type", text("AWS::EC2::Subnet")),
        ("DependsOn", list([text("Gateway"), text("Routes")])),
        ("Properties", properties),
    ]);
    map([
        ("AWSTemplateFormatVersion", text("2010-09-09")),
        ("Description", text("Network: one VPC")),
        ("Resources", map([("PublicSubnetA", subnet)])),
    ])
}

#[test]
fn a_subnet_reads_well() {
    assert_snapshot!(yaml(subnet()), @"
    AWSTemplateFormatVersion: '2010-09-09'
    Description: 'Network: one VPC'
    Resources:
      PublicSubnetA:
        Type: AWS::EC2::Subnet
        DependsOn:
          - Gateway
          - Routes
        Properties:
          VpcId: !Ref Vpc
          CidrBlock: 10.20.0.0/20
          AvailabilityZone: !Select [0, !GetAZs '']
          MapPublicIpOnLaunch: false
          Tags:
            - Key: Name
              Value: !Sub '${AWS::StackName}-a'
    ");
}

#[test]
fn a_subnet_in_json_has_long_forms() {
    assert_snapshot!(json(subnet()), @r#"
    {
      "AWSTemplateFormatVersion": "2010-09-09",
      "Description": "Network: one VPC",
      "Resources": {
        "PublicSubnetA": {
          "Type": "AWS::EC2::Subnet",
          "DependsOn": [
            "Gateway",
            "Routes"
          ],
          "Properties": {
            "VpcId": {
              "Ref": "Vpc"
            },
            "CidrBlock": "10.20.0.0/20",
            "AvailabilityZone": {
              "Fn::Select": [
                0,
                {
                  "Fn::GetAZs": ""
                }
              ]
            },
            "MapPublicIpOnLaunch": false,
            "Tags": [
              {
                "Key": "Name",
                "Value": {
                  "Fn::Sub": "${AWS::StackName}-a"
                }
              }
            ]
          }
        }
      }
    }
    "#);
}

#[test]
fn a_script_is_a_block_and_its_base64_goes_before_it_in_the_long_form() {
    let script = "#!/bin/bash -e\n\necho \"cluster ${Cluster}\" >> /etc/ecs/ecs.config\nif true; then\n  reboot\nfi\n";
    let script = function(Intrinsic::Sub, Node::block(script));
    let data = function(Intrinsic::Base64, script);
    let bare = function(Intrinsic::Base64, Node::block("#!/bin/sh\nreboot"));
    let node = map([("UserData", data), ("Bare", bare)]);
    assert_snapshot!(yaml(node), @r#"
    UserData:
      Fn::Base64: !Sub |
        #!/bin/bash -e

        echo "cluster ${Cluster}" >> /etc/ecs/ecs.config
        if true; then
          reboot
        fi
    Bare: !Base64 |-
      #!/bin/sh
      reboot
    "#);
}

#[test]
fn a_policy_keeps_its_version_a_text() {
    let bucket = function(Intrinsic::GetAtt, text("Logs.Arn"));
    let statement = map([
        ("Sid", text("WriteLogs")),
        ("Effect", text("Allow")),
        ("Principal", map([("AWS", text("012345678901"))])),
        (
            "Action",
            list([text("s3:PutObject"), text("s3:Get*"), text("*")]),
        ),
        ("Resource", list([bucket, sub("${Logs.Arn}/*")])),
        (
            "Condition",
            map([("Bool", map([("aws:SecureTransport", text("true"))]))]),
        ),
    ]);
    let policy = map([
        ("Version", text("2012-10-17")),
        ("Statement", list([statement])),
    ]);
    assert_snapshot!(yaml(policy), @"
    Version: '2012-10-17'
    Statement:
      - Sid: WriteLogs
        Effect: Allow
        Principal:
          AWS: '012345678901'
        Action:
          - s3:PutObject
          - s3:Get*
          - '*'
        Resource:
          - !GetAtt Logs.Arn
          - !Sub '${Logs.Arn}/*'
        Condition:
          Bool:
            aws:SecureTransport: 'true'
    ");
}

#[test]
fn conditions_and_choices_go_on_one_line_while_they_fit() {
    let is_empty = |name| {
        let pair = list([reference(name), text("")]);
        function(Intrinsic::Equals, pair)
    };
    let condition = |name| function(Intrinsic::Condition, text(name));
    let choice = |then, otherwise| {
        function(
            Intrinsic::If,
            list([text("HasCertificate"), then, otherwise]),
        )
    };
    let rule = map([("Port", Node::integer(443)), ("Certificates", list([]))]);
    let tags = map([]);
    let node = map([
        ("NoCertificate", is_empty("Certificate")),
        (
            "HasCertificate",
            function(Intrinsic::Not, list([condition("NoCertificate")])),
        ),
        (
            "Both",
            function(
                Intrinsic::And,
                list([condition("HasCertificate"), condition("HasBucket")]),
            ),
        ),
        (
            "Short",
            choice(reference("Certificate"), reference("AWS::NoValue")),
        ),
        (
            "Zones",
            choice(list([text("a"), text("b")]), list([text("c, d")])),
        ),
        ("Structure", choice(rule, reference("AWS::NoValue"))),
        ("Tags", tags),
        (
            "Long",
            choice(
                text("a-text-that-is-long-enough-to-fill-half-of-the-line"),
                text("another-text-that-is-long-enough-to-fill-the-other-half"),
            ),
        ),
    ]);
    assert_snapshot!(yaml(node), @"
    NoCertificate: !Equals [!Ref Certificate, '']
    HasCertificate: !Not [!Condition NoCertificate]
    Both: !And [!Condition HasCertificate, !Condition HasBucket]
    Short: !If [HasCertificate, !Ref Certificate, !Ref AWS::NoValue]
    Zones: !If [HasCertificate, [a, b], ['c, d']]
    Structure: !If
      - HasCertificate
      - Port: 443
        Certificates: []
      - !Ref AWS::NoValue
    Tags: {}
    Long: !If
      - HasCertificate
      - a-text-that-is-long-enough-to-fill-half-of-the-line
      - another-text-that-is-long-enough-to-fill-the-other-half
    ");
}

#[test]
fn joins_and_lookups_nest() {
    let comma = |items| function(Intrinsic::Join, list([text(","), items]));
    let domain = function(
        Intrinsic::FindInMap,
        list([text("Regions"), reference("AWS::Region"), text("domain")]),
    );
    let variables = map([("Domain", domain.clone()), ("Port", Node::integer(80))]);
    let with_variables = list([text("https://${Domain}:${Port}/"), variables]);
    let deep = comma(list([function(
        Intrinsic::Select,
        list([Node::integer(0), domain]),
    )]));
    let node = map([
        (
            "Short",
            comma(list([reference("SubnetA"), reference("SubnetB")])),
        ),
        ("Url", function(Intrinsic::Sub, with_variables)),
        ("Deep", deep),
        ("Length", function(Intrinsic::Length, reference("Zones"))),
        (
            "Include",
            function(Intrinsic::Transform, map([("Name", text("AWS::Include"))])),
        ),
        (
            "Listed",
            list([
                comma(reference("Zones")),
                function(Intrinsic::Base64, sub("${A}")),
            ]),
        ),
    ]);
    assert_snapshot!(yaml(node), @"
    Short: !Join [',', [!Ref SubnetA, !Ref SubnetB]]
    Url: !Sub
      - 'https://${Domain}:${Port}/'
      - Domain: !FindInMap [Regions, !Ref AWS::Region, domain]
        Port: 80
    Deep: !Join
      - ','
      - - !Select [0, !FindInMap [Regions, !Ref AWS::Region, domain]]
    Length:
      Fn::Length: !Ref Zones
    Include: !Transform
      Name: AWS::Include
    Listed:
      - !Join [',', !Ref Zones]
      - Fn::Base64: !Sub '${A}'
    ");
}

#[test]
fn a_list_in_getatt_becomes_one_text_in_yaml_and_a_text_becomes_a_list_in_json() {
    let get = |argument| function(Intrinsic::GetAtt, argument);
    let node = map([
        ("List", get(list([text("Network"), text("Outputs.VpcId")]))),
        ("Text", get(text("Vpc.CidrBlock"))),
        ("Computed", get(list([text("Vpc"), reference("Attribute")]))),
    ]);
    assert_snapshot!(yaml(node.clone()), @"
    List: !GetAtt Network.Outputs.VpcId
    Text: !GetAtt Vpc.CidrBlock
    Computed: !GetAtt [Vpc, !Ref Attribute]
    ");
    assert_snapshot!(json(node), @r#"
    {
      "List": {
        "Fn::GetAtt": [
          "Network",
          "Outputs.VpcId"
        ]
      },
      "Text": {
        "Fn::GetAtt": [
          "Vpc",
          "CidrBlock"
        ]
      },
      "Computed": {
        "Fn::GetAtt": [
          "Vpc",
          {
            "Ref": "Attribute"
          }
        ]
      }
    }
    "#);
}

#[test]
fn awkward_texts_are_quoted_and_others_are_not() {
    let written = |text: &&str| yaml(Node::text(*text)).trim_end().to_owned();
    let plain = |text: &&&str| !written(text).starts_with(['\'', '"']);
    assert_eq!(AWKWARD.iter().find(plain), None);
    assert_eq!(FINE.iter().find(|text| !plain(text)), None);
    let keys = AWKWARD.iter().map(|key| (*key, Node::integer(1)));
    let keys = yaml(Node::mapping(keys.collect()));
    assert_eq!(
        keys.lines().find(|line| !line.starts_with(['\'', '"'])),
        None
    );
}

#[test]
fn single_quotes_do_unless_something_needs_an_escape() {
    let texts = [
        "no",
        "'a' it's",
        "C:\\a: \"b\"",
        "a\tb",
        "\n",
        "\u{1b}[0m",
        "\u{2028}\u{feff}",
        "é: 😀",
    ];
    assert_snapshot!(yaml(Node::sequence(texts.map(Node::text).into())), @r#"
    - 'no'
    - '''a'' it''s'
    - 'C:\a: "b"'
    - "a\tb"
    - "\n"
    - "\u001b[0m"
    - "\u2028\ufeff"
    - 'é: 😀'
    "#);
}
