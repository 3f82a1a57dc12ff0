//! E-mail addresses and phone numbers that cannot be wrong.

use std::fmt;

use phonenumber::country::Id;
use phonenumber::{Mode, PhoneNumber};

/// Why a contact detail was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    InvalidEmail,
    /// Not a phone number one can call.
    #[error("not a phone number")]
    InvalidPhone,
}

impl ContactError {
    /// Stable code of the error, as field errors and import reports give it.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidEmail => "invalid_email",
            Self::InvalidPhone => "invalid_phone",
        }
    }
}

/// An e-mail address in lower case, so that equal addresses compare equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address; spaces around it and its case do not matter.
    ///
    /// # Errors
    /// [`ContactError::InvalidEmail`] when no mail could be delivered to such an address.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let address = text.trim().to_lowercase();
        let valid = address.len() <= 254
            && address.rsplit_once('@').is_some_and(|(local, domain)| is_local_part(local) && is_domain(domain));
        if valid { Ok(Self(address)) } else { Err(ContactError::InvalidEmail) }
    }

    /// The address, in lower case; also the key to compare addresses by.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_local_part(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    domain.split('.').all(is_label)
        && domain
            .rsplit_once('.')
            .is_some_and(|(_, last)| last.chars().count() >= 2 && !last.chars().all(|c| c.is_ascii_digit()))
}

/// A phone number in E.164 form (`+33639981234`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people write it; without a country prefix it is French.
    ///
    /// A French number only has to have the right length: the numbering plan's ranges change, and those
    /// reserved for fiction must pass too.
    ///
    /// # Errors
    /// [`ContactError::InvalidPhone`] when nobody could be called at such a number.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let typed = text.trim().replace("(0)", "");
        if typed.is_empty() || typed.len() > 40 || typed.chars().any(char::is_alphabetic) {
            return Err(ContactError::InvalidPhone);
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        // A spreadsheet drops the plus sign and leading zeros of what it takes for a number.
        let candidates = if typed.starts_with('+') || digits.starts_with('0') {
            [Some(typed), None]
        } else {
            [Some(typed), Some(format!("+{digits}"))]
        };
        candidates
            .into_iter()
            .flatten()
            .find_map(|candidate| {
                let number = phonenumber::parse(Some(Id::FR), candidate).ok()?;
                is_callable(&number).then(|| number.format().mode(Mode::E164).to_string())
            })
            .map(Self)
            .ok_or(ContactError::InvalidPhone)
    }

    /// The number in E.164 form, also the key to compare numbers by.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as people read it in France (`01 99 00 46 00`); those of other countries stay in E.164 form.
    #[must_use]
    pub fn readable(&self) -> String {
        let Some(national) = self.0.strip_prefix("+33").filter(|rest| rest.len() == 9) else { return self.0.clone() };
        let digits: Vec<char> = std::iter::once('0').chain(national.chars()).collect();
        digits.chunks(2).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_callable(number: &PhoneNumber) -> bool {
    const FRANCE: u16 = 33;
    if number.code().value() == FRANCE {
        (100_000_000..=999_999_999).contains(&number.national().value())
    } else {
        number.is_valid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_differing_by_case_and_spaces_are_equal() {
        let typed = Email::parse(" Clemence.DELPECH@Courriel.Example ").map(|e| e.to_string());
        assert_eq!(typed.as_deref(), Ok("clemence.delpech@courriel.example"));
    }

    #[test]
    fn impossible_addresses_are_refused() {
        for text in [
            "",
            "pas-une-adresse",
            "a@b",
            "a@@b.example",
            "a b@c.example",
            ".a@b.example",
            "a@b..example",
            "a@-b.example",
            "é@b.example",
            "a@b.1",
            "a@b.c",
        ] {
            assert_eq!(Email::parse(text), Err(ContactError::InvalidEmail), "{text}");
        }
    }

    #[test]
    fn every_way_to_write_a_number_gives_the_same() {
        for text in [
            "06 39 98 65 91",
            "06.39.98.65.91",
            "0639986591",
            "0033639986591",
            "+33 6 39 98 65 91",
            "+33 (0)6 39 98 65 91",
            "639986591",
            "33639986591",
            "06-39-98-65-91",
        ] {
            assert_eq!(Phone::parse(text).as_ref().map(Phone::as_str), Ok("+33639986591"), "{text}");
        }
        assert_eq!(Phone::parse("01 99 00 12 34").as_ref().map(Phone::as_str), Ok("+33199001234"));
        assert_eq!(Phone::parse("+32 2 555 12 12").as_ref().map(Phone::as_str), Ok("+3225551212"));
    }

    #[test]
    fn french_numbers_are_read_in_pairs() {
        let readable = |text| Phone::parse(text).expect("a number").readable();
        assert_eq!(readable("+33199004600"), "01 99 00 46 00");
        assert_eq!(readable("+32 2 555 12 12"), "+3225551212");
    }

    #[test]
    fn impossible_numbers_are_refused() {
        for text in ["", "12", "06 39 98", "pas de tel", "06399865912345", "+33 6 39"] {
            assert_eq!(Phone::parse(text), Err(ContactError::InvalidPhone), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics_and_is_stable(text in "\\PC{0,40}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
            }
        }
    }
}
