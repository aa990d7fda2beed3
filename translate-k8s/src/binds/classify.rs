//! Decides what a bind mount becomes.

use compose_model::model::Service;
use compose_model::model::service::Mount;
use compose_model::types::path;
use compose_model::vfs::{FileKind, Vfs, VfsError};

use super::host_paths::{self, HostPath};
use super::names;
use super::tree::{self, FileData, NotFiles};

/// What a folder may hold together to be a `ConfigMap`.
const MAX_FOLDER: u64 = 240 << 10;

/// A bind mount, with what is known of its surroundings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BindMount<'a> {
    /// The service that mounts it.
    pub(crate) service: &'a Service,
    /// The mount.
    pub(crate) mount: &'a Mount,
    /// The project's folder.
    pub(crate) working_dir: &'a str,
}

/// What a bind mount becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bind {
    /// One file.
    File(FileData),
    /// A folder of files.
    Folder(Vec<FileData>),
    /// A claim.
    Claim(Claimed),
    /// The same path on the node.
    HostPath(HostPath),
    /// Nothing.
    LeftOut(LeftOut),
}

/// Why a bind mount becomes a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claimed {
    /// The target, the image or the name say that data is kept there.
    Data,
    /// A source tree of a built image that another image mounts too: filled from the built one.
    Seeded,
    /// A folder that is neither data nor configuration, as far as anybody can tell.
    Other,
}

/// Why a bind mount is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// The image has been built from it.
    SourceTree,
    /// It is the container engine's socket.
    EngineSocket,
    /// A file that is not there.
    Missing,
    /// It cannot be read.
    Unreadable(VfsError),
    /// The file is too large for a `ConfigMap`.
    TooLarge,
    /// A socket, pipe or device.
    Special,
}

/// Decides what a bind mount becomes; reads it only where neither its target nor its name say enough.
pub(crate) fn classify(bind: BindMount<'_>, vfs: &dyn Vfs) -> Bind {
    let source = &*path::clean(bind.mount.source.as_ref().map_or("", |source| source.as_str()));
    let target = &*path::clean(bind.mount.target.as_ref().map_or("", |target| target.as_str()));
    let read_only = bind.mount.read_only.as_ref().is_some_and(|it| it.value);
    if is_engine_socket(source) {
        return Bind::LeftOut(LeftOut::EngineSocket);
    }
    let in_project =
        host_paths::is_at_or_below(source, bind.working_dir) && bind.working_dir != "/";
    if !in_project && let Some(path) = host_paths::find(source) {
        return Bind::HostPath(path);
    }
    let image = bind.service.image.as_ref().map(|image| image.as_str());
    if names::is_data_target(target, image) {
        return Bind::Claim(Claimed::Data);
    }
    if is_source_tree(bind, source, target) {
        return Bind::LeftOut(LeftOut::SourceTree);
    }
    // What a container may write and what is called data is data, however little is in it today.
    let called_data = names::is_data_name(source) || names::is_data_name(target);
    let is_input = read_only || names::is_config_target(target);
    if called_data && !is_input && !names::looks_like_file(source, target) {
        return Bind::Claim(Claimed::Data);
    }
    content(source, target, vfs)
}

/// Whether a path is the socket of a container engine.
pub(crate) fn is_engine_socket(path: &str) -> bool {
    const SOCKETS: &[&str] =
        &["docker.sock", "containerd.sock", "podman.sock", "crio.sock", "docker_engine"];
    SOCKETS.contains(&path::file_name(path))
}

/// The image has the files already when the service is built from them.
fn is_source_tree(bind: BindMount<'_>, source: &str, target: &str) -> bool {
    let context = bind.service.build.as_ref().and_then(|build| build.context.as_ref());
    let Some(context) = context else { return false };
    host_paths::is_at_or_below(context, source)
        || source.strip_prefix(context.as_str()).is_some_and(|rest| {
            // `COPY . /app` brings `./src` to `/app/src`: the same end of the path.
            rest.starts_with('/')
                && target.ends_with(rest)
                && !names::is_data_name(source)
                && !names::looks_like_file(source, target)
        })
}

