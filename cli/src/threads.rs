//! The threads of this machine.

use std::cell::OnceCell;
use std::sync::Mutex;
use std::thread;

use compose_model::workers::{Task, Workers};

/// More threads than this wait for each other more than they do.
const MOST: usize = 8;

/// Uses all processors that the process may use.
#[derive(Debug, Default)]
pub struct Threads {
    count: OnceCell<usize>,
}

impl Workers for Threads {
    fn count(&self) -> usize {
        // Asked for when there is much to do only: the answer takes reading several files.
        *self.count.get_or_init(|| thread::available_parallelism().map_or(1, usize::from).min(MOST))
    }

    fn run(&self, tasks: Vec<Task<'_>>) {
        let threads = self.count().min(tasks.len());
        let tasks = Mutex::new(tasks.into_iter());
        let next = || tasks.lock().ok()?.next();
        let work = || {
            while let Some(task) = next() {
                task();
            }
        };
        thread::scope(|scope| {
            // This thread is one of them.
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
    }
}

#[cfg(test)]
mod tests {
    use compose_model::workers;

    use super::*;

    #[test]
    fn all_items_are_done_in_order() {
        let threads = Threads { count: 4.into() };
        let items: Vec<u32> = (0..5000).collect();
        assert_eq!(workers::map(&threads, items.clone(), |n| n), items);
    }
}
