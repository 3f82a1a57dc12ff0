//! Mails that a demonstration keeps as files, in place of the mailboxes of people: they go with whom they are to or about.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use secrecy::ExposeSecret;

use crate::config::Config;

/// The folder of mails; none where they leave for a mail server.
pub(super) fn folder(config: &Config) -> Option<PathBuf> {
    let folder = config.mail_url.expose_secret().strip_prefix("file:")?;
    Some(PathBuf::from(folder.trim_start_matches("//")))
}

/// Removes the mails that hold one of these words, written in small letters: addresses, numbers and ids.
///
/// # Errors
/// When the folder cannot be read, or a mail not removed.
pub(crate) fn forget(config: &Config, words: &[String]) -> std::io::Result<()> {
    each(config, |path| {
        let mail = read_by_eye(&std::fs::read(path)?);
        Ok(words.iter().any(|word| mail.contains(word.as_str())))
    })
}

/// Removes the mails that were written before an instant.
///
/// # Errors
/// When the folder cannot be read, or a mail not removed.
pub(crate) fn forget_before(config: &Config, limit: SystemTime) -> std::io::Result<()> {
    each(config, |path| Ok(path.metadata()?.modified()? < limit))
}

/// Removes the mails, half-written ones too, that `goes` picks; one that somebody else removed meanwhile is gone.
fn each(config: &Config, goes: impl Fn(&Path) -> std::io::Result<bool>) -> std::io::Result<()> {
    let Some(folder) = folder(config).filter(|folder| folder.exists()) else { return Ok(()) };
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.extension().is_some_and(|ending| ending == "eml" || ending == "part") {
            continue;
        }
        let removed = goes(&path).and_then(|goes| if goes { std::fs::remove_file(&path) } else { Ok(()) });
        removed.or_else(|error| if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
    }
    Ok(())
}

/// A mail in small letters, its soft line breaks taken out.
fn read_by_eye(mail: &[u8]) -> String {
    String::from_utf8_lossy(mail).replace("=\r\n", "").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_across_a_soft_line_break() {
        assert!(read_by_eye(b"Votre dossier OML-20=\r\n26-00042 est ouvert").contains("oml-2026-00042"));
    }
}
