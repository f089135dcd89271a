//! Bytes that are on their way at one time, bounded: whoever would exceed a budget waits until others are done.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A number of bytes that are shared.
#[derive(Debug, Clone)]
pub(crate) struct Budget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limit: usize,
    used: Mutex<usize>,
    given_back: Condvar,
}

/// Bytes of a budget that are in use until this is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    shared: Arc<Shared>,
    bytes: usize,
}

impl Budget {
    /// A budget of this many bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self(Arc::new(Shared { limit, used: Mutex::new(0), given_back: Condvar::new() }))
    }

    /// Waits until this many bytes are free. What is larger than the whole budget waits until all of it is free.
    pub(crate) fn take(&self, bytes: usize) -> Permit {
        let Shared { limit, used, given_back } = &*self.0;
        let bytes = bytes.min(*limit);
        let used = used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut used = given_back
            .wait_while(used, |used| *used + bytes > *limit)
            .unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Permit { shared: Arc::clone(&self.0), bytes }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.shared.used.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.shared.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn no_more_than_the_budget_is_ever_in_use() {
        let budget = Budget::new(100);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let (budget, now, most) = (budget.clone(), &now, &most);
                scope.spawn(move || {
                    for step in 0..200 {
                        let bytes = (thread * 37 + step * 13) % 60;
                        let permit = budget.take(bytes);
                        most.fetch_max(now.fetch_add(bytes, Ordering::SeqCst) + bytes, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(bytes, Ordering::SeqCst);
                        drop(permit);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 100);
    }

    #[test]
    fn what_is_larger_than_the_budget_has_it_alone() {
        let budget = Budget::new(10);
        drop(budget.take(1_000));
        drop(budget.take(10));
    }
}
