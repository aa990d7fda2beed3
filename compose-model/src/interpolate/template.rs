//! The grammar of variables in text.
//!
//! It is the reference loader's, with what follows from its way of reading: the operand of an operator
//! ends at the brace that balances the opening one, but only braces of the same line count, and the
//! character after an opening brace is not looked at. `$1`, `$(…)`, `$ ` and a `$` at the end are text.

use std::ops::Range;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text that stands for itself.
    Literal(&'t str),
    /// `$$`, which stands for `$`.
    Dollar,
    /// A variable.
    Variable(Reference<'t>),
    /// `${` that does not begin a variable; the range holds what was probably meant as one.
    Invalid(Range<usize>),
}

/// A variable in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The name.
    pub name: &'t str,
    /// All of it, from the `$` on.
    pub at: Range<usize>,
    /// What stands after the name: an operator and its operand, a text that may hold variables too.
    pub operator: Option<(Operator, &'t str)>,
    /// Where the operand starts.
    pub operand_start: usize,
}

/// What happens when a variable is set or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `:-`: another text where it is unset or empty.
    DefaultIfEmpty,
    /// `-`: another text where it is unset.
    Default,
    /// `:?`: an error where it is unset or empty.
    RequiredNotEmpty,
    /// `?`: an error where it is unset.
    Required,
    /// `:+`: another text where it is set and not empty, else nothing.
    AlternateIfNotEmpty,
    /// `+`: another text where it is set, else nothing.
    Alternate,
}

impl Operator {
    const ALL: [(&'static str, Self); 6] = [
        (":-", Self::DefaultIfEmpty),
        ("-", Self::Default),
        (":?", Self::RequiredNotEmpty),
        ("?", Self::Required),
        (":+", Self::AlternateIfNotEmpty),
        ("+", Self::Alternate),
    ];

    fn at_start_of(text: &str) -> Option<(Self, usize)> {
        let found = Self::ALL.iter().find(|(sign, _)| text.starts_with(sign));
        found.map(|(sign, operator)| (*operator, sign.len()))
    }
}

/// Takes a text apart. The pieces cover all of it, in order.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, position: 0, line: Line::default() }
}

/// The pieces of a text.
#[derive(Clone, Debug)]
pub struct Pieces<'t> {
    text: &'t str,
    position: usize,
    line: Line,
}

/// The line that was looked at last, so that a line with many variables is searched once.
#[derive(Clone, Debug, Default)]
struct Line {
    range: Range<usize>,
    last_brace: Option<usize>,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let start = self.position;
        let mut from = start;
        while let Some(offset) = self.text[from..].find('$') {
            let dollar = from + offset;
            let after = &self.text[dollar + 1..];
            let is_piece = after.starts_with(['$', '{']) || name_length(after) > 0;
            if !is_piece {
                from = dollar + 1;
            } else if dollar > start {
                self.position = dollar;
                return Some(Piece::Literal(&self.text[start..dollar]));
            } else {
                return Some(self.piece_at(dollar));
            }
        }
        self.position = self.text.len();
        (start < self.text.len()).then(|| Piece::Literal(&self.text[start..]))
    }
}

impl<'t> Pieces<'t> {
    /// The piece at a `$` that begins one.
    fn piece_at(&mut self, dollar: usize) -> Piece<'t> {
        let after = dollar + 1;
        if self.text[after..].starts_with('$') {
            self.position = after + 1;
            return Piece::Dollar;
        }
        let is_braced = self.text[after..].starts_with('{');
        let name_start = after + usize::from(is_braced);
        let name_end = name_start + name_length(&self.text[name_start..]);
        let name = &self.text[name_start..name_end];
        let reference = |end, operator, operand_start| {
            Piece::Variable(Reference { name, at: dollar..end, operator, operand_start })
        };
        if !is_braced {
            self.position = name_end;
            return reference(name_end, None, name_end);
        }
        if name.is_empty() {
            return self.invalid(dollar);
        }
        if self.text[name_end..].starts_with('}') {
            self.position = name_end + 1;
            return reference(name_end + 1, None, name_end);
        }
        let Some((operator, length)) = Operator::at_start_of(&self.text[name_end..]) else {
            return self.invalid(dollar);
        };
        let operand_start = name_end + length;
        match self.last_brace_after(operand_start) {
            None => self.invalid(dollar),
            Some(last) => {
                let end = balancing_brace(&self.text[dollar..=last]).map_or(last, |at| dollar + at);
                self.position = end + 1;
                let operand = &self.text[operand_start..end];
                reference(end + 1, Some((operator, operand)), operand_start)
            }
        }
    }

    /// The last closing brace of the line, if it stands at or after `position`.
    fn last_brace_after(&mut self, position: usize) -> Option<usize> {
        if !self.line.range.contains(&position) {
            let rest = &self.text[position..];
            let end = position + rest.find('\n').unwrap_or(rest.len());
            let last_brace = self.text[position..end].rfind('}').map(|at| position + at);
            self.line = Line { range: position..end, last_brace };
        }
        self.line.last_brace.filter(|at| *at >= position)
    }

    /// What begins with `${` and is no variable: to the next closing brace of the line, or its end.
    fn invalid(&mut self, dollar: usize) -> Piece<'t> {
        let rest = &self.text[dollar..];
        let end = rest.find(['}', '\n']).unwrap_or(rest.len());
        self.position = dollar + end + usize::from(rest[end..].starts_with('}'));
        Piece::Invalid(dollar..self.position)
    }
}

