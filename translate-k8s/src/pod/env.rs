//! `environment` as `env`: in the order of the file, credentials by reference.

use compose_model::Origin;
use compose_model::diagnostic::Diagnostic;
use indexmap::IndexMap;
use k8s_openapi::api::core::v1::{EnvVar, EnvVarSource, SecretKeySelector};

use super::escape;
use crate::context::Cx;
use crate::credentials;
use crate::plan::Member;
use crate::rules::UNSET_VARIABLE;
use crate::trace::Trace;

/// Reports variables that have no value, each once for all services that name it.
pub(crate) fn report_unset(cx: &mut Cx<'_>) {
    let mut unset: IndexMap<&str, Vec<(&str, &Origin)>> = IndexMap::new();
    for (key, service) in &cx.project.services {
        for (name, value) in service.environment.iter().filter(|(_, value)| value.is_none()) {
            unset.entry(name).or_default().push((key, &value.origin));
        }
    }
    for (name, places) in unset {
        let services: Vec<String> = places.iter().map(|(key, _)| format!("`{key}`")).collect();
        let message = match services.as_slice() {
            [one] => format!("`{name}` has no value here: {one} goes without it"),
            some => format!("`{name}` has no value here: {} services go without it", some.len()),
        };
        cx.report(
            Diagnostic::new(&UNSET_VARIABLE, message)
                .at_all(places.iter().map(|(key, origin)| {
                    (origin.place(), format!("services.{key}.environment.{name}"))
                }))
                .help(UNSET_VARIABLE.hint()),
        );
    }
}

/// The variables of a service. One without a value is none: the container does not get it; an
/// empty one stays.
pub(super) fn build(
    member: &Member<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Option<Vec<EnvVar>> {
    let credentials = credentials::split(member, cx);
    let mut env = Vec::with_capacity(member.service.environment.len());
    for (name, value) in &member.service.environment {
        let Some(text) = &value.value else { continue };
        let key = format_args!("services.{}.environment.{name}", member.key);
        trace.add(format_args!("env[{}]", env.len()), key, &value.origin);
        let secret = credentials.as_ref().filter(|it| it.variables.contains(name.as_str()));
        let selector = secret.map(|credentials| SecretKeySelector {
            name: credentials.secret.clone(),
            key: name.clone(),
            optional: None,
        });
        env.push(EnvVar {
            name: name.clone(),
            value: selector.is_none().then(|| escape::escape(text).into_owned()),
            value_from: selector.map(|selector| EnvVarSource {
                secret_key_ref: Some(selector),
                ..EnvVarSource::default()
            }),
        });
    }
    (!env.is_empty()).then_some(env)
}
