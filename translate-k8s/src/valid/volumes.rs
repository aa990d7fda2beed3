//! The volumes of a pod.

use std::collections::HashSet;

use k8s_openapi::api::core::v1::{KeyToPath, PodSpec, ProjectedVolumeSource, Volume};

use super::{Findings, syntax};
use crate::path::Path;
use crate::quantity;
use crate::rules::{COMBINATION, DUPLICATE, MISSING, VALUE};

/// The types of a path on a node.
const HOST_PATH_TYPES: [&str; 8] = [
    "",
    "DirectoryOrCreate",
    "Directory",
    "FileOrCreate",
    "File",
    "Socket",
    "CharDevice",
    "BlockDevice",
];

/// The volumes of a pod; gives their names.
pub(super) fn check<'s>(
    spec: &'s PodSpec,
    path: &Path<'_>,
    findings: &mut Findings,
) -> HashSet<&'s str> {
    let mut names = HashSet::new();
    for (index, volume) in spec.volumes.iter().flatten().enumerate() {
        let path = path.index(index);
        if !syntax::is_dns_label(&volume.name) {
            findings.add(
                &VALUE,
                &path.field("name"),
                format!("is not a DNS label: `{}`", volume.name),
            );
        }
        if !names.insert(volume.name.as_str()) {
            findings.add(&DUPLICATE, &path.field("name"), format!("is `{}` twice", volume.name));
        }
        source(volume, &path, findings);
    }
    names
}

fn source(volume: &Volume, path: &Path<'_>, findings: &mut Findings) {
    let Volume {
        name: _,
        config_map,
        csi,
        downward_api,
        empty_dir,
        ephemeral,
        host_path,
        image,
        nfs,
        persistent_volume_claim,
        projected,
        secret,
        aws_elastic_block_store,
        azure_disk,
        azure_file,
        cephfs,
        cinder,
        fc,
        flex_volume,
        flocker,
        gce_persistent_disk,
        git_repo,
        glusterfs,
        iscsi,
        photon_persistent_disk,
        portworx_volume,
        quobyte,
        rbd,
        scale_io,
        storageos,
        vsphere_volume,
    } = volume;
    let sources = [
        config_map.is_some(),
        csi.is_some(),
        downward_api.is_some(),
        empty_dir.is_some(),
        ephemeral.is_some(),
        host_path.is_some(),
        image.is_some(),
        nfs.is_some(),
        persistent_volume_claim.is_some(),
        projected.is_some(),
        secret.is_some(),
        aws_elastic_block_store.is_some(),
        azure_disk.is_some(),
        azure_file.is_some(),
        cephfs.is_some(),
        cinder.is_some(),
        fc.is_some(),
        flex_volume.is_some(),
        flocker.is_some(),
        gce_persistent_disk.is_some(),
        git_repo.is_some(),
        glusterfs.is_some(),
        iscsi.is_some(),
        photon_persistent_disk.is_some(),
        portworx_volume.is_some(),
        quobyte.is_some(),
        rbd.is_some(),
        scale_io.is_some(),
        storageos.is_some(),
        vsphere_volume.is_some(),
    ];
    if sources.into_iter().filter(|is_some| *is_some).count() != 1 {
        findings.add(&COMBINATION, path, "needs exactly one source");
    }
    if let Some(map) = config_map {
        let path = path.field("configMap");
        object_name(&map.name, &path, findings);
        mode(map.default_mode, &path.field("defaultMode"), findings);
        let mut paths = HashSet::new();
        items(map.items.as_deref(), &mut paths, &path.field("items"), findings);
    }
    if let Some(secret) = secret {
        let path = path.field("secret");
        object_name(secret.secret_name.as_deref().unwrap_or_default(), &path, findings);
        mode(secret.default_mode, &path.field("defaultMode"), findings);
        let mut paths = HashSet::new();
        items(secret.items.as_deref(), &mut paths, &path.field("items"), findings);
    }
    if let Some(projected) = projected {
        check_projected(projected, &path.field("projected"), findings);
    }
    if let Some(claim) = persistent_volume_claim {
        object_name(&claim.claim_name, &path.field("persistentVolumeClaim"), findings);
    }
    if let Some(empty) = empty_dir {
        let path = path.field("emptyDir");
        let size = empty.size_limit.as_ref();
        if size.is_some_and(|size| quantity::thousandths(&size.0).is_none_or(|size| size < 0)) {
            findings.add(&VALUE, &path.field("sizeLimit"), "is not a size");
        }
        let medium = empty.medium.as_deref().unwrap_or_default();
        if !matches!(medium, "" | "Memory") && !medium.starts_with("HugePages") {
            findings.add(&VALUE, &path.field("medium"), format!("is not a medium: `{medium}`"));
        }
    }
    if let Some(host) = host_path {
        let path = path.field("hostPath");
        if host.path.is_empty() || host.path.split('/').any(|part| part == "..") {
            findings.add(
                &VALUE,
                &path.field("path"),
                format!("is not a path on a node: `{}`", host.path),
            );
        }
        if host.type_.as_deref().is_some_and(|kind| !HOST_PATH_TYPES.contains(&kind)) {
            findings.add(&VALUE, &path.field("type"), "is not a type of path");
        }
    }
    if let Some(nfs) = nfs {
        let path = path.field("nfs");
        if nfs.server.is_empty() {
            findings.add(&MISSING, &path.field("server"), "is empty");
        }
        if !nfs.path.starts_with('/') {
            findings.add(&VALUE, &path.field("path"), format!("is not absolute: `{}`", nfs.path));
        }
    }
    if let Some(image) = image
        && image.reference.as_ref().is_none_or(String::is_empty)
    {
        findings.add(&MISSING, &path.field("image"), "names no image");
    }
}

