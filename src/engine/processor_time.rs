//! How long a thread had a processor: what tests compare that must not fail beside other programs.

use std::time::{Duration, Instant};

/// The least time of some runs. Where the system does not say how long a thread had a processor, the clock has to do.
pub(crate) fn least_time(mut run: impl FnMut()) -> Duration {
    let mut time = |_| {
        let (begin, clock) = (of_this_thread(), Instant::now());
        run();
        match (begin, of_this_thread()) {
            (Some(begin), Some(end)) => end.saturating_sub(begin),
            _ => clock.elapsed(),
        }
    };
    (0..5).map(&mut time).min().unwrap_or_default()
}

fn of_this_thread() -> Option<Duration> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(said.split(' ').next()?.parse().ok()?))
}
