//! `logging`: where output goes.

use crate::model::{Maybe, Pairs};

record! {
    /// Where output goes.
    pub struct Logging {
        /// The driver.
        "driver" driver: Maybe<String> [omit zero],
        /// The driver's options.
        "options" options: Pairs,
    }
}
