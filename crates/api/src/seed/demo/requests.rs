//! Requests of the demonstration that still wait for their confirmation.

use domain::contact_requests::{Form, Reference, expires_at};
use domain::validation::FieldErrors;
use persistence::contact_requests::{self, NewRequest, check_references};
use persistence::{DatabaseTransaction, territories};
use uuid::Uuid;

use super::data::Request;
use super::journal::{Deed, Journal};
use super::when::Calendar;
use crate::seed::SeedError;

/// References are drawn at random for people; here they are scattered the same way every time.
const SCATTER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Writes the requests down as the public form does. Their mails are not sent: nobody is there to read them.
pub(super) async fn send(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    requests: Vec<Request>,
) -> Result<(), SeedError> {
    for (request, rank) in requests.into_iter().zip(0u64..) {
        let form = Form::parse(&request.form.to_input()).map_err(|errors| SeedError::of("request", errors))?;
        let mut errors = FieldErrors::new();
        check_references(tx, &form, &mut errors).await?;
        errors.finish(Some(())).map_err(|errors| SeedError::of("request", errors))?;
        let reference = Reference::of((rank + 1).wrapping_mul(SCATTER) >> 20);
        let received_at = calendar.hours_ago(request.hours_ago);
        let id = Uuid::now_v7();
        let first_wish_code = form.facts.wished_territories.first().cloned();
        let epci_code = match first_wish_code.as_deref() {
            Some(code) => territories::epci_of(tx, code).await?,
            None => None,
        };
        let payload = serde_json::to_value(request.form.without_token());
        let new = NewRequest {
            id,
            reference: reference.to_string(),
            payload: payload.map_err(|error| SeedError::Data(error.to_string()))?,
            first_name: form.lead.first_name.clone().unwrap_or_default(),
            last_name: form.lead.last_name.clone().unwrap_or_default(),
            email: form.lead.email.as_ref().map(ToString::to_string),
            phone: form.lead.phone.as_ref().map(ToString::to_string),
            first_wish_code,
            epci_code,
            campaign: form.facts.campaign.clone(),
            touchpoint_id: None,
            // Stands for the hash of a mailed secret that nobody has.
            token_hash: form.lead.email.as_ref().map(|_| id.simple().to_string()),
            received_at,
            expires_at: expires_at(received_at),
        };
        contact_requests::insert(tx, new).await?;
        journal.note(Deed {
            at: received_at,
            by: "public".to_owned(),
            action: "contact_request.create",
            on: ("contact_request", id),
            fields: vec!["payload"],
        });
    }
    Ok(())
}
