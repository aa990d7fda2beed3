//! The table of well-known images.
//!
//! From their documentation and Dockerfiles. `group` stands only where the image starts as another
//! user than root: the others give their data folder an owner when they start.

use super::KnownImage;

/// The entry of a repository.
pub(super) fn find(repository: &str) -> Option<&'static KnownImage> {
    let index = TABLE.binary_search_by(|image| image.name.cmp(repository)).ok()?;
    TABLE.get(index)
}

macro_rules! table {
    ($($name:literal $ports:tt $data:tt $group:tt $programs:tt)*) => {
        &[$(KnownImage {
            name: $name,
            ports: &$ports,
            data: &$data,
            group: table!(@group $group),
            programs: &$programs,
        }),*]
    };
    (@group _) => { None };
    (@group $group:literal) => { Some($group) };
}

/// Name, TCP ports, data folders, group, programs; by name.
#[rustfmt::skip]
const TABLE: &[KnownImage] = table! {
    "adminer" [8080] [] _ ["php"]
    "apache/airflow" [8080] [] _ ["airflow", "api-server", "webserver"]
    "apache/kafka" [9092] ["/var/lib/kafka/data"] 1000 ["kafka-server-start.sh", "run"]
    "apache/superset" [8088] ["/app/superset_home"] 1000 ["gunicorn", "run-server.sh"]
    "arangodb" [8529] ["/var/lib/arangodb3", "/var/lib/arangodb3-apps"] _ ["arangod"]
    "authelia/authelia" [9091] [] _ ["authelia"]
    "axllent/mailpit" [1025, 8025] ["/data"] _ ["mailpit"]
    "bitnami/kafka" [9092] ["/bitnami/kafka"] 1001 ["run.sh"]
    "bitnami/mariadb" [3306] ["/bitnami/mariadb"] 1001 ["run.sh"]
    "bitnami/minio" [9000, 9001] ["/bitnami/minio/data"] 1001 ["run.sh"]
    "bitnami/mongodb" [27017] ["/bitnami/mongodb"] 1001 ["run.sh"]
    "bitnami/mysql" [3306] ["/bitnami/mysql"] 1001 ["run.sh"]
    "bitnami/postgresql" [5432] ["/bitnami/postgresql"] 1001 ["run.sh"]
    "bitnami/rabbitmq" [5672, 15672] ["/bitnami/rabbitmq/mnesia"] 1001 ["run.sh"]
    "bitnami/redis" [6379] ["/bitnami/redis/data"] 1001 ["run.sh"]
    "bitnami/wordpress" [8080] ["/bitnami/wordpress"] 1001 ["run.sh"]
    "bitnami/zookeeper" [2181] ["/bitnami/zookeeper"] 1001 ["run.sh"]
    "caddy" [80, 443] ["/data", "/config"] _ ["caddy"]
    "cassandra" [9042, 7000] ["/var/lib/cassandra"] _ ["cassandra"]
    "chromadb/chroma" [8000] ["/data", "/chroma/chroma"] _ ["chroma"]
    "chronograf" [8888] ["/var/lib/chronograf"] _ ["chronograf"]
    "clickhouse" [8123, 9000] ["/var/lib/clickhouse"] _ ["clickhouse-server", "clickhouse"]
    "clickhouse/clickhouse-server" [8123, 9000] ["/var/lib/clickhouse"] _ ["clickhouse-server", "clickhouse"]
    "cockroachdb/cockroach" [26257, 8080] ["/cockroach/cockroach-data"] _ ["start", "start-single-node", "cockroach"]
    "confluentinc/cp-kafka" [9092] ["/var/lib/kafka/data"] 1000 ["run"]
    "confluentinc/cp-schema-registry" [8081] [] _ ["run"]
    "confluentinc/cp-zookeeper" [2181] ["/var/lib/zookeeper/data", "/var/lib/zookeeper/log"] 1000 ["run"]
    "consul" [8500, 8600] ["/consul/data"] _ ["agent", "consul"]
    "containrrr/watchtower" [8080] [] _ ["watchtower"]
    "couchbase" [8091, 11210] ["/opt/couchbase/var"] _ ["couchbase-server"]
    "couchdb" [5984] ["/opt/couchdb/data"] _ ["couchdb"]
    "debezium/connect" [8083] [] _ ["start"]
    "directus/directus" [8055] ["/directus/uploads", "/directus/database"] 1000 ["node", "pm2-runtime"]
    "dpage/pgadmin4" [80] ["/var/lib/pgadmin"] 5050 ["gunicorn"]
    "drupal" [80] ["/var/www/html/sites"] _ ["apache2-foreground", "php-fpm"]
    "eclipse-mosquitto" [1883] ["/mosquitto/data", "/mosquitto/log"] 1883 ["mosquitto"]
    "elastic/elasticsearch" [9200, 9300] ["/usr/share/elasticsearch/data"] 1000 ["elasticsearch", "eswrapper"]
    "elasticsearch" [9200, 9300] ["/usr/share/elasticsearch/data"] 1000 ["elasticsearch", "eswrapper"]
    "elasticsearch/elasticsearch" [9200, 9300] ["/usr/share/elasticsearch/data"] 1000 ["elasticsearch", "eswrapper"]
    "emqx" [1883, 18083] ["/opt/emqx/data"] 1000 ["emqx"]
    "emqx/emqx" [1883, 18083] ["/opt/emqx/data"] 1000 ["emqx"]
    "envoyproxy/envoy" [10000] [] _ ["envoy"]
    "etcd-development/etcd" [2379, 2380] ["/etcd-data"] _ ["etcd"]
    "fluent/fluentd" [24224] ["/fluentd/log"] 999 ["fluentd"]
    "fluentd" [24224] ["/fluentd/log"] 999 ["fluentd"]
    "ghost" [2368] ["/var/lib/ghost/content"] _ ["node"]
    "gitea/gitea" [3000, 22] ["/data"] _ ["s6-svscan", "gitea"]
    "gitlab/gitlab-ce" [80, 443, 22] ["/etc/gitlab", "/var/log/gitlab", "/var/opt/gitlab"] _ ["wrapper"]
    "gogs/gogs" [3000, 22] ["/data"] _ ["s6-svscan"]
    "google/cadvisor" [8080] [] _ ["cadvisor"]
    "gotenberg/gotenberg" [3000] [] _ ["gotenberg"]
    "grafana/alloy" [12345] ["/var/lib/alloy/data"] _ ["run", "alloy"]
    "grafana/grafana" [3000] ["/var/lib/grafana"] 472 ["run.sh", "grafana-server", "grafana"]
    "grafana/grafana-enterprise" [3000] ["/var/lib/grafana"] 472 ["run.sh", "grafana-server", "grafana"]
    "grafana/grafana-oss" [3000] ["/var/lib/grafana"] 472 ["run.sh", "grafana-server", "grafana"]
    "grafana/loki" [3100, 9095] ["/loki"] 10001 ["loki"]
    "grafana/mimir" [9009, 9095] ["/data"] _ ["mimir"]
    "grafana/promtail" [9080] [] _ ["promtail"]
    "grafana/tempo" [3200, 4317, 4318] ["/var/tempo", "/tmp/tempo"] 10001 ["tempo"]
    "graphiteapp/graphite-statsd" [80, 2003, 8125] ["/opt/graphite/storage"] _ ["entrypoint"]
    "haproxy" [] [] _ ["haproxy"]
    "hashicorp/consul" [8500, 8600] ["/consul/data"] _ ["agent", "consul"]
    "hashicorp/vault" [8200] ["/vault/file", "/vault/logs"] _ ["server", "vault"]
    "hasura/graphql-engine" [8080] [] _ ["graphql-engine", "serve"]
    "homeassistant/home-assistant" [8123] ["/config"] _ ["init"]
    "httpd" [80] [] _ ["httpd-foreground", "httpd"]
    "influxdb" [8086] ["/var/lib/influxdb", "/var/lib/influxdb2", "/etc/influxdb2"] _ ["influxd", "influxdb3"]
    "jaegertracing/all-in-one" [16686, 4317, 4318, 14250, 14268] ["/badger"] 10001 ["all-in-one-linux"]
    "jenkins/jenkins" [8080, 50000] ["/var/jenkins_home"] 1000 ["jenkins.sh"]
    "jgraph/drawio" [8080, 8443] [] _ ["catalina.sh"]
    "joomla" [80] ["/var/www/html"] _ ["apache2-foreground", "php-fpm"]
    "jupyter/base-notebook" [8888] ["/home/jovyan/work"] 100 ["start-notebook.sh", "start-notebook.py", "jupyter"]
    "jupyter/scipy-notebook" [8888] ["/home/jovyan/work"] 100 ["start-notebook.sh", "start-notebook.py", "jupyter"]
    "kapacitor" [9092] ["/var/lib/kapacitor"] _ ["kapacitord"]
    "keycloak/keycloak" [8080, 9000] ["/opt/keycloak/data"] 0 ["start", "start-dev"]
    "kibana" [5601] ["/usr/share/kibana/data"] 1000 ["kibana", "kibana-docker"]
    "kibana/kibana" [5601] ["/usr/share/kibana/data"] 1000 ["kibana", "kibana-docker"]
    "kong" [8000, 8443, 8001, 8444] [] _ ["kong"]
    "langfuse/langfuse" [3000] [] _ ["node"]
    "linuxserver/wireguard" [] ["/config"] _ ["init"]
    "localstack/localstack" [4566] ["/var/lib/localstack"] _ ["localstack-supervisor"]
    "logstash" [5044, 9600] ["/usr/share/logstash/data"] 1000 ["logstash", "docker-entrypoint"]
    "logstash/logstash" [5044, 9600] ["/usr/share/logstash/data"] 1000 ["logstash", "docker-entrypoint"]
    "louislam/uptime-kuma" [3001] ["/app/data"] _ ["node"]
    "mailhog/mailhog" [1025, 8025] [] _ ["MailHog"]
    "mariadb" [3306] ["/var/lib/mysql"] _ ["mariadbd", "mysqld"]
    "matomo" [80] ["/var/www/html"] _ ["apache2-foreground", "php-fpm"]
    "mediawiki" [80] ["/var/www/html/images"] _ ["apache2-foreground", "php-fpm"]
    "memcached" [11211] [] _ ["memcached"]
    "metabase/metabase" [3000] ["/metabase-data"] _ ["run_metabase.sh"]
    "milvusdb/milvus" [19530, 9091] ["/var/lib/milvus"] _ ["milvus", "standalone"]
    "minio/minio" [9000, 9001] ["/data", "/export"] _ ["server", "minio"]
    "mongo" [27017] ["/data/db", "/data/configdb"] _ ["mongod", "mongos"]
    "mongo-express" [8081] [] _ ["mongo-express", "node"]
    "mssql/server" [1433] ["/var/opt/mssql"] 10001 ["sqlservr"]
    "mysql" [3306] ["/var/lib/mysql"] _ ["mysqld"]
    "mysql/mysql-server" [3306] ["/var/lib/mysql"] _ ["mysqld"]
    "n8nio/n8n" [5678] ["/home/node/.n8n"] 1000 ["n8n", "start", "worker"]
    "nats" [4222, 8222] ["/data"] _ ["nats-server"]
    "neo4j" [7474, 7687] ["/data", "/logs", "/plugins"] _ ["neo4j"]
    "netdata/netdata" [19999] ["/etc/netdata", "/var/lib/netdata", "/var/cache/netdata"] _ ["netdata"]
    "nextcloud" [80] ["/var/www/html"] _ ["apache2-foreground", "php-fpm"]
    "nginx" [80] [] _ ["nginx"]
    "nginxinc/nginx-unprivileged" [8080] [] _ ["nginx"]
    "nginxproxy/nginx-proxy" [80, 443] [] _ ["forego"]
    "nodered/node-red" [1880] ["/data"] 1000 ["npm", "node-red"]
    "odoo" [8069, 8072] ["/var/lib/odoo", "/mnt/extra-addons"] 101 ["odoo"]
    "ollama/ollama" [11434] ["/root/.ollama"] _ ["serve", "ollama"]
    "open-webui/open-webui" [8080] ["/app/backend/data"] _ ["start.sh"]
    "opensearchproject/opensearch" [9200, 9600] ["/usr/share/opensearch/data"] 1000 ["opensearch"]
    "opensearchproject/opensearch-dashboards" [5601] [] 1000 ["opensearch-dashboards"]
    "openzipkin/zipkin" [9411] [] _ ["start-zipkin"]
    "otel/opentelemetry-collector" [4317, 4318] [] _ ["otelcol"]
    "otel/opentelemetry-collector-contrib" [4317, 4318] [] _ ["otelcol-contrib"]
    "percona" [3306] ["/var/lib/mysql"] 1001 ["mysqld"]
    "pgvector/pgvector" [5432] ["/var/lib/postgresql", "/var/lib/postgresql/data"] _ ["postgres"]
    "phpmyadmin" [80] [] _ ["apache2-foreground", "php-fpm"]
    "phpmyadmin/phpmyadmin" [80] [] _ ["apache2-foreground", "php-fpm"]
    "pihole/pihole" [80, 53] ["/etc/pihole", "/etc/dnsmasq.d"] _ ["s6-init"]
    "plexinc/pms-docker" [32400] ["/config", "/transcode"] _ ["init"]
    "portainer/portainer-ce" [9000, 9443, 8000] ["/data"] _ ["portainer"]
    "postgis/postgis" [5432] ["/var/lib/postgresql", "/var/lib/postgresql/data"] _ ["postgres"]
    "postgres" [5432] ["/var/lib/postgresql", "/var/lib/postgresql/data"] _ ["postgres"]
    "prom/alertmanager" [9093] ["/alertmanager"] 65534 ["alertmanager"]
    "prom/blackbox-exporter" [9115] [] _ ["blackbox_exporter"]
    "prom/node-exporter" [9100] [] _ ["node_exporter"]
    "prom/prometheus" [9090] ["/prometheus"] 65534 ["prometheus"]
    "prom/pushgateway" [9091] [] _ ["pushgateway"]
    "prometheus/alertmanager" [9093] ["/alertmanager"] 65534 ["alertmanager"]
    "prometheus/node-exporter" [9100] [] _ ["node_exporter"]
    "prometheus/prometheus" [9090] ["/prometheus"] 65534 ["prometheus"]
    "prometheuscommunity/postgres-exporter" [9187] [] _ ["postgres_exporter"]
    "provectuslabs/kafka-ui" [8080] [] _ ["java"]
    "qdrant/qdrant" [6333, 6334] ["/qdrant/storage"] _ ["qdrant"]
    "questdb/questdb" [9000, 8812, 9009] ["/var/lib/questdb"] _ ["java"]
    "rabbitmq" [5672, 15672] ["/var/lib/rabbitmq"] _ ["rabbitmq-server"]
    "redis" [6379] ["/data"] _ ["redis-server", "redis-sentinel"]
    "redis/redis-stack" [6379, 8001] ["/data"] _ ["redis-stack-server", "entrypoint.sh"]
    "redis/redis-stack-server" [6379] ["/data"] _ ["redis-stack-server", "entrypoint.sh"]
    "redmine" [3000] ["/usr/src/redmine/files"] _ ["rails", "passenger"]
    "redpandadata/console" [8080] [] _ ["console"]
    "redpandadata/redpanda" [9092, 9644, 8081, 8082] ["/var/lib/redpanda/data"] 101 ["redpanda", "start"]
    "registry" [5000] ["/var/lib/registry"] _ ["registry", "serve"]
    "rethinkdb" [8080, 28015, 29015] ["/data"] _ ["rethinkdb"]
    "scylladb/scylla" [9042] ["/var/lib/scylla"] _ ["scylla"]
    "searxng/searxng" [8080] ["/etc/searxng"] _ ["uwsgi", "granian"]
    "selenium/hub" [4442, 4443, 4444] [] _ ["start-selenium-hub.sh"]
    "selenium/standalone-chrome" [4444, 7900] [] _ ["supervisord"]
    "selenium/standalone-firefox" [4444, 7900] [] _ ["supervisord"]
    "semitechnologies/weaviate" [8080, 50051] ["/var/lib/weaviate"] _ ["weaviate"]
    "solr" [8983] ["/var/solr"] 8983 ["solr-foreground", "solr", "solr-precreate"]
    "sonarqube" [9000] ["/opt/sonarqube/data", "/opt/sonarqube/extensions", "/opt/sonarqube/logs"] 0 ["sonar.sh"]
    "sonatype/nexus3" [8081] ["/nexus-data"] 200 ["nexus"]
    "surrealdb/surrealdb" [8000] ["/data"] 65532 ["start"]
    "swaggerapi/swagger-ui" [8080] [] _ ["nginx"]
    "syncthing/syncthing" [8384, 22000] ["/var/syncthing"] _ ["syncthing"]
    "telegraf" [8092, 8094, 8125] [] _ ["telegraf"]
    "temporalio/auto-setup" [7233] [] _ ["autosetup"]
    "temporalio/ui" [8080] [] _ ["start-ui-server.sh"]
    "tensorflow/serving" [8500, 8501] [] _ ["tf_serving_entrypoint.sh", "tensorflow_model_server"]
    "timescale/timescaledb" [5432] ["/var/lib/postgresql", "/var/lib/postgresql/data"] _ ["postgres"]
    "tomcat" [8080] [] _ ["catalina.sh"]
    "traefik" [80] [] _ ["traefik"]
    "traefik/whoami" [80] [] _ ["whoami"]
    "typesense/typesense" [8108] ["/data"] _ ["typesense-server"]
    "unleashorg/unleash-server" [4242] [] _ ["node"]
    "valkey/valkey" [6379] ["/data"] _ ["valkey-server"]
    "varnish" [80, 8443] ["/var/lib/varnish"] _ ["varnishd"]
    "vault" [8200] ["/vault/file", "/vault/logs"] _ ["server", "vault"]
    "vaultwarden/server" [80] ["/data"] _ ["start.sh"]
    "victoriametrics/victoria-metrics" [8428] ["/victoria-metrics-data", "/storage"] _ ["victoria-metrics-prod"]
    "weaviate/weaviate" [8080, 50051] ["/var/lib/weaviate"] _ ["weaviate"]
    "wordpress" [80] ["/var/www/html"] _ ["apache2-foreground", "php-fpm"]
    "yandex/clickhouse-server" [8123, 9000] ["/var/lib/clickhouse"] _ ["clickhouse-server"]
    "zookeeper" [2181, 8080] ["/data", "/datalog"] _ ["zkServer.sh"]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_each_name_stands_once() {
        for pair in TABLE.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} before {}", pair[0].name, pair[1].name);
        }
        for image in TABLE {
            assert_eq!(find(image.name), Some(image));
            assert!(image.data.iter().all(|path| path.starts_with('/')), "{}", image.name);
            assert!(!image.programs.is_empty(), "{}", image.name);
        }
    }
}
