//! Wall time of the whole program, from start to exit, for 1, 100 and 1000 services.
//!
//! `cargo bench -p compose2k8s --bench process`. The aims are for an idle machine: 3 ms for one
//! service, 60 ms for a thousand, and growth no worse than linear.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod generator;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_compose2k8s");
const RUNS: usize = 30;
const AIMS: [(usize, Option<Duration>); 3] =
    [(1, Some(Duration::from_millis(3))), (100, None), (1000, Some(Duration::from_millis(60)))];

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    println!("{:>10} {:>8} {:>10} {:>10} {:>8}", "target", "services", "best", "median", "aim");
    for backend in compose2k8s::BACKENDS {
        for (services, aim) in AIMS {
            let file = folder.path().join("compose.yaml");
            fs::write(&file, generator::project(services)).expect("the project can be written");
            let mut times: Vec<Duration> =
                (0..RUNS).map(|_| run(folder.path(), backend.name())).collect();
            times.sort();
            let aim = aim.map_or_else(String::new, |aim| format!("{aim:?}"));
            let (best, median) = (times[0], times[times.len() / 2]);
            println!("{:>10} {services:>8} {best:>10.2?} {median:>10.2?} {aim:>8}", backend.name());
        }
    }
}

fn run(folder: &std::path::Path, target: &str) -> Duration {
    let mut command = Command::new(BINARY);
    command.args(["convert", "-q", "--to", target]).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program can be started");
    let elapsed = start.elapsed();
    assert!(status.success(), "the generated project is converted to {target}");
    elapsed
}
