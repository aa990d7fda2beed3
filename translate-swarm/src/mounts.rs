//! Mounts of a service, always in long form.

use std::collections::BTreeMap;

use compose_model::Spanned;
use compose_model::diagnostic::Severity;
use compose_model::model::service::{
    BindOptions, ImageOptions, Mount, MountKind, TmpfsOptions, VolumeOptions,
};
use compose_model::types::bytes::Bytes;

use crate::context::{At, Cx};
use crate::docker_version::Feature;
use crate::escape::Text;
use crate::rules::{
    DUPLICATE_TARGET, MOUNT_KIND, MOUNT_OPTION, NEEDLESS, SUBPATH, VOLUME_ORDER, VOLUMES_FROM,
};
use crate::service::{pairs, template, text};
use crate::{binds, stack, tmpfs, volume};

/// Where the shared memory of a container is mounted.
const SHARED_MEMORY: &str = "/dev/shm";

/// The mounts of a service, with those of the services whose mounts it shares.
pub(crate) fn translate(
    at: At<'_>,
    volumes: &[Spanned<Mount>],
    volumes_from: &[Spanned<String>],
    tmpfs: &[Spanned<String>],
    shm_size: Option<&Spanned<Bytes>>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    for (n, mount) in volumes.iter().enumerate() {
        translate_one(at, &format!("volumes[{n}]"), mount, made, cx);
    }
    for (n, text) in volumes_from.iter().enumerate() {
        share(at, &format!("volumes_from[{n}]"), text, made, cx);
    }
    for (n, text) in tmpfs.iter().enumerate() {
        let attribute = format!("tmpfs[{n}]");
        let mount = tmpfs::short_form(at, &attribute, text, &text.origin, cx);
        at.origin(cx, format_args!("volumes[{}]", made.volumes.len()), &attribute, &text.origin);
        made.volumes.push(mount);
    }
    let has_shared_memory = made.volumes.iter().any(|mount| mount.target.0 == SHARED_MEMORY);
    if let Some(size) = shm_size.filter(|size| size.0 > 0 && !has_shared_memory) {
        at.origin(cx, format_args!("volumes[{}]", made.volumes.len()), "shm_size", &size.origin);
        made.volumes.push(tmpfs::mount(SHARED_MEMORY, Some(size.value), false));
    }
}

/// Adds the mounts of another service: `service[:ro|rw]` or `container:name[:ro|rw]`.
fn share(
    at: At<'_>,
    attribute: &str,
    text: &Spanned<String>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    let (source, access) = match text.rsplit_once(':') {
        Some((source, access @ ("ro" | "rw"))) => (source, Some(access)),
        _ => (text.as_str(), None),
    };
    let project = cx.project;
    let Some(other) = project.services.get(source) else {
        let message =
            format!("the mounts of `{source}` are left out: it is not a service of this project");
        cx.report(at.value_finding(&VOLUMES_FROM, attribute, &text.origin, message));
        return;
    };
    for mount in &other.volumes {
        let target = mount.target.as_ref().map(|target| target.as_str());
        if made.volumes.iter().any(|own| Some(own.target.0.as_str()) == target) {
            continue;
        }
        let is_anonymous = mount.source.is_none()
            && mount.kind.as_ref().is_none_or(|kind| kind.value == MountKind::Volume);
        if is_anonymous {
            let message = format!(
                "the anonymous volume at `{}` is not shared with `{source}`: every task has its own",
                target.unwrap_or_default()
            );
            cx.report(at.value_finding(&VOLUMES_FROM, attribute, &text.origin, message));
        }
        let mut shared = mount.clone();
        match access {
            Some("ro") if is_anonymous => {}
            Some("ro") => shared.read_only = Some(true.into()),
            Some(_) => shared.read_only = None,
            None => {}
        }
        // What its mounts lose is said where they are written.
        let mut said = std::mem::take(cx.diagnostics);
        translate_one(at, attribute, &shared, made, cx);
        std::mem::swap(cx.diagnostics, &mut said);
    }
}

