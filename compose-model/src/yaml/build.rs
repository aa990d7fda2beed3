//! Builds the tree from the events of the parser: aliases, merge keys, keys and their rules.
//!
//! The tree grows on a stack of its own, not by recursion, and never becomes deeper than the budget
//! allows.

mod aliases;
mod keys;

use std::sync::Arc;

use aliases::Anchored;
pub(super) use aliases::Anchors;
use indexmap::IndexMap;
use keys::{Key, Names};

use super::limits::{AliasShare, Budget};
use super::mapping::Mapping;
use super::merge_key::Merge;
use super::node::{Node, Style, Tag};
use super::tagged;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::rules::TOO_DEEP;
use crate::source::{FileId, Span};

/// Why reading cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// No nodes are left in the budget.
    Nodes,
    /// One level more than may be read.
    Depth,
}

/// What stands before a node, and where the node begins.
pub(super) struct Head {
    pub(super) span: Span,
    /// The anchor's number, 0 for none.
    pub(super) anchor: usize,
    pub(super) tag: Option<Tag>,
}

/// A scalar as the parser reads it.
pub(super) struct RawScalar<'a> {
    pub(super) text: &'a str,
    pub(super) style: Style,
}

/// What is to be read: a list or a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sequence,
    Mapping,
}

/// A list or map that is being read.
enum Collection {
    Sequence(Vec<Node>),
    Mapping { mapping: Mapping, key: Option<Key>, merge: Option<Merge> },
}

struct Frame {
    head: Head,
    collection: Collection,
    /// Flow style: the end is written.
    flow: bool,
    /// The end of the last thing inside.
    end: u32,
    /// The number of nodes that had been read before this one.
    first_node: usize,
    /// The levels of collections below this one.
    height: usize,
}

/// Builds the documents of one file, one after the other.
pub(super) struct Builder<'a> {
    file: FileId,
    pub(super) budget: &'a mut Budget,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Without an asterisk in the file there is no alias, and no tree need be kept.
    keeps_anchors: bool,
    stack: Vec<Frame>,
    root: Option<Node>,
    /// By the parser's number, in the order of the document.
    anchors: IndexMap<usize, Anchored>,
    share: AliasShare,
    /// Whether the share was too large: one finding is enough, and what follows is left out.
    is_excessive: bool,
    /// The merge key of the map that is the document.
    pub(super) root_merge: Option<Span>,
    /// Whether anchors may have been lost, so that an alias without one is no fault of its own.
    lost_anchors: bool,
    /// Undefined aliases for which near names are still looked for.
    suggestions: usize,
    names: Names,
    spare: Spare,
}

/// Memory that lists and maps grow in before they get what they need: so none has more than that, and
/// growing costs nothing.
#[derive(Default)]
struct Spare {
    items: Vec<Vec<Node>>,
    entries: Vec<Vec<(Arc<str>, Node)>>,
}

