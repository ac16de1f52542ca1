//! What templates say is not to be found in them.

use super::speaking;

/// A template with a word where a number belongs, and metadata of the resource and of the template.
fn template(of_resource: &str, of_template: &str) -> String {
    format!(
        "Metadata: {of_template}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Metadata: {of_resource}
    Properties: {{ DelaySeconds: soon }}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
  Other:
    Type: AWS::SQS::Queue
    Properties: {{ DelaySeconds: later }}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
"
    )
}

const BOTH: [&str; 2] = ["property-type", "property-type"];

#[test]
fn checks_of_cfn_lint_silence_ours_by_id_and_by_beginning() {
    assert_eq!(speaking(&template("{}", "{}")), BOTH);
    for (checks, left) in [("[E3012]", 1), ("[E3]", 1), ("[E3002]", 2), ("[W3012]", 2)] {
        let metadata = format!("{{ cfn-lint: {{ config: {{ ignore_checks: {checks} }} }} }}");
        assert_eq!(speaking(&template(&metadata, "{}")).len(), left, "{checks}");
        let all = speaking(&template("{}", &metadata)).len();
        assert_eq!(all, if left == 1 { 0 } else { 2 }, "{checks}");
    }
}

#[test]
fn a_suppression_of_ours_names_the_rule_and_a_reason() {
    let own = |entry: &str| format!("{{ ess-cfn: {{ ignore: [{entry}] }} }}");
    let good = own("{ rule: property-type, reason: a macro of ours replaces the word }");
    assert_eq!(speaking(&template(&good, "{}")), ["property-type"]);
    assert_eq!(speaking(&template("{}", &good)), [""; 0]);
    let bare = own("{ rule: property-type }");
    let found = speaking(&template(&bare, "{}"));
    assert!(found.contains(&"suppression-reason-missing"), "{found:?}");
    assert_eq!(found.len(), 3);
    let text = own("property-type");
    assert!(speaking(&template(&text, "{}")).contains(&"suppression-reason-missing"));
    let unknown = own("{ rule: property-tpye, reason: none }");
    assert!(speaking(&template(&unknown, "{}")).contains(&"suppression-rule-unknown"));
    let unused = own("{ rule: name-twice, reason: none }");
    assert!(speaking(&template(&unused, "{}")).contains(&"suppression-unused"));
}
