//! What is not known is no risk: a rule never guesses.

use super::risks;

/// A template in which a value depends on a parameter without a value.
fn template(of: &str, before: &str, property: &str) -> String {
    format!(
        "Parameters:
  Large: {{ Type: String }}
Conditions:
  IsLarge: !Equals [!Ref Large, 'true']
Resources:
  One:
    Type: {of}
    Properties:
      {before}
      {property}
"
    )
}

/// Types, other properties, and a property whose lower value is a risk.
const CASES: [(&str, &str, &str, &str, &str); 8] = [
    (
        "AWS::Logs::LogGroup",
        "LogGroupName: one",
        "RetentionInDays",
        "365",
        "30",
    ),
    (
        "AWS::SQS::Queue",
        "DelaySeconds: 0",
        "MessageRetentionPeriod",
        "86400",
        "3600",
    ),
    (
        "AWS::RDS::DBInstance",
        "Engine: postgres",
        "BackupRetentionPeriod",
        "14",
        "7",
    ),
    (
        "AWS::RDS::DBInstance",
        "Engine: postgres",
        "MultiAZ",
        "true",
        "false",
    ),
    (
        "AWS::RDS::DBInstance",
        "Engine: postgres",
        "DBInstanceClass",
        "db.m7g.xlarge",
        "db.m7g.large",
    ),
    (
        "AWS::AutoScaling::AutoScalingGroup",
        "MaxSize: 9",
        "MinSize",
        "4",
        "2",
    ),
    (
        "AWS::ECS::Service",
        "TaskDefinition: web",
        "DesiredCount",
        "4",
        "2",
    ),
    ("AWS::Kinesis::Stream", "Name: one", "ShardCount", "4", "2"),
];

#[test]
fn a_value_that_may_be_what_it_was_is_no_risk() {
    for (of, before, name, high, low) in CASES {
        let sure = template(of, before, &format!("{name}: {high}"));
        let falls = template(of, before, &format!("{name}: {low}"));
        let unknown = template(of, before, &format!("{name}: !Ref Large"));
        let either = template(of, before, &format!("{name}: !If [IsLarge, {high}, {low}]"));
        let quiet = |new: &str| -> Vec<String> {
            let found = risks(&sure, new).into_iter();
            // An interruption is one whatever the value becomes.
            let found = found.filter(|one| one.rule.id != "stateful-interrupted");
            found.map(|one| one.message).collect()
        };
        assert!(!quiet(&falls).is_empty(), "{of} {name}");
        assert_eq!(quiet(&unknown), Vec::<String>::new(), "{of} {name}");
        assert_eq!(quiet(&either), Vec::<String>::new(), "{of} {name}");
    }
}

#[test]
fn what_stays_is_no_risk() {
    for (of, before, name, high, _) in CASES {
        let text = template(of, before, &format!("{name}: {high}"));
        let found = risks(&text, &text);
        assert!(found.is_empty(), "{of} {name}");
    }
}
