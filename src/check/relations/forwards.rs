//! Listeners and their rules, with the target groups that they forward to.
//!
//! Not here: who waits for them (the checks beside this file).

use super::sides::{Side, report_unordered, sides, thing};
use crate::check::Context;
use crate::check::cases::Case;
use crate::source::Rule;

/// All of them, each with a group.
pub(super) fn forwards<'c>(context: &Context<'c>) -> Vec<Side<'c>> {
    let mut found = sides(
        context,
        &["AWS::ElasticLoadBalancingV2::Listener"],
        &[
            &["DefaultActions", "*", "TargetGroupArn"],
            &[
                "DefaultActions",
                "*",
                "ForwardConfig",
                "TargetGroups",
                "*",
                "TargetGroupArn",
            ],
        ],
    );
    found.extend(sides(
        context,
        &["AWS::ElasticLoadBalancingV2::ListenerRule"],
        &[
            &["Actions", "*", "TargetGroupArn"],
            &[
                "Actions",
                "*",
                "ForwardConfig",
                "TargetGroups",
                "*",
                "TargetGroupArn",
            ],
        ],
    ));
    found
}

/// Those of the group that a case names; none where it names nothing.
pub(super) fn own<'c>(forwards: &[Side<'c>], group: &Case) -> Option<Vec<Side<'c>>> {
    let group = thing(group)?;
    let own = forwards.iter();
    let own = own.filter(|side| thing(&side.case).as_ref() == Some(&group));
    Some(own.cloned().collect())
}

/// Reports a resource that waits for none of the listeners of its group.
pub(super) fn report_behind(
    context: &Context<'_>,
    rule: &'static Rule,
    second: &Side<'_>,
    own: &[Side<'_>],
) {
    let order = context.order();
    let follows = |side: &Side<'_>| order.follows(&second.resource, &side.resource);
    // One listener is enough for the group to belong to a load balancer.
    if own.iter().any(follows) {
        return;
    }
    let Some(first) = own.first() else { return };
    report_unordered(
        context,
        rule,
        std::slice::from_ref(second),
        std::slice::from_ref(first),
        |second, first| {
            format!(
                "`{}` does not wait for `{}`, which forwards to its target group",
                second.resource.logical_id, first.resource.logical_id
            )
        },
    );
}