fn translate_one(
    at: At<'_>,
    attribute: &str,
    mount: &Spanned<Mount>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    let Mount {
        kind,
        source,
        target,
        read_only,
        consistency,
        bind,
        volume: volume_options,
        tmpfs: tmpfs_options,
        image,
        extensions: _,
    } = &mount.value;
    if let Some(consistency) = consistency {
        let message =
            "`consistency` needs no translation: it is a hint for Docker Desktop, which no node is";
        let attribute = format!("{attribute}.consistency");
        cx.report(at.finding(&NEEDLESS, &attribute, &consistency.origin, message));
    }
    let target = target.as_ref().map_or("", |target| target.as_str());
    let read_only = read_only.as_ref().is_some_and(|read_only| read_only.value);
    let source_text = source.as_ref().map(|source| source.as_str());
    let mut one = stack::Mount { target: target.into(), read_only, ..stack::Mount::default() };
    match kind.as_ref().map_or(MountKind::Volume, |kind| kind.value) {
        MountKind::Bind => {
            let request = binds::Request {
                path: source_text.unwrap_or_default(),
                target,
                read_only,
                may_be_missing: may_be_missing(bind.as_ref()),
                origin: &mount.origin,
            };
            match binds::translate(at, attribute, &request, made, cx) {
                binds::Outcome::Mount(mount) => one = mount,
                binds::Outcome::File => return,
            }
            if one.kind == "bind" {
                one.bind = bind.as_ref().and_then(|bind| bind_options(at, attribute, bind, cx));
            }
        }
        MountKind::Volume => {
            one.kind = "volume";
            if let Some(key) = source_text {
                volume::use_volume(at, key, made, cx);
                one.source = Some(template(at, attribute, &mount.origin, key, cx));
            } else if one.read_only {
                one.read_only = false;
                let message = format!(
                    "the anonymous volume at `{target}` can be written: Swarm refuses a read-only one"
                );
                cx.report(at.value_finding(&MOUNT_OPTION, attribute, &mount.origin, message));
            }
            if let Some(options) = volume_options {
                one.volume =
                    named_options(at, attribute, source_text, options, &mut one.source, cx);
            }
            let plan = cx.plan;
            let other = source_text.and_then(|key| Some((key, plan.fills(at.key, key)?)));
            if let Some((key, first)) = other {
                one.volume.get_or_insert_default().nocopy = true;
                let message = format!(
                    "`{key}` is filled from the image of `{first}` only, which comes first"
                );
                cx.report(at.value_finding(&VOLUME_ORDER, attribute, &mount.origin, message));
            }
        }
        MountKind::Tmpfs => {
            let TmpfsOptions { size, mode, extensions: _ } =
                tmpfs_options.as_ref().map(|options| options.value.clone()).unwrap_or_default();
            one = tmpfs::mount(target, size.map(|size| size.value), read_only);
            if let Some(mode) = mode {
                tmpfs::check_mode(at, attribute, mode.value, &mode.origin, cx);
            }
        }
        MountKind::Npipe => {
            one.kind = "npipe";
            one.source = source_text.map(Into::into);
        }
        MountKind::Cluster => {
            if !supported(at, attribute, "cluster", Feature::ClusterVolumes, mount, cx) {
                return;
            }
            one.kind = "cluster";
            one.source = source_text.map(Into::into);
            if let Some(key) = source_text {
                volume::use_volume(at, key, made, cx);
            }
        }
        MountKind::Image => {
            if !supported(at, attribute, "image", Feature::ImageMounts, mount, cx) {
                return;
            }
            if let Some(subpath) = image.as_ref().and_then(|image| {
                let ImageOptions { subpath, extensions: _ } = &image.value;
                subpath.as_ref()
            }) {
                let message = format!("the whole image is mounted, not only `{subpath}`");
                cx.report(at.value_finding(&MOUNT_OPTION, attribute, &subpath.origin, message));
            }
            one.kind = "image";
            one.source = source_text.map(Into::into);
        }
    }
    at.origin(cx, format_args!("volumes[{}]", made.volumes.len()), attribute, &mount.origin);
    made.volumes.push(one);
}

/// Whether a kind of mount may be written; where not, it is reported.
fn supported(
    at: At<'_>,
    attribute: &str,
    kind: &str,
    feature: Feature,
    mount: &Spanned<Mount>,
    cx: &mut Cx<'_>,
) -> bool {
    let version = cx.options.docker_version;
    if version.has(feature) {
        return true;
    }
    let since = feature.since();
    let message = format!(
        "the mount is left out: Docker {version} knows no mounts of the type `{kind}` in stacks"
    );
    cx.report(
        at.value_finding(&MOUNT_KIND, attribute, &mount.origin, message)
            .help(format!("pass `--docker-version {since}` where every node has that release")),
    );
    false
}

/// Whether a bind mount's path is made when it is missing.
fn may_be_missing(bind: Option<&Spanned<BindOptions>>) -> bool {
    bind.and_then(|bind| bind.create_host_path.as_ref()).is_some_and(|create| create.value)
}

