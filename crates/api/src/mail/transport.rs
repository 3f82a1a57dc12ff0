//! How a mail leaves: SMTP, or one file per mail for a demonstration.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use persistence::outbox::Leased;
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::delivered;
use super::letter::Letter;
use crate::config::Config;

/// How long one exchange with the mail server may take.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How long all the exchanges for one mail may take together: less than the lease of a mail.
const SENDING_TIMEOUT: Duration = Duration::from_secs(25);
/// Answers about the recipient or the content: another attempt would get the same.
const FINAL_ANSWERS: [u16; 5] = [550, 551, 552, 553, 554];

/// Why a mail did not leave; the reason names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Worth another attempt.
    Later(String),
    /// Never to be accepted.
    Never(String),
}

#[derive(Debug)]
enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(PathBuf),
}

/// Takes letters out, always from the same sender.
#[derive(Debug)]
pub struct Transport {
    way: Way,
    from: Mailbox,
}

impl Transport {
    /// The way that the settings name; nothing is connected yet.
    ///
    /// # Errors
    /// A sentence when the address of the server or the sender cannot be read, or the folder not made.
    pub fn open(config: &Config) -> Result<Transport, String> {
        let from = sender(config)?;
        let way = match delivered::folder(config) {
            Some(folder) => {
                std::fs::create_dir_all(&folder)
                    .map_err(|error| format!("cannot make the folder of mails: {error}"))?;
                Way::Folder(folder)
            }
            None => Way::Smtp(Box::new(smtp(config.mail_url.expose_secret())?)),
        };
        Ok(Transport { way, from })
    }

    pub(super) async fn send(&self, message: &Leased, now: SystemTime) -> Result<(), Refusal> {
        let mail = self.write(message, now).map_err(Refusal::Never)?;
        match &self.way {
            Way::Smtp(server) => match timeout(SENDING_TIMEOUT, server.send(mail)).await {
                Ok(sent) => sent.map(drop).map_err(|error| refusal_of(&error)),
                Err(_) => Err(Refusal::Later("smtp timeout".to_owned())),
            },
            Way::Folder(folder) => {
                let half = folder.join(format!("{}.part", message.id));
                let whole = folder.join(format!("{}.eml", message.id));
                let written = async {
                    tokio::fs::write(&half, mail.formatted()).await?;
                    tokio::fs::rename(&half, &whole).await
                };
                written.await.map_err(|error| Refusal::Later(format!("file: {}", error.kind())))
            }
        }
    }

    fn write(&self, message: &Leased, now: SystemTime) -> Result<Message, String> {
        let letter: Letter =
            serde_json::from_value(message.payload.clone()).map_err(|_| "unreadable letter".to_owned())?;
        let (text, html) = letter.render().map_err(|_| "unwritable letter".to_owned())?;
        let to = message.recipient.parse().map_err(|_| "unreadable recipient".to_owned())?;
        let mut mail = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(message.subject.clone())
            .message_id(Some(message.message_id.clone()))
            .date(now)
            .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()));
        if let Some(subscription) = &letter.subscription {
            mail = mail
                .raw_header(raw("List-Unsubscribe", format!("<{}>", subscription.one_click)))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        mail.multipart(MultiPart::alternative_plain_html(text, html)).map_err(|_| "unwritable letter".to_owned())
    }
}

/// A header as it stands: an address in it may not be cut into encoded words.
fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// Domain of the sender, the right side of every Message-ID.
pub(super) fn host(config: &Config) -> String {
    sender(config).map_or_else(|_| "localhost".to_owned(), |from| from.email.domain().to_owned())
}

fn sender(config: &Config) -> Result<Mailbox, String> {
    config.mail_from.parse().map_err(|_| "mail_from must be an address such as Name <name@host>".to_owned())
}

/// `smtps://` speaks TLS from the start; `smtp://` takes TLS when the server offers it, except on this machine.
fn smtp(url: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let authority = url.split("://").nth(1).unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let local = ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.starts_with(name));
    let url = match url.strip_prefix("smtp://") {
        Some(_) if !local && !url.contains("tls=") => format!("{}/?tls=opportunistic", url.trim_end_matches('/')),
        _ => url.to_owned(),
    };
    let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
        .map_err(|_| "mail_url must look like smtp://user:password@host:port".to_owned())?;
    Ok(server.timeout(Some(TIMEOUT)).build())
}

/// The server's own sentence is left out: it often repeats the address.
fn refusal_of(error: &lettre::transport::smtp::Error) -> Refusal {
    match error.status().map(u16::from) {
        Some(code) if FINAL_ANSWERS.contains(&code) => Refusal::Never(format!("smtp {code}")),
        Some(code) => Refusal::Later(format!("smtp {code}")),
        None if error.is_timeout() => Refusal::Later("smtp timeout".to_owned()),
        None if error.is_tls() => Refusal::Later("smtp tls".to_owned()),
        None => Refusal::Later("smtp connection".to_owned()),
    }
}
