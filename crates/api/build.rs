//! Makes sure that the folder of the built workspace exists: its address is fixed when the crate is compiled; has the
//! linker write the program's own addresses in their short form.

use std::io::Write;
use std::path::Path;

const DIST: &str = "../../frontend/dist";

#[expect(clippy::disallowed_methods, reason = "the profile and the target are known through the environment only")]
fn main() -> std::io::Result<()> {
    std::fs::create_dir_all(Path::new(DIST))?;
    let mut cargo = std::io::stdout().lock();
    writeln!(cargo, "cargo:rerun-if-changed=build.rs")?;
    // The release binary carries the files; a development one reads them where they are.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        writeln!(cargo, "cargo:rerun-if-changed={DIST}")?;
    }
    // Addresses that are put right at start take 2 MiB of the program otherwise, read into memory each time.
    let is = |key: &str, value: &str| std::env::var(key).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        writeln!(cargo, "cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs")?;
    }
    Ok(())
}
