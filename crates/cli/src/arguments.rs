//! The command line: commands, arguments, defaults.

use crate::eval_arguments::Eval;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;
use verbale::listing::Filter;
use verbale::record::{Act, EventType};

/// Where the archive stands unless it is told.
pub const ARCHIVE: &str = "verbale.db";

/// Reads news of a conflict and the talks around it and keeps a sourced record.
#[derive(Parser)]
#[command(name = "verbale", arg_required_else_help = true, disable_version_flag = true)]
pub struct Arguments {
    /// Tell the version and the model's digest
    #[arg(short = 'V', long)]
    pub version: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Read files and folders into the archive
    Read(Read),
    /// Tell what one or more articles say, each line with its source
    Brief(Brief),
    /// List who said what
    Statements(Statements),
    /// Tell where each party stands on each issue, and what led there
    Positions(Positions),
    /// List what happened, is planned or is claimed, statements that are acts included
    Events(Events),
    /// Tell what happened and what is planned by day, each happening once
    Timeline(Timeline),
    /// List where it happened, with points for maps
    Places(Places),
    /// List quantities, those of one thing side by side
    Figures(Figures),
    /// List points of proposals and agreements, who stands where and until when
    Terms(Terms),
    /// Tell which articles tell the same news, and how many of them are independent
    Stories(Stories),
    /// List what cannot both hold, both sentences side by side
    Contradictions(Contradictions),
    /// Tell what is new, changed or withdrawn between two days
    Changes(Changes),
    /// Find words, phrases and combinations of them in the archive
    Search(Search),
    /// Show a text with its sources, cues and contents marked
    Show(Show),
    /// Compare the archive with itself: every span, every text, every row
    Verify(Verify),
    /// Remove a document and all that came of it from the archive, for good
    Forget(Forget),
    /// Measure against gold
    #[command(subcommand)]
    Eval(Eval),
}

/// What the person knows about the input.
#[derive(Args, Clone)]
pub struct About {
    /// Day or time of publication, where the input does not tell it (2025-03-17)
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub published: Option<Date>,
    /// Outlet, where the input does not name it
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Read files and lines over 50 MB
    #[arg(long)]
    pub allow_large: bool,
    /// The project file [default: verbale.toml, where one stands]
    #[arg(long, value_name = "FILE")]
    pub project: Option<PathBuf>,
}

/// What is read: files, or what an archive holds.
#[derive(Args)]
pub struct From {
    /// Files (text, Markdown, HTML, JSON, CSV, feeds, WARC, .docx), folders, - for standard input, or ids of documents in the archive;
    /// without any, all that the archive holds
    #[arg(value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub about: About,
    /// The archive [default: verbale.db]
    #[arg(long, value_name = "PATH")]
    pub archive: Option<PathBuf>,
}

/// `verbale read`.
#[derive(Args)]
pub struct Read {
    /// Files (text, Markdown, HTML, JSON, CSV, feeds, WARC, .docx), folders, or - for standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub about: About,
    /// The archive; it is made where none stands
    #[arg(long, value_name = "PATH", default_value = ARCHIVE)]
    pub archive: PathBuf,
    /// How to tell what was read
    #[arg(long, value_enum, default_value = "table")]
    pub format: ReadFormat,
}

/// What `read` prints.
#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// One line for every document
    Table,
    /// One JSON object for every document, as the codebook has it
    Jsonl,
}

/// `verbale brief`.
#[derive(Args)]
pub struct Brief {
    #[command(flatten)]
    pub from: From,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub format: BriefFormat,
    /// Documents published on this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Documents published on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
}

/// How a brief is written.
#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// For the terminal
    Text,
    /// Markdown
    Md,
    /// One page with the annotated texts, to be opened in a browser
    Html,
    /// For programs
    Json,
}

/// How a list is written.
#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For the terminal
    Table,
    /// One JSON list, an object a line
    Json,
    /// Comma-separated, with names of columns
    Csv,
}

/// Which rows are asked for, where the format is a matter of its own.
#[derive(Args)]
pub struct Asked {
    /// Of this party
    #[arg(long, value_name = "NAME")]
    pub party: Option<String>,
    /// On this issue and those below it (ceasefire, security)
    #[arg(long, value_name = "ID")]
    pub issue: Option<String>,
    /// From this day on
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Up to this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
}

impl Asked {
    /// As the library takes it.
    pub fn filter(&self) -> Filter {
        let Self { party, issue, since, until } = self;
        Filter {
            party: party.clone(),
            issue: issue.clone(),
            since: *since,
            until: *until,
            ..Filter::default()
        }
    }
}

/// Which rows are asked for, as a list.
#[derive(Args)]
pub struct Rows {
    #[command(flatten)]
    pub asked: Asked,
    /// How to write the list
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
}

impl Rows {
    /// As the library takes it.
    pub fn filter(&self, act: Option<Act>) -> Filter {
        Filter { act, ..self.asked.filter() }
    }
}

/// `verbale statements`.
#[derive(Args)]
pub struct Statements {
    #[command(flatten)]
    pub from: From,
    #[command(flatten)]
    pub rows: Rows,
    /// With this act (demand, reject, …)
    #[arg(long, value_parser = act)]
    pub act: Option<Act>,
    /// Whose content holds all these words (in the archive only)
    #[arg(long, value_name = "WORDS", conflicts_with = "inputs")]
    pub search: Option<String>,
}

