//! Names: what they stand for, in which cases, and what waits for what.

/// What the rules of this family find.
fn rules(text: &str) -> Vec<String> {
    super::rules("references", text)
}

/// What is found of names that may stand for nothing.
fn existing(text: &str) -> Vec<String> {
    let mut found = rules(text);
    found.retain(|one| one.starts_with("reference-"));
    found
}

/// Two conditions of one parameter that exclude one another, up to line 6.
const CONDITIONS: &str = "Parameters:\n  P: { Type: String }\nConditions:\n  A: !Equals [!Ref P, a]\n  B: !Equals [!Ref P, b]\n  NotA: !Not [!Condition A]\n";

#[test]
fn a_name_that_is_not_there_is_said_where_it_stands() {
    let template = "Resources:\n  T: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '${Q.QueueName}-${AWS::Regoin}' } }\nOutputs:\n  O: { Value: !GetAtt T.TopicNme }\n";
    assert_eq!(
        rules(template),
        [
            "reference-undefined@2",
            "reference-undefined@2",
            "reference-attribute-unknown@4"
        ]
    );
}

#[test]
fn a_finding_tells_the_resource_that_it_stands_in() {
    let template = "Resources:\n  T: { Type: AWS::SNS::Topic }\n  U: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Nothing } }\nOutputs:\n  O: { Value: !Ref Nobody }\n";
    let found = super::found(template).into_iter();
    let owners = found.map(|one| one.logical_id);
    assert_eq!(owners.collect::<Vec<_>>(), [Some("U".to_owned()), None]);
}

#[test]
fn a_parameter_has_no_attributes() {
    let template = "Parameters:\n  P: { Type: String }\nOutputs:\n  O: { Value: !Sub '${P}${P.Name}' }\nResources:\n  T: { Type: AWS::SNS::Topic }\n";
    assert_eq!(rules(template), ["reference-undefined@4"]);
}

#[test]
fn attributes_of_what_nobody_knows_are_not_judged() {
    let types = [
        "Custom::Thing",
        "AWS::CloudFormation::CustomResource",
        "Vendor::Service::Thing",
    ];
    for name in types {
        let template = format!(
            "Resources:\n  R: {{ Type: {name}, Properties: {{ ServiceToken: a }} }}\nOutputs:\n  O: {{ Value: !GetAtt R.Anything }}\n"
        );
        assert!(rules(&template).is_empty(), "{name}");
    }
}

#[test]
fn what_may_not_exist_is_named_under_a_condition_that_implies_its_own() {
    let of = |user: &str| {
        let topics = "Resources:\n  T: { Type: AWS::SNS::Topic, Condition: A }\n";
        existing(&format!(
            "{CONDITIONS}{topics}Outputs:\n  B: {{ Condition: B, Value: !If [NotA, b, c] }}\n  O: {{ {user} }}\n"
        ))
    };
    assert_eq!(of("Value: !Ref T"), ["reference-conditional@11"]);
    assert_eq!(
        of("Condition: NotA, Value: !Ref T"),
        ["reference-to-absent@11"]
    );
    assert_eq!(
        of("Condition: B, Value: !Ref T"),
        ["reference-to-absent@11"]
    );
    assert!(of("Condition: A, Value: !Ref T").is_empty());
    assert!(of("Value: !If [A, !Ref T, none]").is_empty());
    assert!(of("Value: !If [NotA, none, !Ref T]").is_empty());
    assert_eq!(
        of("Value: !If [A, none, !Ref T]"),
        ["reference-to-absent@11"]
    );
    assert!(of("Value: !Sub ['${V}', { V: !If [A, !Ref T, none] }]").is_empty());
}

#[test]
fn what_a_parent_passes_decides_a_childs_conditions() {
    let of = |passed: &str| {
        let root = format!(
            "# file: root.yaml\nParameters:\n  P: {{ Type: String }}\nResources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: {{ TemplateURL: child.yaml, Parameters: {{ P: {passed} }} }}\n"
        );
        let child = "Resources:\n  T: { Type: AWS::SNS::Topic, Condition: A }\nOutputs:\n  B: { Condition: B, Value: !If [NotA, b, c] }\n  O: { Value: !Ref T }\n";
        rules(&format!("{root}# file: child.yaml\n{CONDITIONS}{child}"))
    };
    let found = |passed: &str, rule: &str| of(passed).contains(&rule.to_owned());
    assert!(found("!Ref P", "reference-conditional@11"));
    assert!(found("b", "reference-to-absent@11"));
    assert!(!of("a").iter().any(|one| one.starts_with("reference-")));
}

