//! The second factor: secrets, codes that serve once, recovery codes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use persistence::DatabaseTransaction;
use persistence::users::{Credentials, spend_recovery_code, spend_totp_step};
use qrcode::QrCode;
use qrcode::render::svg;
use rand::TryRngCore;
use totp_rs::{Algorithm, Secret, TOTP};
use uuid::Uuid;

use super::dto::TotpEnrolment;
use crate::problem::Problem;
use crate::secrets::Secrets;
use crate::state::AppState;

const PURPOSE: &str = "totp-secret";
const ISSUER: &str = "Oh my Lot !";
/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_LEN: usize = 20;
/// Seconds that a code is shown.
const STEP_SECONDS: u64 = 30;
/// Recovery codes made at once.
const RECOVERY_CODES: usize = 10;
/// Letters and digits that nobody takes for one another when read aloud.
const READABLE: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A new secret: the form to keep, and what to show the person.
///
/// # Errors
/// 500 when it cannot be sealed or drawn.
pub(super) fn enrol(secrets: &Secrets, account: &Credentials) -> Result<(String, TotpEnrolment), Problem> {
    let raw = random::<SECRET_LEN>();
    let sealed =
        secrets.seal(PURPOSE, account.user_id.as_bytes(), &raw).ok_or_else(|| Problem::internal(&"sealing failed"))?;
    let secret = Secret::Raw(raw.to_vec()).to_encoded().to_string();
    let label = percent_encoded(&format!("{ISSUER}:{}", account.email));
    let issuer = percent_encoded(ISSUER);
    let otpauth_url =
        format!("otpauth://totp/{label}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period={STEP_SECONDS}");
    let code = QrCode::new(&otpauth_url).map_err(|error| Problem::internal(&error))?;
    let qr_svg = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    Ok((sealed, TotpEnrolment { secret, otpauth_url, qr_svg }))
}

/// The time step of a code that is right now, one step early or late; `None` when it is wrong.
#[must_use]
pub(super) fn step_of(secrets: &Secrets, account: &Credentials, code: &str, now: DateTime<Utc>) -> Option<i64> {
    let sealed = account.totp_secret.as_deref()?;
    let raw = secrets.open(PURPOSE, account.user_id.as_bytes(), sealed)?;
    let totp = TOTP::new_unchecked(Algorithm::SHA1, 6, 0, STEP_SECONDS, raw);
    let current = u64::try_from(now.timestamp()).ok()? / STEP_SECONDS;
    let step = (current.saturating_sub(1)..=current + 1).find(|step| totp.generate(step * STEP_SECONDS) == code)?;
    i64::try_from(step).ok()
}

/// Uses a code of the application, or a recovery code; each serves once.
///
/// # Errors
/// Those of the store.
pub(super) async fn spend(
    tx: &DatabaseTransaction,
    state: &AppState,
    account: &Credentials,
    code: &str,
) -> Result<bool, Problem> {
    let code: String = code.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let now = state.clock.now();
    if let Some(step) = step_of(&state.secrets, account, &code, now) {
        return Ok(spend_totp_step(tx, account.user_id, step).await?);
    }
    let hash = recovery_hash(&state.secrets, account.user_id, &code);
    Ok(spend_recovery_code(tx, account, &hash, now).await?)
}

/// New recovery codes: what to show once, and what to keep.
#[must_use]
pub(super) fn recovery_codes(secrets: &Secrets, user_id: Uuid) -> (Vec<String>, Vec<String>) {
    let codes = (0..RECOVERY_CODES).map(|_| {
        let letters: String = random::<12>().iter().map(|byte| readable(*byte)).collect();
        let hash = recovery_hash(secrets, user_id, &letters);
        let shown =
            [letters.get(..4), letters.get(4..8), letters.get(8..)].into_iter().flatten().collect::<Vec<_>>().join("-");
        (shown, hash)
    });
    codes.unzip()
}

fn readable(byte: u8) -> char {
    READABLE.get(usize::from(byte) % READABLE.len()).map_or('2', |letter| char::from(*letter))
}

/// A keyed hash: without the secret of the server a stolen table cannot be tried out.
fn recovery_hash(secrets: &Secrets, user_id: Uuid, code: &str) -> String {
    let message = [user_id.as_bytes().as_slice(), code.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode(secrets.sign("recovery-code", &message))
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // The operating system's generator failing is not something to survive.
    #[expect(clippy::expect_used, reason = "without randomness no secret may be made")]
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).expect("the operating system gives randomness");
    bytes
}

fn percent_encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' | b':' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}
