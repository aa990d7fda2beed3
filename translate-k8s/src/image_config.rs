//! Facts about images that a Compose file does not hold, from files with what `docker image inspect`
//! prints (`--image-config`).
//!
//! Docker merges an image's configuration into every container; Kubernetes knows only a part of it. The
//! rest is put into the project as if the file said it, so that everything after reads one model.

mod inspect;

use std::borrow::Cow;
use std::collections::HashMap;

use compose_model::diagnostic::{Diagnostic, Diagnostics, Severity};
use compose_model::model::service::{Healthcheck, Mount, MountKind};
use compose_model::model::{List, Service};
use compose_model::types::duration::Duration;
use compose_model::vfs::Vfs;
use compose_model::{Origin, Project, Spanned};

use self::inspect::{ImageConfig, ImageHealthcheck};
use crate::extension::service::ImageFacts;
use crate::extension::{ServiceSettings, idle, service_key};
use crate::rules::IMAGE_CONFIG;

/// Where values come from that the image's configuration holds.
const GENERATED: &str = "the image's configuration";
/// No file with facts about images is larger.
const MAX_FILE: u64 = 16 << 20;

/// The project with what the files say about its images. Borrowed where they say nothing.
pub(crate) fn apply<'p>(
    project: &'p Project,
    files: &[String],
    vfs: &dyn Vfs,
    diagnostics: &mut Diagnostics,
) -> Cow<'p, Project> {
    let mut configs: HashMap<String, ImageConfig> = HashMap::new();
    for file in files {
        match read(file, vfs) {
            Ok(images) => configs.extend(images),
            Err(why) => diagnostics
                .push(Diagnostic::new(&IMAGE_CONFIG, format!("`--image-config {file}`: {why}"))),
        }
    }
    if configs.is_empty() {
        return Cow::Borrowed(project);
    }
    let mut project = project.clone();
    for service in project.services.values_mut() {
        let Some(image) = service.image.clone() else { continue };
        if let Some(config) = configs.get(&inspect::full_name(&image)) {
            merge(service, config, &Origin::generated_from(GENERATED, &image.origin));
        }
    }
    Cow::Owned(project)
}

/// Adds what the file says about an image in `x-k8s`. A fact for which the file leaves no room is a note:
/// it is true all the same.
pub(crate) fn complete(
    key: &str,
    service: &mut Service,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) {
    let Some(facts) = &settings.image else { return };
    let ImageFacts { healthcheck, expose, user, volumes, cmd } = &facts.value;
    let all = config_of(&facts.value);
    let origin = Origin::generated_from(GENERATED, &facts.origin);
    let with = |config: &ImageConfig| {
        let mut service = service.clone();
        merge(&mut service, config, &origin);
        service
    };
    let whole = with(&all);
    let mut report = |name: &str, setting: Option<&Origin>, without: ImageConfig| {
        if let Some(setting) = setting.filter(|_| with(&without) == whole) {
            let key = service_key(key, &format!("image.{name}"));
            let why = "the rest of the service leaves no room for it";
            idle::report_as(Severity::Note, key, setting, why, diagnostics);
        }
    };
    let probes = [&settings.liveness_probe, &settings.readiness_probe, &settings.startup_probe];
    let check = healthcheck.as_ref();
    let mut without = ImageConfig { healthcheck: None, ..all.clone() };
    if probes.iter().all(|probe| probe.is_some()) {
        without = all.clone();
    }
    report("healthcheck", check.map(|it| &it.origin), without);
    for (name, setting) in [
        ("interval", check.and_then(|it| Some(&it.interval.as_ref()?.origin))),
        ("timeout", check.and_then(|it| Some(&it.timeout.as_ref()?.origin))),
        ("startPeriod", check.and_then(|it| Some(&it.start_period.as_ref()?.origin))),
        ("retries", check.and_then(|it| Some(&it.retries.as_ref()?.origin))),
    ] {
        let mut without = all.clone();
        let number = without.healthcheck.as_mut().map(|check| match name {
            "interval" => &mut check.interval,
            "timeout" => &mut check.timeout,
            "startPeriod" => &mut check.start_period,
            _ => &mut check.retries,
        });
        if let Some(number) = number {
            *number = 0;
        }
        report(&format!("healthcheck.{name}"), setting, without);
    }
    let without = ImageConfig { ports: Vec::new(), ..all.clone() };
    report("expose", expose.as_ref().map(|it| &it.origin), without);
    let without = ImageConfig { command: Vec::new(), ..all.clone() };
    report("cmd", cmd.as_ref().map(|it| &it.origin), without);
    let without = ImageConfig { user: None, ..all.clone() };
    report("user", user.as_ref().map(|it| &it.origin), without);
    let without = ImageConfig { volumes: Vec::new(), ..all.clone() };
    report("volumes", volumes.as_ref().map(|it| &it.origin), without);
    *service = whole;
}

