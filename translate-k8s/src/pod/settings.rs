//! What `x-k8s` says about pods and containers: it wins over what was made of Compose's attributes.

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::{List, Pairs};
use k8s_openapi::DeepMerge as _;
use k8s_openapi::api::core::v1::{
    Affinity, Container, Lifecycle, LocalObjectReference, PodAffinity, PodOS, PodSpec, Probe,
    TopologySpreadConstraint,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::Template;
use crate::context::Cx;
use crate::extension::kubernetes::Switch;
use crate::extension::values::SecretName;
use crate::extension::{KEY, Kube, ServiceSettings, service_key};
use crate::labels::Labels;
use crate::plan::{Member, PodPlan, Role};
use crate::rules::{EXTENSION_WITHOUT_EFFECT, OLDER_SERVER};
use crate::trace::Trace;

/// Puts the settings of a pod's services, and those of the project, into its template.
pub(crate) fn apply(
    pod: &PodPlan<'_>,
    selector: &Labels,
    template: &mut Template,
    cx: &mut Cx<'_>,
) {
    let extension = cx.extension;
    let meta = template.spec.metadata.get_or_insert_default();
    let project = &extension.project;
    for (key, value) in pairs(project.labels.as_ref()) {
        let labels = meta.labels.get_or_insert_default();
        labels.entry(key.clone()).or_insert_with(|| value.value.clone());
    }
    for member in &pod.members {
        let settings = extension.service(member.key);
        let key = service_key(member.key, "podLabels");
        for (name, value) in pairs(settings.pod_labels.as_ref()) {
            if selector.contains_key(name) {
                let message = format!("`{name}` is a label by which pods are selected");
                cx.report(
                    Diagnostic::new(&EXTENSION_WITHOUT_EFFECT, message)
                        .at(value.origin.place(), "")
                        .subject(format!("{key}.{name}")),
                );
                continue;
            }
            template.trace.add(
                format!("metadata.labels.{name}"),
                format!("{key}.{name}"),
                &value.origin,
            );
            meta.labels.get_or_insert_default().insert(name.clone(), value.value.clone());
        }
        let key = service_key(member.key, "podAnnotations");
        for (name, value) in pairs(settings.pod_annotations.as_ref()) {
            let field = format!("metadata.annotations.{name}");
            template.trace.add(field, format!("{key}.{name}"), &value.origin);
            meta.annotations.get_or_insert_default().insert(name.clone(), value.value.clone());
        }
    }
    let Some(spec) = &mut template.spec.spec else { return };
    let mut trace = cx.trace();
    pull_secrets("x-k8s.imagePullSecrets", project.image_pull_secrets.as_ref(), spec, &mut trace);
    if spec.service_account_name.is_none() {
        spec.service_account_name =
            project.service_account_name.as_ref().map(|it| it.value.clone());
    }
    for member in &pod.members {
        // A volume may be filled from the image of another service, which is pulled here then.
        let mounts = cx.storage.mounts_of(member.key).iter();
        for (filler, _) in mounts.filter_map(|mount| mount.filled_first.as_ref()) {
            let key = service_key(filler, "imagePullSecrets");
            let secrets = extension.service(filler).image_pull_secrets.as_ref();
            pull_secrets(&key, secrets, spec, &mut trace);
        }
        let settings = extension.service(member.key);
        if *settings == ServiceSettings::default() {
            continue;
        }
        let signal = settings.stop_signal.as_ref();
        let signal = signal.filter(|signal| has_stop_signal(member, signal, cx));
        let mut to = To { member, settings, signal, trace: &mut trace, replaced: Vec::new() };
        to.pod(spec, selector);
        to.container(spec);
        for field in to.replaced {
            template.trace.forget(&field);
        }
    }
    let default = project.service_account_name.as_ref().map(|it| &it.value);
    if default.is_some() && spec.service_account_name.as_ref() == default {
        cx.used.mark(format!("{KEY}.serviceAccountName"));
    }
    template.trace.nest("spec", trace);
}

/// Whether servers know the field, which came with 1.33.
fn has_stop_signal(member: &Member<'_>, signal: &Spanned<String>, cx: &mut Cx<'_>) -> bool {
    let known = cx.options.kube_version.has(33);
    if !known {
        let message = "`stopSignal` is left out: it needs Kubernetes 1.33";
        cx.report(
            Diagnostic::new(&OLDER_SERVER, message)
                .at(&signal.origin, "")
                .help("write Compose's `stop_signal`, which becomes a hook")
                .subject(service_key(member.key, "stopSignal")),
        );
    }
    known
}

/// Adds the Secrets, each name once.
fn pull_secrets(
    key: &str,
    secrets: Option<&Spanned<List<SecretName>>>,
    spec: &mut PodSpec,
    trace: &mut Trace,
) {
    for (at, secret) in secrets.iter().flat_map(|list| list.iter().enumerate()) {
        let list = spec.image_pull_secrets.get_or_insert_default();
        let SecretName(name) = &secret.value;
        if list.iter().all(|known| known.name != *name) {
            let field = format!("imagePullSecrets[{}]", list.len());
            trace.add(field, format!("{key}[{at}]"), &secret.origin);
            list.push(LocalObjectReference { name: name.clone() });
        }
    }
}

fn pairs(pairs: Option<&Spanned<Pairs>>) -> impl Iterator<Item = (&String, &Spanned<String>)> {
    pairs.into_iter().flat_map(|pairs| &pairs.value)
}

/// The settings of one service on their way into a pod.
struct To<'s, 'a> {
    member: &'s Member<'a>,
    settings: &'s ServiceSettings,
    /// The signal that stops it, where the server knows such a field.
    signal: Option<&'s Spanned<String>>,
    trace: &'s mut Trace,
    /// The fields of the template that are not there any more, or have another origin now.
    replaced: Vec<String>,
}

impl To<'_, '_> {
    fn key(&self, setting: &str) -> String {
        service_key(self.member.key, setting)
    }

    /// A field that a setting gives its value.
    fn field<T>(&mut self, field: &str, setting: &str, value: &Spanned<T>) {
        let key = self.key(setting);
        self.trace.add(field, key, &value.origin);
    }

    /// A field that holds a value in Kubernetes' own words; `at` is added to the first index of lists.
    fn places<T>(&mut self, field: &str, setting: &str, value: &Spanned<Kube<T>>) {
        let key = self.key(setting);
        self.trace.add(field, key.as_str(), &value.origin);
        if !self.trace.is_wanted() {
            return;
        }
        for (path, origin) in &value.value.places {
            let dot = if path.starts_with('[') { "" } else { "." };
            self.trace.add(format!("{field}{dot}{path}"), format!("{key}{dot}{path}"), origin);
        }
    }

    /// The same for items that are added to a list, which had `before` already.
    fn added<T>(&mut self, field: &str, setting: &str, before: usize, value: &Spanned<Kube<T>>) {
        let key = self.key(setting);
        for (path, origin) in &value.value.places {
            let index = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let Some((index, rest)) = index else { continue };
            let Ok(index) = index.parse::<usize>() else { continue };
            let field = format!("{field}[{}]{rest}", index + before);
            self.trace.add(field, format!("{key}{path}"), origin);
        }
    }

    fn text(
        &mut self,
        field: &str,
        setting: &str,
        value: Option<&Spanned<String>>,
        slot: &mut Option<String>,
    ) {
        if let Some(value) = value {
            self.field(field, setting, value);
            *slot = Some(value.value.clone());
        }
    }

    fn pod(&mut self, spec: &mut PodSpec, selector: &Labels) {
        let settings = self.settings;
        if let Some(context) = &settings.pod_security_context {
            self.places("securityContext", "podSecurityContext", context);
            let own = spec.security_context.get_or_insert_default();
            own.merge_from(context.value.value.clone());
        }
        let key = self.key("imagePullSecrets");
        pull_secrets(&key, settings.image_pull_secrets.as_ref(), spec, self.trace);
        self.text(
            "serviceAccountName",
            "serviceAccountName",
            settings.service_account_name.as_ref(),
            &mut spec.service_account_name,
        );
        if let Some(mounted) = &settings.automount_service_account_token {
            let name = "automountServiceAccountToken";
            self.field(name, name, mounted);
            spec.automount_service_account_token = Some(mounted.value);
        }
        self.text(
            "runtimeClassName",
            "runtimeClassName",
            settings.runtime_class_name.as_ref(),
            &mut spec.runtime_class_name,
        );
        self.text(
            "priorityClassName",
            "priorityClassName",
            settings.priority_class_name.as_ref(),
            &mut spec.priority_class_name,
        );
        for (label, value) in pairs(settings.node_selector.as_ref()) {
            let key = self.key("nodeSelector");
            let field = format!("nodeSelector.{label}");
            self.trace.add(field, format!("{key}.{label}"), &value.origin);
            let labels = spec.node_selector.get_or_insert_default();
            labels.insert(label.clone(), value.value.clone());
        }
        if let Some(tolerations) = &settings.tolerations {
            let list = spec.tolerations.get_or_insert_default();
            self.added("tolerations", "tolerations", list.len(), tolerations);
            list.extend(tolerations.value.value.iter().cloned());
        }
        if let Some(affinity) = &settings.affinity {
            self.places("affinity", "affinity", affinity);
            merge_affinity(spec.affinity.get_or_insert_default(), &affinity.value.value);
        }
        if let Some(spread) = &settings.topology_spread_constraints {
            let list = spec.topology_spread_constraints.get_or_insert_default();
            let name = "topologySpreadConstraints";
            self.added(name, name, list.len(), spread);
            list.extend(spread.value.value.iter().cloned().map(|constraint| {
                let own = || LabelSelector {
                    match_labels: Some(selector.clone()),
                    ..LabelSelector::default()
                };
                let label_selector = constraint.label_selector.clone().or_else(|| Some(own()));
                TopologySpreadConstraint { label_selector, ..constraint }
            }));
        }
        if let Some(containers) = &settings.init_containers {
            let list = spec.init_containers.get_or_insert_default();
            self.added("initContainers", "initContainers", list.len(), containers);
            list.extend(containers.value.value.iter().cloned());
        }
        if self.signal.is_some() && spec.os.is_none() {
            // The API server takes a stop signal only where it knows what the signals are.
            spec.os = Some(PodOS { name: "linux".to_owned() });
        }
    }

    fn container(&mut self, spec: &mut PodSpec) {
        let name = self.member.name;
        let lists = [
            ("containers", Some(&mut spec.containers)),
            ("initContainers", spec.init_containers.as_mut()),
        ];
        for (list, containers) in lists {
            let found =
                containers.into_iter().flatten().enumerate().find(|(_, it)| it.name == name);
            if let Some((at, container)) = found {
                let mut trace = self.trace.part();
                let mut to = To { trace: &mut trace, replaced: Vec::new(), ..*self };
                to.fill(container);
                let place = |field: String| format!("spec.{list}[{at}].{field}");
                self.replaced.extend(to.replaced.into_iter().map(place));
                self.trace.nest(format_args!("{list}[{at}]"), trace);
                return;
            }
        }
    }

    fn fill(&mut self, container: &mut Container) {
        let settings = self.settings;
        if self.member.role != Role::Init {
            self.probe(
                "livenessProbe",
                settings.liveness_probe.as_ref(),
                &mut container.liveness_probe,
            );
            self.probe(
                "readinessProbe",
                settings.readiness_probe.as_ref(),
                &mut container.readiness_probe,
            );
            self.probe(
                "startupProbe",
                settings.startup_probe.as_ref(),
                &mut container.startup_probe,
            );
            if let Some(signal) = self.signal {
                self.field("lifecycle.stopSignal", "stopSignal", signal);
                let lifecycle = container.lifecycle.get_or_insert_with(Lifecycle::default);
                lifecycle.stop_signal = Some(signal.value.clone());
            }
        }
        if let Some(resources) = &settings.resources {
            self.places("resources", "resources", resources);
            container.resources.get_or_insert_default().merge_from(resources.value.value.clone());
        }
        if let Some(context) = &settings.security_context {
            self.places("securityContext", "securityContext", context);
            container
                .security_context
                .get_or_insert_default()
                .merge_from(context.value.value.clone());
        }
        if let Some(env) = &settings.env {
            let list = container.env.get_or_insert_default();
            for variable in &env.value.value {
                let known = list.iter().position(|known| known.name == variable.name);
                let at = known.unwrap_or(list.len());
                // Its own origin takes the place of that of the variable before.
                self.replaced.push(format!("env[{at}]"));
                if known.is_some() {
                    list[at].clone_from(variable);
                } else {
                    list.push(variable.clone());
                }
            }
            self.field("env", "env", env);
        }
        if let Some(sources) = &settings.env_from {
            let list = container.env_from.get_or_insert_default();
            self.added("envFrom", "envFrom", list.len(), sources);
            list.extend(sources.value.value.iter().cloned());
        }
    }

    fn probe(
        &mut self,
        name: &str,
        setting: Option<&Spanned<Switch<Kube<Probe>>>>,
        slot: &mut Option<Probe>,
    ) {
        match setting.map(|setting| (&setting.value, &setting.origin)) {
            None => {}
            Some((Switch::Off, _)) => {
                self.replaced.push(name.to_owned());
                *slot = None;
            }
            Some((Switch::On(probe), origin)) => {
                self.replaced.push(name.to_owned());
                self.places(name, name, &Spanned::new(probe.clone(), origin.clone()));
                *slot = Some(probe.value.clone());
            }
        }
    }
}

/// Affinity to nodes and away from pods is as the setting says; affinity to pods is added, because the
/// users of a shared volume must stay together.
fn merge_affinity(own: &mut Affinity, setting: &Affinity) {
    if setting.node_affinity.is_some() {
        own.node_affinity.clone_from(&setting.node_affinity);
    }
    if setting.pod_anti_affinity.is_some() {
        own.pod_anti_affinity.clone_from(&setting.pod_anti_affinity);
    }
    if let Some(setting) = &setting.pod_affinity {
        let PodAffinity {
            preferred_during_scheduling_ignored_during_execution: preferred,
            required_during_scheduling_ignored_during_execution: required,
        } = setting;
        let own = own.pod_affinity.get_or_insert_default();
        let terms = own.required_during_scheduling_ignored_during_execution.take();
        let terms: Vec<_> = terms.into_iter().chain(required.clone()).flatten().collect();
        own.required_during_scheduling_ignored_during_execution =
            (!terms.is_empty()).then_some(terms);
        own.preferred_during_scheduling_ignored_during_execution.clone_from(preferred);
    }
}
