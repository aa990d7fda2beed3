//! Compares a tree with the tables.

use std::fmt::{self, Write as _};

use super::equality::{repeated, whole};
use super::explain::{self, Finding};
use super::shape::{ListShape, MapShape, NumberShape, Rest, Shape, StringShape};
use super::top::TOP;
use crate::diagnostic::Diagnostics;
use crate::yaml::{Kind, Mapping, Node, Number, Resolved, Scalar, Style, Value};

/// Reports everything in a merged tree that the format does not allow, and takes it out, so that later
/// stages meet only what they expect.
///
/// A number or a truth value in the place of a string is an error like any other, but stays as text:
/// what was meant is plain. Items keep their numbers in paths, also behind one that was taken out.
pub fn validate(root: &mut Node, diagnostics: &mut Diagnostics) {
    let shape = Shape::map(&TOP);
    let mut validator = Validator { diagnostics };
    let path = Path { parent: None, segment: Segment::Root };
    if validator.check(root, &shape, &path) == Verdict::Remove {
        root.value = Value::Mapping(Mapping::default());
    }
}

/// The way from the root to a node, kept on the stack and written out only for a finding.
pub(super) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Segment<'a> {
    Root,
    Key(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    fn below(&'a self, segment: Segment<'a>) -> Path<'a> {
        Path { parent: Some(self), segment }
    }

    /// The key of the node, or of the list that it is an item of.
    pub(super) fn key(&self) -> Option<&'a str> {
        match self.segment {
            Segment::Root => None,
            Segment::Key(key) => Some(key),
            Segment::Item(_) => self.parent.and_then(Path::key),
        }
    }

    /// The way as keys, each with the numbers of the items that it leads through: `ports[0]`.
    pub(super) fn segments(&self) -> Vec<String> {
        let mut segments = self.parent.map(Path::segments).unwrap_or_default();
        match (self.segment, segments.last_mut()) {
            (Segment::Key(key), _) => segments.push(key.to_owned()),
            (Segment::Item(index), Some(list)) => {
                // Writing into a string cannot fail.
                let _ = write!(list, "[{index}]");
            }
            _ => {}
        }
        segments
    }

    /// The way to the node around it.
    pub(super) fn parent(&self) -> Option<&'a Path<'a>> {
        self.parent
    }

    /// Whether this is the way to the top level.
    pub(super) fn is_root(&self) -> bool {
        self.parent.is_none()
    }

    /// Whether the node is an item of a list.
    pub(super) fn is_item(&self) -> bool {
        matches!(self.segment, Segment::Item(_))
    }
}

/// As `services.web.ports[0]`.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        let is_first = self.parent.is_none_or(Path::is_root);
        match self.segment {
            Segment::Root => Ok(()),
            Segment::Key(key) if is_first => f.write_str(key),
            Segment::Key(key) => write!(f, ".{key}"),
            Segment::Item(index) => write!(f, "[{index}]"),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    Remove,
}

