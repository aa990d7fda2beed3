//! Decides once for the whole project what each mount becomes, and reports it.

use std::collections::{BTreeMap, HashSet};

use compose_model::Project;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::model::Service;
use compose_model::model::service::{Mount, MountKind};
use compose_model::types::path;
use compose_model::vfs::Vfs;
use indexmap::IndexMap;

use super::bind::{self, Sources};
use super::claims::{self, Claim, Claims};
use super::mounts::{Planned, Seed, What};
use super::sharing::Sharing;
use super::wanted::{self, Wanted};
use super::{engine_socket, inherited, named, references, seed, tmpfs};
use crate::binds::{Bind, Bound, LeftOut};
use crate::extension::Extension;
use crate::extension::idle::Used;
use crate::names::{self, Names};
use crate::options::{Identity, Options};
use crate::plan::Plan;
use crate::rules::{ANONYMOUS_VOLUME, ENGINE_SOCKET, MOUNT_KIND, MOUNT_OPTION, SOURCE_TREE};

/// Where `use_api_socket` puts the engine's socket.
const SOCKET: &str = "/var/run/docker.sock";

/// What all mounts of a project become.
#[derive(Debug, Default)]
pub(crate) struct Storage<'p> {
    mounts: IndexMap<&'p str, Vec<Planned<'p>>>,
    /// The claims, by name.
    pub(crate) claims: Claims<'p>,
    /// Which pods share which claims.
    pub(crate) sharing: Sharing,
    /// The settings from which something is made.
    pub(crate) used: Used,
    /// Why settings of volumes may change nothing, by the volumes' keys.
    fates: IndexMap<&'p str, &'static str>,
    /// The names of all `ConfigMap`s and Secrets that are given out.
    objects: HashSet<String>,
}

/// What the decisions need to know.
pub(super) struct Surveyor<'p, 'd> {
    pub(super) project: &'p Project,
    pub(super) names: &'p Names,
    pub(super) options: &'p Options,
    pub(super) extension: &'p Extension,
    pub(super) vfs: &'p dyn Vfs,
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) claims: Claims<'p>,
    /// The settings from which something is made.
    pub(super) used: Used,
    /// Why settings of volumes may change nothing, by the volumes' keys.
    pub(super) fates: IndexMap<&'p str, &'static str>,
    /// The names of all `ConfigMap`s and Secrets that are given out.
    pub(super) objects: HashSet<String>,
}

impl<'p> Storage<'p> {
    /// Looks at every mount of every service.
    pub(crate) fn survey(
        project: &'p Project,
        names: &'p Names,
        bound: &Bound<'_>,
        plan: &Plan<'p>,
        (options, extension): (&'p Options, &'p Extension),
        vfs: &'p dyn Vfs,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let objects = project.configs.keys().map(|key| names.config(key));
        let objects = objects.chain(project.secrets.keys().map(|key| names.secret(key)));
        let objects = objects.map(str::to_owned).collect();
        let claims = Claims::default();
        let mut surveyor = Surveyor {
            project,
            names,
            options,
            extension,
            vfs,
            diagnostics,
            claims,
            used: Used::default(),
            fates: IndexMap::new(),
            objects,
        };
        let sources = Sources::of(project, names, bound, options.identity);
        let mut own: IndexMap<&'p str, Vec<Planned<'p>>> = IndexMap::new();
        for (key, service) in &project.services {
            own.insert(key, surveyor.own_mounts(key, service, bound, &sources));
        }
        let mut mounts = inherited::add(&mut surveyor, &own);
        for (key, service) in &project.services {
            let planned = mounts.entry(key).or_default();
            references::plan(&mut surveyor, key, service, planned);
            let mut ignored = Vec::new();
            planned.extend(tmpfs::plan(key, service, &mut ignored));
            for (subject, origin, option) in ignored {
                let message = format!("the option `{option}` has no counterpart");
                let finding = Diagnostic::new(&MOUNT_OPTION, message);
                surveyor.diagnostics.push(finding.at(origin, "").subject(subject));
            }
            if let Some(socket) = service.use_api_socket.as_ref().filter(|it| it.value) {
                let subject = format!("services.{key}.use_api_socket");
                if engine_socket::is_wanted(key, extension) {
                    let target = SOCKET.to_owned();
                    planned.push(engine_socket::mount(SOCKET, target, subject, &socket.origin));
                    continue;
                }
                let message = format!("`{key}` asks for the socket of the container engine");
                let finding = Diagnostic::new(&ENGINE_SOCKET, message).help(ENGINE_SOCKET.hint());
                surveyor.diagnostics.push(finding.at(&socket.origin, "").subject(subject));
            }
        }
        engine_socket::report(&mut surveyor, &mounts);
        for planned in mounts.values_mut() {
            make_room(planned);
        }
        seed::choose(&mut surveyor, &mut mounts, plan);
        let settings = (options, extension);
        let sharing = Sharing::of(plan, &mounts, &surveyor.claims, settings, surveyor.diagnostics);
        let Surveyor { claims, used, fates, objects, .. } = surveyor;
        Self { mounts, claims, sharing, used, fates, objects }
    }

