//! The binary under the name of Kompose, with the command lines that pipelines have for it.

mod differential;
mod pipelines;

use crate::support::{Folder, SMALL};

/// The files that a run says it wrote.
fn created(stderr: &str) -> Vec<&str> {
    let lines = stderr.lines().filter_map(|line| line.strip_prefix("INFO Kubernetes file \""));
    lines.map(|line| line.strip_suffix("\" created").unwrap()).collect()
}

#[test]
fn a_run_without_flags_writes_beside_the_compose_file() {
    let folder = Folder::with(SMALL);
    let run = folder.kompose("convert").done();
    assert_eq!(run.stdout, "");
    assert_eq!(created(&run.stderr), ["web-service.yaml", "web-deployment.yaml"]);
    assert_eq!(folder.names(), ["compose.yaml", "web-deployment.yaml", "web-service.yaml"]);
    // Another Compose file's objects stay, and edited ones are written again, as with Kompose.
    folder.file("other.yaml", SMALL.replace("web:", "app:"));
    folder.file("web-service.yaml", "edited: true\n");
    folder.kompose("-f other.yaml -f compose.yaml convert").done();
    assert!(folder.read("web-service.yaml").contains("io.kompose.service: web"));
    assert_eq!(folder.names().len(), 6);
    assert_eq!(folder.run("kompose convert --stdout").done().stdout, stdout(&folder, "convert"));
}

fn stdout(folder: &Folder, line: &str) -> String {
    folder.kompose(&format!("{line} -o -")).done().stdout
}

#[test]
fn the_path_says_where_objects_go() {
    let folder = Folder::with(SMALL);
    let run = folder.kompose("convert -o baked").done();
    assert_eq!(created(&run.stderr), ["baked"]);
    assert_eq!(folder.read("baked"), stdout(&folder, "convert"));
    let run = folder.kompose("convert -o k8s/").done();
    assert_eq!(created(&run.stderr), ["k8s/web-service.yaml", "k8s/web-deployment.yaml"]);
    folder.kompose("convert -j --out k8s").done();
    let object: serde_json::Value =
        serde_json::from_str(&folder.read("k8s/web-service.json")).unwrap();
    assert_eq!(object["kind"], "Service");
    let list = folder.kompose("convert --stdout -j").done().stdout;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["kind"], "List");
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    for line in ["convert -o compose.yaml", "convert -o missing/all.yaml", "convert --stdout -o a"]
    {
        folder.kompose(line).errors();
    }
    assert_eq!(folder.read("compose.yaml"), SMALL);
}

#[test]
fn a_chart_is_called_after_the_compose_file() {
    let folder = Folder::with(SMALL);
    let run = folder.kompose("convert -c").done();
    assert!(created(&run.stderr).contains(&"compose/Chart.yaml"), "{}", run.stderr);
    assert!(folder.read("compose/Chart.yaml").contains("name: project"));
    assert!(
        folder.path("compose/values.yaml").is_file() && folder.path("compose/templates").is_dir()
    );
    folder.kompose("convert --chart -o charts/web").done();
    assert!(folder.path("charts/web/Chart.yaml").is_file());
}

#[test]
fn files_of_the_project_are_never_written_over() {
    let folder = Folder::empty();
    folder.file("web-service.yaml", SMALL);
    let errors = folder.kompose("convert -f web-service.yaml").errors();
    assert!(errors.contains("is a file of the project"), "{errors}");
    assert_eq!(folder.names(), ["web-service.yaml"]);
}

#[test]
fn flags_reach_the_objects() {
    let folder = Folder::with(
        "services:\n  web:\n    image: nginx\n    networks: [back]\n    volumes: [\"data:/data\", \"/cache\"]\n  \
         once:\n    image: perl\n    restart: \"no\"\nvolumes: {data: {}}\nnetworks: {back: {internal: true}}\n",
    );
    let out = stdout(&folder, "convert --replicas 3 --pvc-request-size 5Gi -n shop --indent 4");
    assert!(out.starts_with("---\napiVersion: v1\nkind: Namespace\n"), "{out}");
    for text in [
        "\n    replicas: 3\n",
        "\n            storage: 5Gi\n",
        "\n    namespace: shop\n",
        "\n    name: web-claim1\n",
        "\n        matchLabels:\n            io.kompose.service: web\n",
    ] {
        assert!(out.contains(text), "{text}\n{out}");
    }
    assert!(!out.contains("completions"), "what ends runs once\n{out}");
    assert!(!out.contains("NetworkPolicy"), "{out}");
    assert!(stdout(&folder, "convert --generate-network-policies").contains("kind: NetworkPolicy"));
    assert!(stdout(&folder, "convert").contains("storage: 100Mi"));
}

