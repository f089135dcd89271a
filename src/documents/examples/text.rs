//! Prints the text of documents, a block a line, and says what was left out.
//!
//! ```console
//! $ cargo run -q -p panrye-documents --example text -- brief.docx
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::{env, fs};

use panrye_documents::{Limits, read};

fn main() -> Result<(), Box<dyn Error>> {
    for path in env::args_os().skip(1) {
        let document = read(&fs::read(&path)?, &Limits::default())?;
        print!("{}", document.text());
        for omission in document.omissions {
            eprintln!("{}: left out: {omission}", path.to_string_lossy());
        }
    }
    Ok(())
}
