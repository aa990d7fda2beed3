//! Converts projects in a service that does many things at once.
//!
//! A conversion only computes: it waits for nothing, so that there is nothing to await in it. It runs on
//! a thread for blocking work; what it reads is fetched before, and who hangs up stops it at the next
//! service.
//!
//! ```console
//! $ cargo run -p translate-k8s --example async-service
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use compose_model::backend::{Context, Flow};
use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::vfs::MemoryVfs;
use compose_model::workers::Serial;

/// Stops a conversion when the request that wants it goes away.
struct HangUp(Arc<AtomicBool>);

impl Drop for HangUp {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What a client gets: the manifests, or what is wrong.
async fn handle(compose: String) -> Result<String, Vec<String>> {
    let gone = Arc::new(AtomicBool::new(false));
    let _hang_up = HangUp(Arc::clone(&gone));
    let conversion = tokio::task::spawn_blocking(move || convert(&compose, &gone));
    conversion.await.unwrap_or_else(|failure| Err(vec![failure.to_string()]))
}

fn convert(compose: &str, gone: &AtomicBool) -> Result<String, Vec<String>> {
    let files = MemoryVfs::new([("/project/compose.yaml", compose)]);
    let options = Options { working_dir: "/project".to_owned(), ..Options::default() };
    let mut loaded = load(&files, &MapEnv::default(), &options);
    let project = loaded.project.filter(|_| !loaded.diagnostics.has_errors());
    let objects = project.map(|project| {
        let mut context = Context {
            vfs: &files,
            diagnostics: &mut loaded.diagnostics,
            progress: &mut |_| {
                if gone.load(Ordering::Relaxed) { Flow::Stop } else { Flow::Continue }
            },
            trace: false,
            workers: &Serial,
        };
        translate_k8s::translate(&project, &translate_k8s::Options::default(), &mut context).objects
    });
    match objects.filter(|_| !loaded.diagnostics.has_errors()) {
        Some(objects) => {
            let files = translate_k8s::render(&objects);
            Ok(files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).collect())
        }
        None => Err(loaded.diagnostics.iter().map(|finding| finding.message.clone()).collect()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let requests = ["nginx:1.29", "redis:8"]
        .map(|image| tokio::spawn(handle(format!("services: {{web: {{image: '{image}'}}}}"))));
    for request in requests {
        match request.await {
            Ok(Ok(manifests)) => println!("{manifests}"),
            Ok(Err(findings)) => println!("{}", findings.join("\n")),
            Err(failure) => println!("{failure}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn requests_run_at_the_same_time() {
        let handles: Vec<_> = (0..20)
            .map(|n| tokio::spawn(handle(format!("services: {{web: {{image: 'a:{n}'}}}}"))))
            .collect();
        for (n, handle) in handles.into_iter().enumerate() {
            let manifests = handle.await.unwrap().unwrap();
            assert!(manifests.contains(&format!("image: a:{n}\n")), "{manifests}");
        }
        assert_eq!(handle("services: {web: {}}".to_owned()).await.unwrap_err().len(), 1);
    }

    #[tokio::test]
    async fn who_hangs_up_stops_the_work() {
        let gone = Arc::new(AtomicBool::new(false));
        drop(HangUp(Arc::clone(&gone)));
        let services = "services: {web: {image: nginx}}";
        assert_eq!(convert(services, &gone), Ok(String::new()), "nothing is translated any more");
    }
}
