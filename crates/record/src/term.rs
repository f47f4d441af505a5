//! Terms: points of an agreement, a proposal or a list of conditions.

use crate::lists::closed_list;
use crate::{EntityId, TermId};
use serde::{Deserialize, Serialize};
use verbale_text::Span;

closed_list! {
    /// Where a party stands on a term.
    TermStatus {
        /// Put forward.
        Proposed = "proposed",
        /// Accepted.
        Accepted = "accepted",
        /// Accepted under conditions.
        ConditionallyAccepted = "conditionally-accepted",
        /// Refused.
        Rejected = "rejected",
        /// Agreed by all.
        Agreed = "agreed",
        /// In force.
        InForce = "in-force",
        /// Broken.
        Violated = "violated",
        /// Run out.
        Expired = "expired",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Reported and denied.
        Unclear = "unclear",
    }
}

/// One party and where it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PartyStatus {
    /// The party's name.
    pub party: String,
    /// Where it stands.
    pub status: TermStatus,
}

/// A point of an agreement, proposal or list of conditions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Term {
    /// Its id in this record.
    pub id: TermId,
    /// An issue's id.
    pub kind: String,
    /// The words that state it.
    pub summary_span: Option<Span>,
    /// Who puts it forward.
    pub proposed_by: Vec<EntityId>,
    /// To whom.
    #[serde(default)]
    pub addressed_to: Vec<EntityId>,
    /// ISO 8601 duration ("P30D").
    #[serde(default)]
    pub duration: Option<String>,
    /// A short phrase.
    #[serde(default)]
    pub scope: Option<String>,
    /// What it hangs on.
    #[serde(default)]
    pub conditions: Vec<Span>,
    /// Where each party stands.
    #[serde(default)]
    pub status: Vec<PartyStatus>,
}
