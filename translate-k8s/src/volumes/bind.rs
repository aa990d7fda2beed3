//! Bind mounts: the decisions of [`crate::binds`] as mounts, with what is to be said about them.

use std::collections::{BTreeMap, HashMap, HashSet};

use compose_model::diagnostic::{Diagnostic, Rule, Severity};
use compose_model::types::path;
use compose_model::{Project, Spanned};
use indexmap::IndexMap;

use super::claims::{Claim, folder_in_claim, kompose_claim};
use super::engine_socket;
use super::mounts::{Planned, Seed, What};
use super::survey::{Place, Surveyor};
use super::wanted::{self, Wanted};
use crate::binds::{Bind, Bound, Claimed, FileData, FileSet, HostPath, LeftOut};
use crate::extension::words::VolumeType;
use crate::names::{self, Assigned, LABEL, Names};
use crate::options::{Binds as Policy, Identity};
use crate::rules::{
    BIND_CLAIM, BIND_FILES, BIND_MISSING, BIND_REFUSED, BIND_TOO_LARGE, BIND_UNREADABLE,
    ENGINE_SOCKET, HOST_PATH, NEEDLESS, SOURCE_TREE,
};

/// A folder of the node that is made where it is not there.
const HOST_FOLDER: HostPath = HostPath { kind: "DirectoryOrCreate", insecure: true };

/// The claims of bound folders: one for each folder, whoever mounts it, and none for a folder inside
/// another one.
#[derive(Debug, Default)]
pub(super) struct Sources<'p> {
    names: HashMap<&'p str, String>,
}

impl<'p> Sources<'p> {
    /// Names the claims of all bound folders that become one.
    pub(super) fn of(
        project: &'p Project,
        names: &Names,
        bound: &Bound<'_>,
        identity: Identity,
    ) -> Self {
        let mut folders: IndexMap<&str, String> = IndexMap::new();
        let mut wanted: HashSet<String> = HashSet::new();
        for (key, service) in &project.services {
            for (index, mount) in service.volumes.iter().enumerate() {
                let bind = bound.get(key, index);
                let Some(source) = mount.source.as_ref().map(|it| it.value.as_str()) else {
                    continue;
                };
                if !matches!(bind, Some(Bind::Claim(_))) || folders.contains_key(source) {
                    continue;
                }
                // Folders of one name in different places are different folders.
                let name = match identity {
                    Identity::Own => readable(source, project),
                    Identity::Kompose => kompose_claim(names.service(key), index),
                };
                let numbered = (2..).map(|number| format!("{name}-{number}"));
                let mut free = std::iter::once(name.clone()).chain(numbered);
                let name = free.find(|name| wanted.insert(name.clone()));
                folders.insert(source, name.unwrap_or_default());
            }
        }
        let taken: HashSet<&str> = project.volumes.keys().map(|key| names.volume(key)).collect();
        let all = folders.values().map(String::as_str);
        let assigned = Assigned::assign_beside(all, LABEL, &taken);
        let names = folders.into_iter().map(|(folder, wanted)| {
            let name = assigned.get(&wanted).unwrap_or(&wanted).to_owned();
            (folder, name)
        });
        Self { names: names.collect() }
    }

    /// The claim of a folder, and the way from the claim's folder to it.
    fn claim_of(&self, folder: &str) -> Option<(&str, Option<String>)> {
        let mut found = None;
        let mut at = folder;
        // The outermost folder counts, for it holds all others.
        loop {
            if self.names.contains_key(at) {
                found = Some(at);
            }
            match at.rsplit_once('/') {
                Some((parent, _)) if !parent.is_empty() => at = parent,
                _ => break,
            }
        }
        let outer = found?;
        let way = folder[outer.len()..].trim_matches('/');
        Some((self.names.get(outer)?, (!way.is_empty()).then(|| way.to_owned())))
    }
}

/// What a bind mount becomes.
pub(super) fn plan<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    bind: &Bind,
    sources: &Sources<'p>,
) -> Option<Planned<'p>> {
    let mut planned = match bind {
        Bind::File(file) => files(surveyor, place, std::slice::from_ref(file), true)?,
        Bind::Folder(folder) => files(surveyor, place, folder, false)?,
        Bind::Claim(why) => claim(surveyor, place, *why, sources)?,
        Bind::HostPath(path) => host_path(surveyor, place, *path),
        Bind::LeftOut(LeftOut::EngineSocket)
            if engine_socket::is_wanted(place.key, surveyor.extension) =>
        {
            let source = path::clean(source(place));
            Planned {
                read_only: place.read_only(),
                ..engine_socket::mount(&source, place.target(), place.subject.clone(), place.origin)
            }
        }
        Bind::LeftOut(why) => {
            left_out(surveyor, place, why);
            return None;
        }
    };
    let creates = place.mount.bind.as_ref().and_then(|it| it.create_host_path.as_ref());
    if let Some(creates) = creates.filter(|it| !it.value) {
        if let What::HostPath { kind: kind @ "DirectoryOrCreate", .. } = &mut planned.what {
            *kind = "Directory";
        } else {
            let message = "`create_host_path` needs no translation: no folder is made on a node";
            surveyor.diagnostics.push(
                Diagnostic::new(&NEEDLESS, message)
                    .at(creates.origin.place(), "")
                    .subject(format!("{}.bind.create_host_path", place.subject)),
            );
        }
    }
    let propagation = place.mount.bind.as_ref().and_then(|it| it.propagation.as_ref());
    if matches!(planned.what, What::HostPath { .. }) {
        planned.propagation = match propagation.map(|it| it.value.as_str()) {
            Some("shared" | "rshared") => Some("Bidirectional"),
            Some("slave" | "rslave") => Some("HostToContainer"),
            _ => None,
        };
    }
    Some(planned)
}

