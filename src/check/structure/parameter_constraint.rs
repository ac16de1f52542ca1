//! # parameter-constraint
//!
//! ## What it finds
//! A constraint of a parameter that its type has not (a length of a number, a range of a text), that is no
//! number where one is needed, or whose bounds leave nothing.
//!
//! ## Why it matters
//! CloudFormation does not heed the constraint, or refuses the template.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String, MinValue: 1 }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: String, MinLength: 9, MaxLength: 3 }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String, MinLength: 1, MaxLength: 9 }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Parameters".

use crate::check::template::is_null;
use crate::check::{Check, Context};
use crate::document::Node;
use crate::resolve::Declared;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "parameter-constraint",
        severity: Severity::Warning,
        page: include_str!("parameter_constraint.rs"),
    },
    cfn_lint: &["E2001"],
    run,
};

/// Bounds: least, greatest, and whether they are of numbers.
const BOUNDS: [(&str, &str, bool); 2] = [
    ("MinLength", "MaxLength", false),
    ("MinValue", "MaxValue", true),
];

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for parameter in template.parameters.values() {
            let is_number = parameter.type_name() == "Number";
            for (least, greatest, of_numbers) in BOUNDS {
                for key in [least, greatest] {
                    if let Some(wrong) = wrong(parameter, key, is_number == of_numbers)
                        && let Some(node) = parameter.node.get(&[key])
                    {
                        context.report(context.finding(
                            &CHECK.rule,
                            template.stack,
                            node.id,
                            wrong,
                        ));
                    }
                }
                let (low, high) = (number(parameter, least), number(parameter, greatest));
                if let (Some(low), Some(high), Some(node)) =
                    (low, high, parameter.node.get(&[least]))
                    && low > high
                {
                    let message =
                        format!("`{least}` is greater than `{greatest}`, so no value is allowed");
                    context.report(context.finding(&CHECK.rule, template.stack, node.id, message));
                }
            }
            if is_number && let Some(node) = parameter.node.get(&["AllowedPattern"]) {
                let message = "numbers have no `AllowedPattern`";
                let finding = context.finding(&CHECK.rule, template.stack, node.id, message);
                context.report(finding.help("use `MinValue`, `MaxValue` or `AllowedValues`"));
            }
        }
    }
}

fn wrong(parameter: &Declared<'_>, key: &str, has_such: bool) -> Option<String> {
    parameter.node.get(&[key]).filter(|node| !is_null(node))?;
    // Lists of numbers have neither, and nobody is sure of the other types.
    let is_plain = matches!(parameter.type_name(), "Number" | "String");
    if !has_such && is_plain {
        return Some(format!(
            "a parameter of type `{}` has no `{key}`",
            parameter.type_name()
        ));
    }
    number(parameter, key)
        .is_none()
        .then(|| format!("`{key}` is no number"))
}

fn number(parameter: &Declared<'_>, key: &str) -> Option<f64> {
    let text = parameter.node.get(&[key]).and_then(Node::as_text)?;
    text.trim().parse().ok()
}
