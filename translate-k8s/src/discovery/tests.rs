//! Discovery over whole projects.

use compose_model::model::service::Healthcheck;
use compose_model::workers::Serial;
use compose_model::{Project, Spanned};

use super::*;
use crate::extension::Extension;
use crate::names::Names;

/// A project of services with an image, variables, a command and a healthcheck.
#[derive(Default)]
struct Builder {
    project: Project,
}

impl Builder {
    fn service(mut self, key: &str, change: impl FnOnce(&mut Service)) -> Self {
        let mut service = Service::default();
        change(&mut service);
        self.project.services.insert(key.to_owned(), service.into());
        self
    }

    /// The project after its hosts have been rewritten, what is known of it, and what was said.
    fn discover(self) -> (Project, Discovery, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let names = Names::assign(&self.project, &Extension::default(), &mut diagnostics);
        let reading = Reading::of(&self.project, &names, &Serial);
        let rewritten = rewrite_hosts(&self.project, &reading, &[], &mut diagnostics);
        let project = rewritten.unwrap_or_else(|| self.project.clone());
        let reading = Reading::of(&project, &names, &Serial);
        let discovery = Discovery::find(&reading, &[], &Serial, &mut diagnostics);
        let messages = diagnostics.iter().map(|it| format!("{} {}", it.rule.code, it.message));
        (project, discovery, messages.collect())
    }
}

fn set(service: &mut Service, key: &str, value: &str) {
    service.environment.insert(key.to_owned(), Spanned::from(Some(value.to_owned())));
}

fn words(text: &str) -> Spanned<Vec<String>> {
    text.split(' ').map(str::to_owned).collect::<Vec<_>>().into()
}

fn numbers(discovery: &Discovery, service: &str) -> Vec<u16> {
    discovery.ports(service).iter().map(|port| port.number).collect()
}

#[test]
fn ports_that_neighbours_use() {
    let (_, discovery, messages) = Builder::default()
        .service("queue", |_| {})
        .service("db", |_| {})
        .service("cache", |_| {})
        .service("api", |_| {})
        .service("web", |service| {
            set(service, "BROKER", "amqp://u:p@queue/");
            set(service, "DB_HOST", "db");
            set(service, "DB_PORT", "5433");
            set(service, "NAME", "cache");
            service.command = Some(words("run --upstream api:9000"));
        })
        .discover();
    assert_eq!(numbers(&discovery, "queue"), [5672]);
    assert_eq!(numbers(&discovery, "db"), [5433]);
    assert_eq!(numbers(&discovery, "cache"), [0; 0]);
    assert_eq!(numbers(&discovery, "api"), [9000]);
    assert_eq!(numbers(&discovery, "web"), [0; 0]);
    assert!(
        messages.contains(&"K0301 `api` gets the port 9000: `web` uses it in the command".into())
    );
    for (service, server) in [("queue", true), ("db", true), ("cache", false), ("web", false)] {
        assert_eq!(discovery.is_server(service), server, "{service}");
    }
    assert!(discovery.is_server("db") && !discovery.names_itself("db"));
    assert!(!discovery.names_itself("db"));
}

#[test]
fn ports_that_a_service_names_itself() {
    let (_, discovery, _) = Builder::default()
        .service("api", |service| {
            service.healthcheck = Some(Box::new(Spanned::from(Healthcheck {
                test: Some(words("CMD-SHELL curl -f http://localhost:8081/health || exit 1")),
                ..Healthcheck::default()
            })));
        })
        .service("kafka", |service| {
            set(service, "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092");
            set(service, "KAFKA_LISTENERS", "PLAINTEXT://0.0.0.0:9094,CONTROLLER://:9093");
        })
        .service("box", |s| s.command = Some(words("serve 8000 data 9001 metrics")))
        .service("app", |s| s.command = Some(words("gunicorn -w 4096 --bind 0.0.0.0:5000")))
        .service("nap", |s| s.command = Some(words("sleep 3600")))
        .service("client", |s| s.command = Some(words("psql -h api -p 6000")))
        .discover();
    assert_eq!(numbers(&discovery, "api"), [6000, 8081]);
    assert_eq!(numbers(&discovery, "kafka"), [9092, 9094, 9093]);
    assert!(discovery.names_itself("kafka"));
    assert_eq!(numbers(&discovery, "box"), [8000, 9001]);
    assert!(!discovery.is_server("box"));
    assert_eq!(numbers(&discovery, "app"), [5000]);
    assert_eq!(numbers(&discovery, "nap"), [0; 0]);
    assert_eq!(numbers(&discovery, "client"), [0; 0]);
}

#[test]
fn ports_of_well_known_images() {
    let (_, discovery, _) = Builder::default()
        .service("db", |service| service.image = Some("postgres:17".into()))
        .service("dump", |service| {
            service.image = Some("postgres:17".into());
            service.command = Some(words("pg_dump app"));
        })
        .discover();
    assert_eq!(numbers(&discovery, "db"), [5432]);
    assert!(discovery.is_server("db"));
    assert_eq!(numbers(&discovery, "dump"), [0; 0]);
    assert!(!discovery.is_server("dump"));
}

#[test]
fn renamed_hosts_are_rewritten_and_words_are_not() {
    let (project, discovery, messages) = Builder::default()
        .service("my_api", |_| {})
        .service("Web.App", |_| {})
        .service("UPPER", |_| {})
        .service("client", |service| {
            set(service, "API_URL", "http://my_api:8000/my_api");
            set(service, "WEB_URL", "http://Web.App:8000/index.html");
            set(service, "API_HOST", "my_api");
            set(service, "UPPER_URL", "http://UPPER:8000/");
            set(service, "POSTGRES_DB", "my_api");
            service.command = Some(words("wait my_api:8000 -- psql -h my_api"));
        })
        .discover();
    let client = &project.services["client"];
    let value = |key: &str| client.environment[key].value.clone().unwrap();
    assert_eq!(value("API_URL"), "http://my-api:8000/my_api");
    assert_eq!(value("WEB_URL"), "http://web-app:8000/index.html");
    assert_eq!(value("API_HOST"), "my-api");
    assert_eq!(value("UPPER_URL"), "http://upper:8000/");
    assert_eq!(value("POSTGRES_DB"), "my_api");
    assert_eq!(client.command.as_ref().unwrap().join(" "), "wait my-api:8000 -- psql -h my-api");
    assert_eq!(numbers(&discovery, "my_api"), [8000]);
    assert_eq!(numbers(&discovery, "Web.App"), [8000]);
    assert_eq!(messages.iter().filter(|it| it.starts_with("K0102")).count(), 3);
    assert_eq!(messages.iter().filter(|it| it.starts_with("K0103")).count(), 2);
}

#[test]
fn a_project_without_renamed_hosts_is_not_copied() {
    let project = Builder::default().service("web", |s| set(s, "HOST", "web")).project;
    let names = Names::assign(&project, &Extension::default(), &mut Diagnostics::default());
    let rewritten = rewrite_hosts(
        &project,
        &Reading::of(&project, &names, &Serial),
        &[],
        &mut Diagnostics::default(),
    );
    assert!(rewritten.is_none());
}
