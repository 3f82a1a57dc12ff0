//! Rate limits per address and per account.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::{StatusCode, header};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::attempts::Attempts;
use crate::problem::Problem;

/// One limit: so many calls within so much time, per key.
#[derive(Debug)]
struct Limit {
    limiter: DefaultKeyedRateLimiter<String>,
    policy: String,
}

impl Limit {
    /// `None` when limits are turned off.
    fn new(name: &str, calls: u32, seconds: u32, factor: u32) -> Option<Limit> {
        let calls = NonZeroU32::new(calls.saturating_mul(factor))?;
        let quota = Quota::with_period(Duration::from_secs(u64::from(seconds)) / calls.get())?.allow_burst(calls);
        Some(Limit { limiter: RateLimiter::keyed(quota), policy: format!("\"{name}\";q={calls};w={seconds}") })
    }

    fn check(&self, key: &str) -> Result<(), Problem> {
        self.limiter.check_key(&key.to_owned()).map_err(|refused| {
            let wait = refused.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited")
                .with_header(header::RETRY_AFTER, wait.to_string())
                .with_header(header::HeaderName::from_static("ratelimit-policy"), self.policy.clone())
        })
    }
}

/// The limits of the server.
#[derive(Debug)]
pub struct Limits {
    sign_in: Attempts,
    account: Attempts,
    refresh: Option<Limit>,
    reset: Option<Limit>,
    mail: Option<Limit>,
    public_form: Option<Limit>,
    visit: Option<Limit>,
    stand: Option<Limit>,
}

impl Limits {
    /// Limits multiplied by `factor`; 0 turns them off.
    #[must_use]
    pub fn new(factor: u32) -> Limits {
        Limits {
            sign_in: Attempts::new("sign-in", 20, 60, factor),
            account: Attempts::new("account", 10, 300, factor),
            refresh: Limit::new("refresh", 240, 60, factor),
            reset: Limit::new("password-reset", 20, 600, factor),
            mail: Limit::new("mail", 5, 3600, factor),
            public_form: Limit::new("public-form", 10, 600, factor),
            visit: Limit::new("visit", 120, 60, factor),
            stand: Limit::new("stand", 120, 60, factor),
        }
    }

    /// Forgets addresses that have used nothing of their limits lately.
    pub fn forget_idle(&self) {
        let keyed = [&self.refresh, &self.mail, &self.public_form, &self.visit, &self.stand];
        for limit in keyed.into_iter().flatten() {
            limit.limiter.retain_recent();
            limit.limiter.shrink_to_fit();
        }
    }

    fn check(limit: Option<&Limit>, key: &str) -> Result<(), Problem> {
        limit.map_or(Ok(()), |limit| limit.check(key))
    }

    /// Failed sign-ins and links from one address; [`Limits::forgive_sign_in`] takes a success back.
    ///
    /// # Errors
    /// 429 with `Retry-After` above the limit; the same for the others.
    pub fn sign_in(&self, ip: IpAddr) -> Result<(), Problem> {
        self.sign_in.take(&ip.to_string())
    }

    /// Takes back an attempt from one address that succeeded.
    pub fn forgive_sign_in(&self, ip: IpAddr) {
        self.sign_in.forgive(&ip.to_string());
    }

    /// Failed attempts on one account, whatever the address; [`Limits::forgive_account`] takes a success back.
    ///
    /// # Errors
    /// 429.
    pub fn account(&self, key: &str) -> Result<(), Problem> {
        self.account.take(key)
    }

    /// Takes back an attempt on one account that succeeded.
    pub fn forgive_account(&self, key: &str) {
        self.account.forgive(key);
    }

    /// Refreshes from one address: an office shares one, and every open tab refreshes.
    ///
    /// # Errors
    /// 429.
    pub fn refresh(&self, ip: IpAddr) -> Result<(), Problem> {
        Self::check(self.refresh.as_ref(), &ip.to_string())
    }

    /// Password resets asked from one address.
    ///
    /// # Errors
    /// 429.
    pub fn reset(&self, ip: IpAddr) -> Result<(), Problem> {
        Self::check(self.reset.as_ref(), &ip.to_string())
    }

    /// Mails asked for one address (password resets, confirmations).
    ///
    /// # Errors
    /// 429.
    pub fn mail(&self, key: &str) -> Result<(), Problem> {
        Self::check(self.mail.as_ref(), key)
    }

    /// Printed codes followed from one address that count: a festival shares one.
    ///
    /// # Errors
    /// 429.
    pub fn visit(&self, ip: IpAddr) -> Result<(), Problem> {
        Self::check(self.visit.as_ref(), &ip.to_string())
    }

    /// Deliveries of one device of a stand.
    ///
    /// # Errors
    /// 429.
    pub fn stand(&self, device: &str) -> Result<(), Problem> {
        Self::check(self.stand.as_ref(), device)
    }

    /// Public forms sent from one address.
    ///
    /// # Errors
    /// 429.
    pub fn public_form(&self, ip: IpAddr) -> Result<(), Problem> {
        Self::check(self.public_form.as_ref(), &ip.to_string())
    }
}

/// The address of the caller: the peer, or what a trusted proxy says of it.
#[must_use]
pub fn client_ip(request: &HttpRequest, trusted: &[IpAddr]) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::from([127, 0, 0, 1]), |addr| addr.ip());
    if !trusted.contains(&peer) {
        return peer;
    }
    request
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| {
            value.rsplit(',').map(str::trim).filter_map(|ip| ip.parse().ok()).find(|ip| !trusted.contains(ip))
        })
        .unwrap_or(peer)
}
