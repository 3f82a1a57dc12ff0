//! Everything a file may say about a household or a job offer.

use super::subject::Subject;
use super::vocabulary::Topic;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// What a column of the spreadsheet means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $variant,)* }

        impl Field {
            /// Every field, in the order in which people read them.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// Stable code of the field.
            pub fn code(self) -> &'static str {
                match self { $(Field::$variant => $code,)* }
            }

            /// The field of a code, if there is one.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Field::$variant),)* _ => None }
            }
        }
    };
}

fields! {
    /// The office's own number of the row.
    Reference = "reference",
    /// Day of the first request.
    RequestedOn = "requested_on",
    /// Mr or Mrs: recognised so that it is not taken for something else, never stored.
    Civility = "civility",
    /// Family name of the person who asks.
    LastName = "last_name",
    /// First name of the person who asks.
    FirstName = "first_name",
    /// Both names in one cell, family name first or in capitals.
    FullName = "full_name",
    /// E-mail address.
    Email = "email",
    /// Phone number.
    Phone = "phone",
    /// Postal code where the household lives today.
    PostalCode = "postal_code",
    /// Town where the household lives today.
    City = "city",
    /// Alone, couple or family.
    HouseholdKind = "household_kind",
    /// How many adults.
    Adults = "adults",
    /// How many children.
    Children = "children",
    /// What the household wants to do.
    ProjectType = "project_type",
    /// Occupation of the person who asks.
    Occupation = "occupation",
    /// Occupation of the partner.
    PartnerOccupation = "partner_occupation",
    /// Commune or EPCI wished for.
    WishedTerritory = "wished_territory",
    /// Who follows the household, as text.
    Referent = "referent",
    /// Where the file stands.
    Status = "status",
    /// Day the accompaniment began.
    SupportedOn = "supported_on",
    /// Day the household moved in.
    SettledOn = "settled_on",
    /// Commune the household moved to.
    SettledCommune = "settled_commune",
    /// How the household heard of the programme.
    Source = "source",
    /// Free text.
    Comment = "comment",
    /// Left out of the import.
    Ignore = "ignore",
    // What follows is said of job offers; what stands before, of households.
    /// Name of the offer in its source.
    ExternalId = "external_id",
    /// Title of the offer.
    Title = "title",
    /// What the work is.
    Description = "description",
    /// Name of the employer.
    EmployerName = "employer_name",
    /// SIRET of the employer.
    EmployerSiret = "employer_siret",
    /// Contract.
    ContractType = "contract_type",
    /// What kind of contract it is beyond its type: apprenticeship…
    ContractNature = "contract_nature",
    /// Duration of the contract and the like, in words.
    ContractDetail = "contract_detail",
    /// Whether it is less than full time.
    PartTime = "part_time",
    /// Hours, in words.
    WorkingTime = "working_time",
    /// Commune of the work, by code or by name.
    Commune = "commune",
    /// ROME code or label of the occupation.
    OfferOccupation = "occupation_code",
    /// Sector.
    Sector = "sector",
    /// Salary, in words.
    Salary = "salary",
    /// People wanted.
    Positions = "positions",
    /// Experience asked for.
    Experience = "experience",
    /// Experience asked for, in words.
    ExperienceDetail = "experience_detail",
    /// Whether housing can be found with the job.
    HousingPossible = "housing_possible",
    /// Whether the search of a job for the partner is helped.
    PartnerWelcome = "partner_welcome",
    /// Work from home.
    Remote = "remote",
    /// First day of work.
    StartsOn = "starts_on",
    /// Last day on which the offer stands.
    ExpiresOn = "expires_on",
    /// Page to apply on.
    ApplyUrl = "apply_url",
    /// Address to apply to.
    ApplyEmail = "apply_email",
    /// Whether the offer still stands.
    OfferStatus = "offer_status",
}

impl Field {
    /// Whether a file about this subject may say it.
    pub fn is_of(self, subject: Subject) -> bool {
        match self {
            Self::Ignore => true,
            field => (field > Self::Ignore) == (subject == Subject::JobOffers),
        }
    }

    /// Whether several columns may feed the field.
    pub fn is_repeatable(self) -> bool {
        matches!(
            self,
            Self::Email
                | Self::Phone
                | Self::ProjectType
                | Self::WishedTerritory
                | Self::Comment
                | Self::Civility
                | Self::Ignore
                | Self::Commune
                | Self::OfferOccupation
                | Self::ContractDetail
                | Self::ApplyUrl
                | Self::ApplyEmail
        )
    }

    /// Whether the field holds a day.
    pub fn is_date(self) -> bool {
        matches!(self, Self::RequestedOn | Self::SupportedOn | Self::SettledOn | Self::StartsOn | Self::ExpiresOn)
    }

    /// The words that translate the field's values into codes, for fields with such values.
    pub fn topic(self) -> Option<Topic> {
        match self {
            Self::Status => Some(Topic::Status),
            Self::ProjectType => Some(Topic::ProjectType),
            Self::Source => Some(Topic::Source),
            Self::HouseholdKind => Some(Topic::HouseholdKind),
            Self::WishedTerritory | Self::SettledCommune | Self::Commune => Some(Topic::Territory),
            Self::ContractType => Some(Topic::Contract),
            Self::ContractNature => Some(Topic::ContractNature),
            Self::PartTime | Self::HousingPossible | Self::PartnerWelcome => Some(Topic::YesNo),
            Self::Sector => Some(Topic::Sector),
            Self::Experience => Some(Topic::Experience),
            Self::Remote => Some(Topic::Remote),
            Self::OfferStatus => Some(Topic::OfferStatus),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_read_back() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.code()), Some(*field));
        }
        assert_eq!(Field::parse("Reference"), None);
    }
}
