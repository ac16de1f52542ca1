//! What differs, and what it does.

use super::changes;

const VPC: &str = "Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: !Sub 'of ${Vpc}', VpcId: !Ref Vpc }
";

#[test]
fn a_replacement_reaches_those_who_refer_to_it() {
    let new = VPC.replace("10.0.0.0/16", "10.1.0.0/16");
    insta::assert_snapshot!(changes(VPC, &new));
}

#[test]
fn other_spellings_are_no_difference() {
    let new = r#"{"Resources": {
      "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
        "VpcId": {"Ref": "Vpc"}, "GroupDescription": {"Fn::Join": ["", ["of ", {"Ref": "Vpc"}]]}}},
      "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}}"#;
    assert_eq!(changes(VPC, new), "");
}