/// A path as the user would write it: relative to the project where that is shorter.
pub(super) fn shown(source: &str, working_dir: &str) -> String {
    match source.strip_prefix(working_dir) {
        Some("") => ".".to_owned(),
        Some(rest) if rest.starts_with('/') && working_dir != "/" => format!(".{rest}"),
        _ => source.to_owned(),
    }
}

/// A path as the beginning of a name: as it stands from the project's folder, without the way up, so
/// that it does not depend on where the project lies on this machine.
fn readable(source: &str, project: &Project) -> String {
    let parts = |path: &'_ str| -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (folder, base) = (parts(source), parts(&project.working_dir));
    let common = folder.iter().zip(&base).take_while(|(a, b)| a == b).count();
    // `~` is another folder for everybody.
    let home = match folder.first().map(String::as_str) {
        Some("home" | "Users") => 2,
        Some("root") => 1,
        _ => 0,
    };
    let common = common.max(home.min(folder.len()));
    let words: Vec<&str> =
        folder[common..].iter().map(|word| word.trim_start_matches('.')).collect();
    let name = words.join("-");
    // The project's own folder, or one around it.
    if name.trim_matches('-').is_empty() { project.name.value.clone() } else { name }
}

fn source<'p>(place: &Place<'p>) -> &'p str {
    place.mount.source.as_ref().map_or("", |source| source.value.as_str())
}

fn finding(place: &Place<'_>, rule: &'static Rule, message: String) -> Diagnostic {
    let span = place.mount.source.as_ref().and_then(Spanned::span).or(place.origin.span());
    Diagnostic::new(rule, message).at(span, "").subject(place.subject.clone())
}

fn files<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    files: &[FileData],
    single: bool,
) -> Option<Planned<'p>> {
    let path = shown(source(place), &surveyor.project.working_dir);
    let set = match FileSet::new(files, surveyor.options.apply) {
        Ok(set) => set,
        Err(large) => {
            let message = format!(
                "`{path}` is too large for a ConfigMap: {} bytes as JSON, the limit is {}",
                large.size, large.limit
            );
            let finding = finding(place, &BIND_TOO_LARGE, message);
            surveyor.diagnostics.push(finding);
            return None;
        }
    };
    if !place.read_only() {
        let kind = if set.has_private_key() { "Secret" } else { "ConfigMap" };
        let message = format!("`{path}` becomes a {kind}, which `{}` cannot write", place.key);
        let finding = finding(place, &BIND_FILES, message);
        surveyor.diagnostics.push(finding);
    }
    let service = surveyor.names.service(place.key);
    let wanted = format!("{service}-{}", place.target().trim_matches('/'));
    let mut name = names::label(&wanted, LABEL - 3);
    let mut salt = 0;
    while !surveyor.objects.insert(name.clone()) {
        salt += 1;
        name = names::label(&format!("{wanted}-{salt}"), LABEL - 3);
    }
    let mut planned = place.planned(What::Files { name, files: set, single });
    planned.read_only = true;
    Some(planned)
}

