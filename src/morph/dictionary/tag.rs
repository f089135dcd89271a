//! The part-of-speech tags of mecab-ko-dic (the Sejong tag set with a few of its own).

/// Generates the enum, its names and the way back from one table.
macro_rules! tags {
    ($($(#[$doc:meta])* $tag:ident = $name:literal,)*) => {
        /// One part-of-speech tag. A contracted form such as `한다` has several, joined with `+` (`XSV+EC`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Tag {
            $($(#[$doc])* $tag,)*
        }

        impl Tag {
            /// Every tag.
            pub const ALL: &'static [Self] = &[$(Self::$tag,)*];

            /// The name that the dictionary uses, such as `NNG`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$tag => $name,)*
                }
            }

            /// The tag of this name; `None` for any other text, also for joined tags.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$tag),)*
                    _ => None,
                }
            }
        }
    };
}

tags! {
    /// Common noun 일반 명사.
    Nng = "NNG",
    /// Proper noun 고유 명사.
    Nnp = "NNP",
    /// Dependent noun 의존 명사 (것, 수, 바).
    Nnb = "NNB",
    /// Counting unit 단위 명사 (원, 조, 개).
    Nnbc = "NNBC",
    /// Numeral 수사.
    Nr = "NR",
    /// Pronoun 대명사.
    Np = "NP",
    /// Verb 동사.
    Vv = "VV",
    /// Adjective 형용사.
    Va = "VA",
    /// Auxiliary verb or adjective 보조 용언.
    Vx = "VX",
    /// Affirmative copula 이다.
    Vcp = "VCP",
    /// Negative copula 아니다.
    Vcn = "VCN",
    /// A verb whose kind the dictionary leaves open.
    Vsv = "VSV",
    /// Determiner 관형사.
    Mm = "MM",
    /// Adverb 일반 부사.
    Mag = "MAG",
    /// Conjunctive adverb 접속 부사.
    Maj = "MAJ",
    /// Interjection 감탄사.
    Ic = "IC",
    /// Subject particle 주격 조사.
    Jks = "JKS",
    /// Complement particle 보격 조사.
    Jkc = "JKC",
    /// Genitive particle 관형격 조사.
    Jkg = "JKG",
    /// Object particle 목적격 조사.
    Jko = "JKO",
    /// Adverbial particle 부사격 조사.
    Jkb = "JKB",
    /// Vocative particle 호격 조사.
    Jkv = "JKV",
    /// Quotative particle 인용격 조사.
    Jkq = "JKQ",
    /// Auxiliary particle 보조사.
    Jx = "JX",
    /// Conjunctive particle 접속 조사.
    Jc = "JC",
    /// Pre-final ending 선어말 어미.
    Ep = "EP",
    /// Final ending 종결 어미.
    Ef = "EF",
    /// Connective ending 연결 어미.
    Ec = "EC",
    /// Nominalising ending 명사형 전성 어미.
    Etn = "ETN",
    /// Adnominal ending 관형형 전성 어미.
    Etm = "ETM",
    /// Prefix of a noun 체언 접두사 (비, 불, 제).
    Xpn = "XPN",
    /// Suffix that makes a noun 명사 파생 접미사 (권, 자, 적).
    Xsn = "XSN",
    /// Suffix that makes a verb 동사 파생 접미사.
    Xsv = "XSV",
    /// Suffix that makes an adjective 형용사 파생 접미사.
    Xsa = "XSA",
    /// Root 어근.
    Xr = "XR",
    /// Full stop, question mark, exclamation mark.
    Sf = "SF",
    /// Ellipsis.
    Se = "SE",
    /// Opening bracket.
    Sso = "SSO",
    /// Closing bracket.
    Ssc = "SSC",
    /// Separator: comma, middle dot, colon, slash.
    Sc = "SC",
    /// Any other symbol.
    Sy = "SY",
    /// Foreign letters.
    Sl = "SL",
    /// Han characters.
    Sh = "SH",
    /// Digits.
    Sn = "SN",
    /// White space.
    Sp = "SP",
    /// Cannot be analyzed.
    Na = "NA",
    /// Unknown, as a dictionary entry.
    Una = "UNA",
    /// Hangul that the dictionary does not know.
    Unknown = "UNKNOWN",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_tag() {
        for &tag in Tag::ALL {
            assert_eq!(Tag::from_name(tag.name()), Some(tag));
        }
        assert_eq!(Tag::from_name("XSV+EC"), None);
    }
}
