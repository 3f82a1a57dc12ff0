//! The journal as a chain: each entry gets a place and a hash over its content and the hash before it, so that whatever is
//! changed, taken out or slipped in later is found and named.
//!
//! Who acted and why are covered by salted digests only: once the words and their salt are erased, nobody can tell from
//! the digest what they were, and the chain still holds.

mod verifier;

use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use verifier::{Fault, FaultKind, Verifier};

/// Stands in place of the name of somebody whose identity was erased.
pub const ERASED: &str = "erased";

/// An entry of the journal, as the chain sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its row.
    pub seq: i64,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The account, when a person acted.
    pub actor_id: Option<Uuid>,
    /// Name of the person, job or command; [`ERASED`] once forgotten.
    pub actor_label: String,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub resource_type: String,
    /// To which thing.
    pub resource_id: Option<Uuid>,
    /// Names of the fields.
    pub fields: Vec<String>,
    /// Why, until it is forgotten.
    pub reason: Option<String>,
    /// The request that did it.
    pub request_id: Option<String>,
}

impl Entry {
    fn actor(&self) -> String {
        format!("{}\n{}", self.actor_id.map(|id| id.to_string()).unwrap_or_default(), self.actor_label)
    }
}

/// Words held by their salted digest; without the salt nobody can tell which words they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Dropped together with the words.
    pub salt: Option<String>,
    /// SHA-256 of salt and words, in hexadecimal.
    pub digest: String,
}

impl Commitment {
    fn of(salt: String, words: &str) -> Commitment {
        let digest = digest_of(&salt, words);
        Commitment { salt: Some(salt), digest }
    }

    /// Whether these are the words; `None` when that can no longer be told.
    fn holds(&self, words: &str) -> Option<bool> {
        self.salt.as_ref().map(|salt| digest_of(salt, words) == self.digest)
    }
}

fn digest_of(salt: &str, words: &str) -> String {
    let mut text = Text::default();
    text.part(salt).part(words);
    text.hash()
}

/// The end of the chain: its last place and hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Last place; 0 before anything was sealed.
    pub position: i64,
    /// Its hash in hexadecimal, empty before anything was sealed.
    pub hash: String,
}

impl Head {
    /// What was noted outside, written `PLACE:HASH`.
    #[must_use]
    pub fn parse(noted: &str) -> Option<Head> {
        let (position, hash) = noted.trim().split_once(':')?;
        let position = position.parse().ok().filter(|position| *position > 0)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| Head { position, hash: hash.to_ascii_lowercase() })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.position, self.hash)
    }
}

/// The place of an entry in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Place, from 1, without a gap.
    pub position: i64,
    /// The entry.
    pub entry_seq: i64,
    /// When it got its place, in microseconds since 1970; one instant per run.
    pub sealed_at: i64,
    /// Who acted.
    pub actor: Commitment,
    /// Why, when something was said.
    pub reason: Option<Commitment>,
    /// SHA-256 over all of this and the hash before, in hexadecimal.
    pub hash: String,
}

impl Seal {
    /// Gives an entry the place after `head`; `salt` makes a new salt each time.
    #[must_use]
    pub fn after(head: &Head, entry: &Entry, sealed_at: i64, mut salt: impl FnMut() -> String) -> Seal {
        let mut seal = Seal {
            position: head.position + 1,
            entry_seq: entry.seq,
            sealed_at,
            actor: Commitment::of(salt(), &entry.actor()),
            reason: entry.reason.as_deref().map(|reason| Commitment::of(salt(), reason)),
            hash: String::new(),
        };
        seal.hash = seal.hash_of(&head.hash, entry);
        seal
    }

    /// The end of the chain with this seal.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { position: self.position, hash: self.hash.clone() }
    }

    fn hash_of(&self, before: &str, entry: &Entry) -> String {
        let mut text = Text::default();
        text.part("ohmylot journal 1").part(before).number(self.position).number(self.sealed_at);
        text.number(entry.seq).number(entry.at).part(&entry.action).part(&entry.resource_type);
        text.maybe(entry.resource_id.map(|id| id.to_string()).as_deref());
        text.part(&entry.fields.len().to_string());
        entry.fields.iter().for_each(|field| {
            text.part(field);
        });
        text.maybe(entry.request_id.as_deref()).part(&self.actor.digest);
        text.maybe(self.reason.as_ref().map(|reason| reason.digest.as_str()));
        text.hash()
    }
}

/// Parts with their lengths, so that no two lists of parts read the same.
#[derive(Default)]
struct Text(Sha256);

impl Text {
    fn part(&mut self, part: &str) -> &mut Text {
        self.0.update(part.len().to_string());
        self.0.update(":");
        self.0.update(part);
        self
    }

    fn number(&mut self, number: i64) -> &mut Text {
        self.part(&number.to_string())
    }

    fn maybe(&mut self, part: Option<&str>) -> &mut Text {
        match part {
            Some(part) => self.part("some").part(part),
            None => self.part("none"),
        }
    }

    fn hash(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests;
