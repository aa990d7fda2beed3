//! What a translation may be told.
//!
//! [`SPECS`] declares the options for the command line; [`Options`] is what they come to. Both say the
//! same defaults, which a test holds together.

mod exposure;
mod spec;
mod version;

use compose_model::backend::{LOCKED, OptionValues};

use crate::labels;

pub use exposure::{Exposure, GATEWAY};
pub use spec::SPECS;
pub use version::KubeVersion;

/// An option that was given a value that it does not take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`--{name} {value}`: {expected}")]
pub struct OptionError {
    /// The option.
    pub name: &'static str,
    /// The value.
    pub value: String,
    /// What it takes.
    pub expected: String,
}

/// How to translate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[non_exhaustive]
pub struct Options {
    /// The namespace of all objects; without one they go where `kubectl` points.
    pub namespace: Option<String>,
    /// Whether the namespace is written too.
    pub create_namespace: bool,
    /// The oldest server that must understand the output.
    pub kube_version: KubeVersion,
    /// How published ports are reached from outside the cluster.
    pub exposure: Exposure,
    /// The level of the Pod Security Standards that pods aim at.
    pub harden: Harden,
    /// When NetworkPolicies are written.
    pub network_policies: NetworkPolicies,
    /// What containers request where only limits are written.
    pub requests: Requests,
    /// What becomes of healthchecks that fetch a URL of localhost.
    pub probes: Probes,
    /// Whether healthchecks also become liveness and startup probes.
    pub liveness: bool,
    /// Whether variables that look like credentials go to Secrets.
    pub detect_credentials: bool,
    /// Further variables that go to Secrets: `KEY` or `SERVICE.KEY`.
    pub secret_env: Vec<String>,
    /// The size of a claim.
    pub volume_size: String,
    /// The access mode of claims that several workloads share.
    pub volume_access: VolumeAccess,
    /// Which new volumes are filled from the image.
    pub seed_volumes: SeedVolumes,
    /// What becomes of bound directories that are neither data nor configuration.
    pub binds: Binds,
    /// The registry and path before the names of built images, `ghcr.io/acme`.
    pub registry: Option<String>,
    /// The tag of built images.
    pub tag: Option<String>,
    /// The image of init containers that wait or copy; it has `sh` and `nslookup`.
    pub wait_image: String,
    /// The image of init containers that wait for a Job; it has `kubectl`.
    pub kubectl_image: String,
    /// Whether every image must be pinned by a digest: `--locked`.
    pub locked: bool,
    /// Files with what `docker image inspect` says about images.
    pub image_configs: Vec<String>,
    /// How the output is applied: it limits the size of objects.
    pub apply: Apply,
    /// Whose objects the output updates. No option of [`SPECS`] says it: the command line's Kompose
    /// mode does.
    pub identity: Identity,
}

/// Whose objects the output updates: what a cluster cannot change, or would lose data by changing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Identity {
    /// Those that earlier runs made.
    #[default]
    Own,
    /// Those that Kompose made, too: pods are selected by `io.kompose.service`, claims of binds and
    /// anonymous volumes are called `<service>-claim<N>`, and data lie at the top of a claim.
    Kompose,
}

