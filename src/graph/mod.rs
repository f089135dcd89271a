//! The citation graph: who cites whom, and how.
//!
//! Owns the neighbourhood of a judgment as a value. How it looks is the business of `output`.

mod subgraph;

pub use subgraph::{GraphEdge, GraphNode, Subgraph};
