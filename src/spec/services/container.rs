//! What a service's container gets beside its image.

use std::collections::BTreeSet;

use crate::architecture::{
    Container, ContainerCheck, HostPort, PortName, PublishedPort, Volume, VolumeKind, VolumeName,
};
use crate::spec::rules;
use crate::spec::sections;
use crate::spec::values::Entry;

use super::Making;

impl Making<'_, '_> {
    pub(super) fn container(&mut self) -> Container {
        let section = self.section;
        let base = self.base.map(|base| base.container.clone());
        let mut container = base.unwrap_or_default();
        if let Some(entry_point) = &section.entry_point.value {
            container.entry_point = entry_point.0.clone();
        }
        if let Some(command) = &section.command.value {
            container.command = command.0.clone();
        }
        if let Some(user) = &section.user.value {
            container.user = Some(user.clone());
        }
        if let Some(read_only) = section.read_only.value {
            container.read_only = read_only;
        }
        let health = section.health.value.as_ref();
        if let Some(check) = health.and_then(|health| health.command.value.as_ref()) {
            container.check = Some(check_of(check));
        }
        for entry in &section.volumes.value.entries {
            let volume = self.volume(entry);
            let mut known = container.volumes.iter_mut();
            match known.find(|known| known.name == volume.name) {
                Some(known) => *known = volume,
                None => container.volumes.push(volume),
            }
        }
        for entry in &section.ports.value.entries {
            if let Some(port) = self.port(entry) {
                let mut known = container.ports.iter_mut();
                match known.find(|known| known.name == port.name) {
                    Some(known) => *known = port,
                    None => container.ports.push(port),
                }
            }
        }
        container
    }

    fn port(&mut self, entry: &Entry<PortName, sections::Port>) -> Option<PublishedPort> {
        let section = &entry.value.value;
        let name = &entry.key;
        let container = section.container.value.0;
        let (key, spot, host) = match section.host.value {
            Some(host) => ("host", section.host.spot, host.0),
            None => ("container", section.container.spot, container),
        };
        let number = |number: u32| u16::try_from(number).expect("invariant: the keys take ports");
        let host = match HostPort::new(number(host)) {
            Ok(host) => host,
            Err(error) => {
                if section.container.sound && section.host.sound {
                    let message = format!(
                        "port `{name}` of service `{}` can't be {host} on a host",
                        self.id
                    );
                    let path = self.path(&format!("ports.{name}.{key}"));
                    self.reader
                        .report(rules::PORT, spot, message)
                        .path(path)
                        .expected(error.to_string())
                        .help("say another one in `host`");
                }
                return None;
            }
        };
        let from = section.from.value.items.iter().map(|(_, pool)| *pool);
        Some(PublishedPort {
            name: name.clone(),
            container: number(container),
            host,
            from: from.collect::<BTreeSet<_>>().into_iter().collect(),
        })
    }

    fn volume(&mut self, entry: &Entry<VolumeName, sections::Volume>) -> Volume {
        let section = &entry.value.value;
        let name = &entry.key;
        let volume = Volume {
            name: name.clone(),
            path: section.path.value.clone(),
            kind: section.kind.value,
            read_only: section.read_only.value,
        };
        if volume.kind == VolumeKind::Scratch && volume.read_only {
            let message = format!(
                "volume `{name}` of service `{}` begins empty, and nobody may write to it",
                self.id
            );
            let path = self.path(&format!("volumes.{name}.read_only"));
            self.reader
                .report(rules::VOLUME, section.read_only.spot, message)
                .path(path)
                .expected("expected `kind: shared` where a volume is only read")
                .help("leave `read_only` out");
        }
        volume
    }
}

fn check_of(section: &sections::HealthCommand) -> ContainerCheck {
    ContainerCheck {
        run: section.run.value.clone(),
        interval_seconds: section.interval_seconds.value.0,
        timeout_seconds: section.timeout_seconds.value.0,
        retries: section.retries.value.0,
        start_seconds: section.start_seconds.value.0,
    }
}
