//! All pods of a project, several at a time where somebody has threads.
//!
//! Each is drafted as if it were the first. A draft that asked for what an earlier pod has made (a
//! claim that they share, a Job to wait for, a name that is taken) is thrown away, and the pod built
//! when its turn comes: so the result is always that of one pod after the other.

use std::collections::BTreeMap;
use std::iter;

use compose_model::backend::{FieldOrigin, Flow, Progress};
use compose_model::diagnostic::Diagnostics;
use compose_model::workers::{self, Workers};

use crate::context::{Cx, Question};
use crate::extension::idle::Used;
use crate::object::Objects;
use crate::plan::PodPlan;

/// The pods that are drafted before progress is told again.
const AT_A_TIME: usize = 1 << 11;

/// Builds what belongs to each pod, and stops when `progress` says so.
pub(crate) fn build(
    workers: &dyn Workers,
    progress: &mut dyn FnMut(Progress<'_>) -> Flow,
    cx: &mut Cx<'_>,
) -> Flow {
    let pods = &cx.plan.pods;
    let mut done = 0;
    for some in pods.chunks(AT_A_TIME) {
        let drafts = if workers::pays(workers, some.len()) {
            workers::map(workers, some.iter().collect(), |pod| Draft::of(pod, cx))
        } else {
            Vec::new()
        };
        let drafts = drafts.into_iter().map(Some).chain(iter::repeat_with(|| None));
        for (pod, draft) in some.iter().zip(drafts) {
            let service = pod.leader().key;
            if progress(Progress { service, done, total: pods.len() }) == Flow::Stop {
                return Flow::Stop;
            }
            match draft.filter(|draft| draft.holds(cx)) {
                Some(draft) => draft.add(cx),
                None => super::build(pod, cx),
            }
            done += 1;
        }
    }
    Flow::Continue
}

/// What belongs to a pod, before it is known whether another one has a part in it.
struct Draft {
    objects: Objects,
    fields: Option<Vec<FieldOrigin>>,
    jobs: BTreeMap<String, String>,
    used: Used,
    diagnostics: Diagnostics,
    questions: Vec<Question>,
}

impl Draft {
    fn of(pod: &PodPlan<'_>, cx: &Cx<'_>) -> Self {
        let mut diagnostics = Diagnostics::default();
        let mut own = Cx {
            project: cx.project,
            options: cx.options,
            extension: cx.extension,
            names: cx.names,
            discovery: cx.discovery,
            plan: cx.plan,
            storage: cx.storage,
            diagnostics: &mut diagnostics,
            objects: Objects::default(),
            fields: cx.traces().then(Vec::new),
            jobs: BTreeMap::new(),
            used: Used::default(),
            questions: Some(Vec::new()),
        };
        super::build(pod, &mut own);
        let Cx { objects, fields, jobs, used, questions, .. } = own;
        let questions = questions.unwrap_or_default();
        Self { objects, fields, jobs, used, diagnostics, questions }
    }

    /// Whether nothing that it asked for is there by now.
    fn holds(&self, cx: &Cx<'_>) -> bool {
        self.questions.iter().all(|question| match question {
            Question::Object(kind, name) => !cx.objects.contains(kind, name),
            Question::Job(service) => !cx.jobs.contains_key(service),
        })
    }

    fn add(self, cx: &mut Cx<'_>) {
        cx.objects.extend(self.objects);
        cx.diagnostics.extend(self.diagnostics);
        cx.jobs.extend(self.jobs);
        cx.used.extend(self.used);
        if let Some(fields) = &mut cx.fields {
            fields.extend(self.fields.into_iter().flatten());
        }
    }
}