#[test]
fn kinds_and_groups_come_from_flags() {
    let folder = Folder::with(
        "services:\n  web:\n    image: nginx\n    volumes: [\"data:/a\"]\n    depends_on:\n      \
         init: {condition: service_completed_successfully}\n  side:\n    image: busybox\n    \
         volumes: [\"data:/b\"]\n  other:\n    image: redis\n    labels: {kompose.service.group: x}\n  \
         init:\n    image: alpine\n  last:\n    image: perl\n    restart: \"no\"\nvolumes: {data: {}}\n",
    );
    let kinds = |line: &str| -> Vec<String> {
        let list = folder.kompose(&format!("convert --stdout -j {line}")).done().stdout;
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        let objects = list["items"].as_array().unwrap().iter();
        let workloads = objects.filter(|it| it["spec"]["template"].is_object());
        workloads
            .map(|it| {
                let name = it["metadata"]["name"].as_str().unwrap().split('-').next().unwrap();
                let pod = &it["spec"]["template"]["spec"];
                let containers = pod["containers"].as_array().unwrap().len();
                format!("{} {name} {containers}", it["kind"].as_str().unwrap())
            })
            .collect()
    };
    let sets = kinds("--controller statefulset");
    assert_eq!(
        sets,
        ["StatefulSet web 1", "StatefulSet side 1", "StatefulSet other 1", "Job last 1"]
    );
    let grouped = kinds("--service-group-mode volume");
    assert_eq!(grouped, ["Deployment web 2", "Deployment other 1", "Job last 1"]);
    let run = folder.kompose("convert --stdout").done();
    assert!(run.stderr.contains("counts only with `--service-group-mode label`"), "{}", run.stderr);
    let out = stdout(&folder, "convert --volumes emptyDir");
    assert!(!out.contains("PersistentVolumeClaim"), "{out}");
}

#[test]
fn data_of_kompose_are_found_again() {
    let folder = Folder::with(
        "services:\n  db:\n    image: mysql:8\n    volumes: [\"./data:/var/lib/mysql\", \"logs:/log\"]\nvolumes: {logs: {}}\n",
    );
    folder.file("data/ibdata1", "");
    let out = stdout(&folder, "convert");
    assert!(out.contains("claimName: db-claim0"), "{out}");
    assert!(!out.contains("subPath"), "Kompose's data lie at the top\n{out}");
    assert!(folder.run("").done().stdout.contains("subPath: logs"));
}

#[test]
fn a_group_has_the_name_of_the_flag() {
    let folder = Folder::with(
        "services:\n  web: {image: nginx, ports: [\"80\"], volumes: [\"data:/a\"]}\n  \
         admin: {image: httpd, expose: [\"81\"], volumes: [\"data:/b\"]}\n  db: {image: redis}\n\
         volumes: {data: {}}\n",
    );
    let line = "convert -o k8s/ --service-group-mode volume --service-group-name app";
    let run = folder.kompose(line).done();
    assert!(!run.stderr.contains("warning: "), "{}", run.stderr);
    let service = folder.read("k8s/app-service.yaml");
    for port in ["port: 80\n", "port: 81\n"] {
        assert!(service.contains(port), "{service}");
    }
    assert!(folder.names().iter().all(|name| !name.contains("admin-deployment")));
    for key in ["web", "admin"] {
        assert!(folder.read(&format!("k8s/{key}-service.yaml")).contains("selector:"), "{key}");
    }
    folder.file("compose.yaml", SMALL);
    let run = folder.kompose(line).done();
    assert!(run.stderr.contains("names one group, and there are 0"), "{}", run.stderr);
}

#[test]
fn flags_that_cannot_be_followed_say_so() {
    let folder = Folder::with(SMALL);
    for (line, text) in [
        ("--provider openshift", "OpenShift runs as they are"),
        ("--controller replicationController", "Deployments are written instead"),
        ("--replication-controller", "Deployments are written instead"),
        ("-y", "deprecated"),
        ("-d", "`--controller deployment`"),
        ("--daemon-set", "deprecated"),
        ("--emptyvols", "deprecated"),
        ("--multiple-container-mode", "deprecated"),
        ("--deployment-config", "OpenShift"),
        ("--insecure-repository", "OpenShift"),
        ("--build-repo x", "OpenShift"),
        ("--build-branch x", "OpenShift"),
        ("--build-command x", "does nothing on its own"),
        ("--push-image-registry x", "does nothing without"),
        ("--with-kompose-annotation", "never written"),
        ("--secrets-as-files=false", "always mounted as files"),
        ("--service-group-name x", "does nothing without"),
        ("-j --indent 4", "fixed form"),
    ] {
        let run = folder.kompose(&format!("convert -o - {line}")).done();
        assert!(
            run.stderr.contains("warning: ") && run.stderr.contains(text),
            "{line}: {}",
            run.stderr
        );
        folder.kompose(&format!("convert -o - --error-on-warning {line}")).errors();
        let quiet = folder.kompose(&format!("convert -o - --suppress-warnings {line}")).done();
        assert_eq!(quiet.stderr, "", "{line}");
    }
    for line in ["--with-kompose-annotation=false", "--secrets-as-files", "--build none"] {
        assert_eq!(folder.kompose(&format!("convert -o - {line}")).done().stderr, "", "{line}");
    }
    for (line, text) in [
        ("--provider nomad", "is not known"),
        ("--build local", "neither built nor pushed"),
        ("--build build-config", "neither built nor pushed"),
        ("--build maybe", "is not known"),
        ("--push-image", "neither built nor pushed"),
        ("--build-command a --push-command b", "neither built nor pushed"),
        ("--chart --stdout", "a chart is a folder"),
        ("--no-such-flag", "unexpected argument"),
    ] {
        let errors = folder.kompose(&format!("convert {line}")).errors();
        assert!(errors.contains(text), "{line}: {errors}");
    }
    assert_eq!(folder.names(), ["compose.yaml"]);
}

