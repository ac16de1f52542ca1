//! Wiring between stacks: what a consumer's use of a value makes of three templates.

use ess_cfn::assembly::{Assembly, Input, Stack, StackTree, Template, finish};
use ess_cfn::cfn::{
    Expr, Handle, IntoExpr, List, Parameter, Reference, Resource, ResourceBody, Text, all, equals,
    if_, no_value, secret_string,
};
use ess_cfn::document::{Node, emit_yaml};
use ess_cfn::{kind_literal, sub};

kind_literal!(
    /// The id of a thing.
    ThingId,
    "AWS::EC2::VPC::Id",
    "List<AWS::EC2::Subnet::Id>"
);

/// A resource type of this test's own.
#[derive(Clone, Debug)]
struct Thing(ResourceBody);

struct ThingHandle(Reference);

impl Handle for ThingHandle {
    fn reference(&self) -> &Reference {
        &self.0
    }
}

impl ThingHandle {
    fn id(&self) -> Expr<ThingId> {
        self.0.value()
    }

    fn address(&self) -> Expr<Text> {
        self.0.attribute("Endpoint.Address")
    }
}

impl Resource for Thing {
    const TYPE: &'static str = "Test::Thing";
    type Handle = ThingHandle;

    fn handle(reference: Reference) -> ThingHandle {
        ThingHandle(reference)
    }

    fn from_body(body: ResourceBody) -> Self {
        Self(body)
    }

    fn into_body(self) -> ResourceBody {
        self.0
    }
}

impl Thing {
    fn new() -> Self {
        Self(ResourceBody::new(Self::TYPE))
    }

    fn uses(self, property: &str, value: impl IntoExpr<Text>) -> Self {
        let node = value.into_expr().into_node();
        self.edit(|body| body.set_property(property, node))
    }

    fn uses_all(self, property: &str, value: impl IntoExpr<List<ThingId>>) -> Self {
        let node = value.into_expr().into_node();
        self.edit(|body| body.set_property(property, node))
    }
}

fn stack(name: &str) -> Stack {
    Stack::new(name, format!("The {name} stack."))
}

fn node<'a>(assembly: &'a Assembly, template: &str, path: &[&str]) -> &'a Node {
    let template = assembly.template(template).expect("the template exists");
    template
        .node()
        .get(path)
        .unwrap_or_else(|| panic!("{path:?} in {:?}", template.node()))
}

fn has(assembly: &Assembly, template: &str, path: &[&str]) -> bool {
    assembly
        .template(template)
        .is_some_and(|template| template.node().get(path).is_some())
}

fn reference(text: &str) -> Node {
    use ess_cfn::document::Intrinsic;
    let function = if text.contains('.') {
        Intrinsic::GetAtt
    } else {
        Intrinsic::Ref
    };
    Node::function(function, Node::text(text))
}

/// What is wrong, a line each.
fn mistakes(root: Stack, nested: Vec<Stack>) -> Vec<String> {
    let findings = finish(StackTree::new(root, nested)).expect_err("there is a mistake");
    findings
        .iter()
        .map(|finding| format!("[{}] {}", finding.rule.id, finding.message))
        .collect()
}

#[test]
fn use_of_a_foreign_value_makes_output_parameter_and_wiring() {
    let (mut network, mut database) = (stack("Network"), stack("Database"));
    let vpc = network.add("Vpc", Thing::new());
    database.add("Instance", Thing::new().uses("VpcId", vpc.id()));
    let assembly =
        finish(StackTree::new(stack("Root"), vec![network, database])).expect("it is wired");
    assert_eq!(
        node(&assembly, "Network", &["Outputs", "VpcId", "Value"]),
        &reference("Vpc")
    );
    assert_eq!(
        node(
            &assembly,
            "Database",
            &["Parameters", "NetworkVpcId", "Type"]
        ),
        &Node::text("AWS::EC2::VPC::Id")
    );
    assert_eq!(
        node(
            &assembly,
            "Database",
            &["Resources", "Instance", "Properties", "VpcId"]
        ),
        &reference("NetworkVpcId")
    );
    let wired = [
        "Resources",
        "Database",
        "Properties",
        "Parameters",
        "NetworkVpcId",
    ];
    assert_eq!(
        node(&assembly, "Root", &wired),
        &reference("Network.Outputs.VpcId")
    );
}

