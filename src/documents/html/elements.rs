//! What the elements of HTML are for one who reads the page.

use crate::Omission;

/// Elements that have no content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements before and behind which a paragraph ends.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Elements whose content is one text in which no elements are.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext"
    )
}

/// What becomes of the content of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// It is text.
    Shown,
    /// It is none for a reader.
    Ignored,
    /// It is left out, and named if it has text.
    LeftOut(Omission),
}

/// What becomes of the content of an element.
pub(super) fn content(name: &str) -> Content {
    match name {
        // A title names the page, as the properties of other documents do.
        "script" | "style" | "title" | "rp" | "head" => Content::Ignored,
        "noscript" | "template" => Content::LeftOut(Omission::Hidden),
        "del" => Content::LeftOut(Omission::Deleted),
        "iframe" | "noembed" | "noframes" => Content::LeftOut(Omission::Frames),
        "nav" | "select" | "datalist" | "button" => Content::LeftOut(Omission::Navigation),
        "svg" | "object" | "canvas" | "audio" | "video" | "applet" => Content::LeftOut(Omission::Objects),
        _ => Content::Shown,
    }
}

/// Elements that frame a page where they are not part of its article.
pub(super) fn is_frame_of_page(name: &str) -> bool {
    matches!(name, "header" | "footer" | "aside")
}

/// Which elements a start tag ends that were left open, and at which it looks no further.
pub(super) fn ended_by(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    const TABLE: &[&str] = &["table", "template"];
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir", "td", "th", "table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th", "table"]),
        "td" | "th" => (&["td", "th", "caption"], &["tr", "table", "template"]),
        "tr" => (&["tr", "caption", "colgroup"], TABLE),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "caption", "colgroup"], TABLE),
        "option" => (&["option"], &["select", "datalist", "optgroup"]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        "body" => (&["head"], &[]),
        name if is_block(name) && !matches!(name, "br" | "title" | "textarea") => {
            (&["p"], &["td", "th", "table", "caption", "button", "object", "li", "div"])
        }
        _ => return None,
    })
}

/// Elements at which an end tag of another one looks no further.
pub(super) fn is_scope(name: &str) -> bool {
    matches!(name, "td" | "th" | "caption" | "table" | "template" | "html")
}

/// Tags that may stand within a table outside of its cells and end them.
pub(super) fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "html" | "body")
}
