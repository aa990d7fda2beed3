//! Translates Compose projects.
