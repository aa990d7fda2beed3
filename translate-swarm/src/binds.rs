//! Bind mounts: paths of one machine, which a swarm has many of.
//!
//! A read-only file of the project becomes a config, which Swarm brings to every node; a folder that
//! does not exist yet becomes a volume; everything else stays a bind mount that the nodes must have.

use compose_model::diagnostic::{Diagnostic, Severity};
use compose_model::model::Volume;
use compose_model::types::path;
use compose_model::vfs::{FileKind, Metadata, VfsError};
use compose_model::{Origin, Spanned};

use crate::context::{At, Cx};
use crate::files::{self, MAX_CONFIG_BYTES, MAX_SECRET_BYTES};
use crate::names::unique;
use crate::options::FileBinds;
use crate::rules::{BIND_PATH, FILE_BIND, MISSING_BIND};
use crate::stack;

/// What a service wants to mount.
pub(crate) struct Request<'a> {
    pub(crate) path: &'a str,
    pub(crate) target: &'a str,
    pub(crate) read_only: bool,
    /// Whether `docker compose` would make the folder.
    pub(crate) may_be_missing: bool,
    pub(crate) origin: &'a Origin,
}

/// What it gets.
pub(crate) enum Outcome {
    /// A bind mount or a volume.
    Mount(stack::Mount),
    /// A config or secret, which the service mounts already.
    File,
}

/// Decides what a bind mount becomes.
pub(crate) fn translate(
    at: At<'_>,
    attribute: &str,
    request: &Request<'_>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) -> Outcome {
    let is_project_file = below(&cx.project.working_dir, request.path).is_some();
    let found = cx.vfs.metadata(request.path);
    if let (true, true, Ok(metadata)) = (is_project_file, request.read_only, &found)
        && cx.options.file_binds == FileBinds::Config
        && let Some(kind) = file_kind(metadata)
        && let Ok(bytes) = cx.vfs.read(request.path, kind.max_bytes())
    {
        mount_file(at, attribute, request, kind, metadata, bytes, made, cx);
        return Outcome::File;
    }
    let is_missing = found == Err(VfsError::NotFound);
    if is_project_file && is_missing && request.may_be_missing {
        return Outcome::Mount(data_volume(at, attribute, request, cx));
    }
    let source = on_node_path(request.path, cx);
    report_path(at, attribute, request, &source, is_missing, cx);
    Outcome::Mount(stack::Mount {
        kind: "bind",
        source: Some(source.into()),
        target: request.target.into(),
        read_only: request.read_only,
        ..stack::Mount::default()
    })
}

/// What a file becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Config,
    /// For a file that not everybody may read.
    Secret,
}

impl Kind {
    fn max_bytes(self) -> u64 {
        match self {
            Self::Config => MAX_CONFIG_BYTES,
            Self::Secret => MAX_SECRET_BYTES,
        }
    }
}

/// Whether a file fits, and into what; Swarm refuses empty and large ones.
fn file_kind(metadata: &Metadata) -> Option<Kind> {
    let kind = if metadata.mode & 0o004 == 0 { Kind::Secret } else { Kind::Config };
    let fits = metadata.kind == FileKind::File && (1..=kind.max_bytes()).contains(&metadata.size);
    fits.then_some(kind)
}

#[allow(clippy::too_many_arguments)]
fn mount_file(
    at: At<'_>,
    attribute: &str,
    request: &Request<'_>,
    kind: Kind,
    metadata: &Metadata,
    bytes: Vec<u8>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    let wanted = format!("{}_{}", at.name, path::file_name(request.path));
    let (word, key) = match kind {
        Kind::Config => ("config", files::config_of_bind(request.path, &wanted, bytes, cx)),
        Kind::Secret => ("secret", files::secret_of_bind(request.path, &wanted, bytes, cx)),
    };
    let message =
        format!("the file becomes the {word} `{key}`: changes of it need another deployment");
    cx.report(at.value_finding(&FILE_BIND, attribute, request.origin, message));
    let list = if kind == Kind::Config { &mut made.configs } else { &mut made.secrets };
    let field = format!("{word}s[{}]", list.len());
    list.push(stack::FileReference {
        source: key.as_str().into(),
        target: request.target.into(),
        mode: executable_mode(metadata.mode),
        ..stack::FileReference::default()
    });
    at.origin(cx, &field, attribute, request.origin);
    cx.origin(format_args!("{word}s.{key}"), at.path(attribute), request.origin);
}

/// The mode of a mounted file where Swarm's own, 0444, would take the right to execute it away.
pub(crate) fn executable_mode(mode: u32) -> Option<i64> {
    (mode & 0o111 != 0).then_some(0o555)
}

