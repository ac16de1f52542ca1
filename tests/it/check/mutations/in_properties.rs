//! Mistakes in the properties of a resource.

use serde_json::Value as Json;

use super::draw::misspelt;
use super::program::{Edit, Program, Site, Text};
use ess_cfn::document::{Node, Value};

/// Each property of a program for which `make` has a mistake.
fn each<'p>(
    program: &'p Program,
    make: impl Fn(Text<'p>, Site<'p>) -> Option<Edit>,
) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        let edits = text.sites().into_iter().filter_map(|site| make(text, site));
        found.extend(edits.map(|edit| vec![edit]));
    }
    found
}

pub(super) fn misspelt_property(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let name = misspelt(site.name());
        let closed =
            site.top || site.around.get("additionalProperties") == Some(&Json::Bool(false));
        let unknown = site.around["properties"].get(&name).is_none();
        (closed && unknown).then(|| text.replaced(&site.entry().key, name))
    })
}

pub(super) fn misspelt_type(program: &Program) -> Vec<Vec<Edit>> {
    let mut found = Vec::new();
    for text in program.yaml() {
        for resource in text.resources() {
            let node = resource.node.get(&["Type"]).unwrap();
            let (vendor, rest) = resource.resource_type.split_once("::").unwrap();
            let (service, name) = rest.split_once("::").unwrap_or((rest, ""));
            let facts = ess_cfn::schema::resource_type(resource.resource_type);
            if facts.is_some() {
                let name = format!("{vendor}::{service}::{}", misspelt(name));
                found.push(vec![text.replaced(node, name)]);
            }
        }
    }
    found
}

pub(super) fn wrong_scalar(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let wrong = match site.types().as_slice() {
            ["integer" | "number"] => "many",
            ["boolean"] => "perhaps",
            _ => return None,
        };
        site.is_scalar().then(|| text.valued(site.entry(), wrong))
    })
}

pub(super) fn list_for_scalar(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let types = site.types();
        let scalar = types
            .iter()
            .all(|one| matches!(*one, "string" | "integer" | "number" | "boolean"));
        let written = text.text(&site.entry().value);
        let one_line = !written.contains('\n') && site.is_scalar();
        (scalar && one_line && !types.is_empty())
            .then(|| text.valued(site.entry(), &format!("[{written}, {written}]")))
    })
}

pub(super) fn mapping_for_scalar(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let types = site.types();
        let scalar = types
            .iter()
            .all(|one| matches!(*one, "string" | "integer" | "number" | "boolean"));
        (scalar && site.is_scalar() && !types.is_empty())
            .then(|| text.valued(site.entry(), "{ Value: something }"))
    })
}

pub(super) fn scalar_for_list(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let of_objects = site.schema.get("items").is_some();
        let list = site.types() == ["array"] && site.entry().value.as_sequence().is_some();
        (list && of_objects).then(|| text.valued(site.entry(), "something"))
    })
}

pub(super) fn scalar_for_mapping(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let closed = site.schema.get("properties").is_some();
        let object = site.types() == ["object"] && site.entry().value.as_mapping().is_some();
        (object && closed).then(|| text.valued(site.entry(), "something"))
    })
}

pub(super) fn missing_property(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let required = site.names("required").contains(&site.name());
        required
            .then(|| text.removed(site.mapping, site.index))
            .flatten()
    })
}

pub(super) fn unknown_choice(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let choices = site.schema.get("enum")?.as_array()?;
        let value = site.entry().value.as_text()?;
        let wrong = misspelt(value);
        let unlike = choices.iter().all(|one| {
            one.as_str()
                .is_some_and(|one| !one.eq_ignore_ascii_case(&wrong))
        });
        unlike.then(|| text.valued(site.entry(), &wrong))
    })
}

pub(super) fn too_long(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let longest = site.schema.get("maxLength")?.as_u64()?;
        let longest = usize::try_from(longest).ok()?;
        let plain = site.schema.get("enum").is_none() && site.is_scalar() && longest < 5000;
        plain.then(|| text.valued(site.entry(), &"x".repeat(longest + 1)))
    })
}

pub(super) fn out_of_range(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let bound = |name: &str| site.schema.get(name).and_then(Json::as_i64);
        let wrong = match (bound("maximum"), bound("minimum")) {
            (Some(most), _) => most + 1,
            (None, Some(least)) => least - 1,
            (None, None) => return None,
        };
        site.is_scalar()
            .then(|| text.valued(site.entry(), &wrong.to_string()))
    })
}

