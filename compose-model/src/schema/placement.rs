//! `services.*.deploy.placement`.

use super::common::STRINGS;
use super::shape::{ListShape, MapShape, Shape};

static PREFERENCE: MapShape = MapShape::of(&[("spread", Shape::STRING)]);

static PREFERENCES: ListShape = ListShape::of(Shape::map(&PREFERENCE));

/// `placement`.
pub(super) static PLACEMENT: MapShape = MapShape::of(&[
    ("constraints", Shape::list(&STRINGS)),
    ("max_replicas_per_node", Shape::INTEGER_OR_STRING),
    ("preferences", Shape::list(&PREFERENCES)),
]);