/// Declares an option that takes one of a few words.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $word:literal => $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
        }

        impl $name {
            /// The words that the option takes.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word that stands for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            pub(crate) fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

choice! {
    /// How published ports are reached from outside the cluster.
    Expose {
        /// Not at all: a development file that publishes its database must not put it on the internet.
        #[default]
        "cluster" => Cluster,
        /// Through an Ingress.
        "ingress" => Ingress,
        /// Through a Gateway's HTTPRoute.
        "gateway" => Gateway,
        /// Through a load balancer of the cloud.
        "loadbalancer" => LoadBalancer,
        /// Through a port of every node.
        "nodeport" => NodePort,
    }
}

choice! {
    /// The level of the [Pod Security Standards](https://kubernetes.io/docs/concepts/security/pod-security-standards/)
    /// that pods aim at.
    Harden {
        /// None: containers may do what they may under Compose.
        #[default]
        "none" => None,
        /// What lets a container out of its isolation is reported.
        "baseline" => Baseline,
        /// Containers run without root and its rights as far as that is known to work.
        "restricted" => Restricted,
    }
}

choice! {
    /// When NetworkPolicies are written.
    NetworkPolicies {
        /// Where the project has several networks or an internal one.
        #[default]
        "auto" => Auto,
        /// Always.
        "always" => Always,
        /// Never.
        "never" => Never,
    }
}

choice! {
    /// What containers request where only limits are written.
    Requests {
        /// As much as the limits, which is what Kubernetes makes of it.
        #[default]
        "limits" => Limits,
        /// Nothing: containers fit on a small cluster, as they did under Compose.
        "zero" => Zero,
    }
}

choice! {
    /// What becomes of healthchecks that fetch a URL of localhost.
    Probes {
        /// They run in the container, as under Compose.
        #[default]
        "exec" => Exec,
        /// The kubelet fetches the URL.
        "http" => Http,
    }
}

choice! {
    /// The access mode of claims that several workloads share.
    VolumeAccess {
        /// One node: the pods that share it are scheduled together.
        #[default]
        "ReadWriteOnce" => ReadWriteOnce,
        /// All nodes, where the storage class can do that.
        "ReadWriteMany" => ReadWriteMany,
    }
}

choice! {
    /// Which new volumes are filled from the image.
    SeedVolumes {
        /// Anonymous ones, those with several users, and those of images that are built or not well
        /// known.
        #[default]
        "auto" => Auto,
        /// All.
        "always" => Always,
        /// None.
        "never" => Never,
    }
}

choice! {
    /// What becomes of bound directories that are neither data nor configuration.
    Binds {
        /// An empty claim, with the command that copies the files in.
        #[default]
        "claim" => Claim,
        /// The same path on the node.
        "hostpath" => HostPath,
        /// An error.
        "error" => Error,
    }
}

choice! {
    /// How the output is applied.
    Apply {
        /// `kubectl apply`: objects stay under 256 KiB.
        #[default]
        "client" => Client,
        /// `kubectl apply --server-side`: up to 1 MiB.
        "server" => Server,
    }
}

/// The default of `--volume-size`.
pub const VOLUME_SIZE: &str = "1Gi";
/// The default of `--wait-image`.
pub const WAIT_IMAGE: &str = "busybox:1.37";
/// The default of `--kubectl-image`.
pub const KUBECTL_IMAGE: &str = "registry.k8s.io/kubectl:v1.34.2";

impl Default for Options {
    fn default() -> Self {
        Self {
            namespace: None,
            create_namespace: false,
            kube_version: KubeVersion::default(),
            exposure: Exposure::default(),
            harden: Harden::default(),
            network_policies: NetworkPolicies::default(),
            requests: Requests::default(),
            probes: Probes::default(),
            liveness: false,
            detect_credentials: true,
            secret_env: Vec::new(),
            volume_size: VOLUME_SIZE.to_owned(),
            volume_access: VolumeAccess::default(),
            seed_volumes: SeedVolumes::default(),
            binds: Binds::default(),
            registry: None,
            tag: None,
            wait_image: WAIT_IMAGE.to_owned(),
            kubectl_image: KUBECTL_IMAGE.to_owned(),
            locked: false,
            image_configs: Vec::new(),
            apply: Apply::default(),
            identity: Identity::default(),
        }
    }
}

impl Options {
    /// The options that were given on the command line; all values that are not taken, together.
    ///
    /// # Errors
    ///
    /// Every option whose value it does not take.
    pub fn from_values(values: &OptionValues) -> Result<Self, Vec<OptionError>> {
        let mut errors = Vec::new();
        let text = |name: &str| values.get(name).map(str::to_owned);
        let default = Self::default();
        let options = Self {
            namespace: parsed(values, "namespace", &mut errors, |value| {
                let is_name = labels::is_dns_label(value);
                is_name.then(|| Some(value.to_owned())).ok_or_else(|| NAMESPACE.to_owned())
            }),
            create_namespace: values.flag("create-namespace"),
            kube_version: parsed(values, "kube-version", &mut errors, |value| {
                KubeVersion::parse(value).ok_or_else(|| KubeVersion::EXPECTED.to_owned())
            }),
            exposure: Exposure::from_values(values, &mut errors),
            harden: word(values, "harden", Harden::WORDS, Harden::from_word, &mut errors),
            network_policies: word(
                values,
                "network-policies",
                NetworkPolicies::WORDS,
                NetworkPolicies::from_word,
                &mut errors,
            ),
            requests: word(values, "requests", Requests::WORDS, Requests::from_word, &mut errors),
            probes: word(values, "probes", Probes::WORDS, Probes::from_word, &mut errors),
            liveness: values.flag("liveness"),
            detect_credentials: !values.flag("no-secret-env"),
            secret_env: values.all("secret-env").to_vec(),
            volume_size: text("volume-size").unwrap_or(default.volume_size),
            volume_access: word(
                values,
                "volume-access",
                VolumeAccess::WORDS,
                VolumeAccess::from_word,
                &mut errors,
            ),
            seed_volumes: word(
                values,
                "seed-volumes",
                SeedVolumes::WORDS,
                SeedVolumes::from_word,
                &mut errors,
            ),
            binds: word(values, "binds", Binds::WORDS, Binds::from_word, &mut errors),
            registry: text("registry"),
            tag: text("tag"),
            wait_image: text("wait-image").unwrap_or(default.wait_image),
            kubectl_image: text("kubectl-image").unwrap_or(default.kubectl_image),
            locked: values.flag(LOCKED),
            image_configs: values.all("image-config").to_vec(),
            apply: word(values, "apply", Apply::WORDS, Apply::from_word, &mut errors),
            identity: default.identity,
        };
        if errors.is_empty() { Ok(options) } else { Err(errors) }
    }
}

/// What the name of a namespace looks like.
const NAMESPACE: &str = "expected at most 63 lower-case letters, digits and `-` between them";

fn parsed<T: Default>(
    values: &OptionValues,
    name: &'static str,
    errors: &mut Vec<OptionError>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> T {
    let Some(value) = values.get(name) else { return T::default() };
    parse(value).unwrap_or_else(|expected| {
        errors.push(OptionError { name, value: value.to_owned(), expected });
        T::default()
    })
}

fn word<T: Default>(
    values: &OptionValues,
    name: &'static str,
    words: &[&str],
    from_word: impl Fn(&str) -> Option<T>,
    errors: &mut Vec<OptionError>,
) -> T {
    parsed(values, name, errors, |value| {
        from_word(value).ok_or_else(|| format!("expected one of {}", words.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specs_and_defaults_agree() {
        let mut values = OptionValues::default();
        for spec in SPECS {
            if let Some(default) = spec.default {
                values.push(spec.name, default);
            }
        }
        assert_eq!(Options::from_values(&values), Ok(Options::default()));
    }

    #[test]
    fn routes_are_told_how() {
        let mut values = OptionValues::default();
        values.push("tls-secret", "wildcard");
        values.push("route-annotation", "a/b=c=d");
        let exposure = Options::from_values(&values).unwrap().exposure;
        assert_eq!(exposure.tls_secret.as_deref(), Some("wildcard"));
        assert_eq!(exposure.annotations["a/b"], "c=d");
        values.push("cluster-issuer", "letsencrypt");
        values.push("route-annotation", "a");
        let errors = Options::from_values(&values).unwrap_err();
        let named: Vec<_> = errors.iter().map(|error| error.name).collect();
        assert_eq!(named, ["route-annotation", "tls-secret"]);
    }

    #[test]
    fn wrong_values_are_all_named() {
        let mut values = OptionValues::default();
        values.push("expose", "world");
        values.push("kube-version", "two");
        values.push("namespace", "My_Shop");
        let errors = Options::from_values(&values).unwrap_err();
        let named: Vec<_> = errors.iter().map(|error| error.name).collect();
        assert_eq!(named, ["namespace", "kube-version", "expose"]);
        assert!(errors[2].to_string().contains("loadbalancer"));
    }
}
