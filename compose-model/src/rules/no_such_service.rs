use crate::diagnostic::{Effect, Rule, Severity};

/// A service that was asked for is not there.
pub static NO_SUCH_SERVICE: Rule = Rule {
    code: "C0611",
    name: "no-such-service",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A service that was named on the command line is declared in no file, or needs another \
           one that no active profile enables.",
    why: "Naming a service activates its own profiles, not those of the services that it depends \
           on.",
    help: "Correct the name, or activate the profile.",
    before: "$ compose2k8s config web\nservices:\n  web:\n    image: nginx\n    depends_on: [cache]\n    profiles: [front]\n  cache:\n    image: redis\n    profiles: [full]\n",
    after: "$ compose2k8s config web\nservices:\n  web:\n    image: nginx\n    depends_on: [cache]\n    profiles: [front]\n  cache:\n    image: redis\n",
};
