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

/// A set of elements among which a tag is looked for, so that a look at an element that is open costs next to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Names(u64);

impl Names {
    const KNOWN: [&'static str; 31] = [
        "button", "caption", "colgroup", "datalist", "dd", "dir", "div", "dl", "dt", "head", "html", "li",
        "menu", "object", "ol", "optgroup", "option", "p", "rp", "rt", "ruby", "select", "table", "tbody",
        "td", "template", "tfoot", "th", "thead", "tr", "ul",
    ];

    /// The set of one element; empty where nothing is ever looked for by its name.
    pub(super) const fn of(name: &str) -> Self {
        let mut at = 0;
        while at < Self::KNOWN.len() {
            if is_same(Self::KNOWN[at].as_bytes(), name.as_bytes()) {
                return Self(1 << at);
            }
            at += 1;
        }
        Self(0)
    }

    /// The set of these elements.
    const fn all(names: &[&str]) -> Self {
        let mut set = Self(0);
        let mut at = 0;
        while at < names.len() {
            set = set.with(Self::of(names[at]));
            at += 1;
        }
        set
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Whether two names are the same, also while the program is compiled.
const fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Which elements a start tag ends that were left open, and at which it looks no further.
pub(super) fn ended_by(name: &str) -> Option<(Names, Names)> {
    const TABLE: Names = Names::all(&["table", "template"]);
    Some(match name {
        "li" => const { (Names::of("li"), Names::all(&["ul", "ol", "menu", "dir", "td", "th", "table"])) },
        "dt" | "dd" => const { (Names::all(&["dt", "dd"]), Names::all(&["dl", "td", "th", "table"])) },
        "td" | "th" => {
            const { (Names::all(&["td", "th", "caption"]), Names::all(&["tr", "table", "template"])) }
        }
        "tr" => const { (Names::all(&["tr", "caption", "colgroup"]), TABLE) },
        "tbody" | "thead" | "tfoot" => {
            const { (Names::all(&["tbody", "thead", "tfoot", "caption", "colgroup"]), TABLE) }
        }
        "option" => const { (Names::of("option"), Names::all(&["select", "datalist", "optgroup"])) },
        "rt" | "rp" => const { (Names::all(&["rt", "rp"]), Names::of("ruby")) },
        "body" => const { (Names::of("head"), Names::all(&[])) },
        name if is_block(name) && !matches!(name, "br" | "title" | "textarea") => {
            const BOUNDARIES: &[&str] = &["td", "th", "table", "caption", "button", "object", "li", "div"];
            const { (Names::of("p"), Names::all(BOUNDARIES)) }
        }
        _ => return None,
    })
}

/// Elements at which an end tag of another one looks no further.
pub(super) const fn scopes() -> Names {
    const { Names::all(&["td", "th", "caption", "table", "template", "html"]) }
}

/// Tags that may stand within a table outside of its cells and end them.
pub(super) fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "html" | "body")
}
