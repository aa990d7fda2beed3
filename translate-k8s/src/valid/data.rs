//! `ConfigMap`s and Secrets: keys and sizes.

use k8s_openapi::api::core::v1::{ConfigMap, Secret};

use super::{Findings, syntax};
use crate::path::Path;
use crate::rules::{COMBINATION, DUPLICATE, TOO_LARGE, VALUE};

/// The size of all values together.
const DATA: usize = 1 << 20;

/// A `ConfigMap`.
pub(super) fn config_map(map: &ConfigMap, path: &Path<'_>, findings: &mut Findings) {
    let mut size = 0;
    for (key, value) in map.data.iter().flatten() {
        size += value.len();
        check_key(key, &path.field("data"), findings);
    }
    for (key, value) in map.binary_data.iter().flatten() {
        size += value.0.len();
        let path = path.field("binaryData");
        check_key(key, &path, findings);
        if map.data.as_ref().is_some_and(|data| data.contains_key(key)) {
            findings.add(&DUPLICATE, &path.field(key), "stands in `data` as well");
        }
    }
    check_size(size, path, findings);
}

/// A Secret.
pub(super) fn secret(secret: &Secret, path: &Path<'_>, findings: &mut Findings) {
    let mut size = 0;
    for (key, value) in secret.data.iter().flatten() {
        size += value.0.len();
        check_key(key, &path.field("data"), findings);
    }
    for (key, value) in secret.string_data.iter().flatten() {
        size += value.len();
        check_key(key, &path.field("stringData"), findings);
    }
    check_size(size, path, findings);
    let needed: &[&str] = match secret.type_.as_deref() {
        Some("kubernetes.io/tls") => &["tls.crt", "tls.key"],
        Some("kubernetes.io/dockerconfigjson") => &[".dockerconfigjson"],
        Some("kubernetes.io/dockercfg") => &[".dockercfg"],
        Some("kubernetes.io/ssh-auth") => &["ssh-privatekey"],
        _ => &[],
    };
    for key in needed {
        let there = secret.data.as_ref().is_some_and(|data| data.contains_key(*key))
            || secret.string_data.as_ref().is_some_and(|data| data.contains_key(*key));
        if !there {
            let what = format!("lacks the key `{key}` that its type asks for");
            findings.add(&COMBINATION, &path.field("data"), what);
        }
    }
}

fn check_key(key: &str, path: &Path<'_>, findings: &mut Findings) {
    if !syntax::is_data_key(key) {
        findings.add(&VALUE, &path.field(key), format!("is not a valid key: `{key}`"));
    }
}

fn check_size(size: usize, path: &Path<'_>, findings: &mut Findings) {
    if size > DATA {
        let what = format!("is {size} bytes, more than {DATA}");
        findings.add(&TOO_LARGE, &path.field("data"), what);
    }
}
