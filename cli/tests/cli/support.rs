//! A folder with files, and the binary run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The binary under test.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_compose2k8s");

/// No input may take longer. A build without optimisation gets more, for it is not what users run.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// A project that every target can take.
pub(crate) const SMALL: &str = "\
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
";

/// A folder of a test, removed after it.
pub(crate) struct Folder {
    temporary: TempDir,
    project: PathBuf,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    /// A folder named `project` with a `compose.yaml`.
    pub(crate) fn with(compose: impl AsRef<[u8]>) -> Self {
        let folder = Self::empty();
        folder.file("compose.yaml", compose);
        folder
    }

    pub(crate) fn empty() -> Self {
        let temporary = TempDir::new().unwrap();
        let project = temporary.path().join("project");
        fs::create_dir(&project).unwrap();
        Self { temporary, project }
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.project.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        self.shown(fs::read(self.path(name)).unwrap())
    }

    /// The names in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        names(&self.project)
    }

    /// Runs the binary through a link named `kompose`, as pipelines find it.
    #[cfg(unix)]
    pub(crate) fn kompose(&self, line: &str) -> Run {
        self.kompose_with(line, |_| {})
    }

    #[cfg(unix)]
    pub(crate) fn kompose_with(&self, words: &str, change: impl FnOnce(&mut Command)) -> Run {
        let link = self.temporary.path().join("kompose");
        if !link.exists() {
            std::os::unix::fs::symlink(BINARY, &link).unwrap();
        }
        let mut command = self.command_of(&link, words);
        change(&mut command);
        self.finish(command.stdin(Stdio::null()).output().unwrap())
    }

    pub(crate) fn run(&self, line: &str) -> Run {
        self.run_with(line, |_| {})
    }

    /// Runs the binary with these words, after `change` has set what is special.
    pub(crate) fn run_with(&self, line: &str, change: impl FnOnce(&mut Command)) -> Run {
        let mut command = self.command(line);
        change(&mut command);
        self.finish(command.stdin(Stdio::null()).output().unwrap())
    }

    /// Runs the binary with a standard input.
    pub(crate) fn run_on(&self, line: &str, input: &[u8]) -> Run {
        let mut command = self.command(line);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that refuses its input may close it early.
        let _ = stdin.write_all(input);
        drop(stdin);
        self.finish(child.wait_with_output().unwrap())
    }

    fn command(&self, line: &str) -> Command {
        self.command_of(Path::new(BINARY), line)
    }

    fn command_of(&self, program: &Path, line: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.project).args(line.split_whitespace());
        command.env_clear().env("PATH", "/usr/bin:/bin").env("NO_COLOR", "1");
        command
    }

    fn finish(&self, output: Output) -> Run {
        let status = output.status.code().expect("the program is not killed by a signal");
        Run { status, stdout: self.shown(output.stdout), stderr: self.shown(output.stderr) }
    }

    /// Paths of this test's folder are shown as `[…]`.
    fn shown(&self, bytes: Vec<u8>) -> String {
        let root = self.temporary.path().display().to_string();
        String::from_utf8(bytes).unwrap().replace(&root, "[…]")
    }
}

impl Run {
    /// The run, which must have ended well.
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.status, 0, "{}", self.stderr);
        self
    }

    /// What was said by a run that had to fail because of the project.
    pub(crate) fn errors(self) -> String {
        assert_eq!(self.status, 1, "{}\n{}", self.stdout, self.stderr);
        assert_eq!(self.stdout, "", "nothing is written when there is an error");
        self.stderr
    }

    /// What was said by a run that had to fail because of its arguments.
    pub(crate) fn usage(self) -> String {
        assert_eq!(self.status, 2, "{}\n{}", self.stdout, self.stderr);
        assert_eq!(self.stdout, "");
        self.stderr
    }
}

/// Runs something that must not take long.
pub(crate) fn quickly<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    let elapsed = start.elapsed();
    assert!(elapsed < LIMIT, "{what} took {elapsed:?}");
    result
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
