//! What `x-k8s` says about the data of a mount: the volume itself first, then the service, then the
//! project.

use compose_model::Spanned;

use crate::extension::volume::{Quantity, StorageSettings, SubPath, VolumeSettings};
use crate::extension::words::{AccessMode, VolumeType};
use crate::extension::{Extension, KEY};
use crate::options::SeedVolumes;

/// The settings that are about one claim, or about what stands in its place.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'p> {
    /// The volume's key and settings.
    volume: Option<(&'p str, &'p VolumeSettings)>,
    /// The service's key and settings.
    service: Option<(&'p str, &'p StorageSettings)>,
    /// The project's.
    project: Option<&'p StorageSettings>,
}

/// A setting with its path in the model.
pub(super) type Found<'p, T> = (String, &'p Spanned<T>);

/// Declares how a setting is found; those that options of the command line stand for are looked for at
/// the project there.
macro_rules! found {
    ($(#[doc = $doc:literal])* $name:ident, $key:literal, $type:ty $(, $project:ident)?) => {
        $(#[doc = $doc])*
        pub(super) fn $name(self) -> Option<Found<'p, $type>> {
            let volume = self.volume.and_then(|(key, it)| {
                Some((format!("volumes.{key}.{KEY}.{}", $key), it.$name.as_ref()?))
            });
            let service = || {
                let (key, it) = self.service?;
                Some((format!("services.{key}.{KEY}.storage.{}", $key), it.$name.as_ref()?))
            };
            let found = volume.or_else(service);
            $(let found = found.or_else(|| {
                Some((format!("{KEY}.storage.{}", $key), self.$project?.$name.as_ref()?))
            });)?
            found
        }
    };
}

/// The settings of a new claim.
pub(super) const OF_CLAIMS: &[&str] = &[
    "type",
    "size",
    "storageClassName",
    "accessMode",
    "selector",
    "volumeName",
    "labels",
    "annotations",
];

impl<'p> Wanted<'p> {
    /// Where a setting is written that is looked for under this name, or would be for the project.
    pub(super) fn path(self, name: &str) -> String {
        let is = |(known, _): (&str, _)| known == name;
        if let Some((key, _)) = self.volume.filter(|(_, it)| it.written().any(is)) {
            format!("volumes.{key}.{KEY}.{name}")
        } else if let Some((key, _)) = self.service.filter(|(_, it)| it.written().any(is)) {
            format!("services.{key}.{KEY}.storage.{name}")
        } else {
            format!("{KEY}.storage.{name}")
        }
    }

    /// The settings about a mount of a service.
    pub(super) fn of(extension: &'p Extension, service: &'p str, volume: Option<&'p str>) -> Self {
        let storage = extension.service(service).storage.as_ref();
        let settings = |key: &'p str| Some((key, extension.volumes.get(key)?));
        Self {
            volume: volume.and_then(settings),
            service: storage.map(|storage| (service, &storage.value)),
            project: extension.project.storage.as_ref().map(|storage| &storage.value),
        }
    }

    /// What the volume itself says.
    pub(super) fn volume(self) -> Option<(&'p str, &'p VolumeSettings)> {
        self.volume
    }

    found! {
        /// What holds the data.
        kind, "type", VolumeType, project
    }
    found! {
        /// The size of the claim.
        size, "size", Quantity
    }
    found! {
        /// Its storage class.
        storage_class_name, "storageClassName", String, project
    }
    found! {
        /// Who may mount it.
        access_mode, "accessMode", AccessMode, project
    }
    found! {
        /// Whether it is filled from the image.
        seed, "seed", SeedVolumes
    }
    found! {
        /// The folder of it that is mounted.
        sub_path, "subPath", SubPath, project
    }

    /// The folder that is mounted, where `own` is the one without any setting and `below` what the
    /// mount asks for below the volume.
    pub(super) fn folder(self, own: Option<String>, below: Option<&str>) -> Option<String> {
        let below = below.map(str::to_owned);
        match self.sub_path().map(|(_, it)| &it.value) {
            None | Some(SubPath::Own) => own,
            Some(SubPath::Top) => below,
            Some(SubPath::Folder(folder)) => {
                Some(below.map_or_else(|| folder.clone(), |below| format!("{folder}/{below}")))
            }
        }
    }

    /// Whether pods on different nodes may mount the claim: then none of them is tied to another.
    pub(super) fn is_of_many_nodes(self) -> bool {
        let mode = self.access_mode().map(|(_, mode)| mode.value);
        matches!(mode, Some(AccessMode::ReadOnlyMany | AccessMode::ReadWriteMany))
    }
}
