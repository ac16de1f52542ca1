//! Ways between security groups: two rules, each a resource of its own, and the rule of a group that
//! sends nothing.
//!
//! Groups that named one another in their own rules would be a circle. Not here: which ways there are.

use std::ops::RangeInclusive;

use crate::assembly::Stack;
use crate::bindings::ec2::{
    SecurityGroupEgress, SecurityGroupId, SecurityGroupIngress, security_group,
};
use crate::cfn::{Expr, Handle as _, Reference};

/// A way from one security group to another.
pub(super) struct Way<'a> {
    /// What the logical ids of both rules begin with.
    pub(super) name: &'a str,
    /// Where it begins.
    pub(super) from: &'a Expr<SecurityGroupId>,
    /// Where it ends.
    pub(super) to: &'a Expr<SecurityGroupId>,
    /// The ports at its end.
    pub(super) ports: RangeInclusive<u16>,
    /// What it is for.
    pub(super) what: String,
}

impl Way<'_> {
    /// Adds the rule by which traffic leaves the one group, and that by which it enters the other.
    pub(super) fn open(self, stack: &mut Stack) -> [Reference; 2] {
        let leave = SecurityGroupEgress::new(self.from, "tcp")
            .destination_security_group_id(self.to)
            .from_port(*self.ports.start())
            .to_port(*self.ports.end())
            .description(&self.what);
        let leave = stack.add(format!("{}Egress", self.name), leave);
        let enter = SecurityGroupIngress::new("tcp")
            .group_id(self.to)
            .source_security_group_id(self.from)
            .from_port(*self.ports.start())
            .to_port(*self.ports.end())
            .description(&self.what);
        let enter = stack.add(format!("{}Ingress", self.name), enter);
        [leave.reference().clone(), enter.reference().clone()]
    }
}

/// A group without an egress rule may send anywhere; this rule takes the place of that default.
pub(super) fn no_egress() -> security_group::Egress {
    security_group::Egress::new("-1")
        .cidr_ip("127.0.0.1/32")
        .description("Nothing leaves from here")
}
