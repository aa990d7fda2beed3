//! Changes the objects of a translation before they are written: an annotation for all of them, a node
//! selector for pods, and an object of the caller's own.
//!
//! The objects are k8s-openapi's types, so that the compiler knows their fields. What is done here comes
//! after the translation's own check of what an API server would refuse.
//!
//! ```console
//! $ cargo run -p translate-k8s --example post-process
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::collections::BTreeMap;

use compose_model::backend::{Context, Flow};
use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::vfs::MemoryVfs;
use compose_model::workers::Serial;
use translate_k8s::Object;
use translate_k8s::k8s_openapi::api::core::v1::{ConfigMap, PodSpec};
use translate_k8s::k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

/// The pods' specification of a workload.
fn pod(object: &mut Object) -> Option<&mut PodSpec> {
    let template = match object {
        Object::Deployment(it) => &mut it.spec.as_mut()?.template,
        Object::StatefulSet(it) => &mut it.spec.as_mut()?.template,
        Object::DaemonSet(it) => &mut it.spec.as_mut()?.template,
        Object::Job(it) => &mut it.spec.as_mut()?.template,
        // There are more kinds, and new ones may come: `Object` is not exhaustive.
        _ => return None,
    };
    template.spec.as_mut()
}

/// What a company wants of all that runs in its clusters.
fn adapt(objects: &mut Vec<Object>) {
    for object in objects.iter_mut() {
        let annotations = object.metadata_mut().annotations.get_or_insert_default();
        annotations.insert("example.org/team".to_owned(), "shop".to_owned());
        if let Some(pod) = pod(object) {
            let selector = pod.node_selector.get_or_insert_default();
            selector.insert("kubernetes.io/arch".to_owned(), "amd64".to_owned());
        }
    }
    let contact = ConfigMap {
        metadata: ObjectMeta { name: Some("contact".to_owned()), ..ObjectMeta::default() },
        data: Some(BTreeMap::from([("mail".to_owned(), "shop@example.org".to_owned())])),
        ..ConfigMap::default()
    };
    objects.push(contact.into());
}

fn convert(compose: &str) -> Vec<Object> {
    let files = MemoryVfs::new([("/project/compose.yaml", compose)]);
    let options = Options { working_dir: "/project".to_owned(), ..Options::default() };
    let mut loaded = load(&files, &MapEnv::default(), &options);
    let Some(project) = loaded.project else { return Vec::new() };
    let mut context = Context {
        vfs: &files,
        diagnostics: &mut loaded.diagnostics,
        progress: &mut |_| Flow::Continue,
        trace: false,
        workers: &Serial,
    };
    let mut objects =
        translate_k8s::translate(&project, &translate_k8s::Options::default(), &mut context)
            .objects;
    adapt(&mut objects);
    objects
}

fn main() {
    for file in translate_k8s::render(&convert(COMPOSE)) {
        println!("# {}\n{}", file.path, String::from_utf8_lossy(&file.bytes));
    }
}

const COMPOSE: &str = "\
services:
  web:
    image: nginx:1.29
    ports: ['8080:80']
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_changed_and_added() {
        let objects = convert(COMPOSE);
        let ids: Vec<String> = objects.iter().map(Object::id).collect();
        assert_eq!(ids, ["Service/web", "Deployment/web", "ConfigMap/contact"]);
        let Object::Deployment(web) = &objects[1] else { panic!("the second is the Deployment") };
        let spec = web.spec.as_ref().and_then(|spec| spec.template.spec.as_ref()).unwrap();
        assert_eq!(spec.node_selector.as_ref().unwrap()["kubernetes.io/arch"], "amd64");
        let text = String::from_utf8(translate_k8s::render(&objects)[1].bytes.clone()).unwrap();
        assert!(text.contains("example.org/team: shop"), "{text}");
    }
}
