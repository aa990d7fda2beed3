//! Where a service runs: placement, and `platform` as constraints in Docker's own spelling.

use compose_model::Spanned;
use compose_model::model::service;

use crate::context::{At, Cx};
use crate::escape::Text;
use crate::rules::{CONSTRAINT_OPERATOR, PLATFORM_VARIANT};
use crate::stack::{Placement, Preference};

/// The placement of a service.
pub(crate) fn translate(
    at: At<'_>,
    placement: Option<&Spanned<service::Placement>>,
    platform: Option<&Spanned<String>>,
    cx: &mut Cx<'_>,
) -> Placement {
    let mut made = Placement::default();
    if let Some(placement) = placement {
        let service::Placement { constraints, preferences, max_replicas_per_node, extensions: _ } =
            &placement.value;
        at.origin(cx, "deploy.placement", "deploy.placement", &placement.origin);
        made.constraints =
            constraints.iter().enumerate().map(|(n, item)| constraint(at, n, item, cx)).collect();
        made.preferences = preferences
            .iter()
            .filter_map(|preference| {
                let service::Preference { spread, extensions: _ } = &preference.value;
                spread.as_ref().map(|spread| Preference { spread: spread.as_str().into() })
            })
            .collect();
        made.max_replicas_per_node = max_replicas_per_node.as_ref().map(|max| max.value);
    }
    if let Some(platform) = platform {
        at.origin(cx, "deploy.placement.constraints", "platform", &platform.origin);
        for constraint in platform_constraints(at, platform, cx) {
            if !made.constraints.contains(&constraint) {
                made.constraints.push(constraint);
            }
        }
    }
    made
}

/// A constraint with an operator that Swarm knows.
fn constraint(at: At<'_>, n: usize, constraint: &Spanned<String>, cx: &mut Cx<'_>) -> Text {
    if constraint.contains("==") || constraint.contains("!=") {
        return constraint.as_str().into();
    }
    let attribute = format!("deploy.placement.constraints[{n}]");
    if let Some((left, right)) = constraint.split_once('=') {
        let respelt = format!("{}=={}", left.trim_end(), right.trim_start());
        let message =
            format!("`{constraint}` becomes `{respelt}`: Swarm compares with `==` and `!=`");
        let mut finding =
            at.value_finding(&CONSTRAINT_OPERATOR, &attribute, &constraint.origin, message);
        finding.severity = compose_model::diagnostic::Severity::Note;
        cx.report(finding);
        return respelt.into();
    }
    let message =
        format!("the constraint `{constraint}` has no `==` or `!=`, and Swarm refuses it");
    cx.report(at.value_finding(&CONSTRAINT_OPERATOR, &attribute, &constraint.origin, message));
    constraint.as_str().into()
}

/// `os[/arch[/variant]]` as constraints. Nodes report what their kernel says, so `amd64` is `x86_64`.
fn platform_constraints(at: At<'_>, platform: &Spanned<String>, cx: &mut Cx<'_>) -> Vec<Text> {
    let mut parts = platform.split('/');
    let (os, arch, variant) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let mut constraints = Vec::new();
    // An architecture may stand alone.
    let (os, arch) = match (os, arch) {
        (alone, None) if machine(alone, None).is_some() => ("linux", Some(alone)),
        both => both,
    };
    if !os.is_empty() {
        constraints.push(format!("node.platform.os=={os}").into());
    }
    if let Some(arch) = arch {
        let known = machine(arch, variant);
        constraints.push(format!("node.platform.arch=={}", known.unwrap_or(arch)).into());
        // The eighth version is the only one that 64-bit ARM machines have.
        let is_said = match known {
            Some("armv7l" | "armv6l" | "armv5l") => true,
            Some("aarch64") => variant.is_none_or(|variant| variant == "v8"),
            _ => variant.is_none(),
        };
        if !is_said {
            let variant = variant.unwrap_or_default();
            let message =
                format!("the variant `{variant}` of `{platform}` is left out: Swarm knows none");
            cx.report(at.value_finding(&PLATFORM_VARIANT, "platform", &platform.origin, message));
        }
    }
    constraints
}

/// What a node of an architecture says of itself.
fn machine(arch: &str, variant: Option<&str>) -> Option<&'static str> {
    Some(match (arch, variant) {
        ("amd64" | "x86_64" | "x86-64", _) => "x86_64",
        ("arm64" | "aarch64", _) => "aarch64",
        ("arm", Some("v5")) => "armv5l",
        ("arm", Some("v6")) => "armv6l",
        ("arm" | "armhf", _) => "armv7l",
        ("386" | "i386" | "i686", _) => "i686",
        ("ppc64le", _) => "ppc64le",
        ("s390x", _) => "s390x",
        ("riscv64", _) => "riscv64",
        ("mips64le", _) => "mips64",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_spelt_as_kernels_spell_them() {
        assert_eq!(machine("amd64", Some("v2")), Some("x86_64"));
        assert_eq!(machine("arm64", Some("v8")), Some("aarch64"));
        assert_eq!(machine("arm", Some("v6")), Some("armv6l"));
        assert_eq!(machine("arm", None), Some("armv7l"));
        assert_eq!(machine("sparc", None), None);
    }
}
