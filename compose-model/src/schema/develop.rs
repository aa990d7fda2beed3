//! `services.*.develop`.

use super::common::STRING_OR_LIST;
use super::hook::HOOK;
use super::shape::{ListShape, MapShape, Shape};

static RULE: MapShape = MapShape::of(&[
    ("action", Shape::one_of(&["rebuild", "sync", "restart", "sync+restart", "sync+exec"])),
    ("exec", Shape::map(&HOOK)),
    ("ignore", STRING_OR_LIST),
    ("include", STRING_OR_LIST),
    ("initial_sync", Shape::BOOLEAN),
    ("path", Shape::STRING),
    ("target", Shape::STRING),
])
.requires(&["path", "action"]);

static RULES: ListShape = ListShape::of(Shape::map(&RULE));

static DEVELOP_MAP: MapShape = MapShape::of(&[("watch", Shape::list(&RULES))]);

/// `develop`.
pub(super) const DEVELOP: Shape = Shape::map(&DEVELOP_MAP).or_null();
