//! The numbers under which a set of questions knows a judgment, read without the judgment itself.

use tantivy::columnar::StrColumn;

use crate::index::{IndexReader, JudgmentAddress};
use crate::search::SearchError;

/// The case numbers of every judgment, as the index keeps them in columns.
pub struct CaseNumberColumns {
    segments: Vec<Option<StrColumn>>,
}

impl CaseNumberColumns {
    /// The columns of one state of an index.
    pub fn open(reader: &IndexReader) -> Result<Self, SearchError> {
        let name = reader.searcher().schema().get_field_name(reader.fields().case_number);
        let columns =
            reader.searcher().segment_readers().iter().map(|segment| segment.fast_fields().str(name));
        Ok(Self { segments: columns.collect::<Result<_, _>>()? })
    }

    /// The case numbers of a judgment, in full; the docket of an agency as written.
    pub fn of(&self, address: JudgmentAddress) -> Result<Vec<String>, SearchError> {
        let Some(Some(column)) = self.segments.get(address.segment_ord as usize) else {
            return Ok(Vec::new());
        };
        let mut numbers = Vec::new();
        for ordinal in column.term_ords(address.doc_id) {
            let mut number = String::new();
            if column.ord_to_str(ordinal, &mut number)? {
                numbers.push(number);
            }
        }
        Ok(numbers)
    }
}
