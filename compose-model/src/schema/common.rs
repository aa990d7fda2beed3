//! Shapes that several attributes share.

use super::shape::{KeyForm, ListShape, MapShape, Shape};

/// Strings, any number of times.
pub(super) static STRINGS: ListShape = ListShape::of(Shape::STRING);

/// Strings without repetition.
pub(super) static UNIQUE_STRINGS: ListShape = ListShape::unique(Shape::STRING);

/// Strings and numbers without repetition.
pub(super) static UNIQUE_NUMBERS_OR_STRINGS: ListShape = ListShape::unique(Shape::NUMBER_OR_STRING);

static DICT: MapShape =
    MapShape::named(KeyForm::Text, Shape::NUMBER_OR_STRING.or_boolean().or_null());

static OPTIONS: MapShape = MapShape::named(KeyForm::Line, Shape::NUMBER_OR_STRING).open();

static HOSTS: MapShape = MapShape::named(KeyForm::Text, Shape::STRING.or_list(&STRINGS));

/// A list of strings.
pub(super) const LIST_OF_STRINGS: Shape = Shape::list(&UNIQUE_STRINGS);

/// A string, or a list of them.
pub(super) const STRING_OR_LIST: Shape = Shape::STRING.or_list(&UNIQUE_STRINGS);

/// `KEY: value` or a list of `KEY=value`.
pub(super) const LIST_OR_DICT: Shape = Shape::map(&DICT).or_list(&UNIQUE_STRINGS);

/// `host: address` or a list of `host=address`.
pub(super) const EXTRA_HOSTS: Shape = Shape::map(&HOSTS).or_list(&UNIQUE_STRINGS);

/// A command line as text or in words; null is the image's own.
pub(super) const COMMAND: Shape = Shape::STRING.or_list(&STRINGS).or_null();

/// Options of a driver.
pub(super) const DRIVER_OPTIONS: Shape = Shape::map(&OPTIONS);
