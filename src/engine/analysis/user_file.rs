//! The file of a user dictionary.

use std::path::Path;

use panrye_morph::{Dictionary, UserDictionary, UserDictionaryError};

use crate::input_file;

/// Bytes of a user dictionary that is read: about a million words.
const LARGEST: u64 = 64 << 20;

/// Reads a user dictionary, which must be UTF-8.
pub fn read_user_dictionary(
    path: &Path,
    dictionary: &'static Dictionary,
) -> Result<UserDictionary, UserDictionaryError> {
    let text = input_file::read_to_string(path, LARGEST)
        .map_err(|source| UserDictionaryError::Read { path: path.to_owned(), source })?;
    UserDictionary::parse(&text, path, dictionary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let read = read_user_dictionary(Path::new("no/such.csv"), Dictionary::embedded().unwrap());
        assert!(read.err().unwrap().to_string().starts_with("no/such.csv: "));
    }
}
