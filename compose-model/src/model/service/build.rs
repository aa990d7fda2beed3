//! `build`: how to make the image. Compose Build Specification.

use super::{FileReference, Ulimit};
use crate::model::{List, Map, Maybe, Pairs};
use crate::types::bytes::Bytes;

record! {
    /// How to make the image.
    pub struct Build {
        /// The folder, or the URL of a repository.
        "context" context: Maybe<String> [omit zero],
        /// The Dockerfile, relative to the context.
        "dockerfile" dockerfile: Maybe<String> [omit zero],
        /// The Dockerfile's content.
        "dockerfile_inline" dockerfile_inline: Maybe<String> [omit zero],
        /// Privileges of the build.
        "entitlements" entitlements: List<String>,
        /// Build arguments; `None` is taken from the environment of the build.
        "args" args: Map<Option<String>> [as Variables],
        /// Provenance attestation.
        "provenance" provenance: Maybe<String> [omit zero],
        /// SBOM attestation.
        "sbom" sbom: Maybe<String> [omit zero],
        /// SSH agents and keys.
        "ssh" ssh: List<SshKey> [as SshKeys],
        /// Labels of the image.
        "labels" labels: Pairs,
        /// Where to read caches.
        "cache_from" cache_from: List<String>,
        /// Where to write caches.
        "cache_to" cache_to: List<String>,
        /// Whether to build without a cache.
        "no_cache" no_cache: Maybe<bool> [omit zero],
        /// Stages to build without a cache.
        "no_cache_filter" no_cache_filter: List<String>,
        /// Further contexts by name.
        "additional_contexts" additional_contexts: Pairs,
        /// Whether to pull base images.
        "pull" pull: Maybe<bool> [omit zero],
        /// Entries of the hosts file during the build.
        "extra_hosts" extra_hosts: Map<Vec<String>> [as Hosts],
        /// The isolation technology.
        "isolation" isolation: Maybe<String> [omit zero],
        /// The network during the build.
        "network" network: Maybe<String> [omit zero],
        /// The stage.
        "target" target: Maybe<String> [omit zero],
        /// Secrets of the build.
        "secrets" secrets: List<FileReference>,
        /// The size of `/dev/shm` during the build.
        "shm_size" shm_size: Maybe<Bytes> [omit zero],
        /// Further tags of the image.
        "tags" tags: List<String>,
        /// Limits of the processes of the build.
        "ulimits" ulimits: Map<Ulimit>,
        /// Platforms to build for.
        "platforms" platforms: List<String>,
        /// Whether the build has all rights.
        "privileged" privileged: Maybe<bool> [omit zero],
    }
}

/// An SSH agent or key of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SshKey {
    /// The name, `default` for the agent.
    pub id: String,
    /// The socket or key file.
    pub path: Option<String>,
}
