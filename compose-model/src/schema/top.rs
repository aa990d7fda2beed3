//! The top level of a Compose file, with configs, secrets, models and includes.

use super::common::{DRIVER_OPTIONS, LIST_OR_DICT, STRING_OR_LIST, STRINGS};
use super::network::NETWORK;
use super::service::SERVICE;
use super::shape::{KeyForm, ListShape, MapShape, Shape};
use super::volume::VOLUME;

static INCLUDE_MAP: MapShape = MapShape::of(&[
    ("env_file", STRING_OR_LIST),
    ("path", STRING_OR_LIST),
    ("project_directory", Shape::STRING),
])
.closed();

static INCLUDES: ListShape = ListShape::of(Shape::STRING.or_map(&INCLUDE_MAP));

static EXTERNAL_NAME: MapShape = MapShape::of(&[("name", Shape::STRING)]).open();

const EXTERNAL: Shape = Shape::BOOLEAN_OR_STRING.or_map(&EXTERNAL_NAME);

static CONFIG: MapShape = MapShape::of(&[
    ("content", Shape::STRING),
    ("environment", Shape::STRING),
    ("external", EXTERNAL),
    ("file", Shape::STRING),
    ("labels", LIST_OR_DICT),
    ("name", Shape::STRING),
    ("template_driver", Shape::STRING),
]);

static SECRET: MapShape = MapShape::of(&[
    ("driver", Shape::STRING),
    ("driver_opts", DRIVER_OPTIONS),
    ("environment", Shape::STRING),
    ("external", EXTERNAL),
    ("file", Shape::STRING),
    ("labels", LIST_OR_DICT),
    ("name", Shape::STRING),
    ("template_driver", Shape::STRING),
]);

static MODEL: MapShape = MapShape::of(&[
    ("context_size", Shape::INTEGER),
    ("model", Shape::STRING),
    ("name", Shape::STRING),
    ("runtime_flags", Shape::list(&STRINGS)),
])
.requires(&["model"]);

static CONFIGS: MapShape = MapShape::named(KeyForm::Name, Shape::map(&CONFIG));
static MODELS: MapShape = MapShape::named(KeyForm::Name, Shape::map(&MODEL)).open();
static NETWORKS: MapShape = MapShape::named(KeyForm::Name, NETWORK).open();
static SECRETS: MapShape = MapShape::named(KeyForm::Name, Shape::map(&SECRET));
static SERVICES: MapShape = MapShape::named(KeyForm::Name, Shape::map(&SERVICE));
static VOLUMES: MapShape = MapShape::named(KeyForm::Name, VOLUME);

/// A Compose file.
pub static TOP: MapShape = MapShape::of(&[
    ("configs", Shape::map(&CONFIGS)),
    ("include", Shape::list(&INCLUDES)),
    ("models", Shape::map(&MODELS)),
    ("name", Shape::STRING),
    ("networks", Shape::map(&NETWORKS)),
    ("secrets", Shape::map(&SECRETS)),
    ("services", Shape::map(&SERVICES)),
    ("version", Shape::STRING),
    ("volumes", Shape::map(&VOLUMES)),
]);
