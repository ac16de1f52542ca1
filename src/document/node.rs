//! The one tree: scalars, sequences, mappings and intrinsic functions.
//!
//! A node has an id; what else is known of it (its span) lives in a side table by id, and equality
//! looks at neither. Not here: text (the reader and the emitter) and meaning (the `cfn` floor).

use std::sync::Arc;

use super::intrinsic::Intrinsic;

/// The number of a node in its document, in the order of the text, from 1; 0 before it is numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One node of the tree. Equality is that of the value; ids do not count.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its number, the key of side tables.
    pub id: NodeId,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One value.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the text.
    Mapping(Mapping),
    /// An intrinsic function of CloudFormation.
    Function(Function),
}

/// One value: its text as written, how it was written, and what it is. Numbers and truth values are
/// equal when their values are, however they are written: `0x10` and `16`, `yes` and `true`.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The text without quotes and escapes.
    pub text: String,
    /// How it was written.
    pub style: Style,
    /// What it is.
    pub kind: ScalarKind,
}

/// How a scalar was written, or should be: a hint that never changes the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// Without quotes, or as the emitter finds best.
    #[default]
    Plain,
    /// In single or double quotes.
    Quoted,
    /// As a block, `|` or `>`.
    Block,
}

/// What a scalar is, as CloudFormation reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScalarKind {
    /// `null`, `~` or nothing at all; CloudFormation refuses it everywhere.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// Another number.
    Float,
    /// A text; dates are texts too.
    String,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key; a reader keeps whatever node stands there.
    pub key: Node,
    /// The value.
    pub value: Node,
}

/// Keys and values in the order of the text. Duplicates are kept until somebody reports them.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Mapping {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// An intrinsic function with its argument.
#[derive(Clone, Debug)]
pub struct Function {
    /// Which function.
    pub name: Intrinsic,
    /// Its argument as in the long form: for `!GetAtt Vpc.CidrBlock` the text `Vpc.CidrBlock`.
    pub argument: Box<Node>,
    /// Whether it was written with a short tag (`!Ref`); a hint, as [`Style`] is.
    pub short: bool,
    /// Whom a name in the argument belongs to, while stacks are being built; `None` in any text.
    pub origin: Option<Arc<Origin>>,
}

/// Where a reference made in code comes from, so that it can be wired when it is used elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name of the stack that holds what is named.
    pub stack: Arc<str>,
    /// The type that a parameter must have to carry the value: `AWS::EC2::VPC::Id`, `String`.
    pub parameter_type: &'static str,
    /// Whether the value is a list.
    pub list: bool,
    /// The kind that the value names, `VpcId`; empty for texts and numbers.
    pub kind: &'static str,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Scalar {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && (self.text == other.text || self.canonical() == other.canonical())
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.argument == other.argument && self.origin == other.origin
    }
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        Self {
            id: NodeId::default(),
            value,
        }
    }
}

