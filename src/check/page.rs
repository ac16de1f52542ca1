//! The pages of rules: the `//!` of the file of a check, and the examples in it.

/// An example of a page: a template, or several files after `# file: NAME` lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whether the rule is to find something in it.
    pub fails: bool,
    /// The text.
    pub text: String,
}

/// The page of a rule in Markdown. Of a check that is the documentation of its file.
#[must_use]
pub fn page(text: &str) -> String {
    if !text.starts_with("//!") {
        return text.to_owned();
    }
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    let mut page: String = lines.flat_map(|line| [line, "\n"]).collect();
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The examples of a page: code blocks below `## Fails` and `## Passes`.
#[must_use]
pub fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut heading = "";
    let mut open: Option<String> = None;
    for line in page.lines() {
        match &mut open {
            Some(text) if line.starts_with("```") => {
                let text = std::mem::take(text);
                if heading == "Fails" || heading == "Passes" {
                    let fails = heading == "Fails";
                    examples.push(Example { fails, text });
                }
                open = None;
            }
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
            None if line.starts_with("```") => open = Some(String::new()),
            None => heading = line.strip_prefix("## ").unwrap_or(heading),
        }
    }
    examples
}
