//! Hashing of passwords: slow on purpose, therefore off the request threads and few at a time.

use std::time::Duration;

use actix_web::web;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use domain::accounts::{Password, normalised_password};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::problem::Problem;

/// Each hash takes 19 MiB: more at once would let strangers fill the memory.
static HASHING: Semaphore = Semaphore::const_new(2);
/// Blocks of 1 KiB asked for at least, of which only those used cost memory. What is larger than 32 MiB the C library
/// maps apart and gives back to the system at once; the 19 MiB of a hash, freed, would stay as a hole in its heap that
/// the next hash, on another thread or a little misplaced, does not fit into.
const BLOCKS_ASKED: usize = 33 * 1024;
/// Bytes of a hash.
const HASH_BYTES: usize = 32;
/// How long a request waits for its turn to hash.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Compared when there is no such account, so that the answer takes as long. It is the hash of nothing.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$O6Q+FQi3YECnPvXcqcDPsw$P5GQrj0MIOiv46hPppz19nQc9PSstOmX0jxzXR6a428";

async fn turn() -> Result<SemaphorePermit<'static>, Problem> {
    match tokio::time::timeout(LONGEST_WAIT, HASHING.acquire()).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => Err(Problem::unavailable()),
    }
}

/// The argon2id hash of a password, in PHC form (19 MiB, two passes, own salt).
///
/// # Errors
/// 503 when too many others are waiting.
pub async fn hash(password: &Password) -> Result<String, Problem> {
    let _turn = turn().await?;
    let text = password.as_str().to_owned();
    match web::block(move || phc(&text)).await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(error)) => Err(Problem::internal(&error)),
        Err(error) => Err(Problem::internal(&error)),
    }
}

/// Whether `typed` is the password of `known`. Takes as long when nothing is known, and is then never true.
///
/// # Errors
/// 503 when too many others are waiting.
pub async fn verify(typed: &str, known: Option<&str>) -> Result<bool, Problem> {
    let _turn = turn().await?;
    let typed = normalised_password(typed);
    let exists = known.is_some();
    let known = known.unwrap_or(NOBODY).to_owned();
    let matches = web::block(move || is_of(&typed, &known).unwrap_or(false));
    matches.await.map(|matches| matches && exists).map_err(|error| Problem::internal(&error))
}

fn phc(password: &str) -> argon2::password_hash::Result<String> {
    let argon = Argon2::default();
    let salt = Salt::new(&rand::random::<[u8; 16]>())?;
    let whole = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon.params())?,
        hash: Some(digest(&argon, password, &salt)?),
        salt: Some(salt),
    };
    Ok(whole.to_string())
}

/// Whether the password has this hash; `None` for a hash that cannot be read. Compares in constant time.
fn is_of(password: &str, known: &str) -> Option<bool> {
    let known = PasswordHash::new(known).ok()?;
    let algorithm = Algorithm::try_from(known.algorithm.as_str()).ok()?;
    let version = Version::try_from(known.version?).ok()?;
    let argon = Argon2::new(algorithm, version, Params::try_from(&known).ok()?);
    Some(digest(&argon, password, known.salt.as_ref()?).ok()? == known.hash?)
}

fn digest(argon: &Argon2<'_>, password: &str, salt: &[u8]) -> argon2::password_hash::Result<Output> {
    let blocks = argon.params().block_count();
    let mut memory = Vec::with_capacity(blocks.max(BLOCKS_ASKED));
    memory.resize(blocks, Block::new());
    let mut out = [0; HASH_BYTES];
    argon.hash_password_into_with_memory(password.as_bytes(), salt, &mut out, memory.as_mut_slice())?;
    Ok(Output::new(&out)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::parse(text, std::iter::empty(), &[]).expect("a long password")
    }

    #[actix_web::test]
    async fn a_password_is_recognised_and_nothing_else() {
        let known = hash(&password("brouette à clavecin")).await.expect("a hash");
        assert!(known.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("brouette a\u{300} clavecin", Some(&known)).await.expect("an answer"));
        assert!(!verify("brouette a clavecin", Some(&known)).await.expect("an answer"));
        assert!(!verify("brouette à clavecin", None).await.expect("an answer"));
        assert_ne!(hash(&password("brouette à clavecin")).await.expect("a hash"), known, "a salt of its own");
    }

    #[test]
    fn hashes_of_others_are_read() {
        use argon2::password_hash::{PasswordHasher, PasswordVerifier};
        let theirs: PasswordHash = Argon2::default().hash_password(b"clavecin").expect("a hash");
        assert_eq!(is_of("clavecin", &theirs.to_string()), Some(true));
        assert_eq!(is_of("clavicorde", &theirs.to_string()), Some(false));
        let ours = phc("clavecin").expect("a hash");
        let read = PasswordHash::new(&ours).expect("a PHC string");
        assert!(Argon2::default().verify_password(b"clavecin", &read).is_ok());
        assert_eq!(is_of("clavecin", "nothing"), None);
    }

    #[test]
    fn the_hash_of_nobody_costs_the_same() {
        let nobody = PasswordHash::new(NOBODY).expect("a PHC string");
        let params = argon2::Params::try_from(&nobody).expect("parameters");
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (19_456, 2, 1));
    }
}
