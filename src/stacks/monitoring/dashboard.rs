//! The dashboard: what an operator looks at first, from the user's side to the database's.
//!
//! Source: Amazon CloudWatch user guide, "Dashboard body structure and syntax".

use serde_json::{Value, json};

use super::Watched;
use crate::architecture::{Architecture, Edge, LoadBalancerRole, StackName, WebAclScope};
use crate::assembly::Stack;
use crate::bindings::cloud_watch::Dashboard;
use crate::cfn::{Expr, IntoExpr, Part, Text, region, sub};

/// Columns of a dashboard's grid.
const COLUMNS: usize = 24;

/// Columns of one widget.
const WIDTH: usize = 8;

/// Rows of one widget.
const HEIGHT: usize = 6;

/// Values that a JSON text holds in the end: each is named by a mark until the text is written.
#[derive(Default)]
struct Marks(Vec<Expr<Text>>);

impl Marks {
    /// The mark of a value, to be put where the value belongs.
    fn mark(&mut self, value: impl IntoExpr<Text>) -> String {
        self.0.push(value.into_expr());
        format!("<<{}>>", self.0.len() - 1)
    }

    /// The text with its values.
    fn text(&self, text: &str) -> Expr<Text> {
        let mut parts = Vec::new();
        for piece in text.split("<<") {
            match piece.split_once(">>") {
                Some((mark, rest)) => {
                    let value = mark.parse().ok().and_then(|mark: usize| self.0.get(mark));
                    parts.extend(value.map(Part::from));
                    parts.push(Part::from(rest));
                }
                None => parts.push(Part::from(piece)),
            }
        }
        sub(parts)
    }
}

pub(super) fn dashboard(architecture: &Architecture, watched: &Watched<'_>, stack: &mut Stack) {
    let mut marks = Marks::default();
    let mut graphs = graphs(watched, &mut marks);
    graphs.extend(entrance(architecture, watched, &mut marks));
    let here = marks.mark(region());
    let widgets = graphs.iter().enumerate();
    let widgets: Vec<String> = widgets
        .map(|(position, graph)| widget(position, graph, &here))
        .collect();
    let body = format!("{{\n  \"widgets\": [\n{}\n  ]\n}}", widgets.join(",\n"));
    let body = marks.text(&body);
    let dashboard = Dashboard::new(body).dashboard_name(architecture.name().to_string());
    stack.add("Dashboard", dashboard);
}