impl Node {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::scalar(text, ScalarKind::String)
    }

    /// A text that is best written as a block, as scripts are.
    #[must_use]
    pub fn block(text: impl Into<String>) -> Self {
        let scalar = Scalar {
            text: text.into(),
            style: Style::Block,
            kind: ScalarKind::String,
        };
        Value::Scalar(scalar).into()
    }

    /// A whole number.
    #[must_use]
    pub fn integer(value: i64) -> Self {
        Self::scalar(value.to_string(), ScalarKind::Integer)
    }

    /// A truth value.
    #[must_use]
    pub fn boolean(value: bool) -> Self {
        Self::scalar(value.to_string(), ScalarKind::Boolean)
    }

    /// A number that need not be whole; `None` when it is not finite.
    #[must_use]
    pub fn float(value: f64) -> Option<Self> {
        let mut text = value.to_string();
        if !text.contains('.') {
            text.push_str(".0");
        }
        value
            .is_finite()
            .then(|| Self::scalar(text, ScalarKind::Float))
    }

    /// A list.
    #[must_use]
    pub fn sequence(items: Vec<Self>) -> Self {
        Value::Sequence(items).into()
    }

    /// A mapping.
    #[must_use]
    pub fn mapping(mapping: Mapping) -> Self {
        Value::Mapping(mapping).into()
    }

    /// A function in its short form.
    #[must_use]
    pub fn function(name: Intrinsic, argument: Self) -> Self {
        let argument = Box::new(argument);
        Value::Function(Function {
            name,
            argument,
            short: true,
            origin: None,
        })
        .into()
    }

    fn scalar(text: impl Into<String>, kind: ScalarKind) -> Self {
        Value::Scalar(Scalar {
            text: text.into(),
            style: Style::Plain,
            kind,
        })
        .into()
    }

    /// The scalar, if it is one.
    #[must_use]
    pub fn as_scalar(&self) -> Option<&Scalar> {
        if let Value::Scalar(scalar) = &self.value {
            Some(scalar)
        } else {
            None
        }
    }

    /// The text of the scalar, whatever its kind, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        self.as_scalar().map(|scalar| scalar.text.as_str())
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Self]> {
        if let Value::Sequence(items) = &self.value {
            Some(items)
        } else {
            None
        }
    }

    /// The mapping, if it is one.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        if let Value::Mapping(mapping) = &self.value {
            Some(mapping)
        } else {
            None
        }
    }

    /// The function, if it is one.
    #[must_use]
    pub fn as_function(&self) -> Option<&Function> {
        if let Value::Function(function) = &self.value {
            Some(function)
        } else {
            None
        }
    }

    /// The mapping, if it is one, to change it.
    pub fn as_mapping_mut(&mut self) -> Option<&mut Mapping> {
        if let Value::Mapping(mapping) = &mut self.value {
            Some(mapping)
        } else {
            None
        }
    }

    /// The value behind a path of keys, to change it.
    pub fn get_mut(&mut self, path: &[&str]) -> Option<&mut Self> {
        path.iter()
            .try_fold(self, |node, key| node.as_mapping_mut()?.get_mut(key))
    }

    /// The value behind a path of keys, `None` where a key is missing.
    #[must_use]
    pub fn get<'a>(&'a self, path: &[&str]) -> Option<&'a Self> {
        path.iter()
            .try_fold(self, |node, key| node.as_mapping()?.get(key))
    }

    /// Numbers this node and all below it in the order of a text: a mapping's key before its value.
    /// A read document is numbered alike, so equal trees have equal ids. Returns the count.
    pub fn number(&mut self) -> u32 {
        let mut next = 0;
        self.renumber(&mut |_| {
            next += 1;
            NodeId(next)
        });
        next
    }

    /// Gives every node of the tree the id that `assign` makes of its present one, in the order of
    /// [`Node::number`].
    pub(super) fn renumber(&mut self, assign: &mut impl FnMut(NodeId) -> NodeId) {
        self.id = assign(self.id);
        match &mut self.value {
            Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter_mut().for_each(|item| item.renumber(assign)),
            Value::Mapping(mapping) => {
                for entry in &mut mapping.entries {
                    entry.key.renumber(assign);
                    entry.value.renumber(assign);
                }
            }
            Value::Function(function) => function.argument.renumber(assign),
        }
    }
}

impl Mapping {
    /// A mapping without entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of the first entry with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries
            .iter()
            .find(|entry| entry.key.as_text() == Some(key))
            .map(|entry| &entry.value)
    }

    /// The value of the first entry with this key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let mut entries = self.entries.iter_mut();
        entries
            .find(|entry| entry.key.as_text() == Some(key))
            .map(|entry| &mut entry.value)
    }

    /// Sets a key: replaces the value of the first entry that has it, or adds one at the end.
    pub fn set(&mut self, key: &str, value: Node) {
        match self.get_mut(key) {
            Some(present) => *present = value,
            None => self.entries.push(Entry {
                key: Node::text(key),
                value,
            }),
        }
    }

    /// Takes the first entry with this key out.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        let index = self
            .entries
            .iter()
            .position(|entry| entry.key.as_text() == Some(key))?;
        Some(self.entries.remove(index).value)
    }

    /// Keys that are scalars, with their values, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.entries
            .iter()
            .filter_map(|entry| Some((entry.key.as_text()?, &entry.value)))
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<K: Into<String>> FromIterator<(K, Node)> for Mapping {
    fn from_iter<I: IntoIterator<Item = (K, Node)>>(pairs: I) -> Self {
        let entry = |(key, value): (K, Node)| Entry {
            key: Node::text(key),
            value,
        };
        Self {
            entries: pairs.into_iter().map(entry).collect(),
        }
    }
}
