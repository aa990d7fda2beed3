//! Dates in plain scalars.
//!
//! Compose does not want dates anywhere, but its YAML reader makes them of plain text such as
//! `2001-01-01`, so that `environment: {DAY: 2001-01-01}` becomes a text with hours and a time zone.

use std::fmt::{self, Write as _};

/// A date and time with its offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamp {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    /// Minutes east of UTC.
    offset: i16,
}

impl Timestamp {
    /// Reads `2001-1-2`, `2001-1-2 3:4:5.6` and `2001-1-2T3:4:5.6+07:00` (or `Z`); other forms and
    /// days that do not exist are no timestamps.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() < 8 || bytes[4] != b'-' || !bytes[..4].iter().all(u8::is_ascii_digit) {
            return None;
        }
        let year = text[..4].parse().ok()?;
        let mut rest = &text[5..];
        let month = number(&mut rest, 12)?;
        rest = rest.strip_prefix('-')?;
        let day = number(&mut rest, 31)?;
        if month == 0 || day == 0 || day > days_in(month, year) {
            return None;
        }
        let date =
            Self { year, month, day, hour: 0, minute: 0, second: 0, nanosecond: 0, offset: 0 };
        match rest.as_bytes().first() {
            None => Some(date),
            Some(b' ') => date.with_time(rest.trim_start_matches(' '), false),
            Some(b'T' | b't') => date.with_time(&rest[1..], true),
            Some(_) => None,
        }
    }

    /// The form of RFC 3339, in which the reference loader prints dates in extension fields.
    pub fn to_rfc3339(&self) -> String {
        let Self { year, month, day, hour, minute, second, offset, .. } = self;
        let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if self.nanosecond > 0 {
            let fraction = format!("{:09}", self.nanosecond);
            text.push('.');
            text.push_str(fraction.trim_end_matches('0'));
        }
        if *offset == 0 {
            text.push('Z');
        } else {
            let sign = if *offset < 0 { '-' } else { '+' };
            let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
            // Writing into a string cannot fail.
            let _ = write!(text, "{sign}{hours:02}:{minutes:02}");
        }
        text
    }

    fn with_time(mut self, mut rest: &str, zoned: bool) -> Option<Self> {
        self.hour = number(&mut rest, 23)?;
        rest = rest.strip_prefix(':')?;
        self.minute = number(&mut rest, 59)?;
        rest = rest.strip_prefix(':')?;
        self.second = number(&mut rest, 59)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                return None;
            }
            self.nanosecond = format!("{:0<9.9}", &fraction[..digits]).parse().ok()?;
            rest = &fraction[digits..];
        }
        if zoned {
            self.offset = zone(rest)?;
            return Some(self);
        }
        rest.is_empty().then_some(self)
    }
}

/// One or two digits.
fn number(rest: &mut &str, max: u8) -> Option<u8> {
    let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let value = rest[..digits].parse().ok().filter(|value| *value <= max)?;
    *rest = &rest[digits..];
    Some(value)
}

/// `Z` or `±hh:mm`, in minutes.
fn zone(text: &str) -> Option<i16> {
    let (sign, clock) = match text.as_bytes().first()? {
        b'Z' if text.len() == 1 => return Some(0),
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !two_digits(hours) || !two_digits(minutes) {
        return None;
    }
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    // Go lets 24 hours and 60 minutes pass.
    (hours <= 24 && minutes <= 60).then_some(sign * (hours * 60 + minutes))
}

fn days_in(month: u8, year: u16) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The form of Go's `time.Time.String()`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second, .. } = self;
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")?;
        if self.nanosecond > 0 {
            let fraction = format!("{:09}", self.nanosecond);
            write!(f, ".{}", fraction.trim_end_matches('0'))?;
        }
        match self.offset {
            // Whether it was written as `Z` or not makes no difference to a clock that runs in UTC.
            0 => f.write_str(" +0000 UTC"),
            offset => {
                let sign = if offset < 0 { '-' } else { '+' };
                let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
                // A zone without a name is named by its offset once more.
                write!(f, " {sign}{hours:02}{minutes:02} {sign}{hours:02}{minutes:02}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_the_form_of_rfc_3339() {
        for (text, want) in [
            ("2001-01-01", "2001-01-01T00:00:00Z"),
            ("2001-12-14T21:59:43.10-05:30", "2001-12-14T21:59:43.1-05:30"),
        ] {
            assert_eq!(Timestamp::parse(text).map(|t| t.to_rfc3339()).as_deref(), Some(want));
        }
    }

    #[test]
    fn reads_the_forms_of_the_reference() {
        for (text, want) in [
            ("2001-01-01", Some("2001-01-01 00:00:00 +0000 UTC")),
            ("2001-1-2", Some("2001-01-02 00:00:00 +0000 UTC")),
            ("2001-1-1 1:2:3.5", Some("2001-01-01 01:02:03.5 +0000 UTC")),
            ("2001-1-1  1:2:3", Some("2001-01-01 01:02:03 +0000 UTC")),
            ("2001-12-14T21:59:43.10-05:00", Some("2001-12-14 21:59:43.1 -0500 -0500")),
            ("2001-12-14t21:59:43Z", Some("2001-12-14 21:59:43 +0000 UTC")),
            ("2001-12-14T21:59:43+05:30", Some("2001-12-14 21:59:43 +0530 +0530")),
            ("2001-12-14T21:59:43,1234567891Z", Some("2001-12-14 21:59:43.123456789 +0000 UTC")),
            ("2000-02-29", Some("2000-02-29 00:00:00 +0000 UTC")),
            ("1900-02-29", None),
            ("2001-04-31", None),
            ("2001-00-01", None),
            ("2001-01-00", None),
            ("2001-12-14T21:59:43", None),
            ("2001-12-14 21:59:43 -5", None),
            ("2001-12-14 24:00:00", None),
            ("2001-12-14 1:2:3.", None),
            ("2001-12-14x", None),
            ("2001-", None),
            ("2001-é-1", None),
            ("20011-1-1", None),
        ] {
            let got = Timestamp::parse(text).map(|t| t.to_string());
            assert_eq!(got.as_deref(), want, "{text}");
        }
    }
}
