//! What the reader says of texts that are not as they should be, and what it reads of them anyway.

use ess_cfn::document::{
    Dialect, Format, Limits, Node, NodeId, ProblemKind, Read, ScalarKind, emit_yaml, read,
    read_bytes,
};
use ess_cfn::source::Span;
use insta::assert_snapshot;

fn template(text: &str) -> Read {
    read(text, Format::Yaml, Dialect::Template, Limits::DEFAULT)
}

fn plain(text: &str) -> Read {
    read(text, Format::Yaml, Dialect::Plain, Limits::DEFAULT)
}

fn json(text: &str) -> Read {
    read(text, Format::Json, Dialect::Template, Limits::DEFAULT)
}

fn place(span: Span) -> String {
    let (start, end) = (span.start, span.end);
    format!(
        "{}:{}-{}:{}",
        start.line, start.column, end.line, end.column
    )
}

/// The problems, then what was read in spite of them.
fn shown(read: Read) -> String {
    let mut lines = Vec::new();
    for problem in &read.problems {
        lines.push(format!(
            "{:?} at {}: {}",
            problem.kind,
            place(problem.span),
            problem.message
        ));
        if let Some((message, span)) = &problem.related {
            lines.push(format!("  {}: {message}", place(*span)));
        }
        lines.extend(
            problem
                .suggestion
                .iter()
                .map(|help| format!("  help: {help}")),
        );
    }
    if !read.complete {
        lines.push("incomplete".to_owned());
    }
    let text = read.node.map(|mut node| emit_yaml(&mut node).text);
    lines.push(format!("---\n{}", text.unwrap_or_default()));
    lines.join("\n")
}

