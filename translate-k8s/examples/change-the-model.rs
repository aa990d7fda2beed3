//! Changes a project between loading and translating: every image comes from a mirror, and no service
//! runs without a limit of its memory.
//!
//! The model is plain data. What is put into it without a place in a file says so: its origin is
//! `Generated`, and findings about it point at what it was made for.
//!
//! ```console
//! $ cargo run -p translate-k8s --example change-the-model
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use compose_model::backend::{Context, Flow};
use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::model::service::{Deploy, Limits, Resources};
use compose_model::types::bytes::Bytes;
use compose_model::types::image::ImageReference;
use compose_model::vfs::MemoryVfs;
use compose_model::workers::Serial;
use compose_model::{Project, Spanned};

const MIRROR: &str = "mirror.example.org";

/// Lets every image come from the mirror.
fn mirror(project: &mut Project) {
    for service in project.services.values_mut() {
        let Some(image) = &mut service.image else { continue };
        if let Ok(reference) = image.parse::<ImageReference>() {
            // The place in the file stays: it is still that image.
            image.value = format!("{MIRROR}/{}", reference.full());
        }
    }
}

/// Gives a limit to every service that has none.
fn limit_memory(project: &mut Project, bytes: i64) {
    const BY: &str = "the company's default";
    for service in project.services.values_mut() {
        let deploy = service
            .deploy
            .get_or_insert_with(|| Box::new(Spanned::generated(Deploy::default(), BY)));
        let resources =
            deploy.resources.get_or_insert_with(|| Spanned::generated(Resources::default(), BY));
        let limits =
            resources.limits.get_or_insert_with(|| Spanned::generated(Limits::default(), BY));
        limits.memory.get_or_insert_with(|| Spanned::generated(Bytes(bytes), BY));
    }
}

fn convert(compose: &str) -> String {
    let files = MemoryVfs::new([("/project/compose.yaml", compose)]);
    let options = Options { working_dir: "/project".to_owned(), ..Options::default() };
    let mut loaded = load(&files, &MapEnv::default(), &options);
    let Some(mut project) = loaded.project else { return String::new() };
    mirror(&mut project);
    limit_memory(&mut project, 256 << 20);

    let mut context = Context {
        vfs: &files,
        diagnostics: &mut loaded.diagnostics,
        progress: &mut |_| Flow::Continue,
        trace: false,
        workers: &Serial,
    };
    let output =
        translate_k8s::translate(&project, &translate_k8s::Options::default(), &mut context);
    let files = translate_k8s::render(&output.objects);
    files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).collect()
}

fn main() {
    println!("{}", convert(COMPOSE));
}

const COMPOSE: &str = "\
services:
  web:
    image: nginx:1.29
  db:
    image: ghcr.io/acme/db:2
    deploy: {resources: {limits: {memory: 1g}}}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_come_from_the_mirror_and_memory_is_limited() {
        let manifests = convert(COMPOSE);
        for text in [
            "image: mirror.example.org/docker.io/library/nginx:1.29",
            "image: mirror.example.org/ghcr.io/acme/db:2",
            "memory: 256Mi",
            "memory: 1Gi",
        ] {
            assert!(manifests.contains(text), "{text}\n{manifests}");
        }
    }
}