/// One widget, a metric a line.
fn widget(position: usize, (title, stat, metrics): &Graph, region: &str) -> String {
    let across = COLUMNS / WIDTH;
    let (x, y) = (position % across * WIDTH, position / across * HEIGHT);
    let place = format!(r#""x": {x}, "y": {y}, "width": {WIDTH}, "height": {HEIGHT}"#);
    let title = json!(title);
    let metrics: Vec<String> = metrics
        .iter()
        .map(|metric| format!("        {metric}"))
        .collect();
    [
        format!(r#"    {{ "type": "metric", {place}, "properties": {{"#),
        format!(r#"      "title": {title}, "region": "{region}", "stat": "{stat}", "period": 60,"#),
        format!("      \"metrics\": [\n{}\n      ]", metrics.join(",\n")),
        "    }}".to_owned(),
    ]
    .join("\n")
}

/// What is seen of requests before the load balancers, in the region that tells of it.
fn entrance(architecture: &Architecture, watched: &Watched<'_>, marks: &mut Marks) -> Vec<Graph> {
    let mut graphs = Vec::new();
    let edge = json!({ "region": Edge::REGION });
    if let Some(gateway) = watched.gateway {
        let id = marks.mark(gateway.id());
        let seen = |metric: &str| {
            json!([
                "AWS/CloudFront",
                metric,
                "DistributionId",
                id,
                "Region",
                "Global",
                edge
            ])
        };
        graphs.extend([
            ("Requests at the gateway", "Sum", vec![seen("Requests")]),
            (
                "Answers of the gateway with 4xx, 5xx (percent)",
                "Average",
                vec![seen("4xxErrorRate"), seen("5xxErrorRate")],
            ),
        ]);
    }
    if let Some((_, scope)) = architecture.web_acl() {
        let name = architecture.name().as_str();
        let refused = match scope {
            WebAclScope::CloudFront => {
                json!([
                    "AWS/WAFV2",
                    "BlockedRequests",
                    "WebACL",
                    name,
                    "Rule",
                    "ALL",
                    edge
                ])
            }
            WebAclScope::Regional => {
                let here = marks.mark(region());
                let dimensions = ["Region", &here, "WebACL", name, "Rule", "ALL"];
                let metric = ["AWS/WAFV2", "BlockedRequests"];
                json!(metric.iter().chain(&dimensions).collect::<Vec<_>>())
            }
        };
        graphs.push(("Requests refused by the web ACL", "Sum", vec![refused]));
    }
    graphs
}

/// A graph: its title, its statistic and its metrics.
type Graph = (&'static str, &'static str, Vec<Value>);

/// Every graph.
fn graphs(watched: &Watched<'_>, marks: &mut Marks) -> Vec<Graph> {
    let balancers = &watched.load_balancers.balancers;
    let balancers = balancers.map(|_, one| marks.mark(one.load_balancer.load_balancer_full_name()));
    let cluster = marks.mark(&watched.cluster.name);
    let servers = watched.database.servers.iter();
    let servers: Vec<(&str, String)> = servers
        .map(|server| (server.suffix.as_str(), marks.mark(&server.identifier)))
        .collect();
    let balanced = |metric: &str| {
        let metrics = balancers.iter().map(|(role, balancer)| {
            let namespace = "AWS/ApplicationELB";
            match role {
                LoadBalancerRole::Single => json!([namespace, metric, "LoadBalancer", balancer]),
                LoadBalancerRole::OfZone(_) | LoadBalancerRole::Internal => {
                    let label = role.named(metric);
                    json!([namespace, metric, "LoadBalancer", balancer, { "label": label }])
                }
            }
        });
        metrics.collect::<Vec<Value>>()
    };
    let stored = |metric: &str| {
        let metrics = servers.iter().map(|(suffix, server)| match *suffix {
            "" => json!(["AWS/RDS", metric, "DBInstanceIdentifier", server]),
            suffix => {
                json!(["AWS/RDS", metric, "DBInstanceIdentifier", server, { "label": suffix }])
            }
        });
        metrics.collect::<Vec<Value>>()
    };
    let mut healthy = Vec::new();
    let mut busy = Vec::new();
    for service in watched.services {
        let name = &service.name;
        for (role, target_group) in &service.target_groups {
            let target_group = marks.mark(target_group);
            let label = role.named(name);
            healthy.push(json!([
                "AWS/ApplicationELB", "HealthyHostCount", "TargetGroup", target_group,
                "LoadBalancer", balancers.of(*role), { "label": label }
            ]));
        }
        for unit in &service.units {
            let label = unit
                .zone
                .map_or_else(|| name.clone(), |letter| format!("{name}{letter}"));
            let service = marks.mark(&unit.service_name);
            busy.push(json!([
                "AWS/ECS", "CPUUtilization", "ClusterName", cluster, "ServiceName", service,
                { "label": label }
            ]));
        }
    }
    let mut hosts = Vec::new();
    for (name, pool) in watched.pools.iter() {
        let name = StackName::of_pool(name).logical_id();
        let group = marks.mark(&pool.group_name);
        hosts.push(json!([
            "AWS/AutoScaling", "GroupInServiceInstances", "AutoScalingGroupName", group,
            { "label": name }
        ]));
    }
    let errors = [
        balanced("HTTPCode_ELB_5XX_Count"),
        balanced("HTTPCode_Target_5XX_Count"),
    ];
    vec![
        ("Requests", "Sum", balanced("RequestCount")),
        ("Answers with 5xx", "Sum", errors.concat()),
        (
            "Response time (seconds, p99)",
            "p99",
            balanced("TargetResponseTime"),
        ),
        ("Healthy targets", "Minimum", healthy),
        ("Processor of services (percent)", "Average", busy),
        ("Hosts in service", "Minimum", hosts),
        (
            "Database processor (percent)",
            "Average",
            stored("CPUUtilization"),
        ),
        (
            "Database connections",
            "Maximum",
            stored("DatabaseConnections"),
        ),
        (
            "Database free storage (bytes)",
            "Minimum",
            stored(free_storage(watched)),
        ),
    ]
}

/// What says how much storage is free: that of Aurora is the instances' own, for temporary files.
fn free_storage(watched: &Watched<'_>) -> &'static str {
    let aurora = watched.database.cluster.is_some() && !watched.database.instances.is_empty();
    if aurora {
        "FreeLocalStorage"
    } else {
        "FreeStorageSpace"
    }
}
