//! Single values: their type, and what texts and numbers may be.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::mistake::Kind;
use super::patterns;
use super::walk::{Here, Walk, described, types};
use crate::check::cases::{Identity, identity};
use crate::document::ScalarKind;
use crate::resolve::{Alternatives, Form};
use crate::source::nearest;

impl Walk<'_> {
    pub(super) fn scalar(
        &mut self,
        schema: &'static Map<String, Json>,
        text: &str,
        kind: ScalarKind,
        here: &Here,
    ) {
        if kind == ScalarKind::Null {
            // Others say so of every null.
            return;
        }
        let types = types(schema);
        if !types.is_empty() && !types.iter().any(|one| takes(one, text)) {
            let expected = described(&types);
            let found = Form::Text(text.into(), kind).described();
            let mistake = self.mistake(
                Kind::Type,
                here,
                format!("found {found}, where {expected} belongs"),
            );
            mistake.expected = Some(format!("expected {expected}"));
            return;
        }
        self.choice(schema, text, here);
        if types.is_empty() || types.contains(&"string") {
            self.length(schema, text, here);
            self.pattern(schema, text, here);
            self.format(schema, text, here);
        }
        self.range(schema, text, here);
    }

    fn choice(&mut self, schema: &'static Map<String, Json>, text: &str, here: &Here) {
        let texts = |key: &str| -> Option<Vec<String>> {
            let list = schema.get(key)?.as_array()?;
            Some(list.iter().map(plain).collect())
        };
        let constant = schema.get("const").map(|value| vec![plain(value)]);
        let (choices, any_case) = match (
            constant.or_else(|| texts("enum")),
            texts("enumCaseInsensitive"),
        ) {
            (Some(choices), _) => (choices, false),
            (None, Some(choices)) => (choices, true),
            (None, None) => return,
        };
        let same = |choice: &String| {
            choice == text
                || (any_case && choice.eq_ignore_ascii_case(text))
                || same_number(choice, text)
        };
        if choices.iter().any(same) {
            return;
        }
        let near = nearest(text, choices.iter().map(String::as_str)).map(str::to_owned);
        let shown = choices.iter().take(20).map(|choice| format!("`{choice}`"));
        let shown: Vec<String> = shown.collect();
        let more = if choices.len() > shown.len() {
            ", …"
        } else {
            ""
        };
        let mistake = self.mistake(
            Kind::Choice,
            here,
            format!("`{text}` is none of the values that are taken"),
        );
        mistake.expected = Some(format!("expected one of {}{more}", shown.join(", ")));
        mistake.help = near.map(|near| format!("did you mean `{near}`?"));
    }

    fn length(&mut self, schema: &'static Map<String, Json>, text: &str, here: &Here) {
        let bound = |key: &str| schema.get(key).and_then(Json::as_u64);
        let length = text.chars().count() as u64;
        if let Some(least) = bound("minLength").filter(|least| length < *least) {
            let mistake = self.mistake(
                Kind::Length,
                here,
                format!("the text has {length} characters, fewer than {least}"),
            );
            mistake.expected = Some(format!("expected at least {least} characters"));
        }
        if let Some(most) = bound("maxLength").filter(|most| length > *most) {
            let mistake = self.mistake(
                Kind::Length,
                here,
                format!("the text has {length} characters, more than {most}"),
            );
            mistake.expected = Some(format!("expected at most {most} characters"));
        }
    }

    fn pattern(&mut self, schema: &'static Map<String, Json>, text: &str, here: &Here) {
        let pattern = schema.get("pattern").and_then(Json::as_str);
        let Some(pattern) = pattern.filter(|pattern| !patterns::matches(pattern, text)) else {
            return;
        };
        let mistake = self.mistake(
            Kind::Pattern,
            here,
            format!("`{text}` has another form than is taken"),
        );
        mistake.expected = Some(format!("expected a text that matches `{pattern}`"));
    }

    fn range(&mut self, schema: &'static Map<String, Json>, text: &str, here: &Here) {
        let Ok(number) = text.trim().parse::<f64>() else {
            return;
        };
        let bound = |key: &str| schema.get(key).and_then(Json::as_f64);
        let low = bound("minimum").filter(|least| number < *least);
        let high = bound("maximum").filter(|most| number > *most);
        let above = bound("exclusiveMinimum").filter(|least| number <= *least);
        let below = bound("exclusiveMaximum").filter(|most| number >= *most);
        let expected = if let Some(least) = low {
            format!("at least {least}")
        } else if let Some(most) = high {
            format!("at most {most}")
        } else if let Some(least) = above {
            format!("more than {least}")
        } else if let Some(most) = below {
            format!("less than {most}")
        } else {
            return;
        };
        let mistake = self.mistake(Kind::Range, here, format!("{text} is out of range"));
        mistake.expected = Some(format!("expected {expected}"));
    }

    /// How many items a list has, and whether one is there twice.
    pub(super) fn items(
        &mut self,
        schema: &'static Map<String, Json>,
        items: &[Alternatives],
        here: &Here,
    ) {
        let bound = |key: &str| schema.get(key).and_then(Json::as_u64);
        let certain = items.iter().filter(|item| !item.may_be_absent()).count() as u64;
        let possible = items.len() as u64;
        if let Some(least) = bound("minItems").filter(|least| possible < *least) {
            let mistake = self.mistake(
                Kind::Items,
                here,
                format!("the list has {possible} items, fewer than {least}"),
            );
            mistake.expected = Some(format!("expected at least {least}"));
        }
        if let Some(most) = bound("maxItems").filter(|most| certain > *most) {
            let mistake = self.mistake(
                Kind::Items,
                here,
                format!("the list has {certain} items, more than {most}"),
            );
            mistake.expected = Some(format!("expected at most {most}"));
        }
        if schema.get("uniqueItems").and_then(Json::as_bool) == Some(true) {
            let mut seen = BTreeSet::new();
            let known = items.iter().filter_map(Written::of);
            if let Some(twice) = known.into_iter().find(|one| !seen.insert(one.clone())) {
                let message = format!("the list has `{}` twice", twice.shown());
                self.mistake(Kind::Items, here, message);
            }
        }
    }
}

