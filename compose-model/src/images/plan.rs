//! What must be built and pushed, under which names.

use super::{Naming, target_name};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Project;
use crate::model::service::{Build, Service};
use crate::origin::Spanned;
use crate::rules::{INVALID_IMAGE, NO_REGISTRY};
use crate::types::image::ImageReference;
use crate::types::path;

/// The images that a project builds.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The project.
    pub project: &'a Project,
    /// The images, by the names of the services.
    pub images: Vec<Planned<'a>>,
}

/// An image that must be built.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    /// The service that runs it.
    pub service: &'a str,
    /// The name of its target in a bake file.
    pub target: String,
    /// What it is pushed as, without repetition. Where no tags were asked for, the first is the one that
    /// the service runs.
    pub tags: Vec<String>,
    /// How it is built.
    pub build: &'a Spanned<Build>,
}

/// Plans the images of the active services.
///
/// A service with an `image` has it under that name and, beside it, under the same repository with each
/// of `tags`; one without has the name that the back ends give it, with each of `tags`. The `tags` of
/// `build` come on top, as they are.
pub fn plan<'a>(
    project: &'a Project,
    registry: Option<&str>,
    tags: &[String],
    diagnostics: &mut Diagnostics,
) -> Plan<'a> {
    let mut images: Vec<Planned<'a>> = Vec::new();
    let mut services: Vec<_> = project.services.iter().collect();
    services.sort_unstable_by_key(|(name, _)| name.as_str());
    for (name, service) in services {
        let Some(build) = &service.build else { continue };
        let own = match &service.image {
            Some(image) => named(name, image, tags, diagnostics),
            None => Some(built(project, name, service, registry, tags, diagnostics)),
        };
        let further = build.tags.iter().map(|tag| tag.value.clone());
        let mut all: Vec<String> = Vec::new();
        for tag in own.into_iter().flatten().chain(further) {
            if !all.contains(&tag) {
                all.push(tag);
            }
        }
        images.push(Planned { service: name, target: target_name(name), tags: all, build });
    }
    Plan { project, images }
}

/// The names of an image that the Compose files name. A digest belongs to what was built before.
fn named(
    service: &str,
    image: &Spanned<String>,
    tags: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<String>> {
    match image.trim().parse::<ImageReference>() {
        Ok(reference) => {
            let own = ImageReference { digest: None, ..reference };
            let tagged = |tag: &String| ImageReference { tag: Some(tag.clone()), ..own.clone() };
            let further = tags.iter().map(tagged);
            Some(std::iter::once(own.clone()).chain(further).map(|it| it.to_string()).collect())
        }
        Err(error) => {
            diagnostics.push(
                Diagnostic::new(&INVALID_IMAGE, format!("`{image}` is not an image: {error}"))
                    .at(&image.origin, "")
                    .help(INVALID_IMAGE.hint())
                    .subject(format!("services.{service}.image")),
            );
            None
        }
    }
}

/// The names of an image that has none in the Compose files.
fn built(
    project: &Project,
    service: &str,
    content: &Service,
    registry: Option<&str>,
    tags: &[String],
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let name = |tag: Option<&String>| {
        let registry = registry.map(str::to_owned);
        Naming { registry, tag: tag.cloned() }.built(&project.name, service)
    };
    let place = content.build.as_ref().and_then(|build| build.origin.place());
    if registry.is_none() {
        let message = format!("the image of `{service}` names no registry to push it to");
        diagnostics.push(
            Diagnostic::new(&NO_REGISTRY, message)
                .at(place, "")
                .help(NO_REGISTRY.hint())
                .subject(format!("services.{service}.build")),
        );
    }
    if tags.is_empty() {
        vec![name(None)]
    } else {
        tags.iter().map(|tag| name(Some(tag))).collect()
    }
}

impl Planned<'_> {
    /// The folder to build, as somebody in the project's folder writes it, or an address.
    pub fn context(&self, project: &Project) -> String {
        let context = self.build.context.as_ref().map_or(".", |context| context.as_str());
        below(project, context)
    }

    /// The Dockerfile, relative to the context; none where it is written in the Compose file.
    pub fn dockerfile(&self) -> Option<String> {
        let build = self.build;
        if build.dockerfile_inline.is_some() {
            return None;
        }
        let file = build.dockerfile.as_ref().map_or("Dockerfile", |file| file.as_str());
        let context = build.context.as_ref().map_or("", |context| context.as_str());
        // The loader leaves relative ones as they are, so that an absolute one was written so.
        let is_inside = path::is_absolute(context) && file.starts_with(&format!("{context}/"));
        Some(if is_inside { path::relative(context, file) } else { file.to_owned() })
    }
}

/// A local path relative to the project's folder, so that it is one on other machines too.
pub(super) fn below(project: &Project, given: &str) -> String {
    if path::is_absolute(given) {
        path::relative(&project.working_dir, given)
    } else {
        given.to_owned()
    }
}
