//! What is done at the same time gives what is done one after the other.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fmt::Write as _;

use compose_model::vfs::MemoryVfs;
use compose_model::workers::{Serial, Task, Workers};
use translate_k8s::Options;
use translate_k8s::options::Expose;

/// Begins with what stands last.
struct Backwards;

impl Workers for Backwards {
    fn count(&self) -> usize {
        4
    }

    fn run(&self, tasks: Vec<Task<'_>>) {
        tasks.into_iter().rev().for_each(|task| task());
    }
}

/// Services that have parts in each other's objects: claims, Jobs, and routes whose names are alike.
fn entangled(services: usize) -> String {
    let mut text = String::from("services:\n");
    for n in 0..services {
        let (tens, next) = (n / 10, (n + 1) % services);
        writeln!(
            text,
            "  s{n}:\n    image: app:{n}\n    volumes: [\"shared{tens}:/data\", \"own{n}:/own\"]"
        )
        .unwrap();
        writeln!(text, "    environment: {{PEER: \"http://s{next}:80{:02}/\"}}", n % 100).unwrap();
        writeln!(text, "    ports: [\"{}:80\", \"{}:81\"]", 10_000 + n, 20_000 + n).unwrap();
        if n % 7 == 3 {
            writeln!(
                text,
                "    depends_on: {{job{tens}: {{condition: service_completed_successfully}}}}"
            )
            .unwrap();
        }
        if n % 10 == 0 {
            writeln!(text, "  job{tens}:\n    image: job\n    restart: on-failure").unwrap();
        }
    }
    // Their routes want the names that others have.
    text.push_str("  s1-published: {image: a, ports: [\"9001:90\"]}\n");
    text.push_str("  s2-81: {image: b, ports: [\"9002:90\"]}\nvolumes:\n");
    for n in 0..services {
        writeln!(text, "  own{n}:").unwrap();
        if n % 10 == 0 {
            writeln!(text, "  shared{}:", n / 10).unwrap();
        }
    }
    text
}

#[test]
fn pods_are_what_they_are_one_by_one() {
    let text = entangled(200);
    for expose in [Expose::LoadBalancer, Expose::Ingress, Expose::Gateway, Expose::NodePort] {
        let mut options = Options::default();
        options.exposure.way = expose;
        let [one, other] = [&Serial as &dyn Workers, &Backwards]
            .map(|workers| support::with_workers(&text, &options, MemoryVfs::default(), workers));
        assert!(one.output.objects.len() > 800, "{}", one.findings());
        assert!(one.output.objects == other.output.objects, "{expose:?}: the objects differ");
        assert_eq!(one.findings(), other.findings());
        let fields = |translated: &support::Translated| -> Vec<String> {
            translated.output.fields.iter().map(|field| format!("{field:?}")).collect()
        };
        assert!(fields(&one) == fields(&other), "{expose:?}: the origins differ");
    }
}
