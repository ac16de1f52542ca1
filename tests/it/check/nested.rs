//! What parents pass to nested stacks and ask of them.

use super::speaking;

/// A root that passes a value to a parameter, and the child that declares it.
fn passing(value: &str, parameter: &str, more: &str) -> String {
    format!(
        "# file: root.yaml
{more}
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {{ TemplateURL: child.yaml, Parameters: {{ Given: {value} }} }}
# file: child.yaml
Parameters:
  Given: {parameter}
Resources:
  Topic: {{ Type: AWS::SNS::Topic }}
"
    )
}

#[test]
fn a_known_value_is_held_against_what_the_child_declares() {
    for (value, parameter) in [
        ("zero", "{ Type: Number }"),
        ("11", "{ Type: Number, MaxValue: 10 }"),
        ("ab", "{ Type: String, MinLength: 3 }"),
        ("Abc", "{ Type: String, AllowedPattern: '[a-z]+' }"),
        (
            "'a,b,d'",
            "{ Type: CommaDelimitedList, AllowedValues: [a, b, c] }",
        ),
        ("'1,two'", "{ Type: List<Number> }"),
    ] {
        let text = passing(value, parameter, "");
        assert_eq!(
            speaking(&text),
            ["nested-parameter-value"],
            "{value} {parameter}"
        );
    }
    for (value, parameter) in [
        ("5", "{ Type: Number, MaxValue: 10 }"),
        ("true", "{ Type: String, AllowedValues: ['true', 'false'] }"),
        (
            "'a, b'",
            "{ Type: CommaDelimitedList, AllowedValues: [a, b, c] }",
        ),
        ("abc", "{ Type: String, AllowedPattern: '[a-z]+' }"),
        // The key of what Systems Manager holds.
        (
            "/a/b",
            "{ Type: 'AWS::SSM::Parameter::Value<String>', AllowedPattern: '[a-z]+' }",
        ),
    ] {
        let text = passing(value, parameter, "");
        assert_eq!(speaking(&text), [""; 0], "{value} {parameter}");
    }
}

#[test]
fn a_value_that_is_not_known_is_no_mistake() {
    let parameters = "Parameters:\n  One: { Type: String }";
    let text = passing("!Ref One", "{ Type: Number }", parameters);
    assert_eq!(speaking(&text), [""; 0]);
}

#[test]
fn a_value_of_one_branch_is_a_mistake_of_that_branch() {
    let more = "Parameters:
  Kind: { Type: String }
Conditions:
  Large: !Equals [!Ref Kind, large]";
    let text = passing("!If [Large, many, 3]", "{ Type: Number }", more);
    assert_eq!(speaking(&text), ["nested-parameter-value"]);
    let found = super::found(&text);
    let message = &found
        .iter()
        .find(|one| one.rule.id == "nested-parameter-value");
    assert!(message.unwrap().message.ends_with("when `Large` is true"));
}

#[test]
fn a_parameter_that_may_be_left_out_needs_a_default() {
    let more = "Parameters:
  Kind: { Type: String }
Conditions:
  Large: !Equals [!Ref Kind, large]";
    let value = "!If [Large, x, !Ref 'AWS::NoValue']";
    let text = passing(value, "{ Type: String }", more);
    assert_eq!(speaking(&text), ["nested-parameter-missing"]);
    let text = passing(value, "{ Type: String, Default: y }", more);
    assert_eq!(speaking(&text), [""; 0]);
    // What the parent leaves out is the default.
    let used = text
        + "  Other: { Type: AWS::SNS::Topic, Properties: { DisplayName: !Ref Given } }\nOutputs:\n  Given: { Value: !Ref Given }\n";
    assert_eq!(speaking(&used), [""; 0]);
}

#[test]
fn a_list_is_joined_before_it_is_passed() {
    let more = "Parameters:\n  Zones: { Type: CommaDelimitedList }";
    for value in ["!Ref Zones", "!Split [',', 'a,b']", "[a, b]", "!GetAZs ''"] {
        let text = passing(value, "{ Type: CommaDelimitedList }", more);
        assert_eq!(speaking(&text), ["nested-parameter-list"], "{value}");
    }
    let text = passing(
        "!Join [',', !Ref Zones]",
        "{ Type: CommaDelimitedList }",
        more,
    );
    assert_eq!(speaking(&text), [""; 0]);
}

#[test]
fn an_id_of_another_kind_is_told_also_inside_a_joined_list() {
    let text = passing("sg-0123456789abcdef0", "{ Type: 'AWS::EC2::VPC::Id' }", "");
    assert_eq!(speaking(&text), ["nested-parameter-kind"]);
    let text = passing("vpc-0123456789abcdef0", "{ Type: 'AWS::EC2::VPC::Id' }", "");
    assert_eq!(speaking(&text), [""; 0]);
    let joined = "!Join [',', [subnet-0123456789abcdef0, sg-0123456789abcdef0]]";
    let text = passing(joined, "{ Type: 'List<AWS::EC2::Subnet::Id>' }", "");
    assert_eq!(speaking(&text), ["nested-parameter-kind"]);
}

/// A root that asks a child for an output under a condition of its own.
fn asking(condition: &str) -> String {
    format!(
        "# file: root.yaml
Parameters:
  Named: {{ Type: String }}
Conditions:
  Wanted: !Equals [!Ref Named, \"yes\"]
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {{ TemplateURL: child.yaml, Parameters: {{ Named: !Ref Named }} }}
  Topic:
    Type: AWS::SNS::Topic
    {condition}
    Properties: {{ DisplayName: !GetAtt Child.Outputs.Name }}
# file: child.yaml
Parameters:
  Named: {{ Type: String }}
Conditions:
  HasName: !Equals [!Ref Named, \"yes\"]
Resources:
  Topic: {{ Type: AWS::SNS::Topic }}
Outputs:
  Name: {{ Condition: HasName, Value: !GetAtt Topic.TopicName }}
"
    )
}

#[test]
fn a_conditional_output_is_asked_for_under_the_same_condition() {
    assert_eq!(speaking(&asking("")), ["nested-output-conditional"]);
    // The parent's condition and the child's hang on one parameter.
    assert_eq!(speaking(&asking("Condition: Wanted")), [""; 0]);
}

#[test]
fn templates_at_an_address_are_not_looked_into() {
    let text = "Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://templates.s3.amazonaws.com/child.yaml
      Parameters: { Any: thing }
Outputs:
  Any: { Value: !GetAtt Child.Outputs.Any }
";
    assert_eq!(speaking(text), [""; 0]);
}

#[test]
fn a_template_that_nests_itself_has_a_root_too() {
    let text = "# file: one.yaml
Resources:
  One: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: one.yaml } }
";
    assert_eq!(speaking(text), ["nested-circular"]);
}