fn bind_options(
    at: At<'_>,
    attribute: &str,
    options: &Spanned<BindOptions>,
    cx: &mut Cx<'_>,
) -> Option<stack::BindOptions> {
    let BindOptions { propagation, create_host_path, recursive, selinux, extensions: _ } =
        &options.value;
    if let Some(creates) = create_host_path.as_ref().filter(|creates| !creates.value) {
        let message = "`create_host_path` needs no translation: Swarm never makes folders on nodes";
        let attribute = format!("{attribute}.bind.create_host_path");
        cx.report(at.finding(&NEEDLESS, &attribute, &creates.origin, message));
    }
    for (name, value) in [("recursive", recursive), ("selinux", selinux)] {
        if let Some(value) = value {
            let message = format!(
                "the mount's `{name}: {value}` is left out: a stack file has no attribute for it"
            );
            let attribute = format!("{attribute}.bind.{name}");
            cx.report(at.value_finding(&MOUNT_OPTION, &attribute, &value.origin, message));
        }
    }
    let propagation = propagation.as_ref()?;
    Some(stack::BindOptions { propagation: propagation.as_str().into() })
}

/// The options of a volume.
fn named_options(
    at: At<'_>,
    attribute: &str,
    key: Option<&str>,
    options: &Spanned<VolumeOptions>,
    source: &mut Option<Text>,
    cx: &mut Cx<'_>,
) -> Option<stack::VolumeOptions> {
    let VolumeOptions { labels, nocopy, subpath, extensions: _ } = &options.value;
    if let Some(label) = labels.values().next() {
        let message = match key {
            Some(key) => {
                let volume = cx.stack.volumes.entry(key.to_owned()).or_default();
                volume.labels.extend(pairs(labels));
                format!("the mount's labels become labels of the volume `{key}`")
            }
            None => "the labels of an anonymous volume are left out".to_owned(),
        };
        let attribute = format!("{attribute}.volume.labels");
        cx.report(at.finding(&MOUNT_OPTION, &attribute, &label.origin, message));
    }
    let has_subpaths = cx.options.docker_version.has(Feature::Subpath);
    if let (Some(key), Some(subpath), false) = (key, subpath, has_subpaths) {
        *source = Some(volume_of_subpath(at, attribute, key, subpath, cx).into());
    }
    let made = stack::VolumeOptions {
        nocopy: nocopy.as_ref().is_some_and(|nocopy| nocopy.value),
        subpath: text(subpath.as_ref()).filter(|_| has_subpaths),
    };
    (made != stack::VolumeOptions::default()).then_some(made)
}

/// A volume in place of a folder of another one: older engines would mount the whole of that.
fn volume_of_subpath(
    at: At<'_>,
    attribute: &str,
    key: &str,
    subpath: &Spanned<String>,
    cx: &mut Cx<'_>,
) -> String {
    let version = cx.options.docker_version;
    let since = Feature::Subpath.since();
    let volume = cx.stack.volumes.get(key).cloned().unwrap_or_default();
    let attribute = format!("{attribute}.volume.subpath");
    let help = format!("pass `--docker-version {since}` where every node has that release");
    if volume.external {
        let message =
            format!("Docker {version} would mount the whole volume, not only `{subpath}`");
        let mut finding = at.value_finding(&SUBPATH, &attribute, &subpath.origin, message);
        finding.severity = Severity::Error;
        cx.report(finding.help(help));
        return key.to_owned();
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let suffix: String = subpath.chars().map(|c| if fits(c) { c } else { '-' }).collect();
    let name = format!("{key}-{}", suffix.trim_matches('-'));
    cx.stack.volumes.entry(name.clone()).or_insert(stack::Volume { name: None, ..volume });
    let message = format!(
        "the folder `{subpath}` of `{key}` becomes a volume of its own, `{name}`: Docker {version} mounts whole volumes only"
    );
    cx.report(at.value_finding(&SUBPATH, &attribute, &subpath.origin, message).help(help));
    cx.origin(format_args!("volumes.{name}"), at.path(&attribute), &subpath.origin);
    name
}

/// Reports two mounts at one path, which Swarm refuses.
pub(crate) fn check_targets(
    at: At<'_>,
    volumes: &[Spanned<Mount>],
    made: &stack::Service,
    cx: &mut Cx<'_>,
) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mounts = made.volumes.iter().map(|mount| mount.target.0.as_str());
    for (n, target) in mounts.enumerate() {
        if seen.insert(target, n).is_none() {
            continue;
        }
        let written = volumes
            .iter()
            .find(|mount| mount.target.as_ref().is_some_and(|written| written.as_str() == target));
        let origin = written.map(|mount| mount.origin.clone()).unwrap_or_default();
        let message = format!("two mounts at `{target}`: Swarm refuses the service");
        cx.report(at.value_finding(&DUPLICATE_TARGET, "volumes", &origin, message));
    }
}
