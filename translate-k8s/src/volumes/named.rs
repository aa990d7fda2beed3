//! Named volumes: claims, or what their driver's options ask for.

use std::collections::BTreeMap;

use compose_model::diagnostic::Diagnostic;
use compose_model::model::Volume;
use compose_model::types::bytes::Bytes;
use compose_model::{Origin, Spanned};

use super::claims::{Claim, folder_in_claim};
use super::mounts::{Planned, Seed, What};
use super::survey::{Place, Surveyor};
use super::wanted::{self, Wanted};
use crate::binds::HostPath;
use crate::extension::words::VolumeType;
use crate::labels;
use crate::quantity;
use crate::rules::{EXTERNAL_VOLUME, HOST_PATH, VOLUME_DRIVER, VOLUME_LABEL};

/// What the owner of a folder begins with that stands for a volume.
pub(super) const OWNER: &str = "volume ";

/// What a mount of a named volume becomes.
pub(super) fn plan<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    key: &'p Spanned<String>,
) -> Planned<'p> {
    let folder = place.mount.volume.as_ref().and_then(|it| it.subpath.as_ref());
    let folder = folder.map(|it| it.value.trim_matches('/').to_owned()).filter(|it| !it.is_empty());
    let Some(volume) = surveyor.project.volumes.get(key.as_str()) else {
        // The loader has reported it; a claim of that name is the nearest thing.
        return claim(surveyor, place, key, None, folder);
    };
    let options = DriverOptions::of(volume);
    if !matches!(options.kind, Kind::Plain | Kind::Other) {
        surveyor.fate(place, key, "the options of its driver say what it is");
    }
    match options.kind {
        Kind::Nfs => nfs(surveyor, place, key, &options, folder),
        Kind::Memory => {
            let what =
                What::Empty { owner: format!("{OWNER}{key}"), memory: true, size: options.size };
            place.planned(what)
        }
        Kind::Bind(ref device) => host_path(surveyor, place, key, volume, device),
        Kind::Plain | Kind::Other => claim(surveyor, place, key, Some(volume), folder),
    }
}

fn claim<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    key: &'p str,
    volume: Option<&'p Spanned<Volume>>,
    folder: Option<String>,
) -> Planned<'p> {
    let wanted = Wanted::of(surveyor.extension, place.key, volume.map(|_| key));
    let existing = wanted.volume().and_then(|(_, it)| it.existing_claim.as_ref());
    let name = existing.map_or(surveyor.names.volume(key), |it| it.value.as_str()).to_owned();
    let external = volume.is_some_and(|it| it.external.as_ref().is_some_and(|it| it.value));
    let nocopy = place.mount.volume.as_ref().and_then(|it| it.nocopy.as_ref());
    let copies = !nocopy.is_some_and(|it| it.value);
    let kind = wanted.kind().filter(|_| !external);
    if let Some((VolumeType::EmptyDir, _)) = kind.as_ref().map(|(key, it)| (it.value, key)) {
        let size = wanted.size().and_then(|(_, size)| quantity::thousandths(&size.value.0));
        let size = size.and_then(|size| i64::try_from(size / 1000).ok());
        surveyor.mark(place, wanted, &["type", "size"]);
        if copies {
            surveyor.mark(place, wanted, &["seed"]);
        }
        surveyor.fate(place, key, "what lives as long as its pod has no claim");
        let mut planned =
            place.planned(What::Empty { owner: format!("{OWNER}{key}"), memory: false, size });
        planned.seed = if copies { Seed::WhileEmpty } else { Seed::Never };
        return planned;
    }
    if external {
        surveyor.mark(place, wanted, &["existingClaim"]);
        surveyor.fate(place, key, "the claim exists already");
    } else {
        surveyor.mark(place, wanted, &["subPath"]);
        surveyor.fate(place, key, "only a bind names a path of the node");
    }
    if !surveyor.claims.contains_key(&name) {
        if !external {
            let is_path = kind.is_some_and(|(_, kind)| kind.value == VolumeType::HostPath);
            surveyor.mark(place, wanted, &wanted::OF_CLAIMS[usize::from(is_path)..]);
            if copies {
                surveyor.mark(place, wanted, &["seed"]);
            }
        }
        let origin = volume.map_or(place.origin, |volume| &volume.origin);
        let labels = volume.map(|volume| report_volume(surveyor, key, volume, external, &name));
        let claim = Claim {
            external,
            labels: labels.unwrap_or_default(),
            key: format!("volumes.{key}"),
            origin,
            wanted,
        };
        surveyor.claims.insert(name.clone(), claim);
    }
    // What exists already keeps its data where they are.
    let folder = if external {
        folder
    } else {
        let own = folder_in_claim(&name, folder.as_deref(), surveyor.options.identity);
        wanted.folder(own, folder.as_deref())
    };
    let mut planned = place.planned(What::Claim { claim: name, folder });
    if !external && copies {
        planned.seed = Seed::WhileEmpty;
    }
    planned
}

