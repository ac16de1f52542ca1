//! How many tasks a service has.

use crate::architecture::{Count, RangeSchedule, Scaling, ScalingGoals};
use crate::spec::reader::Spot;
use crate::spec::rules;

use super::{Making, given};

impl Making<'_, '_> {
    pub(super) fn count(&mut self) -> Count {
        let section = self.section;
        if let Some(schedule) = self.schedule() {
            return Count::Scheduled(schedule);
        }
        let base = self.base.map(|base| base.count.clone());
        let base_scaling = base.as_ref().and_then(|count| match count {
            Count::Scaled(scaling) => Some(scaling.clone()),
            Count::Fixed(_) | Count::Scheduled(_) => None,
        });
        let (min, max) = (given(section.min.value), given(section.max.value));
        let ranged = section.min.spot.given || section.max.spot.given;
        let (goal, goal_spot) = match self.goal() {
            Some((goal, spot)) => (Some(goal), spot),
            None => (None, section.min.spot),
        };
        if let Some(count) = given(section.count.value) {
            if ranged || goal.is_some() {
                let message = format!("service `{}` has a fixed count and scales", self.id);
                let help = "leave `count` out, or `min`, `max` and what it scales by";
                self.refuse_count("count", section.count.spot, message, help);
            }
            return Count::Fixed(count);
        }
        let usual = base_scaling.as_ref().map_or(2, Scaling::min);
        if !ranged && base_scaling.is_none() {
            if let Some(goal) = goal {
                let message = format!("service `{}` has `{goal}` and does not scale", self.id);
                self.refuse_count(goal, goal_spot, message, "add `min` and `max`");
            }
            return base.unwrap_or(Count::Fixed(usual));
        }
        let min = min.unwrap_or_else(|| usual.min(max.unwrap_or(usual)));
        let base_max = base_scaling.as_ref().map(|base| base.max().max(min));
        let Some(max) = max.or(base_max) else {
            if section.max.sound {
                let message = format!("service `{}` has `min` and no `max`", self.id);
                let help = "add `max`, or write `count` instead";
                self.refuse_count("min", section.min.spot, message, help);
            }
            return Count::Fixed(min);
        };
        let goals = self.goals(base_scaling.as_ref().map(Scaling::goals));
        let schedules = self.schedules();
        match Scaling::new(min, max, goals) {
            Ok(scaling) => Count::Scaled(scaling.scheduled(schedules)),
            Err(error) => {
                let message = format!("service `{}`: {error}", self.id);
                let help = "lower `min` or raise `max`";
                self.refuse_count("min", section.min.spot, message, help);
                Count::Fixed(max)
            }
        }
    }

    /// The first key that only a service which scales has, beside its range.
    fn goal(&self) -> Option<(&'static str, Spot)> {
        let section = self.section;
        let keys = [
            ("cpu_percent", section.cpu_percent.spot),
            ("memory_percent", section.memory_percent.spot),
            ("requests_per_minute", section.requests_per_minute.spot),
            ("schedules", section.schedules.spot),
        ];
        keys.into_iter().find(|(_, spot)| spot.given)
    }

    fn goals(&self, base: Option<ScalingGoals>) -> ScalingGoals {
        let section = self.section;
        let cpu = given(section.cpu_percent.value).or(base.map(|base| base.cpu_percent));
        let memory = given(section.memory_percent.value);
        let requests = given(section.requests_per_minute.value);
        ScalingGoals {
            cpu_percent: cpu.unwrap_or(60),
            memory_percent: memory.or(base.and_then(|base| base.memory_percent)),
            requests_per_minute: requests.or(base.and_then(|base| base.requests_per_minute)),
        }
    }

    fn schedules(&mut self) -> Vec<RangeSchedule> {
        let mut schedules = Vec::new();
        for entry in &self.section.schedules.value.entries {
            let said = &entry.value.value;
            if !said.min.spot.given && !said.max.spot.given {
                let message = format!(
                    "schedule `{}` of service `{}` changes nothing",
                    entry.key, self.id
                );
                let path = self.path(&format!("schedules.{}", entry.key));
                self.reader
                    .report(rules::SERVICE_SCALING, entry.spot, message)
                    .path(path)
                    .expected("expected `min`, `max` or both")
                    .help("say how many tasks there are from then on");
            }
            schedules.push(RangeSchedule {
                name: entry.key.clone(),
                cron: said.cron.value.clone(),
                time_zone: said.timezone.value.clone(),
                min: given(said.min.value),
                max: given(said.max.value),
            });
        }
        schedules
    }

    fn refuse_count(&mut self, key: &str, spot: Spot, message: String, help: &str) {
        let path = self.path(key);
        self.reader
            .report(rules::SERVICE_COUNT, spot, message)
            .path(path)
            .expected("expected `count`, or `min` and `max` above it")
            .help(help);
    }
}
