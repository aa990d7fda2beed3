//! The values that labels take.

use super::values::{self, VolumeKind};
use crate::extension::values::MemoryTarget;
use crate::extension::volume::SubPath;
use crate::extension::words::{Kind, ServiceType};

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn words_are_taken_in_any_case() {
    assert_eq!(values::controller("DaemonSet"), Ok((Kind::DaemonSet, false)));
    assert_eq!(values::controller(" replicationController "), Ok((Kind::Deployment, true)));
    assert_eq!(values::service_type("ClusterIP"), Ok(ServiceType::ClusterIP));
    assert_eq!(values::volume_kind("configmap"), Ok(VolumeKind::ConfigMap));
    assert!(values::controller("replicaset").unwrap_err().contains("`statefulset`"));
    assert!(values::truth("yes").is_err());
}

#[test]
fn numbers_have_bounds() {
    assert_eq!(values::percent("80 %"), Ok(80));
    assert_eq!(values::memory("70"), Ok(MemoryTarget::Percent(70)));
    assert_eq!(values::memory("512Mi"), Ok(MemoryTarget::Each("512Mi".to_owned())));
    assert_eq!(values::port("65535"), Ok(65535));
    assert_eq!(values::group("0"), Ok(0));
    for text in ["0", "65536", "-1", "http"] {
        assert!(values::port(text).is_err(), "{text}");
    }
    assert!(values::percent("0").is_err() && values::memory("much").is_err());
    assert!(values::number("-1").is_err() && values::group("staff").is_err());
    assert!(values::size("0").is_err() && values::size("10 GB").is_err());
    assert!(values::duration("soon").is_err());
}

#[test]
fn folders_stay_in_their_volume() {
    assert_eq!(values::folder("/data/"), Ok(SubPath::Folder("data".to_owned())));
    assert!(values::folder("../data").is_err() && values::folder("/").is_err());
}

#[test]
fn commands_are_lists_or_lines() {
    let want = words(&["echo", "a b"]);
    for text in ["[\"echo\", \"a b\"]", "echo 'a b'"] {
        assert_eq!(values::command(text), Ok(want.clone()), "{text}");
    }
    assert_eq!(values::command("bundle,exec,thin"), Ok(words(&["bundle", "exec", "thin"])));
    // Kompose splits it at the comma.
    let line = "sh -c \"sleep 5, echo hi\"";
    assert_eq!(values::command(line), Ok(words(&["sh", "-c", "sleep 5, echo hi"])));
    for text in ["[echo]", "[1, 2]", "a; b", "'a"] {
        assert!(values::command(text).is_err(), "{text}");
    }
}

#[test]
fn tests_are_those_of_compose() {
    let shell = |line| Ok(Some(words(&["/bin/sh", "-c", line])));
    assert_eq!(
        values::test("CMD curl -f \"http://x/a b\""),
        Ok(Some(words(&["curl", "-f", "http://x/a b"])))
    );
    assert_eq!(values::test("[\"CMD\", \"true\"]"), Ok(Some(words(&["true"]))));
    assert_eq!(values::test("CMD-SHELL curl x || exit 1"), shell("curl x || exit 1"));
    assert_eq!(values::test("[\"CMD-SHELL\", \"a || b\"]"), shell("a || b"));
    assert_eq!(values::test("curl x || exit 1"), shell("curl x || exit 1"));
    assert_eq!(values::test("NONE"), Ok(None));
    assert_eq!(values::test("[\"NONE\"]"), Ok(None));
    for text in ["CMD", "CMD a || b", "[\"curl\"]", "[\"CMD\"]", "[]"] {
        assert!(values::test(text).is_err(), "{text}");
    }
}
