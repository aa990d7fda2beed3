//! `services.*.build`.

use super::common::{EXTRA_HOSTS, LIST_OR_DICT, STRING_OR_LIST, STRINGS};
use super::resource::{FILE_REFERENCES, ULIMITS};
use super::shape::{MapShape, Shape};

static BUILD_MAP: MapShape = MapShape::of(&[
    ("additional_contexts", LIST_OR_DICT),
    ("args", LIST_OR_DICT),
    ("cache_from", Shape::list(&STRINGS)),
    ("cache_to", Shape::list(&STRINGS)),
    ("context", Shape::STRING),
    ("dockerfile", Shape::STRING),
    ("dockerfile_inline", Shape::STRING),
    ("entitlements", Shape::list(&STRINGS)),
    ("extra_hosts", EXTRA_HOSTS),
    ("isolation", Shape::STRING),
    ("labels", LIST_OR_DICT),
    ("network", Shape::STRING),
    ("no_cache", Shape::BOOLEAN_OR_STRING),
    ("no_cache_filter", STRING_OR_LIST),
    ("platforms", Shape::list(&STRINGS)),
    ("privileged", Shape::BOOLEAN_OR_STRING),
    ("provenance", Shape::BOOLEAN_OR_STRING),
    ("pull", Shape::BOOLEAN_OR_STRING),
    ("sbom", Shape::BOOLEAN_OR_STRING),
    ("secrets", Shape::list(&FILE_REFERENCES)),
    ("shm_size", Shape::INTEGER_OR_STRING),
    ("ssh", LIST_OR_DICT),
    ("tags", Shape::list(&STRINGS)),
    ("target", Shape::STRING),
    ("ulimits", Shape::map(&ULIMITS)),
]);

/// The folder, or how to build it.
pub(super) const BUILD: Shape = Shape::STRING.or_map(&BUILD_MAP);
