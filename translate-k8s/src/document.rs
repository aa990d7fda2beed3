//! Objects as untyped documents, for forms that work on any field (Kustomize, Helm).

use serde_json::{Map, Value};

use crate::object::Object;

/// A map of a document.
pub(crate) type Fields = Map<String, Value>;

/// An object as an untyped document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    /// What it is called where it comes from.
    pub(crate) id: Id,
    /// All its fields.
    pub(crate) fields: Fields,
}

/// What patches name an object by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Id {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) namespace: Option<String>,
    pub(crate) api_version: String,
}

impl Document {
    pub(crate) fn new(object: &Object) -> Self {
        match object.to_json() {
            Value::Object(fields) => Self { id: Id::of(&fields), fields },
            _ => unreachable!("the types of the API are maps with text keys"),
        }
    }

    /// What it is called now, where a transformer has been at it.
    pub(crate) fn current_id(&self) -> Id {
        Id::of(&self.fields)
    }

    /// The name of its file.
    pub(crate) fn file_name(&self, suffix: &str) -> String {
        format!("{}-{}{suffix}", self.id.name, self.id.kind.to_ascii_lowercase())
    }

    /// Whether it is for few eyes only.
    pub(crate) fn is_secret(&self) -> bool {
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
    pub(crate) fn fields(&self) -> Fields {
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
