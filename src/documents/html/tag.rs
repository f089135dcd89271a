//! A start tag, as far as a reader needs it.

/// A start tag while it is read.
#[derive(Default)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) style: Style,
    pub(super) has_class: bool,
    pub(super) is_open: bool,
    /// The header or footer of a page on paper, as word processors save it.
    pub(super) is_beside_page: bool,
    /// How the numbers of a list are written; `navigation` by its role.
    pub(super) kind: String,
    /// The first number of a list, or the number of an item.
    pub(super) number: Option<u32>,
    attribute: Attribute,
}

/// What the attributes say of the look.
#[derive(Default)]
pub(super) struct Style {
    pub(super) is_hidden: bool,
    pub(super) is_preformatted: bool,
    /// A list without numbers or marks.
    pub(super) is_plain_list: bool,
}

/// The attributes whose value is looked at.
#[derive(Default, Clone, Copy)]
enum Attribute {
    Style,
    Kind,
    Number,
    Role,
    Title,
    #[default]
    Other,
}

impl Tag {
    pub(super) fn new(name: &[u8]) -> Self {
        Self { name: text_of(name), ..Self::default() }
    }

    /// An attribute begins.
    pub(super) fn attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"style" => Attribute::Style,
            b"type" => Attribute::Kind,
            b"start" | b"value" => Attribute::Number,
            b"role" => Attribute::Role,
            b"title" => Attribute::Title,
            _ => Attribute::Other,
        };
        match name {
            b"hidden" => self.style.is_hidden = true,
            b"class" => self.has_class = true,
            b"open" => self.is_open = true,
            _ => {}
        }
    }

    /// The value of the attribute that began last.
    pub(super) fn value(&mut self, value: &[u8]) {
        match self.attribute {
            Attribute::Style => self.read_style(&text_of(value)),
            Attribute::Kind => self.kind = text_of(value),
            Attribute::Role if value == b"navigation" => self.kind = text_of(value),
            Attribute::Title if self.name == "div" => {
                self.is_beside_page |= matches!(value, b"header" | b"footer");
            }
            Attribute::Number => self.number = text_of(value).trim().parse().ok(),
            Attribute::Role | Attribute::Title | Attribute::Other => {}
        }
    }

    fn read_style(&mut self, declarations: &str) {
        let text: String = declarations.to_ascii_lowercase().split_whitespace().collect();
        let says = |what: &str| text.contains(what);
        let style = &mut self.style;
        style.is_hidden |= says("display:none") || says("visibility:hidden") || says("mso-hide:all");
        style.is_preformatted |= says("white-space:pre") || says("white-space:break-spaces");
        self.is_beside_page |= says("mso-element:header") || says("mso-element:footer");
        style.is_plain_list |= says("list-style:none") || says("list-style-type:none");
    }
}

pub(super) fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
