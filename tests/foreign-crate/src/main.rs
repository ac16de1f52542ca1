//! A stack with a queue of its own bindings beside a key and an alarm of ours.

#[rustfmt::skip]
#[allow(dead_code, reason = "a program uses what it needs of its bindings")]
mod bindings;

use bindings::sqs::{Queue, QueueHandle, QueuePolicy};
use ess_cfn::assembly::{Stack, StackTree, finish};
use ess_cfn::bindings::cloud_watch::{Alarm, alarm};
use ess_cfn::bindings::kms::Key;
use ess_cfn::bindings::sqs::QueueArn;
use ess_cfn::cfn::Expr;
use ess_cfn::document::emit_yaml;
use ess_cfn::policy::{Document, Principal, Statement};

fn main() {
    let mut keys = Stack::new("Keys", "The keys.");
    let key = keys.add("Key", Key::new().enable_key_rotation(true));

    let mut work = Stack::new("Work", "A queue and what watches it.");
    let dead: QueueHandle = work.add("DeadLetters", Queue::new().kms_master_key_id(key.arn()));
    let queue = Queue::new()
        .kms_master_key_id(key.arn())
        .visibility_timeout(60)
        .redrive_policy(
            bindings::sqs::queue::RedrivePolicy::new()
                .dead_letter_target_arn(dead.arn())
                .max_receive_count(5),
        );
    let queue = work.add("Queue", queue);
    let statement = Statement::allow(["sqs:SendMessage"])
        .principal(Principal::Service("events.amazonaws.com"))
        .on(queue.arn());
    work.add(
        "Policy",
        QueuePolicy::new(Document::new([statement]), [queue.url()]),
    );
    let depth = Alarm::new()
        .namespace("AWS/SQS")
        .metric_name("ApproximateNumberOfMessagesVisible")
        .dimensions([alarm::Dimension::new("QueueName", dead.queue_name())])
        .threshold(0);
    work.add("DeadLettersAlarm", depth);

    // The kind of a queue's ARN is ours: some of our properties take one.
    let arn: Expr<QueueArn> = dead.arn();
    work.output(
        "DeadLettersArn",
        "Where messages end that nobody could read.",
        arn,
    );
    let root = Stack::new("root", "Both.");
    let assembly = finish(StackTree::new(root, vec![keys, work])).expect("the stacks are in order");
    for template in assembly.templates() {
        print!("{}", emit_yaml(&mut template.node().clone()).text);
    }
}
