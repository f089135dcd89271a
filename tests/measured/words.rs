//! Words that the project does not use: other spellings of a word that it uses, and words that send readers to a dictionary.

use std::fs;
use std::path::{Path, PathBuf};

/// Parts of words, in lower case. Written in halves, so that this file has none of them.
const UNWANTED: [(&str, &str); 12] = [
    ("when", "ce"),
    (" an", "ew"),
    ("this r", "oom"),
    ("at most s", "o many"),
    ("analy", "se "),
    ("analy", "ser"),
    ("col", "our"),
    ("neighb", "our"),
    ("recogn", "ise"),
    ("normal", "ise"),
    ("bears", "_faults"),
    ("lic", "ence"),
];

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_page = path.extension().is_some_and(|ending| ending == "rs" || ending == "md");
        if path.is_dir() {
            pages(&path, found);
        } else if is_page {
            found.push(path);
        }
    }
}

#[test]
fn sources_and_documents_use_the_words_of_the_glossary() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("README.md")];
    pages(&root.join("src"), &mut files);
    pages(&root.join("docs"), &mut files);
    assert!(files.len() > 300);
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let line = line.to_lowercase();
            let unwanted = UNWANTED.map(|(one, other)| format!("{one}{other}"));
            for word in unwanted.iter().filter(|word| line.contains(*word)) {
                found.push(format!("{}:{}: {}", file.display(), number + 1, word.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
