//! `healthcheck`: how to tell whether a container works.

use crate::model::Maybe;
use crate::types::duration::Duration;

record! {
    /// How to tell whether a container works.
    pub struct Healthcheck {
        /// The command, first `CMD`, `CMD-SHELL` or `NONE`. A text is `CMD-SHELL`. An empty list and
        /// an absent one leave the image's own.
        "test" test: Maybe<Vec<String>> [as HealthcheckTest],
        /// How long it may take; 30 s.
        "timeout" timeout: Maybe<Duration>,
        /// The time between two; 30 s.
        "interval" interval: Maybe<Duration>,
        /// How many failures in a row make a container unhealthy; 3.
        "retries" retries: Maybe<i64> [as Unsigned],
        /// How long failures do not count after the start; 0 s.
        "start_period" start_period: Maybe<Duration>,
        /// The time between two in that period; 5 s.
        "start_interval" start_interval: Maybe<Duration>,
        /// Whether there is none, not even the image's own.
        "disable" disable: Maybe<bool> [omit zero],
    }
}
