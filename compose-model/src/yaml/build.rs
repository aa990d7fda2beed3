//! Builds the tree from the events of the parser: aliases, merge keys, keys and their rules.
//!
//! The tree grows on a stack of its own, not by recursion, and never becomes deeper than the budget
//! allows.

use std::sync::Arc;

use indexmap::IndexMap;

use super::limits::{AliasShare, Budget};
use super::mapping::Mapping;
use super::merge_key::Merge;
use super::node::{Node, Scalar, Style, Tag, Value};
use super::scalar::{Resolved, is_merge_key, resolve_plain};
use super::tagged;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::did_you_mean::closest;
use crate::origin::{Origin, Step};
use crate::rules::{
    DUPLICATE_KEY, EXCESSIVE_ALIASES, NON_STRING_KEY, RECURSIVE_ALIAS, TOO_DEEP, UNDEFINED_ALIAS,
};
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

/// A list or map that is being read.
pub(super) enum Collection {
    Sequence(Vec<Node>),
    Mapping { mapping: Mapping, key: Option<Key>, merge: Option<Merge> },
}

impl Collection {
    pub(super) fn sequence() -> Self {
        Self::Sequence(Vec::new())
    }

    pub(super) fn mapping() -> Self {
        Self::Mapping { mapping: Mapping::default(), key: None, merge: None }
    }
}

