//! From files to one merged, canonical tree: document by document, in the order of the reference.
//!
//! Every document goes through the same stages and is then laid over what was loaded before it, so
//! that several documents of one file mean the same as several files. What a document does not touch
//! is not looked at again.

use super::extends::Bases;
use super::include::{Finished, Included};
use super::override_tags::TaggedPaths;
use super::read::FileRef;
use super::{LoadContext, canonical, defaults, environment, merge, paths, unicity, validation};
use crate::diagnostic::Diagnostic;
use crate::interpolate::interpolate_tree;
use crate::origin::Origin;
use crate::rules;
use crate::schema;
use crate::yaml::{Document, Mapping, Node};

/// The top-level keys under which resources are named.
pub(crate) const SECTIONS: [&str; 6] =
    ["services", "volumes", "networks", "secrets", "configs", "models"];

/// Loads models: the project, what it includes, and the bases of `extends`.
pub(crate) struct Loader<'m, 'c> {
    pub(crate) context: &'m mut LoadContext<'c>,
    /// The files that are being loaded, the innermost last.
    pub(crate) stack: Vec<FileRef>,
    pub(crate) bases: Bases,
    pub(crate) included: Included,
}

/// What a model is loaded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be the project, or a part of it.
    Model,
    /// To extend its services: only what is extended is checked, once it is merged.
    Base,
}

/// A document that cannot be used, after what is wrong with it was reported.
struct Unusable;

impl<'m, 'c> Loader<'m, 'c> {
    pub(crate) fn new(context: &'m mut LoadContext<'c>) -> Self {
        let (bases, included) = (Bases::default(), Included::default());
        Self { context, stack: Vec::new(), bases, included }
    }

    /// Loads a model with its own defaults, checks and environment.
    pub(crate) fn model(
        &mut self,
        files: impl IntoIterator<Item = (FileRef, Vec<Document>)>,
        resolve_paths: bool,
    ) -> Node {
        let (mut model, _) = self.layers(files, Purpose::Model);
        defaults::apply(&mut model, self.context);
        validation::apply(&mut model, self.context);
        if resolve_paths {
            paths::apply(&mut model, self.context);
        }
        // What is printed as it is written has no values of variables, least of all those of secrets.
        if !self.context.options.skip.decoding {
            environment::apply(&mut model, self.context);
        }
        model
    }

    /// Lays the documents of the files over one another. With the tree come the paths that the tags
    /// of the last document name.
    pub(crate) fn layers(
        &mut self,
        files: impl IntoIterator<Item = (FileRef, Vec<Document>)>,
        purpose: Purpose,
    ) -> (Node, TaggedPaths) {
        let mut model = Node::mapping(Mapping::default(), Origin::default());
        let mut last = TaggedPaths::default();
        for (file, documents) in files {
            self.stack.push(file);
            for document in documents {
                if let Ok(tags) = self.add(&mut model, document.root, purpose) {
                    last = tags;
                }
            }
            self.stack.pop();
        }
        (model, last)
    }

    fn add(
        &mut self,
        model: &mut Node,
        mut document: Node,
        purpose: Purpose,
    ) -> Result<TaggedPaths, Unusable> {
        if document.as_mapping().is_none() {
            self.report_not_a_mapping(&document);
            return Err(Unusable);
        }
        let tags = TaggedPaths::take(&mut document);
        interpolate_tree(&mut document, self.context);
        let finished = match purpose {
            Purpose::Model => self.include(&mut document, &tags),
            Purpose::Base => Finished::new(),
        };
        tags.apply(model);
        if purpose == Purpose::Model {
            self.extends(&mut document, &tags);
        }
        let finished = take_finished(model, &mut document, &finished);
        self.lay_over(model, document, purpose);
        put_back(model, finished);
        Ok(tags)
    }

