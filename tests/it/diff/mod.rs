//! Comparisons of two states: what differs, what that does, and what is risky about it.

mod apply;
mod changes;
mod messages;
mod pages;
mod properties;
mod silent;
mod stories;
mod unknown;

use ess_cfn::diff::{Comparison, State};
use ess_cfn::resolve::{Library, Program, Resolved, Settings, Source};
use ess_cfn::source::Finding;

use crate::check::files;

/// Calls with the comparison of two sets of files, whose first ones are the roots: `# file: NAME` begins
/// each, and a text without such a line is one. Parameters of the roots have their defaults.
fn compared<T>(old: &str, new: &str, call: impl FnOnce(&Comparison<'_, '_, '_>) -> T) -> T {
    let (old, new) = (program(old), program(new));
    let (old, new) = (Resolved::new(&old), Resolved::new(&new));
    let (old, new) = (State::new(&old), State::new(&new));
    call(&Comparison::new(&old, &new))
}

fn program(text: &str) -> Program {
    let mut library = Library::default();
    let mut root = None;
    for (name, text) in files(text) {
        let source = Source::read(&name, text.as_bytes());
        library.add(source);
        root = root.or(Some(name));
    }
    let root = library.get(&root.unwrap()).unwrap();
    let mut settings = Settings {
        region: "eu-central-1".parse().ok(),
        ..Settings::default()
    };
    settings.give_defaults(root.tree());
    Program::new(&library, root, settings)
}

/// What differs between two texts, a line each: how a resource fares, then its properties.
fn changes(old: &str, new: &str) -> String {
    compared(old, new, |comparison| {
        let mut text = String::new();
        for change in comparison.changes.values() {
            let from = change.fate.from();
            let from = from.map_or_else(String::new, |from| format!(" from {from}"));
            let after = change.fate.afterwards();
            let after = after.map_or_else(String::new, |after| format!(", {}", after.word()));
            text.push_str(&format!(
                "{} {} {}{from}{after}: {}\n",
                change.fate.word(),
                change.resource_type,
                change.address,
                change.effect.word()
            ));
            for one in &change.changes {
                let value = |value: &Option<ess_cfn::diff::Expression>| {
                    value.as_ref().map_or("-".to_owned(), |value| value.shown())
                };
                let said =
                    |text: Option<&str>| text.map_or_else(String::new, |text| format!("; {text}"));
                let (note, cause) = (
                    said(one.note.as_deref()),
                    said(one.cause.described().as_deref()),
                );
                text.push_str(&format!(
                    "  {}: {} -> {} ({}{cause}{note})\n",
                    one.path,
                    value(&one.old),
                    value(&one.new),
                    one.effect.word(),
                ));
            }
        }
        for change in &comparison.interface {
            text.push_str(&format!("{change:?}\n"));
        }
        text
    })
}

/// The rules that find something, each with the resource.
fn risks(old: &str, new: &str) -> Vec<Finding> {
    compared(old, new, |comparison| comparison.findings())
}
