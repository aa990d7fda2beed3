//! `config`.
