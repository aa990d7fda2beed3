//! The hosts that one finding is about.

use std::fmt;

use compose_model::source::Span;
use compose_model::words::listed;
use indexmap::IndexSet;

use super::route::Route;

/// The hosts of some routes, at least one.
pub(super) struct Hosts<'r> {
    names: IndexSet<&'r str>,
    routes: Vec<&'r Route>,
}

impl<'r> Hosts<'r> {
    /// The hosts of the routes; `None` without any.
    pub(super) fn of(routes: impl IntoIterator<Item = &'r Route>) -> Option<Self> {
        let routes: Vec<&Route> = routes.into_iter().collect();
        let names = routes.iter().map(|route| route.host.as_str()).collect();
        (!routes.is_empty()).then_some(Self { names, routes })
    }

    /// Each host once.
    pub(super) fn names(&self) -> impl Iterator<Item = &'r str> {
        self.names.iter().copied()
    }

    /// Where they are named, and by which keys.
    pub(super) fn places(&self) -> impl Iterator<Item = (Option<Span>, String)> {
        self.routes.iter().map(|route| (route.origin.span(), route.key.clone()))
    }
}

/// `` `a` is ``, `` `a` and `b` are ``, `` `a`, `b` and 7 further hosts are ``.
impl fmt::Display for Hosts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let are = if self.names.len() == 1 { "is" } else { "are" };
        write!(f, "{} {are}", listed(self.names(), "host"))
    }
}