/// The nodes in the order of their ids, each with the text it stands at.
fn places(text: &str, read: &Read) -> String {
    let ids = 1..=u32::try_from(read.spans.len()).unwrap();
    let slices = ids.map(|id| {
        let span = read.spans.get(NodeId(id)).unwrap();
        format!(
            "{id} {} {:?}",
            place(span),
            &text[span.start.offset..span.end.offset]
        )
    });
    slices.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_template_becomes_functions_texts_and_numbers() {
    let text = "\
AWSTemplateFormatVersion: 2010-09-09
Conditions:
  Both: !And [!Condition A, Condition: B]
  C: {Condition: A}
Resources:
  Role:
    Type: AWS::IAM::Role
    Condition: Both
    Properties:
      Statement: {Condition: {Bool: {a: yes}}}
      Long: {Fn::GetAtt: [A, B.C]}
      Short: !GetAtt [A, B]
      Ports: [80, 0x10, 1_000, 010, 1:30, 1e3, .5, '5', -1]
      Unknown: {Fn::Foo: 1}
      Tagged: !Bar 1
      Same: !!str 12
      Empty:
  Fn::ForEach::Topics: [T, [a], {}]
";
    assert_snapshot!(shown(template(text)), @"
    ---
    AWSTemplateFormatVersion: '2010-09-09'
    Conditions:
      Both: !And
        - !Condition A
        - Condition: B
      C:
        Condition: A
    Resources:
      Role:
        Type: AWS::IAM::Role
        Condition: Both
        Properties:
          Statement:
            Condition:
              Bool:
                a: true
          Long:
            Fn::GetAtt: A.B.C
          Short: !GetAtt A.B
          Ports:
            - 80
            - 16
            - 1000
            - 8
            - 90
            - '1e3'
            - 0.5
            - '5'
            - -1
          Unknown:
            Fn::Foo: 1
          Tagged: !Bar '1'
          Same: '12'
      Fn::ForEach::Topics:
        - T
        - - a
        - {}
    ");
}

#[test]
fn every_node_has_its_place() {
    let text = "\
# comment
é: |  # comment |
  one

  two   
  
list:
- &x !Ref  Vpc
-   plain
  text
- !Sub
  'a ''b'''
flow: [ {a: b} , !If [c, \"d\"], {Ref: e} ]
? f
: >-

  g

empty:
last:
  - - h
  - i: j
    k:  # l
";
    assert_snapshot!(places(text, &template(text)), @r#"
    1 2:1-23:7 "é: |  # comment |\n  one\n\n  two   \n  \nlist:\n- &x !Ref  Vpc\n-   plain\n  text\n- !Sub\n  'a ''b'''\nflow: [ {a: b} , !If [c, \"d\"], {Ref: e} ]\n? f\n: >-\n\n  g\n\nempty:\nlast:\n  - - h\n  - i: j\n    k:"
    2 2:1-2:2 "é"
    3 2:4-5:6 "|  # comment |\n  one\n\n  two"
    4 7:1-7:5 "list"
    5 8:3-12:12 "&x !Ref  Vpc\n-   plain\n  text\n- !Sub\n  'a ''b'''"
    6 8:6-8:15 "!Ref  Vpc"
    7 8:12-8:15 "Vpc"
    8 9:5-10:7 "plain\n  text"
    9 11:3-12:12 "!Sub\n  'a ''b'''"
    10 12:3-12:12 "'a ''b'''"
    11 13:1-13:5 "flow"
    12 13:7-13:42 "[ {a: b} , !If [c, \"d\"], {Ref: e} ]"
    13 13:9-13:15 "{a: b}"
    14 13:10-13:11 "a"
    15 13:13-13:14 "b"
    16 13:18-13:30 "!If [c, \"d\"]"
    17 13:22-13:30 "[c, \"d\"]"
    18 13:23-13:24 "c"
    19 13:26-13:29 "\"d\""
    20 13:32-13:40 "{Ref: e}"
    21 13:38-13:39 "e"
    22 14:3-14:4 "f"
    23 15:3-17:4 ">-\n\n  g"
    24 19:1-19:6 "empty"
    25 19:7-19:7 ""
    26 20:1-20:5 "last"
    27 21:3-23:7 "- - h\n  - i: j\n    k:"
    28 21:5-21:8 "- h"
    29 21:7-21:8 "h"
    30 22:5-23:7 "i: j\n    k:"
    31 22:5-22:6 "i"
    32 22:8-22:9 "j"
    33 23:5-23:6 "k"
    34 23:7-23:7 ""
    "#);
}

#[test]
fn crlf_tabs_and_marks_do_not_shift_places() {
    let text = "\u{feff}a:\tb\r\nc: |\r\n  d\r\n\r\ne: [\t1 ]\r\n";
    assert_snapshot!(places(text, &template(text)), @r#"
    1 1:1-5:9 "a:\tb\r\nc: |\r\n  d\r\n\r\ne: [\t1 ]"
    2 1:1-1:2 "a"
    3 1:4-1:5 "b"
    4 2:1-2:2 "c"
    5 2:4-3:4 "|\r\n  d"
    6 5:1-5:2 "e"
    7 5:4-5:9 "[\t1 ]"
    8 5:6-5:7 "1"
    "#);
}

#[test]
fn a_key_given_twice_is_kept_and_both_places_are_named() {
    assert_snapshot!(shown(template("a: 1\nb: {c: 1, 'c': 2, c: 3}\na: 2\n")), @"
    DuplicateKey at 2:11-2:14: `c` is given twice in this mapping
      2:5-2:6: `c` is given here first
    DuplicateKey at 2:19-2:20: `c` is given twice in this mapping
      2:5-2:6: `c` is given here first
    DuplicateKey at 3:1-3:2: `a` is given twice in this mapping
      1:1-1:2: `a` is given here first
    ---
    a: 1
    b:
      c: 1
      'c': 2
      c: 3
    a: 2
    ");
}

#[test]
fn anchors_aliases_and_merges_are_reported_and_read_as_what_they_stand_for() {
    let text = "base: &base {a: 1, b: 2}\nuse: *base\nmerged: {<<: *base, b: 3}\nmissing: *other\n";
    assert_snapshot!(shown(template(text)), @"
    Anchor at 1:7-1:12: `&base` is an anchor; CloudFormation takes none
      help: leave it out, and write the value again where it is used
    Alias at 2:6-2:11: `*base` is an alias; CloudFormation takes none
      1:13-1:25: the value that it stands for
      help: write the value out
    MergeKey at 3:10-3:12: `<<` merges another mapping into this one; CloudFormation takes no merges
      help: write the keys out
    Alias at 3:14-3:19: `*base` is an alias; CloudFormation takes none
      1:13-1:25: the value that it stands for
      help: write the value out
    Alias at 4:10-4:16: `*other` is an alias; CloudFormation takes none
      help: put a text that begins with `*` in quotes
    incomplete
    ---
    base:
      a: 1
      b: 2
    use:
      a: 1
      b: 2
    merged:
      a: 1
      b: 3
    missing: ''
    ");
    assert_snapshot!(shown(plain("a: &x 1\nb: *x\n")), @"
    Anchor at 1:4-1:6: `&x` is an anchor; this file takes none
      help: leave it out, and write the value again where it is used
    Alias at 2:4-2:6: `*x` is an alias; this file takes none
      1:7-1:8: the value that it stands for
      help: write the value out
    ---
    a: 1
    b: 1
    ");
}

#[test]
fn an_alias_inside_its_own_anchor_ends() {
    assert_snapshot!(shown(template("a: &a [1, *a]\n")), @"
    Anchor at 1:4-1:6: `&a` is an anchor; CloudFormation takes none
      help: leave it out, and write the value again where it is used
    Alias at 1:11-1:13: `*a` is an alias; CloudFormation takes none
      help: put a text that begins with `*` in quotes
    incomplete
    ---
    a:
      - 1
      - ''
    ");
}

#[test]
fn a_second_document_is_not_read() {
    assert_snapshot!(shown(template("a: 1\n---\nb: 2\n")), @"
    SeveralDocuments at 2:1-2:4: a second document begins here; only the first is read
    incomplete
    ---
    a: 1
    ");
}

#[test]
fn one_typo_does_not_hide_the_next_section() {
    let text = "\
Parameters:
  Good: {Type: String}
  Bad: \"never closed
Resources:
  A:
    Type: B
   C: d
Outputs:
  D: [e
Metadata:
\tF: g
Conditions:
  H: a: b
Last: 1
";
    assert_snapshot!(shown(template(text)), @"
    UnclosedQuote at 3:8-3:9: this quote is never closed
    Syntax at 7:4-7:5: expected a key, indented as those before it
    UnclosedBracket at 9:6-9:7: `[` is not closed before line 10
      10:9-10:10: found `:` where no key can be
    Syntax at 13:7-13:8: found `:` where no key can be
      help: put a text with `: ` in quotes, and indent the keys of one mapping alike
    incomplete
    ---
    Parameters:
      Good:
        Type: String
    Resources:
      A:
        Type: B
    Outputs:
      D: []
    Conditions:
      H: a
    Last: 1
    ");
}

#[test]
fn syntax_errors_are_told_in_words() {
    let texts = [
        "a: [b, c\n",
        "a: [b}\n",
        "a: 'b\n",
        "a: 'b' c\n",
        "a: b\n c: d\n",
        "a: @b\n",
        "a: \"\\q\"\n",
        "a: \"\\ud800\"\n",
        "a: b\u{0}\n",
        "a: !e!x y\n",
        "- a\nb: c\n",
        "a: - b\n",
        "a:\n\t- b\n",
        "a: b # c\n  d\n",
        "]\n",
        "a: |x\n  b\n",
        "%YAML 1.1\n---\na: b\n",
        "a\nb: c\n",
        "a: * b\n",
    ];
    let told = |text: &&str| {
        let read = template(text);
        let told = read.problems.iter().map(|problem| {
            let help = problem
                .suggestion
                .as_ref()
                .map_or(String::new(), |help| format!(" ({help})"));
            format!(
                "{text:?}: {:?} at {}: {}{help}",
                problem.kind,
                place(problem.span),
                problem.message
            )
        });
        told.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(texts.iter().map(told).collect::<Vec<_>>().join("\n"), @r#"
    "a: [b, c\n": UnclosedBracket at 1:4-1:5: `[` is never closed
    "a: [b}\n": UnclosedBracket at 1:4-1:5: `}` can't close what `[` opened
    "a: 'b\n": UnclosedQuote at 1:4-1:5: this quote is never closed
    "a: 'b' c\n": Syntax at 1:8-1:9: found more behind the closing quote (write `''` for a quote between single quotes)
    "a: b\n c: d\n": Syntax at 2:3-2:4: found `:` where no key can be (put a text with `: ` in quotes, and indent the keys of one mapping alike)
    "a: @b\n": Character at 1:4-1:5: a text without quotes can't begin with `@` (put the text in quotes)
    "a: \"\\q\"\n": Escape at 1:5-1:6: double quotes know no such escape (write `\\` for a backslash, or use single quotes)
    "a: \"\\ud800\"\n": Escape at 1:4-1:5: half of a pair of escapes names no character
    "a: b\0\n": Character at 1:5-1:6: found the character U+0000 (leave it out, or write it as an escape in double quotes)
    "a: !e!x y\n": Tag at 1:4-1:5: expected a tag such as `!Ref` (put a text that begins with `!` in quotes)
    "- a\nb: c\n": Syntax at 2:1-2:2: expected `- ` and an item, indented as those before it
    "a: - b\n": Syntax at 1:4-1:5: found `-` where no item can be (begin the list on a line of its own)
    "a:\n\t- b\n": Tab at 2:2-2:3: expected blanks, found a tab (indent with blanks)
    "a: b # c\n  d\n": Syntax at 1:6-1:7: a comment stands between the lines of a text (put the text on one line, or use `|`)
    "]\n": UnclosedBracket at 1:1-1:2: this bracket closes nothing
    "a: |x\n  b\n": Syntax at 1:4-1:5: expected the text of a block to begin on the next line
    "%YAML 1.1\n---\na: b\n": Directive at 2:1-2:4: found a directive (`%YAML 1.1`), which is not heeded (leave the line out)
    "a\nb: c\n": Syntax at 2:2-2:3: found `:` where no key can be (put a text with `: ` in quotes, and indent the keys of one mapping alike)
    "a: * b\n": Anchor at 1:4-1:5: expected a name behind `&` or `*` (put a text that begins with `&` or `*` in quotes)
    "#);
}

#[test]
fn a_plain_file_has_no_tags_and_no_words_that_readers_disagree_on() {
    let text = "\
a: yes
off: 'on'
c: !Ref d
e: !!int 5
octal: 017
account: 012345678901
time: 12:30
big: 1_000
float: 1e3
date: 2010-09-09
fine: [true, 1, 1.5, -3, null, 0x10, '017', n]
function: {Ref: x}
";
    assert_snapshot!(shown(plain(text)), @"
    AmbiguousWord at 1:4-1:7: some readers take `yes` for true, others for a text
      help: write `true`, or `'yes'` for the text
    AmbiguousWord at 2:1-2:4: some readers take `off` for false, others for a text
      help: write `false`, or `'off'` for the text
    Tag at 3:4-3:8: found the tag `!Ref`; this file has no tags
      help: leave the tag out, or put the text in quotes
    Tag at 4:4-4:9: found the tag `!!int`; this file has no tags
      help: leave the tag out, or put the text in quotes
    AmbiguousNumber at 5:8-5:11: readers disagree on which number `017` is
      help: write `'017'` for the text, or the number in decimal digits
    AmbiguousNumber at 6:10-6:22: some readers take `012345678901` for a number, others for a text
      help: write `'012345678901'` for the text, or the number in decimal digits
    AmbiguousNumber at 7:7-7:12: some readers take `12:30` for a number, others for a text
      help: write `'12:30'` for the text, or the number in decimal digits
    AmbiguousNumber at 8:6-8:11: some readers take `1_000` for a number, others for a text
      help: write `'1_000'` for the text, or the number in decimal digits
    AmbiguousNumber at 9:8-9:11: some readers take `1e3` for a number, others for a text
      help: write `'1e3'` for the text, or the number in decimal digits
    ---
    a: 'yes'
    'off': 'on'
    c: d
    e: 5
    octal: 15
    account: 12345678901
    time: '12:30'
    big: '1_000'
    float: 1.0e+3
    date: '2010-09-09'
    fine:
      - true
      - 1
      - 1.5
      - -3
      - 16
      - '017'
      - 'n'
    function:
      Ref: x
    ");
}

#[test]
fn tags_that_cloudformation_leaves_out_are_reported() {
    assert_snapshot!(shown(template("a: !!binary aGk=\nb: !!omap [c: d]\ne: ! 12\nf: !!float 1\n")), @"
    Tag at 1:4-1:12: CloudFormation takes no value with the tag `!!binary`
    Tag at 2:4-2:10: CloudFormation takes no value with the tag `!!omap`
    ---
    a: aGk=
    b:
      - c: d
    e: '12'
    f: 1.0
    ");
}

#[test]
fn a_tag_before_a_long_form_holds_that_function() {
    let text = "a: !Base64\n  Fn::Sub: b\nc: !Condition {Ref: d}\ne: !Foo {g: h}\n";
    assert_snapshot!(shown(template(text)), @"
    ---
    a:
      Fn::Base64:
        Fn::Sub: b
    c: !Condition
      Ref: d
    e: !Foo
      g: h
    ");
}

#[test]
fn numbers_and_truth_values_have_one_value_however_they_are_written() {
    let table = [
        ("0x1F", "31"),
        ("-0x10", "-16"),
        ("010", "8"),
        ("0b101", "5"),
        ("1_000", "1000"),
        ("1:30", "90"),
        ("190:20:30", "685230"),
        ("+5", "5"),
        ("-0", "0"),
        ("-0_0", "0"),
        ("1.", "1.0"),
        (".5", "0.5"),
        ("01.50", "1.50"),
        ("+1_0.5", "10.5"),
        ("1.5e+3", "1.5e+3"),
        ("1:30.5", "90.5"),
        ("-.INF", "-.inf"),
        (".NaN", ".nan"),
        ("yes", "true"),
        ("Off", "false"),
        ("TRUE", "true"),
        (
            "123456789012345678901234567890123456789012345678901",
            "123456789012345678901234567890123456789012345678901",
        ),
        (
            "1_23456789012345678901234567890123456789012345678901",
            "123456789012345678901234567890123456789012345678901",
        ),
    ];
    for (written, value) in table {
        let read = template(written).node.unwrap();
        let scalar = read.as_scalar().unwrap();
        assert_ne!(scalar.kind, ScalarKind::String, "{written}");
        assert_eq!(scalar.canonical(), value, "{written}");
        assert_eq!(Some(&read), template(value).node.as_ref(), "{written}");
    }
    for text in [
        "1e3",
        "0o17",
        "0b",
        "0x",
        "0b_",
        "1:60",
        "1:",
        ".",
        "-",
        "_1",
        "1.2.3",
        "2010-09-09",
        "08",
    ] {
        let read = template(text).node.unwrap();
        let kind = read.as_scalar().map(|scalar| scalar.kind);
        assert!(kind.is_none_or(|kind| kind == ScalarKind::String), "{text}");
    }
}

#[test]
fn keys_that_are_no_texts_are_reported() {
    assert_snapshot!(shown(template("? [a]\n: b\n~: c\n? {d: e}\n: f\n!Ref g: h\n")), @"
    Key at 1:3-1:6: expected a text as key, found a list
    Key at 3:1-3:2: expected a text as key, found nothing
    Key at 4:3-4:9: expected a text as key, found a mapping
    Key at 6:1-6:7: expected a text as key, found a function
    ---
    ? - a
    : b
    ? d: e
    : f
    ? !Ref g
    : h
    ");
}

#[test]
fn json_is_read_as_json() {
    let text = "{\n\t\"Ref\": \"x\",\n\t\"b\": [1, -2.5e3, true, null, \"\\u00e9\\ud83d\\ude00\\/\", {\"Ref\": \"c\"}]\n}";
    assert_snapshot!(shown(json(text)), @"
    ---
    Ref: x
    b:
      - 1
      - -2.5e+3
      - true
      - é😀/
      - !Ref c
    ");
    let long = format!("{{\"{}\": 1}}", "k".repeat(3000));
    assert!(json(&long).problems.is_empty());
}

#[test]
fn what_is_yaml_but_no_json_is_reported_in_json() {
    let texts = [
        "{\"a\": 1,}",
        "{'a': 1}",
        "{\"a\": 01}",
        "{\"a\": yes}",
        "{a: 1}",
        "[1, 2",
        "{\"a\": \"b\nc\"}",
        "{\"a\": 1} // c",
        "{\"a\": \"\\x41\"}",
        "a: 1",
        "# c\n{}",
        "{} {}",
        "{\"é\": [1 2]}",
    ];
    let told = |text: &&str| {
        let read = json(text);
        let told = read.problems.iter().map(|problem| {
            format!(
                "{text:?}: {:?} at {}: {}",
                problem.kind,
                place(problem.span),
                problem.message
            )
        });
        told.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(texts.iter().map(told).collect::<Vec<_>>().join("\n"), @r##"
    "{\"a\": 1,}": NotJson at 1:9-1:10: expected a key in double quotes
    "{'a': 1}": NotJson at 1:2-1:3: expected a key in double quotes
    "{\"a\": 01}": NotJson at 1:8-1:9: expected a number as JSON writes it
    "{\"a\": yes}": NotJson at 1:7-1:8: expected a value, found none that JSON knows
    "{a: 1}": NotJson at 1:2-1:3: expected a key in double quotes
    "[1, 2": NotJson at 1:6-1:6: the text ends before `]`
    "{\"a\": \"b\nc\"}": NotJson at 1:8-1:9: found a line break or another control character in quotes
    "{\"a\": 1} // c": NotJson at 1:10-1:11: found more behind the end of the value
    "{\"a\": \"\\x41\"}": NotJson at 1:9-1:10: double quotes know no such escape
    "a: 1": NotJson at 1:1-1:2: expected a value, found none that JSON knows
    "# c\n{}": NotJson at 1:1-1:2: expected a value, found none that JSON knows
    "{} {}": NotJson at 1:4-1:5: found more behind the end of the value
    "{\"é\": [1 2]}": NotJson at 1:10-1:11: expected `,` or `]`
    "##);
    assert!(json("").node.is_none() && json("").problems.is_empty());
}

#[test]
fn size_depth_and_number_of_nodes_are_limited() {
    let limits = Limits {
        bytes: 60,
        depth: 3,
        nodes: 12,
    };
    let limited = |text: &str, format| shown(read(text, format, Dialect::Template, limits));
    assert_snapshot!(limited("a: 1\nb: {c: [[d]]}\n", Format::Yaml), @"
    TooDeep at 2:9-2:10: found more than the 3 levels of lists and mappings that are read
    incomplete
    ---
    a: 1
    b:
      c: []
    ");
    assert_snapshot!(limited("[[[[[[[[[1]]]]]]]]]", Format::Json), @"
    TooDeep at 1:5-1:6: found more than the 3 levels of lists and mappings that are read
    incomplete
    ---
    ");
    assert_snapshot!(limited("[1,2,3,4,5,6,7,8,9,10,11,12,13]", Format::Yaml), @"
    TooManyNodes at 1:26-1:28: found more than the 12 keys and values that are read
    incomplete
    ---
    - 1
    - 2
    - 3
    - 4
    - 5
    - 6
    - 7
    - 8
    - 9
    - 10
    - 11
    ");
    assert_snapshot!(limited(&"a".repeat(61), Format::Yaml), @"
    TooLarge at 1:1-1:1: the text has 61 bytes, more than the 60 that are read
    incomplete
    ---
    ");
    assert_snapshot!(limited("a: &a [1]\nb: &b [*a]\nc: &c [*b]\n", Format::Yaml), @"
    Anchor at 1:4-1:6: `&a` is an anchor; CloudFormation takes none
      help: leave it out, and write the value again where it is used
    Anchor at 2:4-2:6: `&b` is an anchor; CloudFormation takes none
      help: leave it out, and write the value again where it is used
    Alias at 2:8-2:10: `*a` is an alias; CloudFormation takes none
      1:7-1:10: the value that it stands for
      help: write the value out
    Anchor at 3:4-3:6: `&c` is an anchor; CloudFormation takes none
      help: leave it out, and write the value again where it is used
    Alias at 3:8-3:10: `*b` is an alias; CloudFormation takes none
      2:7-2:11: the value that it stands for
      help: write the value out
    TooDeep at 3:8-3:10: found more than the 3 levels of lists and mappings that are read
    incomplete
    ---
    a:
      - 1
    b:
      - - 1
    c: []
    ");
}

#[test]
fn aliases_of_aliases_do_not_grow_without_end() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let before = format!("*a{}", level - 1);
        let items = vec![before; 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let read = template(&text);
    assert!(
        read.problems
            .iter()
            .any(|problem| problem.message.contains("1000000 keys and values"))
    );
    assert!(!read.complete);
}

#[test]
fn deep_nesting_of_any_sort_ends() {
    let steps = (0..2000).map(|level| format!("{}a:\n", " ".repeat(level)));
    let openings = ["[", "{a: ", "- ", "? ", "!If [", "{\"a\":", "[{"];
    let texts = openings.map(|opening| opening.repeat(100_000));
    for text in texts.into_iter().chain([steps.collect()]) {
        let limits = Limits {
            bytes: usize::MAX,
            ..Limits::DEFAULT
        };
        let yaml = read(&text, Format::Yaml, Dialect::Template, limits);
        let json = read(&text, Format::Json, Dialect::Template, limits);
        assert!(!yaml.complete && !json.complete);
        assert!(
            yaml.problems
                .iter()
                .any(|problem| problem.kind == ProblemKind::TooDeep)
        );
    }
}

#[test]
fn bytes_that_are_no_utf8_are_reported_where_they_stand() {
    let bytes = |bytes: &[u8]| {
        shown(read_bytes(
            bytes,
            Format::Yaml,
            Dialect::Plain,
            Limits::DEFAULT,
        ))
    };
    assert_snapshot!(bytes(b"a: b\nc: \xe9\n"), @"
    Encoding at 2:4-2:4: expected UTF-8, found a byte that is none
      help: save the file as UTF-8
    incomplete
    ---
    ");
    assert_snapshot!(bytes(b"\xff\xfea\0:\0"), @"
    Encoding at 1:1-1:1: expected UTF-8, found UTF-16
      help: save the file as UTF-8
    incomplete
    ---
    ");
    assert_snapshot!(bytes(b"\xef\xbb\xbfa: b\n"), @"
    ByteOrderMark at 1:1-1:1: the text begins with a byte order mark, which nobody sees
      help: save the file as UTF-8 without a byte order mark
    ---
    a: b
    ");
}

#[test]
fn nothing_is_no_problem() {
    for text in ["", "\n", "# comment\n", "   "] {
        let read = template(text);
        assert!(
            read.node.is_none() && read.problems.is_empty() && read.complete,
            "{text:?}"
        );
    }
    let read = template("---\n");
    assert_eq!(
        read.node
            .as_ref()
            .and_then(Node::as_scalar)
            .map(|scalar| scalar.kind),
        Some(ScalarKind::Null)
    );
}

#[test]
fn a_path_or_a_text_says_its_format() {
    assert_eq!(Format::of_path("a/b.yml"), Some(Format::Yaml));
    assert_eq!(Format::of_path("b.JSON"), Some(Format::Json));
    assert_eq!(Format::of_path("a.json/b"), None);
    assert_eq!(Format::of_path("x.template"), None);
    assert_eq!(Format::of_text("\u{feff} \n{}"), Format::Json);
    assert_eq!(Format::of_text("a: {}"), Format::Yaml);
}
