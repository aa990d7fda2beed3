//! What other tools call, word for word, and what they do with the result.
//!
//! The calls are those of Azure's `KubernetesManifest@1` (action `bake`, render type `kompose`),
//! GitHub's `Azure/k8s-bake@v3` and `skaffold init --compose-file`.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize as _;
use serde_yaml::Value;

use crate::support::Folder;

/// A project as pipelines have them: a site, its API, a database with data, a task that ends.
const SHOP: &str = "\
services:
  site:
    image: nginx:1.29
    depends_on: [api]
    ports: [\"8080:80\"]
    volumes: [\"./site.conf:/etc/nginx/conf.d/default.conf:ro\"]
  api:
    build: ./api
    image: registry.example/shop/api
    environment:
      DATABASE: postgres://shop@db/shop
    depends_on:
      db: {condition: service_started}
      migrate: {condition: service_completed_successfully}
  migrate:
    image: registry.example/shop/api
    command: [migrate]
    restart: on-failure
  db:
    image: postgres:17
    env_file: db.env
    volumes: [\"db:/var/lib/postgresql/data\"]
volumes:
  db: {}
";

fn shop() -> Folder {
    let folder = Folder::empty();
    folder.file("docker-compose.yml", SHOP);
    folder.file("site.conf", "server {}\n");
    folder.file("db.env", "POSTGRES_USER=shop\nPOSTGRES_PASSWORD=secret\n");
    folder.file("api/Dockerfile", "FROM scratch\n");
    folder
}

/// The documents as the tools' readers split them.
fn documents(text: &str) -> Vec<Value> {
    let all = serde_yaml::Deserializer::from_str(text);
    all.map(|document| Value::deserialize(document).unwrap()).filter(|it| !it.is_null()).collect()
}

fn kinds(documents: &[Value]) -> Vec<&str> {
    documents.iter().map(|it| it["kind"].as_str().unwrap()).collect()
}

/// Azure's task and GitHub's action: `convert -f FILE -o TEMP/baked-template-….yaml`, with absolute
/// paths and from another folder. The task then replaces images by name in every document and writes
/// all of them anew; the action hands the file to `kubectl apply`.
#[test]
fn azure_bakes_one_file() {
    let folder = shop();
    folder.file("agent/.keep", "");
    let baked = folder.path("agent/baked-template-5d1c.yaml");
    let compose = folder.path("docker-compose.yml");
    let line = format!("convert -f {} -o {}", compose.display(), baked.display());
    let run = folder.kompose_with(&line, |command| {
        command.current_dir(folder.path("agent"));
    });
    let run = run.done();
    assert_eq!(run.stdout, "");
    let text = fs::read_to_string(&baked).unwrap();
    assert!(run.stderr.contains("baked-template-5d1c.yaml\" created\n"), "{}", run.stderr);
    let documents = documents(&text);
    for document in &documents {
        assert!(document["apiVersion"].is_string() && document["kind"].is_string(), "{document:?}");
        assert!(document["metadata"]["name"].is_string(), "{document:?}");
    }
    let kinds = kinds(&documents);
    for kind in ["Deployment", "Service", "PersistentVolumeClaim", "ConfigMap", "Secret"] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    // `containers: registry.example/shop/api:42` finds its images by the name before the tag.
    let api =
        documents.iter().find(|it| it["kind"] == "Deployment" && it["metadata"]["name"] == "api");
    let image = &api.unwrap()["spec"]["template"]["spec"]["containers"][0]["image"];
    assert_eq!(image.as_str().unwrap().split(':').next(), Some("registry.example/shop/api"));
    // Nothing else was written.
    assert_eq!(crate::support::names(&folder.path("agent")), [".keep", "baked-template-5d1c.yaml"]);
}

/// `skaffold init --compose-file FILE`: `convert -f FILE` in the current folder; then every YAML file
/// there whose documents are objects of Kubernetes counts as a manifest, and images are found in them.
#[test]
fn skaffold_finds_manifests_in_the_current_folder() {
    let folder = shop();
    folder.kompose("convert -f docker-compose.yml").done();
    let manifests: Vec<PathBuf> = folder
        .names()
        .into_iter()
        .map(|name| folder.path(&name))
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .collect();
    assert!(manifests.len() > 5, "{manifests:?}");
    let mut images = Vec::new();
    for path in manifests {
        let all = documents(&fs::read_to_string(&path).unwrap());
        assert_eq!(all.len(), 1, "{}", path.display());
        let kind = all[0]["kind"].as_str().unwrap().to_ascii_lowercase();
        let name = all[0]["metadata"]["name"].as_str().unwrap();
        assert!(path.ends_with(format!("{name}-{kind}.yaml")), "{}", path.display());
        let containers = &all[0]["spec"]["template"]["spec"]["containers"];
        let containers = containers.as_sequence().into_iter().flatten();
        images.extend(containers.map(|it| it["image"].as_str().unwrap().to_owned()));
    }
    images.sort();
    images.dedup();
    assert_eq!(images, ["nginx:1.29", "postgres:17", "registry.example/shop/api"]);
    assert!(folder.names().contains(&"db-persistentvolumeclaim.yaml".to_owned()));
}
