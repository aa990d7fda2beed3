//! Values that a setting may have, and the table that declares a map of settings.

use compose_model::Spanned;
use compose_model::did_you_mean::closest;
use compose_model::model::{List, Pairs};
use compose_model::yaml::{Node, Number, Resolved};

use super::reader::Reader;

/// A value of a setting, read from the node where it stands.
pub(super) trait Setting: Sized {
    /// Reads a value that is not null. `None` where it cannot be used, which has been reported.
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self>;

    /// The value's JSON Schema.
    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema;
}

/// Declares a map of settings: `"key" field: Type,` for each.
///
/// The keys, their types and their documentation are said once: the reader, the JSON Schema and the
/// reference page are made from them.
macro_rules! settings {
    (
        $(#[doc = $doc:literal])*
        pub(crate) struct $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $key:literal $field:ident: $ty:ty,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
            $($(#[doc = $field_doc])* pub(crate) $field: Option<compose_model::Spanned<$ty>>,)*
        }

        impl $name {
            /// What is set, with the place of each.
            #[allow(dead_code, reason = "of some maps, all settings are reported together")]
            pub(crate) fn written(
                &self,
            ) -> impl Iterator<Item = (&'static str, &compose_model::Origin)> {
                let all = [$(($key, self.$field.as_ref().map(|it| &it.origin))),*];
                all.into_iter().filter_map(|(key, origin)| Some((key, origin?)))
            }
        }

        impl $crate::extension::setting::Setting for $name {
            fn read(
                node: &compose_model::yaml::Node,
                reader: &mut $crate::extension::reader::Reader<'_>,
            ) -> Option<Self> {
                let mut settings = Self::default();
                for (key, node) in reader.mapping(node)? {
                    match &**key {
                        $($key => settings.$field = reader.entry($key, node),)*
                        _ => reader.unknown(key, node, &[$($key),*]),
                    }
                }
                Some(settings)
            }

            #[cfg(feature = "schema")]
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let properties = vec![$((
                    $key,
                    concat!($($field_doc, "\n"),*),
                    <$ty as $crate::extension::setting::Setting>::schema(generator),
                ),)*];
                $crate::extension::schema::map(concat!($($doc, "\n"),*), properties)
            }
        }
    };
}

/// Declares a choice of words, each with what it means.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        pub(crate) enum $name:ident {
            $($(#[doc = $word_doc:literal])* $word:literal => $variant:ident,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(clippy::enum_variant_names, reason = "the words are Kubernetes' own")]
        pub(crate) enum $name {
            $($(#[doc = $word_doc])* $variant,)*
        }

        impl $name {
            /// The word, as it is written.
            #[allow(dead_code, reason = "some words are only asked for")]
            pub(crate) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        $crate::extension::setting::word_setting!(
            $name,
            &[$($word),*],
            concat!($("`", $word, "`:", $($word_doc, )* "\n"),*)
        );
    };
}

/// Reads one of a few words: `from_word` of the type knows them.
macro_rules! word_setting {
    ($name:ty, $words:expr, $docs:expr) => {
        impl $crate::extension::setting::Setting for $name {
            fn read(
                node: &compose_model::yaml::Node,
                reader: &mut $crate::extension::reader::Reader<'_>,
            ) -> Option<Self> {
                let found = node.text().and_then(|text| <$name>::from_word(&text));
                if found.is_none() {
                    $crate::extension::setting::wrong_word(node, reader, $words);
                }
                found
            }

            #[cfg(feature = "schema")]
            fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::extension::schema::words($words, $docs)
            }
        }
    };
}

pub(super) use {settings, word_setting, words};

/// Reports a word that is none of the known ones.
pub(super) fn wrong_word(node: &Node, reader: &mut Reader<'_>, known: &[&str]) {
    let near = node.text().and_then(|text| closest(&text, known.iter().copied()));
    reader.expected_with(&format!("one of {}", known.join(", ")), near, node);
}

impl Setting for String {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = node.text();
        if text.is_none() {
            reader.expected("a string", node);
        }
        text.map(|text| text.to_string())
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Self>()
    }
}

/// A whole number from 0; a text that reads as one too, since variables are texts.
impl Setting for i32 {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let number = number(node).and_then(|number| Self::try_from(number).ok());
        let number = number.filter(|number| *number >= 0);
        if number.is_none() {
            reader.expected("a whole number that is not negative", node);
        }
        number
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": i32::MAX,
            "pattern": r"^(\d+|.*\$.*)$",
        })
    }
}

impl Setting for bool {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let value = truth(node);
        if value.is_none() {
            reader.expected("`true` or `false`", node);
        }
        value
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["boolean", "string"],
            "pattern": r"^(true|false|.*\$.*)$",
        })
    }
}

impl<T: Setting> Setting for List<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let items = reader.sequence(node)?.iter().enumerate();
        Some(items.filter_map(|(at, item)| reader.below(&format!("[{at}]"), item)).collect())
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let items = T::schema(generator);
        schemars::json_schema!({ "type": "array", "items": items })
    }
}

/// Labels, annotations and the like: numbers and truth values are taken as texts.
impl Setting for Pairs {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let mapping = reader.mapping(node)?;
        let mut pairs = Self::with_capacity(mapping.len());
        for (key, node) in mapping {
            let value = if node.is_null() {
                Some(Spanned::new(String::new(), node.origin.clone()))
            } else {
                reader.entry(key, node)
            };
            if let Some(value) = value {
                pairs.insert(key.to_string(), value);
            }
        }
        Some(pairs)
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "additionalProperties": { "type": ["string", "number", "boolean", "null"] },
        })
    }
}

/// The whole number that a node holds, also as a text.
pub(super) fn number(node: &Node) -> Option<i64> {
    match node.as_scalar()?.resolve() {
        Resolved::Number(Number::Int(number)) => Some(number),
        Resolved::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The truth value that a node holds, also as a text.
pub(super) fn truth(node: &Node) -> Option<bool> {
    match node.as_scalar()?.resolve() {
        Resolved::Bool(value) => Some(value),
        Resolved::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
