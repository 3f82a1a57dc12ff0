//! The signing secret of the server and what is made with it.

use std::io::Write;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use rand::TryRngCore;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::config::Config;

/// Length of a signature tag, in bytes.
pub const TAG_LEN: usize = 16;

/// The secret from which every signature derives.
#[derive(Clone)]
pub struct Secrets(SecretString);

impl Secrets {
    /// The configured secret, or one made once and kept in `data_dir` for this server only.
    ///
    /// # Errors
    /// A sentence when the file cannot be read or written.
    pub fn load(config: &Config) -> Result<Secrets, String> {
        if let Some(secret) = &config.secret {
            return Ok(Secrets(secret.clone()));
        }
        let path = config.secret_file.clone().unwrap_or_else(|| config.data_dir.join("secret.key"));
        if !path.exists() && config.secret_file.is_none() {
            make_key(&path).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        }
        let text =
            std::fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        match text.trim() {
            secret if secret.len() >= 32 => Ok(Secrets(secret.to_owned().into())),
            _ => Err(format!("the secret in {} must have at least 32 characters", path.display())),
        }
    }

    /// A tag that only this server can make for `message`, told apart by `purpose`.
    #[must_use]
    pub fn sign(&self, purpose: &str, message: &[u8]) -> [u8; TAG_LEN] {
        let mut tag = [0; TAG_LEN];
        let full = self.mac(purpose, message).finalize().into_bytes();
        tag.iter_mut().zip(full).for_each(|(slot, byte)| *slot = byte);
        tag
    }

    /// Whether `tag` was made by [`Secrets::sign`], in constant time.
    #[must_use]
    pub fn verify(&self, purpose: &str, message: &[u8], tag: &[u8]) -> bool {
        tag.len() == TAG_LEN && self.mac(purpose, message).verify_truncated_left(tag).is_ok()
    }

    /// A key of its own for `purpose`, 32 bytes.
    #[must_use]
    pub fn key(&self, purpose: &str) -> Vec<u8> {
        self.derive(purpose, b"key")
    }

    /// 32 bytes that only this server can tell from `message`, always the same.
    #[must_use]
    pub fn derive(&self, purpose: &str, message: &[u8]) -> Vec<u8> {
        self.mac(purpose, message).finalize().into_bytes().to_vec()
    }

    /// Encrypts `plain` for storage (ChaCha20-Poly1305); it opens only for the same `purpose` and `context`.
    /// `None` when the cipher refuses, which it does only for texts of many gigabytes.
    #[must_use]
    pub fn seal(&self, purpose: &str, context: &[u8], plain: &[u8]) -> Option<String> {
        let mut nonce = [0; NONCE_LEN];
        rand::rngs::OsRng.try_fill_bytes(&mut nonce).ok()?;
        let mut sealed = plain.to_vec();
        let key = self.cipher(purpose)?;
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut sealed).ok()?;
        Some(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// What [`Secrets::seal`] encrypted; `None` when it was made by another server, or for something else.
    #[must_use]
    pub fn open(&self, purpose: &str, context: &[u8], sealed: &str) -> Option<Vec<u8>> {
        let mut bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = self.cipher(purpose)?.open_in_place(nonce, Aad::from(context), sealed).ok()?;
        Some(plain.to_vec())
    }

    fn cipher(&self, purpose: &str) -> Option<LessSafeKey> {
        UnboundKey::new(&CHACHA20_POLY1305, &self.key(purpose)).ok().map(LessSafeKey::new)
    }

    fn mac(&self, purpose: &str, message: &[u8]) -> Hmac<Sha256> {
        // A key of any length is accepted by HMAC, so the fallback is never taken.
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret().as_bytes())
            .unwrap_or_else(|_| Hmac::new(&Default::default()));
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secrets([REDACTED])")
    }
}

fn make_key(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(random_token().as_bytes())?;
    file.sync_all()
}

/// A random token of 256 bits, safe in URLs.
#[must_use]
pub fn random_token() -> String {
    let mut bytes = [0; 32];
    // The operating system's generator failing is not something to survive.
    #[expect(clippy::expect_used, reason = "without randomness no token may be made")]
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).expect("the operating system gives randomness");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is kept of a token: its SHA-256, so that a stolen table opens nothing.
#[must_use]
pub fn token_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}
