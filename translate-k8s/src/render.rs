//! Objects as files: one object a file, `<name>-<kind>.yaml`, in the order of applying.

use compose_model::backend::{OutputFile, Role};
use compose_model::yaml;

use crate::object::Object;

/// Writes each object to a file of its own. Names and kinds are unique together, so paths are too.
pub fn render(objects: &[Object]) -> Vec<OutputFile> {
    objects.iter().map(file).collect()
}

/// Writes an object to a file of its own.
pub(crate) fn file(object: &Object) -> OutputFile {
    OutputFile {
        path: format!("{}-{}.yaml", object.name(), object.kind().to_ascii_lowercase()),
        bytes: document(object).into_bytes(),
        role: Role::Document,
        executable: false,
        secret: matches!(object, Object::Secret(_)),
    }
}

fn document(object: &Object) -> String {
    yaml::emit::to_string(object)
        .expect("manifests are maps with text keys, which have a YAML form")
}
