//! The grammars of values: they never panic, and where one prints what it read, it reads it again.
#![no_main]

use compose_model::env::{Env, MapEnv};
use compose_model::interpolate::Interpolator;
use compose_model::load::Variable;
use compose_model::types::bytes::Bytes;
use compose_model::types::duration::Duration;
use compose_model::types::{device, hosts, image, path, port, shell_words, volume};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = port::parse(text);
    let _ = volume::parse(text);
    let _ = device::parse(text);
    let _ = hosts::parse(text);
    let _ = shell_words::split(text);
    if let Ok(reference) = text.parse::<image::ImageReference>() {
        assert_eq!(reference.to_string(), text);
    }
    if let Ok(bytes) = text.parse::<Bytes>() {
        assert_eq!(bytes.to_string().parse(), Ok(bytes));
    }
    if let Ok(duration) = text.parse::<Duration>() {
        assert_eq!(duration.to_string().parse(), Ok(duration));
    }
    let clean = path::clean(text);
    assert_eq!(path::clean(&clean), clean);

    let env = MapEnv::new([("A", "$B"), ("EMPTY", "")]);
    let lookup = |name: &str| Some(Variable { value: env.get(name)?.into(), defined: None });
    let escaped = Interpolator::new(&lookup).substitute(&text.replace('$', "$$"));
    assert_eq!(escaped.text, text);
    for fault in Interpolator::new(&lookup).substitute(text).faults {
        assert!(text.get(fault.at).is_some());
    }
});
