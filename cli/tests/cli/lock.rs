//! `lock`, and `--locked`.

mod answers;
mod credentials;
mod files;
mod real;

use std::process::Command;

use crate::support::{Folder, Run};

/// A project of one service whose image a registry of this machine has.
fn folder(port: u16, image: &str) -> Folder {
    Folder::with(format!("services:\n  web:\n    image: localhost:{port}/{image}\n"))
}

/// Runs with the credentials that `docker login` would have written to `docker/config.json`.
fn run(folder: &Folder, line: &str) -> Run {
    run_with(folder, line, |_| {})
}

fn run_with(folder: &Folder, line: &str, change: impl FnOnce(&mut Command)) -> Run {
    let config = folder.path("docker");
    folder.run_with(line, |command| {
        command.env("DOCKER_CONFIG", config);
        change(command);
    })
}
