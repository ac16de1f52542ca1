//! Which image a service runs.

use crate::architecture::{Decided, Image, Repository, ServiceId, Version};
use crate::aws::{ImageReference, ImageVersion};
use crate::spec::nodes::nearest;
use crate::spec::rules;

use super::Making;

impl Making<'_, '_> {
    pub(super) fn image(&mut self) -> Option<Image> {
        let section = self.section;
        let tag = section.image_tag.value.clone();
        let Some(reference) = &section.image.value else {
            if let Some(base) = self.base {
                let version = tag.map_or_else(
                    || base.image.version.clone(),
                    |tag| Version::Tag(Decided::Now(tag)),
                );
                let repository = base.image.repository.clone();
                return Some(Image {
                    repository,
                    version,
                });
            }
            if section.image.sound {
                let message = format!("service `{}` has no image", self.id);
                let path = self.path("image");
                let id = self.id;
                let spot = self.entry.spot;
                let ids = self.hosts.keys().map(ServiceId::as_str);
                let meant = nearest(id.as_str(), ids).filter(|meant| *meant != id.as_str());
                let help = meant.map_or_else(
                    || format!("add `image: {id}:1.0` with the tag that you pushed"),
                    |meant| format!("add `image`, or did you mean the service `{meant}`?"),
                );
                self.reader
                    .report(rules::SERVICE_IMAGE, spot, message)
                    .path(path)
                    .expected("expected `image` in a service of your own")
                    .help(help);
            }
            return None;
        };
        let version = match (reference.version(), tag) {
            (Some(_), Some(_)) => {
                let message = format!(
                    "service `{}` has a version in `image` and an `image_tag`",
                    self.id
                );
                self.refuse_version("image_tag", message, "leave one of them out");
                return None;
            }
            (Some(ImageVersion::Tag(tag)), None) => Version::Tag(Decided::Now(tag.clone())),
            (Some(ImageVersion::Digest(digest)), None) => Version::Digest(digest.clone()),
            (None, Some(tag)) => Version::Tag(Decided::Now(tag)),
            (None, None) if self.base.is_some() => Version::Tag(Decided::AtDeployment),
            // A tag that could not be read is not missing.
            (None, None) if !section.image_tag.sound => return None,
            (None, None) => {
                let message = format!("image `{reference}` has neither tag nor digest");
                self.refuse_version(
                    "image",
                    message,
                    "add the tag that you pushed, such as `:1.0`",
                );
                return None;
            }
        };
        let repository = repository(reference);
        Some(Image {
            repository,
            version,
        })
    }

    fn refuse_version(&mut self, key: &str, message: String, help: &str) {
        let field = match key {
            "image_tag" => self.section.image_tag.spot,
            _ => self.section.image.spot,
        };
        let path = self.path(key);
        self.reader
            .report(rules::IMAGE_VERSION, field, message)
            .path(path)
            .expected("expected one tag or digest, that stays what it is")
            .help(help);
    }
}

fn repository(reference: &ImageReference) -> Repository {
    let repository = reference.repository();
    match reference.registry() {
        Some(registry) => Repository::Other(format!("{registry}/{repository}")),
        None => Repository::Own(repository.to_owned()),
    }
}
