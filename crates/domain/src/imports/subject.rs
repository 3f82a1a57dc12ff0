//! What the rows of an import are about.

use super::fields::Field;
use super::vocabulary::Topic;

/// What the rows of an import are about: one engine reads them, whichever it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Subject {
    /// Households, whose rows become files.
    #[default]
    Prospects,
    /// Job offers of one source.
    JobOffers,
}

impl Subject {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prospects => "prospects",
            Self::JobOffers => "job_offers",
        }
    }

    /// The subject of a code, if there is one.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Prospects, Self::JobOffers].into_iter().find(|subject| subject.code() == code)
    }

    /// The fields that a column may feed, in the order in which people read them.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |field| field.is_of(self))
    }

    /// The column titles that the vocabulary knows of it.
    #[must_use]
    pub const fn titles(self) -> Topic {
        match self {
            Self::Prospects => Topic::Header,
            Self::JobOffers => Topic::OfferHeader,
        }
    }

    /// What no row can do without: of each group, one field at least.
    #[must_use]
    pub const fn needed(self) -> &'static [&'static [Field]] {
        match self {
            Self::Prospects => &[
                &[Field::RequestedOn],
                &[Field::LastName, Field::FullName, Field::FirstName],
                &[Field::Email, Field::Phone],
            ],
            Self::JobOffers => &[&[Field::ExternalId], &[Field::Title], &[Field::Description], &[Field::ContractType]],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_about_one_subject_but_what_is_left_out() {
        let (people, offers) = (Subject::Prospects, Subject::JobOffers);
        for field in Field::ALL {
            let both = field.is_of(people) && field.is_of(offers);
            assert_eq!(both, *field == Field::Ignore, "{}", field.code());
            assert!(field.is_of(people) || field.is_of(offers));
        }
        assert!(Field::Comment.is_of(people) && Field::ExternalId.is_of(offers));
        assert_eq!(Subject::parse(offers.code()), Some(offers));
    }
}
