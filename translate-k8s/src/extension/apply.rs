//! What `x-k8s` does to finished objects: the project's labels, further objects, patches.

use std::collections::{HashMap, HashSet};

use compose_model::Spanned;
use compose_model::backend::FieldOrigin;
use compose_model::diagnostic::Diagnostic;
use serde_json::Value as Json;

use super::deserialize::Check;
use super::kubernetes::Verbatim;
use super::patches::{Patch, Target};
use super::{KEY, service_key};
use crate::context::Cx;
use crate::labels;
use crate::object::Object;
use crate::rules::{EXTENSION_INCOMPLETE, EXTRA_OBJECT, PATCH_REFUSED, PATCH_WITHOUT_TARGET};
use crate::strategic_merge::{self, Shape};

/// Does all of it. The objects are complete, their namespace included.
pub(crate) fn apply(cx: &mut Cx<'_>) {
    label(cx);
    add_objects(cx);
    patch_all(cx);
}

/// The project's labels and annotations, which give way to those that an object has.
fn label(cx: &mut Cx<'_>) {
    let project = &cx.extension.project;
    let labels = project.labels.iter().flat_map(|labels| &labels.value);
    let annotations = project.annotations.iter().flat_map(|it| &it.value);
    let (labels, annotations): (Vec<_>, Vec<_>) = (labels.collect(), annotations.collect());
    if labels.is_empty() && annotations.is_empty() {
        return;
    }
    let mut fields = Vec::new();
    for object in cx.objects.iter_mut() {
        let id = object.id();
        let meta = object.metadata_mut();
        for (list, name, map) in [
            (&labels, "labels", &mut meta.labels),
            (&annotations, "annotations", &mut meta.annotations),
        ] {
            for (key, value) in list {
                let map = map.get_or_insert_default();
                if !map.contains_key(*key) {
                    map.insert((*key).clone(), value.value.clone());
                    fields.push((id.clone(), format!("{name}.{key}"), &value.origin));
                }
            }
        }
    }
    for (id, field, origin) in fields {
        cx.origin(&id, format!("metadata.{field}"), format!("{KEY}.{field}"), origin);
    }
}

fn add_objects(cx: &mut Cx<'_>) {
    let extension = cx.extension;
    for (at, written) in extension.project.objects.iter().flat_map(|it| it.iter().enumerate()) {
        let key = format!("{KEY}.objects[{at}]");
        if let Err(message) = add_object(&key, written, cx) {
            cx.report(
                Diagnostic::new(&EXTRA_OBJECT, message)
                    .at(&written.origin, "")
                    .help(EXTRA_OBJECT.hint())
                    .subject(key),
            );
        }
    }
}

fn add_object(key: &str, written: &Spanned<Verbatim>, cx: &mut Cx<'_>) -> Result<(), String> {
    let value = written.value.json();
    let text = |pointer: &str| {
        let text = value.pointer(pointer).and_then(Json::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let missing = |name: &str| format!("an object needs `{name}`, a string");
    let api_version = text("/apiVersion").ok_or_else(|| missing("apiVersion"))?;
    let kind = text("/kind").ok_or_else(|| missing("kind"))?;
    let name = text("/metadata/name").ok_or_else(|| missing("metadata.name"))?;
    let errors = cx.diagnostics.len();
    Object::check(
        &api_version,
        &kind,
        &mut Check::object(&written.value.0, key.to_owned(), cx.diagnostics),
    );
    if cx.diagnostics.len() > errors {
        return Ok(());
    }
    let mut object = Object::from_json(value)
        .map_err(|fault| format!("`{kind}/{name}` is not of its kind: {fault}"))?;
    if cx.objects.has(&object) {
        return Err(format!("`{}` is there already", object.id()));
    }
    let namespace = object.metadata().namespace.as_deref();
    if namespace == Some("") {
        object.metadata_mut().namespace = None;
    } else if namespace.is_none() && !object.is_of_cluster() {
        object.metadata_mut().namespace.clone_from(&cx.options.namespace);
    }
    let id = object.id();
    for (path, origin) in written.value.places() {
        cx.origin(&id, path.as_str(), format!("{key}.{path}"), &origin);
    }
    cx.origin(&id, "", key, &written.origin);
    cx.add(object);
    Ok(())
}

/// A patch with the objects that it is for.
struct Job<'e> {
    key: String,
    patch: &'e Spanned<Patch>,
    fits: Fits<'e>,
}

/// Which objects.
struct Fits<'e> {
    kind: Option<&'e str>,
    name: Option<&'e str>,
    /// The service whose objects they are.
    service: Option<String>,
}

