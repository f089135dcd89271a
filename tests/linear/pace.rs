//! How the time that a reader takes grows with the text.

use std::time::{Duration, Instant};

use crate::readers::Reader;
use crate::texts::Shape;

/// A shorter text that takes less is taken to take as long: less cannot be measured beside other programs.
const SHORTEST: Duration = Duration::from_millis(5);
/// How often a text that looks slow is measured, each time at twice the length: what is slow stays so, and what was
/// disturbed does not.
const ATTEMPTS: u32 = 5;

/// How four times a text compares with the text.
pub struct Pace {
    /// How many times as long it takes.
    pub times: f64,
    /// How long it takes.
    pub milliseconds: f64,
}

/// Measures a reader at `length` bytes of a shape and at four times as many, until four times the text takes at most
/// `fast_enough` times as long.
pub fn pace(reader: &mut Reader, shape: &Shape, length: usize, fast_enough: f64) -> Pace {
    let mut pace = Pace { times: f64::INFINITY, milliseconds: 0.0 };
    for attempt in 0..ATTEMPTS {
        let (short, long) = (shape.text(length << attempt), shape.text(length << (attempt + 2)));
        let short = time(reader, &short).max(SHORTEST).as_secs_f64();
        let long = time(reader, &long).as_secs_f64();
        pace = Pace { times: long / short, milliseconds: 1_000.0 * long };
        if pace.times <= fast_enough {
            break;
        }
    }
    pace
}

/// How four times a text of `length` bytes compares with the text where longer ones are not read: the best of some times.
pub fn bounded_pace(reader: &mut Reader, shape: &Shape, length: usize) -> Pace {
    let (short, long) = (shape.text(length), shape.text(4 * length));
    let mut least = |text: &str| (0..ATTEMPTS).map(|_| time(reader, text)).min().unwrap_or_default();
    let (short, long) = (least(&short).max(SHORTEST).as_secs_f64(), least(&long).as_secs_f64());
    Pace { times: long / short, milliseconds: 1_000.0 * long }
}

fn time(reader: &mut Reader, text: &str) -> Duration {
    let (begin, clock) = (processor_time(), Instant::now());
    std::hint::black_box((reader.read)(std::hint::black_box(text)));
    match (begin, processor_time()) {
        (Some(begin), Some(end)) => end.saturating_sub(begin),
        _ => clock.elapsed(),
    }
}

/// How long this thread had a processor, where the system says so: other programs do not count then.
fn processor_time() -> Option<Duration> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(said.split(' ').next()?.parse().ok()?))
}
