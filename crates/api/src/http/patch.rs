//! Merge patch (RFC 7396): a field is absent, null or a value.

use serde::{Deserialize, Deserializer};

/// A field of a merge patch. Use with `#[serde(default)]` and `#[schema(value_type = Option<T>)]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// Not sent: leave as it is.
    #[default]
    Absent,
    /// Sent as null: empty it.
    Null,
    /// Sent: replace it.
    Value(T),
}

impl<T> Patch<T> {
    /// What the field becomes, given what it is.
    pub fn or(self, current: Option<T>) -> Option<T> {
        match self {
            Patch::Absent => current,
            Patch::Null => None,
            Patch::Value(value) => Some(value),
        }
    }

    /// What the field becomes when it cannot be empty; null is refused.
    ///
    /// # Errors
    /// `required` when null was sent.
    pub fn or_keep(self, current: T) -> Result<T, &'static str> {
        match self {
            Patch::Absent => Ok(current),
            Patch::Null => Err("required"),
            Patch::Value(value) => Ok(value),
        }
    }

    /// Whether the field was sent.
    pub fn is_sent(&self) -> bool {
        !matches!(self, Patch::Absent)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Patch::Null, Patch::Value))
    }
}
