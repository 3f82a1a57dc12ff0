//! The device behind a request: a principal of its own, which may deliver to the stand of its event and nothing else.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use domain::events::Span;
use domain::stands::{closes_at, opens_at};
use persistence::stands::devices::{self, Device};

use crate::problem::Problem;
use crate::secrets::{Secrets, random_token, token_hash};
use crate::state::AppState;

/// What the token of a device starts with, so that it is told from those of people.
const PREFIX: &str = "oml_stand_";

/// A token for a device.
pub(crate) fn new_token() -> String {
    format!("{PREFIX}{}", random_token())
}

/// What is kept of a code. It is short enough to be typed, so that its hash takes the key of the server: a stolen
/// table alone opens nothing.
pub(crate) fn code_hash(secrets: &Secrets, code: &domain::stands::StandCode) -> String {
    token_hash(&format!("{:?}", secrets.sign("stand-code", code.to_string().as_bytes())))
}

/// Whether a bearer token is one of a device.
#[must_use]
pub(crate) fn is_device_token(token: &str) -> bool {
    token.starts_with(PREFIX)
}

/// The device of a token, or none that is let in now.
#[derive(Debug, Clone)]
pub(crate) enum Recognised {
    Known(Box<OnStand>),
    Ended,
}

/// A device, allowed to deliver to the stand of its event.
#[derive(Debug, Clone)]
pub struct OnStand {
    /// The device.
    pub device: Device,
    /// First and last day of its event.
    pub span: Span,
}

/// The device of a token.
///
/// # Errors
/// 503 when the database is unavailable.
pub(crate) async fn recognise(state: &AppState, token: &str) -> Result<Recognised, Problem> {
    let now = state.clock.now();
    let found = devices::find_by_token(state.store.reader(), &token_hash(token)).await?;
    let open = found.filter(|(_, span)| opens_at(*span) <= now && now < closes_at(*span));
    Ok(open.map_or(Recognised::Ended, |(device, span)| Recognised::Known(Box::new(OnStand { device, span }))))
}

impl FromRequest for OnStand {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.extensions().get::<Recognised>() {
            Some(Recognised::Known(known)) => Ok(OnStand::clone(known)),
            Some(Recognised::Ended) => Err(Problem::unauthorized("stand_access_ended")),
            None => Err(Problem::unauthorized("unauthorized")),
        })
    }
}
