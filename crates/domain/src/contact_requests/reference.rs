//! The reference people get for a request: `DEM-7K2M-9QXT`.

use std::fmt;
use std::str::FromStr;

/// Crockford's base 32: no I, L, O, U, which people misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters and digits after `DEM-`.
const LENGTH: usize = 8;

/// Reference of a request: random, so that it tells nothing and cannot be guessed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference([u8; LENGTH]);

/// A text that is no reference of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a reference of a request")]
pub struct NotAReference;

impl Reference {
    /// The reference made of the lowest 40 bits of `random`.
    #[must_use]
    pub fn of(random: u64) -> Reference {
        let mut letters = [b'0'; LENGTH];
        for (index, letter) in letters.iter_mut().enumerate() {
            let five = random.checked_shr(5 * u32::try_from(index).unwrap_or_default()).unwrap_or_default() & 31;
            let place = usize::try_from(five).unwrap_or_default();
            *letter = ALPHABET.get(place).copied().unwrap_or(b'0');
        }
        Reference(letters)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters: String = self.0.iter().copied().map(char::from).collect();
        let (left, right) = letters.split_at(LENGTH / 2);
        write!(formatter, "DEM-{left}-{right}")
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    /// Reads a reference as people type it: either case, dashes or not, I and L for 1, O for 0.
    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let typed = text.trim().to_ascii_uppercase();
        let rest = typed.strip_prefix("DEM").ok_or(NotAReference)?;
        let mut letters = [b'0'; LENGTH];
        let mut read = rest.bytes().filter(|byte| !matches!(byte, b'-' | b' ')).map(|byte| match byte {
            b'I' | b'L' => b'1',
            b'O' => b'0',
            other => other,
        });
        for letter in &mut letters {
            *letter = read.next().filter(|byte| ALPHABET.contains(byte)).ok_or(NotAReference)?;
        }
        if read.next().is_some() { Err(NotAReference) } else { Ok(Reference(letters)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_is_read_as_people_type_it() {
        let reference = Reference::of(0x12_3456_789A);
        let written = reference.to_string();
        assert_eq!(written.len(), "DEM-XXXX-XXXX".len());
        assert_eq!(written.parse(), Ok(reference.clone()));
        assert_eq!(written.to_lowercase().replace('-', " ").parse(), Ok(reference));
        assert_eq!("DEM-OIL0-0000".parse::<Reference>(), "DEM-0110-0000".parse());
        for wrong in ["", "DEM-", "DEM-0000-000", "DEM-0000-00000", "OML-0000-0000", "DEM-U000-0000"] {
            assert!(wrong.parse::<Reference>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn forty_random_bits_all_count(bits in 0u64..(1 << 40), flip in 0u32..40) {
            let reference = Reference::of(bits);
            prop_assert_ne!(&Reference::of(bits ^ (1 << flip)), &reference);
            prop_assert_eq!(reference.to_string().parse(), Ok(reference));
        }
    }
}
