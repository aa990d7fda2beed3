use crate::diagnostic::{Effect, Rule, Severity};

/// An image without a digest, under `--locked`.
pub static UNPINNED_IMAGE: Rule = Rule {
    code: "C0901",
    name: "unpinned-image",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`--locked` is given, and an image is named by a tag only: neither the Compose files \
           nor `compose.images.yaml` have its digest. The images of containers that a translation adds, \
           which wait or copy, count as well: they stand in the lock under `x-helper-images`.",
    why: "A tag can move between the moment of the release and the moment when a node pulls \
           the image. Then what runs is not what was tested.",
    help: "Run `compose2k8s lock`.",
    before: "$ compose2k8s --locked\nservices:\n  web:\n    image: nginx:1.29\n",
    after: "$ compose2k8s --locked\nservices:\n  web:\n    image: nginx:1.29\n=== compose.images.yaml\nservices:\n  web:\n    image: nginx:1.29@sha256:4444444444444444444444444444444444444444444444444444444444444444\n",
};
