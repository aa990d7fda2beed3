//! Anchors and aliases.
//!
//! The tree at an anchor is copied when it is complete, once to be kept and once for each alias; all
//! copies count.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Builder, Stop, too_deep};
use crate::diagnostic::Diagnostic;
use crate::did_you_mean::closest;
use crate::origin::Step;
use crate::rules::{EXCESSIVE_ALIASES, RECURSIVE_ALIAS, UNDEFINED_ALIAS};
use crate::source::Span;
use crate::yaml::limits::AliasShare;
use crate::yaml::node::Node;

/// Undefined aliases in one file for which near names are looked for.
pub(super) const SUGGESTIONS: usize = 20;

/// The trees at the anchors of what stands before a piece of a document, by the names of the anchors.
#[derive(Default)]
pub(in crate::yaml) struct Anchors {
    /// The last one of each name counts.
    by_name: HashMap<String, Arc<Tree>>,
    /// Where all trees begin.
    starts: Vec<Option<u32>>,
}

/// A tree kept for the aliases that name it.
pub(super) struct Anchored {
    pub(super) name: String,
    /// `None` while the node is being read.
    pub(super) tree: Option<Arc<Tree>>,
}

pub(super) struct Tree {
    node: Node,
    nodes: usize,
    height: usize,
}

impl Anchors {
    /// Whether there are none.
    pub(in crate::yaml) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Whether one of the trees begins here.
    pub(in crate::yaml) fn begin_at(&self, start: usize) -> bool {
        self.starts.iter().any(|at| at.is_none_or(|at| at as usize == start))
    }
}

impl Builder<'_> {
    /// The anchors of the document so far.
    pub(in crate::yaml) fn anchors(&self) -> Anchors {
        let mut anchors = Anchors::default();
        for Anchored { name, tree } in self.anchors.values() {
            let start = tree.as_ref().and_then(|tree| tree.node.origin.span());
            anchors.starts.push(start.map(|span| span.start));
            if let Some(tree) = tree {
                anchors.by_name.insert(name.clone(), Arc::clone(tree));
            }
        }
        anchors
    }

    /// Adds what an alias stands for.
    pub(in crate::yaml) fn alias(&mut self, id: usize, site: Span) -> Result<(), Stop> {
        let Some(anchored) = self.anchors.get(&id) else {
            self.attach_nothing(site.end);
            return Ok(());
        };
        let Some(tree) = &anchored.tree else {
            self.recursive_alias(&anchored.name.clone(), id, site);
            return Ok(());
        };
        let tree = Arc::clone(tree);
        if self.stack.len() + tree.height > self.budget.depth() {
            let message = format!("`*{}` is nested too deeply here", anchored.name);
            self.diagnostics.push(too_deep(message, site, self.budget));
            self.attach_nothing(site.end);
            return Ok(());
        }
        self.copy(&tree, site)
    }

    /// Adds a copy of an anchored tree.
    fn copy(&mut self, tree: &Tree, site: Span) -> Result<(), Stop> {
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

    /// Adds what an alias stands for in a piece of a document: the last tree of that name before it.
    /// Whatever is to be said of it, is said when the document is read as a whole.
    pub(in crate::yaml) fn alias_of_piece(
        &mut self,
        before: &Anchors,
        name: &str,
        site: Span,
    ) -> Option<()> {
        let tree = before.by_name.get(name)?;
        let is_too_deep = self.stack.len() + tree.height > self.budget.depth();
        self.copy(tree, site).ok().filter(|()| !is_too_deep && !self.share.may_be_excessive())
    }

    /// How much of the document so far comes from aliases.
    pub(in crate::yaml) fn alias_share(&self) -> AliasShare {
        self.share
    }

    /// Reports an alias without an anchor.
    pub(in crate::yaml) fn undefined_alias(&mut self, name: &str, site: Span) {
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
                diagnostic = diagnostic.help(format!("did you mean `*{near}`?"));
            }
        }
        let help = "quote the text if it is not meant as an alias, as in `\"*.example.org\"`";
        self.diagnostics.push(diagnostic.help(help));
        self.attach_nothing(site.end);
    }

    /// Tells the name of an anchor, right after its scalar or the start of its collection.
    pub(in crate::yaml) fn name_anchor(&mut self, id: usize, name: &str) {
        name.clone_into(&mut self.anchored(id).name);
    }

    fn anchored(&mut self, id: usize) -> &mut Anchored {
        self.anchors.entry(id).or_insert_with(|| Anchored { name: String::new(), tree: None })
    }

    fn recursive_alias(&mut self, name: &str, id: usize, site: Span) {
        let around = self.stack.iter().find(|frame| frame.head.anchor == id);
        let mut diagnostic = Diagnostic::new(
            &RECURSIVE_ALIAS,
            format!("`*{name}` is inside the value that it names"),
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

    /// Keeps a copy of an anchored tree for its aliases.
    pub(super) fn keep(
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
        self.anchored(anchor).tree = Some(Arc::new(Tree { node: node.clone(), nodes, height }));
        Ok(())
    }
}
