//! What a service's container gets beside its image: a check from inside, volumes, ports.

use crate::architecture::{CheckCommand, MountPath, PoolName, PortName, VolumeKind, VolumeName};
use crate::document::Node;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::rules;
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{List, Named, Whole, decode_list, decode_named, text_shape};

section! {
    /// A check that the agent runs inside the container. A task of which it fails is replaced, also
    /// where the load balancer is content: it finds what no request shows, and a check that fails
    /// for another reason than the task's own ends all tasks. The image must hold what it runs.
    HealthCommand as "health_command" {
        /// What is run: a text for the image's shell, or a list of a program and its arguments. Exit
        /// code 0 is good.
        run: CheckCommand = required "curl --fail http://localhost:8080/",
        /// Time between two checks.
        interval_seconds: Whole<5, 300> = or "30",
        /// How long a check may take.
        timeout_seconds: Whole<2, 60> = or "5",
        /// How many times in a row it fails before the task is replaced.
        retries: Whole<1, 10> = or "3",
        /// How long a new container may fail it.
        start_seconds: Whole<0, 300> = or "60",
    }
}

section! {
    /// A directory of the container that is not part of its image.
    Volume as "volume" {
        /// Where in the container it is mounted.
        path: MountPath = required "/var/lib/data",
        /// What it is.
        kind: VolumeKind = or "shared",
        /// Whether the container may only read it.
        read_only: bool = or "false",
    }
}

impl Value for Named<VolumeName, Volume> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<VolumeName>()),
            value: Box::new(Volume::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

section! {
    /// A port of the container that is published on its hosts, so that other tasks of the deployment
    /// reach it without a load balancer. A host has one port of a number, and so at most one task of
    /// the service: there are to be more hosts than tasks, or no update finds room. Whoever calls
    /// finds the hosts by Amazon ECS or by their tags.
    Port as "port" {
        /// The port on which the container listens.
        container: Whole<1, 65535> = required "9187",
        /// The port of the host. Those above 32767 are given to tasks by the hosts themselves.
        host: Option<Whole<1, 32767>> = optional "9187" "that of the container",
        /// The pools whose tasks and hosts may reach it.
        from: List<PoolName> = required "[backend]",
    }
}

impl Value for Named<PortName, Port> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<PortName>()),
            value: Box::new(Port::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

impl Value for List<PoolName> {
    fn shape() -> Shape {
        Shape::List {
            item: Box::new(PoolName::shape()),
            min: 1,
            max: usize::MAX,
            repeats: false,
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let list = decode_list(&Self::shape(), node, spot, reader)?;
        if node.as_sequence().is_some_and(<[Node]>::is_empty) {
            reader
                .report(rules::PORT_NOBODY, spot, "nobody may reach the port")
                .expected("expected `ess`, `backend` or both");
            return None;
        }
        Some(list)
    }
}
