//! Settings: TOML file < environment `OHMYLOT__…` < flags. An unknown key stops the start.

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// Everything that can be set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite://path` or `postgres://user:password@host/base`.
    pub database_url: SecretString,
    /// Connections for reading (SQLite) or in all (PostgreSQL); figures of everything take two more.
    pub database_connections: u32,
    /// Address and port to listen on.
    pub bind: String,
    /// Address under which people reach the server; links in mails start with it.
    pub public_url: String,
    /// `smtp://…`, `smtps://…` or `file:DIR` (one file per mail).
    pub mail_url: SecretString,
    /// Sender of mails.
    pub mail_from: String,
    /// Folder of the server's own files: signing key, temporary exports.
    pub data_dir: PathBuf,
    /// Signing secret of at least 32 characters; without one a key is made once in `data_dir`.
    pub secret: Option<SecretString>,
    /// File that holds the signing secret, instead of `secret`.
    pub secret_file: Option<PathBuf>,
    /// Proxies whose `X-Forwarded-For` is believed, as addresses.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Threads that serve requests.
    pub workers: usize,
    /// `json` or `text`.
    pub log_format: String,
    /// Level or filter of the log, for example `info`.
    pub log_level: String,
    /// Multiplies every rate limit; 0 turns them off (load tests only).
    pub rate_limit_factor: u32,
}

/// Read when it is there and no other file is named.
const DEFAULT_FILE: &str = "ohmylot.toml";

/// The settings of a fresh machine.
#[derive(Serialize)]
struct Defaults {
    database_url: &'static str,
    database_connections: u32,
    bind: &'static str,
    public_url: &'static str,
    mail_url: &'static str,
    mail_from: &'static str,
    data_dir: &'static str,
    trusted_proxies: [String; 0],
    workers: usize,
    log_format: &'static str,
    log_level: &'static str,
    rate_limit_factor: u32,
}

const DEFAULTS: Defaults = Defaults {
    database_url: "sqlite://var/ohmylot.sqlite",
    database_connections: 4,
    bind: "127.0.0.1:8080",
    public_url: "http://localhost:8080",
    mail_url: "file:var/mails",
    mail_from: "Oh my Lot ! <ne-pas-repondre@ohmylot.example>",
    data_dir: "var",
    trusted_proxies: [],
    workers: 2,
    log_format: "json",
    log_level: "info",
    rate_limit_factor: 1,
};

impl Config {
    /// Reads the settings; `file` must exist when it is named, `ohmylot.toml` is read when it is there.
    ///
    /// # Errors
    /// A sentence naming the key that is unknown, missing or wrong.
    pub fn load(file: Option<&Path>) -> Result<Config, String> {
        let mut figment = Figment::from(Serialized::defaults(DEFAULTS));
        figment = match file {
            Some(path) if !path.is_file() => return Err(format!("no configuration file at {}", path.display())),
            Some(path) => figment.merge(Toml::file_exact(path)),
            None if Path::new(DEFAULT_FILE).is_file() => figment.merge(Toml::file_exact(DEFAULT_FILE)),
            None => figment,
        };
        let config: Config = figment.merge(Env::prefixed("OHMYLOT__")).extract().map_err(|error| error.to_string())?;
        config.check()?;
        Ok(config)
    }

    /// The settings in force as a configuration file would write them, passwords and secrets left out.
    #[must_use]
    pub fn shown(&self) -> String {
        let proxies: Vec<String> = self.trusted_proxies.iter().map(|proxy| format!("{proxy:?}")).collect();
        let secret = match (&self.secret, &self.secret_file) {
            (Some(_), _) => "secret = \"…\"".to_owned(),
            (None, Some(path)) => format!("secret_file = {:?}", path.display().to_string()),
            (None, None) => format!("# secret: {}", self.data_dir.join("secret.key").display()),
        };
        [
            format!("database_url = {:?}", without_password(self.database_url.expose_secret())),
            format!("database_connections = {}", self.database_connections),
            format!("bind = {:?}", self.bind),
            format!("public_url = {:?}", self.public_url),
            format!("mail_url = {:?}", without_password(self.mail_url.expose_secret())),
            format!("mail_from = {:?}", self.mail_from),
            format!("data_dir = {:?}", self.data_dir.display().to_string()),
            secret,
            format!("trusted_proxies = [{}]", proxies.join(", ")),
            format!("workers = {}", self.workers),
            format!("log_format = {:?}", self.log_format),
            format!("log_level = {:?}", self.log_level),
            format!("rate_limit_factor = {}", self.rate_limit_factor),
        ]
        .join("\n")
    }

    fn check(&self) -> Result<(), String> {
        let url = self.database_url.expose_secret();
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err("database_url must start with sqlite:// or postgres://".to_owned());
        }
        let mail = self.mail_url.expose_secret();
        if !["smtp:", "smtps:", "file:"].iter().any(|scheme| mail.starts_with(scheme)) {
            return Err("mail_url must start with smtp://, smtps:// or file:".to_owned());
        }
        if self.secret.as_ref().is_some_and(|secret| secret.expose_secret().len() < 32) {
            return Err("secret must have at least 32 characters".to_owned());
        }
        if !["http://", "https://"].iter().any(|scheme| self.public_url.starts_with(scheme)) {
            return Err("public_url must start with http:// or https://".to_owned());
        }
        Ok(())
    }
}

/// An address as it may be shown: who connects and with which password is nobody's business, and neither
/// are the parameters, which may carry one too.
fn without_password(url: &str) -> String {
    let shown = url.split('?').next().unwrap_or_default();
    match shown.split_once("://") {
        Some((scheme, rest)) => match rest.rsplit_once('@') {
            Some((_, host)) => format!("{scheme}://…@{host}"),
            None => shown.to_owned(),
        },
        None => shown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (url, shown) in [
            ("sqlite:///var/ohmylot.sqlite", "sqlite:///var/ohmylot.sqlite"),
            ("postgres://lot:p@ss@db.example:5432/lot?password=x", "postgres://…@db.example:5432/lot"),
            ("smtps://me:secret@mail.example", "smtps://…@mail.example"),
            ("file:var/mails", "file:var/mails"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
