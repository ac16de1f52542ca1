//! Jobs: what starts them, as whom, and who hears of those that fail.

use std::collections::BTreeSet;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::{Intrinsic, Node};

use super::{assembly, container, named, origin, resource, statements, yaml};
use crate::follow::{Resource, Source, follow, follow_property, resources};

const STACK: &str = "BackendServices";
const SERVICES: &str = "  export:
    image: 'export:1.0'
    schedule: cron(0 3 * * ? *)
    timezone: Europe/Berlin
    volumes: { data: { path: /data } }
    secrets: { TOKEN: export-token }
";

fn schedule(assembly: &Assembly) -> Resource<'_> {
    resource(assembly, STACK, "ExportSchedule")
}

#[test]
fn a_job_is_started_by_a_schedule_and_not_kept_running_by_a_service() {
    let assembly = assembly(SERVICES);
    let schedule = schedule(&assembly);
    for (path, expected) in [
        (["ScheduleExpression"].as_slice(), "cron(0 3 * * ? *)"),
        (&["ScheduleExpressionTimezone"], "Europe/Berlin"),
        (&["FlexibleTimeWindow", "Mode"], "OFF"),
    ] {
        assert_eq!(schedule.property(path), Some(&Node::text(expected)));
    }
    let services = resources(&assembly, "AWS::ECS::Service").into_iter();
    assert_eq!(services.filter(|service| service.stack == STACK).count(), 0);
    // Neither does its container start again when it has done its work.
    let definition = resource(&assembly, STACK, "ExportTaskDefinition");
    assert!(container(&definition).get(&["RestartPolicy"]).is_none());
    assert!(container(&definition).get(&["PortMappings"]).is_none());
}

#[test]
fn a_job_without_a_time_zone_runs_by_utc() {
    let services = "  export: { image: 'export:1.0', schedule: rate(15 minutes) }\n";
    let assembly = assembly(services);
    let zone = schedule(&assembly).property(&["ScheduleExpressionTimezone"]);
    assert_eq!(zone, Some(&Node::text("UTC")));
}

#[test]
fn one_task_of_the_job_runs_on_its_own_pool() {
    let assembly = assembly(SERVICES);
    let schedule = schedule(&assembly);
    let origin = |path: &[&str]| origin(&assembly, &schedule, path);
    assert_eq!(origin(&["Target", "Arn"]), named("Cluster", "Cluster"));
    let definition = ["Target", "EcsParameters", "TaskDefinitionArn"];
    assert_eq!(origin(&definition), named(STACK, "ExportTaskDefinition"));
    let parameters = schedule
        .property(&["Target", "EcsParameters"])
        .expect("a task");
    assert_eq!(parameters.get(&["TaskCount"]), Some(&Node::integer(1)));
    assert!(parameters.get(&["LaunchType"]).is_none());
    let strategy = parameters.get(&["CapacityProviderStrategy"]);
    let [only] = strategy.and_then(Node::as_sequence).expect("a strategy") else {
        panic!("one provider");
    };
    let provider = only.get(&["CapacityProvider"]).expect("a provider");
    let provider = follow(&assembly, STACK, provider);
    let provider: Vec<_> = provider.iter().filter_map(Source::resource).collect();
    assert_eq!(provider, [named("BackendPool", "CapacityProvider")]);
    // The provider is the cluster's before the schedule is there.
    let stack = resource(&assembly, "Root", STACK);
    assert!(stack.depends_on().contains(&"Capacity"));
}

#[test]
fn no_job_is_started_while_services_are_off() {
    let assembly = assembly(SERVICES);
    let state = schedule(&assembly).property(&["State"]);
    let branches = ["ServicesOn", "ENABLED", "DISABLED"]
        .map(Node::text)
        .to_vec();
    let expected = Node::function(Intrinsic::If, Node::sequence(branches));
    assert_eq!(state, Some(&expected));
}

#[test]
fn the_schedule_may_start_this_job_with_its_own_roles_and_nothing_else() {
    let assembly = assembly(SERVICES);
    let role = resource(&assembly, STACK, "ExportScheduleRole");
    let trusted = role.property(&["AssumeRolePolicyDocument", "Statement"]);
    let trusted = trusted.and_then(Node::as_sequence).expect("a statement");
    let [trusted] = trusted else {
        panic!("one statement");
    };
    let by = trusted.get(&["Principal", "Service"]);
    assert_eq!(by, Some(&Node::text("scheduler.amazonaws.com")));
    let mut allowed = BTreeSet::new();
    for statement in statements(&role) {
        let action = statement.get(&["Action"]).and_then(Node::as_text);
        let on = statement.get(&["Resource"]).expect("resources");
        let on = follow(&assembly, STACK, on);
        let on: BTreeSet<_> = on.iter().filter_map(Source::resource).collect();
        assert!(!format!("{:?}", statement.get(&["Resource"])).contains("\"*\""));
        allowed.insert((action.expect("one action").to_owned(), on));
    }
    let of = |ids: &[&str]| {
        ids.iter()
            .map(|id| named(STACK, id))
            .collect::<BTreeSet<_>>()
    };
    let cluster = BTreeSet::from([named("Cluster", "Cluster")]);
    let expected = [
        ("ecs:RunTask", BTreeSet::new()),
        ("ecs:TagResource", cluster),
        (
            "iam:PassRole",
            of(&["ExportExecutionRole", "ExportTaskRole"]),
        ),
        ("sqs:SendMessage", of(&["ExportFailedRuns"])),
    ];
    assert_eq!(
        allowed,
        expected.map(|(action, on)| (action.to_owned(), on)).into()
    );
    // A task definition has another ARN with each revision: the job's are told by their family.
    let run = statements(&role)[0]
        .get(&["Resource"])
        .and_then(Node::as_function);
    let run = run.and_then(|run| run.argument.as_text()).expect("a text");
    assert!(run.ends_with(":task-definition/own-export:*"), "{run}");
    let family = resource(&assembly, STACK, "ExportTaskDefinition");
    assert_eq!(
        family.property(&["Family"]),
        Some(&Node::text("own-export"))
    );
    let on = statements(&role)[0].get(&["Condition", "ArnEquals", "ecs:cluster"]);
    let on = follow(&assembly, STACK, on.expect("a cluster"));
    let on: Vec<_> = on.iter().filter_map(Source::resource).collect();
    assert_eq!(on, [named("Cluster", "Cluster")]);
}

