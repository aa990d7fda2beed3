//! Text that the reader of a stack file takes as it is.
//!
//! `docker stack deploy` substitutes variables in every value of a stack file. The loader has done
//! that already, so each `$` that is left is meant literally and is written `$$`. Swarm, in turn,
//! expands Go templates in a few attributes, which Compose does not.

use serde::{Serialize, Serializer};

/// A text value of a stack file: whoever reads the file with `docker stack` gets this text.
///
/// Every text field of the stack's types is of this type, so that no `$` can be forgotten. Keys of
/// maps are plain strings, because `docker stack` substitutes nothing in keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub String);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.contains('$') {
            serializer.serialize_str(&self.0.replace('$', "$$"))
        } else {
            serializer.serialize_str(&self.0)
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The placeholders that Swarm knows in `hostname`, `environment` and the sources of mounts.
const PLACEHOLDERS: [&str; 3] = [".Service.", ".Node.", ".Task."];

/// How a text that Swarm takes for a Go template is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Template {
    /// There is nothing that Swarm could take for a template.
    Plain(Text),
    /// It names one of Swarm's placeholders and is left as it is: the author means Swarm.
    Placeholder(Text),
    /// It has `{{` which Swarm is made to print as it is.
    Escaped(Text),
}

impl Template {
    /// Writes `text` so that a container gets it as under Compose, unless it is meant for Swarm.
    pub(crate) fn of(text: &str) -> Self {
        if !text.contains("{{") {
            Self::Plain(text.into())
        } else if actions(text).any(|action| PLACEHOLDERS.iter().any(|name| action.contains(name)))
        {
            Self::Placeholder(text.into())
        } else {
            Self::Escaped(text.replace("{{", "{{\"{{\"}}").into())
        }
    }
}

/// The insides of `{{ … }}`.
fn actions(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}").map(|(action, _)| action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_are_doubled() {
        let written = |text: &str| serde_json::to_string(&Text::from(text)).unwrap();
        assert_eq!(written("a"), r#""a""#);
        assert_eq!(written("$X ${Y} $$ $(z) 5$"), r#""$$X $${Y} $$$$ $$(z) 5$$""#);
    }

    #[test]
    fn only_swarms_own_placeholders_stay_templates() {
        assert_eq!(Template::of("a { b }"), Template::Plain("a { b }".into()));
        let own = "{{.Node.Hostname}}-{{ .Task.Slot }}";
        assert_eq!(Template::of(own), Template::Placeholder(own.into()));
        assert_eq!(
            Template::of("{{ .Name }} {{"),
            Template::Escaped("{{\"{{\"}} .Name }} {{\"{{\"}}".into())
        );
    }
}
