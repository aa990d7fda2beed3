//! What Git says of the project's folder, by its own program.

use std::process::Command;

use compose_model::types::image::ImageReference;

use crate::args::GitTag;
use crate::failure::Failure;

/// A tag for images.
///
/// # Errors
/// When Git is not there, the folder is not in a repository, or what it says gives no tag.
pub(crate) fn tag(what: GitTag, folder: &str) -> Result<String, Failure> {
    let arguments: &[&str] = match what {
        GitTag::Commit => &["rev-parse", "--short", "HEAD"],
        GitTag::Describe => &["describe", "--tags", "--always", "--dirty"],
        GitTag::Branch => &["symbolic-ref", "--short", "HEAD"],
    };
    let said = run(arguments, folder).map_err(|failure| match what {
        // A pipeline checks a commit out, and not a branch.
        GitTag::Branch => failure.help("where no branch is checked out, name the tag with `--tag`"),
        GitTag::Commit | GitTag::Describe => failure,
    })?;
    let tag = as_tag(&said);
    if format!("image:{tag}").parse::<ImageReference>().is_ok() {
        Ok(tag)
    } else {
        Err(Failure::error(format!("`{said}`, which Git says, makes no tag of an image")))
    }
}

fn run(arguments: &[&str], folder: &str) -> Result<String, Failure> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| Failure::error(format!("cannot run `git`: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("nothing").trim_start_matches("fatal: ");
        return Err(Failure::error(format!("`git {}` failed: {said}", arguments.join(" "))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The nearest text that is a tag: `feature/x` is `feature-x`.
fn as_tag(text: &str) -> String {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let tag: String = text.chars().map(|c| if is_allowed(c) { c } else { '-' }).collect();
    tag.trim_start_matches(['.', '-']).chars().take(128).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_branches_become_tags() {
        assert_eq!(as_tag("feature/new login"), "feature-new-login");
        assert_eq!(as_tag(".hidden"), "hidden");
        assert_eq!(as_tag("v1.2-3-gabc-dirty"), "v1.2-3-gabc-dirty");
        assert_eq!(as_tag(&"x".repeat(200)).len(), 128);
    }
}
