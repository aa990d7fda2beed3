//! What a mount becomes: the decisions of the survey.

use compose_model::Origin;

use crate::binds::FileSet;

/// A mount of a service and what it becomes.
#[derive(Clone, Debug)]
pub(crate) struct Planned<'p> {
    /// Where it is in the container.
    pub(crate) target: String,
    /// Whether the container may not write.
    pub(crate) read_only: bool,
    /// What is mounted.
    pub(crate) what: What,
    /// Whether it is filled from the image.
    pub(crate) seed: Seed,
    /// The service whose image comes first where several mount the volume, and its target.
    pub(crate) filled_first: Option<(&'p str, String)>,
    /// How mounts below spread, as Kubernetes calls it.
    pub(crate) propagation: Option<&'static str>,
    /// The key in the model, `services.web.volumes[0]`.
    pub(crate) key: String,
    /// Where it was written.
    pub(crate) origin: &'p Origin,
}

/// Whether a volume is filled from the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seed {
    /// It stays as it is.
    Never,
    /// While it is empty, as Docker does with new volumes.
    WhileEmpty,
    /// At each start, because it stands for files of the image, which change with it.
    EachStart,
}

/// What is mounted.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// A claim, or a folder of it.
    Claim {
        /// The name of the claim.
        claim: String,
        /// The folder.
        folder: Option<String>,
    },
    /// An empty folder that lives as long as the pod.
    Empty {
        /// The service to which it belongs, where others inherit it.
        owner: String,
        /// Whether it is in memory.
        memory: bool,
        /// Its greatest size in bytes.
        size: Option<i64>,
    },
    /// A path of the node.
    HostPath {
        /// The path.
        path: String,
        /// The type of the path.
        kind: &'static str,
    },
    /// A folder of an NFS server.
    Nfs {
        /// The server.
        server: String,
        /// The folder on the server.
        path: String,
        /// Whether it is mounted read-only as a whole.
        read_only: bool,
        /// The folder below it.
        folder: Option<String>,
    },
    /// The content of an image.
    Image {
        /// The image.
        reference: String,
        /// The folder in it.
        folder: Option<String>,
    },
    /// Files that stand in `ConfigMap`s of their own.
    Files {
        /// The name of the first `ConfigMap`; further ones add a number.
        name: String,
        /// The files.
        files: FileSet,
        /// Whether it is one file, which keeps its neighbours.
        single: bool,
    },
    /// A config or secret: one key of an object, as one file.
    Reference(Reference),
}

/// A config or secret as a file.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// Whether the object is a Secret.
    pub(crate) secret: bool,
    /// The name of the config or secret in the project.
    pub(crate) source: String,
    /// The name of the object.
    pub(crate) object: String,
    /// The key in the object.
    pub(crate) key: String,
    /// The permission bits.
    pub(crate) mode: i32,
    /// The content, where the project has it.
    pub(crate) content: Option<Vec<u8>>,
}

impl What {
    /// What makes two mounts of a pod one volume.
    pub(crate) fn identity(&self, target: &str) -> String {
        match self {
            Self::Claim { claim, .. } => format!("claim {claim}"),
            Self::Empty { owner, .. } => format!("empty {owner} {target}"),
            Self::HostPath { path, kind } => format!("host {kind} {path}"),
            Self::Nfs { server, path, read_only, .. } => format!("nfs {server} {path} {read_only}"),
            Self::Image { reference, .. } => format!("image {reference}"),
            Self::Files { name, .. } => format!("files {name}"),
            Self::Reference(it) => {
                format!("key {} {} {} {}", it.secret, it.object, it.key, it.mode)
            }
        }
    }

    /// What its volume would like to be called.
    pub(crate) fn wanted_name(&self, target: &str) -> String {
        match self {
            Self::Claim { claim, .. } => claim.clone(),
            Self::Files { name, .. } => name.clone(),
            Self::Reference(it) => it.object.clone(),
            Self::Empty { .. } | Self::HostPath { .. } | Self::Nfs { .. } | Self::Image { .. } => {
                target.trim_matches('/').to_owned()
            }
        }
    }
}