/// A volume in place of a folder that `docker compose` would make, empty as that would be.
fn data_volume(
    at: At<'_>,
    attribute: &str,
    request: &Request<'_>,
    cx: &mut Cx<'_>,
) -> stack::Mount {
    let wanted: String = below(&cx.project.working_dir, request.path)
        .unwrap_or_default()
        .trim_matches('/')
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-') { c } else { '-' })
        .collect();
    let wanted = format!("{}-bind", wanted.trim_start_matches(['.', '-', '_']));
    let wanted = wanted.trim_start_matches('-');
    let known = cx.files.volume_of(request.path);
    let key = known.unwrap_or_else(|| {
        unique(wanted, |key| {
            !cx.project.volumes.contains_key(key) && !cx.stack.volumes.contains_key(key)
        })
    });
    cx.files.remember_volume(request.path, &key);
    cx.stack.volumes.entry(key.clone()).or_default();
    cx.origin(format_args!("volumes.{key}"), at.path(attribute), request.origin);
    // Compose makes a folder whatever its name looks like.
    let last = request.path.rsplit('/').next().unwrap_or_default();
    let message = if last.trim_start_matches('.').contains('.') {
        format!("there is no `{last}`: an empty folder, the volume `{key}`, takes its place")
    } else {
        format!(
            "the folder does not exist and becomes the volume `{key}`: Swarm makes no folders on nodes"
        )
    };
    cx.report(at.value_finding(&MISSING_BIND, attribute, request.origin, message));
    stack::Mount {
        kind: "volume",
        source: Some(key.into()),
        target: request.target.into(),
        read_only: request.read_only,
        volume: Some(stack::VolumeOptions { nocopy: true, subpath: None }),
        ..stack::Mount::default()
    }
}

/// What follows `folder` in `path`, where it lies in it.
fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    let rest = path.strip_prefix(folder.trim_end_matches('/'))?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

fn on_node_path(path: &str, cx: &Cx<'_>) -> String {
    match (&cx.options.bind_root, below(&cx.project.working_dir, path)) {
        (Some(root), Some(rest)) => format!("{}{rest}", root.trim_end_matches('/')),
        _ => path.to_owned(),
    }
}

/// The path on the nodes of a folder that a volume binds, which is reported.
pub(crate) fn on_node(path: &Spanned<String>, subject: &str, cx: &mut Cx<'_>) -> String {
    let source = on_node_path(path, cx);
    let message = format!("every node that runs a task needs `{source}`");
    cx.report(Diagnostic::new(&BIND_PATH, message).at(&path.origin, "").subject(subject));
    source
}

/// The path that a volume of the driver `local` binds.
pub(crate) fn local_device(volume: &Volume) -> Option<&Spanned<String>> {
    let option = |name: &str| volume.driver_opts.get(name);
    let is_local = volume.driver.as_ref().is_none_or(|driver| driver.as_str() == "local");
    let binds = option("o").is_some_and(|o| o.split(',').any(|o| o == "bind" || o == "rbind"));
    option("device").filter(|device| is_local && binds && path::is_absolute(device))
}

/// Paths that every Linux node has for itself and that are meant to differ.
fn belongs_to_the_node(path: &str) -> bool {
    const OWN: [&str; 8] =
        ["/dev", "/etc", "/lib/modules", "/proc", "/run", "/sys", "/var/lib/docker", "/var/run"];
    path == "/" || path == "/var/log" || OWN.iter().any(|own| below(own, path).is_some())
}

fn report_path(
    at: At<'_>,
    attribute: &str,
    request: &Request<'_>,
    source: &str,
    is_missing: bool,
    cx: &mut Cx<'_>,
) {
    let message = format!("every node that runs `{}` needs the path `{source}`", at.key);
    let mut finding = at.value_finding(&BIND_PATH, attribute, request.origin, message);
    if belongs_to_the_node(request.path) {
        finding.severity = Severity::Note;
        finding.message = format!("`{source}` is that of whatever node the task runs on");
    } else {
        let in_project = below(&cx.project.working_dir, request.path).is_some();
        if in_project && cx.options.bind_root.is_none() {
            finding =
                finding.help("pass `--bind-root DIR` to name the project's folder on the nodes");
        }
        if is_missing {
            finding = finding.note("it does not exist here either, and Swarm makes no folders");
        }
    }
    cx.report(finding);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_means_in_the_folder() {
        assert_eq!(below("/app", "/app/x"), Some("/x"));
        assert_eq!(below("/app/", "/app"), Some(""));
        assert_eq!(below("/", "/x"), Some("/x"));
        assert_eq!(below("/app", "/apple"), None);
    }

    #[test]
    fn scripts_stay_executable() {
        assert_eq!(executable_mode(0o644), None);
        assert_eq!(executable_mode(0o755), Some(0o555));
    }
}
