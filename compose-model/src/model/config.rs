//! Configs. Compose specification: "configs".

use super::{Maybe, Pairs};

record! {
    /// A config: a file that services mount.
    pub struct Config {
        /// The platform's name for it.
        "name" name: Maybe<String> [omit zero],
        /// The absolute path of the file that holds it.
        "file" file: Maybe<String> [omit zero],
        /// The environment variable that holds it.
        "environment" environment: Maybe<String> [omit zero],
        /// The content itself; filled from `environment` when the project is loaded.
        "content" content: Maybe<String> [omit zero],
        /// Whether it exists already and is not the project's to make.
        "external" external: Maybe<bool> [omit zero],
        /// Labels.
        "labels" labels: Pairs,
        /// The template driver.
        "template_driver" template_driver: Maybe<String> [omit zero],
    }
}
