//! The parts of templates: what is right, what is not, and where neighbours of a mistake are none.

use ess_cfn::source::Severity;

/// What the rules of this family find.
fn rules(text: &str) -> Vec<String> {
    super::rules("structure", text)
}

/// A topic, so that a template has a resource.
const TOPIC: &str = "Resources:\n  Topic: { Type: AWS::SNS::Topic }\n";

#[test]
fn what_the_reader_finds_is_found_once_and_stops_no_other_rule() {
    let broken = "Resources:\n  Topic: { Type: AWS::SNS::Topic\nOutputs:\n  Name: { Value: [a] }\n";
    assert_eq!(rules(broken), ["template-syntax@2"]);
    let aliases = "Resources:\n  One: &one { Type: AWS::SNS::Topic }\n  Two: *one\n";
    assert_eq!(rules(aliases), ["template-alias@3"]);
    let twice = "Resources:\n  One: { Type: AWS::SNS::Topic }\n  One: { Type: AWS::SQS::Queue }\n";
    assert_eq!(rules(twice), ["template-duplicate-key@3"]);
}

#[test]
fn a_macro_may_make_anything_of_sections_and_keys() {
    let unknown = format!("Globals: {{ Function: {{ Timeout: 3 }} }}\n{TOPIC}");
    assert_eq!(rules(&unknown), ["section-unknown@1"]);
    let serverless = format!("Transform: AWS::Serverless-2016-10-31\n{unknown}");
    assert!(rules(&serverless).is_empty());
    let extended = format!("Transform: AWS::LanguageExtensions\n{unknown}");
    assert_eq!(rules(&extended), ["section-unknown@2"]);
}

#[test]
fn nothing_is_refused_wherever_it_stands_and_said_once() {
    let nulls = format!("Description:\nMetadata: {{ A: ~ }}\n{TOPIC}Outputs:\n");
    assert_eq!(
        rules(&nulls),
        ["template-null@1", "template-null@2", "template-null@5"]
    );
    let keys = "AWSTemplateFormatVersion: ~\nParameters:\n  P: { Type: ~, Default: ~, NoEcho: ~, MinValue: ~ }\nConditions:\n  C: !Not [~]\nResources:\n  T:\n    Type: AWS::SNS::Topic\n    Condition: ~\n    DependsOn: ~\n    DeletionPolicy: ~\n    Properties: { TopicName: { Ref: ~ } }\n";
    let found = super::found(keys).into_iter();
    let errors = found.filter(|one| one.severity() == Severity::Error);
    let errors: Vec<&str> = errors.map(|one| one.rule.id).collect();
    assert_eq!(errors, ["template-null"; 10]);
    let word = format!("Description: 'null'\nMetadata: {{ A: '' }}\n{TOPIC}");
    assert!(rules(&word).is_empty());
}

#[test]
fn a_default_is_held_against_everything_that_the_parameter_says() {
    let used =
        "Resources:\n  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '${P}' } }\n";
    let found = |parameter: &str| rules(&format!("Parameters:\n  P: {{ {parameter} }}\n{used}"));
    let wrong = [
        "Type: String, Default: c, AllowedValues: [a, b]",
        "Type: Number, Default: many",
        "Type: Number, Default: 3, MinValue: 4",
        "Type: Number, Default: 3, MaxValue: 2",
        "Type: String, Default: abc, MaxLength: 2",
        "Type: String, Default: '', MinLength: 1",
        "Type: List<Number>, Default: '1, two'",
        "Type: String, Default: ab1, AllowedPattern: '[a-z]+'",
        "Type: CommaDelimitedList, Default: 'ab, c1', AllowedPattern: '[a-z]+'",
    ];
    for parameter in wrong {
        assert_eq!(found(parameter), ["parameter-default@2"], "{parameter}");
    }
    let right = [
        "Type: String, Default: a, AllowedValues: [a, b]",
        "Type: String, Default: true, AllowedValues: ['true', 'false']",
        "Type: Number, Default: 1, AllowedValues: ['1', '2']",
        "Type: Number, Default: '3', MinValue: 3, MaxValue: 3",
        "Type: CommaDelimitedList, Default: 'a, b', AllowedValues: [a, b]",
        "Type: CommaDelimitedList, Default: 'a,b', AllowedValues: ['a,b']",
        "Type: AWS::SSM::Parameter::Value<Number>, Default: /a/key",
        "Type: String, Default: ab, AllowedPattern: '^[a-z]+$'",
        "Type: CommaDelimitedList, Default: 'ab, c', AllowedPattern: '[a-z]+'",
        "Type: String, Default: '', AllowedPattern: '|[a-z]{3}'",
        "Type: String, Default: a, AllowedPattern: '(a'",
    ];
    for parameter in right {
        assert!(found(parameter).is_empty(), "{parameter}");
    }
}

