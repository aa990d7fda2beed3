//! `volumes_from`: the mounts of another service.

use std::collections::{HashMap, HashSet};

use compose_model::diagnostic::Diagnostic;
use indexmap::IndexMap;

use super::mounts::Planned;
use super::survey::Surveyor;
use crate::rules::FOREIGN_VOLUMES;

/// The mounts of every service with the inherited ones; its own win over theirs at the same target.
pub(super) fn add<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    own: &IndexMap<&'p str, Vec<Planned<'p>>>,
) -> IndexMap<&'p str, Vec<Planned<'p>>> {
    let services = surveyor.project.services.iter();
    let containers: HashMap<&str, &str> = services
        .filter_map(|(key, it)| Some((it.container_name.as_ref()?.value.as_str(), key.as_str())))
        .collect();
    let mut all = IndexMap::with_capacity(own.len());
    for (key, mounts) in own {
        let mut mounts = mounts.clone();
        let mut targets: HashSet<String> = mounts.iter().map(|it| it.target.clone()).collect();
        for (source, read_only) in sources(surveyor, key, &containers) {
            for mount in own.get(source).into_iter().flatten() {
                if targets.insert(mount.target.clone()) {
                    let mut mount = mount.clone();
                    mount.read_only |= read_only;
                    mounts.push(mount);
                }
            }
        }
        all.insert(*key, mounts);
    }
    all
}

/// The services whose mounts a service inherits, the near ones first, each once.
fn sources<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    key: &'p str,
    containers: &HashMap<&'p str, &'p str>,
) -> Vec<(&'p str, bool)> {
    let project = surveyor.project;
    let mut found = Vec::new();
    let mut seen = HashSet::from([key]);
    let mut open = vec![(key, false)];
    while let Some((at, inherited_read_only)) = open.pop() {
        let Some(service) = project.services.get(at) else { continue };
        for (index, entry) in service.volumes_from.iter().enumerate() {
            let (name, mode) = match entry.strip_prefix("container:") {
                Some(rest) => rest.split_once(':').map_or((rest, ""), |(name, mode)| (name, mode)),
                None => {
                    entry.split_once(':').map_or((entry.as_str(), ""), |(name, mode)| (name, mode))
                }
            };
            let container = entry.starts_with("container:");
            let source = if container { containers.get(name).copied() } else { Some(name) };
            let source = source.and_then(|name| project.services.get_key_value(name));
            let Some((source, _)) = source else {
                let message =
                    format!("`{name}` is not a service of this project: its volumes are left out");
                surveyor.diagnostics.push(
                    Diagnostic::new(&FOREIGN_VOLUMES, message)
                        .at(&entry.origin, "")
                        .subject(format!("services.{at}.volumes_from[{index}]")),
                );
                continue;
            };
            let read_only = inherited_read_only || mode == "ro";
            if seen.insert(source) {
                found.push((source.as_str(), read_only));
                open.push((source, read_only));
            }
        }
    }
    found
}
