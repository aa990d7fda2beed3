//! The result of a translation as trees, so that its fields can be asked for.
//!
//! An object with `kind` and `metadata.name` is called `Deployment/web`, as in the origins of fields;
//! any other document is called by its file.

use super::path::{self, Found, Missing};
use crate::backend::{Role, Translation};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceMap, Span};
use crate::yaml::{Budget, Node, parse};

/// The documents of a result.
#[derive(Clone, Debug, Default)]
pub struct Output {
    documents: Vec<Document>,
    sources: SourceMap,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    /// `Deployment/web`, or the file where the document is no object.
    pub name: String,
    /// The file that holds it.
    pub file: String,
    /// Its content.
    pub root: Node,
}

impl Output {
    /// Reads the documents of a translation.
    pub fn read(translation: &Translation) -> Self {
        let mut output = Self::default();
        for file in translation.files.iter().filter(|file| file.role == Role::Document) {
            let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
            let id = output.sources.add(file.path.as_str(), text);
            let parsed = parse(text, id, &mut Budget::default(), &mut Diagnostics::default());
            output.documents.extend(parsed.into_iter().map(|document| Document {
                name: name(&document.root).unwrap_or_else(|| file.path.clone()),
                file: file.path.clone(),
                root: document.root,
            }));
        }
        output
    }

    /// All documents.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The document of a name, in whatever case: kinds are hard to remember.
    pub fn document(&self, name: &str) -> Option<&Document> {
        let same = |document: &&Document| document.name == name;
        let alike = |document: &&Document| document.name.eq_ignore_ascii_case(name);
        self.documents.iter().find(same).or_else(|| self.documents.iter().find(alike))
    }

    /// A field of a document.
    ///
    /// # Errors
    /// How far the path leads, where there is no such field.
    pub fn field(&self, document: &str, field: &str) -> Result<Found<'_>, Missing> {
        match self.document(document) {
            Some(document) => path::find(&document.root, field),
            None => Err(Missing {
                rest: document.to_owned(),
                known: self.documents.iter().map(|document| document.name.clone()).collect(),
                ..Missing::default()
            }),
        }
    }

    /// The file and the line of a place in the output.
    pub fn line(&self, span: Span) -> (&str, u32) {
        let (path, location) = self.sources.locate(span);
        (path, location.line)
    }
}

fn name(root: &Node) -> Option<String> {
    let kind = root.get("kind")?.text()?;
    let name = root.get("metadata")?.get("name")?.text()?;
    Some(format!("{kind}/{name}"))
}
