//! The pages of risks: every pair of templates in them is found, and what they say to do instead is not.

use ess_cfn::check::page;

use super::risks;

/// A pair of a page.
pub(super) struct Example {
    pub(super) before: String,
    pub(super) after: String,
    is_found: bool,
}

pub(super) fn examples(page: &str) -> Vec<Example> {
    let (mut heading, mut block, mut open) = (String::new(), String::new(), false);
    let mut before = String::new();
    let mut examples = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            if open {
                let text = std::mem::take(&mut block);
                match heading.as_str() {
                    "Before" => before = text,
                    "After" | "Instead" => examples.push(Example {
                        before: before.clone(),
                        after: text,
                        is_found: heading == "After",
                    }),
                    _ => {}
                }
            }
            open = !open;
        } else if open {
            block.push_str(line);
            block.push('\n');
        } else if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_owned();
        }
    }
    examples
}

#[test]
fn the_examples_of_every_page_are_true() {
    let mut wrong = Vec::new();
    for risk in ess_cfn::diff::risks() {
        let page = page(risk.rule.page);
        let examples = examples(&page);
        assert!(
            examples.iter().any(|example| example.is_found),
            "{} has no pair",
            risk.rule.id
        );
        for (number, example) in examples.iter().enumerate() {
            let found = risks(&example.before, &example.after);
            let own = found.iter().any(|finding| finding.rule.id == risk.rule.id);
            let all: Vec<&str> = found.iter().map(|finding| finding.rule.id).collect();
            if own != example.is_found {
                wrong.push(format!("{}, {number}: {all:?}", risk.rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_page_says_what_and_why_and_where_from() {
    for risk in ess_cfn::diff::risks() {
        let page = page(risk.rule.page);
        assert!(page.starts_with(&format!("# {}\n", risk.rule.id)), "{page}");
        for heading in [
            "What it finds",
            "Why it matters",
            "Before",
            "After",
            "Sources",
        ] {
            assert!(
                page.contains(&format!("\n## {heading}\n")),
                "{}: {heading}",
                risk.rule.id
            );
        }
    }
}
