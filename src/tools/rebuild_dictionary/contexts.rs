//! New numbers for the context ids: the most used first, so that the cells of the cost matrix that a text needs lie
//! close together in memory.
//!
//! The frequencies come with `lindera-ko-dic`; what they count is which ids a large text connected.

use anyhow::{Context, Result, ensure};

/// Two lines of counts (left ids, right ids) under a line with the two sizes.
const FREQUENCIES: &str = include_str!("context_id_freq.txt");

/// `new = order[old]` for left and right context ids; 0, the edge of a sentence, stays 0.
pub(crate) struct ContextOrder {
    /// The new numbers of the left context ids.
    pub(crate) left: Vec<u16>,
    /// The new numbers of the right context ids.
    pub(crate) right: Vec<u16>,
}

impl ContextOrder {
    /// Orders `left` and `right` ids by falling frequency, equal ones by their old number.
    pub(crate) fn by_frequency(left: usize, right: usize) -> Result<Self> {
        let mut lines = FREQUENCIES.lines();
        let mut row = |what| -> Result<Vec<u64>> {
            let line = lines.next().context("context_id_freq.txt is too short")?;
            line.split_ascii_whitespace().map(|count| count.parse().context(what)).collect()
        };
        let sizes = row("sizes")?;
        ensure!(sizes == [left as u64, right as u64], "frequencies are for a matrix of {sizes:?}");
        let (left_counts, right_counts) = (row("left")?, row("right")?);
        ensure!(left_counts.len() == left && right_counts.len() == right, "counts are missing");
        Ok(Self { left: order(&left_counts)?, right: order(&right_counts)? })
    }
}

fn order(counts: &[u64]) -> Result<Vec<u16>> {
    let mut ids: Vec<usize> = (1..counts.len()).collect();
    ids.sort_by_key(|&id| (std::cmp::Reverse(counts[id]), id));
    let mut order = vec![0; counts.len()];
    for (rank, old) in (1..).zip(ids) {
        order[old] = u16::try_from(rank)?;
    }
    Ok(order)
}
