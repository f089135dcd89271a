//! Flow 3: who cites whom, read from the index.
//!
//! A citation names a judgment by court and number; whether the index holds that judgment is found out here. Joined
//! numbers are one judgment. A judgment that is cited and not held is a node all the same ("attested"). How a graph
//! looks is the business of `output`.

mod citing;
mod neighbourhood;
mod subgraph;

pub(crate) use citing::agree;
pub use citing::{Edge, JudgmentRef, Quote, cited_by, cites, overruled_by};
pub use neighbourhood::{Direction, Neighbourhood, neighbourhood};
pub use subgraph::{GraphEdge, GraphNode, Subgraph};
