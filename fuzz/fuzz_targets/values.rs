//! The grammars of values: they never panic, and where one prints what it read, it reads it again.
#![no_main]

use compose_model::types::{device, hosts, image, path, port, shell_words, volume};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = port::parse(text);
    let _ = volume::parse(text);
    let _ = device::parse(text);
    let _ = hosts::parse(text);
    let _ = shell_words::split(text);
    let _ = text.parse::<image::ImageReference>();
    let clean = path::clean(text);
    assert_eq!(path::clean(&clean), clean);
});
