//! A policy document: statements under the current policy language.

use super::statement::{Principal, Statement};
use crate::cfn::{Expr, IntoExpr, PolicyDocument, account_id};
use crate::document::Node;

/// The version of the policy language with variables; IAM's default is an older one without.
const VERSION: &str = "2012-10-17";

/// A policy document.
#[derive(Clone, Debug)]
pub struct Document {
    statements: Vec<Statement>,
}

impl Document {
    /// A document of these statements, in this order.
    #[must_use]
    pub fn new(statements: impl IntoIterator<Item = Statement>) -> Self {
        Self {
            statements: statements.into_iter().collect(),
        }
    }

    /// The trust policy of a role that a service of AWS takes on: `ec2.amazonaws.com`.
    #[must_use]
    pub fn trust(service: &str) -> Self {
        let statement = Statement::allow(["sts:AssumeRole"]).principal(Principal::Service(service));
        Self::new([statement])
    }

    /// The same, only on behalf of this account: nobody else's resources can make the service take
    /// on the role.
    #[must_use]
    pub fn trust_for_this_account(service: &str) -> Self {
        let statement = Statement::allow(["sts:AssumeRole"])
            .principal(Principal::Service(service))
            .when("StringEquals", "aws:SourceAccount", account_id());
        Self::new([statement])
    }
}

impl IntoExpr<PolicyDocument> for Document {
    fn into_expr(self) -> Expr<PolicyDocument> {
        let statements = self
            .statements
            .into_iter()
            .map(Statement::into_node)
            .collect();
        let pairs = [
            ("Version", Node::text(VERSION)),
            ("Statement", Node::sequence(statements)),
        ];
        Expr::from_node(Node::mapping(pairs.into_iter().collect()))
    }
}
