//! What risks say, in full: of every pair of every page.

use ess_cfn::check::page;

use super::pages::examples;
use super::risks;

#[test]
fn every_risk_says_where_what_and_what_to_do() {
    let mut text = String::new();
    for risk in ess_cfn::diff::risks() {
        for example in examples(&page(risk.rule.page)) {
            let found = risks(&example.before, &example.after);
            for finding in found.iter().filter(|one| one.rule.id == risk.rule.id) {
                let path = finding.path.as_deref().unwrap_or("-");
                let help = finding.help.as_deref();
                let help = help.map_or_else(String::new, |help| format!("\n    {help}"));
                let (id, message) = (finding.rule.id, &finding.message);
                text.push_str(&format!("{id} at {path}: {message}{help}\n"));
            }
        }
    }
    insta::assert_snapshot!(text);
}
