//! `K0301`: a port that the file does not declare is inferred.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A port that the file does not declare is inferred.
pub static INFERRED_PORT: Rule = Rule {
    code: "K0301",
    name: "inferred-port",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The Service gets a port that stands neither under `ports` nor under `expose`: another service \
           uses it, the service's own healthcheck, command or environment names it, or its image \
           listens on it by default.",
    why: "Under Compose every port of a container can be reached by its neighbours. A Service of \
          Kubernetes forwards only the ports that it lists.",
    help: "Declare the port under `expose` to be explicit. A port too many does no harm: nothing \
           answers there.",
    before: "services:\n  queue:\n    image: rabbitmq\n  worker:\n    image: alpine\n    environment:\n      BROKER: amqp://queue:5672\n",
    after: "services:\n  queue:\n    image: acme/queue\n    expose: [\"5672\"]\n  worker:\n    image: alpine\n    environment:\n      BROKER: amqp://queue:5672\n",
};
