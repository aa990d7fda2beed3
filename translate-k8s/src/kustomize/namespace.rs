//! The `namespace` transformer, where an environment lives in another namespace than the base.

use std::collections::HashSet;

use serde_json::Value;

use crate::document::Document;

/// The namespace to put the objects of the base into, so that they are those of the environment;
/// `None` where it is the same one, or where not all objects of either share one.
///
/// The documents of the base become what the transformer makes of them.
pub(super) fn apply(base: &mut [Document], target: &[Document]) -> Option<String> {
    let wanted = shared(target)?.to_owned();
    if wanted.is_empty() || shared(base)? == wanted {
        return None;
    }
    let accounts: HashSet<String> = base
        .iter()
        .filter(|document| document.id.kind == "ServiceAccount")
        .map(|document| document.id.name.clone())
        .collect();
    for document in base {
        let place = if document.id.kind == "Namespace" { "name" } else { "namespace" };
        if let Some(Value::Object(metadata)) = document.fields.get_mut("metadata") {
            metadata.insert(place.to_owned(), Value::from(wanted.as_str()));
        }
        if let Some(Value::Array(subjects)) = document.fields.get_mut("subjects") {
            for subject in subjects.iter_mut().filter_map(Value::as_object_mut) {
                // Kustomize follows the accounts that it has moved.
                let name = subject.get("name").and_then(Value::as_str);
                if name.is_some_and(|name| accounts.contains(name)) {
                    subject.insert("namespace".to_owned(), Value::from(wanted.as_str()));
                }
            }
        }
    }
    Some(wanted)
}

/// The namespace of all objects that live in one, empty where they are in none; `None` where they
/// differ.
fn shared(documents: &[Document]) -> Option<&str> {
    let mut namespaces = documents
        .iter()
        .filter(|document| document.id.kind != "Namespace")
        .map(|document| document.id.namespace.as_deref().unwrap_or_default());
    let first = namespaces.next()?;
    namespaces.all(|namespace| namespace == first).then_some(first)
}
