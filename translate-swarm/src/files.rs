//! Configs and secrets: files beside the stack, under names that say their content.
//!
//! Swarm's configs and secrets cannot be changed, only replaced, so that each content has a name of
//! its own: a changed one rolls the services that use it, and no other.

use std::collections::{BTreeMap, BTreeSet};

use compose_model::backend::{OutputFile, Role};
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::FileReference;
use compose_model::model::{Config, Maybe, Secret};
use compose_model::vfs::{FileKind, VfsError};
use compose_model::{Origin, Spanned};
use sha2::{Digest, Sha256};

use crate::binds::executable_mode;
use crate::context::{At, Cx};
use crate::escape::Text;
use crate::names::{hashed_name, unique};
use crate::rules::{CONTENT_TOO_LARGE, EMPTY_CONTENT, FILE_PERMISSIONS, UNREADABLE_FILE};
use crate::service::{pairs, text};
use crate::stack;

/// The most bytes of a config.
pub(crate) const MAX_CONFIG_BYTES: u64 = 1_024_000 - 1;
/// The most bytes of a secret.
pub(crate) const MAX_SECRET_BYTES: u64 = 512_000 - 1;

/// The files beside the stack, and which of them stands for what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    output: Vec<OutputFile>,
    /// Paths that are taken, in lower case: some file systems do not tell cases apart.
    taken: BTreeSet<String>,
    configs_of_binds: BTreeMap<String, String>,
    secrets_of_binds: BTreeMap<String, String>,
    volumes_of_binds: BTreeMap<String, String>,
}

impl Files {
    /// The files, in the order in which services came to use them.
    pub(crate) fn into_output(self) -> Vec<OutputFile> {
        self.output
    }

    /// The volume that stands for a folder.
    pub(crate) fn volume_of(&self, path: &str) -> Option<String> {
        self.volumes_of_binds.get(path).cloned()
    }

    /// Remembers the volume that stands for a folder.
    pub(crate) fn remember_volume(&mut self, path: &str, key: &str) {
        self.volumes_of_binds.insert(path.to_owned(), key.to_owned());
    }

    /// Adds a file below `folder`; gives the path that the stack file names it by.
    fn add(&mut self, folder: &str, key: &str, bytes: Vec<u8>, secret: bool) -> String {
        // A key may be `..` or begin with a dot, which hides files.
        let wanted = format!("{folder}/{}", key.trim_start_matches('.'));
        let wanted = if wanted.ends_with('/') { format!("{wanted}file") } else { wanted };
        let path = unique(&wanted, |path| !self.taken.contains(&path.to_lowercase()));
        self.taken.insert(path.to_lowercase());
        let named = format!("./{path}");
        self.output.push(OutputFile { path, bytes, role: Role::Side, executable: false, secret });
        named
    }
}

/// Twelve hexadecimal digits of the content's SHA-256.
fn content_hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let digits = hash.iter().take(6).flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A config or a secret, as far as their content goes.
struct Source<'a> {
    /// `config` or `secret`.
    word: &'static str,
    key: &'a str,
    file: &'a Maybe<String>,
    environment: &'a Maybe<String>,
    content: &'a Maybe<String>,
    origin: &'a Origin,
    max_bytes: u64,
}

impl Source<'_> {
    fn subject(&self, attribute: &str) -> String {
        format!("{}s.{}{attribute}", self.word, self.key)
    }

    /// The content; what is wrong with it is reported.
    fn read(&self, cx: &mut Cx<'_>) -> Option<Vec<u8>> {
        let Self { word, key, .. } = self;
        let (attribute, origin, bytes) = match (self.file, self.content) {
            (Some(file), _) => {
                let bytes = match cx.vfs.read(file, self.max_bytes) {
                    Err(VfsError::TooLarge { .. }) => {
                        self.report_size(".file", &file.origin, cx);
                        return None;
                    }
                    Err(error) => {
                        let message =
                            format!("the file of the {word} `{key}` cannot be read: {error}");
                        let finding =
                            Diagnostic::new(&UNREADABLE_FILE, message).at(&file.origin, "");
                        cx.report(finding.subject(self.subject(".file")));
                        return None;
                    }
                    Ok(bytes) => bytes,
                };
                (".file", &file.origin, bytes)
            }
            (None, Some(content)) => {
                let attribute =
                    if self.environment.is_some() { ".environment" } else { ".content" };
                (attribute, &content.origin, content.value.clone().into_bytes())
            }
            (None, None) => {
                let message = match self.environment {
                    Some(variable) => format!(
                        "the {word} `{key}` has no content: the variable `{variable}` is not set"
                    ),
                    None => format!("the {word} `{key}` has no content"),
                };
                let finding =
                    Diagnostic::new(&UNREADABLE_FILE, message).at(self.origin.place(), "");
                cx.report(finding.subject(self.subject("")));
                return None;
            }
        };
        if bytes.is_empty() {
            let message = format!("the {word} `{key}` is empty, and Swarm takes no empty ones");
            let finding = Diagnostic::new(&EMPTY_CONTENT, message).at(origin, "");
            cx.report(finding.subject(self.subject(attribute)));
            return None;
        }
        if bytes.len() as u64 > self.max_bytes {
            self.report_size(attribute, origin, cx);
            return None;
        }
        Some(bytes)
    }

    fn report_size(&self, attribute: &str, origin: &Origin, cx: &mut Cx<'_>) {
        let message = format!(
            "the {} `{}` is larger than the {} bytes that Swarm takes",
            self.word, self.key, self.max_bytes
        );
        let finding = Diagnostic::new(&CONTENT_TOO_LARGE, message).at(origin, "");
        cx.report(finding.subject(self.subject(attribute)));
    }
}

