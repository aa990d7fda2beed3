//! Several commands in one handler.

/// A command with its folder and variables.
#[derive(Debug)]
pub(super) struct Command {
    /// The words; handlers are not expanded, so they stay as they are.
    pub(super) words: Vec<String>,
    /// Where it runs, if not in the container's working directory.
    pub(super) working_dir: Option<String>,
    /// Further variables.
    pub(super) variables: Vec<(String, String)>,
}

impl Command {
    /// A shell script.
    pub(super) fn script(text: String) -> Self {
        let words = vec!["/bin/sh".to_owned(), "-c".to_owned(), text];
        Self { words, working_dir: None, variables: Vec::new() }
    }

    /// The words to run: its own where it needs no shell.
    pub(super) fn into_words(self) -> Vec<String> {
        if self.working_dir.is_none() && self.variables.is_empty() {
            return self.words;
        }
        join(&[self], None)
    }

    fn as_shell(&self) -> String {
        let folder = self.working_dir.as_ref().map(|path| format!("cd {} && ", quote(path)));
        let words: Vec<String> = self.words.iter().map(|word| quote(word)).collect();
        let variables: Vec<String> =
            self.variables.iter().map(|(name, value)| quote(&format!("{name}={value}"))).collect();
        let env = if variables.is_empty() {
            String::new()
        } else {
            format!("env {} ", variables.join(" "))
        };
        format!("({}{env}{})", folder.unwrap_or_default(), words.join(" "))
    }
}

/// One shell that runs all, each only when the one before has succeeded, and the `end` in any case.
pub(super) fn join(commands: &[Command], end: Option<&Command>) -> Vec<String> {
    let scripts: Vec<String> = commands.iter().map(Command::as_shell).collect();
    let mut text = scripts.join(" &&\n");
    if let Some(end) = end {
        text.push_str(";\n");
        text.push_str(&end.as_shell());
    }
    Command::script(text).words
}

/// A word as a shell reads it back.
fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(words: &[&str]) -> Command {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Command { words, working_dir: None, variables: Vec::new() }
    }

    #[test]
    fn a_plain_command_needs_no_shell() {
        assert_eq!(command(&["flush", "it's $HOME"]).into_words(), ["flush", "it's $HOME"]);
    }

    #[test]
    fn several_are_joined_with_their_folders_and_variables() {
        let first = Command {
            working_dir: Some("/my data".to_owned()),
            variables: vec![("A".to_owned(), "1 2".to_owned())],
            ..command(&["flush", "it's"])
        };
        let words = join(&[first, command(&["sync"])], None);
        assert_eq!(words[..2], ["/bin/sh", "-c"]);
        assert_eq!(words[2], "(cd '/my data' && env 'A=1 2' flush 'it'\\''s') &&\n(sync)");
    }

    #[test]
    fn the_end_comes_even_when_the_others_fail() {
        let words = join(&[command(&["flush"]), command(&["sync"])], Some(&command(&["stop"])));
        assert_eq!(words[2], "(flush) &&\n(sync);\n(stop)");
    }
}