#[test]
fn a_word_that_ends_a_name_and_begins_an_attribute_stands_once_and_a_letter_is_no_word() {
    let (mut network, mut database) = (stack("Network"), stack("Database"));
    for (name, import) in [
        ("Thing", "NetworkThingEndpointAddress"),
        ("ThingEndpoint", "NetworkThingEndpointAddress"),
        ("ThingE", "NetworkThingEEndpointAddress"),
        ("ThingEnd", "NetworkThingEndEndpointAddress"),
    ] {
        let (mut network, mut database) = (network.clone(), database.clone());
        let thing = network.add(name, Thing::new());
        database.add("Instance", Thing::new().uses("Host", thing.address()));
        let tree = StackTree::new(stack("Root"), vec![network, database]);
        let assembly = finish(tree).expect("it is wired");
        let host = ["Resources", "Instance", "Properties", "Host"];
        let host = node(&assembly, "Database", &host);
        assert_eq!(host, &reference(import), "{name}");
    }
    // Both at once have two names.
    let things = ["Thing", "ThingE"].map(|name| network.add(name, Thing::new()));
    for (property, thing) in ["One", "Other"].into_iter().zip(things) {
        database.add(property, Thing::new().uses("Host", thing.address()));
    }
    let tree = StackTree::new(stack("Root"), vec![network, database]);
    finish(tree).expect("it is wired");
}

#[test]
fn a_second_consumer_renames_nothing() {
    let build = |second: bool| {
        let (mut network, mut database) = (stack("Network"), stack("Database"));
        let vpc = network.add("Vpc", Thing::new());
        database.add("Instance", Thing::new().uses("Host", vpc.address()));
        let mut others = vec![network, database];
        if second {
            let mut pool = stack("Pool");
            pool.add("Group", Thing::new().uses("Host", vpc.address()));
            others.push(pool);
        }
        finish(StackTree::new(stack("Root"), others)).expect("it is wired")
    };
    let (one, two) = (build(false), build(true));
    for name in ["Network", "Database"] {
        let template = |assembly: &Assembly| assembly.template(name).expect("there").node().clone();
        assert_eq!(template(&one), template(&two));
    }
    assert!(has(&one, "Network", &["Outputs", "VpcEndpointAddress"]));
    assert!(has(
        &two,
        "Pool",
        &["Parameters", "NetworkVpcEndpointAddress"]
    ));
}

#[test]
fn a_list_travels_as_one_list() {
    let (mut network, mut pool) = (stack("Network"), stack("Pool"));
    let ids: Vec<Expr<ThingId>> = ["A", "B"]
        .map(|zone| network.add(format!("Subnet{zone}"), Thing::new()).id())
        .into();
    let ids = network.list("SubnetIds", ids);
    network.add("Local", Thing::new().uses_all("Subnets", &ids));
    pool.add("Group", Thing::new().uses_all("Subnets", ids));
    let assembly = finish(StackTree::new(stack("Root"), vec![network, pool])).expect("it is wired");
    let local = node(
        &assembly,
        "Network",
        &["Resources", "Local", "Properties", "Subnets"],
    );
    assert_eq!(
        local,
        &Node::sequence(vec![reference("SubnetA"), reference("SubnetB")])
    );
    assert_eq!(
        node(
            &assembly,
            "Pool",
            &["Parameters", "NetworkSubnetIds", "Type"]
        ),
        &Node::text("List<AWS::EC2::Subnet::Id>")
    );
    let group = node(
        &assembly,
        "Pool",
        &["Resources", "Group", "Properties", "Subnets"],
    );
    assert_eq!(group, &reference("NetworkSubnetIds"));
    let output = node(&assembly, "Network", &["Outputs", "SubnetIds", "Value"]);
    assert_eq!(
        output.as_function().map(|function| function.name.tag()),
        Some("Join")
    );
    assert!(!has(&assembly, "Network", &["Outputs", "SubnetAId"]));
}

#[test]
fn root_parameters_pass_down_under_their_own_name() {
    let mut root = stack("Root");
    let class = root.parameter(
        "InstanceClass",
        Parameter::<Text>::new("The class.")
            .default("db.m7g.large")
            .no_echo(),
    );
    let mut database = stack("Database");
    database.add("Instance", Thing::new().uses("Class", class));
    let assembly = finish(StackTree::new(root, vec![database])).expect("it is wired");
    assert_eq!(
        node(
            &assembly,
            "Database",
            &["Parameters", "InstanceClass", "NoEcho"]
        ),
        &Node::boolean(true)
    );
    assert!(!has(
        &assembly,
        "Database",
        &["Parameters", "InstanceClass", "Default"]
    ));
    let wired = [
        "Resources",
        "Database",
        "Properties",
        "Parameters",
        "InstanceClass",
    ];
    assert_eq!(node(&assembly, "Root", &wired), &reference("InstanceClass"));
}

