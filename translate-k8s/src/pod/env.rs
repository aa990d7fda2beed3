//! `environment` as `env`: in the order of the file, credentials by reference.

use k8s_openapi::api::core::v1::{EnvVar, EnvVarSource, SecretKeySelector};

use super::escape;
use crate::context::Cx;
use crate::credentials;
use crate::plan::Member;
use crate::trace::Trace;

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
