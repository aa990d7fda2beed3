//! New volumes get what the image has at their target, as Docker does it.
//!
//! An init container of the same image copies the folder while the volume is empty. It brings its own
//! tools: a first one puts a busybox beside the volumes, so images without a shell do not fail.
//!
//! Docker makes all containers before it starts the first, in the order of `depends_on`. So every pod
//! that mounts a volume first copies from the image whose container Docker makes first, then from its
//! own: whichever pod starts first, the volume holds the same, and nobody sees it empty.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use compose_model::diagnostic::Diagnostic;
use indexmap::IndexMap;
use k8s_openapi::api::core::v1::{
    Container, EmptyDirVolumeSource, EnvVar, SecurityContext, Volume, VolumeMount,
};

use super::mounts::{Planned, Seed, What};
use super::named;
use super::survey::Surveyor;
use super::wanted::Wanted;
use crate::context::Cx;
use crate::images::{self, KnownImage};
use crate::options::{Identity, SeedVolumes};
use crate::plan::{Member, Plan, PodPlan};
use crate::pod::security::{self, harden};
use crate::pod::{self, escape};
use crate::rules::SEEDED_VOLUME;

/// The volume with the tools.
pub(super) const TOOLS: &str = "seed-tools";

/// A mount that is filled from an image, at the path that the folder has there.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    /// The key of the service with the image.
    pub(super) service: String,
    pub(super) seed: Seed,
    pub(super) mount: VolumeMount,
}

/// Decides from which images each volume is filled.
pub(super) fn choose<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    mounts: &mut IndexMap<&'p str, Vec<Planned<'p>>>,
    plan: &Plan<'p>,
) {
    let project = surveyor.project;
    let built = |key: &str| project.services.get(key).is_some_and(|it| it.build.is_some());
    let images: HashMap<&'p str, &'static KnownImage> = mounts
        .iter()
        .filter(|(_, planned)| !planned.is_empty())
        .filter_map(|(key, _)| {
            let image = project.services.get(*key)?.image.as_ref()?;
            Some((*key, images::known(image)?))
        })
        .collect();
    // Well-known images fill their volumes themselves, or keep nothing there.
    let is_known = |key: &str| images.contains_key(key);
    let mut users: IndexMap<String, Vec<(&'p str, usize)>> = IndexMap::new();
    let runs = |key: &str| project.services.get(key).is_some_and(|it| it.provider.is_none());
    for (key, planned) in mounts.iter().filter(|(key, _)| runs(key)) {
        for (index, mount) in planned.iter().enumerate() {
            if let What::Claim { claim, folder } = &mount.what {
                let volume = format!("{claim}/{}", folder.as_deref().unwrap_or_default());
                users.entry(volume).or_default().push((key, index));
            }
        }
    }
    // Databases make their own data, and refuse a folder in which something is already.
    let has_own_data =
        |key: &str, target: &str| images.get(key).is_some_and(|it| it.data.contains(&target));
    let levels = levels(plan);
    let mut chosen: HashSet<(&'p str, usize)> = HashSet::new();
    let mut filled_first: HashMap<(&'p str, usize), (&'p str, String)> = HashMap::new();
    for candidates in users.into_values() {
        let several = candidates.iter().any(|(key, _)| *key != candidates[0].0);
        let may_seed = |(key, index): &&(&'p str, usize)| {
            mounts
                .get(key)
                .and_then(|planned| planned.get(*index))
                .is_some_and(|it| it.seed != Seed::Never)
        };
        // Docker makes what others depend on first; it leaves the order of the rest open. There, the
        // built image holds the project's own files, and what may write comes before what only reads.
        let rank = |(key, index): &&(&'p str, usize)| {
            let read_only =
                mounts.get(key).and_then(|it| it.get(*index)).is_some_and(|it| it.read_only);
            let level = levels.get(key).copied().unwrap_or_default();
            (level, !built(key), is_known(key), read_only)
        };
        let Some(seeder) = candidates.iter().filter(may_seed).min_by_key(rank) else { continue };
        let Some(first) = mounts.get(seeder.0).and_then(|it| it.get(seeder.1)) else { continue };
        let setting = match &first.what {
            What::Claim { claim, .. } => surveyor.claims.get(claim),
            _ => None,
        };
        let setting = setting.and_then(|claim| claim.wanted.seed()).map(|(_, seed)| seed.value);
        let wanted = match setting.unwrap_or(surveyor.options.seed_volumes) {
            SeedVolumes::Auto => several || built(seeder.0) || !is_known(seeder.0),
            SeedVolumes::Always => true,
            SeedVolumes::Never => false,
        };
        if !wanted {
            continue;
        }
        chosen.insert(*seeder);
        let is_data = |(key, index): &(&'p str, usize)| {
            let mount = mounts.get(key).and_then(|it| it.get(*index));
            mount.is_some_and(|mount| has_own_data(key, &mount.target))
        };
        if first.seed != Seed::WhileEmpty || candidates.iter().any(is_data) {
            continue;
        }
        let image = |key: &str| project.services.get(key).and_then(|it| it.image.as_ref());
        let is_same = |(key, index): &(&'p str, usize)| {
            let target = mounts.get(key).and_then(|it| it.get(*index)).map(|it| &it.target);
            target == Some(&first.target) && image(key).is_some() && image(key) == image(seeder.0)
        };
        // A node that runs one image may not run the other.
        let platform = |key: &str| project.services.get(key).and_then(|it| it.platform.as_ref());
        let runs_there = |other: &str| match (platform(other), platform(seeder.0)) {
            (Some(own), Some(first)) => own == first,
            _ => true,
        };
        for other in candidates.iter().filter(|other| *other != seeder) {
            if runs_there(other.0) {
                filled_first.insert(*other, (seeder.0, first.target.clone()));
            }
            if may_seed(&other) && !is_known(other.0) && !is_same(other) {
                chosen.insert(*other);
            }
        }
    }
    for (key, planned) in mounts.iter_mut() {
        let own = Wanted::of(surveyor.extension, key, None).seed().map(|(_, seed)| seed.value);
        for (index, mount) in planned.iter_mut().enumerate() {
            mount.filled_first = filled_first.remove(&(*key, index));
            let own_data = has_own_data(key, &mount.target);
            let kept = match &mount.what {
                What::Claim { claim, .. } => {
                    let setting = surveyor.claims.get(claim).and_then(|it| it.wanted.seed());
                    let asked = setting.is_some_and(|(_, seed)| seed.value == SeedVolumes::Always);
                    chosen.contains(&(*key, index)) && (asked || !own_data)
                }
                What::Empty { owner, .. } => {
                    let volume = owner.strip_prefix(named::OWNER);
                    let volume = volume.and_then(|key| surveyor.extension.volumes.get(key));
                    let volume = volume.and_then(|it| it.seed.as_ref()).map(|seed| seed.value);
                    let seed = volume.or(own).unwrap_or(surveyor.options.seed_volumes);
                    seed != SeedVolumes::Never && !own_data
                }
                _ => false,
            };
            if !kept {
                mount.seed = Seed::Never;
            }
            let when = match mount.seed {
                Seed::Never => continue,
                Seed::WhileEmpty => "while it is empty",
                Seed::EachStart => "at each start",
            };
            let message = format!("`{}` is filled from the image of `{key}` {when}", mount.target);
            let finding = Diagnostic::new(&SEEDED_VOLUME, message).at(mount.origin, "");
            surveyor.diagnostics.push(finding.subject(mount.key.clone()));
        }
    }
}

/// How many services must be made before each one, along the longest way of `depends_on`.
fn levels<'p>(plan: &Plan<'p>) -> HashMap<&'p str, usize> {
    let mut levels = HashMap::new();
    // Dependencies stand before what depends on them.
    for member in plan.pods.iter().flat_map(|pod| &pod.members) {
        let below = member.service.depends_on.keys().filter_map(|key| levels.get(key.as_str()));
        let level = below.max().map_or(0, |level: &usize| level + 1);
        levels.insert(member.key, level);
    }
    levels
}

