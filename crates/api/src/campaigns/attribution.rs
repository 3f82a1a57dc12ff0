//! To which campaign and touchpoint a file or a request belongs.

use domain::campaigns::{Sent, settled};
use domain::contact_requests::Form;
use domain::prospects::Facts;
use domain::validation::FieldErrors;
use persistence::campaigns::touchpoints;
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

/// Makes the campaign and the touchpoint of a file agree; `sent` is what was just said of them.
///
/// # Errors
/// Those of the store. Notes `not_found` or `not_of_campaign` under `/touchpoint_id`.
pub async fn agree(
    db: &impl ConnectionTrait,
    facts: &mut Facts,
    sent: Sent,
    errors: &mut FieldErrors,
) -> Result<(), StoreError> {
    let Some(id) = facts.touchpoint_id else { return Ok(()) };
    let Some(known) = touchpoints::known(db, id).await? else {
        errors.push("/touchpoint_id", "not_found");
        return Ok(());
    };
    match settled(facts.campaign.as_deref(), Some(&known), sent) {
        Ok((campaign, touchpoint_id)) => (facts.campaign, facts.touchpoint_id) = (campaign, touchpoint_id),
        Err(_) => errors.push("/touchpoint_id", "not_of_campaign"),
    }
    Ok(())
}

/// The campaign and the touchpoint of a request: those of the code that was followed, else the campaign that it names. A
/// code that does not exist is nobody's fault.
///
/// # Errors
/// Those of the store.
pub async fn of_form(db: &impl ConnectionTrait, form: &Form) -> Result<(Option<String>, Option<Uuid>), StoreError> {
    let known = match &form.touchpoint {
        Some(code) => touchpoints::known_by_code(db, code).await?,
        None => None,
    };
    Ok(match known {
        Some(known) => (Some(known.campaign), Some(known.id)),
        None => (form.facts.campaign.clone(), None),
    })
}
