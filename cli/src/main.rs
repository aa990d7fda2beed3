//! The `compose2k8s` command.

use std::process::ExitCode;

/// Translating is allocating: with the system's allocator 1000 services take half as long again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    compose2k8s::run(std::env::args_os(), compose2k8s::BACKENDS)
}
