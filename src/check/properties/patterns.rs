//! Regular expressions of the facts.
//!
//! They are of JSON Schema, unanchored. Most are plain enough for a small engine that reads them at once;
//! the others, with classes of Unicode or with a look around, take one that knows more. One that neither
//! knows refuses nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// A compiled expression.
enum Compiled {
    Plain(regex_lite::Regex),
    Rich(fancy_regex::Regex),
    Unreadable,
}

thread_local! {
    static COMPILED: RefCell<BTreeMap<String, Compiled>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether a text fits an expression.
pub(in crate::check) fn matches(pattern: &str, text: &str) -> bool {
    COMPILED.with_borrow_mut(|known| {
        let compiled = match known.get(pattern) {
            Some(compiled) => compiled,
            None => known.entry(pattern.to_owned()).or_insert(compile(pattern)),
        };
        match compiled {
            Compiled::Plain(regex) => regex.is_match(text),
            // Too much work is no mistake of the template's.
            Compiled::Rich(regex) => regex.is_match(text).unwrap_or(true),
            Compiled::Unreadable => true,
        }
    })
}

fn compile(pattern: &str) -> Compiled {
    // `\Z` is another language's `$`.
    let pattern = pattern.replace("\\Z", "$");
    if let Ok(regex) = regex_lite::Regex::new(&pattern) {
        return Compiled::Plain(regex);
    }
    match fancy_regex::Regex::new(&pattern) {
        Ok(regex) => Compiled::Rich(regex),
        Err(_) => Compiled::Unreadable,
    }
}