/// A value of which it is known whether another is the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    /// A text, or what one resource or one parameter gives: the same each time, whatever it is.
    One(Identity),
    List(Vec<Self>),
    /// Sorted by name.
    Map(Vec<(String, Self)>),
}

impl Written {
    fn of(value: &Alternatives) -> Option<Self> {
        let value = value.single()?;
        match &value.form {
            Form::Text(..) | Form::Unknown(_) => identity(value).map(Self::One),
            Form::List(items) => {
                let items: Option<Vec<Self>> = items.iter().map(Self::of).collect();
                items.map(Self::List)
            }
            Form::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|entry| Some((entry.name.to_string(), Self::of(&entry.value)?)));
                let mut entries: Vec<(String, Self)> = entries.collect::<Option<_>>()?;
                entries.sort();
                Some(Self::Map(entries))
            }
            Form::Absent => None,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::One(identity) => shown(identity),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::shown).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|(name, value)| format!("{name}: {}", value.shown()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// What names a thing, as `Fn::Sub` would write it.
fn shown(identity: &Identity) -> String {
    match identity {
        Identity::Text(text) => text.clone(),
        Identity::Resource(_, logical_id, attribute) => {
            let dot = if attribute.is_empty() { "" } else { "." };
            format!("${{{logical_id}{dot}{attribute}}}")
        }
        Identity::Parameter(_, name) | Identity::Pseudo(_, name) => format!("${{{name}}}"),
        Identity::Joined(parts) => parts.iter().map(shown).collect(),
    }
}

/// Whether a value of a type can be written as this text.
fn takes(type_name: &str, text: &str) -> bool {
    match type_name {
        "string" => true,
        "integer" => {
            let whole = |number: f64| number.fract() == 0.0;
            text.trim().parse::<i128>().is_ok() || text.trim().parse::<f64>().is_ok_and(whole)
        }
        "number" => text.trim().parse::<f64>().is_ok(),
        "boolean" => matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE"),
        // A JSON document may be given as a text.
        "object" => text.trim_start().starts_with('{'),
        "array" => text.trim_start().starts_with('['),
        _ => true,
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            value.to_string()
        }
    }
}

fn same_number(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one == other,
        (_, _) => one.eq_ignore_ascii_case(other) && matches!(one, "true" | "false"),
    }
}
