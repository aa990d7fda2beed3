//! `include`: other projects' models, loaded by themselves and brought in as a whole.
//!
//! An included model has a folder and variables of its own; where it and the including document name
//! the same resource, the document wins, and of two includes the earlier one. Compose specification:
//! "Include".

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::documents::{Loader, SECTIONS};
use super::override_tags::TaggedPaths;
use super::read::{FileRef, is_remote, resolve};
use super::{Scope, env_files, merge};
use crate::diagnostic::Diagnostic;
use crate::origin::{Station, Step};
use crate::rules;
use crate::source::Span;
use crate::types::path;
use crate::yaml::{Mapping, Node, Value};

/// The device that stands for no env file at all.
const NO_FILE: &str = "/dev/null";

/// No limit lets includes be nested more deeply: each level needs some of the stack.
const MAX_NESTING: usize = 250;

/// The models that were included already.
///
/// A model is kept from the second time on: most are included once, and a copy at each level of a
/// chain of includes would be many.
#[derive(Debug, Default)]
pub(crate) struct Included {
    models: HashMap<Vec<String>, Vec<(Scope, Option<Node>)>>,
}

/// The resources of a document that are as an included model has them: they have been through all
/// stages and need not go through them again.
pub(crate) type Finished = HashSet<(&'static str, Arc<str>)>;

/// One entry of `include`.
struct Entry {
    /// The files; the first is the main one.
    paths: Vec<(String, Option<Span>)>,
    /// The env files, none where the key is absent.
    env_files: Option<Vec<(String, Option<Span>)>>,
    project_directory: Option<String>,
    place: Option<Span>,
}

impl Loader<'_, '_> {
    /// Brings in what a document includes.
    pub(crate) fn include(&mut self, document: &mut Node, tags: &TaggedPaths) -> Finished {
        let mut finished = Finished::new();
        let taken = document.as_mapping_mut().and_then(|mapping| mapping.remove("include"));
        let Some(include) = taken.filter(|node| !node.is_null()) else { return finished };
        let Value::Sequence(entries) = include.value else {
            let message = format!("`include` must be a list, not {}", include.kind_name());
            self.report_invalid(&include, message, "write one `- path` for each file");
            return finished;
        };
        for (index, entry) in entries.iter().enumerate() {
            let Some(entry) = self.entry(entry, index) else { continue };
            let place = entry.place;
            if let Some(model) = self.included_model(&entry) {
                self.import(document, model, place, tags, &mut finished);
            }
        }
        finished
    }

    fn entry(&mut self, node: &Node, index: usize) -> Option<Entry> {
        let place = node.origin.span();
        let subject = format!("include[{index}]");
        let mapping = match &node.value {
            Value::Scalar(_) if node.is_null() => {
                let place = node.origin.place();
                return Some(Entry {
                    paths: Vec::new(),
                    env_files: None,
                    project_directory: None,
                    place,
                });
            }
            Value::Scalar(_) => {
                let paths = self.texts(node, &subject)?;
                return Some(Entry { paths, env_files: None, project_directory: None, place });
            }
            Value::Mapping(mapping) => mapping,
            Value::Sequence(_) => {
                let message = format!("`{subject}` must be a path or a map, not a list");
                self.report_invalid(node, message, "write a path, or a map with a `path`");
                return None;
            }
        };
        self.report_unknown_keys(mapping, &subject);
        let paths = match mapping.get("path").filter(|paths| !paths.is_null()) {
            Some(paths) => self.texts(paths, &format!("{subject}.path"))?,
            None => Vec::new(),
        };
        let env_files = match mapping.get("env_file").filter(|files| !files.is_null()) {
            Some(files) => Some(self.texts(files, &format!("{subject}.env_file"))?),
            None => None,
        };
        let project_directory = mapping.get("project_directory").and_then(Node::text);
        Some(Entry {
            paths,
            env_files: env_files.filter(|files| !files.is_empty()),
            project_directory: project_directory.map(|d| d.to_string()).filter(|d| !d.is_empty()),
            place,
        })
    }

    /// A text or a list of texts.
    fn texts(&mut self, node: &Node, subject: &str) -> Option<Vec<(String, Option<Span>)>> {
        let items = match &node.value {
            Value::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let texts: Option<Vec<_>> =
            items.iter().map(|item| Some((item.text()?.to_string(), item.origin.span()))).collect();
        if texts.is_none() {
            let message = format!("`{subject}` must be a path or a list of paths");
            self.report_invalid(node, message, "write paths");
        }
        texts
    }

    fn included_model(&mut self, entry: &Entry) -> Option<Node> {
        let outer = self.context.scope.clone();
        let files: Vec<FileRef> = entry
            .paths
            .iter()
            .map(|(given, place)| FileRef::named_at(resolve(&outer.working_dir, given), *place))
            .collect();
        let Some(main) = files.first() else {
            self.report_nothing(entry);
            return None;
        };
        if files.iter().any(|file| self.report_cycle(file)) || self.report_depth(main) {
            return None;
        }
        let folder = match &entry.project_directory {
            Some(folder) => path::join(&outer.working_dir, folder),
            None if is_remote(&main.path) => outer.working_dir.to_string(),
            None => path::parent(&main.path),
        };
        let env_files = match &entry.env_files {
            None => env_files::beside(&folder, self.context).into_iter().collect(),
            Some(listed) => listed
                .iter()
                .filter(|(given, _)| given != NO_FILE)
                .map(|(given, place)| FileRef::named_at(resolve(&outer.working_dir, given), *place))
                .collect::<Vec<_>>(),
        };
        let mut key: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
        key.push(folder.clone());
        key.extend(env_files.iter().map(|file| file.path.clone()));

        let known = self.included.models.get(&key);
        let known = known.and_then(|models| models.iter().find(|(s, _)| s.is_same(&outer)));
        let is_repeated = known.is_some();
        if let Some((_, Some(model))) = known {
            let copy = model.clone();
            return self.context.spend(&copy, entry.place).then_some(copy);
        }

        self.context.add_env_files(&env_files);
        self.context.scope.path_base = path::relative(&outer.working_dir, &folder).into();
        self.context.scope.working_dir = folder.into();
        let files: Vec<_> = files
            .into_iter()
            .map(|file| {
                let documents = self.context.documents(&file);
                (file, documents)
            })
            .collect();
        let model = self.model(files, true);
        self.context.scope = outer.clone();
        let models = self.included.models.entry(key).or_default();
        if !is_repeated {
            models.push((outer, None));
        } else if self.context.spend(&model, entry.place) {
            let mut models = models.iter_mut();
            if let Some((_, copy)) = models.find(|(scope, _)| scope.is_same(&outer)) {
                *copy = Some(model.clone());
            }
        }
        Some(model)
    }

    /// Adds the resources of an included model to the document, below those of the document itself.
    fn import(
        &mut self,
        document: &mut Node,
        model: Node,
        place: Option<Span>,
        tags: &TaggedPaths,
        finished: &mut Finished,
    ) {
        let Value::Mapping(mut model) = model.value else { return };
        let Some(document) = document.as_mapping_mut() else { return };
        let station = place.map(|place| Station::new(Step::Include(place)));
        for section in SECTIONS {
            let Some(from) = model.remove(section) else { continue };
            let origin = from.origin.clone();
            let Value::Mapping(from) = from.value else { continue };
            if document.get(section).is_none_or(Node::is_null) {
                document.insert(section, Node::mapping(Mapping::default(), origin));
            }
            let Some(to) = document.get_mut(section).and_then(Node::as_mapping_mut) else {
                continue;
            };
            for (name, mut resource) in from {
                if let Some(station) = &station {
                    resource.pass(station);
                }
                if let Some(local) = to.get_mut(&name) {
                    finished.remove(&(section, Arc::clone(&name)));
                    let local = std::mem::take(local);
                    tags.apply_to_resource(section, &name, &mut resource);
                    merge::merge_resource(&mut resource, local, (section, &name), self.context);
                } else {
                    finished.insert((section, Arc::clone(&name)));
                }
                to.insert(Arc::clone(&name), resource);
            }
        }
    }

    /// Reports a file that is being loaded already.
    fn report_cycle(&mut self, file: &FileRef) -> bool {
        let Some(first) = self.stack.iter().position(|open| open.path == file.path) else {
            return false;
        };
        let shown = self.context.display_path(&file.path);
        let mut diagnostic =
            Diagnostic::new(&rules::INCLUDE_CYCLE, format!("`{shown}` includes itself"))
                .at(file.named, "included again here")
                .help("remove one of the includes");
        for open in &self.stack[first + 1..] {
            let shown = self.context.display_path(&open.path);
            diagnostic = diagnostic.related(open.named, format!("includes `{shown}`"));
        }
        self.context.report(diagnostic);
        true
    }

    fn report_nothing(&mut self, entry: &Entry) {
        self.context.report(
            Diagnostic::new(&rules::EMPTY_INCLUDE, "an include names no file")
                .at(entry.place, "brings in nothing")
                .help("name a file as `path`, or remove the include"),
        );
    }

    fn report_depth(&mut self, file: &FileRef) -> bool {
        let limit = self.context.budget.depth().min(MAX_NESTING);
        if self.stack.len() <= limit {
            return false;
        }
        self.context.report(
            Diagnostic::new(
                &rules::INCLUDE_DEPTH,
                format!("includes are nested more than {limit} deep"),
            )
            .at(file.named, "not followed")
            .help("include the files from fewer places"),
        );
        true
    }

    fn report_invalid(&mut self, node: &Node, message: String, help: &str) {
        self.context.report(
            Diagnostic::new(&rules::INVALID_INCLUDE, message).at(&node.origin, "").help(help),
        );
    }

    fn report_unknown_keys(&mut self, mapping: &Mapping, subject: &str) {
        const KEYS: [&str; 3] = ["path", "env_file", "project_directory"];
        for (key, value) in mapping {
            if KEYS.contains(&&**key) || key.starts_with("x-") {
                continue;
            }
            let mut diagnostic = Diagnostic::new(
                &rules::UNKNOWN_INCLUDE_KEY,
                format!("`{key}` means nothing in an include"),
            )
            .at(value.origin.place(), "ignored")
            .subject(format!("{subject}.{key}"));
            if let Some(known) = crate::did_you_mean::closest(key, KEYS) {
                diagnostic = diagnostic.help(format!("did you mean `{known}`?"));
            }
            self.context.report(diagnostic);
        }
    }
}
