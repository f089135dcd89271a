//! How much is read: of a judgment, of a record, of a value, of an archive.
//!
//! Memory stays bounded whatever comes, because every reader holds one record at a time, and a record has a limit. Lists
//! (JSON Lines, JSON arrays, tables, XML with many judgments) may be of any size.

/// Longest judgment, in bytes of text. The longest one known has less than half a mebibyte; what is nine times as long
/// is no judgment, and its analysis would take gigabytes.
pub(super) const LONGEST_JUDGMENT: usize = 4 << 20;

/// Longest record, in bytes as its file has it: a judgment with its markup and escapes. A file that is one
/// judgment (Markdown, plain text) is one record.
pub(super) const LONGEST_RECORD: usize = 2 * LONGEST_JUDGMENT;

/// Largest zip archive that must be held in memory because it comes through a pipe or is in another archive.
pub(super) const LARGEST_HELD_ARCHIVE: u64 = 128 << 20;

/// Largest document (.hwpx, .docx, .pdf, …) that is read, in bytes, and what its parts may unpack to: pictures take room.
pub(super) const LARGEST_DOCUMENT: usize = 64 << 20;

/// Longest name of a member of an archive that is shown whole, in bytes: as long as paths may be.
pub(super) const LONGEST_NAME: usize = 4096;

/// Longest case name and longest docket, in bytes. The longest ones known have 1,041 and 208; joined cases may have
/// thousands of numbers, but not more.
pub(super) const LONGEST_TITLE: usize = 16 << 10;

/// Longest name of a court, kind of a case or serial number, in bytes. The longest one known has 45.
pub(super) const LONGEST_NAMED: usize = 1 << 10;

/// Longest stretch of what a library says of broken input that is shown, in bytes: it may repeat the input.
pub(super) const LONGEST_SAID: usize = 300;

/// Bytes that are looked at to recognize a format.
pub(super) const HEAD: usize = 64 * 1024;