/// `verbale positions`.
#[derive(Args)]
pub struct Positions {
    #[command(flatten)]
    pub from: From,
    #[command(flatten)]
    pub rows: Rows,
    /// As they stood by the end of this day
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with = "until")]
    pub as_of: Option<Date>,
}

/// `verbale events`.
#[derive(Args)]
pub struct Events {
    #[command(flatten)]
    pub from: From,
    #[command(flatten)]
    pub rows: Rows,
    /// That a statement with this act yields (demand, reject, …)
    #[arg(long, value_parser = act)]
    pub act: Option<Act>,
}

/// `verbale timeline`.
#[derive(Args)]
pub struct Timeline {
    #[command(flatten)]
    pub from: From,
    #[command(flatten)]
    pub rows: Asked,
    /// How to write it
    #[arg(long, value_enum, default_value = "table")]
    pub format: TimelineFormat,
}

/// How a timeline is written.
#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
pub enum TimelineFormat {
    /// For the terminal
    Table,
    /// One JSON list, an object a line
    Json,
    /// Comma-separated, with names of columns
    Csv,
    /// What is planned, as an iCalendar file
    Ics,
}

/// `verbale places`.
#[derive(Args)]
pub struct Places {
    #[command(flatten)]
    pub from: From,
    #[command(flatten)]
    pub rows: Asked,
    /// How to write them
    #[arg(long, value_enum, default_value = "table")]
    pub format: PlacesFormat,
}

/// How places are written.
#[derive(Copy, Clone, PartialEq, Eq, ValueEnum)]
pub enum PlacesFormat {
    /// For the terminal
    Table,
    /// One JSON list, an object a line
    Json,
    /// Comma-separated, with names of columns
    Csv,
    /// Points for maps
    Geojson,
}

/// `verbale figures`.
#[derive(Args)]
pub struct Figures {
    #[command(flatten)]
    pub from: From,
    #[command(flatten)]
    pub rows: Rows,
    /// Of what these words tell ("prisoners", "killed")
    #[arg(long, value_name = "WORDS")]
    pub of: Option<String>,
}

/// `verbale terms`.
#[derive(Args)]
pub struct Terms {
    #[command(flatten)]
    pub from: From,
    #[command(flatten)]
    pub rows: Rows,
}

/// `verbale stories`.
#[derive(Args)]
pub struct Stories {
    #[command(flatten)]
    pub from: From,
    /// Stories with an article of this day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Stories with an article of this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Date>,
    /// How to write them
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
}

/// `verbale contradictions`.
#[derive(Args)]
pub struct Contradictions {
    #[command(flatten)]
    pub from: From,
    /// How to write them
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
}

/// `verbale changes`.
#[derive(Args)]
pub struct Changes {
    #[command(flatten)]
    pub inputs: From,
    /// The end of this day …
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Date,
    /// … against the end of this one
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Date,
    /// Of this party
    #[arg(long, value_name = "NAME")]
    pub party: Option<String>,
    /// On this issue and those below it: positions and terms alone
    #[arg(long, value_name = "ID")]
    pub issue: Option<String>,
    /// How to write the list
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
}

/// `verbale search`.
#[derive(Args)]
pub struct Search {
    /// Words, \"phrases\", AND, OR, NOT, brackets, NEAR(one two, 5), begin*
    #[arg(required = true)]
    pub query: Vec<String>,
    /// The archive
    #[arg(long, value_name = "PATH", default_value = ARCHIVE)]
    pub archive: PathBuf,
    /// In documents of this outlet
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// With an act of speech like this (demand, reject, …): searches statements
    #[arg(long, value_parser = act)]
    pub act: Option<Act>,
    /// In documents with an event of this type (CONSULT, ASSAULT, …)
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type)]
    pub event_type: Option<EventType>,
    /// How many hits at most
    #[arg(long, value_name = "NUMBER", default_value = "20")]
    pub limit: usize,
    #[command(flatten)]
    pub rows: Rows,
}

/// `verbale show`.
#[derive(Args)]
pub struct Show {
    /// A file, or the id (or its beginning) of a document in the archive
    pub document: PathBuf,
    #[command(flatten)]
    pub about: About,
    /// The archive
    #[arg(long, value_name = "PATH", default_value = ARCHIVE)]
    pub archive: PathBuf,
}

/// `verbale verify`.
#[derive(Args)]
pub struct Verify {
    /// The archive
    #[arg(long, value_name = "PATH", default_value = ARCHIVE)]
    pub archive: PathBuf,
}

/// `verbale forget`.
#[derive(Args)]
pub struct Forget {
    /// The id of the document, or a beginning that no other has
    #[arg(value_name = "DOC")]
    pub document: String,
    /// The archive
    #[arg(long, value_name = "PATH", default_value = ARCHIVE)]
    pub archive: PathBuf,
}

fn day(text: &str) -> Result<Date, String> {
    verbale::parse_published(text).map_err(|_| "write a day as 2025-03-17".to_owned())
}

fn act(text: &str) -> Result<Act, String> {
    text.parse().map_err(|_| {
        let all: Vec<&str> = Act::ALL.iter().map(|act| act.as_str()).collect();
        format!("the acts are {}", all.join(", "))
    })
}

fn event_type(text: &str) -> Result<EventType, String> {
    text.to_uppercase().parse().map_err(|_| {
        let all: Vec<&str> = EventType::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("the types are {}", all.join(", "))
    })
}
