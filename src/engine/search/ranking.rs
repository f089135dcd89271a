//! What counts how much in the ranking, in one table.
//!
//! The numbers were fitted on development questions (listwise regression over the features of the best hundred
//! judgments, five-fold) and rounded; `docs/evaluation.md` has what each adds.

/// The weights of both stages of the ranking. The first stage adds the BM25 of every word in every field; the second
/// reranks the best hundred judgments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// First stage: a part, anywhere in the judgment.
    pub text: f32,
    /// First stage: a part in 판시사항 or 판결요지, on top of the above.
    pub points: f32,
    /// First stage: a part in the name of the case, on top of the above.
    pub name: f32,
    /// First stage: a compound as it is written.
    pub whole: f32,
    /// First stage: a word between blanks, with its particles.
    pub word: f32,
    /// First stage: a term of art for an everyday word of the query, in the text or as a compound.
    pub synonym: f32,
    /// First stage: a statute that the words name, where the judgment refers to it.
    pub statute: f32,
    /// Second stage: the longest run of words as they are written, as a share of the query's.
    pub run: f32,
    /// Second stage: the share of neighboring parts that are neighbors in the judgment too.
    pub adjacency: f32,
    /// Second stage: the share of the parts that the judgment has.
    pub coverage: f32,
    /// Second stage: the logarithm of the length, against the usual one.
    pub length: f32,
    /// Second stage: the logarithm of how many judgments cite it.
    pub cited: f32,
    /// Second stage, where nothing is quoted: the score of the first stage, against the weight of the query.
    pub topic_bag: f32,
    /// Second stage, where nothing is quoted: the share of the parts that stand close together.
    pub topic_window: f32,
    /// Second stage, where nothing is quoted: how many judgments cite it, on top of the above.
    pub topic_cited: f32,
    /// Second stage, where nothing is quoted: a court of last resort gave it.
    pub topic_last_resort: f32,
    /// Second stage, where nothing is quoted: the length, on top of the above.
    pub topic_length: f32,
    /// Second stage, where nothing is quoted: the votes of the best judgments that it cites.
    pub topic_votes_cites: f32,
    /// Second stage, where nothing is quoted: the votes of the best judgments that cite it.
    pub topic_votes_cited_by: f32,
    /// Second stage, where a long question is quoted in part: the score of the first stage, as a share of the best.
    pub long_bag: f32,
    /// First stage: the terms of the situations that a question tells in everyday words, each where a judgment has it.
    pub situation: f32,
    /// Second stage, where nothing is quoted: the score by these situations alone, as a share of the best.
    pub topic_situation: f32,
    /// Choice of the judgments for the second stage: votes, beside the score of the first stage.
    pub votes: f32,
    /// Whether there is a second stage.
    pub second_stage: bool,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            text: 1.0,
            points: 0.5,
            name: 0.3,
            whole: 0.6,
            word: 1.0,
            synonym: 0.3,
            statute: 3.0,
            run: 7.0,
            adjacency: 5.5,
            coverage: 5.5,
            length: -0.7,
            cited: 0.15,
            topic_bag: 2.6,
            topic_window: 1.5,
            topic_cited: 0.7,
            topic_last_resort: 0.9,
            topic_length: -0.65,
            topic_votes_cites: 1.4,
            topic_votes_cited_by: 0.7,
            long_bag: 10.0,
            votes: 0.4,
            situation: 0.5,
            topic_situation: 5.0,
            second_stage: true,
        }
    }
}

impl Ranking {
    /// The names of the weights of the second stage, by which `fit-ranking` prints them.
    pub const SECOND_STAGE: [&'static str; 14] = [
        "run",
        "adjacency",
        "coverage",
        "length",
        "cited",
        "topic_bag",
        "topic_window",
        "topic_cited",
        "topic_last_resort",
        "topic_length",
        "topic_votes_cites",
        "topic_votes_cited_by",
        "long_bag",
        "topic_situation",
    ];

    /// The weights of the second stage, in the order of [`SECOND_STAGE`](Self::SECOND_STAGE).
    pub const fn second_stage_weights(&self) -> [f32; Self::SECOND_STAGE.len()] {
        [
            self.run,
            self.adjacency,
            self.coverage,
            self.length,
            self.cited,
            self.topic_bag,
            self.topic_window,
            self.topic_cited,
            self.topic_last_resort,
            self.topic_length,
            self.topic_votes_cites,
            self.topic_votes_cited_by,
            self.long_bag,
            self.topic_situation,
        ]
    }

