//! `configs` and `secrets` of a service: files at their targets, beside what is there.

use compose_model::diagnostic::{Diagnostic, Severity};
use compose_model::model::service::FileReference;
use compose_model::model::{Maybe, Service};
use compose_model::types::path;
use compose_model::{Origin, Spanned};

use super::bind::shown;
use super::mounts::{Planned, Reference, Seed, What};
use super::survey::Surveyor;
use crate::binds::MAX_FILE;
use crate::rules::{EXTERNAL_FILE, FILE_MISSING, FILE_OWNER, FILE_TEMPLATE};

/// Adds the configs and secrets of a service to its mounts.
pub(super) fn plan<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    key: &'p str,
    service: &'p Service,
    planned: &mut Vec<Planned<'p>>,
) {
    for (index, reference) in service.configs.iter().enumerate() {
        let subject = format!("services.{key}.configs[{index}]");
        planned.extend(plan_one(surveyor, reference, false, subject));
    }
    for (index, reference) in service.secrets.iter().enumerate() {
        let subject = format!("services.{key}.secrets[{index}]");
        planned.extend(plan_one(surveyor, reference, true, subject));
    }
}

fn plan_one<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    reference: &'p Spanned<FileReference>,
    secret: bool,
    subject: String,
) -> Option<Planned<'p>> {
    let FileReference { source, target, uid, gid, mode, extensions: _ } = &reference.value;
    let source = source.as_ref()?.value.as_str();
    for (name, owner) in [("uid", uid), ("gid", gid)] {
        let Some(owner) = owner.as_ref().filter(|owner| owner.as_str() != "0") else { continue };
        let message = format!("`{name}: {owner}` has no counterpart: the file belongs to root");
        surveyor.diagnostics.push(
            Diagnostic::new(&FILE_OWNER, message)
                .at(owner.origin.place(), "")
                .subject(format!("{subject}.{name}")),
        );
    }
    let default = if secret { "/run/secrets" } else { "/" };
    let target = target.as_ref().map_or(source, |target| target.value.as_str());
    let target = path::join(default, target);
    let object =
        if secret { secret_object(surveyor, source) } else { config_object(surveyor, source) };
    let mode = mode.as_ref().and_then(|mode| i32::try_from(mode.value.0).ok());
    let what = What::Reference(Reference {
        secret,
        source: source.to_owned(),
        object: object.name,
        key: object.key,
        mode: mode.map_or(0o444, |mode| mode & 0o777),
        content: object.content,
    });
    let origin: &Origin = &reference.origin;
    Some(Planned {
        target,
        read_only: true,
        what,
        seed: Seed::Never,
        filled_first: None,
        propagation: None,
        key: subject,
        origin,
    })
}

/// A `ConfigMap` or Secret with one file.
struct Stored {
    name: String,
    key: String,
    content: Option<Vec<u8>>,
}

/// What a config and a secret have in common.
struct Declared<'p> {
    sort: &'static str,
    key: &'p str,
    name: String,
    file: &'p Maybe<String>,
    content: &'p Maybe<String>,
    variable: &'p Maybe<String>,
    external: bool,
    template: &'p Maybe<String>,
    origin: &'p Origin,
}

fn config_object(surveyor: &mut Surveyor<'_, '_>, key: &str) -> Stored {
    let project = surveyor.project;
    let name = surveyor.names.config(key).to_owned();
    let Some((key, config)) = project.configs.get_key_value(key) else {
        return Stored { name, key: data_key(key), content: None };
    };
    let declared = Declared {
        sort: "configs",
        key,
        name,
        file: &config.file,
        content: &config.content,
        variable: &config.environment,
        external: config.external.as_ref().is_some_and(|it| it.value),
        template: &config.template_driver,
        origin: &config.origin,
    };
    stored(surveyor, declared)
}

fn secret_object(surveyor: &mut Surveyor<'_, '_>, key: &str) -> Stored {
    let project = surveyor.project;
    let name = surveyor.names.secret(key).to_owned();
    let Some((key, secret)) = project.secrets.get_key_value(key) else {
        return Stored { name, key: data_key(key), content: None };
    };
    // A driver fetches the content from elsewhere: the object must be made by whoever can.
    let driven = secret.driver.is_some();
    let declared = Declared {
        sort: "secrets",
        key,
        name,
        file: &secret.file,
        content: &secret.content,
        variable: &secret.environment,
        external: driven || secret.external.as_ref().is_some_and(|it| it.value),
        template: &secret.template_driver,
        origin: &secret.origin,
    };
    stored(surveyor, declared)
}

fn stored(surveyor: &mut Surveyor<'_, '_>, declared: Declared<'_>) -> Stored {
    let Declared { sort, key, name, file, content, variable, external, template, origin } =
        declared;
    let subject = format!("{sort}.{key}");
    let data_key = data_key(key);
    let kind = if sort == "secrets" { "Secret" } else { "ConfigMap" };
    let make = if sort == "secrets" {
        format!("create it with `kubectl create secret generic {name} --from-file={data_key}=FILE`")
    } else {
        format!("create it with `kubectl create configmap {name} --from-file={data_key}=FILE`")
    };
    if let Some(template) = template {
        let message =
            format!("templates of `{template}` are not filled in: the file stays as it is");
        let finding = Diagnostic::new(&FILE_TEMPLATE, message).at(&template.origin, "");
        surveyor.diagnostics.push(finding.subject(format!("{subject}.template_driver")));
    }
    if external {
        let message = format!("the {kind} `{name}` with the key `{data_key}` must exist already");
        let finding = Diagnostic::new(&EXTERNAL_FILE, message).at(origin.place(), "").help(make);
        surveyor.diagnostics.push(finding.subject(subject));
        return Stored { name, key: data_key, content: None };
    }
    let bytes = match (content, file) {
        (Some(content), _) => Ok(content.value.clone().into_bytes()),
        (None, Some(file)) => surveyor.vfs.read(file, MAX_FILE).map_err(|error| {
            let path = shown(file, &surveyor.project.working_dir);
            (file.span(), format!("`{path}` cannot be read: {error}"))
        }),
        (None, None) => {
            let span = variable.as_ref().and_then(Spanned::span).or(origin.place());
            let message = variable.as_ref().map_or_else(
                || format!("`{key}` has no content"),
                |variable| format!("the variable `{variable}` is not set"),
            );
            Err((span, message))
        }
    };
    let content = match bytes {
        Ok(bytes) => Some(bytes),
        Err((span, message)) => {
            let message = format!("{message}: the {kind} `{name}` is not written");
            let mut finding = Diagnostic::new(&FILE_MISSING, message).at(span, "").help(make);
            finding.severity = Severity::Warning;
            surveyor.diagnostics.push(finding.subject(subject));
            None
        }
    };
    Stored { name, key: data_key, content }
}

/// The key in the object: the name as Compose has it, as far as it is a valid one.
fn data_key(key: &str) -> String {
    let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let key: String = key.chars().map(|c| if valid(c) { c } else { '_' }).take(253).collect();
    if key.is_empty() || key == "." || key.starts_with("..") { format!("_{key}") } else { key }
}
