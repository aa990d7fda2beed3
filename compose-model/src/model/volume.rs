//! Volumes. Compose specification: "volumes".

use super::{Maybe, Pairs};

record! {
    /// A named volume.
    pub struct Volume {
        /// The platform's name for it: `<project>_<key>`, the key of an external one, or as written.
        "name" name: Maybe<String> [omit zero],
        /// The driver.
        "driver" driver: Maybe<String> [omit zero],
        /// The driver's options.
        "driver_opts" driver_opts: Pairs,
        /// Whether it exists already and is not the project's to make.
        "external" external: Maybe<bool> [omit zero],
        /// Labels.
        "labels" labels: Pairs,
    }
}