#[test]
fn every_type_of_a_parameter_is_known_and_nearest_ones_are_named() {
    let of = |name: &str| {
        let template = format!(
            "Parameters:\n  P: {{ Type: {name} }}\nResources:\n  T: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !Sub '${{P}}' }} }}\n"
        );
        rules(&template)
    };
    let known = [
        "List<String>",
        "List<AWS::EC2::Subnet::Id>",
        "AWS::SSM::Parameter::Name",
        "AWS::SSM::Parameter::Value<List<AWS::EC2::Image::Id>>",
        "AWS::SSM::Parameter::Value<CommaDelimitedList>",
    ];
    for name in known {
        assert!(of(name).is_empty(), "{name}");
    }
    for name in [
        "Sting",
        "AWS::EC2::Subnet",
        "List<List<String>>",
        "AWS::SSM::Parameter::Value<Text>",
    ] {
        assert_eq!(of(name), ["parameter-type@2"], "{name}");
    }
}

#[test]
fn policies_of_retention_are_of_names_and_types_that_have_them() {
    let of = |text: &str| rules(&format!("Resources:\n  R: {{ {text} }}\n"));
    assert_eq!(
        of("Type: AWS::SNS::Topic, DeletionPolicy: Snapshot"),
        ["deletion-policy-snapshot@2"]
    );
    assert_eq!(
        of("Type: AWS::SNS::Topic, UpdateReplacePolicy: Snapshot"),
        ["update-replace-policy-snapshot@2"]
    );
    assert_eq!(
        of("Type: AWS::SNS::Topic, DeletionPolicy: retain"),
        ["retention-policy-unknown@2"]
    );
    let volume = "Type: AWS::EC2::Volume, Properties: { AvailabilityZone: eu-central-1a, Size: 8 }";
    assert!(of(&format!("{volume}, DeletionPolicy: Snapshot")).is_empty());
    assert!(of("Type: Custom::Thing, DeletionPolicy: Snapshot, Properties: { ServiceToken: arn:aws:sns:eu-central-1:123456789012:a }, Version: '1.0'").is_empty());
}

#[test]
fn an_output_is_no_list_in_any_case_that_can_be() {
    let of = |value: &str| {
        let conditions =
            "Parameters:\n  P: { Type: String }\nConditions:\n  C: !Equals [!Ref P, a]\n";
        let outputs = "Outputs:\n  O: { Value: ";
        rules(&format!("{conditions}{TOPIC}{outputs}{value} }}\n"))
    };
    assert_eq!(of("!If [C, !GetAZs '', a]"), ["output-list@8"]);
    assert_eq!(of("!If [C, [a], b]"), ["output-list@8"]);
    assert!(of("!If [C, !Ref Topic, !ImportValue a]").is_empty());
    assert!(of("!If [C, !Join [',', !GetAZs ''], a]").is_empty());
}

#[test]
fn beside_a_module_names_and_outputs_are_what_is_written() {
    let template = "Resources:\n  Shop: { Type: Example::Shop::Order::MODULE }\n  T-1: { Type: AWS::SNS::Topic }\nOutputs:\n  O: { Valuue: a }\n";
    assert_eq!(
        rules(template),
        ["logical-id@3", "output-form@5", "output-form@5"]
    );
}
