//! Input that is wrong, hostile or no file at all: every one ends in a finding with its place, status
//! 1, nothing written, no panic, soon and in little memory.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::support::{Folder, SMALL, quickly};

/// Runs `convert` on a bad `compose.yaml` in all forms, and gives back what a person reads.
fn refused(what: &str, compose: &[u8]) -> String {
    let folder = Folder::with(compose);
    let errors = quickly(what, || folder.run("-o out/").errors());
    assert_eq!(folder.names(), ["compose.yaml"], "{what}: nothing is written");
    assert!(errors.contains("error["), "{what}: {errors}");
    assert!(!errors.contains("has a fault"), "{what}: {errors}");
    let short = folder.run("convert --message-format short").errors();
    assert!(short.contains("compose.yaml"), "{what}: the finding names the file: {short}");
    for line in folder.run("convert --message-format json").errors().lines() {
        serde_json::from_str::<serde_json::Value>(line).expect(what);
    }
    errors
}

/// As [`refused`], for files of which the source cannot be shown.
#[test]
fn texts() {
    let mut all = String::new();
    for (what, compose) in [
        ("empty file", ""),
        ("comment only", "# nothing\n"),
        ("tab", "services:\n\tweb:\n\t\timage: nginx\n"),
        ("unclosed quote", "services:\n  web:\n    image: \"nginx\n    command: x\n"),
        ("list at the top", "- services\n"),
        ("text at the top", "just text\n"),
        ("missing variable", "services:\n  web:\n    image: nginx:${TAG:?set it to a version}\n"),
        ("bad variable", "services:\n  web:\n    image: nginx:${TAG\n"),
        ("undefined alias", "services:\n  web: *base\n"),
        ("duplicate key", "services:\n  web:\n    image: a\n    image: b\n"),
        ("no image", "services:\n  web: {}\n"),
        ("unknown key", "services:\n  web:\n    image: nginx\n    prots: [80]\n"),
    ] {
        let _ = writeln!(all, "== {what}\n{}", refused(what, compose.as_bytes()));
    }
    assert_snapshot!(all);
}

#[test]
fn not_utf8() {
    assert_snapshot!(refused("not UTF-8", b"services:\n  web:\n    image: \"caf\xe9\"\n"));
    refused("UTF-16", b"\xff\xfes\0e\0r\0v\0i\0c\0e\0s\0");
    refused("bytes", &(0u8..=255).collect::<Vec<_>>());
    refused("zeros", &[0; 4096]);
}

#[test]
fn alias_bomb() {
    let mut bomb = "x-a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        let list = [alias.as_str(); 9].join(", ");
        let _ = writeln!(bomb, "x-a{level}: &a{level} [{list}]");
    }
    let errors = refused("alias bomb", format!("{bomb}{SMALL}").as_bytes());
    assert!(errors.contains("alias") || errors.contains("nodes"), "{errors}");
}

#[test]
fn nesting_without_end() {
    refused("brackets", "[".repeat(100_000).as_bytes());
    refused("braces", "{a: ".repeat(100_000).as_bytes());
    refused("closed brackets", ("[".repeat(100_000) + &"]".repeat(100_000)).as_bytes());
    let deep: String = (0..3000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    refused("nested maps", deep.as_bytes());
    refused("variables", format!("name: {}x\n", "${A:-".repeat(50_000)).as_bytes());
    refused("sequence of dashes", "- ".repeat(100_000).as_bytes());
}

#[test]
fn too_large() {
    let folder = Folder::empty();
    let file = std::fs::File::create(folder.path("compose.yaml")).unwrap();
    file.set_len((32 << 20) + 1).unwrap();
    let errors = quickly("large file", || folder.run("").errors());
    assert_snapshot!(errors);
    let errors =
        quickly("large input", || folder.run_on("-f -", &vec![b'#'; (32 << 20) + 1]).errors());
    assert!(errors.contains("limit"), "{errors}");
}

#[test]
fn no_files() {
    let mut all = String::new();
    let folder = Folder::empty();
    let _ = writeln!(all, "== nothing here\n{}", folder.run("").errors());
    folder.file("sub/compose.yml", SMALL);
    for line in [
        "-f missing.yaml",
        "-f sub",
        "-f sub/compose.yml/x",
        "--env-file no.env -f sub/compose.yml",
    ] {
        let _ = writeln!(all, "== {line}\n{}", folder.run(line).errors());
    }
    assert_snapshot!(all);
}

#[cfg(unix)]
#[test]
fn no_ordinary_files() {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let mut all = String::new();
    let folder = Folder::with(SMALL);
    symlink("loop.yaml", folder.path("loop.yaml")).unwrap();
    let made = Command::new("mkfifo").arg(folder.path("pipe.yaml")).status().unwrap();
    assert!(made.success());
    for name in ["loop.yaml", "/dev/zero", "/dev/null"] {
        let errors = quickly(name, || folder.run(&format!("-f {name}")).errors());
        let _ = writeln!(all, "== {name}\n{errors}");
    }
    let env_file = "services:\n  web:\n    image: nginx\n    env_file: /dev/zero\n";
    folder.file("env.yaml", env_file);
    let errors = quickly("env_file", || folder.run("-f env.yaml").errors());
    let _ = writeln!(all, "== env_file\n{errors}");
    folder.file("include.yaml", "include: [pipe.yaml]\n");
    for line in ["--env-file /dev/zero", "--env-file pipe.yaml", "-f include.yaml"] {
        let errors = quickly(line, || folder.run(line).errors());
        let _ = writeln!(all, "== {line}\n{errors}");
    }
    assert_snapshot!(all);
}

/// A FIFO that the command line names is read, as `docker compose` does, and not without end.
#[cfg(unix)]
#[test]
fn a_named_pipe() {
    use std::fs::File;
    use std::io::Write as _;
    use std::process::Command;
    use std::thread;

    let folder = Folder::empty();
    let path = folder.path("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let run = thread::scope(|scope| {
        scope.spawn(|| File::create(&path).unwrap().write_all(SMALL.as_bytes()));
        quickly("pipe", || folder.run("-f pipe.yaml"))
    });
    assert!(run.done().stdout.contains("image: nginx:1.29"));
    let errors = thread::scope(|scope| {
        scope.spawn(|| {
            let mut pipe = File::create(&path).unwrap();
            // Ends when nobody reads any more.
            while pipe.write_all(&[b'#'; 1 << 12]).is_ok() {}
        });
        quickly("endless", || folder.run("-f pipe.yaml").errors())
    });
    assert!(errors.contains("cannot read `pipe.yaml`"), "{errors}");
}

/// The address space of the whole process is limited, so that a test that needs more fails.
#[cfg(target_os = "linux")]
#[test]
fn in_little_memory() {
    use std::process::Command;

    use crate::support::BINARY;

    let bomb: String = (1..12)
        .map(|n| format!("x-{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", ")))
        .collect();
    let bomb = format!("x-0: &a0 [x, x, x]\n{bomb}");
    let lists = "x: ".to_owned() + &"[".repeat(1_000_000);
    for text in [bomb, lists, "a: &a [*a]\n".to_owned(), "- x\n".repeat(200_000)] {
        let folder = Folder::with(text);
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 307200; exec \"$0\" convert -q", BINARY]);
        let output = command.current_dir(folder.path("")).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
