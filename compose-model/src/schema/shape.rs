//! What a value may look like.

/// What a value may be: one of several kinds, each with its own conditions.
///
/// No two alternatives of a Compose attribute are of the same kind, so that the kind of a value decides
/// which one is meant.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Anything, unlooked at.
    pub any: bool,
    /// Null.
    pub null: bool,
    /// A truth value.
    pub boolean: bool,
    /// A number.
    pub number: Option<NumberShape>,
    /// A string.
    pub string: Option<StringShape>,
    /// A list.
    pub list: Option<&'static ListShape>,
    /// A map.
    pub map: Option<&'static MapShape>,
}

/// What a number may be.
#[derive(Clone, Copy, Debug)]
pub struct NumberShape {
    /// Whole numbers only; `2.0` is one.
    pub integer: bool,
    /// The least value.
    pub min: Option<i64>,
    /// The greatest value.
    pub max: Option<i64>,
}

/// What a string may be.
#[derive(Clone, Copy, Debug)]
pub enum StringShape {
    /// Any text.
    Any,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A text of a certain form.
    Form(&'static Form),
}

/// A form of text.
#[derive(Debug)]
pub struct Form {
    /// The regular expression that the reference looks for anywhere in the text.
    pub pattern: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Whether a text has the form.
    pub matches: fn(&str) -> bool,
}

/// What a list may hold.
#[derive(Debug)]
pub struct ListShape {
    /// Each item.
    pub items: Shape,
    /// Whether no two items may be equal.
    pub unique: bool,
}

/// What a map may hold.
#[derive(Debug)]
pub struct MapShape {
    /// The known keys in alphabetical order.
    pub fields: &'static [Field],
    /// Keys that the author chooses.
    pub entries: Option<Entries>,
    /// Keys that must be there.
    pub required: &'static [&'static str],
    /// What other keys there may be.
    pub rest: Rest,
}

/// A known key with its value.
pub type Field = (&'static str, Shape);

/// Keys of the author's choice, all with the same kind of value.
#[derive(Debug)]
pub struct Entries {
    /// What the keys look like.
    pub form: KeyForm,
    /// Each value.
    pub value: Shape,
}

/// What keys of the author's choice look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// `^[a-zA-Z0-9._-]+$`: names of services and the like.
    Name,
    /// `^[a-z]+$`: names of limits.
    Lowercase,
    /// `^.+$`: one line of text.
    Line,
    /// `.+`: any text that is not empty.
    Text,
}

/// Other keys than the known ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// None.
    Closed,
    /// Those that begin with `x-`.
    Extensions,
    /// All.
    Open,
}

impl Shape {
    const NONE: Self = Self {
        any: false,
        null: false,
        boolean: false,
        number: None,
        string: None,
        list: None,
        map: None,
    };

    /// Anything.
    pub const ANY: Self = Self { any: true, ..Self::NONE };
    /// A string.
    pub const STRING: Self = Self { string: Some(StringShape::Any), ..Self::NONE };
    /// A truth value.
    pub const BOOLEAN: Self = Self { boolean: true, ..Self::NONE };
    /// A number.
    pub const NUMBER: Self =
        Self { number: Some(NumberShape { integer: false, min: None, max: None }), ..Self::NONE };
    /// A whole number.
    pub const INTEGER: Self =
        Self { number: Some(NumberShape { integer: true, min: None, max: None }), ..Self::NONE };
    /// A truth value, or text that interpolation or a later stage makes one.
    pub const BOOLEAN_OR_STRING: Self = Self { boolean: true, ..Self::STRING };
    /// A number or text.
    pub const NUMBER_OR_STRING: Self = Self { number: Self::NUMBER.number, ..Self::STRING };
    /// A whole number or text.
    pub const INTEGER_OR_STRING: Self = Self { number: Self::INTEGER.number, ..Self::STRING };

    /// One of some words.
    pub const fn one_of(words: &'static [&'static str]) -> Self {
        Self { string: Some(StringShape::OneOf(words)), ..Self::NONE }
    }

    /// Text of a form.
    pub const fn form(form: &'static Form) -> Self {
        Self { string: Some(StringShape::Form(form)), ..Self::NONE }
    }

    /// A list.
    pub const fn list(list: &'static ListShape) -> Self {
        Self { list: Some(list), ..Self::NONE }
    }

    /// A map.
    pub const fn map(map: &'static MapShape) -> Self {
        Self { map: Some(map), ..Self::NONE }
    }

    /// Or null.
    pub const fn or_null(self) -> Self {
        Self { null: true, ..self }
    }

    /// Or a truth value.
    pub const fn or_boolean(self) -> Self {
        Self { boolean: true, ..self }
    }

    /// Or text.
    pub const fn or_string(self) -> Self {
        Self { string: Some(StringShape::Any), ..self }
    }

    /// Or a list.
    pub const fn or_list(self, list: &'static ListShape) -> Self {
        Self { list: Some(list), ..self }
    }

    /// Or a map.
    pub const fn or_map(self, map: &'static MapShape) -> Self {
        Self { map: Some(map), ..self }
    }

    /// A whole number in a range, or text.
    pub const fn range_or_string(min: Option<i64>, max: Option<i64>) -> Self {
        Self { number: Some(NumberShape { integer: true, min, max }), ..Self::STRING }
    }
}

impl ListShape {
    /// A list whose items may repeat.
    pub const fn of(items: Shape) -> Self {
        Self { items, unique: false }
    }

    /// A list without equal items.
    pub const fn unique(items: Shape) -> Self {
        Self { items, unique: true }
    }
}

impl MapShape {
    /// A map of known keys and extensions.
    pub const fn of(fields: &'static [Field]) -> Self {
        Self { fields, entries: None, required: &[], rest: Rest::Extensions }
    }

    /// A map with keys of the author's choice, and no others.
    pub const fn named(form: KeyForm, value: Shape) -> Self {
        Self {
            fields: &[],
            entries: Some(Entries { form, value }),
            required: &[],
            rest: Rest::Closed,
        }
    }

    /// With keys that must be there.
    pub const fn requires(self, required: &'static [&'static str]) -> Self {
        Self { required, ..self }
    }

    /// With no other keys, not even extensions.
    pub const fn closed(self) -> Self {
        Self { rest: Rest::Closed, ..self }
    }

    /// With any other keys.
    pub const fn open(self) -> Self {
        Self { rest: Rest::Open, ..self }
    }

    /// The shape of the value under a key.
    pub fn field(&self, key: &str) -> Option<&'static Shape> {
        let at = self.fields.binary_search_by(|(name, _)| (*name).cmp(key)).ok()?;
        Some(&self.fields[at].1)
    }
}

impl KeyForm {
    /// Whether a key has the form.
    pub fn matches(self, key: &str) -> bool {
        match self {
            Self::Name => {
                let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
                !key.is_empty() && key.bytes().all(allowed)
            }
            Self::Lowercase => !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase()),
            Self::Line => !key.is_empty() && !key.contains('\n'),
            Self::Text => key.chars().any(|c| c != '\n'),
        }
    }

    /// What the form allows, for messages.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Name => "letters, digits, `.`, `_` and `-`",
            Self::Lowercase => "lower-case letters",
            Self::Line | Self::Text => "text on one line",
        }
    }
}
