//! Asks registries, a few at a time.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use compose_model::lock::{DigestResolver, Wanted};

use super::prefetch::Asked;
use crate::args::Network;
use crate::console::Console;
use crate::failure::Failure;
use crate::registry::{Options, Registry};

/// Registries count requests, and a few at a time hide most of the waiting.
const AT_ONCE: usize = 6;

/// Asks for the digest of each image.
///
/// # Errors
/// Where the flags or Docker's configuration are wrong; what a registry says is in the result.
pub(super) fn ask(
    open: &BTreeMap<String, &Wanted<'_>>,
    network: &Network,
    console: &Console,
) -> Result<Asked, Failure> {
    let platform = network.platform.as_deref().map(str::parse).transpose();
    let platform = platform.map_err(|error: String| {
        let given = network.platform.as_deref().unwrap_or_default();
        Failure::usage(format!("`--platform {given}`: {error}"))
    })?;
    if open.is_empty() {
        return Ok(BTreeMap::new());
    }
    let registry = Registry::new(Options {
        insecure: network.insecure.clone(),
        platform,
        timeout: Duration::from_secs(network.timeout_seconds),
    })?;
    let (next, answers) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let list: Vec<_> = open.iter().collect();
    let progress = console.progress(list.len());
    std::thread::scope(|scope| {
        for _ in 0..list.len().min(AT_ONCE) {
            scope.spawn(|| {
                while let Some((name, wanted)) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let answer = registry.resolve(wanted);
                    progress.done(name);
                    let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                    answers.insert((*name).clone(), answer);
                }
            });
        }
    });
    drop(progress);
    Ok(answers.into_inner().unwrap_or_else(PoisonError::into_inner))
}
