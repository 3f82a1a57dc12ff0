//! The file of a backup: a ZIP with its parts and, last, what they are. Cut short, it has no directory and opens nowhere.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{FORMAT, Manifest, Part, refused};

/// Name of the part that says what the others are.
const MANIFEST: &str = "manifest.json";
/// Bytes handled at once.
const CHUNK: usize = 64 * 1024;
/// Largest manifest read, in bytes.
const LARGEST_MANIFEST: u64 = 1024 * 1024;

/// Copies everything and returns size and SHA-256.
fn copy(from: &mut impl Read, to: &mut impl Write) -> std::io::Result<(u64, String)> {
    let (mut digest, mut bytes, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
    loop {
        let read = from.read(&mut chunk)?;
        let Some(filled) = chunk.get(..read).filter(|filled| !filled.is_empty()) else { break };
        digest.update(filled);
        to.write_all(filled)?;
        bytes += read as u64;
    }
    Ok((bytes, digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// Writes a part and then the manifest with it; the file is on disk when this returns.
///
/// # Errors
/// A sentence; the file is then worth nothing.
pub(super) fn write(
    to: &Path,
    (name, part, compress): (&str, &Path, bool),
    mut manifest: Manifest,
) -> Result<Manifest, String> {
    let failed = |error: &dyn std::fmt::Display| refused(format!("{} ne s’écrit pas", to.display()), error);
    let method = if compress { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let options = SimpleFileOptions::default().compression_method(method).large_file(true).unix_permissions(0o600);
    let mut archive = ZipWriter::new(private_file(to).map_err(|error| failed(&error))?);
    archive.start_file(name, options).map_err(|error| failed(&error))?;
    let mut source = File::open(part).map_err(|error| failed(&error))?;
    let (bytes, sha256) = copy(&mut source, &mut archive).map_err(|error| failed(&error))?;
    manifest.parts.push(Part { name: name.to_owned(), bytes, sha256 });
    let json = serde_json::to_vec_pretty(&manifest).map_err(|error| failed(&error))?;
    archive.start_file(MANIFEST, options).map_err(|error| failed(&error))?;
    archive.write_all(&json).map_err(|error| failed(&error))?;
    let file = archive.finish().map_err(|error| failed(&error))?;
    file.sync_all().map_err(|error| failed(&error))?;
    Ok(manifest)
}

/// A new file that only its owner reads: it holds what people told the programme.
pub(super) fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads a backup to its end and compares every part with the manifest; needs no database.
///
/// # Errors
/// A sentence naming what is not as it was written.
pub fn verify(file: &Path) -> Result<Manifest, String> {
    let (mut archive, manifest) = open(file)?;
    for part in &manifest.parts {
        read_part(&mut archive, part, &mut std::io::sink())?;
    }
    Ok(manifest)
}

/// Writes a part of a backup to a new file, checked on the way.
///
/// # Errors
/// A sentence naming what is not as it was written.
pub(super) fn extract(file: &Path, name: &str, to: &Path) -> Result<(), String> {
    let (mut archive, manifest) = open(file)?;
    let part = manifest.parts.iter().find(|part| part.name == name);
    let part = part.ok_or_else(|| format!("{} n’a pas de partie {name}", file.display()))?;
    let failed = |error| refused(format!("{} ne s’écrit pas", to.display()), error);
    let mut out = private_file(to).map_err(failed)?;
    read_part(&mut archive, part, &mut out)?;
    out.sync_all().map_err(failed)
}

fn open(file: &Path) -> Result<(ZipArchive<File>, Manifest), String> {
    let shown = file.display();
    let opened = File::open(file).map_err(|error| refused(format!("{shown} ne s’ouvre pas"), error))?;
    let broken = |error: &dyn std::fmt::Display| refused(format!("{shown} n’est pas une sauvegarde entière"), error);
    let mut archive = ZipArchive::new(opened).map_err(|error| broken(&error))?;
    let mut json = vec![];
    let part = archive.by_name(MANIFEST).map_err(|error| broken(&error))?;
    part.take(LARGEST_MANIFEST).read_to_end(&mut json).map_err(|error| broken(&error))?;
    let manifest: Manifest = serde_json::from_slice(&json).map_err(|error| broken(&error))?;
    if manifest.format != FORMAT {
        return Err(format!("{shown} vient d’un programme plus récent (format {})", manifest.format));
    }
    if archive.len() != manifest.parts.len() + 1 {
        return Err(broken(&"des parties manquent ou sont en trop"));
    }
    Ok((archive, manifest))
}

fn read_part(archive: &mut ZipArchive<File>, part: &Part, to: &mut impl Write) -> Result<(), String> {
    let altered = |error: &dyn std::fmt::Display| refused(format!("la partie {} est altérée", part.name), error);
    let mut source = archive.by_name(&part.name).map_err(|error| altered(&error))?;
    let (bytes, sha256) = copy(&mut source, to).map_err(|error| altered(&error))?;
    if (bytes, &sha256) == (part.bytes, &part.sha256) {
        Ok(())
    } else {
        Err(altered(&"son empreinte n’est pas celle du manifeste"))
    }
}