/// The name in the swarm: the stack's and the key, or as written, and the content's hash.
fn name_in_swarm(key: &str, name: Option<&Spanned<String>>, bytes: &[u8], cx: &Cx<'_>) -> Text {
    let written = name.filter(|name| name.origin.generated_by().is_none());
    let prefix =
        written.map_or_else(|| format!("{}_{key}", cx.plan.stack), |name| name.value.clone());
    hashed_name(&prefix, &content_hash(bytes)).into()
}

/// Adds a config of the project to the stack when the first service uses it.
pub(crate) fn use_config(at: At<'_>, attribute: &str, key: &Spanned<String>, cx: &mut Cx<'_>) {
    if cx.stack.configs.contains_key(&key.value) {
        return;
    }
    let project = cx.project;
    let Some(config) = project.configs.get(&key.value) else {
        report_undefined(at, attribute, "config", key, cx);
        return;
    };
    let Config {
        name,
        file,
        environment,
        content,
        external,
        labels,
        template_driver,
        extensions: _,
    } = &config.value;
    let mut made = stack::Config {
        labels: pairs(labels),
        template_driver: text(template_driver.as_ref()),
        ..stack::Config::default()
    };
    if external.as_ref().is_some_and(|external| external.value) {
        made = stack::Config { external: true, ..stack::Config::default() };
        made.name = Some(name.as_ref().map_or(key.as_str(), |name| name.as_str()).into());
    } else {
        let max_bytes = MAX_CONFIG_BYTES;
        let origin = &config.origin;
        let source = Source { word: "config", key, file, environment, content, origin, max_bytes };
        let Some(bytes) = source.read(cx) else { return };
        made.name = Some(name_in_swarm(key, name.as_ref(), &bytes, cx));
        made.file = Some(cx.files.add("configs", key, bytes, false).into());
    }
    cx.stack.configs.insert(key.value.clone(), made);
}

/// Adds a secret of the project to the stack when the first service uses it.
fn use_secret(at: At<'_>, attribute: &str, key: &Spanned<String>, cx: &mut Cx<'_>) {
    if cx.stack.secrets.contains_key(&key.value) {
        return;
    }
    let project = cx.project;
    let Some(secret) = project.secrets.get(&key.value) else {
        report_undefined(at, attribute, "secret", key, cx);
        return;
    };
    let Secret {
        name,
        file,
        environment,
        content,
        external,
        labels,
        driver,
        driver_opts,
        template_driver,
        extensions: _,
    } = &secret.value;
    let mut made = stack::Secret {
        labels: pairs(labels),
        driver: text(driver.as_ref()),
        driver_opts: pairs(driver_opts),
        template_driver: text(template_driver.as_ref()),
        ..stack::Secret::default()
    };
    if external.as_ref().is_some_and(|external| external.value) {
        made = stack::Secret { external: true, ..stack::Secret::default() };
        made.name = Some(name.as_ref().map_or(key.as_str(), |name| name.as_str()).into());
    } else if driver.is_some() {
        // The driver holds the content, so that there is no file and nothing to hash.
        made.name = name
            .as_ref()
            .filter(|name| name.origin.generated_by().is_none())
            .map(|name| name.as_str().into());
    } else {
        let max_bytes = MAX_SECRET_BYTES;
        let origin = &secret.origin;
        let source = Source { word: "secret", key, file, environment, content, origin, max_bytes };
        let Some(bytes) = source.read(cx) else { return };
        made.name = Some(name_in_swarm(key, name.as_ref(), &bytes, cx));
        made.file = Some(cx.files.add("secrets", key, bytes, true).into());
    }
    cx.stack.secrets.insert(key.value.clone(), made);
}

fn report_undefined(
    at: At<'_>,
    attribute: &str,
    word: &str,
    key: &Spanned<String>,
    cx: &mut Cx<'_>,
) {
    // The loader takes out what no service mounts, and a credential spec does not count for it.
    let message = format!("the {word} `{key}` is not one that a service mounts");
    let finding = at.value_finding(&UNREADABLE_FILE, attribute, &key.origin, message);
    cx.report(finding.help(format!("name it under `{word}s` of the service too")));
}

