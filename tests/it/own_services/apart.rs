//! S9 with every option: what a service on the backend pool asks for changes no byte of the ess pool,
//! of the ess services, and of what holds data or addresses.

use ess_cfn::assembly::Assembly;
use ess_cfn::document::emit_yaml;

use super::assembly;

/// A service of the profile with options of its own, so that the stacks of the ess pool have
/// something to lose.
const ESS: &str = "  ldp: { volumes: { binaries: { path: /var/lib/binaries } } }\n";

/// Each option of a container on the backend pool.
const OPTIONS: &[(&str, &str)] = &[
    ("nothing", ""),
    ("a command", "command: [run]"),
    ("a schedule", "schedule: rate(1 hour)"),
    ("a user", "user: app"),
    ("a check", "health: { command: { run: alive } }"),
    ("a shared volume", "volumes: { data: { path: /data } }"),
    (
        "a range with goals and schedules",
        "min: 2, max: 4, memory_percent: 50, \
         schedules: { day: { cron: '0 6 ? * MON-FRI *', min: 3 } }",
    ),
    (
        "a port for both pools",
        "ports: { metrics: { container: 9187, from: [ess, backend] } }",
    ),
    (
        "a scratch volume",
        "volumes: { data: { path: /data, kind: scratch } }",
    ),
];

fn text(assembly: &Assembly, stack: &str) -> String {
    let template = assembly.template(stack).expect("a stack");
    emit_yaml(&mut template.node().clone()).text
}

#[test]
fn no_option_of_a_backend_service_changes_a_byte_of_the_ess_stacks() {
    let without = assembly(ESS);
    for (what, option) in OPTIONS {
        let comma = if option.is_empty() { "" } else { ", " };
        let with = assembly(&format!(
            "{ESS}  own: {{ image: 'own:1.0'{comma}{option} }}\n"
        ));
        for stack in [
            "EssPool",
            "EssServices",
            "Network",
            "Database",
            "LoadBalancers",
            "Capacity",
            "Dns",
        ] {
            assert_eq!(text(&without, stack), text(&with, stack), "{what}: {stack}");
        }
    }
}
