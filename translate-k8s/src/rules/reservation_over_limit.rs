//! `K0605`: a reservation over its limit.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A reservation is cut down to the limit.
pub static RESERVATION_OVER_LIMIT: Rule = Rule {
    code: "K0605",
    name: "reservation-over-limit",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A reservation is reduced to the limit.",
    why: "The API server refuses a request over its limit.",
    help: "Make the reservation smaller or the limit larger.",
    before: "\
services:
  web:
    image: nginx:1.29
    mem_limit: 256m
    mem_reservation: 512m
",
    after: "\
services:
  web:
    image: nginx:1.29
    mem_limit: 512m
    mem_reservation: 256m
",
};
