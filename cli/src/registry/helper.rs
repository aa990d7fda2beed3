//! Credential helpers: programs named `docker-credential-…`, which get the name of a registry on their
//! standard input and answer with JSON.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::credentials::Secret;

/// Some ask a person to unlock a key chain.
const PATIENCE: Duration = Duration::from_secs(60);

/// More is no answer.
const MOST_BYTES: u64 = 1 << 20;

/// What a helper says instead of a name when the secret is a token.
const TOKEN: &str = "<token>";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    #[serde(default)]
    username: String,
    secret: String,
}

/// Asks a helper; `None` where it has nothing for the registry.
///
/// # Errors
/// When it cannot be run, fails or does not answer.
pub(super) fn get(helper: &str, registry: &str) -> Result<Option<Secret>, String> {
    let program = format!("docker-credential-{helper}");
    if helper.contains(['/', '\\']) {
        return Err(format!("`{program}` is not the name of a program"));
    }
    let mut command = Command::new(&program);
    command.arg("get").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let cannot = |error: std::io::Error| format!("cannot run `{program}`: {error}");
    let mut child = command.spawn().map_err(cannot)?;
    let stdin = child.stdin.take();
    // A helper that does not read its input has closed it.
    let _ = stdin.map(|mut stdin| stdin.write_all(registry.as_bytes()));
    let (output, success) = wait(&mut child, &program)?;
    if !success {
        // The protocol has no other sign of an answer that is empty.
        if output.contains("credentials not found") {
            return Ok(None);
        }
        let said = output.lines().next().unwrap_or("nothing");
        return Err(format!("`{program}` failed: {said}"));
    }
    let answer: Answer = serde_json::from_str(&output)
        .map_err(|_| format!("`{program}` did not answer with JSON"))?;
    Ok(Some(match answer.username.as_str() {
        TOKEN => Secret::IdentityToken(answer.secret),
        name => Secret::Password { name: name.to_owned(), password: answer.secret },
    }))
}

/// Reads all that it says, and ends it when that takes too long.
fn wait(child: &mut Child, program: &str) -> Result<(String, bool), String> {
    let stdout = child.stdout.take();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        let read = stdout.map(|stdout| stdout.take(MOST_BYTES).read_to_string(&mut text));
        read.map(|read| read.map(|_| text))
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(10)),
            _ => {
                // It is of no use any more, whether it can be ended or not.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("`{program}` did not answer in {} s", PATIENCE.as_secs()));
            }
        }
    };
    let text = reader.join().ok().flatten().and_then(Result::ok);
    let text = text.ok_or_else(|| format!("`{program}` did not answer with text"))?;
    Ok((text, status.success()))
}
