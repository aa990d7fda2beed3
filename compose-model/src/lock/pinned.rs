//! What `--locked` refuses: images that a tag names.

use super::wanted::{image_source, is_pinned};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Project;
use crate::origin::Spanned;
use crate::rules::UNPINNED_IMAGE;

/// Reports every image of the active services that is not named by its digest.
pub(crate) fn refuse_unpinned(project: &Project, diagnostics: &mut Diagnostics) {
    for (name, service) in &project.services {
        let mut refuse = |image: &Spanned<String>, subject: String, help: &str| {
            if !is_pinned(image) {
                let message = format!("the image `{image}` of `{name}` is not pinned by a digest");
                let finding = Diagnostic::new(&UNPINNED_IMAGE, message);
                diagnostics.push(finding.at(&image.origin, "").help(help).subject(subject));
            }
        };
        let run_lock = "run `compose2k8s lock`";
        if let Some(image) = &service.image {
            refuse(image, format!("services.{name}.image"), run_lock);
        }
        for mount in &service.volumes {
            if let Some(image) = image_source(mount) {
                let target = mount.target.as_ref().map_or("", |target| target.as_str());
                refuse(image, format!("services.{name}.volumes[{target}].source"), run_lock);
            }
        }
        for (index, hook) in service.pre_start.iter().enumerate() {
            if let Some(image) = &hook.image {
                let subject = format!("services.{name}.pre_start[{index}].image");
                refuse(image, subject, "write the digest behind its name");
            }
        }
        if let Some(build) = service.build.as_ref().filter(|_| service.image.is_none()) {
            let message = format!("`{name}` is built, and no digest of its image is known");
            diagnostics.push(
                Diagnostic::new(&UNPINNED_IMAGE, message)
                    .at(build.origin.place(), "")
                    .help(
                        "push the image, and run `compose2k8s lock` with the `--registry` and \
                         `--tag` that it has, or with the build's `--metadata`",
                    )
                    .subject(format!("services.{name}.build")),
            );
        }
    }
}
