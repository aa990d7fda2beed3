//! What stands in a folder after each run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use compose_model::backend::{OutputFile, Role};
use compose_model::source::SourceMap;
use tempfile::TempDir;

use super::{Written, below, stream, write};
use crate::args::{Destination, OutputArgs};
use crate::failure::{Failure, Status};

fn document(path: &str, text: &str) -> OutputFile {
    let bytes = text.as_bytes().to_vec();
    OutputFile {
        path: path.to_owned(),
        bytes,
        role: Role::Document,
        executable: false,
        secret: false,
    }
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("out")
    }

    fn run(&self, files: &[OutputFile], force: bool) -> Result<Written, Failure> {
        let args =
            OutputArgs { destination: Destination::Folder(self.path()), force, check: false };
        write(files, &args, &SourceMap::default())
    }

    fn edit(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// All files but the record, with their contents.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.path(), "", &mut files);
        files.remove(".compose2k8s");
        files
    }

    fn names(&self) -> Vec<String> {
        self.files().into_keys().collect()
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.insert(format!("{name}/"), String::new());
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
fn what_an_earlier_run_wrote_is_replaced_and_removed() {
    let folder = Folder::new();
    folder
        .run(&[document("web.yaml", "1"), document("db.yaml", "1"), document("s/f", "1")], false)
        .unwrap();
    assert_eq!(folder.names(), ["db.yaml", "s/", "s/f", "web.yaml"]);
    let written = folder.run(&[document("web.yaml", "2")], false).unwrap();
    assert_eq!(written.removed, 2);
    assert_eq!(folder.files(), BTreeMap::from([("web.yaml".to_owned(), "2".to_owned())]));
}

#[test]
fn edited_files_are_neither_replaced_nor_removed() {
    let folder = Folder::new();
    folder.run(&[document("web.yaml", "1"), document("db.yaml", "1")], false).unwrap();
    folder.edit("web.yaml", "mine");
    let failure =
        folder.run(&[document("web.yaml", "2"), document("new.yaml", "2")], false).unwrap_err();
    assert_eq!(failure.status, Status::Errors);
    assert!(failure.message.contains("web.yaml` was edited"), "{}", failure.message);
    assert_eq!(folder.names(), ["db.yaml", "web.yaml"], "nothing is written, nothing removed");
    assert_eq!(folder.files()["web.yaml"], "mine");

    let written = folder.run(&[document("new.yaml", "2")], false).unwrap();
    assert_eq!(written.kept.len(), 1);
    assert_eq!((written.removed, folder.names()), (1, vec!["new.yaml".into(), "web.yaml".into()]));

    folder.run(&[document("web.yaml", "3")], true).unwrap();
    assert_eq!(folder.files()["web.yaml"], "3");
}

#[test]
fn files_that_are_not_ours_stay() {
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    folder.edit("web.yaml", "mine");
    folder.edit("notes.txt", "mine");
    let failure = folder.run(&[document("web.yaml", "1")], false).unwrap_err();
    assert!(failure.message.contains("was not written by compose2k8s"), "{}", failure.message);
    assert_eq!(folder.names(), ["notes.txt", "web.yaml"]);
    folder.run(&[document("web.yaml", "mine")], false).expect("the same content is no conflict");
    folder.run(&[document("other.yaml", "1")], false).unwrap();
    assert_eq!(folder.names(), ["notes.txt", "other.yaml"]);
}

#[test]
fn the_same_result_touches_nothing() {
    let folder = Folder::new();
    folder.run(&[document("web.yaml", "1")], false).unwrap();
    let time = || fs::metadata(folder.path().join("web.yaml")).unwrap().modified().unwrap();
    let before = time();
    std::thread::sleep(std::time::Duration::from_millis(20));
    folder.run(&[document("web.yaml", "1")], false).unwrap();
    assert_eq!(time(), before);
}

#[test]
fn a_run_that_was_cut_off_is_picked_up() {
    let folder = Folder::new();
    folder.run(&[document("a.yaml", "1"), document("b.yaml", "1")], false).unwrap();
    // As the record is after it was written and before all files were moved.
    let record = fs::read_to_string(folder.path().join(".compose2k8s")).unwrap();
    folder.run(&[document("a.yaml", "2"), document("b.yaml", "2")], false).unwrap();
    let later = fs::read_to_string(folder.path().join(".compose2k8s")).unwrap();
    folder.edit(".compose2k8s", &format!("{record}{later}"));
    folder.edit("b.yaml", "1");
    folder.run(&[document("a.yaml", "3"), document("b.yaml", "3")], false).unwrap();
    assert_eq!(folder.files()["b.yaml"], "3");
}

#[test]
fn a_forged_record_reaches_nothing_outside() {
    let folder = Folder::new();
    folder.run(&[document("a.yaml", "1")], false).unwrap();
    let outside = folder.0.path().join("precious");
    fs::write(&outside, "1").unwrap();
    let record = folder.path().join(".compose2k8s");
    let forged = fs::read_to_string(&record).unwrap();
    let line = forged.lines().last().unwrap();
    let absolute = line.replace("a.yaml", &outside.display().to_string());
    fs::write(&record, format!("{forged}{}\n{absolute}\n", line.replace("a.yaml", "../precious")))
        .unwrap();
    folder.run(&[document("b.yaml", "1")], false).unwrap();
    assert!(outside.exists());
    fs::write(&record, "something else").unwrap();
    let failure = folder.run(&[document("b.yaml", "2")], false).unwrap_err();
    assert!(failure.message.contains("no record"), "{}", failure.message);
}

#[test]
fn a_result_cannot_leave_its_folder() {
    for path in ["../x", "/x", "", "a/../../x", "a\\b", "a\nb", ".", "./x/.."] {
        assert_eq!(below(Path::new("out"), path), None, "{path:?}");
        let folder = Folder::new();
        folder.run(&[document(path, "1")], false).unwrap_err();
        assert!(!folder.path().exists(), "{path:?}");
    }
    assert_eq!(below(Path::new("out"), "a/b"), Some(Path::new("out/a/b").to_owned()));
    let folder = Folder::new();
    folder.run(&[document("a", "1"), document("a", "2")], false).unwrap_err();
    folder.run(&[document(".compose2k8s", "1")], false).unwrap_err();
    assert!(!folder.path().exists());
}

#[test]
fn a_folder_that_cannot_be_written_stays_as_it_was() {
    let folder = Folder::new();
    folder.run(&[document("a.yaml", "1")], false).unwrap();
    fs::create_dir(folder.path().join("b.yaml")).unwrap();
    let failure =
        folder.run(&[document("a.yaml", "2"), document("b.yaml", "2")], false).unwrap_err();
    assert!(failure.message.contains("is no ordinary file"), "{}", failure.message);
    assert_eq!(folder.files()["a.yaml"], "1");
    // A file where a folder is wanted: writing begins, fails, and leaves no temporary file.
    let failure = folder.run(&[document("c.yaml", "2"), document("a.yaml/x", "2")], false);
    failure.unwrap_err();
    assert_eq!(folder.names(), ["a.yaml", "b.yaml/"]);
    assert_eq!(folder.files()["a.yaml"], "1");
}

#[cfg(unix)]
#[test]
fn permissions_follow_what_a_file_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let secret = OutputFile { secret: true, ..document("secret.yaml", "1") };
    let script = OutputFile { executable: true, role: Role::Side, ..document("run.sh", "1") };
    let mode =
        |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    folder.run(&[document("secret.yaml", "1"), document("run.sh", "1")], false).unwrap();
    assert_eq!(mode("run.sh") & 0o111, 0);
    folder.run(&[secret, script], false).unwrap();
    assert_eq!(mode("secret.yaml"), 0o600);
    assert_eq!(mode("run.sh") & 0o100, 0o100);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = Folder::new();
    fs::create_dir(folder.path()).unwrap();
    let precious = folder.0.path().join("precious");
    fs::write(&precious, "mine").unwrap();
    std::os::unix::fs::symlink(&precious, folder.path().join("a.yaml")).unwrap();
    folder.run(&[document("a.yaml", "1")], false).unwrap_err();
    folder.run(&[document("a.yaml", "1")], true).unwrap_err();
    assert_eq!(fs::read_to_string(&precious).unwrap(), "mine");
}

