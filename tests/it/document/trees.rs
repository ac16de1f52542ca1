//! Any tree: nasty texts as keys and values, numbers, functions, nesting.

use ess_cfn::document::{Entry, Intrinsic, Mapping, Node, Scalar, ScalarKind, Style, Value};
use proptest::prelude::*;
use proptest::sample::select;

use super::awkward::{AWKWARD, FINE};

/// Characters that mean something to YAML, to JSON, or to nobody.
const CHARACTERS: &[char] = &[
    'a', 'b', 'n', 'y', '0', '1', '7', '9', 'e', 'x', 'o', ' ', ' ', '\t', '\n', '\n', '\r', '-',
    '?', ':', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
    '=', '<', '~', '.', '_', '+', '\\', '/', '$', '\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{85}',
    '\u{a0}', '\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{fffd}', '\u{e000}', '\u{d7ff}',
    'é', '日', '😀',
];

/// Any text.
pub(super) fn text() -> impl Strategy<Value = String> {
    let wild = prop::collection::vec(select(CHARACTERS), 0..12);
    let line = prop_oneof![
        select(FINE).prop_map(str::to_owned),
        select(
            &[
                "",
                "",
                " ",
                "  indented",
                "\ttab",
                "trailing  ",
                "# comment",
                "- a",
                "---",
                "a: b"
            ][..]
        )
        .prop_map(str::to_owned),
    ];
    prop_oneof![
        3 => select(AWKWARD).prop_map(str::to_owned),
        3 => select(FINE).prop_map(str::to_owned),
        3 => wild.prop_map(|chars| chars.into_iter().collect()),
        2 => prop::collection::vec(line, 1..6).prop_map(|lines| lines.join("\n")),
        1 => (0..3000_usize).prop_map(|length| "long ".repeat(length / 5)),
    ]
}

fn string() -> impl Strategy<Value = Node> {
    let style = select(&[Style::Plain, Style::Quoted, Style::Block][..]);
    (text(), style).prop_map(|(text, style)| {
        let kind = ScalarKind::String;
        Value::Scalar(Scalar { text, style, kind }).into()
    })
}

fn scalar() -> impl Strategy<Value = Node> {
    prop_oneof![
        6 => string(),
        1 => any::<i64>().prop_map(Node::integer),
        1 => any::<bool>().prop_map(Node::boolean),
        1 => any::<f64>().prop_filter_map("finite, one zero", |float| Node::float(float + 0.0)),
    ]
}

/// Keys that no rule makes a function or a merge of.
fn key(texts_only: bool) -> BoxedStrategy<Node> {
    if texts_only {
        string().boxed()
    } else {
        let complex = prop_oneof![
            Just(Node::sequence(vec![Node::text("a"), Node::integer(1)])),
            Just(Node::mapping(Mapping::from_iter([("a", Node::text("b"))]))),
            Just(Node::function(Intrinsic::Ref, Node::text("a"))),
        ];
        prop_oneof![20 => scalar(), 1 => complex].boxed()
    }
}

fn mapping(key: BoxedStrategy<Node>, value: BoxedStrategy<Node>) -> impl Strategy<Value = Node> {
    prop::collection::vec((key, value), 0..5).prop_map(|pairs| {
        let mut entries: Vec<Entry> = Vec::new();
        for (key, value) in pairs {
            let same = |entry: &Entry| entry.key.as_text() == key.as_text();
            if !entries.iter().any(same) {
                entries.push(Entry { key, value });
            }
        }
        Node::mapping(Mapping { entries })
    })
}

fn function(argument: BoxedStrategy<Node>) -> impl Strategy<Value = Node> {
    let names: Vec<Intrinsic> = Intrinsic::known().cloned().collect();
    let unknown = select(&["Foo", "foo/bar", "", "a b", "é"][..]);
    let name = prop_oneof![
        8 => select(names),
        1 => unknown.prop_map(|name| Intrinsic::Unknown(name.to_owned())),
    ];
    (name, argument, any::<bool>()).prop_map(|(name, argument, short)| {
        let argument = if name == Intrinsic::Condition {
            Node::text("Named")
        } else {
            argument
        };
        let mut node = Node::function(name, argument);
        if let Value::Function(function) = &mut node.value {
            function.short = short;
        }
        node
    })
}

/// Any tree; with `texts_only` every key is a text, as in JSON.
pub(super) fn tree(texts_only: bool) -> impl Strategy<Value = Node> {
    // `Condition` is a function in the long form below this key only.
    any_tree(texts_only).prop_map(|tree| {
        let named = Mapping::from_iter([("First", tree.clone()), ("Second", tree)]);
        Node::mapping(Mapping::from_iter([("Conditions", Node::mapping(named))]))
    })
}

/// Any tree with nothing around it.
pub(super) fn bare_tree(texts_only: bool) -> impl Strategy<Value = Node> {
    any_tree(texts_only).prop_filter("conditions are below `Conditions`", |tree| {
        !format!("{tree:?}").contains("name: Condition")
    })
}

fn any_tree(texts_only: bool) -> impl Strategy<Value = Node> {
    scalar().prop_recursive(5, 40, 5, move |inner| {
        let attribute = prop::collection::vec(select(&["Vpc", "a.b", "", "Arn"][..]), 2);
        let attribute =
            attribute.prop_map(|names| Node::sequence(names.into_iter().map(Node::text).collect()));
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 0..5).prop_map(Node::sequence),
            4 => mapping(key(texts_only), inner.clone().boxed()),
            4 => function(inner.boxed()),
            1 => attribute.prop_map(|pair| Node::function(Intrinsic::GetAtt, pair)),
        ]
    })
}
