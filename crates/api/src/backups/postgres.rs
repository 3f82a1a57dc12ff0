//! `pg_dump`, `pg_restore` and `psql`, found on the machine. The password goes by the environment: arguments are read by
//! everybody on the machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where distributions put the programs of each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// The programs, and the database they work on.
#[derive(Debug)]
pub(super) struct Tools {
    url: String,
    password: Option<String>,
}

impl Tools {
    /// For the database of this address.
    ///
    /// # Errors
    /// A sentence when the address cannot be read.
    pub(super) fn of(url: &str) -> Result<Tools, String> {
        let (url, password) = without_password(url).ok_or("l’adresse de la base ne se lit pas")?;
        Ok(Tools { url, password })
    }

    /// Writes the state of this name to a file.
    ///
    /// # Errors
    /// A sentence, with what the program said.
    pub(super) fn dump(&self, snapshot: &str, to: &Path) -> Result<(), String> {
        let mut command = self.command("pg_dump")?;
        command.args(["--format=custom", "--no-owner", "--no-privileges", "--snapshot", snapshot, "--file"]).arg(to);
        run(command.arg("--dbname").arg(&self.url), "pg_dump")
    }

    /// Puts a dump in place of everything that the database holds, in one transaction.
    ///
    /// # Errors
    /// A sentence, with what the program said; the database is then as it was.
    pub(super) fn replace_by(&self, dump: &Path, folder: &Path) -> Result<(), String> {
        let script = folder.join("restore.sql");
        let mut command = self.command("pg_restore")?;
        run(command.args(["--no-owner", "--no-privileges", "--file"]).arg(&script).arg(dump), "pg_restore")?;
        let mut command = self.command("psql")?;
        command.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]);
        command.args(["--command", "DROP SCHEMA public CASCADE", "--command", "CREATE SCHEMA public"]);
        run(command.arg("--file").arg(&script).arg("--dbname").arg(&self.url), "psql")
    }

    fn command(&self, name: &str) -> Result<Command, String> {
        let mut command = Command::new(program(name)?);
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        Ok(command)
    }
}

fn run(command: &mut Command, name: &str) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{name} ne démarre pas : {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    if output.status.success() { Ok(()) } else { Err(format!("{name} a échoué : {last}")) }
}

/// The newest of the installed versions, else the one on the path: an older one than the server refuses to dump it.
fn program(name: &str) -> Result<PathBuf, String> {
    let folders = std::fs::read_dir(VERSIONS).into_iter().flatten().flatten().map(|entry| entry.path());
    let version = |folder: &PathBuf| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let mut found: Vec<(Option<u32>, PathBuf)> = folders
        .map(|folder| (version(&folder), folder.join("bin").join(name)))
        .filter(|(_, program)| program.is_file())
        .collect();
    found.sort();
    if let Some((_, program)) = found.pop() {
        return Ok(program);
    }
    let mut works = Command::new(name);
    works.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match works.status() {
        Ok(status) if status.success() => Ok(PathBuf::from(name)),
        _ => Err(format!("{name} manque : ni dans {VERSIONS}/*/bin ni sur le chemin (paquet postgresql-client)")),
    }
}

/// An address and the password that stood in it.
fn without_password(url: &str) -> Option<(String, Option<String>)> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let Some((user, host)) = authority.rsplit_once('@') else { return Some((url.to_owned(), None)) };
    match user.split_once(':') {
        Some((user, password)) => Some((format!("{scheme}://{user}@{host}{path}"), Some(decoded(password)?))),
        None => Some((url.to_owned(), None)),
    }
}

/// A text whose bytes may be written `%41`.
fn decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let (code, rest) = piece.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_becomes_an_argument() {
        for (url, shown, password) in [
            ("postgres://lot@db.example/lot", "postgres://lot@db.example/lot", None),
            (
                "postgres://lot:p%40s%2Fs@db.example:5432/lot?sslmode=require",
                "postgres://lot@db.example:5432/lot?sslmode=require",
                Some("p@s/s"),
            ),
            ("postgresql:///lot", "postgresql:///lot", None),
            ("postgres://lot:a:b@db.example/lot", "postgres://lot@db.example/lot", Some("a:b")),
        ] {
            assert_eq!(without_password(url), Some((shown.to_owned(), password.map(str::to_owned))), "{url}");
        }
        assert_eq!(without_password("postgres://lot:%zz@db.example/lot"), None);
    }
}
