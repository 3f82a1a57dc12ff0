//! Makes sure that the folder of the built workspace exists: its address is fixed when the crate is compiled.

use std::io::Write;
use std::path::Path;

const DIST: &str = "../../frontend/dist";

#[expect(clippy::disallowed_methods, reason = "the profile is known through the environment only")]
fn main() -> std::io::Result<()> {
    std::fs::create_dir_all(Path::new(DIST))?;
    let mut cargo = std::io::stdout().lock();
    writeln!(cargo, "cargo:rerun-if-changed=build.rs")?;
    // The release binary carries the files; a development one reads them where they are.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        writeln!(cargo, "cargo:rerun-if-changed={DIST}")?;
    }
    Ok(())
}
