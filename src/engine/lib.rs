//! The search engine of panrye: what knows an index, and what it is made from.

#![forbid(unsafe_code)]

pub mod analysis;
pub mod budget;
pub mod corpus;
pub mod escaped_json;
pub mod evaluation;
pub mod fetch;
pub mod graph;
pub mod index;
pub mod index_files;
pub mod ingest;
pub mod input_file;
pub mod json_error;
pub mod plain_file;
#[cfg(test)]
mod processor_time;
pub mod query;
pub mod safe_file;
pub mod search;
pub mod verify;
pub mod watch;
