//! Attributes of a service that are lists or maps of their own.

use super::common::{STRINGS, UNIQUE_STRINGS};
use super::shape::{KeyForm, ListShape, MapShape, Shape};

static DEPENDENCY: MapShape = MapShape::of(&[
    (
        "condition",
        Shape::one_of(&["service_started", "service_healthy", "service_completed_successfully"]),
    ),
    ("required", Shape::BOOLEAN),
    ("restart", Shape::BOOLEAN_OR_STRING),
])
.requires(&["condition"]);

static DEPENDENCIES: MapShape = MapShape::named(KeyForm::Name, Shape::map(&DEPENDENCY));

/// `depends_on`.
pub(super) const DEPENDS_ON: Shape = Shape::map(&DEPENDENCIES).or_list(&UNIQUE_STRINGS);

static PORT: MapShape = MapShape::of(&[
    ("app_protocol", Shape::STRING),
    ("host_ip", Shape::STRING),
    ("mode", Shape::STRING),
    ("name", Shape::STRING),
    ("protocol", Shape::STRING),
    ("published", Shape::INTEGER_OR_STRING),
    ("target", Shape::INTEGER_OR_STRING),
]);

/// `ports`.
pub(super) static PORTS: ListShape = ListShape::unique(Shape::NUMBER_OR_STRING.or_map(&PORT));

static ENV_FILE_MAP: MapShape = MapShape::of(&[
    ("format", Shape::STRING),
    ("path", Shape::STRING),
    ("required", Shape::BOOLEAN_OR_STRING),
])
.requires(&["path"])
.closed();

static ENV_FILES: ListShape = ListShape::of(Shape::STRING.or_map(&ENV_FILE_MAP));

/// `env_file`.
pub(super) const ENV_FILE: Shape = Shape::STRING.or_list(&ENV_FILES);

/// `label_file`.
pub(super) const LABEL_FILE: Shape = Shape::STRING.or_list(&STRINGS);

static EXTENDS_MAP: MapShape = MapShape::of(&[("file", Shape::STRING), ("service", Shape::STRING)])
    .requires(&["service"])
    .closed();

/// `extends`.
pub(super) const EXTENDS: Shape = Shape::STRING.or_map(&EXTENDS_MAP);

static MODEL: MapShape =
    MapShape::of(&[("endpoint_var", Shape::STRING), ("model_var", Shape::STRING)]);

static MODELS: MapShape = MapShape::named(KeyForm::Name, Shape::map(&MODEL).or_null()).open();

/// `models` of services.
pub(super) const SERVICE_MODELS: Shape = Shape::map(&MODELS).or_list(&UNIQUE_STRINGS);

static PROVIDER_VALUES: ListShape = ListShape::of(Shape::NUMBER_OR_STRING.or_boolean());

static PROVIDER_OPTIONS: MapShape =
    MapShape::named(KeyForm::Line, Shape::NUMBER_OR_STRING.or_boolean().or_list(&PROVIDER_VALUES))
        .open();

/// `provider`.
pub(super) static PROVIDER: MapShape =
    MapShape::of(&[("options", Shape::map(&PROVIDER_OPTIONS)), ("type", Shape::STRING)])
        .requires(&["type"]);

static LOGGING_OPTIONS: MapShape =
    MapShape::named(KeyForm::Line, Shape::NUMBER_OR_STRING.or_null()).open();

/// `logging`.
pub(super) static LOGGING: MapShape =
    MapShape::of(&[("driver", Shape::STRING), ("options", Shape::map(&LOGGING_OPTIONS))]);

/// `healthcheck`.
pub(super) static HEALTHCHECK: MapShape = MapShape::of(&[
    ("disable", Shape::BOOLEAN_OR_STRING),
    ("interval", Shape::STRING),
    ("retries", Shape::NUMBER_OR_STRING),
    ("start_interval", Shape::STRING),
    ("start_period", Shape::STRING),
    ("test", Shape::STRING.or_list(&STRINGS)),
    ("timeout", Shape::STRING),
]);

/// `credential_spec`.
pub(super) static CREDENTIAL_SPEC: MapShape = MapShape::of(&[
    ("config", Shape::STRING),
    ("file", Shape::STRING),
    ("registry", Shape::STRING),
]);

/// `storage_opt`.
pub(super) static STORAGE_OPT: MapShape = MapShape::of(&[]).open();
