//! Writes small PDFs.

use std::fmt::Write;
use std::io::Read;

use flate2::Compression;
use flate2::read::ZlibEncoder;

/// The size of letters on the pages made here, and of the pages.
pub(super) const SIZE: f32 = 10.0;
pub(super) const WIDTH: u32 = 270;
pub(super) const HEIGHT: u32 = 400;

/// Objects by their numbers: 1 is the catalog, 2 the pages, 3 a font whose codes are UTF-16, with letters as wide as they are
/// high and Latin ones half as wide.
pub(super) struct Maker {
    objects: Vec<(u32, Vec<u8>)>,
    kids: Vec<u32>,
}

impl Maker {
    pub(super) fn new() -> Self {
        let mut maker = Self { objects: Vec::new(), kids: Vec::new() };
        maker.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
        maker.add(
            3,
            "<< /Type /Font /Subtype /Type0 /Encoding /UniKS-UTF16-H /DescendantFonts [<< /Type /Font \
             /Subtype /CIDFontType0 /DW 1000 >>] >>",
        );
        maker
    }

    pub(super) fn add(&mut self, number: u32, object: impl AsRef<[u8]>) {
        self.objects.push((number, object.as_ref().to_vec()));
    }

    pub(super) fn stream(&mut self, number: u32, dict: &str, bytes: &[u8]) {
        let mut object = format!("<< {dict} /Length {} >>\nstream\n", bytes.len()).into_bytes();
        object.extend(bytes);
        object.extend(b"\nendstream");
        self.add(number, object);
    }

    /// A page with these operators, with more in its dictionary.
    pub(super) fn page_with(&mut self, operators: &str, more: &str) {
        let number = 10 + 2 * self.kids.len() as u32;
        let fonts = "/Resources << /Font << /F 3 0 R /G 4 0 R >> /XObject << /X 5 0 R /Y 6 0 R >> >>";
        let frame = format!("/MediaBox [0 0 {WIDTH} {HEIGHT}]");
        let contents = format!("/Contents {} 0 R", number + 1);
        self.add(number, format!("<< /Type /Page /Parent 2 0 R {frame} {fonts} {contents} {more} >>"));
        self.stream(number + 1, "", operators.as_bytes());
        self.kids.push(number);
    }

    /// A page with lines, each at a place counted from the left upper corner.
    pub(super) fn page(&mut self, lines: &[(f32, f32, &str)]) {
        let operators: String = lines.iter().map(|&(x, y, text)| shown(x, y, text)).collect();
        self.page_with(&operators, "");
    }

    fn pages(&self) -> Vec<(u32, Vec<u8>)> {
        let kids = self.kids.iter().map(|number| format!("{number} 0 R ")).collect::<Vec<_>>().concat();
        let pages = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", self.kids.len());
        let mut objects = self.objects.clone();
        if !objects.iter().any(|(number, _)| *number == 2) {
            objects.push((2, pages.into_bytes()));
        }
        objects
    }

    /// The file, with a table of rows.
    pub(super) fn file(&self) -> Vec<u8> {
        let (mut bytes, places) = self.body();
        let table = bytes.len();
        let size = places.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for number in 1..size {
            match places.iter().rev().find(|(of, _)| *of == number) {
                Some((_, at)) => bytes.extend(format!("{at:010} 00000 n \n").bytes()),
                None => bytes.extend(b"0000000000 00000 f \n"),
            }
        }
        bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
        bytes
    }

    /// The file, with all but streams in a stream, and a table that is one too, packed with a predictor.
    pub(super) fn packed_file(&self) -> Vec<u8> {
        const HOLDER: u32 = 900;
        const TABLE: u32 = 901;
        let (held, streams): (Vec<_>, Vec<_>) =
            self.pages().into_iter().partition(|(_, object)| !object.ends_with(b"endstream"));
        let (mut head, mut body) = (String::new(), Vec::new());
        for (number, object) in &held {
            write!(head, "{number} {} ", body.len()).unwrap();
            body.extend(object);
            body.push(b' ');
        }
        let plain = [head.as_bytes(), &body].concat();
        let mut packed = Self { objects: streams, kids: Vec::new() };
        packed.objects.push((2, Vec::new()));
        let dict = format!("/Type /ObjStm /N {} /First {} /Filter /FlateDecode", held.len(), head.len());
        packed.stream(HOLDER, &dict, &deflated(&plain));
        packed.objects.retain(|(_, object)| !object.is_empty());
        let (mut bytes, places) = Self::body_of(&packed.objects);
        let table = bytes.len();
        let mut rows = Vec::new();
        let mut last = [0; 4];
        for number in 0..=TABLE {
            let row = if let Some(index) = held.iter().position(|(of, _)| *of == number) {
                [2, (HOLDER >> 8) as u8, HOLDER as u8, index as u8]
            } else if let Some((_, at)) = places.iter().find(|(of, _)| *of == number) {
                [1, (at >> 8) as u8, *at as u8, 0]
            } else {
                [0; 4]
            };
            rows.push(2);
            rows.extend(row.iter().zip(last).map(|(byte, above)| byte.wrapping_sub(above)));
            last = row;
        }
        let mut last = Self { objects: Vec::new(), kids: Vec::new() };
        let dict = format!(
            "/Type /XRef /Size {} /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>",
            TABLE + 1
        );
        last.stream(TABLE, &dict, &deflated(&rows));
        bytes.extend(Self::body_of(&last.objects).0);
        bytes.extend(format!("startxref\n{table}\n%%EOF\n").bytes());
        bytes
    }

    fn body(&self) -> (Vec<u8>, Vec<(u32, usize)>) {
        let (body, places) = Self::body_of(&self.pages());
        let head = b"%PDF-1.7\n";
        (
            [head.as_slice(), &body].concat(),
            places.into_iter().map(|(number, at)| (number, at + head.len())).collect(),
        )
    }

    fn body_of(objects: &[(u32, Vec<u8>)]) -> (Vec<u8>, Vec<(u32, usize)>) {
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        for (number, object) in objects {
            places.push((*number, bytes.len()));
            bytes.extend(format!("{number} 0 obj\n").bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        (bytes, places)
    }
}

/// The operators that show a text at a place counted from the left upper corner.
pub(super) fn shown(x: f32, y: f32, text: &str) -> String {
    let codes = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect::<Vec<_>>().concat();
    format!("BT /F {SIZE} Tf {x} {} Td <{codes}> Tj ET\n", HEIGHT as f32 - y)
}

pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    ZlibEncoder::new(bytes, Compression::best()).read_to_end(&mut packed).unwrap();
    packed
}
