//! What the control words of an RTF are.

use crate::Omission;

/// What a group holds, by the control word that begins it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Text of the document.
    Text,
    /// The number of a paragraph, as a program wrote it that cannot count.
    Number,
    /// The table of fonts.
    Fonts,
    /// A note, whose paragraphs stand behind the body.
    Note,
    /// A text box or a nested story, with paragraphs of its own.
    Story,
    /// Nothing for a reader, or what is left out and named if it has text.
    Nothing(Option<Omission>),
}

/// The destination that a control word begins, if it does; `is_optional` where `\*` stands before it.
pub(super) fn destination(word: &str, is_optional: bool) -> Option<Destination> {
    Some(match word {
        "fonttbl" => Destination::Fonts,
        "listtext" | "pntext" => Destination::Number,
        "footnote" => Destination::Note,
        "shptxt" | "dptxbxtext" => Destination::Story,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Destination::Nothing(Some(Omission::Headers))
        }
        "annotation" => Destination::Nothing(Some(Omission::Comments)),
        word if HOLD_NOTHING.contains(&word) => Destination::Nothing(None),
        // What a reader need not know is passed over, but for the groups in which text may stand.
        word if is_optional && !HOLD_TEXT.contains(&word) => Destination::Nothing(None),
        _ => return None,
    })
}

/// Groups that begin with `\*` and hold groups with text.
const HOLD_TEXT: [&str; 6] = ["shpinst", "do", "ud", "moMath", "moMathPara", "shpgrp"];

/// Groups without text for a reader, or that repeat for old programs what stands beside them.
#[rustfmt::skip]
const HOLD_NOTHING: [&str; 63] = [
    "colortbl", "stylesheet", "info", "pict", "objdata", "objclass", "objname", "objalias", "objsect",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "listtable", "listoverridetable", "revtbl",
    "rsidtbl", "private", "bkmkstart", "bkmkend", "tc", "tcn", "xe", "rxe", "txe", "template", "filetbl", "keywords",
    "doccomm", "atnid", "atnauthor", "atntime", "atndate", "atnicn", "atnref", "atnparent", "atrfstart", "atrfend",
    "fldinst", "falt", "nonshppict", "shprslt", "sp", "nonesttables", "pntxta", "pntxtb", "panose", "fname", "fontemb",
    "generator", "datafield", "mmathPict", "themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl",
    "formfield", "userprops", "docvar", "nextfile",
];

/// The character that a control word stands for.
pub(super) fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" | "emspace" | "enspace" | "qmspace" => " ",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        _ => return None,
    })
}
