//! Paths as text: the same on every machine.

/// The shortest path that means the same, as Go's `path.Clean`: no `.`, no inner `..`, no `//`,
/// no slash at the end. Empty becomes `.`.
pub fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// `path` itself where it is absolute, else `path` below `base`; cleaned.
pub fn join(base: &str, path: &str) -> String {
    if is_absolute(path) { clean(path) } else { clean(&format!("{base}/{path}")) }
}

/// Whether a path is absolute on Unix (`/x`) or Windows (`C:\x`, `C:/x`, `\\host\x`).
pub fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || is_windows_absolute(path)
}

/// Whether a path is absolute on Windows.
pub fn is_windows_absolute(path: &str) -> bool {
    let bytes = path.as_bytes();
    let drive = bytes.len() >= 3
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/');
    drive || path.starts_with("\\\\")
}

/// Everything before the last part.
pub fn parent(path: &str) -> String {
    match path.rfind('/') {
        Some(0) => "/".to_owned(),
        Some(at) => clean(&path[..at]),
        None => ".".to_owned(),
    }
}

/// The last part.
pub fn file_name(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_as_go_does() {
        for (given, want) in [
            ("", "."),
            ("/", "/"),
            ("a//b/./c/..", "a/b"),
            ("../../a", "../../a"),
            ("/../a/", "/a"),
            ("a/../..", ".."),
        ] {
            assert_eq!(clean(given), want, "{given}");
        }
        assert_eq!(join("/app", "../x"), "/x");
        assert_eq!(join("/app", "C:\\x"), "C:\\x");
        assert_eq!(parent("/a"), "/");
        assert_eq!(parent("a"), ".");
        assert_eq!(file_name("/a/b/"), "b");
    }
}
