//! One heap for the whole server.

/// Starts the program again in its own place with one heap for all its threads, unless the operator chose a number.
///
/// The C library gives each thread a heap of its own, and what a worker needed only while it started stays in there:
/// 9 MiB of an idle server. The number can be set from outside only, before the program starts.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(clippy::disallowed_methods, reason = "a setting of the C library, not one of ours")]
pub fn share_one() {
    use std::os::unix::process::CommandExt;

    const HEAPS: &str = "MALLOC_ARENA_MAX";
    if std::env::var_os(HEAPS).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        // Comes back only when it fails, and then the server runs with the heaps it has.
        let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(HEAPS, "1").exec();
    }
}

/// Other C libraries have one already, or no such setting.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn share_one() {}
