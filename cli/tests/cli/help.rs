//! Help, version, completions and the manual.

use insta::assert_snapshot;

#[cfg(unix)]
use crate::support::{BINARY, SMALL};
use crate::support::{Folder, Run};

fn run(line: &str) -> Run {
    Folder::empty().run_with(line, |command| {
        command.env("COLUMNS", "100");
    })
}

#[test]
fn help() {
    for (name, line) in [("short", "-h"), ("config", "config -h"), ("check", "check -h")] {
        assert_snapshot!(name, run(line).done().stdout);
    }
    let long = run("--help").done().stdout;
    for heading in ["Options for kubernetes:", "Options for swarm:", "Options for every target:"] {
        assert!(long.contains(heading), "{heading}");
    }
    let (convert, root) = (run("convert -h").done().stdout, run("-h").done().stdout);
    let options = |text: &str| text.split("Input:").nth(1).unwrap().to_owned();
    assert!(
        options(&root).starts_with(options(&convert).trim_end()),
        "the root takes what `convert` takes"
    );
}

#[test]
fn version() {
    assert_eq!(run("-V").done().stdout, format!("compose2k8s {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions() {
    for (shell, text) in [
        ("bash", "complete -F _compose2k8s"),
        ("zsh", "#compdef compose2k8s"),
        ("fish", "complete -c compose2k8s"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let script = run(&format!("completions {shell}")).done().stdout;
        assert!(script.contains(text), "{shell}");
        for word in ["message-format", "kube-version"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // The others do not complete values.
        if ["bash", "zsh", "fish"].contains(&shell) {
            assert!(script.contains("kubernetes") && script.contains("swarm"), "{shell}");
        }
    }
}

#[test]
fn manual() {
    let page = run("man").done().stdout;
    assert!(page.contains(".TH compose2k8s 1"), "{page}");
    for word in ["\\-\\-expose", "\\-\\-strict", "compose2k8s\\-config(1)"] {
        assert!(page.contains(word), "{word}");
    }
    let page = run("man config").done().stdout;
    assert!(page.contains(".TH compose2k8s-config 1"), "{page}");
    assert!(page.contains("\\-\\-no\\-interpolate"));
}

/// `kubectl` runs programs by the name of its plugins.
#[cfg(unix)]
#[test]
fn as_a_plugin_of_kubectl_it_is_called_so() {
    let folder = Folder::with(SMALL);
    let plugin = folder.path("kubectl-compose2k8s");
    std::os::unix::fs::symlink(BINARY, &plugin).unwrap();
    let run = |line: &str| {
        let output = std::process::Command::new(&plugin)
            .current_dir(folder.path(""))
            .args(line.split_whitespace())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run("-h").contains("Usage: kubectl compose2k8s [COMMAND] [-f FILE]"), "{}", run("-h"));
    let check = run("check -h");
    assert!(check.contains("Usage: kubectl compose2k8s check"), "{check}");
    assert!(run("").contains("kind: Deployment"));
}
