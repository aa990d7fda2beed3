//! What a service takes from the host or from the top level: limits, devices, configs and secrets.

use super::common::{LIST_OF_STRINGS, LIST_OR_DICT};
use super::shape::{Entries, Field, KeyForm, ListShape, MapShape, Rest, Shape};

static SOFT_AND_HARD: MapShape =
    MapShape::of(&[("hard", Shape::INTEGER_OR_STRING), ("soft", Shape::INTEGER_OR_STRING)])
        .requires(&["soft", "hard"]);

/// `ulimits` of services and builds.
pub(super) static ULIMITS: MapShape = MapShape {
    entries: Some(Entries {
        form: KeyForm::Lowercase,
        value: Shape::INTEGER_OR_STRING.or_map(&SOFT_AND_HARD),
    }),
    rest: Rest::Open,
    ..MapShape::of(&[])
};

static FILE_REFERENCE: MapShape = MapShape::of(&[
    ("gid", Shape::STRING),
    ("mode", Shape::NUMBER_OR_STRING),
    ("source", Shape::STRING),
    ("target", Shape::STRING),
    ("uid", Shape::STRING),
]);

/// `configs` and `secrets` of services, and the secrets of builds.
pub(super) static FILE_REFERENCES: ListShape = ListShape::of(Shape::STRING.or_map(&FILE_REFERENCE));

static BLKIO_LIMIT: MapShape =
    MapShape::of(&[("path", Shape::STRING), ("rate", Shape::INTEGER_OR_STRING)]).closed();

static BLKIO_WEIGHT: MapShape =
    MapShape::of(&[("path", Shape::STRING), ("weight", Shape::INTEGER_OR_STRING)]).closed();

static BLKIO_LIMITS: ListShape = ListShape::of(Shape::map(&BLKIO_LIMIT));
static BLKIO_WEIGHTS: ListShape = ListShape::of(Shape::map(&BLKIO_WEIGHT));

/// `blkio_config`.
pub(super) static BLKIO: MapShape = MapShape::of(&[
    ("device_read_bps", Shape::list(&BLKIO_LIMITS)),
    ("device_read_iops", Shape::list(&BLKIO_LIMITS)),
    ("device_write_bps", Shape::list(&BLKIO_LIMITS)),
    ("device_write_iops", Shape::list(&BLKIO_LIMITS)),
    ("weight", Shape::INTEGER_OR_STRING),
    ("weight_device", Shape::list(&BLKIO_WEIGHTS)),
])
.closed();

static DEVICE_MAPPING: MapShape = MapShape::of(&[
    ("permissions", Shape::STRING),
    ("source", Shape::STRING),
    ("target", Shape::STRING),
])
.requires(&["source"]);

/// `devices` of services.
pub(super) static DEVICE_MAPPINGS: ListShape = ListShape::of(Shape::STRING.or_map(&DEVICE_MAPPING));

/// The keys of a request for devices, in `gpus` and in `deploy`.
const DEVICE_REQUEST_FIELDS: &[Field] = &[
    ("capabilities", LIST_OF_STRINGS),
    ("count", Shape::INTEGER_OR_STRING),
    ("device_ids", LIST_OF_STRINGS),
    ("driver", Shape::STRING),
    ("options", LIST_OR_DICT),
];

static DEVICE_REQUEST: MapShape = MapShape::of(DEVICE_REQUEST_FIELDS).requires(&["capabilities"]);

static GPU_REQUEST: MapShape = MapShape::of(DEVICE_REQUEST_FIELDS).open();

/// `deploy.resources.reservations.devices`.
pub(super) static DEVICE_REQUESTS: ListShape = ListShape::of(Shape::map(&DEVICE_REQUEST));

static GPU_REQUESTS: ListShape = ListShape::of(Shape::map(&GPU_REQUEST));

/// `gpus`.
pub(super) const GPUS: Shape = Shape::one_of(&["all"]).or_list(&GPU_REQUESTS);

static DISCRETE: MapShape =
    MapShape::of(&[("kind", Shape::STRING), ("value", Shape::NUMBER_OR_STRING)]);

static GENERIC_RESOURCE: MapShape =
    MapShape::of(&[("discrete_resource_spec", Shape::map(&DISCRETE))]);

/// `deploy.resources.reservations.generic_resources`.
pub(super) static GENERIC_RESOURCES: ListShape = ListShape::of(Shape::map(&GENERIC_RESOURCE));
