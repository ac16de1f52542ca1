//! Finds volumes that do not fit together.

use std::collections::BTreeMap;

use super::super::conflict::Conflict;
use super::super::draft::Draft;
use super::super::service::Service;
use super::super::subject::{ServiceSubject, Subject};
use super::super::volume::VolumeKind;

/// Volumes of which one hides another, and shared ones whose logical ids are one.
pub(super) fn volumes(draft: &Draft, found: &mut Vec<Conflict>) {
    for service in &draft.services {
        mounts(service, found);
    }
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for service in &draft.services {
        let volumes = service.container.volumes.iter();
        for volume in volumes.filter(|volume| volume.kind == VolumeKind::Shared) {
            let logical_id = volume.access_point(&service.id);
            let name = format!("volume `{}` of service `{}`", volume.name, service.id);
            if let Some(other) = names.insert(logical_id.clone(), name) {
                let subject = ServiceSubject::Volume(volume.name.clone());
                found.push(Conflict::PartAlike {
                    what: format!("volume `{}` of service `{}`", volume.name, service.id),
                    other,
                    logical_id,
                    subject: Subject::Service(service.id.clone(), subject),
                });
            }
        }
    }
}

fn mounts(service: &Service, found: &mut Vec<Conflict>) {
    let volumes = &service.container.volumes;
    for (index, second) in volumes.iter().enumerate() {
        let before = volumes.iter().take(index);
        for first in before.filter(|first| first.path.meets(&second.path)) {
            found.push(Conflict::VolumesMeet {
                service: service.id.clone(),
                first: first.name.clone(),
                first_path: first.path.clone(),
                second: second.name.clone(),
                second_path: second.path.clone(),
            });
        }
    }
}