#[test]
fn text_with_foreign_values_reads_as_a_person_writes_it() {
    let (mut network, mut database) = (stack("Network"), stack("Database"));
    let vpc = network.add("Vpc", Thing::new());
    let local = database.add("Key", Thing::new());
    let inner = sub![local.address(), "/${z}/", local.id()];
    let text = sub!["x ${y} ", vpc.id(), "/", inner];
    database.add("Instance", Thing::new().uses("Text", text));
    let assembly =
        finish(StackTree::new(stack("Root"), vec![network, database])).expect("it is wired");
    let text = node(
        &assembly,
        "Database",
        &["Resources", "Instance", "Properties", "Text"],
    );
    let argument = text
        .as_function()
        .map(|function| (*function.argument).clone());
    assert_eq!(
        argument,
        Some(Node::text(
            "x ${!y} ${NetworkVpcId}/${Key.Endpoint.Address}/${!z}/${Key}"
        ))
    );
}

#[test]
fn a_dependency_on_another_stacks_resource_orders_the_stacks() {
    let (mut network, mut database) = (stack("Network"), stack("Database"));
    let route = network.add("Route", Thing::new());
    database.add("Instance", Thing::new().depends_on(&route));
    let assembly =
        finish(StackTree::new(stack("Root"), vec![network, database])).expect("it is wired");
    assert_eq!(
        node(&assembly, "Root", &["Resources", "Database", "DependsOn"]),
        &Node::text("Network")
    );
    assert!(!has(
        &assembly,
        "Database",
        &["Resources", "Instance", "DependsOn"]
    ));
}

#[test]
fn a_dependency_that_a_reference_makes_anyway_is_not_written() {
    let mut network = stack("Network");
    let vpc = network.add("Vpc", Thing::new());
    let gateway = network.add("Gateway", Thing::new());
    let route = Thing::new()
        .uses("Vpc", vpc.id())
        .depends_on(&vpc)
        .depends_on(&gateway);
    network.add("Route", route);
    let assembly = finish(StackTree::new(stack("Root"), vec![network])).expect("it is wired");
    assert_eq!(
        node(&assembly, "Network", &["Resources", "Route", "DependsOn"]),
        &Node::text("Gateway")
    );
}

/// A root with a parameter and a condition on it, and a stack with a conditional resource.
fn conditional() -> (Stack, Stack, ThingHandle, ess_cfn::cfn::Condition) {
    let mut root = stack("Root");
    let start = root.parameter(
        "Start",
        Parameter::<Text>::new("Whether it runs.").default("no"),
    );
    let on = root.condition("IsOn", equals(start, "yes"));
    let mut alarms = stack("Alarms");
    let topic = alarms.add("Topic", Thing::new().condition(&on));
    (root, alarms, topic, on)
}

#[test]
fn a_conditional_value_carries_its_condition() {
    let (root, alarms, topic, on) = conditional();
    let mut consumer = stack("Consumer");
    consumer.add(
        "Always",
        Thing::new().uses(
            "Topic",
            if_::<ThingId>(&on, topic.id(), no_value::<ThingId>()),
        ),
    );
    consumer.add(
        "Sometimes",
        Thing::new().condition(&on).uses("Topic", topic.id()),
    );
    let assembly = finish(StackTree::new(root, vec![alarms, consumer])).expect("it is wired");
    for template in ["Root", "Alarms", "Consumer"] {
        assert!(
            has(&assembly, template, &["Conditions", "IsOn"]),
            "{template}"
        );
    }
    assert_eq!(
        node(&assembly, "Alarms", &["Outputs", "TopicId", "Condition"]),
        &Node::text("IsOn")
    );
    // Empty where the condition is false, which a parameter of type VPC id would refuse.
    let kind = node(
        &assembly,
        "Consumer",
        &["Parameters", "AlarmsTopicId", "Type"],
    );
    assert_eq!(kind, &Node::text("String"));
    let wired = [
        "Resources",
        "Consumer",
        "Properties",
        "Parameters",
        "AlarmsTopicId",
    ];
    let wired = node(&assembly, "Root", &wired);
    assert_eq!(
        wired.as_function().map(|function| function.name.tag()),
        Some("If")
    );
}