#[test]
fn warnings_can_be_errors() {
    let folder = Folder::with("services:\n  web:\n    image: nginx\n    cpu_rt_runtime: 400000\n");
    let run = folder.kompose("convert -o -").done();
    assert!(run.stderr.contains("warning[K"), "{}", run.stderr);
    let errors = folder.kompose("convert --error-on-warning").errors();
    assert!(errors.contains("error[K"), "{errors}");
    assert_eq!(folder.names(), ["compose.yaml"]);
    folder.kompose("convert -o - --error-on-warning --suppress-warnings").done();
    assert!(folder.kompose("-v convert -o -").done().stderr.contains("note["));
}

#[test]
fn wrong_labels_are_errors_under_the_name_of_kompose_only() {
    let text =
        "services:\n  web:\n    image: nginx\n    labels: {kompose.image-pull-policy: Fail}\n";
    let folder = Folder::with(text);
    let errors = folder.kompose("convert").errors();
    assert!(errors.contains("error[K0833]") && errors.contains("compose.yaml:4"), "{errors}");
    let run = folder.run("").done();
    assert!(run.stderr.contains("warning[K0833]"), "{}", run.stderr);
    assert!(!run.stdout.contains("Fail"), "{}", run.stdout);
    folder.run("--strict").errors();
}

#[test]
fn what_the_project_says_itself_counts() {
    let folder = Folder::with(
        "services:\n  web:\n    image: nginx\n    # compose2k8s: allow K0604 nobody needs it\n    \
         cpu_rt_runtime: 400000\n    volumes: [\"data:/data\"]\nvolumes: {data: {}}\n\
         x-k8s: {storage: {size: 7Gi}}\n",
    );
    assert!(folder.kompose("convert -o - --error-on-warning").done().stdout.contains("7Gi"));
    assert!(stdout(&folder, "convert --pvc-request-size 2Gi").contains("storage: 2Gi"));
}

#[test]
fn the_compose_file_is_the_one_that_kompose_reads() {
    let folder = Folder::with(SMALL);
    folder.file("compose.override.yaml", SMALL.replace("nginx:1.29", "override"));
    folder.file("sub/a.yaml", SMALL.replace("nginx:1.29", "first"));
    folder.file("sub/b.yaml", SMALL.replace("nginx:1.29", "second"));
    let run = folder.kompose("convert --stdout").done();
    assert!(run.stdout.contains("image: nginx:1.29"), "{}", run.stdout);
    assert!(run.stderr.contains("`compose.override.yaml` is not read"), "{}", run.stderr);
    let from = |value: &str| {
        let run = folder.kompose_with("convert --stdout", |command| {
            command.env("COMPOSE_FILE", value);
        });
        run.done().stdout
    };
    assert!(from("sub/a.yaml").contains("image: first"));
    assert!(from("sub/a.yaml:sub/b.yaml").contains("image: second"));
    assert!(from("sub/a.yaml sub/b.yaml").contains("image: second"));
    let errors = Folder::empty().kompose("convert").errors();
    assert!(errors.contains("no Compose file"), "{errors}");
    let variable = Folder::with("services:\n  web:\n    image: \"nginx:${TAG}\"\n");
    assert!(stdout(&variable, "convert --no-interpolate").contains("image: nginx:${TAG}"));
}

#[test]
fn errors_are_one_and_write_nothing() {
    let folder = Folder::with("services:\n  web:\n    ports: [x]\n");
    let errors = folder.kompose("convert").errors();
    assert!(errors.contains("compose.yaml:3"), "{errors}");
    assert_eq!(folder.names(), ["compose.yaml"]);
}

#[test]
fn the_other_commands() {
    let folder = Folder::empty();
    let version = folder.kompose("version").done().stdout;
    let (number, _) = version.split_once(' ').unwrap();
    assert_eq!(number.split('.').filter_map(|part| part.parse::<u32>().ok()).count(), 3);
    for (shell, text) in [
        ("bash", "complete -F _kompose"),
        ("zsh", "#compdef kompose"),
        ("fish", "complete -c kompose"),
    ] {
        assert!(folder.kompose(&format!("completion {shell}")).done().stdout.contains(text));
    }
    let help = folder.kompose("help").done().stdout;
    for line in ["", "--help", "convert --help", "help convert"] {
        assert_eq!(folder.kompose(line).done().stdout, help, "{line}");
    }
    insta::assert_snapshot!("kompose", help);
    let errors = folder.kompose("up").errors();
    assert!(errors.contains("kubectl apply"), "{errors}");
    let usage = folder.run("-f a.yaml kompose convert").usage();
    assert!(usage.contains("stand behind it"), "{usage}");
}
