//! What loading costs beside the bare events of the YAML parser, and how it grows.
//!
//! `cargo bench -p compose-model`. Two things are promised: loading a file of 10 MB takes at most
//! three times as long as reading its events, and 10 000 services at most eleven times as long as
//! 1 000.

use std::fmt::Write as _;
use std::hint::black_box;

use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::vfs::MemoryVfs;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A project of so many services, each with what services commonly have.
fn project(services: usize) -> String {
    let mut text = "services:\n".to_owned();
    for n in 0..services {
        // Writing into a string cannot fail.
        let _ = write!(
            text,
            r#"  service-{n}:
    image: registry.example.com/team/service-{n}:1.2.3
    command: ["serve", "--port", "8080", "--name", "service-{n}"]
    environment:
      NAME: service-{n}
      LEVEL: ${{LEVEL:-info}}
      PATH_PREFIX: /api/{n}
    ports:
      - "{port}:8080"
    volumes:
      - data-{n}:/var/lib/data
      - ./config/{n}.yaml:/etc/service/config.yaml:ro
    labels:
      - team=shop
      - service={n}
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8080"]
      interval: 10s
    deploy:
      replicas: 2
      resources: {{limits: {{cpus: "0.5", memory: 100M}}}}
"#,
            port = 10_000 + n % 50_000,
        );
        if n > 0 {
            let _ = write!(text, "    depends_on:\n      - service-{}\n", n - 1);
        }
    }
    text.push_str("volumes:\n");
    for n in 0..services {
        let _ = writeln!(text, "  data-{n}: {{}}");
    }
    text
}

/// The number of services that make a file of 10 MB.
const TEN_MEGABYTES: usize = 15_200;

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10);
    let options = Options { working_dir: "/srv/shop".to_owned(), ..Options::default() };
    for services in [1_000, 10_000, TEN_MEGABYTES] {
        let text = project(services);
        group.throughput(Throughput::Bytes(text.len() as u64));
        let events = BenchmarkId::new("events", services);
        group.bench_with_input(events, &text, |bencher, text| {
            bencher.iter(|| {
                let parser = granit_parser::Parser::new_from_str(text);
                black_box(parser.map_while(Result::ok).count())
            });
        });
        let vfs = MemoryVfs::new([("/srv/shop/compose.yaml", text)]);
        let loaded = load(&vfs, &MapEnv::default(), &options);
        assert!(!loaded.diagnostics.has_errors(), "the project is valid");
        assert_eq!(loaded.project.map_or(0, |project| project.services.len()), services);
        let project = BenchmarkId::new("project", services);
        group.bench_with_input(project, &vfs, |bencher, vfs| {
            bencher.iter_with_large_drop(|| black_box(load(vfs, &MapEnv::default(), &options)));
        });
    }
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
