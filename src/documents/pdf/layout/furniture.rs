//! What stands on the pages beside the text: headers, footers and page numbers, told by their place and by being repeated.

use std::collections::{HashMap, HashSet};

use super::Sheet;
use super::lines::Line;

/// Parts of a page at its upper and lower edge.
const MARGIN: f32 = 0.12;
/// Lines at each edge.
const LINES: usize = 4;
/// Of how many pages a line must stand on one.
const ONE_OF: usize = 3;

/// Takes it away; whether there was any.
pub(super) fn remove(pages: &mut [Sheet]) -> bool {
    let mut repeated: HashMap<(bool, String), usize> = HashMap::new();
    for page in pages.iter() {
        let keys: HashSet<_> = edges(page).into_iter().map(|at| key(page, at)).collect();
        for key in keys {
            *repeated.entry(key).or_default() += 1;
        }
    }
    let least = pages.len().div_ceil(ONE_OF).max(2);
    let gone: Vec<Vec<usize>> = pages.iter().map(|page| beside_text(page, &repeated, least)).collect();
    let count: usize = gone.iter().map(Vec::len).sum();
    if count == pages.iter().map(|page| page.lines.len()).sum() {
        // What stands there is the text.
        return false;
    }
    for (page, gone) in pages.iter_mut().zip(gone) {
        for at in gone.into_iter().rev() {
            page.lines.remove(at);
        }
    }
    count > 0
}

/// The lines of a page that stand beside its text.
fn beside_text(page: &Sheet, repeated: &HashMap<(bool, String), usize>, least: usize) -> Vec<usize> {
    let edges = edges(page);
    let count = |at| repeated.get(&key(page, at)).copied().unwrap_or_default();
    let is_repeated = |at: &usize| page.lines[*at].is_artifact || count(*at) >= least;
    let mut gone: Vec<usize> = edges.iter().copied().filter(is_repeated).collect();
    // A number alone is one of a page where it is the outermost line.
    gone.extend(outermost(page, &edges).filter(|&at| is_page_number(&page.lines[at].text)));
    gone.sort_unstable();
    gone.dedup();
    gone
}

/// The lines at the edges of a page.
fn edges(page: &Sheet) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..page.lines.len()).filter(|&at| is_in_margin(page, &page.lines[at])).collect();
    order.sort_by(|&a, &b| page.lines[a].at.total_cmp(&page.lines[b].at));
    let low = order.partition_point(|&at| is_high(page, at));
    let (high, low) = order.split_at(low);
    let ends = high.iter().take(LINES).chain(low.iter().rev().take(LINES));
    ends.copied().collect()
}

/// The highest and the lowest line of a page, if they stand in its margins.
fn outermost<'a>(page: &'a Sheet, edges: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let at = |at: &usize| page.lines[*at].at;
    let lines = || page.lines.iter().map(|line| line.at);
    let (first, last) = (lines().fold(f32::MAX, f32::min), lines().fold(f32::MIN, f32::max));
    edges.iter().copied().filter(move |edge| (at(edge) - first).abs() < 2.0 || (at(edge) - last).abs() < 2.0)
}

fn is_in_margin(page: &Sheet, line: &Line) -> bool {
    let margin = page.height * MARGIN;
    line.at < margin || line.at - line.size > page.height - margin
}

fn is_high(page: &Sheet, at: usize) -> bool {
    page.lines[at].at < page.height / 2.0
}

/// A line without its numbers, which differ from page to page.
fn key(page: &Sheet, at: usize) -> (bool, String) {
    let mut text = String::new();
    for c in page.lines[at].text.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !text.ends_with('#') {
            text.push(c);
        }
    }
    (is_high(page, at), text)
}

/// `3`, `- 3 -`, `3 / 12`, `3쪽`, `Page 3 of 12`.
fn is_page_number(text: &str) -> bool {
    let is_frame = |c: char| c.is_whitespace() || "-–—−~·•<>[]()〔〕|".contains(c);
    let text = text.trim_matches(is_frame);
    let text = text.strip_prefix("Page").or_else(|| text.strip_prefix("p.")).unwrap_or(text).trim_start();
    let text =
        ["쪽", "면", "페이지"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end();
    let is_number =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('/').or_else(|| text.split_once("of")) {
        Some((number, of)) => is_number(number.trim()) && is_number(of.trim()),
        None => is_number(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_told_from_text() {
        for text in ["3", "- 12 -", "3 / 12", "3쪽", "Page 3 of 12", "— 7 —", "p. 4"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2012", "제3조", "3.", "12345", "1. 5.", "3 of", "가"] {
            assert_eq!(is_page_number(text), text == "2012", "{text}");
        }
    }
}
