//! `build`: the image is made before anything is applied, so its attributes have no place in manifests.

use compose_model::model::service::Build;

use super::unsupported::Report;

/// The whole of `build` is one note (`pod::image`), whatever is in it; only an extension for this back
/// end is a finding of its own.
pub(super) fn report(build: &Build, report: &mut Report<'_, '_>) {
    let Build {
        context: _,
        dockerfile: _,
        dockerfile_inline: _,
        entitlements: _,
        args: _,
        provenance: _,
        sbom: _,
        ssh: _,
        labels: _,
        cache_from: _,
        cache_to: _,
        no_cache: _,
        no_cache_filter: _,
        additional_contexts: _,
        pull: _,
        extra_hosts: _,
        isolation: _,
        network: _,
        target: _,
        secrets: _,
        shm_size: _,
        tags: _,
        ulimits: _,
        platforms: _,
        privileged: _,
        extensions,
    } = build;
    report.below("build").extensions(extensions);
}
