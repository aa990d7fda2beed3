//! All pods of a project, several at a time where somebody has threads.
//!
//! Each is drafted as if it were the first. A draft that asked for what an earlier pod has made (a Job
//! to wait for, a name that is taken) is thrown away, and the pod built when its turn comes; of what
//! several pods make, such as a claim that they share, the first one counts. So the result is always
//! that of one pod after the other.

use std::collections::BTreeMap;
use std::iter;

use compose_model::backend::{FieldOrigin, Flow, Progress};
use compose_model::diagnostic::Diagnostics;
use compose_model::workers::{self, Workers};

use crate::context::{Cx, Question, Unsure};
use crate::extension::idle::Used;
use crate::object::Objects;
use crate::plan::{PodPlan, WorkloadKind};

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
        let drafts =
            if workers::pays(workers, some.len()) { drafts(some, workers, cx) } else { Vec::new() };
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

/// Drafts pods. Jobs come first: others name them, and their names depend on what they run.
fn drafts(pods: &[PodPlan<'_>], workers: &dyn Workers, cx: &Cx<'_>) -> Vec<Draft> {
    let mut jobs = cx.jobs.clone();
    let mut of_jobs = Vec::new();
    for pod in pods.iter().filter(|pod| pod.kind == WorkloadKind::Job) {
        let draft = Draft::of(pod, &jobs, cx);
        jobs.extend(draft.jobs.clone());
        of_jobs.push(draft);
    }
    let others = pods.iter().filter(|pod| pod.kind != WorkloadKind::Job).collect();
    let others = workers::map(workers, others, |pod| Draft::of(pod, &jobs, cx));
    let (mut of_jobs, mut others) = (of_jobs.into_iter(), others.into_iter());
    let of = |pod: &PodPlan<'_>| match pod.kind {
        WorkloadKind::Job => of_jobs.next(),
        _ => others.next(),
    };
    pods.iter().filter_map(of).collect()
}

/// What belongs to a pod, before it is known whether another one has a part in it.
struct Draft {
    objects: Objects,
    fields: Option<Vec<FieldOrigin>>,
    jobs: BTreeMap<String, String>,
    used: Used,
    diagnostics: Diagnostics,
    questions: Vec<Question>,
    /// The objects that an earlier pod may have made: kind and name.
    common: Vec<(&'static str, String)>,
}

impl Draft {
    fn of(pod: &PodPlan<'_>, jobs: &BTreeMap<String, String>, cx: &Cx<'_>) -> Self {
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
            unsure: Some(Unsure { jobs, questions: Vec::new(), common: Vec::new() }),
        };
        super::build(pod, &mut own);
        let Cx { objects, fields, jobs, used, unsure, .. } = own;
        let (questions, common) = unsure.map(|it| (it.questions, it.common)).unwrap_or_default();
        Self { objects, fields, jobs, used, diagnostics, questions, common }
    }

    /// Whether all that it asked for is still as it was told.
    fn holds(&self, cx: &Cx<'_>) -> bool {
        self.questions.iter().all(|question| match question {
            Question::Object(kind, name) => !cx.objects.contains(kind, name),
            Question::Job(service, job) => cx.jobs.get(service) == job.as_ref(),
        })
    }

    fn add(self, cx: &mut Cx<'_>) {
        if let Some(fields) = &mut cx.fields {
            let mut own = self.fields.unwrap_or_default();
            for (kind, name) in &self.common {
                if cx.objects.contains(kind, name) {
                    let object = format!("{kind}/{name}");
                    own.retain(|field| field.object != object);
                }
            }
            fields.append(&mut own);
        }
        cx.objects.extend(self.objects);
        cx.diagnostics.extend(self.diagnostics);
        cx.jobs.extend(self.jobs);
        cx.used.extend(self.used);
    }
}
