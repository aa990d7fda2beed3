//! PersistentVolumeClaims.

use k8s_openapi::api::core::v1::PersistentVolumeClaimSpec;

use super::{Findings, syntax};
use crate::path::Path;
use crate::quantity;
use crate::rules::{COMBINATION, MISSING, VALUE};

/// The spec of a claim.
pub(super) fn check(
    spec: Option<&PersistentVolumeClaimSpec>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    let modes = spec.access_modes.as_deref().unwrap_or_default();
    let modes_path = path.field("accessModes");
    if modes.is_empty() {
        findings.add(&MISSING, &modes_path, "is missing");
    }
    for mode in modes {
        const MODES: [&str; 4] =
            ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];
        if !MODES.contains(&mode.as_str()) {
            findings.add(&VALUE, &modes_path, format!("is not an access mode: `{mode}`"));
        }
        if mode == "ReadWriteOncePod" && modes.len() > 1 {
            findings.add(&COMBINATION, &modes_path, "has `ReadWriteOncePod` beside another mode");
        }
    }
    let storage = spec.resources.as_ref().and_then(|it| it.requests.as_ref()?.get("storage"));
    let resources = path.field("resources");
    let requests = resources.field("requests");
    let storage_path = requests.field("storage");
    match storage.map(|it| (it, quantity::thousandths(&it.0))) {
        None => findings.add(&MISSING, &storage_path, "is missing"),
        Some((_, Some(size))) if size > 0 => {}
        Some((size, _)) => {
            findings.add(&VALUE, &storage_path, format!("is not a size above zero: `{}`", size.0));
        }
    }
    if let Some(class) = spec.storage_class_name.as_deref() {
        // An empty class asks for a volume without one.
        if !class.is_empty() && !syntax::is_subdomain(class) {
            let what = format!("is not a valid name of a storage class: `{class}`");
            findings.add(&VALUE, &path.field("storageClassName"), what);
        }
    }
    if !matches!(spec.volume_mode.as_deref(), None | Some("Filesystem" | "Block")) {
        findings.add(&VALUE, &path.field("volumeMode"), "is neither `Filesystem` nor `Block`");
    }
}
