//! `provider`: a service that something outside the platform provides.

use crate::model::{Map, Maybe};

record! {
    /// What provides a service.
    pub struct Provider {
        /// The program, `compose-<type>` or a plugin of docker.
        "type" kind: Maybe<String>,
        /// Its options.
        "options" options: Map<Vec<String>> [as OptionLists],
    }
}
