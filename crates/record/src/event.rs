//! Events in PLOVER's types: what happened, is planned or is claimed between actors.

use crate::lists::closed_list;
use crate::{DateRange, EntityId, EventId, Provenance, StatementId};
use serde::{Deserialize, Serialize};
use verbale_text::Span;

closed_list! {
    /// PLOVER's sixteen types (Halterman et al. 2023, "PLOVER and POLECAT").
    EventType {
        /// Agreements reached or signed.
        Agree = "AGREE",
        /// Meetings, visits, calls, talks.
        Consult = "CONSULT",
        /// Backing, recognition.
        Support = "SUPPORT",
        /// Lifting sanctions, yielding.
        Concede = "CONCEDE",
        /// Working together, exchanges.
        Cooperate = "COOPERATE",
        /// Material aid.
        Aid = "AID",
        /// Withdrawal, release, ceasefire in force.
        Retreat = "RETREAT",
        /// Asking and demanding.
        Request = "REQUEST",
        /// Blame and criticism.
        Accuse = "ACCUSE",
        /// Refusal.
        Reject = "REJECT",
        /// Threats.
        Threaten = "THREATEN",
        /// Demonstrations, strikes, riots.
        Protest = "PROTEST",
        /// Sanctions, breaking off, verdicts.
        Sanction = "SANCTION",
        /// Deployments, build-ups.
        Mobilize = "MOBILIZE",
        /// Arrests, restrictions, coups.
        Coerce = "COERCE",
        /// Attacks.
        Assault = "ASSAULT",
    }
}

closed_list! {
    /// How real an event is.
    EventStatus {
        /// It happened.
        Happened = "happened",
        /// It goes on.
        Ongoing = "ongoing",
        /// It is planned.
        Planned = "planned",
        /// It is proposed.
        Proposed = "proposed",
        /// Only a party to the conflict says so.
        Claimed = "claimed",
        /// It is denied.
        Denied = "denied",
        /// It is only supposed.
        Hypothetical = "hypothetical",
    }
}

closed_list! {
    /// PLOVER's context labels of a paragraph.
    Context {
        /// Armed forces and fighting.
        Military = "military",
        /// Relations between states, talks.
        Diplomatic = "diplomatic",
        /// Trade, money, sanctions.
        Economic = "economic",
        /// Disputed ground.
        Territory = "territory",
        /// Courts and law.
        Legal = "legal",
        /// Home politics and elections.
        Political = "political",
        /// Relief and displaced people.
        Humanitarian = "humanitarian",
        /// Nuclear, chemical or biological weapons.
        Wmd = "cbrn",
        /// Terrorism and insurgency.
        Terrorism = "terrorism",
        /// Human rights.
        HumanRights = "human-rights",
        /// Computer networks.
        Cyber = "cyber",
        /// Spying.
        Intelligence = "intelligence",
        /// Peace processes.
        Peacekeeping = "peacekeeping",
        /// Energy supply.
        Energy = "energy",
        /// Movement of people across borders.
        Migration = "migration",
    }
}

/// Where an event took place: the most specific place named.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// As the text names it.
    pub name: String,
    /// GeoNames id, where resolved.
    #[serde(default)]
    pub geoname: Option<u32>,
    /// Degrees north, where resolved.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east, where resolved.
    #[serde(default)]
    pub lon: Option<f64>,
    /// Where the text names it.
    pub span: Option<Span>,
}

/// Something that happened, is planned, or is claimed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// Its id in this record.
    pub id: EventId,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER modes ("phone", "ceasefire").
    #[serde(default)]
    pub modes: Vec<String>,
    /// How real it is.
    pub status: EventStatus,
    /// Who claims it, where the status is claimed.
    #[serde(default)]
    pub claimed_by: Vec<EntityId>,
    /// Who does it.
    pub actors: Vec<EntityId>,
    /// To whom.
    #[serde(default)]
    pub recipients: Vec<EntityId>,
    /// First and last day.
    #[serde(default)]
    pub date: Option<DateRange>,
    /// Where.
    #[serde(default)]
    pub place: Option<Place>,
    /// The word that names it.
    pub trigger_span: Option<Span>,
    /// PLOVER contexts of the paragraph.
    #[serde(default)]
    pub contexts: Vec<Context>,
    /// The nearest CAMEO code.
    #[serde(default)]
    pub cameo: Option<String>,
    /// The statement it derives from.
    #[serde(default)]
    pub statement: Option<StatementId>,
    /// What made the row.
    #[serde(default)]
    pub by: Provenance,
    /// Calibrated, 0 to 1, rounded to three decimals.
    #[serde(default)]
    pub probability: f64,
}
