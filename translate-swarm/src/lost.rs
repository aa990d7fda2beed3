//! Attributes that have no place in a stack file and nothing near them.

use compose_model::Origin;
use compose_model::Spanned;
use compose_model::diagnostic::Rule;
use compose_model::model::service::{BlkioConfig, Develop, Hook, ServiceModel};
use compose_model::model::{Map, Pairs};
use compose_model::types::bytes::Bytes;

use crate::context::{At, Cx};
use crate::rules::{HOOK, NEEDLESS, RESOURCE_ATTRIBUTE, UNSUPPORTED_ATTRIBUTE};

/// The attributes.
pub(crate) struct Input<'a> {
    pub(crate) annotations: &'a Pairs,
    pub(crate) attach: Option<&'a Spanned<bool>>,
    pub(crate) blkio_config: Option<&'a Spanned<BlkioConfig>>,
    pub(crate) cgroup_parent: Option<&'a Spanned<String>>,
    pub(crate) cpu_rt_period: Option<&'a Spanned<i64>>,
    pub(crate) cpu_rt_runtime: Option<&'a Spanned<i64>>,
    pub(crate) cpuset: Option<&'a Spanned<String>>,
    pub(crate) cpu_shares: Option<&'a Spanned<i64>>,
    pub(crate) develop: Option<&'a Spanned<Develop>>,
    pub(crate) dns_opt: &'a [Spanned<String>],
    pub(crate) expose: &'a [Spanned<String>],
    pub(crate) group_add: &'a [Spanned<String>],
    pub(crate) mac_address: Option<&'a Spanned<String>>,
    pub(crate) memswap_limit: Option<&'a Spanned<Bytes>>,
    pub(crate) mem_swappiness: Option<&'a Spanned<Bytes>>,
    pub(crate) models: &'a Map<Option<ServiceModel>>,
    pub(crate) oom_kill_disable: Option<&'a Spanned<bool>>,
    pub(crate) pre_start: &'a [Spanned<Hook>],
    pub(crate) post_start: &'a [Spanned<Hook>],
    pub(crate) pre_stop: &'a [Spanned<Hook>],
    pub(crate) storage_opt: &'a Pairs,
    pub(crate) use_api_socket: Option<&'a Spanned<bool>>,
}

/// Reports those that are there and say anything.
pub(crate) fn report(at: At<'_>, input: &Input<'_>, cx: &mut Cx<'_>) {
    let number = |value: Option<&Spanned<i64>>| value.is_some_and(|value| value.value != 0);
    let size = |value: Option<&Spanned<Bytes>>| value.is_some_and(|value| value.value.0 != 0);
    let on = |value: Option<&Spanned<bool>>| value.is_some_and(|value| value.value);
    let lost: [(&str, &'static Rule, Option<&Origin>); 19] = [
        ("annotations", &UNSUPPORTED_ATTRIBUTE, input.annotations.values().next().map(origin)),
        ("blkio_config", &RESOURCE_ATTRIBUTE, input.blkio_config.map(origin)),
        ("cgroup_parent", &RESOURCE_ATTRIBUTE, input.cgroup_parent.map(origin)),
        (
            "cpu_rt_period",
            &RESOURCE_ATTRIBUTE,
            input.cpu_rt_period.filter(|one| number(Some(one))).map(origin),
        ),
        (
            "cpu_rt_runtime",
            &RESOURCE_ATTRIBUTE,
            input.cpu_rt_runtime.filter(|one| number(Some(one))).map(origin),
        ),
        ("cpuset", &RESOURCE_ATTRIBUTE, input.cpuset.map(origin)),
        (
            "cpu_shares",
            &RESOURCE_ATTRIBUTE,
            input.cpu_shares.filter(|one| number(Some(one))).map(origin),
        ),
        ("dns_opt", &UNSUPPORTED_ATTRIBUTE, input.dns_opt.first().map(origin)),
        ("group_add", &UNSUPPORTED_ATTRIBUTE, input.group_add.first().map(origin)),
        ("mac_address", &UNSUPPORTED_ATTRIBUTE, input.mac_address.map(origin)),
        (
            "memswap_limit",
            &RESOURCE_ATTRIBUTE,
            input.memswap_limit.filter(|one| size(Some(one))).map(origin),
        ),
        ("mem_swappiness", &RESOURCE_ATTRIBUTE, input.mem_swappiness.map(origin)),
        ("models", &UNSUPPORTED_ATTRIBUTE, input.models.values().next().map(origin)),
        (
            "oom_kill_disable",
            &RESOURCE_ATTRIBUTE,
            input.oom_kill_disable.filter(|one| on(Some(one))).map(origin),
        ),
        ("pre_start", &HOOK, input.pre_start.first().map(origin)),
        ("post_start", &HOOK, input.post_start.first().map(origin)),
        ("pre_stop", &HOOK, input.pre_stop.first().map(origin)),
        ("storage_opt", &RESOURCE_ATTRIBUTE, input.storage_opt.values().next().map(origin)),
        (
            "use_api_socket",
            &UNSUPPORTED_ATTRIBUTE,
            input.use_api_socket.filter(|one| on(Some(one))).map(origin),
        ),
    ];
    let needless: [(&str, Option<&Origin>, &str); 3] = [
        ("attach", input.attach.map(origin), "it says what `docker compose up` shows"),
        ("develop", input.develop.map(origin), "it is for `docker compose watch`"),
        (
            "expose",
            input.expose.first().map(origin),
            "services of one network reach each other on every port",
        ),
    ];
    for (attribute, origin, why) in needless {
        if let Some(origin) = origin {
            let message = format!("`{attribute}` needs no translation: {why}");
            cx.report(at.finding(&NEEDLESS, attribute, origin, message));
        }
    }
    for (attribute, rule, origin) in lost {
        if let Some(origin) = origin {
            let message =
                format!("`{attribute}` is left out: a stack file has no attribute for it");
            cx.report(at.finding(rule, attribute, origin, message));
        }
    }
}

fn origin<T>(value: &Spanned<T>) -> &Origin {
    &value.origin
}
