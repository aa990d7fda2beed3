//! The forms of attributes that their types do not tell.

mod command;
mod hosts;
mod named;
mod numbers;
mod options;
mod ssh;
mod texts;
mod unprinted;
mod variables;

pub(crate) use command::{Command, HealthcheckTest};
pub(crate) use hosts::Hosts;
pub(crate) use named::Named;
pub(crate) use numbers::{NumberOnly, Unsigned, Weight};
pub(crate) use options::OptionLists;
pub(crate) use ssh::SshKeys;
pub(crate) use texts::Texts;
pub(crate) use unprinted::Unprinted;
pub(crate) use variables::Variables;

/// As the type says: a value, a list or a map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain;