struct Validator<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Validator<'_> {
    fn check(&mut self, node: &mut Node, shape: &Shape, path: &Path<'_>) -> Verdict {
        if shape.any {
            return self.check_anything(node, path);
        }
        match (&mut node.value, shape) {
            (Value::Mapping(_), Shape { map: Some(map), .. }) => self.check_map(node, map, path),
            (Value::Sequence(_), Shape { list: Some(list), .. }) => {
                self.check_list(node, list, path)
            }
            (Value::Scalar(scalar), _) => {
                // A quoted string where any string may stand is by far the most frequent value.
                if matches!(scalar, Scalar::Text { style: Style::Quoted, .. })
                    && matches!(shape.string, Some(StringShape::Any))
                {
                    return Verdict::Keep;
                }
                self.check_scalar(node, shape, path)
            }
            _ => self.wrong_kind(node, shape, path),
        }
    }

    /// What nobody looks at must at least have a JSON form.
    fn check_anything(&mut self, node: &mut Node, path: &Path<'_>) -> Verdict {
        match &mut node.value {
            Value::Scalar(scalar) => {
                if let Resolved::Number(Number::Float(value)) = scalar.resolve()
                    && !value.is_finite()
                {
                    return self.report(Finding::NotFinite, node, path);
                }
            }
            Value::Sequence(items) => {
                let mut index = 0;
                items.retain_mut(|item| {
                    let below = path.below(Segment::Item(index));
                    index += 1;
                    self.check_anything(item, &below) == Verdict::Keep
                });
            }
            Value::Mapping(mapping) => mapping.retain(|key, value| {
                self.check_anything(value, &path.below(Segment::Key(key))) == Verdict::Keep
            }),
        }
        Verdict::Keep
    }

    fn check_map(&mut self, node: &mut Node, shape: &MapShape, path: &Path<'_>) -> Verdict {
        let Some(mapping) = node.as_mapping_mut() else { return Verdict::Keep };
        let is_missing =
            |mapping: &Mapping| shape.required.iter().any(|key| !mapping.contains_key(key));
        if is_missing(mapping) {
            self.report_missing(node, shape, path);
        }
        let Some(mapping) = node.as_mapping_mut() else { return Verdict::Keep };
        mapping.retain(|key, value| {
            let below = path.below(Segment::Key(key));
            self.check_entry(key, value, shape, &below) == Verdict::Keep
        });
        // A key that has just been taken out has its finding, but the map is of no use without it.
        if is_missing(mapping) { Verdict::Remove } else { Verdict::Keep }
    }

    fn check_entry(
        &mut self,
        key: &str,
        value: &mut Node,
        shape: &MapShape,
        path: &Path<'_>,
    ) -> Verdict {
        if let Some(field) = shape.field(key) {
            return self.check(value, field, path);
        }
        if let Some(entries) = &shape.entries
            && entries.form.matches(key)
        {
            return self.check(value, &entries.value, path);
        }
        let is_allowed = match shape.rest {
            Rest::Closed => false,
            Rest::Extensions => key.starts_with("x-"),
            Rest::Open => true,
        };
        if is_allowed {
            return self.check_anything(value, path);
        }
        self.report(Finding::UnknownKey(shape), value, path)
    }

    fn check_list(&mut self, node: &mut Node, shape: &ListShape, path: &Path<'_>) -> Verdict {
        let Some(items) = node.as_sequence_mut() else { return Verdict::Keep };
        let mut index = 0;
        items.retain_mut(|item| {
            let below = path.below(Segment::Item(index));
            index += 1;
            self.check(item, &shape.items, &below) == Verdict::Keep
        });
        if !shape.unique || items.len() < 2 {
            return Verdict::Keep;
        }
        let repeated = repeated(items);
        for (later, earlier) in &repeated {
            let finding = Finding::Repeated { earlier: &items[*earlier] };
            self.report(finding, &items[*later], &path.below(Segment::Item(*later)));
        }
        let mut index = 0;
        items.retain(|_| {
            let is_repeated = repeated.binary_search_by_key(&index, |(later, _)| *later).is_ok();
            index += 1;
            !is_repeated
        });
        Verdict::Keep
    }

    fn check_scalar(&mut self, node: &mut Node, shape: &Shape, path: &Path<'_>) -> Verdict {
        let Some(scalar) = node.as_scalar() else { return Verdict::Keep };
        let resolved = scalar.resolve();
        let finding = match resolved {
            Resolved::Null if shape.null => None,
            Resolved::Bool(_) if shape.boolean => None,
            Resolved::Number(Number::Float(value)) if !value.is_finite() => {
                Some(Finding::NotFinite)
            }
            Resolved::Number(number) if shape.number.is_some() => {
                shape.number.and_then(|allowed| check_number(number, allowed))
            }
            Resolved::String(text) if shape.string.is_some() => {
                shape.string.and_then(|allowed| check_string(text, allowed))
            }
            // A date is a string in JSON.
            Resolved::Timestamp(date) if shape.string.is_some() => {
                shape.string.and_then(|allowed| check_string(&date.to_rfc3339(), allowed))
            }
            _ => return self.wrong_kind(node, shape, path),
        };
        match finding {
            None => Verdict::Keep,
            Some(Finding::WrongKind(_)) => self.wrong_kind(node, shape, path),
            Some(finding) => self.report(finding, node, path),
        }
    }

    fn wrong_kind(&mut self, node: &mut Node, shape: &Shape, path: &Path<'_>) -> Verdict {
        self.report(Finding::WrongKind(*shape), node, path);
        let Some(scalar) = node.as_scalar() else { return Verdict::Remove };
        let resolved = scalar.resolve();
        let is_text = matches!(shape.string, Some(StringShape::Any));
        if !is_text
            || shape.number.is_some()
            || matches!(resolved.kind(), Kind::Null | Kind::String)
        {
            return Verdict::Remove;
        }
        let text = match scalar {
            Scalar::Text { text, .. } => text.clone(),
            _ => resolved.to_text().into(),
        };
        node.value = Value::Scalar(Scalar::Text { text, style: Style::Quoted });
        Verdict::Keep
    }

    fn report_missing(&mut self, node: &Node, shape: &MapShape, path: &Path<'_>) {
        for key in shape.required.iter().filter(|key| node.get(key).is_none()) {
            self.report(Finding::MissingKey(key), node, path);
        }
    }

    fn report(&mut self, finding: Finding<'_>, node: &Node, path: &Path<'_>) -> Verdict {
        if !self.diagnostics.is_full() {
            self.diagnostics.push(explain::explain(&finding, node, path));
        }
        Verdict::Remove
    }
}

fn check_number(number: Number, allowed: NumberShape) -> Option<Finding<'static>> {
    let value = match number {
        Number::Int(value) => Some(i128::from(value)),
        Number::Uint(value) => Some(i128::from(value)),
        Number::Float(value) => whole(value),
    };
    let Some(value) = value else {
        // Ranges are those of whole numbers only.
        return allowed.integer.then_some(Finding::WrongKind(Shape::INTEGER));
    };
    let too_small = allowed.min.is_some_and(|min| value < i128::from(min));
    let too_large = allowed.max.is_some_and(|max| value > i128::from(max));
    (too_small || too_large).then_some(Finding::OutOfRange(allowed))
}

fn check_string(text: &str, allowed: StringShape) -> Option<Finding<'static>> {
    match allowed {
        StringShape::Any => None,
        StringShape::OneOf(words) => (!words.contains(&text)).then_some(Finding::NotAmong(words)),
        StringShape::Form(form) => (!(form.matches)(text)).then_some(Finding::WrongForm(form)),
    }
}
