//! Writes the decisions down: volumes and mounts of a pod, and the objects that they name.

use std::collections::{BTreeMap, HashMap, HashSet};

use k8s_openapi::ByteString;
use k8s_openapi::api::core::v1::{
    ConfigMap, ConfigMapProjection, ConfigMapVolumeSource, EmptyDirVolumeSource,
    HostPathVolumeSource, ImageVolumeSource, NFSVolumeSource, PersistentVolumeClaimVolumeSource,
    ProjectedVolumeSource, Secret, SecretProjection, SecretVolumeSource, Volume, VolumeMount,
    VolumeProjection,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::mounts::{Planned, Reference, Seed, What};
use super::seed::Filled;
use super::{PodVolumes, claims};
use crate::binds::{FileSet, Part};
use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::plan::Member;
use crate::quantity;
use crate::stable_hash::StableHash;

/// The volumes that a pod may have besides those of its services.
const OURS: &[&str] = &[super::seed::TOOLS, crate::depends_on::API_ACCESS];

/// The volumes of a pod under construction.
#[derive(Default)]
pub(super) struct Writer {
    result: PodVolumes,
    /// For each member, the mounts that are filled from an image.
    seeds: Vec<Vec<Filled>>,
    names: HashMap<String, String>,
    taken: HashSet<String>,
}

impl Writer {
    /// Adds the mounts of a member, and its files to the checksum.
    pub(super) fn member(
        &mut self,
        member: &Member<'_>,
        planned: &[Planned<'_>],
        hash: &mut StableHash,
        cx: &mut Cx<'_>,
    ) {
        // Volumes are large: they are not moved again for the one with the tools that fill the others.
        self.result.volumes.reserve_exact(planned.len() + 1);
        let mut mounts = Vec::with_capacity(planned.len());
        let mut origins = Vec::with_capacity(planned.len());
        let mut seeds = Vec::new();
        for mount in planned {
            add_objects(mount, member, hash, cx);
            let name = self.volume(mount);
            let read_only = mount.read_only;
            if matches!(mount.what, What::Claim { .. }) && !read_only {
                self.result.writes_claim = true;
            }
            let written = VolumeMount {
                mount_path: mount.target.clone(),
                mount_propagation: mount.propagation.map(str::to_owned),
                name,
                read_only: read_only.then_some(true),
                sub_path: sub_path(&mount.what),
                ..VolumeMount::default()
            };
            if let Some((service, target)) = &mount.filled_first {
                seeds.push(Filled {
                    service: (*service).to_owned(),
                    seed: Seed::WhileEmpty,
                    mount: VolumeMount { mount_path: target.clone(), ..written.clone() },
                });
            }
            if mount.seed != Seed::Never {
                let service = member.key.to_owned();
                seeds.push(Filled { service, seed: mount.seed, mount: written.clone() });
            }
            mounts.push(written);
            origins.push((mount.key.clone(), mount.origin.clone()));
        }
        self.result.mounts.push(mounts);
        self.result.origins.push(origins);
        self.seeds.push(seeds);
    }

    /// What has been written.
    pub(super) fn finish(self) -> (PodVolumes, Vec<Vec<Filled>>) {
        (self.result, self.seeds)
    }

    /// The name of the pod's volume for a mount; mounts of the same thing share one.
    fn volume(&mut self, mount: &Planned<'_>) -> String {
        let identity = mount.what.identity(&mount.target);
        if let Some(name) = self.names.get(&identity) {
            return name.clone();
        }
        let mut name = names::label(&mount.what.wanted_name(&mount.target), names::LABEL);
        if self.taken.contains(&name) || OURS.contains(&name.as_str()) {
            let hash = StableHash::of(&identity).short();
            name = names::label(&format!("{name}-{hash}"), names::LABEL);
        }
        self.taken.insert(name.clone());
        self.names.insert(identity, name.clone());
        self.result.volumes.push(volume(name.clone(), &mount.what));
        name
    }
}

fn sub_path(what: &What) -> Option<String> {
    match what {
        What::Claim { folder, .. } | What::Nfs { folder, .. } | What::Image { folder, .. } => {
            folder.clone()
        }
        What::Files { files, single: true, .. } => {
            files.parts.first().and_then(Part::first_path).map(str::to_owned)
        }
        What::Reference(reference) => Some(reference.key.clone()),
        What::Files { .. } | What::Empty { .. } | What::HostPath { .. } => None,
    }
}

fn volume(name: String, what: &What) -> Volume {
    let volume = Volume { name, ..Volume::default() };
    match what {
        What::Claim { claim, .. } => Volume {
            persistent_volume_claim: Some(PersistentVolumeClaimVolumeSource {
                claim_name: claim.clone(),
                read_only: None,
            }),
            ..volume
        },
        What::Empty { memory, size, .. } => Volume {
            empty_dir: Some(EmptyDirVolumeSource {
                medium: memory.then(|| "Memory".to_owned()),
                size_limit: size.map(quantity::bytes),
            }),
            ..volume
        },
        What::HostPath { path, kind } => Volume {
            host_path: Some(HostPathVolumeSource {
                path: path.clone(),
                type_: (!kind.is_empty()).then(|| (*kind).to_owned()),
            }),
            ..volume
        },
        What::Nfs { server, path, read_only, .. } => Volume {
            nfs: Some(NFSVolumeSource {
                server: server.clone(),
                path: path.clone(),
                read_only: read_only.then_some(true),
            }),
            ..volume
        },
        What::Image { reference, .. } => Volume {
            image: Some(ImageVolumeSource {
                reference: Some(reference.clone()),
                pull_policy: Some("IfNotPresent".to_owned()),
            }),
            ..volume
        },
        What::Files { name: object, files, .. } => files_volume(volume, object, files),
        What::Reference(reference) => reference_volume(volume, reference),
    }
}

/// The name of a part's `ConfigMap`.
fn part_name(name: &str, index: usize) -> String {
    if index == 0 { name.to_owned() } else { format!("{name}-{index}") }
}

fn files_volume(volume: Volume, object: &str, files: &FileSet) -> Volume {
    let secret = files.has_private_key();
    match files.parts.as_slice() {
        [part] if secret => {
            let source = SecretVolumeSource {
                secret_name: Some(object.to_owned()),
                items: part.items(),
                ..SecretVolumeSource::default()
            };
            Volume { secret: Some(source), ..volume }
        }
        [part] => {
            let source = ConfigMapVolumeSource {
                name: object.to_owned(),
                items: part.items(),
                ..ConfigMapVolumeSource::default()
            };
            Volume { config_map: Some(source), ..volume }
        }
        parts => {
            let sources = parts.iter().enumerate().map(|(index, part)| {
                let name = part_name(object, index);
                let items = part.items();
                if secret {
                    let secret = Some(SecretProjection { name, items, optional: None });
                    VolumeProjection { secret, ..VolumeProjection::default() }
                } else {
                    let config_map = Some(ConfigMapProjection { name, items, optional: None });
                    VolumeProjection { config_map, ..VolumeProjection::default() }
                }
            });
            let sources = Some(sources.collect());
            let projected = ProjectedVolumeSource { sources, default_mode: None };
            Volume { projected: Some(projected), ..volume }
        }
    }
}

fn reference_volume(volume: Volume, reference: &Reference) -> Volume {
    // 0644 is what Kubernetes gives without a word.
    let default_mode = (reference.mode != 0o644).then_some(reference.mode);
    if reference.secret {
        let source = SecretVolumeSource {
            secret_name: Some(reference.object.clone()),
            default_mode,
            ..SecretVolumeSource::default()
        };
        Volume { secret: Some(source), ..volume }
    } else {
        let source = ConfigMapVolumeSource {
            name: reference.object.clone(),
            default_mode,
            ..ConfigMapVolumeSource::default()
        };
        Volume { config_map: Some(source), ..volume }
    }
}

/// Adds the objects that a mount names, and their content to the checksum.
fn add_objects(mount: &Planned<'_>, member: &Member<'_>, hash: &mut StableHash, cx: &mut Cx<'_>) {
    match &mount.what {
        What::Claim { claim, .. } => claims::add(claim, member.key, cx),
        What::Files { name, files, .. } => {
            hash.write_piece(&mount.target);
            files.hash(hash);
            let secret = files.has_private_key();
            for (index, part) in files.parts.iter().enumerate() {
                let name = part_name(name, index);
                let metadata = ObjectMeta {
                    name: Some(name.clone()),
                    labels: Some(labels::of_service(cx, member.name)),
                    ..ObjectMeta::default()
                };
                if secret {
                    let texts = part.data.iter();
                    let texts = texts.map(|(key, text)| (key, text.as_bytes()));
                    let others = part.binary_data.iter().map(|(key, it)| (key, it.0.as_slice()));
                    let data = texts.chain(others);
                    let data = data.map(|(key, it)| (key.clone(), ByteString(it.to_vec())));
                    cx.add(Secret {
                        metadata,
                        data: Some(data.collect()),
                        type_: Some("Opaque".to_owned()),
                        ..Secret::default()
                    });
                } else {
                    let binary_data = &part.binary_data;
                    cx.add(ConfigMap {
                        metadata,
                        data: (!part.data.is_empty()).then(|| part.data.clone()),
                        binary_data: (!binary_data.is_empty()).then(|| binary_data.clone()),
                        ..ConfigMap::default()
                    });
                }
                let kind = if secret { "Secret" } else { "ConfigMap" };
                cx.origin(format_args!("{kind}/{name}"), "", &mount.key, mount.origin);
            }
        }
        What::Reference(reference) => {
            let Some(content) = &reference.content else { return };
            hash.write_piece(&mount.target);
            hash.write_piece(content);
            let meta = ObjectMeta {
                name: Some(reference.object.clone()),
                labels: Some(labels::of_project(cx.project)),
                ..ObjectMeta::default()
            };
            let kind = if reference.secret { "Secret" } else { "ConfigMap" };
            let object = format_args!("{kind}/{}", reference.object);
            cx.origin(object, "", &mount.key, mount.origin);
            let (section, origin) = if reference.secret {
                ("secrets", cx.project.secrets.get(&reference.source).map(|it| &it.origin))
            } else {
                ("configs", cx.project.configs.get(&reference.source).map(|it| &it.origin))
            };
            if let Some(origin) = origin {
                cx.origin(object, "", format_args!("{section}.{}", reference.source), origin);
            }
            if reference.secret {
                let data = [(reference.key.clone(), ByteString(content.clone()))];
                cx.add(Secret {
                    metadata: meta,
                    data: Some(data.into()),
                    type_: Some("Opaque".to_owned()),
                    ..Secret::default()
                });
            } else {
                cx.add(config_map(meta, &reference.key, content));
            }
        }
        What::Empty { .. } | What::HostPath { .. } | What::Nfs { .. } | What::Image { .. } => {}
    }
}

fn config_map(metadata: ObjectMeta, key: &str, content: &[u8]) -> ConfigMap {
    match crate::binds::text_of(content) {
        Some(text) => ConfigMap {
            metadata,
            data: Some(BTreeMap::from([(key.to_owned(), text.to_owned())])),
            ..ConfigMap::default()
        },
        None => ConfigMap {
            metadata,
            binary_data: Some(BTreeMap::from([(key.to_owned(), ByteString(content.to_vec()))])),
            ..ConfigMap::default()
        },
    }
}
