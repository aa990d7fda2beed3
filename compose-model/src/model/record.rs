//! The shape of the model's structs.

use indexmap::IndexMap;

use crate::origin::Spanned;
use crate::yaml::Node;

/// An attribute that may be absent.
pub type Maybe<T> = Option<Spanned<T>>;

/// An attribute that is a list; empty where it is absent.
pub type List<T> = Vec<Spanned<T>>;

/// An attribute that is a map, in the order of the file; empty where it is absent. The place of a
/// key is the key span of its value's origin.
pub type Map<T> = IndexMap<String, Spanned<T>>;

/// Labels, options and the like: text by name.
pub type Pairs = Map<String>;

/// Extension fields (`x-…`) by name, as they were written.
pub type Extensions = IndexMap<String, Node>;

/// Declares a struct of the model: `"key" field: Type,` for each attribute.
///
/// An attribute marked `[omit zero]` is left out of printed models where it is false, zero or empty,
/// as the reference loader leaves it out.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* $key:literal $field:ident: $ty:ty $([omit $mode:ident])?,)*
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
        }
    };
}
