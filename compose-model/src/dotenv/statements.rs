//! Compose's own format: `NAME=value`, `NAME: value`, `export NAME=value`, or a name alone.
//!
//! Values stand without quotes to the end of the line, in single quotes as they are, or in double
//! quotes with escapes; all but the second may hold variables. Quoted values may have several lines.

use std::borrow::Cow;
use std::ops::Range;

use super::escapes::expand;
use super::{EnvFile, Findings};
use crate::interpolate::{Interpolator, Lookup, MAX_GROWTH};
use crate::load::Variable;

/// Reads a file of Compose's own format.
pub(super) fn parse(
    text: &str,
    outer: Lookup<'_>,
    variables: &mut EnvFile,
    findings: &mut Findings<'_>,
) {
    let mut parser = Parser { text, position: 0, variables, growth: MAX_GROWTH };
    while parser.skip_to_statement() {
        if parser.statement(outer, findings).is_err() {
            parser.skip_line();
        }
    }
}

struct Parser<'t, 'v> {
    text: &'t str,
    position: usize,
    variables: &'v mut EnvFile,
    /// The bytes that the values of variables may still add up to.
    growth: usize,
}

/// A statement that cannot be read, after what is wrong with it was reported.
struct Unreadable;

/// A value as it is written.
struct Written<'t> {
    /// The text that may hold variables.
    text: Cow<'t, str>,
    /// The bytes of the file that hold it, without quotes.
    at: Range<usize>,
    /// Whether it may hold variables.
    is_template: bool,
}

impl<'t> Parser<'t, '_> {
    fn rest(&self) -> &'t str {
        &self.text[self.position..]
    }

    /// Skips white space, empty lines and comments. Returns whether there is a statement.
    fn skip_to_statement(&mut self) -> bool {
        loop {
            let rest = self.rest();
            self.position += rest.len() - rest.trim_start().len();
            if !self.rest().starts_with('#') {
                return !self.rest().is_empty();
            }
            self.skip_line();
        }
    }

    fn skip_line(&mut self) {
        self.position += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start_matches(is_space).len();
    }

    fn statement(
        &mut self,
        outer: Lookup<'_>,
        findings: &mut Findings<'_>,
    ) -> Result<(), Unreadable> {
        if let Some(after) = self.rest().strip_prefix("export")
            && after.starts_with([' ', '\t', '\n', '\u{c}', '\r'])
        {
            let export = self.position..self.position + "export".len();
            self.position = export.end;
            self.skip_spaces();
            if self.rest().is_empty() {
                findings.fault(export, "nothing follows `export`", "write `export NAME=value`");
                return Err(Unreadable);
            }
        }
        let start = self.position;
        let (name, has_value) = self.name(findings)?;
        self.skip_spaces();
        if !has_value {
            if let Some(variable) = outer(&name) {
                self.variables.insert(name, variable);
            }
            return Ok(());
        }
        let written = self.value(findings)?;
        let at = start..written.at.end;
        let value = self.substitute(&written, outer, findings);
        self.variables.insert(name, findings.variable(&value, at));
        Ok(())
    }

    /// Reads a name with the sign behind it. The second value tells whether a value follows.
    fn name(&mut self, findings: &mut Findings<'_>) -> Result<(String, bool), Unreadable> {
        let (start, rest) = (self.position, self.rest());
        let is_part = |c: char| {
            is_space(c) || c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']')
        };
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let name = rest[..end].trim_end();
        let sign = rest[end..].chars().next();
        let at = start..start + name.len();
        match sign {
            Some('=' | ':' | '\n') | None => {}
            Some(other) => {
                let at = start + end..start + end + other.len_utf8();
                let message = format!("`{}` cannot be part of a name", other.escape_debug());
                findings.fault(at, message, "write `NAME=value`, or start a comment with `#`");
                return Err(Unreadable);
            }
        }
        if name.contains(' ') {
            let message = format!("the name `{name}` has a space");
            findings.fault(at, message, "write `NAME=value` without spaces in the name");
            return Err(Unreadable);
        }
        self.position = start + end + sign.map_or(0, char::len_utf8);
        Ok((name.to_owned(), matches!(sign, Some('=' | ':'))))
    }

    fn value(&mut self, findings: &mut Findings<'_>) -> Result<Written<'t>, Unreadable> {
        match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => self.quoted(quote, findings),
            _ => Ok(self.unquoted()),
        }
    }

    /// A value to the end of the line, or to a `#` behind a space.
    fn unquoted(&mut self) -> Written<'t> {
        let (start, rest) = (self.position, self.rest());
        let line = rest.split('\n').next().unwrap_or(rest);
        self.position += line.len();
        let value = line.split(" #").next().unwrap_or(line).trim_end();
        Written { text: value.into(), at: start..start + value.len(), is_template: true }
    }

    /// A value in quotes. A backslash before the quote makes it part of the value.
    fn quoted(
        &mut self,
        quote: char,
        findings: &mut Findings<'_>,
    ) -> Result<Written<'t>, Unreadable> {
        let start = self.position + 1;
        let mut escaped = false;
        for (offset, char) in self.text[start..].char_indices() {
            if char == quote && !escaped {
                let at = start..start + offset;
                self.position = at.end + 1;
                let inner = &self.text[at.clone()];
                let mut text = Cow::Borrowed(inner);
                if inner.contains('\\') {
                    text = unescape_quotes(inner, quote).into();
                }
                let is_template = quote == '"';
                if is_template && text.contains('\\') {
                    text = expand(&text).into();
                }
                return Ok(Written { text, at, is_template });
            }
            escaped = char == '\\' && !escaped;
        }
        let line_end = self.rest().find('\n').map_or(self.text.len(), |end| self.position + end);
        let message = format!("the value has an opening quote `{quote}` and no closing one");
        findings.fault(self.position..line_end, message, "close the quote");
        // All that follows was looked at as part of the value.
        self.position = self.text.len();
        Err(Unreadable)
    }

    fn substitute(
        &mut self,
        written: &Written<'_>,
        outer: Lookup<'_>,
        findings: &mut Findings<'_>,
    ) -> String {
        if !written.is_template || !written.text.contains('$') {
            return written.text.to_string();
        }
        let own = &*self.variables;
        let lookup =
            |name: &str| -> Option<Variable> { outer(name).or_else(|| own.get(name).cloned()) };
        let mut interpolator = Interpolator::with_budget(&lookup, self.growth);
        let result = interpolator.substitute(&written.text);
        self.growth = interpolator.budget();
        // Where an escape was replaced, parts of the text cannot be found in the file.
        let is_verbatim = self.text[written.at.clone()] == *written.text;
        let value = findings.span(written.at.clone());
        let place = |part: Range<usize>| Some(if is_verbatim { value.part(part) } else { value });
        findings.unset.record(&result, Some(value), place, None);
        findings
            .diagnostics
            .extend(result.faults.iter().map(|f| f.diagnostic(place(f.at.clone()))));
        result.text
    }
}

/// Spaces within a line.
fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{a0}')
}

/// The text with `\"` (or `\'`) replaced by the quote; other escapes stay.
fn unescape_quotes(text: &str, quote: char) -> String {
    let mut result = String::with_capacity(text.len());
    let mut escaped = false;
    for char in text.chars() {
        if char == '\\' && !escaped {
            escaped = true;
            continue;
        }
        if std::mem::take(&mut escaped) && char != quote {
            result.push('\\');
        }
        result.push(char);
    }
    if escaped {
        result.push('\\');
    }
    result
}
