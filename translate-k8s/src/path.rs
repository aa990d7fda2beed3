//! The path of a field, written out only when something is wrong with it.

use std::fmt;

/// A path in an object: `spec.template.spec.containers[0].image`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Root,
    Field(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// The object itself.
    pub(crate) const fn root() -> Self {
        Self { parent: None, step: Step::Root }
    }

    /// A field, or the entry of a map.
    pub(crate) fn field<'c>(&'c self, name: &'c str) -> Path<'c>
    where
        'p: 'c,
    {
        Path { parent: Some(self), step: Step::Field(name) }
    }

    /// An item of a list.
    pub(crate) fn index<'c>(&'c self, index: usize) -> Path<'c>
    where
        'p: 'c,
    {
        Path { parent: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        let first = self.parent.is_none_or(|parent| matches!(parent.step, Step::Root));
        match self.step {
            Step::Root => Ok(()),
            Step::Field(name) if first => f.write_str(name),
            // The entry of a map may have dots of its own.
            Step::Field(name) if name.contains(['.', '/', '[']) => write!(f, "[{name}]"),
            Step::Field(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_as_in_kubernetes() {
        let root = Path::root();
        let spec = root.field("spec");
        let containers = spec.field("containers");
        let first = containers.index(0);
        assert_eq!(first.field("image").to_string(), "spec.containers[0].image");
        assert_eq!(spec.field("a.b/c").to_string(), "spec[a.b/c]");
        assert_eq!(root.to_string(), "");
    }
}
