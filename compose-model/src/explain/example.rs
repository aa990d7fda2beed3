//! The examples of rules: small projects as one text, for people to read and for tests to run.
//!
//! Most are a Compose file and nothing else. Where a finding needs more, the text says so:
//!
//! ```text
//! $ COMPOSE_PROFILES=debug compose2k8s --expose ingress
//! services: …
//! === nginx.conf
//! events {}
//! === model.bin (300 KiB)
//! ```
//!
//! A first line that begins with `$` is the command. What stands before the first `===` is
//! `compose.yaml`, and each `===` begins another file. Words in brackets after its name say what a page
//! cannot show: `(300 KiB)` of anything, `(Latin-1)` for a file in that encoding, `(executable)`,
//! `(a named pipe)`.

use crate::env::MapEnv;
use crate::vfs::{MemoryVfs, VfsError};

/// What an example consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example<'a> {
    /// The command line, without the `$`; `compose2k8s` where there is none.
    pub command: Option<&'a str>,
    /// The files, `compose.yaml` first where there is one.
    pub files: Vec<File<'a>>,
}

/// A file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// The path, relative to the project's folder.
    pub path: &'a str,
    /// What is not to be seen in the text.
    pub remark: Option<&'a str>,
    /// The text.
    pub text: &'a str,
}

const HEADING: &str = "=== ";

impl<'a> Example<'a> {
    /// Takes a text apart.
    pub fn parse(text: &'a str) -> Self {
        let (command, text) = match text.strip_prefix("$ ") {
            Some(rest) => {
                let (command, text) = rest.split_once('\n').unwrap_or((rest, ""));
                (Some(command.trim()), text)
            }
            None => (None, text),
        };
        let mut files = Vec::new();
        let (mut heading, mut start, mut at) = ("compose.yaml", 0, 0);
        for line in text.split_inclusive('\n') {
            if let Some(next) = line.strip_prefix(HEADING) {
                files.push(File::new(heading, &text[start..at]));
                (heading, start) = (next.trim(), at + line.len());
            }
            at += line.len();
        }
        files.push(File::new(heading, &text[start..]));
        // Only the implied heading of the beginning can stand for a file that is not there.
        if files[0].text.is_empty() && files[0].remark.is_none() {
            files.remove(0);
        }
        Self { command, files }
    }

    /// Whether a `compose.yaml` is the only file, so that nobody needs to be told which one it is.
    pub fn is_single(&self) -> bool {
        matches!(self.files.as_slice(), [File { path: "compose.yaml", remark: None, .. }])
    }

    /// The variables that the command line sets.
    pub fn env(&self) -> MapEnv {
        MapEnv::new(self.words().map_while(|word| word.split_once('=')))
    }

    /// The command line without the variables: the program and its arguments.
    pub fn args(&self) -> Vec<&'a str> {
        let args: Vec<&str> = self.words().skip_while(|word| word.contains('=')).collect();
        if args.is_empty() { vec!["compose2k8s"] } else { args }
    }

    fn words(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.command.unwrap_or_default().split_whitespace()
    }

    /// The files, in a folder but for those that have absolute paths.
    pub fn vfs(&self, folder: &str) -> MemoryVfs {
        let mut vfs = MemoryVfs::default();
        for file in &self.files {
            let beside =
                if file.path.starts_with('/') { String::new() } else { format!("{folder}/") };
            file.put(&mut vfs, beside + file.path);
        }
        vfs
    }
}

impl<'a> File<'a> {
    fn new(heading: &'a str, text: &'a str) -> Self {
        let remarked = heading.strip_suffix(')').and_then(|heading| heading.split_once(" ("));
        match remarked {
            Some((path, remark)) => Self { path, remark: Some(remark), text },
            None => Self { path: heading, remark: None, text },
        }
    }

    fn put(&self, vfs: &mut MemoryVfs, path: String) {
        let kibibytes =
            self.remark.and_then(|remark| remark.strip_suffix(" KiB")?.parse::<usize>().ok());
        match (self.remark, kibibytes) {
            (_, Some(kibibytes)) => vfs.insert(path, vec![b'x'; kibibytes << 10]),
            (Some("Latin-1"), _) => {
                let bytes = self.text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'));
                vfs.insert(path, bytes.collect::<Vec<_>>());
            }
            (Some("executable"), _) => vfs.insert_with_mode(path, self.text, 0o755),
            (Some("a named pipe"), _) => vfs.refuse(path, VfsError::NotRegular),
            _ => vfs.insert(path, self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::Env;
    use crate::vfs::Vfs;

    #[test]
    fn a_compose_file_alone() {
        let example = Example::parse("services: {}\n");
        assert!(example.is_single());
        assert_eq!(example.args(), ["compose2k8s"]);
        assert_eq!(example.vfs("/app").read("/app/compose.yaml", 99).unwrap(), b"services: {}\n");
    }

    #[test]
    fn a_command_and_files() {
        let example = Example::parse(
            "$ A=1 B= compose2k8s -f stack.yaml\n=== stack.yaml\nname: a\n=== conf/big (2 KiB)\n\
             === odd (Latin-1)\né\n=== pipe (a named pipe)\n=== run (executable)\n#!/bin/sh\n",
        );
        assert!(!example.is_single());
        assert_eq!(example.args(), ["compose2k8s", "-f", "stack.yaml"]);
        assert_eq!(example.env().get("A").as_deref(), Some("1"));
        assert_eq!(example.env().get("B").as_deref(), Some(""));
        let files = example.vfs("/app");
        let paths: Vec<&str> = example.files.iter().map(|file| file.path).collect();
        assert_eq!(paths, ["stack.yaml", "conf/big", "odd", "pipe", "run"]);
        assert_eq!(files.read("/app/stack.yaml", 99).unwrap(), b"name: a\n");
        assert_eq!(files.metadata("/app/conf/big").unwrap().size, 2048);
        assert_eq!(files.read("/app/odd", 99).unwrap(), b"\xe9\n");
        assert_eq!(files.read("/app/pipe", 99), Err(VfsError::NotRegular));
        assert_eq!(files.metadata("/app/run").unwrap().mode, 0o755);
    }
}
