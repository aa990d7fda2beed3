//! Flags made from the options that back ends declare.
//!
//! A further back end needs no line here. An option that several back ends have under one name is
//! one flag; it must be of the same kind in all of them.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, value_parser};
use compose_model::backend::{Backend, OptionKind, OptionSpec, OptionValues};

use super::{Layers, Target};
use crate::failure::Failure;

/// One flag with the back ends that take it.
struct Flag {
    spec: OptionSpec,
    takers: Vec<(&'static str, OptionSpec)>,
}

fn flags(backends: &[&'static dyn Backend]) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    for backend in backends {
        for spec in backend.options() {
            let taker = (backend.name(), *spec);
            match flags.iter_mut().find(|flag| flag.spec.name == spec.name) {
                Some(flag) => flag.takers.push(taker),
                None => flags.push(Flag { spec: *spec, takers: vec![taker] }),
            }
        }
    }
    flags
}

pub(super) fn args(backends: &[&'static dyn Backend]) -> Vec<Arg> {
    let all = backends.len();
    flags(backends).into_iter().map(|flag| arg(&flag, all)).collect()
}

fn arg(flag: &Flag, backends: usize) -> Arg {
    let names: Vec<&str> = flag.takers.iter().map(|(name, _)| *name).collect();
    let heading = match names.len() {
        n if n == backends && n > 1 => "Options for every target".to_owned(),
        _ => format!("Options for {}", names.join(" and ")),
    };
    let help = help(flag);
    let arg = Arg::new(flag.spec.name)
        .long(flag.spec.name)
        .help(help.clone())
        // The manual takes this one, because the other is hidden.
        .long_help(help)
        .help_heading(heading)
        // The short help stays short: `-h` is for finding one's way.
        .hide_short_help(true);
    match flag.spec.kind {
        // `--liveness=false` takes back what the policy file says.
        OptionKind::Flag => arg
            .value_name("BOOL")
            .value_parser(value_parser!(bool))
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .hide_possible_values(true),
        OptionKind::Text(placeholder) => arg.value_name(placeholder),
        OptionKind::Choice(values) => {
            arg.value_name("VALUE").value_parser(PossibleValuesParser::new(values))
        }
        OptionKind::List(placeholder) => arg.value_name(placeholder).action(ArgAction::Append),
    }
}

/// The help text with the default; for each back end where they say different things.
fn help(flag: &Flag) -> String {
    let text = |spec: &OptionSpec| match spec.default {
        Some(default) => format!("{} [default: {default}]", spec.help),
        None => spec.help.to_owned(),
    };
    let first = text(&flag.spec);
    if flag.takers.iter().all(|(_, spec)| text(spec) == first) {
        return first;
    }
    let each = flag.takers.iter().map(|(name, spec)| format!("{name}: {}", text(spec)));
    each.collect::<Vec<_>>().join("; ")
}

/// The back end of `--to`.
pub(super) fn target(
    layers: &Layers<'_>,
    backends: &[&'static dyn Backend],
) -> Result<Target, Failure> {
    // `--to` has a default, so there is one, and the last one counts.
    targets(layers, backends)?.pop().ok_or_else(|| Failure::usage("there is no target"))
}

/// The back ends of `--to`, or all where it is not given, each with the options that are its own.
pub(super) fn targets_or_all(
    layers: &Layers<'_>,
    backends: &[&'static dyn Backend],
) -> Result<Vec<Target>, Failure> {
    if layers.given("to") {
        return targets(layers, backends);
    }
    Ok(backends
        .iter()
        .map(|&backend| Target { backend, given: values(backend, layers), form: None })
        .collect())
}

/// The back ends of `--to`, each with the options that are its own.
pub(super) fn targets(
    layers: &Layers<'_>,
    backends: &[&'static dyn Backend],
) -> Result<Vec<Target>, Failure> {
    let mut names: Vec<String> = Vec::new();
    for name in layers.all("to") {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for flag in flags(backends).iter().filter(|flag| layers.given(flag.spec.name)) {
        if !flag.takers.iter().any(|(taker, _)| names.iter().any(|name| name == taker)) {
            let takers: Vec<&str> = flag.takers.iter().map(|(name, _)| *name).collect();
            let (flag, names) = (flag.spec.name, names.join(" or "));
            return Err(Failure::usage(format!("`--{flag}` does nothing for {names}"))
                .help(format!("leave it out, or use `--to {}`", takers.join("` or `--to "))));
        }
    }
    let chosen = names.iter().filter_map(|name| backends.iter().find(|b| b.name() == name));
    let target = |backend: &&'static dyn Backend| Target {
        backend: *backend,
        given: values(*backend, layers),
        form: None,
    };
    Ok(chosen.map(target).collect())
}

fn values(backend: &dyn Backend, layers: &Layers<'_>) -> OptionValues {
    let mut values = OptionValues::default();
    for spec in backend.options() {
        let given = match spec.kind {
            OptionKind::Flag => {
                layers.last::<bool>(spec.name).iter().map(ToString::to_string).collect()
            }
            OptionKind::Text(_) | OptionKind::Choice(_) => {
                layers.last(spec.name).into_iter().collect()
            }
            OptionKind::List(_) => layers.all(spec.name),
        };
        for value in given {
            values.push(spec.name, value);
        }
    }
    values
}