impl Spare {
    /// The items in memory of their own size, unless they are so many that the move would cost more
    /// than it saves.
    fn shrink(&mut self, mut items: Vec<Node>) -> Vec<Node> {
        const MANY: usize = 32;
        if items.len() > MANY {
            return items;
        }
        let mut exact = Vec::with_capacity(items.len());
        exact.append(&mut items);
        self.items.push(items);
        exact
    }
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        text: &str,
        file: FileId,
        budget: &'a mut Budget,
        diagnostics: &'a mut Diagnostics,
        lost_anchors: bool,
    ) -> Self {
        Self {
            file,
            budget,
            diagnostics,
            keeps_anchors: text.contains('*'),
            stack: Vec::new(),
            root: None,
            anchors: IndexMap::new(),
            share: AliasShare::default(),
            is_excessive: false,
            root_merge: None,
            lost_anchors,
            suggestions: aliases::SUGGESTIONS,
            names: Names::default(),
            spare: Spare::default(),
        }
    }

    /// The document that has just ended.
    pub(super) fn finish(&mut self) -> Option<Node> {
        self.anchors.clear();
        self.share = AliasShare::default();
        self.is_excessive = false;
        self.root.take()
    }

    /// What could be read of a document that breaks off.
    pub(super) fn abandon(&mut self) -> Option<Node> {
        while let Some(frame) = self.stack.last() {
            let end = frame.end;
            // Closing takes nothing from the budget but what is kept for aliases, and there are none.
            let _ = self.close(end);
        }
        self.finish()
    }

    /// Begins a list or a map.
    pub(super) fn open(&mut self, head: Head, kind: Kind, flow: bool) -> Result<(), Stop> {
        if self.stack.len() >= self.budget.depth() {
            return Err(Stop::Depth);
        }
        let first_node = self.share.nodes;
        self.count()?;
        let collection = match kind {
            Kind::Sequence => Collection::Sequence(self.spare.items.pop().unwrap_or_default()),
            Kind::Mapping => {
                let mapping = Mapping::growing_in(self.spare.entries.pop().unwrap_or_default());
                Collection::Mapping { mapping, key: None, merge: None }
            }
        };
        let end = head.span.end;
        self.stack.push(Frame { head, collection, flow, end, first_node, height: 0 });
        Ok(())
    }

    /// Where the outermost brackets around this place begin.
    pub(super) fn outer_flow(&self) -> Option<u32> {
        // Below brackets there are only brackets, so that the last frame tells whether there are any.
        self.stack.last().filter(|frame| frame.flow)?;
        let outer = self.stack.iter().find(|frame| frame.flow)?;
        Some(outer.head.span.start)
    }

    /// Where the innermost brackets around this place begin.
    pub(super) fn inner_flow(&self) -> Option<u32> {
        self.stack.last().filter(|frame| frame.flow).map(|frame| frame.head.span.start)
    }

    /// Where the brackets begin that end now, unless others are around them.
    pub(super) fn ending_flow(&self) -> Option<u32> {
        let (last, around) = self.stack.split_last()?;
        let is_outer = last.flow && !around.last().is_some_and(|frame| frame.flow);
        is_outer.then_some(last.head.span.start)
    }

    /// Ends the list or map that is being read.
    pub(super) fn close(&mut self, end: u32) -> Result<(), Stop> {
        let Some(frame) = self.stack.pop() else { return Ok(()) };
        let Frame { head, collection, flow, end: last, first_node, height } = frame;
        let end = if flow { end.max(last) } else { last };
        let origin = Origin::source(Span::new(self.file, head.span.start, end));
        let mut node = match collection {
            Collection::Sequence(items) => Node::sequence(self.spare.shrink(items), origin),
            Collection::Mapping { mut mapping, merge, .. } => {
                self.spare.entries.extend(mapping.shrink());
                if self.stack.is_empty() {
                    self.root_merge = merge.as_ref().map(|merge| merge.key);
                }
                let node = Node::mapping(mapping, origin);
                match merge {
                    None => node,
                    Some(merge) => merge.into_map(node, self.diagnostics),
                }
            }
        };
        if let Some(tag) = head.tag.filter(tagged::is_kept) {
            node.tag = Some(Box::new(tag));
        }
        let kept = self.keep(head.anchor, &node, first_node, height + 1);
        self.attach(node, end, height + 1);
        kept
    }

    /// Adds a scalar, as a key or as a value.
    pub(super) fn scalar(&mut self, head: &Head, raw: &RawScalar<'_>) -> Result<(), Stop> {
        let first_node = self.share.nodes;
        self.count()?;
        if self.awaits_key() && head.anchor == 0 && head.tag.is_none() {
            self.plain_key(head.span, raw);
            return Ok(());
        }
        let node = tagged::scalar(raw, head, self.diagnostics);
        let kept = self.keep(head.anchor, &node, first_node, 0);
        self.attach(node, head.span.end, 0);
        kept
    }

    /// Counts a node as read.
    fn count(&mut self) -> Result<(), Stop> {
        self.share.nodes += 1;
        if self.budget.take_nodes(1) { Ok(()) } else { Err(Stop::Nodes) }
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.stack.last(),
            Some(Frame { collection: Collection::Mapping { key: None, .. }, .. })
        )
    }

    /// Puts a finished node where it belongs.
    fn attach(&mut self, node: Node, end: u32, height: usize) {
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = frame.end.max(end);
        frame.height = frame.height.max(height);
        match &mut frame.collection {
            Collection::Sequence(items) => items.push(node),
            Collection::Mapping { mapping, key, merge } => match key.take() {
                None => self.node_key(&node),
                Some(Key { text: None, .. }) => {}
                Some(Key { text: Some(text), span, is_merge }) => {
                    let mut node = node;
                    node.origin = node.origin.with_key(Some(span));
                    let earlier = if is_merge {
                        keys::add_merge(mapping, merge, span, node)
                    } else {
                        keys::add_entry(mapping, merge.as_ref(), &text, node)
                    };
                    if let Some(earlier) = earlier {
                        self.diagnostics.push(keys::duplicate(&text, span, earlier, is_merge));
                    }
                }
            },
        }
    }

    /// A value that could not be read: its entry is left out.
    fn attach_nothing(&mut self, end: u32) {
        let Some(frame) = self.stack.last_mut() else { return };
        frame.end = frame.end.max(end);
        if let Collection::Mapping { key, .. } = &mut frame.collection
            && key.take().is_none()
        {
            *key = Some(Key { text: None, span: Span::new(self.file, end, end), is_merge: false });
        }
    }
}

pub(super) fn too_deep(message: String, at: Span, budget: &Budget) -> Diagnostic {
    Diagnostic::new(&TOO_DEEP, message)
        .at(at, "too deep")
        .note(format!("at most {} levels are read", budget.depth()))
}
