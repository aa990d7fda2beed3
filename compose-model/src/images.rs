//! The images that a project builds: their names, and what is built under them.
//!
//! One place for all back ends and for the build plan, so that what is pushed is what is run.

mod bake;
mod plan;

pub use plan::{Plan, Planned, plan};

use crate::types::image::ImageReference;

/// How images are named that the Compose files give no name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// The registry and path before the name, `ghcr.io/acme`.
    pub registry: Option<String>,
    /// The tag.
    pub tag: Option<String>,
}

impl Naming {
    /// The image of a service that is only built: `docker compose build` calls it
    /// `<project>-<service>`.
    pub fn built(&self, project: &str, service: &str) -> String {
        let mut name = String::new();
        if let Some(registry) = &self.registry {
            name.push_str(registry.trim_end_matches('/'));
            name.push('/');
        }
        name.push_str(&repository(&format!("{project}-{service}")));
        if let Some(tag) = &self.tag {
            name.push(':');
            name.push_str(tag);
        }
        name
    }
}

/// The nearest text that is the last part of a repository's name: lower-case words between single
/// separators.
pub fn repository(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if is_repository(&lower) {
        return lower;
    }
    let mut repository = String::with_capacity(name.len());
    for c in lower.chars() {
        if c.is_ascii_alphanumeric() {
            repository.push(c);
        } else if repository.ends_with(|last: char| last.is_ascii_alphanumeric()) {
            repository.push(if matches!(c, '_' | '.') { c } else { '-' });
        }
    }
    repository.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned()
}

fn is_repository(name: &str) -> bool {
    let reference = format!("x/{name}").parse::<ImageReference>();
    reference.is_ok_and(|reference| reference.tag.is_none() && reference.digest.is_none())
}

/// The name of a service's target in a bake file, which may hold no dots.
pub fn target_name(service: &str) -> String {
    service.replace('.', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_built_images_are_references() {
        for (given, want) in [
            ("shop-api", "shop-api"),
            ("shop-a__b", "shop-a__b"),
            ("shop-My.App_", "shop-my.app"),
            ("shop---a..b", "shop-a.b"),
            ("-x", "x"),
            ("a:b", "a-b"),
        ] {
            assert_eq!(repository(given), want);
            assert!(want.parse::<ImageReference>().is_ok());
        }
    }

    #[test]
    fn registry_and_tag_stand_around_the_name() {
        let naming = Naming { registry: Some("ghcr.io/acme/".into()), tag: Some("1.2".into()) };
        assert_eq!(naming.built("shop", "api"), "ghcr.io/acme/shop-api:1.2");
        assert_eq!(Naming::default().built("shop", "Api"), "shop-api");
    }
}
