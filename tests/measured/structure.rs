//! The structure of real judgments: no text is lost on the way to passages.

use panrye::judgment::Section;
use panrye::passage::passages;

use crate::{judgments, shared};

#[test]
#[ignore = "needs a collection of judgments: PANRYE_SHARED"]
fn passages_cover_every_judgment() {
    let shared = shared();
    let (mut letters, mut covered) = (0usize, 0usize);
    for judgment in judgments(&shared.join("corpus/fulltext.jsonl.zst")) {
        for passage in passages(&judgment) {
            let text = passage.span.of(judgment.section(passage.section));
            covered += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        letters += Section::ALL
            .iter()
            .map(|&section| judgment.section(section).chars().filter(|c| !c.is_whitespace()).count())
            .sum::<usize>();
    }
    let share = covered as f64 / letters as f64;
    println!("passages cover {:.2} % of {letters} letters", share * 100.0);
    // The rest are headings and labels.
    assert!((0.98..=1.0).contains(&share), "{share}");
}