    /// Lays a document over the model. Only the resources that it names take part.
    fn lay_over(&mut self, model: &mut Node, document: Node, purpose: Purpose) {
        let mut touched = take_touched(model, &document);
        if !self.context.work(&touched) {
            return put_back(model, touched);
        }
        merge::merge(&mut touched, document, self.context);
        unicity::apply(&mut touched, self.context);
        if purpose == Purpose::Model {
            schema::validate(&mut touched, &mut self.context.diagnostics);
            self.drop_version(&mut touched);
        }
        if purpose == Purpose::Base {
            canonical::refuse_wrong_kinds(&touched, self.context);
        }
        canonical::apply(&mut touched, self.context);
        unicity::apply(&mut touched, self.context);
        put_back(model, touched);
    }

    fn drop_version(&mut self, model: &mut Node) {
        let Some(version) = model.as_mapping_mut().and_then(|map| map.remove("version")) else {
            return;
        };
        let place = version.origin.place();
        self.context.report(
            Diagnostic::new(
                &rules::OBSOLETE_VERSION,
                "the attribute `version` is obsolete and will be ignored",
            )
            .at(place, "")
            .help("remove it")
            .subject("version"),
        );
    }

    fn report_not_a_mapping(&mut self, document: &Node) {
        let found = document.kind_name();
        let mut diagnostic = Diagnostic::new(
            &rules::NOT_A_MAPPING,
            format!("the top level of a Compose file must be a map, not {found}"),
        )
        .at(&document.origin, "");
        if document.is_null() {
            diagnostic = diagnostic.help("remove the `---` of a document that holds nothing");
        }
        self.context.report(diagnostic);
    }
}

/// Takes out of a document what is as an included model has it, unless earlier layers have it too.
fn take_finished(model: &Node, document: &mut Node, finished: &Finished) -> Node {
    let mut taken = Mapping::default();
    for section in SECTIONS {
        let resources = document.as_mapping_mut().and_then(|m| m.get_mut(section));
        let Some(section_node) = resources.filter(|_| !finished.is_empty()) else { continue };
        let origin = section_node.origin.clone();
        let Some(resources) = section_node.as_mapping_mut() else { continue };
        let earlier = model.get(section);
        let mut part = Mapping::default();
        resources.retain(|name, resource| {
            let is_finished = finished.contains(&(section, name.clone()))
                && earlier.is_none_or(|earlier| earlier.get(name).is_none());
            if is_finished {
                part.insert(name.clone(), std::mem::take(resource));
            }
            !is_finished
        });
        if !part.is_empty() {
            taken.insert(section, Node::mapping(part, origin));
        }
    }
    Node::mapping(taken, Origin::default())
}

/// Takes out of the model what a document names: whole resources, and single values of the top level.
fn take_touched(model: &mut Node, document: &Node) -> Node {
    let mut touched = Mapping::default();
    let origin = model.origin.clone();
    let (Some(model), Some(document)) = (model.as_mapping_mut(), document.as_mapping()) else {
        return Node::mapping(touched, origin);
    };
    for (key, value) in document {
        let Some(there) = model.get_mut(key) else { continue };
        let is_section = SECTIONS.contains(&&**key);
        let part = match (there.as_mapping_mut(), value.as_mapping()) {
            (Some(resources), Some(names)) if is_section => {
                let mut part = Mapping::default();
                for name in names.keys() {
                    if let Some(resource) = resources.get_mut(name) {
                        part.insert(name.clone(), std::mem::take(resource));
                    }
                }
                Node::mapping(part, there.origin.clone())
            }
            _ => std::mem::take(there),
        };
        touched.insert(key.clone(), part);
    }
    Node::mapping(touched, origin)
}

/// Puts what was taken out back into its places; what is new comes last.
fn put_back(model: &mut Node, touched: Node) {
    let Some(model) = model.as_mapping_mut() else { return };
    let crate::yaml::Value::Mapping(touched) = touched.value else { return };
    for (key, value) in touched {
        let resources = model.get_mut(&key).filter(|_| SECTIONS.contains(&&*key));
        match (resources.and_then(Node::as_mapping_mut), value.value) {
            (Some(resources), crate::yaml::Value::Mapping(part)) => {
                for (name, resource) in part {
                    resources.insert(name, resource);
                }
            }
            (_, inner) => {
                model.insert(key, Node { value: inner, ..value });
            }
        }
    }
}
