//! Images by digest: those that the translation adds, and what `--locked` asks of all of them.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;

use compose_model::Project;
use compose_model::backend::{Context, FieldOrigin};
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::lock::{is_pinned, pinned_helper};
use compose_model::rules::UNPINNED_IMAGE;
use k8s_openapi::api::core::v1::PodSpec;

use crate::object::Object;
use crate::options::Options;
use crate::origins::Origins;
use crate::pod_security::template;
use crate::translate::translate;

/// The options with the images that the project's lock has for them.
pub(crate) fn options<'o>(project: &Project, options: &'o Options) -> Cow<'o, Options> {
    let pinned = |image: &str| pinned_helper(project, image).map(str::to_owned);
    let (wait, kubectl) = (pinned(&options.wait_image), pinned(&options.kubectl_image));
    if wait.is_none() && kubectl.is_none() {
        return Cow::Borrowed(options);
    }
    let mut options = options.clone();
    options.wait_image = wait.unwrap_or(options.wait_image);
    options.kubectl_image = kubectl.unwrap_or(options.kubectl_image);
    Cow::Owned(options)
}

/// The images that the translation of a project adds, as the options name them.
pub(crate) fn helpers(
    project: &Project,
    options: &Options,
    context: &mut Context<'_>,
) -> Vec<String> {
    let objects =
        translate(project, &Options { locked: false, ..options.clone() }, context).objects;
    let specs = objects.iter().filter_map(|object| template(object)?.1.spec.as_ref());
    let used: BTreeSet<&str> = specs.flat_map(images).map(|(_, image)| image).collect();
    let named = [&options.wait_image, &options.kubectl_image].into_iter();
    let is_used =
        |image: &&String| used.contains(pinned_helper(project, image).unwrap_or(image.as_str()));
    named.filter(is_used).cloned().collect()
}

/// Reports the images of containers that have no digest, each once.
pub(crate) fn check<'f>(
    objects: &[Object],
    options: &Options,
    diagnostics: &mut Diagnostics,
    fields: impl FnOnce() -> &'f [FieldOrigin],
) {
    if !options.locked {
        return;
    }
    let origins = LazyCell::new(|| Origins::new(fields()));
    let mut told = BTreeSet::new();
    for object in objects {
        let Some((path, template)) = template(object) else { continue };
        for (field, image) in template.spec.iter().flat_map(images) {
            if is_pinned(image) || !told.insert(image.to_owned()) {
                continue;
            }
            let id = object.id();
            let field = format!("{path}.spec.{field}.image");
            let message = format!("the image `{image}` of `{id}` is not pinned by a digest");
            let mut finding = Diagnostic::new(&UNPINNED_IMAGE, message);
            if let Some(origin) = origins.nearest(&id, &field) {
                finding = finding.at(origin.origin.place(), "").subject(origin.key.clone());
            }
            let is_ours = image == options.wait_image || image == options.kubectl_image;
            diagnostics.push(finding.help(if is_ours {
                "run `compose2k8s lock`, with the image in `compose2k8s.toml` where an option names it"
            } else {
                "write the digest behind its name"
            }));
        }
    }
}

/// The images of a pod's containers, each with the container's place.
fn images(spec: &PodSpec) -> impl Iterator<Item = (String, &str)> {
    let init = spec.init_containers.iter().flatten().enumerate();
    let init = init.map(|(at, it)| (format!("initContainers[{at}]"), it));
    let main = spec.containers.iter().enumerate();
    let main = main.map(|(at, it)| (format!("containers[{at}]"), it));
    init.chain(main).filter_map(|(place, it)| Some((place, it.image.as_deref()?)))
}
