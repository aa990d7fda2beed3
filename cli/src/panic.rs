//! What the user reads when the program has a fault.

use std::io::Write;
use std::panic::PanicHookInfo;

/// Rust's own code for a panic.
const STATUS: i32 = 101;

/// Replaces the message of a panic by one that says what to do about it.
///
/// The hook ends the process: a panic is a fault of ours, and no result after it can be trusted.
pub(crate) fn install_hook() {
    // Tests need their panics.
    if cfg!(test) {
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        let _ = anstream::stderr().write_all(message(panic).as_bytes());
        #[allow(clippy::exit, reason = "the release build would abort with a core dump instead")]
        std::process::exit(STATUS);
    }));
}

fn message(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line()));
    format!(
        "error: compose2k8s has a fault and stops{}: {}\n  \
         = nothing more was written\n  \
         = help: report it with the Compose file at {}/issues\n",
        place.unwrap_or_default(),
        text.unwrap_or("no message"),
        env!("CARGO_PKG_REPOSITORY"),
    )
}
