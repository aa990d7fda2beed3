//! `extends`: services that begin with what another service says.
//!
//! It is resolved for each document before the document is laid over earlier ones. A base may stand in
//! the same document or in another file, and may extend a further one; the chain is followed with a
//! stack of its own, never by recursion. Compose specification: "extends".

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::documents::{Loader, Purpose};
use super::override_tags::TaggedPaths;
use super::read::{FileRef, resolve};
use super::{Scope, merge, paths};
use crate::diagnostic::{Diagnostic, Severity};
use crate::did_you_mean::closest;
use crate::origin::{Station, Step};
use crate::rules;
use crate::source::Span;
use crate::types::path;
use crate::yaml::{Mapping, Node, Value};

/// The files that services extend, each loaded once.
#[derive(Debug, Default)]
pub(crate) struct Bases {
    files: Vec<BaseFile>,
    by_path: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct BaseFile {
    path: String,
    scope: Scope,
    /// None where the file has no services to extend.
    services: Option<Mapping>,
    /// Where they begin.
    services_at: Option<Span>,
    tags: TaggedPaths,
}

/// A document with services: the one at hand, or a file of [`Bases`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Home {
    Document,
    Base(usize),
}

/// A service in its document.
type Address = (Home, Arc<str>);

/// An `extends` as it is written.
struct Extends {
    service: Arc<str>,
    service_at: Option<Span>,
    file: Option<(String, Option<Span>)>,
    place: Option<Span>,
}

/// A service that waits for its base.
struct Link {
    service: Address,
    base: Address,
    place: Option<Span>,
}

impl Loader<'_, '_> {
    /// Resolves every `extends` of a document.
    pub(crate) fn extends(&mut self, document: &mut Node, tags: &TaggedPaths) {
        let Some(document) = document.as_mapping_mut() else { return };
        let Some(section) = document.get_mut("services") else { return };
        if section.is_null() {
            // As part of a merged model it would not be noticed where earlier documents have services.
            let diagnostic = Diagnostic::new(&rules::NOT_A_MAPPING, "`services` is empty")
                .at(section.origin.place(), "must be a map")
                .help("declare services, or remove it")
                .subject("services");
            self.context.report(diagnostic);
            document.remove("services");
            return;
        }
        let Some(services) = section.as_mapping_mut() else { return };
        let extending: Vec<Arc<str>> = services
            .iter()
            .filter(|(_, service)| service.get("extends").is_some())
            .map(|(name, _)| Arc::clone(name))
            .collect();
        let mut services = std::mem::take(services);
        for name in extending {
            let chain = self.chain((Home::Document, name), &mut services);
            for link in chain.into_iter().rev() {
                self.inherit(&link, &mut services, tags);
            }
        }
        section.value = Value::Mapping(services);
    }

    /// The links from a service to the first base that extends nothing, or nothing any more.
    fn chain(&mut self, start: Address, services: &mut Mapping) -> Vec<Link> {
        let mut chain: Vec<Link> = Vec::new();
        let mut seen = HashSet::from([start.clone()]);
        let mut service = start;
        loop {
            let node = self.service(&service, services);
            let mapping = node.and_then(Node::as_mapping_mut);
            // An `extends` that has been followed, or cannot be, is not met again.
            let Some(extends) = mapping.and_then(|mapping| mapping.remove("extends")) else {
                return chain;
            };
            let extends = self.parse(&extends, &service.1);
            let base = extends.and_then(|extends| {
                Some((self.find(&extends, &service, services)?, extends.place))
            });
            let Some((base, place)) = base else {
                self.expect_less_of(chain.iter().map(|link| &link.service).chain([&service]));
                return chain;
            };
            let link = Link { service, base: base.clone(), place };
            chain.push(link);
            if !seen.insert(base.clone()) {
                self.report_cycle_of(&chain, &base);
                self.expect_less_of(chain.iter().map(|link| &link.service));
                chain.pop();
                return chain;
            }
            service = base;
        }
    }

