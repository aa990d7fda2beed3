//! `tmpfs` and `shm_size`: folders in memory.

use compose_model::model::Service;
use compose_model::types::bytes::Bytes;
use compose_model::types::path;

use super::mounts::{Planned, Seed, What};

/// The folders in memory of a service; `ignored` gets the options that have no counterpart.
pub(super) fn plan<'p>(
    key: &'p str,
    service: &'p Service,
    ignored: &mut Vec<(String, &'p compose_model::Origin, String)>,
) -> Vec<Planned<'p>> {
    let mut planned = Vec::new();
    for (index, entry) in service.tmpfs.iter().enumerate() {
        let subject = format!("services.{key}.tmpfs[{index}]");
        let (target, options) = entry.split_once(':').unwrap_or((entry, ""));
        let mut size = None;
        let mut read_only = false;
        for option in options.split(',').filter(|option| !option.is_empty()) {
            match option.split_once('=').unwrap_or((option, "")) {
                ("size", value) => match parse_size(value) {
                    Some(bytes) => size = Some(bytes),
                    None => ignored.push((subject.clone(), &entry.origin, option.to_owned())),
                },
                ("ro", _) => read_only = true,
                // What Kubernetes does anyway.
                ("rw" | "exec" | "nosuid" | "nodev", _)
                | ("mode", "1777" | "777" | "01777" | "0777") => {}
                _ => ignored.push((subject.clone(), &entry.origin, option.to_owned())),
            }
        }
        planned.push(memory(key, path::clean(target), size, read_only, subject, &entry.origin));
    }
    if let Some(shm) = service.shm_size.as_ref().filter(|shm| shm.value.0 > 0) {
        let subject = format!("services.{key}.shm_size");
        let target = "/dev/shm".to_owned();
        planned.push(memory(key, target, Some(shm.value.0), false, subject, &shm.origin));
    }
    planned
}

/// A folder in memory.
pub(super) fn memory<'p>(
    service: &str,
    target: String,
    size: Option<i64>,
    read_only: bool,
    key: String,
    origin: &'p compose_model::Origin,
) -> Planned<'p> {
    let what = What::Empty { owner: service.to_owned(), memory: true, size };
    Planned {
        target,
        read_only,
        what,
        seed: Seed::Never,
        filled_first: None,
        propagation: None,
        key,
        origin,
    }
}

/// `64m`, `1g`, `1048576`; a share of the memory (`50%`) has no counterpart.
fn parse_size(text: &str) -> Option<i64> {
    let bytes: Bytes = text.parse().ok()?;
    (bytes.0 > 0).then_some(bytes.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_tmpfs() {
        let service = Service {
            tmpfs: vec!["/run:size=4m,mode=1777".into(), "/tmp".into(), "/x:size=50%,uid=5".into()],
            shm_size: Some(Bytes(96 << 20).into()),
            ..Service::default()
        };
        let mut ignored = Vec::new();
        let planned = plan("app", &service, &mut ignored);
        let seen: Vec<_> = planned
            .iter()
            .map(|it| match &it.what {
                What::Empty { memory: true, size, .. } => (it.target.as_str(), *size),
                what => panic!("{what:?}"),
            })
            .collect();
        assert_eq!(
            seen,
            [("/run", Some(4 << 20)), ("/tmp", None), ("/x", None), ("/dev/shm", Some(96 << 20))]
        );
        let ignored: Vec<_> = ignored.iter().map(|(.., option)| option.as_str()).collect();
        assert_eq!(ignored, ["size=50%", "uid=5"]);
    }
}
