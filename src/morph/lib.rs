//! Korean text to morphemes, as mecab-ko cuts and tags them: its lattice over an embedded mecab-ko-dic 2.1.1.
//!
//! The dictionary is part of the program: nothing is downloaded, nothing is opened, and only the pages that a text touches
//! enter memory. A [`Segmenter`](segment::Segmenter) looks for the cheapest sequence of words (Viterbi) in a window of
//! bounded size, so that time is proportional to the text and memory is not.
//!
//! ```
//! use panrye_morph::Lexicon;
//! use panrye_morph::segment::Segmenter;
//!
//! let mut segmenter = Segmenter::new(Lexicon::embedded()?);
//! let text = "손해를 배상하여야 한다";
//! let mut morphemes = Vec::new();
//! segmenter.segment(text, &mut morphemes);
//!
//! let cut: Vec<_> = morphemes.iter().map(|morpheme| (morpheme.surface(text), morpheme.tag())).collect();
//! assert_eq!(cut[..3], [("손해", "NNG"), ("를", "JKO"), ("배상", "NNG")]);
//! # Ok::<(), panrye_morph::DictionaryError>(())
//! ```
//!
//! Words of one's own come from a [`UserDictionary`], and [`decompound`] takes compounds apart:
//!
//! ```
//! use std::{path::Path, sync::Arc};
//! use panrye_morph::decompound::Decompounder;
//! use panrye_morph::segment::Segmenter;
//! use panrye_morph::{Dictionary, Lexicon, UserDictionary};
//!
//! let dictionary = Dictionary::embedded()?;
//! let words = UserDictionary::parse("매도청구권 = 매도+청구권", Path::new("words.csv"), dictionary)?;
//! let lexicon = Lexicon::with_user(dictionary, Arc::new(words));
//! let (text, mut morphemes, mut parts) = ("매도청구권을", Vec::new(), Vec::new());
//! Segmenter::new(lexicon.clone()).segment(text, &mut morphemes);
//! assert_eq!(morphemes[0].surface(text), "매도청구권");
//! Decompounder::new(lexicon).divide(&morphemes[0], morphemes[0].surface(text), &mut parts);
//! assert_eq!(parts.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Knows no law and no index. The words and the costs are those of mecab-ko-dic (Apache-2.0; see `dictionary/NOTICE`).

#![forbid(unsafe_code)]

pub mod decompound;
pub mod dictionary;
pub mod lexicon;
pub mod segment;
pub mod user_dictionary;

pub use dictionary::{Dictionary, DictionaryError};
pub use lexicon::Lexicon;
pub use user_dictionary::{Problem, UserDictionary, UserDictionaryError};
