//! Values beside what a nested template's parameter takes.
//!
//! Source: AWS CloudFormation user guide, "Parameters". Not here: which rule speaks.

use super::passing::passings;
use crate::check::Context;
use crate::check::properties::{is_default, matches};
use crate::document::Node;
use crate::resolve::{Declared, ParameterType};
use crate::source::Rule;

/// Reports the known values that a declaration refuses: those that somebody may replace, or the others.
pub(super) fn report(context: &Context<'_>, rule: &'static Rule, replaceable: bool) {
    for passing in passings(context) {
        for (declared, case) in passing.values(context) {
            let Some(text) = case.text() else { continue };
            if is_default(context.resolved, case.value.place) != replaceable {
                continue;
            }
            let Some((found, expected)) = refused(&declared, text) else {
                continue;
            };
            let name = declared.name;
            let message = format!("parameter `{name}` of the nested template refuses {found}");
            let finding = context.finding_of(rule, &passing.resource, &case, message);
            let finding = finding.path(format!("Properties.Parameters.{name}"));
            let finding = finding.expected(expected);
            context.report(passing.declared(context, finding, &declared));
        }
    }
}

/// What is wrong with a value, and what was expected.
fn refused(declared: &Declared<'_>, text: &str) -> Option<(String, String)> {
    let type_name = declared.type_name();
    if let ParameterType::Stored { .. } = declared.parameter_type() {
        return None;
    }
    let items = match declared.parameter_type() {
        ParameterType::List => Declared::items(text),
        ParameterType::Text | ParameterType::Stored { .. } => vec![text.into()],
    };
    items.iter().find_map(|item| {
        number(declared, type_name, item)
            .or_else(|| allowed(declared, item))
            .or_else(|| length(declared, item))
            .or_else(|| pattern(declared, item))
    })
}

fn number(declared: &Declared<'_>, type_name: &str, item: &str) -> Option<(String, String)> {
    if type_name != "Number" && type_name != "List<Number>" {
        return None;
    }
    let Ok(number) = item.trim().parse::<f64>() else {
        let expected = format!(
            "expected {}",
            if type_name == "Number" {
                "a number"
            } else {
                "numbers"
            }
        );
        return Some((format!("`{item}`"), expected));
    };
    let bound = |key| bound(declared, key);
    let least = bound("MinValue").filter(|least| number < *least);
    let most = bound("MaxValue").filter(|most| number > *most);
    let expected = match (least, most) {
        (Some(least), _) => format!("expected at least {least}"),
        (None, Some(most)) => format!("expected at most {most}"),
        (None, None) => return None,
    };
    Some((format!("`{item}`"), expected))
}

fn allowed(declared: &Declared<'_>, item: &str) -> Option<(String, String)> {
    let allowed = declared.allowed_values()?;
    let texts: Vec<&str> = allowed.into_iter().filter_map(Node::as_text).collect();
    if texts.is_empty() || texts.contains(&item) {
        return None;
    }
    // Truth values and numbers are compared as CloudFormation writes them.
    let same = |one: &&str| {
        one.eq_ignore_ascii_case(item)
            && matches!(item.to_ascii_lowercase().as_str(), "true" | "false")
            || matches!((one.parse::<f64>(), item.parse::<f64>()), (Ok(one), Ok(other)) if one == other)
    };
    if texts.iter().any(same) {
        return None;
    }
    let shown: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
    Some((
        format!("`{item}`"),
        format!("expected one of {}", shown.join(", ")),
    ))
}

fn length(declared: &Declared<'_>, item: &str) -> Option<(String, String)> {
    let count = item.chars().count();
    let length = u32::try_from(count).map(f64::from).unwrap_or(f64::MAX);
    let found = format!("`{item}` with {count} characters");
    let bound = |key| bound(declared, key);
    if let Some(least) = bound("MinLength").filter(|least| length < *least) {
        return Some((found, format!("expected at least {least} characters")));
    }
    let most = bound("MaxLength").filter(|most| length > *most)?;
    Some((found, format!("expected at most {most} characters")))
}

fn pattern(declared: &Declared<'_>, item: &str) -> Option<(String, String)> {
    let pattern = declared.node.get(&["AllowedPattern"])?.as_text()?;
    // The whole value has to match.
    let whole = format!("^(?:{pattern})$");
    let fits = matches(&whole, item);
    (!fits).then(|| {
        let expected = format!("expected a text that matches `{pattern}`");
        (format!("`{item}`"), expected)
    })
}

fn bound(declared: &Declared<'_>, key: &str) -> Option<f64> {
    declared.node.get(&[key])?.as_text()?.trim().parse().ok()
}