#[test]
fn a_run_that_can_not_be_started_is_tried_again_for_an_hour_and_then_kept() {
    let assembly = assembly(SERVICES);
    let schedule = schedule(&assembly);
    let retry = schedule.property(&["Target", "RetryPolicy"]);
    let expected = yaml("{ MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 30 }");
    assert_eq!(retry, Some(&expected));
    let queue = origin(&assembly, &schedule, &["Target", "DeadLetterConfig", "Arn"]);
    assert_eq!(queue, named(STACK, "ExportFailedRuns"));
    let queue = resource(&assembly, STACK, "ExportFailedRuns");
    let kept = queue.property(&["MessageRetentionPeriod"]);
    assert_eq!(kept, Some(&Node::integer(14 * 24 * 3600)));
}

#[test]
fn a_run_that_ends_badly_is_kept_as_well_and_an_alarm_says_so() {
    let assembly = assembly(SERVICES);
    let rule = resource(&assembly, STACK, "ExportFailureRule");
    let detail = rule
        .property(&["EventPattern", "detail"])
        .expect("a pattern");
    let badly = yaml(
        "[{ stopCode: [TaskFailedToStart] }, \
         { containers: { exitCode: [{ anything-but: [0] }] } }, { containers: { exitCode: [{ exists: false }] } }]",
    );
    assert_eq!(detail.get(&["$or"]), Some(&badly));
    let of_job = detail.get(&["taskDefinitionArn"]).expect("of the job");
    assert!(format!("{of_job:?}").contains(":task-definition/own-export:"));
    let targets = rule.property(&["Targets"]).expect("a target");
    let targets = follow(&assembly, STACK, targets);
    let targets: Vec<_> = targets.iter().filter_map(Source::resource).collect();
    assert_eq!(targets, [named(STACK, "ExportFailedRuns")]);
    // The queue takes it from that rule alone.
    let policy = resource(&assembly, STACK, "ExportFailedRunsPolicy");
    let policy_statements = policy.property(&["PolicyDocument", "Statement"]);
    let first = &policy_statements
        .and_then(Node::as_sequence)
        .expect("statements")[0];
    let from = first
        .get(&["Condition", "ArnEquals", "aws:SourceArn"])
        .expect("a source");
    let from = follow(&assembly, STACK, from);
    let from: Vec<_> = from.iter().filter_map(Source::resource).collect();
    assert_eq!(from, [named(STACK, "ExportFailureRule")]);
    let alarm = resource(&assembly, "Monitoring", "ExportFailedRuns");
    assert_eq!(
        origin(&assembly, &alarm, &["Dimensions"]),
        named(STACK, "ExportFailedRuns")
    );
    assert_eq!(
        origin(&assembly, &alarm, &["AlarmActions"]),
        named("Monitoring", "AlarmTopic")
    );
}

#[test]
fn a_job_has_image_secrets_volumes_and_log_as_services_have_them() {
    let assembly = assembly(SERVICES);
    let definition = resource(&assembly, STACK, "ExportTaskDefinition");
    let image = follow_property(&assembly, &definition, &["ContainerDefinitions"]);
    let from: BTreeSet<_> = image.iter().filter_map(Source::resource).collect();
    for expected in [
        named("Registry", "ExportRepository"),
        named("KeysAndSecrets", "ExportTokenSecret"),
        named(STACK, "ExportLogGroup"),
    ] {
        assert!(from.contains(&expected), "{expected:?}");
    }
    assert!(image.contains(&Source::Parameter("ExportImageTag".to_owned())));
    let root = assembly.root().node();
    assert!(root.get(&["Parameters", "ExportTaskCount"]).is_none());
    let volumes = follow_property(&assembly, &definition, &["Volumes"]);
    let volumes: BTreeSet<_> = volumes.iter().filter_map(Source::resource).collect();
    assert!(volumes.contains(&named("Storage", "ExportDataAccessPoint")));
}

#[test]
fn room_for_one_task_of_a_job_is_kept_on_its_pool() {
    let hosts = |services: &str| {
        let assembly = assembly(services);
        let root = assembly.root().node();
        let minimum = root.get(&["Parameters", "BackendPoolMinimum", "Default"]);
        minimum.and_then(Node::as_text).map(str::to_owned)
    };
    let large = "cpu: 2048, memory_mib: 4000";
    let one = format!("  one: {{ image: 'one:1', count: 2, {large} }}\n");
    let job = format!("{one}  job: {{ image: 'job:1', schedule: rate(1 day), {large} }}\n");
    assert_eq!(hosts(&one).as_deref(), Some("3"));
    assert_eq!(hosts(&job).as_deref(), Some("6"));
}
