//! `services.*.networks` and the networks of the top level.

use super::common::{DRIVER_OPTIONS, LIST_OF_STRINGS, LIST_OR_DICT, UNIQUE_STRINGS};
use super::shape::{KeyForm, ListShape, MapShape, Shape};

static ATTACHMENT: MapShape = MapShape::of(&[
    ("aliases", LIST_OF_STRINGS),
    ("driver_opts", DRIVER_OPTIONS),
    ("gw_priority", Shape::NUMBER),
    ("interface_name", Shape::STRING),
    ("ipv4_address", Shape::STRING),
    ("ipv6_address", Shape::STRING),
    ("link_local_ips", LIST_OF_STRINGS),
    ("mac_address", Shape::STRING),
    ("priority", Shape::NUMBER),
]);

static ATTACHMENTS: MapShape = MapShape::named(KeyForm::Name, Shape::map(&ATTACHMENT).or_null());

/// `networks` of services.
pub(super) const SERVICE_NETWORKS: Shape = Shape::map(&ATTACHMENTS).or_list(&UNIQUE_STRINGS);

static ADDRESSES: MapShape = MapShape::named(KeyForm::Line, Shape::STRING);

static POOL: MapShape = MapShape::of(&[
    ("aux_addresses", Shape::map(&ADDRESSES)),
    ("gateway", Shape::STRING),
    ("ip_range", Shape::STRING),
    ("subnet", Shape::STRING),
]);

static POOLS: ListShape = ListShape::of(Shape::map(&POOL));

static IPAM: MapShape = MapShape::of(&[
    ("config", Shape::list(&POOLS)),
    ("driver", Shape::STRING),
    ("options", Shape::map(&ADDRESSES)),
]);

static EXTERNAL_NAME: MapShape = MapShape::of(&[("name", Shape::STRING)]);

/// `external` of networks and volumes; the map is an old form of `name`.
pub(super) const EXTERNAL: Shape = Shape::BOOLEAN_OR_STRING.or_map(&EXTERNAL_NAME);

static NETWORK_MAP: MapShape = MapShape::of(&[
    ("attachable", Shape::BOOLEAN_OR_STRING),
    ("driver", Shape::STRING),
    ("driver_opts", DRIVER_OPTIONS),
    ("enable_ipv4", Shape::BOOLEAN_OR_STRING),
    ("enable_ipv6", Shape::BOOLEAN_OR_STRING),
    ("external", EXTERNAL),
    ("internal", Shape::BOOLEAN_OR_STRING),
    ("ipam", Shape::map(&IPAM)),
    ("labels", LIST_OR_DICT),
    ("name", Shape::STRING),
]);

/// A network of the top level.
pub(super) const NETWORK: Shape = Shape::map(&NETWORK_MAP).or_null();
