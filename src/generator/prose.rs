//! Documentation of AWS as comments of Rust.

/// Text of AWS as rustdoc takes it: brackets that are no links, and no HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '`' => in_code = !in_code,
            '[' | ']' | '<' | '>' | '*' | '_' if !in_code => escaped.push('\\'),
            _ => {}
        }
        escaped.push(c);
    }
    if in_code {
        escaped.push('`');
    }
    escaped
}

/// The text in lines of at most `width`, where its words allow it.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.len() + 1 + word.len() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}
