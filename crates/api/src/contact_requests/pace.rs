//! How often one address may use the public form: checked before anything of the request is read.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use crate::http::{Limits, client_ip};
use crate::problem::Problem;
use crate::state::AppState;

/// A form from an address that did not send too many.
#[derive(Debug)]
pub struct MaySend;

impl FromRequest for MaySend {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(check(request, Limits::public_form).map(|_| MaySend))
    }
}

/// A link opened from an address that did not try too many wrong ones.
#[derive(Debug)]
pub struct MayConfirm {
    ip: IpAddr,
}

impl MayConfirm {
    /// The link was right: this attempt does not count.
    pub fn forgive(&self, limits: &Limits) {
        limits.forgive_sign_in(self.ip);
    }
}

impl FromRequest for MayConfirm {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(check(request, Limits::sign_in).map(|ip| MayConfirm { ip }))
    }
}

/// The address of the caller, counted against a limit.
///
/// # Errors
/// 429 above the limit.
pub(crate) fn check(
    request: &HttpRequest,
    limit: impl Fn(&Limits, IpAddr) -> Result<(), Problem>,
) -> Result<IpAddr, Problem> {
    let Some(state) = request.app_data::<web::Data<AppState>>() else {
        return Err(Problem::internal(&"the application has no state"));
    };
    let ip = client_ip(request, &state.config.trusted_proxies);
    limit(&state.limits, ip).map(|()| ip)
}