impl Fits<'_> {
    fn object(&self, object: &Object) -> bool {
        let of_service = |service: &String| {
            let labels = object.metadata().labels.as_ref();
            labels.and_then(|labels| labels.get(labels::NAME)) == Some(service)
        };
        self.kind.is_none_or(|kind| kind == object.kind())
            && self.name.is_none_or(|name| name == object.name())
            && self.service.as_ref().is_none_or(of_service)
    }
}

fn patch_all(cx: &mut Cx<'_>) {
    let jobs = jobs(cx);
    if jobs.is_empty() {
        return;
    }
    // The objects of each service: a thousand patches need not look at all objects each.
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, object) in cx.objects.iter_mut().enumerate() {
        let labels = object.metadata().labels.as_ref();
        if let Some(name) = labels.and_then(|labels| labels.get(labels::NAME)) {
            places.entry(name.clone()).or_default().push(place);
        }
    }
    let count = cx.objects.len();
    let mut fields: Vec<FieldOrigin> = Vec::new();
    for job in jobs {
        let Some(patch) = &job.patch.value.patch else {
            // One that could not be read has been reported.
            let key = format!("{}.patch", job.key);
            if !cx.diagnostics.iter().any(|it| it.subject.as_deref() == Some(&key)) {
                incomplete(&job.key, job.patch, "a patch needs `patch`", "add `patch`", cx);
            }
            continue;
        };
        let mut found = false;
        let mut faults = Vec::new();
        let value = patch.value.json();
        let diagnostics = &mut *cx.diagnostics;
        let traced = cx.fields.is_some();
        let of_service = job.fits.service.as_ref().map(|name| {
            let places = places.get(name.as_str());
            places.map_or(&[][..], Vec::as_slice).iter().copied()
        });
        let all = of_service.is_none().then_some(0..count);
        for place in of_service.into_iter().flatten().chain(all.into_iter().flatten()) {
            let Some(object) = cx.objects.nth_mut(place).filter(|it| job.fits.object(it)) else {
                continue;
            };
            found = true;
            let key = format!("{}.patch", job.key);
            match patched(object, &value, patch, &key, diagnostics) {
                Ok((new, mut moved)) => {
                    *object = new;
                    if traced {
                        fields.append(&mut moved);
                    }
                }
                Err(Some(fault)) => faults.push(fault),
                Err(None) => {}
            }
        }
        for fault in faults {
            cx.report(*fault);
        }
        if !found {
            let target = job.patch.value.target.as_ref();
            cx.report(
                Diagnostic::new(&PATCH_WITHOUT_TARGET, "no object fits the target of this patch")
                    .at(target.map_or(&job.patch.origin, |target| &target.origin), "")
                    .help(PATCH_WITHOUT_TARGET.hint())
                    .subject(job.key),
            );
        }
    }
    // What a patch says about a field is its origin now.
    let Some(own) = &mut cx.fields else { return };
    let known: HashSet<(&str, &str)> =
        fields.iter().map(|field| (field.object.as_str(), field.field.as_str())).collect();
    own.retain(|field| !known.contains(&(field.object.as_str(), field.field.as_str())));
    // Of two patches for one field the later one counts.
    fields.reverse();
    own.append(&mut fields);
}

