//! A folder of its own for each test, and the binary run in it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// An article of our own.
pub const HARBOUR: &str = "Norway reopens harbour talks\n\n\
    Norwegian Foreign Minister Espen Barth Eide said on Monday that Norway was ready to host talks on the harbour. \
    \"We will not accept a blockade of the port,\" Eide told reporters.\n\n\
    Sweden demanded that Norway release ten sailors by 12 May. Some 40 boats left the port on Sunday.\n";

/// Two more, as JSON lines.
pub const LINES: &str = concat!(
    r#"{"id": "lund-1", "source": "Lund Courier", "published": "2025-05-06", "title": "Sweden answers", "text": "Sweden rejected a ceasefire with Norway. Prime Minister Ulf Kristersson said the sailors must be released first."}"#,
    "\n",
    r#"{"id": "lund-2", "source": "Lund Courier", "published": "2025-05-08", "title": "Norway agrees", "text": "Norway agreed to a 30-day ceasefire, Foreign Minister Espen Barth Eide said. He warned that the truce was fragile."}"#,
    "\n",
);

/// What a run of the binary gave.
#[derive(Debug)]
pub struct Ran {
    /// Exit code; none where it was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Insists on success and gives standard output.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// Insists on this exit code and on these words in standard error; nothing panicked.
    #[track_caller]
    pub fn fails(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

/// A folder of its own.
pub struct Workplace(tempfile::TempDir);

impl Workplace {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder with the article and the lines in it.
    pub fn with_inputs() -> Self {
        let place = Self::new();
        place.write("harbour.txt", HARBOUR);
        place.write("lund.jsonl", LINES);
        place
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }

    /// The names in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("listed");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// The binary, about to run here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbale"));
        command.args(arguments).current_dir(self.0.path()).env("COLUMNS", "80").env("NO_COLOR", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the binary.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Self::ran(self.command(arguments).output().expect("it runs"))
    }

    /// Runs the binary with something on standard input.
    pub fn run_with(&self, input: &str, arguments: &[&str]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("it runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
        Self::ran(child.wait_with_output().expect("it ends"))
    }

    fn ran(output: std::process::Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}
