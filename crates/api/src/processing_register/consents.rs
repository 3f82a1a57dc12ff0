//! The agreements, text by text, with how many hold.

use actix_web::{get, web};
use persistence::consent_register::{self, CountedText};
use serde::Serialize;
use utoipa::ToSchema;

use super::served;
use crate::caller::may;
use crate::problem::Problem;
use crate::state::AppState;

/// A wording, and how often it was agreed to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentRegisterLine {
    /// What is agreed to, a code of the list `consent_purposes`.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// Code of the line of the register that rests on it.
    #[schema(example = "accompaniment")]
    pub processing: String,
    /// Version of the wording.
    #[schema(example = "2026-11")]
    pub version: String,
    /// The wording, which never changes: another one is another version.
    pub text: String,
    /// Whether it is the one that is shown today.
    pub is_current: bool,
    /// Agreements that are kept, whatever became of them.
    pub given: i64,
    /// Those that were withdrawn; a subscription by mail that ended is removed, and no longer counted.
    pub withdrawn: i64,
    /// Those that hold now.
    pub in_force: i64,
    /// Those that hold now and were confirmed by a link of a mail or in a call.
    pub confirmed: i64,
}

/// Everything that people agreed to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentRegister {
    /// By purpose, the newest version first.
    pub items: Vec<ConsentRegisterLine>,
}

/// Le registre des consentements
///
/// Chaque finalité, chaque version de son texte, et combien d'accords ont été donnés, retirés, tiennent aujourd'hui. Un
/// texte lu ne change jamais : une autre rédaction est une autre version.
#[utoipa::path(tag = "privacy", operation_id = "get_consent_register", security(("bearer" = [])),
    responses((status = 200, description = "The agreements", body = ConsentRegister)))]
#[get("/consent-register")]
pub async fn get_consent_register(
    _: may::ReadProcessingRegister,
    state: web::Data<AppState>,
) -> Result<web::Json<ConsentRegister>, Problem> {
    let texts = consent_register::read(state.store.reader(), state.clock.now()).await?;
    let mut items: Vec<ConsentRegisterLine> = Vec::with_capacity(texts.len());
    for text in texts {
        let is_current = items.last().is_none_or(|before| before.purpose != text.purpose);
        items.push(line(text, is_current)?);
    }
    Ok(web::Json(ConsentRegister { items }))
}

fn line(text: CountedText, is_current: bool) -> Result<ConsentRegisterLine, Problem> {
    let rests = served()?.iter().find(|line| line.consents.iter().any(|purpose| purpose.as_str() == text.purpose));
    Ok(ConsentRegisterLine {
        processing: rests.map(|line| line.code.clone()).unwrap_or_default(),
        purpose: text.purpose,
        version: text.version,
        text: text.text,
        is_current,
        given: text.counts.given,
        withdrawn: text.counts.withdrawn,
        in_force: text.counts.in_force,
        confirmed: text.counts.confirmed,
    })
}