#[test]
fn a_circle_is_told_once_and_in_order() {
    let circle = "Resources:\n  A: { Type: AWS::SNS::Topic, DependsOn: B }\n  B: { Type: AWS::SNS::Topic, Properties: { TopicName: !GetAtt C.TopicName } }\n  C: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '${A.TopicName}' } }\n  D: { Type: AWS::SNS::Topic, DependsOn: [A, C] }\n";
    let found = super::found(circle);
    let circles: Vec<_> = found
        .iter()
        .filter(|one| one.rule.id == "reference-circular")
        .collect();
    assert_eq!(circles.len(), 1);
    assert_eq!(
        circles[0].message,
        "`A` waits for itself: `A` → `B` → `C` → `A`"
    );
    assert_eq!(circles[0].related.len(), 2);
}

#[test]
fn a_resource_does_not_wait_for_itself_unseen() {
    let own = "Resources:\n  A: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '${A.TopicName}' } }\n";
    assert_eq!(rules(own), ["reference-circular@2"]);
    let metadata = "Resources:\n  A: { Type: AWS::SNS::Topic, Metadata: { Name: !Ref A } }\n";
    assert!(rules(metadata).is_empty());
}

#[test]
fn a_circle_needs_all_its_conditions_at_once() {
    let of = |one: &str, other: &str| {
        let topics = format!(
            "Resources:\n  T: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !If [{one}, !GetAtt U.TopicName, a] }} }}\n  U: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !If [{other}, !GetAtt T.TopicName, a] }} }}\n"
        );
        let used = "Outputs:\n  O: { Value: !If [A, !If [B, a, b], !If [NotA, a, b]] }\n";
        let found = rules(&format!("{CONDITIONS}{topics}{used}")).into_iter();
        found
            .filter(|one| one.starts_with("reference-circular"))
            .count()
    };
    assert_eq!(of("A", "A"), 1);
    assert_eq!(of("A", "B"), 0);
    assert_eq!(of("A", "NotA"), 0);
    assert_eq!(of("NotA", "B"), 1);
}

#[test]
fn a_nested_stack_that_takes_its_own_output_waits_for_itself() {
    let root = "# file: root.yaml\nResources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: child.yaml, Parameters: { Name: !GetAtt Child.Outputs.Name } }\n# file: child.yaml\nParameters:\n  Name: { Type: String }\nResources:\n  T: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }\nOutputs:\n  Name: { Value: a }\n";
    assert_eq!(rules(root), ["reference-circular@4"]);
}

#[test]
fn what_a_loop_uses_is_used() {
    let template = "Transform: AWS::LanguageExtensions\nParameters:\n  Names: { Type: CommaDelimitedList, Default: 'a, b' }\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - !Ref Names\n    - 'T${Name}': { Type: AWS::SNS::Topic }\n";
    assert!(rules(template).is_empty());
}

#[test]
fn exports_are_the_same_where_their_names_are_and_both_exist() {
    let of = |one: &str, other: &str| {
        let found = rules(&format!(
            "{CONDITIONS}Resources:\n  T: {{ Type: AWS::SNS::Topic }}\nOutputs:\n  One: {{ Value: a, {one} }}\n  Two: {{ Value: !If [NotA, a, b], {other} }}\n"
        ));
        found
            .into_iter()
            .filter(|one| one.starts_with("export-duplicate"))
            .count()
    };
    assert_eq!(of("Export: { Name: n }", "Export: { Name: n }"), 1);
    assert_eq!(
        of(
            "Export: { Name: !Sub '${P}-n' }",
            "Export: { Name: !Sub '${P}-n' }"
        ),
        1
    );
    assert_eq!(
        of("Export: { Name: !Sub '${P}-n' }", "Export: { Name: n }"),
        0
    );
    assert_eq!(
        of(
            "Condition: A, Export: { Name: n }",
            "Condition: B, Export: { Name: n }"
        ),
        0
    );
}

#[test]
fn a_module_brings_resources_and_nothing_else() {
    let template = |used: &str| {
        format!(
            "Resources:\n  Shop: {{ Type: Example::Shop::Order::MODULE }}\n  T: {{ Type: AWS::SNS::Topic, DependsOn: ShopQueue }}\nOutputs:\n  O: {{ Value: {used} }}\n"
        )
    };
    for used in [
        "!Ref ShopQueue",
        "!Ref Shop.Queue",
        "!GetAtt ShopQueue.Arn",
        "!GetAtt Shop.Queue.Arn",
        "!Sub '${Shop.Queue.Arn}${ShopQueue}'",
    ] {
        assert!(rules(&template(used)).is_empty(), "{used}");
    }
    for used in ["!Ref Shp", "!GetAtt Queue.Arn"] {
        assert_eq!(rules(&template(used)), ["reference-undefined@5"], "{used}");
    }
    let depends = template("!Ref T").replace("DependsOn: ShopQueue", "DependsOn: Queue");
    assert_eq!(rules(&depends), ["depends-on-undefined@3"]);
}
