//! No key of a Compose file vanishes without a word, and each target's table says what becomes of it.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    clippy::print_stdout,
    reason = "a test may fail by a panic, be slow, and say what it counted"
)]

mod sample;
mod settings;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use compose_model::backend::Backend;
use compose_model::coverage::{Fate, fate};
use compose_model::schema;
use compose2k8s::BACKENDS;

use sample::Sample;
use verdict::{Result, Verdict};

#[test]
fn there_is_a_value_for_every_key() {
    let samples = Sample::all().into_iter().map(|sample| sample.key);
    // A list has a value as a whole, and may have one for an item in its short form.
    let samples: BTreeSet<String> =
        samples.map(|key| key.strip_suffix("[]").map_or(key.clone(), str::to_owned)).collect();
    let keys: BTreeSet<String> = schema::keys().iter().map(|key| key.path.clone()).collect();
    assert_eq!(keys.difference(&samples).collect::<Vec<_>>(), [""; 0], "keys without a value");
    assert_eq!(samples.difference(&keys).collect::<Vec<_>>(), [""; 0], "values without a key");
}

#[test]
fn no_key_is_silent() {
    let mut silent = Vec::new();
    for backend in BACKENDS {
        let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
        for (key, samples) in samples_of_keys() {
            let verdicts = samples.iter().map(|sample| (Verdict::of(sample, *backend), sample));
            let (verdict, sample) = verdicts.min_by_key(|(verdict, _)| *verdict).unwrap();
            *counts.entry(verdict).or_default() += 1;
            if verdict == Verdict::Silent {
                let found = Result::of(&sample.with, *backend).list();
                silent.push(format!("{} {key}\n{}{found}", backend.name(), sample.with));
            }
        }
        println!("{}: {counts:?}", backend.name());
    }
    assert!(silent.is_empty(), "{} silent:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn every_key_has_a_fate() {
    for backend in BACKENDS {
        let keys = schema::keys().iter().map(|key| key.path.as_str());
        let missing: Vec<&str> =
            keys.filter(|key| fate(backend.coverage(), key).is_none()).collect();
        assert_eq!(missing, [""; 0], "{}", backend.name());
    }
}

#[test]
fn tables_are_sorted_and_name_keys_only() {
    let keys: BTreeSet<&str> = schema::keys().iter().map(|key| key.path.as_str()).collect();
    for backend in BACKENDS {
        let table = backend.coverage();
        assert!(table.windows(2).all(|pair| pair[0].0 < pair[1].0), "{}", backend.name());
        let unknown: Vec<&&str> =
            table.iter().map(|(key, _)| key).filter(|key| !keys.contains(*key)).collect();
        assert_eq!(unknown, [&""; 0], "{}", backend.name());
    }
}

#[test]
fn every_fate_is_what_happens() {
    let mut wrong = Vec::new();
    for backend in BACKENDS {
        for (key, samples) in samples_of_keys() {
            let checks = samples.iter().map(|sample| check_fate(sample, *backend));
            let failed: Vec<String> = checks.filter_map(std::result::Result::err).collect();
            if failed.len() == samples.len() {
                wrong.push(format!("{} {key}: {}", backend.name(), failed.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn samples_of_keys() -> BTreeMap<String, Vec<Sample>> {
    let mut samples: BTreeMap<String, Vec<Sample>> = BTreeMap::new();
    for sample in Sample::all() {
        samples.entry(sample.key.clone()).or_default().push(sample);
    }
    samples
}

/// Whether what the table says of a key is what becomes of its value.
fn check_fate(sample: &Sample, backend: &'static dyn Backend) -> std::result::Result<(), String> {
    let listed = backend.coverage().binary_search_by(|(key, _)| (*key).cmp(&sample.key)).is_ok();
    let Some(fate) = fate(backend.coverage(), &sample.key).filter(|_| listed) else {
        return Ok(());
    };
    let (without, with) = (Result::of(&sample.without, backend), Result::of(&sample.with, backend));
    let changes = without.files != with.files;
    match fate {
        Fate::Loading | Fate::Needless(_) => Ok(()),
        Fate::Translated if changes => Ok(()),
        Fate::Translated => Err(format!("the output is the same\n{}", with.list())),
        Fate::Approximated(rule) | Fate::Reported(rule) => {
            let above = || Verdict::of(sample, backend) == Verdict::ReportedAbove;
            if with.has_more(&without, rule) || above() {
                Ok(())
            } else {
                Err(format!("no {}\n{}", rule.code, with.list()))
            }
        }
    }
}
