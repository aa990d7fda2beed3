//! Relative paths become absolute ones.
//!
//! Runs once on each merged model, included ones by themselves, against the folder of the model's
//! main file. For the base of an `extends` that is the way to its folder from the extending file's,
//! which leaves the paths relative to the latter. Text only: nothing is looked up, except the
//! symbolic links of watched paths.

use std::sync::Arc;

use super::LoadContext;
use super::pattern::KeyPath;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules;
use crate::types::path;
use crate::vfs::Vfs;
use crate::yaml::{Node, Resolved, Scalar, Style, Value};

/// What paths are resolved with.
struct Paths<'a> {
    base: &'a str,
    home: Option<String>,
    vfs: &'a dyn Vfs,
    diagnostics: &'a mut Diagnostics,
}

/// Resolves every path that the specification says is relative to the project.
pub(crate) fn apply(tree: &mut Node, context: &mut LoadContext<'_>) {
    let mut paths = Paths {
        base: &context.scope.path_base,
        home: context.env.get("HOME"),
        vfs: context.vfs,
        diagnostics: &mut context.diagnostics,
    };
    for (section, node) in entries(tree) {
        let at = KeyPath::ROOT.key(section);
        for (name, node) in entries(node) {
            match &**section {
                "services" => paths.service(node, &at.key(name)),
                "configs" | "secrets" => paths.change(node, "file", Paths::host_path),
                "volumes" => paths.volume(node),
                _ => break,
            }
        }
    }
}

fn entries(node: &mut Node) -> impl Iterator<Item = (&Arc<str>, &mut Node)> {
    node.as_mapping_mut().into_iter().flat_map(|mapping| mapping.iter_mut())
}

fn items(node: &mut Node) -> impl Iterator<Item = &mut Node> {
    node.as_sequence_mut().into_iter().flatten()
}

fn is_text(node: Option<&Node>, wanted: &str) -> bool {
    node.and_then(Node::as_str) == Some(wanted)
}

impl Paths<'_> {
    fn service(&mut self, node: &mut Node, at: &KeyPath<'_>) {
        for (key, node) in entries(node) {
            match &**key {
                "build" => {
                    for (key, node) in entries(node) {
                        match &**key {
                            "additional_contexts" => {
                                entries(node).for_each(|(_, node)| self.set(node, Self::context));
                            }
                            "context" => self.set(node, Self::context),
                            "ssh" => {
                                entries(node).for_each(|(_, node)| self.set(node, Self::host_path));
                            }
                            _ => {}
                        }
                    }
                }
                "develop" => {
                    if let Some(rules) = node.as_mapping_mut().and_then(|map| map.get_mut("watch"))
                    {
                        items(rules).for_each(|rule| self.change(rule, "path", Self::watched));
                    }
                }
                "env_file" => {
                    items(node).for_each(|file| self.change(file, "path", Self::local));
                }
                "extends" => self.change(node, "file", Self::local),
                "label_file" => items(node).for_each(|file| self.set(file, Self::local)),
                "volumes" => {
                    let at = at.key(key);
                    for (i, mount) in items(node).enumerate() {
                        self.mount(mount, &at.index(i));
                    }
                }
                _ => {}
            }
        }
    }

    /// Only a bind mount's source is a path.
    fn mount(&mut self, node: &mut Node, at: &KeyPath<'_>) {
        if !is_text(node.get("type"), "bind") {
            return;
        }
        if node.get("source").is_some_and(|source| !source.is_null()) {
            self.change(node, "source", Self::host_path);
        } else {
            let diagnostic =
                Diagnostic::new(&rules::MISSING_SOURCE, format!("`{at}` has no source"))
                    .at(&node.origin, "a bind mount")
                    .help("set `source` to the path on the host, or `type: volume`")
                    .subject(at.to_string());
            self.diagnostics.push(diagnostic);
        }
    }

    /// A volume of the local driver may be a bind mount in disguise.
    fn volume(&mut self, node: &mut Node) {
        let options = node.get("driver_opts");
        if is_text(node.get("driver"), "local")
            && is_text(options.and_then(|options| options.get("o")), "bind")
            && let Some(options) = node.as_mapping_mut().and_then(|map| map.get_mut("driver_opts"))
        {
            self.change(options, "device", Self::host_path);
        }
    }

    fn change(&self, node: &mut Node, key: &str, resolve: fn(&Self, &str) -> String) {
        if let Some(node) = node.as_mapping_mut().and_then(|mapping| mapping.get_mut(key)) {
            self.set(node, resolve);
        }
    }

    fn set(&self, node: &mut Node, resolve: fn(&Self, &str) -> String) {
        if let Value::Scalar(scalar) = &mut node.value
            && let Resolved::String(text) = scalar.resolve()
        {
            let text = resolve(self, text).into();
            *scalar = Scalar::Text { text, style: Style::Quoted };
        }
    }

    /// `~` and what follows is below the home folder, as long as that is known.
    fn expand_home(&self, text: &str) -> Option<String> {
        let rest = text.strip_prefix('~')?;
        let home = self.home.as_deref()?;
        Some(path::clean(&format!("{home}/{rest}")))
    }

    /// A path of the machine that loads the project. An empty one stays empty.
    fn local(&self, text: &str) -> String {
        match self.expand_home(text) {
            Some(path) => path,
            None if text.is_empty() || text.starts_with('/') => text.to_owned(),
            None => self.below_base(text),
        }
    }

    /// A path of the machine that runs the containers, which may be a Windows one.
    fn host_path(&self, text: &str) -> String {
        match self.expand_home(text) {
            Some(path) => path,
            None if path::is_absolute(text) => text.to_owned(),
            None => self.below_base(text),
        }
    }

    /// A build context is a path unless it is a URL or another service's image.
    fn context(&self, text: &str) -> String {
        const REMOTE: [&str; 6] =
            ["https://", "http://", "git://", "ssh://", "github.com/", "git@"];
        let is_path = !text.contains("://")
            && !text.starts_with("service:")
            && !REMOTE.iter().any(|prefix| text.starts_with(prefix));
        if is_path { self.local(text) } else { text.to_owned() }
    }

    /// Changes are seen where a file really is, so the first symbolic link on the way is followed.
    fn watched(&self, text: &str) -> String {
        let path = self.local(text);
        let ends = path.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0);
        for end in ends.chain([path.len()]) {
            let (part, rest) = path.split_at(end);
            if part.starts_with('/')
                && self.vfs.metadata(part).is_ok_and(|metadata| metadata.link_target.is_some())
                && let Ok(target) = self.vfs.canonicalise(part)
            {
                return format!("{target}{rest}");
            }
        }
        path
    }

    fn below_base(&self, text: &str) -> String {
        path::clean(&format!("{}/{text}", self.base))
    }
}
