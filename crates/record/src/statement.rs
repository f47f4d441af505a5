//! Statements: a source is reported to say, write, think or want something.

use crate::lists::closed_list;
use crate::{DateRange, EntityId, EventType, IssueStance, StatementId};
use serde::{Deserialize, Serialize};
use verbale_text::Span;

closed_list! {
    /// What the speaker does by saying it.
    Act {
        /// Reports or describes something as so.
        Assert = "assert",
        /// Makes known its own decision, plan or act.
        Announce = "announce",
        /// Commits itself to a cooperative act.
        Promise = "promise",
        /// Offers terms, a plan, a meeting, mediation.
        Propose = "propose",
        /// Agrees to or welcomes what another has put forward.
        Accept = "accept",
        /// Commends or backs a person, policy or act.
        Praise = "praise",
        /// Asks, urges, appeals.
        Request = "request",
        /// Insists, requires, orders, sets a condition.
        Demand = "demand",
        /// Refuses a proposal, demand or act; rules out.
        Reject = "reject",
        /// Says that something is not so.
        Deny = "deny",
        /// Blames, alleges, criticises, condemns.
        Accuse = "accuse",
        /// Points to a danger that is not its own act.
        Warn = "warn",
        /// Announces its own harmful act, or one if a condition is not met.
        Threaten = "threaten",
        /// Predicts, hopes, expects, believes likely.
        Expect = "expect",
        /// Asks or doubts whether.
        Question = "question",
    }
}

impl Act {
    /// The PLOVER event type that a statement with this act yields, if any (codebook, section 3).
    pub fn plover(self) -> Option<EventType> {
        match self {
            Self::Promise | Self::Propose | Self::Accept => Some(EventType::Agree),
            Self::Praise => Some(EventType::Support),
            Self::Request | Self::Demand => Some(EventType::Request),
            Self::Reject | Self::Deny => Some(EventType::Reject),
            Self::Accuse => Some(EventType::Accuse),
            Self::Threaten => Some(EventType::Threaten),
            Self::Assert | Self::Announce | Self::Warn | Self::Expect | Self::Question => None,
        }
    }
}

closed_list! {
    /// How much of the content stands in quotation marks.
    Quote {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Some of it.
        Mixed = "mixed",
    }
}

/// What made a row: the name of a rule or a model ("rule:cue-lexicon", "model:attribution").
pub type Provenance = String;

/// Who said what to whom, with the words that say so.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// Its id in this record.
    pub id: StatementId,
    /// Who says it; several where they speak together, none where the source is not described well enough.
    pub speakers: Vec<EntityId>,
    /// The words that name the source.
    pub source_span: Option<Span>,
    /// The words that report.
    pub cue_span: Option<Span>,
    /// What is reported, in pieces where the cue interrupts it. Never empty.
    pub content_spans: Vec<Span>,
    /// How much of it is quoted.
    pub quote: Quote,
    /// What the speaker does by saying it.
    pub act: Act,
    /// Whom it is directed at.
    #[serde(default)]
    pub addressees: Vec<EntityId>,
    /// What it is about.
    #[serde(default)]
    pub issues: Vec<IssueStance>,
    /// When it was said, where the text lets one tell.
    #[serde(default)]
    pub date: Option<DateRange>,
    /// The statement that contains this one.
    #[serde(default)]
    pub within: Option<StatementId>,
    /// What made the row.
    #[serde(default)]
    pub by: Provenance,
    /// Calibrated, 0 to 1, rounded to three decimals.
    #[serde(default)]
    pub probability: f64,
}
