//! What the Open API holds beside judgments, and how each is asked for.
//!
//! Every collection has the same two pages, with a `target` of its own, and its own name for the parameter of days. Where
//! it takes no days, what the list says of a decision is compared.

/// A collection of the Open API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Target {
    /// Judgments (판례).
    #[default]
    Judgments,
    /// Decisions of the Constitutional Court (헌재결정례).
    Constitutional,
    /// Answers of the Ministry of Government Legislation and others to questions about laws (법령해석례).
    Interpretations,
    /// Rulings on administrative appeals (행정심판례).
    AdministrativeAppeals,
    /// Rulings of the Tax Tribunal (조세심판원 특별행정심판례).
    TaxTribunal,
    /// Rulings of the Maritime Safety Tribunal (해양안전심판원 특별행정심판례).
    MaritimeTribunal,
    /// Decisions of the Personal Information Protection Commission (개인정보보호위원회).
    PrivacyCommission,
    /// Decisions of the Fair Trade Commission (공정거래위원회).
    FairTrade,
    /// Decisions of the Anti-Corruption and Civil Rights Commission (국민권익위원회).
    CivilRights,
    /// Decisions of the Financial Services Commission (금융위원회).
    FinancialServices,
    /// Decisions of the National Labor Relations Commission (노동위원회).
    LaborRelations,
    /// Decisions of the Korea Communications Commission (방송통신위원회).
    Communications,
    /// Decisions of the National Human Rights Commission (국가인권위원회).
    HumanRights,
    /// Decisions of the Central Land Expropriation Committee (중앙토지수용위원회).
    LandExpropriation,
    /// Decisions of the Central Environmental Dispute Mediation Commission (중앙환경분쟁조정위원회).
    EnvironmentalDisputes,
    /// Decisions of the Securities and Futures Commission (증권선물위원회).
    SecuritiesFutures,
    /// Rulings of the Employment Insurance Review Committee (고용보험심사위원회).
    EmploymentInsurance,
    /// Rulings of the Industrial Accident Compensation Insurance Reexamination Committee (산업재해보상보험재심사위원회).
    IndustrialAccidents,
}

impl Target {
    /// Every collection that is asked for.
    pub const ALL: [Self; 18] = [
        Self::Judgments,
        Self::Constitutional,
        Self::Interpretations,
        Self::AdministrativeAppeals,
        Self::TaxTribunal,
        Self::MaritimeTribunal,
        Self::PrivacyCommission,
        Self::FairTrade,
        Self::CivilRights,
        Self::FinancialServices,
        Self::LaborRelations,
        Self::Communications,
        Self::HumanRights,
        Self::LandExpropriation,
        Self::EnvironmentalDisputes,
        Self::SecuritiesFutures,
        Self::EmploymentInsurance,
        Self::IndustrialAccidents,
    ];

    /// The value of the API's parameter `target`; also the folder below that of the judgments.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Judgments => "prec",
            Self::Constitutional => "detc",
            Self::Interpretations => "expc",
            Self::AdministrativeAppeals => "decc",
            Self::TaxTribunal => "ttSpecialDecc",
            Self::MaritimeTribunal => "kmstSpecialDecc",
            Self::PrivacyCommission => "ppc",
            Self::FairTrade => "ftc",
            Self::CivilRights => "acr",
            Self::FinancialServices => "fsc",
            Self::LaborRelations => "nlrc",
            Self::Communications => "kcc",
            Self::HumanRights => "nhrck",
            Self::LandExpropriation => "oclt",
            Self::EnvironmentalDisputes => "ecc",
            Self::SecuritiesFutures => "sfc",
            Self::EmploymentInsurance => "eiac",
            Self::IndustrialAccidents => "iaciac",
        }
    }

    /// What it is, in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Judgments => "judgments",
            Self::Constitutional => "decisions of the Constitutional Court",
            Self::Interpretations => "interpretations of laws",
            Self::AdministrativeAppeals => "rulings on administrative appeals",
            Self::TaxTribunal => "rulings of the Tax Tribunal",
            Self::MaritimeTribunal => "rulings of the Maritime Safety Tribunal",
            Self::PrivacyCommission => "Personal Information Protection Commission",
            Self::FairTrade => "Fair Trade Commission",
            Self::CivilRights => "Anti-Corruption and Civil Rights Commission",
            Self::FinancialServices => "Financial Services Commission",
            Self::LaborRelations => "Labor Relations Commissions",
            Self::Communications => "Communications Commission",
            Self::HumanRights => "National Human Rights Commission",
            Self::LandExpropriation => "Central Land Expropriation Committee",
            Self::EnvironmentalDisputes => "Central Environmental Dispute Mediation Commission",
            Self::SecuritiesFutures => "Securities and Futures Commission",
            Self::EmploymentInsurance => "Employment Insurance Review Committee",
            Self::IndustrialAccidents => "Industrial Accident Compensation Insurance Reexamination Committee",
        }
    }

    /// The collection with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// The parameter that takes days of decision.
    pub(super) const fn days(self) -> Option<&'static str> {
        match self {
            Self::Judgments => Some("prncYd"),
            Self::Constitutional => Some("edYd"),
            Self::Interpretations => Some("explYd"),
            Self::AdministrativeAppeals => Some("rslYd"),
            _ => None,
        }
    }

    /// The folder of a collection below the one that the user names: its serial numbers are its own.
    pub fn folder(self) -> Option<&'static str> {
        (self != Self::Judgments).then(|| self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for target in Target::ALL {
            assert_eq!(Target::parse(target.name()), Some(target));
        }
        assert_eq!(Target::parse("law"), None);
    }
}
