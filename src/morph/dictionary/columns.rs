//! How the unpacked dictionary is laid out before it is compressed: tables as columns of bytes.
//!
//! Bytes of one place of a record are much alike, and those of neighboring places are not; ascending numbers are much
//! alike as differences. In this order the same file takes a tenth less. Shared by the program that packs the dictionary
//! and by the build that unpacks it, so that the two cannot disagree; nothing changes its length.

use crate::packed::Section;

/// A section that is a table.
struct Table {
    section: Section,
    /// Bytes of a record.
    record: usize,
    /// Whether its first four bytes are a number that mostly ascends, and are kept as the difference from the last one.
    ascends: bool,
}

const TABLES: [Table; 4] = [
    Table { section: Section::EntryIndex, record: 4, ascends: true },
    Table { section: Section::Entries, record: 10, ascends: true },
    Table { section: Section::Costs, record: 2, ascends: false },
    Table { section: Section::Words, record: 8, ascends: false },
];

/// The file with its tables as columns; `None` where it has no such tables.
pub(crate) fn to_columns(file: &[u8]) -> Option<Vec<u8>> {
    let mut out = file.to_vec();
    for table in TABLES {
        let rows = table.section.of(file)?;
        let mut last = 0u32;
        let mut rows = rows.to_vec();
        for row in rows.chunks_exact_mut(table.record).filter(|_| table.ascends) {
            let number = row.first_chunk_mut::<4>()?;
            let value = u32::from_le_bytes(*number);
            *number = value.wrapping_sub(last).to_le_bytes();
            last = value;
        }
        let columns = (0..table.record).flat_map(|place| rows.iter().skip(place).step_by(table.record));
        let columns: Vec<u8> = columns.copied().collect();
        out.get_mut(table.section.range(file)?)?.copy_from_slice(&columns);
    }
    Some(out)
}

/// The file that [`to_columns`] was given; `None` where there are no such tables.
pub(crate) fn from_columns(file: &[u8]) -> Option<Vec<u8>> {
    let mut out = file.to_vec();
    for table in TABLES {
        let range = table.section.range(file)?;
        let columns = file.get(range.clone())?;
        let rows = out.get_mut(range)?;
        let length = columns.len() / table.record;
        for (place, column) in columns.chunks_exact(length.max(1)).enumerate() {
            for (row, &byte) in rows.chunks_exact_mut(table.record).zip(column) {
                *row.get_mut(place)? = byte;
            }
        }
        let mut last = 0u32;
        for row in rows.chunks_exact_mut(table.record).filter(|_| table.ascends) {
            let number = row.first_chunk_mut::<4>()?;
            last = last.wrapping_add(u32::from_le_bytes(*number));
            *number = last.to_le_bytes();
        }
    }
    Some(out)
}
