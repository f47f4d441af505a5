//! Writing for people: width, styles, wrapped lines. Colours are dropped where nobody sees them.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use verbale::record::Stance;

/// A section's heading.
pub const HEADING: Style = AnsiColor::Cyan.on_default().bold();
/// Names.
pub const STRONG: Style = Style::new().bold();
/// Citations and remarks.
pub const FAINT: Style = Style::new().dimmed();

/// Lines are no wider than this, however wide the terminal is: longer ones are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// How many characters go on a line: `COLUMNS` where it is set, else the terminal's width, else 80.
#[expect(clippy::disallowed_methods, reason = "the terminal's width is the edge's business")]
pub fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = told.or_else(|| terminal_size::terminal_size().map(|(width, _)| width.0 as usize));
    columns.unwrap_or(80).clamp(NARROWEST, WIDEST)
}

/// `text` in a style.
pub fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// The style of a stance.
pub fn stance_style(stance: Stance) -> Style {
    match stance {
        Stance::For => AnsiColor::Green.on_default().bold(),
        Stance::Against => AnsiColor::Red.on_default().bold(),
        Stance::Conditional => AnsiColor::Yellow.on_default().bold(),
        Stance::Neutral => STRONG,
    }
}

/// A page that grows line by line.
pub struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// An empty page of this width.
    pub fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    /// The page as written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// An empty line, unless the page ends with one or is empty.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading with a gap before it.
    pub fn heading(&mut self, title: &str) {
        self.gap();
        self.line(0, 0, &styled(HEADING, title.to_uppercase()));
    }

    /// `text`, wrapped; its first line is indented by `first`, the others by `rest`.
    pub fn line(&mut self, first: usize, rest: usize, text: &str) {
        self.labelled("", first, rest, text);
    }

    /// `text` beside a label that stands in a column of its own.
    pub fn labelled(&mut self, label: &str, first: usize, rest: usize, text: &str) {
        let (indent, hanging) = (" ".repeat(first), " ".repeat(rest));
        let head = match label.is_empty() {
            true => indent,
            false => {
                let wide = textwrap::core::display_width(label) + first;
                format!("{indent}{label}{}", " ".repeat(rest.saturating_sub(wide).max(1)))
            }
        };
        let options = Options::new(self.width)
            .initial_indent(&head)
            .subsequent_indent(&hanging)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(text, options) {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}
