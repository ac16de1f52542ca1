//! `pools`: the two Auto Scaling Groups.

use crate::architecture::ScheduleName;
use crate::aws::{CronExpression, InstanceType, TimeZone};
use crate::document::Node;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{Named, Whole, decode_named, text_shape};

section! {
    /// The two pools of hosts. They are changed apart from each other.
    Pools as "pools" {
        /// Hosts of the public ESS services.
        ess: Pool = section,
        /// Hosts of everything else.
        backend: Pool = section,
    }
}

section! {
    /// A pool of hosts: an Auto Scaling Group over all zones.
    Pool as "pool" {
        /// The EC2 instance type. Images must be built for its processor.
        instance_type: InstanceType = or "m7i.large",
        /// The fewest hosts. When a zone fails, the hosts of the others must hold all services.
        min: Option<Whole<2, 1000>> = optional "3"
            "as many as the services need so that they survive the loss of a zone, the same number in each zone; 2 without services",
        /// The most hosts, at least one above `min` for rolling updates.
        max: Option<Whole<3, 2000>> = optional "9"
            "room for all services at their most tasks, also after the loss of a zone; at least twice `min`",
        /// The encrypted root volume of each host. Images stay on it, so that a restart needs no registry.
        volume_gib: Whole<30, 16384> = or "50",
        /// How full the hosts are kept. Below 100 more hosts run than the tasks need, so that a task
        /// more finds room at once instead of after minutes; they cost as much as the others. What the
        /// loss of a zone needs is in `min` already.
        target_capacity_percent: Whole<10, 100> = or "100",
        /// How long a new host may take until tasks run on it, before more are started.
        warmup_seconds: Option<Whole<0, 10_000>> = optional "180" "as long as Amazon ECS waits by itself",
        /// Other ranges at times, by name: more hosts before the day begins, fewer at night. Between two
        /// schedules the pool grows and shrinks as its tasks ask for. A deployment that changes `min` or
        /// `max` makes them hold until the next schedule; others leave the range of the hour alone.
        schedules: Named<ScheduleName, PoolSchedule> = map
            "day: { cron: \"0 6 ? * MON-FRI *\", timezone: Europe/Berlin, min: 6 }\nnight: { cron: \"0 20 ? * MON-FRI *\", timezone: Europe/Berlin, min: 3 }",
    }
}

section! {
    /// Another range of hosts from a point in time on, again and again, until another schedule changes
    /// it. What is left out stays as it was.
    PoolSchedule as "pool_schedule" {
        /// When, in six fields: minutes, hours, days of the month, months, days of the week from
        /// Sunday, years. One of both days is `?`. An Auto Scaling Group takes no years, no `L`, `W`
        /// and `#`.
        cron: CronExpression = required "\"0 6 ? * MON-FRI *\"",
        /// The time zone.
        timezone: TimeZone = or "UTC",
        /// The fewest hosts from then on; never fewer than the loss of a zone needs.
        min: Option<Whole<2, 1000>> = optional "6" "as before",
        /// The most hosts from then on.
        max: Option<Whole<3, 2000>> = optional "12" "as before",
    }
}

impl Value for Named<ScheduleName, PoolSchedule> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<ScheduleName>()),
            value: Box::new(PoolSchedule::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}
