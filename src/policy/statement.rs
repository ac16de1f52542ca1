//! One statement of a policy document.

use indexmap::IndexMap;

use crate::cfn::{Expr, IntoExpr, List, Text, account_id, partition};
use crate::document::{Mapping, Node};
use crate::sub;

/// Who a statement of a resource's policy or of a role's trust is about.
#[derive(Clone, Debug)]
pub enum Principal<'a> {
    /// A service of AWS: `ecs-tasks.amazonaws.com`.
    Service(&'a str),
    /// Several services of AWS.
    Services(&'a [&'a str]),
    /// A service by a name with the region in it: `logs.eu-central-1.amazonaws.com`.
    ServiceOfRegion(Expr<Text>),
    /// The account itself, which passes the decision to its IAM policies.
    ThisAccount,
    /// Everybody; the statement's conditions say who is meant.
    Everybody,
}

/// A statement: an effect, actions, resources, conditions.
#[derive(Clone, Debug)]
pub struct Statement {
    sid: Option<String>,
    effect: &'static str,
    principal: Option<Node>,
    actions: Vec<String>,
    resources: Vec<Node>,
    conditions: IndexMap<String, Mapping>,
}

impl Statement {
    /// Allows actions: `s3:GetObject`.
    #[must_use]
    pub fn allow<'a>(actions: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new("Allow", actions)
    }

    /// Denies actions, whatever else allows them.
    #[must_use]
    pub fn deny<'a>(actions: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new("Deny", actions)
    }

    fn new<'a>(effect: &'static str, actions: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            sid: None,
            effect,
            principal: None,
            actions: actions.into_iter().map(str::to_owned).collect(),
            resources: Vec::new(),
            conditions: IndexMap::new(),
        }
    }

    /// Names it, in letters and digits, so that a reader knows what it is for.
    #[must_use]
    pub fn sid(mut self, sid: &str) -> Self {
        self.sid = Some(sid.to_owned());
        self
    }

    /// Whom it is about, in a resource's policy or a trust policy.
    #[must_use]
    pub fn principal(mut self, principal: Principal<'_>) -> Self {
        self.principal = Some(principal.into_node());
        self
    }

    /// One more resource that it is about, by ARN.
    #[must_use]
    pub fn on(mut self, arn: impl IntoExpr<Text>) -> Self {
        self.resources.push(arn.into_expr().into_node());
        self
    }

    /// It is about every resource, because the actions know no narrower one; `reason` says so to the
    /// reader of the code.
    #[must_use]
    pub fn on_everything(mut self, _reason: &'static str) -> Self {
        self.resources.push(Node::text("*"));
        self
    }

    /// It holds only where `operator` finds `value` under `key`:
    /// `StringEquals`, `aws:SourceAccount`.
    #[must_use]
    pub fn when(self, operator: &str, key: &str, value: impl IntoExpr<Text>) -> Self {
        self.with_condition(operator, key, value.into_expr().into_node())
    }

    /// It holds only where `operator` finds one of `values` under `key`.
    #[must_use]
    pub fn when_any(self, operator: &str, key: &str, values: impl IntoExpr<List<Text>>) -> Self {
        let values: Expr<List<Text>> = values.into_expr();
        self.with_condition(operator, key, values.into_node())
    }

    fn with_condition(mut self, operator: &str, key: &str, value: Node) -> Self {
        self.conditions
            .entry(operator.to_owned())
            .or_default()
            .set(key, value);
        self
    }

    pub(super) fn into_node(self) -> Node {
        let mut statement = Mapping::new();
        if let Some(sid) = self.sid {
            statement.set("Sid", Node::text(sid));
        }
        statement.set("Effect", Node::text(self.effect));
        if let Some(principal) = self.principal {
            statement.set("Principal", principal);
        }
        statement.set(
            "Action",
            one_or_list(self.actions.into_iter().map(Node::text).collect()),
        );
        if !self.resources.is_empty() {
            statement.set("Resource", one_or_list(self.resources));
        }
        if !self.conditions.is_empty() {
            let conditions = self.conditions.into_iter();
            let conditions = conditions.map(|(operator, keys)| (operator, Node::mapping(keys)));
            statement.set("Condition", Node::mapping(conditions.collect()));
        }
        Node::mapping(statement)
    }
}

impl Principal<'_> {
    fn into_node(self) -> Node {
        match self {
            Self::Service(name) => one("Service", Node::text(name)),
            Self::Services(names) => one(
                "Service",
                one_or_list(names.iter().map(|name| Node::text(*name)).collect()),
            ),
            Self::ServiceOfRegion(name) => one("Service", name.into_node()),
            Self::ThisAccount => {
                let root = sub!["arn:", partition(), ":iam::", account_id(), ":root"];
                one("AWS", root.into_node())
            }
            Self::Everybody => one("AWS", Node::text("*")),
        }
    }
}

fn one(key: &str, value: Node) -> Node {
    Node::mapping([(key, value)].into_iter().collect())
}

/// A single entry stands alone, as a person would write it.
fn one_or_list(mut nodes: Vec<Node>) -> Node {
    match (nodes.pop(), nodes.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            nodes.push(last);
            Node::sequence(nodes)
        }
        (None, _) => Node::sequence(Vec::new()),
    }
}
