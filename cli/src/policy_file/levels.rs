//! `[policy]`: which findings count.

use super::document::Entry;
use super::reader::Reader;
use crate::policy::{Level, Levels, Selector, Setting};

const KEYS: [&str; 4] = ["strict", "allow", "warn", "deny"];

impl Reader<'_> {
    /// Reads the section.
    pub(super) fn levels(&mut self, entries: &[Entry]) -> Levels {
        let mut strict = false;
        let mut levels = Vec::new();
        for entry in entries {
            let level = match entry.key.as_str() {
                "strict" => {
                    strict = self.flag(entry).unwrap_or(false);
                    continue;
                }
                "allow" => Level::Allow,
                "warn" => Level::Warn,
                "deny" => Level::Deny,
                _ => {
                    self.unknown_key(entry, "a key of `[policy]`", &KEYS);
                    continue;
                }
            };
            for (text, item) in self.texts(entry) {
                match Selector::parse(text, self.backends) {
                    Ok(selector) => {
                        levels.push(Setting { level, selector, place: Some(item.at) });
                    }
                    Err(wrong) => self.wrong_value(item, wrong.message, &wrong.help),
                }
            }
        }
        Levels::by_exactness(strict, levels)
    }
}