pub(super) fn wrong_pattern(program: &Program) -> Vec<Vec<Edit>> {
    const WRONG: &str = "not § of ¶ this";
    each(program, |text, site| {
        let pattern = site.schema.get("pattern")?.as_str()?;
        let fits = fancy_regex::Regex::new(pattern)
            .ok()?
            .is_match(WRONG)
            .ok()?;
        let plain = site.schema.get("enum").is_none() && site.is_scalar();
        (plain && !fits).then(|| text.valued(site.entry(), &format!("\"{WRONG}\"")))
    })
}

pub(super) fn wrong_cidr(program: &Program) -> Vec<Vec<Edit>> {
    const RANGES: [&str; 3] = ["CidrBlock", "CidrIp", "DestinationCidrBlock"];
    const WRONG: [&str; 4] = ["10.0.0.0/33", "10.0.300.0/24", "10.0.0/16", "10.0.0.0"];
    each(program, |text, site| {
        let at = text.stretch(&site.entry().key).0;
        let wrong = WRONG[at % WRONG.len()];
        RANGES
            .contains(&site.name())
            .then(|| text.valued(site.entry(), wrong))
    })
}

pub(super) fn wrong_arn(program: &Program) -> Vec<Vec<Edit>> {
    const WRONG: [&str; 3] = ["arn:aws:iam", "example-name", "arm:aws:s3:::example"];
    each(program, |text, site| {
        let name = site.name();
        let at = text.stretch(&site.entry().key).0;
        let wrong = WRONG[at % WRONG.len()];
        let arn = name.ends_with("Arn") || name.ends_with("ARN");
        (arn && site.types() == ["string"]).then(|| text.valued(site.entry(), wrong))
    })
}

pub(super) fn read_only(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let properties = &site.around["properties"];
        let mut attributes = site.facts.attributes().map(|attribute| attribute.name());
        let attribute = attributes
            .find(|name| !name.contains(['.', '*']) && properties.get(*name).is_none())?;
        (site.top && site.index == 0)
            .then(|| text.inserted(site.entry(), &format!("{attribute}: something")))
    })
}

pub(super) fn both_of_a_pair(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let one_of = site.names("requiredXor");
        let excluded = site
            .around
            .get("dependentExcluded")
            .and_then(|all| all.get(site.name()));
        let excluded = excluded
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(Json::as_str);
        let with: Vec<&str> = if one_of.contains(&site.name()) {
            one_of
        } else {
            excluded.collect()
        };
        let is_there = |name: &str| {
            site.mapping
                .iter()
                .any(|entry| entry.key.as_text() == Some(name))
        };
        let with = with.into_iter().find(|name| !is_there(name))?;
        let schema = site.facts.resolve(site.around["properties"].get(with)?);
        let value = match schema["type"].as_str()? {
            "string" => "something",
            "integer" | "number" => "1",
            "boolean" => "true",
            _ => return None,
        };
        Some(text.inserted(site.entry(), &format!("{with}: {value}")))
    })
}

pub(super) fn null_value(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        site.is_scalar().then(|| text.valued(site.entry(), "null"))
    })
}

pub(super) fn key_twice(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let entry = site.entry();
        let (start, _) = text.stretch(&entry.key);
        let (_, end) = text.stretch(&entry.value);
        let written = &text.file.text[start..end];
        let plain = site.is_scalar() && !written.contains('\n');
        plain.then(|| text.inserted(entry, written))
    })
}

pub(super) fn item_twice(program: &Program) -> Vec<Vec<Edit>> {
    each(program, |text, site| {
        let unique = site.schema.get("uniqueItems") == Some(&Json::Bool(true));
        let Value::Sequence(items) = &site.entry().value.value else {
            return None;
        };
        let first = items
            .first()
            .filter(|item| item.as_scalar().is_some() || is_short(item))?;
        let written = text.text(first);
        let flow = text.text(&site.entry().value).starts_with('[');
        let at = text.stretch(first).0;
        (unique && flow).then(|| text.edit(at, at, format!("{written}, ")))
    })
}

/// Whether a node is a function with a short tag.
fn is_short(node: &Node) -> bool {
    node.as_function().is_some_and(|function| function.short)
}
