//! `bridge`: what Docker Compose Bridge hands over, and what it gets.

use crate::support::{Folder, names};

/// As Compose Bridge writes it: values are final, and contents stand beside where they came from.
const FINISHED: &str = "\
name: shop
services:
  web:
    image: nginx:1.29
    environment:
      PRICE: 5$ or ${EURO}
    networks: {default: null}
    expose: [\"80\"]
    secrets:
      - {source: token}
    configs:
      - {source: site, target: /etc/site.conf}
networks:
  default: {name: shop_default}
secrets:
  token:
    name: shop_token
    file: /home/ann/shop/token.txt
    content: 's3cr$t'
configs:
  site:
    name: shop_site
    file: /home/ann/shop/site.conf
    content: |
      root $document_root;
";

#[test]
fn a_finished_project_is_taken_as_it_is() {
    let folder = Folder::empty();
    folder.file("in/compose.yaml", FINISHED);
    let run = folder.run("bridge -f in/compose.yaml -o out/").done();
    assert_eq!(run.stdout, "");
    let all: String =
        names(&folder.path("out")).iter().map(|name| folder.read(&format!("out/{name}"))).collect();
    // The secret is in base 64.
    for text in ["value: 5$ or ${EURO}", "root $document_root;", "czNjciR0"] {
        assert!(all.contains(text), "{text}\n{all}");
    }
    assert!(!run.stderr.contains("s3cr"), "{}", run.stderr);
}

#[test]
fn findings_show_no_secret() {
    let folder = Folder::empty();
    folder.file(
        "in/compose.yaml",
        FINISHED.replace("image: nginx:1.29", "image: nginx:1.29\n    ulimits: {nproc: 5}"),
    );
    let run = folder.run("bridge -v -f in/compose.yaml -o out/ --to swarm").done();
    assert!(run.stderr.contains("in/compose.yaml"), "{}", run.stderr);
    assert!(!run.stderr.contains("s3cr"), "{}", run.stderr);
}

#[test]
fn outside_of_a_container_it_says_what_it_is_for() {
    let folder = Folder::empty();
    let stderr = folder.run("bridge").errors();
    assert!(stderr.contains("`docker compose bridge convert`"), "{stderr}");
    folder.file("in/compose.yaml", "services: [");
    assert!(folder.run("bridge -f in/compose.yaml").errors().contains("error[C01"));
}
