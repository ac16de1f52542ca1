//! Functions: where they stand, and what they are given.

/// What the rules of this family find.
fn rules(text: &str) -> Vec<String> {
    super::rules("functions", text)
}

/// A topic with a name, in a template with a parameter, a condition and a map; the name is in line 9.
fn named(name: &str) -> String {
    let head = "Parameters:\n  P: { Type: String }\nConditions:\n  C: !Equals [!Ref P, a]\nMappings:\n  M: { a: { b: one, c: two } }\n";
    format!(
        "{head}Resources:\n  Topic: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName:\n    {name} }} }}\n"
    )
}

#[test]
fn every_function_takes_what_it_takes_and_nothing_else() {
    let wrong = [
        "!Ref [P]",
        "!GetAtt Topic",
        "!GetAtt [Topic, Arn, More]",
        "!Sub [a]",
        "!Sub [!Ref P, { A: a }]",
        "!Join [!Ref P, [a]]",
        "!Join ['-', a]",
        "!Join ['-', !Sub '${P}']",
        "!Split [',', [a]]",
        "!Select [one, [a]]",
        "!Select [-1, [a]]",
        "!If [C, a]",
        "!If [!Ref P, a, b]",
        "!FindInMap [M, a]",
        "!FindInMap [M, a, b, { DefaultValue: c }]",
        "!Select [0, !GetAZs [a]]",
        "!Select [0, !Cidr [10.0.0.0/16]]",
        "!ImportValue [a]",
    ];
    for function in wrong {
        let found = rules(&named(function));
        let expected = found
            .iter()
            .any(|one| one.starts_with("function-arguments@9"));
        let extension = found
            .iter()
            .any(|one| one.starts_with("language-extensions-missing@9"));
        assert!(expected || extension, "{function}: {found:?}");
    }
    let right = [
        "!Ref P",
        "!Sub ['${P}${A}', { A: !Ref P }]",
        "!Join ['', [a, !Ref P]]",
        "!Select ['1', !Split [',', !Ref P]]",
        "!Select [!Ref P, !GetAZs '']",
        "!If [C, a, !Ref 'AWS::NoValue']",
        "!FindInMap [M, a, !Ref P]",
        "!Select [0, !Cidr [!Ref P, 4, 8]]",
        "!ImportValue { 'Fn::Sub': '${P}-name' }",
        "{ 'Fn::Base64': !Sub '${P}' }",
    ];
    for function in right {
        let found = rules(&named(function));
        assert!(found.is_empty(), "{function}: {found:?}");
    }
}

#[test]
fn data_that_looks_like_a_function_is_none() {
    let policy =
        "{ Statement: [{ Condition: { StringEquals: { a: b } }, Resource: '${aws:username}' }] }";
    assert!(rules(&named(policy)).is_empty());
    let metadata = format!(
        "Metadata: {{ A: !Nothing b, B: {{ 'Fn::Join': a }} }}\n{}",
        named("a")
    );
    assert!(rules(&metadata).is_empty());
}

#[test]
fn json_has_long_forms_alone_and_none_of_them_is_taken_for_a_short_one() {
    let json = |transform: &str| {
        format!(
            "# file: a.json\n{{ {transform} \"Resources\": {{ \"T\": {{ \"Type\": \"AWS::SNS::Topic\", \"Properties\": {{ \"TopicName\": {{ \"Fn::Join\": [\"-\", [\"a\", {{ \"Fn::Length\": [\"b\"] }}]] }} }} }} }} }}"
        )
    };
    assert!(rules(&json("\"Transform\": \"AWS::LanguageExtensions\",")).is_empty());
    assert_eq!(rules(&json("")), ["language-extensions-missing@1"]);
}

#[test]
fn keys_of_maps_are_judged_as_far_as_they_are_settled() {
    let of = |parameter: &str| {
        rules(&format!(
            "Parameters:\n  P: {{ {parameter} }}\nMappings:\n  M: {{ a: {{ k: one }} }}\nResources:\n  T: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !FindInMap [M, !Ref P, k] }} }}\n"
        ))
    };
    assert_eq!(
        of("Type: String, AllowedValues: [a, b]"),
        ["map-key-undefined@6"]
    );
    assert!(of("Type: String, AllowedValues: [a]").is_empty());
    // Somebody may pass what the map has.
    assert!(of("Type: String, Default: b").is_empty());
    assert!(of("Type: String").is_empty());
}