#[test]
fn a_conditional_value_used_without_its_condition_is_refused_by_both_names() {
    let (root, alarms, topic, _) = conditional();
    let mut consumer = stack("Consumer");
    consumer.add("Always", Thing::new().uses("Topic", topic.id()));
    assert_eq!(
        mistakes(root, vec![alarms, consumer]),
        [
            "[wiring-condition] `Always` of stack `Consumer` uses `Topic` of stack `Alarms`, which \
             exists only where `IsOn` holds"
        ]
    );
}

#[test]
fn a_condition_that_contains_another_one_is_enough() {
    let (mut root, alarms, topic, on) = conditional();
    let more = root.parameter("More", Parameter::<Text>::new("More.").default("no"));
    let both = root.condition("IsOnAndMore", all([(&on).into(), equals(more, "yes")]));
    let mut consumer = stack("Consumer");
    consumer.add(
        "Both",
        Thing::new().condition(&both).uses("Topic", topic.id()),
    );
    assert!(finish(StackTree::new(root, vec![alarms, consumer])).is_ok());
}

#[test]
fn another_condition_is_not_enough() {
    let (mut root, alarms, topic, _) = conditional();
    let more = root.parameter("More", Parameter::<Text>::new("More.").default("no"));
    let other = root.condition("IsMore", equals(more, "yes"));
    let mut consumer = stack("Consumer");
    consumer.add(
        "Other",
        Thing::new().condition(&other).uses("Topic", topic.id()),
    );
    let mistakes = mistakes(root, vec![alarms, consumer]);
    assert_eq!(mistakes.len(), 1);
    assert!(
        mistakes[0].starts_with("[wiring-condition] `Other`"),
        "{mistakes:?}"
    );
}

#[test]
fn a_condition_that_nobody_uses_in_the_root_is_not_written_there() {
    let mut root = stack("Root");
    let start = root.parameter(
        "Start",
        Parameter::<Text>::new("Whether it runs.").default("no"),
    );
    let on = root.condition("IsOn", equals(start, "yes"));
    let mut pool = stack("Pool");
    pool.add("Group", Thing::new().condition(&on));
    let assembly = finish(StackTree::new(root, vec![pool])).expect("it is wired");
    assert!(!has(&assembly, "Root", &["Conditions"]));
    assert!(has(&assembly, "Pool", &["Conditions", "IsOn"]));
    assert!(has(&assembly, "Pool", &["Parameters", "Start"]));
}

#[test]
fn circles_are_named_by_their_path_and_all_mistakes_come_at_once() {
    let (mut one, mut two) = (stack("One"), stack("Two"));
    let a = one.add("A", Thing::new());
    let b = two.add("B", Thing::new().uses("A", a.id()));
    one.add("C", Thing::new().uses("B", b.id()));
    one.add("C", Thing::new());
    one.add("not a name", Thing::new());
    let elsewhere = stack("Elsewhere").add("Lost", Thing::new());
    two.add("D", Thing::new().uses("Lost", elsewhere.id()));
    let ring = two.add("Ring", Thing::new());
    assert!(two.change::<Thing>("Ring", |thing| thing.uses("Itself", ring.address())));
    assert_eq!(
        mistakes(stack("Root"), vec![one, two]),
        [
            "[wiring-duplicate] stack `One` has two things named `C`",
            "[wiring-logical-id] `not a name` in stack `One` is no name of a template",
            "[wiring-cycle] resources need one another in a circle: Ring -> Ring (`Ring` uses \
             `Ring`)",
            "[wiring-unknown-reference] `D` of stack `Two` uses `Lost` of stack `Elsewhere`",
            "[wiring-cycle] stacks need one another in a circle: One -> Two -> One (`C` uses `B`; \
             `B` uses `A`)",
        ]
    );
}

#[test]
fn a_parameter_of_a_nested_stack_that_nobody_sets_is_refused() {
    let mut pool = stack("Pool");
    let size = pool.parameter("Size", Parameter::<Text>::new("The size."));
    pool.add("Group", Thing::new().uses("Size", size));
    assert_eq!(
        mistakes(stack("Root"), vec![pool]),
        ["[wiring-parameter] nobody sets parameter `Size` of nested stack `Pool`"]
    );
}

