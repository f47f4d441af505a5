//! The quality floors: what is measured on the gold may not fall below `floors.json`.

use std::path::Path;
use std::process::Command;

#[test]
fn nothing_measured_falls_below_its_floor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = root.join("../shared");
    if !shared.join("gold").is_dir() {
        assert!(
            std::env::var_os("VERBALE_REQUIRE_SHARED").is_none_or(|value| value != "1"),
            "the measuring data is missing at {}",
            shared.display()
        );
        eprintln!("skipped: no measuring data at {}", shared.display());
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_verbale"))
        .args(["eval", "floors", "--data"])
        .arg(&shared)
        .arg("--baseline")
        .arg(root.join("floors.json"))
        .output()
        .expect("the binary runs");
    let told =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
}
