//! The files of a chart beside its templates.

use std::fmt::Write;

use compose_model::backend::OutputFile;
use compose_model::yaml;
use serde_json::{Value, json};

use super::template::{Condition, Templates};
use super::workload::service;
use super::{Chart, file, schema};
use crate::document::Document;
use crate::names;

/// The name of the chart of a project.
pub(super) fn name(project: &str) -> String {
    names::label(project, names::LABEL)
}

/// `Chart.yaml`, the values with their schema, and what a package leaves out.
pub(super) fn files(
    name: &str,
    of: &Chart<'_>,
    documents: &[Document],
    templates: &Templates<'_>,
) -> Vec<OutputFile> {
    let holds_secrets = documents
        .iter()
        .zip(&templates.used)
        .any(|(document, used)| document.is_secret() && !used.is_empty());
    let mut chart = json!({
        "apiVersion": "v2",
        "name": name,
        "description": format!("The services of the Compose project {}", of.name),
        "type": "application",
        "version": "0.1.0",
    });
    if let Some(version) = of.kube_version {
        // Servers of clouds have names such as 1.34.2-gke.1, which are before 1.34.2 without the `-0`.
        chart["kubeVersion"] = Value::from(format!(">=1.{}.0-0", version.minor()));
    }
    let mut values = "\
# Each value is what the Compose file says, until you say something else. Of a service:
#   image         a digest counts before the tag
#   env           its variables; those of secretEnv stand in a Secret
#   extraEnv      further variables, as a container has them: name, value or valueFrom
#   resources     requests and limits, as a container has them
#   nodeSelector, tolerations, affinity
#                 where its pods run, as a pod has them
#   service.type  ClusterIP, NodePort or LoadBalancer
"
    .to_owned();
    for (section, content) in templates.values.ordered() {
        let content_text = text(&json!({ section: content.content }));
        let _ = write!(values, "\n# {}\n{content_text}", content.about);
    }
    let schema = serde_json::to_string_pretty(&schema::of(&templates.values))
        .expect("maps with text keys have a JSON form");
    vec![
        file("Chart.yaml", text(&chart)),
        OutputFile { secret: holds_secrets, ..file("values.yaml", values) },
        file("values.schema.json", schema + "\n"),
        file(".helmignore", IGNORED.to_owned()),
    ]
}

/// What people read after an installation: how to reach the services.
pub(super) fn notes(documents: &[Document], templates: &Templates<'_>) -> String {
    let mut text = INSTALLED.to_owned();
    for (document, condition) in documents.iter().zip(&templates.conditions) {
        let Some(Condition { enabled, hosts }) = condition else { continue };
        if hosts.is_empty() {
            continue;
        }
        let service = service(document);
        let hosts: Vec<String> = hosts.iter().map(|host| format!("{{{{ {host} }}}}")).collect();
        let _ = write!(
            text,
            "\n{{{{- if {enabled} }}}}\n\n{service} is reached at {}.\n{{{{- end }}}}\n",
            hosts.join(", ")
        );
    }
    let reached: Vec<&Document> = documents.iter().filter(|it| is_reachable(it)).collect();
    if !reached.is_empty() {
        text.push_str("\nFrom this machine, services are reached through\n\n");
    }
    for document in reached {
        let (name, port) = (&document.id.name, &document.fields["spec"]["ports"][0]["port"]);
        let _ = writeln!(
            text,
            "  kubectl port-forward --namespace {{{{ .Release.Namespace }}}} service/{name} {port}"
        );
    }
    text
}

/// Services with ports, under their own names.
fn is_reachable(document: &Document) -> bool {
    document.id.kind == "Service"
        && document.id.name == service(document)
        && document.fields.get("spec").is_some_and(|spec| {
            spec.get("clusterIP").is_none() && spec["ports"][0]["port"].is_number()
        })
}

fn text(value: &Value) -> String {
    yaml::emit::to_string(value).expect("maps with text keys have a YAML form")
}

const INSTALLED: &str = "\
{{ .Chart.Name }} is installed in the namespace {{ .Release.Namespace }} as {{ .Release.Name }}.

  kubectl get pods --namespace {{ .Release.Namespace }} -l app.kubernetes.io/instance={{ .Release.Name }}
";

const IGNORED: &str = "\
.DS_Store
.git/
.gitignore
.compose2k8s
*.swp
*.bak
*.tmp
*.orig
*~
.idea/
.vscode/
";