/// A key whose value is awaited.
pub(super) struct Key {
    /// `None` for a key that cannot be one, whose value is dropped.
    text: Option<Arc<str>>,
    span: Span,
    is_merge: bool,
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

/// A tree kept for the aliases that name it.
struct Anchored {
    name: String,
    /// `None` while the node is being read.
    tree: Option<Tree>,
}

struct Tree {
    node: Node,
    nodes: usize,
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
    /// Whether anchors may have been lost, so that an alias without one is no fault of its own.
    lost_anchors: bool,
    /// Undefined aliases for which near names are still looked for.
    suggestions: usize,
}

/// Undefined aliases in one file for which near names are looked for.
const SUGGESTIONS: usize = 20;

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
            lost_anchors,
            suggestions: SUGGESTIONS,
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
    pub(super) fn open(
        &mut self,
        head: Head,
        collection: Collection,
        flow: bool,
    ) -> Result<(), Stop> {
        if self.stack.len() >= self.budget.depth() {
            return Err(Stop::Depth);
        }
        let first_node = self.share.nodes;
        self.count()?;
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
            Collection::Sequence(items) => Node::sequence(items, origin),
            Collection::Mapping { mapping, merge, .. } => {
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

    /// Adds what an alias stands for.
    pub(super) fn alias(&mut self, id: usize, site: Span) -> Result<(), Stop> {
        let Some(anchored) = self.anchors.get(&id) else {
            self.attach_nothing(site.end);
            return Ok(());
        };
        let Some(tree) = &anchored.tree else {
            self.recursive_alias(&anchored.name.clone(), id, site);
            return Ok(());
        };
        if self.stack.len() + tree.height > self.budget.depth() {
            let message = format!("`*{}` is nested too deeply here", anchored.name);
            self.diagnostics.push(too_deep(message, site, self.budget));
            self.attach_nothing(site.end);
            return Ok(());
        }
        let (nodes, height) = (tree.nodes, tree.height);
        let share =
            AliasShare { nodes: self.share.nodes + nodes, aliased: self.share.aliased + nodes };
        if self.is_excessive {
            self.attach_nothing(site.end);
            return Ok(());
        }
        if share.is_excessive() {
            self.is_excessive = true;
            let message =
                format!("aliases make up {} of {} nodes up to here", share.aliased, share.nodes);
            self.diagnostics.push(
                Diagnostic::new(&EXCESSIVE_ALIASES, message)
                    .at(site, format!("stands for {nodes} nodes"))
                    .help("write the values out, or remove aliases inside anchored values"),
            );
            self.attach_nothing(site.end);
            return Ok(());
        }
        if !self.budget.take_nodes(nodes) {
            return Err(Stop::Nodes);
        }
        let mut node = tree.node.clone();
        self.share = share;
        node.origin.push(Step::Alias(site));
        self.attach(node, site.end, height);
        Ok(())
    }

    /// Reports an alias without an anchor.
    pub(super) fn undefined_alias(&mut self, name: &str, site: Span) {
        if self.lost_anchors || self.diagnostics.is_full() {
            self.attach_nothing(site.end);
            return;
        }
        let mut diagnostic = Diagnostic::new(
            &UNDEFINED_ALIAS,
            format!("there is no anchor `&{name}` before this alias"),
        )
        .at(site, "undefined alias");
        if self.suggestions > 0 {
            self.suggestions -= 1;
            let names = self.anchors.values().map(|anchored| anchored.name.as_str());
            if let Some(near) = closest(name, names) {
                diagnostic = diagnostic.help(format!("write `*{near}` if that is meant"));
            }
        }
        let help = "quote the text if it is not meant as an alias, as in `\"*.example.org\"`";
        self.diagnostics.push(diagnostic.help(help));
        self.attach_nothing(site.end);
    }

    /// Tells the name of an anchor, right after its scalar or the start of its collection.
    pub(super) fn name_anchor(&mut self, id: usize, name: &str) {
        name.clone_into(&mut self.anchored(id).name);
    }

    fn anchored(&mut self, id: usize) -> &mut Anchored {
        self.anchors.entry(id).or_insert_with(|| Anchored { name: String::new(), tree: None })
    }

    fn recursive_alias(&mut self, name: &str, id: usize, site: Span) {
        let around = self.stack.iter().find(|frame| frame.head.anchor == id);
        let mut diagnostic = Diagnostic::new(
            &RECURSIVE_ALIAS,
            format!("`*{name}` stands inside the value that it names"),
        )
        .at(site, "contains itself")
        .help("move the shared part into a value of its own");
        if let Some(frame) = around {
            let first_line = Span::new(self.file, frame.head.span.start, frame.head.span.start);
            diagnostic = diagnostic.related(first_line, format!("`&{name}` begins here"));
        }
        self.diagnostics.push(diagnostic);
        self.attach_nothing(site.end);
    }

    /// Counts a node as read.
    fn count(&mut self) -> Result<(), Stop> {
        self.share.nodes += 1;
        if self.budget.take_nodes(1) { Ok(()) } else { Err(Stop::Nodes) }
    }

    /// Keeps a copy of an anchored tree for its aliases.
    fn keep(
        &mut self,
        anchor: usize,
        node: &Node,
        first_node: usize,
        height: usize,
    ) -> Result<(), Stop> {
        if anchor == 0 || !self.keeps_anchors {
            return Ok(());
        }
        let nodes = self.share.nodes - first_node;
        if !self.budget.keep_nodes(nodes) {
            return Err(Stop::Nodes);
        }
        self.anchored(anchor).tree = Some(Tree { node: node.clone(), nodes, height });
        Ok(())
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.stack.last(),
            Some(Frame { collection: Collection::Mapping { key: None, .. }, .. })
        )
    }

    /// A key without anchor and tag, which is nearly every key.
    fn plain_key(&mut self, span: Span, raw: &RawScalar<'_>) {
        let RawScalar { text, style } = *raw;
        let is_merge = style == Style::Plain && is_merge_key(text);
        if style == Style::Plain {
            self.check_key(&resolve_plain(text), text, span);
        }
        self.set_key(Key { text: Some(text.into()), span, is_merge });
    }

    /// Reports a key that the reference reads as something else than a string.
    fn check_key(&mut self, resolved: &Resolved<'_>, text: &str, span: Span) {
        if matches!(resolved, Resolved::String(_)) {
            return;
        }
        let what = resolved.kind().with_article();
        let diagnostic = if text.is_empty() {
            Diagnostic::new(&NON_STRING_KEY, "a key is empty").at(span, "no key here")
        } else {
            Diagnostic::new(&NON_STRING_KEY, format!("the key `{text}` is {what}, not a string"))
                .at(span, what)
                .fix(span, format!("\"{text}\""))
        };
        self.diagnostics.push(diagnostic.help(format!("quote it: `\"{text}\"`")));
    }

    fn set_key(&mut self, new: Key) {
        if let Some(frame) = self.stack.last_mut() {
            frame.end = frame.end.max(new.span.end);
            if let Collection::Mapping { key, .. } = &mut frame.collection {
                *key = Some(new);
            }
        }
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
                        add_merge(mapping, merge, span, node)
                    } else {
                        add_entry(mapping, merge.as_ref(), &text, node)
                    };
                    if let Some(earlier) = earlier {
                        self.diagnostics.push(duplicate(&text, span, earlier, is_merge));
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

    /// A key with a tag or an anchor, an alias, or a collection as key.
    fn node_key(&mut self, node: &Node) {
        let span = node.origin.steps().find_map(|step| match step {
            Step::Alias(site) => Some(*site),
            _ => None,
        });
        let span = span.or(node.origin.span()).unwrap_or(Span::new(self.file, 0, 0));
        match &node.value {
            Value::Scalar(scalar) => {
                let resolved = scalar.resolve();
                let text = match scalar {
                    Scalar::Text { text, .. } => Arc::clone(text),
                    _ => resolved.to_text().into(),
                };
                self.check_key(&resolved, &text, span);
                let plain = matches!(scalar, Scalar::Text { style: Style::Plain, .. });
                let is_merge = plain && is_merge_key(&text);
                self.set_key(Key { text: Some(text), span, is_merge });
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                let kind = if node.as_sequence().is_some() { "list" } else { "map" };
                self.diagnostics.push(
                    Diagnostic::new(&NON_STRING_KEY, format!("a {kind} cannot be a key"))
                        .at(span, format!("{kind} as a key"))
                        .help("quote text that begins with `{` or `[`, such as `\"{{ name }}\"`"),
                );
                self.set_key(Key { text: None, span, is_merge: false });
            }
        }
    }
}

/// Adds an entry; the place of the earlier one where the key is there already.
fn add_entry(
    mapping: &mut Mapping,
    merge: Option<&Merge>,
    text: &Arc<str>,
    node: Node,
) -> Option<Span> {
    let span = node.origin.key_span();
    match mapping.insert_new(Arc::clone(text), node) {
        Some(earlier) => earlier.origin.key_span().or(span),
        None => merge.filter(|_| is_merge_key(text)).map(|merge| merge.key),
    }
}

/// Keeps a merge for the end of the map; the place of the earlier `<<` where there is one.
fn add_merge(mapping: &Mapping, merge: &mut Option<Merge>, key: Span, value: Node) -> Option<Span> {
    let quoted = || mapping.get("<<").and_then(|node| node.origin.key_span());
    let earlier = merge.as_ref().map(|merge| merge.key).or_else(quoted);
    if earlier.is_none() {
        *merge = Some(Merge { key, at: mapping.len(), value });
    }
    earlier
}

fn duplicate(text: &str, span: Span, earlier: Span, is_merge: bool) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, format!("the key `{text}` is there twice"))
        .at(span, "again here")
        .related(earlier, "first here")
        .help(if is_merge {
            "merge several values with one key: `<<: [*a, *b]`"
        } else {
            "remove one of the two, or join their values"
        })
}

pub(super) fn too_deep(message: String, at: Span, budget: &Budget) -> Diagnostic {
    Diagnostic::new(&TOO_DEEP, message)
        .at(at, "too deep")
        .note(format!("at most {} levels are read", budget.depth()))
}