fn claim<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    why: Claimed,
    sources: &Sources<'p>,
) -> Option<Planned<'p>> {
    let source = source(place);
    let path = shown(source, &surveyor.project.working_dir);
    let wanted = Wanted::of(surveyor.extension, place.key, None);
    match wanted.kind().map(|(_, kind)| kind.value) {
        Some(VolumeType::EmptyDir) => {
            surveyor.mark(place, wanted, &["type"]);
            let owner = format!("{} {source}", place.key);
            return Some(place.planned(What::Empty { owner, memory: false, size: None }));
        }
        Some(VolumeType::HostPath) => {
            surveyor.mark(place, wanted, &["type"]);
            return Some(host_path(surveyor, place, HOST_FOLDER));
        }
        Some(VolumeType::Claim) | None => {}
    }
    if why == Claimed::Other && wanted.kind().is_none() {
        match surveyor.options.binds {
            Policy::Claim => {}
            Policy::HostPath => {
                return Some(host_path(surveyor, place, HOST_FOLDER));
            }
            Policy::Error => {
                let message = format!("`{path}` is a folder of this machine");
                let finding = finding(place, &BIND_REFUSED, message);
                surveyor.diagnostics.push(finding);
                return None;
            }
        }
    }
    let (name, way) = sources.claim_of(source)?;
    surveyor.mark(place, wanted, &["subPath"]);
    if !surveyor.claims.contains_key(name) {
        surveyor.mark(place, wanted, wanted::OF_CLAIMS);
        if why == Claimed::Seeded {
            surveyor.mark(place, wanted, &["seed"]);
        }
    }
    let name = name.to_owned();
    let message = match why {
        Claimed::Data => {
            format!("`{path}` becomes the claim `{name}`: what is in it now stays here")
        }
        Claimed::Seeded => {
            format!("`{path}` becomes the claim `{name}`, filled from the built image")
        }
        Claimed::Other => format!("`{path}` becomes the empty claim `{name}`"),
    };
    let mut finding = finding(place, &BIND_CLAIM, message);
    if why == Claimed::Other {
        finding.severity = Severity::Warning;
    }
    if why != Claimed::Seeded {
        let label = surveyor.names.service(place.key);
        finding = finding.help(format!(
            "copy the files with `kubectl cp {path}/. POD:{} -c {label}`, where POD is a pod of `kubectl get pods -l app.kubernetes.io/name={label}`",
            place.target()
        ));
    }
    surveyor.diagnostics.push(finding);
    surveyor.claims.entry(name.clone()).or_insert_with(|| Claim {
        external: false,
        labels: BTreeMap::new(),
        key: place.subject.clone(),
        origin: place.origin,
        wanted,
    });
    let folder = folder_in_claim(&name, way.as_deref(), surveyor.options.identity);
    let folder = wanted.folder(folder, way.as_deref());
    let mut planned = place.planned(What::Claim { claim: name, folder });
    if why == Claimed::Seeded {
        planned.seed = Seed::EachStart;
    }
    Some(planned)
}

fn host_path<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    place: &Place<'p>,
    path: HostPath,
) -> Planned<'p> {
    let source = path::clean(source(place));
    let message = format!("`{source}` is that of whatever node the pod runs on");
    let mut finding = finding(place, &HOST_PATH, message);
    if !path.insecure {
        finding.severity = Severity::Note;
    }
    surveyor.diagnostics.push(finding);
    place.planned(What::HostPath { path: source, kind: path.kind })
}

fn left_out(surveyor: &mut Surveyor<'_, '_>, place: &Place<'_>, why: &LeftOut) {
    let path = shown(source(place), &surveyor.project.working_dir);
    let (rule, message) = match why {
        LeftOut::SourceTree => (
            &SOURCE_TREE,
            format!("`{path}` is left out: the image of `{}` is built from it", place.key),
        ),
        LeftOut::EngineSocket => {
            (&ENGINE_SOCKET, format!("`{path}` is left out: nodes have no such socket to share"))
        }
        LeftOut::Missing => (&BIND_MISSING, format!("`{path}` does not exist: nothing is mounted")),
        LeftOut::Unreadable(error) => {
            (&BIND_UNREADABLE, format!("`{path}` cannot be read: {error}"))
        }
        LeftOut::TooLarge => {
            (&BIND_TOO_LARGE, format!("`{path}` is larger than the 1 MiB that a ConfigMap takes"))
        }
        LeftOut::Special => (
            &BIND_UNREADABLE,
            format!("`{path}` is neither a file nor a folder: nothing is mounted"),
        ),
    };
    let mut finding = finding(place, rule, message);
    if matches!(why, LeftOut::EngineSocket)
        && let Some(help) = engine_help(place.service.image.as_ref().map_or("", |it| it.as_str()))
    {
        finding = finding.help(help);
    }
    surveyor.diagnostics.push(finding);
}

/// What programs that live from the engine's socket need in a cluster.
fn engine_help(image: &str) -> Option<&'static str> {
    let name = image.rsplit('/').next()?.split([':', '@']).next()?;
    Some(match name {
        "traefik" => {
            "give Traefik a ServiceAccount and its Kubernetes provider, or take its Helm chart"
        }
        "nginx-proxy" | "docker-gen" | "acme-companion" | "caddy-docker-proxy" => {
            "use an Ingress controller instead: `--expose ingress` writes the routes"
        }
        "portainer" | "portainer-ce" | "portainer-ee" => {
            "install Portainer with its Helm chart: it needs access to the Kubernetes API"
        }
        "watchtower" => "leave it out: Deployments roll when their image changes",
        "cadvisor" | "dozzle" | "telegraf" | "datadog-agent" | "promtail" => {
            "use the version of it that is made for Kubernetes"
        }
        _ => return None,
    })
}
