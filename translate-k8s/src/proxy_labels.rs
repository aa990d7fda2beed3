//! Routes that the labels of reverse proxies ask for: Traefik's routers, and `caddy-docker-proxy`.
//!
//! Under Compose such a proxy reads the labels from the container engine's socket. A cluster has none,
//! but the labels say which host names lead to a service, and to which port.

use compose_model::model::Service;
use compose_model::{Origin, Spanned};

/// A route to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route<'p> {
    /// The host name.
    pub(crate) host: String,
    /// The beginning of the path, where the route is only for that.
    pub(crate) path: Option<String>,
    /// The label that asks for it, `labels.NAME`.
    pub(crate) label: String,
    /// Where it was written.
    pub(crate) origin: &'p Origin,
}

/// What the labels of a service say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProxyLabels<'p> {
    /// The routes.
    pub(crate) routes: Vec<Route<'p>>,
    /// The container's port that they lead to, with the label that says so.
    pub(crate) port: Option<(u16, String, &'p Origin)>,
    /// The rules that say more than host and path, `labels.NAME`.
    pub(crate) unknown: Vec<(String, &'p Origin)>,
}

/// Reads the labels of a service, those of its containers and of `deploy`.
pub(crate) fn of(service: &Service) -> ProxyLabels<'_> {
    let mut found = ProxyLabels::default();
    let deploy = service.deploy.iter().flat_map(|deploy| &deploy.labels);
    let all = service.labels.iter().map(|(name, value)| ("labels", name, value));
    for (place, name, value) in
        all.chain(deploy.map(|(name, value)| ("deploy.labels", name, value)))
    {
        if name == "traefik.enable" && value.as_str() == "false" {
            return ProxyLabels::default();
        }
        read(&format!("{place}.{name}"), name, value, &mut found);
    }
    found
}

fn read<'p>(label: &str, name: &str, value: &'p Spanned<String>, found: &mut ProxyLabels<'p>) {
    let parts: Vec<&str> = name.split('.').collect();
    let port = |text: &str| text.trim().parse::<u16>().ok().filter(|port| *port != 0);
    match parts.as_slice() {
        ["traefik", "http", "routers", _, "rule"] => match rule(value) {
            Some((hosts, path)) => {
                for host in hosts {
                    let (label, origin) = (label.to_owned(), &value.origin);
                    found.routes.push(Route { host, path: path.clone(), label, origin });
                }
            }
            None => found.unknown.push((label.to_owned(), &value.origin)),
        },
        ["traefik", "http", "services", _, "loadbalancer", "server", "port"] => {
            found.port = port(value)
                .map(|port| (port, label.to_owned(), &value.origin))
                .or(found.port.take());
        }
        [site] if is_caddy(site) => {
            for address in value.split([' ', ',']).filter(|it| !it.is_empty()) {
                let host = address.split_once("://").map_or(address, |(_, host)| host);
                let (host, path) = host.find('/').map_or((host, None), |at| {
                    let path = host[at..].trim_end_matches('*');
                    (&host[..at], (path != "/").then(|| path.to_owned()))
                });
                let host = host.split(':').next().unwrap_or(host).to_owned();
                let (label, origin) = (label.to_owned(), &value.origin);
                found.routes.push(Route { host, path, label, origin });
            }
        }
        [site, "reverse_proxy"] if is_caddy(site) => {
            // `{{upstreams 8080}}`.
            let number =
                value.trim_matches(['{', '}', ' ']).strip_prefix("upstreams").and_then(port);
            found.port =
                number.map(|port| (port, label.to_owned(), &value.origin)).or(found.port.take());
        }
        _ => {}
    }
}

/// `caddy`, or `caddy_0` and the like for several sites.
fn is_caddy(name: &str) -> bool {
    let rest = name.strip_prefix("caddy");
    rest.is_some_and(|rest| {
        rest.is_empty()
            || rest.strip_prefix('_').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The hosts and the path of a Traefik rule; `None` where it asks for anything else.
fn rule(text: &str) -> Option<(Vec<String>, Option<String>)> {
    let mut hosts = Vec::new();
    let mut path = None;
    let mut rest = text.trim_start_matches(is_joint);
    while !rest.is_empty() {
        let (matcher, after) = rest.split_once('(')?;
        let (arguments, after) = after.split_once(')')?;
        let words = arguments.split(',').map(|word| word.trim().trim_matches(['`', '"', '\'']));
        match matcher.trim() {
            "Host" => hosts.extend(words.filter(|word| !word.is_empty()).map(str::to_owned)),
            "PathPrefix" | "Path" if path.is_none() => path = words.map(str::to_owned).next(),
            _ => return None,
        }
        rest = after.trim_start_matches(is_joint);
    }
    (!hosts.is_empty()).then_some((hosts, path))
}

/// What stands between matchers.
fn is_joint(c: char) -> bool {
    c.is_whitespace() || matches!(c, '&' | '|' | '(' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(labels: &[(&str, &str)]) -> Service {
        let pairs = labels.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
        Service { labels: pairs.collect(), ..Service::default() }
    }

    /// A host with its path.
    type Seen = (String, Option<String>);

    fn routes(labels: &[(&str, &str)]) -> (Vec<Seen>, Option<u16>, usize) {
        let service = service(labels);
        let found = of(&service);
        let routes = found.routes.into_iter().map(|route| (route.host, route.path)).collect();
        (routes, found.port.map(|(port, ..)| port), found.unknown.len())
    }

    fn host(name: &str) -> Seen {
        (name.to_owned(), None)
    }

    #[test]
    fn routers_of_traefik() {
        let port = ("traefik.http.services.web.loadbalancer.server.port", "8080");
        let rule = |text| routes(&[("traefik.http.routers.web.rule", text), port]);
        assert_eq!(rule("Host(`a.example`)"), (vec![host("a.example")], Some(8080), 0));
        assert_eq!(
            rule("Host(`a.example`, `b.example`) || Host(\"c.example\")").0,
            ["a.example", "b.example", "c.example"].map(host)
        );
        assert_eq!(
            rule("Host(`a.example`) && PathPrefix(`/api`)").0,
            [("a.example".to_owned(), Some("/api".to_owned()))]
        );
        for text in
            ["HostRegexp(`.+`)", "Host(`a`) && Headers(`x`, `y`)", "!Host(`a`)", "Host(", ""]
        {
            assert_eq!(rule(text), (vec![], Some(8080), 1), "{text}");
        }
        let off = [("traefik.enable", "false"), ("traefik.http.routers.web.rule", "Host(`a`)")];
        assert_eq!(routes(&off), (vec![], None, 0));
    }

    #[test]
    fn sites_of_caddy() {
        let labels = [
            ("caddy", "https://a.example, b.example/api/*"),
            ("caddy.reverse_proxy", "{{upstreams 3000}}"),
            ("caddyfile", "x"),
        ];
        let want = vec![host("a.example"), ("b.example".to_owned(), Some("/api/".to_owned()))];
        assert_eq!(routes(&labels), (want, Some(3000), 0));
    }
}
