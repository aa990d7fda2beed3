//! What waits for what.

mod support;

#[test]
fn health_is_awaited_by_name() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  app:
    image: app
    depends_on:
      db: {condition: service_healthy, restart: true}
      queue: {condition: service_healthy}
      idle: {condition: service_healthy}
  db:
    image: postgres:17
    healthcheck: {test: pg_isready -U $$USER, interval: 2s, retries: 10}
  queue: {image: my-queue}
  idle: {image: worker, scale: 0}
"
        )
        .text()
    );
}

#[test]
fn a_migration_of_one_service_runs_in_its_pod() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  app:
    image: app
    depends_on:
      migrate: {condition: service_completed_successfully}
  migrate:
    image: app
    command: [migrate, up]
    depends_on:
      seed: {condition: service_completed_successfully}
      db: {condition: service_started}
  seed: {image: seeder}
  db: {image: postgres:17}
"
        )
        .only(&["Deployment", "Job", "Role"])
    );
}

#[test]
fn a_migration_of_several_services_is_a_job() {
    insta::assert_snapshot!(
        support::translated(
            r#"
services:
  app:
    image: app
    depends_on: {migrate: {condition: service_completed_successfully}}
  worker:
    image: worker
    restart: "no"
    depends_on: {migrate: {condition: service_completed_successfully}}
  migrate:
    image: migrator
    depends_on: {db: {condition: service_started}}
  db: {image: postgres:17}
"#
        )
        .text()
    );
}

#[test]
fn services_in_one_pod_wait_as_sidecars() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  vpn:
    image: vpn
    ports: ['8080:8080']
    cap_add: [NET_ADMIN]
    healthcheck: {test: [CMD, vpn-up], interval: 10s}
  app:
    image: app
    network_mode: service:vpn
    expose: ['9090']
    depends_on: {vpn: {condition: service_healthy}}
"
        )
        .text()
    );
}

#[test]
fn what_a_shared_pod_cannot_keep_is_reported() {
    let findings = support::translated(
        r#"
services:
  app:
    image: app
    depends_on: {prepare: {condition: service_completed_successfully}}
  prepare:
    image: app
    restart: "on-failure:3"
    stop_signal: SIGINT
    post_start: [{command: [x]}]
  side:
    image: side
    network_mode: service:app
    scale: 3
    deploy: {update_config: {parallelism: 2}}
"#,
    )
    .findings();
    insta::assert_snapshot!(findings);
}
