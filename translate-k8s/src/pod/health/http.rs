//! Healthchecks that only fetch a URL of localhost, for `--probes http`.

use k8s_openapi::api::core::v1::{HTTPGetAction, HTTPHeader};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

/// Flags of curl and wget that change nothing about success or failure of a plain fetch.
const FLAGS: &[&str] = &[
    "-f",
    "--fail",
    "-s",
    "--silent",
    "-S",
    "--show-error",
    "-q",
    "--quiet",
    "--spider",
    "-fs",
    "-sf",
    "-fsS",
    "-sSf",
    "-fsSL",
    "-sS",
    "-L",
    "--location",
    "-nv",
    "--no-verbose",
    "-qO-",
    "-O-",
];
/// Flags with a value that changes nothing about it.
const FLAGS_WITH_VALUE: &[&str] =
    &["-o", "--output", "-O", "-m", "--max-time", "-t", "-T", "--tries"];

/// The fetch that a command comes to, if it is a plain one: `curl` or `wget` of an http URL of
/// localhost, perhaps with `|| exit 1`. The kubelet asks with the same Host header.
pub(super) fn get(command: &[String]) -> Option<HTTPGetAction> {
    let shell = match command {
        [shell, flag, text] if shell.ends_with("/sh") && flag == "-c" => Some(text),
        _ => None,
    };
    let words: Vec<&str> = match shell {
        Some(text) => {
            let text = text.trim();
            let text = text.strip_suffix("|| exit 1").unwrap_or(text);
            if text.contains(|c: char| "|&;<>$`\\\"'(){}*?#\n".contains(c)) {
                return None;
            }
            text.split_whitespace().collect()
        }
        None => command.iter().map(String::as_str).collect(),
    };
    let (program, arguments) = words.split_first()?;
    let program = program.rsplit('/').next()?;
    if !matches!(program, "curl" | "wget") {
        return None;
    }
    // A curl that does not fail on a status of 400 and above says less than the kubelet would.
    let fails = |word: &&str| {
        *word == "--fail"
            || (word.starts_with('-') && !word.starts_with("--") && word.contains('f'))
    };
    if program == "curl" && !arguments.iter().any(fails) {
        return None;
    }
    let mut url = None;
    let mut rest = arguments.iter();
    while let Some(word) = rest.next() {
        if FLAGS_WITH_VALUE.contains(word) {
            rest.next()?;
        } else if word.starts_with('-') {
            if !FLAGS.contains(word)
                && !word.starts_with("--tries=")
                && !word.starts_with("--timeout=")
            {
                return None;
            }
        } else if url.replace(*word).is_some() {
            return None;
        }
    }
    action(url?)
}

fn action(url: &str) -> Option<HTTPGetAction> {
    let rest = match url.split_once("://") {
        Some(("http", rest)) => rest,
        Some(_) => return None,
        None => url,
    };
    let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "80"));
    let port: u16 = port.parse().ok().filter(|port| *port != 0)?;
    if !matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0" | "[::1]") {
        return None;
    }
    Some(HTTPGetAction {
        http_headers: Some(vec![HTTPHeader { name: "Host".to_owned(), value: host.to_owned() }]),
        path: Some(path.to_owned()),
        port: IntOrString::Int(i32::from(port)),
        ..HTTPGetAction::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetched(command: &[&str]) -> Option<(String, IntOrString)> {
        let command: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
        get(&command).map(|action| (action.path.unwrap_or_default(), action.port))
    }

    #[test]
    fn plain_fetches_of_localhost_are_understood() {
        let shell = |text| fetched(&["/bin/sh", "-c", text]);
        let found = |path: &str, port| Some((path.to_owned(), IntOrString::Int(port)));
        assert_eq!(
            fetched(&["curl", "-f", "http://localhost:8080/health"]),
            found("/health", 8080)
        );
        assert_eq!(shell("curl -fsS http://127.0.0.1/ || exit 1"), found("/", 80));
        assert_eq!(shell("wget -q --spider localhost:3000"), found("/", 3000));
        assert_eq!(shell("curl -f https://localhost/"), None);
        assert_eq!(shell("curl -f http://db:80/"), None);
        assert_eq!(shell("curl -f http://localhost/ | grep up"), None);
        assert_eq!(shell("curl -s http://localhost/"), None);
        assert_eq!(shell("curl -X POST http://localhost/"), None);
        assert_eq!(shell("curl http://localhost:$PORT/"), None);
    }
}
