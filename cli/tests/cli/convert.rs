//! Results: where they go, and what is said beside them.

use std::process::{Command, Stdio};

use crate::support::{BINARY, Folder, SMALL, names};

#[test]
fn to_the_standard_output() {
    let folder = Folder::with(SMALL);
    let run = folder.run("").done();
    assert!(run.stdout.starts_with("apiVersion: "), "{}", run.stdout);
    assert!(run.stdout.contains("\n---\n"));
    assert_eq!(folder.run("convert --to kubernetes -o -").done().stdout, run.stdout);
    assert_eq!(folder.run_on("-f - -p project", SMALL.as_bytes()).done().stdout, run.stdout);
    assert!(run.stderr.contains("1 service converted to "), "{}", run.stderr);
    assert_eq!(folder.names(), ["compose.yaml"]);
}

#[test]
fn to_a_folder() {
    let folder = Folder::with(SMALL);
    let stderr = folder.run("-o k8s/").done().stderr;
    assert!(stderr.contains(" in k8s/"), "{stderr}");
    let first = names(&folder.path("k8s"));
    assert!(first.iter().any(|name| name.starts_with("web-")), "{first:?}");
    assert!(first.contains(&".compose2k8s".to_owned()));

    folder.file("compose.yaml", SMALL.replace("web:", "app:"));
    let stderr = folder.run("-o k8s/").done().stderr;
    assert!(stderr.contains("of an earlier run removed"), "{stderr}");
    assert!(names(&folder.path("k8s")).iter().all(|name| !name.starts_with("web-")));

    let name = names(&folder.path("k8s")).pop().unwrap();
    folder.file(&format!("k8s/{name}"), "mine");
    folder.file("compose.yaml", SMALL);
    let stderr = folder.run("-o k8s/").done().stderr;
    assert!(stderr.contains("was edited: it stays"), "{stderr}");
    assert_eq!(folder.read(&format!("k8s/{name}")), "mine");
}

#[test]
fn to_one_file() {
    let folder = Folder::with(SMALL);
    folder.run("-o all.yaml").done();
    assert_eq!(folder.read("all.yaml"), folder.run("").stdout);
    let stderr = folder.run("-o compose.yaml").usage();
    assert!(stderr.contains("`compose.yaml` is a file of the project"), "{stderr}");
    assert_eq!(folder.read("compose.yaml"), SMALL);
    let stderr = folder.run("-o missing/all.yaml").errors();
    assert!(stderr.contains("the folder `"), "{stderr}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = Folder::with(SMALL);
    for target in ["kubernetes", "swarm"] {
        let run = || folder.run(&format!("--to {target}")).done().stdout;
        let first = run();
        for _ in 0..5 {
            assert_eq!(run(), first);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let services: String = (0..500).map(|n| format!("  s{n}:\n    image: nginx\n")).collect();
    let folder = Folder::with(format!("services:\n{services}"));
    let mut command = Command::new(BINARY);
    command.current_dir(folder.path("")).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{stderr}");
    assert!(!stderr.contains("error"), "{stderr}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::with(SMALL);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(BINARY);
    command.current_dir(folder.path("")).stdout(full).stderr(Stdio::piped());
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("cannot write to the standard output")
    );
}

/// The number of lines that say `level`.
fn count(stderr: &str, level: &str) -> usize {
    stderr.lines().filter(|line| line.starts_with(level)).count()
}

#[test]
fn findings_are_shown_as_asked() {
    let folder = Folder::with(
        "services:\n  web:\n    image: nginx\n    container_name: shop-web\n    cpu_rt_runtime: 400000\n",
    );
    let normal = folder.run("").done().stderr;
    assert!(count(&normal, "warning[") > 0, "{normal}");
    assert_eq!(count(&normal, "note["), 0, "{normal}");
    let verbose = folder.run("-v").done().stderr;
    assert!(count(&verbose, "note[") > 0, "{verbose}");
    assert_eq!(folder.run("-q").done().stderr, "");
    for line in folder.run("--message-format json").done().stderr.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["version"], 1);
    }
    let short = folder.run("--message-format short").done().stderr;
    assert!(short.lines().all(|line| line.contains("]: ")), "{short}");
}

#[test]
fn policies_decide_what_counts() {
    let folder = Folder::with("services:\n  web:\n    image: nginx\n    cpu_rt_runtime: 400000\n");
    folder.run("").done();
    let errors = folder.run("--strict").errors();
    assert!(errors.contains("error[K"), "{errors}");
    folder.run("--strict --allow unsupported").done();
    folder.run("--strict --allow services.web.cpu_rt_runtime").done();
    folder.run("--deny unsupported").errors();
    let errors = folder.run("check --strict -q").errors();
    assert!(errors.contains("error[K"), "{errors}");
}

#[test]
fn check_writes_nothing() {
    let folder = Folder::with(SMALL);
    let run = folder.run("check --to kubernetes,swarm").done();
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("1 service checked\n"), "{}", run.stderr);
    assert_eq!(folder.names(), ["compose.yaml"]);
}

/// `-f <(…)` is a pipe that the shell opened.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_of_the_shell_is_read() {
    let program = env!("CARGO_BIN_EXE_compose2k8s");
    let script = format!(
        "{program} -p shop -f <(printf 'services: {{web: {{image: a}}}}') -f <(printf 'services: {{web: {{tty: true}}}}') config"
    );
    let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
    let (said, told) = (output.stdout, output.stderr);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&told));
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("image: a") && said.contains("tty: true"), "{said}");
}
