//! Files that are written beside their places first and then moved there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Who may do what with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// What the user's umask says.
    Plain,
    /// Executable as well.
    Executable,
    /// For its owner only.
    Secret,
}

/// Files on their way; those that do not arrive are removed.
#[derive(Debug, Default)]
pub(super) struct Stage {
    files: Vec<Staged>,
}

#[derive(Debug)]
struct Staged {
    temporary: PathBuf,
    place: PathBuf,
}

impl Stage {
    /// Writes a file beside its place.
    pub(super) fn add(&mut self, place: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let temporary = place.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let mut file = create(&temporary, access)?;
        self.files.push(Staged { temporary, place: place.to_owned() });
        file.write_all(bytes)?;
        // Without this a crash of the machine could leave a renamed, empty file.
        file.sync_data()
    }

    /// Moves all files to their places.
    pub(super) fn commit(mut self) -> Result<(), (PathBuf, io::Error)> {
        while !self.files.is_empty() {
            let Staged { temporary, place } = &self.files[0];
            fs::rename(temporary, place).map_err(|error| (place.clone(), error))?;
            self.files.remove(0);
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for staged in &self.files {
            // A leftover is unpleasant; there is nobody to tell about it here.
            let _ = fs::remove_file(&staged.temporary);
        }
    }
}

#[cfg(unix)]
fn create(path: &Path, access: Access) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    // The umask takes its part from these.
    let mode = match access {
        Access::Plain => 0o666,
        Access::Executable => 0o777,
        Access::Secret => 0o600,
    };
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}

#[cfg(not(unix))]
fn create(path: &Path, _access: Access) -> io::Result<fs::File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
