//! Loading and translating in process, for 1, 100 and 1000 services.
//!
//! `cargo bench -p compose2k8s --bench translate`

mod generator;

use std::hint::black_box;

use compose_model::backend::{Context, Flow, OptionValues, Progress};
use compose_model::diagnostic::Diagnostics;
use compose_model::env::MapEnv;
use compose_model::load::{self, Loaded};
use compose_model::vfs::MemoryVfs;
use compose_model::workers::Serial;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const SIZES: [usize; 3] = [1, 100, 1000];

fn load(vfs: &MemoryVfs) -> Loaded {
    let options = load::Options { working_dir: "/srv/shop".to_owned(), ..load::Options::default() };
    load::load(vfs, &MapEnv::default(), &options)
}

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    for services in SIZES {
        let text = generator::project(services);
        group.throughput(Throughput::Bytes(text.len() as u64));
        let vfs = MemoryVfs::new([("/srv/shop/compose.yaml", text)]);
        assert_eq!(load(&vfs).project.map_or(0, |project| project.services.len()), services);
        group.bench_with_input(BenchmarkId::from_parameter(services), &vfs, |bencher, vfs| {
            bencher.iter(|| black_box(load(vfs)));
        });
    }
    group.finish();
}

fn translating(criterion: &mut Criterion) {
    for backend in compose2k8s::BACKENDS {
        let mut group = criterion.benchmark_group(backend.name());
        for services in SIZES {
            let vfs = MemoryVfs::new([("/srv/shop/compose.yaml", generator::project(services))]);
            let project = load(&vfs).project.expect("the generated project is valid");
            group.throughput(Throughput::Elements(services as u64));
            group.bench_with_input(
                BenchmarkId::from_parameter(services),
                &project,
                |bencher, project| {
                    bencher.iter(|| {
                        let mut diagnostics = Diagnostics::default();
                        let progress = &mut |_: Progress<'_>| Flow::Continue;
                        let mut context = Context {
                            vfs: &vfs,
                            diagnostics: &mut diagnostics,
                            progress,
                            trace: false,
                            workers: &Serial,
                        };
                        black_box(backend.translate(
                            project,
                            &OptionValues::default(),
                            &mut context,
                        ))
                    });
                },
            );
        }
        group.finish();
    }
}

criterion_group!(benches, loading, translating);
criterion_main!(benches);
