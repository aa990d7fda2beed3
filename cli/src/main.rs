//! The `compose2k8s` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    compose2k8s::run(std::env::args_os(), compose2k8s::BACKENDS)
}
