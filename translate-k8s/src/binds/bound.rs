//! All bind mounts of a project, classified and read once.

use std::borrow::Cow;
use std::collections::HashMap;

use compose_model::Project;
use compose_model::model::service::{Mount, MountKind};
use compose_model::vfs::Vfs;

use super::classify::{Bind, BindMount, Claimed, LeftOut, classify};
use super::files::text_of;
use super::tree::{FileData, MAX_FILE};
use crate::discovery::FileText;

/// All bind mounts of a project, by service and number of the mount.
#[derive(Debug, Default)]
pub(crate) struct Bound<'p> {
    binds: HashMap<&'p str, HashMap<usize, Bind>>,
}

impl<'p> Bound<'p> {
    /// Classifies all bind mounts, and reads those that are files.
    pub(crate) fn read(project: &'p Project, vfs: &dyn Vfs) -> Self {
        let mut bound = Self::default();
        let mut trees: HashMap<&str, Vec<(&'p str, usize)>> = HashMap::new();
        for (key, service) in &project.services {
            for (index, mount) in service.volumes.iter().enumerate().filter(|(_, it)| is_bind(it)) {
                let working_dir = project.working_dir.as_str();
                let bind = classify(BindMount { service, mount, working_dir }, vfs);
                if bind == Bind::LeftOut(LeftOut::SourceTree) {
                    trees.entry(source_of(mount)).or_default().push((key, index));
                }
                bound.binds.entry(key).or_default().insert(index, bind);
            }
        }
        bound.share(project, &trees);
        bound
    }

    /// What a mount becomes; `None` where it is no bind mount.
    pub(crate) fn get(&self, service: &str, index: usize) -> Option<&Bind> {
        self.binds.get(service)?.get(&index)
    }

    /// The texts that services get as files: bound ones and configs.
    pub(crate) fn texts<'t>(&'t self, project: &'t Project, vfs: &dyn Vfs) -> Vec<FileText<'t>> {
        let mut texts = Vec::new();
        for (key, service) in &project.services {
            for (index, mount) in service.volumes.iter().enumerate() {
                let files: &[FileData] = match self.get(key, index) {
                    Some(Bind::File(file)) => std::slice::from_ref(file),
                    Some(Bind::Folder(files)) => files,
                    _ => continue,
                };
                for file in files {
                    let Some(text) = text_of(&file.bytes) else { continue };
                    texts.push(FileText {
                        service: key,
                        name: &file.path,
                        text: Cow::Borrowed(text),
                        subject: format!("services.{key}.volumes[{index}]"),
                        origin: &mount.origin,
                    });
                }
            }
            for (index, reference) in service.configs.iter().enumerate() {
                let source = reference.source.as_ref().map(|source| source.value.as_str());
                let Some((name, config)) = source.and_then(|it| project.configs.get_key_value(it))
                else {
                    continue;
                };
                let text = match (&config.content, &config.file) {
                    (Some(content), _) => Some(Cow::Borrowed(content.value.as_str())),
                    (None, Some(file)) => vfs
                        .read(file, MAX_FILE)
                        .ok()
                        .and_then(|bytes| text_of(&bytes).map(|text| Cow::Owned(text.to_owned()))),
                    (None, None) => None,
                };
                texts.extend(text.map(|text| FileText {
                    service: key,
                    name,
                    text,
                    subject: format!("services.{key}.configs[{index}]"),
                    origin: &reference.origin,
                }));
            }
        }
        texts
    }

    /// What only an image has that was built from it reaches other images through a claim.
    fn share(&mut self, project: &'p Project, trees: &HashMap<&str, Vec<(&'p str, usize)>>) {
        for (key, service) in &project.services {
            for (index, mount) in service.volumes.iter().enumerate().filter(|(_, it)| is_bind(it)) {
                let own = (key.as_str(), index);
                let below = self.get(own.0, own.1) == Some(&Bind::Claim(Claimed::Other));
                let is_tree = trees.contains_key(source_of(mount));
                if service.build.is_some() || !(below || is_tree) {
                    continue;
                }
                let Some(above) = ancestors(source_of(mount)).find_map(|it| trees.get(it)) else {
                    continue;
                };
                for (service, index) in above.iter().chain([&own]) {
                    let seeded = Bind::Claim(Claimed::Seeded);
                    self.binds.entry(service).or_default().insert(*index, seeded);
                }
            }
        }
    }
}

fn source_of(mount: &Mount) -> &str {
    mount.source.as_ref().map_or("", |source| source.value.as_str())
}

/// A path and the folders around it.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |at| {
        at.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| !parent.is_empty())
    })
}

fn is_bind(mount: &Mount) -> bool {
    mount.kind.as_ref().is_some_and(|kind| kind.value == MountKind::Bind)
}
