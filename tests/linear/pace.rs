//! How the time that a reader takes grows with the text.

use std::time::{Duration, Instant};

use crate::readers::Reader;
use crate::texts::Shape;

/// What is shorter cannot be measured.
const SHORTEST: Duration = Duration::from_millis(3);
/// How often a pair that looks slow is measured: another program may have had the processor.
const ATTEMPTS: usize = 5;

/// How four times a text compares with the text.
pub struct Pace {
    /// How many times as long it takes.
    pub times: f64,
    /// How long it takes.
    pub milliseconds: f64,
}

/// Measures a reader at `length` bytes of a shape and at four times as many. The least of several runs counts, and runs
/// end as soon as one is fast enough.
pub fn pace(reader: &mut Reader, shape: &Shape, length: usize, fast_enough: f64) -> Pace {
    let (short, long) = (shape.text(length), shape.text(4 * length));
    let (mut least_short, mut least_long) = (Duration::MAX, Duration::MAX);
    let mut times = f64::INFINITY;
    for _ in 0..ATTEMPTS {
        least_short = least_short.min(time(reader, &short));
        least_long = least_long.min(time(reader, &long));
        times = least_long.as_secs_f64() / least_short.max(SHORTEST / 4).as_secs_f64();
        if times <= fast_enough {
            break;
        }
    }
    Pace { times, milliseconds: 1_000.0 * least_long.as_secs_f64() }
}

fn time(reader: &mut Reader, text: &str) -> Duration {
    let begin = Instant::now();
    std::hint::black_box((reader.read)(std::hint::black_box(text)));
    begin.elapsed()
}
