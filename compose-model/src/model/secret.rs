//! Secrets. Compose specification: "secrets".

use super::{Maybe, Pairs};

record! {
    /// A secret: a file that services mount and nobody else should see.
    pub struct Secret {
        /// The platform's name for it.
        "name" name: Maybe<String> [omit zero],
        /// The absolute path of the file that holds it.
        "file" file: Maybe<String> [omit zero],
        /// The environment variable that holds it.
        "environment" environment: Maybe<String> [omit zero],
        /// The content, filled from `environment` when the project is loaded; never printed by `config`.
        "content" content: Maybe<String> [as Unprinted],
        /// Whether it exists already and is not the project's to make.
        "external" external: Maybe<bool> [omit zero],
        /// Labels.
        "labels" labels: Pairs,
        /// The secret driver.
        "driver" driver: Maybe<String> [omit zero],
        /// The driver's options.
        "driver_opts" driver_opts: Pairs [as Texts],
        /// The template driver.
        "template_driver" template_driver: Maybe<String> [omit zero],
    }
}
