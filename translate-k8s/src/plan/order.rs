//! The order of pods: what others wait for comes first.

use std::collections::{HashMap, HashSet};

use super::PodPlan;

/// Sorts pods so that dependencies come before dependants, else in the order given. Gives the
/// dependencies that close a circle, by the keys of the pods' leaders.
///
/// Walks with a stack of its own, so that a long chain cannot exhaust the thread's.
pub(super) fn by_dependency<'a>(pods: &mut Vec<PodPlan<'a>>) -> HashSet<(&'a str, &'a str)> {
    let pod_of: HashMap<&str, usize> = pods
        .iter()
        .enumerate()
        .flat_map(|(at, pod)| pod.members.iter().map(move |member| (member.key, at)))
        .collect();
    let dependencies: Vec<Vec<usize>> = pods
        .iter()
        .map(|pod| {
            let keys = pod.members.iter().flat_map(|member| member.service.depends_on.keys());
            keys.filter_map(|key| pod_of.get(key.as_str()).copied()).collect()
        })
        .collect();
    let mut order = Vec::with_capacity(pods.len());
    let mut circular = HashSet::new();
    let mut state = vec![State::New; pods.len()];
    for start in 0..pods.len() {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            let Some(dependency) = dependencies[at].get(next).copied() else {
                state[at] = State::Done;
                order.push(at);
                continue;
            };
            stack.push((at, next + 1));
            match state[dependency] {
                State::New => {
                    state[dependency] = State::Open;
                    stack.push((dependency, 0));
                }
                State::Open if dependency != at => {
                    circular.insert((pods[at].leader().key, pods[dependency].leader().key));
                }
                State::Open | State::Done => {}
            }
        }
    }
    let mut slots: Vec<Option<PodPlan<'_>>> = std::mem::take(pods).into_iter().map(Some).collect();
    pods.extend(order.into_iter().filter_map(|at| slots[at].take()));
    circular
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}
