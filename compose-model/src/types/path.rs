//! Paths as text: the same on every machine.

/// The shortest path that means the same, as Go's `path.Clean`: no `.`, no inner `..`, no `//`,
/// no slash at the end. Empty becomes `.`.
pub fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    // Most paths are clean as they are written.
    if path[usize::from(rooted)..].split('/').all(|part| !matches!(part, "" | "." | "..")) {
        return path.to_owned();
    }
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

/// The way from one absolute folder to another path, as Go's `filepath.Rel`; the path itself where
/// there is none.
pub fn relative(base: &str, target: &str) -> String {
    let (base, target) = (clean(base), clean(target));
    if !(base.starts_with('/') && target.starts_with('/')) {
        return target;
    }
    let parts = |path: &str| -> Vec<String> {
        path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (base, target) = (parts(&base), parts(&target));
    let common = base.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", base.len() - common);
    let way: Vec<&str> = up.chain(target[common..].iter().map(String::as_str)).collect();
    if way.is_empty() { ".".to_owned() } else { way.join("/") }
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
        assert_eq!(relative("/a/b", "/a/b/c/d"), "c/d");
        assert_eq!(relative("/a/b", "/a/c"), "../c");
        assert_eq!(relative("/a", "/a/"), ".");
        assert_eq!(parent("/a"), "/");
        assert_eq!(parent("a"), ".");
        assert_eq!(file_name("/a/b/"), "b");
    }
}
