//! `services.*.volumes` and the volumes of the top level.

use super::common::{DRIVER_OPTIONS, LIST_OR_DICT};
use super::network::EXTERNAL;
use super::shape::{ListShape, MapShape, Shape};

static BIND: MapShape = MapShape::of(&[
    ("create_host_path", Shape::BOOLEAN_OR_STRING),
    ("propagation", Shape::STRING),
    ("recursive", Shape::one_of(&["enabled", "disabled", "writable", "readonly"])),
    ("selinux", Shape::one_of(&["z", "Z"])),
]);

static VOLUME_OPTIONS: MapShape = MapShape::of(&[
    ("labels", LIST_OR_DICT),
    ("nocopy", Shape::BOOLEAN_OR_STRING),
    ("subpath", Shape::STRING),
]);

static TMPFS: MapShape = MapShape::of(&[
    ("mode", Shape::NUMBER_OR_STRING),
    ("size", Shape::range_or_string(Some(0), None)),
]);

static IMAGE: MapShape = MapShape::of(&[("subpath", Shape::STRING)]);

static MOUNT: MapShape = MapShape::of(&[
    ("bind", Shape::map(&BIND)),
    ("consistency", Shape::STRING),
    ("image", Shape::map(&IMAGE)),
    ("read_only", Shape::BOOLEAN_OR_STRING),
    ("source", Shape::STRING),
    ("target", Shape::STRING),
    ("tmpfs", Shape::map(&TMPFS)),
    ("type", Shape::one_of(&["bind", "volume", "tmpfs", "cluster", "npipe", "image"])),
    ("volume", Shape::map(&VOLUME_OPTIONS)),
])
.requires(&["type"]);

/// `volumes` of services.
pub(super) static MOUNTS: ListShape = ListShape::unique(Shape::STRING.or_map(&MOUNT));

static VOLUME_MAP: MapShape = MapShape::of(&[
    ("driver", Shape::STRING),
    ("driver_opts", DRIVER_OPTIONS),
    ("external", EXTERNAL),
    ("labels", LIST_OR_DICT),
    ("name", Shape::STRING),
]);

/// A volume of the top level.
pub(super) const VOLUME: Shape = Shape::map(&VOLUME_MAP).or_null();
