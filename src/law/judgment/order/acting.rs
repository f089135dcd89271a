//! By what endings of a verb a court acts: `파기하고`, `파기하기로`, `파기한다`. `파기된` and `기각한 제1심판결` are history.

/// The endings of a verb by which the court acts.
const ACTING: [&str; 21] = [
    "하고",
    "하며",
    "하되",
    "하여",
    "하기로",
    "하기하여",
    "한다",
    "하는바",
    "하는한편",
    "하는동시",
    "하는것이다",
    "함이가",
    "함이상당",
    "함이타당",
    "키로",
    "할것이",
    "하고자",
    "하지아니할수없",
    "되어야",
    "를면",
    "을면",
];

/// Where a noun stands that names what the court does: `파기하기로`, not `파기된`.
pub(super) fn acting<'w>(words: &'w str, noun: &'w str) -> impl Iterator<Item = usize> + 'w {
    words.match_indices(noun).map(|(at, _)| at).filter(move |at| {
        let behind = words.get(at + noun.len()..).unwrap_or_default();
        ACTING.iter().any(|ending| behind.starts_with(ending))
    })
}

/// Whether the court does what a noun names.
pub(super) fn acts(words: &str, noun: &str) -> bool {
    acting(words, noun).next().is_some()
}
