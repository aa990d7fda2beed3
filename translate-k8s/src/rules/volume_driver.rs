//! `K0414`: a volume driver or its options have no counterpart.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A volume driver or its options have no counterpart.
pub static VOLUME_DRIVER: Rule = Rule {
    code: "K0414",
    name: "volume-driver",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A volume asks for a driver, or for options of one, that Kubernetes does not have. \
           The claim uses the default storage class of the cluster.",
    why: "Drivers of Docker are plugins of one machine; a cluster has storage classes.",
    help: "Choose a storage class that does the same, or make the claim yourself and call the \
           volume external.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data: {driver: rexray}\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data: {}\n",
};
