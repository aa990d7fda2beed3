//! `services.*.deploy`.

use super::common::LIST_OR_DICT;
use super::placement::PLACEMENT;
use super::resource::{DEVICE_REQUESTS, GENERIC_RESOURCES};
use super::shape::{MapShape, Shape};

static UPDATE: MapShape = MapShape::of(&[
    ("delay", Shape::STRING),
    ("failure_action", Shape::STRING),
    ("max_failure_ratio", Shape::NUMBER_OR_STRING),
    ("monitor", Shape::STRING),
    ("order", Shape::one_of(&["start-first", "stop-first"])),
    ("parallelism", Shape::INTEGER_OR_STRING),
]);

static LIMITS: MapShape = MapShape::of(&[
    ("cpus", Shape::NUMBER_OR_STRING),
    ("memory", Shape::STRING),
    ("pids", Shape::INTEGER_OR_STRING),
]);

static RESERVATIONS: MapShape = MapShape::of(&[
    ("cpus", Shape::NUMBER_OR_STRING),
    ("devices", Shape::list(&DEVICE_REQUESTS)),
    ("generic_resources", Shape::list(&GENERIC_RESOURCES)),
    ("memory", Shape::STRING),
]);

static RESOURCES: MapShape =
    MapShape::of(&[("limits", Shape::map(&LIMITS)), ("reservations", Shape::map(&RESERVATIONS))]);

static RESTART_POLICY: MapShape = MapShape::of(&[
    ("condition", Shape::STRING),
    ("delay", Shape::STRING),
    ("max_attempts", Shape::INTEGER_OR_STRING),
    ("window", Shape::STRING),
]);

static DEPLOY_MAP: MapShape = MapShape::of(&[
    ("endpoint_mode", Shape::STRING),
    ("labels", LIST_OR_DICT),
    ("mode", Shape::STRING),
    ("placement", Shape::map(&PLACEMENT)),
    ("replicas", Shape::INTEGER_OR_STRING),
    ("resources", Shape::map(&RESOURCES)),
    ("restart_policy", Shape::map(&RESTART_POLICY)),
    ("rollback_config", Shape::map(&UPDATE)),
    ("update_config", Shape::map(&UPDATE)),
]);

/// `deploy`.
pub(super) const DEPLOY: Shape = Shape::map(&DEPLOY_MAP).or_null();
