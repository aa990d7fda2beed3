//! Commands that run in the course of a service's life.

use super::common::{COMMAND, LIST_OR_DICT};
use super::shape::{ListShape, MapShape, Shape};

/// `post_start`, `pre_stop` and `develop.watch[].exec`.
pub(super) static HOOK: MapShape = MapShape::of(&[
    ("command", COMMAND),
    ("environment", LIST_OR_DICT),
    ("privileged", Shape::BOOLEAN_OR_STRING),
    ("user", Shape::STRING),
    ("working_dir", Shape::STRING),
])
.requires(&["command"]);

static PRE_START: MapShape = MapShape::of(&[
    ("command", COMMAND),
    ("environment", LIST_OR_DICT),
    ("image", Shape::STRING),
    ("per_replica", Shape::BOOLEAN_OR_STRING),
    ("privileged", Shape::BOOLEAN_OR_STRING),
    ("user", Shape::STRING),
    ("working_dir", Shape::STRING),
]);

/// `post_start` and `pre_stop`.
pub(super) static HOOKS: ListShape = ListShape::of(Shape::map(&HOOK));

/// `pre_start`.
pub(super) static PRE_START_HOOKS: ListShape = ListShape::of(Shape::map(&PRE_START));
