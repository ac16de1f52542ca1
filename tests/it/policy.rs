//! IAM policy documents as they stand in a template.

use ess_cfn::cfn::{IntoExpr, PolicyDocument, account_id};
use ess_cfn::document::Node;
use ess_cfn::policy::{Document, Principal, Statement};

fn node(document: Document) -> Node {
    IntoExpr::<PolicyDocument>::into_expr(document).into_node()
}

#[test]
fn a_trust_policy_names_the_service_and_the_account() {
    let document = node(Document::trust_for_this_account("ecs-tasks.amazonaws.com"));
    assert_eq!(document.get(&["Version"]), Some(&Node::text("2012-10-17")));
    let statement = &document
        .get(&["Statement"])
        .and_then(Node::as_sequence)
        .unwrap()[0];
    assert_eq!(
        statement.get(&["Principal", "Service"]),
        Some(&Node::text("ecs-tasks.amazonaws.com"))
    );
    assert_eq!(
        statement.get(&["Condition", "StringEquals", "aws:SourceAccount"]),
        Some(account_id().node())
    );
    assert_eq!(
        statement.get(&["Action"]),
        Some(&Node::text("sts:AssumeRole"))
    );
}

#[test]
fn several_actions_and_resources_are_lists_and_conditions_of_one_operator_stand_together() {
    let statement = Statement::deny(["s3:GetObject", "s3:PutObject"])
        .sid("OnlyTls")
        .principal(Principal::Everybody)
        .on("arn:aws:s3:::a")
        .on("arn:aws:s3:::a/*")
        .when("Bool", "aws:SecureTransport", "false")
        .when_any("Bool", "aws:ViaAWSService", vec!["false"]);
    let document = node(Document::new([statement]));
    let statement = &document
        .get(&["Statement"])
        .and_then(Node::as_sequence)
        .unwrap()[0];
    assert_eq!(statement.get(&["Effect"]), Some(&Node::text("Deny")));
    assert_eq!(statement.get(&["Sid"]), Some(&Node::text("OnlyTls")));
    for key in ["Action", "Resource"] {
        assert_eq!(
            statement
                .get(&[key])
                .and_then(Node::as_sequence)
                .map(<[Node]>::len),
            Some(2)
        );
    }
    let conditions = statement
        .get(&["Condition", "Bool"])
        .and_then(Node::as_mapping)
        .unwrap();
    assert_eq!(conditions.entries.len(), 2);
    assert!(
        node(Document::trust("ec2.amazonaws.com"))
            .get(&["Statement"])
            .is_some()
    );
}
