//! Other ranges of a service's tasks at times.

use crate::architecture::ScheduleName;
use crate::aws::{CronExpression, TimeZone};
use crate::document::Node;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{Named, Whole, decode_named, text_shape};

section! {
    /// Another range of tasks from a point in time on, again and again, until another schedule changes
    /// it. What is left out stays as it was. The pool has room for the most `min` of all schedules at
    /// any time.
    TaskSchedule as "task_schedule" {
        /// When, in six fields: minutes, hours, days of the month, months, days of the week from
        /// Sunday, years. One of both days is `?`.
        cron: CronExpression = required "\"0 6 ? * MON-FRI *\"",
        /// The time zone.
        timezone: TimeZone = or "UTC",
        /// The fewest tasks from then on; never fewer than the service's own `min`.
        min: Option<Whole<1, 500>> = optional "4" "as before",
        /// The most tasks from then on.
        max: Option<Whole<1, 500>> = optional "12" "as before",
    }
}

impl Value for Named<ScheduleName, TaskSchedule> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<ScheduleName>()),
            value: Box::new(TaskSchedule::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}
