//! Options that say what an answer holds: how many judgments and passages, of which, in which order.

use clap::{Args, ValueEnum};

use crate::cli::args::narrowing::Narrowing;
use panrye_engine::search::{SearchOptions, Sort};

#[derive(Debug, Args)]
pub(in crate::cli) struct Asking {
    /// How many judgments to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// How many passages to show of each judgment
    #[arg(long, value_name = "N", default_value_t = 2)]
    passages: usize,
    #[command(flatten)]
    pub(in crate::cli) narrowing: Narrowing,
    /// In which order; by date and by citations, only judgments with all words of the query
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// How many passages to show before and after each of them
    #[arg(long, value_name = "N", default_value_t = 0)]
    context: usize,
    /// Search the words alone, and no terms of the law for what they tell in everyday words
    #[arg(long)]
    literal: bool,
}

/// The order of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Order {
    /// The best match first.
    Relevance,
    /// The latest judgment first.
    Date,
    /// The judgment that others cite most first.
    Cited,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Date => Self::Date,
            Order::Cited => Self::Cited,
        }
    }
}

impl Asking {
    /// What the search is asked for.
    pub(in crate::cli) fn search_options(&self) -> SearchOptions {
        SearchOptions {
            limit: self.limit,
            passages: self.passages,
            context: self.context,
            filters: self.narrowing.filters(),
            sort: self.sort.into(),
            literal: self.literal,
        }
    }
}