/// Reports what is said of a volume once, and gives the labels of its claim.
fn report_volume(
    surveyor: &mut Surveyor<'_, '_>,
    key: &str,
    volume: &Spanned<Volume>,
    external: bool,
    claim: &str,
) -> BTreeMap<String, String> {
    let subject = format!("volumes.{key}");
    if external {
        let message = format!("the claim `{claim}` must exist already");
        let finding = Diagnostic::new(&EXTERNAL_VOLUME, message);
        surveyor.diagnostics.push(finding.at(volume.origin.place(), "").subject(subject));
        return BTreeMap::new();
    }
    if let Some(driver) = volume.driver.as_ref().filter(|driver| driver.as_str() != "local") {
        let message = format!("the driver `{driver}` is the cluster's default storage instead");
        surveyor.diagnostics.push(
            Diagnostic::new(&VOLUME_DRIVER, message)
                .at(&driver.origin, "")
                .subject(format!("{subject}.driver")),
        );
    }
    if let Some(option) = volume.driver_opts.values().next() {
        let message = "the driver's options have no counterpart: the claim is plain storage";
        surveyor.diagnostics.push(
            Diagnostic::new(&VOLUME_DRIVER, message)
                .at(option.origin.place(), "")
                .subject(format!("{subject}.driver_opts")),
        );
    }
    let mut kept = BTreeMap::new();
    for (name, value) in &volume.labels {
        if labels::is_key(name) && labels::is_value(value) {
            kept.insert(name.clone(), value.value.clone());
        } else {
            let message = format!("the label `{name}` is left out: it is not valid in Kubernetes");
            surveyor.diagnostics.push(
                Diagnostic::new(&VOLUME_LABEL, message)
                    .at(value.origin.place(), "")
                    .subject(format!("{subject}.labels.{name}")),
            );
        }
    }
    kept
}

fn nfs<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    key: &str,
    options: &DriverOptions<'p>,
    folder: Option<String>,
) -> Planned<'p> {
    if !options.lost.is_empty() {
        let message = format!("the mount options `{}` have no counterpart", options.lost.join(","));
        surveyor.diagnostics.push(
            Diagnostic::new(&VOLUME_DRIVER, message)
                .at(options.origin.and_then(Origin::place), "")
                .help(
                    "create a PersistentVolume with `mountOptions` and name its claim as external",
                )
                .subject(format!("volumes.{key}.driver_opts.o")),
        );
    }
    let device = options.device.unwrap_or_default();
    let path = device.rsplit_once(':').map_or(device, |(_, path)| path);
    let server = options.address.or(device.rsplit_once(':').map(|(server, _)| server));
    place.planned(What::Nfs {
        server: server.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        read_only: options.read_only,
        folder,
    })
}

fn host_path<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    key: &str,
    volume: &Spanned<Volume>,
    device: &str,
) -> Planned<'p> {
    let message = format!("the volume `{key}` is `{device}` of whatever node the pod runs on");
    surveyor.diagnostics.push(
        Diagnostic::new(&HOST_PATH, message)
            .at(volume.origin.place(), "")
            .subject(format!("volumes.{key}")),
    );
    let HostPath { kind, .. } = HostPath { kind: "DirectoryOrCreate", insecure: true };
    place.planned(What::HostPath { path: device.to_owned(), kind })
}

/// What the options of the `local` driver say: those of `mount`.
struct DriverOptions<'p> {
    kind: Kind,
    device: Option<&'p str>,
    address: Option<&'p str>,
    size: Option<i64>,
    read_only: bool,
    lost: Vec<&'p str>,
    origin: Option<&'p Origin>,
}

enum Kind {
    Plain,
    Nfs,
    Memory,
    Bind(String),
    Other,
}

impl<'p> DriverOptions<'p> {
    fn of(volume: &'p Volume) -> Self {
        let get = |name: &str| volume.driver_opts.get(name);
        let words = get("o").map_or("", |it| it.value.as_str());
        let mut options = Self {
            kind: Kind::Plain,
            device: get("device").map(|it| it.value.as_str()),
            address: None,
            size: None,
            read_only: false,
            lost: Vec::new(),
            origin: get("o").map(|it| &it.origin),
        };
        let mut bind = false;
        for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word.split_once('=').unwrap_or((word, "")) {
                ("addr", address) => options.address = Some(address),
                ("size", size) => options.size = size.parse().ok().map(|size: Bytes| size.0),
                ("bind" | "rbind", _) => bind = true,
                ("ro", _) => options.read_only = true,
                ("rw", _) => {}
                _ => options.lost.push(word),
            }
        }
        let local = volume.driver.as_ref().is_none_or(|driver| driver.as_str() == "local");
        let kind = get("type").map_or("", |it| it.value.as_str());
        options.kind = match (kind, options.device) {
            _ if !local => Kind::Other,
            ("nfs" | "nfs4", Some(_)) => Kind::Nfs,
            ("tmpfs", _) => Kind::Memory,
            (_, Some(device)) if bind => Kind::Bind(device.to_owned()),
            _ if volume.driver_opts.is_empty() => Kind::Plain,
            _ => Kind::Other,
        };
        options
    }
}
