//! Documents on their way to the threads that build segments.
//!
//! tantivy's queue is counted in batches of documents, thousands of them, however large each is. So the documents of a
//! batch hold a permit for their bytes until a thread has taken all of them.

use std::sync::Arc;

use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::schema::document::Document;

use crate::budget::{Budget, Permit};

/// Bytes of documents that wait at one time.
const MOST_WAITING: usize = 64 << 20;

/// The budget of one writer.
pub(super) fn room() -> Budget {
    Budget::new(MOST_WAITING)
}

/// A document that waits for a thread.
#[derive(Debug)]
pub(super) struct Waiting {
    document: TantivyDocument,
    /// Given back when the last document of its batch is taken or thrown away.
    _permit: Arc<Permit>,
}

impl Waiting {
    pub(super) const fn new(document: TantivyDocument, permit: Arc<Permit>) -> Self {
        Self { document, _permit: permit }
    }
}

impl Document for Waiting {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }

    fn get_sorted_field_values(&self) -> Vec<(Field, Vec<Self::Value<'_>>)> {
        self.document.get_sorted_field_values()
    }
}
