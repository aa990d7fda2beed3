//! The docker client as the reader of what we write. It needs no engine for that.

// The core starts no process and prints nothing; this test has another program check its output.
#![allow(clippy::disallowed_types, clippy::disallowed_methods, clippy::print_stdout)]
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use compose_model::backend::OutputFile;

/// Why the client cannot be asked, where it cannot.
fn reason_to_skip() -> Option<&'static str> {
    static REASON: OnceLock<Option<String>> = OnceLock::new();
    let reason = REASON.get_or_init(|| {
        let Ok(output) = Command::new("docker").arg("--version").output() else {
            return Some("there is no docker client".to_owned());
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let version = text.split_whitespace().nth(2).unwrap_or_default();
        let major = version.split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
        (major < 23).then(|| format!("the docker client {version} is older than 23"))
    });
    reason.as_deref()
}

/// Has `docker stack config` read a stack with its files.
pub fn must_accept(name: &str, files: &[OutputFile]) {
    if let Some(reason) = reason_to_skip() {
        println!("skipped: {name} is not read by docker, because {reason}");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for file in files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
    let output = Command::new("docker")
        .args(["stack", "config", "-c"])
        .arg(folder.join("stack.yaml"))
        .env("DOCKER_CONFIG", &folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "docker refuses {name}: {said}");
}
