//! What of a document's XML is not read: an element with all that stands in it.

use crate::Omission;
use crate::flow::Flow;

/// The outermost element that is left out, if one is open, by its level.
#[derive(Default)]
pub(crate) struct LeftOut(Option<(usize, Option<Omission>)>);

impl LeftOut {
    /// The element of this level is left out, and named if it has text.
    pub(crate) fn begin(&mut self, level: usize, omission: Option<Omission>) {
        self.0 = Some((level, omission));
    }

    /// Whether what stands here is left out.
    pub(crate) fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Notes text that is left out.
    pub(crate) fn text(&self, text: &str, flow: &mut Flow) {
        if let Some((_, Some(omission))) = self.0
            && !text.trim().is_empty()
        {
            flow.omit(omission);
        }
    }

    /// The element of a level ends; says whether it stands in what is left out.
    pub(crate) fn close(&mut self, level: usize) -> bool {
        let is_within = self.0.is_some_and(|(outermost, _)| level > outermost);
        if !is_within {
            self.0 = None;
        }
        is_within
    }
}
