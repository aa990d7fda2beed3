//! `volumes` of a service: `source:target:options` becomes an object.

use super::text::text;
use super::{Forms, lengthen_items, short_form};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::rules;
use crate::types::volume::{self, MountSource, ShortMount};
use crate::yaml::{Mapping, Node};

/// Each text becomes an object.
pub(super) fn lengthen(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    lengthen_items(node, at, forms, spell_out);
}

/// Replaces the text by its long form; false where it cannot be read.
fn spell_out(item: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) -> bool {
    // The schema reports what is not a text.
    let Some(text) = text(item) else { return true };
    match forms.checked(volume::parse(&text), &rules::INVALID_MOUNT, item, at) {
        Some(mount) => {
            warn_of_drive(&mount, &text, item, at, forms);
            warn_of_ignored(&mount, &text, item, at, forms);
            *item = long_form(mount, item, forms);
            true
        }
        None => forms.keep_unreadable,
    }
}

fn long_form(mount: ShortMount, item: &Node, forms: &Forms<'_>) -> Node {
    let origin = short_form(&item.origin);
    let string = |text: &str| Node::string(text, origin.clone());
    let (kind, source) = match mount.source {
        MountSource::Anonymous => ("volume", None),
        MountSource::Volume(name) => ("volume", Some(name)),
        MountSource::Bind(path) => ("bind", Some(path)),
    };
    let mut mapping = Mapping::with_capacity(5);
    mapping.insert("type", string(kind));
    if let Some(source) = source {
        mapping.insert("source", Node::string(source, forms.part(item, mount.source_at)));
    }
    mapping.insert("target", Node::string(mount.target, forms.part(item, mount.target_at)));
    if mount.read_only {
        mapping.insert("read_only", Node::bool(true, origin.clone()));
    }
    let mut bind = Mapping::default();
    for (key, value) in [("selinux", mount.selinux), ("propagation", mount.propagation)] {
        if let Some(value) = value {
            bind.insert(key, string(&value));
        }
    }
    if kind == "bind" {
        bind.insert("create_host_path", Node::bool(true, origin.clone()));
    }
    if !bind.is_empty() {
        mapping.insert("bind", Node::mapping(bind, origin.clone()));
    }
    // The reference keeps `nocopy` on a bind too, where Docker makes nothing of it.
    if mount.nocopy || (kind == "volume" && !mount.is_bare) {
        let mut volume = Mapping::default();
        if mount.nocopy {
            volume.insert("nocopy", Node::bool(true, origin.clone()));
        }
        mapping.insert("volume", Node::mapping(volume, origin.clone()));
    }
    Node { tag: item.tag.clone(), ..Node::mapping(mapping, origin) }
}

/// `v:/data` is a path on the Windows drive `v:`, not the volume `v` at `/data`.
fn warn_of_drive(
    mount: &ShortMount,
    text: &str,
    item: &Node,
    at: &KeyPath<'_>,
    forms: &mut Forms<'_>,
) {
    let Some(drive) = &mount.drive else { return };
    let letter = &text[drive.start..drive.end - 1];
    let message = format!("`{letter}:` in `{text}` is read as a Windows drive, not as a volume");
    let diagnostic = Diagnostic::new(&rules::ONE_LETTER_VOLUME, message)
        .at(forms.place(item, drive.clone()), "taken for a drive")
        .help(format!("give the volume `{letter}` a name of two characters or more"))
        .help("use the long form, with `type: volume`, `source` and `target`")
        .subject(at.to_string());
    forms.diagnostics.push(diagnostic);
}

fn warn_of_ignored(
    mount: &ShortMount,
    text: &str,
    item: &Node,
    at: &KeyPath<'_>,
    forms: &mut Forms<'_>,
) {
    for option in &mount.ignored {
        let message = format!("the option `{}` of the mount is ignored", &text[option.clone()]);
        let diagnostic = Diagnostic::new(&rules::IGNORED_MOUNT_OPTION, message)
            .at(forms.place(item, option.clone()), "unknown option")
            .subject(at.to_string());
        forms.diagnostics.push(diagnostic);
    }
}
