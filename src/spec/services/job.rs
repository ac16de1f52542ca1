//! A service with a schedule: a job.
//!
//! Not here: how many tasks other services have (`count`).

use crate::architecture::{Schedule, Service};
use crate::aws::TimeZone;
use crate::spec::rules;

use super::Making;

impl Making<'_, '_> {
    /// When it runs, if it is a job. What only a service that runs all the time has is refused.
    pub(super) fn schedule(&mut self) -> Option<Schedule> {
        let section = self.section;
        let time_zone = section.timezone.value.clone();
        let Some(recurrence) = section.schedule.value.clone() else {
            if section.timezone.spot.given && section.schedule.sound {
                let message = format!("service `{}` has `timezone` and no `schedule`", self.id);
                let path = self.path("timezone");
                self.reader
                    .report(rules::JOB, section.timezone.spot, message)
                    .path(path)
                    .expected("expected it beside a `schedule`")
                    .help("leave `timezone` out, or say in `schedule` when the job runs");
            }
            return None;
        };
        if self.base.is_some_and(Service::is_of_profile) {
            let message = format!("service `{}` of the profile runs all the time", self.id);
            let path = self.path("schedule");
            self.reader
                .report(rules::JOB, section.schedule.spot, message)
                .path(path)
                .expected("expected a schedule on services of your own alone")
                .help("give the job a name of its own, and the same `image`");
            return None;
        }
        self.refuse_of_job();
        let time_zone = time_zone.or_else(|| "UTC".parse::<TimeZone>().ok());
        Some(Schedule {
            recurrence,
            time_zone: time_zone.expect("invariant: UTC is a time zone"),
        })
    }

    /// Refuses what a job has no use for: it is reached by nobody, and one task of it runs at a time.
    fn refuse_of_job(&mut self) {
        let section = self.section;
        let keys = [
            ("host", section.host.spot),
            ("priority", section.priority.spot),
            ("port", section.port.spot),
            ("protocol", section.protocol.spot),
            ("ports", section.ports.spot),
            ("health", section.health.spot),
            ("count", section.count.spot),
            ("min", section.min.spot),
            ("max", section.max.spot),
            ("cpu_percent", section.cpu_percent.spot),
            ("memory_percent", section.memory_percent.spot),
            ("requests_per_minute", section.requests_per_minute.spot),
            ("schedules", section.schedules.spot),
        ];
        for (key, spot) in keys.into_iter().filter(|(_, spot)| spot.given) {
            let message = format!("service `{}` has `schedule` and `{key}`", self.id);
            let path = self.path(key);
            self.reader
                .report(rules::JOB, spot, message)
                .path(path)
                .expected("expected a job to be reached by nobody, and to run one task at a time")
                .help(format!("leave `{key}` out, or `schedule`"));
        }
    }
}
