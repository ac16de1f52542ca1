//! How many tasks a service has.

use crate::architecture::{Count, Scaling};
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
            Count::Scaled(scaling) => Some(*scaling),
            Count::Fixed(_) | Count::Scheduled(_) => None,
        });
        let (min, max) = (given(section.min.value), given(section.max.value));
        let percent = given(section.cpu_percent.value);
        let scaled = [&section.min, &section.max]
            .into_iter()
            .any(|field| field.spot.given);
        if let Some(count) = given(section.count.value) {
            if scaled || section.cpu_percent.spot.given {
                let message = format!("service `{}` has a fixed count and scales", self.id);
                self.refuse_count(
                    "count",
                    message,
                    "leave `count` out, or `min`, `max` and `cpu_percent`",
                );
            }
            return Count::Fixed(count);
        }
        let usual = base_scaling.map_or(2, Scaling::min);
        if !scaled && base_scaling.is_none() {
            if section.cpu_percent.spot.given {
                let message = format!("service `{}` has `cpu_percent` and does not scale", self.id);
                self.refuse_count("cpu_percent", message, "add `min` and `max`");
            }
            return base.unwrap_or(Count::Fixed(usual));
        }
        let percent = percent
            .or(base_scaling.map(Scaling::cpu_percent))
            .unwrap_or(60);
        let min = min.unwrap_or_else(|| usual.min(max.unwrap_or(usual)));
        let Some(max) = max.or(base_scaling.map(|base| base.max().max(min))) else {
            if section.max.sound {
                let message = format!("service `{}` has `min` and no `max`", self.id);
                self.refuse_count("min", message, "add `max`, or write `count` instead");
            }
            return Count::Fixed(min);
        };
        match Scaling::new(min, max, percent) {
            Ok(scaling) => Count::Scaled(scaling),
            Err(error) => {
                let message = format!("service `{}`: {error}", self.id);
                self.refuse_count("min", message, "lower `min` or raise `max`");
                Count::Fixed(max)
            }
        }
    }

    fn refuse_count(&mut self, key: &str, message: String, help: &str) {
        let section = self.section;
        let spot = match key {
            "count" => section.count.spot,
            "cpu_percent" => section.cpu_percent.spot,
            _ => section.min.spot,
        };
        let path = self.path(key);
        self.reader
            .report(rules::SERVICE_COUNT, spot, message)
            .path(path)
            .expected("expected `count`, or `min` and `max` above it")
            .help(help);
    }
}
