//! What a section of the spec says about itself: its keys, and the shape of what stands behind each.
//!
//! From this one description come the JSON Schema, the file that `init` writes and the reference;
//! the decoder walks the same declaration. Not here: decoding (`reader`), the declarations.

/// A section, as declared.
#[derive(Clone, Copy)]
pub(super) struct Section {
    /// The name of its definition in the JSON Schema: `network`.
    pub(super) name: &'static str,
    /// What it is about.
    pub(super) about: &'static [&'static str],
    /// Its keys, in the order of a spec.
    pub(super) keys: &'static [Key],
}

/// A key of a section.
#[derive(Clone, Copy)]
pub(super) struct Key {
    /// The key.
    pub(super) name: &'static str,
    /// What it is for.
    pub(super) documentation: &'static [&'static str],
    /// What happens when it is left out.
    pub(super) presence: Presence,
    /// What stands behind it.
    pub(super) shape: fn() -> Shape,
}

/// What happens when a key is left out.
#[derive(Clone, Copy)]
pub(super) enum Presence {
    /// It must not be.
    Required {
        /// A value that is one.
        example: &'static str,
    },
    /// This stands in its place.
    Default(&'static str),
    /// Something else happens.
    Optional {
        /// A value that is one.
        example: &'static str,
        /// What happens.
        without: &'static str,
    },
    /// It is a section with defaults of its own.
    Section,
    /// It is a mapping whose keys are the user's, and empty then.
    Map {
        /// Entries that are some, in YAML.
        example: &'static str,
    },
}

/// The shape of a value.
pub(super) enum Shape {
    /// A text.
    Text {
        /// What it is: `an IPv4 range`.
        noun: &'static str,
        /// What it looks like.
        pattern: String,
        /// The most characters.
        most: Option<usize>,
    },
    /// A text out of a list that is too long for a message.
    Listed {
        /// What it is: `a region`.
        noun: &'static str,
        /// All of them.
        words: Vec<&'static str>,
    },
    /// One of a few words.
    Choice(&'static [(&'static str, &'static str)]),
    /// A whole number.
    Whole {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// A whole number out of a list.
    Numbers(&'static [u16]),
    /// `true` or `false`.
    Flag,
    /// Any text, number or truth value; it is taken as it is written.
    Scalar {
        /// What the text looks like, where that is limited.
        pattern: Option<String>,
        /// The most characters of a text.
        most: Option<usize>,
    },
    /// A mapping with the keys of a section.
    Section(&'static Section),
    /// A mapping whose keys are the user's.
    Named {
        /// What a key is.
        key: Box<Shape>,
        /// What stands behind each.
        value: Box<Shape>,
        /// Keys that an editor offers.
        offered: Vec<&'static str>,
        /// What every other key's section has to have.
        required: &'static [&'static str],
    },
    /// A list.
    List {
        /// What an item is.
        item: Box<Shape>,
        /// The fewest items.
        min: usize,
        /// The most items.
        max: usize,
        /// Whether an item may come twice.
        repeats: bool,
    },
    /// One of several shapes that differ in kind.
    Either(Vec<Shape>),
}

impl Section {
    /// The key of a name.
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Key {
    /// What it is for, as one line.
    pub(super) fn text(&self) -> String {
        joined(self.documentation)
    }

    /// Whether a section stands behind it.
    pub(super) fn section(&self) -> Option<&'static Section> {
        match (self.shape)() {
            Shape::Section(section) => Some(section),
            Shape::Text { .. }
            | Shape::Listed { .. }
            | Shape::Choice(_)
            | Shape::Whole { .. }
            | Shape::Numbers(_)
            | Shape::Flag
            | Shape::Scalar { .. }
            | Shape::Named { .. }
            | Shape::List { .. }
            | Shape::Either(_) => None,
        }
    }
}

impl Shape {
    /// The words to choose from, also where something else may stand in their place.
    pub(super) fn choices(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Choice(choices) => choices,
            Self::Either(shapes) => {
                let mut choices = shapes.iter().map(Self::choices);
                choices.find(|choices| !choices.is_empty()).unwrap_or(&[])
            }
            Self::Text { .. }
            | Self::Listed { .. }
            | Self::Whole { .. }
            | Self::Numbers(_)
            | Self::Flag
            | Self::Scalar { .. }
            | Self::Section(_)
            | Self::Named { .. }
            | Self::List { .. } => &[],
        }
    }

    /// The section that stands there, or may in place of a word.
    pub(super) fn detailed(&self) -> Option<&'static Section> {
        match self {
            Self::Section(section) => Some(section),
            Self::Either(shapes) => shapes.iter().find_map(Self::detailed),
            Self::Text { .. }
            | Self::Listed { .. }
            | Self::Choice(_)
            | Self::Whole { .. }
            | Self::Numbers(_)
            | Self::Flag
            | Self::Scalar { .. }
            | Self::Named { .. }
            | Self::List { .. } => None,
        }
    }

    /// What belongs there, in words: `a whole number from 2 to 6`.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Text { noun, .. } | Self::Listed { noun, .. } => (*noun).to_owned(),
            Self::Choice(choices) => one_of(choices.iter().map(|(word, _)| *word)),
            Self::Whole { min, max } => format!("a whole number from {min} to {max}"),
            Self::Numbers(_) => "a number of days that CloudWatch Logs knows".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Scalar { .. } => "a text".to_owned(),
            Self::Section(section) => {
                format!(
                    "a mapping of {}",
                    list(section.keys.iter().map(|key| key.name))
                )
            }
            Self::Named { key, value, .. } => {
                format!("a mapping from {} to {}", key.words(), value.brief())
            }
            Self::List { item, .. } => format!("a list, each {}", item.words()),
            Self::Either(shapes) => {
                let words: Vec<String> = shapes.iter().map(Self::brief).collect();
                words.join(" or ")
            }
        }
    }

    /// The same where there is no room for keys.
    fn brief(&self) -> String {
        match self {
            Self::Section(_) => "a mapping".to_owned(),
            Self::Text { .. }
            | Self::Listed { .. }
            | Self::Choice(_)
            | Self::Whole { .. }
            | Self::Numbers(_)
            | Self::Flag
            | Self::Scalar { .. }
            | Self::Named { .. }
            | Self::List { .. }
            | Self::Either(_) => self.words(),
        }
    }
}

/// Lines of documentation as one.
pub(super) fn joined(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}

/// `` `a`, `b` or `c` ``.
pub(super) fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// `` `a`, `b`, `c` ``.
pub(super) fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