/// The length of the name at the start: letters, digits and `_`, no digit first.
///
/// The two letters beyond ASCII are those that equal an ASCII letter when case is ignored, which is
/// how the reference loader compares.
fn name_length(text: &str) -> usize {
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '\u{17f}' | '\u{212a}');
    if !text.starts_with(is_letter) {
        return 0;
    }
    text.find(|c: char| !is_letter(c) && !c.is_ascii_digit()).unwrap_or(text.len())
}

/// The closing brace that balances the first opening one.
fn balancing_brace(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'}' if depth == 1 => return Some(at),
            b'}' => depth = depth.saturating_sub(1),
            b'{' => {
                depth += 1;
                bytes.next();
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |piece| match piece {
            Piece::Literal(text) => format!("'{text}'"),
            Piece::Dollar => "$".to_owned(),
            Piece::Variable(Reference { name, operator: None, at, .. }) => {
                format!("<{name} {}..{}>", at.start, at.end)
            }
            Piece::Variable(Reference {
                name, operator: Some((operator, operand)), at, ..
            }) => {
                format!("<{name} {operator:?} '{operand}' {}..{}>", at.start, at.end)
            }
            Piece::Invalid(at) => format!("!{}!", &text[at]),
        };
        pieces(text).map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn variables_and_text() {
        for (text, want) in [
            ("", ""),
            ("a", "'a'"),
            ("$A", "<A 0..2>"),
            ("x${A}y$B.c", "'x' <A 1..5> 'y' <B 6..8> '.c'"),
            ("$A_b1", "<A_b1 0..5>"),
            ("$$A $${B}", "$ 'A ' $ '{B}'"),
            ("$$$A", "$ <A 2..4>"),
            ("$1 $ $(d) $é $", "'$1 $ $(d) $é $'"),
            ("$\u{212a}", "<\u{212a} 0..4>"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn operators_and_their_operands() {
        for (text, want) in [
            ("${A:-d}", "<A DefaultIfEmpty 'd' 0..7>"),
            ("${A-a:-b}", "<A Default 'a:-b' 0..9>"),
            ("${A:?m:-n}", "<A RequiredNotEmpty 'm:-n' 0..10>"),
            ("${A?}", "<A Required '' 0..5>"),
            ("${A:+x}${B+y}", "<A AlternateIfNotEmpty 'x' 0..7> <B Alternate 'y' 7..13>"),
            ("${A:-${B:-c}} d", "<A DefaultIfEmpty '${B:-c}' 0..13> ' d'"),
            ("${A:-d}-suffix}", "<A DefaultIfEmpty 'd' 0..7> '-suffix}'"),
            ("${A:-{\"b\":{}}}", "<A DefaultIfEmpty '{\"b\":{}}' 0..14>"),
            ("${A:-x}\n${B:-y}", "<A DefaultIfEmpty 'x' 0..7> '\n' <B DefaultIfEmpty 'y' 8..15>"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn the_character_after_an_opening_brace_is_not_looked_at() {
        assert_eq!(shown("${A:-{}}"), "<A DefaultIfEmpty '{}' 0..8>");
        // The braces never balance, so that the operand reaches to the last one of the line.
        assert_eq!(shown("${A:-{}} ${B}"), "<A DefaultIfEmpty '{}} ${B' 0..13>");
    }

    #[test]
    fn what_begins_like_a_variable_must_be_one() {
        for (text, want) in [
            ("${}", "!${}!"),
            ("${A", "!${A!"),
            ("${A B}", "!${A B}!"),
            ("${A:=x}y", "!${A:=x}! 'y'"),
            ("${A/x/y}", "!${A/x/y}!"),
            ("${#A}", "!${#A}!"),
            ("${-x}", "!${-x}!"),
            ("${1}", "!${1}!"),
            ("${A:-a\nb}", "!${A:-a! '\nb}'"),
            ("${É}", "!${É}!"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
