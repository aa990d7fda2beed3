//! From whose image a new volume is filled.
//!
//! Docker fills an empty volume from the image of the first container that is made with it, and
//! `docker compose` makes containers in the order of `depends_on`. Swarm makes tasks in no order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use compose_model::Project;
use compose_model::model::Service;
use compose_model::model::service::{Mount, MountKind};

/// Where images of web servers have a page of their own, which is not what a shared volume is for.
const STOCK_PAGES: [&str; 4] = [
    "/usr/share/nginx/html",
    "/usr/local/apache2/htdocs",
    "/usr/share/caddy",
    "/usr/local/openresty/nginx/html",
];

/// Whether there are containers of a service.
fn runs(service: &Service) -> bool {
    let deployed = service.deploy.as_ref().and_then(|deploy| deploy.replicas.as_ref());
    let replicas = service.scale.as_ref().or(deployed);
    service.provider.is_none() && replicas.is_none_or(|replicas| replicas.value > 0)
}

/// The mounts, by service and volume, that must not fill a volume, with the service that does. A
/// mount is among them if a service of which the order is earlier has the volume too, and if the
/// image of its own is not likely to hold what the volume is for.
pub(super) fn left_to_others(project: &Project) -> BTreeMap<(&str, &str), &str> {
    let mut users: BTreeMap<&str, Vec<(&str, &Mount)>> = BTreeMap::new();
    for (key, service) in project.services.iter().filter(|(_, service)| runs(service)) {
        for mount in &service.volumes {
            let is_volume = mount.kind.as_ref().is_none_or(|it| it.value == MountKind::Volume);
            if let (Some(volume), true) = (&mount.source, is_volume) {
                users.entry(volume).or_default().push((key, &mount.value));
            }
        }
    }
    users.retain(|_, users| users.iter().any(|(key, _)| *key != users[0].0));
    if users.is_empty() {
        return BTreeMap::new();
    }
    let levels = levels(project);
    let level = |key: &str| levels.get(key).copied().unwrap_or_default();
    let service = |key: &str| project.services.get(key);
    let is_built = |key: &str| service(key).is_some_and(|it| it.build.is_some());
    let image = |key: &str| service(key).and_then(|it| it.image.as_ref()).map(|it| it.as_str());
    let mut left = BTreeMap::new();
    for (volume, users) in users {
        let copies = |mount: &Mount| {
            let nocopy = mount.volume.as_ref().and_then(|options| options.nocopy.as_ref());
            !nocopy.is_some_and(|nocopy| nocopy.value)
        };
        let candidates = users.iter().filter(|(_, mount)| copies(mount)).map(|(key, _)| *key);
        let Some(first) = candidates.min_by_key(|key| (level(key), !is_built(key))) else {
            continue;
        };
        for (key, mount) in users.iter().filter(|(key, _)| level(key) > level(first)) {
            let has_other_image = image(key).is_none() || image(key) != image(first);
            let is_stock =
                mount.target.as_ref().is_some_and(|it| STOCK_PAGES.contains(&it.as_str()));
            let reads = mount.read_only.as_ref().is_some_and(|it| it.value);
            let is_less_likely = reads || is_stock || is_built(first) && !is_built(key);
            if has_other_image && is_less_likely && copies(mount) {
                left.insert((*key, volume), first);
            }
        }
    }
    left
}

/// How many services must be made before each one, along the longest way of `depends_on`.
///
/// Walks with a stack of its own, so that a long chain cannot exhaust the thread's.
fn levels(project: &Project) -> HashMap<&str, usize> {
    let mut levels: HashMap<&str, usize> = HashMap::new();
    let mut entered: BTreeSet<&str> = BTreeSet::new();
    for start in project.services.keys() {
        if !entered.insert(start) {
            continue;
        }
        let mut stack = vec![(start.as_str(), 0)];
        while let Some((key, next)) = stack.pop() {
            let Some(service) = project.services.get(key) else { continue };
            let Some((dependency, _)) = service.depends_on.get_index(next) else {
                let below = service.depends_on.keys().filter_map(|key| levels.get(key.as_str()));
                let level = below.max().map_or(0, |level| level + 1);
                levels.insert(key, level);
                continue;
            };
            stack.push((key, next + 1));
            if entered.insert(dependency) {
                stack.push((dependency, 0));
            }
        }
    }
    levels
}