fn check_projected(projected: &ProjectedVolumeSource, path: &Path<'_>, findings: &mut Findings) {
    mode(projected.default_mode, &path.field("defaultMode"), findings);
    let sources = path.field("sources");
    let mut paths = HashSet::new();
    for (index, source) in projected.sources.iter().flatten().enumerate() {
        let path = sources.index(index);
        let count = [
            source.config_map.is_some(),
            source.secret.is_some(),
            source.service_account_token.is_some(),
            source.downward_api.is_some(),
            source.cluster_trust_bundle.is_some(),
            source.pod_certificate.is_some(),
        ];
        if count.into_iter().filter(|is_some| *is_some).count() != 1 {
            findings.add(&COMBINATION, &path, "needs exactly one source");
        }
        if let Some(map) = &source.config_map {
            let path = path.field("configMap");
            object_name(&map.name, &path, findings);
            items(map.items.as_deref(), &mut paths, &path.field("items"), findings);
        }
        if let Some(secret) = &source.secret {
            let path = path.field("secret");
            object_name(&secret.name, &path, findings);
            items(secret.items.as_deref(), &mut paths, &path.field("items"), findings);
        }
        if let Some(token) = &source.service_account_token
            && (token.path.is_empty() || token.expiration_seconds.is_some_and(|s| s < 600))
        {
            let what = "needs a path and at least 600 seconds";
            findings.add(&VALUE, &path.field("serviceAccountToken"), what);
        }
    }
}

fn items<'s>(
    items: Option<&'s [KeyToPath]>,
    paths: &mut HashSet<&'s str>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    for (index, item) in items.unwrap_or_default().iter().enumerate() {
        let path = path.index(index);
        if !syntax::is_data_key(&item.key) {
            findings.add(&VALUE, &path.field("key"), format!("is not a valid key: `{}`", item.key));
        }
        if !syntax::is_relative_path(&item.path) || item.path.starts_with("..") {
            let what = format!("is not a path below the volume: `{}`", item.path);
            findings.add(&VALUE, &path.field("path"), what);
        }
        if !paths.insert(&item.path) {
            findings.add(&DUPLICATE, &path.field("path"), format!("is `{}` twice", item.path));
        }
        mode(item.mode, &path.field("mode"), findings);
    }
}

fn mode(mode: Option<i32>, path: &Path<'_>, findings: &mut Findings) {
    if mode.is_some_and(|mode| !(0..=0o777).contains(&mode)) {
        findings.add(&VALUE, path, "is not from 0 to 0777");
    }
}

fn object_name(name: &str, path: &Path<'_>, findings: &mut Findings) {
    if !syntax::is_subdomain(name) {
        findings.add(&VALUE, path, format!("names no object: `{name}`"));
    }
}
