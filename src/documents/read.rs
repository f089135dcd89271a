//! One entrance for every kind of document.

use crate::{Document, Error, Kind, Limits, detect, docx, html, hwp, hwpx, odt, pdf, rtf};

/// Reads a document of any kind.
///
/// ```
/// use panrye_documents::{Limits, read};
///
/// let document = read(b"{\\rtf1\\ansi One.\\par Two.}", &Limits::default())?;
/// assert_eq!(document.text(), "One.\nTwo.\n");
/// assert_eq!(document.blocks[1].place.paragraph, 2);
/// # Ok::<(), panrye_documents::Error>(())
/// ```
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    match detect(bytes) {
        Some(Kind::Docx) => docx::read(bytes, limits),
        Some(Kind::Odt) => odt::read(bytes, limits),
        Some(Kind::Rtf) => rtf::read(bytes, limits),
        Some(Kind::Html) => html::read(bytes, limits),
        Some(Kind::Hwpx) => hwpx::read(bytes, limits),
        Some(Kind::Hwp) => hwp::read(bytes, limits),
        Some(Kind::Pdf) => pdf::read(bytes, limits),
        None => Err(Error::Unknown),
    }
}
