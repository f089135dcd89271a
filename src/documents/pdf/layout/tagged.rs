//! Which lines are of one paragraph by the tags of a file.

use super::Sheet;
use crate::pdf::tags::Tags;

/// Notes the paragraphs of all lines. Where no two lines are of one, tags tell lines and no paragraphs, and are not heard.
pub(super) fn note(pages: &mut [Sheet], tags: &Tags) {
    let mut tell_paragraphs = false;
    for page in &mut *pages {
        let paragraph = |stretch| tags.paragraph(page.number, stretch);
        let mut last = None;
        for line in &mut page.lines {
            line.tagged =
                line.stretches.and_then(|(first, last)| Some((paragraph(first)?, paragraph(last)?)));
            tell_paragraphs |= last.is_some() && last == line.tagged.map(|(first, _)| first);
            last = line.tagged.map(|(_, last)| last);
        }
    }
    if !tell_paragraphs {
        pages.iter_mut().flat_map(|page| &mut page.lines).for_each(|line| line.tagged = None);
    }
}