    /// The ranking with other weights in the second stage, in the order of [`SECOND_STAGE`](Self::SECOND_STAGE).
    #[must_use]
    pub const fn with_second_stage_weights(self, weights: [f32; Self::SECOND_STAGE.len()]) -> Self {
        let [
            run,
            adjacency,
            coverage,
            length,
            cited,
            topic_bag,
            topic_window,
            topic_cited,
            topic_last_resort,
            topic_length,
            topic_votes_cites,
            topic_votes_cited_by,
            long_bag,
            topic_situation,
        ] = weights;
        Self {
            run,
            adjacency,
            coverage,
            length,
            cited,
            topic_bag,
            topic_window,
            topic_cited,
            topic_last_resort,
            topic_length,
            topic_votes_cites,
            topic_votes_cited_by,
            long_bag,
            topic_situation,
            ..self
        }
    }

    /// The ranking without each of its parts in turn, with the name of what is left out: for measuring what it adds.
    pub fn ablations() -> Vec<(&'static str, Self)> {
        let all = Self::default();
        vec![
            ("nothing left out", all),
            ("without the second stage", Self { second_stage: false, ..all }),
            ("without runs of words", Self { run: 0.0, ..all }),
            ("without neighboring parts", Self { adjacency: 0.0, ..all }),
            ("without coverage", Self { coverage: 0.0, ..all }),
            ("without closeness", Self { topic_window: 0.0, ..all }),
            ("without length", Self { length: 0.0, topic_length: 0.0, ..all }),
            ("without authority", Self { cited: 0.0, topic_cited: 0.0, topic_last_resort: 0.0, ..all }),
            ("without the bag of words in the second stage", Self { topic_bag: 0.0, ..all }),
            ("without words as written in the first stage", Self { word: 0.0, ..all }),
            ("without compounds in the first stage", Self { whole: 0.0, ..all }),
            ("without terms of art for everyday words", Self { synonym: 0.0, ..all }),
            ("without situations", Self { situation: 0.0, topic_situation: 0.0, ..all }),
            ("without votes", Self { votes: 0.0, topic_votes_cites: 0.0, topic_votes_cited_by: 0.0, ..all }),
            ("without the bag of words of long questions", Self { long_bag: 0.0, ..all }),
            ("without 판시사항 and 판결요지 in the first stage", Self { points: 0.0, ..all }),
            ("without the name of the case in the first stage", Self { name: 0.0, ..all }),
            ("parts alone, in one stage", Self::parts_alone()),
        ]
    }

    /// Each field of the first stage alone, with its name: what the field adds to a score.
    pub(super) fn fields_alone() -> [(&'static str, Self); 8] {
        let none = Self {
            text: 0.0,
            points: 0.0,
            name: 0.0,
            whole: 0.0,
            word: 0.0,
            synonym: 0.0,
            statute: 0.0,
            situation: 0.0,
            ..Self::default()
        };
        let all = Self::default();
        [
            ("text", Self { text: all.text, ..none }),
            ("판시사항, 판결요지", Self { points: all.points, ..none }),
            ("name", Self { name: all.name, ..none }),
            ("compounds", Self { whole: all.whole, ..none }),
            ("words as written", Self { word: all.word, ..none }),
            ("terms of art", Self { synonym: all.synonym, ..none }),
            ("statute", Self { statute: all.statute, ..none }),
            ("situations", Self { situation: all.situation, ..none }),
        ]
    }

    /// BM25 over the parts of the whole text, as an engine with a morphological analyzer does it.
    fn parts_alone() -> Self {
        let all = Self::default();
        Self {
            points: 0.0,
            name: 0.0,
            whole: 0.0,
            word: 0.0,
            synonym: 0.0,
            situation: 0.0,
            second_stage: false,
            ..all
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "weights are kept as they are")]

    use super::*;

    #[test]
    fn the_weights_of_the_second_stage_are_put_back_where_they_were() {
        let weights: [f32; Ranking::SECOND_STAGE.len()] = std::array::from_fn(|at| at as f32 + 1.0);
        let ranking = Ranking::default().with_second_stage_weights(weights);
        assert_eq!(ranking.second_stage_weights(), weights);
        let back = ranking.with_second_stage_weights(Ranking::default().second_stage_weights());
        assert_eq!(back, Ranking::default());
    }

    #[test]
    fn every_ablation_changes_something() {
        let all = Ranking::ablations();
        assert_eq!(all[0].1, Ranking::default());
        assert!(all.iter().skip(1).all(|(_, ranking)| *ranking != Ranking::default()));
    }
}
