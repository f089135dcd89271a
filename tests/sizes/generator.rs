//! Files of one repeated token, in every format, with and without a valid beginning of a record, packed or not.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// What is repeated. Tokens are those of the formats, of judgments, of encodings, and what is none of them.
pub const TOKENS: [&[u8]; 52] = [
    b"{\"\":0},",
    b"{}",
    b"{},",
    b"{}\n",
    b"[",
    b"[[",
    b"]",
    b"[],",
    b"\"a\",",
    b"0,",
    b"{",
    b"}",
    b"{\"a\":",
    b"{\"a\":{}},",
    b"{\"\xec\x82\xac\xea\xb1\xb4\xeb\xb2\x88\xed\x98\xb8\":\"\"},",
    b"\\u0000",
    b"\\n",
    b"\\",
    b"\"",
    b"\"\"",
    b"\",\"",
    b":",
    b"<a>",
    b"</a>",
    b"<a/>",
    b"<a b=\"\">",
    b"<br/>",
    b"&amp;",
    b"&#0;",
    b"&",
    b"<!--",
    b"<![CDATA[",
    b"<?a",
    b"<",
    b",",
    b",\n",
    b"\n",
    b"\r",
    b";",
    b"\t",
    b"---\n",
    b"key: value\n",
    b"  - x\n",
    b"# ",
    "## 판시사항\n".as_bytes(),
    "가".as_bytes(),
    "【주 문】".as_bytes(),
    b"[1]",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xb0\xa1",
];

/// The endings of the files.
pub const FORMATS: [&str; 8] = ["json", "jsonl", "csv", "tsv", "xml", "html", "md", "txt"];

/// How a file is packed.
pub const PACKINGS: [&str; 4] = ["", "gz", "zst", "zip"];

/// A valid beginning of a record, behind which the token stands in the text of a judgment.
fn beginning(format: &str) -> &'static str {
    match format {
        "json" => {
            "[{\"사건번호\": \"2020다1\", \"판례내용\": \"가\"}, {\"사건번호\": \"2020다2\", \"판례내용\": \""
        }
        "jsonl" => {
            "{\"사건번호\": \"2020다1\", \"판례내용\": \"가\"}\n{\"사건번호\": \"2020다2\", \"판례내용\": \""
        }
        "csv" => "사건번호,사건명,판례내용\n2020다1,갑,가\n2020다2,",
        "tsv" => "사건번호\t사건명\t판례내용\n2020다1\t갑\t가\n2020다2\t",
        "xml" => "<?xml version=\"1.0\"?><PrecService><사건번호>2020다1</사건번호><판례내용>",
        "html" => "<html><body>사건번호\n2020다1\n판례내용\n",
        "md" => "---\n사건번호: 2020다1\n사건명: ",
        _ => "사건번호\n2020다1\n판례내용\n",
    }
}

/// A file that is made of one token.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// What is repeated.
    pub token: &'static [u8],
    /// The ending of its name.
    pub format: &'static str,
    /// Whether it begins as a record does.
    pub begun: bool,
    /// How it is packed.
    pub packing: &'static str,
}

impl Made {
    /// All files without packing, and every token packed in each way in one format.
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for (number, token) in TOKENS.into_iter().enumerate() {
            for begun in [false, true] {
                all.extend(FORMATS.map(|format| Self { token, format, begun, packing: "" }));
                let format = FORMATS[number % FORMATS.len()];
                let packed = PACKINGS.iter().filter(|packing| !packing.is_empty());
                all.extend(packed.map(|&packing| Self { token, format, begun, packing }));
            }
        }
        all
    }

    /// Its content, of about this many bytes.
    fn content(&self, size: u64) -> impl Read {
        let beginning = if self.begun { beginning(self.format).as_bytes() } else { b"" };
        beginning.chain(Repeated { token: self.token, at: 0 }.take(size))
    }

    /// Writes it into a folder; `size` counts before it is packed.
    pub fn write(&self, folder: &Path, size: u64) -> io::Result<PathBuf> {
        let name = format!("made.{}", self.format);
        let ending = if self.packing.is_empty() { String::new() } else { format!(".{}", self.packing) };
        let path = folder.join(format!("{name}{ending}"));
        let mut content = self.content(size);
        let file = BufWriter::new(File::create(&path)?);
        match self.packing {
            "gz" => {
                let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
                io::copy(&mut content, &mut packed)?;
                packed.finish()?.flush()?;
            }
            "zst" => {
                let mut packed = zstd::Encoder::new(file, 1)?;
                io::copy(&mut content, &mut packed)?;
                packed.finish()?.flush()?;
            }
            "zip" => {
                let mut packed = zip::ZipWriter::new(file);
                packed.start_file(name, zip::write::SimpleFileOptions::default())?;
                io::copy(&mut content, &mut packed)?;
                packed.finish()?.flush()?;
            }
            _ => {
                let mut file = file;
                io::copy(&mut content, &mut file)?;
                file.flush()?;
            }
        }
        Ok(path)
    }
}

/// A token again and again.
struct Repeated {
    token: &'static [u8],
    at: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = self.token[self.at];
            self.at = (self.at + 1) % self.token.len();
        }
        Ok(buffer.len())
    }
}
