//! The settings that a configuration file can name.

/// Bytes of a name above which it is no slip of the finger.
const LONGEST: usize = 60;

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Key {
    /// Folder of the index.
    Index,
    /// What `panrye index` and a first search read where nothing is named.
    Corpus,
    /// What names of fields in files of judgments mean.
    Map,
    /// Words to add to the dictionary.
    UserDictionary,
    /// When output is colored.
    Color,
    /// The program that shows long output.
    Pager,
    /// Language of messages.
    Lang,
    /// Judgments that are shown.
    Limit,
    /// Passages that are shown of each judgment.
    Passages,
    /// Passages that are shown before and after each of them.
    Context,
    /// How long a query may take.
    Timeout,
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Kind {
    /// A path, relative to the file that names it.
    Path,
    /// A path or a list of paths.
    Paths,
    /// Names of fields with what they mean, or none.
    Names,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any text.
    Text,
    /// A whole number from this one on.
    Number(i64),
    /// Seconds, or none.
    Seconds,
}

/// Which options of the command line a key is the default of: those of every command, or those of some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Target {
    /// An option of every command.
    Global(&'static str),
    /// An option of these commands.
    Of(&'static [&'static str], &'static str),
    /// No option: the program reads the setting itself.
    Program,
}

impl Key {
    /// Every key, in the order in which they are listed.
    pub(in crate::cli) const ALL: [Self; 11] = [
        Self::Index,
        Self::Corpus,
        Self::Map,
        Self::UserDictionary,
        Self::Color,
        Self::Pager,
        Self::Lang,
        Self::Limit,
        Self::Passages,
        Self::Context,
        Self::Timeout,
    ];

    /// The name in the file.
    pub(in crate::cli) const fn name(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Corpus => "corpus",
            Self::Map => "map",
            Self::UserDictionary => "user_dictionary",
            Self::Color => "color",
            Self::Pager => "pager",
            Self::Lang => "lang",
            Self::Limit => "limit",
            Self::Passages => "passages",
            Self::Context => "context",
            Self::Timeout => "timeout",
        }
    }

    /// What it takes.
    pub(in crate::cli) const fn kind(self) -> Kind {
        match self {
            Self::Index | Self::UserDictionary => Kind::Path,
            Self::Corpus => Kind::Paths,
            Self::Map => Kind::Names,
            Self::Color => Kind::Word(&["auto", "always", "never"]),
            Self::Lang => Kind::Word(&["en", "ko"]),
            Self::Pager => Kind::Text,
            Self::Limit => Kind::Number(1),
            Self::Passages | Self::Context => Kind::Number(0),
            Self::Timeout => Kind::Seconds,
        }
    }

    /// The options that it is the default of.
    pub(in crate::cli) const fn target(self) -> Target {
        match self {
            Self::Index => Target::Global("index"),
            Self::UserDictionary => Target::Global("user_dictionary"),
            Self::Color => Target::Global("color"),
            Self::Corpus => Target::Of(&["index"], "paths"),
            Self::Map => Target::Of(&["index"], "map"),
            Self::Limit => Target::Of(&["search", "similar", "batch"], "limit"),
            Self::Passages => Target::Of(&["search", "similar", "batch"], "passages"),
            Self::Context => Target::Of(&["search", "batch"], "context"),
            Self::Timeout => {
                Target::Of(&["search", "similar", "batch", "explain", "export", "top"], "timeout")
            }
            Self::Pager | Self::Lang => Target::Program,
        }
    }

    /// The key of this name.
    pub(in crate::cli) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// The name that was probably meant; `user-dictionary`, as on the command line, is near enough.
    pub(in crate::cli) fn nearest(name: &str) -> Option<&'static str> {
        if name.len() > LONGEST {
            return None;
        }
        let name = name.to_lowercase().replace('-', "_");
        let distance = |key: &Self| strsim::osa_distance(&name, key.name());
        let near = Self::ALL.into_iter().min_by_key(distance)?;
        (distance(&near) <= 2).then(|| near.name())
    }
}
