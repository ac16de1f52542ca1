//! What a scalar without quotes is, to each family of readers.
//!
//! Sources: YAML 1.1, "Language-Independent Types" (bool, int, float, null), as PyYAML resolves
//! them, which CloudFormation's tools use; YAML 1.2.2, "Core Schema"; ECMA-404 for JSON. Dates are
//! texts here, as CloudFormation reads them. Not here: quoting (`quote`), any position.

use super::node::ScalarKind;

/// What YAML 1.1 takes a plain scalar for.
pub(super) fn yaml11(text: &str) -> ScalarKind {
    if begins_as_number(text) {
        if is_integer11(text) {
            ScalarKind::Integer
        } else if is_float11(text) {
            ScalarKind::Float
        } else {
            ScalarKind::String
        }
    } else if is_null(text) {
        ScalarKind::Null
    } else if boolean11(text).is_some() {
        ScalarKind::Boolean
    } else {
        ScalarKind::String
    }
}

/// What the core schema of YAML 1.2 takes a plain scalar for.
pub(super) fn yaml12(text: &str) -> ScalarKind {
    let prefixed = |prefix, base| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| all(rest, base))
    };
    if begins_as_number(text) {
        let digits = unsigned(text);
        if all(digits, 10) || prefixed("0o", 8) || prefixed("0x", 16) {
            ScalarKind::Integer
        } else if is_float12(digits) || is_special_float(text) {
            ScalarKind::Float
        } else {
            ScalarKind::String
        }
    } else if is_null(text) {
        ScalarKind::Null
    } else if matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE") {
        ScalarKind::Boolean
    } else {
        ScalarKind::String
    }
}

/// What JSON takes a word outside quotes for; `None` when it has no such word.
pub(super) fn json(text: &str) -> Option<ScalarKind> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = digits.find(['.', 'e', 'E']).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(whole);
    match text {
        "null" => Some(ScalarKind::Null),
        "true" | "false" => Some(ScalarKind::Boolean),
        _ if !all(whole, 10) || (whole.len() > 1 && whole.starts_with('0')) => None,
        _ if rest.is_empty() => Some(ScalarKind::Integer),
        _ if rest
            .strip_prefix('.')
            .is_some_and(|rest| !begins_with_digit(rest)) =>
        {
            None
        }
        _ if !is_float12(digits) => None,
        _ => Some(ScalarKind::Float),
    }
}

/// Whether every reader takes a plain text for that text: it is no number, date, truth value, null
/// or special key to anybody, not even to one that reads `y`, `0b1`, `1,000` or `1e3` its own way.
pub(super) fn is_text_to_everybody(text: &str) -> bool {
    yaml11(text) == ScalarKind::String
        && yaml12(text) == ScalarKind::String
        && !matches!(text, "y" | "Y" | "n" | "N" | "=" | "<<")
        && !resembles_number(text)
        && !resembles_date(text)
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

pub(super) fn boolean11(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

/// Whether it can be a number at all; most texts can't.
fn begins_as_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// `[-+]?` taken off.
pub(super) fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

/// One digit or more, and nothing but digits of this base.
pub(super) fn all(text: &str, base: u32) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_digit(base))
}

/// One digit or `_` or more, and nothing else.
fn all_spaced(text: &str, base: u32) -> bool {
    !text.is_empty() && text.chars().all(|c| c == '_' || c.is_digit(base))
}

fn is_integer11(text: &str) -> bool {
    let digits = unsigned(text);
    if let Some(rest) = digits.strip_prefix('0') {
        let prefixed = |prefix, base| {
            let rest = rest.strip_prefix(prefix);
            rest.is_some_and(|rest| all_spaced(rest, base) && rest.contains(|c| c != '_'))
        };
        return rest.is_empty() || all_spaced(rest, 8) || prefixed('b', 2) || prefixed('x', 16);
    }
    let (first, rest) = digits
        .split_once(':')
        .map_or((digits, None), |(a, b)| (a, Some(b)));
    begins_with_digit(first)
        && all_spaced(first, 10)
        && rest.is_none_or(|rest| rest.split(':').all(is_sixtieth))
}

/// `[0-5]?[0-9]`, a digit of a number in base 60.
fn is_sixtieth(text: &str) -> bool {
    all(text, 10) && (text.len() == 1 || (text.len() == 2 && text < "60"))
}

fn is_float11(text: &str) -> bool {
    if is_special_float(text) {
        return true;
    }
    let digits = unsigned(text);
    let starts_with_digit = begins_with_digit(digits);
    let Some((whole, rest)) = digits.split_once('.') else {
        return false;
    };
    if let Some((first, sixtieths)) = whole.split_once(':') {
        return starts_with_digit
            && all_spaced(first, 10)
            && sixtieths.split(':').all(is_sixtieth)
            && (rest.is_empty() || all_spaced(rest, 10));
    }
    let (fraction, exponent) = match rest.split_once(['e', 'E']) {
        Some((fraction, exponent)) => (fraction, Some(exponent)),
        None => (rest, None),
    };
    let fraction_fits = if whole.is_empty() {
        digits.len() == text.len() && begins_with_digit(fraction) && all_spaced(fraction, 10)
    } else {
        starts_with_digit
            && all_spaced(whole, 10)
            && (fraction.is_empty() || all_spaced(fraction, 10))
    };
    fraction_fits
        && exponent
            .is_none_or(|exponent| exponent.starts_with(['-', '+']) && all(unsigned(exponent), 10))
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, the sign taken off before.
pub(super) fn is_float12(digits: &str) -> bool {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let mantissa_fits = match mantissa.split_once('.') {
        Some(("", fraction)) => all(fraction, 10),
        Some((whole, fraction)) => all(whole, 10) && (fraction.is_empty() || all(fraction, 10)),
        None => all(mantissa, 10),
    };
    mantissa_fits && exponent.is_none_or(|exponent| all(unsigned(exponent), 10))
}

pub(super) fn is_special_float(text: &str) -> bool {
    matches!(unsigned(text), ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

fn resembles_number(text: &str) -> bool {
    let digits = unsigned(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return ["inf", "infinity", "nan"]
            .iter()
            .any(|word| digits.eq_ignore_ascii_case(word));
    }
    let bare: String = digits
        .chars()
        .filter(|c| !matches!(c, '_' | ','))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let prefixed = |prefix, base| {
        bare.strip_prefix(prefix)
            .is_some_and(|rest| all(rest, base))
    };
    bare.parse::<f64>().is_ok()
        || prefixed("0o", 10)
        || prefixed("0b", 10)
        || prefixed("0x", 16)
        || (bare.contains(':') && bare.chars().all(|c| matches!(c, '0'..='9' | ':' | '.')))
}

/// `2010-09-09`, also with a time behind it or with fewer digits.
fn resembles_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let day = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    year.len() == 4
        && all(year, 10)
        && all(month, 10)
        && month.len() <= 2
        && (1..=2).contains(&day)
        && (day == rest.len() || rest.contains(['t', 'T', ' ', '\t']))
}
