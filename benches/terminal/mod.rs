//! The program in a pseudo-terminal, for benches.

use std::sync::LazyLock;

use portable_pty::{Child, PtyPair, PtySize, native_pty_system};

/// The program: that of `SHISAKU_PROGRAM`, to compare builds, else the one built with this.
pub static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let named = std::env::var("SHISAKU_PROGRAM");
    named.unwrap_or_else(|_| env!("CARGO_BIN_EXE_shisaku").to_owned())
});

/// A terminal of 120×40.
pub fn open() -> PtyPair {
    let size = PtySize {
        rows: 40,
        cols: 120,
        pixel_width: 0,
        pixel_height: 0,
    };
    native_pty_system().openpty(size).unwrap()
}

/// The most memory that it has taken so far, in KiB; 0 where the system does not tell.
pub fn peak(child: &dyn Child) -> u64 {
    let status = child.process_id().map(|id| format!("/proc/{id}/status"));
    let text = status.and_then(|path| std::fs::read_to_string(path).ok());
    let peak = text.and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    });
    peak.unwrap_or_default()
}

/// The processor time in milliseconds of all its threads so far.
#[allow(dead_code, reason = "of the benches one alone presses keys")]
pub fn worked_by_all(child: &dyn Child) -> f64 {
    let id = child.process_id().unwrap_or_default();
    let threads = std::fs::read_dir(format!("/proc/{id}/task"));
    let threads = threads.into_iter().flatten().flatten();
    let times = threads.map(|thread| nanos(&thread.path().join("schedstat")));
    times.sum::<f64>() / 1e6
}

fn nanos(path: &std::path::Path) -> f64 {
    let text = std::fs::read_to_string(path).ok();
    let nanos = text.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanos.unwrap_or_default()
}

/// The processor time in milliseconds that its first thread has had so far, which answers the keys:
/// the same however busy the machine is. 0 where the system does not tell.
#[allow(dead_code, reason = "of the benches one alone presses keys")]
pub fn worked(child: &dyn Child) -> f64 {
    let id = child.process_id().unwrap_or_default();
    nanos(format!("/proc/{id}/task/{id}/schedstat").as_ref()) / 1e6
}
