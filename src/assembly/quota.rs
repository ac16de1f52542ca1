//! CloudFormation's quotas on one template and on one tree of stacks.
//!
//! Sources: AWS CloudFormation user guide, "Understand CloudFormation quotas" and "Get values stored in
//! other services using dynamic references" (seen 2026-11-24).

use super::rules::QUOTA;
use super::template::{Assembly, Template, TemplateTree};
use crate::source::Finding;

/// What CloudFormation takes.
#[derive(Clone, Copy, Debug)]
pub struct Quota;

impl Quota {
    /// Resources of one template.
    pub const RESOURCES: usize = 500;
    /// Parameters of one template.
    pub const PARAMETERS: usize = 200;
    /// Outputs of one template.
    pub const OUTPUTS: usize = 200;
    /// Resources that one operation touches in a tree of stacks.
    pub const RESOURCES_OF_TREE: usize = 2_500;
    /// Dynamic references of one template: values of secrets and parameters that CloudFormation reads.
    pub const DYNAMIC_REFERENCES: usize = 60;
    /// Bytes of a template in S3: 1 MB, read conservatively.
    pub const BYTES: usize = 1_000_000;
    /// Bytes of a template in a request.
    pub const BYTES_INLINE: usize = 51_200;
}

/// Templates and trees that hold more than CloudFormation takes.
pub(super) fn exceeded(assembly: &Assembly) -> Vec<Finding> {
    let templates = assembly.templates().flat_map(of_template);
    templates
        .chain(assembly.trees().filter_map(of_tree))
        .collect()
}

fn of_tree(tree: &TemplateTree) -> Option<Finding> {
    let resources = tree.templates().map(|template| template.usage().resources);
    let resources: usize = resources.sum();
    let most = Quota::RESOURCES_OF_TREE;
    let message = format!(
        "the stacks have {resources} resources together; CloudFormation takes {most} in one operation"
    );
    (resources > most).then(|| Finding::new(QUOTA, message))
}

fn of_template(template: &Template) -> Vec<Finding> {
    let usage = template.usage();
    let references = template.dynamic_references();
    let counts = [
        ("dynamic references", references, Quota::DYNAMIC_REFERENCES),
        ("resources", usage.resources, Quota::RESOURCES),
        ("parameters", usage.parameters, Quota::PARAMETERS),
        ("outputs", usage.outputs, Quota::OUTPUTS),
    ];
    let over = counts.into_iter().filter(|(_, count, quota)| count > quota);
    over.map(|(what, count, quota)| {
        let name = template.name();
        let message = format!(
            "stack `{name}` has {count} {what}; CloudFormation takes {quota} in a template"
        );
        Finding::new(QUOTA, message).in_stack(name)
    })
    .collect()
}
