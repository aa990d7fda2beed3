//! Mounts in short form: `[source:]target[:options]`.
//!
//! Compose specification: "volumes" of a service, short syntax.

use std::ops::Range;

use super::{SyntaxError, path};

/// A mount as a text in short form names it, with the parts of the long form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShortMount {
    /// `type` and `source`.
    pub source: MountSource,
    /// `target`: the path in the container, cleaned.
    pub target: String,
    /// `read_only`.
    pub read_only: bool,
    /// `volume.nocopy`.
    pub nocopy: bool,
    /// `bind.propagation`, which may be set on a volume too.
    pub propagation: Option<String>,
    /// `bind.selinux`, which may be set on a volume too.
    pub selinux: Option<String>,
    /// The source's bytes in the text.
    pub source_at: Range<usize>,
    /// The target's bytes in the text.
    pub target_at: Range<usize>,
    /// Options that nobody knows, which the reference loader ignores without a word.
    pub ignored: Vec<Range<usize>>,
    /// The single letter and the colon behind it that were read as a Windows drive, where the rest
    /// makes it probable that a volume of that name was meant (`v:/data`).
    pub drive: Option<Range<usize>>,
    /// Whether the text is so short that the reference loader takes all of it for the target and
    /// prints no `volume` mapping, which it does for every other volume.
    pub is_bare: bool,
}

/// What a mount in short form mounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MountSource {
    /// A volume without a name.
    #[default]
    Anonymous,
    /// The volume of this name.
    Volume(String),
    /// This path of the host, which is created where it is missing.
    Bind(String),
}

/// Why a text does not name a mount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VolumeFault {
    /// Nothing at all.
    #[error("a mount must name a path in the container")]
    Empty,
    /// Nothing between two colons, or before or after one.
    #[error("`{0}` has an empty part beside a colon")]
    EmptyPart(String),
    /// More than source, target and options.
    #[error("`{0}` has more parts than source, target and options")]
    TooManyParts(String),
}

/// Why and where a text does not name a mount.
pub type VolumeError = SyntaxError<VolumeFault>;

const PROPAGATIONS: [&str; 6] = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

/// Reads a mount in short form.
///
/// A single letter before a colon at the start of a part is a Windows drive and belongs to the part;
/// a colon within `${…}` separates nothing, for files that are not interpolated.
///
/// # Errors
/// When a part is empty or there are more than three.
pub fn parse(text: &str) -> Result<ShortMount, VolumeError> {
    if text.is_empty() {
        return Err(SyntaxError::whole(VolumeFault::Empty, text));
    }
    if text.len() <= 2 {
        return Ok(ShortMount {
            target: path::clean(text),
            target_at: 0..text.len(),
            is_bare: true,
            ..ShortMount::default()
        });
    }
    let (parts, drive) = split(text);
    if let Some(empty) = parts.iter().find(|part| part.is_empty()) {
        let fault = VolumeFault::EmptyPart(text.to_owned());
        let beside = empty.start.saturating_sub(1)..(empty.end + 1).min(text.len());
        return Err(SyntaxError::new(fault, beside));
    }
    let (source, target, options) = match parts.as_slice() {
        [target] => (None, target, None),
        [source, target] => (Some(source), target, None),
        [source, target, options] => (Some(source), target, Some(options)),
        [_, _, _, extra, ..] => {
            let fault = VolumeFault::TooManyParts(text.to_owned());
            return Err(SyntaxError::new(fault, extra.start - 1..text.len()));
        }
        [] => return Err(SyntaxError::whole(VolumeFault::Empty, text)),
    };
    let mut mount = ShortMount {
        source: source.map_or(MountSource::Anonymous, |at| mount_source(&text[at.clone()])),
        target: path::clean(&text[target.clone()]),
        source_at: source.cloned().unwrap_or_default(),
        target_at: target.clone(),
        drive: drive.filter(|drive| is_rather_a_volume(text, drive, &parts)),
        ..ShortMount::default()
    };
    if let Some(options) = options {
        read_options(text, options.clone(), &mut mount);
    }
    Ok(mount)
}