/// The config that stands for a bound file; one file is one config, however many services bind it.
pub(crate) fn config_of_bind(path: &str, wanted: &str, bytes: Vec<u8>, cx: &mut Cx<'_>) -> String {
    if let Some(key) = cx.files.configs_of_binds.get(path) {
        return key.clone();
    }
    let key = unique(&file_key(wanted), |key| {
        !cx.project.configs.contains_key(key) && !cx.stack.configs.contains_key(key)
    });
    let config = stack::Config {
        name: Some(name_in_swarm(&key, None, &bytes, cx)),
        file: Some(cx.files.add("configs", &key, bytes, false).into()),
        ..stack::Config::default()
    };
    cx.stack.configs.insert(key.clone(), config);
    cx.files.configs_of_binds.insert(path.to_owned(), key.clone());
    key
}

/// The secret that stands for a bound file which not everybody may read.
pub(crate) fn secret_of_bind(path: &str, wanted: &str, bytes: Vec<u8>, cx: &mut Cx<'_>) -> String {
    if let Some(key) = cx.files.secrets_of_binds.get(path) {
        return key.clone();
    }
    let key = unique(&file_key(wanted), |key| {
        !cx.project.secrets.contains_key(key) && !cx.stack.secrets.contains_key(key)
    });
    let secret = stack::Secret {
        name: Some(name_in_swarm(&key, None, &bytes, cx)),
        file: Some(cx.files.add("secrets", &key, bytes, true).into()),
        ..stack::Secret::default()
    };
    cx.stack.secrets.insert(key.clone(), secret);
    cx.files.secrets_of_binds.insert(path.to_owned(), key.clone());
    key
}

/// The nearest text that can be a key of a config or secret.
fn file_key(wanted: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    wanted.chars().map(|c| if fits(c) { c } else { '-' }).collect()
}

/// Mounts the configs of a service.
pub(crate) fn mount_configs(
    at: At<'_>,
    references: &[Spanned<FileReference>],
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    for (n, reference) in references.iter().enumerate() {
        let attribute = format!("configs[{n}]");
        let Some(source) = &reference.source else { continue };
        use_config(at, &attribute, source, cx);
        let project = cx.project;
        let file = project.configs.get(&source.value).and_then(|config| config.file.as_ref());
        let target = format!("/{}", source.value);
        at.origin(
            cx,
            format_args!("configs[{}]", made.configs.len()),
            &attribute,
            &reference.origin,
        );
        let mounted = mount(at, &attribute, reference, file, target, cx);
        made.configs.push(mounted);
    }
}

/// Mounts the secrets of a service.
pub(crate) fn mount_secrets(
    at: At<'_>,
    references: &[Spanned<FileReference>],
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    for (n, reference) in references.iter().enumerate() {
        let attribute = format!("secrets[{n}]");
        let Some(source) = &reference.source else { continue };
        use_secret(at, &attribute, source, cx);
        let project = cx.project;
        let file = project.secrets.get(&source.value).and_then(|secret| secret.file.as_ref());
        let target = source.value.clone();
        at.origin(
            cx,
            format_args!("secrets[{}]", made.secrets.len()),
            &attribute,
            &reference.origin,
        );
        let mounted = mount(at, &attribute, reference, file, target, cx);
        made.secrets.push(mounted);
    }
}

fn mount(
    at: At<'_>,
    attribute: &str,
    reference: &Spanned<FileReference>,
    file: Option<&Spanned<String>>,
    default_target: String,
    cx: &mut Cx<'_>,
) -> stack::FileReference {
    let FileReference { source, target, uid, gid, mode, extensions: _ } = &reference.value;
    let is_set = uid.is_some() || gid.is_some() || mode.is_some();
    if is_set && file.is_some() {
        let message =
            "owner and mode take effect in Swarm; `docker compose` ignores them for files";
        cx.report(at.value_finding(&FILE_PERMISSIONS, attribute, &reference.origin, message));
    }
    let own_mode = file.filter(|_| mode.is_none()).and_then(|file| {
        let metadata = cx.vfs.metadata(file).ok()?;
        executable_mode(metadata.mode).filter(|_| metadata.kind == FileKind::File)
    });
    stack::FileReference {
        source: source.as_ref().map(|source| source.as_str().into()).unwrap_or_default(),
        target: target.as_ref().map_or(default_target, |target| target.value.clone()).into(),
        uid: text(uid.as_ref()),
        gid: text(gid.as_ref()),
        mode: mode.as_ref().map(|mode| mode.0).or(own_mode),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_sha_256() {
        // `printf abc | sha256sum | cut -c1-12`
        assert_eq!(content_hash(b"abc"), "ba7816bf8f01");
    }

    #[test]
    fn paths_stay_in_their_folder_and_differ() {
        let mut files = Files::default();
        let mut path = |key| files.add("configs", key, Vec::new(), false);
        assert_eq!(path("a"), "./configs/a");
        assert_eq!(path("A"), "./configs/A-2");
        assert_eq!(path(".."), "./configs/file");
        assert_eq!(path(".env"), "./configs/env");
    }
}
