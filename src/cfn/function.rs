//! Intrinsic functions, pseudo parameters and dynamic references, each typed by what it yields.
//!
//! Source: AWS CloudFormation template reference, "Intrinsic functions", "Pseudo parameters",
//! "Dynamic references". `Fn::Sub` has a module of its own; functions of conditions are in
//! `condition`.

use super::condition::Condition;
use super::sub::{Part, sub};
use super::{Expr, Integer, IntoExpr, Kind, List, Text, WidensToText};
use crate::document::{Intrinsic, Node};

/// `Fn::If`: one of two values of a kind. Either may be [`no_value`].
#[must_use]
pub fn if_<K: Kind>(
    condition: &Condition,
    then: impl IntoExpr<K>,
    otherwise: impl IntoExpr<K>,
) -> Expr<K> {
    let branches = [
        then.into_expr().into_node(),
        otherwise.into_expr().into_node(),
    ];
    let argument = std::iter::once(condition.node()).chain(branches).collect();
    Expr::from_node(Node::function(Intrinsic::If, Node::sequence(argument)))
}

/// `AWS::NoValue`: the property is left out. It stands in a branch of [`if_`] only.
#[must_use]
pub fn no_value<K: Kind>() -> Expr<K> {
    pseudo("AWS::NoValue")
}

/// `Fn::Join`: the items with a delimiter between them.
#[must_use]
pub fn join(delimiter: &str, items: impl IntoExpr<List<Text>>) -> Expr<Text> {
    let argument = vec![Node::text(delimiter), items.into_expr().into_node()];
    Expr::from_node(Node::function(Intrinsic::Join, Node::sequence(argument)))
}

/// `Fn::Split`: the parts of a text between delimiters, empty ones included.
#[must_use]
pub fn split(delimiter: &str, text: impl IntoExpr<Text>) -> Expr<List<Text>> {
    let argument = vec![Node::text(delimiter), text.into_expr().into_node()];
    Expr::from_node(Node::function(Intrinsic::Split, Node::sequence(argument)))
}

/// `Fn::Select`: one item of a list, from 0. CloudFormation does not check the bounds.
#[must_use]
pub fn select<K: Kind>(index: u32, list: impl IntoExpr<List<K>>) -> Expr<K> {
    let argument = vec![
        Node::integer(i64::from(index)),
        list.into_expr().into_node(),
    ];
    Expr::from_node(Node::function(Intrinsic::Select, Node::sequence(argument)))
}

/// `Fn::RefAll`: the values of all parameters that carry a `K`. It stands in rules only.
#[must_use]
pub fn ref_all<K: Kind>() -> Expr<List<K>> {
    Expr::from_node(Node::function(
        Intrinsic::RefAll,
        Node::text(K::PARAMETER_TYPE),
    ))
}

/// `Fn::ValueOfAll`: an attribute of whatever all parameters that carry a `K` name: `VpcId` of subnets.
/// It stands in rules only.
#[must_use]
pub fn value_of_all<K: Kind>(attribute: &str) -> Expr<List<Text>> {
    let argument = vec![Node::text(K::PARAMETER_TYPE), Node::text(attribute)];
    Expr::from_node(Node::function(
        Intrinsic::ValueOfAll,
        Node::sequence(argument),
    ))
}

/// `Fn::Cidr`: `count` ranges with `host_bits` host bits each (8 makes a /24 in IPv4).
#[must_use]
pub fn cidr(
    block: impl IntoExpr<Text>,
    count: impl IntoExpr<Integer>,
    host_bits: impl IntoExpr<Integer>,
) -> Expr<List<Text>> {
    let argument = vec![
        block.into_expr().into_node(),
        count.into_expr().into_node(),
        host_bits.into_expr().into_node(),
    ];
    Expr::from_node(Node::function(Intrinsic::Cidr, Node::sequence(argument)))
}

/// `Fn::Base64`: user data.
#[must_use]
pub fn base64(text: impl IntoExpr<Text>) -> Expr<Text> {
    Expr::from_node(Node::function(
        Intrinsic::Base64,
        text.into_expr().into_node(),
    ))
}

/// `Fn::FindInMap`: a value of a mapping of the same template.
#[must_use]
pub fn find_in_map<K: Kind>(
    mapping: &str,
    top_level_key: impl IntoExpr<Text>,
    second_level_key: impl IntoExpr<Text>,
) -> Expr<K> {
    let argument = vec![
        Node::text(mapping),
        top_level_key.into_expr().into_node(),
        second_level_key.into_expr().into_node(),
    ];
    Expr::from_node(Node::function(
        Intrinsic::FindInMap,
        Node::sequence(argument),
    ))
}

/// `Fn::ImportValue`: an export of another stack of the account and region, unknown offline.
#[must_use]
pub fn import_value<K: Kind>(name: impl IntoExpr<Text>) -> Expr<K> {
    Expr::from_node(Node::function(
        Intrinsic::ImportValue,
        name.into_expr().into_node(),
    ))
}

/// `{{resolve:secretsmanager:…}}`: one key of a secret that holds a JSON object, at its current
/// version. CloudFormation reads it when the resource is created or updated, not when it rotates.
#[must_use]
pub fn secret_string<K: WidensToText>(secret: &Expr<K>, json_key: &str) -> Expr<Text> {
    sub([
        Part::from("{{resolve:secretsmanager:"),
        Part::from(secret),
        Part::from(format!(":SecretString:{json_key}}}}}")),
    ])
}

/// `{{resolve:ssm:…}}`: a plain parameter of Systems Manager, at its latest version.
#[must_use]
pub fn ssm_parameter(name: &str) -> Expr<Text> {
    Expr::from_node(Node::text(format!("{{{{resolve:ssm:{name}}}}}")))
}

/// `AWS::AccountId`: 12 digits.
#[must_use]
pub fn account_id() -> Expr<Text> {
    pseudo("AWS::AccountId")
}

/// `AWS::NotificationARNs`: the topics of the stack.
#[must_use]
pub fn notification_arns() -> Expr<List<Text>> {
    pseudo("AWS::NotificationARNs")
}

/// `AWS::Partition`: `aws`, `aws-cn`, `aws-us-gov` …
#[must_use]
pub fn partition() -> Expr<Text> {
    pseudo("AWS::Partition")
}

/// `AWS::Region`: `eu-central-1`.
#[must_use]
pub fn region() -> Expr<Text> {
    pseudo("AWS::Region")
}

/// `AWS::StackId`: the ARN of the stack that holds the expression.
#[must_use]
pub fn stack_id() -> Expr<Text> {
    pseudo("AWS::StackId")
}

/// `AWS::StackName`: the name of the stack that holds the expression; for a nested one it is
/// generated.
#[must_use]
pub fn stack_name() -> Expr<Text> {
    pseudo("AWS::StackName")
}

/// `AWS::URLSuffix`: `amazonaws.com`, `amazonaws.com.cn`.
#[must_use]
pub fn url_suffix() -> Expr<Text> {
    pseudo("AWS::URLSuffix")
}

fn pseudo<K: Kind>(name: &str) -> Expr<K> {
    Expr::from_node(Node::function(Intrinsic::Ref, Node::text(name)))
}
