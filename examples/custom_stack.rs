//! A Rust program that builds two stacks of its own: a queue of work, and a pool of hosts that may
//! read it. The wiring between them is derived, and a wrong reference does not compile.
//!
//! Run it with `cargo run --example custom_stack`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example shows what it made"
)]

use ess_cfn::assembly::{Stack, StackTree, finish};
use ess_cfn::bindings::ec2::{SecurityGroup, Subnet, Vpc};
use ess_cfn::bindings::iam::{Role, role};
use ess_cfn::bindings::logs::LogGroup;
use ess_cfn::cfn::{DeletionPolicy, Parameter, Resource as _, Tag, Text, UpdateReplacePolicy};
use ess_cfn::document::emit_yaml;
use ess_cfn::policy::{Document, Statement};
use ess_cfn::sub;

fn main() {
    let mut root = Stack::new(
        "Root",
        "A network, and a host's role that writes one log group.",
    );
    let owner = root.parameter(
        "Owner",
        Parameter::<Text>::new("Whom to ask about these stacks.").default("platform"),
    );

    let mut network = Stack::new("Network", "One VPC with a subnet.");
    let vpc = Vpc::new()
        .cidr_block("10.0.0.0/16")
        .tags([Tag::new("Owner", &owner)]);
    let vpc = network.add("Vpc", vpc);
    let subnet = Subnet::new(vpc.id()).cidr_block("10.0.0.0/24");
    network.add("Subnet", subnet);

    let mut hosts = Stack::new("Hosts", "What hosts of the network may do.");
    // A value of another stack is used directly; `finish` makes output, parameter and wiring.
    let group = SecurityGroup::new("Hosts").vpc_id(vpc.id());
    hosts.add("SecurityGroup", group);
    let log = LogGroup::new()
        .retention_in_days(30)
        .deletion_policy(DeletionPolicy::Retain)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let log = hosts.add("Log", log);
    let write = Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
        .on(sub![log.arn(), ":log-stream:*"]);
    let policy = role::Policy::new(Document::new([write]), "WriteLog");
    hosts.add(
        "Role",
        Role::new(Document::trust("ec2.amazonaws.com")).policies([policy]),
    );

    match finish(StackTree::new(root, vec![network, hosts])) {
        Ok(assembly) => {
            for template in assembly.templates() {
                let text = emit_yaml(&mut template.node().clone()).text;
                print!("# {}.yaml\n{text}\n", template.file_stem());
            }
        }
        Err(findings) => {
            for finding in findings {
                eprintln!("{}: {}", finding.rule.id, finding.message);
            }
        }
    }
}
