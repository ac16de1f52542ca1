//! What is counted: the most that is taken, one more, and what comes near.

/// What the rules of this family find.
fn rules(text: &str) -> Vec<String> {
    super::rules("quotas", text)
}

/// So many entries of a section.
fn entries(section: &str, count: usize, value: &str) -> String {
    let entries: String = (0..count)
        .map(|number| format!("  N{number}: {value}\n"))
        .collect();
    format!("{section}:\n{entries}")
}

#[test]
fn the_most_is_taken_and_one_more_is_not() {
    let topics = |count| entries("Resources", count, "{ Type: AWS::SNS::Topic }");
    assert!(rules(&topics(449)).is_empty());
    assert_eq!(rules(&topics(450)), ["quota-near@1"]);
    assert_eq!(rules(&topics(500)), ["quota-near@1"]);
    assert_eq!(rules(&topics(501)), ["quota-exceeded@1"]);
    let outputs = |count| topics(1) + &entries("Outputs", count, "{ Value: a }");
    assert_eq!(rules(&outputs(200)), ["quota-near@3"]);
    assert_eq!(rules(&outputs(201)), ["quota-exceeded@3"]);
}

#[test]
fn dynamic_references_are_counted_in_texts_of_every_kind() {
    let topics = |count: usize| {
        let reference = "!Sub '{{resolve:ssm:a}}{{resolve:ssm:${AWS::Region}}}'";
        let topic =
            format!("{{ Type: AWS::SNS::Topic, Properties: {{ TopicName: {reference} }} }}");
        entries("Resources", count, &topic)
    };
    assert_eq!(rules(&topics(30)), ["quota-near@1"]);
    assert_eq!(rules(&topics(31)), ["quota-exceeded@1"]);
}

#[test]
fn resources_of_all_stacks_of_a_root_are_counted_together() {
    let tree = |count: usize| {
        let stack = "{ Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }";
        let root = entries("Resources", count, stack);
        let child = entries("Resources", 400, "{ Type: AWS::SNS::Topic }");
        rules(&format!(
            "# file: root.yaml\n{root}# file: child.yaml\n{child}"
        ))
    };
    assert!(tree(5).is_empty());
    assert_eq!(tree(6), ["quota-near@1"]);
    assert_eq!(tree(7), ["quota-exceeded@1"]);
}
