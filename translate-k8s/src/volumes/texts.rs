//! The texts that a service mounts, for whoever looks for something in them.

use compose_model::Origin;

use super::mounts::What;
use super::survey::Storage;
use crate::binds::text_of;

/// A text in a mounted file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'s> {
    /// The file's name in its object.
    pub(crate) name: &'s str,
    /// What is in it.
    pub(crate) content: &'s str,
    /// The key of the mount in the model.
    pub(crate) key: &'s str,
    /// Where the mount was written.
    pub(crate) origin: &'s Origin,
}

impl Storage<'_> {
    /// The texts of files and configs that a service mounts; nobody looks into secrets.
    pub(crate) fn texts_of(&self, service: &str) -> Vec<Text<'_>> {
        let mut texts = Vec::new();
        for mount in self.mounts_of(service) {
            let mut add = |name, content| {
                texts.push(Text { name, content, key: &mount.key, origin: mount.origin });
            };
            match &mount.what {
                What::Files { files, .. } => {
                    let data = files.parts.iter().flat_map(|part| &part.data);
                    data.for_each(|(name, content)| add(name.as_str(), content.as_str()));
                }
                What::Reference(reference) if !reference.secret => {
                    let content = reference.content.as_deref().and_then(text_of);
                    if let Some(content) = content {
                        add(reference.key.as_str(), content);
                    }
                }
                _ => {}
            }
        }
        texts
    }
}
