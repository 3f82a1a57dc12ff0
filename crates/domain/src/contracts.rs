//! What a contract of France Travail is called by schema.org, for the search engines that list offers.

use crate::codes::ContractType;

/// A value of schema.org's `employmentType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EmploymentType {
    /// Paid for the whole of the legal working time.
    FullTime,
    /// Paid for less than that.
    PartTime,
    /// Works for their own account.
    Contractor,
    /// Ends by itself.
    Temporary,
    /// None of the words of schema.org.
    Other,
}

impl EmploymentType {
    /// The word search engines read.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            EmploymentType::FullTime => "FULL_TIME",
            EmploymentType::PartTime => "PART_TIME",
            EmploymentType::Contractor => "CONTRACTOR",
            EmploymentType::Temporary => "TEMPORARY",
            EmploymentType::Other => "OTHER",
        }
    }
}

/// The words for a contract, the working time first; `part_time` is `None` when the offer does not say, and then
/// nothing is said of it. May be empty: the property is then left out.
#[must_use]
pub const fn employment_types(contract: ContractType, part_time: Option<bool>) -> &'static [EmploymentType] {
    use EmploymentType::{Contractor, FullTime, Other, PartTime, Temporary};
    match (contract, part_time) {
        // An interim worker on a permanent contract is employed for good, by the agency.
        (ContractType::Cdi | ContractType::Din, Some(true)) => &[PartTime],
        (ContractType::Cdi | ContractType::Din, Some(false)) => &[FullTime],
        (ContractType::Cdi | ContractType::Din, None) => &[],
        (ContractType::Cce | ContractType::Lib, _) => &[Contractor],
        (ContractType::Fra | ContractType::Rep, _) => &[Other],
        (_, Some(true)) => &[PartTime, Temporary],
        (_, Some(false)) => &[FullTime, Temporary],
        (_, None) => &[Temporary],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(code: &str, part_time: Option<bool>) -> Vec<&'static str> {
        ContractType::parse(code)
            .map(|contract| employment_types(contract, part_time).iter().map(|word| word.as_str()).collect())
            .unwrap_or_default()
    }

    #[test]
    fn each_contract_has_its_words() {
        for (code, part_time, expected) in [
            ("CDI", Some(false), vec!["FULL_TIME"]),
            ("CDI", Some(true), vec!["PART_TIME"]),
            ("CDI", None, vec![]),
            ("DIN", Some(false), vec!["FULL_TIME"]),
            ("CDD", Some(false), vec!["FULL_TIME", "TEMPORARY"]),
            ("SAI", Some(true), vec!["PART_TIME", "TEMPORARY"]),
            ("MIS", None, vec!["TEMPORARY"]),
            ("LIB", Some(false), vec!["CONTRACTOR"]),
            ("CCE", None, vec!["CONTRACTOR"]),
            ("FRA", None, vec!["OTHER"]),
            ("REP", Some(true), vec!["OTHER"]),
        ] {
            assert_eq!(words(code, part_time), expected, "{code} {part_time:?}");
        }
    }

    #[test]
    fn only_permanent_contracts_are_not_temporary_or_independent() {
        for contract in ContractType::ALL {
            let permanent = matches!(contract, ContractType::Cdi | ContractType::Din);
            assert_eq!(employment_types(*contract, None).is_empty(), permanent, "{contract}");
        }
    }
}
