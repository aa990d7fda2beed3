//! JSON patches (RFC 6902), for what a strategic merge cannot say.

use serde::Serialize;
use serde_json::Value;

/// One step of a patch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Operation {
    pub(super) op: Op,
    /// A JSON pointer (RFC 6901).
    pub(super) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Value>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Op {
    Add,
    Remove,
    Replace,
    /// Fails the build where the value is another one.
    Test,
}

/// The steps of a patch, in order.
///
/// A pointer counts the items of a list, which means another item when somebody changes the base by
/// hand. So each item that has a name is tested for it first: such a patch fails instead of changing
/// something else.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Operations {
    pub(super) list: Vec<Operation>,
}

impl Operations {
    pub(super) fn add(&mut self, at: &Pointer, value: &Value) {
        self.push(Op::Add, at, Some(value));
    }

    pub(super) fn remove(&mut self, at: &Pointer) {
        self.push(Op::Remove, at, None);
    }

    pub(super) fn replace(&mut self, at: &Pointer, value: &Value) {
        self.push(Op::Replace, at, Some(value));
    }

    fn push(&mut self, op: Op, at: &Pointer, value: Option<&Value>) {
        for (path, name) in &at.tests {
            let value = Some(name.clone());
            let test = Operation { op: Op::Test, path: path.clone(), value };
            if !self.holds(&test) {
                self.list.push(test);
            }
        }
        self.list.push(Operation { op, path: at.path.clone(), value: value.cloned() });
    }

    /// Whether a test was made already and nothing since could have moved what it looked at.
    fn holds(&self, test: &Operation) -> bool {
        let same_item = test.path.rsplit_once('/').map_or("", |(item, _)| item);
        for made in self.list.iter().rev() {
            if made == test {
                return true;
            }
            let within = made.path.strip_prefix(same_item);
            if made.op != Op::Test && !within.is_some_and(|rest| rest.starts_with('/')) {
                return false;
            }
        }
        false
    }
}

/// A place in a document, with the tests that it is the right one.
#[derive(Clone, Debug, Default)]
pub(super) struct Pointer {
    path: String,
    tests: Vec<(String, Value)>,
}

impl Pointer {
    /// The field of a map.
    pub(super) fn field(&self, name: &str) -> Self {
        let escaped = name.replace('~', "~0").replace('/', "~1");
        Self { path: format!("{}/{escaped}", self.path), tests: self.tests.clone() }
    }

    /// A place in a list, where something is to be put.
    pub(super) fn place(&self, index: usize) -> Self {
        Self { path: format!("{}/{index}", self.path), tests: self.tests.clone() }
    }

    /// An item of a list, which has this value in this field.
    pub(super) fn item(&self, index: usize, field: &str, value: &Value) -> Self {
        let mut item = self.place(index);
        item.tests.push((item.field(field).path, value.clone()));
        item
    }
}
