//! Cuts standard input into morphemes: one a line, with its tag, and an empty line behind each line of the text.
//!
//! ```console
//! $ echo '손해를 배상하여야 한다' | cargo run -q -p panrye-morph --example morphemes
//! ```
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::io;

use panrye_morph::Lexicon;
use panrye_morph::segment::Segmenter;

fn main() -> Result<(), Box<dyn Error>> {
    let mut segmenter = Segmenter::new(Lexicon::embedded()?);
    for line in io::stdin().lines() {
        let line = line?;
        segmenter.for_each(&line, |morpheme| println!("{}\t{}", morpheme.surface(&line), morpheme.tag()));
        println!();
    }
    Ok(())
}
