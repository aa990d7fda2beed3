//! How strategic merge patches treat the fields of the API's types.
//!
//! In such a patch maps are merged and lists are replaced, but for the lists that the API declares
//! otherwise (`patchStrategy` and `patchMergeKey` in its types): their items are matched by a key, or
//! as a set. `table.rs` holds what the API declares; whoever applies or makes such patches walks an
//! object with a [`Shape`].
//!
//! <https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md>

mod apply;
mod table;

pub(crate) use apply::apply;

use table::Type;

/// What the API declares about a value: how a patch for it is merged, and what lies below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    merge: Merge,
    /// The type of the value, or of the items of a list.
    of: Type,
}

/// How a patch is merged into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Maps key by key; everything else, lists too, is replaced.
    Default,
    /// A list whose items are maps and are matched by their keys.
    ByKey(MergeKey),
    /// A list of texts or numbers, each of which is there or not.
    Set,
}

/// What tells the items of a list apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MergeKey {
    /// The field by which strategic merge patches match items (`x-kubernetes-patch-merge-key`).
    pub(crate) name: &'static str,
    /// A further field that items of the same key differ in, with the value that it has where it is
    /// not written (`x-kubernetes-list-map-keys`): ports may have one number and two protocols.
    /// `kubectl patch` does not look at it, server-side apply and Kustomize do.
    pub(crate) further: Option<(&'static str, &'static str)>,
}

impl Shape {
    /// An object of this kind; of kinds that are not of the API itself nothing is declared.
    pub(crate) fn of_kind(kind: &str) -> Self {
        Self { merge: Merge::Default, of: Type::of_kind(kind) }
    }

    /// The field of a map.
    pub(crate) fn field(self, name: &str) -> Self {
        self.of.field(name).unwrap_or(Self { merge: Merge::Default, of: Type::Unknown })
    }

    /// The items of a list.
    pub(crate) fn item(self) -> Self {
        Self { merge: Merge::Default, of: self.of }
    }

    /// Whether it is a list of containers.
    pub(crate) fn is_of_containers(self) -> bool {
        self.of == Type::Container && self.merge != Merge::Default
    }

    /// How a patch is merged into the value.
    pub(crate) fn merge(self) -> Merge {
        self.merge
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(kind: &str, path: &str) -> Shape {
        path.split('.').fold(Shape::of_kind(kind), |shape, part| match part {
            "[]" => shape.item(),
            name => shape.field(name),
        })
    }

    fn key(name: &'static str) -> Merge {
        Merge::ByKey(MergeKey { name, further: None })
    }

    #[test]
    fn lists_are_merged_as_the_api_declares() {
        let pod = "spec.template.spec";
        for kind in ["Deployment", "DaemonSet", "StatefulSet", "Job"] {
            let merge = |path: &str| at(kind, &format!("{pod}.{path}")).merge();
            assert_eq!(merge("containers"), key("name"), "{kind}");
            assert_eq!(merge("initContainers.[].env"), key("name"));
            assert_eq!(merge("containers.[].volumeMounts"), key("mountPath"));
            assert_eq!(merge("hostAliases"), key("ip"));
            assert_eq!(merge("containers.[].command"), Merge::Default);
            assert_eq!(merge("containers.[].envFrom"), Merge::Default);
            assert_eq!(merge("volumes.[].projected.sources"), Merge::Default);
        }
        let further = Some(("protocol", "TCP"));
        let ports = Merge::ByKey(MergeKey { name: "port", further });
        assert_eq!(at("Service", "spec.ports").merge(), ports);
        assert_eq!(at("Service", "metadata.finalizers").merge(), Merge::Set);
        assert_eq!(
            at("CronJob", "spec.jobTemplate.spec.template.spec.volumes").merge(),
            key("name")
        );
        assert_eq!(at("NetworkPolicy", "spec.ingress").merge(), Merge::Default);
        assert_eq!(at("HTTPRoute", "spec.rules").merge(), Merge::Default);
        assert_eq!(at("ConfigMap", "data.containers").merge(), Merge::Default);
    }
}
