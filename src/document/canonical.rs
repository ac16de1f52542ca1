//! What the value of a scalar is, whatever way it was written.
//!
//! Sources: as for `plain`, which says what a scalar is. Not here: which kind it has.

use std::borrow::Cow;

use super::node::{Scalar, ScalarKind};
use super::plain::{all, boolean11, is_float12, is_special_float, unsigned};

impl Scalar {
    /// The value as CloudFormation hands it on, whatever way it was written: `16` for `0x10`,
    /// `true` for `yes`, `90` for `1:30`. Texts, and numbers too large to convert, are unchanged.
    #[must_use]
    pub fn canonical(&self) -> Cow<'_, str> {
        let text = self.text.as_str();
        match self.kind {
            ScalarKind::String => Cow::Borrowed(text),
            ScalarKind::Null => Cow::Borrowed("null"),
            ScalarKind::Boolean => match boolean11(text) {
                Some(true) => Cow::Borrowed("true"),
                Some(false) => Cow::Borrowed("false"),
                None => Cow::Borrowed(text),
            },
            ScalarKind::Integer => canonical_integer(text),
            ScalarKind::Float => canonical_float(text),
        }
    }
}

fn canonical_integer(text: &str) -> Cow<'_, str> {
    let digits = unsigned(text);
    let is_decimal = digits == "0" || (all(digits, 10) && !digits.starts_with('0'));
    if is_decimal && !text.starts_with('+') && text != "-0" {
        return Cow::Borrowed(text);
    }
    let bare: String = digits.chars().filter(|c| *c != '_').collect();
    let of_base = |digits, base| u128::from_str_radix(digits, base).ok();
    let value = if let Some(rest) = bare.strip_prefix("0x") {
        of_base(rest, 16)
    } else if let Some(rest) = bare.strip_prefix("0b") {
        of_base(rest, 2)
    } else if let Some(rest) = bare.strip_prefix("0o") {
        of_base(rest, 8)
    } else if bare.contains(':') {
        bare.split(':').try_fold(0_u128, |value, digit| {
            value.checked_mul(60)?.checked_add(digit.parse().ok()?)
        })
    } else if bare.starts_with('0') && all(&bare, 8) {
        of_base(&bare, 8)
    } else if all(&bare, 10) {
        let digits = without_zeros(&bare);
        return Cow::Owned(format!("{}{digits}", sign(text, digits)));
    } else {
        None
    };
    let Some(value) = value.map(|value| value.to_string()) else {
        return Cow::Borrowed(text);
    };
    Cow::Owned(format!("{}{value}", sign(text, &value)))
}

fn canonical_float(text: &str) -> Cow<'_, str> {
    if is_special_float(text) {
        return Cow::Owned(text.trim_start_matches('+').to_ascii_lowercase());
    }
    let mut bare: String = unsigned(text).chars().filter(|c| *c != '_').collect();
    if bare.contains(':') {
        let value = bare.split(':').try_fold(0_f64, |value, digit| {
            Some(value * 60.0 + digit.parse::<f64>().ok()?)
        });
        bare = value.map_or(bare, |value| value.to_string());
    }
    if !is_float12(&bare) {
        return Cow::Borrowed(text);
    }
    let (mantissa, exponent) = bare.split_once(['e', 'E']).unwrap_or((&bare, ""));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = without_zeros(whole);
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    let exponent = match exponent {
        "" => String::new(),
        signed if signed.starts_with(['-', '+']) => format!("e{signed}"),
        unsigned => format!("e+{unsigned}"),
    };
    let sign = if text.starts_with('-') { "-" } else { "" };
    Cow::Owned(format!("{sign}{whole}.{fraction}{exponent}"))
}

/// The sign of a whole number; zero has none.
fn sign(text: &str, digits: &str) -> &'static str {
    if text.starts_with('-') && digits != "0" {
        "-"
    } else {
        ""
    }
}

/// Digits without zeros before them, at least one.
fn without_zeros(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    }
}
