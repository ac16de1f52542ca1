//! Values as their properties take them: CloudFormation turns texts into numbers and truth values and the
//! other way round, reads JSON that is given as text, and does not mind the order of some lists.
//!
//! Source: facts of the registry (`insertionOrder`, types); AWS CloudFormation user guide for coercion;
//! IAM user guide, "JSON policy element reference", for policies. Not here: what differs (`compare`).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Json;

use super::expression::Expression;
use crate::schema::ResourceType;

/// Lists that are sets in AWS, whatever their schema says of their order.
const SETS: [&str; 17] = [
    "AvailabilityZones",
    "EnabledCloudwatchLogsExports",
    "EnableCloudwatchLogsExports",
    "LoadBalancerAttributes",
    "LoadBalancerNames",
    "RouteTableIds",
    "SecurityGroupEgress",
    "SecurityGroupIds",
    "SecurityGroupIngress",
    "SecurityGroups",
    "SubnetIds",
    "Subnets",
    "Tags",
    "TargetGroupARNs",
    "TargetGroupAttributes",
    "VPCZoneIdentifier",
    "VpcSecurityGroupIds",
];

/// The properties of a resource as its type takes them; of a type that nobody knows as they are.
pub(super) fn properties(of: Option<&'static ResourceType>, written: Expression) -> Expression {
    let Expression::Map(entries) = written else {
        return written;
    };
    let entries = entries.into_iter().map(|(name, value)| {
        let schema = of.and_then(|of| of.property(&name).map(|property| (of, property.raw())));
        let value = match schema {
            Some((of, schema)) => typed(of, schema, &name, value),
            None => ordered(false, &name, value),
        };
        (name, value)
    });
    Expression::Map(entries.collect())
}

fn typed(of: &ResourceType, schema: &Json, name: &str, value: Expression) -> Expression {
    let schema = of.resolve(schema);
    let types = types(schema);
    let value = as_list(&types, value);
    match value {
        Expression::Text(text) => Expression::Text(scalar(&types, text)).into_json(&types),
        Expression::List(items) => {
            let inner = schema.get("items");
            let items = items.into_iter().map(|item| match inner {
                Some(inner) => typed(of, inner, name, item),
                None => item,
            });
            let list = Expression::List(items.collect());
            let is_set = schema.get("insertionOrder") == Some(&Json::Bool(false));
            ordered(is_set, name, list)
        }
        Expression::Map(entries) if entries.contains_key("Statement") => policy(entries),
        Expression::Map(entries) => {
            let named = schema.get("properties").and_then(Json::as_object);
            let entries = entries.into_iter().map(|(name, value)| {
                let inner = named.and_then(|named| named.get(&*name));
                let value = match inner {
                    Some(inner) => typed(of, inner, &name, value),
                    None => ordered(false, &name, value),
                };
                (name, value)
            });
            Expression::Map(entries.collect())
        }
        Expression::Choice(cases) => {
            let cases = cases.into_iter();
            let cases = cases.map(|(guard, value)| (guard, typed(of, schema, name, value)));
            Expression::Choice(cases.collect())
        }
        Expression::Set(_)
        | Expression::Absent
        | Expression::Reference { .. }
        | Expression::Parameter { .. }
        | Expression::Pseudo(_)
        | Expression::Joined(_)
        | Expression::Call { .. } => value,
    }
}

/// A list that came as one text, as an output does that is passed to a parameter.
fn as_list(types: &[&str], value: Expression) -> Expression {
    if let Expression::Call {
        function,
        arguments,
    } = &value
        && &**function == "Fn::Join"
        && let [Expression::Text(delimiter), Expression::List(items)] = arguments.as_slice()
        && &**delimiter == ","
        && types.contains(&"array")
    {
        return Expression::List(items.clone());
    }
    value
}

fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        Some(_) | None => Vec::new(),
    }
}

/// `True` of a truth value is `true`, `080` of a number is `80`.
fn scalar(types: &[&str], text: Arc<str>) -> Arc<str> {
    if types.contains(&"string") {
        return text;
    }
    if types.contains(&"boolean") && text.parse::<bool>().is_err() {
        return text.to_ascii_lowercase().into();
    }
    let is_number = types.contains(&"integer") || types.contains(&"number");
    match text.trim().parse::<f64>() {
        Ok(number) if is_number && number.is_finite() => number.to_string().into(),
        Ok(_) | Err(_) => text,
    }
}

/// A list in an order of its own where the order means nothing.
fn ordered(is_set: bool, name: &str, value: Expression) -> Expression {
    if let Expression::Map(entries) = value {
        return if entries.contains_key("Statement") {
            policy(entries)
        } else {
            Expression::Map(entries)
        };
    }
    let is_list = matches!(value, Expression::List(_));
    if !is_list || !(is_set || SETS.contains(&name)) {
        return value;
    }
    let mut items = value.into_items();
    items.sort();
    Expression::Set(items)
}

impl Expression {
    /// The same as a tree, where a document is given as text.
    fn into_json(self, types: &[&str]) -> Self {
        if !types.contains(&"object") {
            return self;
        }
        let parsed = self
            .text()
            .and_then(|text| serde_json::from_str::<Json>(text).ok());
        let Some(json) = parsed.filter(Json::is_object) else {
            return self;
        };
        ordered(false, "", Self::of_json(&json))
    }

    fn of_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::of_text("null"),
            Json::Bool(truth) => Self::of_text(truth.to_string()),
            Json::Number(number) => Self::of_text(number.to_string()),
            Json::String(text) => Self::of_text(text.as_str()),
            Json::Array(items) => Self::List(items.iter().map(Self::of_json).collect()),
            Json::Object(entries) => {
                let entries = entries.iter();
                let entries =
                    entries.map(|(name, value)| (Arc::from(name.as_str()), Self::of_json(value)));
                Self::Map(entries.collect())
            }
        }
    }
}

/// A policy document: one statement is a list of one, and what a statement lists is a set.
fn policy(mut entries: BTreeMap<Arc<str>, Expression>) -> Expression {
    if let Some(statements) = entries.remove("Statement") {
        let statements = statements.into_items().into_iter().map(statement).collect();
        entries.insert("Statement".into(), Expression::List(statements));
    }
    Expression::Map(entries)
}

fn statement(written: Expression) -> Expression {
    let Expression::Map(entries) = written else {
        return written;
    };
    let entries = entries.into_iter().map(|(name, value)| {
        let value = match (&*name, value) {
            ("Action" | "NotAction" | "Resource" | "NotResource", value) => value.into_set(),
            ("Principal" | "NotPrincipal", Expression::Map(kinds)) => {
                let kinds = kinds
                    .into_iter()
                    .map(|(kind, named)| (kind, named.into_set()));
                Expression::Map(kinds.collect())
            }
            ("Condition", Expression::Map(operators)) => {
                let operators = operators.into_iter().map(|(operator, keys)| {
                    let Expression::Map(keys) = keys else {
                        return (operator, keys);
                    };
                    let keys = keys
                        .into_iter()
                        .map(|(key, values)| (key, values.into_set()));
                    (operator, Expression::Map(keys.collect()))
                });
                Expression::Map(operators.collect())
            }
            (_, value) => value,
        };
        (name, value)
    });
    Expression::Map(entries.collect())
}