fn config_of(facts: &ImageFacts) -> ImageConfig {
    let ImageFacts { healthcheck, expose, user, volumes, cmd } = facts;
    let texts = |list: &Option<Spanned<List<String>>>| -> Vec<String> {
        list.iter().flat_map(|list| &list.value).map(|text| text.value.clone()).collect()
    };
    let healthcheck = healthcheck.as_ref().map(|check| ImageHealthcheck {
        test: texts(&check.test),
        interval: check.interval.as_ref().map_or(0, |it| it.value.0),
        timeout: check.timeout.as_ref().map_or(0, |it| it.value.0),
        start_period: check.start_period.as_ref().map_or(0, |it| it.value.0),
        retries: check.retries.as_ref().map_or(0, |it| it.value.into()),
    });
    ImageConfig {
        healthcheck: healthcheck.filter(|check| !check.test.is_empty()),
        ports: texts(expose),
        command: texts(cmd),
        user: user.as_ref().map(|user| user.value.clone()),
        volumes: texts(volumes),
    }
}

fn read(file: &str, vfs: &dyn Vfs) -> Result<Vec<(String, ImageConfig)>, String> {
    let bytes = vfs.read(file, MAX_FILE).map_err(|error| error.to_string())?;
    inspect::parse(&bytes)
}

/// Adds what the service does not say itself.
fn merge(service: &mut Service, config: &ImageConfig, origin: &Origin) {
    health(service, config, origin);
    for port in &config.ports {
        let known =
            |it: &Spanned<String>| it.value == *port || format!("{}/tcp", it.value) == *port;
        if !service.expose.iter().any(known) {
            let plain = port.strip_suffix("/tcp").unwrap_or(port);
            service.expose.push(Spanned::new(plain.to_owned(), origin.clone()));
        }
    }
    let cleared = service.entrypoint.as_ref().is_some_and(|it| it.is_empty());
    let no_command = service.command.as_ref().is_none_or(|it| it.is_empty());
    if cleared && no_command && !config.command.is_empty() {
        service.command = Some(Spanned::new(config.command.clone(), origin.clone()));
    }
    let numeric = |user: &&String| user.starts_with(|c: char| c.is_ascii_digit());
    if let Some(user) = config.user.as_ref().filter(numeric)
        && service.user.is_none()
    {
        service.user = Some(Spanned::new(user.clone(), origin.clone()));
    }
    for target in &config.volumes {
        let at = |path: &str| path.trim_end_matches('/') == target.trim_end_matches('/');
        let mounted =
            service.volumes.iter().any(|mount| mount.target.as_ref().is_some_and(|it| at(it)))
                || service.tmpfs.iter().any(|it| at(it.split(':').next().unwrap_or_default()));
        if !mounted {
            let mount = Mount {
                kind: Some(Spanned::new(MountKind::Volume, origin.clone())),
                target: Some(Spanned::new(target.clone(), origin.clone())),
                ..Mount::default()
            };
            service.volumes.push(Spanned::new(mount, origin.clone()));
        }
    }
}

/// The image's healthcheck runs unless the file has a command of its own or none at all; its times
/// give way to those of the file.
fn health(service: &mut Service, config: &ImageConfig, origin: &Origin) {
    let Some(image) = &config.healthcheck else { return };
    let own = service
        .healthcheck
        .get_or_insert_with(|| Box::new(Spanned::new(Healthcheck::default(), origin.clone())));
    let has_test = own.test.as_ref().is_some_and(|test| !test.is_empty());
    if has_test || own.disable.as_ref().is_some_and(|it| it.value) {
        return;
    }
    own.test = Some(Spanned::new(image.test.clone(), origin.clone()));
    let duration = |nanos: i64| (nanos > 0).then(|| Spanned::new(Duration(nanos), origin.clone()));
    own.interval = own.interval.take().or_else(|| duration(image.interval));
    own.timeout = own.timeout.take().or_else(|| duration(image.timeout));
    own.start_period = own.start_period.take().or_else(|| duration(image.start_period));
    let retries = (image.retries > 0).then(|| Spanned::new(image.retries, origin.clone()));
    own.retries = own.retries.take().or(retries);
}
