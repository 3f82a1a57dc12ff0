//! What a row becomes: the facts of a household, or the reasons why not.

use chrono::NaiveDate;

use super::decide::ContactKey;
use super::fields::Field;
use crate::codes::{ClosingReason, HouseholdKind, ProjectType, ProspectStatus, Source};
use crate::contact::{Email, Phone};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            /// Every value, in the order of their declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Stable code.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }

            /// The value of a code, if there is one.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

codes! {
    /// Why a row cannot become a file. The first reason of a row is the one to show.
    Reason {
        /// Neither e-mail nor phone.
        NoContact = "no_contact",
        /// An e-mail or a phone, but none that works.
        NoValidContact = "no_valid_contact",
        /// No name at all.
        MissingName = "missing_name",
        /// A day the file cannot do without is missing.
        MissingDate = "missing_date",
        /// A day that does not exist.
        InvalidDate = "invalid_date",
        /// A fact that has not happened yet.
        FutureDate = "future_date",
        /// A commune nobody knows.
        UnknownCommune = "unknown_commune",
        /// Moved in, nobody says where.
        MissingCommune = "missing_commune",
        /// A status without translation.
        UnknownStatus = "unknown_status",
        /// A count that is no number, or makes no sense.
        InvalidNumber = "invalid_number",
        /// A later fact dated before an earlier one.
        DatesOutOfOrder = "dates_out_of_order",
        /// The status says one thing and the days another.
        StatusContradictsDates = "status_contradicts_dates",
        /// The offer has no name in its source, so that it could not be found again.
        MissingExternalId = "missing_external_id",
        /// An offer without a title.
        MissingTitle = "missing_title",
        /// An offer without a description.
        MissingDescription = "missing_description",
        /// An offer without a contract.
        MissingContract = "missing_contract",
        /// A contract without translation.
        UnknownContract = "unknown_contract",
        /// A last day that is over.
        PastDate = "past_date",
        /// The file itself says that the offer no longer stands.
        NotStanding = "not_standing",
    }
}

codes! {
    /// What the reader of the report should know about an accepted row.
    RemarkKind {
        /// A word without translation; it is kept in the comment.
        UnknownWord = "unknown_word",
        /// An e-mail that does not work was left out; the phone does.
        IgnoredEmail = "ignored_email",
        /// A phone that does not work was left out; the e-mail does.
        IgnoredPhone = "ignored_phone",
        /// The days say more than the status; the days were followed.
        StatusBehindDates = "status_behind_dates",
        /// A commune of installation without a day of installation was left out.
        IgnoredCommune = "ignored_commune",
        /// A word of an offer without translation was left out.
        IgnoredWord = "ignored_word",
        /// An occupation that does not exist was left out.
        IgnoredOccupation = "ignored_occupation",
        /// A SIRET that is none was left out.
        IgnoredSiret = "ignored_siret",
        /// An address of a page that is none was left out.
        IgnoredUrl = "ignored_url",
        /// A text longer than the programme keeps was cut.
        Shortened = "shortened",
        /// A comment holds what has no place in a file: it is kept, and somebody reads it again.
        SensitiveText = "sensitive_text",
        /// The employer is on file without being an active member: the public will not read the offer.
        EmployerNotActive = "employer_not_active",
        /// The offer had ended here; the file holds it again.
        BackAgain = "back_again",
        /// Somebody here filled, withdrew, suspended or archived the offer: it stays as it is.
        DecidedHere = "decided_here",
    }
}

/// One reason to refuse a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// The field concerned.
    pub field: Field,
    /// The offending cell as written.
    pub value: String,
}

/// One remark on an accepted row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What happened.
    pub kind: RemarkKind,
    /// The field concerned.
    pub field: Field,
    /// The cell as written.
    pub value: String,
}

/// The person who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// First name, may be empty when the family name is known.
    pub first_name: String,
    /// Family name, may be empty when the first name is known.
    pub last_name: String,
    /// First e-mail that works.
    pub email: Option<Email>,
    /// First phone that works.
    pub phone: Option<Phone>,
}

/// A move to the département.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// Day of the move.
    pub moved_in_on: NaiveDate,
    /// INSEE code of the commune.
    pub commune_code: String,
    /// SIREN of its EPCI.
    pub epci_code: Option<String>,
}

/// Everything a row says about a household, typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdDraft {
    /// The office's own number of the row.
    pub reference: Option<String>,
    /// Day of the request: the file's number bears its year.
    pub requested_on: NaiveDate,
    /// The person who asked.
    pub lead: Person,
    /// Postal code of today's home, as written.
    pub postal_code: Option<String>,
    /// Town of today's home, as written.
    pub city: Option<String>,
    /// ISO code of the country of today's home, when the postal code tells.
    pub country: Option<&'static str>,
    /// Alone, couple or family; a household with children is a family.
    pub household_kind: HouseholdKind,
    /// Adults, at least 1.
    pub adults: u8,
    /// Children.
    pub children: u8,
    /// The projects, in the order written.
    pub project_types: Vec<ProjectType>,
    /// Occupation of the person who asked, as written.
    pub occupation: Option<String>,
    /// Occupation of the partner, as written.
    pub partner_occupation: Option<String>,
    /// Codes of the wished communes and EPCI, in the order written.
    pub wished_territories: Vec<String>,
    /// Whether the household would live anywhere.
    pub territory_indifferent: bool,
    /// Who followed the household, as written.
    pub referent: Option<String>,
    /// The source, when the word is known.
    pub source: Option<Source>,
    /// The source as written.
    pub source_detail: Option<String>,
    /// Comments, one per line, with the words nobody could translate after their column title.
    pub comment: Option<String>,
    /// The states the file went through with the day of each; never empty, begins with `new`.
    pub history: Vec<(ProspectStatus, NaiveDate)>,
    /// Why the file is closed, when it is.
    pub closing_reason: Option<ClosingReason>,
    /// The move, for households that moved.
    pub installation: Option<Installation>,
    /// What the reader of the report should know.
    pub remarks: Vec<Remark>,
}

impl HouseholdDraft {
    /// Where the file stands now.
    pub fn status(&self) -> ProspectStatus {
        self.history.last().map_or(ProspectStatus::New, |(status, _)| *status)
    }

    /// Since which day it stands there.
    pub fn status_since(&self) -> NaiveDate {
        self.history.last().map_or(self.requested_on, |(_, day)| *day)
    }

    /// Day of the first entry into a state, if the file ever entered it.
    pub fn entered_on(&self, status: ProspectStatus) -> Option<NaiveDate> {
        self.history.iter().find(|(entered, _)| *entered == status).map(|(_, day)| *day)
    }
}

/// A row read, before it is known whether it is a duplicate: of a household unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreted<D = HouseholdDraft, K = ContactKey> {
    /// What tells whom or what the row is about: every e-mail, then every phone that works; the name of an offer.
    pub keys: Vec<K>,
    /// What it would become, or every reason why not.
    pub outcome: Result<Box<D>, Vec<Refusal>>,
}
