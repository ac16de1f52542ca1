//! A stack with streams of its own bindings beside a key and an alarm of ours.

#[rustfmt::skip]
#[allow(dead_code, reason = "a program uses what it needs of its bindings")]
mod bindings;

use bindings::kinesis::{ResourcePolicy, Stream, StreamHandle, stream};
use ess_cfn::assembly::{Stack, StackTree, finish};
use ess_cfn::bindings::cloud_watch::{Alarm, alarm};
use ess_cfn::bindings::kinesis::StreamArn;
use ess_cfn::bindings::kms::Key;
use ess_cfn::cfn::Expr;
use ess_cfn::document::emit_yaml;
use ess_cfn::policy::{Document, Principal, Statement};

fn main() {
    let mut keys = Stack::new("Keys", "The keys.");
    let key = keys.add("Key", Key::new().enable_key_rotation(true));

    let mut work = Stack::new("Work", "A stream and what watches it.");
    let encryption = stream::StreamEncryption::new(stream::EncryptionType::Kms, key.arn());
    let changes = Stream::new()
        .retention_period_hours(48)
        .stream_encryption(encryption);
    let changes: StreamHandle = work.add("Changes", changes);
    let statement = Statement::allow(["kinesis:PutRecords"])
        .principal(Principal::Service("events.amazonaws.com"))
        .on(changes.arn());
    work.add(
        "Policy",
        ResourcePolicy::new(changes.arn(), Document::new([statement])),
    );
    let throttled = Alarm::new()
        .namespace("AWS/Kinesis")
        .metric_name("WriteProvisionedThroughputExceeded")
        .dimensions([alarm::Dimension::new("StreamName", changes.name())])
        .threshold(0);
    work.add("ThrottledAlarm", throttled);

    // The kind of a stream's ARN is ours: some of our properties take one.
    let arn: Expr<StreamArn> = changes.arn();
    work.output("ChangesArn", "Where what changed is told.", arn);
    let root = Stack::new("root", "Both.");
    let assembly = finish(StackTree::new(root, vec![keys, work])).expect("the stacks are in order");
    for template in assembly.templates() {
        print!("{}", emit_yaml(&mut template.node().clone()).text);
    }
}
