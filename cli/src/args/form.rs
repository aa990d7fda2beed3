//! `--format` and `--overlay`: the form of a result, and the environments that it holds.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ValueHint};
use compose_model::backend::{Backend, FormatSpec, Holds};

use super::Layers;
use crate::environment::{self, Environment};
use crate::failure::Failure;

/// The form of a result other than plain files.
#[derive(Clone)]
pub(crate) struct Form {
    pub(crate) format: &'static FormatSpec,
    /// Those of the command line.
    pub(crate) environments: Vec<Environment>,
    /// Variables of the Compose file to leave open.
    pub(crate) values: Vec<String>,
}

/// Plain files, the only form that every back end has.
const PLAIN: &str = "plain";

/// Not `format`, because `config` has a flag of that name that means something else.
const FORMAT: &str = "output-format";

pub(super) fn args(backends: &[&'static dyn Backend]) -> Vec<Arg> {
    let mut formats: Vec<PossibleValue> =
        vec![PossibleValue::new(PLAIN).help("one file for each document")];
    for format in backends.iter().flat_map(|backend| backend.formats()) {
        if !formats.iter().any(|known| known.get_name() == format.name) {
            formats.push(PossibleValue::new(format.name).help(format.help));
        }
    }
    if formats.len() == 1 {
        return Vec::new();
    }
    vec![
        Arg::new(FORMAT)
            .long("format")
            .value_name("FORMAT")
            .value_parser(PossibleValuesParser::new(formats))
            .default_value(PLAIN)
            .help_heading("Output")
            .help("Form of the result"),
        Arg::new("overlay")
            .long("overlay")
            .value_name("NAME=FILE,…")
            .action(ArgAction::Append)
            .value_hint(ValueHint::FilePath)
            .help_heading("Output")
            .help(
                "Environment that adds these files to the project: Compose files (`.yaml`, `.yml`, \
                 `.json`) and env files (all others); may be given again",
            ),
        Arg::new("value")
            .long("value")
            .value_name("VARIABLE")
            .action(ArgAction::Append)
            .help_heading("Output")
            .help(
                "Variable of the Compose file that becomes a value of the Helm chart, as those \
                 that nothing sets do; may be given again",
            ),
    ]
}

/// The form that is asked for, `None` for plain files.
pub(super) fn read(
    layers: &Layers<'_>,
    backend: &'static dyn Backend,
) -> Result<Option<Form>, Failure> {
    let name: String = layers.last(FORMAT).unwrap_or_else(|| PLAIN.to_owned());
    let format = backend.formats().iter().find(|format| format.name == name);
    if format.is_none() && name != PLAIN {
        return Err(Failure::usage(format!("`{}` cannot be written as {name}", backend.name()))
            .help(format!("leave out `--format {name}`, or choose another target with `--to`")));
    }
    let overlays = layers.all("overlay");
    let values = layers.all("value");
    for (flag, given, holds) in
        [("overlay", &overlays, Holds::Environments), ("value", &values, Holds::Variables)]
    {
        if !given.is_empty() && format.is_none_or(|format| format.holds != holds) {
            return Err(nothing(flag, &name, holds, backend));
        }
    }
    let mut environments = Vec::new();
    for overlay in &overlays {
        environment::merge(&mut environments, [overlaid(overlay)?]);
    }
    Ok(format.map(|format| Form { format, environments, values }))
}

/// Refuses a flag that does nothing for the chosen form.
fn nothing(flag: &str, form: &str, holds: Holds, backend: &dyn Backend) -> Failure {
    let help = match backend.formats().iter().find(|format| format.holds == holds) {
        Some(format) => format!("use `--format {}`", format.name),
        None => "leave it out".to_owned(),
    };
    Failure::usage(format!("`--{flag}` does nothing for {form} output")).help(help)
}

/// Understands `NAME=FILE,…`.
fn overlaid(text: &str) -> Result<Environment, Failure> {
    let Some((name, files)) = text.split_once('=') else {
        return Err(Failure::usage(format!("`--overlay {text}` names no files"))
            .help("write `--overlay prod=compose.prod.yaml,prod.env`"));
    };
    if !environment::is_name(name) {
        return Err(Failure::usage(format!("`{name}` cannot be the name of an environment"))
            .help(environment::NAME));
    }
    let mut environment = Environment::new(name);
    for file in files.split(',').filter(|file| !file.is_empty()) {
        environment.add_file(file);
    }
    Ok(environment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_has_a_name_and_files() {
        let prod = overlaid("prod=compose.prod.yaml,prod.env").unwrap();
        assert_eq!((prod.name.as_str(), prod.files.len(), prod.env_files.len()), ("prod", 1, 1));
        assert_eq!(overlaid("same=").unwrap(), Environment::new("same"));
        for text in ["prod", "=a.yaml", "../up=a.yaml", "a b=c.yaml"] {
            assert!(overlaid(text).unwrap_err().help.is_some(), "{text}");
        }
    }
}