/// The init containers that fill the volumes of a pod; adds the volume with the tools.
pub(super) fn containers(
    pod: &PodPlan<'_>,
    volumes: &mut Vec<Volume>,
    seeds: &[Vec<Filled>],
    cx: &mut Cx<'_>,
) -> Vec<Container> {
    let plan = cx.plan;
    let mut by_service: IndexMap<&str, Vec<&Filled>> = IndexMap::new();
    let of_others = |(member, filled): &(&Member<'_>, &Filled)| filled.service != member.key;
    let all = || pod.members.iter().zip(seeds).flat_map(|(it, of)| of.iter().map(move |f| (it, f)));
    for (_, filled) in all().filter(of_others).chain(all().filter(|it| !of_others(it))) {
        let of_service = by_service.entry(&filled.service).or_default();
        let is_same = |other: &&Filled| {
            let (one, other) = (&other.mount, &filled.mount);
            one.name == other.name
                && one.sub_path == other.sub_path
                && one.mount_path == other.mount_path
        };
        if !of_service.iter().any(is_same) {
            of_service.push(filled);
        }
    }
    let demands_user = pod.members.iter().any(|member| {
        let context = cx.extension.service(member.key).pod_security_context.as_ref();
        context.is_some_and(|context| context.value.value.run_as_non_root == Some(true))
    });
    // Containers are large: a vector that grows moves them again and again.
    let mut containers = Vec::with_capacity(1 + by_service.len());
    for (service, filled) in by_service {
        let members = plan.pod_of(service).map_or(&[][..], |pod| &pod.members);
        if let Some(member) = members.iter().find(|member| member.key == service) {
            if containers.is_empty() {
                containers.push(bringing_tools(cx));
            }
            containers.push(copying(member, &filled, demands_user, cx));
        }
    }
    if containers.is_empty() {
        return containers;
    }
    volumes.push(Volume {
        name: TOOLS.to_owned(),
        empty_dir: Some(EmptyDirVolumeSource::default()),
        ..Volume::default()
    });
    containers
}

/// Puts busybox on the volume, with the loader and libraries that it may need. `env` starts it: it is
/// the loader where busybox is linked dynamically, and busybox's own `env` where it is not. Its file is
/// the program that copies: `command -v` knows no path for it where the shell takes its own applets first.
fn bringing_tools(cx: &Cx<'_>) -> Container {
    let script = "busybox cp /proc/self/exe /tools/busybox\n\
                  cp /tools/busybox /tools/env\n\
                  for file in /lib/*.so* /lib64/*.so*; do\n\
                  \x20 if [ -f \"$file\" ]; then cp -L \"$file\" /tools/; fi\n\
                  done\n\
                  for file in /tools/ld-linux*; do\n\
                  \x20 if [ -f \"$file\" ]; then cp \"$file\" /tools/env; fi\n\
                  done\n";
    Container {
        name: TOOLS.to_owned(),
        image: Some(cx.options.wait_image.clone()),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        command: Some(escape::words(&["/bin/sh", "-ec", script].map(str::to_owned))),
        security_context: harden::helper(cx.options.harden),
        volume_mounts: Some(vec![tools_mount(false)]),
        ..Container::default()
    }
}

/// Copies the folders of the image to their volumes, with owners and modes. Only root may keep the
/// owners; where it must not be root, the files are the service's own user's.
fn copying(
    member: &Member<'_>,
    filled: &[&Filled],
    demands_user: bool,
    cx: &mut Cx<'_>,
) -> Container {
    let user = security::user(member).filter(|user| *user != 0);
    let unprivileged = user.and_then(|user| harden::as_user(user, cx.options.harden));
    let mut script = String::from("b() { /tools/env /tools/busybox \"$@\"; }\n");
    let mut seed_mounts = vec![tools_mount(true)];
    for (index, Filled { seed, mount, .. }) in filled.iter().enumerate() {
        let (from, to) = (quoted(&mount.mount_path), format!("/seed/{index}"));
        let empty = match seed {
            Seed::EachStart => String::new(),
            // The top of a claim may have what its file system brings along.
            Seed::WhileEmpty | Seed::Never
                if mount.sub_path.is_none() && cx.options.identity == Identity::Kompose =>
            {
                format!(" && [ -z \"$(b ls -A {to} | b grep -vxF lost+found)\" ]")
            }
            Seed::WhileEmpty | Seed::Never => format!(" && [ -z \"$(b ls -A {to})\" ]"),
        };
        let copy = if unprivileged.is_some() {
            format!("  b cp -RP {from}/. {to}/\n")
        } else {
            format!(
                "  b cp -a {from}/. {to}/\n\
                 \x20 b chown \"$(b stat -c %u:%g {from})\" {to}\n\
                 \x20 b chmod \"$(b stat -c %a {from})\" {to}\n"
            )
        };
        let _ = write!(script, "if [ -d {from} ]{empty}; then\n{copy}fi\n");
        seed_mounts.push(VolumeMount {
            mount_path: to,
            name: mount.name.clone(),
            sub_path: mount.sub_path.clone(),
            ..VolumeMount::default()
        });
    }
    let words = ["/tools/env", "/tools/busybox", "sh", "-ec", &script];
    Container {
        name: container_name(member.name),
        image: Some(pod::image_name(member, cx)),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        command: Some(escape::words(&words.map(str::to_owned))),
        env: Some(vec![EnvVar {
            name: "LD_LIBRARY_PATH".to_owned(),
            value: Some("/tools".to_owned()),
            value_from: None,
        }]),
        security_context: Some(unprivileged.unwrap_or_else(|| SecurityContext {
            run_as_user: Some(0),
            // What the pod demands of all its containers this one cannot do.
            run_as_non_root: demands_user.then_some(false),
            ..SecurityContext::default()
        })),
        volume_mounts: Some(seed_mounts),
        ..Container::default()
    }
}

/// The name of the container that fills volumes from the image of the service of this name.
pub(crate) fn container_name(service: &str) -> String {
    format!("{}-seed", crate::names::label(service, 58))
}

fn tools_mount(read_only: bool) -> VolumeMount {
    VolumeMount {
        mount_path: "/tools".to_owned(),
        name: TOOLS.to_owned(),
        read_only: read_only.then_some(true),
        ..VolumeMount::default()
    }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}