fn content(source: &str, target: &str, vfs: &dyn Vfs) -> Bind {
    let metadata = match vfs.metadata(source) {
        Ok(metadata) => metadata,
        Err(VfsError::NotFound) if names::looks_like_file(source, target) => {
            return Bind::LeftOut(LeftOut::Missing);
        }
        // Compose makes a folder that is not there.
        Err(VfsError::NotFound) => return Bind::Claim(Claimed::Other),
        Err(error) => return Bind::LeftOut(LeftOut::Unreadable(error)),
    };
    match metadata.kind {
        FileKind::File if metadata.size > tree::MAX_FILE => Bind::LeftOut(LeftOut::TooLarge),
        FileKind::File => match tree::read_file(vfs, source, tree::MAX_FILE) {
            Ok(file) => Bind::File(file),
            Err(VfsError::TooLarge { .. }) => Bind::LeftOut(LeftOut::TooLarge),
            Err(error) => Bind::LeftOut(LeftOut::Unreadable(error)),
        },
        FileKind::Directory => match tree::read_folder(vfs, source, MAX_FOLDER) {
            Ok(files) => Bind::Folder(files),
            Err(NotFiles::Empty | NotFiles::Unfit) => Bind::Claim(Claimed::Other),
            Err(NotFiles::Unreadable(error)) => Bind::LeftOut(LeftOut::Unreadable(error)),
        },
        FileKind::Other => Bind::LeftOut(LeftOut::Special),
    }
}

#[cfg(test)]
mod tests {
    use compose_model::model::service::{Build, MountKind};
    use compose_model::vfs::MemoryVfs;

    use super::*;

    fn vfs() -> MemoryVfs {
        let mut vfs = MemoryVfs::new([
            ("/app/nginx.conf", "events {}"),
            ("/app/conf/a.conf", "a"),
            ("/app/data/x", "x"),
            ("/app/src/main.rs", "fn main() {}"),
            ("/app/big/x", &"x".repeat(300 << 10)),
            ("/proc/cpuinfo", "secret of the machine"),
        ]);
        vfs.insert("/app/large.bin", vec![0; (1 << 20) + 1]);
        vfs
    }

    fn class(image: &str, build: Option<&str>, bind: &str) -> Bind {
        let parts: Vec<&str> = bind.split(':').collect();
        let service = Service {
            image: (!image.is_empty()).then(|| image.into()),
            build: build
                .map(|context| Build { context: Some(context.into()), ..Build::default() })
                .map(|build| Box::new(build.into())),
            ..Service::default()
        };
        let mount = Mount {
            kind: Some(MountKind::Bind.into()),
            source: Some(parts[0].into()),
            target: Some(parts[1].into()),
            read_only: parts.get(2).map(|_| true.into()),
            ..Mount::default()
        };
        let bind = BindMount { service: &service, mount: &mount, working_dir: "/app" };
        classify(bind, &vfs())
    }

    #[test]
    fn target_and_image_decide_first() {
        assert_eq!(class("mysql", None, "/app/data:/var/lib/mysql"), Bind::Claim(Claimed::Data));
        assert_eq!(class("mysql", None, "/app/new:/var/lib/mysql"), Bind::Claim(Claimed::Data));
        assert_eq!(class("x", None, "/app/data:/srv/data"), Bind::Claim(Claimed::Data));
        assert_eq!(class("x", None, "/app/uploads:/srv/up"), Bind::Claim(Claimed::Data));
        let socket = Bind::LeftOut(LeftOut::EngineSocket);
        assert_eq!(class("x", None, "/var/run/docker.sock:/var/run/docker.sock"), socket);
        assert!(matches!(class("x", None, "/proc:/host/proc:ro"), Bind::HostPath(_)));
    }

    #[test]
    fn source_trees_are_in_the_image() {
        let tree = Bind::LeftOut(LeftOut::SourceTree);
        assert_eq!(class("", Some("/app"), "/app:/usr/src/app"), tree);
        assert_eq!(class("", Some("/app/web"), "/app:/code"), tree);
        assert_eq!(class("", Some("/app"), "/app/src:/usr/src/app/src"), tree);
        assert!(matches!(class("", Some("/app"), "/app/conf:/etc/app:ro"), Bind::Folder(_)));
        assert_eq!(class("", Some("/app"), "/app/data:/app/data"), Bind::Claim(Claimed::Data));
    }

    #[test]
    fn content_decides_second() {
        assert!(matches!(
            class("nginx", None, "/app/nginx.conf:/etc/nginx/nginx.conf"),
            Bind::File(_)
        ));
        assert!(matches!(class("nginx", None, "/app/conf:/etc/nginx/conf.d"), Bind::Folder(_)));
        assert_eq!(class("nginx", None, "/app/big:/usr/share/x"), Bind::Claim(Claimed::Other));
        assert_eq!(class("nginx", None, "/app/none:/usr/share/x"), Bind::Claim(Claimed::Other));
        let missing = Bind::LeftOut(LeftOut::Missing);
        assert_eq!(class("nginx", None, "/app/none.conf:/etc/x.conf"), missing);
        assert_eq!(class("nginx", None, "/app/large.bin:/x.bin"), Bind::LeftOut(LeftOut::TooLarge));
        assert!(matches!(class("x", None, "/app/data:/srv/data:ro"), Bind::Folder(_)));
    }
}
