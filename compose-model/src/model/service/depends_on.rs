//! `depends_on`: what must come first.

use crate::model::Maybe;

record! {
    /// A dependency on another service.
    pub struct Dependency {
        /// What to wait for.
        "condition" condition: Maybe<Condition>,
        /// Whether an update of the other restarts this one.
        "restart" restart: Maybe<bool> [omit zero],
        /// Whether it is an error when the other is not there.
        "required" required: Maybe<bool>,
    }
}

/// What a service waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// The other has been started.
    #[default]
    Started,
    /// The other's healthcheck passes.
    Healthy,
    /// The other has ended with status 0.
    CompletedSuccessfully,
}
