//! The images that a project runs.

use super::helpers;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::images::Naming;
use crate::model::Project;
use crate::model::service::{Mount, MountKind, Service};
use crate::origin::{Origin, Spanned};
use crate::rules;
use crate::types::image::ImageReference;

/// An image whose digest is wanted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Wanted<'a> {
    /// The service that uses it; for an image of the translation's own, that image.
    pub service: &'a str,
    /// What for.
    pub used_as: Use<'a>,
    /// The image.
    pub reference: ImageReference,
    /// Whether the service is built, so that the image may not be pushed yet.
    pub built: bool,
    /// Where it is named.
    pub origin: &'a Origin,
    /// Its key in the model, `services.web.image`.
    pub subject: String,
}

/// What an image is used for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Use<'a> {
    /// The service's containers run it.
    Service,
    /// Its content is mounted.
    Mount(&'a Mount),
    /// The translation adds containers that run it.
    Helper,
}

/// The images of the active services, by service and in the order of its mounts, and those of
/// [`HELPER_IMAGES`](super::HELPER_IMAGES). Those that no lock can pin are reported.
///
/// The image of a service that is only built is the one that `naming` names, if that says a registry:
/// without one it could be the name of a stranger's image. Otherwise it is what `built` knows of.
pub fn wanted<'a>(
    project: &'a Project,
    naming: &Naming,
    built: &dyn Fn(&str) -> Option<ImageReference>,
    diagnostics: &mut Diagnostics,
) -> Vec<Wanted<'a>> {
    let mut services: Vec<_> = project.services.iter().collect();
    services.sort_unstable_by_key(|(name, _)| name.as_str());
    let mut all = Vec::new();
    for (name, service) in services {
        let known = || match &naming.registry {
            Some(_) => naming.built(&project.name, name).parse().ok(),
            None => built(name),
        };
        all.extend(of_service(name, service, &known, diagnostics));
        all.extend(service.volumes.iter().filter_map(|mount| of_mount(name, mount, diagnostics)));
        report_hooks(name, service, diagnostics);
    }
    all.extend(helpers::of(project).filter_map(|(image, node)| {
        let subject = format!("{}.{image}", helpers::HELPER_IMAGES);
        let named = Spanned::new(image.to_owned(), node.origin.clone());
        let reference = reference(&named, &subject, diagnostics)?;
        let (used_as, origin) = (Use::Helper, &node.origin);
        Some(Wanted { service: image, used_as, reference, built: false, origin, subject })
    }));
    all
}

fn of_service<'a>(
    name: &'a str,
    service: &'a Spanned<Service>,
    known: &dyn Fn() -> Option<ImageReference>,
    diagnostics: &mut Diagnostics,
) -> Option<Wanted<'a>> {
    let used_as = Use::Service;
    if let Some(image) = &service.image {
        let subject = format!("services.{name}.image");
        let reference = reference(image, &subject, diagnostics)?;
        let (origin, built) = (&image.origin, service.build.is_some());
        return Some(Wanted { service: name, used_as, reference, built, origin, subject });
    }
    let origin = &service.build.as_ref()?.origin;
    let subject = format!("services.{name}.build");
    if let Some(reference) = known() {
        return Some(Wanted { service: name, used_as, reference, built: true, origin, subject });
    }
    let message = format!("`{name}` is only built: its image has no digest until it is pushed");
    diagnostics.push(
        Diagnostic::new(&rules::UNPUSHED_IMAGE, message)
            .at(origin.place(), "")
            .help(rules::UNPUSHED_IMAGE.hint())
            .subject(subject),
    );
    None
}

fn of_mount<'a>(
    service: &'a str,
    mount: &'a Spanned<Mount>,
    diagnostics: &mut Diagnostics,
) -> Option<Wanted<'a>> {
    let source = image_source(mount)?;
    let target = mount.target.as_ref().map_or("", |target| target.as_str());
    let subject = format!("services.{service}.volumes[{target}].source");
    let reference = reference(source, &subject, diagnostics)?;
    let (used_as, origin) = (Use::Mount(mount), &source.origin);
    Some(Wanted { service, used_as, reference, built: false, origin, subject })
}

/// The image of a mount, where it is one of an image.
pub(super) fn image_source(mount: &Mount) -> Option<&Spanned<String>> {
    let kind = mount.kind.as_ref()?;
    mount.source.as_ref().filter(|_| kind.value == MountKind::Image)
}

fn reference(
    image: &Spanned<String>,
    subject: &str,
    diagnostics: &mut Diagnostics,
) -> Option<ImageReference> {
    match image.trim().parse() {
        Ok(reference) => Some(reference),
        Err(error) => {
            diagnostics.push(
                Diagnostic::new(
                    &rules::INVALID_IMAGE,
                    format!("`{image}` is not an image: {error}"),
                )
                .at(&image.origin, "")
                .help(rules::INVALID_IMAGE.hint())
                .subject(subject),
            );
            None
        }
    }
}

/// The containers of `pre_start` have no name by which another file could change their image.
fn report_hooks(name: &str, service: &Service, diagnostics: &mut Diagnostics) {
    for (index, hook) in service.pre_start.iter().enumerate() {
        let Some(image) = &hook.image else { continue };
        if is_pinned(image) {
            continue;
        }
        let message =
            format!("the image `{image}` of a `pre_start` cannot be pinned by an override");
        diagnostics.push(
            Diagnostic::new(&rules::UNPINNABLE_IMAGE, message)
                .at(&image.origin, "")
                .help(rules::UNPINNABLE_IMAGE.hint())
                .subject(format!("services.{name}.pre_start[{index}].image")),
        );
    }
}

/// Whether an image is named by its digest.
pub fn is_pinned(image: &str) -> bool {
    image.trim().parse::<ImageReference>().is_ok_and(|reference| reference.digest.is_some())
}
