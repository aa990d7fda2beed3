//! Projects of any size that look like real ones: in turn a web service, a worker and a database.

use std::fmt::Write;

/// The text of a Compose file with this many services.
pub(crate) fn project(services: usize) -> String {
    let mut text = String::from(
        "name: shop\n\nx-logging: &logging\n  logging:\n    driver: json-file\n    options:\n      max-size: 10m\n\nservices:\n",
    );
    for n in 0..services {
        match n % 3 {
            0 => web(&mut text, n, services),
            1 => worker(&mut text, n),
            _ => database(&mut text, n),
        }
    }
    text.push_str("\nnetworks:\n  front:\n  back:\n    internal: true\n\nvolumes:\n");
    for n in (0..services).filter(|n| n % 3 == 2) {
        let _ = writeln!(text, "  data-{n}:");
    }
    text.push_str("  uploads:\n");
    text
}

/// A name of the group of three that service `n` belongs to, where it exists.
fn neighbour(n: usize, offset: usize, services: usize) -> Option<String> {
    let at = n - n % 3 + offset;
    let kind = ["web", "worker", "database"][offset];
    (at < services).then(|| format!("{kind}-{at}"))
}

fn web(text: &mut String, n: usize, services: usize) {
    let _ = write!(
        text,
        "  web-{n}:
    <<: *logging
    image: registry.example.com/shop/web-{n}:${{TAG:-1.{n}.0}}
    restart: unless-stopped
    ports:
      - \"{}:8080\"
      - target: 9090
        published: {}
        protocol: tcp
    environment:
      PORT: 8080
      DATABASE_URL: postgres://app:secret@database-{}:5432/shop
      FEATURES: \"search,checkout\"
      LOG_LEVEL: ${{LOG_LEVEL-info}}
    volumes:
      - uploads:/srv/uploads
    networks: [front, back]
    healthcheck:
      test: [CMD, wget, -qO-, http://localhost:8080/health]
      interval: 10s
      retries: 5
    labels:
      com.example.team: team-{}
    deploy:
      replicas: 2
      resources:
        limits: {{cpus: \"0.50\", memory: 256M}}
",
        10_000 + n,
        30_000 + n,
        n + 2,
        n % 7
    );
    if let Some(database) = neighbour(n, 2, services) {
        let _ = write!(
            text,
            "    depends_on:\n      {database}:\n        condition: service_healthy\n"
        );
    }
}

fn worker(text: &mut String, n: usize) {
    let _ = write!(
        text,
        "  worker-{n}:
    <<: *logging
    image: registry.example.com/shop/worker:1.4
    command: bundle exec worker --queue q{n} --threads 4
    environment:
      - QUEUE=q{n}
      - REDIS_URL=redis://cache:6379/{}
    volumes:
      - uploads:/srv/uploads:ro
    networks: [back]
    stop_grace_period: 30s
    user: \"1000:1000\"
    read_only: true
    tmpfs: /tmp
",
        n % 16
    );
}

fn database(text: &mut String, n: usize) {
    let _ = write!(
        text,
        "  database-{n}:
    <<: *logging
    image: postgres:17
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: secret
      POSTGRES_DB: shop
    volumes:
      - data-{n}:/var/lib/postgresql/data
    networks: [back]
    healthcheck:
      test: [\"CMD-SHELL\", \"pg_isready -U app\"]
      interval: 5s
      timeout: 3s
    shm_size: 128mb
",
    );
}
