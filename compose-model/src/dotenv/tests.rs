//! Reads env files and looks at values, places and messages.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{EnvFile, Format};
use crate::diagnostic::Diagnostics;
use crate::env::MapEnv;
use crate::load::{LoadContext, Options};
use crate::source::SourceMap;
use crate::vfs::MemoryVfs;

/// An env file that was read.
struct Read {
    variables: EnvFile,
    sources: SourceMap,
    diagnostics: Diagnostics,
}

fn read(text: &str) -> Read {
    read_as(text, Format::Compose)
}

fn read_as(text: &str, format: Format) -> Read {
    let vfs = MemoryVfs::default();
    let env = MapEnv::new([("OS", "os"), ("X", "outer")]);
    let options = Options::default();
    let mut context = LoadContext::new(&vfs, &env, &options);
    let file = context.sources.add(".env", text);
    let outer = context.scope.variables.clone();
    let lookup = |name: &str| outer.get(name).cloned();
    let mut variables = EnvFile::new();
    context.parse_env_file(file, format, &lookup, &mut variables);
    context.report_unset_variables();
    Read { variables, sources: context.sources, diagnostics: context.diagnostics }
}

impl Read {
    fn pairs(&self) -> Vec<(&str, &str)> {
        self.variables.iter().map(|(name, v)| (name.as_str(), &*v.value)).collect()
    }

    fn findings(&self) -> String {
        let mut text = String::new();
        for diagnostic in &self.diagnostics {
            let _ = writeln!(text, "{}: {}", diagnostic.rule.code, diagnostic.message);
            for label in diagnostic.primary.iter().chain(&diagnostic.related) {
                let (_, at) = self.sources.locate(label.span);
                let source = self.sources.text(label.span);
                let _ = writeln!(text, "  {}:{} {source:?} {}", at.line, at.column, label.text);
            }
            for line in &diagnostic.help {
                let _ = writeln!(text, "  = {line}");
            }
        }
        text
    }
}

#[track_caller]
fn check(text: &str, want: &[(&str, &str)]) {
    let read = read(text);
    assert_eq!(read.pairs(), want, "{text}");
    assert_eq!(read.findings(), "", "{text}");
}

#[test]
fn names_and_plain_values() {
    check(
        "A=1\nB = 2\nC= 3 \nexport D=4\nE: 5\nF=\n# c\n  G=7\nH=a b c # comment\nI=a#b\n",
        &[
            ("A", "1"),
            ("B", "2"),
            ("C", "3"),
            ("D", "4"),
            ("E", "5"),
            ("F", ""),
            ("G", "7"),
            ("H", "a b c"),
            ("I", "a#b"),
        ],
    );
    check("A.b-c[0]=x\n1A=y\nÄ=z", &[("A.b-c[0]", "x"), ("1A", "y"), ("Ä", "z")]);
    check("A=#x\nB= #y\nC=z #\r\nD=e\r\n", &[("A", "#x"), ("B", "#y"), ("C", "z"), ("D", "e")]);
    check(
        "A=b=c\nB==d\nC: e: f\nexport=g",
        &[("A", "b=c"), ("B", "=d"), ("C", "e: f"), ("export", "g")],
    );
    check("A=1\nA=2\n", &[("A", "2")]);
    check("\n\n  # only a comment", &[]);
}

#[test]
fn quotes() {
    check(r#"A="x # y" # z"#, &[("A", "x # y")]);
    check("A='s # $X \\n \\'t\\\\'\n", &[("A", "s # $X \\n 't\\\\")]);
    check("A=\"1\n 2\"\nB='3\r\n4'", &[("A", "1\n 2"), ("B", "3\r\n4")]);
    check(r#"A="q\"\ta\\" B="\$X\c""#, &[("A", "q\"\ta\\"), ("B", "$X\\c")]);
    check("A=it's\nB=x\"y\"", &[("A", "it's"), ("B", "x\"y\"")]);
}

#[test]
fn variables_of_the_file_come_after_those_around_it() {
    check(
        "A=1\nB=${A}$$A\nC=$B-${NOPE:-d}\nD=${A:+x}\nE=${OS}\nF=\"${A}\\n\"\nX=file\nG=$X\n",
        &[
            ("A", "1"),
            ("B", "1$A"),
            ("C", "1$A-d"),
            ("D", "x"),
            ("E", "os"),
            ("F", "1\n"),
            ("X", "file"),
            ("G", "outer"),
        ],
    );
}

#[test]
fn names_alone_pass_variables_on() {
    check("OS\nNOPE\nexport X\nA=1", &[("OS", "os"), ("X", "outer"), ("A", "1")]);
    check("OS", &[("OS", "os")]);
    let read = read("A='x' # y\nOS\n");
    let a = read.variables["A"].defined.expect("defined in the file");
    assert_eq!(read.sources.text(a), "A='x");
    assert_eq!(read.variables["OS"].defined, None);
}

#[test]
fn faults_do_not_hide_what_follows() {
    let result = read(
        "A B=1\nC+D=2\nE=${F G}\nH=\"\\t${I:?why}\"\nJ=\"${}\"\nK=$LATER\nLATER=1\nM='open\nN=2\n",
    );
    insta::assert_snapshot!(result.findings());
    assert_eq!(read("A=1\nexport ").findings(), read("B=1\nexport\t").findings());
    assert!(read("export ").findings().starts_with("C0207: nothing follows `export`"));
    assert_eq!(result.pairs(), [("E", ""), ("H", "\t"), ("J", ""), ("K", ""), ("LATER", "1")]);
}

#[test]
fn the_raw_format_takes_values_as_they_are() {
    let read = read_as("# c\nA=\"q\"\nB=$X \n  C=1\r\nD=a # b\nX\nNOPE\n=x\nE F=1\n", Format::Raw);
    assert_eq!(
        read.pairs(),
        [("A", "\"q\""), ("B", "$X "), ("C", "1"), ("D", "a # b"), ("X", "outer")]
    );
    insta::assert_snapshot!(read.findings());
}

#[test]
fn values_cannot_grow_without_end() {
    let mut text = "A=0123456789\n".to_owned();
    for _ in 0..30 {
        text.push_str("A=$A$A$A$A\n");
    }
    let read = read(&text);
    assert!(read.variables["A"].value.len() <= 64 << 20);
    assert!(read.diagnostics.iter().any(|d| d.rule.code == "C0206"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "[A\"'$ {}=:\\\\#\\n\\r0é]{0,24}|\\PC*") {
        for format in [Format::Compose, Format::Raw] {
            let read = read_as(&text, format);
            for diagnostic in &read.diagnostics {
                let span = diagnostic.primary.as_ref().expect("a place").span;
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }

    #[test]
    fn single_quotes_keep_everything_else(text in "[^'\\\\]*") {
        let read = read(&format!("A='{text}'\n"));
        prop_assert_eq!(read.pairs(), vec![("A", text.as_str())]);
    }
}