#[test]
fn keys_that_a_parent_passes_are_judged_in_the_child() {
    let of = |passed: &str| {
        rules(&format!(
            "# file: root.yaml\nParameters:\n  P: {{ Type: String, Default: b }}\nResources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: {{ TemplateURL: child.yaml, Parameters: {{ Key: {passed} }} }}\n# file: child.yaml\nParameters:\n  Key: {{ Type: String, Default: a }}\nMappings:\n  M: {{ a: {{ k: one }} }}\nResources:\n  T: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !FindInMap [M, !Ref Key, k] }} }}\n"
        ))
    };
    assert_eq!(of("b"), ["map-key-undefined@6"]);
    assert!(of("a").is_empty());
    assert!(of("!Ref P").is_empty());
}

#[test]
fn a_key_behind_a_condition_that_excludes_it_is_no_mistake() {
    let of = |condition: &str| {
        rules(&format!(
            "Parameters:\n  P: {{ Type: String, AllowedValues: [a, b] }}\nConditions:\n  C: !Equals [!Ref P, {condition}]\nMappings:\n  M: {{ a: {{ k: one }} }}\nResources:\n  T: {{ Type: AWS::SNS::Topic, Condition: C, Properties: {{ TopicName: !FindInMap [M, !Ref P, k] }} }}\n"
        ))
    };
    assert!(of("a").is_empty());
    assert_eq!(of("b"), ["map-key-undefined@8"]);
    let branch = |condition: &str| {
        rules(&format!(
            "Parameters:\n  P: {{ Type: String, AllowedValues: [a, b] }}\nConditions:\n  C: !Equals [!Ref P, {condition}]\nMappings:\n  M: {{ a: {{ k: one }} }}\nResources:\n  T: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !If [C, !FindInMap [M, !Ref P, k], none] }} }}\n"
        ))
    };
    assert!(branch("a").is_empty());
    assert_eq!(branch("b"), ["map-key-undefined@8"]);
}

#[test]
fn a_function_of_conditions_in_a_property_is_said_once() {
    let found = rules(&named("!Join ['', [!Not [!Equals [a, b]]]]"));
    assert_eq!(found, ["function-misplaced@9"]);
    assert_eq!(rules(&named("!Equals [a, b]")), ["function-misplaced@9"]);
}

#[test]
fn a_text_that_names_a_parameter_is_put_in_by_sub_alone() {
    assert_eq!(rules(&named("'${P}'")), ["sub-missing@9"]);
    assert_eq!(
        rules(&named("!Join ['', ['${AWS::Region}']]")),
        ["sub-missing@9"]
    );
    assert!(rules(&named("'${Other}'")).is_empty());
    assert!(rules(&named("!Sub '${P}'")).is_empty());
}

#[test]
fn ranges_are_counted() {
    let of = |cidr: &str| rules(&named(&format!("!Select [0, !Cidr [{cidr}]]")));
    for cidr in [
        "10.0.0.0/16, 257, 8",
        "10.0.0.0/24, 4, 8",
        "10.0.0.0, 4, 8",
        "10.0.0.0/16, 0, 8",
    ] {
        assert!(of(cidr).contains(&"cidr-range@9".to_owned()), "{cidr}");
    }
    for cidr in [
        "10.0.0.0/16, 256, 8",
        "10.0.0.0/24, 16, 4",
        "!Ref P, 4, 8",
        "2001:db8::/56, 256, 64",
    ] {
        assert!(of(cidr).is_empty(), "{cidr}");
    }
}

#[test]
fn the_variable_of_a_loop_is_one_that_sub_puts_in() {
    let of = |name: &str| {
        rules(&format!(
            "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - [one, two]\n    - \"${{Name}}Topic\":\n        Type: AWS::SNS::Topic\n        Properties: {{ TopicName: !Sub \"{name}\" }}\n"
        ))
    };
    assert!(of("news-${Name}").is_empty());
    assert_eq!(of("news"), ["sub-without-variable@8"]);
}

#[test]
fn the_name_of_a_pseudo_parameter_is_no_value() {
    assert_eq!(rules(&named("'AWS::NoValue'")), ["ref-missing@9"]);
    assert_eq!(
        rules(&named("!If [C, 'AWS::StackName', a]")),
        ["ref-missing@9"]
    );
    for right in ["!Ref AWS::StackName", "'AWS::Nothing'", "'of AWS::Region'"] {
        let found = rules(&named(right));
        assert!(!found.contains(&"ref-missing@9".to_owned()), "{found:?}");
    }
}
