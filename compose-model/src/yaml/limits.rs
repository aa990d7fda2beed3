//! Budgets against hostile input.
//!
//! The reference refuses more than 100 000 node visits, counting an alias once, and lets an alias
//! bomb of few nodes run for seconds. Here every node counts, also each one that an alias stands
//! for, because each one costs memory; in exchange four million are allowed, so that no project that
//! the reference loads is refused for its size.

use crate::load::Limits;

/// No limit lets trees become deeper: later stages walk them by recursion, also to drop them.
const MAX_DEPTH: usize = 1_000;

/// What is left to be read in a load; one for all of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    nodes: usize,
    /// Nodes kept aside for aliases, so that anchors inside anchors cannot multiply a tree.
    kept: usize,
    allowed: usize,
    depth: usize,
}

impl Budget {
    /// The budget that the limits allow.
    pub fn new(limits: &Limits) -> Self {
        Self {
            nodes: limits.nodes,
            kept: limits.nodes,
            allowed: limits.nodes,
            depth: limits.depth.min(MAX_DEPTH),
        }
    }

    /// The number of nodes that were allowed at the start.
    pub fn allowed_nodes(&self) -> usize {
        self.allowed
    }

    /// The number of mappings and sequences that may stand inside one another.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The same budget for what stands one level deeper.
    pub(super) fn below(&self) -> Self {
        Self { depth: self.depth.saturating_sub(1), ..self.clone() }
    }

    /// The nodes that were taken until this was left.
    pub(super) fn spent(&self, left: &Self) -> usize {
        self.nodes.saturating_sub(left.nodes)
    }

    /// Keeps as many nodes for aliases as another reading of the same did.
    pub(super) fn keep_as(&mut self, other: &Self) {
        self.kept = other.kept;
    }

    /// Takes `n` nodes from the budget; false when there are not as many left.
    pub(crate) fn take_nodes(&mut self, n: usize) -> bool {
        take(&mut self.nodes, n)
    }

    /// Takes `n` nodes that are kept for aliases; false when there are not as many left.
    pub(super) fn keep_nodes(&mut self, n: usize) -> bool {
        take(&mut self.kept, n)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new(&Limits::default())
    }
}

fn take(left: &mut usize, n: usize) -> bool {
    let enough = n <= *left;
    *left = left.saturating_sub(n);
    enough
}

/// How much of one document comes from aliases.
///
/// The rule is the reference's: small documents may consist of aliased values almost wholly, large
/// ones may not, which stops alias bombs while they are small.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AliasShare {
    /// Nodes so far.
    pub(super) nodes: usize,
    /// Those among them that stand for an alias.
    pub(super) aliased: usize,
}

impl AliasShare {
    const SMALL: usize = 400_000;
    const LARGE: usize = 4_000_000;

    /// Whether the share may be too much for a document of which this is only a part. Where it is not,
    /// for any part, it is not for the whole, unless that is [`AliasShare::SMALL`] no more.
    pub(super) fn may_be_excessive(self) -> bool {
        self.nodes > Self::SMALL || self.aliased as u128 * 1000 > self.nodes as u128 * 990
    }

    /// Whether the share is more than a document of that size may have.
    pub(super) fn is_excessive(self) -> bool {
        if self.aliased <= 100 || self.nodes <= 1_000 {
            return false;
        }
        // In thousandths, from 99 % of a small document to 10 % of a large one.
        let beyond = self.nodes.clamp(Self::SMALL, Self::LARGE) - Self::SMALL;
        let allowed = 990 - 890 * beyond / (Self::LARGE - Self::SMALL);
        self.aliased as u128 * 1000 > self.nodes as u128 * allowed as u128
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_never_underflows() {
        let mut budget = Budget::new(&Limits { nodes: 3, ..Limits::default() });
        assert!(budget.take_nodes(2));
        assert!(!budget.take_nodes(2));
        assert!(!budget.take_nodes(1));
        assert!(budget.keep_nodes(3));
    }

    #[test]
    fn depth_is_capped() {
        let limits = Limits { depth: usize::MAX, ..Limits::default() };
        assert_eq!(Budget::new(&limits).depth(), MAX_DEPTH);
    }

    #[test]
    fn large_documents_may_have_fewer_aliases() {
        let share = |nodes, aliased| AliasShare { nodes, aliased }.is_excessive();
        assert!(!share(1_000, 1_000));
        assert!(!share(1_001, 990));
        assert!(share(1_001, 992));
        assert!(!share(2_200_000, 1_190_000));
        assert!(share(2_200_000, 1_210_000));
        assert!(share(5_000_000, 600_000));
    }
}
