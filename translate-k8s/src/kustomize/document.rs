//! Objects as the untyped documents that Kustomize works on.

use serde_json::{Map, Value};

use crate::object::Object;

/// A map of a document.
pub(super) type Fields = Map<String, Value>;

/// An object as an untyped document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Document {
    /// What it is called in the base.
    pub(super) id: Id,
    /// All its fields.
    pub(super) fields: Fields,
}

/// What patches name an object by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) namespace: Option<String>,
    pub(super) api_version: String,
}

impl Document {
    pub(super) fn new(object: &Object) -> Self {
        match serde_json::to_value(object) {
            Ok(Value::Object(fields)) => Self { id: Id::of(&fields), fields },
            _ => unreachable!("the types of the API are maps with text keys"),
        }
    }

    /// What it is called now, where a transformer has been at it.
    pub(super) fn current_id(&self) -> Id {
        Id::of(&self.fields)
    }

    /// The name of its file.
    pub(super) fn file_name(&self, suffix: &str) -> String {
        format!("{}-{}{suffix}", self.id.name, self.id.kind.to_ascii_lowercase())
    }

    /// Whether it is for few eyes only.
    pub(super) fn is_secret(&self) -> bool {
        self.id.kind == "Secret"
    }
}

impl Id {
    fn of(fields: &Fields) -> Self {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let metadata = fields.get("metadata");
        let meta = |name: &str| text(metadata.and_then(|metadata| metadata.get(name)));
        Self {
            api_version: text(fields.get("apiVersion")).unwrap_or_default(),
            kind: text(fields.get("kind")).unwrap_or_default(),
            name: meta("name").unwrap_or_default(),
            namespace: meta("namespace"),
        }
    }

    /// The fields that every patch begins with.
    pub(super) fn fields(&self) -> Fields {
        let text = |text: &str| Value::from(text);
        let mut metadata = Fields::new();
        metadata.insert("name".to_owned(), text(&self.name));
        if let Some(namespace) = &self.namespace {
            metadata.insert("namespace".to_owned(), text(namespace));
        }
        let mut fields = Fields::new();
        fields.insert("apiVersion".to_owned(), text(&self.api_version));
        fields.insert("kind".to_owned(), text(&self.kind));
        fields.insert("metadata".to_owned(), Value::Object(metadata));
        fields
    }
}
