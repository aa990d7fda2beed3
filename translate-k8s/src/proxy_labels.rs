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
    /// Whether it is encrypted.
    pub(crate) tls: bool,
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
    let own = service.labels.iter().map(|(name, value)| ("labels", name, value));
    let all = own.chain(deploy.map(|(name, value)| ("deploy.labels", name, value)));
    for (place, name, value) in all.clone() {
        if name.eq_ignore_ascii_case("traefik.enable") && value.as_str() == "false" {
            return ProxyLabels::default();
        }
        read(&format!("{place}.{name}"), name, value, &mut found);
    }
    if found.routes.iter().any(|route| !route.tls) {
        let encrypted: Vec<String> =
            all.filter_map(|(_, name, value)| encrypted_router(name, value)).collect();
        for route in &mut found.routes {
            let router = route.label.split_once("labels.").and_then(|(_, name)| router(name));
            route.tls |= router.is_some_and(|router| encrypted.contains(&router));
        }
    }
    found
}

fn read<'p>(label: &str, name: &str, value: &'p Spanned<String>, found: &mut ProxyLabels<'p>) {
    // Traefik reads its labels whatever their case is.
    let lower = name.to_ascii_lowercase();
    let parts: Vec<&str> = lower.split('.').collect();
    let port = |text: &str| text.trim().parse::<u16>().ok().filter(|port| *port != 0);
    match parts.as_slice() {
        ["traefik", "http", "routers", _, "rule"] => match rule(value) {
            Some((hosts, path)) => {
                for host in hosts {
                    let (label, origin) = (label.to_owned(), &value.origin);
                    found.routes.push(Route {
                        host,
                        path: path.clone(),
                        tls: false,
                        label,
                        origin,
                    });
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
                let (host, path, tls) = site_address(address);
                let (label, origin) = (label.to_owned(), &value.origin);
                found.routes.push(Route { host, path, tls, label, origin });
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

/// Traefik's router that a label is about.
fn router(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    lower.strip_prefix("traefik.http.routers.")?.split('.').next().map(str::to_owned)
}

/// The router that a label encrypts: by its own word, by what it says about certificates, or by an
/// entry point with the name that everybody gives to the encrypted one.
fn encrypted_router(name: &str, value: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let (router, setting) = lower.strip_prefix("traefik.http.routers.")?.split_once('.')?;
    let encrypted = match setting {
        "tls" => value.trim().eq_ignore_ascii_case("true"),
        "entrypoints" => value.split(',').any(|it| matches!(it.trim(), "websecure" | "https")),
        setting => setting.starts_with("tls."),
    };
    encrypted.then(|| router.to_owned())
}

/// Host, path and encryption of a site's address: Caddy encrypts all that is not plain by its scheme
/// or port.
fn site_address(address: &str) -> (String, Option<String>, bool) {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let (host, path) = rest.find('/').map_or((rest, None), |at| {
        let path = rest[at..].trim_end_matches('*');
        (&rest[..at], (path != "/").then(|| path.to_owned()))
    });
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    (host.to_owned(), path, scheme != "http" && port != "80")
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

    /// A host with its path and whether it is encrypted.
    type Seen = (String, Option<String>, bool);

    fn routes(labels: &[(&str, &str)]) -> (Vec<Seen>, Option<u16>, usize) {
        let service = service(labels);
        let found = of(&service);
        let routes = found.routes.into_iter().map(|it| (it.host, it.path, it.tls)).collect();
        (routes, found.port.map(|(port, ..)| port), found.unknown.len())
    }

    fn plain(name: &str) -> Seen {
        (name.to_owned(), None, false)
    }

    #[test]
    fn routers_of_traefik() {
        let port = ("traefik.http.services.web.loadBalancer.server.port", "8080");
        let rule = |text| routes(&[("traefik.http.routers.web.rule", text), port]);
        assert_eq!(rule("Host(`a.example`)"), (vec![plain("a.example")], Some(8080), 0));
        assert_eq!(
            rule("Host(`a.example`, `b.example`) || Host(\"c.example\")").0,
            ["a.example", "b.example", "c.example"].map(plain)
        );
        assert_eq!(
            rule("Host(`a.example`) && PathPrefix(`/api`)").0,
            [("a.example".to_owned(), Some("/api".to_owned()), false)]
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
    fn encrypted_routers_of_traefik() {
        for (name, value, encrypted) in [
            ("traefik.http.routers.web.tls", "true", true),
            ("traefik.http.routers.web.tls", "false", false),
            ("traefik.http.routers.Web.tls.certResolver", "letsencrypt", true),
            ("traefik.http.routers.web.entryPoints", "web, websecure", true),
            ("traefik.http.routers.web.entrypoints", "web", false),
            ("traefik.http.routers.other.tls", "true", false),
        ] {
            let found = routes(&[("traefik.http.routers.web.rule", "Host(`a`)"), (name, value)]);
            assert_eq!(found.0, [("a".to_owned(), None, encrypted)], "{name}={value}");
        }
    }

    #[test]
    fn sites_of_caddy() {
        let labels = [
            ("caddy", "https://a.example, b.example/api/*"),
            ("caddy_1", "http://c.example d.example:80"),
            ("caddy.reverse_proxy", "{{upstreams 3000}}"),
            ("caddyfile", "x"),
        ];
        let want = vec![
            ("a.example".to_owned(), None, true),
            ("b.example".to_owned(), Some("/api/".to_owned()), true),
            plain("c.example"),
            plain("d.example"),
        ];
        assert_eq!(routes(&labels), (want, Some(3000), 0));
    }
}