#[test]
fn two_values_of_one_name_are_refused() {
    let (mut one, mut two) = (stack("One"), stack("Two"));
    let a = one.add("Vpc", Thing::new());
    let b = one.add("VpcEndpoint", Thing::new());
    two.add("X", Thing::new().uses("A", a.address()));
    two.add(
        "Y",
        Thing::new().uses("B", b.reference().attribute::<Text>("Address")),
    );
    let mistakes = mistakes(stack("Root"), vec![one, two]);
    assert!(
        mistakes
            .iter()
            .all(|m| m.starts_with("[wiring-name-clash]")),
        "{mistakes:?}"
    );
}

#[test]
fn more_than_cloudformation_takes_is_refused_with_the_numbers() {
    let mut one = stack("One");
    for number in 0..501 {
        one.add(format!("Thing{number}"), Thing::new());
    }
    assert_eq!(
        mistakes(stack("Root"), vec![one]),
        ["[wiring-quota] stack `One` has 501 resources; CloudFormation takes 500 in a template"]
    );
}

#[test]
fn a_change_takes_up_a_resource_of_its_own_type_only() {
    let mut one = stack("One");
    one.add("A", Thing::new());
    assert!(one.change::<Thing>("A", |thing| thing.uses("Size", "1")));
    assert!(!one.change::<Thing>("B", |thing| thing));
    let assembly = finish(StackTree::new(stack("Root"), vec![one])).expect("it is wired");
    assert_eq!(
        node(&assembly, "One", &["Resources", "A", "Properties", "Size"]),
        &Node::text("1")
    );
}

/// The tree of one stack, which is a root.
fn alone(root: Stack) -> StackTree {
    StackTree::new(root, Vec::new())
}

#[test]
fn a_value_of_an_earlier_root_is_its_output_and_a_parameter_of_the_later_root() {
    let mut edge = stack("Edge");
    let certificate = edge.add("Certificate", Thing::new());
    let (mut dns, mut gateway) = (stack("Dns"), stack("Gateway"));
    gateway.add("One", Thing::new().uses("Id", certificate.id()));
    dns.add("Two", Thing::new().uses("Id", certificate.id()));
    let mut root = stack("Root");
    root.add("Own", Thing::new().uses("Id", certificate.id()));
    let tree = StackTree::new(root, vec![dns, gateway]).after(alone(edge));
    let assembly = finish(tree).expect("it is wired");

    let names: Vec<&str> = assembly.templates().map(Template::name).collect();
    assert_eq!(names, ["Edge", "Root", "Dns", "Gateway"]);
    assert_eq!(
        node(&assembly, "Edge", &["Outputs", "CertificateId", "Value"]),
        &reference("Certificate")
    );
    let parameter = ["Parameters", "EdgeCertificateId"];
    let declared = node(&assembly, "Root", &parameter);
    assert_eq!(declared.get(&["Type"]), Some(&Node::text("String")));
    assert_eq!(declared.get(&["Default"]), None);
    assert_eq!(
        declared.get(&["Description"]).and_then(Node::as_text),
        Some("Output CertificateId of the edge stack, which is deployed before.")
    );
    let own = ["Resources", "Own", "Properties", "Id"];
    assert_eq!(
        node(&assembly, "Root", &own),
        &reference("EdgeCertificateId")
    );
    for (consumer, resource) in [("Dns", "Two"), ("Gateway", "One")] {
        let passed = [
            "Resources",
            consumer,
            "Properties",
            "Parameters",
            "EdgeCertificateId",
        ];
        assert_eq!(
            node(&assembly, "Root", &passed),
            &reference("EdgeCertificateId")
        );
        assert!(has(&assembly, consumer, &parameter));
        let used = ["Resources", resource, "Properties", "Id"];
        assert_eq!(
            node(&assembly, consumer, &used),
            &reference("EdgeCertificateId")
        );
    }
    let [edge, last] = assembly.trees().collect::<Vec<_>>()[..] else {
        panic!("two trees");
    };
    assert_eq!(edge.inputs(), []);
    let input = Input {
        parameter: "EdgeCertificateId".to_owned(),
        root: "Edge".to_owned(),
        output: "CertificateId".to_owned(),
    };
    assert_eq!(last.inputs(), [input]);
}

