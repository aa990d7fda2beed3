//! Flags that do something else here, or nothing: what is to be said about them.

use super::args::Args;
use super::values::{Controller, GroupMode};
use crate::failure::Failure;

/// The warnings about flags.
///
/// # Errors
/// What cannot be done in any form: to go on would leave a pipeline without what it asked for.
pub(super) fn check(args: &Args) -> Result<Vec<String>, Failure> {
    let given = &args.given;
    let mut warnings = Vec::new();
    let mut warn = |flag: &str, why: &str| warnings.push(format!("`--{flag}`: {why}"));

    if let Some(provider) = given.value("provider") {
        match provider.to_ascii_lowercase().as_str() {
            "kubernetes" => {}
            "openshift" => warn(
                "provider openshift",
                "Kubernetes objects are written, which OpenShift runs as they are; there is no \
                 DeploymentConfig, ImageStream, BuildConfig or Route",
            ),
            _ => {
                return Err(Failure::usage(format!("`--provider {provider}` is not known"))
                    .help("use `kubernetes`"));
            }
        }
    }
    for flag in ["deployment-config", "insecure-repository"] {
        if given.on(flag) {
            warn(flag, "only objects of OpenShift have it, which are not written");
        }
    }
    for flag in ["build-repo", "build-branch"] {
        if given.value(flag).is_some() {
            warn(flag, "only objects of OpenShift have it, which are not written");
        }
    }
    building(args, &mut warn)?;
    for (flag, instead) in [
        ("deployment", "--controller deployment"),
        ("daemon-set", "--controller daemonSet"),
        ("emptyvols", "--volumes emptyDir"),
        ("multiple-container-mode", "--service-group-mode label"),
    ] {
        if given.on(flag) {
            warn(flag, &format!("deprecated: use `{instead}`"));
        }
    }
    if args.controller == Some(Controller::Replication) {
        let why = "replication controllers are deprecated: Deployments are written instead";
        warn("controller replicationController", why);
    }
    if args.volumes == Some("configMap") {
        let why = "files that are bound become ConfigMaps by what they are, other volumes do not";
        warn("volumes configMap", why);
    }
    if given.on("yaml") {
        warn("yaml", "deprecated: YAML is the default");
    }
    if given.on("with-kompose-annotation") {
        let why = "the command line and its version are never written into objects: each change \
                   of them would restart every pod";
        warn("with-kompose-annotation", why);
    }
    if given.value("secrets-as-files") == Some("false") {
        warn("secrets-as-files=false", "secrets are always mounted as files, as Compose does it");
    }
    if args.group_name.is_some() && args.group_mode != Some(GroupMode::Volume) {
        warn("service-group-name", "does nothing without `--service-group-mode volume`");
    }
    if args.json && given.value("indent").is_some() {
        warn("indent", "JSON has a fixed form");
    }
    if args.chart && (args.stdout || args.out.as_deref() == Some("-")) {
        return Err(Failure::usage("a chart is a folder, which the standard output cannot hold"));
    }
    if args.chart && args.json {
        warn("json", "templates of a chart are YAML");
    }
    if args.stdout && args.out.is_some() {
        return Err(Failure::usage("`--stdout` and `--out` exclude each other"));
    }
    Ok(warnings)
}

/// Flags about images. Nothing is built or pushed here, and a pipeline that asks for it must not go on
/// to deploy what is not there.
fn building(args: &Args, warn: &mut impl FnMut(&str, &str)) -> Result<(), Failure> {
    let given = &args.given;
    let refuse = |flag: String| {
        Err(Failure::usage(format!("`--{flag}`: images are neither built nor pushed here"))
            .help("run `docker compose build` and `docker compose push` before, and leave it out"))
    };
    match given.value("build").unwrap_or("none") {
        "none" | "" => {}
        how @ ("local" | "build-config") => return refuse(format!("build {how}")),
        how => {
            return Err(Failure::usage(format!("`--build {how}` is not known")).help("use `none`"));
        }
    }
    if given.on("push-image") {
        return refuse("push-image".to_owned());
    }
    let commands = ["build-command", "push-command"];
    let set = |flag: &&str| given.value(flag).is_some_and(|command| !command.is_empty());
    match commands.into_iter().filter(set).collect::<Vec<_>>().as_slice() {
        [] => {}
        [flag] => warn(flag, "does nothing on its own"),
        [flag, ..] => return refuse((*flag).to_owned()),
    }
    if given.value("push-image-registry").is_some() {
        warn("push-image-registry", "does nothing without `--push-image`");
    }
    Ok(())
}