    /// A name for a further `ConfigMap` or Secret, of which each caller asks for its own.
    pub(crate) fn free_object_name(&self, wanted: &str) -> String {
        let mut name = names::label(wanted, names::LABEL);
        while self.objects.contains(&name) {
            name = names::label(&format!("{name}-x"), names::LABEL);
        }
        name
    }

    /// Why a setting of a volume changes nothing.
    pub(crate) fn fate(&self, volume: &str) -> &'static str {
        self.fates.get(volume).copied().unwrap_or("no service that is written mounts the volume")
    }

    /// The mounts of a service.
    pub(crate) fn mounts_of(&self, service: &str) -> &[Planned<'p>] {
        self.mounts.get(service).map_or(&[], Vec::as_slice)
    }
}

/// Puts something to mount on into read-only folders that have other mounts inside.
fn make_room(planned: &mut [Planned<'_>]) {
    let is_folder = |it: &Planned<'_>| matches!(it.what, What::Files { single: false, .. });
    if !planned.iter().any(is_folder) {
        return;
    }
    let targets: BTreeMap<String, bool> = planned
        .iter()
        .map(|it| {
            let is_file = matches!(it.what, What::Files { single: true, .. } | What::Reference(_));
            (it.target.clone(), is_file)
        })
        .collect();
    for mount in planned {
        let What::Files { files, single: false, .. } = &mut mount.what else { continue };
        let inside = format!("{}/", mount.target);
        for (target, is_file) in targets.range(inside.clone()..) {
            let Some(way) = target.strip_prefix(&inside) else { break };
            files.add_mount_point(way, *is_file);
        }
    }
}

impl<'p> Surveyor<'p, '_> {
    fn own_mounts(
        &mut self,
        key: &'p str,
        service: &'p Service,
        bound: &Bound<'_>,
        sources: &Sources<'p>,
    ) -> Vec<Planned<'p>> {
        let mut planned = Vec::with_capacity(service.volumes.len());
        // What the image has anyway: an anonymous volume in it only kept the bind from hiding it.
        let mut trees: Vec<&str> = Vec::new();
        let mut anonymous: HashSet<String> = HashSet::new();
        for (index, mount) in service.volumes.iter().enumerate() {
            let subject = format!("services.{key}.volumes[{index}]");
            let place = Place { service, key, mount, origin: &mount.origin, subject };
            self.report_options(&place);
            if place.target().contains(':') {
                let message = format!("`{}` is a Windows path: nothing is mounted", place.target());
                let finding = Diagnostic::new(&MOUNT_KIND, message).at(place.origin, "");
                self.diagnostics.push(finding.subject(place.subject));
                continue;
            }
            match mount.kind.as_ref().map_or(MountKind::Volume, |kind| kind.value) {
                MountKind::Bind => {
                    let Some(found) = bound.get(key, index) else { continue };
                    if matches!(found, Bind::LeftOut(LeftOut::SourceTree)) {
                        trees.extend(mount.target.as_ref().map(|target| target.value.as_str()));
                    }
                    planned.extend(bind::plan(self, &place, found, sources));
                }
                MountKind::Volume => {
                    if let Some(volume) = mount.source.as_ref().filter(|it| !it.is_empty()) {
                        planned.push(named::plan(self, &place, volume));
                    } else {
                        anonymous.insert(place.subject.clone());
                        planned.push(self.anonymous(&place, index));
                    }
                }
                MountKind::Tmpfs => {
                    let size = mount.tmpfs.as_ref().and_then(|it| it.size.as_ref());
                    let size = size.map(|size| size.value.0).filter(|size| *size > 0);
                    let read_only = place.read_only();
                    let target = place.target();
                    let (subject, origin) = (place.subject, place.origin);
                    planned.push(tmpfs::memory(key, target, size, read_only, subject, origin));
                }
                MountKind::Image => planned.extend(self.image(&place)),
                kind @ (MountKind::Cluster | MountKind::Npipe) => {
                    let word = if kind == MountKind::Cluster { "cluster" } else { "npipe" };
                    self.diagnostics.push(
                        Diagnostic::new(
                            &MOUNT_KIND,
                            format!("a mount of type `{word}` is left out"),
                        )
                        .at(place.origin, "")
                        .subject(place.subject),
                    );
                }
            }
        }
        planned.retain(|it| {
            let kept = match &it.what {
                What::Empty { .. } if anonymous.contains(&it.key) => None,
                What::Claim { claim, .. } if anonymous.contains(&it.key) => Some(claim.clone()),
                _ => return true,
            };
            let target = &it.target;
            let inside =
                |tree: &&str| target.strip_prefix(*tree).is_some_and(|rest| rest.starts_with('/'));
            let is_left_out = trees.iter().any(inside);
            let (rule, message) = if is_left_out {
                if let Some(claim) = &kept {
                    self.claims.shift_remove(claim);
                }
                let message = "is left out with the folder around it: the image has its content";
                (&SOURCE_TREE, format!("the anonymous volume at `{target}` {message}"))
            } else if kept.is_some() {
                return true;
            } else {
                let message =
                    format!("the anonymous volume at `{target}` lives as long as its pod");
                (&ANONYMOUS_VOLUME, message)
            };
            let finding = Diagnostic::new(rule, message).at(it.origin, "").subject(it.key.clone());
            self.diagnostics.push(finding);
            !is_left_out
        });
        planned
    }

    fn anonymous(&mut self, place: &Place<'p>, index: usize) -> Planned<'p> {
        let wanted = Wanted::of(self.extension, place.key, None);
        let what = match self.options.identity {
            Identity::Own => What::Empty { owner: place.key.to_owned(), memory: false, size: None },
            Identity::Kompose => {
                let name = claims::kompose_claim(self.names.service(place.key), index);
                let key = place.subject.clone();
                let claim = Claim {
                    external: false,
                    labels: BTreeMap::new(),
                    key,
                    origin: place.origin,
                    wanted,
                };
                self.claims.insert(name.clone(), claim);
                self.mark(place, wanted, wanted::OF_CLAIMS);
                self.mark(place, wanted, &["subPath"]);
                What::Claim { claim: name, folder: wanted.folder(None, None) }
            }
        };
        let nocopy = place.mount.volume.as_ref().and_then(|it| it.nocopy.as_ref());
        let mut planned = place.planned(what);
        if !nocopy.is_some_and(|it| it.value) {
            planned.seed = Seed::WhileEmpty;
            self.mark(place, wanted, &["seed"]);
        }
        planned
    }

    /// Marks the settings from which a mount is made, wherever each is written.
    pub(super) fn mark(&mut self, place: &Place<'p>, wanted: Wanted<'p>, names: &[&str]) {
        // Of what something else provides, nothing is written.
        if place.service.provider.is_none() && !self.extension.is_empty() {
            for name in names {
                self.used.mark(wanted.path(name));
            }
        }
    }

    /// Says why settings of a volume may change nothing.
    pub(super) fn fate(&mut self, place: &Place<'p>, volume: &'p str, why: &'static str) {
        if place.service.provider.is_none() {
            self.fates.insert(volume, why);
        }
    }

    /// Images can be mounted where the cluster knows it without being told to.
    fn image(&mut self, place: &Place<'p>) -> Option<Planned<'p>> {
        let reference = place.mount.source.as_ref()?.value.clone();
        if !self.options.kube_version.has(35) {
            let message = format!(
                "the image `{reference}` is not mounted: image volumes need Kubernetes 1.35"
            );
            self.diagnostics.push(
                Diagnostic::new(&MOUNT_KIND, message)
                    .at(place.origin, "")
                    .help("pass `--kube-version 1.35` if the cluster is that new")
                    .subject(place.subject.clone()),
            );
            return None;
        }
        let folder = place.mount.image.as_ref().and_then(|it| it.subpath.as_ref());
        let folder = folder.map(|it| it.value.clone());
        let mut planned = place.planned(What::Image { reference, folder });
        planned.read_only = true;
        Some(planned)
    }

    /// Options of a mount that have no counterpart.
    fn report_options(&mut self, place: &Place<'p>) {
        let mut lost = Vec::new();
        if let Some(consistency) = &place.mount.consistency {
            lost.push(("consistency", consistency.origin.place()));
        }
        if let Some(bind) = &place.mount.bind {
            lost.extend(bind.selinux.as_ref().map(|it| ("bind.selinux", it.origin.place())));
            lost.extend(bind.recursive.as_ref().map(|it| ("bind.recursive", it.origin.place())));
        }
        if let Some(volume) = &place.mount.volume {
            let labels = volume.labels.values().next();
            lost.extend(labels.map(|it| ("volume.labels", it.origin.place())));
        }
        if let Some(mode) = place.mount.tmpfs.as_ref().and_then(|it| it.mode.as_ref()) {
            // Folders in memory can be written by everybody.
            if !matches!(mode.value, 0o777 | 0o1777) {
                lost.push(("tmpfs.mode", mode.origin.place()));
            }
        }
        for (name, span) in lost {
            let subject = format!("{}.{name}", place.subject);
            let message = format!("`{name}` has no counterpart");
            let finding = Diagnostic::new(&MOUNT_OPTION, message).at(span, "").subject(subject);
            self.diagnostics.push(finding);
        }
    }
}

/// A mount with its surroundings.
pub(super) struct Place<'p> {
    pub(super) service: &'p Service,
    pub(super) key: &'p str,
    pub(super) mount: &'p Mount,
    pub(super) origin: &'p compose_model::Origin,
    pub(super) subject: String,
}

impl<'p> Place<'p> {
    pub(super) fn target(&self) -> String {
        path::clean(self.mount.target.as_ref().map_or("", |target| target.value.as_str()))
    }

    pub(super) fn read_only(&self) -> bool {
        self.mount.read_only.as_ref().is_some_and(|it| it.value)
    }

    pub(super) fn planned(&self, what: What) -> Planned<'p> {
        Planned {
            target: self.target(),
            read_only: self.read_only(),
            what,
            seed: Seed::Never,
            filled_first: None,
            propagation: None,
            key: self.subject.clone(),
            origin: self.origin,
        }
    }
}
