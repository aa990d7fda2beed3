//! Work that can be done at the same time, by whoever has threads.
//!
//! The core has none: as files come through a [`Vfs`](crate::vfs::Vfs), threads come through
//! [`Workers`]. What is done, and in which order results stand, never depends on them.

/// A piece of work.
pub type Task<'t> = Box<dyn FnOnce() + Send + 't>;

/// Does several things at a time.
pub trait Workers {
    /// How many things at a time; at least one.
    fn count(&self) -> usize;

    /// Does all tasks, in any order, and returns when they are done.
    fn run(&self, tasks: Vec<Task<'_>>);
}

/// Does one thing after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Serial;

impl Workers for Serial {
    fn count(&self) -> usize {
        1
    }

    fn run(&self, tasks: Vec<Task<'_>>) {
        for task in tasks {
            task();
        }
    }
}

/// Fewer items are not worth a thread.
const LEAST: usize = 64;
/// The pieces for each worker: items differ in size, and whoever is done takes the next piece.
const PIECES: usize = 4;

/// Whether so many items are worth threads.
pub fn pays(workers: &dyn Workers, items: usize) -> bool {
    items >= 2 * LEAST && workers.count() >= 2
}

/// The results for all items, in the order of the items.
pub fn map<T: Send, R: Send>(
    workers: &dyn Workers,
    items: Vec<T>,
    result: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    if !pays(workers, items.len()) {
        return items.into_iter().map(result).collect();
    }
    let length = items.len().div_ceil(workers.count() * PIECES).max(LEAST);
    let mut results: Vec<Vec<R>> = Vec::new();
    results.resize_with(items.len().div_ceil(length), Vec::new);
    let (mut items, result) = (items.into_iter(), &result);
    let tasks = results.iter_mut().map(|results| -> Task<'_> {
        let piece: Vec<T> = items.by_ref().take(length).collect();
        Box::new(move || *results = piece.into_iter().map(result).collect())
    });
    workers.run(tasks.collect());
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Begins with the last task.
    struct Backwards;

    impl Workers for Backwards {
        fn count(&self) -> usize {
            3
        }

        fn run(&self, tasks: Vec<Task<'_>>) {
            assert!(tasks.len() > 1, "many items are worth several tasks");
            for task in tasks.into_iter().rev() {
                task();
            }
        }
    }

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        for length in [0, 1, 127, 128, 129, 1000, 1001] {
            let items: Vec<usize> = (0..length).collect();
            let doubled: Vec<usize> = items.iter().map(|n| n * 2).collect();
            assert_eq!(map(&Serial, items.clone(), |n| n * 2), doubled);
            if length >= 128 {
                assert_eq!(map(&Backwards, items, |n| n * 2), doubled);
            }
        }
    }
}
