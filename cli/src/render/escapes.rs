//! Texts in commands of a pipeline, which are a line each.

use super::text;

/// What a pipeline unescapes.
pub(super) struct Escapes {
    /// What stands for `%`, with which all others begin.
    pub(super) percent: &'static str,
    /// What has a meaning among the properties of a command, and what stands for it.
    pub(super) property: [(char, &'static str); 2],
}

impl Escapes {
    /// The text of a command, on one line.
    pub(super) fn data(&self, text: &str) -> String {
        let text = text::printable(text);
        text.replace('%', self.percent).replace('\r', "%0D").replace('\n', "%0A")
    }

    /// A message with what to do about it.
    pub(super) fn message(&self, message: &str, help: Option<&str>) -> String {
        match help {
            Some(help) => self.data(&format!("{message}\nhelp: {help}")),
            None => self.data(message),
        }
    }

    /// The value of a property.
    pub(super) fn property(&self, value: &str) -> String {
        let [(first, of_first), (second, of_second)] = self.property;
        self.data(value).replace(first, of_first).replace(second, of_second)
    }
}
