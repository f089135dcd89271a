//! When to ask: not faster than the user allows, and later each time that a question fails.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

/// Longest pause between two attempts, unless the server asks for a longer one.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Spaces questions evenly.
#[derive(Debug)]
pub(super) struct Pace {
    gap: Duration,
    last: Option<Instant>,
}

impl Pace {
    /// A pace of this many requests a second.
    pub(super) fn new(rate: f64) -> Self {
        Self { gap: Duration::try_from_secs_f64(1.0 / rate).unwrap_or(LONGEST_PAUSE), last: None }
    }

    /// Waits until the next question may be asked.
    pub(super) fn wait(&mut self) {
        if let Some(last) = self.last {
            std::thread::sleep(self.gap.saturating_sub(last.elapsed()));
        }
        self.last = Some(Instant::now());
    }
}

/// How often a question is repeated, and after which pauses.
#[derive(Debug, Clone, Copy)]
pub struct Retry {
    /// Repetitions after the first attempt.
    pub times: u32,
    /// The first pause; each is twice the one before.
    pub pause: Duration,
}

impl Retry {
    /// The pause after the attempt `attempt` (from 0) failed, or `None` where it was the last. `asked` is what the
    /// server asks for; `jitter` is between 0 and 1 and spreads those who failed together.
    fn pause_after(&self, attempt: u32, asked: Option<Duration>, jitter: f64) -> Option<Duration> {
        if attempt >= self.times {
            return None;
        }
        let doubled = self.pause.saturating_mul(2u32.saturating_pow(attempt)).min(LONGEST_PAUSE);
        Some(asked.unwrap_or_default().max(doubled.mul_f64(0.5 + jitter / 2.0)))
    }

    /// The same with a jitter of chance.
    pub(super) fn pause(&self, attempt: u32, asked: Option<Duration>) -> Option<Duration> {
        // Each state is keyed by chance; that is random enough to spread a few pauses.
        let chance = RandomState::new().build_hasher().finish();
        self.pause_after(attempt, asked, chance as f64 / u64::MAX as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RETRY: Retry = Retry { times: 3, pause: Duration::from_secs(1) };

    #[test]
    fn pauses_double_and_end() {
        let pauses: Vec<_> = (0..5).map(|attempt| RETRY.pause_after(attempt, None, 1.0)).collect();
        assert_eq!(
            pauses,
            [1, 2, 4]
                .map(|s| Some(Duration::from_secs(s)))
                .into_iter()
                .chain([None, None])
                .collect::<Vec<_>>()
        );
        assert_eq!(RETRY.pause_after(0, None, 0.0), Some(Duration::from_millis(500)));
        let long = Retry { times: 100, ..RETRY };
        assert_eq!(long.pause_after(90, None, 1.0), Some(LONGEST_PAUSE));
    }

    #[test]
    fn the_server_is_not_asked_earlier_than_it_says() {
        let asked = Some(Duration::from_secs(30));
        assert_eq!(RETRY.pause_after(0, asked, 1.0), asked);
        assert_eq!(RETRY.pause_after(0, Some(Duration::ZERO), 1.0), Some(Duration::from_secs(1)));
        assert_eq!(RETRY.pause_after(3, asked, 1.0), None);
    }

    #[test]
    fn chance_stays_within_the_pause() {
        for _ in 0..100 {
            let pause = RETRY.pause(1, None).unwrap();
            assert!((Duration::from_secs(1)..=Duration::from_secs(2)).contains(&pause), "{pause:?}");
        }
    }
}