#[test]
fn a_list_of_a_stack_below_an_earlier_root_reaches_a_stack_below_a_later_one() {
    let mut network = stack("Network");
    let one = network.add("One", Thing::new());
    let all = network.list("All", vec![one.id()]);
    let mut pool = stack("Pool");
    pool.add("Group", Thing::new().uses_all("Subnets", all));
    let earlier = StackTree::new(stack("Edge"), vec![network]);
    let tree = StackTree::new(stack("Root"), vec![pool]).after(earlier);
    let assembly = finish(tree).expect("it is wired");
    let put_out = ["Outputs", "NetworkAll", "Value"];
    assert_eq!(
        node(&assembly, "Edge", &put_out),
        &reference("Network.Outputs.All")
    );
    let declared = node(&assembly, "Root", &["Parameters", "NetworkAll", "Type"]);
    assert_eq!(declared, &Node::text("CommaDelimitedList"));
    let passed = [
        "Resources",
        "Pool",
        "Properties",
        "Parameters",
        "NetworkAll",
    ];
    let passed = node(&assembly, "Root", &passed);
    insta::assert_snapshot!(emit_yaml(&mut passed.clone()).text, @r"!Join [',', !Ref NetworkAll]");
    let used = ["Resources", "Group", "Properties", "Subnets"];
    assert_eq!(node(&assembly, "Pool", &used), &reference("NetworkAll"));
}

#[test]
fn outputs_alone_go_from_one_root_to_the_next_and_never_back() {
    let (mut edge, mut root) = (stack("Edge"), stack("Root"));
    let size = edge.parameter("Size", Parameter::<Text>::new("The size."));
    let large = edge.condition("Large", equals(size, "large"));
    let some = edge.add("Some", Thing::new().condition(&large));
    let whole = edge.add("Whole", Thing::new());
    let late = root.add("Late", Thing::new());
    edge.add("A", Thing::new().uses("Id", late.id()));
    edge.add("B", Thing::new().depends_on(&late));
    root.add("C", Thing::new().uses("Id", some.id()));
    root.add("D", Thing::new().condition(&large));
    root.add("E", Thing::new().depends_on(&whole));
    let trees = alone(root).after(alone(edge));
    let findings = finish(trees).expect_err("there are mistakes");
    let messages: Vec<String> = findings
        .iter()
        .map(|finding| format!("[{}] {}", finding.rule.id, finding.message))
        .collect();
    assert_eq!(
        messages,
        [
            "[wiring-roots] `A` of stack `Edge` uses something of stack `Root`, which another root \
             holds: what is deployed later",
            "[wiring-roots] `B` of stack `Edge` uses something of stack `Root`, which another root \
             holds: what is deployed later",
            "[wiring-roots] `C` of stack `Root` uses something of stack `Edge`, which another root \
             holds: a value that exists only where `Large` holds",
            "[wiring-roots] `D` of stack `Root` uses something of stack `Edge`, which another root \
             holds: condition `Large`",
        ]
    );
}

#[test]
fn a_parameter_and_an_input_of_one_name_are_refused() {
    let (mut edge, mut root) = (stack("Edge"), stack("Root"));
    let thing = edge.add("Thing", Thing::new());
    root.parameter("EdgeThingId", Parameter::<Text>::new("Taken."));
    root.add("A", Thing::new().uses("Id", thing.id()));
    let findings = finish(alone(root).after(alone(edge))).expect_err("there is a mistake");
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(rules, ["wiring-name-clash"]);
}

#[test]
fn one_operation_touches_one_tree() {
    let large = |name: &str| {
        let nested = (1..=3).map(|number| {
            let mut stack = stack(&format!("{name}{number}"));
            for number in 0..490 {
                stack.add(format!("Thing{number}"), Thing::new());
            }
            stack
        });
        StackTree::new(stack(name), nested.collect())
    };
    assert!(finish(large("Root").after(large("Edge"))).is_ok());
}

#[test]
fn two_stacks_of_one_name_are_refused_in_whatever_tree() {
    let findings = finish(alone(stack("One")).after(alone(stack("One")))).expect_err("refused");
    assert_eq!(findings[0].message, "two stacks are named `One`");
}

#[test]
fn secrets_are_read_no_more_often_than_cloudformation_reads_them_for_a_template() {
    let with = |count: usize| {
        let mut one = stack("One");
        let secret = one.add("Secret", Thing::new());
        for number in 0..count {
            let value = secret_string(&secret.id(), "value");
            one.add(format!("Rule{number}"), Thing::new().uses("Header", value));
        }
        vec![one]
    };
    assert!(finish(StackTree::new(stack("Root"), with(60))).is_ok());
    assert_eq!(
        mistakes(stack("Root"), with(61)),
        [
            "[wiring-quota] stack `One` has 61 dynamic references; CloudFormation takes 60 in a template"
        ]
    );
}
