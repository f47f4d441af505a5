//! Issues and stances: what a statement is about, and which side of the pole it takes.

use crate::lists::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// A stance towards an issue's pole.
    Stance {
        /// Towards the pole.
        For = "for",
        /// Away from it.
        Against = "against",
        /// Towards it if something else holds.
        Conditional = "conditional",
        /// Neither.
        Neutral = "neutral",
    }
}

/// One row of the built-in issue catalogue (codebook, section 7).
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// The id ("ceasefire.monitoring").
    pub id: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// What being for it means.
    pub pole: &'static str,
}

/// An issue and the stance a statement takes on it. The id is a string because users extend the catalogue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IssueStance {
    /// The issue's id.
    pub issue: String,
    /// The stance towards its pole.
    pub stance: Stance,
}

const fn issue(id: &'static str, about: &'static str, pole: &'static str) -> Issue {
    Issue { id, about, pole }
}

/// The built-in catalogue, in codebook order.
pub const ISSUES: &[Issue] = &[
    issue("talks", "negotiations, their rounds, format, venue, delegations", "holding or continuing them"),
    issue("talks.summit", "a meeting or call of leaders", "holding it"),
    issue("mediation", "a third party as go-between or host", "having it"),
    issue("settlement", "a peace deal or framework as a whole", "reaching it"),
    issue("deadline", "a time limit or ultimatum", "setting or keeping it"),
    issue("ceasefire", "a general halt to fighting", "having it"),
    issue("ceasefire.limited", "a partial halt: energy, sea, air, holiday, pause", "having it"),
    issue("ceasefire.monitoring", "verifying or enforcing a halt", "having it, finding it feasible"),
    issue("ceasefire.violations", "breaches of a halt", "that the other side breaches"),
    issue("security.guarantees", "assurances against attack", "giving them"),
    issue("security.neutrality", "neutral or non-aligned status", "being neutral"),
    issue("security.alliance", "membership of an alliance", "joining"),
    issue("security.foreign-troops", "peacekeepers, reassurance forces, bases", "deploying them"),
    issue("security.demilitarisation", "limits on or disarming of forces", "disarming"),
    issue("security.arms", "supply of weapons, military aid, intelligence", "supplying"),
    issue("security.operations", "a military offensive or campaign", "carrying it on"),
    issue("territory.status", "sovereignty over disputed territory", "changing the status quo ante"),
    issue("territory.control", "who holds what ground", "that the speaker's side holds it"),
    issue("territory.withdrawal", "pulling forces out", "withdrawing"),
    issue("territory.buffer", "buffer or demilitarised zones", "having them"),
    issue("prisoners", "prisoners of war, hostages, detainees", "releasing"),
    issue("humanitarian.aid", "relief, aid access, blockade", "letting aid in"),
    issue("civilians", "protection of or harm to civilians", "protecting them"),
    issue("displaced", "refugees, evacuation, relocation", "return or protection"),
    issue("sanctions", "sanctions, tariffs used as pressure", "imposing or keeping"),
    issue("economy", "assets, reparations, reconstruction, trade", "the deal, payment or exchange"),
    issue("infrastructure", "power grids, nuclear plants, ports, grain", "protecting or reopening"),
    issue("nuclear.enrichment", "a state's nuclear programme and enrichment", "allowing it"),
    issue("nuclear.inspections", "inspections, stockpiles, verification", "allowing them"),
    issue("justice", "war crimes, courts, warrants", "holding to account"),
    issue("governance", "who governs: elections, legitimacy", "keeping the present holder"),
    issue("minorities", "language, religion, ethnic rights", "protecting them"),
    issue("relations", "recognition, ties, alliances between states", "closer ties"),
];
