//! `stop_signal`: a hook sends it to process 1 and waits.
//!
//! The API server drops `lifecycle.stopSignal` silently where the feature is off, so the hook does it.
//! The image needs `sh` and `kill` for it.

use compose_model::diagnostic::Diagnostic;

use super::script::Command;
use crate::context::Cx;
use crate::plan::Member;
use crate::rules::STOP_SIGNAL;
use crate::trace::Trace;

/// Kubernetes' default grace period, which `stop_grace_period` replaces.
const GRACE_SECONDS: i64 = 30;
/// The first real-time signal as programs count them.
const SIGRTMIN: i32 = 34;

/// The hook's script, `None` for the signal that Kubernetes sends anyway.
pub(super) fn script(
    member: &Member<'_>,
    process_one: bool,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Option<Command> {
    let signal = member.service.stop_signal.as_ref()?;
    let key = format!("services.{}.stop_signal", member.key);
    let name = name(signal);
    if name.as_deref() == Some("TERM") {
        return None;
    }
    let Some(name) = name.filter(|_| process_one) else {
        let message = if process_one {
            format!("`{}` is not a signal", signal.value)
        } else {
            "the processes of the pod share one namespace: none is known as the one to stop"
                .to_owned()
        };
        cx.report(Diagnostic::new(&STOP_SIGNAL, message).at(&signal.origin, "").subject(key));
        return None;
    };
    trace.add("lifecycle.preStop.exec.command", key.as_str(), &signal.origin);
    let message = format!("a hook sends `SIG{name}` to process 1 before Kubernetes sends SIGTERM");
    cx.report(
        Diagnostic::new(&STOP_SIGNAL, message)
            .at(&signal.origin, "the image needs `sh` and `kill` for it")
            .subject(key),
    );
    let grace = member.service.stop_grace_period.as_ref();
    let grace = grace.map_or(GRACE_SECONDS, |grace| grace.value.seconds_ceil());
    // The hook must end within the grace period, or what is left after it is cut to two seconds.
    let wait = (grace - 1).max(1);
    Some(Command::script(format!(
        "kill -{name} 1\nn=0\nwhile [ $n -lt {wait} ] && kill -0 1 2>/dev/null; do sleep 1; n=$((n+1)); done"
    )))
}

/// The signal's name without `SIG`, or its number.
fn name(signal: &str) -> Option<String> {
    let upper = signal.trim().to_ascii_uppercase();
    if let Ok(number) = upper.parse::<i32>() {
        return match number {
            15 => Some("TERM".to_owned()),
            1..=64 => Some(number.to_string()),
            _ => None,
        };
    }
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    if let Some(offset) = name.strip_prefix("RTMIN") {
        let offset: i32 =
            if offset.is_empty() { 0 } else { offset.strip_prefix('+')?.parse().ok()? };
        return (0..=30).contains(&offset).then(|| (SIGRTMIN + offset).to_string());
    }
    let known =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    known.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        for (given, want) in [
            ("SIGUSR1", Some("USR1")),
            ("usr1", Some("USR1")),
            ("10", Some("10")),
            ("15", Some("TERM")),
            ("SIGRTMIN+3", Some("37")),
            ("0", None),
            ("SIG", None),
            ("USR1; rm", None),
        ] {
            assert_eq!(name(given).as_deref(), want, "{given}");
        }
    }
}
