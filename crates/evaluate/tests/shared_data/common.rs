//! What the comparisons with the reference tools need: where they lie, how to run them, and a fixed
//! sequence of numbers to spoil gold with.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of gold, data and reference tools beside the repository. Where it or Python is missing the
/// test is skipped with a note, or fails where `VERBALE_REQUIRE_SHARED` is 1.
pub fn shared(test: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|run| run.status.success());
    if folder.join("tools").is_dir() && python {
        return Some(folder);
    }
    #[expect(clippy::disallowed_methods, reason = "tests read their settings from the environment")]
    let required = std::env::var("VERBALE_REQUIRE_SHARED").is_ok_and(|value| value == "1");
    assert!(!required, "{test} needs {} and python3", folder.display());
    eprintln!("{test} skipped: it needs {} and python3", folder.display());
    None
}

/// Runs a reference tool and gives back what it printed.
pub fn run_tool(tool: &Path, arguments: &[&str]) -> String {
    let run = Command::new("python3").arg(tool).args(arguments).output().expect("python3 starts");
    assert!(run.status.success(), "{}: {}", tool.display(), String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("the tool prints UTF-8")
}

/// A fixed sequence of numbers that look random (a 64-bit linear congruential generator).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}