/// The parts between colons, and the first drive among them.
fn split(text: &str) -> (Vec<Range<usize>>, Option<Range<usize>>) {
    let (mut parts, mut drive) = (Vec::new(), None);
    let (mut start, mut variables) = (0, 0usize);
    for (at, char) in text.char_indices() {
        match char {
            '$' if text[at + 1..].starts_with('{') => variables += 1,
            '}' if variables > 0 => variables -= 1,
            ':' if is_letter(&text[start..at]) => drive = drive.or(Some(start..at + 1)),
            ':' if variables == 0 => {
                parts.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(start..text.len());
    (parts, drive)
}

fn is_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn mount_source(source: &str) -> MountSource {
    let is_drive = source.split_once(':').is_some_and(|(drive, _)| is_letter(drive));
    if source.starts_with(['.', '/', '~']) || source.starts_with("\\\\") || is_drive {
        MountSource::Bind(source.to_owned())
    } else {
        MountSource::Volume(source.to_owned())
    }
}

/// `v:/data` and `v:/data:ro` are hardly a drive: with one, the whole text is the target, or what is
/// no absolute path is.
fn is_rather_a_volume(text: &str, drive: &Range<usize>, parts: &[Range<usize>]) -> bool {
    let follows_slash = text[drive.end..].starts_with('/');
    match parts {
        [_] => follows_slash,
        [_, target, ..] if drive.start == 0 => {
            follows_slash && !path::is_absolute(&text[target.clone()])
        }
        _ => false,
    }
}

fn read_options(text: &str, options: Range<usize>, mount: &mut ShortMount) {
    let mut start = options.start;
    for option in text[options].split(',') {
        let at = start..start + option.len();
        start = at.end + 1;
        match option {
            "ro" => mount.read_only = true,
            "rw" => mount.read_only = false,
            "nocopy" => mount.nocopy = true,
            "z" | "Z" => mount.selinux = Some(option.to_owned()),
            other if PROPAGATIONS.contains(&other) => mount.propagation = Some(option.to_owned()),
            _ => mount.ignored.push(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Ok(mount) => {
                let mut line = match mount.source {
                    MountSource::Anonymous => format!("volume * {}", mount.target),
                    MountSource::Volume(name) => format!("volume {name} {}", mount.target),
                    MountSource::Bind(path) => format!("bind {path} {}", mount.target),
                };
                let flags = [
                    mount.read_only.then_some("ro"),
                    mount.nocopy.then_some("nocopy"),
                    mount.propagation.as_deref(),
                    mount.selinux.as_deref(),
                    mount.is_bare.then_some("bare"),
                    mount.drive.is_some().then_some("drive?"),
                ];
                for flag in flags.into_iter().flatten() {
                    line = format!("{line} {flag}");
                }
                for ignored in mount.ignored {
                    line = format!("{line} ignored {}", &text[ignored]);
                }
                line
            }
            Err(error) => format!("{:?}: {error}", error.at),
        }
    }

    #[test]
    fn short_forms() {
        for (text, want) in [
            ("x", "volume * x bare"),
            ("/a", "volume * /a bare"),
            ("/data", "volume * /data"),
            ("vol:/a", "volume vol /a"),
            ("vol:rel", "volume vol rel"),
            ("v.x:/a", "volume v.x /a"),
            ("vol:/a/../b/", "volume vol /b"),
            ("vol:/a:ro,nocopy", "volume vol /a ro nocopy"),
            ("vol:/a:ro,rw", "volume vol /a"),
            ("vol:/a:rshared", "volume vol /a rshared"),
            ("vol:/a:bogus,ro", "volume vol /a ro ignored bogus"),
            ("./x:/a:cached", "bind ./x /a ignored cached"),
            ("./x:/a:Z,ro", "bind ./x /a ro Z"),
            ("~:/a", "bind ~ /a"),
            ("//s/h:/a", "bind //s/h /a"),
            ("\\\\.\\pipe\\d:/a", "bind \\\\.\\pipe\\d /a"),
            ("C:/h:/a:ro", "bind C:/h /a ro"),
            ("c:\\h:d:\\t", "bind c:\\h d:\\t"),
            ("${V:-./x}:/a", "volume ${V:-./x} /a"),
            ("v:/a/../b/", "volume * v:/b drive?"),
            ("v:/a:rw", "bind v:/a rw drive?"),
            ("a:/b:ro:x", "bind a:/b ro drive? ignored x"),
            ("vol:d:/x", "volume vol d:/x"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn faults_are_where_they_stand() {
        for (text, want) in [
            ("", "0..0: a mount must name a path in the container"),
            (":/a", "0..1: `:/a` has an empty part beside a colon"),
            ("vol:", "3..4: `vol:` has an empty part beside a colon"),
            ("vol::ro", "3..5: `vol::ro` has an empty part beside a colon"),
            ("vol:/a:", "6..7: `vol:/a:` has an empty part beside a colon"),
            ("vol:/a:ro:x", "9..11: `vol:/a:ro:x` has more parts than source, target and options"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[a-c:/.~$\\{\\},ro]{0,12}|\\PC*") {
            match parse(&text) {
                Ok(mount) => {
                    let parts = [mount.source_at, mount.target_at].into_iter().chain(mount.ignored);
                    for part in parts.chain(mount.drive) {
                        prop_assert!(text.get(part).is_some());
                    }
                }
                Err(error) => prop_assert!(text.get(error.at).is_some()),
            }
        }
    }
}
