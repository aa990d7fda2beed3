//! When to ask again, and when not.

use std::io::ErrorKind;
use std::time::Duration;

use super::http::Answer;

/// How patient a request is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Retry {
    attempts: u32,
    first_pause: Duration,
    /// A registry that asks to wait longer is given up: a pipeline must not hang for an hour.
    longest_pause: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        let (first_pause, longest_pause) = (Duration::from_millis(500), Duration::from_secs(60));
        Self { attempts: 4, first_pause, longest_pause }
    }
}

/// What to do with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It counts.
    Done,
    /// Ask again, later.
    After(Duration),
}

impl Retry {
    /// Judges the answer to the request that was made `tried` times.
    pub(super) fn verdict(&self, answer: &Result<Answer, ureq::Error>, tried: u32) -> Verdict {
        let passing = match answer {
            Ok(answer) => matches!(answer.status, 429 | 500 | 502 | 503 | 504),
            Err(error) => is_passing(error),
        };
        // A silence has cost its time already.
        let attempts = if is_timeout(answer) { 2 } else { self.attempts };
        if !passing || tried >= attempts {
            return Verdict::Done;
        }
        let asked = answer.as_ref().ok().and_then(|answer| answer.header("retry-after"));
        let seconds = asked.and_then(|text| text.trim().parse().ok());
        let backoff = self.first_pause * 2_u32.saturating_pow(tried - 1);
        let pause = seconds.map_or(backoff, Duration::from_secs);
        if pause > self.longest_pause { Verdict::Done } else { Verdict::After(pause) }
    }
}

fn is_timeout(answer: &Result<Answer, ureq::Error>) -> bool {
    matches!(answer, Err(ureq::Error::Timeout(_)))
}

/// Whether a failure may be gone at the next attempt. A host that is not known or refuses the
/// connection, and a certificate that is not trusted, will be so again.
fn is_passing(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Timeout(_) => true,
        ureq::Error::Io(error) => !matches!(
            error.kind(),
            ErrorKind::ConnectionRefused | ErrorKind::InvalidData | ErrorKind::PermissionDenied
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_that_pass_are_tried_again_with_longer_pauses() {
        let retry = Retry::default();
        let reset = || Err(ureq::Error::Io(ErrorKind::ConnectionReset.into()));
        let pauses = (1..=4).map(|tried| retry.verdict(&reset(), tried));
        let millis = |millis| Verdict::After(Duration::from_millis(millis));
        let want = [millis(500), millis(1000), millis(2000), Verdict::Done];
        assert_eq!(pauses.collect::<Vec<_>>(), want);
        let silence = || Err(ureq::Error::Timeout(ureq::Timeout::Global));
        assert_eq!(retry.verdict(&silence(), 1), millis(500));
        assert_eq!(retry.verdict(&silence(), 2), Verdict::Done);
        assert_eq!(retry.verdict(&Err(ureq::Error::HostNotFound), 1), Verdict::Done);
        let refused = std::io::Error::from(ErrorKind::ConnectionRefused);
        assert_eq!(retry.verdict(&Err(ureq::Error::Io(refused)), 1), Verdict::Done);
    }
}
