use crate::diagnostic::{Effect, Rule, Severity};

/// A file of digests cannot be understood.
pub static INVALID_DIGESTS: Rule = Rule {
    code: "C0908",
    name: "invalid-digests",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A file that `--digests` or `--metadata` names does not hold what it should.",
    why: "A digests file has a line `IMAGE DIGEST` for each image, or is a JSON object of \
           digests by image. Metadata is what `docker buildx bake --metadata-file` or `docker \
           buildx build --metadata-file` writes.",
    help: "Correct the file.",
    before: "",
    after: "",
};
