//! Limits on attempts that fail: a success does not count, so that people who know their password are never in the way.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::http::{StatusCode, header};

use crate::problem::Problem;

/// Keys remembered before those whose time is over are forgotten.
const MANY_KEYS: usize = 10_000;

/// At most so many failed attempts within so much time, per key.
#[derive(Debug)]
pub(super) struct Attempts {
    most: u32,
    window: Duration,
    policy: String,
    known: Mutex<HashMap<String, (Instant, u32)>>,
}

impl Attempts {
    /// `factor` multiplies the limit; with 0 there is none.
    pub(super) fn new(name: &str, most: u32, seconds: u32, factor: u32) -> Attempts {
        let most = most.saturating_mul(factor);
        Attempts {
            most,
            window: Duration::from_secs(u64::from(seconds)),
            policy: format!("\"{name}\";q={most};w={seconds}"),
            known: Mutex::default(),
        }
    }

    /// Counts an attempt before it is made, so that many at the same time cannot slip through.
    pub(super) fn take(&self, key: &str) -> Result<(), Problem> {
        if self.most == 0 {
            return Ok(());
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() > MANY_KEYS {
            known.retain(|_, (since, _)| since.elapsed() < self.window);
        }
        let (since, count) = known.entry(key.to_owned()).or_insert_with(|| (Instant::now(), 0));
        if since.elapsed() >= self.window {
            (*since, *count) = (Instant::now(), 0);
        }
        if *count >= self.most {
            let wait = self.window.saturating_sub(since.elapsed()).as_secs() + 1;
            return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited")
                .with_header(header::RETRY_AFTER, wait.to_string())
                .with_header(header::HeaderName::from_static("ratelimit-policy"), self.policy.clone()));
        }
        *count += 1;
        Ok(())
    }

    /// Gives an attempt back that succeeded.
    pub(super) fn forgive(&self, key: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = known.get_mut(key) {
            *count = count.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_add_up_and_successes_do_not() {
        let attempts = Attempts::new("test", 2, 60, 1);
        for _ in 0..10 {
            assert!(attempts.take("a").is_ok());
            attempts.forgive("a");
        }
        assert!(attempts.take("a").is_ok() && attempts.take("a").is_ok());
        assert_eq!(attempts.take("a").unwrap_err().code(), "rate_limited");
        assert!(attempts.take("b").is_ok());
    }

    #[test]
    fn a_factor_of_zero_turns_the_limit_off() {
        let attempts = Attempts::new("test", 2, 60, 0);
        assert!((0..100).all(|_| attempts.take("a").is_ok()));
    }
}
