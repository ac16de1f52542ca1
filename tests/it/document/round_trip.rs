//! What is written is read back as the same tree, at the same places.

use ess_cfn::document::{Dialect, Emitted, Format, Limits, Node, Read, emit_json, emit_yaml, read};
use proptest::prelude::*;

use super::config;
use super::trees::{bare_tree, tree};

fn reread(emitted: &Emitted, format: Format) -> Read {
    read(&emitted.text, format, Dialect::Template, Limits::DEFAULT)
}

fn same(node: &Node, emitted: &Emitted, format: Format) {
    let read = reread(emitted, format);
    let kinds: Vec<_> = read
        .problems
        .iter()
        .filter(|problem| problem.kind != ess_cfn::document::ProblemKind::Key)
        .collect();
    assert!(kinds.is_empty(), "{kinds:#?}\n{}", emitted.text);
    assert!(read.complete);
    assert_eq!(read.node.as_ref(), Some(node), "{}", emitted.text);
    for id in 1..=emitted.spans.len().max(read.spans.len()) {
        let id = ess_cfn::document::NodeId(u32::try_from(id).unwrap());
        assert_eq!(
            read.spans.get(id),
            emitted.spans.get(id),
            "{id:?}\n{}",
            emitted.text
        );
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn yaml_is_read_back_as_the_tree_it_was_written_from(mut node in tree(false)) {
        let emitted = emit_yaml(&mut node);
        same(&node, &emitted, Format::Yaml);
    }

    #[test]
    fn json_is_read_back_as_the_tree_it_was_written_from(mut node in tree(true)) {
        let emitted = emit_json(&mut node);
        same(&node, &emitted, Format::Json);
    }
    #[test]
    fn yaml_with_anything_at_its_root_is_read_back(mut node in bare_tree(false)) {
        let emitted = emit_yaml(&mut node);
        same(&node, &emitted, Format::Yaml);
    }

    #[test]
    fn json_with_anything_at_its_root_is_read_back(mut node in bare_tree(true)) {
        let emitted = emit_json(&mut node);
        same(&node, &emitted, Format::Json);
    }
}
