//! The two formats of a document.

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML.
    Yaml,
    /// JSON, which has no dates, comments or tags.
    Json,
}

impl Format {
    /// The ending of the files that are written, without its dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }

    /// The format that a file's name says, if it says one: `.yaml`, `.yml`, `.json`.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        if extension.eq_ignore_ascii_case("json") {
            Some(Self::Json)
        } else if ["yaml", "yml"]
            .iter()
            .any(|yaml| extension.eq_ignore_ascii_case(yaml))
        {
            Some(Self::Yaml)
        } else {
            None
        }
    }

    /// The format of a text, for files whose name says nothing (`.template`): JSON begins with `{`.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('{') {
            Self::Json
        } else {
            Self::Yaml
        }
    }
}
