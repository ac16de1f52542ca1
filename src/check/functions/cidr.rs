//! # cidr-range
//!
//! ## What it finds
//! `Fn::Cidr` with a count that is not 1 to 256, with bits that are not 1 to 128, with a block that is no
//! range of addresses, or with more ranges than the block holds.
//!
//! ## Why it matters
//! CloudFormation refuses the template: "Template error: Fn::Cidr …".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: !Select [0, !Cidr [10.0.0.0/24, 8, 8]] } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 8, 8]] } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Fn::Cidr".

use core::net::Ipv4Addr;

use crate::check::{Check, Context};
use crate::document::{Intrinsic, Node};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "cidr-range",
        severity: Severity::Error,
        page: include_str!("cidr.rs"),
    },
    cfn_lint: &["E1024"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates() {
        for site in template
            .functions
            .iter()
            .filter(|site| site.section != "Metadata")
        {
            let items = site.function.argument.as_sequence();
            let (Intrinsic::Cidr, Some([block, count, rest @ ..])) = (&site.function.name, items)
            else {
                continue;
            };
            let Some((message, place)) = wrong(block, count, rest.first()) else {
                continue;
            };
            context.report(context.finding(&CHECK.rule, template.stack, place.id, message));
        }
    }
}

fn wrong<'n>(
    block: &'n Node,
    count: &'n Node,
    bits: Option<&'n Node>,
) -> Option<(String, &'n Node)> {
    let number = |node: &Node| {
        node.as_text()
            .and_then(|text| text.trim().parse::<u32>().ok())
    };
    let most = number(count);
    if let Some(count_of) = most.filter(|count| !(1..=256).contains(count)) {
        return Some((
            format!("`Fn::Cidr` makes 1 to 256 ranges, not {count_of}"),
            count,
        ));
    }
    let bits_of = bits.and_then(number);
    if let (Some(node), Some(bits)) = (bits, bits_of)
        && !(1..=128).contains(&bits)
    {
        return Some((
            format!("a range has 1 to 128 bits for its addresses, not {bits}"),
            node,
        ));
    }
    let text = block
        .as_text()
        .filter(|text| !text.contains(':') && !text.contains("{{"))?;
    let range = text.split_once('/');
    let range = range.and_then(|(address, prefix)| {
        Some((
            address.parse::<Ipv4Addr>().ok()?,
            prefix.parse::<u32>().ok()?,
        ))
    });
    let Some((_, prefix)) = range.filter(|(_, prefix)| *prefix <= 32) else {
        return Some((format!("`{text}` is no range of addresses"), block));
    };
    let (count_of, bits_of) = (most?, bits_of?);
    let needed = u64::from(count_of)
        .checked_shl(bits_of)
        .filter(|_| bits_of <= 32);
    let fits = needed.is_some_and(|needed| needed <= 1 << (32 - prefix));
    (!fits).then(|| {
        (
            format!("`{text}` does not hold {count_of} ranges of {bits_of} bits each"),
            block,
        )
    })
}
