//! The shape of the model's structs.

use indexmap::IndexMap;

use crate::origin::Spanned;
use crate::yaml::Node;

/// An attribute that may be absent.
pub type Maybe<T> = Option<Spanned<T>>;

/// A large attribute that few have: apart, so that it takes no room where it is absent.
pub type Rare<T> = Option<Box<Spanned<T>>>;

/// An attribute that is a list; empty where it is absent.
pub type List<T> = Vec<Spanned<T>>;

/// An attribute that is a map, in the order of the file; empty where it is absent. The place of a
/// key is the key span of its value's origin.
pub type Map<T> = IndexMap<String, Spanned<T>>;

/// Labels, options and the like: text by name.
pub type Pairs = Map<String>;

/// Extension fields (`x-…`) by name, as they were written.
pub type Extensions = IndexMap<String, Node>;

/// Declares a struct of the model: `"key" field: Type,` for each attribute, in the order in which
/// the reference loader prints them.
///
/// What may follow the type:
/// * `[omit zero]`: left out of printed models where it is false, zero or an empty text;
/// * `[omit empty]`: left out of printed YAML where nothing is set in it; JSON shows it as `{}`;
/// * `[omit yes]`: left out of printed models where it is true, its default;
/// * `[omit never]`: printed as zero or an empty text where it is absent;
/// * `[as codec]`: written in another form than its type says, see [`super::codec::Codec`];
/// * `[json "Key"]`: the key in JSON, where the reference loader prints another one.
///
/// `[own]` behind the name of the struct keeps extension fields out of printed models: the reference
/// loader knows of none there.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $([$own:ident])? {
            $(
                $(#[$field_meta:meta])*
                $key:literal $field:ident: $ty:ty
                    $([omit $omit:ident])? $([as $codec:ident])? $([json $json:literal])?,
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $ty,)*
            /// Extension fields (`x-…`), as they were written.
            pub extensions: $crate::model::Extensions,
        }

        impl $name {
            /// The attributes' keys in a Compose file.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// Reads the attributes that the mapping has.
            fn fill(
                &mut self,
                mapping: $crate::yaml::Mapping,
                at: &$crate::load::pattern::KeyPath<'_>,
                decoder: &mut $crate::model::codec::Decoder<'_>,
            ) {
                #[allow(unused_imports, reason = "some records name no codec")]
                use $crate::model::codec::{codecs, Codec};
                for (key, node) in mapping {
                    match &*key {
                        $($key => self.$field =
                            record!(@codec $($codec)?).decode(node, &at.key($key), decoder),)*
                        _ if key.starts_with("x-") => {
                            self.extensions.insert(String::from(&*key), node);
                        }
                        _ => decoder.ignored(&key, &node, at),
                    }
                }
            }
        }

        impl $crate::model::codec::Element for $name {
            fn decode(
                node: $crate::yaml::Node,
                at: &$crate::load::pattern::KeyPath<'_>,
                decoder: &mut $crate::model::codec::Decoder<'_>,
            ) -> Option<Self> {
                let mapping = decoder.mapping(node, at)?;
                let mut record = Self::default();
                record.fill(mapping, at, decoder);
                Some(record)
            }

            fn decode_into(
                &mut self,
                node: $crate::yaml::Node,
                at: &$crate::load::pattern::KeyPath<'_>,
                decoder: &mut $crate::model::codec::Decoder<'_>,
            ) {
                if let Some(mapping) = decoder.mapping(node, at) {
                    self.fill(mapping, at, decoder);
                }
            }

            fn is_zero(&self) -> bool {
                #[allow(unused_imports, reason = "some records name no codec")]
                use $crate::model::codec::{codecs, Codec};
                $(record!(@codec $($codec)?).unset(&self.$field) &&)* self.extensions.is_empty()
            }

            fn encode(
                &self,
                origin: &$crate::origin::Origin,
                form: $crate::model::codec::Form,
            ) -> $crate::yaml::Node {
                #[allow(unused_imports, reason = "some records name no codec")]
                use $crate::model::codec::{codecs, Codec, Omit};
                let mut fields = $crate::model::codec::Fields::new(form);
                $(fields.put(
                    record!(@key form, $key $(, $json)?),
                    record!(@codec $($codec)?).encode(
                        &self.$field,
                        record!(@omit $($omit)?),
                        form,
                    ),
                );)*
                record!(@finish $($own)?, fields, &self.extensions, origin)
            }
        }
    };
    (@finish, $fields:ident, $extensions:expr, $origin:ident) => {
        $fields.finish($extensions, $origin)
    };
    (@finish own, $fields:ident, $extensions:expr, $origin:ident) => {
        $fields.finish_own($extensions, $origin)
    };
    (@codec) => { codecs::Plain };
    (@codec $codec:ident) => { codecs::$codec };
    (@omit) => { Omit::Absent };
    (@omit zero) => { Omit::Zero };
    (@omit empty) => { Omit::Empty };
    (@omit yes) => { Omit::True };
    (@omit never) => { Omit::Never };
    (@key $form:ident, $key:literal) => { $key };
    (@key $form:ident, $key:literal, $json:literal) => { $form.choose($key, $json) };
}