/// The patches: those of services first, so that the project has the last word.
fn jobs<'a>(cx: &mut Cx<'a>) -> Vec<Job<'a>> {
    let extension = cx.extension;
    let mut jobs = Vec::new();
    for (service, settings) in &extension.services {
        for (at, patch) in settings.patches.iter().flat_map(|it| it.iter().enumerate()) {
            let key = format!("{}[{at}]", service_key(service, "patches"));
            let fits = match &patch.value.target {
                Some(target) => Fits::of(&target.value, Some(cx.names.service(service).to_owned())),
                None => match cx.plan.pod_of(service) {
                    Some(pod) => Fits {
                        kind: Some(pod.kind.as_str()),
                        name: None,
                        service: Some(pod.leader().name.to_owned()),
                    },
                    None => continue,
                },
            };
            jobs.push(Job { key, patch, fits });
        }
    }
    for (at, patch) in extension.project.patches.iter().flat_map(|it| it.iter().enumerate()) {
        let key = format!("{KEY}.patches[{at}]");
        match &patch.value.target {
            Some(target) => jobs.push(Job { key, patch, fits: Fits::of(&target.value, None) }),
            None => {
                incomplete(
                    &key,
                    patch,
                    "a patch of the project needs `target`",
                    "add `target`",
                    cx,
                );
            }
        }
    }
    jobs
}

impl<'e> Fits<'e> {
    fn of(target: &'e Target, service: Option<String>) -> Self {
        let text = |text: &'e Option<Spanned<String>>| text.as_ref().map(|it| it.value.as_str());
        Self { kind: text(&target.kind), name: text(&target.name), service }
    }
}

fn incomplete(key: &str, patch: &Spanned<Patch>, message: &str, help: &str, cx: &mut Cx<'_>) {
    cx.report(
        Diagnostic::new(&EXTENSION_INCOMPLETE, message)
            .at(&patch.origin, "")
            .help(help)
            .subject(key),
    );
}

/// An object with a patch in it, and where its values come from.
fn patched(
    object: &Object,
    value: &Json,
    patch: &Spanned<Verbatim>,
    key: &str,
    diagnostics: &mut compose_model::diagnostic::Diagnostics,
) -> Result<(Object, Vec<FieldOrigin>), Option<Box<Diagnostic>>> {
    let id = object.id();
    let refused = |path: &str, message: String| {
        let places = patch.value.places();
        let place = places.iter().find(|(known, _)| known == path).map(|(_, origin)| origin);
        let message = format!("`{id}` cannot be patched: {message}");
        let finding = Diagnostic::new(&PATCH_REFUSED, message)
            .at(place.unwrap_or(&patch.origin), "")
            .help(PATCH_REFUSED.hint())
            .subject(if path.is_empty() { key.to_owned() } else { format!("{key}.{path}") });
        Some(Box::new(finding))
    };
    let mut whole = object.to_json();
    let api_version = whole.get("apiVersion").and_then(Json::as_str).unwrap_or_default().to_owned();
    let findings = diagnostics.len();
    let mut check = Check::patch(&patch.value.0, key.to_owned(), diagnostics);
    Object::check(&api_version, object.kind(), &mut check);
    if diagnostics.len() > findings {
        return Err(None);
    }
    let moved = strategic_merge::apply(&mut whole, value, Shape::of_kind(object.kind()))
        .map_err(|fault| refused(&fault.path, format!("`{}` {}", fault.path, fault.message)))?;
    let new = Object::from_json(whole).map_err(|fault| refused("", fault))?;
    if new.id() != id {
        let fixed = if new.name() == object.name() { "kind" } else { "metadata.name" };
        return Err(refused(fixed, format!("its `{fixed}` stays")));
    }
    let places: HashMap<String, compose_model::Origin> = patch.value.places().into_iter().collect();
    let fields = moved.into_iter().filter_map(|(field, path)| {
        let origin = places.get(&path)?.clone();
        Some(FieldOrigin { object: id.clone(), field, key: format!("{key}.{path}"), origin })
    });
    Ok((new, fields.collect()))
}
