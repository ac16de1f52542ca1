//! Finds services that can't scale as they are to.

use super::super::conflict::Conflict;
use super::super::count::{Count, Scaling};
use super::super::draft::Draft;
use super::super::schedule::timed_ranges;
use super::super::service::Service;

/// Goals that nothing measures, and schedules by which a service has too few tasks or no range.
pub(super) fn scaling(draft: &Draft, found: &mut Vec<Conflict>) {
    for service in &draft.services {
        if let Count::Scaled(scaling) = &service.count {
            goals(service, scaling, found);
            schedules(service, scaling, found);
        }
    }
}

fn goals(service: &Service, scaling: &Scaling, found: &mut Vec<Conflict>) {
    if scaling.goals().requests_per_minute.is_some() && service.exposure().is_none() {
        found.push(Conflict::RequestsUnseen {
            service: service.id.clone(),
        });
    }
}

fn schedules(service: &Service, scaling: &Scaling, found: &mut Vec<Conflict>) {
    let least = scaling.min();
    for range in timed_ranges(scaling.schedules(), least, scaling.max()) {
        let (service, schedule) = (service.id.clone(), range.schedule.name.clone());
        if let Some(min) = range.schedule.min.filter(|min| *min < least) {
            found.push(Conflict::ServiceScheduleLow {
                service,
                schedule,
                min,
                least,
            });
        } else if range.min > range.max {
            found.push(Conflict::ServiceScheduleRange {
                service,
                schedule,
                min: range.min,
                max: range.max,
            });
        }
    }
}