    /// Notes that services lack what their bases would have said.
    fn expect_less_of<'s>(&mut self, services: impl Iterator<Item = &'s Address>) {
        let names = services.map(|(_, name)| Arc::clone(name));
        self.context.incomplete_services.extend(names);
    }

    /// Lays a service over a copy of its base.
    fn inherit(&mut self, link: &Link, services: &mut Mapping, tags: &TaggedPaths) {
        let Some(base) = self.service(&link.base, services) else { return };
        if base.as_mapping().is_none() {
            let (kind, place) = (base.kind_name(), base.origin.place());
            return self.report_no_base(link, kind, place);
        }
        let mut merged = base.clone();
        if !self.context.spend(&merged, link.place) {
            return;
        }
        if let Some(place) = link.place {
            merged.pass(&Station::new(Step::Extends(place)));
        }
        let name = Arc::clone(&link.service.1);
        match link.service.0 {
            Home::Document => tags.apply_to_resource("services", &name, &mut merged),
            Home::Base(at) => {
                self.bases.files[at].tags.apply_to_resource("services", &name, &mut merged);
            }
        }
        let Some(place) = self.service(&link.service, services) else { return };
        let own = std::mem::take(place);
        merged.origin = own.origin.clone();
        merge::merge_resource(&mut merged, own, ("services", &name), self.context);
        if let Some(place) = self.service(&link.service, services) {
            *place = merged;
        }
    }

    fn service<'s>(
        &'s mut self,
        (home, name): &Address,
        services: &'s mut Mapping,
    ) -> Option<&'s mut Node> {
        match home {
            Home::Document => services.get_mut(name),
            Home::Base(at) => self.bases.files[*at].services.as_mut()?.get_mut(name),
        }
    }

    fn parse(&mut self, node: &Node, name: &str) -> Option<Extends> {
        let subject = format!("services.{name}.extends");
        let place = node.origin.place();
        let of = |node: &Node| Some((node.text()?, node.origin.span()));
        let (service, file) = match &node.value {
            Value::Scalar(_) => (of(node), None),
            Value::Mapping(mapping) => (
                mapping.get("service").and_then(of),
                mapping.get("file").filter(|file| !file.is_null()),
            ),
            Value::Sequence(_) => (None, None),
        };
        let file = file.map(|file| of(file).ok_or(file));
        let (service, file) = match (service, file.transpose()) {
            (Some(service), Ok(file)) => (service, file),
            (None, _) => {
                let message = format!("`{subject}` does not name a service");
                self.report_extends(message, &node.origin, subject);
                return None;
            }
            (_, Err(file)) => {
                let message = format!("`{subject}.file` is not a path");
                self.report_extends(message, &file.origin, format!("{subject}.file"));
                return None;
            }
        };
        let file = file.map(|(file, at)| (file.to_string(), at));
        Some(Extends { service: service.0, service_at: service.1, file, place })
    }

    /// Where the base of a service is.
    fn find(
        &mut self,
        extends: &Extends,
        from: &Address,
        services: &mut Mapping,
    ) -> Option<Address> {
        let home = match &extends.file {
            None => from.0,
            Some((file, place)) => Home::Base(self.base_file(file, *place)?),
        };
        let address = (home, Arc::clone(&extends.service));
        if self.service(&address, services).is_some() {
            return Some(address);
        }
        self.report_not_found(extends, from, home, services);
        None
    }

    /// The file of a base, loaded if it is not yet.
    fn base_file(&mut self, given: &str, place: Option<Span>) -> Option<usize> {
        let outer = self.context.scope.clone();
        let file = FileRef::named_at(resolve(&outer.working_dir, given), place);
        let known = self.bases.by_path.get(&file.path).into_iter().flatten();
        if let Some(at) = known.copied().find(|at| self.bases.files[*at].scope.is_same(&outer)) {
            return Some(at);
        }
        // A file that cannot be read has been reported, and is not looked for twice.
        self.context.read(&file)?;
        let documents = self.context.documents(&file);
        let folder = path::parent(&file.path);
        self.context.scope.path_base = path::relative(&outer.working_dir, &folder).into();
        let path = file.path.clone();
        let (mut model, tags) = self.layers([(file, documents)], Purpose::Base);
        paths::apply(&mut model, self.context);
        self.context.scope = outer.clone();
        let services = model.as_mapping_mut().and_then(|mapping| mapping.remove("services"));
        let services_at = services.as_ref().and_then(|services| services.origin.place());
        let services = services.and_then(|services| match services.value {
            Value::Mapping(services) => Some(services),
            _ => None,
        });
        let at = self.bases.files.len();
        self.bases.files.push(BaseFile {
            path: path.clone(),
            scope: outer,
            services,
            services_at,
            tags,
        });
        self.bases.by_path.entry(path).or_default().push(at);
        Some(at)
    }

    fn report_not_found(
        &mut self,
        extends: &Extends,
        from: &Address,
        home: Home,
        services: &Mapping,
    ) {
        // What is missing may stand in the part of a file that could not be read.
        if !self.context.is_complete {
            return;
        }
        let (known, shown, known_at) = match home {
            Home::Document => (Some(services), None, None),
            Home::Base(at) => {
                let file = &self.bases.files[at];
                let shown = self.context.display_path(&file.path);
                (file.services.as_ref(), Some(shown), file.services_at)
            }
        };
        let (name, base) = (&from.1, &extends.service);
        let of_file = shown.as_ref().map(|shown| format!(" in `{shown}`")).unwrap_or_default();
        let mut diagnostic = Diagnostic::new(
            &rules::EXTENDS_NOT_FOUND,
            format!("service `{name}` extends `{base}`, which does not exist{of_file}"),
        )
        .at(extends.service_at, "no such service")
        .subject(format!("services.{name}.extends"));
        match known {
            None => diagnostic = diagnostic.note(format!("there are no services{of_file}")),
            Some(known) => {
                let names = known.keys().map(|name| &**name);
                if let Some(near) = closest(base, names.filter(|known| **known != **name)) {
                    let place = known.get(near).and_then(|node| node.origin.place());
                    diagnostic = diagnostic
                        .related(place, format!("`{near}` is here"))
                        .help(format!("did you mean `{near}`?"));
                    if let Some(span) = extends.service_at {
                        diagnostic = diagnostic.fix(span, near);
                    }
                } else if known_at.is_some() {
                    diagnostic = diagnostic.related(known_at, "not among these services");
                } else {
                    diagnostic = diagnostic.note(
                        "only services of the same document are seen; name the `file` of others",
                    );
                }
            }
        }
        self.context.report(diagnostic);
    }

    /// Reports a base of another file that is no map. In the document itself the schema does so.
    fn report_no_base(&mut self, link: &Link, kind: &str, at: Option<Span>) {
        if link.base.0 == Home::Document {
            return;
        }
        let name = &link.service.1;
        let diagnostic = Diagnostic::new(
            &rules::NOT_A_MAPPING,
            format!("service `{name}` extends `{}`, which is {kind}", link.base.1),
        )
        .at(at, "must be a map")
        .related(link.place, "extended here")
        .help("define the service there, or remove the `extends`")
        .subject(format!("services.{name}.extends"));
        // The reference loader passes over a base that says nothing.
        let severity = if kind == "null" { Severity::Warning } else { diagnostic.severity };
        self.context.report(Diagnostic { severity, ..diagnostic });
    }

    fn report_cycle_of(&mut self, chain: &[Link], end: &Address) {
        let first = chain.iter().position(|link| link.service == *end).unwrap_or(0);
        let links = &chain[first..];
        let Some(last) = links.last() else { return };
        let names = links.iter().map(|link| &*link.service.1).chain([&*end.1]);
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        let mut diagnostic = Diagnostic::new(
            &rules::EXTENDS_CYCLE,
            format!("services extend one another: {}", names.join(" → ")),
        )
        .at(last.place, format!("`{}` extends `{}` again", last.service.1, end.1))
        .subject(format!("services.{}.extends", last.service.1))
        .help("remove one `extends` to break the cycle");
        for link in &links[..links.len() - 1] {
            let text = format!("`{}` extends `{}`", link.service.1, link.base.1);
            diagnostic = diagnostic.related(link.place, text);
        }
        self.context.report(diagnostic);
    }

    fn report_extends(&mut self, message: String, at: &crate::Origin, subject: String) {
        self.context.report(
            Diagnostic::new(&rules::INVALID_EXTENDS, message)
                .at(at, "")
                .help("name the service: `extends: {service: base}`")
                .subject(subject),
        );
    }
}
