//! Reads the reference's list of keys, as a map like the one that is made from our tables.

use std::collections::BTreeMap;

type Table = BTreeMap<String, Vec<String>>;

/// A line with those that are indented below it.
#[derive(Default)]
struct Line<'a> {
    text: &'a str,
    below: Vec<Line<'a>>,
}

struct Reader<'a> {
    /// The definitions that others refer to by `@name`.
    definitions: BTreeMap<&'a str, Line<'a>>,
    table: Table,
}

pub(super) fn read(text: &str) -> Table {
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
    let mut sections = lines.chunk_by(|_, next| !next.starts_with("## "));
    let top = sections.next().unwrap();
    let definitions = sections.map(|lines| {
        let (name, shape) = lines[0].trim_start_matches("## ").split_once(" : ").unwrap();
        (name, Line { text: shape, below: tree(&lines[1..]) })
    });
    let mut reader = Reader { definitions: definitions.collect(), table: Table::new() };
    reader.fields("", &tree(&top[1..]));
    reader.table
}

/// Lines by their indentation.
fn tree<'a>(lines: &[&'a str]) -> Vec<Line<'a>> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = lines.first().map_or(0, |line| indent(line));
    lines
        .chunk_by(|_, next| indent(next) > first)
        .map(|group| Line { text: group[0].trim(), below: tree(&group[1..]) })
        .collect()
}

impl<'a> Reader<'a> {
    fn fields(&mut self, path: &str, lines: &[Line<'a>]) {
        for line in lines {
            if line.text.starts_with("REQUIRED") || line.text.starts_with("(no other") {
                continue;
            }
            if line.text.starts_with('(') {
                self.fields(path, &line.below);
                continue;
            }
            let (name, shape) = line.text.split_once(": ").unwrap();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            self.value(&path, shape, &line.below);
        }
    }

    /// Adds what may stand at a path.
    fn value(&mut self, path: &str, shape: &str, below: &[Line<'a>]) {
        let mut kinds = self.kinds(path, shape, below);
        kinds.sort();
        self.table.insert(path.to_owned(), kinds);
    }

    fn kinds(&mut self, path: &str, shape: &str, below: &[Line<'a>]) -> Vec<String> {
        let alternatives = split(shape);
        alternatives.into_iter().flat_map(|one| self.kind(path, one, below)).collect()
    }

    fn kind(&mut self, path: &str, shape: &str, below: &[Line<'a>]) -> Vec<String> {
        let (kind, conditions) = shape.split_once(" [").unwrap_or((shape, ""));
        if let Some(name) = kind.strip_prefix('@') {
            let definition = std::mem::take(self.definitions.get_mut(name).unwrap());
            let kinds = self.kinds(path, definition.text, &definition.below);
            *self.definitions.get_mut(name).unwrap() = definition;
            return kinds;
        }
        let conditions = conditions.strip_suffix(']').unwrap_or(conditions);
        if let Some(items) = shape.strip_prefix("array<") {
            let (items, conditions) = items.rsplit_once('>').unwrap();
            self.value(&format!("{path}[]"), items, below);
            let unique = if conditions.contains("uniqueItems=True") { " unique" } else { "" };
            return vec![format!("array{unique}")];
        }
        if kind.starts_with("object") {
            return vec![self.object(path, shape, below)];
        }
        let kept = ["minimum", "maximum", "enum", "pattern"];
        if kept.iter().any(|word| conditions.starts_with(word)) {
            return vec![format!("{kind} {conditions}")];
        }
        vec![kind.to_owned()]
    }

    fn object(&mut self, path: &str, shape: &str, below: &[Line<'a>]) -> String {
        let braces = shape.strip_prefix("object{").and_then(|rest| rest.rsplit_once('}'));
        let (pattern, after) = braces.unwrap_or(("", shape));
        let (form, value) = pattern.split_once("/:").unwrap_or_default();
        // Only a map with names of the author's choice has a value; `{/^x-/:any}` are extensions.
        let named = (!form.is_empty() && form != "/^x-").then_some(value);
        let mut rest = match (form, after.starts_with('!')) {
            ("/^x-", _) => "x-",
            (_, true) => "closed",
            _ => "open",
        };
        if let Some(value) = named {
            self.value(&format!("{path}.*"), value, below);
            return format!("object {rest}");
        }
        self.fields(path, below);
        let markers = below.iter().flat_map(|line| line.below.iter().chain([line]));
        for marker in markers.filter(|line| line.below.is_empty()) {
            match marker.text {
                "(no other keys except x-*)" => rest = "x-",
                "(no other keys)" => rest = "closed",
                _ => {}
            }
        }
        let mut required: Vec<&str> = match shape.split_once("required=[") {
            Some((_, list)) => list.split(']').next().unwrap().split(", ").collect(),
            None => Vec::new(),
        };
        required.sort_unstable();
        if required.is_empty() {
            format!("object {rest}")
        } else {
            format!("object {rest} [{}]", required.join(", "))
        }
    }
}

/// Alternatives, which `|` separates outside of all brackets.
fn split(shape: &str) -> Vec<&str> {
    let mut depth = 0;
    shape
        .split(|c| {
            match c {
                '<' | '{' | '[' | '(' => depth += 1,
                '>' | '}' | ']' | ')' => depth -= 1,
                _ => {}
            }
            c == '|' && depth == 0
        })
        .map(str::trim)
        .collect()
}
