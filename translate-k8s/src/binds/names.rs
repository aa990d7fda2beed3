//! What the names of files and folders say about what is in them.

use compose_model::types::path;

use super::host_paths::is_at_or_below;
use crate::images;

/// Folders that hold data which a container writes, by their own names.
const DATA: &[&str] = &[
    "backup",
    "backups",
    "cache",
    "data",
    "database",
    "datadir",
    "db",
    "dbdata",
    "downloads",
    "dumps",
    "log",
    "logs",
    "media",
    "mysql-data",
    "mysql_data",
    "mysqldata",
    "pg-data",
    "pg_data",
    "pgdata",
    "postgres-data",
    "postgres_data",
    "redis-data",
    "redis_data",
    "storage",
    "temp",
    "tmp",
    "upload",
    "uploads",
    "volume",
    "volumes",
];

/// Targets where some database or service keeps its data, whatever the image is called.
const DATA_TARGETS: &[&str] = &[
    "/bitnami/kafka",
    "/bitnami/mariadb",
    "/bitnami/mongodb",
    "/bitnami/mysql",
    "/bitnami/postgresql",
    "/bitnami/redis",
    "/data/db",
    "/opt/sonarqube/data",
    "/prometheus",
    "/usr/share/elasticsearch/data",
    "/usr/share/opensearch/data",
    "/var/jenkins_home",
    "/var/lib/cassandra",
    "/var/lib/clickhouse",
    "/var/lib/docker",
    "/var/lib/elasticsearch",
    "/var/lib/ghost/content",
    "/var/lib/grafana",
    "/var/lib/influxdb",
    "/var/lib/influxdb2",
    "/var/lib/kafka/data",
    "/var/lib/mongodb",
    "/var/lib/mysql",
    "/var/lib/neo4j/data",
    "/var/lib/postgresql",
    "/var/lib/postgresql/data",
    "/var/lib/rabbitmq",
    "/var/lib/redis",
    "/var/lib/registry",
    "/var/lib/zookeeper",
    "/var/opt/mssql",
];

/// File names without an extension that are files nevertheless.
const BARE_FILES: &[&str] = &[
    "Caddyfile",
    "Dockerfile",
    "Gemfile",
    "Jenkinsfile",
    "Makefile",
    "Procfile",
    "authorized_keys",
    "crontab",
    "fstab",
    "group",
    "hosts",
    "htpasswd",
    "id_ed25519",
    "id_rsa",
    "krb5.conf",
    "passwd",
];

/// Whether a container keeps data at a target, by the image and by the target itself.
pub(super) fn is_data_target(target: &str, image: Option<&str>) -> bool {
    let known = image.and_then(images::known);
    let of_image = known.is_some_and(|image| {
        image
            .data
            .iter()
            .any(|data| *data == target || path::parent(data) == target && depth(target) > 1)
    });
    of_image || DATA_TARGETS.binary_search(&target).is_ok()
}

/// Whether programs read their configuration at a target, or what to do at the first start.
pub(super) fn is_config_target(target: &str) -> bool {
    const FOLDERS: &[&str] = &["/etc", "/usr/local/etc", "/usr/share/nginx/html"];
    FOLDERS.iter().any(|folder| is_at_or_below(target, folder))
        || ["entrypoint", "initdb", "provisioning"].iter().any(|word| target.contains(word))
}

/// Whether a folder's own name says that it holds data.
pub(super) fn is_data_name(folder: &str) -> bool {
    let name = path::file_name(folder).trim_start_matches('.').to_ascii_lowercase();
    DATA.binary_search(&name.as_str()).is_ok()
        || [
            "-data", "_data", "-db", "_db", "-logs", "_logs", "-storage", "_storage", "-uploads",
            "_uploads",
        ]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Whether a path that is not there was probably meant to be a file.
pub(super) fn looks_like_file(source: &str, target: &str) -> bool {
    [source, target].into_iter().any(|path| {
        let name = path::file_name(path);
        let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
        // `conf.d`, `init.d` and `cron.d` are folders.
        extension.is_some_and(|(_, ext)| {
            ext != "d" && !ext.is_empty() && ext.bytes().all(|b| b.is_ascii_alphanumeric())
        }) || BARE_FILES.binary_search(&name).is_ok()
            || name == ".env"
            || name == ".htpasswd"
            || name == ".npmrc"
    })
}

fn depth(path: &str) -> usize {
    path.split('/').filter(|part| !part.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(DATA_TARGETS.is_sorted());
        assert!(BARE_FILES.is_sorted());
        assert!(DATA.is_sorted());
    }

    #[test]
    fn data_by_image_and_target() {
        assert!(is_data_target("/var/lib/mysql", None));
        assert!(is_data_target("/data", Some("redis:7")));
        assert!(!is_data_target("/data", Some("acme/app")));
        assert!(is_data_target("/mosquitto/data", Some("eclipse-mosquitto:2")));
        assert!(!is_data_target("/etc/nginx", Some("nginx")));
        assert!(!is_data_target("/var/lib/grafana/dashboards", Some("grafana/grafana")));
        assert!(is_config_target("/docker-entrypoint-initdb.d") && is_config_target("/etc/nginx"));
        assert!(!is_config_target("/etcetera") && !is_config_target("/var/lib/mysql"));
    }

    #[test]
    fn names() {
        assert!(
            is_data_name("/app/pg-data")
                && is_data_name("/app/.data")
                && is_data_name("/x/Uploads")
        );
        assert!(!is_data_name("/app/conf") && !is_data_name("/app/src"));
        assert!(looks_like_file("/app/nginx.conf", "/etc/nginx/nginx.conf"));
        assert!(looks_like_file("/app/Caddyfile", "/etc/caddy/Caddyfile"));
        assert!(!looks_like_file("/app/conf.d", "/etc/nginx/conf.d"));
        assert!(!looks_like_file("/app/.cache", "/cache"));
        assert!(!looks_like_file("/app/data", "/var/lib/mysql"));
    }
}