#[test]
fn documents_become_one_stream() {
    let side = OutputFile { role: Role::Side, ..document("x", "side") };
    let files =
        [document("a", "a: 1"), side, document("b", "b: 1\n"), document("c", "---\nc: 1\n")];
    assert_eq!(String::from_utf8(stream::join(&files)).unwrap(), "a: 1\n---\nb: 1\n---\nc: 1\n");
}

#[test]
fn side_files_need_a_folder() {
    let side = OutputFile { role: Role::Side, ..document("files/app.conf", "side") };
    let files = [document("stack.yaml", "a: 1"), side];
    let args = OutputArgs { destination: Destination::Stdout, force: false, check: false };
    let failure = write(&files, &args, &SourceMap::default()).unwrap_err();
    assert_eq!(failure.status, Status::Usage);
    assert_eq!(failure.help.as_deref(), Some("use `-o DIR/` to write a folder"));
}

#[test]
fn one_file_is_replaced_but_never_the_input() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("all.yaml");
    let run = |text: &str, sources: &SourceMap| {
        let args =
            OutputArgs { destination: Destination::File(path.clone()), force: false, check: false };
        write(&[document("a", text)], &args, sources)
    };
    run("1\n", &SourceMap::default()).unwrap();
    run("2\n", &SourceMap::default()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "2\n");
    let mut sources = SourceMap::default();
    sources.add(path.display().to_string(), "2\n");
    let failure = run("3\n", &sources).unwrap_err();
    assert!(failure.message.contains("is a file of the project"), "{}", failure.message);
    assert_eq!(fs::read_to_string(&path).unwrap(), "2\n");
}
