//! The codebook as types: closed lists are enums, ids are typed, evidence is mandatory.
//!
//! [`Record`] is one document's record and, through serde, the codebook's JSON contract
//! (`docs/codebook.md`): what `read --format jsonl` prints, what gold files hold and what `eval` compares.
//! Fields that gold leaves out have defaults, so one reader accepts both.

mod entity;
mod event;
mod figure;
mod header;
mod ids;
mod issue;
mod lists;
mod statement;
mod term;

pub use entity::{Capacity, Entity, EntityKind};
pub use event::{Context, Event, EventStatus, EventType, Place};
pub use figure::Figure;
pub use header::{DateRange, Header, Record, SCHEMA};
pub use ids::{EntityId, EventId, FigureId, StatementId, TermId};
pub use issue::{ISSUES, Issue, IssueStance, Stance};
pub use statement::{Act, Provenance, Quote, Statement};
pub use term::{PartyStatus, Term, TermStatus};
